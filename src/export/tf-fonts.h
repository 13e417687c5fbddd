/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define TF_FONT_FAMILY      "Noto Sans"
#define TF_FONT_FAMILY_MONO "Noto Sans Mono"

PangoFontMap *tf_fonts_new_map (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
