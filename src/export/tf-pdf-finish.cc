/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-finish.h"

#include "tf-attachment.h"
#include "tf-pdf-artifacts.hh"
#include "tf-pdf-failure.hh"

#include <glib/gi18n-lib.h>

#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_StdioFile.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

/* Wide enough for any offset; the numbers are patched in place once they are known. */
#define RANGE_DIGITS 10
#define RANGE_BLANK  9999999999LL

/* How deep the tree of structure elements may go. */
#define MAX_STRUCTURE_DEPTH 32

#define READ_SIZE (256 * 1024)

namespace {

struct Checksums
{
  std::string md5;
  std::string sha256;
  gint64      size = 0;
};

using Checksum = std::unique_ptr<GChecksum, decltype (&g_checksum_free)>;

struct CloseFile
{
  void operator() (FILE *file) const { fclose (file); }
};

using File = std::unique_ptr<FILE, CloseFile>;
using Mapping = std::unique_ptr<GMappedFile, decltype (&g_mapped_file_unref)>;

[[noreturn]] void
fail_reading (TfAttachment *attachment)
{
  throw Failure (g_error_new (TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED,
                              _("The file “%s” could not be read: %s"),
                              tf_attachment_get_name (attachment), g_strerror (errno)));
}

[[noreturn]] void
fail_changed (TfAttachment *attachment)
{
  throw Failure (g_error_new (TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID,
                              _("The file “%s” is not what it was when it was added: its SHA-256 "
                                "differs. Nothing was written."),
                              tf_attachment_get_name (attachment)));
}

/* Hands the bytes of an attachment to @sink, piece by piece. */
template <typename Sink>
void
read_attachment (const TfPdfParts *parts,
                 TfAttachment     *attachment,
                 Sink              sink)
{
  GBytes *bytes = tf_attachment_get_bytes (attachment);

  if (bytes != nullptr)
    {
      gsize size = 0;
      auto data = static_cast<const unsigned char *> (g_bytes_get_data (bytes, &size));

      if (size > 0)
        sink (data, size);
      return;
    }

  File file (fopen (tf_attachment_get_path (attachment), "rbe"));
  if (file == nullptr)
    fail_reading (attachment);

  std::vector<unsigned char> buffer (READ_SIZE);
  for (;;)
    {
      throw_if_cancelled (parts->cancellable);
      gsize n = fread (buffer.data (), 1, buffer.size (), file.get ());
      if (ferror (file.get ()))
        fail_reading (attachment);
      if (n == 0)
        break;
      sink (buffer.data (), n);
    }
}

Checksums
check_attachment (const TfPdfParts *parts,
                  TfAttachment     *attachment)
{
  Checksums sums;
  Checksum md5 (g_checksum_new (G_CHECKSUM_MD5), g_checksum_free);
  Checksum sha256 (g_checksum_new (G_CHECKSUM_SHA256), g_checksum_free);
  const char *expected = tf_attachment_get_sha256 (attachment);

  read_attachment (parts, attachment, [&] (const unsigned char *data, gsize size)
    {
      g_checksum_update (md5.get (), data, size);
      g_checksum_update (sha256.get (), data, size);
      sums.size += size;
    });

  guint8 digest[16];
  gsize length = sizeof digest;
  g_checksum_get_digest (md5.get (), digest, &length);
  sums.md5.assign (reinterpret_cast<char *> (digest), length);
  sums.sha256 = g_checksum_get_string (sha256.get ());
  if (expected[0] != '\0' && sums.sha256 != expected)
    fail_changed (attachment);

  return sums;
}

std::string
pdf_date (GDateTime *time)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *text = g_date_time_format (utc, "D:%Y%m%d%H%M%SZ");

  return text;
}

/* Readers from before Unicode names show this one. */
std::string
ascii_name (const char *name)
{
  std::string ascii;

  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      bool plain = *c >= 0x20 && *c < 0x7f && *c != '/' && *c != '\\' && *c != ':';

      ascii += plain ? *c : '_';
    }

  return ascii;
}

QPDFObjectHandle
unicode (const char *text)
{
  return QPDFObjectHandle::newUnicodeString (text);
}

void
set_text (QPDFObjectHandle  dictionary,
          const char       *key,
          const char       *text)
{
  if (text[0] != '\0')
    dictionary.replaceKey (key, unicode (text));
}

void
add_information (QPDF             &pdf,
                 const TfPdfParts *parts)
{
  auto information = QPDFObjectHandle::newDictionary ();
  auto date = QPDFObjectHandle::newString (pdf_date (parts->created));

  set_text (information, "/Title", parts->title);
  set_text (information, "/Author", parts->author);
  set_text (information, "/Subject", parts->subject);
  set_text (information, "/Keywords", parts->keywords);
  set_text (information, "/Creator", parts->producer);
  set_text (information, "/Producer", parts->producer);
  information.replaceKey ("/CreationDate", date);
  information.replaceKey ("/ModDate", date);
  pdf.getTrailer ().replaceKey ("/Info", pdf.makeIndirectObject (information));
}

QPDFObjectHandle
make_metadata (QPDF             &pdf,
               const TfPdfParts *parts)
{
  auto stream = QPDFObjectHandle::newStream (&pdf, parts->xmp);

  stream.getDict ().replaceKey ("/Type", QPDFObjectHandle::newName ("/Metadata"));
  stream.getDict ().replaceKey ("/Subtype", QPDFObjectHandle::newName ("/XML"));

  return stream;
}

QPDFObjectHandle
make_output_intent (QPDF             &pdf,
                    const TfPdfParts *parts)
{
  gsize size = 0;
  auto data = static_cast<const char *> (g_bytes_get_data (parts->profile, &size));
  auto profile = QPDFObjectHandle::newStream (&pdf, std::string (data, size));
  auto intent = QPDFObjectHandle::newDictionary ();

  profile.getDict ().replaceKey ("/N", QPDFObjectHandle::newInteger (3));
  intent.replaceKey ("/Type", QPDFObjectHandle::newName ("/OutputIntent"));
  intent.replaceKey ("/S", QPDFObjectHandle::newName ("/GTS_PDFA1"));
  intent.replaceKey ("/OutputConditionIdentifier", QPDFObjectHandle::newString ("sRGB"));
  intent.replaceKey ("/Info", QPDFObjectHandle::newString ("sRGB IEC61966-2-1"));
  intent.replaceKey ("/DestOutputProfile", profile);

  return pdf.makeIndirectObject (intent);
}

void
complete_catalog (QPDF             &pdf,
                  const TfPdfParts *parts)
{
  auto catalog = pdf.getRoot ();
  auto preferences = QPDFObjectHandle::newDictionary ();
  auto intents = QPDFObjectHandle::newArray ();
  auto mark = QPDFObjectHandle::newDictionary ();

  preferences.replaceKey ("/DisplayDocTitle", QPDFObjectHandle::newBool (true));
  intents.appendItem (make_output_intent (pdf, parts));
  mark.replaceKey ("/Marked", QPDFObjectHandle::newBool (true));
  catalog.replaceKey ("/MarkInfo", mark);
  catalog.replaceKey ("/Lang", QPDFObjectHandle::newString (parts->language));
  catalog.replaceKey ("/ViewerPreferences", preferences);
  catalog.replaceKey ("/OutputIntents", intents);
  catalog.replaceKey ("/Metadata", make_metadata (pdf, parts));
}

/* What a link says to someone who cannot see it: its target. */
void
cure_annotation (QPDFObjectHandle annotation)
{
  auto action = annotation.getKey ("/A");

  if (!annotation.getKey ("/Subtype").isNameAndEquals ("/Link"))
    return;

  annotation.replaceKey ("/F", QPDFObjectHandle::newInteger (4));
  if (action.isDictionary () && action.getKey ("/URI").isString ())
    annotation.replaceKey ("/Contents", action.getKey ("/URI"));
  else if (annotation.getKey ("/Dest").isString ())
    annotation.replaceKey ("/Contents", annotation.getKey ("/Dest"));
}

/* What ISO 19005-3 asks for and cairo does not write. */
void
cure_objects (QPDF &pdf)
{
  for (auto &object : pdf.getAllObjects ())
    {
      if (object.isStream ())
        {
          auto dictionary = object.getDict ();

          if (dictionary.getKey ("/Interpolate").isBool ())
            dictionary.replaceKey ("/Interpolate", QPDFObjectHandle::newBool (false));
        }
      else if (object.isDictionary ())
        {
          if (object.getKey ("/Subtype").isNameAndEquals ("/CIDFontType2")
              && !object.hasKey ("/CIDToGIDMap"))
            object.replaceKey ("/CIDToGIDMap", QPDFObjectHandle::newName ("/Identity"));
          cure_annotation (object);
        }
    }
  for (auto &page : QPDFPageDocumentHelper (pdf).getAllPages ())
    page.getObjectHandle ().replaceKey ("/Tabs", QPDFObjectHandle::newName ("/S"));
}

bool
has_data_cell (QPDFObjectHandle row)
{
  for (QPDFObjectHandle cell : row.getKey ("/K").aitems ())
    {
      if (cell.isDictionary () && cell.getKey ("/S").isNameAndEquals ("/TD"))
        return true;
    }

  return false;
}

/* Walks the structure in reading order: figures get their descriptions, header cells the
 * direction in which they head. */
void
complete_structure (QPDFObjectHandle  element,
                    GPtrArray        *alternatives,
                    guint            *n_figures,
                    bool              row_has_data,
                    int               depth)
{
  if (!element.isDictionary () || depth > MAX_STRUCTURE_DEPTH)
    return;

  auto kind = element.getKey ("/S");
  if (kind.isNameAndEquals ("/Figure") && *n_figures < alternatives->len)
    {
      auto text = static_cast<const char *> (g_ptr_array_index (alternatives, *n_figures));

      *n_figures += 1;
      set_text (element, "/Alt", text);
    }
  if (kind.isNameAndEquals ("/TH"))
    {
      auto attributes = QPDFObjectHandle::newDictionary ();

      attributes.replaceKey ("/O", QPDFObjectHandle::newName ("/Table"));
      attributes.replaceKey ("/Scope",
                             QPDFObjectHandle::newName (row_has_data ? "/Row" : "/Column"));
      element.replaceKey ("/A", attributes);
    }

  auto children = element.getKey ("/K");
  if (children.isDictionary ())
    complete_structure (children, alternatives, n_figures, false, depth + 1);
  else if (children.isArray ())
    {
      bool data = kind.isNameAndEquals ("/TR") && has_data_cell (element);

      for (auto const &child : children.aitems ())
        complete_structure (child, alternatives, n_figures, data, depth + 1);
    }
}

QPDFObjectHandle
make_embedded_stream (QPDF             &pdf,
                      const TfPdfParts *parts,
                      TfAttachment     *attachment)
{
  Checksums sums = check_attachment (parts, attachment);
  auto stream = QPDFObjectHandle::newStream (&pdf);
  auto parameters = QPDFObjectHandle::newDictionary ();
  std::string mime = std::string ("/") + tf_attachment_get_mime_type (attachment);

  stream.replaceStreamData (
    [parts, attachment, sums] (Pipeline *pipeline)
      {
        Checksum sha256 (g_checksum_new (G_CHECKSUM_SHA256), g_checksum_free);

        read_attachment (parts, attachment, [&] (const unsigned char *data, gsize size)
          {
            g_checksum_update (sha256.get (), data, size);
            pipeline->write (data, size);
          });
        if (sums.sha256 != g_checksum_get_string (sha256.get ()))
          fail_changed (attachment);
        pipeline->finish ();
      },
    QPDFObjectHandle::newNull (), QPDFObjectHandle::newNull ());
  parameters.replaceKey ("/Size", QPDFObjectHandle::newInteger (sums.size));
  parameters.replaceKey ("/ModDate", QPDFObjectHandle::newString (
    pdf_date (tf_attachment_get_modified (attachment))));
  parameters.replaceKey ("/CheckSum", QPDFObjectHandle::newString (sums.md5));
  stream.getDict ().replaceKey ("/Type", QPDFObjectHandle::newName ("/EmbeddedFile"));
  stream.getDict ().replaceKey ("/Subtype", QPDFObjectHandle::newName (mime));
  stream.getDict ().replaceKey ("/Params", parameters);

  return stream;
}

QPDFObjectHandle
make_file_specification (QPDF             &pdf,
                         const TfPdfParts *parts,
                         TfAttachment     *attachment)
{
  static const char *const relationships[] = { "/Source", "/Data", "/Supplement", "/Unspecified" };
  auto specification = QPDFObjectHandle::newDictionary ();
  auto files = QPDFObjectHandle::newDictionary ();
  auto stream = make_embedded_stream (pdf, parts, attachment);
  auto name = tf_attachment_get_name (attachment);

  files.replaceKey ("/F", stream);
  files.replaceKey ("/UF", stream);
  specification.replaceKey ("/Type", QPDFObjectHandle::newName ("/Filespec"));
  specification.replaceKey ("/F", QPDFObjectHandle::newString (ascii_name (name)));
  specification.replaceKey ("/UF", unicode (name));
  specification.replaceKey ("/Desc", unicode (tf_attachment_get_description (attachment)));
  specification.replaceKey ("/AFRelationship", QPDFObjectHandle::newName (
    relationships[tf_attachment_get_relationship (attachment)]));
  specification.replaceKey ("/EF", files);

  return pdf.makeIndirectObject (specification);
}

/* Keys are plain ASCII, so that every reader sorts them alike. */
std::string
unique_key (std::set<std::string> &taken,
            const char            *name)
{
  std::string base = ascii_name (name);
  std::string key = base;

  for (int i = 2; !taken.insert (key).second; i++)
    key = base + " (" + std::to_string (i) + ")";

  return key;
}

void
add_attachments (QPDF             &pdf,
                 const TfPdfParts *parts)
{
  auto associated = QPDFObjectHandle::newArray ();
  auto leaves = QPDFObjectHandle::newArray ();
  auto tree = QPDFObjectHandle::newDictionary ();
  std::set<std::string> taken;
  std::set<std::string> names;
  std::vector<std::pair<std::string, QPDFObjectHandle>> entries;

  if (parts->attachments->len == 0)
    return;

  for (guint i = 0; i < parts->attachments->len; i++)
    {
      auto attachment = static_cast<TfAttachment *> (g_ptr_array_index (parts->attachments, i));
      auto name = tf_attachment_get_name (attachment);

      if (!names.insert (name).second)
        throw Failure (g_error_new (TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID,
                                    _("Two attached files are called “%s”."), name));
      auto specification = make_file_specification (pdf, parts, attachment);
      associated.appendItem (specification);
      entries.emplace_back (unique_key (taken, name), specification);
    }
  std::sort (entries.begin (), entries.end (),
             [] (auto const &a, auto const &b) { return a.first < b.first; });
  for (auto const &entry : entries)
    {
      leaves.appendItem (QPDFObjectHandle::newString (entry.first));
      leaves.appendItem (entry.second);
    }

  tree.replaceKey ("/Names", leaves);
  if (!pdf.getRoot ().getKey ("/Names").isDictionary ())
    pdf.getRoot ().replaceKey ("/Names", QPDFObjectHandle::newDictionary ());
  pdf.getRoot ().getKey ("/Names").replaceKey ("/EmbeddedFiles", pdf.makeIndirectObject (tree));
  pdf.getRoot ().replaceKey ("/AF", associated);
}

QPDFObjectHandle
make_signature (QPDF                   &pdf,
                const TfPdfPlaceholder *placeholder)
{
  gsize size = placeholder->contents_size > 0 ? placeholder->contents_size : TF_PDF_CONTENTS_SIZE;
  auto signature = QPDFObjectHandle::newDictionary ();
  auto range = QPDFObjectHandle::newArray ();

  range.appendItem (QPDFObjectHandle::newInteger (0));
  for (int i = 0; i < 3; i++)
    range.appendItem (QPDFObjectHandle::newInteger (RANGE_BLANK));
  signature.replaceKey ("/Type", QPDFObjectHandle::newName ("/Sig"));
  signature.replaceKey ("/Filter", QPDFObjectHandle::newName ("/Adobe.PPKLite"));
  signature.replaceKey ("/SubFilter", QPDFObjectHandle::newName ("/ETSI.CAdES.detached"));
  signature.replaceKey ("/ByteRange", range);
  signature.replaceKey ("/Contents", QPDFObjectHandle::newString (std::string (size, '\0')));
  signature.replaceKey ("/M", QPDFObjectHandle::newString (pdf_date (placeholder->signed_at)));
  set_text (signature, "/Name", placeholder->name);
  set_text (signature, "/Reason", placeholder->reason);
  set_text (signature, "/Location", placeholder->location);

  return pdf.makeIndirectObject (signature);
}

/* An invisible field on the first page, which holds the signature. */
QPDFObjectHandle
add_signature (QPDF                   &pdf,
               const TfPdfPlaceholder *placeholder)
{
  auto signature = make_signature (pdf, placeholder);
  auto page = QPDFPageDocumentHelper (pdf).getAllPages ().at (0).getObjectHandle ();
  auto widget = QPDFObjectHandle::newDictionary ();
  auto fields = QPDFObjectHandle::newArray ();
  auto form = QPDFObjectHandle::newDictionary ();

  widget.replaceKey ("/Type", QPDFObjectHandle::newName ("/Annot"));
  widget.replaceKey ("/Subtype", QPDFObjectHandle::newName ("/Widget"));
  widget.replaceKey ("/FT", QPDFObjectHandle::newName ("/Sig"));
  widget.replaceKey ("/T", unicode (placeholder->field));
  widget.replaceKey ("/F", QPDFObjectHandle::newInteger (132));
  widget.replaceKey ("/Rect", QPDFObjectHandle::newFromRectangle ({ 0, 0, 0, 0 }));
  widget.replaceKey ("/P", page);
  widget.replaceKey ("/V", signature);
  auto indirect = pdf.makeIndirectObject (widget);

  if (!page.getKey ("/Annots").isArray ())
    page.replaceKey ("/Annots", QPDFObjectHandle::newArray ());
  page.getKey ("/Annots").appendItem (indirect);
  fields.appendItem (indirect);
  form.replaceKey ("/Fields", fields);
  form.replaceKey ("/SigFlags", QPDFObjectHandle::newInteger (3));
  pdf.getRoot ().replaceKey ("/AcroForm", pdf.makeIndirectObject (form));

  return signature;
}

std::string
read_at (FILE   *file,
         gint64  offset,
         gsize   size)
{
  std::string data (size, '\0');

  if (fseeko (file, offset, SEEK_SET) != 0)
    throw_system_error (_("The PDF could not be written: %s"));
  data.resize (fread (&data[0], 1, size, file));

  return data;
}

/* Reads back where the signature dictionary came to stand, and fills in the ranges around
 * its value. */
void
patch_ranges (FILE        *file,
              gint64       offset,
              gsize        contents_size,
              TfPdfRanges *ranges)
{
  std::string object = read_at (file, offset, contents_size * 2 + 4096);
  std::string zeros = "<" + std::string (contents_size * 2, '0') + ">";
  gsize contents = object.find (zeros);
  gsize range = object.find ("/ByteRange [");

  if (contents == std::string::npos || range == std::string::npos || fseeko (file, 0, SEEK_END) != 0)
    throw std::logic_error ("signature dictionary not found where it was written");

  ranges->contents_size = contents_size;
  ranges->start1 = 0;
  ranges->length1 = offset + contents;
  ranges->start2 = ranges->length1 + zeros.size ();
  ranges->length2 = ftello (file) - ranges->start2;

  gsize open = object.find ('[', range);
  gsize close = object.find (']', open);
  g_autofree char *numbers = g_strdup_printf ("0 %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                              " %" G_GINT64_FORMAT,
                                              ranges->length1, ranges->start2,
                                              ranges->length2);
  std::string filled = numbers;
  filled.resize (close - open - 1, ' ');
  if (fseeko (file, offset + open + 1, SEEK_SET) != 0
      || fwrite (filled.data (), 1, filled.size (), file) != filled.size ()
      || fflush (file) != 0)
    throw_system_error (_("The PDF could not be written: %s"));
}

/* Tells how far the writing is, and stops it when asked to. */
class Reporter : public QPDFWriter::ProgressReporter
{
public:
  explicit Reporter (const TfPdfParts *parts_)
    : parts (parts_)
  {
  }

  void
  reportProgress (int percent) override
  {
    throw_if_cancelled (parts->cancellable);
    if (parts->progress != nullptr)
      parts->progress (percent / 100.0, _("Writing the PDF"), parts->progress_data);
  }

private:
  const TfPdfParts *parts;
};

void
set_up_writer (QPDFWriter       &writer,
               FILE             *target,
               const TfPdfParts *parts)
{
  writer.setOutputFile ("PDF", target, false);
  writer.setObjectStreamMode (qpdf_o_generate);
  writer.setNewlineBeforeEndstream (true);
  writer.setMinimumPDFVersion ("1.7");
  writer.setDeterministicID (true);
  writer.setCompressStreams (true);
  writer.registerProgressReporter (std::make_shared<Reporter> (parts));
}

void
finish (FILE             *source,
        FILE             *target,
        const TfPdfParts *parts,
        TfPdfRanges      *ranges)
{
  GError *error = nullptr;
  Mapping pages (g_mapped_file_new_from_fd (fileno (source), FALSE, &error), g_mapped_file_unref);
  if (pages == nullptr)
    throw Failure (error);

  QPDF pdf;
  QPDFObjectHandle signature;
  guint n_figures = 0;

  pdf.setSuppressWarnings (true);
  pdf.processMemoryFile ("PDF", g_mapped_file_get_contents (pages.get ()),
                         g_mapped_file_get_length (pages.get ()));
  cure_objects (pdf);
  mark_artifacts (pdf);
  complete_structure (pdf.getRoot ().getKey ("/StructTreeRoot"), parts->alternatives, &n_figures,
                      false, 0);
  add_information (pdf, parts);
  complete_catalog (pdf, parts);
  add_attachments (pdf, parts);
  if (parts->placeholder != nullptr)
    signature = add_signature (pdf, parts->placeholder);

  QPDFWriter writer (pdf);
  set_up_writer (writer, target, parts);
  writer.write ();
  if (fflush (target) != 0)
    throw_system_error (_("The PDF could not be written: %s"));

  if (parts->placeholder != nullptr)
    {
      auto written = writer.getWrittenXRefTable ();
      auto place = writer.getRenumberedObjGen (signature.getObjGen ());
      gsize size = signature.getKey ("/Contents").getStringValue ().size ();

      patch_ranges (target, written.at (place).getOffset (), size, ranges);
    }
}

} // namespace

/**
 * tf_pdf_finish:
 * @source: the file cairo wrote, open for reading
 * @target: an empty file, open for reading and writing
 * @name: what the file is called in messages
 * @parts: what is added
 * @ranges: (out) (optional): what the signature covers
 * @error: return location for an error
 *
 * Turns the pages cairo wrote into a conforming PDF/A-3b file with metadata, attachments and
 * room for a signature.
 *
 * Returns: whether the file is complete
 */
gboolean
tf_pdf_finish (FILE              *source,
               FILE              *target,
               const char        *name,
               const TfPdfParts  *parts,
               TfPdfRanges       *ranges,
               GError           **error)
{
  TfPdfRanges unused = {};

  return guard (name, error, [&]
    {
      finish (source, target, parts, ranges != nullptr ? ranges : &unused);
    });
}
