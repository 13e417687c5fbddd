/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-law.h"

#include "tf-law-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/tree.h>

#define SCHEMA "law.rng"

typedef struct
{
  TfLaw      *law;
  char       *name;          /* of the catalogue, for messages */
  char       *overlay_name;  /* of its translation */
  xmlNode    *overlay_act;
  GHashTable *overlay;       /* "kind/id" -> node of the translation not yet used */
  gboolean    translated;
} Reader;

static void
reader_clear (Reader *self)
{
  g_free (self->name);
  g_free (self->overlay_name);
  g_hash_table_unref (self->overlay);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static G_GNUC_PRINTF (4, 5) gboolean
fail (GError     **error,
      const char  *name,
      xmlNode     *node,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  tf_law_set_invalid (error, name, (int) xmlGetLineNo (node), message);

  return FALSE;
}

/* Texts */

static const char *
keep_content (TfLaw   *law,
              xmlNode *node)
{
  return tf_law_node_keep_text (node, law->pool);
}

static const char *
keep_attribute (TfLaw      *law,
                xmlNode    *node,
                const char *name)
{
  return tf_law_node_keep (node, law->pool, name);
}

static void
note_untranslated (Reader     *self,
                   const char *id,
                   const char *name)
{
  g_autofree char *missing = g_strconcat (id, "/", name, NULL);

  if (self->translated)
    g_ptr_array_add (self->law->untranslated, g_string_chunk_insert (self->law->pool, missing));
}

/* The text in the language wanted; where the translation lacks it, that of the catalogue. */
static const char *
read_text (Reader     *self,
           xmlNode    *node,
           xmlNode    *translated,
           const char *id,
           const char *name,
           guint       index)
{
  xmlNode *base = tf_law_node_find (node, name, index);
  xmlNode *better = tf_law_node_find (translated, name, index);

  if (base == NULL)
    return "";

  if (better != NULL)
    return keep_content (self->law, better);

  /* Prescribed wording exists only where the act itself has it in that language. */
  if (!g_str_equal (name, "wording"))
    note_untranslated (self, id, name);

  return keep_content (self->law, base);
}

/* Translation */

static char *
overlay_key (const char *kind,
             const char *id)
{
  return g_strconcat (kind, "/", id, NULL);
}

static xmlNode *
take_translation (Reader     *self,
                  const char *kind,
                  const char *id)
{
  g_autofree char *key = overlay_key (kind, id);
  xmlNode *node = g_hash_table_lookup (self->overlay, key);

  g_hash_table_remove (self->overlay, key);

  return node;
}

static gboolean
index_translation (Reader   *self,
                   xmlNode  *root,
                   GError  **error)
{
  for (xmlNode *child = root->children; child != NULL; child = child->next)
    {
      const char *id;
      g_autofree char *key = NULL;

      if (tf_law_node_is (child, "act"))
        self->overlay_act = child;
      if (!tf_law_node_is (child, "entry") && !tf_law_node_is (child, "condition"))
        continue;

      id = keep_attribute (self->law, child, "id");
      key = overlay_key ((const char *) child->name, id);
      if (g_hash_table_contains (self->overlay, key))
        return fail (error, self->overlay_name, child, _("“%s” is translated twice."), id);
      g_hash_table_insert (self->overlay, g_steal_pointer (&key), child);
    }

  return TRUE;
}

/* A translation of another version would say what the law no longer says. */
static gboolean
open_translation (Reader   *self,
                  xmlNode  *root,
                  GError  **error)
{
  const char *of = keep_attribute (self->law, root, "of");

  if (!g_str_equal (of, self->law->id))
    return fail (error, self->overlay_name, root,
                 _("The file translates “%s”, but the catalogue is “%s”."), of, self->law->id);

  if (!g_str_equal (keep_attribute (self->law, root, "version"), self->law->version))
    return TRUE;

  self->translated = TRUE;
  self->law->language = keep_attribute (self->law, root, "lang");

  return index_translation (self, root, error);
}

static gboolean
check_translation_used (Reader  *self,
                        GError **error)
{
  GHashTableIter iter;
  gpointer value;
  xmlNode *first = NULL;

  g_hash_table_iter_init (&iter, self->overlay);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (first == NULL || xmlGetLineNo (value) < xmlGetLineNo (first))
        first = value;
    }
  if (first == NULL)
    return TRUE;

  return fail (error, self->overlay_name, first, _("The catalogue has no entry “%s”."),
               keep_attribute (self->law, first, "id"));
}

/* Entries */

static TfLawMark
read_mark (Reader  *self,
           xmlNode *node)
{
  const char *word = keep_attribute (self->law, node, "mark");

  for (guint mark = 0; mark < TF_LAW_N_MARKS; mark++)
    {
      if (g_str_equal (word, tf_law_mark_to_string (mark)))
        return mark;
    }

  g_assert_not_reached ();
}

static TfLawExemption
read_exemption (Reader  *self,
                xmlNode *node)
{
  const char *word = keep_attribute (self->law, node, "exemption");

  if (g_str_equal (word, "condition"))
    return TF_LAW_EXEMPTION_CONDITION;

  return g_str_equal (word, "reason") ? TF_LAW_EXEMPTION_REASON : TF_LAW_EXEMPTION_NEVER;
}

static gboolean
is_kind (const xmlNode *node,
         TfLawKind     *kind)
{
  for (guint i = 0; i < TF_LAW_N_KINDS; i++)
    {
      if (tf_law_node_is (node, tf_law_kind_to_string (i)))
        {
          *kind = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* The identifier of an entry says where it belongs; a slot is numbered like its family. */
static gboolean
check_place (Reader            *self,
             xmlNode           *node,
             const TfLawEntry  *entry,
             GError           **error)
{
  g_autofree char *prefix = NULL;

  if (entry->parent == NULL)
    return TRUE;

  if (entry->kind == TF_LAW_SLOT)
    prefix = g_strdup (entry->parent->number);
  else
    prefix = g_strconcat (entry->parent->id, ".", NULL);

  if (g_str_has_prefix (entry->id, prefix))
    return TRUE;

  return fail (error, self->name, node, _("“%s” does not belong under “%s”."),
               entry->id, entry->parent->id);
}

/* What a marked fact rests on. */
static const char *
read_source (Reader     *self,
             xmlNode    *node,
             xmlNode    *translated,
             const char *id)
{
  const char *base = keep_attribute (self->law, node, "source");
  const char *better = keep_attribute (self->law, translated, "source");

  if (*base == '\0' || *better != '\0')
    return *base != '\0' ? better : base;

  note_untranslated (self, id, "source");
  return base;
}

static void
read_notes (Reader     *self,
            xmlNode    *node,
            xmlNode    *translated,
            TfLawEntry *entry)
{
  xmlNode *child;

  for (guint i = 0; (child = tf_law_node_find (node, "note", i)) != NULL; i++)
    {
      TfLawNote *note = g_new0 (TfLawNote, 1);

      note->mark = read_mark (self, child);
      note->source = read_source (self, child, tf_law_node_find (translated, "note", i), entry->id);
      note->text = read_text (self, node, translated, entry->id, "note", i);
      g_ptr_array_add (entry->notes, note);
    }
}

static void
read_texts (Reader     *self,
            xmlNode    *node,
            xmlNode    *translated,
            TfLawEntry *entry)
{
  const char *number = keep_attribute (self->law, translated, "number");
  const char *citation = keep_attribute (self->law, translated, "citation");

  entry->number = *number != '\0' ? number : keep_attribute (self->law, node, "number");
  entry->citation = *citation != '\0' ? citation : keep_attribute (self->law, node, "citation");
  if (*citation == '\0')
    note_untranslated (self, entry->id, "citation");
  entry->source = read_source (self, node, translated, entry->id);
  entry->title = read_text (self, node, translated, entry->id, "title", 0);
  entry->summary = read_text (self, node, translated, entry->id, "summary", 0);
  entry->belongs = read_text (self, node, translated, entry->id, "belongs", 0);
  entry->looks = read_text (self, node, translated, entry->id, "looks", 0);
  entry->example = read_text (self, node, translated, entry->id, "example", 0);
  entry->wording = read_text (self, node, translated, entry->id, "wording", 0);
  entry->deviation_text = read_text (self, node, translated, entry->id, "deviation", 0);
  entry->deviation = *entry->deviation_text != '\0';
  read_notes (self, node, translated, entry);
}

/* A typical measure or proof is one sentence, under the number and mark of its limb. */
static void
read_typical (Reader     *self,
              xmlNode    *node,
              xmlNode    *translated,
              TfLawEntry *entry)
{
  const TfLawEntry *limb = entry->parent;
  xmlNode *title = tf_law_node_find (translated, "title", 0);

  entry->number = limb->number;
  entry->citation = limb->citation;
  entry->mark = limb->mark;
  entry->source = limb->source;
  entry->title = keep_content (self->law, title != NULL ? title : node);
  entry->summary = entry->belongs = entry->looks = entry->example = "";
  entry->wording = entry->deviation_text = "";
  entry->exemption = TF_LAW_EXEMPTION_REASON;

  if (title == NULL)
    note_untranslated (self, entry->id, "title");
}

static gboolean
read_rule (Reader      *self,
           xmlNode     *node,
           TfLawEntry  *entry,
           GError     **error)
{
  const char *condition = keep_attribute (self->law, node, "condition");

  entry->mark = read_mark (self, node);
  entry->exemption = read_exemption (self, node);
  entry->on_request = *keep_attribute (self->law, node, "on-request") != '\0';
  entry->after_dossier = *keep_attribute (self->law, node, "after-dossier") != '\0';

  if (*condition != '\0')
    {
      entry->condition = g_hash_table_lookup (self->law->conditions_by_id, condition);
      if (entry->condition == NULL)
        return fail (error, self->name, node, _("“%s” refers to the unknown condition “%s”."),
                     entry->id, condition);
    }
  else if (entry->exemption == TF_LAW_EXEMPTION_CONDITION)
    {
      return fail (error, self->name, node, _("“%s” is exempt on a condition but names none."),
                   entry->id);
    }

  return TRUE;
}

static TfLawEntry *
add_entry (Reader     *self,
           xmlNode    *node,
           TfLawKind   kind,
           TfLawEntry *parent)
{
  TfLaw *law = self->law;
  TfLawEntry *entry = g_new0 (TfLawEntry, 1);

  entry->kind = kind;
  entry->id = keep_attribute (law, node, "id");
  entry->parent = parent;
  entry->children = g_ptr_array_new ();
  entry->notes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (law->entries, entry);
  g_ptr_array_add (law->lists[kind], entry);
  if (parent != NULL)
    g_ptr_array_add (parent->children, entry);

  return entry;
}

static gboolean read_entries (Reader      *self,
                              xmlNode     *node,
                              TfLawEntry  *parent,
                              GError     **error);

static gboolean
read_entry (Reader      *self,
            xmlNode     *node,
            TfLawKind    kind,
            TfLawEntry  *parent,
            GError     **error)
{
  TfLawEntry *entry = add_entry (self, node, kind, parent);
  xmlNode *translated = take_translation (self, "entry", entry->id);

  if (!g_hash_table_insert (self->law->entries_by_id, (gpointer) entry->id, entry))
    return fail (error, self->name, node, _("The identifier “%s” is used twice."), entry->id);

  if (!check_place (self, node, entry, error))
    return FALSE;

  if (kind == TF_LAW_MEASURE || kind == TF_LAW_PROOF)
    {
      read_typical (self, node, translated, entry);
      return TRUE;
    }

  read_texts (self, node, translated, entry);

  return read_rule (self, node, entry, error) && read_entries (self, node, entry, error);
}

static gboolean
read_entries (Reader      *self,
              xmlNode     *node,
              TfLawEntry  *parent,
              GError     **error)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      TfLawKind kind;

      if (is_kind (child, &kind) && !read_entry (self, child, kind, parent, error))
        return FALSE;
    }

  return TRUE;
}

/* A group may name the slot in which its entries are answered, all of them together. */
static gboolean
read_group (Reader   *self,
            xmlNode  *group,
            GError  **error)
{
  const char *id = keep_attribute (self->law, group, "point");
  const TfLawEntry *point = g_hash_table_lookup (self->law->entries_by_id, id);
  guint first = self->law->entries->len;

  if (*id != '\0' && (point == NULL || point->kind != TF_LAW_SLOT))
    return fail (error, self->name, group, _("There is no slot “%s” to hold these entries."), id);

  if (!read_entries (self, group, NULL, error))
    return FALSE;

  for (guint i = first; i < self->law->entries->len; i++)
    ((TfLawEntry *) self->law->entries->pdata[i])->point = point;

  return TRUE;
}

static gboolean
read_conditions (Reader   *self,
                 xmlNode  *node,
                 GError  **error)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      TfLawCondition *condition;

      if (!tf_law_node_is (child, "condition"))
        continue;

      condition = g_new0 (TfLawCondition, 1);
      g_ptr_array_add (self->law->conditions, condition);
      condition->id = keep_attribute (self->law, child, "id");
      condition->kind = keep_attribute (self->law, child, "kind");
      condition->field = keep_attribute (self->law, child, "field");
      condition->value = keep_attribute (self->law, child, "value");
      condition->text = read_text (self, child,
                                   take_translation (self, "condition", condition->id),
                                   condition->id, "text", 0);
      if (!g_hash_table_insert (self->law->conditions_by_id, (gpointer) condition->id, condition))
        return fail (error, self->name, child, _("The condition “%s” is given twice."),
                     condition->id);
    }

  return TRUE;
}

static void
read_head (Reader  *self,
           xmlNode *root)
{
  TfLaw *law = self->law;

  law->id = keep_attribute (law, root, "id");
  law->version = keep_attribute (law, root, "version");
  law->checked = keep_attribute (law, root, "checked");
  law->language = keep_attribute (law, root, "language");
}

static gboolean
read_body (Reader   *self,
           xmlNode  *root,
           GError  **error)
{
  TfLaw *law = self->law;
  xmlNode *act = tf_law_node_find (root, "act", 0);

  law->act = read_text (self, act, self->overlay_act, "act", "name", 0);
  law->act_title = read_text (self, act, self->overlay_act, "act", "title", 0);
  law->act_reference = read_text (self, act, self->overlay_act, "act", "reference", 0);
  law->act_eli = keep_attribute (law, act, "eli");

  if (!read_conditions (self, tf_law_node_find (root, "conditions", 0), error))
    return FALSE;

  for (xmlNode *group = root->children; group != NULL; group = group->next)
    {
      if (!tf_law_node_is (group, "conditions") && !read_group (self, group, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
tf_law_read_document (TfLaw   *self,
                      GFile   *file,
                      GFile   *translation,
                      GError **error)
{
  g_auto(Reader) reader = { .law = self };
  g_autoptr(xmlDoc) document = NULL;
  g_autoptr(xmlDoc) overlay = NULL;

  reader.name = g_file_get_basename (file);
  reader.overlay = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  document = tf_law_open_document (file, SCHEMA, reader.name, "catalogue", error);
  if (document == NULL)
    return FALSE;

  read_head (&reader, xmlDocGetRootElement (document));
  if (translation != NULL)
    {
      reader.overlay_name = g_file_get_basename (translation);
      overlay = tf_law_open_document (translation, SCHEMA, reader.overlay_name, "translation", error);
      if (overlay == NULL || !open_translation (&reader, xmlDocGetRootElement (overlay), error))
        return FALSE;
    }

  return read_body (&reader, xmlDocGetRootElement (document), error) &&
         check_translation_used (&reader, error);
}
