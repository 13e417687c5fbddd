/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* gettext(3) itself answers in the one language of the process. A document has a language of its
 * own, and several are written at once, so the same catalogues are read here without it. */

#include "config.h"

#include "tf-messages-private.h"

#include "tf-plural-private.h"

#include <string.h>

#define MAGIC 0x950412de

/* The fields of the head, each a number of four bytes. */
enum
{
  HEAD_MAGIC,
  HEAD_REVISION,
  HEAD_COUNT,
  HEAD_TEXTS,
  HEAD_TRANSLATIONS,
  N_HEAD
};

struct _TfMessages
{
  GBytes       *bytes;
  const guchar *data;
  gsize         length;
  gboolean      swapped;        /* written by a computer of the other byte order */
  guint         count;
  guint         texts;          /* where the table of the originals begins, which is sorted */
  guint         translations;
  TfPluralRule  rule;
};

static guint32
read_number (const TfMessages *self,
             gsize             offset)
{
  guint32 value;

  memcpy (&value, self->data + offset, sizeof value);
  return self->swapped ? GUINT32_SWAP_LE_BE (value) : value;
}

/* A string of one of the tables; with plural forms, several follow one another. */
static const char *
get_string (const TfMessages *self,
            guint             table,
            guint             index,
            gsize            *length)
{
  *length = read_number (self, table + 8 * (gsize) index);
  return (const char *) self->data + read_number (self, table + 8 * (gsize) index + 4);
}

static gboolean
check_table (const TfMessages *self,
             guint             table)
{
  if (table > self->length || (self->length - table) / 8 < self->count)
    return FALSE;

  for (guint i = 0; i < self->count; i++)
    {
      gsize length = read_number (self, table + 8 * (gsize) i);
      gsize start = read_number (self, table + 8 * (gsize) i + 4);

      if (start >= self->length || length >= self->length - start ||
          self->data[start + length] != '\0' ||
          !g_utf8_validate ((const char *) self->data + start, -1, NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_head (TfMessages *self)
{
  guint32 magic;

  if (self->length < N_HEAD * sizeof (guint32))
    return FALSE;

  magic = read_number (self, HEAD_MAGIC);
  self->swapped = magic == GUINT32_SWAP_LE_BE (MAGIC);
  if ((magic != MAGIC && !self->swapped) ||
      read_number (self, HEAD_REVISION * sizeof (guint32)) >> 16 > 1)
    return FALSE;

  self->count = read_number (self, HEAD_COUNT * sizeof (guint32));
  self->texts = read_number (self, HEAD_TEXTS * sizeof (guint32));
  self->translations = read_number (self, HEAD_TRANSLATIONS * sizeof (guint32));
  return check_table (self, self->texts) && check_table (self, self->translations);
}

static const char *
find (TfMessages *self,
      const char *text,
      gsize      *length)
{
  guint first = 0;
  guint end = self->count;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;
      int order = strcmp (text, get_string (self, self->texts, middle, length));

      if (order == 0)
        return get_string (self, self->translations, middle, length);
      if (order < 0)
        end = middle;
      else
        first = middle + 1;
    }

  return NULL;
}

/**
 * tf_messages_new:
 * @bytes: a catalogue as msgfmt(1) writes it
 *
 * Reads a catalogue of messages.
 *
 * Returns: (transfer full) (nullable): the messages, or `NULL` where the bytes are damaged
 */
TfMessages *
tf_messages_new (GBytes *bytes)
{
  g_autoptr(TfMessages) self = g_new0 (TfMessages, 1);
  const char *header;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->data = g_bytes_get_data (bytes, &self->length);
  if (!read_head (self))
    return NULL;

  header = find (self, "", &length);
  return tf_plural_rule_read (&self->rule, header != NULL ? header : "") ? g_steal_pointer (&self)
                                                                         : NULL;
}

/**
 * tf_messages_free:
 * @self: (transfer full) (nullable): the messages
 */
void
tf_messages_free (TfMessages *self)
{
  if (self == NULL)
    return;

  tf_plural_rule_clear (&self->rule);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * tf_messages_lookup:
 * @self: the messages
 * @text: the original
 *
 * Returns: (nullable): its translation, or `NULL` where there is none
 */
const char *
tf_messages_lookup (TfMessages *self,
                    const char *text)
{
  const char *translation;
  gsize length;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  translation = *text != '\0' ? find (self, text, &length) : NULL;
  return translation != NULL && *translation != '\0' ? translation : NULL;
}

/**
 * tf_messages_lookup_plural:
 * @self: the messages
 * @text: the original for one thing
 * @n: a number of things
 *
 * Returns: (nullable): the form of its translation for so many things, or `NULL` where there is
 *   none
 */
const char *
tf_messages_lookup_plural (TfMessages *self,
                           const char *text,
                           gulong      n)
{
  const char *form;
  const char *end;
  gsize length;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  form = *text != '\0' ? find (self, text, &length) : NULL;
  if (form == NULL || *form == '\0')
    return NULL;

  end = form + length;
  for (guint i = tf_plural_rule_choose (&self->rule, n); i > 0; i--)
    {
      form += strlen (form) + 1;
      if (form > end)
        return NULL;
    }

  return form;
}
