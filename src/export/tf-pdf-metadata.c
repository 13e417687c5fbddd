/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-finish.h"

#define XMP_HEAD \
  "<?xpacket begin=\"\357\273\277\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" \
  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n" \
  "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" \
  "<rdf:Description rdf:about=\"\"" \
  " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" \
  " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"" \
  " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"" \
  " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n" \
  "<pdfaid:part>3</pdfaid:part>\n" \
  "<pdfaid:conformance>B</pdfaid:conformance>\n"

#define XMP_TAIL \
  "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"

static void
append_value (GString    *xml,
              const char *element,
              const char *value)
{
  g_autofree char *line = NULL;

  if (value[0] == '\0')
    return;

  line = g_markup_printf_escaped ("<%s>%s</%s>\n", element, value, element);
  g_string_append (xml, line);
}

static void
append_container (GString    *xml,
                  const char *element,
                  const char *container,
                  const char *items)
{
  g_string_append_printf (xml, "<%s><rdf:%s>%s</rdf:%s></%s>\n",
                          element, container, items, container, element);
}

static void
append_list (GString    *xml,
             const char *element,
             const char *container,
             const char *value)
{
  g_autofree char *item = NULL;

  if (value[0] == '\0')
    return;

  item = g_markup_printf_escaped ("<rdf:li>%s</rdf:li>", value);
  append_container (xml, element, container, item);
}

/* A text in the default language, which readers look for, and in its own. */
static void
append_alternatives (GString    *xml,
                     const char *element,
                     const char *language,
                     const char *value)
{
  g_autofree char *items = NULL;

  if (value[0] == '\0')
    return;

  items = g_markup_printf_escaped ("<rdf:li xml:lang=\"x-default\">%s</rdf:li>"
                                   "<rdf:li xml:lang=\"%s\">%s</rdf:li>",
                                   value, language, value);
  append_container (xml, element, "Alt", items);
}

static void
append_subjects (GString  *xml,
                 char    **keywords)
{
  g_autoptr(GString) items = g_string_new (NULL);

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      g_autofree char *item = g_markup_printf_escaped ("<rdf:li>%s</rdf:li>", keywords[i]);

      g_string_append (items, item);
    }
  if (items->len > 0)
    append_container (xml, "dc:subject", "Bag", items->str);
}

/**
 * tf_pdf_dup_xmp:
 * @parts: what the document says of itself
 * @keywords: its keywords, one by one
 *
 * Writes the metadata packet, which says the same as the document's information dictionary
 * and claims PDF/A-3b.
 *
 * Returns: (transfer full): the packet
 */
char *
tf_pdf_dup_xmp (const TfPdfParts  *parts,
                char             **keywords)
{
  GString *xml = g_string_new (XMP_HEAD);
  g_autofree char *date = g_date_time_format (parts->created, "%Y-%m-%dT%H:%M:%SZ");

  append_value (xml, "dc:format", "application/pdf");
  append_alternatives (xml, "dc:title", parts->language, parts->title);
  append_list (xml, "dc:creator", "Seq", parts->author);
  append_alternatives (xml, "dc:description", parts->language, parts->subject);
  append_subjects (xml, keywords);
  append_list (xml, "dc:language", "Bag", parts->language);
  append_value (xml, "pdf:Keywords", parts->keywords);
  append_value (xml, "pdf:Producer", parts->producer);
  append_value (xml, "xmp:CreatorTool", parts->producer);
  append_value (xml, "xmp:CreateDate", date);
  append_value (xml, "xmp:ModifyDate", date);
  append_value (xml, "xmp:MetadataDate", date);
  g_string_append (xml, XMP_TAIL);

  return g_string_free (xml, FALSE);
}
