/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What an empty library shows: the first step, the sample, and a backup as other ways. */
#define TF_TYPE_SAMPLE_STARTER (tf_sample_starter_get_type ())
G_DECLARE_FINAL_TYPE (TfSampleStarter, tf_sample_starter, TF, SAMPLE_STARTER, AdwBin)

void     tf_sample_starter_set_session (TfSampleStarter *self,
                                        TfSession       *session);
gboolean tf_sample_starter_is_busy     (TfSampleStarter *self);
void     tf_sample_starter_restore     (TfSampleStarter *self,
                                        GFile           *archive);

G_END_DECLS
