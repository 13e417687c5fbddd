/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-store.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* The two wrappers that hide SQLite. Only files of this folder see them. */

typedef struct _TfConnection TfConnection;
typedef struct _TfStatement  TfStatement;

TfConnection *tf_connection_open        (const char    *path,
                                         gboolean       writable,
                                         gboolean       create,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          tf_connection_close       (TfConnection  *self);
const char   *tf_connection_get_path    (TfConnection  *self);
gboolean      tf_connection_run         (TfConnection  *self,
                                         const char    *sql,
                                         GError       **error);
gboolean      tf_connection_get_integer (TfConnection  *self,
                                         const char    *sql,
                                         gint64        *value,
                                         GError       **error);
gboolean      tf_connection_copy_to     (TfConnection  *self,
                                         const char    *path,
                                         GError       **error);
gboolean      tf_connection_begin       (TfConnection  *self,
                                         GError       **error);
gboolean      tf_connection_commit      (TfConnection  *self,
                                         GError       **error);
void          tf_connection_roll_back   (TfConnection  *self);

TfStatement  *tf_statement_new          (TfConnection  *connection,
                                         const char    *sql,
                                         GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          tf_statement_free         (TfStatement   *self);
void          tf_statement_bind_text    (TfStatement   *self,
                                         int            index,
                                         const char    *value);
void          tf_statement_bind_integer (TfStatement   *self,
                                         int            index,
                                         gint64         value);
gboolean      tf_statement_next         (TfStatement   *self,
                                         GError       **error);
gboolean      tf_statement_has_failed   (TfStatement   *self);
gboolean      tf_statement_run          (TfStatement   *self,
                                         GError       **error);
const char   *tf_statement_get_text     (TfStatement   *self,
                                         int            column);
gint64        tf_statement_get_integer  (TfStatement   *self,
                                         int            column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfConnection, tf_connection_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfStatement, tf_statement_free)

G_END_DECLS
