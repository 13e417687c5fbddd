/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-finding.h"

#include "tf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum {
  RULE_UNANSWERED,
  RULE_MISSING,
  RULE_DRAFT,
  RULE_TO_CONFIRM,
  RULE_LAPSED,
  RULE_CONDITION,
  RULE_REASON,
  RULE_EXEMPTION,
  RULE_PROOF,
  RULE_EXPIRED,
  RULE_REVIEW,
  RULE_SUPERSEDED,
  RULE_PICTURE,
  RULE_PLACEHOLDER,
  RULE_OVERDUE,
} Rule;

#define B TF_SEVERITY_BLOCKS
#define S TF_SEVERITY_SHOULD
#define H TF_SEVERITY_HINT

/* What each rule means for a draft, a dossier and a final issue. */
static const struct
{
  const char *id;
  TfSeverity  severity[TF_N_PURPOSES];
} rules[] = {
  [RULE_UNANSWERED]  = { "unanswered",  { H, S, B } },
  [RULE_MISSING]     = { "missing",     { S, B, B } },
  [RULE_DRAFT]       = { "draft",       { H, S, B } },
  [RULE_TO_CONFIRM]  = { "to-confirm",  { H, S, B } },
  [RULE_LAPSED]      = { "lapsed",      { H, S, S } },
  [RULE_CONDITION]   = { "condition",   { H, S, B } },
  [RULE_REASON]      = { "reason",      { S, B, B } },
  [RULE_EXEMPTION]   = { "exemption",   { S, B, B } },
  [RULE_PROOF]       = { "proof",       { H, S, S } },
  [RULE_EXPIRED]     = { "expired",     { S, S, S } },
  [RULE_REVIEW]      = { "review",      { H, H, H } },
  [RULE_SUPERSEDED]  = { "superseded",  { H, S, S } },
  [RULE_PICTURE]     = { "picture",     { H, S, S } },
  [RULE_PLACEHOLDER] = { "placeholder", { H, S, S } },
  [RULE_OVERDUE]     = { "overdue",     { H, H, H } },
};

#undef B
#undef S
#undef H

static const struct
{
  const char *id;
  const char *label;
} severities[] = {
  [TF_SEVERITY_BLOCKS] = { "blocks", N_("Blocks") },
  [TF_SEVERITY_SHOULD] = { "should", N_("Should Be Fixed") },
  [TF_SEVERITY_HINT]   = { "hint", N_("Hint") },
}, purposes[] = {
  [TF_PURPOSE_DRAFT]   = { "draft", N_("Draft") },
  [TF_PURPOSE_DOSSIER] = { "dossier", N_("Dossier") },
  [TF_PURPOSE_FINAL]   = { "final", N_("Final") },
};

typedef struct
{
  TfDossier        *dossier;
  const TfLanguage *language;  /* of the sentences */
  TfPurpose         purpose;
  const GDate      *today;
  GPtrArray        *findings;
  GHashTable       *judged;    /* revisions whose dates were looked at: one may prove many points */
  GHashTable       *asked;     /* records whose wanted fields were looked at */
} Check;

/* Only law without a mark may block. */
static TfSeverity
get_severity (Check            *check,
              Rule              rule,
              const TfLawEntry *law)
{
  TfSeverity severity = rules[rule].severity[check->purpose];

  if (law != NULL && law->after_dossier && check->purpose == TF_PURPOSE_DOSSIER)
    return TF_SEVERITY_HINT;
  if (severity == TF_SEVERITY_BLOCKS && (law == NULL || law->mark != TF_LAW_MARK_NONE))
    return TF_SEVERITY_SHOULD;

  return severity;
}

static TfFinding *
add (Check            *check,
     Rule              rule,
     const TfLawEntry *law,
     const char       *kind,
     TfRecord         *record,
     const char       *field,
     char             *message)
{
  TfFinding *finding = g_new0 (TfFinding, 1);

  finding->rule = g_strdup (rules[rule].id);
  finding->severity = get_severity (check, rule, law);
  finding->citation = g_strdup (law != NULL ? law->citation : "");
  finding->subject = g_strdup (law != NULL ? law->id : "");
  finding->kind = g_strdup (kind);
  finding->record = g_strdup (record != NULL ? tf_record_get_id (record) : "");
  finding->field = g_strdup (field);
  finding->message = message;
  g_ptr_array_add (check->findings, finding);

  return finding;
}

static const TfLawEntry *
lookup_law (Check      *check,
            const char *id)
{
  return *id != '\0' ? tf_law_lookup (tf_dossier_get_law (check->dossier), id) : NULL;
}

static void
add_unanswered (Check         *check,
                TfRecord      *record,
                const TfField *field)
{
  const TfKind *kind = tf_record_get_kind (record);
  TfFinding *finding;

  finding = add (check, RULE_UNANSWERED, lookup_law (check, field->law), kind->id, record,
                 field->id,
                 /* Translators: a kind of record, its name, and the name of a field */
                 g_strdup_printf (L_ (check->language, "%s “%s”: “%s” is not answered."),
                                  tf_kind_get_label_in (kind, check->language),
                                  tf_record_get_title (record),
                                  tf_field_get_label_in (field, check->language)));
  if (field->derived && finding->severity == TF_SEVERITY_BLOCKS)
    finding->severity = TF_SEVERITY_SHOULD;
}

/* Whom a wanted field names, such as the manufacturer, the file has to be complete about, too. */
static void
check_wanted (Check    *check,
              TfRecord *record)
{
  const TfKind *kind = tf_record_get_kind (record);

  if (!g_hash_table_add (check->asked, record))
    return;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const TfField *field = &kind->fields[i];
      const char *value = tf_record_get (record, field->id);
      TfRecord *named = field->type == TF_FIELD_REFERENCE
                          ? tf_dossier_lookup (check->dossier, value) : NULL;

      if (!field->wanted)
        continue;
      if (*value == '\0')
        add_unanswered (check, record, field);
      else if (named != NULL)
        check_wanted (check, named);
    }
}

static void
check_condition (Check            *check,
                 const TfLawEntry *entry)
{
  const TfLawCondition *condition = entry->condition;
  TfRecord *record = condition != NULL
                       ? tf_condition_find_record (check->dossier, condition) : NULL;

  if (record == NULL || tf_condition_answer (check->dossier, condition) != TF_ANSWER_UNKNOWN)
    return;

  add (check, RULE_CONDITION, entry, condition->kind, record, condition->field,
       /* Translators: number and title of a point of the law, then a clause such as "the product
        * contains hardware" */
       g_strdup_printf (L_ (check->language, "%s %s depends on whether %s. Answer that first."),
                        entry->number, entry->title, condition->text));
}

static void
check_state (Check            *check,
             const TfLawEntry *entry,
             TfRecord         *record,
             TfState           state)
{
  static const struct
  {
    TfState     state;
    Rule        rule;
    const char *message;
  } cases[] = {
    { TF_STATE_MISSING,    RULE_MISSING,    N_("%s %s: nothing is there yet.") },
    { TF_STATE_DRAFT,      RULE_DRAFT,      N_("%s %s is a draft. Finish it and mark it ready.") },
    { TF_STATE_TO_CONFIRM, RULE_TO_CONFIRM,
      N_("%s %s comes from an earlier release. Confirm that it still holds.") },
    { TF_STATE_LAPSED,     RULE_LAPSED,
      N_("%s %s has changed since it was approved. Have it approved again.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].state == state)
      {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        add (check, cases[i].rule, entry, tf_law_entry_get_record_kind (entry), record, "state",
             g_strdup_printf (L_ (check->language, cases[i].message), entry->number, entry->title));
#pragma GCC diagnostic pop
      }
}

static void
check_work (Check            *check,
            const TfLawEntry *entry,
            TfRecord         *record,
            const char       *name)
{
  g_autofree char *day = NULL;
  GDate due;

  if (!tf_state_is_work (check->dossier, record) || !tf_record_get_date (record, "due", &due) ||
      g_date_compare (&due, check->today) >= 0)
    return;

  day = tf_language_dup_date (check->language, tf_record_get (record, "due"));
  add (check, RULE_OVERDUE, entry, tf_record_get_kind (record)->id, record, "due",
       /* Translators: number and title of a point of the law, or the name of a record; then a
        * date */
       g_strdup_printf (L_ (check->language, "%s was due on %s."), name, day));
}

static gboolean
lacks_description (const TfTextBlock *block)
{
  return block->kind == TF_TEXT_IMAGE && *block->alternative == '\0';
}

/* One finding for each picture of a text that those who cannot see it are told nothing about. */
static void
check_pictures (Check            *check,
                const TfLawEntry *entry,
                TfRecord         *record,
                const TfField    *field,
                const char       *name,
                TfText           *text)
{
  for (guint i = 0; i < tf_text_get_n_blocks (text); i++)
    if (lacks_description (tf_text_get_block (text, i)))
      add (check, RULE_PICTURE, entry, tf_record_get_kind (record)->id, record, field->id,
           /* Translators: number and title of a point of the law, or the name of a record */
           g_strdup_printf (L_ (check->language,
                                 "%s: a picture has no description for those who cannot see it."),
                             name));
}

/* What a template leaves to be written stands in brackets, in words: “[name of the port]”. A
 * reference such as “[1]” or “[EN 18031]” has no small letter. */
static char *
find_placeholder (const char *plain)
{
  const char *start = NULL;
  gboolean in_words = FALSE;

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '[' || *p == '\n')
        {
          start = *p == '[' ? p : NULL;
          in_words = FALSE;
        }
      else if (*p == ']' && start != NULL && in_words)
        return g_strndup (start, p + 1 - start);
      else if (g_unichar_islower (g_utf8_get_char (p)))
        in_words = TRUE;
    }

  return NULL;
}

/* A text that is given out as finished, and in which the template still asks for something. */
static void
check_placeholder (Check            *check,
                   const TfLawEntry *entry,
                   TfRecord         *record,
                   const TfField    *field,
                   const char       *name,
                   TfText           *text)
{
  g_autofree char *plain = tf_text_dup_plain (text);
  g_autofree char *placeholder = find_placeholder (plain);

  if (placeholder != NULL)
    add (check, RULE_PLACEHOLDER, entry, tf_record_get_kind (record)->id, record, field->id,
         /* Translators: number and title of a point of the law, or the name of a record; then
          * what stands in its text, in brackets */
         g_strdup_printf (L_ (check->language,
                              "%s: “%s” still waits to be replaced. Write what belongs there, or "
                              "delete it."),
                          name, placeholder));
}

static void
check_texts (Check            *check,
             const TfLawEntry *entry,
             TfRecord         *record,
             const char       *name,
             TfState           state)
{
  const TfKind *kind = tf_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const TfField *field = &kind->fields[i];
      g_autoptr(TfText) text = NULL;

      if (field->type == TF_FIELD_TEXT && *tf_record_get (record, field->id) != '\0')
        text = tf_text_new_from_xml (tf_record_get (record, field->id), NULL);
      if (text == NULL)
        continue;

      check_pictures (check, entry, record, field, name, text);
      if (state == TF_STATE_READY || state == TF_STATE_APPROVED)
        check_placeholder (check, entry, record, field, name, text);
    }
}

/* “Not applicable” is claimed where the law does not allow it. */
static void
check_exemption (Check            *check,
                 const TfLawEntry *entry,
                 TfRecord         *record)
{
  if (record == NULL || strcmp (tf_record_get (record, "applicable"), "no") != 0)
    return;

  if (entry->exemption == TF_LAW_EXEMPTION_NEVER)
    add (check, RULE_EXEMPTION, entry, tf_record_get_kind (record)->id, record, "reason",
         g_strdup_printf (L_ (check->language,
                              "%s %s applies to every product. “Not applicable” cannot be claimed "
                              "here."),
                          entry->number, entry->title));
  else if (entry->condition != NULL &&
           tf_condition_answer (check->dossier, entry->condition) == TF_ANSWER_YES)
    add (check, RULE_EXEMPTION, entry, tf_record_get_kind (record)->id, record, "applicable",
         /* Translators: number and title of a point of the law, then a clause such as "the product
          * contains hardware" */
         g_strdup_printf (L_ (check->language,
                              "%s %s applies, because %s. “Not applicable” cannot be claimed "
                              "here."),
                          entry->number, entry->title, entry->condition->text));
}

static void
check_reason (Check            *check,
              const TfLawEntry *entry,
              TfRecord         *record)
{
  const char *kind = tf_law_entry_get_record_kind (entry);

  if (!tf_state_is_denied (check->dossier, entry) ||
      (record != NULL && *tf_record_get (record, "reason") != '\0'))
    return;

  add (check, RULE_REASON, entry, kind, record, "reason",
       g_strdup_printf (L_ (check->language,
                            "%s %s is marked as not applicable. Give a clear reason."),
                        entry->number, entry->title));
}

static void
check_proof (Check            *check,
             const TfLawEntry *entry,
             TfRecord         *record,
             TfState           state)
{
  g_autoptr(GPtrArray) links = tf_dossier_list_links (check->dossier, entry->id);

  if (links->len > 0 || (state != TF_STATE_READY && state != TF_STATE_APPROVED))
    return;

  add (check, RULE_PROOF, entry, tf_law_entry_get_record_kind (entry), record, "",
       g_strdup_printf (L_ (check->language,
                            "%s %s is said to be met, but no evidence is linked to it."),
                        entry->number, entry->title));
}

static void
check_part (Check            *check,
            const TfLawEntry *entry)
{
  TfRecord *record = tf_dossier_find_answer (check->dossier, entry);
  TfState state = tf_state_of (check->dossier, entry);
  g_autofree char *name = g_strdup_printf ("%s %s", entry->number, entry->title);

  check_condition (check, entry);
  if (state == TF_STATE_NOT_DUE)
    return;

  check_exemption (check, entry, record);
  check_reason (check, entry, record);
  check_state (check, entry, record, state);
  if (entry->kind == TF_LAW_LIMB)
    check_proof (check, entry, record, state);
  if (record != NULL)
    {
      check_work (check, entry, record, name);
      check_texts (check, entry, record, name, state);
    }
}

static void
check_own_state (Check      *check,
                 TfRecord   *record,
                 const char *name)
{
  static const struct
  {
    TfState     state;
    Rule        rule;
    const char *field;
    const char *message;
  } cases[] = {
    { TF_STATE_DRAFT,      RULE_DRAFT,      "state",
      N_("“%s” is a draft. Finish it and mark it ready.") },
    { TF_STATE_TO_CONFIRM, RULE_TO_CONFIRM, "state",
      N_("“%s” comes from an earlier release. Confirm that it still holds.") },
    { TF_STATE_LAPSED,     RULE_LAPSED,     "",
      N_("“%s” has changed since it was approved. Have it approved again.") },
  };
  TfState state = tf_state_of_record (check->dossier, record);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (cases[i].state == state)
      {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        add (check, cases[i].rule, NULL, tf_record_get_kind (record)->id, record, cases[i].field,
             g_strdup_printf (L_ (check->language, cases[i].message), name));
#pragma GCC diagnostic pop
      }
}

/* What every record of the file is held against, whatever its kind. A point of the law is judged
 * as such, and not once more for its record. */
static void
check_record (Check    *check,
              TfRecord *record)
{
  g_autofree char *name = NULL;

  check_wanted (check, record);
  if (tf_kind_is_answer (tf_record_get_kind (record)))
    return;

  name = tf_record_dup_heading (record);
  check_own_state (check, record, name);
  check_work (check, NULL, record, name);
  check_texts (check, NULL, record, name, tf_state_of_record (check->dossier, record));
}

static void
check_records (Check *check)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      GPtrArray *records = tf_dossier_list (check->dossier, kinds[i]->id);

      if (!tf_dossier_holds (check->dossier, kinds[i]))
        continue;
      for (guint j = 0; records != NULL && j < records->len; j++)
        check_record (check, records->pdata[j]);
    }
}

static gboolean
is_past (Check      *check,
         TfRecord   *revision,
         const char *field)
{
  GDate date;

  return tf_record_get_date (revision, field, &date) && g_date_compare (&date, check->today) < 0;
}

static void
check_dates (Check            *check,
             const TfLawEntry *entry,
             TfRecord         *evidence,
             TfRecord         *revision)
{
  g_autofree char *end = tf_language_dup_date (check->language,
                                               tf_record_get (revision, "valid-until"));
  g_autofree char *review = tf_language_dup_date (check->language,
                                                  tf_record_get (revision, "next-review"));

  if (is_past (check, revision, "valid-until"))
    add (check, RULE_EXPIRED, entry, "revision", revision, "valid-until",
         /* Translators: number, title and date of a piece of evidence */
         g_strdup_printf (L_ (check->language, "%s “%s” was valid until %s only."),
                          tf_record_get (evidence, "number"), tf_record_get_title (evidence), end));
  if (is_past (check, revision, "next-review"))
    add (check, RULE_REVIEW, entry, "revision", revision, "next-review",
         g_strdup_printf (L_ (check->language, "%s “%s” was to be reviewed by %s."),
                          tf_record_get (evidence, "number"), tf_record_get_title (evidence),
                          review));
}

static void
check_link (Check    *check,
            TfRecord *link)
{
  const TfLawEntry *entry = lookup_law (check, tf_record_get (link, "subject"));
  TfRecord *evidence = tf_dossier_lookup (check->dossier, tf_record_get (link, "evidence"));
  TfRecord *revision = tf_dossier_lookup (check->dossier, tf_record_get (link, "revision"));

  if (evidence == NULL || revision == NULL)
    return;

  if (g_hash_table_add (check->judged, revision))
    check_dates (check, entry, evidence, revision);
  if (revision != tf_dossier_get_last_revision (check->dossier, evidence))
    add (check, RULE_SUPERSEDED, entry, "link", link, "revision",
         /* Translators: number and title of a piece of evidence, then the number of a point of
          * the law */
         g_strdup_printf (L_ (check->language,
                              "%s “%s” has a newer revision than the one that is linked to %s."),
                          tf_record_get (evidence, "number"), tf_record_get_title (evidence),
                          entry != NULL ? entry->number : tf_record_get (link, "subject")));
}

static void
for_each_entry (Check     *check,
                TfLawKind  kind,
                void     (*function) (Check *check, const TfLawEntry *entry))
{
  GPtrArray *entries = tf_law_list (tf_dossier_get_law (check->dossier), kind);

  for (guint i = 0; i < entries->len; i++)
    function (check, g_ptr_array_index (entries, i));
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const TfFinding *first = *(TfFinding *const *) a;
  const TfFinding *second = *(TfFinding *const *) b;

  return (int) first->severity - (int) second->severity;
}

/**
 * tf_check_dossier:
 * @dossier: a technical file
 * @purpose: what an issue of it would be for
 * @today: the day on which the file is judged
 *
 * Checks how complete a technical file is and whether what it says can be claimed. Findings that
 * rest on law which is not fully verified never block. Their sentences are in the language of
 * @dossier.
 *
 * Returns: (transfer full) (element-type TfFinding): what the rules have to say, gravest first,
 *   then in the order of the law; empty where nothing is wrong
 */
GPtrArray *
tf_check_dossier (TfDossier   *dossier,
                  TfPurpose    purpose,
                  const GDate *today)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_finding_free);
  g_autoptr(GHashTable) judged = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) asked = g_hash_table_new (NULL, NULL);
  Check check = { dossier, tf_dossier_get_language (dossier), purpose, today, findings, judged,
                  asked };
  GPtrArray *links;

  g_return_val_if_fail (dossier != NULL, findings);
  g_return_val_if_fail (today != NULL && g_date_valid (today), findings);

  check_records (&check);
  for_each_entry (&check, TF_LAW_ELEMENT, check_part);
  for_each_entry (&check, TF_LAW_LIMB, check_part);

  links = tf_dossier_list (dossier, "link");
  for (guint i = 0; links != NULL && i < links->len; i++)
    check_link (&check, g_ptr_array_index (links, i));

  g_ptr_array_sort (findings, compare_findings);
  return findings;
}

/**
 * tf_findings_block:
 * @findings: (element-type TfFinding): what tf_check_dossier() gave
 *
 * Returns: whether one of them prevents an issue of the purpose that was asked about
 */
gboolean
tf_findings_block (GPtrArray *findings)
{
  g_return_val_if_fail (findings != NULL, FALSE);

  for (guint i = 0; i < findings->len; i++)
    if (((TfFinding *) findings->pdata[i])->severity == TF_SEVERITY_BLOCKS)
      return TRUE;

  return FALSE;
}

/**
 * tf_finding_free:
 * @self: (transfer full) (nullable): a finding
 */
void
tf_finding_free (TfFinding *self)
{
  if (self == NULL)
    return;

  g_free (self->rule);
  g_free (self->citation);
  g_free (self->subject);
  g_free (self->record);
  g_free (self->kind);
  g_free (self->field);
  g_free (self->message);
  g_free (self);
}

/**
 * tf_severity_to_string:
 * @severity: a severity
 *
 * Returns: its stable name, for JSON
 */
const char *
tf_severity_to_string (TfSeverity severity)
{
  g_return_val_if_fail (severity < G_N_ELEMENTS (severities), "");

  return severities[severity].id;
}

/**
 * tf_severity_get_label:
 * @severity: a severity
 *
 * Returns: the word that people see, translated
 */
const char *
tf_severity_get_label (TfSeverity severity)
{
  g_return_val_if_fail (severity < G_N_ELEMENTS (severities), "");

  return _(severities[severity].label);
}

/**
 * tf_severity_get_label_in:
 * @severity: a severity
 * @language: language of a document
 *
 * Returns: the word that people read there
 */
const char *
tf_severity_get_label_in (TfSeverity        severity,
                          const TfLanguage *language)
{
  g_return_val_if_fail (severity < G_N_ELEMENTS (severities), "");

  return L_ (language, severities[severity].label);
}

/**
 * tf_purpose_to_string:
 * @purpose: what an issue is for
 *
 * Returns: its stable name, for the command line and JSON
 */
const char *
tf_purpose_to_string (TfPurpose purpose)
{
  g_return_val_if_fail (purpose < TF_N_PURPOSES, "");

  return purposes[purpose].id;
}

/**
 * tf_purpose_get_label:
 * @purpose: what an issue is for
 *
 * Returns: the word that people see, translated
 */
const char *
tf_purpose_get_label (TfPurpose purpose)
{
  g_return_val_if_fail (purpose < TF_N_PURPOSES, "");

  return _(purposes[purpose].label);
}

/**
 * tf_purpose_get_label_in:
 * @purpose: what an issue is for
 * @language: language of a document
 *
 * Returns: the word that people read there
 */
const char *
tf_purpose_get_label_in (TfPurpose         purpose,
                         const TfLanguage *language)
{
  g_return_val_if_fail (purpose < TF_N_PURPOSES, "");

  return L_ (language, purposes[purpose].label);
}

/**
 * tf_purpose_from_string:
 * @text: a name as tf_purpose_to_string() gives it
 * @purpose: (out): the purpose
 *
 * Returns: %FALSE where there is no purpose of that name
 */
gboolean
tf_purpose_from_string (const char *text,
                        TfPurpose  *purpose)
{
  g_return_val_if_fail (text != NULL && purpose != NULL, FALSE);

  for (guint i = 0; i < TF_N_PURPOSES; i++)
    if (strcmp (text, purposes[i].id) == 0)
      {
        *purpose = i;
        return TRUE;
      }

  return FALSE;
}
