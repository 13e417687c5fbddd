/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-facts.h"
#include "tf-rules.h"

G_BEGIN_DECLS

TfFacts *tf_facts_new_from_json  (TfRules     *rules,
                                  const char  *json,
                                  gsize        length,
                                  GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char    *tf_facts_dup_schema     (TfRules     *rules) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
