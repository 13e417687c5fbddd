/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-state.h"
#include "tf-workspace.h"

G_BEGIN_DECLS

/* Edits of a technical file, each one step that can be undone. */

TfRecord  *tf_work_ensure        (TfWorkspace       *workspace,
                                  TfRecord          *release,
                                  const TfLawEntry  *entry,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   tf_work_set           (TfWorkspace       *workspace,
                                  TfRecord          *release,
                                  const TfLawEntry  *entry,
                                  const char        *field,
                                  const char        *value,
                                  GError           **error);
gboolean   tf_work_set_measure   (TfWorkspace       *workspace,
                                  TfRecord          *release,
                                  const TfLawEntry  *measure,
                                  const char        *status,
                                  const char        *reason,
                                  GError           **error);
TfRecord  *tf_work_add_measure   (TfWorkspace       *workspace,
                                  TfRecord          *release,
                                  const TfLawEntry  *limb,
                                  const char        *text,
                                  const char        *status,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecord  *tf_work_approve       (TfWorkspace       *workspace,
                                  TfRecord          *release,
                                  const TfLawEntry  *entry,
                                  TfRecord          *person,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Records of any kind */
TfRecord  *tf_work_approve_record (TfWorkspace        *workspace,
                                  TfRecord            *release,
                                  TfRecord            *record,
                                  TfRecord            *person,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecord  *tf_work_add           (TfWorkspace         *workspace,
                                  const char          *kind,
                                  TfRecord            *parent,
                                  const char          *key,
                                  const char *const   *values,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Products and releases */
TfRecord  *tf_work_add_product   (TfWorkspace       *workspace,
                                  const char        *name,
                                  const char        *template_id,
                                  TfRecord          *manufacturer,
                                  const char        *language,
                                  TfRecord         **release,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecord  *tf_work_add_release   (TfWorkspace       *workspace,
                                  TfRecord          *product,
                                  const char        *version,
                                  TfRecord          *from,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is open, for the action plan */
typedef struct
{
  char     *subject;   /* point of the law, or "" for a record of its own */
  char     *record;    /* record to go to, or "" where none exists yet */
  char     *title;     /* "2(b) Software bill of materials", "E-014 Penetration test" */
  char     *todo;      /* what is to be done, in words */
  char     *citation;
  char     *owner;     /* identifier of a person, or "" */
  char     *owner_name;
  char     *due;       /* date, or "" */
  char     *priority;  /* "high", "normal", "low" or "" */
  TfState   state;
  gboolean  overdue;
} TfTask;

GPtrArray *tf_work_list_tasks    (TfDossier         *dossier,
                                  const char        *owner,
                                  const GDate       *today) G_GNUC_WARN_UNUSED_RESULT;
void       tf_task_free          (TfTask            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfTask, tf_task_free)

G_END_DECLS
