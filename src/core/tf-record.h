/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-kind.h"

G_BEGIN_DECLS

#define TF_TYPE_RECORD (tf_record_get_type ())
G_DECLARE_FINAL_TYPE (TfRecord, tf_record, TF, RECORD, GObject)

TfRecord     *tf_record_new        (const TfKind  *kind,
                                    const char    *id,
                                    const char    *parent,
                                    const char    *key) G_GNUC_WARN_UNUSED_RESULT;
TfRecord     *tf_record_copy       (TfRecord      *self) G_GNUC_WARN_UNUSED_RESULT;

const TfKind *tf_record_get_kind   (TfRecord      *self);
gboolean      tf_record_is         (TfRecord      *self,
                                    const char    *kind);
const char   *tf_record_get_id     (TfRecord      *self);
const char   *tf_record_get_parent (TfRecord      *self);
const char   *tf_record_get_key    (TfRecord      *self);
gboolean      tf_record_is_removed (TfRecord      *self);
const char   *tf_record_get_title  (TfRecord      *self);

const char   *tf_record_get        (TfRecord      *self,
                                    const char    *field);
char         *tf_record_dup_heading (TfRecord     *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      tf_record_get_date   (TfRecord      *self,
                                    const char    *field,
                                    GDate         *date);
gint64        tf_record_get_integer (TfRecord     *self,
                                    const char    *field);
char        **tf_record_dup_lines  (TfRecord      *self,
                                    const char    *field) G_GNUC_WARN_UNUSED_RESULT;

/* For the store and for whoever makes records without one: nothing is written or logged. */
void          tf_record_set        (TfRecord      *self,
                                    const char    *field,
                                    const char    *value);
void          tf_record_set_removed (TfRecord     *self,
                                    gboolean       removed);
void          tf_record_emit_changed (TfRecord    *self,
                                    const char    *field);

char         *tf_record_dup_json   (TfRecord      *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      tf_record_read_json  (TfRecord      *self,
                                    const char    *json,
                                    GError       **error);

G_END_DECLS
