/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-flow.h"

#include <math.h>

/* Many columns stand closer together. */
#define GAP        10.0
#define SMALL_GAP  6.0
#define MANY       6

/* A longer word, such as a hash or an address, may break and asks for no more than this. */
#define LONGEST_WORD 160.0

/* In how many parts what is left of the width is given away. */
#define PARTS 96

/* Of a long table so many rows, evenly spread, stand for all. */
#define MAX_ROWS 400

/* Keeps a line that just fits from breaking by the last bit of a sum. */
#define SLACK 0.25

/* What the cells of a column ask for. */
typedef struct
{
  double  word;     /* widest word */
  double  line;     /* widest line, if none were broken */
  GArray *lengths;  /* of each cell's text, written in one line */
} Demand;

static void
clear_demand (gpointer data)
{
  Demand *demand = data;

  g_clear_pointer (&demand->lengths, g_array_unref);
}

static void
free_columns (gpointer data)
{
  TfFlowColumns *columns = data;

  g_free (columns->widths);
  g_free (columns);
}

static void
add_cell (Demand          *demand,
          TfFlow          *flow,
          const TfInlines *inlines,
          TfStyle          style)
{
  TfShaperExtent extent = { 0 };

  if (inlines != NULL)
    tf_shaper_measure (flow->shaper, inlines, style, &extent);
  demand->word = MAX (demand->word, extent.word + SLACK);
  demand->line = MAX (demand->line, extent.line + SLACK);
  g_array_append_val (demand->lengths, extent.area);
}

static GArray *
list_demands (TfFlow        *flow,
              const TfTable *table)
{
  GArray *demands = g_array_new (FALSE, TRUE, sizeof (Demand));
  guint stride = 1 + table->rows->len / MAX_ROWS;

  g_array_set_clear_func (demands, clear_demand);
  for (guint i = 0; i < table->n_columns; i++)
    {
      Demand demand = { .lengths = g_array_new (FALSE, FALSE, sizeof (double)) };

      add_cell (&demand, flow, table->columns[i].title, TF_STYLE_CELL_HEADER);
      for (guint j = 0; j < table->rows->len; j += stride)
        {
          const TfTableRow *row = tf_table_get_row (table, j);

          if (!row->is_group && i < row->n_cells)
            add_cell (&demand, flow, row->cells[i], tf_table_get_cell_style (table, row, i));
        }
      demand.word = MIN (demand.word, LONGEST_WORD);
      g_array_append_val (demands, demand);
    }

  return demands;
}

static const Demand *
get_demand (GArray *demands,
            guint   column)
{
  return &g_array_index (demands, Demand, column);
}

static double
sum_words (GArray *demands)
{
  double sum = 0;

  for (guint i = 0; i < demands->len; i++)
    sum += get_demand (demands, i)->word;

  return sum;
}

/* How much a column of @width asks for more: the lines of its cells, squared, so that the tallest
 * cells weigh most. */
static double
get_burden (const Demand *demand,
            double        width)
{
  double burden = 0;

  for (guint i = 0; i < demand->lengths->len; i++)
    {
      double lines = MAX (1, g_array_index (demand->lengths, double, i) / width);

      burden += lines * lines;
    }

  return burden;
}

/* Where even the words have too little room, the columns with the widest ones give way. */
static void
share_evenly (GArray *demands,
              double  room,
              double *widths)
{
  double limit = 0;
  double left = room;
  guint n = demands->len;

  while (n > 0 && left > 0.01)
    {
      double part = left / n;

      limit += part;
      n = 0;
      left = room;
      for (guint i = 0; i < demands->len; i++)
        {
          widths[i] = MIN (limit, get_demand (demands, i)->word);
          left -= widths[i];
          n += widths[i] >= limit;
        }
    }
}

static gboolean
give_part (GArray *demands,
           double  part,
           double *widths,
           double *burdens)
{
  double best = 0;
  guint column = 0;

  for (guint i = 0; i < demands->len; i++)
    {
      const Demand *demand = get_demand (demands, i);
      double relief = 0;

      if (widths[i] < demand->line)
        relief = burdens[i] - get_burden (demand, widths[i] + part);
      if (relief > best)
        {
          best = relief;
          column = i;
        }
    }
  if (best <= 0)
    return FALSE;

  widths[column] += part;
  burdens[column] = get_burden (get_demand (demands, column), widths[column]);
  return TRUE;
}

/* Gives what is left, part by part, to the column that it makes shorter by most; what no column
 * needs goes to all. */
static void
give_rest (GArray *demands,
           double  rest,
           double *widths)
{
  g_autofree double *burdens = g_new (double, demands->len);
  double part = rest / PARTS;
  double taken = 0;
  guint n = 0;

  for (guint i = 0; i < demands->len; i++)
    {
      burdens[i] = get_burden (get_demand (demands, i), widths[i]);
      taken += widths[i];
    }
  while (n < PARTS && give_part (demands, part, widths, burdens))
    n++;

  for (guint i = 0; i < demands->len; i++)
    widths[i] *= (taken + rest) / (taken + n * part);
}

static void
fit (GArray *demands,
     double  room,
     double *widths)
{
  double words = sum_words (demands);

  if (words >= room)
    {
      share_evenly (demands, room, widths);
      return;
    }

  for (guint i = 0; i < demands->len; i++)
    widths[i] = get_demand (demands, i)->word;
  give_rest (demands, room - words, widths);
}

static void
fit_weights (const TfTable *table,
             double         room,
             double        *widths)
{
  double total = 0;

  for (guint i = 0; i < table->n_columns; i++)
    total += table->columns[i].weight;
  for (guint i = 0; i < table->n_columns; i++)
    widths[i] = room * table->columns[i].weight / total;
}

static gboolean
has_weights (const TfTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].weight <= 0)
      return FALSE;

  return TRUE;
}

static TfFlowColumns *
make_columns (TfFlow        *flow,
              const TfTable *table)
{
  TfFlowColumns *columns = g_new0 (TfFlowColumns, 1);
  g_autoptr(GArray) demands = NULL;
  double gaps = 0;
  double room = 0;

  columns->gap = table->n_columns > MANY ? SMALL_GAP : GAP;
  columns->widths = g_new0 (double, table->n_columns);
  columns->wide = table->wide;
  gaps = columns->gap * (table->n_columns - 1);
  if (!has_weights (table))
    {
      demands = list_demands (flow, table);
      columns->wide |= sum_words (demands) + gaps > tf_flow_get_text_width (flow);
    }

  room = columns->wide ? tf_flow_get_full_width (flow) : tf_flow_get_text_width (flow);
  room = MAX (room - gaps, table->n_columns);
  if (demands != NULL)
    fit (demands, room, columns->widths);
  else
    fit_weights (table, room, columns->widths);

  return columns;
}

/**
 * tf_flow_get_columns:
 * @self: the flow
 * @table: a table
 *
 * Decides how wide the columns of a table are: as its weights say, otherwise by what is in them.
 *
 * No column is narrower than its widest word, as long as there is room for the words of all. What
 * is left goes where it saves most lines. A table whose words need it takes the side column's room
 * too. The same cells always give the same widths.
 *
 * Returns: (transfer none): the columns, which stay the same for this flow
 */
const TfFlowColumns *
tf_flow_get_columns (TfFlow        *self,
                     const TfTable *table)
{
  TfFlowColumns *columns = NULL;

  if (self->columns == NULL)
    self->columns = g_hash_table_new_full (NULL, NULL, NULL, free_columns);

  columns = g_hash_table_lookup (self->columns, table);
  if (columns == NULL)
    {
      columns = make_columns (self, table);
      g_hash_table_insert (self->columns, (gpointer) table, columns);
    }

  return columns;
}
