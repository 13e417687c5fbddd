/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-cli.h"
#include "tf-state.h"

G_BEGIN_DECLS

/* Lists one point of the law, or adds what is particular to one of its parts. */
typedef void (*TfCliPointFunc) (TfCli            *cli,
                                TfDossier        *dossier,
                                const TfLawEntry *entry);

/* What slots and requirements have in common: points of the law that are answered part by part. */
GPtrArray        *tf_cli_point_list_due     (TfDossier         *dossier,
                                             const TfLawEntry  *entry) G_GNUC_WARN_UNUSED_RESULT;
const TfLawEntry *tf_cli_point_resolve_one  (TfCli             *cli,
                                             const char        *name,
                                             GError           **error);
TfCliStatus       tf_cli_point_list         (TfCli             *cli,
                                             TfLawKind          kind,
                                             TfCliPointFunc     list,
                                             GError           **error);
void              tf_cli_point_list_parts   (TfCli             *cli,
                                             TfDossier         *dossier,
                                             const TfLawEntry  *entry,
                                             const char        *name,
                                             TfCliPointFunc     add_more);
TfCliStatus       tf_cli_point_set          (TfCli             *cli,
                                             const char        *kind,
                                             GError           **error);
void              tf_cli_point_show         (TfCli             *cli,
                                             TfDossier         *dossier,
                                             const TfLawEntry  *entry);
void              tf_cli_point_add          (TfCli             *cli,
                                             TfDossier         *dossier,
                                             const TfLawEntry  *entry);

G_END_DECLS
