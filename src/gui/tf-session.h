/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-reader.h"
#include "tf-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the window works on: the open library, the release that is shown, and its dossier, which
 * is made anew soon after anything changes. Pages hold a session and listen to it; they never
 * speak to one another. */
#define TF_TYPE_SESSION (tf_session_get_type ())
G_DECLARE_FINAL_TYPE (TfSession, tf_session, TF, SESSION, GObject)

TfSession   *tf_session_new            (TfWorkspace  *workspace) G_GNUC_WARN_UNUSED_RESULT;
TfWorkspace *tf_session_get_workspace  (TfSession    *self);
TfStore     *tf_session_get_store      (TfSession    *self);
TfLaw       *tf_session_get_law        (TfSession    *self);
TfReader    *tf_session_get_reader     (TfSession    *self);

/* Property "release": the release that is shown, or NULL; "product" follows it. */
TfRecord    *tf_session_get_product    (TfSession    *self);
TfRecord    *tf_session_get_release    (TfSession    *self);
void         tf_session_set_release    (TfSession    *self,
                                        TfRecord     *release);

/* Property "dossier": notified when it was made anew; NULL without a release. */
TfDossier   *tf_session_get_dossier    (TfSession    *self);
gboolean     tf_session_is_writable    (TfSession    *self);

/* Signal "navigate" (const char *place): somebody wants another page.
 * Places: "library", "overview", "family/2", "point/2b", "point/2b.sbom", "matrix",
 * "matrix/I.2.c.updatable", "evidence", "evidence/<record id>", "plan", "check", "issues",
 * "search", "history", "export", "verify", "records/<kind>", "records/<kind>/<record id>". */
void         tf_session_navigate       (TfSession    *self,
                                        const char   *place);

/* Signal "message" (const char *text): something happened that a toast tells. */
void         tf_session_tell           (TfSession    *self,
                                        const char   *text);
/* Signal "undoable" (const char *text): the same for the last step, with an offer to undo it. */
void         tf_session_tell_undoable  (TfSession    *self,
                                        const char   *text);
/* Signal "problem" (const char *text): a change could not be saved; the strip stays until the
 * next one could ("" then). */
void         tf_session_report         (TfSession    *self,
                                        const GError *error);

/* Writes a field and reports a failure; FALSE where it failed. */
gboolean     tf_session_set_field      (TfSession    *self,
                                        TfRecord     *record,
                                        const char   *field,
                                        const char   *value);

G_END_DECLS
