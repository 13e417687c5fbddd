/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-area.h"

G_BEGIN_DECLS

#define TF_TEXT_AREA_MIN_WIDTH 48
#define TF_TEXT_AREA_WIDTH     120

struct _TfTextArea
{
  GtkTextView   parent_instance;

  TfTextBuffer *buffer;
  char         *description;  /* what assistive technology was told about the caret's line */
  int           text_height;  /* needed at the last look, 0 before the first */
  guint         resize_tick;
  gboolean      single_line;
};

/* Bullets and numbers: tf-text-area-draw.c */
void  tf_text_area_draw_class_init   (GtkTextViewClass *klass);
void  tf_text_area_follow_last_line  (TfTextArea       *self);

/* Keys and clicks: tf-text-area-keys.c */
void  tf_text_area_keys_class_init   (GtkTextViewClass *klass);
void  tf_text_area_add_controllers   (TfTextArea       *self);

G_END_DECLS
