/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-application.h"
#include "tf-window-private.h"

G_BEGIN_DECLS

/* A window with a library in a folder of its own. */
typedef struct
{
  TfApplication *application;
  TfWindow      *window;
  char          *folder;
  char          *library;
} WindowFixture;

typedef gboolean (*ConditionFunc) (gpointer user_data);

gboolean   fixture_start        (int              *argc,
                                 char           ***argv);
void       fixture_set_up       (WindowFixture    *self,
                                 gconstpointer     data);
void       fixture_tear_down    (WindowFixture    *self,
                                 gconstpointer     data);
void       fixture_open         (WindowFixture    *self);
TfRecord  *fixture_add_product  (WindowFixture    *self,
                                 const char       *name) G_GNUC_WARN_UNUSED_RESULT;
TfSession *fixture_open_release (WindowFixture    *self);
gpointer   fixture_go           (WindowFixture    *self,
                                 const char       *place,
                                 GType             type);
void       wait_for             (ConditionFunc     condition,
                                 gpointer          user_data);
void       settle               (void);
void       drain                (void);
GtkWidget *find_type            (GtkWidget        *root,
                                 GType             type);
void       for_each_widget      (GtkWidget        *root,
                                 void            (*function) (GtkWidget *widget));

G_END_DECLS
