/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-sign.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define KEY_FILE_PREFIX "p12:"
#define LEVEL           "b"
#define TERMINAL        "/dev/tty"

/**
 * tf_cli_sign_check_options:
 * @cli: the command
 * @error: return location for an error
 *
 * Checks the options about signing before any work begins.
 *
 * Returns: %FALSE with @error set to %TF_CLI_ERROR_USAGE where they make no sense
 */
gboolean
tf_cli_sign_check_options (TfCli   *cli,
                           GError **error)
{
  static const char *const only_signed[] = { "level", "pass-fd", "pass-file", "reason",
                                             "allow-expired",
                                             "allow-not-yet-valid", "allow-other-use" };
  const char *key = tf_cli_get_option (cli, "sign");
  const char *level = tf_cli_get_option (cli, "level");

  for (guint i = 0; key == NULL && i < G_N_ELEMENTS (only_signed); i++)
    if (tf_cli_has_option (cli, only_signed[i]))
      {
        tf_cli_fail_usage (error, _("--%s makes sense only with --sign."), only_signed[i]);
        return FALSE;
      }

  if (key != NULL &&
      (!g_str_has_prefix (key, KEY_FILE_PREFIX) || strlen (key) == strlen (KEY_FILE_PREFIX)))
    tf_cli_fail_usage (error, _("--sign needs the file of a key, written p12:FILE."));
  else if (level != NULL && strcmp (level, LEVEL) != 0)
    tf_cli_fail_usage (error, _("Signatures of level “%s” cannot be made. Choose one of: %s."),
                       level, LEVEL);
  else if (tf_cli_has_option (cli, "pass-fd") && tf_cli_has_option (cli, "pass-file"))
    tf_cli_fail_usage (error, _("--pass-fd and --pass-file exclude each other."));
  else
    return TRUE;

  return FALSE;
}

static TfSecret *
read_from_descriptor (const char  *option,
                      GError     **error)
{
  guint64 fd;

  if (g_ascii_string_to_unsigned (option, 10, 0, G_MAXINT, &fd, NULL))
    return tf_secret_new_from_fd ((int) fd, error);

  tf_cli_fail_usage (error, _("--pass-fd needs the number of an open descriptor."));
  return NULL;
}

/* Opening a pipe that nobody writes to would wait for ever; reading it ends at once. */
static int
open_without_waiting (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

  if (fd >= 0)
    fcntl (fd, F_SETFL, 0);
  return fd;
}

static TfSecret *
read_from_file (const char  *path,
                GError     **error)
{
  int fd = open_without_waiting (path);
  g_autofree char *shown = g_utf8_make_valid (path, -1);
  TfSecret *secret;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _("The file of the password, “%s”, cannot be read: %s."), shown,
                   g_strerror (errno));
      return NULL;
    }

  secret = tf_secret_new_from_fd (fd, error);
  close (fd);
  return secret;
}

static TfSecret *
ask (int            terminal,
     const char    *key,
     GCancellable  *cancellable,
     GError       **error)
{
  struct termios before, silent;
  g_autofree char *shown = g_utf8_make_valid (key, -1);
  /* Translators: asked on a terminal; the name of a file */
  g_autofree char *question = g_strdup_printf (_("Password for “%s”: "), shown);
  TfSecret *secret = NULL;

  if (tcgetattr (terminal, &before) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _("The terminal cannot be used: %s."),
                   g_strerror (errno));
      return NULL;
    }

  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  silent.c_lflag |= ICANON | ISIG;
  tcsetattr (terminal, TCSAFLUSH, &silent);
  if (write (terminal, question, strlen (question)) >= 0 &&
      tf_cli_wait_for_input (terminal, cancellable, error))
    secret = tf_secret_new_from_fd (terminal, error);
  tcsetattr (terminal, TCSAFLUSH, &before);
  if (write (terminal, "\n", 1) < 0)
    g_debug ("terminal: %s", g_strerror (errno));

  return secret;
}

static TfSecret *
get_password (TfCli       *cli,
              const char  *key,
              GError     **error)
{
  TfSecret *secret;
  int terminal;

  if (tf_cli_has_option (cli, "pass-fd"))
    return read_from_descriptor (tf_cli_get_option (cli, "pass-fd"), error);
  if (tf_cli_has_option (cli, "pass-file"))
    return read_from_file (tf_cli_get_option (cli, "pass-file"), error);

  terminal = g_open (TERMINAL, O_RDWR | O_CLOEXEC | O_NOCTTY);
  if (terminal < 0)
    {
      tf_cli_fail_usage (error, _("There is no terminal on which to ask for the password. Give "
                                  "--pass-file or "
                                  "--pass-fd."));
      return NULL;
    }

  secret = ask (terminal, key, tf_cli_get_cancellable (cli), error);
  close (terminal);
  return secret;
}

/* The switch by which a person takes a finding on themselves, or NULL where none is needed. */
static const char *
get_switch (TfKeyFindingKind kind)
{
  switch (kind)
    {
    case TF_KEY_FINDING_EXPIRED:
      return "allow-expired";
    case TF_KEY_FINDING_NOT_YET_VALID:
      return "allow-not-yet-valid";
    case TF_KEY_FINDING_NOT_FOR_SIGNING:
      return "allow-other-use";
    default:
      return NULL;
    }
}

static gboolean
judge_finding (TfCli               *cli,
               const TfKeyFinding  *finding,
               GError             **error)
{
  const char *allow = get_switch (finding->kind);

  if (finding->refused)
    g_set_error_literal (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED, finding->message);
  else if (allow != NULL && !tf_cli_has_option (cli, allow))
    g_set_error (error, TF_APP_ERROR, TF_APP_ERROR_REFUSED,
                 /* Translators: a sentence, then the name of an option */
                 _("%s Nothing was signed. To sign all the same, give --%s."), finding->message,
                 allow);
  else
    {
      tf_cli_say (cli, _("Warning: %s"), finding->message);
      return TRUE;
    }

  return FALSE;
}

static gboolean
judge_key (TfCli         *cli,
           TfSigningKey  *key,
           GError       **error)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GPtrArray) findings = tf_signing_key_check (key, now);

  for (guint i = 0; i < findings->len; i++)
    if (!judge_finding (cli, findings->pdata[i], error))
      return FALSE;

  return TRUE;
}

/**
 * tf_cli_sign_load_key:
 * @cli: the command
 * @key: (out) (transfer full) (nullable): the key, or `NULL` where nothing is to be signed
 * @error: return location for an error
 *
 * Opens the key of --sign, asking for its password where no option gives it, and tells what a
 * person should know about it.
 *
 * Returns: %FALSE with @error set where the key cannot be opened, or must not be used without the
 *   person saying so
 */
gboolean
tf_cli_sign_load_key (TfCli         *cli,
                      TfSigningKey **key,
                      GError       **error)
{
  const char *option = tf_cli_get_option (cli, "sign");
  g_autoptr(GFile) file = NULL;
  g_autoptr(TfSecret) password = NULL;
  g_autoptr(TfSigningKey) opened = NULL;

  *key = NULL;
  if (option == NULL)
    return TRUE;

  file = g_file_new_for_path (option + strlen (KEY_FILE_PREFIX));
  password = get_password (cli, g_file_peek_path (file), error);
  if (password == NULL)
    return FALSE;

  opened = tf_signing_key_new_from_file (file, password, tf_cli_get_cancellable (cli), error);
  if (opened == NULL || !judge_key (cli, opened, error))
    return FALSE;

  *key = g_steal_pointer (&opened);
  return TRUE;
}
