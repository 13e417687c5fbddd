/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-record.h"

G_BEGIN_DECLS

gboolean  tf_person_is_called  (TfRecord    *person,
                                const char  *name);

G_END_DECLS
