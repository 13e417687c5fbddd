/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

/* Is given every XML part whose name begins with the wanted prefix. */
typedef void (*TfReadPartFunc) (const char        *name,
                                xmlTextReader     *reader,
                                gpointer           user_data);

guint  tf_read_package_each  (const char      *prefix,
                              TfReadPartFunc   func,
                              gpointer         user_data);

G_END_DECLS
