/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-attach.hh"

#include "tf-attachment.h"

#include <glib/gi18n-lib.h>

#include <qpdf/Pipeline.hh>

#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>
#include <vector>

#define READ_SIZE (256 * 1024)

namespace {

using Checksum = std::unique_ptr<GChecksum, decltype (&g_checksum_free)>;

struct CloseFile
{
  void operator() (FILE *file) const { fclose (file); }
};

using File = std::unique_ptr<FILE, CloseFile>;

[[noreturn]] void
fail_reading (TfAttachment *attachment)
{
  throw Failure (g_error_new (TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED,
                              _("The file “%s” could not be read: %s"),
                              tf_attachment_get_name (attachment), g_strerror (errno)));
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

/* The stream holds a mark in place of the bytes: the library would keep a stream that it
 * writes in memory, however large. */
QPDFObjectHandle
make_embedded_stream (QPDF                  &pdf,
                      const TfPdfParts      *parts,
                      TfAttachment          *attachment,
                      std::vector<Embedded> &embedded)
{
  Checksums sums = check_attachment (parts, attachment);
  auto stream = QPDFObjectHandle::newStream (&pdf, EMBEDDED_MARK);
  auto parameters = QPDFObjectHandle::newDictionary ();
  std::string mime = std::string ("/") + tf_attachment_get_mime_type (attachment);

  stream.setFilterOnWrite (false);
  parameters.replaceKey ("/Size", QPDFObjectHandle::newInteger (sums.size));
  parameters.replaceKey ("/ModDate", QPDFObjectHandle::newString (
    pdf_date (tf_attachment_get_modified (attachment))));
  parameters.replaceKey ("/CheckSum", QPDFObjectHandle::newString (sums.md5));
  stream.getDict ().replaceKey ("/Type", QPDFObjectHandle::newName ("/EmbeddedFile"));
  stream.getDict ().replaceKey ("/Subtype", QPDFObjectHandle::newName (mime));
  stream.getDict ().replaceKey ("/Params", parameters);
  embedded.push_back ({ stream, attachment, sums });

  return stream;
}

QPDFObjectHandle
make_file_specification (QPDF                  &pdf,
                         const TfPdfParts      *parts,
                         TfAttachment          *attachment,
                         std::vector<Embedded> &embedded)
{
  static const char *const relationships[] = { "/Source", "/Data", "/Supplement", "/Unspecified" };
  auto specification = QPDFObjectHandle::newDictionary ();
  auto files = QPDFObjectHandle::newDictionary ();
  auto stream = make_embedded_stream (pdf, parts, attachment, embedded);
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

} // namespace

void
fail_changed (TfAttachment *attachment)
{
  throw Failure (g_error_new (TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID,
                              _("The file “%s” is not what it was when it was added: its SHA-256 "
                                "differs. Nothing was written."),
                              tf_attachment_get_name (attachment)));
}

void
read_attachment (const TfPdfParts *parts,
                 TfAttachment     *attachment,
                 const ByteSink   &sink)
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

std::string
pdf_date (GDateTime *time)
{
  g_autoptr(GDateTime) utc = g_date_time_to_utc (time);
  g_autofree char *text = g_date_time_format (utc, "D:%Y%m%d%H%M%SZ");

  return text;
}

QPDFObjectHandle
unicode (const char *text)
{
  return QPDFObjectHandle::newUnicodeString (text);
}

std::vector<Embedded>
add_attachments (QPDF             &pdf,
                 const TfPdfParts *parts)
{
  auto associated = QPDFObjectHandle::newArray ();
  auto leaves = QPDFObjectHandle::newArray ();
  auto tree = QPDFObjectHandle::newDictionary ();
  std::set<std::string> taken;
  std::set<std::string> names;
  std::vector<std::pair<std::string, QPDFObjectHandle>> entries;
  std::vector<Embedded> embedded;

  if (parts->attachments->len == 0)
    return embedded;

  for (guint i = 0; i < parts->attachments->len; i++)
    {
      auto attachment = static_cast<TfAttachment *> (g_ptr_array_index (parts->attachments, i));
      auto name = tf_attachment_get_name (attachment);

      if (!names.insert (name).second)
        throw Failure (g_error_new (TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID,
                                    _("Two attached files are called “%s”."), name));
      auto specification = make_file_specification (pdf, parts, attachment, embedded);
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

  return embedded;
}
