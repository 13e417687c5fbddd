/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-pages.h"
#include "tf-pdf.h"

#include <poppler.h>

G_BEGIN_DECLS

/* Names of our own, for not every version of the library cleans up after its types. */
typedef PopplerDocument Pdf;
typedef PopplerPage PdfPage;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pdf, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PdfPage, g_object_unref)

/* A folder of its own and a PDF in it. */
typedef struct
{
  char *folder;
  char *path;
} Fixture;

void     fixture_set_up    (Fixture       *fixture,
                            gconstpointer  data);
void     fixture_tear_down (Fixture       *fixture,
                            gconstpointer  data);
guint    count_files       (Fixture       *fixture);
TfPages *lay_out           (TfDocument    *document);
Pdf     *write_and_open    (Fixture       *fixture,
                            TfPages       *pages);
char    *dup_page_text     (Pdf           *pdf,
                            guint          page);
char   **dup_page_texts    (Pdf           *pdf);
int      find_page_of      (char         **texts,
                            const char    *text,
                            guint          first);
guint    count_of          (const char    *text,
                            const char    *part);

G_END_DECLS
