/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-language.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define TF_RECORD_ERROR (tf_record_error_quark ())
GQuark tf_record_error_quark (void);

typedef enum {
  TF_RECORD_ERROR_INVALID,        /* a value does not fit its field */
  TF_RECORD_ERROR_UNKNOWN_FIELD,
  TF_RECORD_ERROR_UNKNOWN_KIND,
} TfRecordError;

typedef enum {
  TF_FIELD_LINE,       /* one line of text */
  TF_FIELD_PARAGRAPH,  /* plain text of several lines */
  TF_FIELD_TEXT,       /* formatted text, as XML */
  TF_FIELD_DATE,       /* 2027-12-11 */
  TF_FIELD_TIME,       /* 2027-12-11T10:14:00Z, always UTC */
  TF_FIELD_BOOLEAN,    /* "yes", "no", or "" for not answered */
  TF_FIELD_CHOICE,
  TF_FIELD_REFERENCE,  /* identifier of another record */
  TF_FIELD_INTEGER,    /* not negative, decimal */
  TF_FIELD_LINES,      /* several lines, each a value */
  TF_FIELD_HASH,       /* SHA-256, 64 hexadecimal digits, lower case */
  TF_FIELD_OBJECT,     /* SHA-256 of bytes that the library keeps */
} TfFieldType;

/* Labels and help are in the language of the program; "name" is a label as it is written, in
 * English, to be translated into others. */
typedef struct
{
  const char *id;
  const char *name;
  const char *label;
} TfChoice;

/* The description of one field. Strings live as long as the program; absent is "". */
typedef struct
{
  const char     *id;
  TfFieldType     type;
  const char     *name;
  const char     *label;
  const char     *help;
  const char     *law;       /* entry of the law catalogue that asks for the field, or "" */
  const char     *to;        /* TF_FIELD_REFERENCE: kind it points to */
  const TfChoice *choices;   /* TF_FIELD_CHOICE */
  guint           n_choices;
  gboolean        required;
  gboolean        fixed;     /* given once, when the record is added */
  gboolean        search;
  gboolean        wanted;    /* a complete file answers it */
  gboolean        derived;   /* the law asks for it on our own reading only */
  gboolean        content;   /* an approval covers it */
  const char     *initial;   /* value that a record starts with, or "" */
  gboolean        inherit;   /* FALSE: a new release starts without it */
  const char     *group;     /* group of shared fields that it comes from, or "" */
} TfField;

/* The description of one record kind. */
typedef struct _TfKind TfKind;
struct _TfKind
{
  const char    *id;
  const char    *name;
  const char    *label;
  const char    *plural;
  const TfKind  *parent;     /* NULL at the top of the library */
  const TfField *title;      /* field that names a record, or NULL */
  const TfField *of;         /* field that names the point or record it belongs to, or NULL */
  const TfField *fields;
  guint          n_fields;
  gboolean       keyed;      /* named by a point of the law, one per parent */
  gboolean       undo;       /* FALSE: made once, never undone */
  gboolean       inherit;    /* FALSE: a new release does not take it over */
  const char    *made_by;    /* command that makes it, or "" where people do */
  const char    *place;      /* page of the window, or "" */
};

const TfKind *const *tf_kind_list         (guint          *n_kinds);
const TfKind        *tf_kind_lookup       (const char     *id);
const TfField       *tf_kind_lookup_field (const TfKind   *self,
                                           const char     *id);
gboolean             tf_kind_is_below     (const TfKind   *self,
                                           const TfKind   *ancestor);
gboolean             tf_kind_uses         (const TfKind   *self,
                                           const char     *group);
gboolean             tf_kind_has_content  (const TfKind   *self);
gboolean             tf_kind_is_answer    (const TfKind   *self);

const char          *tf_kind_get_label_in         (const TfKind      *self,
                                                   const TfLanguage  *language);
const char          *tf_field_get_label_in        (const TfField     *self,
                                                   const TfLanguage  *language);
const char          *tf_field_get_choice_label    (const TfField     *self,
                                                   const char        *choice);
const char          *tf_field_get_choice_label_in (const TfField     *self,
                                                   const char        *choice,
                                                   const TfLanguage  *language);
const char          *tf_field_type_to_string   (TfFieldType     type);
gboolean             tf_field_check            (const TfField  *self,
                                                const char     *value,
                                                GError        **error);

G_END_DECLS
