/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export.h"

G_DEFINE_QUARK (tf-export-error-quark, tf_export_error)
