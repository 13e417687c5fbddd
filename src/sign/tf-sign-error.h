/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TfSignError:
 * @TF_SIGN_ERROR_WRONG_PASSWORD: the password does not open the key; asking again can help
 * @TF_SIGN_ERROR_KEY_UNUSABLE: the key, its certificate or their combination cannot sign
 * @TF_SIGN_ERROR_UNSUPPORTED: sound, but of a kind that is not handled here
 * @TF_SIGN_ERROR_TOO_SMALL: the room kept free in the document does not hold the signature
 * @TF_SIGN_ERROR_INVALID: data from outside is damaged, too large or not what it should be
 * @TF_SIGN_ERROR_FAILED: signing itself went wrong
 *
 * What can go wrong with keys and signatures.
 */
typedef enum {
  TF_SIGN_ERROR_WRONG_PASSWORD,
  TF_SIGN_ERROR_KEY_UNUSABLE,
  TF_SIGN_ERROR_UNSUPPORTED,
  TF_SIGN_ERROR_TOO_SMALL,
  TF_SIGN_ERROR_INVALID,
  TF_SIGN_ERROR_FAILED,
} TfSignError;

#define TF_SIGN_ERROR (tf_sign_error_quark ())
GQuark tf_sign_error_quark (void);

G_END_DECLS
