/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-document.h"

G_BEGIN_DECLS

/* Text in scripts that must come out of a page as it went in. */
#define SAMPLE_GREEK     "Τεχνική τεκμηρίωση του προϊόντος"
#define SAMPLE_BULGARIAN "Техническа документация на продукта"
#define SAMPLE_POLISH    "Zażółć gęślą jaźń"
#define SAMPLE_MALTESE   "Dokumentazzjoni teknika ħażina għall-ġbir żgħir"
#define SAMPLE_GERMAN    "Größenänderung für Übermütige, ÄÖÜ äöüß"

TfDocument *sample_document_new      (void);
TfDocument *sample_document_new_bare (void);

G_END_DECLS
