/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rule by which a language chooses among its plural forms, as catalogues of messages state it:
 * an expression of C over n. */
typedef struct
{
  guint  n_forms;
  char  *expression;
} TfPluralRule;

gboolean tf_plural_rule_read   (TfPluralRule        *self,
                                const char          *header);
void     tf_plural_rule_clear  (TfPluralRule        *self);
guint    tf_plural_rule_choose (const TfPluralRule  *self,
                                gulong               n);

G_END_DECLS
