/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-backup.h"
#include "tf-cli-output.h"

#include <glib/gi18n.h>

static TfCliStatus
run_init (TfCli   *cli,
          GError **error)
{
  g_autofree char *path = tf_cli_dup_library (cli);
  g_autoptr(TfStore) store = NULL;

  if (tf_store_exists (path))
    {
      g_set_error (error, TF_STORE_ERROR, TF_STORE_ERROR_EXISTS,
                   _("There is a library in “%s” already. It was left as it is."), path);
      return TF_CLI_FAILED;
    }

  store = tf_store_create (path, error);
  if (store == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "library", tf_store_get_path (store));
  tf_cli_end_object (cli);
  tf_cli_line (cli, _("Made an empty library in “%s”."), tf_store_get_path (store));
  return TF_CLI_DONE;
}

static TfCliStatus
run_fsck (TfCli   *cli,
          GError **error)
{
  g_autoptr(GPtrArray) problems = NULL;

  problems = tf_store_check (tf_cli_get_store (cli), tf_cli_progress, NULL,
                             tf_cli_get_cancellable (cli), error);
  if (problems == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_boolean (cli, "sound", problems->len == 0);
  tf_cli_begin_array (cli, "problems");
  for (guint i = 0; i < problems->len; i++)
    {
      const TfProblem *problem = problems->pdata[i];

      tf_cli_begin_object (cli, NULL);
      tf_cli_add_string (cli, "place", problem->place);
      tf_cli_add_string (cli, "message", problem->message);
      tf_cli_end_object (cli);
      tf_cli_line (cli, "%s: %s", problem->place, problem->message);
    }
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);

  if (problems->len == 0)
    tf_cli_line (cli, _("The library is sound."));
  else
    tf_cli_say (cli, _("The library is damaged. Restore a backup, and keep this library until you "
                       "know that nothing "
                       "is lost."));
  return problems->len == 0 ? TF_CLI_DONE : TF_CLI_FINDINGS;
}

static TfCliStatus
run_backup (TfCli   *cli,
            GError **error)
{
  g_autoptr(GFile) target = g_file_new_for_path (tf_cli_get_argument (cli, 0));
  g_autoptr(GFileInfo) info = NULL;

  if (!tf_backup_write (tf_store_get_path (tf_cli_get_store (cli)), target, tf_cli_progress, NULL,
                        tf_cli_get_cancellable (cli), error))
    return TF_CLI_FAILED;

  info = g_file_query_info (target, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL,
                            NULL);
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "file", g_file_peek_path (target));
  if (info != NULL)
    tf_cli_add_integer (cli, "size", g_file_info_get_size (info));
  tf_cli_end_object (cli);
  tf_cli_line (cli, _("Wrote the whole library to “%s”."), g_file_peek_path (target));
  return TF_CLI_DONE;
}

static TfCliStatus
run_restore (TfCli   *cli,
             GError **error)
{
  g_autofree char *path = tf_cli_dup_library (cli);
  g_autofree char *folder = g_canonicalize_filename (path, NULL);
  g_autoptr(GFile) archive = g_file_new_for_path (tf_cli_get_argument (cli, 0));

  if (!tf_backup_restore (archive, folder, tf_cli_progress, NULL, tf_cli_get_cancellable (cli),
                          error))
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "library", folder);
  tf_cli_end_object (cli);
  tf_cli_line (cli, _("Restored the library in “%s”."), folder);
  return TF_CLI_DONE;
}

const TfCliCommand tf_cli_library_commands[] = {
  { "init", "",
    N_("Make a library"),
    N_("The library is one folder, made where it does not exist yet. A folder that holds anything "
       "is left alone."),
    "init\n--library ~/files/products init",
    0, 0, 0, TF_CLI_NO_LIBRARY, NULL, run_init },
  { NULL }
};

const TfCliCommand tf_cli_care_commands[] = {
  { "fsck", "",
    N_("Check the library through and through"),
    N_("Checks the database, the chain of the change log, every record against the log, every "
       "reference, and the\n"
       "bytes of every file. Ends with 1 where something is wrong. Nothing is changed."),
    "fsck\nfsck --json",
    0, 0, 0, TF_CLI_READ, NULL, run_fsck },
  { "backup", "FILE",
    N_("Write the whole library to one file"),
    N_("May be done while others work. A file of that name is replaced once the new one is "
       "complete."),
    "backup techfile-2027-12-11.backup",
    1, 1, 1, TF_CLI_READ, NULL, run_backup },
  { "restore", "FILE",
    N_("Make a library from a backup"),
    N_("The folder of the library must be empty or not there yet. Every byte is checked on the "
       "way."),
    "--library ~/restored restore techfile-2027-12-11.backup",
    1, 1, 1, TF_CLI_NO_LIBRARY, NULL, run_restore },
  { NULL }
};
