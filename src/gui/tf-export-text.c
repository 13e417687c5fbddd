/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-text.h"

#include "tf-file-name.h"
#include "tf-today.h"

#include <glib/gi18n-lib.h>

/**
 * tf_export_text_get_action:
 * @freezing: whether a new issue is made
 * @issue: (nullable): the issue that is handed out again
 * @is_signed: whether a key is chosen
 *
 * Returns: what the button does, with a mnemonic
 */
const char *
tf_export_text_get_action (gboolean  freezing,
                           TfRecord *issue,
                           gboolean  is_signed)
{
  if (freezing)
    return is_signed ? _("_Freeze and Sign…") : _("_Freeze and Export…");
  if (issue != NULL)
    return is_signed ? _("_Sign Issue…") : _("_Export Issue Again…");

  return is_signed ? _("_Sign Draft…") : _("_Export Draft…");
}

/**
 * tf_export_text_get_advice:
 * @freezing: whether a new issue is made
 * @blocked: whether something prevents it
 *
 * Returns: what follows from the findings for the file that would go out, a sentence or ""
 */
const char *
tf_export_text_get_advice (gboolean freezing,
                           gboolean blocked)
{
  if (!freezing)
    return _("A draft goes out all the same. It says on every page that it is one.");

  return blocked ? _("Put it right first, or choose another purpose.") : "";
}

/**
 * tf_export_text_dup_refusal:
 * @purpose: what an issue would be for
 * @n_blocks: number of findings that prevent it
 *
 * Returns: (transfer full): why it cannot be made, a sentence
 */
char *
tf_export_text_dup_refusal (TfPurpose purpose,
                            guint     n_blocks)
{
  /* Translators: a number of findings, then the purpose of an issue */
  return g_strdup_printf (ngettext ("%u finding prevents an issue for the purpose “%s”. Put it "
                                    "right, or choose another purpose.",
                                    "%u findings prevent an issue for the purpose “%s”. Put them "
                                    "right, or choose another purpose.",
                                    n_blocks),
                          n_blocks, tf_purpose_get_label (purpose));
}

/**
 * tf_export_text_dup_frozen:
 * @issue: a frozen issue
 *
 * Returns: (transfer full): for what it was checked, a sentence
 */
char *
tf_export_text_dup_frozen (TfRecord *issue)
{
  TfPurpose purpose = TF_PURPOSE_DRAFT;

  g_return_val_if_fail (TF_IS_RECORD (issue), NULL);

  tf_purpose_from_string (tf_record_get (issue, "purpose"), &purpose);
  /* Translators: the purpose of an issue */
  return g_strdup_printf (_("Checked for the purpose “%s” when it was frozen. It goes out as it "
                            "is."),
                          tf_purpose_get_label (purpose));
}

/**
 * tf_export_text_dup_count:
 * @severity: how grave findings are
 * @count: how many there are
 *
 * Returns: (transfer full): the same in words
 */
char *
tf_export_text_dup_count (TfSeverity severity,
                          guint      count)
{
  switch (severity)
    {
    case TF_SEVERITY_BLOCKS:
      return g_strdup_printf (_("Blocks: %u"), count);
    case TF_SEVERITY_SHOULD:
      return g_strdup_printf (_("Should Be Fixed: %u"), count);
    default:
      return g_strdup_printf (_("Hints: %u"), count);
    }
}

/**
 * tf_export_text_dup_issue:
 * @issue: a frozen issue
 *
 * Returns: (transfer full): its number, purpose and time
 */
char *
tf_export_text_dup_issue (TfRecord *issue)
{
  TfPurpose purpose = TF_PURPOSE_DRAFT;
  g_autofree char *at = NULL;

  g_return_val_if_fail (TF_IS_RECORD (issue), NULL);

  at = tf_dup_local_time (tf_record_get (issue, "at"));
  tf_purpose_from_string (tf_record_get (issue, "purpose"), &purpose);
  /* Translators: number of an issue, its purpose, when it was frozen */
  return g_strdup_printf (_("Issue %s, %s, %s"), tf_record_get (issue, "number"),
                          tf_purpose_get_label (purpose), at);
}

/**
 * tf_export_text_dup_next_name:
 * @session: a session with a release
 * @number: number that the next issue will have
 * @is_signed: whether the file will be signed
 *
 * Proposes a name for the file of an issue that is yet to be made.
 *
 * Returns: (transfer full): the name, without a folder
 */
char *
tf_export_text_dup_next_name (TfSession *session,
                              guint      number,
                              gboolean   is_signed)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *name = NULL;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  /* Translators: name of a file: product, release, number of an issue */
  name = g_strdup_printf (is_signed ? _("%s %s issue %u signed.pdf") : _("%s %s issue %u.pdf"),
                          tf_record_get_title (tf_session_get_product (session)),
                          tf_record_get_title (tf_session_get_release (session)), number);
  return tf_file_name_safe (name, taken);
}

/**
 * tf_export_text_list_purposes:
 *
 * Returns: (transfer full): what an issue can be for, in words, in the order of #TfPurpose
 */
GListModel *
tf_export_text_list_purposes (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < TF_N_PURPOSES; i++)
    gtk_string_list_append (labels, tf_purpose_get_label (i));

  return G_LIST_MODEL (labels);
}
