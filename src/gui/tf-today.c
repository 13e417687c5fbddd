/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-today.h"

#include <glib/gi18n-lib.h>

/**
 * tf_today:
 * @today: (out caller-allocates): the day that it is where the person is
 *
 * The one place where the window asks what day it is; rules are told.
 */
void
tf_today (GDate *today)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  g_return_if_fail (today != NULL);

  g_date_clear (today, 1);
  g_date_set_dmy (today, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
}

/**
 * tf_dup_local_time:
 * @time: a time as records keep it, such as 2027-12-11T10:14:00Z
 *
 * Returns: (transfer full): the same as a person reads it, where the person is
 */
char *
tf_dup_local_time (const char *time)
{
  g_autoptr(GDateTime) utc = NULL;
  g_autoptr(GDateTime) local = NULL;

  g_return_val_if_fail (time != NULL, NULL);

  utc = g_date_time_new_from_iso8601 (time, NULL);
  if (utc == NULL)
    return g_strdup (time);

  local = g_date_time_to_local (utc);
  /* Translators: a day and a time, for g_date_time_format(): 11 Dec 2027, 14:05 */
  return g_date_time_format (local, _("%-d %b %Y, %H:%M"));
}
