/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-reasoning.h"
#include "tf-rules-private.h"

G_BEGIN_DECLS

/* What a test looked at. */
typedef struct
{
  GPtrArray *used;
  GPtrArray *missing;
  GPtrArray *presumed;
  TfLawMark  mark;
} TfTrace;

/* A date or time, as far as it is known. */
typedef struct
{
  GDateTime *at;
  GDateTime *at_least;
  gboolean   to_minute;
} TfMoment;

void        tf_trace_init          (TfTrace           *self);
void        tf_trace_clear         (TfTrace           *self);
void        tf_trace_add           (TfTrace           *self,
                                    const TfTrace     *part);
void        tf_trace_add_name      (GPtrArray         *names,
                                    const char        *name);
void        tf_trace_add_names     (GPtrArray         *names,
                                    GPtrArray         *more);
const char *tf_trace_look_up       (TfFacts           *facts,
                                    const char        *id,
                                    TfTrace           *trace);

void        tf_moment_clear        (TfMoment          *self);
void        tf_reasoning_work_out  (TfReasoning       *self,
                                    const TfRuleWhen  *when,
                                    TfFacts           *facts,
                                    TfTrace           *trace,
                                    TfMoment          *moment);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfTrace, tf_trace_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfMoment, tf_moment_clear)

G_END_DECLS
