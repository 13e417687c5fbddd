/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-inlines.h"

#include "tf-export.h"

#include <string.h>

/* Links of the program's own, to what the document holds as well. */
#define OWN_SCHEME "techfile:"

struct _TfInlines
{
  GArray   *runs;  /* TfInlineRun */
  gboolean  has_links;
  gboolean  has_pages;
};

static void
clear_run (gpointer data)
{
  TfInlineRun *run = data;

  g_free (run->text);
  g_free (run->destination);
  g_free (run->uri);
}

static TfInlineRun *
append (TfInlines     *self,
        const char    *text,
        TfInlineStyle  style)
{
  TfInlineRun run = { .text = tf_export_clean_text (text, TRUE), .style = style };

  g_array_append_val (self->runs, run);

  return &g_array_index (self->runs, TfInlineRun, self->runs->len - 1);
}

/**
 * tf_inlines_new:
 *
 * Starts an empty sequence of runs.
 *
 * Returns: (transfer full): the sequence
 */
TfInlines *
tf_inlines_new (void)
{
  TfInlines *self = g_new0 (TfInlines, 1);

  self->runs = g_array_new (FALSE, TRUE, sizeof (TfInlineRun));
  g_array_set_clear_func (self->runs, clear_run);

  return self;
}

/**
 * tf_inlines_new_text:
 * @text: what the only run says
 *
 * Makes a sequence of one plain run.
 *
 * Returns: (transfer full): the sequence
 */
TfInlines *
tf_inlines_new_text (const char *text)
{
  return tf_inlines_new_styled (text, TF_INLINE_NONE);
}

/**
 * tf_inlines_new_styled:
 * @text: what the only run says
 * @style: how it looks
 *
 * Makes a sequence of one run.
 *
 * Returns: (transfer full): the sequence
 */
TfInlines *
tf_inlines_new_styled (const char    *text,
                       TfInlineStyle  style)
{
  TfInlines *self = tf_inlines_new ();

  tf_inlines_add (self, text, style);

  return self;
}

/* "techfile:evidence/E-014#page=14" leads to the place "evidence/E-014" of the document. */
static void
add_own_link (TfInlines       *self,
              const TfTextRun *run,
              TfInlineStyle    style)
{
  const char *place = run->link + strlen (OWN_SCHEME);
  g_autofree char *destination = g_strndup (place, strcspn (place, "#"));

  tf_inlines_add_link (self, run->text, style, destination, TRUE);
}

/**
 * tf_inlines_new_line:
 * @line: one line of formatted text
 *
 * Takes over the runs of formatted text. A link whose address begins with `#` or `techfile:`
 * leads to the destination of that name; every other link leads out of the document.
 *
 * Returns: (transfer full): the sequence
 */
TfInlines *
tf_inlines_new_line (const TfTextLine *line)
{
  TfInlines *self = tf_inlines_new ();

  g_return_val_if_fail (line != NULL, self);

  for (guint i = 0; i < line->n_runs; i++)
    {
      const TfTextRun *run = &line->runs[i];
      TfInlineStyle style = TF_INLINE_NONE;

      if (run->style & TF_TEXT_STYLE_BOLD)
        style |= TF_INLINE_BOLD;
      if (run->style & TF_TEXT_STYLE_ITALIC)
        style |= TF_INLINE_ITALIC;

      if (run->link[0] == '#')
        tf_inlines_add_link (self, run->text, style, run->link + 1, TRUE);
      else if (g_str_has_prefix (run->link, OWN_SCHEME))
        add_own_link (self, run, style);
      else if (run->link[0] != '\0')
        tf_inlines_add_uri (self, run->text, style, run->link);
      else
        tf_inlines_add (self, run->text, style);
    }

  return self;
}

/**
 * tf_inlines_free:
 * @self: (transfer full) (nullable): the sequence
 *
 * Frees the sequence.
 */
void
tf_inlines_free (TfInlines *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->runs);
  g_free (self);
}

/**
 * tf_inlines_add:
 * @self: the sequence
 * @text: what the run says
 * @style: how it looks
 *
 * Adds a run without target.
 */
void
tf_inlines_add (TfInlines     *self,
                const char    *text,
                TfInlineStyle  style)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  if (text[0] != '\0')
    append (self, text, style);
}

/**
 * tf_inlines_add_link:
 * @self: the sequence
 * @text: what the run says
 * @style: how it looks
 * @destination: name of a place in the same document
 * @with_page: whether the page of that place is printed after the text
 *
 * Adds a run that leads to another place of the document. Without @text the bare page
 * number is printed.
 *
 * A destination that the document does not have leaves plain text.
 */
void
tf_inlines_add_link (TfInlines     *self,
                     const char    *text,
                     TfInlineStyle  style,
                     const char    *destination,
                     gboolean       with_page)
{
  TfInlineRun *run = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (destination != NULL);

  run = append (self, text, style);
  run->destination = g_strdup (destination);
  run->with_page = with_page;
  self->has_links = TRUE;
  self->has_pages |= with_page;
}

/**
 * tf_inlines_add_entry:
 * @self: the sequence
 * @text: what the run says, or "" for the bare page number
 * @destination: name of a place in the same document
 * @with_page: whether the page of that place is printed
 *
 * Adds a link that keeps the colour of the text around it, for a table of contents.
 */
void
tf_inlines_add_entry (TfInlines  *self,
                      const char *text,
                      const char *destination,
                      gboolean    with_page)
{
  tf_inlines_add_link (self, text, TF_INLINE_QUIET, destination, with_page);
}

/**
 * tf_inlines_add_uri:
 * @self: the sequence
 * @text: what the run says
 * @style: how it looks
 * @uri: the address
 *
 * Adds a run that leads out of the document. An address too long for a PDF leaves plain text.
 */
void
tf_inlines_add_uri (TfInlines     *self,
                    const char    *text,
                    TfInlineStyle  style,
                    const char    *uri)
{
  TfInlineRun *run = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);
  g_return_if_fail (uri != NULL);

  if (text[0] == '\0')
    return;

  run = append (self, text, style);
  if (uri[0] == '\0' || strlen (uri) > TF_EXPORT_MAX_TEXT)
    return;

  run->uri = g_strdup (uri);
  self->has_links = TRUE;
}

/**
 * tf_inlines_get_n_runs:
 * @self: the sequence
 *
 * Counts the runs.
 *
 * Returns: the number of runs
 */
guint
tf_inlines_get_n_runs (const TfInlines *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->runs->len;
}

/**
 * tf_inlines_get_run:
 * @self: the sequence
 * @index: position, from 0
 *
 * Lends one run.
 *
 * Returns: (transfer none): the run
 */
const TfInlineRun *
tf_inlines_get_run (const TfInlines *self,
                    guint            index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->runs->len, NULL);

  return &g_array_index (self->runs, TfInlineRun, index);
}

/**
 * tf_inlines_has_pages:
 * @self: the sequence
 *
 * Tells whether page numbers are printed in the text, so that its length depends on
 * where its targets come to stand.
 *
 * Returns: whether a run prints the page of its target
 */
gboolean
tf_inlines_has_pages (const TfInlines *self)
{
  return self->has_pages;
}

/**
 * tf_inlines_has_links:
 * @self: the sequence
 *
 * Tells whether any run has a target.
 *
 * Returns: whether there is a link
 */
gboolean
tf_inlines_has_links (const TfInlines *self)
{
  return self->has_links;
}

/**
 * tf_inlines_dup_plain:
 * @self: the sequence
 *
 * Joins the text of all runs.
 *
 * Returns: (transfer full): the text without looks and targets
 */
char *
tf_inlines_dup_plain (const TfInlines *self)
{
  GString *plain = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->runs->len; i++)
    g_string_append (plain, g_array_index (self->runs, TfInlineRun, i).text);

  return g_string_free (plain, FALSE);
}
