/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the program and techfile-reader say to each other. Both are built from the same
 * tree and run on the same machine, so numbers go over the pipe as they lie in memory.
 *
 *   techfile-reader info            a GVariant of type a{sv}, see the keys below
 *   techfile-reader page N WIDTH    TfReaderPageHeader, then height × stride bytes
 *   techfile-reader text            TfReaderTextHeader and UTF-8 text, once for each page,
 *                                   closed by a header of page 0 and length 0
 *
 * The file is descriptor 3, the answer goes to standard output, and the exit status says
 * how it ended. No text of a message ever comes from the reader. */

#define TF_READER_FD 3

typedef enum {
  TF_READER_EXIT_OK          = 0,
  TF_READER_EXIT_USAGE       = 64,
  TF_READER_EXIT_FAILED      = 65,
  TF_READER_EXIT_LOCKED      = 66,  /* needs a password */
  TF_READER_EXIT_CERTIFICATE = 67,  /* encrypted for the holder of a certificate */
  TF_READER_EXIT_DAMAGED     = 68,
  TF_READER_EXIT_UNSUPPORTED = 69,  /* this kind of file has no pages, or no text */
  TF_READER_EXIT_NO_PAGE     = 70,  /* the file has no page of that number */
  TF_READER_EXIT_MEMORY      = 71,
  TF_READER_EXIT_TOO_LARGE   = 72,  /* a picture or archive that unpacks to too much */

  /* Ends that the reader did not choose, as the program counts them. */
  TF_READER_EXIT_TIME        = 256,
  TF_READER_EXIT_CRASHED     = 257,
} TfReaderExit;

#define TF_READER_PAGE_MAGIC 0x47504654u
#define TF_READER_TEXT_MAGIC 0x58544654u

/* Pixels are those of CAIRO_FORMAT_ARGB32: 32 bits, premultiplied, native byte order. */
typedef struct
{
  guint32 magic;
  guint32 width;
  guint32 height;
  guint32 stride;
} TfReaderPageHeader;

/* The header that closes the text carries whether all of the text was given. */
typedef struct
{
  guint32 magic;
  guint32 page;
  guint32 length;
  guint32 complete;
} TfReaderTextHeader;

/* Keys of the answer to "info". A key that does not apply is absent. */
#define TF_READER_KEY_STATE      "state"       /* u, a TfReaderExit */
#define TF_READER_KEY_TYPE       "type"        /* s */
#define TF_READER_KEY_PAGES      "pages"       /* u */
#define TF_READER_KEY_SIZE       "size"        /* (dd), points for pages, pixels for pictures */
#define TF_READER_KEY_TITLE      "title"       /* s */
#define TF_READER_KEY_ENCODING   "encoding"    /* s */
#define TF_READER_KEY_REPAIRED   "repaired"    /* b */
#define TF_READER_KEY_RESTRICTED "restricted"  /* b */
#define TF_READER_KEY_SCRIPTS    "scripts"     /* b */
#define TF_READER_KEY_ATTACHED   "attached"    /* b */
#define TF_READER_KEY_OUTSIDE    "outside"     /* b, refers to files outside itself */

/* Limits of one run. */
#define TF_READER_MAX_MEMORY     (1024u * 1024 * 1024)
#define TF_READER_MAX_SECONDS    20u
#define TF_READER_MAX_FILES      32u
#define TF_READER_MAX_PIXELS     (16u * 1000 * 1000)
#define TF_READER_MAX_WIDTH      16384u
#define TF_READER_MAX_SOURCE     (100u * 1000 * 1000)        /* pixels of a picture in a file */
#define TF_READER_MAX_TEXT       (16u * 1024 * 1024)
#define TF_READER_MAX_PAGES      10000u
#define TF_READER_MAX_UNPACKED   (128u * 1024 * 1024)        /* bytes of one office file */
#define TF_READER_MAX_INFO       (64u * 1024)

G_END_DECLS
