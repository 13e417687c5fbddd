/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-text.h"

G_DEFINE_QUARK (tf-text-error-quark, tf_text_error)
