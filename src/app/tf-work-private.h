/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-work.h"

G_BEGIN_DECLS

gboolean  tf_work_check_authors  (TfWorkspace  *workspace,
                                  TfDossier    *dossier,
                                  const char   *subject,
                                  const char   *name,
                                  TfRecord     *person,
                                  GError      **error);
gboolean  tf_work_inherit        (TfWorkspace  *workspace,
                                  TfRecord     *from,
                                  TfRecord     *release,
                                  GError      **error);

G_END_DECLS
