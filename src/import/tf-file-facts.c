/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-file-facts.h"

#include "tf-file-name.h"
#include "tf-reader-protocol.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static TfFileState
get_state (guint        exit,
           TfFileFacts *self)
{
  if (strcmp (self->type->type, "application/x-zerosize") == 0)
    return TF_FILE_EMPTY;
  if (strcmp (self->type->type, "application/x-encrypted-office") == 0)
    return TF_FILE_LOCKED;
  if (self->type->class == TF_MEDIA_OTHER)
    return TF_FILE_OPAQUE;

  switch (exit)
    {
    case TF_READER_EXIT_OK:
      return TF_FILE_READABLE;
    case TF_READER_EXIT_UNSUPPORTED:
      return TF_FILE_OPAQUE;
    case TF_READER_EXIT_LOCKED:
      return TF_FILE_LOCKED;
    case TF_READER_EXIT_CERTIFICATE:
      return TF_FILE_LOCKED_CERTIFICATE;
    default:
      return TF_FILE_DAMAGED;
    }
}

static char *
describe_content (TfFileFacts *self)
{
  const char *name = tf_media_type_get_name (self->type);

  if (self->type->class == TF_MEDIA_IMAGE && self->n_pages == 1)
    /* Translators: kind of picture, width and height in pixels: "PNG picture, 640 × 480" */
    return g_strdup_printf (_("%s, %.0f × %.0f"), name, self->width, self->height);
  if (self->n_pages > 0)
    /* Translators: kind of file and number of pages: "PDF document, 12 pages" */
    return g_strdup_printf (ngettext ("%s, %u page", "%s, %u pages", self->n_pages),
                            name, self->n_pages);
  if (self->type->class == TF_MEDIA_PDF && self->state == TF_FILE_READABLE)
    return g_strdup_printf (_("%s, no pages"), name);

  return g_strdup (name);
}

static void
add_remark (GString    *sentence,
            gboolean    holds,
            const char *remark)
{
  if (holds)
    g_string_append_printf (sentence, " %s", remark);
}

static char *
describe (TfFileFacts *self)
{
  g_autofree char *content = describe_content (self);
  GString *sentence = g_string_new (content);

  g_string_append_c (sentence, '.');
  add_remark (sentence, self->state == TF_FILE_LOCKED,
              _("A password is needed to open it."));
  add_remark (sentence, self->state == TF_FILE_LOCKED_CERTIFICATE,
              _("It is encrypted for the holder of a certificate."));
  add_remark (sentence, self->state == TF_FILE_DAMAGED,
              _("It is damaged and cannot be opened."));
  add_remark (sentence, self->repaired,
              _("It is damaged and could be opened only after mending."));
  add_remark (sentence, self->restricted,
              _("Its author restricts printing, copying or changing it."));
  add_remark (sentence, self->scripts,
              _("It contains scripts, which are not run."));
  add_remark (sentence, self->attached,
              _("It has files attached to it."));
  add_remark (sentence, self->outside,
              _("It refers to other files, which are not shown."));

  return g_string_free (sentence, FALSE);
}

static char *
dup_string (GVariant   *answer,
            const char *key)
{
  const char *value;

  return g_variant_lookup (answer, key, "&s", &value) ? tf_file_name_display (value)
                                                      : g_strdup ("");
}

static gboolean
get_flag (GVariant   *answer,
          const char *key)
{
  gboolean value;

  return g_variant_lookup (answer, key, "b", &value) && value;
}

/**
 * tf_file_facts_new_from_variant:
 * @answer: what the reader said, of type a{sv} and in normal form
 *
 * Understands what the reader said about a file.
 *
 * Nothing in @answer is relied on; what is absent or makes no sense counts as not known.
 *
 * Returns: (transfer full): the facts
 */
TfFileFacts *
tf_file_facts_new_from_variant (GVariant *answer)
{
  TfFileFacts *self;
  const char *type = "application/octet-stream";
  guint32 exit = TF_READER_EXIT_DAMAGED;

  g_return_val_if_fail (g_variant_is_of_type (answer, G_VARIANT_TYPE_VARDICT), NULL);

  g_variant_lookup (answer, TF_READER_KEY_TYPE, "&s", &type);
  g_variant_lookup (answer, TF_READER_KEY_STATE, "u", &exit);

  self = g_new0 (TfFileFacts, 1);
  self->type = tf_media_type_lookup (type);
  self->state = get_state (exit, self);
  g_variant_lookup (answer, TF_READER_KEY_PAGES, "u", &self->n_pages);
  g_variant_lookup (answer, TF_READER_KEY_SIZE, "(dd)", &self->width, &self->height);
  if (!isfinite (self->width) || !isfinite (self->height))
    self->width = self->height = 0;
  self->title = dup_string (answer, TF_READER_KEY_TITLE);
  self->encoding = dup_string (answer, TF_READER_KEY_ENCODING);
  self->repaired = get_flag (answer, TF_READER_KEY_REPAIRED);
  self->restricted = get_flag (answer, TF_READER_KEY_RESTRICTED);
  self->scripts = get_flag (answer, TF_READER_KEY_SCRIPTS);
  self->attached = get_flag (answer, TF_READER_KEY_ATTACHED);
  self->outside = get_flag (answer, TF_READER_KEY_OUTSIDE);
  self->sentence = describe (self);

  return self;
}

/**
 * tf_file_facts_free:
 * @self: (transfer full): facts
 *
 * Frees facts.
 */
void
tf_file_facts_free (TfFileFacts *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->encoding);
  g_free (self->sentence);
  g_free (self);
}
