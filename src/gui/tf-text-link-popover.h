/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-editor.h"

G_BEGIN_DECLS

#define TF_TYPE_TEXT_LINK_POPOVER (tf_text_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (TfTextLinkPopover, tf_text_link_popover, TF, TEXT_LINK_POPOVER, GtkPopover)

GtkWidget *tf_text_link_popover_new  (TfTextEditor      *editor);

void       tf_text_link_popover_open (TfTextLinkPopover *self,
                                      const char        *link);

G_END_DECLS
