/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-media-type.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const guint8 *head;
  gsize         n_head;
  const guint8 *tail;
  gsize         n_tail;
} Sample;

/* Bytes at a fixed place that settle the type. */
typedef struct
{
  gsize       offset;
  gsize       length;
  const char *bytes;
  const char *type;
} Magic;

/* Words that must all be in the file; a word of the root decides between JSON and XML kinds. */
typedef struct
{
  const char *words[2];
  const char *type;
} Hint;

static const TfMediaType types[] = {
  { "application/octet-stream", TF_MEDIA_OTHER, N_("Unknown file") },
  { "application/x-zerosize", TF_MEDIA_OTHER, N_("Empty file") },
  { "application/pdf", TF_MEDIA_PDF, N_("PDF document") },
  { "image/png", TF_MEDIA_IMAGE, N_("PNG picture") },
  { "image/jpeg", TF_MEDIA_IMAGE, N_("JPEG picture") },
  { "image/tiff", TF_MEDIA_IMAGE, N_("TIFF picture") },
  { "image/gif", TF_MEDIA_IMAGE, N_("GIF picture") },
  { "image/webp", TF_MEDIA_IMAGE, N_("WebP picture") },
  { "image/bmp", TF_MEDIA_IMAGE, N_("BMP picture") },
  { "image/svg+xml", TF_MEDIA_IMAGE, N_("SVG drawing") },
  { "image/heif", TF_MEDIA_OTHER, N_("HEIF picture") },
  { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    TF_MEDIA_OFFICE, N_("Word document") },
  { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    TF_MEDIA_OFFICE, N_("Excel workbook") },
  { "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    TF_MEDIA_OFFICE, N_("PowerPoint presentation") },
  { "application/vnd.oasis.opendocument.text", TF_MEDIA_OFFICE, N_("OpenDocument text") },
  { "application/vnd.oasis.opendocument.spreadsheet",
    TF_MEDIA_OFFICE, N_("OpenDocument spreadsheet") },
  { "application/vnd.oasis.opendocument.presentation",
    TF_MEDIA_OFFICE, N_("OpenDocument presentation") },
  { "application/msword", TF_MEDIA_OTHER, N_("Word document (97–2003)") },
  { "application/vnd.ms-excel", TF_MEDIA_OTHER, N_("Excel workbook (97–2003)") },
  { "application/vnd.ms-powerpoint", TF_MEDIA_OTHER, N_("PowerPoint presentation (97–2003)") },
  { "application/x-encrypted-office", TF_MEDIA_OTHER, N_("Office document with a password") },
  { "application/x-ole-storage", TF_MEDIA_OTHER, N_("Office document (97–2003)") },
  { "application/rtf", TF_MEDIA_OTHER, N_("RTF document") },
  { "application/vnd.cyclonedx+json", TF_MEDIA_TEXT, N_("CycloneDX SBOM (JSON)") },
  { "application/vnd.cyclonedx+xml", TF_MEDIA_TEXT, N_("CycloneDX SBOM (XML)") },
  { "application/spdx+json", TF_MEDIA_TEXT, N_("SPDX SBOM (JSON)") },
  { "text/spdx", TF_MEDIA_TEXT, N_("SPDX SBOM (tag-value)") },
  { "application/csaf+json", TF_MEDIA_TEXT, N_("CSAF security advisory") },
  { "application/openvex+json", TF_MEDIA_TEXT, N_("OpenVEX document") },
  { "application/sarif+json", TF_MEDIA_TEXT, N_("SARIF scan report") },
  { "application/x-junit+xml", TF_MEDIA_TEXT, N_("JUnit test report") },
  { "application/json", TF_MEDIA_TEXT, N_("JSON file") },
  { "application/xml", TF_MEDIA_TEXT, N_("XML file") },
  { "text/html", TF_MEDIA_HTML, N_("Web page (HTML)") },
  { "text/plain", TF_MEDIA_TEXT, N_("Plain text") },
  { "application/x-pem-file", TF_MEDIA_TEXT, N_("Certificate or key (PEM)") },
  { "application/zip", TF_MEDIA_OTHER, N_("ZIP archive") },
  { "application/gzip", TF_MEDIA_OTHER, N_("Gzip archive") },
  { "application/x-bzip2", TF_MEDIA_OTHER, N_("Bzip2 archive") },
  { "application/x-xz", TF_MEDIA_OTHER, N_("XZ archive") },
  { "application/zstd", TF_MEDIA_OTHER, N_("Zstandard archive") },
  { "application/x-7z-compressed", TF_MEDIA_OTHER, N_("7-Zip archive") },
  { "application/x-tar", TF_MEDIA_OTHER, N_("Tar archive") },
  { "application/x-executable", TF_MEDIA_OTHER, N_("Program") },
  { "video/mp4", TF_MEDIA_OTHER, N_("MP4 video") },
};

static const Magic magics[] = {
  { 0, 8, "\x89PNG\r\n\x1a\n", "image/png" },
  { 0, 3, "\xff\xd8\xff", "image/jpeg" },
  { 0, 4, "II*\0", "image/tiff" },
  { 0, 4, "MM\0*", "image/tiff" },
  { 0, 6, "GIF87a", "image/gif" },
  { 0, 6, "GIF89a", "image/gif" },
  { 8, 4, "WEBP", "image/webp" },
  { 0, 5, "{\\rtf", "application/rtf" },
  { 0, 2, "\x1f\x8b", "application/gzip" },
  { 0, 3, "BZh", "application/x-bzip2" },
  { 0, 6, "\xfd" "7zXZ\0", "application/x-xz" },
  { 0, 4, "\x28\xb5\x2f\xfd", "application/zstd" },
  { 0, 6, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed" },
  { 257, 5, "ustar", "application/x-tar" },
  { 0, 4, "\x7f" "ELF", "application/x-executable" },
  { 4, 8, "ftypheic", "image/heif" },
  { 4, 8, "ftypmif1", "image/heif" },
  { 4, 8, "ftypavif", "image/heif" },
  { 4, 4, "ftyp", "video/mp4" },
};

/* Names of entries that only one kind of ZIP package has. */
static const Magic zip_entries[] = {
  { 0, 5, "word/",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { 0, 3, "xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { 0, 4, "ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
};

static const Hint json_hints[] = {
  { { "\"bomFormat\"", "\"CycloneDX\"" }, "application/vnd.cyclonedx+json" },
  { { "\"spdxVersion\"", "\"SPDX-" }, "application/spdx+json" },
  { { "\"@context\"", "https://spdx.org/rdf/3" }, "application/spdx+json" },
  { { "\"@context\"", "https://openvex.dev/ns" }, "application/openvex+json" },
  { { "\"csaf_version\"", "\"document\"" }, "application/csaf+json" },
  { { "\"runs\"", "sarif" }, "application/sarif+json" },
};

static const Hint xml_hints[] = {
  { { "http://cyclonedx.org/schema/bom", "<" }, "application/vnd.cyclonedx+xml" },
  { { "<svg", "http://www.w3.org/2000/svg" }, "image/svg+xml" },
  { { "<html", "http://www.w3.org/1999/xhtml" }, "text/html" },
  { { "<testsuite", "<testcase" }, "application/x-junit+xml" },
};

static gboolean
contains (const guint8 *data,
          gsize         length,
          const char   *word)
{
  return data != NULL && length > 0 && memmem (data, length, word, strlen (word)) != NULL;
}

static gboolean
sample_contains (const Sample *sample,
                 const char   *word)
{
  return contains (sample->head, sample->n_head, word) ||
         contains (sample->tail, sample->n_tail, word);
}

static gboolean
has_at (const guint8 *data,
        gsize         length,
        gsize         offset,
        const char   *bytes,
        gsize         n_bytes)
{
  return length >= offset + n_bytes && memcmp (data + offset, bytes, n_bytes) == 0;
}

static const char *
match_magic (const Sample *sample)
{
  for (gsize i = 0; i < G_N_ELEMENTS (magics); i++)
    {
      const Magic *magic = &magics[i];

      if (has_at (sample->head, sample->n_head, magic->offset, magic->bytes, magic->length))
        return magic->type;
    }

  if (has_at (sample->head, sample->n_head, 0, "BM", 2) &&
      has_at (sample->head, sample->n_head, 6, "\0\0\0\0", 4))
    return "image/bmp";

  if (has_at (sample->head, sample->n_head, 0, "MZ", 2) &&
      contains (sample->head, sample->n_head, "PE\0"))
    return "application/x-executable";

  return NULL;
}

/* A viewer accepts a PDF whose header stands within the first kilobyte. */
static gboolean
is_pdf (const Sample *sample)
{
  return contains (sample->head, MIN (sample->n_head, 1024), "%PDF-");
}

static const char *
match_zip_entry (const guint8 *data,
                 gsize         length,
                 const char   *signature,
                 gsize         name_offset)
{
  const guint8 *end = data + length;

  while (length > 0 && (data = memmem (data, end - data, signature, 4)) != NULL)
    {
      gsize left = end - data;

      for (gsize i = 0; i < G_N_ELEMENTS (zip_entries); i++)
        {
          if (has_at (data, left, name_offset, zip_entries[i].bytes, zip_entries[i].length))
            return zip_entries[i].type;
        }
      data += 4;
    }

  return NULL;
}

/* OpenDocument stores its type as the content of the first entry, uncompressed. */
static const char *
match_mimetype_entry (const Sample *sample)
{
  static const char opendocument[] = "application/vnd.oasis.opendocument.";
  static const struct { const char *kind; const char *type; } kinds[] = {
    { "textPK", "application/vnd.oasis.opendocument.text" },
    { "spreadsheetPK", "application/vnd.oasis.opendocument.spreadsheet" },
    { "presentationPK", "application/vnd.oasis.opendocument.presentation" },
  };
  gsize start;

  if (!has_at (sample->head, sample->n_head, 30, "mimetype", 8))
    return NULL;

  /* Behind the name there may be an extra field, of a length given in the header. */
  start = 38 + sample->head[28] + sample->head[29] * 256;
  if (!has_at (sample->head, sample->n_head, start, opendocument, sizeof opendocument - 1))
    return NULL;

  start += sizeof opendocument - 1;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (has_at (sample->head, sample->n_head, start, kinds[i].kind, strlen (kinds[i].kind)))
        return kinds[i].type;
    }

  return NULL;
}

/* Office Open XML is known by its entries, in the local headers at the start or in the
 * directory at the end. */
static const char *
match_zip (const Sample *sample)
{
  const char *type = match_mimetype_entry (sample);

  if (type == NULL)
    type = match_zip_entry (sample->head, sample->n_head, "PK\003\004", 30);
  if (type == NULL)
    type = match_zip_entry (sample->tail, sample->n_tail, "PK\001\002", 46);

  return type != NULL ? type : "application/zip";
}

/* Streams of an OLE file are named in UTF-16; the directory may lie at either end. */
static const char *
match_ole (const Sample *sample)
{
  static const struct { const char *name; const char *type; } streams[] = {
    { "EncryptedPackage", "application/x-encrypted-office" },
    { "WordDocument", "application/msword" },
    { "Workbook", "application/vnd.ms-excel" },
    { "PowerPoint Document", "application/vnd.ms-powerpoint" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (streams); i++)
    {
      guint8 wide[64] = { 0 };
      gsize length = strlen (streams[i].name);

      for (gsize j = 0; j < length; j++)
        wide[2 * j] = streams[i].name[j];
      if (memmem (sample->head, sample->n_head, wide, 2 * length) != NULL ||
          (sample->n_tail > 0 && memmem (sample->tail, sample->n_tail, wide, 2 * length) != NULL))
        return streams[i].type;
    }

  return "application/x-ole-storage";
}

static const char *
match_hints (const Sample *sample,
             const Hint   *hints,
             gsize         n_hints,
             const char   *otherwise)
{
  for (gsize i = 0; i < n_hints; i++)
    {
      if (sample_contains (sample, hints[i].words[0]) &&
          sample_contains (sample, hints[i].words[1]))
        return hints[i].type;
    }

  return otherwise;
}

/* Text has no control characters but those of layout; a picture cut at a random place
 * practically always has some within the sample. */
static gboolean
is_text (const Sample *sample)
{
  if (has_at (sample->head, sample->n_head, 0, "\xff\xfe", 2) ||
      has_at (sample->head, sample->n_head, 0, "\xfe\xff", 2))
    return sample->n_head % 2 == 0;

  for (gsize i = 0; i < sample->n_head; i++)
    {
      guint8 c = sample->head[i];

      if (c == 0x7f || (c < 0x20 && strchr ("\t\n\r\f\033\b", c) == NULL) || c == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
starts_with_tag (const char *text,
                 gsize       length,
                 const char *tag)
{
  gsize n_tag = strlen (tag);

  return length >= n_tag && g_ascii_strncasecmp (text, tag, n_tag) == 0;
}

static const char *
match_text (const Sample *sample)
{
  const char *text = (const char *) sample->head;
  gsize length = sample->n_head;

  if (has_at (sample->head, length, 0, "\xef\xbb\xbf", 3))
    {
      text += 3;
      length -= 3;
    }
  while (length > 0 && strchr (" \t\r\n", *text) != NULL)
    {
      text++;
      length--;
    }

  if (length > 0 && (*text == '{' || *text == '['))
    return match_hints (sample, json_hints, G_N_ELEMENTS (json_hints), "application/json");
  if (starts_with_tag (text, length, "<!doctype html") || starts_with_tag (text, length, "<html"))
    return "text/html";
  if (starts_with_tag (text, length, "<"))
    return match_hints (sample, xml_hints, G_N_ELEMENTS (xml_hints),
                        starts_with_tag (text, length, "<?xml") ? "application/xml"
                                                                : "text/plain");
  if (starts_with_tag (text, length, "SPDXVersion:"))
    return "text/spdx";
  if (starts_with_tag (text, length, "-----BEGIN "))
    return "application/x-pem-file";

  return "text/plain";
}

static const char *
match (const Sample *sample)
{
  const char *type = match_magic (sample);

  if (sample->n_head == 0)
    return "application/x-zerosize";
  if (type != NULL)
    return type;
  if (has_at (sample->head, sample->n_head, 0, "PK\003\004", 4) ||
      has_at (sample->head, sample->n_head, 0, "PK\005\006", 4))
    return match_zip (sample);
  if (has_at (sample->head, sample->n_head, 0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    return match_ole (sample);
  if (is_pdf (sample))
    return "application/pdf";
  if (is_text (sample))
    return match_text (sample);

  return "application/octet-stream";
}

static gssize
read_sample (GInputStream  *stream,
             guint8        *buffer,
             GCancellable  *cancellable,
             GError       **error)
{
  gsize length;

  if (!g_input_stream_read_all (stream, buffer, TF_MEDIA_TYPE_SAMPLE, &length, cancellable, error))
    return -1;

  return length;
}

/**
 * tf_media_type_lookup:
 * @type: a media type such as "application/pdf"
 *
 * Finds what the program knows about a media type.
 *
 * Returns: (transfer none): the type, or the one of unknown files
 */
const TfMediaType *
tf_media_type_lookup (const char *type)
{
  g_return_val_if_fail (type != NULL, &types[0]);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (strcmp (types[i].type, type) == 0)
        return &types[i];
    }

  return &types[0];
}

/**
 * tf_media_type_get_name:
 * @self: a type
 *
 * Gets the words people use for files of the type.
 *
 * Returns: (transfer none): the translated name, "PDF document"
 */
const char *
tf_media_type_get_name (const TfMediaType *self)
{
  g_return_val_if_fail (self != NULL, "");

  return _(self->name);
}

/**
 * tf_media_type_guess:
 * @head: the first bytes of a file, up to %TF_MEDIA_TYPE_SAMPLE
 * @n_head: how many those are
 * @tail: (nullable): the last bytes, where the file is longer than @head
 * @n_tail: how many those are
 *
 * Recognises a file by its content.
 *
 * Bytes are only compared, never parsed, so this is safe on hostile files. The name of a
 * file plays no part.
 *
 * Returns: (transfer none): the type, or the one of unknown files
 */
const TfMediaType *
tf_media_type_guess (const guint8 *head,
                     gsize         n_head,
                     const guint8 *tail,
                     gsize         n_tail)
{
  Sample sample = { head, n_head, tail, n_tail };

  g_return_val_if_fail (head != NULL || n_head == 0, &types[0]);
  g_return_val_if_fail (tail != NULL || n_tail == 0, &types[0]);

  return tf_media_type_lookup (match (&sample));
}

/**
 * tf_media_type_query:
 * @file: the file to look at
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Recognises a file by its content, reading no more than both of its ends.
 *
 * Returns: (transfer none) (nullable): the type, or `NULL` when the file could not be read
 */
const TfMediaType *
tf_media_type_query (GFile         *file,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autofree guint8 *head = g_malloc (TF_MEDIA_TYPE_SAMPLE);
  g_autofree guint8 *tail = g_malloc (TF_MEDIA_TYPE_SAMPLE);
  g_autoptr(GFileInputStream) stream = NULL;
  gssize n_head, n_tail = 0;
  goffset size;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  n_head = read_sample (G_INPUT_STREAM (stream), head, cancellable, error);
  if (n_head < 0)
    return NULL;

  if (n_head == TF_MEDIA_TYPE_SAMPLE && g_seekable_can_seek (G_SEEKABLE (stream)))
    {
      if (!g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_END, cancellable, error))
        return NULL;
      size = g_seekable_tell (G_SEEKABLE (stream));
      if (!g_seekable_seek (G_SEEKABLE (stream), MAX (n_head, size - TF_MEDIA_TYPE_SAMPLE),
                            G_SEEK_SET, cancellable, error))
        return NULL;
      n_tail = read_sample (G_INPUT_STREAM (stream), tail, cancellable, error);
      if (n_tail < 0)
        return NULL;
    }

  return tf_media_type_guess (head, n_head, tail, n_tail);
}
