/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-signature-result.h"

G_BEGIN_DECLS

TfSignatureResult *tf_signature_result_new     (void);
void               tf_signature_answer_set     (TfSignatureAnswer *self,
                                                TfVerdict          verdict,
                                                const char        *sentence);
void               tf_signature_result_conclude (TfSignatureResult *self);

G_END_DECLS
