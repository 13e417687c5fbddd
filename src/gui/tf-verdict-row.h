/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-signature-result.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One answer about a signature: a symbol, a word, a sentence. */
GtkWidget  *tf_verdict_row_new       (const char               *question,
                                      const TfSignatureAnswer  *answer);
void        tf_verdict_image_set     (GtkImage                 *image,
                                      TfVerdict                 verdict);
const char *tf_verdict_get_label     (TfVerdict                 verdict);

G_END_DECLS
