/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The translated words and sentences of one language, as msgfmt(1) writes them. Never changes once
 * it is read, so any thread may ask it. */
typedef struct _TfMessages TfMessages;

TfMessages *tf_messages_new           (GBytes       *bytes) G_GNUC_WARN_UNUSED_RESULT;
void        tf_messages_free          (TfMessages   *self);

const char *tf_messages_lookup        (TfMessages   *self,
                                       const char   *text);
const char *tf_messages_lookup_plural (TfMessages   *self,
                                       const char   *text,
                                       gulong        n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfMessages, tf_messages_free)

G_END_DECLS
