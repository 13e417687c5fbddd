/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-go-to.h"

#include "tf-list-steps.h"
#include "tf-page.h"
#include "tf-place.h"
#include "tf-records-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SHOWN 12

/* Somewhere to go. */
typedef struct
{
  char *place;
  char *title;
  char *kind;   /* what it is: "Page", "Point of the Documentation" */
} Target;

struct _TfGoTo
{
  AdwWindow    parent_instance;

  GtkEditable *entry;
  GtkListBox  *list;
  GtkWidget   *nothing_label;

  TfSession   *session;
  GPtrArray   *targets;
};

G_DEFINE_FINAL_TYPE (TfGoTo, tf_go_to, ADW_TYPE_WINDOW)

static void
target_free (gpointer data)
{
  Target *target = data;

  g_free (target->place);
  g_free (target->title);
  g_free (target->kind);
  g_free (target);
}

/* Letters and digits alone, so that "2b" finds "2(b)" and "e14" comes near "E-014". */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autoptr(GString) key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (key, g_utf8_get_char (p));

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static gboolean
has_in_order (const char *key,
              const char *words)
{
  while (*words != '\0' && *key != '\0')
    {
      if (g_utf8_get_char (key) == g_utf8_get_char (words))
        words = g_utf8_next_char (words);
      key = g_utf8_next_char (key);
    }

  return *words == '\0';
}

/**
 * tf_go_to_rank:
 * @key: what something is called
 * @words: what was typed
 *
 * Says how well a name fits what was typed: a beginning is better than a part, and a part better
 * than the letters in their order.
 *
 * Returns: 0 for the best fit, more for others, -1 for none
 */
int
tf_go_to_rank (const char *key,
               const char *words)
{
  g_autofree char *folded_key = fold (key);
  g_autofree char *folded_words = fold (words);
  const char *found;

  if (*folded_words == '\0')
    return 3;

  found = strstr (folded_key, folded_words);
  if (found == folded_key)
    return 0;
  if (found != NULL)
    return 1;

  return has_in_order (folded_key, folded_words) ? 2 : -1;
}

static void
take_target (TfGoTo     *self,
             char       *place,
             char       *title,
             const char *kind)
{
  Target *target = g_new0 (Target, 1);

  target->place = place;
  target->title = title;
  target->kind = g_strdup (kind);
  g_ptr_array_add (self->targets, target);
}

static void
collect_pages (TfGoTo *self)
{
  gboolean product = tf_session_get_release (self->session) != NULL;
  guint n;
  const TfPageEntry *pages = tf_page_list (&n);

  for (guint i = 0; i < n; i++)
    if ((product || pages[i].free) && pages[i].icon != NULL)
      take_target (self, g_strdup (pages[i].prefix), g_strdup (_(pages[i].title)), _("Page"));
  take_target (self, g_strdup ("library"), g_strdup (_("Library")), _("Page"));
}

static void
collect_entries (TfGoTo     *self,
                 TfLawKind   kind,
                 const char *word)
{
  GPtrArray *entries = tf_law_list (tf_session_get_law (self->session), kind);

  for (guint i = 0; i < entries->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (entries, i);

      take_target (self, tf_place_dup_for_entry (entry),
                   tf_law_entry_dup_heading (entry), word);
    }
}

static void
collect_evidence (TfGoTo *self)
{
  GPtrArray *evidence = tf_dossier_list (tf_session_get_dossier (self->session), "evidence");

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      TfRecord *record = g_ptr_array_index (evidence, i);

      take_target (self, g_strdup_printf ("evidence/%s", tf_record_get_id (record)),
                   tf_record_dup_heading (record),
                   _("Evidence"));
    }
}

/* What the page of every kind shows: the lists, and the records. */
static void
collect_records (TfGoTo       *self,
                 const TfKind *kind)
{
  GPtrArray *records = tf_dossier_list (tf_session_get_dossier (self->session), kind->id);

  if (!tf_records_page_is_place (kind->parent))
    take_target (self, g_strdup_printf ("records/%s", kind->id), g_strdup (kind->plural),
                 _("Page"));
  for (guint i = 0; records != NULL && i < records->len; i++)
    take_target (self, tf_place_dup_for_record (self->session, records->pdata[i], ""),
                 tf_record_dup_heading (records->pdata[i]), kind->label);
}

static void
collect_kinds (TfGoTo *self)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (tf_records_page_is_place (kinds[i]))
      collect_records (self, kinds[i]);
}

static void
collect_products (TfGoTo *self)
{
  g_autoptr(GPtrArray) products = tf_store_list (tf_session_get_store (self->session), "product",
                                                 NULL, NULL);

  for (guint i = 0; products != NULL && i < products->len; i++)
    take_target (self, g_strdup_printf ("product/%s", tf_record_get_id (products->pdata[i])),
                 g_strdup (tf_record_get_title (products->pdata[i])), _("Product"));
}

static void
collect (TfGoTo *self)
{
  collect_pages (self);
  if (tf_session_get_dossier (self->session) != NULL)
    {
      collect_entries (self, TF_LAW_SLOT, _("Point of the Documentation"));
      collect_entries (self, TF_LAW_ELEMENT, _("Element"));
      collect_entries (self, TF_LAW_REQUIREMENT, _("Requirement"));
      collect_evidence (self);
      collect_kinds (self);
    }
  collect_products (self);
}

static void
append_row (TfGoTo       *self,
            const Target *target)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", target->title, "subtitle", target->kind,
                "title-lines", 1, "activatable", TRUE, NULL);
  g_object_set_data_full (G_OBJECT (row), "place", g_strdup (target->place), g_free);
  gtk_list_box_append (self->list, row);
}

static void
show_targets (TfGoTo *self)
{
  const char *words = gtk_editable_get_text (self->entry);
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->list, 0) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));

  for (int rank = 0; rank <= 3; rank++)
    for (guint i = 0; i < self->targets->len && n < MAX_SHOWN; i++)
      {
        const Target *target = g_ptr_array_index (self->targets, i);

        if (tf_go_to_rank (target->title, words) != rank)
          continue;
        append_row (self, target);
        n++;
      }

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (self->nothing_label, n == 0);
}

static void
row_activated_cb (TfGoTo        *self,
                  GtkListBoxRow *row)
{
  g_autofree char *place = g_strdup (g_object_get_data (G_OBJECT (row), "place"));
  g_autoptr(TfSession) session = g_object_ref (self->session);

  gtk_window_destroy (GTK_WINDOW (self));
  tf_session_navigate (session, place);
}

static void
entry_activated_cb (TfGoTo *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
key_pressed_cb (TfGoTo *self,
                guint   keyval)
{
  return tf_list_steps_take_key (self->list, GTK_WIDGET (self->entry), keyval);
}

static void
stop_cb (TfGoTo *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
tf_go_to_dispose (GObject *object)
{
  TfGoTo *self = TF_GO_TO (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_GO_TO);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_go_to_parent_class)->dispose (object);
}

static void
tf_go_to_class_init (TfGoToClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_go_to_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-go-to.ui");
  gtk_widget_class_bind_template_child (widget_class, TfGoTo, entry);
  gtk_widget_class_bind_template_child (widget_class, TfGoTo, list);
  gtk_widget_class_bind_template_child (widget_class, TfGoTo, nothing_label);
  gtk_widget_class_bind_template_callback (widget_class, show_targets);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
tf_go_to_init (TfGoTo *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->targets = g_ptr_array_new_with_free_func (target_free);
}

/**
 * tf_go_to_present:
 * @parent: the window
 * @session: what it works on
 *
 * Asks where to go.
 */
void
tf_go_to_present (GtkWindow *parent,
                  TfSession *session)
{
  TfGoTo *self;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (TF_IS_SESSION (session));

  self = g_object_new (TF_TYPE_GO_TO, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  collect (self);
  show_targets (self);
  gtk_window_present (GTK_WINDOW (self));
}
