/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-record-tree-private.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* What is known while a file is read. */
typedef struct
{
  TfRecordTree  *tree;
  GHashTable    *names;  /* name → index of its node + 1 */
  GHashTable    *keys;   /* "parent/kind/key", each given once */
  GHashTable    *paths;  /* path → TfTreeFile, unowned */
  GError       **error;
} TfTreeReader;

#define tf_tree_fail(reader, node, ...) \
  tf_record_tree_fail ((reader)->tree, (int) xmlGetLineNo (node), (reader)->error, __VA_ARGS__)

gboolean    tf_tree_reader_fail_element     (TfTreeReader       *reader,
                                             xmlNode            *node);
gboolean    tf_tree_reader_check_attributes (TfTreeReader       *reader,
                                             xmlNode            *node,
                                             const char *const  *allowed);
gboolean    tf_tree_reader_next_element     (TfTreeReader       *reader,
                                             xmlNode           **node);
char       *tf_tree_reader_read_characters  (TfTreeReader       *reader,
                                             xmlNode            *element) G_GNUC_WARN_UNUSED_RESULT;
TfTreeFile *tf_tree_reader_note_file        (TfTreeReader       *reader,
                                             xmlNode            *node,
                                             const char         *path);
gboolean    tf_tree_reader_read_field       (TfTreeReader       *reader,
                                             TfTreeNode         *node,
                                             xmlNode            *element);

gboolean    tf_tree_node_is_in              (xmlNode            *node,
                                             const char         *ns,
                                             const char         *name);
gboolean    tf_tree_node_is_text            (xmlNode            *node);
char       *tf_tree_node_dup_attribute      (xmlNode            *node,
                                             const char         *name) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_tree_node_unwrap             (const char         *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_tree_node_is_given           (TfTreeNode         *node,
                                             const char         *field);

G_END_DECLS
