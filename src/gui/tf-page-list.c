/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-page.h"

#include "tf-check-page.h"
#include "tf-evidence-page.h"
#include "tf-export-page.h"
#include "tf-family-page.h"
#include "tf-history-page.h"
#include "tf-issues-page.h"
#include "tf-matrix-page.h"
#include "tf-overview-page.h"
#include "tf-plan-page.h"
#include "tf-point-page.h"
#include "tf-records-page.h"
#include "tf-search-page.h"
#include "tf-verify-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every page of the window, in the order of the sidebar. A new page is one line here. The
 * requirements are proved where risks are assessed, and stand below that point. */
static const TfPageEntry pages[] = {
  { "overview", N_("Overview"), "techfile-overview-symbolic", NULL, FALSE, tf_overview_page_new },
  { "family", N_("Points of the Documentation"), NULL, NULL, FALSE, tf_family_page_new },
  { "point", N_("Point of the Documentation"), NULL, NULL, FALSE, tf_point_page_new },
  { "matrix", N_("Essential Requirements"), "techfile-matrix-symbolic", "3", FALSE,
    tf_matrix_page_new },
  { "evidence", N_("Evidence"), "techfile-evidence-symbolic", NULL, FALSE, tf_evidence_page_new },
  { "records", N_("Records"), NULL, NULL, FALSE, tf_records_page_new },
  { "plan", N_("Action Plan"), "techfile-plan-symbolic", NULL, FALSE, tf_plan_page_new },
  { "check", N_("Check"), "techfile-check-symbolic", NULL, FALSE, tf_check_page_new },
  { "issues", N_("Issues"), "techfile-issue-symbolic", NULL, FALSE, tf_issues_page_new },
  { "export", N_("Export and Sign"), "document-save-symbolic", NULL, FALSE, tf_export_page_new },
  { "history", N_("History"), "techfile-history-symbolic", NULL, FALSE, tf_history_page_new },
  { "search", N_("Search"), "system-search-symbolic", NULL, FALSE, tf_search_page_new },
  { "verify", N_("Verify"), NULL, NULL, TRUE, tf_verify_page_new },
};

/**
 * tf_page_list:
 * @n_entries: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_entries): every page that the window can show
 */
const TfPageEntry *
tf_page_list (guint *n_entries)
{
  *n_entries = G_N_ELEMENTS (pages);
  return pages;
}

/**
 * tf_page_lookup:
 * @place: a place, such as "point/2b"
 * @rest: (out) (transfer none): what comes after the name of the page
 *
 * Returns: (nullable): the page that shows the place, or `NULL`
 */
const TfPageEntry *
tf_page_lookup (const char  *place,
                const char **rest)
{
  gsize length = strcspn (place, "/");

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (strlen (pages[i].prefix) == length && strncmp (pages[i].prefix, place, length) == 0)
      {
        *rest = place[length] == '/' ? place + length + 1 : place + length;
        return &pages[i];
      }

  return NULL;
}
