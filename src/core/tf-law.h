/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define TF_LAW_NAMESPACE "https://techfile.github.io/ns/law/1"

#define TF_LAW_ERROR (tf_law_error_quark ())
GQuark tf_law_error_quark (void);

typedef enum {
  TF_LAW_ERROR_INVALID,
} TfLawError;

typedef enum {
  TF_LAW_FAMILY,       /* one of the eight evidence families */
  TF_LAW_SLOT,         /* a point of the documentation */
  TF_LAW_ELEMENT,      /* one thing that a point of the documentation names */
  TF_LAW_REQUIREMENT,  /* an essential requirement */
  TF_LAW_LIMB,         /* one duty inside an essential requirement */
  TF_LAW_MEASURE,      /* a typical measure that meets a limb */
  TF_LAW_PROOF,        /* a typical proof of a limb */
  TF_LAW_INSTRUCTION,  /* a point of the instructions */
  TF_LAW_DECLARATION,  /* content of the EU declaration of conformity */
  TF_LAW_SIMPLIFIED,   /* content of the simplified declaration */
} TfLawKind;

/* May a person claim that the entry does not apply? */
typedef enum {
  TF_LAW_EXEMPTION_NEVER,      /* always applies */
  TF_LAW_EXEMPTION_REASON,     /* may be claimed, with a justification */
  TF_LAW_EXEMPTION_CONDITION,  /* only while the entry's condition does not hold */
} TfLawExemption;

/* How far the fact behind an entry is verified. Only unmarked law may block. */
typedef enum {
  TF_LAW_MARK_NONE,
  TF_LAW_MARK_GUIDANCE,    /* Commission guidance or FAQ: read, not binding */
  TF_LAW_MARK_DERIVED,     /* our own reading of cited rules */
  TF_LAW_MARK_SECONDARY,   /* only a secondary source was available */
  TF_LAW_MARK_UNVERIFIED,
} TfLawMark;

typedef struct _TfLaw          TfLaw;
typedef struct _TfLawEntry     TfLawEntry;
typedef struct _TfLawCondition TfLawCondition;
typedef struct _TfLawNote      TfLawNote;

/* A fact of the release or product that switches entries on. */
struct _TfLawCondition
{
  const char *id;
  const char *text;    /* the condition as a clause: "the product contains hardware" */
  const char *kind;    /* record kind and field that hold the answer, or "" where a person judges */
  const char *field;
  const char *value;   /* the answer under which the condition holds */
};

/* A fact beside an entry that rests on less than the act itself. */
struct _TfLawNote
{
  TfLawMark   mark;    /* never TF_LAW_MARK_NONE */
  const char *source;  /* "CG 164", "FAQ 4.1.3", or the rules that a reading is derived from */
  const char *text;
};

/* One entry of the catalogue. Strings are owned by the catalogue, never NULL; absent is "". */
struct _TfLawEntry
{
  TfLawKind             kind;
  const char           *id;         /* stable: "2b.sbom", "I.2.c.automatic" */
  const char           *number;     /* as people write it: "2(b)", "Part I (2)(c)" */
  const char           *citation;   /* exact: "Annex VII point 2(b)" */
  TfLawMark             mark;
  const char           *source;     /* what a marked fact rests on: "CG 164", "FAQ 4.1.3" */
  const char           *title;
  const char           *summary;    /* what the point asks, in plain words */
  const char           *belongs;    /* guidance: what belongs here */
  const char           *looks;      /* guidance: what a notified body looks for */
  const char           *example;    /* guidance: an example */
  const char           *wording;    /* prescribed wording of the law, in English, or "" */
  const TfLawCondition *condition;  /* NULL: unconditional */
  TfLawExemption        exemption;
  gboolean              deviation;  /* a tailor-made product may deviate here */
  const char           *deviation_text;
  gboolean              on_request; /* due only on request of an authority */
  gboolean              after_dossier; /* made only after the dossier went to a notified body */
  GPtrArray            *notes;      /* (element-type TfLawNote), marked facts beside this entry */
  const TfLawEntry     *point;      /* the slot that holds the answer to what is answered nowhere
                                     * else, such as a point of the instructions, or NULL */
  TfLawEntry           *parent;     /* NULL at the top */
  GPtrArray            *children;   /* (element-type TfLawEntry), in the order of the law */
};

#define TF_TYPE_LAW (tf_law_get_type ())
GType                 tf_law_get_type           (void) G_GNUC_CONST;

TfLaw                *tf_law_new_builtin        (const char          *language)
                                                 G_GNUC_WARN_UNUSED_RESULT;
TfLaw                *tf_law_load               (GFile               *file,
                                                 const char          *language,
                                                 GError             **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;
TfLaw                *tf_law_translate          (TfLaw               *self,
                                                 const char          *language,
                                                 GError             **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;
TfLaw                *tf_law_ref                (TfLaw               *self)
                                                 G_GNUC_WARN_UNUSED_RESULT;
void                  tf_law_unref              (TfLaw               *self);

const char           *tf_law_get_id             (TfLaw               *self);
const char           *tf_law_get_act            (TfLaw               *self);
const char           *tf_law_get_act_title      (TfLaw               *self);
const char           *tf_law_get_act_reference  (TfLaw               *self);
const char           *tf_law_get_act_eli        (TfLaw               *self);
const char           *tf_law_get_version        (TfLaw               *self);
const char           *tf_law_get_checked        (TfLaw               *self);
const char           *tf_law_get_language       (TfLaw               *self);

const TfLawEntry     *tf_law_lookup             (TfLaw               *self,
                                                 const char          *id);
GPtrArray            *tf_law_list               (TfLaw               *self,
                                                 TfLawKind            kind);
const TfLawCondition *tf_law_lookup_condition   (TfLaw               *self,
                                                 const char          *id);
GPtrArray            *tf_law_list_conditions    (TfLaw               *self);
GPtrArray            *tf_law_list_untranslated  (TfLaw               *self);
GPtrArray            *tf_law_search             (TfLaw               *self,
                                                 const char          *text)
                                                 G_GNUC_WARN_UNUSED_RESULT;
const char           *tf_law_kind_to_string     (TfLawKind            kind);
const char           *tf_law_entry_get_record_kind (const TfLawEntry *entry);
char                 *tf_law_entry_dup_heading  (const TfLawEntry    *entry)
                                                 G_GNUC_WARN_UNUSED_RESULT;
const char           *tf_law_mark_to_string     (TfLawMark            mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfLaw, tf_law_unref)

G_END_DECLS
