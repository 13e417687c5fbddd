/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-bundle-private.h"

#include "tf-file-name.h"
#include "tf-media-type.h"

#include <string.h>

#define MANIFEST_NAME "manifest.xml"

static char *
dup_size (TfBundle *self,
          TfRecord *revision)
{
  gint64 size = tf_record_get_integer (revision, "size");
  g_autofree char *exact = g_strdup_printf ("%" G_GINT64_FORMAT, size);
  g_autoptr(GString) grouped = g_string_new (exact);

  /* A thin space sets thousands apart in every language. */
  for (gssize i = (gssize) grouped->len - 3; i > 0; i -= 3)
    g_string_insert (grouped, i, "\u202f");

  /* Translators: a number of bytes, grouped by thousands */
  return g_strdup_printf (LN_ (self->language, "%s byte", "%s bytes", (gulong) size), grouped->str);
}

/* The type in words, where it is a known one. */
static const char *
get_type_name (TfBundle *self,
               TfRecord *revision)
{
  const char *type = tf_record_get (revision, "media-type");
  const TfMediaType *known = tf_media_type_lookup (type);

  return known != NULL ? L_ (self->language, known->name) : type;
}

static void
add_control (TfTable    *table,
             const char *label,
             const char *value)
{
  if (*value != '\0')
    tf_table_add_control (table, label, tf_inlines_new_text (value));
}

/* The four dates in one cell; what is not known is said. */
static TfInlines *
make_dates (TfBundle *self,
            TfRecord *revision)
{
  const struct
  {
    const char *field;
    const char *label;
  } dates[] = {
    { "effective", T_("Effective") }, { "received", T_("Received") },
    { "valid-until", T_("Valid until") }, { "next-review", T_("Next review") },
  };
  TfInlines *cell = tf_inlines_new ();

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *date = tf_bundle_dup_date (self, tf_record_get (revision, dates[i].field));

      if (i > 0)
        tf_inlines_add (cell, "\n", TF_INLINE_NONE);
      tf_inlines_add (cell, dates[i].label, TF_INLINE_DIM);
      tf_inlines_add (cell, "\u2002", TF_INLINE_NONE);
      tf_inlines_add (cell, *date != '\0' ? date : T_("not stated"),
                      *date != '\0' ? TF_INLINE_NONE : TF_INLINE_ITALIC);
    }

  return cell;
}

static char *
dup_versions (TfRecord *revision)
{
  g_auto(GStrv) lines = tf_record_dup_lines (revision, "versions");

  return g_strjoinv (", ", lines);
}

/* The points that rest on a revision, as links back. */
static TfInlines *
make_uses (TfBundle      *self,
           TfBundleProof *proof)
{
  GPtrArray *links = tf_dossier_list (self->dossier, "link");
  TfInlines *uses = tf_inlines_new ();

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      if (strcmp (tf_record_get (links->pdata[i], "revision"),
                  tf_record_get_id (proof->revision)) != 0)
        continue;
      if (tf_inlines_get_n_runs (uses) > 0)
        tf_inlines_add (uses, "\n", TF_INLINE_NONE);
      tf_bundle_add_subject (self, uses, tf_record_get (links->pdata[i], "subject"));
    }

  return uses;
}

static void
add_file_controls (TfBundle      *self,
                   TfTable       *table,
                   TfBundleProof *proof)
{
  g_autofree char *name = tf_file_name_display (tf_record_get (proof->revision, "file-name"));
  g_autofree char *size = dup_size (self, proof->revision);
  g_autofree char *type = g_strdup_printf ("%s (%s), %s", get_type_name (self, proof->revision),
                                           tf_record_get (proof->revision, "media-type"), size);

  add_control (table, T_("File name"), name);
  if (proof->problem == NULL)
    add_control (table, T_("Embedded as"), proof->file_name);
  add_control (table, T_("Type and size"), type);
  tf_table_add_control (table, T_("SHA-256"),
                        tf_inlines_new_styled (tf_record_get (proof->revision, "sha256"),
                                               TF_INLINE_MONO | TF_INLINE_DIM));
}

static void
add_card (TfBundle      *self,
          TfBundleProof *proof)
{
  TfTable *table = tf_table_new_controls ();
  g_autofree char *versions = dup_versions (proof->revision);
  /* Translators: a revision of a document */
  g_autofree char *revision = g_strdup_printf (T_("Revision %s"),
                                               tf_record_get (proof->revision, "number"));

  tf_document_add_heading (self->document, 3, proof->label, tf_record_get_title (proof->evidence),
                           proof->destination);
  tf_document_add_side_note (self->document, proof->label, revision,
                             tf_bundle_get_choice (self, proof->evidence, "classification"));
  if (proof->problem != NULL)
    tf_document_add_callout (self->document, TF_CALLOUT_WARNING,
                             T_("The file is not in this bundle"),
                             tf_inlines_new_text (T_("The library has lost it, or it is not what "
                                                     "it was when it was added.")));
  add_control (table, T_("Description"), tf_record_get (proof->evidence, "description"));
  add_file_controls (self, table, proof);
  tf_table_add_control (table, T_("Issuer"),
                        *tf_record_get (proof->revision, "issuer") != '\0'
                          ? tf_inlines_new_text (tf_record_get (proof->revision, "issuer"))
                          : tf_inlines_new_styled (T_("Not stated"), TF_INLINE_ITALIC));
  tf_table_add_control (table, T_("Dates"), make_dates (self, proof->revision));
  add_control (table, T_("Covered versions"), versions);
  tf_table_add_control (table, T_("Used by"), make_uses (self, proof));
  tf_document_add_table (self->document, table);
}

static void
add_overview (TfBundle *self)
{
  const char *titles[] = { T_("Number"), T_("Title"), T_("Revision"), T_("Type"), T_("Valid until"),
                          T_("Page") };
  TfTable *table = tf_table_new (G_N_ELEMENTS (titles));

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    tf_table_set_column (table, i, titles[i], 0,
                         i == 2 || i == 5 ? TF_ALIGN_END : TF_ALIGN_START);
  tf_table_set_wide (table, TRUE);
  tf_table_set_header_column (table, TRUE);
  for (guint i = 0; i < self->proofs->len; i++)
    {
      TfBundleProof *proof = g_ptr_array_index (self->proofs, i);
      g_autofree char *valid = tf_bundle_dup_date (self, tf_record_get (proof->revision,
                                                                        "valid-until"));
      TfInlines *place = tf_inlines_new ();

      tf_table_add_text (table, proof->label);
      tf_table_add_text (table, tf_record_get_title (proof->evidence));
      tf_table_add_text (table, tf_record_get (proof->revision, "number"));
      tf_table_add_text (table, get_type_name (self, proof->revision));
      tf_table_add_text (table, *valid != '\0' ? valid : "–");
      tf_inlines_add_link (place, "", TF_INLINE_NONE, proof->destination, TRUE);
      tf_table_add_cell (table, place);
    }
  tf_document_add_table (self->document, table);
}

static gboolean
is_used (TfBundle *self,
         TfRecord *evidence)
{
  for (guint i = 0; i < self->proofs->len; i++)
    if (((TfBundleProof *) self->proofs->pdata[i])->evidence == evidence)
      return TRUE;

  return FALSE;
}

/* Evidence of the product that no point of this release rests on is named, not embedded. */
static void
add_unused (TfBundle *self)
{
  GPtrArray *evidence = tf_dossier_list (self->dossier, "evidence");
  gboolean first = TRUE;

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      g_autofree char *line = NULL;

      if (is_used (self, evidence->pdata[i]))
        continue;
      if (first)
        {
          tf_document_add_heading (self->document, 2, "", T_("Evidence that no point uses"),
                                   "evidence-unused");
          tf_document_add_plain (self->document,
                                 T_("The library keeps these for the product. No point of this "
                                   "release rests on them, so their files are not embedded."));
        }
      first = FALSE;
      line = tf_record_dup_heading (evidence->pdata[i]);
      tf_document_add_list_item (self->document, 1, "", tf_inlines_new_text (line));
    }
}

/* The day a file came in is what the library knows of its age. */
static GDateTime *
get_time (TfBundle *self,
          TfRecord *revision)
{
  GDate day;

  if (!tf_record_get_date (revision, "received", &day))
    return g_date_time_ref (self->time);

  return g_date_time_new_utc (g_date_get_year (&day), (int) g_date_get_month (&day),
                              g_date_get_day (&day), 0, 0, 0);
}

static void
attach (TfBundle      *self,
        TfBundleProof *proof,
        GHashTable    *taken)
{
  const char *sha256 = tf_record_get (proof->revision, "sha256");
  g_autofree char *path = self->objects->dup_path (sha256, self->objects->user_data);
  g_autofree char *wanted = g_strdup_printf ("%s r%s %s", proof->label,
                                             tf_record_get (proof->revision, "number"),
                                             tf_record_get (proof->revision, "file-name"));
  g_autofree char *description = NULL;
  g_autoptr(GDateTime) time = get_time (self, proof->revision);

  g_free (proof->file_name);
  proof->file_name = tf_file_name_safe (wanted, taken);
  /* Translators: a document: its number, its title, its revision */
  description = g_strdup_printf (T_("%s %s, revision %s"), proof->label,
                                 tf_record_get_title (proof->evidence),
                                 tf_record_get (proof->revision, "number"));
  tf_document_add_attachment (self->document,
                              tf_attachment_new (path, proof->file_name, description,
                                                 tf_record_get (proof->revision, "media-type"),
                                                 TF_ATTACHMENT_SUPPLEMENT, time, sha256));
}

/* Gives every original its name inside the bundle, or says why it is not there. */
static void
attach_originals (TfBundle *self)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (taken, g_strdup (MANIFEST_NAME));
  for (guint i = 0; i < self->proofs->len; i++)
    {
      TfBundleProof *proof = g_ptr_array_index (self->proofs, i);

      if (proof->problem == NULL)
        attach (self, proof, taken);
      else
        tf_bundle_leave_out (self,
                             g_strdup_printf ("%s %s: %s", proof->label,
                                              tf_record_get_title (proof->evidence),
                                                    proof->problem));
    }
}

/* The list of evidence: an overview, then a card for each revision. */
void
tf_bundle_add_evidence (TfBundle *self)
{
  tf_document_add_page_break (self->document);
  tf_document_add_heading (self->document, 1, "", T_("List of evidence"), "evidence");
  attach_originals (self);
  if (self->proofs->len == 0)
    tf_document_add_plain (self->document, T_("No point rests on evidence yet."));
  else
    {
      add_overview (self);
      tf_document_add_heading (self->document, 2, "", T_("Particulars"), "evidence-particulars");
    }
  for (guint i = 0; i < self->proofs->len; i++)
    add_card (self, g_ptr_array_index (self->proofs, i));
  add_unused (self);
}

/* The files inside the PDF and how to take them out. */
void
tf_bundle_add_attachments (TfBundle *self,
                           GBytes   *manifest)
{
  if (manifest != NULL)
    tf_document_add_attachment (self->document,
                                tf_attachment_new_bytes (manifest, MANIFEST_NAME,
                                                         T_("Manifest: everything in this bundle, "
                                                           "with its SHA-256"),
                                                         "application/xml", TF_ATTACHMENT_DATA,
                                                         self->time));
  tf_document_add_page_break (self->document);
  tf_document_add_heading (self->document, 1, "", T_("Embedded files"), "attachments");
  tf_document_add_plain (self->document,
                         T_("The originals lie inside this PDF, byte for byte. PDF readers list "
                           "them in a side bar called “Attachments” or behind the sign of a "
                           "paper clip, and save them from there. A file is unchanged "
                           "where its SHA-256 equals the one printed here."));
  tf_document_add_attachment_list (self->document);
}
