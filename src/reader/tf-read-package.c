/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-read-package.h"

#include "tf-read-output.h"
#include "tf-reader-protocol.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#define MAX_ENTRIES 20000

typedef struct
{
  struct archive *archive;
  guint64         n_unpacked;  /* in all parts so far */
} Package;

static int
read_cb (void *context,
         char *buffer,
         int   length)
{
  Package *package = context;
  la_ssize_t n = archive_read_data (package->archive, buffer, length);

  if (n < 0)
    return -1;

  package->n_unpacked += n;
  if (package->n_unpacked > TF_READER_MAX_UNPACKED)
    tf_read_fail (TF_READER_EXIT_TOO_LARGE);

  return n;
}

static int
close_cb (void *context)
{
  return 0;
}

static void
open_archive (Package *package)
{
  package->archive = archive_read_new ();
  archive_read_support_format_zip_seekable (package->archive);

  lseek (TF_READER_FD, 0, SEEK_SET);
  if (archive_read_open_fd (package->archive, TF_READER_FD, 64 * 1024) != ARCHIVE_OK)
    tf_read_fail (TF_READER_EXIT_DAMAGED);
}

static void
read_part (Package        *package,
           const char     *name,
           TfReadPartFunc  func,
           gpointer        user_data)
{
  xmlTextReader *reader;

  reader = xmlReaderForIO (read_cb, close_cb, package, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (reader == NULL)
    tf_read_fail (TF_READER_EXIT_MEMORY);

  func (name, reader, user_data);
  xmlFreeTextReader (reader);
}

/**
 * tf_read_package_each:
 * @prefix: how the names of the wanted parts begin
 * @func: (scope call): called for each of them
 * @user_data: given to @func
 *
 * Goes through the XML parts of an office file in the order of its directory.
 *
 * Parts are unpacked while they are read, and what they unpack to is limited in all.
 * Entities are not expanded and nothing is fetched.
 *
 * Returns: how many parts there were
 */
guint
tf_read_package_each (const char     *prefix,
                      TfReadPartFunc  func,
                      gpointer        user_data)
{
  struct archive_entry *entry;
  Package package = { NULL, 0 };
  guint n_parts = 0;
  int result = ARCHIVE_OK;

  open_archive (&package);
  for (guint i = 0; i < MAX_ENTRIES; i++)
    {
      const char *name;

      result = archive_read_next_header (package.archive, &entry);
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        break;

      name = archive_entry_pathname (entry);
      if (name == NULL || !g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, ".xml"))
        continue;
      if (archive_entry_is_data_encrypted (entry))
        tf_read_fail (TF_READER_EXIT_LOCKED);

      read_part (&package, name, func, user_data);
      n_parts++;
    }
  archive_read_free (package.archive);

  if (result != ARCHIVE_EOF)
    tf_read_fail (result == ARCHIVE_FATAL ? TF_READER_EXIT_DAMAGED : TF_READER_EXIT_TOO_LARGE);

  return n_parts;
}
