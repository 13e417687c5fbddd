/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-workbench.h"

#include "tf-link-row.h"
#include "tf-pictures.h"
#include "tf-text-toolbar.h"

#include <adwaita.h>
#include <string.h>

struct _TfWorkbench
{
  GtkBox         parent_instance;

  TfSession     *session;
  TfPictures    *pictures;
  GPtrArray     *sections;    /* TfPartSection, owned by the boxes they stand in */
  TfPartSection *current;     /* where the focus was last, one of the sections */
  GtkWidget     *pane;        /* owned here, stands elsewhere */

  GtkWidget     *bar;
  GtkWidget     *toolbar;
  GtkWidget     *clamp;
};

G_DEFINE_FINAL_TYPE (TfWorkbench, tf_workbench, GTK_TYPE_BOX)

enum {
  SHOW_PANE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_current (TfWorkbench   *self,
             TfPartSection *section)
{
  self->current = section;
  tf_text_toolbar_set_editor (TF_TEXT_TOOLBAR (self->toolbar),
                              section != NULL ? tf_part_section_get_editor (section) : NULL);
  tf_evidence_pane_set_subject (TF_EVIDENCE_PANE (self->pane),
                                section != NULL ? tf_part_section_get_entry (section) : NULL);
}

static void
entered_cb (TfWorkbench   *self,
            TfPartSection *section)
{
  if (self->current != section)
    set_current (self, section);
}

static void
preview_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  TfWorkbench *self = TF_WORKBENCH (widget);

  if (tf_evidence_pane_show_id (TF_EVIDENCE_PANE (self->pane),
                                g_variant_get_string (parameter, NULL)))
    g_signal_emit (self, signals[SHOW_PANE], 0);
}

static void
open_uri_action_cb (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  tf_workbench_open_uri (TF_WORKBENCH (widget), g_variant_get_string (parameter, NULL));
}

/* Keys that reach the page when the focus is in no text act on the last section. */
static void
forward_action_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  TfWorkbench *self = TF_WORKBENCH (widget);
  g_autofree char *name = g_strconcat ("part", strchr (action_name, '.'), NULL);

  if (self->current != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (self->current), name, NULL);
}

static void
tf_workbench_dispose (GObject *object)
{
  TfWorkbench *self = TF_WORKBENCH (object);

  g_ptr_array_set_size (self->sections, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), TF_TYPE_WORKBENCH);
  g_clear_object (&self->pane);
  g_clear_object (&self->pictures);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tf_workbench_parent_class)->dispose (object);
}

static void
tf_workbench_finalize (GObject *object)
{
  g_ptr_array_unref (TF_WORKBENCH (object)->sections);

  G_OBJECT_CLASS (tf_workbench_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    const char      *name;
    guint            key;
    GdkModifierType  modifiers;
  } forwarded[] = {
    { "work.paste", GDK_KEY_v, GDK_CONTROL_MASK },
    { "work.ready", GDK_KEY_Return, GDK_CONTROL_MASK },
    { "work.approve", GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "work.link", GDK_KEY_l, GDK_CONTROL_MASK },
    { "work.add-files", GDK_KEY_o, GDK_CONTROL_MASK },
  };

  gtk_widget_class_install_action (klass, "work.preview", "s", preview_action_cb);
  gtk_widget_class_install_action (klass, "work.open-uri", "s", open_uri_action_cb);
  for (guint i = 0; i < G_N_ELEMENTS (forwarded); i++)
    {
      gtk_widget_class_install_action (klass, forwarded[i].name, NULL, forward_action_cb);
      gtk_widget_class_add_binding_action (klass, forwarded[i].key, forwarded[i].modifiers,
                                           forwarded[i].name, NULL);
    }
}

static void
tf_workbench_class_init (TfWorkbenchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tf_workbench_dispose;
  object_class->finalize = tf_workbench_finalize;

  /**
   * TfWorkbench::show-pane:
   * @self: the workbench
   *
   * Emitted when the pane should be seen.
   */
  signals[SHOW_PANE] = g_signal_new ("show-pane", TF_TYPE_WORKBENCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);

  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-workbench.ui");
  gtk_widget_class_bind_template_child (widget_class, TfWorkbench, bar);
  gtk_widget_class_bind_template_child (widget_class, TfWorkbench, clamp);
}

static void
tf_workbench_init (TfWorkbench *self)
{
  self->sections = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_workbench_new:
 * @session: a session
 *
 * Returns: (transfer floating): an empty workbench
 */
GtkWidget *
tf_workbench_new (TfSession *session)
{
  TfWorkbench *self = g_object_new (TF_TYPE_WORKBENCH, NULL);

  self->session = g_object_ref (session);
  self->pictures = tf_pictures_new (session);
  self->pane = g_object_ref_sink (tf_evidence_pane_new (session));
  self->toolbar = tf_text_toolbar_new ();
  gtk_widget_set_hexpand (self->toolbar, TRUE);
  gtk_box_append (GTK_BOX (self->bar), self->toolbar);
  gtk_widget_set_visible (self->bar, tf_session_is_writable (session));
  return GTK_WIDGET (self);
}

/**
 * tf_workbench_set_child:
 * @self: a workbench
 * @child: what stands in the column
 */
void
tf_workbench_set_child (TfWorkbench *self,
                        GtkWidget   *child)
{
  g_return_if_fail (TF_IS_WORKBENCH (self));

  adw_clamp_set_child (ADW_CLAMP (self->clamp), child);
}

/**
 * tf_workbench_get_pane:
 * @self: a workbench
 *
 * Returns: (transfer none): the pane with the evidence, to stand beside the page
 */
TfEvidencePane *
tf_workbench_get_pane (TfWorkbench *self)
{
  g_return_val_if_fail (TF_IS_WORKBENCH (self), NULL);

  return TF_EVIDENCE_PANE (self->pane);
}

/**
 * tf_workbench_add_section:
 * @self: a workbench
 * @box: a box in its column
 * @entry: an element or a limb
 *
 * Adds a section at the end of the box.
 *
 * Returns: (transfer none): the section
 */
TfPartSection *
tf_workbench_add_section (TfWorkbench      *self,
                          GtkBox           *box,
                          const TfLawEntry *entry)
{
  TfDossier *dossier;
  GtkWidget *section;

  g_return_val_if_fail (TF_IS_WORKBENCH (self), NULL);
  g_return_val_if_fail (GTK_IS_BOX (box) && entry != NULL, NULL);

  dossier = tf_session_get_dossier (self->session);
  section = tf_part_section_new (self->session, entry, TF_TEXT_EDITOR_HOST (self->pictures));
  if (dossier != NULL)
    tf_part_section_update (TF_PART_SECTION (section), dossier);
  gtk_box_append (box, section);
  g_ptr_array_add (self->sections, section);
  g_signal_connect_object (section, "entered", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  if (self->current == NULL)
    set_current (self, TF_PART_SECTION (section));
  return TF_PART_SECTION (section);
}

/**
 * tf_workbench_get_section:
 * @self: a workbench
 * @entry: identifier of an element or a limb
 *
 * Returns: (transfer none) (nullable): its section, or `NULL` where it is not shown
 */
TfPartSection *
tf_workbench_get_section (TfWorkbench *self,
                          const char  *entry)
{
  g_return_val_if_fail (TF_IS_WORKBENCH (self), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  for (guint i = 0; i < self->sections->len; i++)
    if (strcmp (tf_part_section_get_entry (self->sections->pdata[i])->id, entry) == 0)
      return self->sections->pdata[i];

  return NULL;
}

/**
 * tf_workbench_clear:
 * @self: a workbench
 *
 * Saves what is unsaved and takes the sections away.
 */
void
tf_workbench_clear (TfWorkbench *self)
{
  g_return_if_fail (TF_IS_WORKBENCH (self));

  set_current (self, NULL);
  for (guint i = 0; i < self->sections->len; i++)
    {
      GtkWidget *section = self->sections->pdata[i];

      tf_part_section_flush (TF_PART_SECTION (section));
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (section)), section);
    }
  g_ptr_array_set_size (self->sections, 0);
}

/**
 * tf_workbench_update:
 * @self: a workbench
 *
 * Shows the sections as they stand in the technical file.
 */
void
tf_workbench_update (TfWorkbench *self)
{
  TfDossier *dossier;

  g_return_if_fail (TF_IS_WORKBENCH (self));

  dossier = tf_session_get_dossier (self->session);
  for (guint i = 0; dossier != NULL && i < self->sections->len; i++)
    tf_part_section_update (self->sections->pdata[i], dossier);
}

/**
 * tf_workbench_show_first:
 * @self: a workbench
 *
 * Fills the pane with the first evidence that the sections are linked to, or empties it.
 */
void
tf_workbench_show_first (TfWorkbench *self)
{
  g_return_if_fail (TF_IS_WORKBENCH (self));

  for (guint i = 0; i < self->sections->len; i++)
    {
      TfLinkList *links = tf_part_section_get_links (self->sections->pdata[i]);
      GtkWidget *row = tf_link_list_get_row (links, 0);

      if (row != NULL)
        {
          tf_evidence_pane_show_id (TF_EVIDENCE_PANE (self->pane),
                                    tf_link_row_get_id (TF_LINK_ROW (row)));
          return;
        }
    }
  tf_evidence_pane_show (TF_EVIDENCE_PANE (self->pane), NULL, NULL);
}

/* "techfile:evidence/E-014#page=14": the number of the evidence, and a page of it. */
static gboolean
open_evidence (TfWorkbench *self,
               const char  *rest)
{
  g_auto(GStrv) parts = g_strsplit (rest, "#page=", 2);
  g_autoptr(TfRecord) evidence = NULL;
  g_autoptr(GPtrArray) revisions = NULL;

  if (parts[0] == NULL || tf_session_get_product (self->session) == NULL)
    return FALSE;

  evidence = tf_workspace_resolve (tf_session_get_workspace (self->session), "evidence",
                                   tf_record_get_id (tf_session_get_product (self->session)),
                                   parts[0], NULL);
  if (evidence == NULL)
    return FALSE;
  revisions = tf_store_list (tf_session_get_store (self->session), "revision",
                             tf_record_get_id (evidence), NULL);
  if (revisions == NULL || revisions->len == 0)
    return FALSE;

  tf_evidence_pane_show (TF_EVIDENCE_PANE (self->pane), revisions->pdata[revisions->len - 1],
                         parts[1]);
  g_signal_emit (self, signals[SHOW_PANE], 0);
  return TRUE;
}

/**
 * tf_workbench_open_uri:
 * @self: a workbench
 * @uri: where a link in a text leads
 *
 * Follows a link: evidence opens in the pane, other places of the library as pages, the rest
 * outside of the program.
 *
 * Returns: whether the library has what the link leads to
 */
gboolean
tf_workbench_open_uri (TfWorkbench *self,
                       const char  *uri)
{
  static const char evidence[] = "techfile:evidence/";

  g_return_val_if_fail (TF_IS_WORKBENCH (self), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  if (g_str_has_prefix (uri, evidence))
    return open_evidence (self, uri + strlen (evidence));
  if (g_str_has_prefix (uri, "techfile:"))
    tf_session_navigate (self->session, uri + strlen ("techfile:"));
  else
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);

  return TRUE;
}
