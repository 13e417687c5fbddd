/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-shell.h"

#include "tf-announce.h"
#include "tf-finding-list.h"
#include "tf-page.h"
#include "tf-place.h"
#include "tf-release-switcher.h"
#include "tf-sidebar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How wide the sidebar may grow beside the page; alone it takes what there is. */
#define SIDEBAR_WIDTH 250
#define MAX_HISTORY   100

/* What stays free above and below the field of a finding, in pixels. */
#define BAR_MARGIN 36

struct _TfShell
{
  AdwBin       parent_instance;

  AdwLeaflet  *leaflet;
  AdwClamp    *sidebar_clamp;
  GtkWidget   *sidebar_box;
  TfReleaseSwitcher *switcher;
  TfSidebar   *sidebar;
  GtkWidget   *content_box;
  AdwWindowTitle *title;
  AdwFlap     *flap;
  GtkStack    *stack;
  AdwBin      *pane;
  GtkWidget   *pane_button;
  GtkRevealer *finding_revealer;
  GtkLabel    *finding_label;

  gboolean     pane_wanted; /* as the person left it: open or not */
  TfSession   *session;
  char        *place;
  GQueue       history;     /* places, the newest at the head */
};

G_DEFINE_FINAL_TYPE (TfShell, tf_shell, ADW_TYPE_BIN)

static TfPage *
get_page (TfShell *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->stack);

  return TF_IS_PAGE (page) ? TF_PAGE (page) : NULL;
}

static void
show_pane_of_page (TfShell *self)
{
  TfPage *page = get_page (self);
  GtkWidget *pane = page != NULL ? tf_page_get_pane (page) : NULL;

  if (adw_bin_get_child (self->pane) != pane)
    adw_bin_set_child (self->pane, pane);
  gtk_widget_set_visible (self->pane_button, pane != NULL);
  adw_flap_set_swipe_to_open (self->flap, pane != NULL);
  adw_flap_set_reveal_flap (self->flap,
                            pane != NULL && self->pane_wanted && !adw_flap_get_folded (self->flap));
}

static void
show_title (TfShell *self)
{
  TfPage *page = get_page (self);
  TfRecord *product = tf_session_get_product (self->session);
  const char *title = page != NULL ? tf_page_get_title (page) : NULL;
  const char *rest;

  if (title == NULL && self->place != NULL)
    title = _(tf_page_lookup (self->place, &rest)->title);

  adw_window_title_set_title (self->title, title != NULL ? title : "");
  adw_window_title_set_subtitle (self->title, product != NULL ? tf_record_get_title (product) : "");
}

static void
page_changed_cb (TfShell *self,
                 TfPage  *page)
{
  if (page != get_page (self))
    return;

  show_title (self);
  show_pane_of_page (self);
}

static void
show_pane_cb (TfShell *self,
              TfPage  *page)
{
  if (page != get_page (self) || !gtk_widget_get_visible (self->pane_button))
    return;

  self->pane_wanted = TRUE;
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

/* The button and the flap are bound: what the button says now is what the person wants. */
static void
pane_clicked_cb (TfShell *self)
{
  self->pane_wanted = adw_flap_get_reveal_flap (self->flap);
}

static GtkWidget *
ensure_page (TfShell           *self,
             const TfPageEntry *entry)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, entry->prefix);

  if (page != NULL)
    return page;

  page = entry->create (self->session);
  g_signal_connect_object (page, "page-changed", G_CALLBACK (page_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "show-pane", G_CALLBACK (show_pane_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, page, entry->prefix);
  return page;
}

static void
folded_cb (TfShell *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);

  adw_clamp_set_maximum_size (self->sidebar_clamp, folded ? G_MAXINT16 : SIDEBAR_WIDTH);
  adw_clamp_set_tightening_threshold (self->sidebar_clamp, folded ? G_MAXINT16 : SIDEBAR_WIDTH);
}

/* The flap opens by itself when there is room, which is wrong while nobody asked for the pane. */
static void
pane_folded_cb (TfShell *self)
{
  adw_flap_set_reveal_flap (self->flap, self->pane_wanted && !adw_flap_get_folded (self->flap) &&
                                          gtk_widget_get_visible (self->pane_button));
}

/* The bar takes room from the page, in which the field that a finding is about was just shown. */
static void
bar_revealed_cb (TfShell *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *viewport = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_VIEWPORT) : NULL;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (viewport == NULL || !gtk_widget_is_ancestor (viewport, GTK_WIDGET (self)) ||
      !gtk_widget_compute_bounds (focus, viewport, &bounds))
    return;

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top - BAR_MARGIN, top + bounds.size.height + BAR_MARGIN);
}

static void
walked_cb (TfShell *self)
{
  TfFindingList *findings = tf_finding_list_get (self->session);
  guint n = g_list_model_get_n_items (tf_finding_list_get_model (findings));
  guint number;
  const TfFinding *finding = tf_finding_list_get_current (findings, &number);
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->finding_revealer, finding != NULL);
  if (finding == NULL)
    return;

  /* Translators: number of a finding, how many there are, and what it says */
  text = g_strdup_printf (_("Finding %u of %u: %s"), number, n, finding->message);
  gtk_label_set_text (self->finding_label, text);
  tf_announce (GTK_WIDGET (self), text);
}

static void
mended_cb (TfShell    *self,
           const char *message)
{
  /* Translators: what a finding said that holds no more */
  g_autofree char *text = g_strdup_printf (_("Put right: %s"), message);

  tf_session_tell (self->session, text);
}

static void
next_finding_cb (TfShell *self)
{
  tf_finding_list_step (tf_finding_list_get (self->session), 1);
}

static void
stop_findings_cb (TfShell *self)
{
  tf_finding_list_stop (tf_finding_list_get (self->session));
}

static void
up_cb (TfShell *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/* Escape first folds a pane that lies over the page away, then goes back a level. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  TfShell *self = TF_SHELL (widget);

  if (adw_flap_get_folded (self->flap) && adw_flap_get_reveal_flap (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else if (gtk_revealer_get_reveal_child (self->finding_revealer))
    stop_findings_cb (self);
  else if (adw_leaflet_get_folded (self->leaflet) &&
           adw_leaflet_get_visible_child (self->leaflet) == self->content_box)
    up_cb (self);
  else
    return FALSE;

  return TRUE;
}

static void
clear_pages (TfShell *self)
{
  GtkWidget *page;

  adw_bin_set_child (self->pane, NULL);
  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->stack))) != NULL)
    gtk_stack_remove (self->stack, page);
}

static void
clear_history (TfShell *self)
{
  g_queue_clear_full (&self->history, g_free);
  g_clear_pointer (&self->place, g_free);
}

static void
tf_shell_dispose (GObject *object)
{
  TfShell *self = TF_SHELL (object);

  if (self->stack != NULL)
    clear_pages (self);
  clear_history (self);
  /* The template would let go of the child that the bin lets go of too. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_SHELL);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_shell_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TfShell, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TfShell, sidebar_clamp);
  gtk_widget_class_bind_template_child (widget_class, TfShell, sidebar_box);
  gtk_widget_class_bind_template_child (widget_class, TfShell, switcher);
  gtk_widget_class_bind_template_child (widget_class, TfShell, sidebar);
  gtk_widget_class_bind_template_child (widget_class, TfShell, content_box);
  gtk_widget_class_bind_template_child (widget_class, TfShell, title);
  gtk_widget_class_bind_template_child (widget_class, TfShell, flap);
  gtk_widget_class_bind_template_child (widget_class, TfShell, stack);
  gtk_widget_class_bind_template_child (widget_class, TfShell, pane);
  gtk_widget_class_bind_template_child (widget_class, TfShell, pane_button);
  gtk_widget_class_bind_template_child (widget_class, TfShell, finding_revealer);
  gtk_widget_class_bind_template_child (widget_class, TfShell, finding_label);
  gtk_widget_class_bind_template_callback (widget_class, bar_revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_finding_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_findings_cb);
}

static void
tf_shell_class_init (TfShellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_shell_dispose;

  g_type_ensure (TF_TYPE_SIDEBAR);
  g_type_ensure (TF_TYPE_RELEASE_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-shell.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
tf_shell_init (TfShell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_queue_init (&self->history);
}

/**
 * tf_shell_set_session:
 * @self: the frame
 * @session: what the window works on
 *
 * Starts anew with another library.
 */
void
tf_shell_set_session (TfShell   *self,
                      TfSession *session)
{
  g_return_if_fail (TF_IS_SHELL (self));
  g_return_if_fail (TF_IS_SESSION (session));

  clear_pages (self);
  clear_history (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (tf_finding_list_get (self->session), self);
  g_set_object (&self->session, session);
  tf_sidebar_set_session (self->sidebar, session);
  tf_release_switcher_set_session (self->switcher, session);
  g_signal_connect_object (tf_finding_list_get (session), "walked", G_CALLBACK (walked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tf_finding_list_get (session), "mended", G_CALLBACK (mended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tf_finding_list_get (session), "changed", G_CALLBACK (walked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
remember (TfShell    *self,
          const char *place)
{
  if (self->place != NULL && strcmp (self->place, place) != 0)
    {
      g_queue_push_head (&self->history, g_steal_pointer (&self->place));
      while (g_queue_get_length (&self->history) > MAX_HISTORY)
        g_free (g_queue_pop_tail (&self->history));
    }

  g_free (self->place);
  self->place = g_strdup (place);
}

/* A family of one point is that point. */
static char *
resolve (TfShell    *self,
         const char *place)
{
  GPtrArray *families = tf_law_list (tf_session_get_law (self->session), TF_LAW_FAMILY);
  const char *rest;

  if (!g_str_has_prefix (place, "family/") || tf_page_lookup ("point", &rest) == NULL)
    return g_strdup (place);

  for (guint i = 0; i < families->len; i++)
    {
      const TfLawEntry *family = g_ptr_array_index (families, i);

      if (family->children->len == 1 && strcmp (family->number, place + strlen ("family/")) == 0)
        return tf_place_dup_for_entry (g_ptr_array_index (family->children, 0));
    }

  return g_strdup (place);
}

static void
focus_page (TfShell   *self,
            GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || !gtk_widget_is_ancestor (focus, page)))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static gboolean
show (TfShell    *self,
      const char *place)
{
  const char *rest;
  const TfPageEntry *entry = tf_page_lookup (place, &rest);
  GtkWidget *page;

  if (entry == NULL || entry->free)
    return FALSE;

  page = ensure_page (self, entry);
  if (!tf_page_go (TF_PAGE (page), rest))
    return FALSE;

  gtk_stack_set_visible_child (self->stack, page);
  return TRUE;
}

static void
after_going (TfShell *self)
{
  tf_finding_list_leave (tf_finding_list_get (self->session));
  show_title (self);
  show_pane_of_page (self);
  tf_sidebar_select (self->sidebar, self->place);
  adw_leaflet_set_visible_child (self->leaflet, self->content_box);
  focus_page (self, gtk_stack_get_visible_child (self->stack));
}

/**
 * tf_shell_go:
 * @self: the frame
 * @place: a place inside a product
 *
 * Shows a page.
 *
 * Returns: %FALSE where there is no such place; the page shown stays then
 */
gboolean
tf_shell_go (TfShell    *self,
             const char *place)
{
  g_autofree char *resolved = NULL;

  g_return_val_if_fail (TF_IS_SHELL (self), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  resolved = resolve (self, place);
  if (!show (self, resolved))
    return FALSE;

  remember (self, resolved);
  after_going (self);
  return TRUE;
}

/**
 * tf_shell_back:
 * @self: the frame
 *
 * Goes back to the place that was shown before.
 *
 * Returns: %FALSE where there is none
 */
gboolean
tf_shell_back (TfShell *self)
{
  g_return_val_if_fail (TF_IS_SHELL (self), FALSE);

  while (!g_queue_is_empty (&self->history))
    {
      g_autofree char *place = g_queue_pop_head (&self->history);

      if (!show (self, place))
        continue;
      g_free (self->place);
      self->place = g_steal_pointer (&place);
      after_going (self);
      return TRUE;
    }

  return FALSE;
}

/**
 * tf_shell_get_place:
 * @self: the frame
 *
 * Returns: (transfer none) (nullable): the place that is shown
 */
const char *
tf_shell_get_place (TfShell *self)
{
  g_return_val_if_fail (TF_IS_SHELL (self), NULL);

  return self->place;
}

/**
 * tf_shell_get_page:
 * @self: the frame
 *
 * Returns: (transfer none) (nullable): the page that is shown
 */
GtkWidget *
tf_shell_get_page (TfShell *self)
{
  g_return_val_if_fail (TF_IS_SHELL (self), NULL);

  return (GtkWidget *) get_page (self);
}

/**
 * tf_shell_focus_page:
 * @self: the frame
 *
 * Moves the focus into the page, unless it is there already.
 */
void
tf_shell_focus_page (TfShell *self)
{
  GtkWidget *page;

  g_return_if_fail (TF_IS_SHELL (self));

  page = gtk_stack_get_visible_child (self->stack);
  if (page != NULL)
    focus_page (self, page);
}

/**
 * tf_shell_toggle_pane:
 * @self: the frame
 *
 * Shows or hides the pane beside the page.
 */
void
tf_shell_toggle_pane (TfShell *self)
{
  g_return_if_fail (TF_IS_SHELL (self));

  if (!gtk_widget_get_visible (self->pane_button))
    return;

  self->pane_wanted = !adw_flap_get_reveal_flap (self->flap);
  adw_flap_set_reveal_flap (self->flap, self->pane_wanted);
}

/**
 * tf_shell_next_pane:
 * @self: the frame
 *
 * Moves the focus from the sidebar to the page, from there to the pane, and round again.
 */
void
tf_shell_next_pane (TfShell *self)
{
  GtkWidget *areas[] = { self->sidebar_box, GTK_WIDGET (self->stack), GTK_WIDGET (self->pane) };
  GtkRoot *root;
  GtkWidget *focus;
  guint from = 0;

  g_return_if_fail (TF_IS_SHELL (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  for (guint i = 0; focus != NULL && i < G_N_ELEMENTS (areas); i++)
    if (focus == areas[i] || gtk_widget_is_ancestor (focus, areas[i]))
      from = i;

  for (guint i = 1; i <= G_N_ELEMENTS (areas); i++)
    {
      GtkWidget *area = areas[(from + i) % G_N_ELEMENTS (areas)];

      if (gtk_widget_get_mapped (area) && gtk_widget_get_child_visible (area) &&
          gtk_widget_child_focus (area, GTK_DIR_TAB_FORWARD))
        return;
    }
}
