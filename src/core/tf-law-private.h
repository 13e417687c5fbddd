/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-law.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

#define TF_LAW_N_KINDS    (TF_LAW_SIMPLIFIED + 1)
#define TF_LAW_N_MARKS    (TF_LAW_MARK_UNVERIFIED + 1)
#define TF_LAW_MAX_BYTES  (4 * 1024 * 1024)

struct _TfLaw
{
  gatomicrefcount  refs;
  GFile           *file;           /* where it was read, for other languages */
  GStringChunk    *pool;           /* every text of the catalogue, once */

  const char      *id;
  const char      *act;
  const char      *act_title;
  const char      *act_reference;
  const char      *act_eli;
  const char      *version;
  const char      *checked;
  const char      *language;

  GPtrArray       *entries;        /* owned, in the order of the file */
  GPtrArray       *conditions;     /* owned, in the order of the file */
  GPtrArray       *lists[TF_LAW_N_KINDS];
  GPtrArray       *untranslated;
  GHashTable      *entries_by_id;
  GHashTable      *conditions_by_id;

  GOnce            index_once;
  GPtrArray       *index;          /* folded texts for the search, made on first use */
};

TfLaw    *tf_law_new           (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean  tf_law_read_document (TfLaw       *self,
                                GFile       *file,
                                GFile       *translation,
                                GError     **error);

xmlDoc     *tf_law_open_document  (GFile         *file,
                                   const char    *schema,
                                   const char    *name,
                                   const char    *root,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_law_node_is        (const xmlNode *node,
                                   const char    *name);
xmlNode    *tf_law_node_find      (xmlNode       *node,
                                   const char    *name,
                                   guint          index);
const char *tf_law_node_keep_text (xmlNode       *node,
                                   GStringChunk  *pool);
const char *tf_law_node_keep      (xmlNode       *node,
                                   GStringChunk  *pool,
                                   const char    *attribute);
GFile      *tf_law_find_translation (GFile       *file,
                                   const char    *language) G_GNUC_WARN_UNUSED_RESULT;
void      tf_law_set_invalid   (GError     **error,
                                const char  *name,
                                int          line,
                                const char  *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
