/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-sign-error.h"

G_DEFINE_QUARK (tf-sign-error-quark, tf_sign_error)
