/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-record.h"

G_BEGIN_DECLS

/* Whether a document can still be relied on, by its own dates. */
typedef enum {
  TF_VALIDITY_GOOD,
  TF_VALIDITY_ENDS_SOON,
  TF_VALIDITY_REVIEW_DUE,
  TF_VALIDITY_EXPIRED,
} TfValidity;

TfValidity  tf_validity_of          (TfRecord     *revision,
                                     const GDate  *today);
char       *tf_validity_dup_label   (TfRecord     *revision,
                                     const GDate  *today) G_GNUC_WARN_UNUSED_RESULT;
const char *tf_validity_get_icon    (TfValidity    validity);
char       *tf_date_dup_label       (const char   *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
