/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-guide.h"

#include <glib/gi18n-lib.h>

struct _TfGuide
{
  GtkBox            parent_instance;

  const TfLawEntry *entry;
  gboolean          filled;

  GtkWidget        *expander;
  GtkWidget        *content;
};

G_DEFINE_FINAL_TYPE (TfGuide, tf_guide, GTK_TYPE_BOX)

static void
add_text (TfGuide    *self,
          const char *heading,
          const char *text)
{
  GtkWidget *title;
  GtkWidget *label;

  if (*text == '\0')
    return;

  title = gtk_label_new (heading);
  label = gtk_label_new (text);
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_box_append (GTK_BOX (self->content), title);
  gtk_box_append (GTK_BOX (self->content), label);
}

static const char *
get_mark_label (TfLawMark mark)
{
  switch (mark)
    {
    case TF_LAW_MARK_GUIDANCE:
      return _("From guidance, not binding");
    case TF_LAW_MARK_DERIVED:
      return _("Own reading of the rules cited");
    case TF_LAW_MARK_SECONDARY:
      return _("From a secondary source");
    case TF_LAW_MARK_UNVERIFIED:
      return _("Not verified");
    default:
      return "";
    }
}

static void
add_mark (TfGuide    *self,
          TfLawMark   mark,
          const char *source,
          const char *text)
{
  g_autofree char *heading = NULL;

  if (mark == TF_LAW_MARK_NONE)
    return;

  /* Translators: how far a fact is verified, and what it rests on */
  heading = *source != '\0' ? g_strdup_printf (_("%s (%s)"), get_mark_label (mark), source)
                            : g_strdup (get_mark_label (mark));
  add_text (self, heading, *text != '\0' ? text : _("This point as a whole."));
}

static void
add_proofs (TfGuide *self)
{
  g_autoptr(GString) list = g_string_new ("");

  for (guint i = 0; i < self->entry->children->len; i++)
    {
      const TfLawEntry *child = g_ptr_array_index (self->entry->children, i);

      if (child->kind == TF_LAW_PROOF)
        g_string_append_printf (list, "%s• %s", list->len > 0 ? "\n" : "", child->title);
    }

  add_text (self, _("Typical Proof"), list->str);
}

/* Most guides stay closed, so their words are made when somebody looks. */
static void
expanded_cb (TfGuide *self)
{
  if (self->filled || !gtk_expander_get_expanded (GTK_EXPANDER (self->expander)))
    return;

  self->filled = TRUE;
  add_text (self, _("What Belongs Here"), self->entry->belongs);
  add_text (self, _("What a Notified Body Looks For"), self->entry->looks);
  add_text (self, _("Example"), self->entry->example);
  add_proofs (self);
  add_mark (self, self->entry->mark, self->entry->source, "");
  for (guint i = 0; self->entry->notes != NULL && i < self->entry->notes->len; i++)
    {
      const TfLawNote *note = g_ptr_array_index (self->entry->notes, i);

      add_mark (self, note->mark, note->source, note->text);
    }
}

static void
tf_guide_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TF_TYPE_GUIDE);

  G_OBJECT_CLASS (tf_guide_parent_class)->dispose (object);
}

static void
tf_guide_class_init (TfGuideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tf_guide_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/techfile/Techfile/ui/tf-guide.ui");
  gtk_widget_class_bind_template_child (widget_class, TfGuide, expander);
  gtk_widget_class_bind_template_child (widget_class, TfGuide, content);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
tf_guide_init (TfGuide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * tf_guide_new:
 * @entry: an entry of the catalogue
 *
 * Returns: (transfer floating): its guidance, closed
 */
GtkWidget *
tf_guide_new (const TfLawEntry *entry)
{
  TfGuide *self;

  g_return_val_if_fail (entry != NULL, NULL);

  self = g_object_new (TF_TYPE_GUIDE, NULL);
  self->entry = entry;
  return GTK_WIDGET (self);
}

/**
 * tf_guide_set_expanded:
 * @self: a guide
 * @expanded: whether it is open
 */
void
tf_guide_set_expanded (TfGuide  *self,
                       gboolean  expanded)
{
  g_return_if_fail (TF_IS_GUIDE (self));

  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), expanded);
}
