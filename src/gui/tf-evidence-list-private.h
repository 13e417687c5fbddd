/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-evidence-list.h"

G_BEGIN_DECLS

struct _TfEvidenceList
{
  GtkBox               parent_instance;

  TfSession           *session;
  GListStore          *store;
  GtkFilterListModel  *model;
  GtkCustomFilter     *filter;
  GtkMultiSelection   *selection;
  GPtrArray           *subjects;   /* identifiers of the points in the list of points */
  char                *search;
  TfRecord            *dropped_on;
  GFile               *dropped;
  GHashTable          *problems;   /* TfObjectProblem of files that are not sound, by SHA-256 */
  GCancellable        *cancellable; /* of the look at the files, or NULL */

  GtkWidget           *head;
  GtkWidget           *filters;
  GtkWidget           *search_entry;
  GtkWidget           *stack;
  GtkWidget           *status;
  GtkWidget           *column_view;
  GtkWidget           *list_view;
  GtkWidget           *nothing;
  GtkWidget           *actions;
  GtkWidget           *count;
  GtkWidget           *owner_box;
  GtkWidget           *owner;
  GtkWidget           *points;
  GtkWidget           *intake;
  GtkWidget           *drop_popover;
  GtkWidget           *drop_label;
};

void tf_evidence_list_show_items (TfEvidenceList  *self);
void tf_evidence_list_look       (TfEvidenceList  *self,
                                  gboolean         whole);

G_END_DECLS
