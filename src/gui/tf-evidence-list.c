/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-evidence-list-private.h"

#include "tf-evidence-cells.h"
#include "tf-evidence.h"
#include "tf-filter-bar.h"
#include "tf-growing-list.h"
#include "tf-link-picker.h"
#include "tf-person-chooser.h"
#include "tf-today.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer lists are filtered in portions, while the window goes on. */
#define MAX_AT_ONCE 500

G_DEFINE_FINAL_TYPE (TfEvidenceList, tf_evidence_list, GTK_TYPE_BOX)

enum {
  OPEN,
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum {
  FILTER_ALL,
  FILTER_UNLINKED,
  FILTER_EXPIRED,
  FILTER_REVIEW,
  N_FILTERS
};

static gboolean
passes (TfEvidenceItem *item,
        guint           filter)
{
  switch (filter)
    {
    case FILTER_UNLINKED:
      return tf_evidence_item_get_n_used (item) == 0;
    case FILTER_EXPIRED:
      return tf_evidence_item_get_validity (item) == TF_VALIDITY_EXPIRED;
    case FILTER_REVIEW:
      return tf_evidence_item_get_validity (item) == TF_VALIDITY_REVIEW_DUE;
    default:
      return TRUE;
    }
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  TfEvidenceList *self = user_data;

  return passes (item, tf_filter_bar_get_active (TF_FILTER_BAR (self->filters))) &&
         tf_evidence_matches (tf_evidence_item_get_evidence (item),
                              tf_evidence_item_get_revision (item), self->search);
}

static void
update_page (TfEvidenceList *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n_all > 0 ? "list" : "empty");
  gtk_widget_set_visible (self->head, n_all > 0);
  gtk_widget_set_visible (self->nothing, n_all > 0 && n_shown == 0 &&
                                         gtk_filter_list_model_get_pending (self->model) == 0);
}

static void
refilter (TfEvidenceList *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
}

static void
search_changed_cb (TfEvidenceList *self)
{
  tf_evidence_list_search (self, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static TfEvidenceItem *
get_item (TfEvidenceList *self,
          guint           position)
{
  g_autoptr(TfEvidenceItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  return item;
}

static void
activate_cb (TfEvidenceList *self,
             guint           position)
{
  g_signal_emit (self, signals[OPEN], 0, tf_evidence_item_get_evidence (get_item (self, position)));
}

static void
selection_changed_cb (TfEvidenceList *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (model);
  guint n = gtk_bitset_get_size (selected);
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);

  gtk_label_set_label (GTK_LABEL (self->count), text);
  gtk_action_bar_set_revealed (GTK_ACTION_BAR (self->actions), n > 0);
  if (n == 1)
    {
      TfEvidenceItem *item = get_item (self, gtk_bitset_get_minimum (selected));

      g_signal_emit (self, signals[SHOWN], 0, tf_evidence_item_get_evidence (item));
    }
}

/* Items that stay are kept, so that selection and place in the list stay too. */
static void
update_items (TfEvidenceList  *self,
              GPtrArray       *evidence,
              guint            n_evidence,
              TfEvidenceIndex *index)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint same = 0;
  GDate today;
  g_autoptr(GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  tf_today (&today);
  for (; same < MIN (n_items, n_evidence); same++)
    {
      g_autoptr(TfEvidenceItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), same);

      if (strcmp (tf_record_get_id (tf_evidence_item_get_evidence (item)),
                  tf_record_get_id (evidence->pdata[same])) != 0)
        break;
      tf_evidence_item_update (item, evidence->pdata[same], index, self->problems, &today);
    }

  for (guint i = same; i < n_evidence; i++)
    {
      TfEvidenceItem *item = tf_evidence_item_new ();

      tf_evidence_item_update (item, evidence->pdata[i], index, self->problems, &today);
      g_ptr_array_add (added, item);
    }
  if (n_items > same || added->len > 0)
    g_list_store_splice (self->store, same, n_items - same, added->pdata, added->len);
}

/*< private >
 * tf_evidence_list_show_items:
 * @self: a list
 *
 * Shows the evidence of the technical file, and what is known of its files.
 */
void
tf_evidence_list_show_items (TfEvidenceList *self)
{
  TfDossier *dossier;
  GPtrArray *evidence;
  g_autoptr(TfEvidenceIndex) index = NULL;

  dossier = tf_session_get_dossier (self->session);
  if (dossier == NULL)
    return;

  index = tf_evidence_index_new (dossier);
  evidence = tf_dossier_list (dossier, "evidence");
  update_items (self, evidence, evidence != NULL ? evidence->len : 0, index);
  for (guint i = 0; i < N_FILTERS; i++)
    {
      guint count = 0;

      for (guint j = 0; evidence != NULL && j < evidence->len; j++)
        {
          g_autoptr(TfEvidenceItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), j);

          count += passes (item, i);
        }
      tf_filter_bar_set_count (TF_FILTER_BAR (self->filters), i, count);
    }
  if (tf_filter_bar_get_active (TF_FILTER_BAR (self->filters)) != FILTER_ALL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_page (self);
  selection_changed_cb (self);
}

static void
verify_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  tf_evidence_list_verify (TF_EVIDENCE_LIST (widget));
}

static void
classify_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  tf_evidence_list_set_selected (TF_EVIDENCE_LIST (widget), "classification",
                                 g_variant_get_string (parameter, NULL));
}

static void
remove_action_cb (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  tf_evidence_list_remove_selected (TF_EVIDENCE_LIST (widget));
}

static void
add_action_cb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  TfEvidenceList *self = TF_EVIDENCE_LIST (widget);

  if (strcmp (action_name, "evidence.paste") == 0)
    tf_intake_paste (TF_INTAKE (self->intake), NULL);
  else
    tf_intake_choose (TF_INTAKE (self->intake), strcmp (action_name, "evidence.add-folder") == 0,
                      NULL);
}

static void
owner_chosen_cb (TfEvidenceList *self)
{
  tf_evidence_list_set_selected (self, "owner",
                                 tf_person_chooser_get_person (TF_PERSON_CHOOSER (self->owner)));
}

/* Only the view that is seen makes rows. */
static void
view_map_cb (TfEvidenceList *self,
             GtkWidget      *view)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->column_view),
                             view == self->column_view ? model : NULL);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list_view), view == self->list_view ? model : NULL);
}

static void
owner_map_cb (TfEvidenceList *self)
{
  tf_person_chooser_update (TF_PERSON_CHOOSER (self->owner), "");
}

static void
link_cb (TfEvidenceList *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->points));

  if (selected < self->subjects->len)
    tf_evidence_list_link_selected (self, self->subjects->pdata[selected]);
}

static void
drop_new_cb (TfEvidenceList *self)
{
  g_autoptr(GListStore) files = g_list_store_new (G_TYPE_FILE);

  gtk_popover_popdown (GTK_POPOVER (self->drop_popover));
  g_list_store_append (files, self->dropped);
  tf_intake_take (TF_INTAKE (self->intake), G_LIST_MODEL (files), NULL);
}

static void
drop_revision_cb (TfEvidenceList *self)
{
  g_autoptr(TfRecord) evidence = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->drop_popover));
  evidence = tf_store_get (tf_session_get_store (self->session),
                           tf_record_get_id (self->dropped_on), NULL);
  if (evidence != NULL)
    tf_intake_replace (TF_INTAKE (self->intake), evidence, self->dropped);
}

static void
dropped_cb (GtkWidget      *cell,
            TfEvidenceItem *item,
            GFile          *file,
            gpointer        user_data)
{
  TfEvidenceList *self = user_data;
  graphene_rect_t bounds;
  g_autofree char *text = NULL;

  if (!gtk_widget_compute_bounds (cell, GTK_WIDGET (self), &bounds))
    return;

  g_set_object (&self->dropped_on, tf_evidence_item_get_evidence (item));
  g_set_object (&self->dropped, file);
  /* Translators: number and title of evidence */
  text = g_strdup_printf (_("What is the file to %s %s?"),
                          tf_evidence_item_get_text (item, TF_EVIDENCE_NUMBER),
                          tf_evidence_item_get_text (item, TF_EVIDENCE_TITLE));
  gtk_label_set_label (GTK_LABEL (self->drop_label), text);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->drop_popover),
                               &(GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width,
                                                bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->drop_popover));
}

static void
tf_evidence_list_dispose (GObject *object)
{
  TfEvidenceList *self = TF_EVIDENCE_LIST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->drop_popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_EVIDENCE_LIST);
  g_clear_object (&self->dropped_on);
  g_clear_object (&self->dropped);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_evidence_list_parent_class)->dispose (object);
}

static void
tf_evidence_list_finalize (GObject *object)
{
  TfEvidenceList *self = TF_EVIDENCE_LIST (object);

  g_ptr_array_unref (self->subjects);
  g_hash_table_unref (self->problems);
  g_free (self->search);

  G_OBJECT_CLASS (tf_evidence_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, head);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, search_entry);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, stack);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, status);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, column_view);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, list_view);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, nothing);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, actions);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, count);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, owner_box);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, points);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, drop_popover);
  gtk_widget_class_bind_template_child (klass, TfEvidenceList, drop_label);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, activate_cb);
  gtk_widget_class_bind_template_callback (klass, owner_map_cb);
  gtk_widget_class_bind_template_callback (klass, link_cb);
  gtk_widget_class_bind_template_callback (klass, drop_new_cb);
  gtk_widget_class_bind_template_callback (klass, drop_revision_cb);
}

static guint
new_record_signal (const char *name)
{
  return g_signal_new (name, TF_TYPE_EVIDENCE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, TF_TYPE_RECORD);
}

static void
tf_evidence_list_class_init (TfEvidenceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_evidence_list_dispose;
  object_class->finalize = tf_evidence_list_finalize;

  /**
   * TfEvidenceList::open:
   * @self: the list
   * @evidence: what was opened
   *
   * Emitted when a person opens evidence.
   */
  signals[OPEN] = new_record_signal ("open");
  /**
   * TfEvidenceList::shown:
   * @self: the list
   * @evidence: what is selected
   *
   * Emitted when one item alone is selected.
   */
  signals[SHOWN] = new_record_signal ("shown");

  gtk_widget_class_install_action (widget_class, "evidence.classify", "s", classify_action_cb);
  gtk_widget_class_install_action (widget_class, "evidence.verify", NULL, verify_action_cb);
  gtk_widget_class_install_action (widget_class, "evidence.remove", NULL, remove_action_cb);
  gtk_widget_class_install_action (widget_class, "evidence.add-files", NULL, add_action_cb);
  gtk_widget_class_install_action (widget_class, "evidence.add-folder", NULL, add_action_cb);
  gtk_widget_class_install_action (widget_class, "evidence.paste", NULL, add_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "evidence.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK,
                                       "evidence.add-files", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "evidence.paste",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-evidence-list.ui");
  bind_template (widget_class);
}

static void
add_columns (TfEvidenceList *self)
{
  const char *titles[TF_N_EVIDENCE_COLUMNS] = {
    [TF_EVIDENCE_NUMBER] = _("Number"),
    [TF_EVIDENCE_TITLE] = _("Title"),
    /* Translators: short for revision, above a number */
    [TF_EVIDENCE_REVISION] = _("Rev."),
    [TF_EVIDENCE_TYPE] = _("Type"),
    [TF_EVIDENCE_SIZE] = _("Size"),
    [TF_EVIDENCE_VALID] = _("Validity"),
    [TF_EVIDENCE_CONFIDENTIALITY] = _("Confidentiality"),
    [TF_EVIDENCE_USED] = _("Proves"),
  };
  g_autoptr(GtkListItemFactory) row = tf_evidence_row_factory_new (dropped_cb, self);

  for (guint i = 0; i < TF_N_EVIDENCE_COLUMNS; i++)
    {
      g_autoptr(GtkColumnViewColumn) column = NULL;

      column = gtk_column_view_column_new (titles[i],
                                           tf_evidence_cell_factory_new (i, dropped_cb, self));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i == TF_EVIDENCE_TITLE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (self->column_view), column);
    }
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list_view), row);
}

static void
add_points (TfEvidenceList *self)
{
  static const TfLawKind kinds[] = { TF_LAW_ELEMENT, TF_LAW_LIMB };
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *entries = tf_law_list (tf_session_get_law (self->session), kinds[i]);

      for (guint j = 0; j < entries->len; j++)
        {
          const TfLawEntry *entry = g_ptr_array_index (entries, j);
          g_autofree char *name = tf_law_entry_dup_heading (entry);

          g_ptr_array_add (self->subjects, g_strdup (entry->id));
          gtk_string_list_append (names, name);
        }
    }

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->points), G_LIST_MODEL (names));
}

static void
tf_evidence_list_init (TfEvidenceList *self)
{
  self->subjects = g_ptr_array_new_with_free_func (g_free);
  self->search = g_strdup ("");
  self->problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->store = g_list_store_new (TF_TYPE_EVIDENCE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (self->drop_popover, GTK_WIDGET (self));
}

/**
 * tf_evidence_list_new:
 * @session: a session
 *
 * Returns: (transfer floating): the evidence of the product that is shown
 */
GtkWidget *
tf_evidence_list_new (TfSession *session)
{
  const char *labels[] = { _("All"), _("Unlinked"), _("Expired"), _("Review Due"), NULL };
  TfEvidenceList *self = g_object_new (TF_TYPE_EVIDENCE_LIST, NULL);
  gboolean writable = tf_session_is_writable (session);

  self->session = g_object_ref (session);
  self->filters = tf_filter_bar_new (labels);
  gtk_box_prepend (GTK_BOX (self->head), self->filters);
  self->owner = tf_person_chooser_new (session, _("Owner"));
  gtk_box_append (GTK_BOX (self->owner_box), self->owner);
  self->intake = tf_intake_new (session);
  gtk_widget_set_margin_start (GTK_WIDGET (self->intake), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->intake), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->intake), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->intake), 6);
  gtk_box_append (GTK_BOX (self), self->intake);
  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  self->model = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                           GTK_FILTER (self->filter));
  self->selection = gtk_multi_selection_new (tf_growing_list_new (G_LIST_MODEL (self->model)));
  add_columns (self);
  add_points (self);
  gtk_widget_set_sensitive (self->actions, writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evidence.remove", writable);
  if (writable)
    tf_intake_accept_drops (TF_INTAKE (self->intake), GTK_WIDGET (self), NULL);

  g_signal_connect_object (self->filters, "changed", G_CALLBACK (refilter), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::pending", G_CALLBACK (update_page), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->column_view, "map", G_CALLBACK (view_map_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list_view, "map", G_CALLBACK (view_map_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->owner, "chosen", G_CALLBACK (owner_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  tf_evidence_list_update (self);
  return GTK_WIDGET (self);
}

/**
 * tf_evidence_list_update:
 * @self: a list
 *
 * Shows the evidence as it stands in the technical file.
 */
void
tf_evidence_list_update (TfEvidenceList *self)
{
  g_return_if_fail (TF_IS_EVIDENCE_LIST (self));

  tf_evidence_list_show_items (self);
  /* A look that goes on sees what is there now, or is followed by the next change. */
  if (self->cancellable == NULL && tf_session_get_dossier (self->session) != NULL)
    tf_evidence_list_look (self, FALSE);
}

/**
 * tf_evidence_list_get_model:
 * @self: a list
 *
 * Returns: (transfer none): the #TfEvidenceItem objects that the filter lets through
 */
GListModel *
tf_evidence_list_get_model (TfEvidenceList *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_LIST (self), NULL);

  return G_LIST_MODEL (self->model);
}

/**
 * tf_evidence_list_get_selection:
 * @self: a list
 *
 * Returns: (transfer none): what is selected
 */
GtkSelectionModel *
tf_evidence_list_get_selection (TfEvidenceList *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_LIST (self), NULL);

  return GTK_SELECTION_MODEL (self->selection);
}

/**
 * tf_evidence_list_get_intake:
 * @self: a list
 *
 * Returns: (transfer none): the way in for files that are not linked yet
 */
TfIntake *
tf_evidence_list_get_intake (TfEvidenceList *self)
{
  g_return_val_if_fail (TF_IS_EVIDENCE_LIST (self), NULL);

  return TF_INTAKE (self->intake);
}

/**
 * tf_evidence_list_set_filter:
 * @self: a list
 * @filter: which filter, in the order of the toggles
 */
void
tf_evidence_list_set_filter (TfEvidenceList *self,
                             guint           filter)
{
  g_return_if_fail (TF_IS_EVIDENCE_LIST (self));
  g_return_if_fail (filter < N_FILTERS);

  tf_filter_bar_set_active (TF_FILTER_BAR (self->filters), filter);
}

/**
 * tf_evidence_list_search:
 * @self: a list
 * @text: what a person typed
 *
 * Shows only what is meant by the text.
 */
void
tf_evidence_list_search (TfEvidenceList *self,
                         const char     *text)
{
  g_return_if_fail (TF_IS_EVIDENCE_LIST (self));
  g_return_if_fail (text != NULL);

  g_free (self->search);
  self->search = g_strdup (text);
  refilter (self);
}
