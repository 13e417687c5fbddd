/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is known about a product, as answers to the questions that the rules ask. A question that
 * nobody answered is absent: that is never the same as "no". */
typedef struct _TfFacts TfFacts;

/* The answer to a question that takes several choices, when it is that none of them holds. */
#define TF_FACTS_NONE "none"

TfFacts    *tf_facts_new           (void) G_GNUC_WARN_UNUSED_RESULT;
TfFacts    *tf_facts_ref           (TfFacts      *self) G_GNUC_WARN_UNUSED_RESULT;
void        tf_facts_unref         (TfFacts      *self);

void        tf_facts_set           (TfFacts      *self,
                                    const char   *fact,
                                    const char   *value);
const char *tf_facts_get           (TfFacts      *self,
                                    const char   *fact);
void        tf_facts_declare_list  (TfFacts      *self,
                                    const char   *list);
TfFacts    *tf_facts_add_item      (TfFacts      *self,
                                    const char   *list,
                                    const char   *name);
GPtrArray  *tf_facts_list_items    (TfFacts      *self,
                                    const char   *list);
TfFacts    *tf_facts_get_parent    (TfFacts      *self);
const char *tf_facts_get_name      (TfFacts      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfFacts, tf_facts_unref)

G_END_DECLS
