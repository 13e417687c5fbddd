/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-reader-protocol.h"
#include "tf-reader.h"

G_BEGIN_DECLS

/* Understanding what a reader answered. A reader that a hostile file took over may answer
 * anything, so each gives NULL for what is not exactly an answer. */
TfFileFacts  *tf_reader_answer_parse_facts  (GBytes        *answer) G_GNUC_WARN_UNUSED_RESULT;
TfPageImage  *tf_reader_answer_parse_page   (GBytes        *answer) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray    *tf_reader_answer_parse_text   (GBytes        *answer,
                                             gboolean      *complete) G_GNUC_WARN_UNUSED_RESULT;

void          tf_reader_answer_set_error    (TfReaderExit   end,
                                             const char    *name,
                                             gboolean       wants_text,
                                             GError       **error);

G_END_DECLS
