/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-secret.h"

#include "tf-sign-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The whole object lies in pages of its own, so that locking and wiping reach every copy. */
struct _TfSecret
{
  gatomicrefcount ref_count;
  gsize           length;
  char            text[TF_SECRET_MAX_BYTES + 1];
};

G_DEFINE_BOXED_TYPE (TfSecret, tf_secret, tf_secret_ref, tf_secret_unref)

static TfSecret *
allocate (void)
{
  TfSecret *self = mmap (NULL, sizeof (TfSecret), PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (self == MAP_FAILED)
    g_error ("out of memory");

  /* The limit on locked memory may be used up; the password then still works, unlocked. */
  (void) mlock (self, sizeof (TfSecret));
  (void) madvise (self, sizeof (TfSecret), MADV_DONTDUMP);
  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/* Reads up to the first line end, the end of input or the room there is. Returns -1 on failure. */
static gssize
read_line (int     fd,
           char   *buffer,
           gsize   room)
{
  gsize filled = 0;

  while (filled < room && memchr (buffer, '\n', filled) == NULL)
    {
      gssize got = read (fd, buffer + filled, room - filled);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return -1;
      if (got == 0)
        break;
      filled += got;
    }

  return filled;
}

/* Cuts the text at its line end and wipes what came after it. */
static void
keep_first_line (TfSecret *self)
{
  char *end = memchr (self->text, '\n', self->length);
  gsize filled = self->length;

  if (end != NULL)
    self->length = end - self->text;
  if (end != NULL && self->length > 0 && self->text[self->length - 1] == '\r')
    self->length--;

  OPENSSL_cleanse (self->text + self->length, filled - self->length);
}

/**
 * tf_secret_new:
 * @text: the password
 * @length: its length in bytes, or -1 when @text is NUL-terminated
 *
 * Copies a password into memory that is locked where the system permits it,
 * left out of core dumps, and wiped when the last reference goes.
 *
 * The caller wipes its own copy. A password of more than
 * `TF_SECRET_MAX_BYTES` is a mistake of the caller.
 *
 * Returns: (transfer full): the secret
 */
TfSecret *
tf_secret_new (const char *text,
               gssize      length)
{
  TfSecret *self;
  gsize bytes;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = length < 0 ? strlen (text) : (gsize) length;
  g_return_val_if_fail (bytes <= TF_SECRET_MAX_BYTES, NULL);

  self = allocate ();
  memcpy (self->text, text, bytes);
  self->length = bytes;

  return self;
}

/**
 * tf_secret_new_from_fd:
 * @fd: descriptor to read from; it stays open
 * @error: return location for an error
 *
 * Reads a password, which is the first line that @fd delivers, without
 * leaving copies of it in other memory.
 *
 * Returns: (transfer full): the secret, or `NULL` with @error set when reading
 *   failed, the line is too long or holds a NUL byte
 */
TfSecret *
tf_secret_new_from_fd (int      fd,
                       GError **error)
{
  g_autoptr(TfSecret) self = allocate ();
  gssize got = read_line (fd, self->text, sizeof self->text);
  int read_errno = errno;

  if (got < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (read_errno),
                   _("The password could not be read: %s"), g_strerror (read_errno));
      return NULL;
    }

  self->length = got;
  keep_first_line (self);

  if (self->length > TF_SECRET_MAX_BYTES || memchr (self->text, '\0', self->length) != NULL)
    {
      g_set_error (error, TF_SIGN_ERROR, TF_SIGN_ERROR_INVALID,
                   _("The password must be one line of at most %d bytes."), TF_SECRET_MAX_BYTES);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * tf_secret_ref:
 * @self: the secret
 *
 * Takes a further reference; works from any thread.
 *
 * Returns: (transfer full): @self
 */
TfSecret *
tf_secret_ref (TfSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * tf_secret_unref:
 * @self: (transfer full): the secret
 *
 * Gives a reference back. The last one wipes the password.
 */
void
tf_secret_unref (TfSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  OPENSSL_cleanse (self, sizeof *self);
  munmap (self, sizeof *self);
}

/**
 * tf_secret_get_text:
 * @self: the secret
 *
 * Returns: (transfer none): the password, NUL-terminated; not to be copied
 */
const char *
tf_secret_get_text (TfSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * tf_secret_get_length:
 * @self: the secret
 *
 * Returns: length of the password in bytes
 */
gsize
tf_secret_get_length (TfSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}
