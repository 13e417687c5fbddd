/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-page.h"

G_DEFINE_INTERFACE (TfPage, tf_page, GTK_TYPE_WIDGET)

enum {
  CHANGED,
  SHOW_PANE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tf_page_default_init (TfPageInterface *iface)
{
  /**
   * TfPage::page-changed:
   * @self: the page
   *
   * Emitted when the title or the pane is another one.
   */
  signals[CHANGED] =
    g_signal_new ("page-changed", TF_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  /**
   * TfPage::show-pane:
   * @self: the page
   *
   * Emitted when the page wants its pane to be seen.
   */
  signals[SHOW_PANE] =
    g_signal_new ("show-pane", TF_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

/**
 * tf_page_go:
 * @self: a page
 * @rest: what of the place comes after the name of the page: "2b.sbom" of "point/2b.sbom"; ""
 *   where nothing does
 *
 * Shows what a place names.
 *
 * Returns: %FALSE where there is no such thing
 */
gboolean
tf_page_go (TfPage     *self,
            const char *rest)
{
  TfPageInterface *iface;

  g_return_val_if_fail (TF_IS_PAGE (self), FALSE);
  g_return_val_if_fail (rest != NULL, FALSE);

  iface = TF_PAGE_GET_IFACE (self);
  return iface->go != NULL ? iface->go (self, rest) : *rest == '\0';
}

/**
 * tf_page_get_title:
 * @self: a page
 *
 * Returns: (nullable): its title now, or `NULL` for the one that the list of pages gives
 */
const char *
tf_page_get_title (TfPage *self)
{
  TfPageInterface *iface;

  g_return_val_if_fail (TF_IS_PAGE (self), NULL);

  iface = TF_PAGE_GET_IFACE (self);
  return iface->get_title != NULL ? iface->get_title (self) : NULL;
}

/**
 * tf_page_get_pane:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): a widget to stand beside the page, owned by the page
 */
GtkWidget *
tf_page_get_pane (TfPage *self)
{
  TfPageInterface *iface;

  g_return_val_if_fail (TF_IS_PAGE (self), NULL);

  iface = TF_PAGE_GET_IFACE (self);
  return iface->get_pane != NULL ? iface->get_pane (self) : NULL;
}

/**
 * tf_page_changed:
 * @self: a page
 *
 * Tells the window that the title or the pane is another one.
 */
void
tf_page_changed (TfPage *self)
{
  g_return_if_fail (TF_IS_PAGE (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * tf_page_show_pane:
 * @self: a page
 *
 * Asks the window to show the pane of the page, should it be folded away.
 */
void
tf_page_show_pane (TfPage *self)
{
  g_return_if_fail (TF_IS_PAGE (self));

  g_signal_emit (self, signals[SHOW_PANE], 0);
}
