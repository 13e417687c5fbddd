/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-work.h"

#include <string.h>

/**
 * tf_task_free:
 * @self: (transfer full) (nullable): a task
 */
void
tf_task_free (TfTask *self)
{
  if (self == NULL)
    return;

  g_free (self->subject);
  g_free (self->record);
  g_free (self->title);
  g_free (self->todo);
  g_free (self->citation);
  g_free (self->owner);
  g_free (self->owner_name);
  g_free (self->due);
  g_free (self->priority);
  g_free (self);
}

static const char *
describe_todo (const TfLanguage *language,
               TfState           state)
{
  switch (state)
    {
    case TF_STATE_MISSING:
      return L_ (language, "Write it and add the evidence");
    case TF_STATE_DRAFT:
      return L_ (language, "Finish the draft and mark it ready");
    case TF_STATE_TO_CONFIRM:
      return L_ (language, "Confirm that it still holds for this release");
    case TF_STATE_LAPSED:
      return L_ (language, "Have the changed content approved again");
    default:
      return L_ (language, "Bring it up to date");
    }
}

static TfTask *
new_task (TfDossier   *dossier,
          TfRecord    *record,
          const GDate *today)
{
  TfTask *task = g_new0 (TfTask, 1);
  TfRecord *owner;
  GDate due;

  task->record = g_strdup (record != NULL ? tf_record_get_id (record) : "");
  task->owner = g_strdup (record != NULL ? tf_record_get (record, "owner") : "");
  task->due = g_strdup (record != NULL ? tf_record_get (record, "due") : "");
  task->priority = g_strdup (record != NULL ? tf_record_get (record, "priority") : "");
  owner = tf_dossier_lookup (dossier, task->owner);
  task->owner_name = g_strdup (owner != NULL ? tf_record_get (owner, "name") : "");
  task->overdue = record != NULL && tf_record_get_date (record, "due", &due) &&
                  g_date_compare (&due, today) < 0;

  return task;
}

static void
add_points (GPtrArray   *tasks,
            TfDossier   *dossier,
            TfLawKind    kind,
            const GDate *today)
{
  GPtrArray *entries = tf_law_list (tf_dossier_get_law (dossier), kind);

  for (guint i = 0; i < entries->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (entries, i);
      TfState state = tf_state_of (dossier, entry);
      TfTask *task;

      if (!tf_state_is_open (state))
        continue;

      task = new_task (dossier, tf_dossier_find_answer (dossier, entry), today);
      task->subject = g_strdup (entry->id);
      task->title = tf_law_entry_dup_heading (entry);
      task->todo = g_strdup (describe_todo (tf_dossier_get_language (dossier), state));
      task->citation = g_strdup (entry->citation);
      task->state = state;
      g_ptr_array_add (tasks, task);
    }
}

static void
add_record (GPtrArray   *tasks,
            TfDossier   *dossier,
            TfRecord    *record,
            const GDate *today)
{
  TfTask *task = new_task (dossier, record, today);

  task->state = tf_state_of_record (dossier, record);
  task->subject = g_strdup ("");
  task->title = tf_record_dup_heading (record);
  task->todo = g_strdup (describe_todo (tf_dossier_get_language (dossier), task->state));
  task->citation = g_strdup ("");
  g_ptr_array_add (tasks, task);
}

/* Every kind that somebody may be in charge of, but those in which points are answered. */
static void
add_records (GPtrArray   *tasks,
             TfDossier   *dossier,
             const GDate *today)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      GPtrArray *records = tf_kind_is_answer (kinds[i])
                             ? NULL : tf_dossier_list (dossier, kinds[i]->id);

      for (guint j = 0; records != NULL && j < records->len; j++)
        if (tf_state_is_work (dossier, records->pdata[j]))
          add_record (tasks, dossier, records->pdata[j], today);
    }
}

static int
rank_priority (const char *priority)
{
  if (strcmp (priority, "high") == 0)
    return 0;

  return strcmp (priority, "low") == 0 ? 2 : 1;
}

static int
compare_tasks (gconstpointer a,
               gconstpointer b)
{
  const TfTask *first = *(TfTask *const *) a;
  const TfTask *second = *(TfTask *const *) b;
  int order;

  /* What is due comes before what has no date; dates as text sort by time. */
  if ((*first->due == '\0') != (*second->due == '\0'))
    return *first->due == '\0' ? 1 : -1;

  order = strcmp (first->due, second->due);
  return order != 0 ? order : rank_priority (first->priority) - rank_priority (second->priority);
}

/**
 * tf_work_list_tasks:
 * @dossier: a technical file
 * @owner: (nullable): identifier of a person, "" for what nobody owns, `NULL` for everything
 * @today: the day by which something is overdue
 *
 * Lists what is open: points that are not done, and records that are open work, described in the
 * language of @dossier.
 *
 * Returns: (transfer full) (element-type TfTask): the tasks, by date, then by priority, then in
 *   the order of the law
 */
GPtrArray *
tf_work_list_tasks (TfDossier   *dossier,
                    const char  *owner,
                    const GDate *today)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_task_free);

  g_return_val_if_fail (dossier != NULL && today != NULL, tasks);

  add_points (tasks, dossier, TF_LAW_ELEMENT, today);
  add_points (tasks, dossier, TF_LAW_LIMB, today);
  add_records (tasks, dossier, today);
  for (guint i = tasks->len; owner != NULL && i > 0; i--)
    if (strcmp (((TfTask *) tasks->pdata[i - 1])->owner, owner) != 0)
      g_ptr_array_remove_index (tasks, i - 1);

  g_ptr_array_sort (tasks, compare_tasks);
  return tasks;
}
