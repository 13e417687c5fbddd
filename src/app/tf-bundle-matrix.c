/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-bundle-private.h"

#include <string.h>

/* What a cell cannot hold is shown in full after the matrix. */
static gboolean
needs_detail (TfText *text)
{
  for (guint i = 0; i < tf_text_get_n_blocks (text); i++)
    {
      TfTextKind kind = tf_text_get_block (text, i)->kind;

      if (kind == TF_TEXT_TABLE || kind == TF_TEXT_IMAGE)
        return TRUE;
    }

  return FALSE;
}

static char *
dup_detail_destination (const TfLawEntry *limb)
{
  return g_strdup_printf ("detail-%s", limb->id);
}

static void
begin_line (TfInlines *cell)
{
  if (tf_inlines_get_n_runs (cell) > 0)
    tf_inlines_add (cell, "\n", TF_INLINE_NONE);
}

static void
add_block (TfInlines         *cell,
           const TfTextBlock *block,
           guint              number)
{
  g_autoptr(TfInlines) line = tf_inlines_new_line (&block->line);
  g_autofree char *label = NULL;

  begin_line (cell);
  if (block->kind == TF_TEXT_BULLET)
    tf_inlines_add (cell, "•\u2002", TF_INLINE_NONE);
  if (block->kind == TF_TEXT_NUMBER)
    {
      label = g_strdup_printf ("%u.\u2002", number);
      tf_inlines_add (cell, label, TF_INLINE_NONE);
    }

  for (guint i = 0; i < tf_inlines_get_n_runs (line); i++)
    {
      const TfInlineRun *run = tf_inlines_get_run (line, i);
      TfInlineStyle style = run->style | (block->kind == TF_TEXT_HEADING ? TF_INLINE_BOLD : 0);

      if (run->destination != NULL)
        tf_inlines_add_link (cell, run->text, style, run->destination, run->with_page);
      else if (run->uri != NULL)
        tf_inlines_add_uri (cell, run->text, style, run->uri);
      else
        tf_inlines_add (cell, run->text, style);
    }
}

static void
add_text (TfBundle         *self,
          TfInlines        *cell,
          const TfLawEntry *limb,
          TfText           *text)
{
  g_autofree char *destination = dup_detail_destination (limb);
  TfTextCounter counter = { { 0 } };

  for (guint i = 0; i < tf_text_get_n_blocks (text); i++)
    {
      const TfTextBlock *block = tf_text_get_block (text, i);
      guint number = tf_text_counter_step (&counter, block->kind, block->level);

      if (block->kind != TF_TEXT_TABLE && block->kind != TF_TEXT_IMAGE)
        add_block (cell, block, number);
    }

  if (!needs_detail (text))
    return;
  begin_line (cell);
  tf_inlines_add_link (cell, T_("Tables and pictures"), TF_INLINE_NONE, destination, TRUE);
}

static const char *
describe_status (TfBundle   *self,
                 const char *status)
{
  if (strcmp (status, "done") == 0)
    return T_("Done:");
  if (strcmp (status, "planned") == 0)
    return T_("Planned:");
  if (strcmp (status, "not-used") == 0)
    return T_("Not used:");

  return T_("Open:");
}

static void
add_measures (TfBundle         *self,
              TfInlines        *cell,
              const TfLawEntry *limb)
{
  g_autoptr(GPtrArray) measures = tf_dossier_list_measures (self->dossier, limb->id);

  for (guint i = 0; i < measures->len; i++)
    {
      TfRecord *measure = g_ptr_array_index (measures, i);
      const char *reason = tf_record_get (measure, "reason");

      begin_line (cell);
      tf_inlines_add (cell, describe_status (self, tf_record_get (measure, "status")),
                      TF_INLINE_BOLD);
      tf_inlines_add (cell, " ", TF_INLINE_NONE);
      tf_inlines_add (cell, tf_record_get (measure, "text"), TF_INLINE_NONE);
      if (*reason == '\0')
        continue;
      /* Translators: stands between a measure that is not used and the reason */
      tf_inlines_add (cell, T_(" — Reason: "), TF_INLINE_ITALIC);
      tf_inlines_add (cell, reason, TF_INLINE_NONE);
    }
}

static void
add_reason (TfBundle  *self,
            TfInlines *cell,
            TfRecord  *record)
{
  const char *reason = record != NULL ? tf_record_get (record, "reason") : "";

  begin_line (cell);
  tf_inlines_add (cell, T_("Why it does not apply:"), TF_INLINE_BOLD);
  tf_inlines_add (cell, " ", TF_INLINE_NONE);
  if (*reason != '\0')
    tf_inlines_add (cell, reason, TF_INLINE_NONE);
  else
    tf_inlines_add (cell, T_("No reason has been given yet."), TF_INLINE_ITALIC);
}

static TfInlines *
make_method (TfBundle         *self,
             const TfLawEntry *limb,
             TfRecord         *record)
{
  g_autoptr(TfText) text = tf_bundle_read_text (self, limb, record);
  g_autofree char *explanation = tf_bundle_dup_explanation (self, limb);
  TfInlines *cell = tf_inlines_new ();

  if (tf_state_of (self->dossier, limb) != TF_STATE_NOT_DUE &&
      tf_state_is_denied (self->dossier, limb))
    add_reason (self, cell, record);
  if (text != NULL)
    add_text (self, cell, limb, text);
  add_measures (self, cell, limb);
  if (*explanation == '\0')
    return cell;

  begin_line (cell);
  tf_inlines_add (cell, explanation, TF_INLINE_ITALIC);
  return cell;
}

static TfInlines *
make_applies (TfBundle         *self,
              const TfLawEntry *limb,
              TfRecord         *record)
{
  const char *applicable = record != NULL ? tf_record_get (record, "applicable") : "";

  if (tf_state_of (self->dossier, limb) == TF_STATE_NOT_DUE)
    return tf_inlines_new_text (T_("Not due"));
  if (limb->exemption == TF_LAW_EXEMPTION_NEVER)
    return tf_inlines_new_text (T_("Yes, always"));
  if (tf_state_is_denied (self->dossier, limb))
    return tf_inlines_new_styled (T_("No"), TF_INLINE_BOLD);
  if (strcmp (applicable, "yes") == 0)
    return tf_inlines_new_text (T_("Yes"));

  return tf_inlines_new_styled (T_("Not answered yet"), TF_INLINE_ITALIC);
}

static TfInlines *
make_links (TfBundle         *self,
            const TfLawEntry *limb)
{
  g_autoptr(GPtrArray) links = tf_dossier_list_links (self->dossier, limb->id);
  TfInlines *cell = tf_inlines_new ();

  for (guint i = 0; i < links->len; i++)
    {
      begin_line (cell);
      tf_bundle_add_proof_link (self, cell, links->pdata[i]);
    }
  if (links->len == 0)
    tf_inlines_add (cell, T_("None"), TF_INLINE_DIM);

  return cell;
}

static void
add_limb (TfBundle         *self,
          TfTable          *table,
          const TfLawEntry *limb)
{
  TfRecord *record = tf_dossier_find_answer (self->dossier, limb);
  g_autofree char *destination = tf_bundle_dup_destination (limb);
  g_autofree char *state = tf_bundle_dup_state (self, limb);
  TfInlines *point = tf_inlines_new_styled (limb->title, TF_INLINE_BOLD);

  tf_inlines_add (point, "\n", TF_INLINE_NONE);
  tf_inlines_add (point, limb->citation, TF_INLINE_DIM);
  tf_table_add_cell (table, point);
  tf_table_add_text (table, limb->summary);
  tf_table_add_cell (table, make_applies (self, limb, record));
  tf_table_add_cell (table, make_method (self, limb, record));
  tf_table_add_text (table, state);
  tf_table_add_cell (table, make_links (self, limb));
  tf_table_set_row_destination (table, destination);
}

static void
add_requirement (TfBundle         *self,
                 TfTable          *table,
                 const TfLawEntry *requirement)
{
  g_autofree char *title = tf_law_entry_dup_heading (requirement);

  tf_table_add_group (table, tf_inlines_new_text (title));
  for (guint i = 0; i < requirement->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (requirement->children, i);

      if (child->kind == TF_LAW_LIMB)
        add_limb (self, table, child);
    }
}

static TfTable *
make_matrix (TfBundle *self)
{
  const char *titles[] = { T_("Point"), T_("Requirement"), T_("Applies"), T_("How it is met"),
                           T_("State"), T_("Evidence") };
  TfTable *table = tf_table_new (G_N_ELEMENTS (titles));

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    tf_table_set_column (table, i, titles[i], 0, TF_ALIGN_START);

  return table;
}

static void
add_detail (TfBundle         *self,
            const TfLawEntry *limb,
            gboolean         *first)
{
  TfRecord *record = tf_dossier_find_answer (self->dossier, limb);
  const char *xml = record != NULL ? tf_record_get (record, "text") : "";
  g_autoptr(TfText) text = *xml != '\0' ? tf_text_new_from_xml (xml, NULL) : NULL;
  g_autofree char *destination = dup_detail_destination (limb);
  g_autofree char *state = NULL;

  if (text == NULL || !needs_detail (text))
    return;

  if (*first)
    tf_document_add_heading (self->document, 1, "", T_("Details of the matrix"), "matrix-details");
  *first = FALSE;
  state = tf_bundle_dup_state (self, limb);
  tf_document_add_heading (self->document, 2, limb->number, limb->title, destination);
  tf_document_add_side_note (self->document, limb->number, limb->citation, state);
  tf_document_add_text (self->document, text);
}

/* The matrix of the essential requirements, on pages that lie on their side. */
void
tf_bundle_add_matrix (TfBundle *self)
{
  GPtrArray *requirements = tf_law_list (self->law, TF_LAW_REQUIREMENT);
  GPtrArray *limbs = tf_law_list (self->law, TF_LAW_LIMB);
  TfTable *table = make_matrix (self);
  gboolean first = TRUE;

  tf_document_set_landscape (self->document, TRUE);
  tf_document_add_heading (self->document, 1, "", T_("Matrix of the essential requirements"),
                           "matrix");
  for (guint i = 0; i < requirements->len; i++)
    add_requirement (self, table, g_ptr_array_index (requirements, i));
  tf_document_add_table (self->document, table);
  tf_document_set_landscape (self->document, FALSE);

  for (guint i = 0; i < limbs->len; i++)
    add_detail (self, g_ptr_array_index (limbs, i), &first);
}

static void
add_finding (TfBundle        *self,
             TfTable         *table,
             const TfFinding *finding)
{
  const TfLawEntry *entry = tf_law_lookup (self->law, finding->subject);
  TfInlines *place = tf_inlines_new ();

  if (entry != NULL && tf_law_entry_get_record_kind (entry) != NULL)
    {
      g_autofree char *destination = tf_bundle_dup_destination (entry);

      tf_inlines_add_link (place, "", TF_INLINE_NONE, destination, TRUE);
    }
  tf_table_add_text (table, finding->message);
  tf_table_add_text (table, finding->citation);
  tf_table_add_cell (table, place);
}

static void
add_day_of_check (TfBundle *self)
{
  char day[32];
  g_autofree char *date = NULL;
  g_autofree char *sentence = NULL;

  g_date_strftime (day, sizeof day, "%Y-%m-%d", &self->facts->today);
  date = tf_bundle_dup_date (self, day);
  /* Translators: a purpose, such as "Draft", then a date */
  sentence = g_strdup_printf (T_("The file was checked for the purpose “%s”, as of %s."),
                              tf_purpose_get_label_in (self->facts->purpose, self->language), date);
  tf_document_add_plain (self->document, sentence);
}

/* What the rules have to say about the file, for the purpose of this bundle. */
void
tf_bundle_add_open_points (TfBundle *self)
{
  const char *titles[] = { T_("What is open"), T_("Citation"), T_("Page") };
  g_autoptr(GPtrArray) findings = tf_check_dossier (self->dossier, self->facts->purpose,
                                                    &self->facts->today);
  TfSeverity last = TF_SEVERITY_BLOCKS;
  TfTable *table;

  tf_document_add_page_break (self->document);
  tf_document_add_heading (self->document, 1, "", T_("Open points"), "open-points");
  add_day_of_check (self);
  if (findings->len == 0)
    {
      tf_document_add_plain (self->document, T_("The check found nothing open."));
      return;
    }

  table = tf_table_new (G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    tf_table_set_column (table, i, titles[i], 0, i == 2 ? TF_ALIGN_END : TF_ALIGN_START);
  tf_table_set_wide (table, TRUE);
  for (guint i = 0; i < findings->len; i++)
    {
      const TfFinding *finding = g_ptr_array_index (findings, i);

      if (i == 0 || finding->severity != last)
        tf_table_add_group (table, tf_inlines_new_text (tf_severity_get_label_in (finding->severity,
                                                                                  self->language)));
      last = finding->severity;
      add_finding (self, table, finding);
    }
  tf_document_add_table (self->document, table);
}
