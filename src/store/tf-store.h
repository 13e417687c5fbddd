/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-page-text.h"
#include "tf-progress.h"
#include "tf-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TF_STORE_ERROR (tf_store_error_quark ())
GQuark tf_store_error_quark (void);

typedef enum {
  TF_STORE_ERROR_FAILED,
  TF_STORE_ERROR_FULL,       /* no room on the disk */
  TF_STORE_ERROR_READ_ONLY,  /* the folder, or this way of opening it */
  TF_STORE_ERROR_BUSY,       /* somebody else is writing */
  TF_STORE_ERROR_DAMAGED,
  TF_STORE_ERROR_NEWER,      /* made by a newer program */
  TF_STORE_ERROR_NOT_FOUND,
  TF_STORE_ERROR_EXISTS,
  TF_STORE_ERROR_REFUSED,    /* the change breaks a rule of the records */
} TfStoreError;

#define TF_TYPE_STORE (tf_store_get_type ())
G_DECLARE_FINAL_TYPE (TfStore, tf_store, TF, STORE, GObject)

/* One row of the change log. */
typedef struct
{
  gint64  seq;
  gint64  step;
  char   *at;      /* UTC */
  char   *who;
  char   *action;
  char   *mode;    /* "do", "fix", "undo", "redo" */
  gint64  target;
  char   *record;
  char   *field;   /* "" where the record itself was added, removed or brought back */
  char   *before;
  char   *after;
  char   *hash;
} TfChange;

/* One place where a search found its words. */
typedef struct
{
  char *record;    /* record that holds them, or "" */
  char *kind;
  char *title;
  char *snippet;   /* the words around, found ones between U+2068 and U+2069 */
  char *object;    /* SHA-256 of the file that holds them, or "" */
  guint page;      /* page of that file, from 1; 0 for none */
} TfHit;

/* Something that a check of the library found wrong. */
typedef struct
{
  char *place;     /* record, object or table */
  char *message;
} TfProblem;

typedef gint64 (*TfClockFunc) (gpointer user_data);

/* Opening */
char       *tf_store_dup_default_path  (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_store_exists            (const char     *path);
gboolean    tf_store_check_exists      (const char     *path,
                                        GError        **error);
TfStore    *tf_store_create            (const char     *path,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
TfStore    *tf_store_open              (const char     *path,
                                        gboolean        writable,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
const char *tf_store_get_path          (TfStore        *self);
gboolean    tf_store_is_writable       (TfStore        *self);
void        tf_store_set_author        (TfStore        *self,
                                        const char     *author);
const char *tf_store_get_author        (TfStore        *self);
void        tf_store_set_clock         (TfStore        *self,
                                        TfClockFunc     clock,
                                        gpointer        user_data);
char       *tf_store_dup_now           (TfStore        *self) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_store_dup_last_change   (TfStore        *self,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Records */
TfRecord   *tf_store_get               (TfStore        *self,
                                        const char     *id,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
TfRecord   *tf_store_find              (TfStore        *self,
                                        const char     *kind,
                                        const char     *parent,
                                        const char     *key,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_store_list              (TfStore        *self,
                                        const char     *kind,
                                        const char     *parent,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_store_list_naming       (TfStore        *self,
                                        const char     *sha256,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_store_list_below        (TfStore        *self,
                                        const char     *ancestor,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_store_list_two_below    (TfStore        *self,
                                        const char     *kind,
                                        const char     *between,
                                        const char     *ancestor,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gint64      tf_store_get_number        (TfStore        *self,
                                        const char     *id);
gint64      tf_store_count             (TfStore        *self,
                                        const char     *kind,
                                        const char     *parent,
                                        GError        **error);

/* Changes */
gboolean    tf_store_begin             (TfStore        *self,
                                        const char     *action,
                                        GError        **error);
gboolean    tf_store_begin_more        (TfStore        *self,
                                        const char     *action,
                                        GError        **error);
gboolean    tf_store_commit            (TfStore        *self,
                                        GError        **error);
void        tf_store_roll_back         (TfStore        *self);
TfRecord   *tf_store_add               (TfStore            *self,
                                        const char         *kind,
                                        const char         *parent,
                                        const char         *key,
                                        const char *const  *values,
                                        GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_store_set               (TfStore        *self,
                                        TfRecord       *record,
                                        const char     *field,
                                        const char     *value,
                                        GError        **error);
gboolean    tf_store_remove            (TfStore        *self,
                                        TfRecord       *record,
                                        GError        **error);

/* History */
const char *tf_store_get_undo_action   (TfStore        *self);
const char *tf_store_get_redo_action   (TfStore        *self);
gboolean    tf_store_undo              (TfStore        *self,
                                        GError        **error);
gboolean    tf_store_redo              (TfStore        *self,
                                        GError        **error);
GPtrArray  *tf_store_list_changes      (TfStore        *self,
                                        const char     *below,
                                        gint64          after,
                                        guint           limit,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_store_list_authors      (TfStore        *self,
                                        TfRecord       *record,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_store_list_last_changes (TfStore        *self,
                                        const char     *below,
                                        gint64          after,
                                        guint           limit,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Objects: bytes under their SHA-256. Callable from any thread. */
gboolean    tf_store_take_file         (TfStore        *self,
                                        GFile          *file,
                                        TfProgressFunc  progress,
                                        gpointer        user_data,
                                        GCancellable   *cancellable,
                                        char          **sha256,
                                        guint64        *size,
                                        GError        **error);
char       *tf_store_take_bytes        (TfStore        *self,
                                        GBytes         *bytes,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
char       *tf_store_dup_object_path   (TfStore        *self,
                                        const char     *sha256) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_store_check_object      (TfStore        *self,
                                        const char     *sha256,
                                        GCancellable   *cancellable,
                                        GError        **error);
GBytes     *tf_store_load_object       (TfStore        *self,
                                        const char     *sha256,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_store_check_target      (TfStore        *self,
                                        GFile          *target,
                                        GError        **error);
gboolean    tf_store_hand_out          (TfStore        *self,
                                        const char     *sha256,
                                        GFile          *target,
                                        GCancellable   *cancellable,
                                        GError        **error);
gboolean    tf_store_copy_object       (TfStore        *self,
                                        const char     *sha256,
                                        int             fd,
                                        GCancellable   *cancellable,
                                        GError        **error);
GPtrArray  *tf_store_list_objects      (TfStore        *self,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Search */
GPtrArray  *tf_store_search            (TfStore        *self,
                                        const char     *text,
                                        guint           limit,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *tf_store_list_unread       (TfStore        *self,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_store_add_content       (TfStore        *self,
                                        const char     *sha256,
                                        GPtrArray      *pages,
                                        const char     *problem,
                                        gboolean       *complete,
                                        GError        **error);

/* Care */
GPtrArray  *tf_store_check             (TfStore        *self,
                                        TfProgressFunc  progress,
                                        gpointer        user_data,
                                        GCancellable   *cancellable,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    tf_store_copy_database     (TfStore        *self,
                                        const char     *path,
                                        GError        **error);

void        tf_change_free             (TfChange       *self);
void        tf_hit_free                (TfHit          *self);
void        tf_problem_free            (TfProblem      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfChange, tf_change_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfHit, tf_hit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfProblem, tf_problem_free)

G_END_DECLS
