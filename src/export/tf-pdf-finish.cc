/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-finish.h"

#include "tf-pdf-artifacts.hh"
#include "tf-pdf-attach.hh"
#include "tf-pdf-failure.hh"
#include "tf-pdf-splice.hh"
#include "tf-pdf-structure.hh"

#include <glib/gi18n-lib.h>

#include <qpdf/Pl_Function.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <cerrno>
#include <memory>
#include <stdexcept>
#include <string>

/* Wide enough for any offset; the numbers are patched in place once they are known. */
#define RANGE_DIGITS 10
#define RANGE_BLANK  9999999999LL

namespace {

using Mapping = std::unique_ptr<GMappedFile, decltype (&g_mapped_file_unref)>;

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
          if (object.getKey ("/Subtype").isNameAndEquals ("/CIDFontType2") &&
              !object.hasKey ("/CIDToGIDMap"))
            object.replaceKey ("/CIDToGIDMap", QPDFObjectHandle::newName ("/Identity"));
          cure_annotation (object);
        }
    }
  for (auto &page : QPDFPageDocumentHelper (pdf).getAllPages ())
    page.getObjectHandle ().replaceKey ("/Tabs", QPDFObjectHandle::newName ("/S"));
}

void
set_statement (QPDFObjectHandle  signature,
               const char       *key,
               const char       *text)
{
  g_autofree char *clean = tf_export_clean_text (text, FALSE);

  set_text (signature, key, clean);
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
  set_statement (signature, "/Name", placeholder->name);
  set_statement (signature, "/Reason", placeholder->reason);
  set_statement (signature, "/Location", placeholder->location);

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
  widget.replaceKey ("/TU", unicode (_("Signature")));
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

  if (contents == std::string::npos || range == std::string::npos ||
      fseeko (file, 0, SEEK_END) != 0)
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
  if (fseeko (file, offset + open + 1, SEEK_SET) != 0 ||
      fwrite (filled.data (), 1, filled.size (), file) != filled.size () ||
      fflush (file) != 0)
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

/* The library itself overlooks that the last bytes in the buffer found no room. */
void
write_all (FILE                *target,
           unsigned char const *data,
           size_t               size)
{
  if (fwrite (data, 1, size, target) != size)
    throw_system_error (_("The PDF could not be written: %s"));
}

void
set_up_writer (QPDFWriter       &writer,
               Pipeline         &sink,
               const TfPdfParts *parts)
{
  writer.setOutputPipeline (&sink);
  writer.setObjectStreamMode (qpdf_o_generate);
  writer.setNewlineBeforeEndstream (true);
  writer.setMinimumPDFVersion ("1.7");
  writer.setDeterministicID (true);
  writer.setCompressStreams (true);
  writer.registerProgressReporter (std::make_shared<Reporter> (parts));
}

gint64
find_object (QPDFWriter       &writer,
             QPDFObjectHandle  object)
{
  auto written = writer.getWrittenXRefTable ();

  return written.at (writer.getRenumberedObjGen (object.getObjGen ())).getOffset ();
}

void
finish (FILE             *source,
        FILE             *middle,
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

  pdf.setSuppressWarnings (true);
  pdf.processMemoryFile ("PDF", g_mapped_file_get_contents (pages.get ()),
                         g_mapped_file_get_length (pages.get ()));
  cure_objects (pdf);
  mark_artifacts (pdf);
  complete_structure (pdf, parts->alternatives);
  add_information (pdf, parts);
  complete_catalog (pdf, parts);
  auto embedded = add_attachments (pdf, parts);
  if (parts->placeholder != nullptr)
    signature = add_signature (pdf, parts->placeholder);

  FILE *first = embedded.empty () ? target : middle;
  Pl_Function sink ("PDF", nullptr, [first] (unsigned char const *data, size_t size)
    {
      write_all (first, data, size);
    });
  QPDFWriter writer (pdf);
  set_up_writer (writer, sink, parts);
  writer.write ();
  if (fflush (first) != 0)
    throw_system_error (_("The PDF could not be written: %s"));

  gint64 place = parts->placeholder != nullptr ? find_object (writer, signature) : 0;
  if (!embedded.empty ())
    place = splice_attachments (middle, target, writer, embedded, parts, place);
  if (parts->placeholder != nullptr)
    patch_ranges (target, place, signature.getKey ("/Contents").getStringValue ().size (), ranges);
}

} // namespace

/**
 * tf_pdf_finish:
 * @source: the file cairo wrote, open for reading
 * @middle: an empty file for what is between, open for reading and writing
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
               FILE              *middle,
               FILE              *target,
               const char        *name,
               const TfPdfParts  *parts,
               TfPdfRanges       *ranges,
               GError           **error)
{
  TfPdfRanges unused = {};

  return guard (name, error, [&]
    {
      finish (source, middle, target, parts, ranges != nullptr ? ranges : &unused);
    });
}
