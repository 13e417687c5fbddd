/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-office.h"

#include "tf-read-package.h"
#include "tf-reader-protocol.h"

#include <stdlib.h>
#include <string.h>

/* How one kind of office file holds its text. Element names are local names. */
typedef struct
{
  const char *type;
  const char *parts;     /* beginning of the names of parts with text */
  const char *words;     /* elements whose text counts, with blanks around each */
  const char *lines;     /* elements that end a line */
  const char *cells;     /* elements that end a cell */
  const char *page;      /* element that starts a page within a part, or "" */
  gboolean    numbered;  /* each part is a page, and its name ends with the number */
} Format;

typedef struct
{
  const Format *format;
  TfReadText   *out;
  GPtrArray    *pages;          /* (element-type GString), NULL where there is no such page */
  GPtrArray    *shared;         /* (element-type char), strings that cells of a workbook name */
  GString      *text;
  guint         page;
  int           words_depth;    /* inside how many elements whose text counts */
  gboolean      by_number;      /* the cell holds the number of a shared string */
} Extraction;

static const Format formats[] = {
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "word/document", " t ", " p br cr ", " tc ", "", FALSE },
  { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xl/worksheets/sheet", " t v ", " row ", " c ", "", TRUE },
  { "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ppt/slides/slide", " t ", " p br ", " tc ", "", TRUE },
  { "application/vnd.oasis.opendocument.text",
    "content", " p h ", " p h line-break ", "", "", FALSE },
  { "application/vnd.oasis.opendocument.spreadsheet",
    "content", " p h ", " table-row line-break ", " table-cell ", "table", FALSE },
  { "application/vnd.oasis.opendocument.presentation",
    "content", " p h ", " p h line-break ", "", "page", FALSE },
};

static const Format *
find_format (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (strcmp (formats[i].type, type) == 0)
        return &formats[i];
    }

  tf_read_fail (TF_READER_EXIT_UNSUPPORTED);
}

static gboolean
is_in (const char *name,
       const char *list)
{
  gsize length = strlen (name);

  for (const char *p = strstr (list, name); p != NULL; p = strstr (p + 1, name))
    {
      if (p > list && p[-1] == ' ' && p[length] == ' ')
        return TRUE;
    }

  return FALSE;
}

static GString *
get_page (Extraction *self,
          guint       page)
{
  if (page > TF_READER_MAX_PAGES)
    tf_read_fail (TF_READER_EXIT_TOO_LARGE);
  if (self->pages->len <= page)
    g_ptr_array_set_size (self->pages, page + 1);
  if (self->pages->pdata[page] == NULL)
    self->pages->pdata[page] = g_string_new (NULL);

  return self->pages->pdata[page];
}

static void
start_page (Extraction *self,
            guint       page)
{
  self->page = page;
  self->text = get_page (self, page);
}

static void
add_blanks (Extraction    *self,
            xmlTextReader *reader)
{
  xmlChar *count = xmlTextReaderGetAttributeNs (reader, BAD_CAST "c",
    BAD_CAST "urn:oasis:names:tc:opendocument:xmlns:text:1.0");
  int n = count != NULL ? CLAMP (atoi ((const char *) count), 1, 100) : 1;

  for (int i = 0; i < n; i++)
    g_string_append_c (self->text, ' ');
  xmlFree (count);
}

static void
start_element (Extraction    *self,
               xmlTextReader *reader,
               const char    *name)
{
  if (is_in (name, self->format->words) && !xmlTextReaderIsEmptyElement (reader))
    self->words_depth++;

  if (*self->format->page != '\0' && strcmp (name, self->format->page) == 0)
    {
      start_page (self, self->page + 1);
    }
  else if (strcmp (name, "tab") == 0 && !xmlTextReaderHasAttributes (reader))
    {
      /* With attributes it would be the definition of a tab stop. */
      g_string_append_c (self->text, '\t');
    }
  else if (strcmp (name, "s") == 0 && self->words_depth > 0)
    {
      add_blanks (self, reader);
    }
  else if (strcmp (name, "c") == 0)
    {
      xmlChar *kind = xmlTextReaderGetAttribute (reader, BAD_CAST "t");

      self->by_number = kind != NULL && strcmp ((const char *) kind, "s") == 0;
      xmlFree (kind);
    }
}

static void
end_element (Extraction *self,
             const char *name,
             gboolean    was_empty)
{
  if (is_in (name, self->format->words) && !was_empty)
    self->words_depth--;

  if (is_in (name, self->format->lines))
    g_string_append_c (self->text, '\n');
  else if (is_in (name, self->format->cells))
    g_string_append_c (self->text, '\t');
}

static void
add_text (Extraction *self,
          const char *text)
{
  if (self->by_number && self->shared != NULL)
    {
      guint64 number;

      if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &number, NULL) &&
          number < self->shared->len)
        g_string_append (self->text, self->shared->pdata[number]);
    }
  else
    {
      g_string_append (self->text, text);
    }
  if (self->text->len > TF_READER_MAX_TEXT)
    tf_read_fail (TF_READER_EXIT_TOO_LARGE);
}

static void
handle_node (Extraction    *self,
             xmlTextReader *reader)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (reader);
  const char *value = (const char *) xmlTextReaderConstValue (reader);

  switch (xmlTextReaderNodeType (reader))
    {
    case XML_READER_TYPE_ELEMENT:
      start_element (self, reader, name);
      if (xmlTextReaderIsEmptyElement (reader))
        end_element (self, name, TRUE);
      break;

    case XML_READER_TYPE_END_ELEMENT:
      end_element (self, name, FALSE);
      break;

    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      if (self->words_depth > 0 && value != NULL)
        add_text (self, value);
      break;

    default:
      break;
    }
}

static guint
trailing_number (const char *name)
{
  const char *p = name + strlen (name) - strlen (".xml");

  while (p > name && g_ascii_isdigit (p[-1]))
    p--;

  return strtoul (p, NULL, 10);
}

static void
extract_part_cb (const char    *name,
                 xmlTextReader *reader,
                 gpointer       user_data)
{
  Extraction *self = user_data;
  int result;

  self->words_depth = 0;
  self->by_number = FALSE;
  if (self->format->numbered)
    start_page (self, MAX (1, trailing_number (name)));
  else if (*self->format->page == '\0')
    start_page (self, 1);

  while ((result = xmlTextReaderRead (reader)) == 1)
    handle_node (self, reader);
  if (result < 0)
    tf_read_fail (TF_READER_EXIT_DAMAGED);
}

static void
shared_strings_cb (const char    *name,
                   xmlTextReader *reader,
                   gpointer       user_data)
{
  Extraction *self = user_data;
  g_autoptr(GString) string = g_string_new (NULL);
  gboolean words = FALSE;
  int result;

  while ((result = xmlTextReaderRead (reader)) == 1)
    {
      const char *element = (const char *) xmlTextReaderConstLocalName (reader);
      int kind = xmlTextReaderNodeType (reader);

      if (strcmp (element, "t") == 0)
        words = kind == XML_READER_TYPE_ELEMENT && !xmlTextReaderIsEmptyElement (reader);
      else if (words && xmlTextReaderHasValue (reader))
        g_string_append (string, (const char *) xmlTextReaderConstValue (reader));

      if (strcmp (element, "si") == 0 &&
          (kind == XML_READER_TYPE_END_ELEMENT || xmlTextReaderIsEmptyElement (reader)))
        {
          g_ptr_array_add (self->shared, g_strdup (string->str));
          g_string_truncate (string, 0);
        }
    }
  if (result < 0)
    tf_read_fail (TF_READER_EXIT_DAMAGED);
}

/* OpenDocument encrypts the parts, not the package; the manifest says so. */
static void
manifest_cb (const char    *name,
             xmlTextReader *reader,
             gpointer       user_data)
{
  gboolean *locked = user_data;

  while (xmlTextReaderRead (reader) == 1)
    {
      if (strcmp ((const char *) xmlTextReaderConstLocalName (reader), "encryption-data") == 0)
        *locked = TRUE;
    }
}

static void
count_cb (const char    *name,
          xmlTextReader *reader,
          gpointer       user_data)
{
}

static gboolean
is_locked (void)
{
  gboolean locked = FALSE;

  tf_read_package_each ("META-INF/manifest", manifest_cb, &locked);

  return locked;
}

static void
free_page (gpointer page)
{
  if (page != NULL)
    g_string_free (page, TRUE);
}

/**
 * tf_read_office_info:
 * @type: media type of the file
 * @info: where the facts go
 *
 * Tells what stands in the way of reading an office file, and how many sheets or slides
 * a workbook or presentation of Office Open XML has.
 */
void
tf_read_office_info (const char   *type,
                     GVariantDict *info)
{
  const Format *format = find_format (type);
  guint n_parts;

  if (is_locked ())
    {
      g_variant_dict_insert (info, TF_READER_KEY_STATE, "u", TF_READER_EXIT_LOCKED);
      return;
    }

  n_parts = tf_read_package_each (format->parts, count_cb, NULL);
  if (n_parts == 0)
    g_variant_dict_insert (info, TF_READER_KEY_STATE, "u", TF_READER_EXIT_DAMAGED);
  else if (format->numbered)
    g_variant_dict_insert (info, TF_READER_KEY_PAGES, "u", n_parts);
}

/**
 * tf_read_office_text:
 * @type: media type of the file
 * @text: text on its way out
 *
 * Gives the text of an office file. Sheets and slides are pages; a text document is one
 * page, since its pages exist only once it is laid out.
 */
void
tf_read_office_text (const char *type,
                     TfReadText *text)
{
  g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func (free_page);
  g_autoptr(GPtrArray) shared = g_ptr_array_new_with_free_func (g_free);
  Extraction self = { .format = find_format (type), .out = text, .pages = pages };

  if (is_locked ())
    tf_read_fail (TF_READER_EXIT_LOCKED);

  start_page (&self, 0);
  if (g_str_has_prefix (self.format->parts, "xl/"))
    {
      self.shared = shared;
      tf_read_package_each ("xl/sharedStrings", shared_strings_cb, &self);
    }
  if (tf_read_package_each (self.format->parts, extract_part_cb, &self) == 0)
    tf_read_fail (TF_READER_EXIT_DAMAGED);

  for (guint page = 1; page < pages->len; page++)
    {
      GString *content = pages->pdata[page];

      if (content != NULL && !tf_read_write_text (text, page, content->str))
        return;
    }
}
