/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-store-private.h"

static void
pending_free (TfPending *pending)
{
  g_object_unref (pending->record);
  g_free (pending->field);
  g_free (pending->before);
  g_free (pending);
}

/*< private >
 * tf_store_new_pending:
 *
 * Returns: (transfer full) (element-type TfPending): room for the changes of a step
 */
GPtrArray *
tf_store_new_pending (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pending_free);
}

static void
restore_memory (TfPending *pending)
{
  if (*pending->field != '\0')
    tf_record_set (pending->record, pending->field, pending->before);
  else
    tf_record_set_removed (pending->record, *pending->before == '\0');
}

static void
announce (TfStore *self)
{
  g_autoptr(GPtrArray) done = self->pending;

  self->pending = tf_store_new_pending ();
  for (guint i = 0; i < done->len; i++)
    {
      TfPending *pending = g_ptr_array_index (done, i);

      tf_record_emit_changed (pending->record, pending->field);
      g_signal_emit_by_name (self, "changed", pending->record, pending->field);
    }
}

static gboolean
index_pending (TfStore  *self,
               GError  **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->pending->len; i++)
    {
      TfPending *pending = g_ptr_array_index (self->pending, i);

      if (g_hash_table_add (seen, pending->record) &&
          !tf_store_index_record (self, pending->record, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * tf_store_begin_mode:
 * @self: a library
 * @action: what the person does, in words
 * @mode: "do", "fix" (never undone), "undo" or "redo"
 * @target: the step that is undone or done again, or 0
 * @error: return location for an error
 *
 * As tf_store_begin(), for every kind of step. Inside a step, the outer one's words stand.
 *
 * Returns: %FALSE with @error set where the library cannot be written to
 */
gboolean
tf_store_begin_mode (TfStore     *self,
                     const char  *action,
                     const char  *mode,
                     gint64       target,
                     GError     **error)
{
  if (self->depth > 0)
    {
      self->depth++;
      return TRUE;
    }

  if (!tf_store_require_writable (self, error) || !tf_connection_begin (self->connection, error))
    return FALSE;

  self->depth = 1;
  self->action = g_strdup (action);
  self->mode = mode;
  self->target = target;
  self->step = self->last_step + 1;
  self->kept_seq = self->last_seq;
  g_free (self->kept_hash);
  self->kept_hash = g_strdup (self->last_hash);
  return TRUE;
}

/**
 * tf_store_begin:
 * @self: a library
 * @action: what the person does, in words: undo and the history show them
 * @error: return location for an error
 *
 * Begins a step: all changes up to tf_store_commit() are written together or not at all, and are
 * undone together. Steps may be nested; the outermost one counts.
 *
 * Returns: %FALSE with @error set where the library cannot be written to
 */
gboolean
tf_store_begin (TfStore     *self,
                const char  *action,
                GError     **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (action != NULL, FALSE);

  return tf_store_begin_mode (self, action, "do", 0, error);
}

/**
 * tf_store_begin_more:
 * @self: a library
 * @action: what the person does, in words
 * @error: return location for an error
 *
 * As tf_store_begin(), but where the last thing that happened bears the same words, what follows
 * belongs to it and is undone with it. Long work can so be written in parts.
 *
 * Returns: %FALSE with @error set where the library cannot be written to
 */
gboolean
tf_store_begin_more (TfStore     *self,
                     const char  *action,
                     GError     **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (action != NULL, FALSE);

  if (!tf_store_begin_mode (self, action, "do", 0, error))
    return FALSE;

  if (self->depth == 1 && tf_store_is_last_step (self, action))
    self->step = self->last_step;
  return TRUE;
}

/**
 * tf_store_commit:
 * @self: a library
 * @error: return location for an error
 *
 * Ends a step. After the outermost one everything is on disk, and records and library tell what
 * has changed.
 *
 * Returns: %FALSE with @error set where nothing was written; all is as before the step then
 */
gboolean
tf_store_commit (TfStore  *self,
                 GError  **error)
{
  g_return_val_if_fail (TF_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->depth > 0, FALSE);

  if (self->depth > 1)
    {
      self->depth--;
      return TRUE;
    }

  if (!tf_store_write_dirty (self, error) || !index_pending (self, error) ||
      !tf_connection_commit (self->connection, error))
    {
      tf_store_roll_back (self);
      return FALSE;
    }

  if (self->pending->len > 0)
    tf_store_note_step (self);
  self->depth = 0;
  g_clear_pointer (&self->action, g_free);
  announce (self);
  return TRUE;
}

/**
 * tf_store_roll_back:
 * @self: a library
 *
 * Gives up the step under way, the outermost one: nothing of it was ever there. Without a step
 * nothing happens.
 */
void
tf_store_roll_back (TfStore *self)
{
  g_return_if_fail (TF_IS_STORE (self));

  if (self->depth == 0)
    return;

  tf_connection_roll_back (self->connection);
  for (guint i = self->pending->len; i > 0; i--)
    restore_memory (g_ptr_array_index (self->pending, i - 1));

  g_hash_table_remove_all (self->dirty);
  g_ptr_array_set_size (self->pending, 0);
  self->depth = 0;
  g_clear_pointer (&self->action, g_free);
  self->last_seq = self->kept_seq;
  g_free (self->last_hash);
  self->last_hash = g_strdup (self->kept_hash);
}
