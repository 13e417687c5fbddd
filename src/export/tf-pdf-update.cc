/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-update.h"

#include "tf-pdf-failure.hh"

#include <glib/gi18n-lib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <set>
#include <string>

/* Room for the numbers of /ByteRange, which are known only when everything is written. */
#define RANGE_WIDTH 48

/* How far from its end a file states where its cross-reference section is. */
#define TAIL_SIZE 2048

/* Width of an offset in a cross-reference stream, in bytes. */
#define OFFSET_BYTES 5

/* A table of cross-references writes an offset in ten digits. */
#define MAX_TABLE_OFFSET 9999999999LL

namespace {

struct CloseFile
{
  void operator() (FILE *file) const { fclose (file); }
};

using File = std::unique_ptr<FILE, CloseFile>;

[[noreturn]] void
fail (const char *message)
{
  throw Failure (g_error_new_literal (TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID, message));
}

/* A revision in the making: the bytes that will follow the file, and where objects begin. */
struct Update
{
  QPDF                         pdf;
  gint64                       size = 0;   /* of the file before */
  gint64                       previous = 0;
  bool                         has_stream = false;
  std::string                  text;
  std::map<QPDFObjGen, gint64> offsets;
  gsize                        range_at = 0;
  gsize                        contents_at = 0;
  gsize                        contents_end = 0;
};

std::string
read_at (FILE   *file,
         gint64  offset,
         gsize   size)
{
  std::string data (size, '\0');

  if (fseeko (file, offset, SEEK_SET) != 0)
    throw_system_error (_("The PDF could not be read: %s"));
  data.resize (fread (&data[0], 1, size, file));

  return data;
}

/* Finds the last cross-reference section and whether it is a table or a stream: what is
 * appended must be of the same kind. */
void
find_cross_references (Update &update,
                       FILE   *file)
{
  if (fseeko (file, 0, SEEK_END) != 0)
    throw_system_error (_("The PDF could not be read: %s"));
  update.size = ftello (file);

  gint64 start = std::max<gint64> (0, update.size - TAIL_SIZE);
  std::string tail = read_at (file, start, update.size - start);
  gsize mark = tail.rfind ("startxref");
  if (mark == std::string::npos)
    fail (_("The PDF has no table of its objects and cannot be signed."));

  update.previous = g_ascii_strtoll (tail.c_str () + mark + strlen ("startxref"), nullptr, 10);
  if (update.previous <= 0 || update.previous >= update.size)
    fail (_("The PDF has no table of its objects and cannot be signed."));
  update.has_stream = read_at (file, update.previous, 4) != "xref";
}

/* Opens without repair: the signed file would not be the one that was given. */
void
open_update (Update     &update,
             const char *path)
{
  File file (fopen (path, "rbe"));

  if (file == nullptr)
    throw_system_error (_("The PDF could not be read: %s"));
  find_cross_references (update, file.get ());

  update.pdf.setSuppressWarnings (true);
  update.pdf.setAttemptRecovery (false);
  update.pdf.processFile (path);
  if (update.pdf.isEncrypted ())
    fail (_("The PDF is encrypted and cannot be signed."));
}

void
begin_object (Update           &update,
              QPDFObjectHandle  object)
{
  QPDFObjGen id = object.getObjGen ();

  update.offsets[id] = update.size + static_cast<gint64> (update.text.size ());
  update.text += std::to_string (id.getObj ()) + " " + std::to_string (id.getGen ()) + " obj\n";
}

void
write_object (Update           &update,
              QPDFObjectHandle  object)
{
  begin_object (update, object);
  update.text += object.unparseResolved () + "\nendobj\n";
}

std::string
pdf_date (GDateTime *time)
{
  g_autoptr(GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *text = g_date_time_format (utc, "D:%Y%m%d%H%M%SZ");

  return text;
}

void
add_text (std::string &text,
          const char  *key,
          const char  *value)
{
  g_autofree char *clean = tf_export_clean_text (value, FALSE);

  if (clean[0] != '\0')
    text += std::string (" ") + key + " " + QPDFObjectHandle::newUnicodeString (clean).unparse ();
}

/* Written by hand, so that the places to be filled in are known. */
void
write_signature (Update                 &update,
                 QPDFObjectHandle        signature,
                 const TfPdfPlaceholder *placeholder)
{
  gsize room = placeholder->contents_size > 0 ? placeholder->contents_size : TF_PDF_CONTENTS_SIZE;
  std::string &text = update.text;

  begin_object (update, signature);
  text += "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [";
  update.range_at = text.size ();
  text += std::string (RANGE_WIDTH, ' ') + "] /Contents ";
  update.contents_at = text.size ();
  text += "<" + std::string (room * 2, '0') + ">";
  update.contents_end = text.size ();
  text += " /M " + QPDFObjectHandle::newString (pdf_date (placeholder->signed_at)).unparse ();
  add_text (text, "/Name", placeholder->name);
  add_text (text, "/Reason", placeholder->reason);
  add_text (text, "/Location", placeholder->location);
  text += " >>\nendobj\n";
}

QPDFObjectHandle
append_item (QPDFObjectHandle array,
             QPDFObjectHandle item)
{
  auto copy = array.isArray () ? QPDFObjectHandle::newArray (array.getArrayAsVector ())
                               : QPDFObjectHandle::newArray ();

  copy.appendItem (item);
  return copy;
}

std::string
make_field_name (Update                 &update,
                 const TfPdfPlaceholder *placeholder)
{
  std::set<std::string> taken;
  auto form = update.pdf.getRoot ().getKey ("/AcroForm");
  auto fields = form.isDictionary () ? form.getKey ("/Fields") : QPDFObjectHandle::newNull ();
  std::string name = placeholder->field;

  for (int i = 0; fields.isArray () && i < fields.getArrayNItems (); i++)
    {
      auto field = fields.getArrayItem (i);

      if (field.isDictionary () && field.getKey ("/T").isString ())
        taken.insert (field.getKey ("/T").getUTF8Value ());
    }
  for (int i = 2; taken.count (name) > 0; i++)
    name = std::string (placeholder->field) + std::to_string (i);

  return name;
}

QPDFObjectHandle
make_widget (Update                 &update,
             QPDFObjectHandle        page,
             QPDFObjectHandle        signature,
             const TfPdfPlaceholder *placeholder)
{
  auto widget = QPDFObjectHandle::newDictionary ();

  widget.replaceKey ("/Type", QPDFObjectHandle::newName ("/Annot"));
  widget.replaceKey ("/Subtype", QPDFObjectHandle::newName ("/Widget"));
  widget.replaceKey ("/FT", QPDFObjectHandle::newName ("/Sig"));
  widget.replaceKey ("/T",
                     QPDFObjectHandle::newUnicodeString (make_field_name (update, placeholder)));
  widget.replaceKey ("/TU", QPDFObjectHandle::newUnicodeString (_("Signature")));
  widget.replaceKey ("/F", QPDFObjectHandle::newInteger (132));
  widget.replaceKey ("/Rect", QPDFObjectHandle::newFromRectangle ({ 0, 0, 0, 0 }));
  widget.replaceKey ("/P", page);
  widget.replaceKey ("/V", signature);

  return update.pdf.makeIndirectObject (widget);
}

/* The smallest object that must change is written anew: the list, or the page that holds it. */
void
add_annotation (Update           &update,
                QPDFObjectHandle  page,
                QPDFObjectHandle  widget)
{
  auto annotations = page.getKey ("/Annots");

  if (annotations.isIndirect () && annotations.isArray ())
    {
      annotations.appendItem (widget);
      write_object (update, annotations);
      return;
    }

  page.replaceKey ("/Annots", append_item (annotations, widget));
  write_object (update, page);
}

void
add_field (Update           &update,
           QPDFObjectHandle  widget)
{
  auto catalog = update.pdf.getRoot ();
  auto form = catalog.getKey ("/AcroForm");
  bool whole = !form.isDictionary () || !form.isIndirect ();

  if (!form.isDictionary ())
    form = QPDFObjectHandle::newDictionary ();
  form.replaceKey ("/Fields", append_item (form.getKey ("/Fields"), widget));
  form.replaceKey ("/SigFlags", QPDFObjectHandle::newInteger (3));

  if (whole)
    {
      catalog.replaceKey ("/AcroForm", form);
      write_object (update, catalog);
      return;
    }
  write_object (update, form);
}

std::string
hex (const std::string &bytes)
{
  std::string text = "<";

  for (unsigned char c : bytes)
    {
      char digits[3];

      g_snprintf (digits, sizeof digits, "%02x", c);
      text += digits;
    }

  return text + ">";
}

/* The first half of /ID names the document and stays, the second names this state of it. */
std::string
make_identifiers (Update &update)
{
  auto old = update.pdf.getTrailer ().getKey ("/ID");
  bool whole = old.isArray () && old.getArrayNItems () == 2 && old.getArrayItem (0).isString ();
  g_autofree char *sum = g_compute_checksum_for_data (
    G_CHECKSUM_MD5, reinterpret_cast<const guchar *> (update.text.data ()), update.text.size ());
  std::string changed = std::string ("<") + sum + ">";

  return "[" + (whole ? hex (old.getArrayItem (0).getStringValue ()) : changed) + changed + "]";
}

std::string
make_trailer_keys (Update &update,
                   int     size)
{
  auto trailer = update.pdf.getTrailer ();
  std::string keys = " /Size " + std::to_string (size)
                     + " /Root " + trailer.getKey ("/Root").unparse ()
                     + " /Prev " + std::to_string (update.previous)
                     + " /ID " + make_identifiers (update);

  if (trailer.getKey ("/Info").isIndirect ())
    keys += " /Info " + trailer.getKey ("/Info").unparse ();

  return keys;
}

void
write_table (Update &update,
             int     size)
{
  gint64 start = update.size + static_cast<gint64> (update.text.size ());
  std::string keys = make_trailer_keys (update, size);

  if (start > MAX_TABLE_OFFSET)
    fail (_("The PDF is too large to be signed."));

  update.text += "xref\n";
  for (auto const &entry : update.offsets)
    {
      g_autofree char *row = g_strdup_printf ("%d 1\n%010" G_GINT64_FORMAT " %05d n \n",
                                              entry.first.getObj (),
                                              entry.second, entry.first.getGen ());

      update.text += row;
    }
  update.text += "trailer\n<<" + keys + " >>\nstartxref\n" + std::to_string (start) + "\n%%EOF\n";
}

void
append_number (std::string &data,
               gint64       number,
               int          n_bytes)
{
  for (int shift = 8 * (n_bytes - 1); shift >= 0; shift -= 8)
    data += static_cast<char> ((number >> shift) & 0xff);
}

/* A stream lists itself, too. */
void
write_stream (Update &update,
              int     size)
{
  gint64 start = update.size + static_cast<gint64> (update.text.size ());
  std::string keys = make_trailer_keys (update, size + 1);
  std::string data;
  std::string index;

  update.offsets[QPDFObjGen (size, 0)] = start;
  for (auto const &entry : update.offsets)
    {
      index += (index.empty () ? "" : " ") + std::to_string (entry.first.getObj ()) + " 1";
      append_number (data, 1, 1);
      append_number (data, entry.second, OFFSET_BYTES);
      append_number (data, entry.first.getGen (), 2);
    }
  update.text += std::to_string (size) + " 0 obj\n<< /Type /XRef" + keys
                 + " /W [1 " + std::to_string (OFFSET_BYTES) + " 2] /Index [" + index
                 + "] /Length " + std::to_string (data.size ()) + " >>\nstream\n" + data
                 + "\nendstream\nendobj\nstartxref\n" + std::to_string (start) + "\n%%EOF\n";
}

void
write_cross_references (Update &update)
{
  auto stated = update.pdf.getTrailer ().getKey ("/Size");
  gint64 size = stated.isInteger () ? stated.getIntValue () : 0;

  for (auto const &entry : update.pdf.getXRefTable ())
    size = std::max<gint64> (size, entry.first.getObj () + 1);
  for (auto const &entry : update.offsets)
    size = std::max<gint64> (size, entry.first.getObj () + 1);

  if (update.has_stream)
    write_stream (update, static_cast<int> (size));
  else
    write_table (update, static_cast<int> (size));
}

void
fill_in_ranges (Update      &update,
                TfPdfRanges *ranges)
{
  ranges->contents_size = (update.contents_end - update.contents_at - 2) / 2;
  ranges->start1 = 0;
  ranges->length1 = update.size + static_cast<gint64> (update.contents_at);
  ranges->start2 = update.size + static_cast<gint64> (update.contents_end);
  ranges->length2 = static_cast<gint64> (update.text.size () - update.contents_end);

  std::string numbers = "0 " + std::to_string (ranges->length1)
                        + " " + std::to_string (ranges->start2)
                        + " " + std::to_string (ranges->length2);
  if (numbers.size () > RANGE_WIDTH)
    fail (_("The PDF is too large to be signed."));
  update.text.replace (update.range_at, numbers.size (), numbers);
}

void
append_to_file (const Update &update,
                const char   *path)
{
  File file (fopen (path, "r+be"));

  if (file == nullptr || fseeko (file.get (), update.size, SEEK_SET) != 0 ||
      fwrite (update.text.data (), 1, update.text.size (), file.get ()) != update.text.size () ||
      fflush (file.get ()) != 0)
    throw_system_error (_("The PDF could not be written: %s"));
}

void
append_signature (const char             *path,
                  const TfPdfPlaceholder *placeholder,
                  TfPdfRanges            *ranges)
{
  Update update;

  open_update (update, path);
  auto pages = update.pdf.getAllPages ();
  if (pages.empty ())
    fail (_("The PDF has no pages and cannot be signed."));

  auto page = pages.at (0);
  auto signature = update.pdf.makeIndirectObject (QPDFObjectHandle::newDictionary ());
  auto widget = make_widget (update, page, signature, placeholder);
  update.text = "\n";
  write_signature (update, signature, placeholder);
  write_object (update, widget);
  add_annotation (update, page, widget);
  add_field (update, widget);
  write_cross_references (update);
  fill_in_ranges (update, ranges);
  append_to_file (update, path);
}

} // namespace

/**
 * tf_pdf_append_signature:
 * @path: a finished PDF, signed or not; it is changed in place
 * @placeholder: what the empty signature states
 * @ranges: (out): what the signature covers
 * @error: return location for an error
 *
 * Adds room for a signature behind a PDF, as a revision of its own.
 *
 * The bytes that were there stay as they are, so that earlier signatures hold. A field of
 * the same name makes the new one take the next number. A file that could be read only
 * after a repair is refused, and so is an encrypted one.
 *
 * Returns: whether the room is there; after a failure @path may end in half a revision
 */
gboolean
tf_pdf_append_signature (const char              *path,
                         const TfPdfPlaceholder  *placeholder,
                         TfPdfRanges             *ranges,
                         GError                 **error)
{
  g_return_val_if_fail (path != nullptr, FALSE);
  g_return_val_if_fail (placeholder != nullptr && placeholder->field != nullptr, FALSE);
  g_return_val_if_fail (ranges != nullptr, FALSE);

  return guard (path, error, [&]
    {
      append_signature (path, placeholder, ranges);
    });
}

/**
 * tf_pdf_count_pages:
 * @path: a PDF
 * @error: return location for an error
 *
 * Returns: the number of pages, or 0 with @error set where the file cannot be read as it is
 */
guint
tf_pdf_count_pages (const char  *path,
                    GError     **error)
{
  guint n_pages = 0;

  g_return_val_if_fail (path != nullptr, 0);

  guard (path, error, [&]
    {
      QPDF pdf;

      pdf.setSuppressWarnings (true);
      pdf.setAttemptRecovery (false);
      pdf.processFile (path);
      n_pages = pdf.getAllPages ().size ();
      if (n_pages == 0)
        fail (_("The PDF has no pages."));
    });

  return n_pages;
}
