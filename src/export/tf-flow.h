/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-document-private.h"
#include "tf-export.h"
#include "tf-shaper.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The page, in points. */
#define TF_MM(mm)         ((mm) * 72.0 / 25.4)
#define TF_PAGE_SHORT     TF_MM (210)
#define TF_PAGE_LONG      TF_MM (297)
#define TF_MARGIN_START   TF_MM (25)
#define TF_MARGIN_END     TF_MM (20)
#define TF_MARGIN_TOP     TF_MM (24)
#define TF_MARGIN_BOTTOM  TF_MM (22)
#define TF_SIDE_WIDTH     TF_MM (38)
#define TF_SIDE_GAP       TF_MM (5)

typedef enum {
  TF_ITEM_BEGIN,        /* structure tag @name opens */
  TF_ITEM_END,          /* structure tag @name closes */
  TF_ITEM_DESTINATION,  /* links to @name come here */
  TF_ITEM_LINES,
  TF_ITEM_RECT,
  TF_ITEM_DOTS,
  TF_ITEM_PICTURE,      /* object @name */
} TfItemKind;

/* One thing to draw or mark, at its place on the page. */
typedef struct
{
  TfItemKind       kind;
  TfStyle          style;
  TfAlign          align;
  guint            color;
  guint            first;    /* lines of @inlines that stand here */
  guint            n_lines;
  gboolean         spans;
  const TfInlines *inlines;
  const char      *name;
  double           x;
  double           y;
  double           width;
  double           height;
} TfPageItem;

typedef struct
{
  GArray     *items;      /* TfPageItem */
  const char *point;      /* section the page is in, or NULL */
  gboolean    own_point;  /* a section begins on the page */
  gboolean    landscape;
  gboolean    bare;       /* neither header nor footer */
} TfPage;

typedef struct
{
  const TfBlock *block;
  guint          page;  /* from 1 */
} TfSection;

typedef struct
{
  double width;
  double height;
} TfPictureSize;

/* How a table divides its width. */
typedef struct
{
  double   *widths;
  double    gap;
  gboolean  wide;  /* the side column's room is the table's too */
} TfFlowColumns;

/* Fills pages with blocks. */
typedef struct
{
  TfDocument    *document;
  TfShaper      *shaper;
  GHashTable    *pictures;    /* object → TfPictureSize */
  GPtrArray     *owned;       /* TfInlines made while filling */
  GPtrArray     *pages;       /* TfPage */
  GHashTable    *places;      /* destination → page from 1 */
  GArray        *sections;    /* TfSection */
  GHashTable    *columns;     /* TfTable → TfFlowColumns, made when asked for */
  TfPage        *page;
  const TfBlock *note;        /* side note that waits for its block */
  const char    *point;
  GPtrArray     *waiting;     /* destinations that wait for their block */
  double         y;
  double         space;       /* white that is due before the next thing */
  double         side_bottom; /* where the last side note ends */
  gboolean       fresh;       /* nothing stands on the page yet */
  gboolean       landscape;
} TfFlow;

/* A text to be placed, going over to further pages where need be. */
typedef struct
{
  const TfInlines *inlines;
  const TfInlines *label;  /* stands before the first line, or NULL */
  const char      *tag;
  TfStyle          style;
  double           x;
  double           label_x;
  double           width;
} TfFlowText;

void        tf_page_free              (TfPage           *page);

/* Filling one page after another */
void        tf_flow_new_page          (TfFlow           *self);
double      tf_flow_get_bottom        (TfFlow           *self);
double      tf_flow_get_room          (TfFlow           *self);
double      tf_flow_get_text_x        (TfFlow           *self);
double      tf_flow_get_text_width    (TfFlow           *self);
double      tf_flow_get_full_width    (TfFlow           *self);
void        tf_flow_gap               (TfFlow           *self,
                                       double            space);
double      tf_flow_take              (TfFlow           *self,
                                       double            height,
                                       TfStyle           style);
void        tf_flow_text              (TfFlow           *self,
                                       const TfFlowText *text);
guint       tf_flow_fit_lines         (guint             left,
                                       guint             room,
                                       gboolean          fresh);

/* Adding to the current page */
void        tf_flow_add_tag           (TfFlow           *self,
                                       TfItemKind        kind,
                                       const char       *tag);
TfPageItem *tf_flow_add_lines         (TfFlow           *self,
                                       const TfInlines  *inlines,
                                       TfStyle           style,
                                       double            x,
                                       double            y,
                                       double            width,
                                       guint             first,
                                       guint             n_lines);
void        tf_flow_add_rect          (TfFlow           *self,
                                       double            x,
                                       double            y,
                                       double            width,
                                       double            height,
                                       guint             color);
void        tf_flow_wait_destination  (TfFlow           *self,
                                       const char       *destination);
void        tf_flow_add_tagged        (TfFlow           *self,
                                       const char       *tag,
                                       const TfInlines  *inlines,
                                       TfStyle           style,
                                       double            y);

/* Tables */
const TfFlowColumns *
            tf_flow_get_columns       (TfFlow           *self,
                                       const TfTable    *table);
double      tf_flow_get_table_head    (TfFlow           *self,
                                       const TfTable    *table);
void        tf_flow_table             (TfFlow           *self,
                                       const TfTable    *table);
double      tf_flow_place_table       (TfFlow           *self,
                                       const TfTable    *table,
                                       double            y);

/* Blocks of all kinds */
void        tf_flow_cover             (TfFlow           *self,
                                       const TfBlock    *block);
void        tf_flow_contents          (TfFlow           *self,
                                       const TfBlock    *block);
void        tf_flow_callout           (TfFlow           *self,
                                       const TfBlock    *block);
gboolean    tf_flow_figure            (TfFlow           *self,
                                       const TfBlock    *block,
                                       GError          **error);
double      tf_flow_get_note_height   (TfFlow           *self,
                                       const TfBlock    *note);
double      tf_flow_get_figure_height (TfFlow           *self,
                                       const TfBlock    *block);
gboolean    tf_flow_block             (TfFlow           *self,
                                       guint             index,
                                       GError          **error);

G_END_DECLS
