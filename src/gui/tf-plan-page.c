/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-plan-page.h"

#include "tf-date-entry.h"
#include "tf-export-job.h"
#include "tf-file-choice.h"
#include "tf-filter-bar.h"
#include "tf-growing-list.h"
#include "tf-page.h"
#include "tf-person-chooser.h"
#include "tf-place.h"
#include "tf-task-cells.h"
#include "tf-task-item.h"
#include "tf-today.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Before the people come the filters that are always there. */
typedef enum {
  FILTER_ALL,
  FILTER_OVERDUE,
  FILTER_NOBODY,
  N_FIXED_FILTERS,
} Filter;

struct _TfPlanPage
{
  AdwBin           parent_instance;

  AdwBin          *bar_bin;
  GtkStack        *stack;
  GtkListView     *list_view;
  AdwStatusPage   *nothing_page;
  GtkRevealer     *chosen_revealer;
  GtkLabel        *chosen_label;
  GtkMenuButton   *owner_button;
  GtkMenuButton   *due_button;

  TfSession       *session;
  GListStore      *tasks;
  GListModel      *shown;
  GtkCustomFilter *filter;
  TfFilterBar     *bar;
  GPtrArray       *people;     /* identifiers, in the order of their filters */
  TfPersonChooser *chooser;
  TfDateEntry     *date_entry;
};

static void tf_plan_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfPlanPage, tf_plan_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_plan_page_page_init))

static gboolean
passes (TfPlanPage   *self,
        const TfTask *task,
        guint         filter)
{
  switch (filter)
    {
    case FILTER_ALL:
      return TRUE;
    case FILTER_OVERDUE:
      return task->overdue;
    case FILTER_NOBODY:
      return *task->owner == '\0';
    default:
      return filter - N_FIXED_FILTERS < self->people->len &&
             strcmp (task->owner, self->people->pdata[filter - N_FIXED_FILTERS]) == 0;
    }
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  TfPlanPage *self = user_data;

  return passes (self, tf_task_item_get (item), tf_filter_bar_get_active (self->bar));
}

/* Whose tasks the filter lets through, as the plan of one person is exported. */
static const char *
get_owner (TfPlanPage *self)
{
  guint active = tf_filter_bar_get_active (self->bar);

  if (active == FILTER_NOBODY)
    return "";

  return active >= N_FIXED_FILTERS ? self->people->pdata[active - N_FIXED_FILTERS] : NULL;
}

static void
show_whether_empty (TfPlanPage *self)
{
  gboolean done = g_list_model_get_n_items (G_LIST_MODEL (self->tasks)) == 0;

  adw_status_page_set_title (self->nothing_page, done ? _("Nothing Is Open") : _("Nothing Here"));
  adw_status_page_set_description (self->nothing_page,
                                   done ? _("Every point is done, and no evidence is due.")
                                        : _("Other tasks are open: choose “All” above."));
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (self->shown) > 0
                                      ? "list" : "nothing");
}

static guint
count_chosen (TfPlanPage *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tasks)); i++)
    {
      g_autoptr(TfTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->tasks), i);

      n += tf_task_item_is_chosen (item);
    }

  return n;
}

static void
show_chosen (TfPlanPage *self)
{
  guint n = count_chosen (self);
  g_autofree char *text = g_strdup_printf (ngettext ("%u task chosen", "%u tasks chosen", n), n);

  gtk_label_set_text (self->chosen_label, text);
  gtk_revealer_set_reveal_child (self->chosen_revealer,
                                 n > 0 && tf_session_is_writable (self->session));
}

/* What cannot be seen is not changed either. */
static void
filter_changed_cb (TfPlanPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tasks)); i++)
    {
      g_autoptr(TfTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->tasks), i);

      if (!filter_cb (item, self))
        tf_task_item_set_chosen (item, FALSE);
    }
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_whether_empty (self);
}

static gboolean
has_person (GPtrArray  *people,
            const char *person)
{
  for (guint i = 0; i < people->len; i++)
    if (strcmp (people->pdata[i], person) == 0)
      return TRUE;

  return FALSE;
}

/* Whoever works here comes first, the others in the order in which their work is due. */
static GPtrArray *
list_people (TfPlanPage *self,
             GPtrArray  *tasks)
{
  const char *author = tf_store_get_author (tf_session_get_store (self->session));
  GPtrArray *people = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tasks->len; i++)
    {
      const TfTask *task = tasks->pdata[i];

      if (*task->owner == '\0' || has_person (people, task->owner))
        continue;
      g_ptr_array_insert (people, g_strcmp0 (task->owner_name, author) == 0 ? 0 : -1,
                          g_strdup (task->owner));
    }

  return people;
}

static gboolean
same_people (GPtrArray *a,
             GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (strcmp (a->pdata[i], b->pdata[i]) != 0)
      return FALSE;

  return TRUE;
}

static void
make_bar (TfPlanPage *self)
{
  g_autoptr(GStrvBuilder) labels = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;

  g_strv_builder_add_many (labels, _("All"), _("Overdue"), _("Nobody"), NULL);
  for (guint i = 0; i < self->people->len; i++)
    {
      g_autoptr(TfRecord) person = tf_store_get (tf_session_get_store (self->session),
                                                 self->people->pdata[i], NULL);

      g_strv_builder_add (labels,
                          person != NULL ? tf_record_get_title (person) : _("somebody unknown"));
    }
  names = g_strv_builder_end (labels);
  self->bar = TF_FILTER_BAR (tf_filter_bar_new ((const char *const *) names));
  g_signal_connect_object (self->bar, "changed", G_CALLBACK (filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->bar_bin, GTK_WIDGET (self->bar));
}

static void
show_counts (TfPlanPage *self,
             GPtrArray  *tasks)
{
  for (guint filter = 0; filter < N_FIXED_FILTERS + self->people->len; filter++)
    {
      guint n = 0;

      for (guint i = 0; i < tasks->len; i++)
        n += passes (self, tasks->pdata[i], filter);
      tf_filter_bar_set_count (self->bar, filter, n);
    }
}

static const char *
get_name (const TfTask *task)
{
  return *task->subject != '\0' ? task->subject : task->record;
}

static GHashTable *
list_chosen (TfPlanPage *self)
{
  GHashTable *chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tasks)); i++)
    {
      g_autoptr(TfTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->tasks), i);

      if (tf_task_item_is_chosen (item))
        g_hash_table_add (chosen, g_strdup (get_name (tf_task_item_get (item))));
    }

  return chosen;
}

static gboolean
is_same (const TfTask *a,
         const TfTask *b)
{
  return a->state == b->state && a->overdue == b->overdue &&
         strcmp (a->subject, b->subject) == 0 && strcmp (a->record, b->record) == 0 &&
         strcmp (a->title, b->title) == 0 && strcmp (a->todo, b->todo) == 0 &&
         strcmp (a->citation, b->citation) == 0 && strcmp (a->owner, b->owner) == 0 &&
         strcmp (a->owner_name, b->owner_name) == 0 && strcmp (a->due, b->due) == 0 &&
         strcmp (a->priority, b->priority) == 0;
}

static const TfTask *
get_task (TfPlanPage *self,
          guint       position)
{
  g_autoptr(TfTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->tasks), position);

  return tf_task_item_get (item);
}

/* How many tasks at the beginning and at the end are shown already. */
static void
find_difference (TfPlanPage *self,
                 GPtrArray  *tasks,
                 guint      *head,
                 guint      *tail)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->tasks));

  *head = 0;
  *tail = 0;
  while (*head < MIN (n_old, tasks->len) && is_same (get_task (self, *head), tasks->pdata[*head]))
    (*head)++;
  while (*tail < MIN (n_old, tasks->len) - *head &&
         is_same (get_task (self, n_old - 1 - *tail), tasks->pdata[tasks->len - 1 - *tail]))
    (*tail)++;
}

/* What was ticked stays so, whatever changed. */
static void
fill_tasks (TfPlanPage *self,
            GPtrArray  *tasks)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GHashTable) chosen = list_chosen (self);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->tasks));
  guint head, tail;

  find_difference (self, tasks, &head, &tail);
  for (guint i = head; i < tasks->len - tail; i++)
    {
      TfTaskItem *item = tf_task_item_new (g_steal_pointer (&tasks->pdata[i]));

      tf_task_item_set_chosen (item,
                               g_hash_table_contains (chosen, get_name (tf_task_item_get (item))));
      g_signal_connect_object (item, "notify::chosen", G_CALLBACK (show_chosen), self,
                               G_CONNECT_SWAPPED);
      g_ptr_array_add (items, item);
    }
  if (items->len > 0 || n_old > head + tail)
    g_list_store_splice (self->tasks, head, n_old - head - tail, items->pdata, items->len);
}

static void
refresh (TfPlanPage *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GPtrArray) people = NULL;
  g_autofree char *owner = NULL;
  GDate today;

  if (dossier == NULL)
    return;

  tf_today (&today);
  tasks = tf_work_list_tasks (dossier, NULL, &today);
  people = list_people (self, tasks);
  if (self->bar == NULL || !same_people (self->people, people))
    {
      owner = self->bar != NULL ? g_strdup (get_owner (self)) : NULL;
      g_clear_pointer (&self->people, g_ptr_array_unref);
      self->people = g_steal_pointer (&people);
      make_bar (self);
      tf_plan_page_show_owner (self, owner);
      gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
    }

  show_counts (self, tasks);
  fill_tasks (self, tasks);
  show_chosen (self);
  show_whether_empty (self);
}

static void
activate_cb (TfPlanPage *self,
             guint       position)
{
  tf_plan_page_open (self, position);
}

static void
set_up_list (TfPlanPage *self)
{
  g_autoptr(GtkListItemFactory) factory =
    tf_task_row_factory_new (tf_session_is_writable (self->session));
  g_autoptr(GtkSingleSelection) selection = NULL;

  self->tasks = g_list_store_new (TF_TYPE_TASK_ITEM);
  self->filter = gtk_custom_filter_new (NULL, NULL, NULL);
  self->shown = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->tasks)),
                                                         GTK_FILTER (g_object_ref (self->filter))));
  selection = gtk_single_selection_new (tf_growing_list_new (self->shown));
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

static void
owner_chosen_cb (TfPlanPage *self)
{
  gtk_menu_button_popdown (self->owner_button);
  tf_plan_page_set_chosen (self, "owner", tf_person_chooser_get_person (self->chooser));
}

static void
due_chosen_cb (TfPlanPage *self)
{
  gtk_menu_button_popdown (self->due_button);
  tf_plan_page_set_chosen (self, "due", tf_date_entry_get_date (self->date_entry));
}

static void
add_popovers (TfPlanPage *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->chooser =
    TF_PERSON_CHOOSER (tf_person_chooser_new (self->session, _("Owner of the chosen tasks")));
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (owner_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->chooser));
  gtk_menu_button_set_popover (self->owner_button, popover);
  tf_person_chooser_update (self->chooser, "");

  popover = gtk_popover_new ();
  self->date_entry = TF_DATE_ENTRY (tf_date_entry_new (_("Day by which the chosen tasks are due")));
  g_signal_connect_object (self->date_entry, "chosen", G_CALLBACK (due_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->date_entry));
  gtk_menu_button_set_popover (self->due_button, popover);
}

static void
target_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  TfPlanPage *self = TF_PLAN_PAGE (source);
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (self), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->session != NULL)
    tf_plan_page_write (self, file);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *target)
{
  g_autofree char *name = NULL;

  /* Translators: name of a file, without its ending */
  name = g_strdup_printf ("%s.%s", _("action plan"), g_variant_get_string (target, NULL));
  tf_file_choice_async (widget, TF_FILE_CHOICE_SAVE, _("Export the Action Plan"), name,
                        target_chosen_cb, NULL);
}

static void
tf_plan_page_page_init (TfPageInterface *iface)
{
}

static void
tf_plan_page_dispose (GObject *object)
{
  TfPlanPage *self = TF_PLAN_PAGE (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_PLAN_PAGE);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->tasks);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_plan_page_parent_class)->dispose (object);
}

static void
tf_plan_page_class_init (TfPlanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_plan_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-plan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TfPlanPage, bar_bin);
  gtk_widget_class_bind_template_child (widget_class, TfPlanPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TfPlanPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, TfPlanPage, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, TfPlanPage, chosen_revealer);
  gtk_widget_class_bind_template_child (widget_class, TfPlanPage, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, TfPlanPage, owner_button);
  gtk_widget_class_bind_template_child (widget_class, TfPlanPage, due_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "plan.export", "s", export_cb);
}

static void
tf_plan_page_init (TfPlanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_plan_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_plan_page_new (TfSession *session)
{
  TfPlanPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_PLAN_PAGE, NULL);
  self->session = g_object_ref (session);
  set_up_list (self);
  add_popovers (self);
  refresh (self);
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
  tf_page_follow (TF_PAGE (self), session, (GFunc) (void *) refresh);
  show_whether_empty (self);

  return GTK_WIDGET (self);
}

/**
 * tf_plan_page_get_shown:
 * @self: the page
 *
 * Returns: (transfer none): the #TfTaskItem objects that the filter lets through
 */
GListModel *
tf_plan_page_get_shown (TfPlanPage *self)
{
  g_return_val_if_fail (TF_IS_PLAN_PAGE (self), NULL);

  return self->shown;
}

/**
 * tf_plan_page_show_owner:
 * @self: the page
 * @owner: (nullable): identifier of a person, "" for what nobody owns, `NULL` for everything
 *
 * Shows the tasks of one person; everything where that person has none.
 */
void
tf_plan_page_show_owner (TfPlanPage *self,
                         const char *owner)
{
  guint active = FILTER_ALL;

  g_return_if_fail (TF_IS_PLAN_PAGE (self));

  if (owner != NULL && *owner == '\0')
    active = FILTER_NOBODY;
  for (guint i = 0; owner != NULL && i < self->people->len; i++)
    if (strcmp (self->people->pdata[i], owner) == 0)
      active = N_FIXED_FILTERS + i;

  tf_filter_bar_set_active (self->bar, active);
}

/* A task is about a point of the law, or about a record of its own. */
static const TfLawEntry *
lookup_entry (TfPlanPage   *self,
              const TfTask *task)
{
  return *task->subject != '\0'
           ? tf_law_lookup (tf_session_get_law (self->session), task->subject) : NULL;
}

/**
 * tf_plan_page_open:
 * @self: the page
 * @position: a task, from 0, among those that are shown
 *
 * Goes to where the task is done.
 */
void
tf_plan_page_open (TfPlanPage *self,
                   guint       position)
{
  g_autoptr(TfTaskItem) item = NULL;
  g_autoptr(TfRecord) record = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *place = NULL;
  const TfLawEntry *entry;
  const TfTask *task;

  g_return_if_fail (TF_IS_PLAN_PAGE (self));

  item = g_list_model_get_item (self->shown, position);
  if (item == NULL)
    return;

  task = tf_task_item_get (item);
  entry = lookup_entry (self, task);
  if (entry != NULL)
    place = tf_place_dup_for_entry (entry);
  else
    {
      record = tf_store_get (tf_session_get_store (self->session), task->record, &error);
      if (record == NULL)
        {
          tf_session_report (self->session, error);
          return;
        }
      place = tf_place_dup_for_record (self->session, record, "");
    }
  tf_session_navigate (self->session, place);
}

static gboolean
set_task (TfPlanPage    *self,
          const TfTask  *task,
          const char    *field,
          const char    *value,
          GError       **error)
{
  TfStore *store = tf_session_get_store (self->session);
  const TfLawEntry *entry = lookup_entry (self, task);
  g_autoptr(TfRecord) record = NULL;

  if (entry != NULL)
    return tf_work_set (tf_session_get_workspace (self->session),
                        tf_session_get_release (self->session), entry, field, value, error);

  record = tf_store_get (store, task->record, error);
  return record != NULL && tf_store_set (store, record, field, value, error);
}

static gboolean
set_tasks (TfPlanPage  *self,
           const char  *field,
           const char  *value,
           GError     **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tasks)); i++)
    {
      g_autoptr(TfTaskItem) item = g_list_model_get_item (G_LIST_MODEL (self->tasks), i);

      if (tf_task_item_is_chosen (item) &&
          !set_task (self, tf_task_item_get (item), field, value, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * tf_plan_page_set_chosen:
 * @self: the page
 * @field: "owner" or "due"
 * @value: identifier of a person, or a date
 *
 * Changes every chosen task, as one step that can be undone.
 *
 * Returns: whether that could be done; nothing is changed otherwise
 */
gboolean
tf_plan_page_set_chosen (TfPlanPage *self,
                         const char *field,
                         const char *value)
{
  TfStore *store;
  g_autoptr(GError) error = NULL;
  gboolean done;

  g_return_val_if_fail (TF_IS_PLAN_PAGE (self), FALSE);
  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  store = tf_session_get_store (self->session);
  done = tf_store_begin (store, _("Plan Tasks"), &error);
  if (done && !set_tasks (self, field, value, &error))
    {
      tf_store_roll_back (store);
      done = FALSE;
    }
  done = done && tf_store_commit (store, &error);
  tf_session_report (self->session, error);
  if (done)
    tf_session_tell_undoable (self->session, _("Tasks changed"));

  return done;
}

/**
 * tf_plan_page_write:
 * @self: the page
 * @target: the file to write, whose name ends in ".pdf" or ".csv"
 *
 * Writes the action plan: of one person where the tasks of one are shown, of everybody otherwise.
 *
 * Returns: whether the file was written
 */
gboolean
tf_plan_page_write (TfPlanPage *self,
                    GFile      *target)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  GDate today;

  g_return_val_if_fail (TF_IS_PLAN_PAGE (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (target), FALSE);

  tf_today (&today);
  if (!tf_export_job_write_plan (tf_session_get_workspace (self->session),
                                 tf_session_get_release (self->session),
                                 get_owner (self), &today, NULL, target, &error))
    {
      tf_session_tell (self->session, error->message);
      return FALSE;
    }

  name = g_file_get_parse_name (target);
  /* Translators: name of a file */
  text = g_strdup_printf (_("Action plan written to “%s”"), name);
  tf_session_tell (self->session, text);
  return TRUE;
}
