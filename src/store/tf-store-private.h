/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-connection.h"
#include "tf-lock.h"
#include "tf-store.h"

G_BEGIN_DECLS

/* A change that is on its way: in the log, not yet committed. */
typedef struct
{
  TfRecord *record;
  char     *field;
  char     *before;
} TfPending;

struct _TfStore
{
  GObject       parent_instance;

  char         *path;
  TfConnection *connection;
  TfLock       *lock;          /* NULL: read only */
  char         *author;
  TfClockFunc   clock;
  gpointer      clock_data;

  GHashTable   *live;          /* id → TfRecord that somebody holds, unowned */

  /* The step under way */
  guint         depth;
  char         *action;
  const char   *mode;
  gint64        target;
  gint64        step;
  GPtrArray    *pending;
  GHashTable   *dirty;         /* records whose row is older than they are */

  /* The end of the log */
  gint64        last_step;
  gint64        last_seq;
  char         *last_hash;
  gint64        kept_seq;      /* what both were before the step under way */
  char         *kept_hash;
  GArray       *undo_steps;    /* gint64 */
  GArray       *redo_steps;
  char         *undo_action;
  char         *redo_action;
};

TfRecord *tf_store_take_row          (TfStore      *self,
                                      TfStatement  *statement,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void      tf_store_remember          (TfStore      *self,
                                      TfRecord     *record);
void      tf_store_forget_live       (TfStore      *self);
gboolean  tf_store_apply             (TfStore      *self,
                                      TfRecord     *record,
                                      const char   *field,
                                      const char   *before,
                                      const char   *after,
                                      GError      **error);
gboolean  tf_store_write_dirty       (TfStore      *self,
                                      GError      **error);
gboolean  tf_store_is_there          (TfStore      *self,
                                      const char   *id,
                                      gboolean     *there,
                                      GError      **error);
char     *tf_store_dup_identity      (TfRecord     *record) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *tf_store_new_pending      (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean  tf_store_begin_mode        (TfStore      *self,
                                      const char   *action,
                                      const char   *mode,
                                      gint64        target,
                                      GError      **error);

gboolean  tf_store_append_change     (TfStore      *self,
                                      TfRecord     *record,
                                      const char   *field,
                                      const char   *before,
                                      const char   *after,
                                      GError      **error);
char     *tf_change_compute_hash     (const TfChange *change,
                                      const char   *previous) G_GNUC_WARN_UNUSED_RESULT;
TfChange *tf_change_take_row         (TfStatement  *statement) G_GNUC_WARN_UNUSED_RESULT;
gboolean  tf_store_load_history      (TfStore      *self,
                                      GError      **error);
void      tf_store_note_step         (TfStore      *self);
gboolean  tf_store_is_last_step      (TfStore      *self,
                                      const char   *action);
gboolean  tf_store_index_record      (TfStore      *self,
                                      TfRecord     *record,
                                      GError      **error);
void      tf_store_sweep_incoming    (TfStore      *self);
gboolean  tf_store_require_writable  (TfStore      *self,
                                      GError      **error);

#define TF_CHANGE_COLUMNS \
  "seq, step, at, who, action, mode, target, record, field, before, after, hash"
#define TF_RECORD_COLUMNS "id, kind, parent, key, removed, fields"

/* A record that was put aside takes what lives under it along, whose own rows do not change. Both
 * of these find that out, and end even where a damaged library has records above themselves.
 *
 * For a query that looks at few records: whether the row of "record" is there, going up from it. */
#define TF_RECORD_IS_THERE                                                                    \
  "record.removed = 0 AND NOT EXISTS ("                                                       \
  "WITH RECURSIVE above (parent, removed) AS ("                                               \
  "SELECT parent, removed FROM record AS r WHERE r.id = record.parent UNION "                 \
  "SELECT r.parent, r.removed FROM record AS r JOIN above ON r.id = above.parent) "           \
  "SELECT 1 FROM above WHERE removed = 1)"

/* For a query across the library: everything that is gone, found in one walk from the top down. */
#define TF_WITH_GONE                                                                          \
  "WITH RECURSIVE gone (id) AS (SELECT id FROM record WHERE removed = 1 UNION "               \
  "SELECT record.id FROM record JOIN gone ON record.parent = gone.id) "

G_END_DECLS
