/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-bundle-private.h"

#include <string.h>

/* Headings of the table of contents: families and points. */
#define CONTENTS_LEVEL 2

static const char *
describe_purpose (TfBundle *self)
{
  switch (self->facts->purpose)
    {
    case TF_PURPOSE_DOSSIER:
      return T_("Dossier for a notified body");
    case TF_PURPOSE_FINAL:
      return T_("Final");
    case TF_PURPOSE_DRAFT:
    default:
      return T_("Draft, a working paper");
    }
}

static char *
dup_issue (TfBundle *self)
{
  if (self->facts->number == 0)
    return g_strdup (T_("Not issued: the state as it stands"));

  return g_strdup_printf ("%u", self->facts->number);
}

static char *
dup_maker (TfBundle *self)
{
  TfRecord *maker = tf_dossier_get_manufacturer (self->dossier);

  if (maker == NULL)
    return g_strdup (T_("Not named yet"));
  if (*tf_record_get (maker, "address") == '\0')
    return g_strdup (tf_record_get_title (maker));

  return g_strdup_printf ("%s\n%s", tf_record_get_title (maker), tf_record_get (maker, "address"));
}

static void
add_cover (TfBundle *self)
{
  TfRecord *release = tf_dossier_get_release (self->dossier);
  g_autofree char *version = NULL;
  g_autofree char *maker = dup_maker (self);
  g_autofree char *issue = dup_issue (self);
  g_autofree char *date = tf_bundle_dup_date (self, self->facts->at);
  TfCover cover = {
    .kind = T_("Technical documentation"),
    .product = tf_record_get_title (tf_dossier_get_product (self->dossier)),
    .maker = maker,
    .purpose = describe_purpose (self),
    .confidentiality = tf_bundle_get_choice (self, release, "classification"),
    .issue = issue,
    .date = date,
    .signature = self->facts->purpose != TF_PURPOSE_DRAFT,
  };

  version = g_strdup_printf (T_("Release %s"), tf_record_get_title (release));
  cover.release = version;
  tf_document_add_cover (self->document, &cover);
}

static void
add_control (TfTable    *table,
             const char *label,
             const char *value)
{
  if (*value != '\0')
    tf_table_add_control (table, label, tf_inlines_new_text (value));
}

/* What a complete file states is never passed over. */
static void
add_wanted (TfBundle   *self,
            TfTable    *table,
            const char *label,
            const char *value)
{
  tf_table_add_control (table, label,
                        *value != '\0' ? tf_inlines_new_text (value)
                                       : tf_inlines_new_styled (T_("Not stated yet"),
                                                                TF_INLINE_ITALIC));
}

static char *
dup_person (TfBundle   *self,
            const char *id)
{
  TfRecord *person = tf_dossier_lookup (self->dossier, id);

  if (person == NULL)
    return g_strdup ("");
  if (*tf_record_get (person, "function") == '\0')
    return g_strdup (tf_record_get_title (person));

  return g_strdup_printf ("%s, %s", tf_record_get_title (person),
                          tf_record_get (person, "function"));
}

static void
add_law (TfBundle *self,
         TfTable  *table)
{
  g_autofree char *act = g_strdup_printf ("%s (%s)\n%s", tf_law_get_act_title (self->law),
                                          tf_law_get_act (self->law),
                                          tf_law_get_act_reference (self->law));
  g_autofree char *checked = tf_bundle_dup_date (self, tf_law_get_checked (self->law));
  g_autofree char *catalogue = NULL;

  add_control (table, T_("Drawn up under"), act);
  if (self->facts->purpose != TF_PURPOSE_DRAFT)
    return;

  /* Translators: version of the law catalogue, then a date */
  catalogue = g_strdup_printf (T_("%s, checked on %s"), tf_law_get_version (self->law), checked);
  add_control (table, T_("Catalogue of the law"), catalogue);
}

static void
add_controls (TfBundle *self)
{
  TfRecord *product = tf_dossier_get_product (self->dossier);
  TfRecord *release = tf_dossier_get_release (self->dossier);
  TfRecord *maker = tf_dossier_get_manufacturer (self->dossier);
  TfTable *table = tf_table_new_controls ();
  g_autofree char *name = dup_maker (self);
  g_autofree char *responsible = dup_person (self, tf_record_get (product, "responsible"));
  g_autofree char *issue = dup_issue (self);
  g_autofree char *date = tf_bundle_dup_date (self, self->facts->at);

  add_control (table, T_("Product"), tf_record_get_title (product));
  add_wanted (self, table, T_("Type or model"), tf_record_get (product, "type"));
  add_wanted (self, table, T_("What it is"), tf_record_get (product, "summary"));
  add_control (table, T_("Release"), tf_record_get_title (release));
  add_control (table, T_("Manufacturer"), name);
  if (maker != NULL)
    {
      add_wanted (self, table, T_("Contact"), tf_record_get (maker, "email"));
      add_control (table, T_("Website"), tf_record_get (maker, "website"));
      add_wanted (self, table, T_("Single point of contact"),
                  tf_record_get (maker, "contact-point"));
    }
  add_wanted (self, table, T_("Responsible"), responsible);
  add_control (table, T_("Purpose"), describe_purpose (self));
  add_control (table, T_("Issue"), issue);
  add_control (table, T_("Date"), date);
  add_control (table, T_("Issued by"), self->facts->by);
  add_wanted (self, table, T_("Confidentiality"),
              tf_bundle_get_choice (self, release, "classification"));
  add_law (self, table);
  tf_table_set_wide (table, TRUE);
  tf_document_add_table (self->document, table);
}

/* How many points are in which state. */
static void
add_count (TfBundle   *self,
           TfTable    *table,
           const char *label,
           TfLawKind   kind)
{
  TfStateCount count = tf_state_count (self->dossier, kind);
  guint numbers[] = {
    tf_law_list (self->law, kind)->len,
    count.n[TF_STATE_READY] + count.n[TF_STATE_APPROVED],
    count.n[TF_STATE_NOT_APPLICABLE],
    count.n[TF_STATE_NOT_DUE],
    0,
  };

  for (guint state = 0; state < TF_N_STATES; state++)
    if (tf_state_is_open (state))
      numbers[G_N_ELEMENTS (numbers) - 1] += count.n[state];

  tf_table_add_text (table, label);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", numbers[i]);

      tf_table_add_text (table, number);
    }
}

static void
add_summary (TfBundle *self)
{
  const char *titles[] = { "", T_("Points"), T_("Ready or approved"), T_("Not applicable"),
                          T_("Not due"), T_("Open") };
  TfTable *table = tf_table_new (G_N_ELEMENTS (titles));

  tf_document_add_heading (self->document, 2, "", T_("State of the file"), "state");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    tf_table_set_column (table, i, titles[i], 0,
                         i == 0 ? TF_ALIGN_START : TF_ALIGN_END);
  tf_table_set_wide (table, TRUE);
  tf_table_set_header_column (table, TRUE);
  add_count (self, table, T_("Contents of the technical documentation"), TF_LAW_ELEMENT);
  add_count (self, table, T_("Essential requirements"), TF_LAW_LIMB);
  tf_document_add_table (self->document, table);
}

/* The last word of each person on each point. */
static gboolean
is_superseded (GPtrArray *approvals,
               guint      index)
{
  for (guint i = index + 1; i < approvals->len; i++)
    if (strcmp (tf_record_get (approvals->pdata[i], "subject"),
                tf_record_get (approvals->pdata[index], "subject")) == 0)
      return TRUE;

  return FALSE;
}

static void
add_approval (TfBundle *self,
              TfTable  *table,
              TfRecord *approval)
{
  g_autofree char *person = dup_person (self, tf_record_get (approval, "by"));
  g_autofree char *date = tf_bundle_dup_date (self, tf_record_get (approval, "at"));
  g_autofree char *digest = tf_dossier_dup_digest (self->dossier,
                                                   tf_record_get (approval, "subject"));
  gboolean holds = strcmp (digest, tf_record_get (approval, "digest")) == 0;
  TfInlines *point = tf_inlines_new ();

  tf_bundle_add_subject (self, point, tf_record_get (approval, "subject"));
  tf_table_add_cell (table, point);
  tf_table_add_text (table, person);
  tf_table_add_text (table, date);
  tf_table_add_text (table, holds ? T_("Holds") : T_("Lapsed: the content has changed since"));
}

static void
add_approvals (TfBundle *self)
{
  const char *titles[] = { T_("Point"), T_("Approved by"), T_("Date"), T_("State") };
  GPtrArray *approvals = tf_dossier_list (self->dossier, "approval");
  TfTable *table;

  tf_document_add_heading (self->document, 2, "", T_("Approvals"), "approvals");
  if (approvals == NULL)
    {
      tf_document_add_plain (self->document, T_("No point has been approved yet."));
      return;
    }

  table = tf_table_new (G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    tf_table_set_column (table, i, titles[i], 0, TF_ALIGN_START);
  tf_table_set_wide (table, TRUE);
  for (guint i = 0; i < approvals->len; i++)
    if (!is_superseded (approvals, i))
      add_approval (self, table, approvals->pdata[i]);
  tf_document_add_table (self->document, table);
}

static void
add_issue (TfBundle   *self,
           TfTable    *table,
           const char *number,
           const char *purpose,
           const char *at,
           const char *by)
{
  g_autofree char *date = tf_bundle_dup_date (self, at);

  tf_table_add_text (table, number);
  tf_table_add_text (table, purpose);
  tf_table_add_text (table, date);
  tf_table_add_text (table, by);
}

static void
add_issues (TfBundle *self)
{
  const char *titles[] = { T_("Issue"), T_("Purpose"), T_("Date"), T_("Issued by") };
  GPtrArray *issues = tf_dossier_list (self->dossier, "issue");
  TfTable *table;

  tf_document_add_heading (self->document, 2, "", T_("Issues of this file"), "issues");
  if (issues == NULL && self->facts->number == 0)
    {
      tf_document_add_plain (self->document, T_("The file has not been issued yet."));
      return;
    }

  table = tf_table_new (G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    tf_table_set_column (table, i, titles[i], 0, TF_ALIGN_START);
  tf_table_set_wide (table, TRUE);
  for (guint i = 0; issues != NULL && i < issues->len; i++)
    {
      TfRecord *issue = g_ptr_array_index (issues, i);
      g_autofree char *by = dup_person (self, tf_record_get (issue, "by"));

      add_issue (self, table, tf_record_get (issue, "number"),
                 tf_bundle_get_choice (self, issue, "purpose"), tf_record_get (issue, "at"), by);
    }
  if (self->facts->number > 0)
    {
      g_autofree char *number = g_strdup_printf (T_("%u (this one)"), self->facts->number);

      add_issue (self, table, number,
                 tf_purpose_get_label_in (self->facts->purpose, self->language), self->facts->at,
                 self->facts->by);
    }
  tf_document_add_table (self->document, table);
}

/* Cover, contents and everything that tells which file this is. */
void
tf_bundle_add_front (TfBundle *self)
{
  add_cover (self);
  tf_document_add_contents (self->document, T_("Contents"), CONTENTS_LEVEL);
  tf_document_add_page_break (self->document);
  tf_document_add_heading (self->document, 1, "", T_("Document control"), "control");
  add_controls (self);
  add_summary (self);
  add_approvals (self);
  add_issues (self);
}
