/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-text-area.h"
#include "tf-text-editor-private.h"
#include "tf-text-editor.h"
#include "tf-text-grid.h"

G_BEGIN_DECLS

#define OBJECT "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define TEXT(blocks) "<text xmlns=\"" TF_TEXT_NAMESPACE "\">\n" blocks "</text>\n"
#define EMPTY "<text xmlns=\"" TF_TEXT_NAMESPACE "\"/>\n"
#define TABLE(rows) "<table header-row=\"yes\" header-column=\"no\">\n" rows "</table>\n"

#define ONE_TABLE \
  TEXT ("<p>a</p>\n" TABLE ("<row><cell>x</cell><cell>y</cell></row>\n") "<p>b</p>\n")

/* Where pictures are kept in the tests. */

#define TEST_TYPE_HOST (test_host_get_type ())
G_DECLARE_FINAL_TYPE (TestHost, test_host, TEST, HOST, GObject)

struct _TestHost
{
  GObject parent_instance;

  char   *media_type;  /* of what was kept last */
};

/* One editor in a window. */

typedef struct
{
  GtkWidget    *window;
  TfTextEditor *editor;
  TestHost     *host;
  guint         n_changed;
  guint         n_notices;
  char         *link;
} TextFixture;

typedef void (*TextTest) (TextFixture   *fixture,
                          gconstpointer  data);

void           text_fixture_add             (const char      *group,
                                             const char      *label,
                                             gconstpointer    data,
                                             TextTest         test);

/* Runs the main loop until a frame or two were drawn, or until something was told. */
void           text_fixture_settle          (void);
void           text_fixture_wait_for_change (TextFixture     *self,
                                             guint            n_changed);

void           text_fixture_show_xml        (TextFixture     *self,
                                             const char      *xml);
void           text_fixture_assert_xml      (TextFixture     *self,
                                             const char      *expected);
GtkWidget     *text_fixture_get_piece       (TextFixture     *self,
                                             guint            index);
GtkTextBuffer *text_fixture_get_buffer      (TextFixture     *self);
void           text_fixture_put_caret       (TextFixture     *self,
                                             guint            piece,
                                             int              cell,
                                             guint            line,
                                             guint            offset);
void           text_fixture_select_chars    (TextFixture     *self,
                                             int              from,
                                             int              to);
void           text_fixture_type            (TextFixture     *self,
                                             const char      *text);
gboolean       text_fixture_press           (GtkWidget       *widget,
                                             guint            key,
                                             guint            code,
                                             GdkModifierType  state);
void           text_fixture_act             (TextFixture     *self,
                                             const char      *action);

G_END_DECLS
