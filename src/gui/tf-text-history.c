/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text-history.h"

/* Texts are shared between steps, so a step costs what it changed. */
#define MAX_STEPS 500

typedef struct
{
  TfTextState before;
  TfTextState after;
  TfTextEdit  edit;    /* the last one in the step */
} Step;

struct _TfTextHistory
{
  GPtrArray *steps;   /* Step */
  guint      n_done;  /* steps before the present; those behind can be redone */
};

static void
step_free (gpointer data)
{
  Step *step = data;

  g_ptr_array_unref (step->before.pieces);
  g_ptr_array_unref (step->after.pieces);
  g_free (step);
}

/* One letter more, or the space behind a word, right behind the letter before. */
static gboolean
continues (const Step        *step,
           const TfTextState *before,
           TfTextEdit         edit)
{
  const TfTextCaret *caret = &step->after.caret;

  return step->edit == TF_TEXT_EDIT_LETTER && edit != TF_TEXT_EDIT_OTHER &&
         caret->piece == before->caret.piece && caret->cell == before->caret.cell &&
         caret->line == before->caret.line && caret->offset == before->caret.offset;
}

/**
 * tf_text_history_new:
 *
 * Makes a history without steps.
 *
 * Returns: (transfer full): the history
 */
TfTextHistory *
tf_text_history_new (void)
{
  TfTextHistory *self = g_new0 (TfTextHistory, 1);

  self->steps = g_ptr_array_new_with_free_func (step_free);

  return self;
}

/**
 * tf_text_history_free:
 * @self: (nullable): the history
 *
 * Forgets all steps.
 */
void
tf_text_history_free (TfTextHistory *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->steps);
  g_free (self);
}

/**
 * tf_text_history_push:
 * @self: the history
 * @before: the state that an edit began with
 * @after: the state it led to
 * @edit: what it was
 *
 * Adds an edit; what was undone before can no longer be redone. A word typed
 * letter by letter makes one step with the space behind it.
 */
void
tf_text_history_push (TfTextHistory *self,
                      TfTextState    before,
                      TfTextState    after,
                      TfTextEdit     edit)
{
  Step *last = NULL;
  Step *step = NULL;

  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->steps, (int) self->n_done);
  last = self->n_done > 0 ? g_ptr_array_index (self->steps, self->n_done - 1) : NULL;
  if (last != NULL && continues (last, &before, edit))
    {
      g_ptr_array_unref (last->after.pieces);
      last->after.pieces = g_ptr_array_ref (after.pieces);
      last->after.caret = after.caret;
      last->edit = edit;
      return;
    }

  if (self->steps->len == MAX_STEPS)
    g_ptr_array_remove_index (self->steps, 0);
  step = g_new0 (Step, 1);
  step->before.pieces = g_ptr_array_ref (before.pieces);
  step->before.caret = before.caret;
  step->after.pieces = g_ptr_array_ref (after.pieces);
  step->after.caret = after.caret;
  step->edit = edit;
  g_ptr_array_add (self->steps, step);
  self->n_done = self->steps->len;
}

/**
 * tf_text_history_clear:
 * @self: the history
 *
 * Forgets all steps, since the text became another one.
 */
void
tf_text_history_clear (TfTextHistory *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_set_size (self->steps, 0);
  self->n_done = 0;
}

/**
 * tf_text_history_can_undo:
 * @self: the history
 *
 * Tells whether there is anything to undo.
 *
 * Returns: %TRUE if there is
 */
gboolean
tf_text_history_can_undo (TfTextHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_done > 0;
}

/**
 * tf_text_history_can_redo:
 * @self: the history
 *
 * Tells whether there is anything to redo.
 *
 * Returns: %TRUE if there is
 */
gboolean
tf_text_history_can_redo (TfTextHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_done < self->steps->len;
}

/**
 * tf_text_history_undo:
 * @self: the history
 *
 * Goes one step back.
 *
 * Returns: (transfer none) (nullable): the state to return to, or %NULL
 */
const TfTextState *
tf_text_history_undo (TfTextHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!tf_text_history_can_undo (self))
    return NULL;
  self->n_done--;

  return &((Step *) g_ptr_array_index (self->steps, self->n_done))->before;
}

/**
 * tf_text_history_redo:
 * @self: the history
 *
 * Goes one step forward again.
 *
 * Returns: (transfer none) (nullable): the state to return to, or %NULL
 */
const TfTextState *
tf_text_history_redo (TfTextHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!tf_text_history_can_redo (self))
    return NULL;
  self->n_done++;

  return &((Step *) g_ptr_array_index (self->steps, self->n_done - 1))->after;
}
