/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-export-outcome.h"
#include "tf-export-page.h"
#include "tf-field-row.h"
#include "tf-finding-list.h"
#include "tf-page-preview.h"
#include "tf-person-chooser.h"
#include "tf-progress-relay.h"

G_BEGIN_DECLS

#define N_SEVERITIES (TF_SEVERITY_HINT + 1)

struct _TfExportPage
{
  AdwBin           parent_instance;

  AdwComboRow     *what_row;
  AdwComboRow     *purpose_row;
  AdwActionRow    *issuer_row;
  TfFieldRow      *language_row;
  AdwActionRow    *check_row;
  GtkImage        *check_image;
  GtkButton       *severity_buttons[N_SEVERITIES];
  AdwActionRow    *key_row;
  GtkWidget       *no_key_button;
  AdwEntryRow     *reason_row;
  GtkStack        *work_stack;
  GtkButton       *write_button;
  GtkProgressBar  *progress_bar;
  GtkWidget       *cancel_button;
  GtkLabel        *problem_label;
  TfExportOutcome *outcome;
  TfPagePreview   *preview;
  TfPersonChooser *chooser;

  TfSession       *session;
  GPtrArray       *issues;      /* frozen ones, the newest first */
  gboolean         may_freeze;
  gboolean         filling;
  GFile           *key_file;    /* NULL: not signed */
  GFile           *target;      /* while the key is asked for */
  TfFindingList   *findings;    /* unowned: it lives with the session */
  GCancellable    *cancellable; /* NULL: nothing is being written */
  TfProgressRelay *relay;
};

/* What is chosen */
gboolean  tf_export_page_is_freezing     (TfExportPage   *self);
TfRecord *tf_export_page_get_issue       (TfExportPage   *self);
void      tf_export_page_choose_issue    (TfExportPage   *self,
                                          TfRecord       *issue);

/* What speaks against it */
gboolean  tf_export_page_is_blocked      (TfExportPage   *self);
void      tf_export_page_show_check      (TfExportPage   *self);
void      tf_export_page_mark_issuer     (TfExportPage   *self,
                                          gboolean        missing);
void      tf_export_page_show_problem    (TfExportPage   *self,
                                          const char     *text);

void      tf_export_page_install_actions (GtkWidgetClass *klass);

G_END_DECLS
