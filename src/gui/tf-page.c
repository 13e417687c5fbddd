/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-page.h"

/* Under this name a page keeps how it follows the technical file. */
#define FOLLOWING_KEY "tf-page-following"

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

typedef struct
{
  GFunc    update;
  gboolean stale;   /* the file has changed while the page was out of sight */
} Following;

static void
update_page (TfPage    *self,
             Following *following)
{
  following->stale = FALSE;
  following->update (self, NULL);
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
  Following *following;

  g_return_val_if_fail (TF_IS_PAGE (self), FALSE);
  g_return_val_if_fail (rest != NULL, FALSE);

  following = g_object_get_data (G_OBJECT (self), FOLLOWING_KEY);
  if (following != NULL && following->stale)
    update_page (self, following);

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

static void
dossier_changed_cb (TfPage *self)
{
  Following *following = g_object_get_data (G_OBJECT (self), FOLLOWING_KEY);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    update_page (self, following);
  else
    following->stale = TRUE;
}

static void
map_cb (TfPage    *self,
        Following *following)
{
  if (following->stale)
    update_page (self, following);
}

/**
 * tf_page_follow:
 * @self: a page
 * @session: what the window works on
 * @update: called with the page when the technical file has changed and the page is seen
 *
 * Keeps a page up to date: at once while it is seen, and before it is seen again otherwise.
 */
void
tf_page_follow (TfPage    *self,
                TfSession *session,
                GFunc      update)
{
  Following *following;

  g_return_if_fail (TF_IS_PAGE (self));
  g_return_if_fail (TF_IS_SESSION (session) && update != NULL);

  following = g_new0 (Following, 1);
  following->update = update;
  g_object_set_data_full (G_OBJECT (self), FOLLOWING_KEY, following, g_free);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), following);
}
