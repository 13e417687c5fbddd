/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-sidebar.h"

#include "tf-finding-list.h"
#include "tf-page.h"
#include "tf-records-page.h"
#include "tf-sidebar-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TfSidebar
{
  AdwBin         parent_instance;

  GtkWidget     *list;

  TfSession     *session;
};

G_DEFINE_FINAL_TYPE (TfSidebar, tf_sidebar, ADW_TYPE_BIN)

static TfSidebarRow *
get_row (TfSidebar *self,
         int        position)
{
  return (TfSidebarRow *) gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position);
}

static TfSidebarRow *
find_row (TfSidebar  *self,
          const char *place)
{
  TfSidebarRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (strcmp (tf_sidebar_row_get_place (row), place) == 0)
      return row;

  return NULL;
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  TfSidebarRow *above = tf_sidebar_row_get_above (TF_SIDEBAR_ROW (row));

  return above == NULL || tf_sidebar_row_get_open (above);
}

static void
row_activated_cb (TfSidebar    *self,
                  TfSidebarRow *row)
{
  tf_sidebar_row_set_open (row, TRUE);
  tf_session_navigate (self->session, tf_sidebar_row_get_place (row));
}

static void
set_focused_open (TfSidebar *self,
                  gboolean   open)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);

  if (TF_IS_SIDEBAR_ROW (focus))
    tf_sidebar_row_set_open (TF_SIDEBAR_ROW (focus), open);
}

static gboolean
key_pressed_cb (TfSidebar *self,
                guint      keyval)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);

  if (!TF_IS_SIDEBAR_ROW (focus) || !tf_sidebar_row_has_below (TF_SIDEBAR_ROW (focus)))
    return GDK_EVENT_PROPAGATE;

  if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    set_focused_open (self, !mirrored);
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    set_focused_open (self, mirrored);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static TfSidebarRow *
append (TfSidebar *self,
        GtkWidget *row)
{
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_signal_connect_object (row, "opened", G_CALLBACK (gtk_list_box_invalidate_filter), self->list,
                           G_CONNECT_SWAPPED);
  return TF_SIDEBAR_ROW (row);
}

static void
append_page (TfSidebar         *self,
             const TfPageEntry *page)
{
  append (self, tf_sidebar_row_new (page->prefix, page->icon, _(page->title)));
}

static void
append_pages_below (TfSidebar  *self,
                    const char *family)
{
  guint n;
  const TfPageEntry *pages = tf_page_list (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (pages[i].family, family) == 0)
      append_page (self, &pages[i]);
}

static void
append_points (TfSidebar        *self,
               const TfLawEntry *family,
               TfSidebarRow     *above)
{
  if (family->children->len < 2)
    return;

  for (guint i = 0; i < family->children->len; i++)
    {
      const TfLawEntry *slot = g_ptr_array_index (family->children, i);
      g_autofree char *place = g_strdup_printf ("point/%s", slot->id);

      tf_sidebar_row_set_above (append (self, tf_sidebar_row_new_entry (place, slot)), above);
    }
}

static void
append_families (TfSidebar *self)
{
  GPtrArray *families = tf_law_list (tf_session_get_law (self->session), TF_LAW_FAMILY);

  for (guint i = 0; i < families->len; i++)
    {
      const TfLawEntry *family = g_ptr_array_index (families, i);
      g_autofree char *place = g_strdup_printf ("family/%s", family->number);

      append_points (self, family, append (self, tf_sidebar_row_new_entry (place, family)));
      append_pages_below (self, family->number);
    }
}

/* Kinds under the product or a release that have no page of their own. */
static void
append_kinds (TfSidebar *self)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autofree char *place = g_strdup_printf ("records/%s", kinds[i]->id);

      if (tf_records_page_is_place (kinds[i]) && !tf_records_page_is_place (kinds[i]->parent))
        append (self, tf_sidebar_row_new (place, "techfile-overview-symbolic", kinds[i]->plural));
    }
}

static void
fill (TfSidebar *self)
{
  guint n;
  const TfPageEntry *pages = tf_page_list (&n);

  for (guint i = 0; i < n; i++)
    {
      if (strcmp (pages[i].prefix, "family") == 0)
        append_families (self);
      else if (strcmp (pages[i].prefix, "records") == 0)
        append_kinds (self);
      else if (pages[i].icon != NULL && pages[i].family == NULL && !pages[i].free)
        append_page (self, &pages[i]);
    }
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

static void
show_states (TfSidebar *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  TfSidebarRow *row;

  for (int i = 0; dossier != NULL && (row = get_row (self, i)) != NULL; i++)
    if (tf_sidebar_row_get_entry (row) != NULL)
      tf_sidebar_row_set_state (row, tf_state_of (dossier, tf_sidebar_row_get_entry (row)));
}

static void
show_findings (TfSidebar *self)
{
  TfFindingList *findings = tf_finding_list_get (self->session);
  guint n = tf_finding_list_count (findings, TF_SEVERITY_BLOCKS);
  TfSidebarRow *row = find_row (self, "check");
  /* Translators: findings of the check that prevent an issue */
  g_autofree char *meaning = g_strdup_printf (ngettext ("%u blocks", "%u block", n), n);

  if (row != NULL)
    tf_sidebar_row_set_count (row, n, meaning);
}

static void
tf_sidebar_dispose (GObject *object)
{
  TfSidebar *self = TF_SIDEBAR (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_SIDEBAR);

  G_OBJECT_CLASS (tf_sidebar_parent_class)->dispose (object);
}

static void
tf_sidebar_class_init (TfSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_sidebar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, TfSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
tf_sidebar_init (TfSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, NULL, NULL);
}

/**
 * tf_sidebar_set_session:
 * @self: the sidebar
 * @session: what the window works on
 *
 * Shows the ways through the release that the session shows.
 */
void
tf_sidebar_set_session (TfSidebar *self,
                        TfSession *session)
{
  g_return_if_fail (TF_IS_SIDEBAR (self));
  g_return_if_fail (TF_IS_SESSION (session));

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (tf_finding_list_get (self->session), self);
      while (get_row (self, 0) != NULL)
        gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (get_row (self, 0)));
    }

  g_set_object (&self->session, session);
  fill (self);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (show_states), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tf_finding_list_get (session), "changed", G_CALLBACK (show_findings),
                           self, G_CONNECT_SWAPPED);
  show_states (self);
  show_findings (self);
}

static TfSidebarRow *
find_nearest (TfSidebar  *self,
              const char *place)
{
  g_autofree char *shorter = g_strdup (place);
  TfSidebarRow *row = find_row (self, shorter);
  char *end;

  /* "point/2b.sbom" is shown by the row of "point/2b", "evidence/…" by that of "evidence". */
  while (row == NULL && (end = strpbrk (shorter, "./")) != NULL)
    {
      char *last = MAX (strrchr (shorter, '.'), strrchr (shorter, '/'));

      *last = '\0';
      row = find_row (self, shorter);
    }

  return row;
}

static TfSidebarRow *
find_family (TfSidebar  *self,
             const char *place)
{
  const TfLawEntry *entry = NULL;
  g_autofree char *family = NULL;

  if (g_str_has_prefix (place, "point/"))
    entry = tf_law_lookup (tf_session_get_law (self->session), place + strlen ("point/"));
  while (entry != NULL && entry->parent != NULL)
    entry = entry->parent;
  if (entry == NULL)
    return NULL;

  family = g_strdup_printf ("family/%s", entry->number);
  return find_row (self, family);
}

/**
 * tf_sidebar_select:
 * @self: the sidebar
 * @place: the place that the window shows
 *
 * Marks the row of a place, opening the one above.
 */
void
tf_sidebar_select (TfSidebar  *self,
                   const char *place)
{
  TfSidebarRow *row;

  g_return_if_fail (TF_IS_SIDEBAR (self));
  g_return_if_fail (place != NULL);

  row = find_nearest (self, place);
  if (row == NULL)
    row = find_family (self, place);
  if (row != NULL && tf_sidebar_row_get_above (row) != NULL)
    tf_sidebar_row_set_open (tf_sidebar_row_get_above (row), TRUE);

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), (GtkListBoxRow *) row);
}
