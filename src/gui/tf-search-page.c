/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-search-page.h"

#include "tf-page.h"
#include "tf-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many places of each sort are shown. */
#define MAX_HITS 50

struct _TfSearchPage
{
  AdwBin       parent_instance;

  GtkEditable *entry;
  GtkStack    *stack;
  GtkWidget   *record_group;
  GtkListBox  *record_list;
  GtkWidget   *evidence_group;
  GtkListBox  *evidence_list;
  GtkWidget   *law_group;
  GtkListBox  *law_list;

  TfSession   *session;
};

static void tf_search_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfSearchPage, tf_search_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_search_page_page_init))

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
append (GtkListBox *list,
        const char *title,
        const char *markup,
        char       *place)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  g_object_set (row, "title", escaped, "subtitle", markup, "subtitle-lines", 2, "activatable", TRUE,
                NULL);
  g_object_set_data_full (G_OBJECT (row), "place", place, g_free);
  gtk_list_box_append (list, row);
}

/* The store puts what was found between two marks; here it becomes bold. */
static char *
dup_markup (const char *snippet)
{
  g_autofree char *escaped = g_markup_escape_text (snippet, -1);
  g_auto(GStrv) opened = g_strsplit (escaped, "\xe2\x81\xa8", -1);
  g_autofree char *open = g_strjoinv ("<b>", opened);
  g_auto(GStrv) closed = g_strsplit (open, "\xe2\x81\xa9", -1);

  return g_strjoinv ("</b>", closed);
}

static char *
dup_hit_title (TfSearchPage *self,
               const TfHit  *hit,
               TfRecord     *record)
{
  const TfLawEntry *entry = NULL;

  if (*tf_record_get_key (record) != '\0')
    entry = tf_law_lookup (tf_session_get_law (self->session), tf_record_get_key (record));
  if (entry != NULL)
    return tf_law_entry_dup_heading (entry);
  if (hit->page > 0)
    /* Translators: the name of a file, then the number of a page of it */
    return g_strdup_printf (_("%s, page %u"), hit->title, hit->page);

  return hit->title != NULL && *hit->title != '\0' ? g_strdup (hit->title)
                                                   : g_strdup (tf_record_get_kind (record)->label);
}

static void
append_hit (TfSearchPage *self,
            const TfHit  *hit)
{
  g_autoptr(TfRecord) record = tf_store_get (tf_session_get_store (self->session), hit->record,
                                             NULL);
  g_autofree char *title = NULL;
  g_autofree char *snippet = NULL;
  g_autofree char *markup = NULL;
  char *place;

  if (record == NULL)
    return;

  title = dup_hit_title (self, hit, record);
  snippet = dup_markup (hit->snippet);
  markup = g_strdup_printf ("%s\n%s", tf_record_get_kind (record)->label, snippet);
  place = tf_place_dup_for_record (self->session, record, "");
  append (*hit->object != '\0' ? self->evidence_list : self->record_list, title, markup, place);
}

static void
search_records (TfSearchPage *self,
                const char   *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = tf_store_search (tf_session_get_store (self->session), words,
                                               MAX_HITS, &error);

  if (hits == NULL)
    {
      tf_session_report (self->session, error);
      return;
    }

  for (guint i = 0; i < hits->len; i++)
    append_hit (self, g_ptr_array_index (hits, i));
}

static void
search_law (TfSearchPage *self,
            const char   *words)
{
  g_autoptr(GPtrArray) entries = tf_law_search (tf_session_get_law (self->session), words);

  for (guint i = 0; i < MIN (entries->len, MAX_HITS); i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *title = tf_law_entry_dup_heading (entry);
      g_autofree char *summary = g_markup_escape_text (*entry->summary != '\0' ? entry->summary
                                                                               : entry->belongs,
                                                       -1);

      append (self->law_list, title, summary, tf_place_dup_for_entry (entry));
    }
}

static gboolean
show_group (GtkWidget  *group,
            GtkListBox *list)
{
  gboolean found = gtk_list_box_get_row_at_index (list, 0) != NULL;

  gtk_widget_set_visible (group, found);
  return found;
}

static void
search_cb (TfSearchPage *self)
{
  const char *words = gtk_editable_get_text (self->entry);
  gboolean found;

  clear (self->record_list);
  clear (self->evidence_list);
  clear (self->law_list);
  if (*words == '\0')
    {
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }

  search_records (self, words);
  search_law (self, words);
  found = show_group (self->record_group, self->record_list);
  found = show_group (self->evidence_group, self->evidence_list) || found;
  found = show_group (self->law_group, self->law_list) || found;
  gtk_stack_set_visible_child_name (self->stack, found ? "hits" : "nothing");
}

static void
activated_cb (TfSearchPage  *self,
              GtkListBoxRow *row)
{
  tf_session_navigate (self->session, g_object_get_data (G_OBJECT (row), "place"));
}

static gboolean
tf_search_page_go (TfPage     *page,
                   const char *rest)
{
  TfSearchPage *self = TF_SEARCH_PAGE (page);

  if (*rest != '\0')
    gtk_editable_set_text (self->entry, rest);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return TRUE;
}

static void
tf_search_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_search_page_go;
}

static void
tf_search_page_dispose (GObject *object)
{
  TfSearchPage *self = TF_SEARCH_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_SEARCH_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_search_page_parent_class)->dispose (object);
}

static void
tf_search_page_class_init (TfSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_search_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, TfSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TfSearchPage, record_group);
  gtk_widget_class_bind_template_child (widget_class, TfSearchPage, record_list);
  gtk_widget_class_bind_template_child (widget_class, TfSearchPage, evidence_group);
  gtk_widget_class_bind_template_child (widget_class, TfSearchPage, evidence_list);
  gtk_widget_class_bind_template_child (widget_class, TfSearchPage, law_group);
  gtk_widget_class_bind_template_child (widget_class, TfSearchPage, law_list);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
tf_search_page_init (TfSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_search_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_search_page_new (TfSession *session)
{
  TfSearchPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_SEARCH_PAGE, NULL);
  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
