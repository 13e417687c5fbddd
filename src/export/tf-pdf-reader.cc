/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-output.h"
#include "tf-pdf-failure.hh"
#include "tf-pdf-inspect.h"

#include <glib/gi18n-lib.h>

#include <qpdf/Pl_Function.hh>

#include <functional>
#include <set>

/* Bounds for what a hostile file may make us walk. */
#define MAX_DEPTH         32
#define MAX_NODES         100000
#define MAX_RANGE_NUMBERS 1024

/* More than any attachment can be; a stream that unpacks to more is an attack. */
#define MAX_FILE_SIZE     (8LL * 1024 * 1024 * 1024)

namespace {

/* Keeps a walk through a tree from going deep, long or round in circles. */
class Walk
{
public:
  /* Whether @node may be entered at @depth. */
  bool
  enter (QPDFObjectHandle node,
         int              depth)
  {
    if (depth > MAX_DEPTH || ++n_nodes > MAX_NODES)
      return false;

    return !node.isIndirect () || seen.insert (node.getObjGen ()).second;
  }

private:
  std::set<QPDFObjGen> seen;
  int n_nodes = 0;
};

/* Opens without repair: a signed file that needs one is not the file that was signed. */
void
open_file (QPDF       &pdf,
           const char *path)
{
  pdf.setSuppressWarnings (true);
  pdf.setAttemptRecovery (false);
  pdf.processFile (path);
}

char *
dup_text (QPDFObjectHandle object)
{
  if (!object.isString ())
    return g_strdup ("");

  return g_utf8_make_valid (object.getUTF8Value ().c_str (), -1);
}

char *
dup_name (QPDFObjectHandle object)
{
  if (!object.isName ())
    return g_strdup ("");

  return g_utf8_make_valid (object.getName ().c_str () + 1, -1);
}

char *
dup_hex (const std::string &bytes)
{
  GString *hex = g_string_new (nullptr);

  for (unsigned char c : bytes)
    g_string_append_printf (hex, "%02x", c);

  return g_string_free (hex, FALSE);
}

GArray *
dup_range (QPDFObjectHandle range)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!range.isArray ())
    return numbers;

  int n = std::min (range.getArrayNItems (), MAX_RANGE_NUMBERS);
  for (int i = 0; i < n; i++)
    {
      QPDFObjectHandle item = range.getArrayItem (i);
      gint64 number = item.isInteger () ? item.getIntValue () : -1;

      g_array_append_val (numbers, number);
    }

  return numbers;
}

using Signature = std::unique_ptr<TfPdfSignature, decltype (&tf_pdf_signature_free)>;
using FileInfo = std::unique_ptr<TfPdfFile, decltype (&tf_pdf_file_free)>;

Signature
make_signature (const std::string &field,
                QPDFObjectHandle   value)
{
  Signature signature (g_new0 (TfPdfSignature, 1), tf_pdf_signature_free);
  QPDFObjectHandle contents = value.getKey ("/Contents");
  std::string bytes = contents.isString () ? contents.getStringValue () : std::string ();

  signature->field = g_utf8_make_valid (field.c_str (), -1);
  signature->filter = dup_name (value.getKey ("/Filter"));
  signature->sub_filter = dup_name (value.getKey ("/SubFilter"));
  signature->byte_range = dup_range (value.getKey ("/ByteRange"));
  signature->contents = g_bytes_new (bytes.data (), bytes.size ());
  signature->signed_at = dup_text (value.getKey ("/M"));
  signature->name = dup_text (value.getKey ("/Name"));
  signature->reason = dup_text (value.getKey ("/Reason"));
  signature->location = dup_text (value.getKey ("/Location"));

  return signature;
}

void
collect_signatures (QPDFObjectHandle   field,
                    const std::string &parent,
                    bool               inherited,
                    int                depth,
                    Walk              &walk,
                    GPtrArray         *signatures)
{
  if (!field.isDictionary () || !walk.enter (field, depth))
    return;

  QPDFObjectHandle title = field.getKey ("/T");
  QPDFObjectHandle type = field.getKey ("/FT");
  QPDFObjectHandle value = field.getKey ("/V");
  QPDFObjectHandle kids = field.getKey ("/Kids");
  std::string name = parent;
  bool is_signature = type.isName () ? type.isNameAndEquals ("/Sig") : inherited;

  if (title.isString ())
    name += (parent.empty () ? "" : ".") + title.getUTF8Value ();
  if (is_signature && value.isDictionary ())
    g_ptr_array_add (signatures, make_signature (name, value).release ());
  for (int i = 0; kids.isArray () && i < kids.getArrayNItems (); i++)
    collect_signatures (kids.getArrayItem (i), name, is_signature, depth + 1, walk, signatures);
}

using FileFunc = std::function<void (QPDFObjectHandle key, QPDFObjectHandle specification)>;

void
walk_names (QPDFObjectHandle  node,
            int               depth,
            Walk             &walk,
            const FileFunc   &found)
{
  if (!node.isDictionary () || !walk.enter (node, depth))
    return;

  QPDFObjectHandle names = node.getKey ("/Names");
  QPDFObjectHandle kids = node.getKey ("/Kids");

  for (int i = 0; names.isArray () && i + 1 < names.getArrayNItems () && i < MAX_NODES; i += 2)
    {
      if (names.getArrayItem (i + 1).isDictionary ())
        found (names.getArrayItem (i), names.getArrayItem (i + 1));
    }
  for (int i = 0; kids.isArray () && i < kids.getArrayNItems (); i++)
    walk_names (kids.getArrayItem (i), depth + 1, walk, found);
}

void
walk_files (QPDF           &pdf,
            const FileFunc &found)
{
  QPDFObjectHandle names = pdf.getRoot ().getKey ("/Names");
  Walk walk;

  if (names.isDictionary ())
    walk_names (names.getKey ("/EmbeddedFiles"), 0, walk, found);
}

QPDFObjectHandle
find_stream (QPDFObjectHandle specification)
{
  QPDFObjectHandle files = specification.getKey ("/EF");

  if (!files.isDictionary ())
    return QPDFObjectHandle::newNull ();

  QPDFObjectHandle stream = files.getKey ("/UF");

  return stream.isStream () ? stream : files.getKey ("/F");
}

char *
dup_file_name (QPDFObjectHandle key,
               QPDFObjectHandle specification)
{
  if (specification.getKey ("/UF").isString ())
    return dup_text (specification.getKey ("/UF"));
  if (specification.getKey ("/F").isString ())
    return dup_text (specification.getKey ("/F"));

  return dup_text (key);
}

FileInfo
make_file (QPDFObjectHandle key,
           QPDFObjectHandle specification)
{
  FileInfo file (g_new0 (TfPdfFile, 1), tf_pdf_file_free);
  QPDFObjectHandle stream = find_stream (specification);
  QPDFObjectHandle dictionary = stream.isStream () ? stream.getDict ()
                                                   : QPDFObjectHandle::newDictionary ();
  QPDFObjectHandle parameters = dictionary.getKey ("/Params");

  if (!parameters.isDictionary ())
    parameters = QPDFObjectHandle::newDictionary ();

  QPDFObjectHandle size = parameters.getKey ("/Size");
  QPDFObjectHandle sum = parameters.getKey ("/CheckSum");

  file->name = dup_file_name (key, specification);
  file->description = dup_text (specification.getKey ("/Desc"));
  file->relationship = dup_name (specification.getKey ("/AFRelationship"));
  file->mime_type = dup_name (dictionary.getKey ("/Subtype"));
  file->modified = dup_text (parameters.getKey ("/ModDate"));
  file->md5 = dup_hex (sum.isString () ? sum.getStringValue () : std::string ());
  file->size = size.isInteger () ? size.getIntValue () : -1;

  return file;
}

[[noreturn]] void
fail (const char *format,
      const char *name)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  throw Failure (g_error_new (TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID, format, name));
#pragma GCC diagnostic pop
}

QPDFObjectHandle
find_attachment (QPDF       &pdf,
                 const char *name)
{
  QPDFObjectHandle stream = QPDFObjectHandle::newNull ();

  walk_files (pdf, [&] (QPDFObjectHandle key, QPDFObjectHandle specification)
    {
      g_autofree char *found = dup_file_name (key, specification);

      if (!stream.isStream () && g_str_equal (found, name))
        stream = find_stream (specification);
    });
  if (!stream.isStream ())
    fail (_("There is no attached file “%s”."), name);

  return stream;
}

/* Writes what a stream unpacks to, as long as it keeps within bounds. */
void
copy_stream (QPDFObjectHandle  stream,
             const char       *name,
             FILE             *target,
             GCancellable     *cancellable)
{
  gint64 size = 0;

  Pl_Function sink ("attachment", nullptr, [&] (unsigned char const *data, size_t length)
    {
      throw_if_cancelled (cancellable);
      size += length;
      if (size > MAX_FILE_SIZE)
        fail (_("The attached file “%s” unpacks to more than a file can be."), name);
      if (fwrite (data, 1, length, target) != length)
        throw_system_error (_("The attached file could not be written: %s"));
    });
  if (!stream.pipeStreamData (&sink, 0, qpdf_dl_generalized))
    fail (_("The attached file “%s” is damaged and cannot be taken out."), name);
}

} // namespace

/**
 * tf_pdf_list_signatures:
 * @path: a PDF
 * @error: return location for an error
 *
 * Reads what signatures a file states, without believing any of it.
 *
 * The file is taken as it is: one that could be read only after a repair is refused.
 *
 * Returns: (transfer full) (nullable) (element-type TfPdfSignature): the signatures in the
 *   order of their fields, or `NULL` with @error set where the file is damaged, is no PDF or
 *   needs a password
 */
GPtrArray *
tf_pdf_list_signatures (const char  *path,
                        GError     **error)
{
  g_autoptr(GPtrArray) signatures
    = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_pdf_signature_free);

  g_return_val_if_fail (path != nullptr, nullptr);

  bool done = guard (path, error, [&]
    {
      QPDF pdf;
      Walk walk;

      open_file (pdf, path);
      QPDFObjectHandle form = pdf.getRoot ().getKey ("/AcroForm");
      if (!form.isDictionary ())
        return;

      QPDFObjectHandle fields = form.getKey ("/Fields");
      for (int i = 0; fields.isArray () && i < fields.getArrayNItems (); i++)
        collect_signatures (fields.getArrayItem (i), "", false, 0, walk, signatures);
    });

  return done ? static_cast<GPtrArray *> (g_steal_pointer (&signatures)) : nullptr;
}

/**
 * tf_pdf_list_attachments:
 * @path: a PDF
 * @error: return location for an error
 *
 * Reads which files are embedded in a PDF.
 *
 * Returns: (transfer full) (nullable) (element-type TfPdfFile): the files in the order of the
 *   PDF's own list, or `NULL` with @error set
 */
GPtrArray *
tf_pdf_list_attachments (const char  *path,
                         GError     **error)
{
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_pdf_file_free);

  g_return_val_if_fail (path != nullptr, nullptr);

  bool done = guard (path, error, [&]
    {
      QPDF pdf;

      open_file (pdf, path);
      walk_files (pdf, [&] (QPDFObjectHandle key, QPDFObjectHandle specification)
        {
          g_ptr_array_add (files, make_file (key, specification).release ());
        });
    });

  return done ? static_cast<GPtrArray *> (g_steal_pointer (&files)) : nullptr;
}

/**
 * tf_pdf_extract_attachment:
 * @path: a PDF
 * @name: the embedded file's name, as [func@pdf_list_attachments] gives it
 * @target: where the file is written; one that is there is replaced
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Takes one embedded file out, piece by piece. Nothing is left at @target unless all of it
 * could be read.
 *
 * Returns: whether the file is there
 */
gboolean
tf_pdf_extract_attachment (const char    *path,
                           const char    *name,
                           const char    *target,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autoptr(TfOutput) output = nullptr;

  g_return_val_if_fail (path != nullptr, FALSE);
  g_return_val_if_fail (name != nullptr, FALSE);
  g_return_val_if_fail (target != nullptr, FALSE);

  output = tf_output_new (target, error);
  if (output == nullptr)
    return FALSE;

  return guard (path, error, [&]
    {
      QPDF pdf;

      open_file (pdf, path);
      copy_stream (find_attachment (pdf, name), name, tf_output_get_file (output), cancellable);
    }) &&
    tf_output_commit (output, error);
}
