/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "cli-commands.h"

#include "tf-cli-output.h"
#include "tf-template.h"

#include <glib/gi18n.h>
#include <string.h>

static void
add_template (TfCli            *cli,
              const TfTemplate *template)
{
  tf_cli_add_string (cli, "id", template->id);
  tf_cli_add_string (cli, "title", template->title);
  tf_cli_add_given (cli, "summary", template->summary);
  tf_cli_add_given (cli, "hint", template->hint);
}

static GPtrArray *
list_templates (TfCli   *cli,
                GError **error)
{
  return tf_template_list (tf_law_get_language (tf_cli_get_law (cli)), error);
}

static TfCliStatus
run_list (TfCli   *cli,
          GError **error)
{
  g_autoptr(GPtrArray) templates = list_templates (cli, error);

  if (templates == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_array (cli, NULL);
  for (guint i = 0; i < templates->len; i++)
    {
      const TfTemplate *template = templates->pdata[i];

      tf_cli_begin_object (cli, NULL);
      add_template (cli, template);
      tf_cli_end_object (cli);
      tf_cli_row (cli, template->id, template->title, template->summary, NULL);
    }
  tf_cli_end_array (cli);
  return TF_CLI_DONE;
}

static TfCliStatus
run_show (TfCli   *cli,
          GError **error)
{
  const char *id = tf_cli_get_argument (cli, 0);
  g_autoptr(GPtrArray) templates = list_templates (cli, error);
  g_autofree char *xml = templates != NULL ? tf_template_dup_xml (id, error) : NULL;

  if (xml == NULL)
    return TF_CLI_FAILED;

  tf_cli_begin_object (cli, NULL);
  for (guint i = 0; i < templates->len; i++)
    if (strcmp (((TfTemplate *) templates->pdata[i])->id, id) == 0)
      add_template (cli, templates->pdata[i]);
  tf_cli_add_string (cli, "xml", xml);
  tf_cli_end_object (cli);
  tf_cli_line (cli, "%s", xml);
  return TF_CLI_DONE;
}

const TfCliCommand tf_cli_template_commands[] = {
  { "template list", "",
    N_("List the templates that a product can start from"), NULL,
    "template list",
    0, 0, 0, TF_CLI_NO_LIBRARY, NULL, run_list },
  { "template show", "ID",
    N_("Show a template as the XML that it is"), NULL,
    "template show blank",
    1, 1, 0, TF_CLI_NO_LIBRARY, NULL, run_show },
  { NULL }
};
