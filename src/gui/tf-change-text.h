/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

G_BEGIN_DECLS

/* The change log in words. */
char *tf_change_dup_subject (TfSession       *session,
                             const TfChange  *change) G_GNUC_WARN_UNUSED_RESULT;
char *tf_change_dup_action  (const TfChange  *change) G_GNUC_WARN_UNUSED_RESULT;
char *tf_change_dup_value   (TfSession       *session,
                             const TfChange  *change,
                             const char      *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
