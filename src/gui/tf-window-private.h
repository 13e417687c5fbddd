/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-library-page.h"
#include "tf-shell.h"
#include "tf-window.h"

G_BEGIN_DECLS

struct _TfWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay *toasts;
  GtkStack        *stack;
  TfLibraryPage   *library_page;
  TfShell         *shell;
  AdwWindowTitle  *free_title;
  GtkStack        *free_stack;
  AdwStatusPage   *trouble_page;
  GtkWidget       *read_only_button;
  GtkRevealer     *notice_revealer;
  GtkLabel        *notice_label;
  GtkRevealer     *problem_revealer;
  GtkLabel        *problem_label;

  TfSession       *session;
  char            *path;
  char            *place;
  AdwToast        *toast;     /* the one on show, unowned */
};

/* tf-window-actions.c */
void tf_window_install_actions (GtkWidgetClass *klass);
void tf_window_update_actions  (TfWindow       *self);

G_END_DECLS
