/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which facts a conclusion rests on, which it lacks, and which it presumed. */

#include "config.h"

#include "tf-reasoning-private.h"

/* Makes a trace that has seen nothing. */
void
tf_trace_init (TfTrace *self)
{
  self->used = g_ptr_array_new ();
  self->missing = g_ptr_array_new ();
  self->presumed = g_ptr_array_new ();
  self->mark = TF_LAW_MARK_NONE;
}

void
tf_trace_clear (TfTrace *self)
{
  g_clear_pointer (&self->used, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->presumed, g_ptr_array_unref);
}

/* Adds a name to names that are each there once. */
void
tf_trace_add_name (GPtrArray  *names,
                   const char *name)
{
  if (!g_ptr_array_find (names, name, NULL))
    g_ptr_array_add (names, (gpointer) name);
}

void
tf_trace_add_names (GPtrArray *names,
                    GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    tf_trace_add_name (names, g_ptr_array_index (more, i));
}

/* Adds what a part of a test looked at to what the whole did. */
void
tf_trace_add (TfTrace       *self,
              const TfTrace *part)
{
  tf_trace_add_names (self->used, part->used);
  tf_trace_add_names (self->missing, part->missing);
  tf_trace_add_names (self->presumed, part->presumed);
  self->mark = MAX (self->mark, part->mark);
}

/* The answer to a question, noted as used or as missing. */
const char *
tf_trace_look_up (TfFacts    *facts,
                  const char *id,
                  TfTrace    *trace)
{
  const char *value = tf_facts_get (facts, id);

  tf_trace_add_name (value != NULL ? trace->used : trace->missing, id);

  return value;
}
