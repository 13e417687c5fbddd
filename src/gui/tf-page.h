/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page of the window: a widget that shows what a place names. All functions may be left out. */
#define TF_TYPE_PAGE (tf_page_get_type ())
G_DECLARE_INTERFACE (TfPage, tf_page, TF, PAGE, GtkWidget)

struct _TfPageInterface
{
  GTypeInterface parent_iface;

  gboolean    (* go)        (TfPage     *self,
                             const char *rest);
  const char *(* get_title) (TfPage     *self);
  GtkWidget  *(* get_pane)  (TfPage     *self);
};

gboolean    tf_page_go        (TfPage     *self,
                               const char *rest);
const char *tf_page_get_title (TfPage     *self);
GtkWidget  *tf_page_get_pane  (TfPage     *self);
void        tf_page_changed   (TfPage     *self);
void        tf_page_follow    (TfPage     *self,
                               TfSession  *session,
                               GFunc       update);
void        tf_page_show_pane (TfPage     *self);

/* What the window knows about a page before it is made. */
typedef struct
{
  const char *prefix;     /* first part of its places */
  const char *title;
  const char *icon;       /* in the sidebar; NULL: not listed there by itself */
  const char *family;     /* number of the point it stands below in the sidebar; NULL: none */
  gboolean    free;       /* shown without a product */
  GtkWidget *(* create) (TfSession *session);
} TfPageEntry;

const TfPageEntry *tf_page_list   (guint       *n_entries);
const TfPageEntry *tf_page_lookup (const char  *place,
                                   const char **rest);

G_END_DECLS
