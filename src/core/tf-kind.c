/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-kind.h"

#include "tf-resource.h"
#include "tf-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#define RECORDS_RESOURCE "/io/github/techfile/Techfile/records.xml"

G_DEFINE_QUARK (tf-record-error-quark, tf_record_error)

static const char *const type_names[] = {
  [TF_FIELD_LINE]      = "line",
  [TF_FIELD_PARAGRAPH] = "paragraph",
  [TF_FIELD_TEXT]      = "text",
  [TF_FIELD_DATE]      = "date",
  [TF_FIELD_TIME]      = "time",
  [TF_FIELD_BOOLEAN]   = "boolean",
  [TF_FIELD_CHOICE]    = "choice",
  [TF_FIELD_REFERENCE] = "reference",
  [TF_FIELD_INTEGER]   = "integer",
  [TF_FIELD_LINES]     = "lines",
  [TF_FIELD_HASH]      = "hash",
  [TF_FIELD_OBJECT]    = "object",
};

static gboolean
is_element (const xmlNode *node,
            const char    *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static const char *
intern_attribute (xmlNode    *node,
                  const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  const char *interned = g_intern_string (value != NULL ? (const char *) value : "");

  xmlFree (value);
  return interned;
}

static gboolean
get_flag (xmlNode    *node,
          const char *name,
          gboolean    fallback)
{
  const char *value = intern_attribute (node, name);

  return *value == '\0' ? fallback : strcmp (value, "yes") == 0;
}

static const char *
intern_content (xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  const char *interned = g_intern_string ((const char *) content);

  xmlFree (content);
  return interned;
}

static const char *
intern_child (xmlNode    *node,
              const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, name))
      return intern_content (child);

  return "";
}

/* In the language of the program. */
static const char *
translate (const char *text)
{
  return *text != '\0' ? g_intern_string (g_dgettext (GETTEXT_PACKAGE, text)) : "";
}

static TfFieldType
parse_type (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (strcmp (name, type_names[i]) == 0)
      return i;

  g_error ("records.xml: no field type “%s”", name);
}

static void
read_choices (TfField *field,
              xmlNode *node)
{
  GArray *choices = g_array_new (FALSE, FALSE, sizeof (TfChoice));

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, "choice"))
      {
        const char *name = intern_content (child);
        TfChoice choice = { intern_attribute (child, "id"), name, translate (name) };

        g_array_append_val (choices, choice);
      }

  field->n_choices = choices->len;
  field->choices = (const TfChoice *) g_array_free (choices, FALSE);
}

static TfField
read_field (xmlNode    *node,
            const char *group)
{
  TfField field = {
    .id = intern_attribute (node, "id"),
    .type = parse_type (intern_attribute (node, "type")),
    .name = intern_child (node, "label"),
    .help = translate (intern_child (node, "help")),
    .law = intern_attribute (node, "law"),
    .to = intern_attribute (node, "to"),
    .required = get_flag (node, "required", FALSE),
    .fixed = get_flag (node, "fixed", FALSE),
    .search = get_flag (node, "search", FALSE),
    .wanted = get_flag (node, "wanted", FALSE),
    .derived = get_flag (node, "derived", FALSE),
    .content = get_flag (node, "content", FALSE),
    .initial = intern_attribute (node, "default"),
    .inherit = get_flag (node, "inherit", TRUE),
    .group = group,
  };

  field.label = translate (field.name);
  if (field.type == TF_FIELD_CHOICE)
    read_choices (&field, node);

  return field;
}

static xmlNode *
find_group (xmlNode    *root,
            const char *id)
{
  for (xmlNode *node = root->children; node != NULL; node = node->next)
    if (is_element (node, "fields") && strcmp (intern_attribute (node, "id"), id) == 0)
      return node;

  g_error ("records.xml: no group of fields “%s”", id);
}

static void
read_fields (GArray     *fields,
             xmlNode    *node,
             xmlNode    *root,
             const char *group)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (is_element (child, "field"))
      {
        TfField field = read_field (child, group);

        g_array_append_val (fields, field);
      }
    else if (is_element (child, "use"))
      {
        const char *used = intern_attribute (child, "fields");

        read_fields (fields, find_group (root, used), root, used);
      }
}

static const TfKind *
find_kind (GPtrArray  *kinds,
           const char *id)
{
  for (guint i = 0; i < kinds->len; i++)
    {
      const TfKind *kind = g_ptr_array_index (kinds, i);

      if (strcmp (kind->id, id) == 0)
        return kind;
    }

  return NULL;
}

static TfKind *
read_kind (xmlNode   *node,
           xmlNode   *root,
           GPtrArray *kinds)
{
  TfKind *kind = g_new0 (TfKind, 1);
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (TfField));

  read_fields (fields, node, root, g_intern_static_string (""));
  kind->id = intern_attribute (node, "id");
  kind->name = intern_child (node, "label");
  kind->label = translate (kind->name);
  kind->plural = translate (intern_child (node, "plural"));
  kind->parent = find_kind (kinds, intern_attribute (node, "parent"));
  kind->keyed = get_flag (node, "keyed", FALSE);
  kind->undo = get_flag (node, "undo", TRUE);
  kind->inherit = get_flag (node, "inherit", TRUE);
  kind->made_by = intern_attribute (node, "made-by");
  kind->place = intern_attribute (node, "place");
  kind->n_fields = fields->len;
  kind->fields = (const TfField *) g_array_free (fields, FALSE);
  kind->title = tf_kind_lookup_field (kind, intern_attribute (node, "title"));
  kind->of = tf_kind_lookup_field (kind, intern_attribute (node, "of"));

  return kind;
}

/* Looked up among all resources, so that GLib's G_RESOURCE_OVERLAYS can put another description in
 * the place of this one. */
static GPtrArray *
load_kinds (void)
{
  g_autoptr(GPtrArray) kinds = g_ptr_array_new ();
  g_autoptr(GBytes) bytes = NULL;
  xmlDoc *doc;
  xmlNode *root;

  tf_resource_get ();
  bytes = g_resources_lookup_data (RECORDS_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  doc = xmlReadMemory (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "records.xml",
                       NULL, XML_PARSE_NONET | XML_PARSE_NOBLANKS);
  g_assert (doc != NULL);
  root = xmlDocGetRootElement (doc);

  for (xmlNode *node = root->children; node != NULL; node = node->next)
    if (is_element (node, "kind"))
      g_ptr_array_add (kinds, read_kind (node, root, kinds));

  xmlFreeDoc (doc);
  return g_steal_pointer (&kinds);
}

static gboolean
is_iso_date (const char *value)
{
  guint year, month, day;

  if (strlen (value) != 10 || value[4] != '-' || value[7] != '-')
    return FALSE;
  for (guint i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (value[i]))
      return FALSE;

  year = g_ascii_strtoull (value, NULL, 10);
  month = g_ascii_strtoull (value + 5, NULL, 10);
  day = g_ascii_strtoull (value + 8, NULL, 10);
  return year > 0 && g_date_valid_dmy (day, month, year);
}

static gboolean
is_iso_time (const char *value)
{
  g_autoptr(GDateTime) time = NULL;

  if (strlen (value) != 20 || value[10] != 'T' || value[19] != 'Z')
    return FALSE;

  time = g_date_time_new_from_iso8601 (value, NULL);
  return time != NULL;
}

static gboolean
is_integer (const char *value)
{
  return strlen (value) <= 18 && strspn (value, "0123456789") == strlen (value);
}

static gboolean
is_hash (const char *value)
{
  return strlen (value) == 64 && strspn (value, "0123456789abcdef") == 64;
}

static gboolean
is_plain (const char *value,
          gboolean    several_lines)
{
  if (!g_utf8_validate (value, -1, NULL))
    return FALSE;

  for (const char *p = value; *p != '\0'; p++)
    if (((guchar) *p < 0x20 && !(several_lines && (*p == '\n' || *p == '\t'))) || *p == 0x7f)
      return FALSE;

  return TRUE;
}

static gboolean
fits (const TfField *self,
      const char    *value)
{
  switch (self->type)
    {
    case TF_FIELD_LINE:
    case TF_FIELD_REFERENCE:
      return is_plain (value, FALSE);
    case TF_FIELD_PARAGRAPH:
    case TF_FIELD_LINES:
      return is_plain (value, TRUE);
    case TF_FIELD_DATE:
      return is_iso_date (value);
    case TF_FIELD_TIME:
      return is_iso_time (value);
    case TF_FIELD_BOOLEAN:
      return strcmp (value, "yes") == 0 || strcmp (value, "no") == 0;
    case TF_FIELD_CHOICE:
      return tf_field_get_choice_label (self, value) != NULL;
    case TF_FIELD_INTEGER:
      return is_integer (value);
    case TF_FIELD_HASH:
    case TF_FIELD_OBJECT:
      return is_hash (value);
    case TF_FIELD_TEXT:
    default:
      return TRUE;
    }
}

static char *
describe_expected (const TfField *self)
{
  g_autoptr(GString) list = g_string_new (NULL);

  switch (self->type)
    {
    case TF_FIELD_DATE:
      return g_strdup (_("a date such as 2027-12-11"));
    case TF_FIELD_TIME:
      return g_strdup (_("a time in UTC such as 2027-12-11T10:14:00Z"));
    case TF_FIELD_BOOLEAN:
      return g_strdup (_("“yes” or “no”"));
    case TF_FIELD_INTEGER:
      return g_strdup (_("a whole number"));
    case TF_FIELD_HASH:
    case TF_FIELD_OBJECT:
      return g_strdup (_("a SHA-256 value of 64 hexadecimal digits"));
    case TF_FIELD_CHOICE:
      for (guint i = 0; i < self->n_choices; i++)
        g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", self->choices[i].id);
      /* Translators: %s is a list of words that may be given */
      return g_strdup_printf (_("one of: %s"), list->str);
    case TF_FIELD_LINE:
    case TF_FIELD_REFERENCE:
      return g_strdup (_("one line of text without control characters"));
    default:
      return g_strdup (_("text without control characters"));
    }
}

/**
 * tf_kind_list:
 * @n_kinds: (out): how many there are
 *
 * Lists the record kinds that this program knows, parents before children.
 *
 * They come from one description, `data/records.xml`, read once. Labels are in the language of
 * the program.
 *
 * Returns: (transfer none) (array length=n_kinds): the kinds; valid as long as the program runs
 */
const TfKind *const *
tf_kind_list (guint *n_kinds)
{
  static gsize loaded = 0;
  GPtrArray *kinds;

  if (g_once_init_enter (&loaded))
    g_once_init_leave (&loaded, (gsize) load_kinds ());

  kinds = (GPtrArray *) loaded;
  *n_kinds = kinds->len;
  return (const TfKind *const *) kinds->pdata;
}

/**
 * tf_kind_lookup:
 * @id: identifier of a kind, such as "release"
 *
 * Returns: (transfer none) (nullable): the kind, or `NULL` where this program knows none of that
 *   name
 */
const TfKind *
tf_kind_lookup (const char *id)
{
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < n_kinds; i++)
    if (strcmp (kinds[i]->id, id) == 0)
      return kinds[i];

  return NULL;
}

/**
 * tf_kind_lookup_field:
 * @self: a record kind
 * @id: identifier of a field
 *
 * Returns: (transfer none) (nullable): the field, or `NULL` where the kind has none of that name
 */
const TfField *
tf_kind_lookup_field (const TfKind *self,
                      const char   *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->n_fields; i++)
    if (strcmp (self->fields[i].id, id) == 0)
      return &self->fields[i];

  return NULL;
}

/**
 * tf_kind_is_below:
 * @self: a record kind
 * @ancestor: another
 *
 * Returns: whether records of @self live, at any depth, under records of @ancestor
 */
gboolean
tf_kind_is_below (const TfKind *self,
                  const TfKind *ancestor)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (const TfKind *kind = self->parent; kind != NULL; kind = kind->parent)
    if (kind == ancestor)
      return TRUE;

  return FALSE;
}

/**
 * tf_kind_get_label_in:
 * @self: a record kind
 * @language: language of a document
 *
 * Returns: the words for one record of the kind
 */
const char *
tf_kind_get_label_in (const TfKind     *self,
                      const TfLanguage *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return L_ (language, self->name);
}

/**
 * tf_field_get_label_in:
 * @self: a field
 * @language: language of a document
 *
 * Returns: the words for the field
 */
const char *
tf_field_get_label_in (const TfField    *self,
                       const TfLanguage *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return L_ (language, self->name);
}

/**
 * tf_kind_uses:
 * @self: a record kind
 * @group: identifier of a group of shared fields, such as "work"
 *
 * Returns: whether records of @self have the fields of the group
 */
gboolean
tf_kind_uses (const TfKind *self,
              const char   *group)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (group != NULL, FALSE);

  for (guint i = 0; i < self->n_fields; i++)
    if (strcmp (self->fields[i].group, group) == 0)
      return TRUE;

  return FALSE;
}

/**
 * tf_kind_has_content:
 * @self: a record kind
 *
 * Returns: whether there is something in records of @self that a person can approve
 */
gboolean
tf_kind_has_content (const TfKind *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_fields; i++)
    if (self->fields[i].content)
      return TRUE;

  return FALSE;
}

/**
 * tf_kind_is_answer:
 * @self: a record kind
 *
 * Returns: whether records of @self are those in which points of the law are answered; what is
 *   only named by one, and belongs to another, is not
 */
gboolean
tf_kind_is_answer (const TfKind *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->keyed && self->of == NULL;
}

static const TfChoice *
find_choice (const TfField *self,
             const char    *id)
{
  for (guint i = 0; i < self->n_choices; i++)
    if (strcmp (self->choices[i].id, id) == 0)
      return &self->choices[i];

  return NULL;
}

/**
 * tf_field_get_choice_label:
 * @self: a field of type `TF_FIELD_CHOICE`
 * @choice: identifier of a choice
 *
 * Returns: (nullable): the words people see for @choice, or `NULL` where the field has no such
 *   choice
 */
const char *
tf_field_get_choice_label (const TfField *self,
                           const char    *choice)
{
  const TfChoice *found;

  g_return_val_if_fail (self != NULL && choice != NULL, NULL);

  found = find_choice (self, choice);
  return found != NULL ? found->label : NULL;
}

/**
 * tf_field_get_choice_label_in:
 * @self: a field of type `TF_FIELD_CHOICE`
 * @choice: identifier of a choice
 * @language: language of a document
 *
 * Returns: (nullable): the words for @choice, or `NULL` where the field has no such choice
 */
const char *
tf_field_get_choice_label_in (const TfField    *self,
                              const char       *choice,
                              const TfLanguage *language)
{
  const TfChoice *found;

  g_return_val_if_fail (self != NULL && choice != NULL, NULL);

  found = find_choice (self, choice);
  return found != NULL ? L_ (language, found->name) : NULL;
}

/**
 * tf_field_type_to_string:
 * @type: a field type
 *
 * Returns: its name as it stands in the description of kinds and in JSON
 */
const char *
tf_field_type_to_string (TfFieldType type)
{
  g_return_val_if_fail (type < G_N_ELEMENTS (type_names), "");

  return type_names[type];
}

/**
 * tf_field_check:
 * @self: a field
 * @value: a value for it
 * @error: return location for an error
 *
 * Checks that a value has the form that the field asks for.
 *
 * The empty string fits every field: it means that nothing was answered. Whether a reference
 * points to something is for the store to say.
 *
 * Returns: whether @value fits; if not, @error is `TF_RECORD_ERROR_INVALID` and names the field
 *   and what is expected
 */
gboolean
tf_field_check (const TfField  *self,
                const char     *value,
                GError        **error)
{
  g_autofree char *expected = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (*value == '\0')
    return TRUE;

  if (self->type == TF_FIELD_TEXT)
    {
      g_autoptr(TfText) text = tf_text_new_from_xml (value, error);

      if (text == NULL)
        g_prefix_error (error, "%s: ", self->label);
      return text != NULL;
    }

  if (fits (self, value))
    return TRUE;

  expected = describe_expected (self);
  g_set_error (error, TF_RECORD_ERROR, TF_RECORD_ERROR_INVALID,
               /* Translators: the name of a field, then what its value should look like */
               _("%s: expected %s."), self->label, expected);
  return FALSE;
}
