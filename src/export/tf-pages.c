/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pages-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each pass can only widen the room kept for page numbers, so it ends by itself; a document
 * that took this many passes would have more pages than it can. */
#define MAX_PASSES 12

/* For guessing where something will stand. */
#define LINE_LENGTH 66
#define LINE_HEIGHT 14.0
#define PAGE_HEIGHT 640.0
#define CAUTION     0.8

G_DEFINE_BOXED_TYPE (TfPages, tf_pages, tf_pages_ref, tf_pages_unref)

static guint
count_digits (guint number)
{
  guint n = 1;

  for (; number >= 10; number /= 10)
    n++;

  return n;
}

static guint
page_of (const char *destination,
         guint      *digits,
         gpointer    user_data)
{
  TfPages *self = user_data;

  *digits = MAX (1, GPOINTER_TO_UINT (g_hash_table_lookup (self->digits, destination)));

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, destination));
}

/* Notes a destination before any page is known, with the digits its page will probably have.
 * @size is what the document holds before it, in points of height. A guess that is too low
 * costs another pass, one too high a little white; hence rather low. */
static void
expect_destination (TfPages    *self,
                    const char *destination,
                    double      size)
{
  guint page = 1 + size * CAUTION / PAGE_HEIGHT;

  if (g_hash_table_contains (self->places, destination))
    return;

  g_hash_table_insert (self->places, (gpointer) destination, GUINT_TO_POINTER (page));
  g_hash_table_insert (self->digits, (gpointer) destination,
                       GUINT_TO_POINTER (count_digits (page)));
}

static double
guess_height (const TfInlines *inlines)
{
  gsize length = 0;

  if (inlines == NULL)
    return 0;
  for (guint i = 0; i < tf_inlines_get_n_runs (inlines); i++)
    length += strlen (tf_inlines_get_run (inlines, i)->text);

  return LINE_HEIGHT * (1 + length / LINE_LENGTH);
}

static double
expect_table (TfPages       *self,
              const TfTable *table,
              double         size)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const TfTableRow *row = tf_table_get_row (table, i);
      double height = 0;

      if (row->destination != NULL)
        expect_destination (self, row->destination, size);
      for (guint cell = 0; cell < row->n_cells; cell++)
        height += guess_height (row->cells[cell]) / 2;
      size += height;
    }

  return size;
}

/* Every destination a link can name: without this the first pass would take all links for
 * dead ends. */
static void
expect_destinations (TfPages *self)
{
  GPtrArray *blocks = self->document->blocks;
  double size = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const TfBlock *block = g_ptr_array_index (blocks, i);

      if (block->destination != NULL)
        expect_destination (self, block->destination, size);
      if (block->table != NULL)
        size = expect_table (self, block->table, size);
      size += guess_height (block->lines[0]);
    }
}

static void
flow_init (TfFlow  *flow,
           TfPages *self)
{
  flow->document = self->document;
  flow->shaper = self->shaper;
  flow->pictures = self->pictures;
  flow->owned = self->owned;
  flow->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_page_free);
  flow->places = g_hash_table_new (g_str_hash, g_str_equal);
  flow->sections = g_array_new (FALSE, FALSE, sizeof (TfSection));
  flow->waiting = g_ptr_array_new ();
  tf_flow_new_page (flow);
  tf_flow_add_tag (flow, TF_ITEM_BEGIN, "Document");
}

static void
flow_clear (TfFlow *flow)
{
  g_clear_pointer (&flow->pages, g_ptr_array_unref);
  g_clear_pointer (&flow->places, g_hash_table_unref);
  g_clear_pointer (&flow->sections, g_array_unref);
  g_clear_pointer (&flow->waiting, g_ptr_array_unref);
  g_clear_pointer (&flow->columns, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TfFlow, flow_clear)

/* A page turned to for a block that never came stays out. */
static void
flow_end (TfFlow *flow)
{
  if (flow->note != NULL || flow->waiting->len > 0)
    tf_flow_take (flow, 0, TF_STYLE_BODY);
  if (flow->fresh && flow->pages->len > 1)
    {
      TfPage *last = g_ptr_array_steal_index (flow->pages, flow->pages->len - 1);

      flow->page = g_ptr_array_index (flow->pages, flow->pages->len - 1);
      g_array_append_vals (flow->page->items, last->items->data, last->items->len);
      tf_page_free (last);
    }
  tf_flow_add_tag (flow, TF_ITEM_END, "Document");
}

/* Takes over what a pass found. Returns whether printed page numbers are settled. */
static gboolean
settle (TfPages *self,
        TfFlow  *flow)
{
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer page = NULL;
  gboolean settled = TRUE;

  g_hash_table_iter_init (&iter, flow->places);
  while (g_hash_table_iter_next (&iter, &name, &page))
    {
      guint digits = count_digits (GPOINTER_TO_UINT (page));
      guint reserved = MAX (1, GPOINTER_TO_UINT (g_hash_table_lookup (self->digits, name)));

      if (digits > reserved)
        {
          g_hash_table_insert (self->digits, name, GUINT_TO_POINTER (digits));
          settled = FALSE;
        }
    }
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  self->places = g_steal_pointer (&flow->places);
  self->pages = g_steal_pointer (&flow->pages);
  self->sections = g_steal_pointer (&flow->sections);

  return settled;
}

static gboolean
run_pass (TfPages         *self,
          TfProgressFunc   progress,
          gpointer         progress_data,
          GCancellable    *cancellable,
          gboolean        *settled,
          GError         **error)
{
  g_auto(TfFlow) flow = { 0 };
  guint n_blocks = self->document->blocks->len;

  flow_init (&flow, self);
  for (guint i = 0; i < n_blocks; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL && i % 64 == 0)
        progress ((double) i / n_blocks, _("Laying out pages"), progress_data);
      if (!tf_flow_block (&flow, i, error))
        return FALSE;
    }
  flow_end (&flow);
  *settled = settle (self, &flow);

  return TRUE;
}

static TfPages *
allocate (TfDocument *document)
{
  TfPages *self = g_new0 (TfPages, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->document = tf_document_ref (document);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->owned = g_ptr_array_new_with_free_func ((GDestroyNotify) tf_inlines_free);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  self->digits = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * tf_pages_new:
 * @document: what to lay out; not to be changed any more
 * @progress: (nullable): told how far the work is
 * @progress_data: handed to @progress
 * @cancellable: (nullable): stops the work
 * @error: return location for an error
 *
 * Lays the document out on pages, until every printed page number is right.
 *
 * Returns: (transfer full) (nullable): the pages, or `NULL` with @error set to
 *   `TF_EXPORT_ERROR_FONT` where a font is not installed, to what the picture function said,
 *   or to `G_IO_ERROR_CANCELLED`
 */
TfPages *
tf_pages_new (TfDocument      *document,
              TfProgressFunc   progress,
              gpointer         progress_data,
              GCancellable    *cancellable,
              GError         **error)
{
  g_autoptr(TfPages) self = NULL;
  gboolean settled = FALSE;

  g_return_val_if_fail (document != NULL, NULL);

  self = allocate (document);
  self->shaper = tf_shaper_new (document->language, error);
  if (self->shaper == NULL)
    return NULL;

  tf_shaper_set_page_of (self->shaper, page_of, self);
  expect_destinations (self);
  for (guint pass = 0; !settled; pass++)
    {
      g_assert (pass < MAX_PASSES);
      if (!run_pass (self, progress, progress_data, cancellable, &settled, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * tf_pages_get_unshown:
 * @self: the pages
 *
 * Returns: (transfer none): the characters of the document that its fonts lack and whose place is
 *   a box on the page, each once; "" where all are shown
 */
const char *
tf_pages_get_unshown (TfPages *self)
{
  g_return_val_if_fail (self != NULL, "");

  return tf_shaper_get_unshown (self->shaper);
}

/**
 * tf_pages_ref:
 * @self: the pages
 *
 * Returns: (transfer full): @self, held once more
 */
TfPages *
tf_pages_ref (TfPages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * tf_pages_unref:
 * @self: (transfer full): the pages
 *
 * Lets the pages go; the last holder frees them.
 */
void
tf_pages_unref (TfPages *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->digits, g_hash_table_unref);
  g_clear_pointer (&self->owned, g_ptr_array_unref);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  g_clear_pointer (&self->shaper, tf_shaper_free);
  g_clear_pointer (&self->document, tf_document_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * tf_pages_get_document:
 * @self: the pages
 *
 * Returns: (transfer none): what was laid out
 */
TfDocument *
tf_pages_get_document (TfPages *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->document;
}

/**
 * tf_pages_get_n_pages:
 * @self: the pages
 *
 * Returns: the number of pages, at least 1
 */
guint
tf_pages_get_n_pages (TfPages *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pages->len;
}

/**
 * tf_pages_get_size:
 * @self: the pages
 * @page: page from 0
 * @width: (out): its width in points
 * @height: (out): its height in points
 *
 * Tells the size of a page.
 */
void
tf_pages_get_size (TfPages *self,
                   guint    page,
                   double  *width,
                   double  *height)
{
  const TfPage *p = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (page < self->pages->len);

  p = g_ptr_array_index (self->pages, page);
  *width = p->landscape ? TF_PAGE_LONG : TF_PAGE_SHORT;
  *height = p->landscape ? TF_PAGE_SHORT : TF_PAGE_LONG;
}

/**
 * tf_pages_find_destination:
 * @self: the pages
 * @destination: name of a place
 *
 * Finds where a link would lead.
 *
 * Returns: the page from 1, or 0 where there is no such place
 */
guint
tf_pages_find_destination (TfPages    *self,
                           const char *destination)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (destination != NULL, 0);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, destination));
}

/**
 * tf_pages_draw:
 * @self: the pages
 * @page: page from 0
 * @cr: where to draw; one unit is one point
 *
 * Draws a page. Preview, print and PDF all come from here.
 */
void
tf_pages_draw (TfPages *self,
               guint    page,
               cairo_t *cr)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (page < self->pages->len);
  g_return_if_fail (cr != NULL);

  tf_pages_draw_page (self, page, cr, FALSE, NULL);
}
