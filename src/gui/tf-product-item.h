/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-state.h"

G_BEGIN_DECLS

#define TF_N_FAMILIES 8

/* What the library page shows about a product beside its name. */
typedef struct
{
  char    *product;                 /* identifier */
  char    *release;                 /* version of the newest release */
  TfState  states[TF_N_FAMILIES];
  char    *titles[TF_N_FAMILIES];   /* "1 General description of the product" */
  guint    n_open;                  /* points that are not done */
  char    *due;                     /* the next date, or "" */
  gboolean overdue;
  gboolean due_soon;                /* overdue, or due within 30 days */
} TfProductFacts;

TfProductFacts *tf_product_facts_new  (TfDossier       *dossier,
                                       const GDate     *today) G_GNUC_WARN_UNUSED_RESULT;
void            tf_product_facts_free (TfProductFacts  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfProductFacts, tf_product_facts_free)

/* A product in the list of the library. */
#define TF_TYPE_PRODUCT_ITEM (tf_product_item_get_type ())
G_DECLARE_FINAL_TYPE (TfProductItem, tf_product_item, TF, PRODUCT_ITEM, GObject)

TfProductItem        *tf_product_item_new          (TfRecord        *product)
                                                    G_GNUC_WARN_UNUSED_RESULT;
TfRecord             *tf_product_item_get_product  (TfProductItem   *self);
const char           *tf_product_item_get_name     (TfProductItem   *self);
const TfProductFacts *tf_product_item_get_facts    (TfProductItem   *self);
void                  tf_product_item_take_facts   (TfProductItem   *self,
                                                    TfProductFacts  *facts);
char                 *tf_product_item_dup_sentence (TfProductItem   *self)
                                                    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
