/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-cells.h"

#include "tf-announce.h"

#include <glib/gi18n-lib.h>

/* What a factory needs to know. In a narrow window one row shows everything. */
typedef struct
{
  TfEvidenceColumn    column;
  gboolean            whole;
  TfEvidenceDropFunc  drop;
  gpointer            user_data;
} Cell;

static void
cell_free (gpointer  data,
           GClosure *closure)
{
  g_free (data);
}

/* What is left for a title beside the other columns, at least. */
#define TITLE_CHARS 24

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         GtkListItem   *item)
{
  const Cell *cell = g_object_get_data (G_OBJECT (item), "cell");
  g_autoptr(GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || files->next != NULL || gtk_list_item_get_item (item) == NULL)
    return FALSE;

  cell->drop (gtk_list_item_get_child (item), gtk_list_item_get_item (item), files->data,
              cell->user_data);
  return TRUE;
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          Cell               *cell)
{
  GtkWidget *child;
  GtkDropTarget *target;

  if (cell->whole)
    {
      child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      gtk_box_append (GTK_BOX (child), new_label (NULL));
      gtk_box_append (GTK_BOX (child), new_label ("caption"));
      gtk_widget_add_css_class (gtk_widget_get_last_child (child), "dim-label");
      gtk_widget_add_css_class (child, "evidence-row");
    }
  else if (cell->column == TF_EVIDENCE_TITLE)
    {
      child = new_label (NULL);
      gtk_label_set_width_chars (GTK_LABEL (child), TITLE_CHARS);
    }
  else
    child = new_label ("numeric");

  g_object_set_data (G_OBJECT (item), "cell", cell);
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), item);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (target));
  gtk_list_item_set_child (item, child);
}

static void
mark_expired (GtkWidget      *label,
              TfEvidenceItem *item)
{
  if (tf_evidence_item_get_validity (item) == TF_VALIDITY_EXPIRED ||
      tf_evidence_item_get_problem (item) != TF_OBJECT_SOUND)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}

static void
show_whole (GtkWidget      *child,
            TfEvidenceItem *item)
{
  GtkWidget *title = gtk_widget_get_first_child (child);
  GtkWidget *details = gtk_widget_get_last_child (child);
  const char *valid = tf_evidence_item_get_text (item, TF_EVIDENCE_VALID);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  first = g_strdup_printf ("%s  %s", tf_evidence_item_get_text (item, TF_EVIDENCE_NUMBER),
                           tf_evidence_item_get_text (item, TF_EVIDENCE_TITLE));
  second = g_strjoin (" · ", tf_evidence_item_get_text (item, TF_EVIDENCE_TYPE),
                      tf_evidence_item_get_text (item, TF_EVIDENCE_USED),
                      *valid != '\0' ? valid : NULL, NULL);
  gtk_label_set_label (GTK_LABEL (title), first);
  gtk_label_set_label (GTK_LABEL (details), second);
  mark_expired (details, item);
}

static void
show (TfEvidenceItem *item,
      GtkListItem    *list_item)
{
  const Cell *cell = g_object_get_data (G_OBJECT (list_item), "cell");
  GtkWidget *child = gtk_list_item_get_child (list_item);
  g_autofree char *sentence = NULL;

  if (cell->whole)
    show_whole (child, item);
  else
    {
      gtk_label_set_label (GTK_LABEL (child), tf_evidence_item_get_text (item, cell->column));
      if (cell->column == TF_EVIDENCE_VALID)
        mark_expired (child, item);
    }

  if (!cell->whole && cell->column != TF_EVIDENCE_NUMBER)
    return;
  sentence = tf_evidence_item_dup_sentence (item);
  tf_name_row (child, sentence);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         Cell               *cell)
{
  TfEvidenceItem *evidence = gtk_list_item_get_item (item);

  show (evidence, item);
  g_signal_connect (evidence, "changed", G_CALLBACK (show), item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *item,
           Cell               *cell)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show, item);
}

static GtkListItemFactory *
new_factory (const Cell *cell)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cell *copy = g_memdup2 (cell, sizeof *cell);

  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), copy, cell_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), copy);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), copy);
  return factory;
}

/**
 * tf_evidence_cell_factory_new:
 * @column: what the cells show
 * @drop: called when a file is dropped on a row
 * @user_data: data for @drop
 *
 * Returns: (transfer full): a factory of cells
 */
GtkListItemFactory *
tf_evidence_cell_factory_new (TfEvidenceColumn   column,
                              TfEvidenceDropFunc drop,
                              gpointer           user_data)
{
  const Cell cell = { column, FALSE, drop, user_data };

  g_return_val_if_fail (column < TF_N_EVIDENCE_COLUMNS, NULL);

  return new_factory (&cell);
}

/**
 * tf_evidence_row_factory_new:
 * @drop: called when a file is dropped on a row
 * @user_data: data for @drop
 *
 * Returns: (transfer full): a factory of rows that show everything in two lines
 */
GtkListItemFactory *
tf_evidence_row_factory_new (TfEvidenceDropFunc drop,
                             gpointer           user_data)
{
  const Cell cell = { TF_EVIDENCE_TITLE, TRUE, drop, user_data };

  return new_factory (&cell);
}
