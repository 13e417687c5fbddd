/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-export-page-private.h"

#include "tf-announce.h"
#include "tf-drop-down.h"
#include "tf-export-text.h"
#include "tf-file-choice.h"
#include "tf-page.h"
#include "tf-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void tf_export_page_page_init (TfPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TfExportPage, tf_export_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (TF_TYPE_PAGE, tf_export_page_page_init))

/*< private >
 * tf_export_page_is_freezing:
 * @self: the page
 *
 * The list says: draft, new issue where the library can be written, then the issues there are.
 *
 * Returns: whether a new issue is chosen
 */
gboolean
tf_export_page_is_freezing (TfExportPage *self)
{
  return self->may_freeze && adw_combo_row_get_selected (self->what_row) == 1;
}

/*< private >
 * tf_export_page_get_issue:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the issue that is chosen, `NULL` where none of those is
 */
TfRecord *
tf_export_page_get_issue (TfExportPage *self)
{
  guint selected = adw_combo_row_get_selected (self->what_row);
  guint first = self->may_freeze ? 2 : 1;

  return selected >= first && selected - first < self->issues->len
           ? g_ptr_array_index (self->issues, selected - first) : NULL;
}

/*< private >
 * tf_export_page_show_problem:
 * @self: the page
 * @text: what is wrong, or ""
 *
 * Tells it beside the button that writes.
 */
void
tf_export_page_show_problem (TfExportPage *self,
                             const char   *text)
{
  gtk_label_set_text (self->problem_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), *text != '\0');
  if (*text != '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->write_button));
      tf_announce (GTK_WIDGET (self), text);
    }
}

/*< private >
 * tf_export_page_mark_issuer:
 * @self: the page
 * @missing: whether nobody is chosen who has to be
 *
 * Marks the row of who issues the file. Where a person must do something first, the focus goes
 * there.
 */
void
tf_export_page_mark_issuer (TfExportPage *self,
                            gboolean      missing)
{
  if (missing)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->issuer_row), "error");
      gtk_widget_child_focus (GTK_WIDGET (self->chooser), GTK_DIR_TAB_FORWARD);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->issuer_row), "error");
  tf_person_chooser_set_invalid (self->chooser, missing);
}

/*< private >
 * tf_export_page_is_blocked:
 * @self: the page
 *
 * Returns: whether findings prevent the issue that is chosen
 */
gboolean
tf_export_page_is_blocked (TfExportPage *self)
{
  return tf_export_page_is_freezing (self) &&
         tf_finding_list_count (self->findings, TF_SEVERITY_BLOCKS) > 0;
}

static void
show_check_image (TfExportPage *self,
                  gboolean      clear)
{
  const char *blocked = tf_export_page_is_freezing (self) ? "severity-blocks" : "severity-should";

  gtk_image_set_from_icon_name (self->check_image, clear ? "techfile-state-approved-symbolic"
                                                         : "techfile-severity-blocks-symbolic");
  gtk_widget_set_css_classes (GTK_WIDGET (self->check_image),
                              (const char *[]) { clear ? "state-ready" : blocked, NULL });
}

/*< private >
 * tf_export_page_show_check:
 * @self: the page
 *
 * Shows the verdict on what is chosen. What is judged is what the check page judges; a frozen issue
 * is judged no more.
 */
void
tf_export_page_show_check (TfExportPage *self)
{
  TfRecord *issue = tf_export_page_get_issue (self);
  const char *advice = tf_export_text_get_advice (tf_export_page_is_freezing (self),
                                                  tf_export_page_is_blocked (self));
  g_autofree char *verdict = issue != NULL ? tf_export_text_dup_frozen (issue)
                                           : tf_finding_list_dup_verdict (self->findings);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->check_row), verdict);
  adw_action_row_set_subtitle (self->check_row, issue == NULL ? advice : "");
  show_check_image (self, issue != NULL ||
                    tf_finding_list_count (self->findings, TF_SEVERITY_BLOCKS) == 0);
  for (guint i = 0; i < N_SEVERITIES; i++)
    {
      guint count = tf_finding_list_count (self->findings, i);
      g_autofree char *label = tf_export_text_dup_count (i, count);

      gtk_button_set_label (self->severity_buttons[i], label);
      gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->severity_buttons[i])),
                              issue == NULL && count > 0);
    }
}

static void
show_key (TfExportPage *self)
{
  g_autofree char *name = self->key_file != NULL ? g_file_get_parse_name (self->key_file) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row),
                                 name != NULL ? _("Signed with a Key File") : _("Not Signed"));
  adw_action_row_set_subtitle (self->key_row, name != NULL ? name
                               : _("Choose a PKCS#12 file to sign with. Its password is asked for "
                                   "when you sign."));
  gtk_widget_set_visible (self->no_key_button, name != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), name != NULL);
}

static void
refresh (TfExportPage *self)
{
  TfRecord *issue = tf_export_page_get_issue (self);
  gboolean freezing = tf_export_page_is_freezing (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->purpose_row),
                                 freezing ? _("Purpose") : _("Check For"));
  gtk_widget_set_visible (GTK_WIDGET (self->purpose_row), issue == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->issuer_row), freezing);
  gtk_widget_set_visible (GTK_WIDGET (self->language_row), issue == NULL);
  /* An issue is handed out as it was kept, whatever the file has become. */
  gtk_widget_set_visible (GTK_WIDGET (self->preview), issue == NULL);
  tf_export_page_show_check (self);
  show_key (self);
  gtk_button_set_label (self->write_button,
                        tf_export_text_get_action (freezing, issue, self->key_file != NULL));
}

static void
choice_cb (TfExportPage *self)
{
  guint purpose = adw_combo_row_get_selected (self->purpose_row);

  if (self->filling || self->session == NULL)
    return;

  if (purpose < TF_N_PURPOSES)
    tf_finding_list_set_purpose (self->findings, purpose);
  tf_export_page_mark_issuer (self, FALSE);
  tf_export_page_show_problem (self, "");
  refresh (self);
}

static void
findings_cb (TfExportPage *self)
{
  self->filling = TRUE;
  adw_combo_row_set_selected (self->purpose_row, tf_finding_list_get_purpose (self->findings));
  self->filling = FALSE;
  refresh (self);
}

static void
list_issues (TfExportPage *self)
{
  TfDossier *dossier = tf_session_get_dossier (self->session);
  GPtrArray *issues = dossier != NULL ? tf_dossier_list (dossier, "issue") : NULL;

  g_ptr_array_set_size (self->issues, 0);
  for (guint i = issues != NULL ? issues->len : 0; i > 0; i--)
    g_ptr_array_add (self->issues, g_object_ref (issues->pdata[i - 1]));
}

static void
fill_what (TfExportPage *self,
           guint         selected)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Draft of the File as It Stands"));
  if (self->may_freeze)
    gtk_string_list_append (names, _("New Issue, Frozen"));
  for (guint i = 0; i < self->issues->len; i++)
    gtk_string_list_take (names, tf_export_text_dup_issue (self->issues->pdata[i]));

  self->filling = TRUE;
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->what_row, selected);
  self->filling = FALSE;
}

static guint
find_issue (TfExportPage *self,
            const char   *id)
{
  for (guint i = 0; i < self->issues->len; i++)
    if (strcmp (tf_record_get_id (self->issues->pdata[i]), id) == 0)
      return i + (self->may_freeze ? 2 : 1);

  return 0;
}

/*< private >
 * tf_export_page_choose_issue:
 * @self: the page
 * @issue: an issue of the release, perhaps a new one
 *
 * Chooses an issue: the next press hands it out again and freezes no second one.
 */
void
tf_export_page_choose_issue (TfExportPage *self,
                             TfRecord     *issue)
{
  if (find_issue (self, tf_record_get_id (issue)) == 0)
    g_ptr_array_insert (self->issues, 0, g_object_ref (issue));
  fill_what (self, find_issue (self, tf_record_get_id (issue)));
  refresh (self);
}

static void
show_pages (TfExportPage *self)
{
  TfRecord *release = tf_session_get_release (self->session);

  if (release != NULL)
    tf_page_preview_show_release (self->preview, tf_session_get_workspace (self->session), release);
}

static void
dossier_cb (TfExportPage *self)
{
  TfRecord *issue = tf_export_page_get_issue (self);
  g_autofree char *id = issue != NULL ? g_strdup (tf_record_get_id (issue)) : NULL;
  g_autofree char *person = g_strdup (tf_person_chooser_get_person (self->chooser));
  guint selected = tf_export_page_is_freezing (self) ? 1 : 0;

  list_issues (self);
  fill_what (self, id != NULL ? find_issue (self, id) : selected);
  tf_person_chooser_update (self->chooser, person);
  refresh (self);
  show_pages (self);
}

/* Who issued last, or else whoever works here. */
static char *
find_issuer (TfExportPage *self)
{
  TfWorkspace *workspace = tf_session_get_workspace (self->session);
  g_autofree char *last = g_settings_get_string (tf_settings_get (), "issuer");
  char *found = tf_workspace_dup_person (workspace, last);

  if (*found != '\0')
    return found;

  g_free (found);
  return tf_workspace_dup_person (workspace,
                                  tf_store_get_author (tf_session_get_store (self->session)));
}

static void
release_cb (TfExportPage *self)
{
  if (tf_session_get_release (self->session) == NULL)
    return;

  gtk_widget_hide (GTK_WIDGET (self->outcome));
  tf_export_page_show_problem (self, "");
  tf_field_row_set_record (self->language_row, tf_session_get_release (self->session));
  list_issues (self);
  fill_what (self, 0);
  refresh (self);
  show_pages (self);
}

static void
finding_cb (TfExportPage *self,
            GtkButton    *button)
{
  for (guint i = 0; i < N_SEVERITIES; i++)
    if (self->severity_buttons[i] == button)
      {
        g_autofree char *place = g_strdup_printf ("check/%s", tf_severity_to_string (i));

        tf_session_navigate (self->session, place);
      }
}

static void
key_chosen_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  TfExportPage *self = TF_EXPORT_PAGE (source);
  g_autoptr(GListModel) files = tf_file_choice_finish (GTK_WIDGET (self), result, NULL);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && self->session != NULL)
    tf_export_page_set_key (self, file);
}

static void
choose_key_cb (TfExportPage *self)
{
  tf_file_choice_async (GTK_WIDGET (self), TF_FILE_CHOICE_ONE, _("Choose a Key File (PKCS#12)"),
                        NULL, key_chosen_cb, NULL);
}

static void
no_key_cb (TfExportPage *self)
{
  tf_export_page_set_key (self, NULL);
}

/* "export/<identifier of an issue>" hands that issue out again; "export/new" freezes one. */
static gboolean
tf_export_page_go (TfPage     *page,
                   const char *rest)
{
  TfExportPage *self = TF_EXPORT_PAGE (page);
  guint selected = 0;

  if (*rest == '\0' || self->cancellable != NULL)
    return TRUE;

  list_issues (self);
  if (strcmp (rest, "new") == 0)
    selected = self->may_freeze ? 1 : 0;
  else
    selected = find_issue (self, rest);
  if (selected == 0)
    return FALSE;

  gtk_widget_hide (GTK_WIDGET (self->outcome));
  tf_export_page_show_problem (self, "");
  fill_what (self, selected);
  refresh (self);
  return TRUE;
}

static void
tf_export_page_page_init (TfPageInterface *iface)
{
  iface->go = tf_export_page_go;
}

static void
tf_export_page_dispose (GObject *object)
{
  TfExportPage *self = TF_EXPORT_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  self->filling = TRUE;
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_EXPORT_PAGE);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_clear_object (&self->key_file);
  g_clear_object (&self->target);

  G_OBJECT_CLASS (tf_export_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, what_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, check_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, check_image);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, no_key_button);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, reason_row);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, work_stack);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, write_button);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, problem_label);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, TfExportPage, preview);
  gtk_widget_class_bind_template_child_full (widget_class, "blocks_button", FALSE,
                                             G_STRUCT_OFFSET (TfExportPage,
                                                              severity_buttons[TF_SEVERITY_BLOCKS]));
  gtk_widget_class_bind_template_child_full (widget_class, "should_button", FALSE,
                                             G_STRUCT_OFFSET (TfExportPage,
                                                              severity_buttons[TF_SEVERITY_SHOULD]));
  gtk_widget_class_bind_template_child_full (widget_class, "hint_button", FALSE,
                                             G_STRUCT_OFFSET (TfExportPage,
                                                              severity_buttons[TF_SEVERITY_HINT]));
}

static void
tf_export_page_class_init (TfExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_export_page_dispose;

  g_type_ensure (TF_TYPE_EXPORT_OUTCOME);
  g_type_ensure (TF_TYPE_PAGE_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-export-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_key_cb);
  tf_export_page_install_actions (widget_class);
}

static void
tf_export_page_init (TfExportPage *self)
{
  g_autoptr(GListModel) labels = NULL;
  g_autoptr(GtkListItemFactory) names = NULL;

  self->issues = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  labels = tf_export_text_list_purposes ();
  adw_combo_row_set_model (self->purpose_row, labels);
  names = tf_drop_down_list_factory_new ();
  g_object_set (self->what_row, "list-factory", names, NULL);
}

static void
add_chooser (TfExportPage *self)
{
  GtkWidget *chooser = tf_person_chooser_new (self->session, _("Person who issues the file"));
  g_autofree char *issuer = find_issuer (self);

  self->chooser = TF_PERSON_CHOOSER (chooser);
  gtk_widget_set_valign (chooser, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (chooser, 6);
  gtk_widget_set_margin_bottom (chooser, 6);
  adw_action_row_add_suffix (self->issuer_row, chooser);
  tf_person_chooser_update (self->chooser, issuer);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (choice_cb), self, G_CONNECT_SWAPPED);
}

/* The language is the file's: it is the same here as on the overview. An issue keeps its own. */
static void
add_language (TfExportPage *self)
{
  GtkWidget *group = gtk_widget_get_ancestor (GTK_WIDGET (self->what_row),
                                              ADW_TYPE_PREFERENCES_GROUP);

  self->language_row = tf_field_row_new (self->session,
                                         tf_kind_lookup_field (tf_kind_lookup ("release"),
                                                               "language"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->language_row));
}

/* Where the key lies is remembered, never what opens it. */
static void
recall_key (TfExportPage *self)
{
  g_autofree char *path = g_settings_get_string (tf_settings_get (), "key-file");

  if (*path != '\0' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    self->key_file = g_file_new_for_path (path);
}

/**
 * tf_export_page_new:
 * @session: what the window works on
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
tf_export_page_new (TfSession *session)
{
  TfExportPage *self;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);

  self = g_object_new (TF_TYPE_EXPORT_PAGE, NULL);
  self->session = g_object_ref (session);
  self->may_freeze = tf_session_is_writable (session);
  self->findings = tf_finding_list_get (session);
  tf_export_outcome_set_session (self->outcome, session);
  add_chooser (self);
  add_language (self);
  recall_key (self);
  g_signal_connect_object (self->findings, "changed", G_CALLBACK (findings_cb), self,
                           G_CONNECT_SWAPPED);
  tf_page_follow (TF_PAGE (self), session, (GFunc) (void *) dossier_cb);
  g_signal_connect_object (session, "notify::release", G_CALLBACK (release_cb), self,
                           G_CONNECT_SWAPPED);
  release_cb (self);
  findings_cb (self);

  return GTK_WIDGET (self);
}

/**
 * tf_export_page_set_freeze:
 * @self: the page, of a library that can be written
 * @purpose: what the issue is for
 *
 * Chooses to freeze a new issue.
 */
void
tf_export_page_set_freeze (TfExportPage *self,
                           TfPurpose     purpose)
{
  g_return_if_fail (TF_IS_EXPORT_PAGE (self));
  g_return_if_fail (self->may_freeze);

  adw_combo_row_set_selected (self->what_row, 1);
  adw_combo_row_set_selected (self->purpose_row, purpose);
}

/**
 * tf_export_page_set_issuer:
 * @self: the page
 * @person: identifier of a person
 *
 * Chooses who issues the file.
 */
void
tf_export_page_set_issuer (TfExportPage *self,
                           const char   *person)
{
  g_return_if_fail (TF_IS_EXPORT_PAGE (self));
  g_return_if_fail (person != NULL);

  tf_person_chooser_update (self->chooser, person);
}

/**
 * tf_export_page_set_key:
 * @self: the page
 * @file: (nullable): a PKCS#12 file, or `NULL` not to sign
 *
 * Chooses the key to sign with. Only where it lies is remembered.
 */
void
tf_export_page_set_key (TfExportPage *self,
                        GFile        *file)
{
  const char *path;

  g_return_if_fail (TF_IS_EXPORT_PAGE (self));
  g_return_if_fail (file == NULL || G_IS_FILE (file));

  g_set_object (&self->key_file, file);
  path = file != NULL ? g_file_peek_path (file) : NULL;
  g_settings_set_string (tf_settings_get (), "key-file",
                         path != NULL && g_utf8_validate (path, -1, NULL) ? path : "");
  tf_export_page_show_problem (self, "");
  refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->write_button));
}

/**
 * tf_export_page_is_busy:
 * @self: the page
 *
 * Returns: whether a file is being written
 */
gboolean
tf_export_page_is_busy (TfExportPage *self)
{
  g_return_val_if_fail (TF_IS_EXPORT_PAGE (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * tf_export_page_get_problem:
 * @self: the page
 *
 * Returns: what went wrong last, or ""
 */
const char *
tf_export_page_get_problem (TfExportPage *self)
{
  g_return_val_if_fail (TF_IS_EXPORT_PAGE (self), "");

  return gtk_label_get_text (self->problem_label);
}

/**
 * tf_export_page_get_written:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the file that was written last and is shown
 */
const char *
tf_export_page_get_written (TfExportPage *self)
{
  g_return_val_if_fail (TF_IS_EXPORT_PAGE (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self->outcome))
           ? tf_export_outcome_get_path (self->outcome) : NULL;
}
