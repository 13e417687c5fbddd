/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-input.h"
#include "tf-cli-record.h"
#include "tf-state.h"
#include "tf-template.h"
#include "tf-work.h"

#include <glib/gi18n.h>
#include <string.h>

#define SAMPLE "sample"

static void
answer_added (TfCli    *cli,
              TfRecord *product,
              TfRecord *release)
{
  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", tf_record_get_id (product));
  tf_cli_add_string (cli, "name", tf_record_get_title (product));
  if (release != NULL)
    {
      tf_cli_add_string (cli, "release", tf_record_get_id (release));
      tf_cli_add_string (cli, "version", tf_record_get (release, "version"));
    }
  tf_cli_end_object (cli);

  if (release != NULL)
    /* Translators: the name of a product, a version, an identifier */
    tf_cli_line (cli, _("Added “%s” with release %s: %s"), tf_record_get_title (product),
                 tf_record_get (release, "version"), tf_record_get_id (product));
  else
    /* Translators: the name of a product, an identifier */
    tf_cli_line (cli, _("Added “%s”: %s"), tf_record_get_title (product),
                 tf_record_get_id (product));
}

static TfCliStatus
add_sample (TfCli   *cli,
            GError **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  const char *name = tf_cli_get_option (cli, "name");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) release = NULL;

  tf_sample_add_async (workspace, tf_cli_progress, NULL, tf_cli_get_cancellable (cli),
                       tf_cli_ready_cb, cli);
  result = tf_cli_wait (cli);
  product = tf_sample_add_finish (workspace, result, error);
  if (product == NULL)
    return TF_CLI_FAILED;
  if (name != NULL && !tf_store_set (tf_cli_get_store (cli), product, "name", name, error))
    return TF_CLI_FAILED;

  release = tf_workspace_resolve_release (workspace, product, NULL, NULL);
  answer_added (cli, product, release);
  return TF_CLI_DONE;
}

/* The step in which a product, its first release and its maker appear together. */
static TfRecord *
add_in_step (TfCli      *cli,
             TfRecord  **release,
             GError    **error)
{
  TfWorkspace *workspace = tf_cli_get_workspace (cli);
  const char *maker = tf_cli_get_option (cli, "manufacturer");
  const char *version = tf_cli_get_option (cli, "release");
  g_autoptr(TfRecord) organisation = NULL;
  g_autoptr(TfRecord) product = NULL;

  if (maker != NULL)
    {
      organisation = tf_workspace_resolve_or_add (workspace, "organisation", maker, error);
      if (organisation == NULL)
        return NULL;
    }

  product = tf_work_add_product (workspace, tf_cli_get_option (cli, "name"),
                                 tf_cli_get_option (cli, "template"), organisation,
                                 tf_cli_get_option (cli, "lang"), release, error);
  if (product == NULL ||
      (version != NULL &&
       !tf_store_set (tf_cli_get_store (cli), *release, "version", version, error)))
    return NULL;

  return g_steal_pointer (&product);
}

static TfCliStatus
run_add (TfCli   *cli,
         GError **error)
{
  TfStore *store = tf_cli_get_store (cli);
  const char *name = tf_cli_get_option (cli, "name");
  g_autofree char *action = NULL;
  g_autoptr(TfRecord) product = NULL;
  g_autoptr(TfRecord) release = NULL;

  if (g_strcmp0 (tf_cli_get_option (cli, "template"), SAMPLE) == 0)
    return add_sample (cli, error);
  if (name == NULL)
    return tf_cli_fail_usage (error, _("--name is missing."));

  /* Translators: the name of a product */
  action = g_strdup_printf (_("Add Product “%s”"), name);
  if (!tf_store_begin (store, action, error))
    return TF_CLI_FAILED;

  product = add_in_step (cli, &release, error);
  if (product == NULL || !tf_store_commit (store, error))
    {
      tf_store_roll_back (store);
      return TF_CLI_FAILED;
    }

  answer_added (cli, product, release);
  return TF_CLI_DONE;
}

/* How far a release is: elements and limbs that are done, of those that are due. */
static gboolean
count_done (TfCli     *cli,
            TfRecord  *release,
            guint     *done,
            guint     *due,
            GError   **error)
{
  g_autoptr(TfDossier) dossier = tf_workspace_load_dossier (tf_cli_get_workspace (cli), release,
                                                            error);
  static const TfLawKind kinds[] = { TF_LAW_ELEMENT, TF_LAW_LIMB };

  if (dossier == NULL)
    return FALSE;

  *done = *due = 0;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      TfStateCount count = tf_state_count (dossier, kinds[i]);

      for (guint state = 0; state < TF_N_STATES; state++)
        {
          *done += tf_state_is_done (state) ? count.n[state] : 0;
          *due += state != TF_STATE_NOT_DUE ? count.n[state] : 0;
        }
    }

  return TRUE;
}

static gboolean
list_product (TfCli     *cli,
              TfRecord  *product,
              GError   **error)
{
  g_autoptr(GPtrArray) releases = NULL;
  g_autofree char *progress = NULL;
  const char *version = "";

  releases = tf_store_list (tf_cli_get_store (cli), "release", tf_record_get_id (product), error);
  if (releases == NULL)
    return FALSE;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", tf_record_get_id (product));
  tf_cli_add_string (cli, "name", tf_record_get_title (product));
  tf_cli_add_given (cli, "type", tf_record_get (product, "type"));
  if (releases->len > 0)
    {
      TfRecord *release = releases->pdata[releases->len - 1];
      guint done, due;

      if (!count_done (cli, release, &done, &due, error))
        return FALSE;
      version = tf_record_get (release, "version");
      /* Translators: how many of how many points are done */
      progress = g_strdup_printf (_("%u of %u done"), done, due);
      tf_cli_add_string (cli, "release", tf_record_get_id (release));
      tf_cli_add_string (cli, "version", version);
      tf_cli_add_integer (cli, "done", done);
      tf_cli_add_integer (cli, "due", due);
    }
  tf_cli_end_object (cli);

  tf_cli_row (cli, tf_record_get_title (product), version, progress != NULL ? progress : "",
              tf_record_get_id (product), NULL);
  return TRUE;
}

static TfCliStatus
run_list (TfCli   *cli,
          GError **error)
{
  g_autoptr(GPtrArray) products = tf_store_list (tf_cli_get_store (cli), "product", NULL, error);

  if (products == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < products->len; i++)
    if (!list_product (cli, products->pdata[i], error))
      return TF_CLI_FAILED;
  tf_cli_end_array (cli);

  if (products->len == 0)
    tf_cli_say (cli, _("There is no product yet."));
  return TF_CLI_DONE;
}

static TfCliStatus
run_show (TfCli   *cli,
          GError **error)
{
  g_autoptr(TfRecord) product = tf_cli_resolve_product (cli, 0, error);
  g_autoptr(GPtrArray) releases = NULL;

  if (product == NULL)
    return TF_CLI_FAILED;

  releases = tf_store_list (tf_cli_get_store (cli), "release", tf_record_get_id (product), error);
  if (releases == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_record (cli, product);
  tf_cli_show_record (cli, product);
  tf_cli_begin_array (cli, "releases");
  for (guint i = 0; i < releases->len; i++)
    {
      const char *version = tf_record_get (releases->pdata[i], "version");
      g_autofree char *named = g_strdup_printf ("%s  %s", version,
                                                tf_record_get_id (releases->pdata[i]));

      tf_cli_begin_object (cli, NULL);
      tf_cli_add_string (cli, "id", tf_record_get_id (releases->pdata[i]));
      tf_cli_add_string (cli, "version", version);
      tf_cli_end_object (cli);
      tf_cli_row (cli, _("Release"), named, NULL);
    }
  tf_cli_end_array (cli);
  tf_cli_end_object (cli);
  return TF_CLI_DONE;
}

static TfCliStatus
run_set (TfCli   *cli,
         GError **error)
{
  g_autoptr(TfRecord) product = tf_cli_resolve_product (cli, 0, error);

  if (product == NULL || !tf_cli_set_fields (cli, product, 1, error))
    return TF_CLI_FAILED;

  tf_cli_answer_changed (cli, product);
  return TF_CLI_DONE;
}

static TfCliStatus
run_remove (TfCli   *cli,
            GError **error)
{
  g_autoptr(TfRecord) product = tf_cli_resolve_product (cli, 0, error);

  if (product == NULL || !tf_store_remove (tf_cli_get_store (cli), product, error))
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  tf_cli_add_string (cli, "id", tf_record_get_id (product));
  tf_cli_end_object (cli);
  tf_cli_line (cli, _("Put “%s” aside. “techfilectl undo” brings it back."),
               tf_record_get_title (product));
  return TF_CLI_DONE;
}

static const TfCliOption add_options[] = {
  { "name", N_("NAME"), N_("Name of the product") },
  { "template", N_("ID"), N_("Start from a template; “sample” makes the sample product") },
  { "manufacturer", N_("ORG"), N_("The organisation that makes it, added where it is new") },
  { "release", N_("VERSION"), N_("Version of its first release; 1.0 otherwise") },
  { "lang", N_("LANGUAGE"), N_("Language of its file, such as de; otherwise that of the program") },
  { NULL }
};

const TfCliCommand tf_cli_product_commands[] = {
  { "product add",
    "--name NAME [--template ID] [--manufacturer ORG] [--release VERSION] [--lang LANGUAGE]",
    N_("Add a product with its first release"), NULL,
    "product add --name \"Door Controller\" --manufacturer \"Example Works Ltd\"\n"
    "product add --name \"Türsteuerung\" --template sensor --lang de\n"
    "product add --template sample",
    0, 0, 0, TF_CLI_WRITE, add_options, run_add },
  { "product list", "",
    N_("List the products and how far their last release is"), NULL,
    "product list\nproduct list --json",
    0, 0, 0, TF_CLI_READ, NULL, run_list },
  { "product show", "P",
    N_("Show a product and its releases"), NULL,
    "product show \"Door Controller\"",
    1, 1, 0, TF_CLI_READ, NULL, run_show },
  { "product set", "P FIELD=VALUE…",
    N_("Change what is said of a product"),
    N_("“techfilectl schema product” lists the fields. FIELD=@FILE reads the value from a file; "
       "FIELD= empties it."),
    "product set \"Door Controller\" type=DC-200 summary=@summary.txt",
    2, G_MAXUINT, 0, TF_CLI_WRITE, NULL, run_set },
  { "product remove", "P",
    N_("Put a product aside with everything under it"),
    N_("Nothing is erased: “techfilectl undo” brings it back."),
    "product remove \"Door Controller\"",
    1, 1, 0, TF_CLI_WRITE, NULL, run_remove },
  { NULL }
};
