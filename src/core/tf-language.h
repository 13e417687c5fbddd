/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A language in which documents are written, whatever the language of the program is. Each exists
 * once, lives as long as the program and never changes, so any thread may use it. */
typedef struct _TfLanguage TfLanguage;

const char *const *tf_language_list             (void);
const TfLanguage  *tf_language_find             (const char        *locale);
const TfLanguage  *tf_language_get              (const char        *locale);
const char        *tf_language_get_id           (const TfLanguage  *self);

const char        *tf_language_translate        (const TfLanguage  *self,
                                                 const char        *text) G_GNUC_FORMAT (2);
const char        *tf_language_translate_plural (const TfLanguage  *self,
                                                 const char        *one,
                                                 const char        *several,
                                                 gulong             n)
                                                 G_GNUC_FORMAT (2) G_GNUC_FORMAT (3);
char              *tf_language_dup_date         (const TfLanguage  *self,
                                                 const char        *iso) G_GNUC_WARN_UNUSED_RESULT;

/* Words of a document: what _() is for words of the program. */
#define L_(language, text)              tf_language_translate (language, text)
#define LN_(language, one, several, n)  tf_language_translate_plural (language, one, several, n)

G_END_DECLS
