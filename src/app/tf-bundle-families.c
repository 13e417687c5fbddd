/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-bundle-private.h"

#include <string.h>

static void
add_links (TfBundle         *self,
           const TfLawEntry *entry)
{
  g_autoptr(GPtrArray) links = tf_dossier_list_links (self->dossier, entry->id);

  if (links->len == 0)
    return;

  tf_document_add_subheading (self->document, 3, tf_inlines_new_text (T_("Evidence")));
  for (guint i = 0; i < links->len; i++)
    {
      TfInlines *line = tf_inlines_new ();

      tf_bundle_add_proof_link (self, line, links->pdata[i]);
      tf_document_add_list_item (self->document, 1, "", line);
    }
}

static void
add_reason (TfBundle         *self,
            const TfLawEntry *entry,
            TfRecord         *record)
{
  const char *reason = tf_record_get (record, "reason");

  tf_document_add_callout (self->document, TF_CALLOUT_NOTE, T_("Not applicable"),
                           tf_inlines_new_text (*reason != '\0' ? reason
                                                : T_("No reason has been given yet.")));
}

static void
add_answer (TfBundle         *self,
            const TfLawEntry *entry)
{
  TfRecord *record = tf_dossier_find_answer (self->dossier, entry);
  g_autofree char *explanation = tf_bundle_dup_explanation (self, entry);
  g_autoptr(TfText) text = tf_bundle_read_text (self, entry, record);
  gboolean denied = record != NULL && strcmp (tf_record_get (record, "applicable"), "no") == 0;

  if (*explanation != '\0')
    tf_document_add_paragraph (self->document,
                               tf_inlines_new_styled (explanation, TF_INLINE_ITALIC));
  if (denied)
    add_reason (self, entry, record);
  if (text != NULL)
    tf_document_add_text (self->document, text);
  add_links (self, entry);
}

static void
add_note (TfBundle         *self,
          const TfLawEntry *entry)
{
  g_autofree char *state = tf_bundle_dup_state (self, entry);

  tf_document_add_side_note (self->document, entry->number, entry->citation, state);
}

static guint
count_children (const TfLawEntry *entry,
                TfLawKind         kind)
{
  guint n = 0;

  for (guint i = 0; i < entry->children->len; i++)
    n += ((const TfLawEntry *) entry->children->pdata[i])->kind == kind;

  return n;
}

static void
add_element (TfBundle         *self,
             const TfLawEntry *element,
             guint             level,
             gboolean          only)
{
  g_autofree char *destination = tf_bundle_dup_destination (element);

  if (only)
    tf_document_add_destination (self->document, destination);
  else
    {
      tf_document_add_heading (self->document, level, "", element->title, destination);
      add_note (self, element);
    }
  add_answer (self, element);
}

static void
add_elements (TfBundle         *self,
              const TfLawEntry *slot,
              guint             level,
              gboolean          only)
{
  for (guint i = 0; i < slot->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (slot->children, i);

      if (child->kind == TF_LAW_ELEMENT)
        add_element (self, child, level, only);
    }
}

static void
add_slot (TfBundle         *self,
          const TfLawEntry *slot)
{
  g_autofree char *destination = tf_bundle_dup_destination (slot);
  gboolean only = count_children (slot, TF_LAW_ELEMENT) == 1;

  tf_document_add_heading (self->document, 2, slot->number, slot->title, destination);
  if (only)
    add_note (self, slot);
  add_elements (self, slot, 3, only);
}

/* A family that is a single point needs no second heading for it. */
static void
add_single_slot (TfBundle         *self,
                 const TfLawEntry *slot)
{
  g_autofree char *destination = tf_bundle_dup_destination (slot);
  gboolean only = count_children (slot, TF_LAW_ELEMENT) == 1;

  tf_document_add_destination (self->document, destination);
  if (only)
    add_note (self, slot);
  add_elements (self, slot, 2, only);
}

static void
add_family (TfBundle         *self,
            const TfLawEntry *family)
{
  g_autofree char *destination = g_strdup_printf ("family-%s", family->number);
  gboolean single = count_children (family, TF_LAW_SLOT) == 1;

  tf_document_add_page_break (self->document);
  tf_document_add_heading (self->document, 1, family->number, family->title, destination);
  tf_document_add_paragraph (self->document,
                             tf_inlines_new_styled (family->summary, TF_INLINE_ITALIC));
  for (guint i = 0; i < family->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (family->children, i);

      if (child->kind == TF_LAW_SLOT && single)
        add_single_slot (self, child);
      else if (child->kind == TF_LAW_SLOT)
        add_slot (self, child);
    }
}

/* The eight families with everything that was written for their points. */
void
tf_bundle_add_families (TfBundle *self)
{
  GPtrArray *families = tf_law_list (self->law, TF_LAW_FAMILY);

  for (guint i = 0; i < families->len; i++)
    add_family (self, g_ptr_array_index (families, i));
}
