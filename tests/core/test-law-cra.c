/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Holds the built-in catalogue against what the act says. */

#include "config.h"

#include "tf-law.h"

static TfLaw *
load (void)
{
  return tf_law_new_builtin (NULL);
}

static const TfLawEntry *
get_entry (TfLaw      *law,
           const char *id)
{
  const TfLawEntry *entry = tf_law_lookup (law, id);

  if (entry == NULL)
    g_error ("no entry %s", id);

  return entry;
}

static void
test_act (void)
{
  g_autoptr(TfLaw) law = load ();

  g_assert_cmpstr (tf_law_get_id (law), ==, "cra");
  g_assert_cmpstr (tf_law_get_act (law), ==, "Cyber Resilience Act");
  g_assert_cmpstr (tf_law_get_act_title (law), ==, "Regulation (EU) 2024/2847 of 23 October 2024");
  g_assert_cmpstr (tf_law_get_act_reference (law), ==, "OJ L, 2024/2847, 20.11.2024");
  g_assert_cmpstr (tf_law_get_act_eli (law), ==, "http://data.europa.eu/eli/reg/2024/2847/oj");
  g_assert_cmpstr (tf_law_get_version (law), ==, "2026.11");
  g_assert_cmpstr (tf_law_get_checked (law), ==, "2026-11-21");
}

/* The points of the act, in its order: nothing missing, nothing invented. */

typedef struct
{
  const char *label;
  TfLawKind   kind;
  const char *ids;
} PointsCase;

static const PointsCase points_cases[] = {
  { "families", TF_LAW_FAMILY, "F1 F2 F3 F4 F5 F6 F7 F8" },
  { "slots", TF_LAW_SLOT, "1a 1b 1c 1d 2a 2b 2c 3 4 5 6 7 8" },
  { "elements", TF_LAW_ELEMENT,
    "1a.purpose 1b.versions 1c.external 1c.marking 1c.internal 1d.instructions "
    "2a.design 2a.drawings 2a.architecture "
    "2b.processes 2b.sbom 2b.cvd-policy 2b.contact 2b.distribution "
    "2c.production 2c.monitoring 2c.validation 3.assessment 3.applicability 4.factors "
    "5.full 5.part 5.specifications 5.schemes 5.solutions 6.product 6.handling "
    "7.declaration 8.sbom" },
  { "requirements", TF_LAW_REQUIREMENT,
    "I.1 I.2.a I.2.b I.2.c I.2.d I.2.e I.2.f I.2.g I.2.h I.2.i I.2.j I.2.k I.2.l I.2.m "
    "II.1 II.2 II.3 II.4 II.5 II.6 II.7 II.8" },
  { "limbs", TF_LAW_LIMB,
    "I.1.appropriate I.2.a.known I.2.b.default I.2.b.reset "
    "I.2.c.updatable I.2.c.automatic I.2.c.opt-out I.2.c.notify I.2.c.postpone "
    "I.2.d.access I.2.d.reporting I.2.e.confidentiality I.2.f.integrity I.2.f.reporting "
    "I.2.g.minimisation I.2.h.availability I.2.h.resilience I.2.i.impact I.2.j.surface "
    "I.2.k.mitigation I.2.l.recording I.2.l.monitoring I.2.l.opt-out "
    "I.2.m.removal I.2.m.transfer "
    "II.1.vulnerabilities II.1.components II.1.sbom II.2.remediate II.2.separate "
    "II.3.tests II.3.reviews II.4.disclose II.4.remediation II.4.delay "
    "II.5.policy II.5.enforce II.6.sharing II.6.contact II.7.distribution II.7.automatic "
    "II.8.prompt II.8.free II.8.advisory" },
  { "instructions", TF_LAW_INSTRUCTION,
    "A2.1 A2.2 A2.3 A2.4 A2.5 A2.6 A2.7 "
    "A2.8 A2.8.a A2.8.b A2.8.c A2.8.d A2.8.e A2.8.f A2.9" },
  { "declaration", TF_LAW_DECLARATION,
    "A5.1 A5.2 A5.3 A5.4 A5.5 A5.6 A5.7 A5.8 A5.28-1 A5.28-3 A5.12-1-c "
    "A5.VIII-A A5.VIII-C A5.VIII-H" },
  { "simplified", TF_LAW_SIMPLIFIED, "A6.1 A6.2" },
};

static void
test_points (gconstpointer data)
{
  const PointsCase *test = data;
  g_autoptr(TfLaw) law = load ();
  g_autoptr(GString) ids = g_string_new (NULL);
  GPtrArray *list = tf_law_list (law, test->kind);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (list, i);

      g_assert_cmpint (entry->kind, ==, test->kind);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", entry->id);
    }
  g_assert_cmpstr (ids->str, ==, test->ids);
}

/* Citations */

typedef struct
{
  const char *label;
  TfLawKind   kind;
  const char *pattern;
} PatternCase;

static const PatternCase pattern_cases[] = {
  { "families", TF_LAW_FAMILY, "^Annex VII point [1-8]$" },
  { "slots", TF_LAW_SLOT, "^Annex VII point (1\\([a-d]\\)|2\\([a-c]\\)|[3-8])$" },
  { "elements", TF_LAW_ELEMENT, "^Annex VII point (1\\([a-d]\\)|2\\([a-c]\\)|[3-8])$" },
  { "requirements", TF_LAW_REQUIREMENT,
    "^Annex I (Part I point (\\(1\\)|\\(2\\)\\([a-m]\\))|Part II point \\([1-8]\\))$" },
  { "limbs", TF_LAW_LIMB,
    "^Annex I (Part I point (\\(1\\)|\\(2\\)\\([a-m]\\))|Part II point \\([1-8]\\))$" },
  { "instructions", TF_LAW_INSTRUCTION, "^Annex II point ([1-9]|8\\([a-f]\\))$" },
  { "declaration", TF_LAW_DECLARATION,
    "^(Annex V point [1-8]|Article (28\\([13]\\)|12\\(1\\)\\(c\\))"
    "|Annex VIII Part (I point 4\\.2|III point 3\\.2|IV point 5\\.2))$" },
  { "simplified", TF_LAW_SIMPLIFIED, "^Annex VI$" },
};

static void
test_citations (gconstpointer data)
{
  const PatternCase *test = data;
  g_autoptr(TfLaw) law = load ();
  GPtrArray *list = tf_law_list (law, test->kind);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (list, i);

      if (!g_regex_match_simple (test->pattern, entry->citation, 0, 0))
        g_test_fail_printf ("%s: “%s”", entry->id, entry->citation);
      if (strstr (entry->citation, entry->number) == NULL
          && entry->kind != TF_LAW_REQUIREMENT && entry->kind != TF_LAW_LIMB
          && entry->kind != TF_LAW_DECLARATION && entry->kind != TF_LAW_SIMPLIFIED)
        g_test_fail_printf ("%s: number “%s”", entry->id, entry->number);
    }
}

/* The letter of a requirement is in its identifier, its number and its citation alike. */
static void
test_requirement_numbers (void)
{
  g_autoptr(TfLaw) law = load ();
  GPtrArray *list = tf_law_list (law, TF_LAW_REQUIREMENT);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (list, i);
      g_auto(GStrv) parts = g_strsplit (entry->id, ".", -1);
      g_autofree char *points = parts[2] != NULL ? g_strdup_printf ("(%s)(%s)", parts[1], parts[2])
                                                 : g_strdup_printf ("(%s)", parts[1]);
      g_autofree char *number = g_strdup_printf ("Part %s %s", parts[0], points);
      g_autofree char *citation = g_strdup_printf ("Annex I Part %s point %s", parts[0], points);

      g_assert_cmpstr (entry->number, ==, number);
      g_assert_cmpstr (entry->citation, ==, citation);
      for (guint j = 0; j < entry->children->len; j++)
        {
          const TfLawEntry *limb = g_ptr_array_index (entry->children, j);

          g_assert_cmpstr (limb->number, ==, number);
          g_assert_cmpstr (limb->citation, ==, citation);
        }
    }
}

/* Exemptions, deviations, conditions */

static void
test_requirement_exemptions (void)
{
  g_autoptr(TfLaw) law = load ();
  GPtrArray *list = tf_law_list (law, TF_LAW_REQUIREMENT);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (list, i);
      gboolean lettered = g_str_has_prefix (entry->id, "I.2.");

      g_assert_cmpint (entry->exemption, ==,
                       lettered ? TF_LAW_EXEMPTION_REASON : TF_LAW_EXEMPTION_NEVER);
      g_assert_null (entry->condition);
    }
}

static void
test_limb_exemptions (void)
{
  g_autoptr(TfLaw) law = load ();
  g_autoptr(GString) conditional = g_string_new (NULL);
  GPtrArray *list = tf_law_list (law, TF_LAW_LIMB);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (list, i);

      if (entry->exemption == TF_LAW_EXEMPTION_CONDITION)
        g_string_append_printf (conditional, "%s ", entry->id);
      else
        g_assert_cmpint (entry->exemption, ==, entry->parent->exemption);
    }
  g_assert_cmpstr (conditional->str, ==, "I.2.c.opt-out II.2.separate II.4.delay II.7.automatic ");
}

static void
collect_deviations (TfLaw     *law,
                    TfLawKind  kind,
                    GString   *ids)
{
  GPtrArray *list = tf_law_list (law, kind);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (list, i);

      if (!entry->deviation)
        continue;
      g_assert_cmpstr (entry->deviation_text, !=, "");
      g_string_append_printf (ids, "%s ", entry->id);
    }
}

static void
test_deviations (void)
{
  g_autoptr(TfLaw) law = load ();
  g_autoptr(GString) ids = g_string_new (NULL);

  for (TfLawKind kind = TF_LAW_FAMILY; kind <= TF_LAW_SIMPLIFIED; kind++)
    collect_deviations (law, kind, ids);
  g_assert_cmpstr (ids->str, ==, "I.2.b.default II.8.free ");
}

typedef struct
{
  const char *id;
  const char *condition;
} ConditionCase;

static const ConditionCase condition_cases[] = {
  { "1c", "hardware" },
  { "1c.external", "hardware" },
  { "1c.marking", "hardware" },
  { "1c.internal", "hardware" },
  { "2a.drawings", "drawings" },
  { "5.part", "standards-part" },
  { "5.specifications", "standards-open" },
  { "5.solutions", "standards-open" },
  { "F8", "sbom-requested" },
  { "8", "sbom-requested" },
  { "8.sbom", "sbom-requested" },
  { "I.2.c.automatic", "automatic-updates" },
  { "I.2.c.opt-out", "automatic-updates" },
  { "I.2.m.transfer", "data-transfer" },
  { "II.2.separate", "separate-updates" },
  { "II.4.delay", "publication-delayed" },
  { "II.7.automatic", "automatic-updates" },
  { "A2.6", "simplified-declaration" },
  { "A2.8.e", "automatic-updates" },
  { "A2.8.f", "integrated" },
  { "A2.9", "sbom-to-user" },
  { "A5.7", "notified-body" },
  { "A5.28-3", "other-acts" },
  { "A5.12-1-c", "high-risk-ai" },
  { "A5.VIII-A", "module-a" },
  { "A5.VIII-C", "module-c" },
  { "A5.VIII-H", "module-h" },
  { "A6.1", "simplified-declaration" },
  { "A6.2", "simplified-declaration" },
};

static void
test_conditions (void)
{
  g_autoptr(TfLaw) law = load ();
  guint n_conditional = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (condition_cases); i++)
    {
      const TfLawEntry *entry = get_entry (law, condition_cases[i].id);

      g_assert_nonnull (entry->condition);
      g_assert_cmpstr (entry->condition->id, ==, condition_cases[i].condition);
      g_assert_cmpint (entry->exemption, !=, TF_LAW_EXEMPTION_NEVER);
    }

  for (TfLawKind kind = TF_LAW_FAMILY; kind <= TF_LAW_SIMPLIFIED; kind++)
    {
      GPtrArray *list = tf_law_list (law, kind);

      for (guint i = 0; i < list->len; i++)
        n_conditional += ((TfLawEntry *) g_ptr_array_index (list, i))->condition != NULL;
    }
  g_assert_cmpuint (n_conditional, ==, G_N_ELEMENTS (condition_cases));
}

static void
test_release_conditions (void)
{
  static const char *fields[] = { "hardware", "integrated", "automatic-updates", "tailor-made",
                                  "simplified-declaration", "sbom-to-user" };
  g_autoptr(TfLaw) law = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const TfLawCondition *condition = tf_law_lookup_condition (law, fields[i]);

      g_assert_nonnull (condition);
      g_assert_cmpstr (condition->kind, ==, "release");
      g_assert_cmpstr (condition->field, ==, fields[i]);
      g_assert_cmpstr (condition->value, ==, "yes");
    }
  g_assert_cmpstr (tf_law_lookup_condition (law, "sbom-requested")->kind, ==, "");
}

/* The points that come later than the rest: on request, or once the body has had the dossier. */
static void
test_later (void)
{
  g_autoptr(TfLaw) law = load ();
  g_autoptr(GString) on_request = g_string_new (NULL);
  g_autoptr(GString) after_dossier = g_string_new (NULL);

  for (TfLawKind kind = TF_LAW_FAMILY; kind <= TF_LAW_SIMPLIFIED; kind++)
    {
      GPtrArray *list = tf_law_list (law, kind);

      for (guint i = 0; i < list->len; i++)
        {
          const TfLawEntry *entry = g_ptr_array_index (list, i);

          if (entry->on_request)
            g_string_append_printf (on_request, "%s ", entry->id);
          if (entry->after_dossier)
            g_string_append_printf (after_dossier, "%s ", entry->id);
        }
    }
  g_assert_cmpstr (on_request->str, ==, "F8 8 8.sbom ");
  g_assert_cmpstr (after_dossier->str, ==, "F7 7 7.declaration ");
}

/* Guidance */

static guint
count_words (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  return g_strv_length (words);
}

static void
check_guidance (const TfLawEntry *entry)
{
  if (count_words (entry->title) < 1 || count_words (entry->summary) < 4
      || count_words (entry->belongs) < 15 || count_words (entry->looks) < 8
      || count_words (entry->example) < 3)
    g_test_fail_printf ("%s: too little guidance", entry->id);

  if (strpbrk (entry->title, "\"'") != NULL || strpbrk (entry->belongs, "\"'") != NULL
      || strpbrk (entry->looks, "\"'") != NULL || strpbrk (entry->example, "\"'") != NULL)
    g_test_fail_printf ("%s: typewriter quotes", entry->id);
}

static void
test_guidance (void)
{
  g_autoptr(TfLaw) law = load ();

  for (TfLawKind kind = TF_LAW_FAMILY; kind <= TF_LAW_SIMPLIFIED; kind++)
    {
      GPtrArray *list = tf_law_list (law, kind);

      if (kind == TF_LAW_MEASURE || kind == TF_LAW_PROOF)
        continue;
      for (guint i = 0; i < list->len; i++)
        check_guidance (g_ptr_array_index (list, i));
    }
}

static void
test_typical (void)
{
  g_autoptr(TfLaw) law = load ();
  GPtrArray *list = tf_law_list (law, TF_LAW_LIMB);

  for (guint i = 0; i < list->len; i++)
    {
      const TfLawEntry *limb = g_ptr_array_index (list, i);
      guint n_measures = 0;
      guint n_proofs = 0;

      for (guint j = 0; j < limb->children->len; j++)
        {
          const TfLawEntry *child = g_ptr_array_index (limb->children, j);

          n_measures += child->kind == TF_LAW_MEASURE;
          n_proofs += child->kind == TF_LAW_PROOF;
          g_assert_cmpuint (count_words (child->title), <=, 25);
        }
      if (n_measures < 3 || n_measures > 6 || n_proofs < 2 || n_proofs > 4)
        g_test_fail_printf ("%s: %u measures, %u proofs", limb->id, n_measures, n_proofs);
    }
}

/* Marks: what rests on less than the act says so, wherever it stands. */

typedef struct
{
  const char *id;
  TfLawMark   mark;
  const char *source;
} MarkCase;

static const MarkCase mark_cases[] = {
  { "1a.purpose", TF_LAW_MARK_GUIDANCE, "CG 144" },
  { "1a.purpose", TF_LAW_MARK_GUIDANCE, "CG sections 8.3.2, 8.3.4" },
  { "1b.versions", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.8" },
  { "1d.instructions", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.6" },
  { "1d.instructions", TF_LAW_MARK_GUIDANCE, "CG 161, 162" },
  { "2a.design", TF_LAW_MARK_GUIDANCE, "CG 35 to 39" },
  { "3.assessment", TF_LAW_MARK_GUIDANCE, "CG 164 to 166" },
  { "3.applicability", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "4.factors", TF_LAW_MARK_GUIDANCE, "FAQ 4.5.1" },
  { "4.factors", TF_LAW_MARK_GUIDANCE, "CG 126" },
  { "5", TF_LAW_MARK_SECONDARY, "two secondary sources" },
  { "5.full", TF_LAW_MARK_GUIDANCE, "CG 149, 151" },
  { "7.declaration", TF_LAW_MARK_GUIDANCE, "FAQ 6.8" },
  { "I.1", TF_LAW_MARK_GUIDANCE, "CG 164 to 166" },
  { "I.1", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "I.2.a", TF_LAW_MARK_GUIDANCE, "FAQ 4.2.2, 4.2.3; CG 230 to 237" },
  { "I.2.b.default", TF_LAW_MARK_GUIDANCE, "FAQ 4.2.5" },
  { "I.2.b.reset", TF_LAW_MARK_DERIVED, "Annex I Part I point (2)(b)" },
  { "II.1", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "II.2", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "II.2.remediate", TF_LAW_MARK_GUIDANCE, "FAQ 4.3.1" },
  { "II.2.remediate", TF_LAW_MARK_GUIDANCE, "CG 130" },
  { "II.2.remediate", TF_LAW_MARK_GUIDANCE, "CG 131" },
  { "II.3", TF_LAW_MARK_GUIDANCE, "CG 238 to 240" },
  { "II.3", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "II.4", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "II.5", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "II.6", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "II.7", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "II.7.automatic", TF_LAW_MARK_DERIVED,
    "Annex I Part I point (2)(c); Annex I Part II point (7)" },
  { "II.8", TF_LAW_MARK_GUIDANCE, "FAQ 4.1.3; CG 165, 166" },
  { "II.8.free", TF_LAW_MARK_GUIDANCE, "FAQ 4.2.5" },
  { "A2.1", TF_LAW_MARK_DERIVED, "Annex II point 1; Article 13(16)" },
  { "A2.5", TF_LAW_MARK_DERIVED, "Annex II point 5" },
  { "A2.6", TF_LAW_MARK_DERIVED, "Annex II point 6; Article 13(20)" },
  { "A2.8.a", TF_LAW_MARK_GUIDANCE, "CG 161, 162" },
  { "A2.8.e", TF_LAW_MARK_DERIVED, "Annex II point 8(e); Annex I Part I point (2)(c)" },
  { "A5.1", TF_LAW_MARK_GUIDANCE, "CG 175, 176" },
  { "A5.1", TF_LAW_MARK_GUIDANCE, "FAQ 6.8" },
  { "A5.3", TF_LAW_MARK_DERIVED, "Annex V point 3; Annex VIII" },
  { "A5.7", TF_LAW_MARK_DERIVED, "Annex V point 7" },
};

static gboolean
has_note (const TfLawEntry *entry,
          const MarkCase   *test)
{
  for (guint i = 0; i < entry->notes->len; i++)
    {
      const TfLawNote *note = g_ptr_array_index (entry->notes, i);

      if (note->mark == test->mark && g_str_equal (note->source, test->source))
        return *note->text != '\0';
    }

  return FALSE;
}

static void
test_marks (void)
{
  g_autoptr(TfLaw) law = load ();
  guint n_notes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (mark_cases); i++)
    {
      if (!has_note (get_entry (law, mark_cases[i].id), &mark_cases[i]))
        g_test_fail_printf ("%s: no note from %s", mark_cases[i].id, mark_cases[i].source);
    }

  for (TfLawKind kind = TF_LAW_FAMILY; kind <= TF_LAW_SIMPLIFIED; kind++)
    {
      GPtrArray *list = tf_law_list (law, kind);

      for (guint i = 0; i < list->len; i++)
        {
          const TfLawEntry *entry = g_ptr_array_index (list, i);

          n_notes += entry->notes->len;
          g_assert_cmpint (entry->mark, ==, TF_LAW_MARK_NONE);
        }
    }
  g_assert_cmpuint (n_notes, ==, G_N_ELEMENTS (mark_cases));
}

/* Prescribed wording, and words that widely read guidance gets wrong */

typedef struct
{
  const char *id;
  const char *wording;
} WordingCase;

static const WordingCase wording_cases[] = {
  { "A5.3", "issued under the sole responsibility of the provider" },
  { "A5.5", "is in conformity with the relevant Union harmonisation legislation" },
  { "A6.1", "Hereby, … [name of manufacturer] declares that the product with digital elements "
            "type … [designation of type of product with digital element] is in compliance with "
            "Regulation (EU) 2024/2847." },
  { "A6.2", "The full text of the EU declaration of conformity is available at the following "
            "internet address: …" },
};

static void
test_wording (void)
{
  g_autoptr(TfLaw) law = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (wording_cases); i++)
    g_assert_cmpstr (get_entry (law, wording_cases[i].id)->wording, ==, wording_cases[i].wording);
}

typedef struct
{
  const char *label;
  const char *id;
  const char *says;
} ReadingCase;

static const ReadingCase reading_cases[] = {
  { "general-clause", "I.1", "appropriate|fits the risks" },
  { "affecting-versions", "1b", "affect compliance" },
  { "report-access", "I.2.d.reporting", "reports possible unauthorised access" },
  { "report-corruption", "I.2.f.reporting", "reports corruptions" },
  { "essential-functions", "I.2.h", "Essential and basic functions.*also after an incident" },
  { "logging-opt-out", "I.2.l.opt-out", "opt out" },
  { "top-level", "II.1.sbom", "at the very least the top-level dependencies" },
  { "where-feasible", "II.2.separate", "technically feasible" },
  { "disclosure", "II.4", "made public" },
  { "enforced", "II.5", "enforced" },
  { "updated", "3.assessment", "updated as appropriate" },
  { "support-information", "4.factors", "factor" },
  { "not-applied", "5.solutions", "no standard, specification or scheme is applied" },
  { "validation", "2c.validation", "validated" },
  { "handling-tests", "6.handling", "vulnerability handling processes" },
  { "procedure", "A5.7", "description of the procedure performed" },
  { "demonstrated", "A5.28-1", "has been demonstrated" },
  { "simplified-address", "A6.2", "exact internet address" },
};

static void
test_reading (gconstpointer data)
{
  const ReadingCase *test = data;
  g_autoptr(TfLaw) law = load ();
  const TfLawEntry *entry = get_entry (law, test->id);

  if (!g_regex_match_simple (test->says, entry->summary, 0, 0))
    g_test_fail_printf ("%s: “%s”", entry->id, entry->summary);
}

/* Every text of an entry, for words that must not be in any. */
static char *
join_texts (const TfLawEntry *entry)
{
  return g_strjoin ("\n", entry->title, entry->summary, entry->belongs, entry->looks,
                    entry->example, entry->deviation_text, NULL);
}

static void
test_errors (void)
{
  static const char *wrong[] = {
    "13 (product|requirements)", "[Tt]hirteen", "written agreement", "[Dd]raft guidance",
    "significant incident", "expected lifetime", "10 years or the support period",
    "ten years or the support period", "key functions", "provider of the product",
    "[Aa]pplied in full means", "earlier substantially modified", "after the assessment and",
  };
  g_autoptr(TfLaw) law = load ();

  for (TfLawKind kind = TF_LAW_FAMILY; kind <= TF_LAW_SIMPLIFIED; kind++)
    {
      GPtrArray *list = tf_law_list (law, kind);

      for (guint i = 0; i < list->len; i++)
        {
          const TfLawEntry *entry = g_ptr_array_index (list, i);
          g_autofree char *texts = join_texts (entry);

          for (gsize j = 0; j < G_N_ELEMENTS (wrong); j++)
            {
              if (g_regex_match_simple (wrong[j], texts, 0, 0))
                g_test_fail_printf ("%s says “%s”", entry->id, wrong[j]);
            }
        }
    }
}

/* A ten-year period without the support period beside it is half the rule. */
static void
test_periods (void)
{
  g_autoptr(TfLaw) law = load ();
  g_autoptr(GPtrArray) found = tf_law_search (law, "at least ten years after");

  g_assert_cmpuint (found->len, >, 0);
  for (guint i = 0; i < found->len; i++)
    {
      const TfLawEntry *entry = g_ptr_array_index (found, i);
      g_autofree char *texts = join_texts (entry);

      if (!g_regex_match_simple ("support period[^.]*(longer)", texts, 0, 0))
        g_test_fail_printf ("%s: the longer of two periods", entry->id);
    }
}

static void
test_search (void)
{
  g_autoptr(TfLaw) law = load ();
  g_autoptr(GPtrArray) by_number = tf_law_search (law, "annex vii point 2(b)");
  g_autoptr(GPtrArray) by_letter = tf_law_search (law, "part ii (5)");
  g_autoptr(GPtrArray) by_words = tf_law_search (law, "access CONTROL");
  g_autoptr(GPtrArray) by_street = tf_law_search (law, "hafenstrasse");

  g_assert_cmpstr (((TfLawEntry *) g_ptr_array_index (by_number, 0))->id, ==, "2b");
  g_assert_cmpstr (((TfLawEntry *) g_ptr_array_index (by_letter, 0))->id, ==, "II.5");
  g_assert_cmpstr (((TfLawEntry *) g_ptr_array_index (by_words, 0))->id, ==, "I.2.d.access");
  g_assert_cmpstr (((TfLawEntry *) g_ptr_array_index (by_street, 0))->id, ==, "A2.1");
}

/* Translations that exist are whole, of this version, and carried by the program. */

static void
check_translation (const char *language)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin (language);
  GPtrArray *missing = tf_law_list_untranslated (law);

  g_assert_cmpstr (tf_law_get_language (law), ==, language);
  for (guint i = 0; i < missing->len; i++)
    g_test_fail_printf ("%s: no translation of %s", language,
                        (char *) g_ptr_array_index (missing, i));
}

static void
test_translations (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "law", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, &error);
  guint n = 0;
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (name, ".", -1);

      n++;
      if (g_strv_length (parts) == 3 && g_str_equal (parts[0], "cra"))
        check_translation (parts[1]);
    }
  g_assert_cmpuint (n, >=, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/law/cra/act", test_act);
  for (gsize i = 0; i < G_N_ELEMENTS (points_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/law/cra/points/%s", points_cases[i].label);

      g_test_add_data_func (path, &points_cases[i], test_points);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pattern_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/law/cra/citations/%s", pattern_cases[i].label);

      g_test_add_data_func (path, &pattern_cases[i], test_citations);
    }
  g_test_add_func ("/law/cra/requirement-numbers", test_requirement_numbers);
  g_test_add_func ("/law/cra/exemptions/requirements", test_requirement_exemptions);
  g_test_add_func ("/law/cra/exemptions/limbs", test_limb_exemptions);
  g_test_add_func ("/law/cra/deviations", test_deviations);
  g_test_add_func ("/law/cra/conditions/entries", test_conditions);
  g_test_add_func ("/law/cra/conditions/release", test_release_conditions);
  g_test_add_func ("/law/cra/later", test_later);
  g_test_add_func ("/law/cra/guidance", test_guidance);
  g_test_add_func ("/law/cra/typical", test_typical);
  g_test_add_func ("/law/cra/marks", test_marks);
  g_test_add_func ("/law/cra/wording", test_wording);
  for (gsize i = 0; i < G_N_ELEMENTS (reading_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/law/cra/reading/%s", reading_cases[i].label);

      g_test_add_data_func (path, &reading_cases[i], test_reading);
    }
  g_test_add_func ("/law/cra/errors", test_errors);
  g_test_add_func ("/law/cra/periods", test_periods);
  g_test_add_func ("/law/cra/search", test_search);
  g_test_add_func ("/law/cra/translations", test_translations);

  return g_test_run ();
}
