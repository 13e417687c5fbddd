/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-record-tree.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* A file that the tree takes in. The last three are known once its bytes are in a library. */
typedef struct
{
  char    *path;       /* relative to the folder of the tree */
  int      line;       /* where the tree first names it */
  char    *sha256;     /* or NULL */
  guint64  size;
  char    *media_type;
} TfTreeFile;

/* A record of the tree. */
typedef struct
{
  const TfKind *kind;
  int           line;
  guint         parent;  /* index of the node it lives under, or TF_TREE_TOP */
  char         *key;     /* or "" */
  char         *name;    /* by which later fields refer to it, or "" */
  TfTreeFile   *file;    /* unowned, or NULL */
  GPtrArray    *values;  /* fields and their values, in turn; references as "#name" */
} TfTreeNode;

#define TF_TREE_TOP G_MAXUINT

struct _TfRecordTree
{
  GFile      *source;
  char       *display;   /* name of the source, for messages */
  char       *id;
  char       *language;
  char       *version;
  char       *title;
  char       *summary;
  char       *hint;
  GPtrArray  *nodes;     /* TfTreeNode, every one after the node it lives under */
  GPtrArray  *files;     /* TfTreeFile */
  GHashTable *pictures;  /* what stands for a picture in a text → its TfTreeFile */
};

gboolean tf_record_tree_read      (TfRecordTree      *self,
                                   GBytes            *xml,
                                   const TfLanguage  *language,
                                   GError           **error);
void     tf_record_tree_translate (xmlDoc            *document,
                                   const TfLanguage  *language);
gboolean tf_record_tree_fail      (TfRecordTree      *self,
                                   int                line,
                                   GError           **error,
                                   const char        *format,
                                   ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
