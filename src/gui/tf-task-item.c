/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-task-item.h"

#include <glib/gi18n-lib.h>

struct _TfTaskItem
{
  GObject   parent_instance;

  TfTask   *task;
  gboolean  chosen;
};

G_DEFINE_FINAL_TYPE (TfTaskItem, tf_task_item, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
tf_task_item_finalize (GObject *object)
{
  tf_task_free (TF_TASK_ITEM (object)->task);

  G_OBJECT_CLASS (tf_task_item_parent_class)->finalize (object);
}

static void
tf_task_item_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOSEN:
      g_value_set_boolean (value, TF_TASK_ITEM (object)->chosen);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tf_task_item_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOSEN:
      tf_task_item_set_chosen (TF_TASK_ITEM (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tf_task_item_class_init (TfTaskItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tf_task_item_finalize;
  object_class->get_property = tf_task_item_get_property;
  object_class->set_property = tf_task_item_set_property;

  /**
   * TfTaskItem:chosen:
   *
   * Whether the person ticked the task, to change several at once.
   */
  props[PROP_CHOSEN] =
    g_param_spec_boolean ("chosen", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tf_task_item_init (TfTaskItem *self)
{
}

/**
 * tf_task_item_new:
 * @task: (transfer full): what is open
 *
 * Returns: (transfer full): the same as an object
 */
TfTaskItem *
tf_task_item_new (TfTask *task)
{
  TfTaskItem *self;

  g_return_val_if_fail (task != NULL, NULL);

  self = g_object_new (TF_TYPE_TASK_ITEM, NULL);
  self->task = task;
  return self;
}

/**
 * tf_task_item_get:
 * @self: an item
 *
 * Returns: (transfer none): what is open
 */
const TfTask *
tf_task_item_get (TfTaskItem *self)
{
  g_return_val_if_fail (TF_IS_TASK_ITEM (self), NULL);

  return self->task;
}

/**
 * tf_task_item_is_chosen:
 * @self: an item
 *
 * Returns: whether the person ticked the task
 */
gboolean
tf_task_item_is_chosen (TfTaskItem *self)
{
  g_return_val_if_fail (TF_IS_TASK_ITEM (self), FALSE);

  return self->chosen;
}

/**
 * tf_task_item_set_chosen:
 * @self: an item
 * @chosen: whether the task is ticked
 *
 * Ticks a task.
 */
void
tf_task_item_set_chosen (TfTaskItem *self,
                         gboolean    chosen)
{
  g_return_if_fail (TF_IS_TASK_ITEM (self));

  if (self->chosen == chosen)
    return;

  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CHOSEN]);
}

static void
append_fact (GString    *facts,
             const char *fact)
{
  if (*fact == '\0')
    return;
  if (facts->len > 0)
    g_string_append (facts, " · ");
  g_string_append (facts, fact);
}

/**
 * tf_task_item_dup_facts:
 * @self: an item
 *
 * Returns: (transfer full): owner, due date, priority and citation in a line
 */
char *
tf_task_item_dup_facts (TfTaskItem *self)
{
  const TfTask *task = self->task;
  const TfField *priority = tf_kind_lookup_field (tf_kind_lookup ("slot"), "priority");
  g_autoptr(GString) facts = g_string_new (NULL);
  g_autofree char *due = NULL;

  g_return_val_if_fail (TF_IS_TASK_ITEM (self), NULL);

  if (*task->due != '\0')
    /* Translators: a date */
    due = g_strdup_printf (task->overdue ? _("Overdue since %s") : _("Due %s"), task->due);
  append_fact (facts, due != NULL ? due : "");
  append_fact (facts, *task->owner_name != '\0' ? task->owner_name : _("Nobody"));
  if (*task->priority != '\0')
    {
      /* Translators: how urgent work is, such as: High */
      g_autofree char *label = g_strdup_printf (_("Priority: %s"),
                                                tf_field_get_choice_label (priority,
                                                                          task->priority));

      append_fact (facts, label);
    }
  append_fact (facts, task->citation);
  return g_string_free (g_steal_pointer (&facts), FALSE);
}

/**
 * tf_task_item_dup_sentence:
 * @self: an item
 *
 * Returns: (transfer full): everything that the plan says of the task
 */
char *
tf_task_item_dup_sentence (TfTaskItem *self)
{
  g_autofree char *facts = tf_task_item_dup_facts (self);

  if (!tf_state_is_open (self->task->state))
    /* Translators: what is open, what is to be done, owner and dates */
    return g_strdup_printf (_("%s: %s. %s"), self->task->title, self->task->todo, facts);

  /* Translators: what is open, its state, what is to be done, owner and dates */
  return g_strdup_printf (_("%s, %s: %s. %s"), self->task->title,
                          tf_state_get_label (self->task->state), self->task->todo, facts);
}
