/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-splice.hh"

#include <glib/gi18n-lib.h>

#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_Function.hh>
#include <qpdf/QPDFXRefEntry.hh>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>

/* The dictionary of an embedded stream is shorter than this, and so is that of the table. */
#define HEAD_SIZE 4096

#define COPY_SIZE (256 * 1024)

/* Room for the length of a stream, filled in when it is known. */
#define LENGTH_DIGITS 12

namespace {

/* Where the bytes of one attachment go, by the offset of its object in the source. */
struct Place
{
  gint64          offset;
  const Embedded *embedded;
  gint64          growth = 0;  /* bytes the file is longer behind this object */
};

class Splicer
{
public:
  Splicer (FILE             *source_,
           FILE             *target_,
           const TfPdfParts *parts_)
    : source (source_),
      target (target_),
      parts (parts_)
  {
  }

  void
  run (QPDFWriter                  &writer,
       const std::vector<Embedded> &embedded)
  {
    auto table = writer.getWrittenXRefTable ();

    for (auto const &one : embedded)
      places.push_back ({ table.at (writer.getRenumberedObjGen (one.stream.getObjGen ()))
                            .getOffset (), &one });
    std::sort (places.begin (), places.end (),
               [] (auto const &a, auto const &b) { return a.offset < b.offset; });
    for (auto &place : places)
      put_in (place);

    gint64 end = find_table ();
    copy_to (end);
    write_table (table, end);
    if (fflush (target) != 0)
      fail ();
  }

  /* Where what was at @offset in the source is now. */
  gint64
  moved (gint64 offset) const
  {
    for (auto place = places.rbegin (); place != places.rend (); ++place)
      {
        if (offset > place->offset)
          return offset + place->growth;
      }

    return offset;
  }

private:
  [[noreturn]] static void
  fail ()
  {
    throw_system_error (_("The PDF could not be written: %s"));
  }

  [[noreturn]] static void
  fail_layout ()
  {
    throw std::logic_error ("the file is not laid out as expected");
  }

  void
  write (const void *data,
         gsize       size)
  {
    if (fwrite (data, 1, size, target) != size)
      fail ();
    written += size;
  }

  std::string
  read_at (gint64 offset,
           gsize  size)
  {
    std::string data (size, '\0');

    if (fseeko (source, offset, SEEK_SET) != 0)
      fail ();
    data.resize (fread (&data[0], 1, size, source));
    if (fseeko (source, position, SEEK_SET) != 0)
      fail ();

    return data;
  }

  void
  copy_to (gint64 end)
  {
    std::vector<char> buffer (COPY_SIZE);

    if (fseeko (source, position, SEEK_SET) != 0)
      fail ();
    while (position < end)
      {
        throw_if_cancelled (parts->cancellable);
        gsize wanted = std::min<gint64> (buffer.size (), end - position);
        gsize n = fread (buffer.data (), 1, wanted, source);
        if (n == 0)
          fail_layout ();
        write (buffer.data (), n);
        position += n;
      }
  }

  /* Text gains from compression; most else is compressed already. */
  static bool
  is_text (const char *mime_type)
  {
    return g_str_has_prefix (mime_type, "text/") || strstr (mime_type, "json") != nullptr ||
           strstr (mime_type, "xml") != nullptr;
  }

  void
  put_in (Place &place)
  {
    std::string head = read_at (place.offset, HEAD_SIZE);
    std::string length = "/Length " + std::to_string (strlen (EMBEDDED_MARK));
    gsize number = head.find (length);
    gsize mark = head.find (EMBEDDED_MARK);
    bool compress = is_text (tf_attachment_get_mime_type (place.embedded->attachment));

    if (number == std::string::npos || mark == std::string::npos || number > mark)
      fail_layout ();

    copy_to (place.offset + number);
    std::string start = compress ? "/Filter /FlateDecode /Length " : "/Length ";
    write (start.data (), start.size ());
    gint64 blank = written;
    std::string spaces (LENGTH_DIGITS, ' ');
    write (spaces.data (), spaces.size ());
    position += length.size ();
    copy_to (place.offset + mark);
    gint64 before = written;
    put_bytes (*place.embedded, compress);
    fill_in (blank, written - before);
    position += strlen (EMBEDDED_MARK);
    place.growth = written - position;
  }

  void
  put_bytes (const Embedded &embedded,
             bool            compress)
  {
    std::unique_ptr<GChecksum, decltype (&g_checksum_free)> sum (g_checksum_new (G_CHECKSUM_SHA256),
                                                                 g_checksum_free);
    Pl_Function sink ("target", nullptr, [&] (unsigned char const *data, size_t size)
      {
        write (data, size);
      });
    Pl_Flate flate ("compression", &sink, Pl_Flate::a_deflate);

    read_attachment (parts, embedded.attachment, [&] (const unsigned char *data, gsize size)
      {
        g_checksum_update (sum.get (), data, size);
        if (compress)
          flate.write (data, size);
        else
          write (data, size);
      });
    flate.finish ();
    if (embedded.sums.sha256 != g_checksum_get_string (sum.get ()))
      fail_changed (embedded.attachment);
  }

  void
  fill_in (gint64 offset,
           gint64 number)
  {
    std::string digits = std::to_string (number);

    if (fseeko (target, offset, SEEK_SET) != 0 ||
        fwrite (digits.data (), 1, digits.size (), target) != digits.size () ||
        fseeko (target, 0, SEEK_END) != 0)
      fail ();
  }

  /* The cross-reference stream is the last object; the end of the file says where. */
  gint64
  find_table ()
  {
    if (fseeko (source, 0, SEEK_END) != 0)
      fail ();
    gint64 size = ftello (source);
    std::string tail = read_at (MAX (0, size - 64), 64);
    gsize start = tail.rfind ("startxref");

    if (start == std::string::npos)
      fail_layout ();

    return strtoll (tail.c_str () + start + strlen ("startxref"), nullptr, 10);
  }

  static std::string
  cut_out (const std::string &text,
           const char        *from,
           const char        *to)
  {
    gsize start = text.find (from);
    gsize end = start != std::string::npos ? text.find (to, start) : start;

    if (end == std::string::npos)
      fail_layout ();

    return text.substr (start, end + strlen (to) - start);
  }

  static void
  append_number (std::string &bytes,
                 guint64      number,
                 int          width)
  {
    for (int i = width - 1; i >= 0; i--)
      bytes += static_cast<char> (number >> (8 * i) & 0xff);
  }

  std::string
  make_entries (const std::map<QPDFObjGen, QPDFXRefEntry> &table,
                int                                        size,
                gint64                                     own)
  {
    std::string bytes;

    for (int i = 0; i < size; i++)
      {
        auto found = table.find (QPDFObjGen (i, 0));
        int type = i == size - 1 ? 1 : found != table.end () ? found->second.getType () : 0;
        guint64 place = 0;
        guint64 index = i == 0 ? 65535 : 0;

        if (i == size - 1)
          place = own;
        else if (type == 1)
          place = moved (found->second.getOffset ());
        else if (type == 2)
          {
            place = found->second.getObjStreamNumber ();
            index = found->second.getObjStreamIndex ();
          }
        append_number (bytes, type, 1);
        append_number (bytes, place, 6);
        append_number (bytes, index, 2);
      }

    return bytes;
  }

  void
  write_table (const std::map<QPDFObjGen, QPDFXRefEntry> &table,
               gint64                                     end)
  {
    std::string head = read_at (end, HEAD_SIZE);
    int number = atoi (head.c_str ());
    gint64 own = written;
    std::string entries = make_entries (table, number + 1, own);
    std::string stream;
    Pl_Function packed ("table", nullptr, [&] (unsigned char const *data, size_t size)
      {
        stream.append (reinterpret_cast<const char *> (data), size);
      });
    Pl_Flate flate ("compression", &packed, Pl_Flate::a_deflate);

    flate.write (reinterpret_cast<const unsigned char *> (entries.data ()), entries.size ());
    flate.finish ();
    std::string text = std::to_string (number) + " 0 obj\n<< /Type /XRef /Size "
                       + std::to_string (number + 1) + " /W [ 1 6 2 ] "
                       + cut_out (head, "/Root ", " R") + " " + cut_out (head, "/Info ", " R") + " "
                       + cut_out (head, "/ID [", "]") + " /Filter /FlateDecode /Length "
                       + std::to_string (stream.size ()) + " >>\nstream\n" + stream
                       + "\nendstream\nendobj\n\nstartxref\n" + std::to_string (own) + "\n%%EOF\n";
    write (text.data (), text.size ());
  }

  FILE               *source;
  FILE               *target;
  const TfPdfParts   *parts;
  std::vector<Place>  places;
  gint64              position = 0;  /* how far the source is copied */
  gint64              written = 0;
};

} // namespace

gint64
splice_attachments (FILE                        *source,
                    FILE                        *target,
                    QPDFWriter                  &writer,
                    const std::vector<Embedded> &embedded,
                    const TfPdfParts            *parts,
                    gint64                       place)
{
  Splicer splicer (source, target, parts);

  splicer.run (writer, embedded);

  return splicer.moved (place);
}
