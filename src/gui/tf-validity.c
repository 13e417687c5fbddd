/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-validity.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* How long before its end a document is spoken of, in days. */
#define SOON 60

/**
 * tf_validity_of:
 * @revision: a revision of evidence
 * @today: the day that counts
 *
 * Returns: whether the document can still be relied on
 */
TfValidity
tf_validity_of (TfRecord    *revision,
                const GDate *today)
{
  GDate date;

  g_return_val_if_fail (TF_IS_RECORD (revision), TF_VALIDITY_GOOD);

  if (tf_record_get_date (revision, "valid-until", &date) && g_date_compare (&date, today) < 0)
    return TF_VALIDITY_EXPIRED;
  if (tf_record_get_date (revision, "next-review", &date) && g_date_compare (&date, today) <= 0)
    return TF_VALIDITY_REVIEW_DUE;
  if (tf_record_get_date (revision, "valid-until", &date) &&
      g_date_days_between (today, &date) <= SOON)
    return TF_VALIDITY_ENDS_SOON;

  return TF_VALIDITY_GOOD;
}

/**
 * tf_date_dup_label:
 * @date: a day as records keep it, 2027-12-11
 *
 * Returns: (transfer full): the day as people read it; what was given where it is no day
 */
char *
tf_date_dup_label (const char *date)
{
  GDate day;
  int y;
  int m;
  int d;
  char text[64];

  g_return_val_if_fail (date != NULL, NULL);

  if (sscanf (date, "%4d-%2d-%2d", &y, &m, &d) != 3 || !g_date_valid_dmy (d, m, y))
    return g_strdup (date);

  g_date_set_dmy (&day, d, m, y);
  /* Translators: how a day is written, see strftime(3): 11 Dec 2027 */
  if (g_date_strftime (text, sizeof text, _("%-d %b %Y"), &day) == 0)
    return g_strdup (date);

  return g_strdup (text);
}

/**
 * tf_validity_dup_label:
 * @revision: a revision of evidence
 * @today: the day that counts
 *
 * Returns: (transfer full): what its dates mean today, in words, or "" where they mean nothing
 */
char *
tf_validity_dup_label (TfRecord    *revision,
                       const GDate *today)
{
  g_autofree char *until = tf_date_dup_label (tf_record_get (revision, "valid-until"));
  g_autofree char *review = tf_date_dup_label (tf_record_get (revision, "next-review"));

  switch (tf_validity_of (revision, today))
    {
    case TF_VALIDITY_EXPIRED:
      /* Translators: a day */
      return g_strdup_printf (_("Expired %s"), until);
    case TF_VALIDITY_REVIEW_DUE:
      /* Translators: a day */
      return g_strdup_printf (_("Review due %s"), review);
    default:
      /* Translators: a day */
      return *until != '\0' ? g_strdup_printf (_("Valid until %s"), until) : g_strdup ("");
    }
}

/**
 * tf_validity_get_icon:
 * @validity: whether a document can be relied on
 *
 * Returns: (nullable): name of the icon that stands for it; `NULL` for good
 */
const char *
tf_validity_get_icon (TfValidity validity)
{
  switch (validity)
    {
    case TF_VALIDITY_EXPIRED:
      return "techfile-severity-blocks-symbolic";
    case TF_VALIDITY_REVIEW_DUE:
    case TF_VALIDITY_ENDS_SOON:
      return "techfile-severity-should-symbolic";
    default:
      return NULL;
    }
}
