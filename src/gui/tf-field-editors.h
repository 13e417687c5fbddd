/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-field-row.h"

G_BEGIN_DECLS

/* The kinds of rows, one for each way of giving a value. tf_field_row_new() chooses. */
#define TF_TYPE_LINE_ROW (tf_line_row_get_type ())
G_DECLARE_FINAL_TYPE (TfLineRow, tf_line_row, TF, LINE_ROW, TfFieldRow)

#define TF_TYPE_PARAGRAPH_ROW (tf_paragraph_row_get_type ())
G_DECLARE_FINAL_TYPE (TfParagraphRow, tf_paragraph_row, TF, PARAGRAPH_ROW, TfFieldRow)

#define TF_TYPE_ANSWER_ROW (tf_answer_row_get_type ())
G_DECLARE_FINAL_TYPE (TfAnswerRow, tf_answer_row, TF, ANSWER_ROW, TfFieldRow)

#define TF_TYPE_CHOICE_ROW (tf_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (TfChoiceRow, tf_choice_row, TF, CHOICE_ROW, TfFieldRow)

#define TF_TYPE_DATE_ROW (tf_date_row_get_type ())
G_DECLARE_FINAL_TYPE (TfDateRow, tf_date_row, TF, DATE_ROW, TfFieldRow)

#define TF_TYPE_REFERENCE_ROW (tf_reference_row_get_type ())
G_DECLARE_FINAL_TYPE (TfReferenceRow, tf_reference_row, TF, REFERENCE_ROW, TfFieldRow)

#define TF_TYPE_TIME_ROW (tf_time_row_get_type ())
G_DECLARE_FINAL_TYPE (TfTimeRow, tf_time_row, TF, TIME_ROW, TfFieldRow)

#define TF_TYPE_TEXT_ROW (tf_text_row_get_type ())
G_DECLARE_FINAL_TYPE (TfTextRow, tf_text_row, TF, TEXT_ROW, TfFieldRow)

G_END_DECLS
