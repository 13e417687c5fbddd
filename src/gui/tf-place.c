/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-place.h"

#include <string.h>

static TfRecord *
dup_above (TfSession  *session,
           TfRecord   *record,
           const char *kind)
{
  g_autoptr(TfRecord) above = g_object_ref (record);

  while (above != NULL && !tf_record_is (above, kind))
    {
      TfRecord *next = NULL;

      if (*tf_record_get_parent (above) != '\0')
        next = tf_store_get (tf_session_get_store (session), tf_record_get_parent (above), NULL);
      g_set_object (&above, next);
      g_clear_object (&next);
    }

  return g_steal_pointer (&above);
}

static char *dup_local (TfSession  *session,
                        TfRecord   *record,
                        const char *field);

/* The point that a record answers or belongs to, or the record it belongs to, shows it. */
static char *
dup_with_owner (TfSession *session,
                TfRecord  *record)
{
  const TfKind *kind = tf_record_get_kind (record);
  const char *owner = kind->of != NULL
                        ? tf_record_get (record, kind->of->id) : tf_record_get_key (record);
  const TfLawEntry *entry = tf_law_lookup (tf_session_get_law (session), owner);
  g_autoptr(TfRecord) above = NULL;

  if (entry != NULL)
    return tf_place_dup_for_entry (entry);

  if (kind->of != NULL && *owner != '\0' && strcmp (owner, tf_record_get_id (record)) != 0)
    above = tf_store_get (tf_session_get_store (session), owner, NULL);
  return above != NULL && tf_record_get_kind (above)->of == NULL
           ? dup_local (session, above, "") : NULL;
}

/* "evidence/<id>" shows an item, and its revisions with it. */
static char *
dup_on_page (TfRecord   *record,
             const char *field)
{
  const TfKind *kind = tf_record_get_kind (record);
  gboolean with_parent = kind->parent != NULL && strcmp (kind->place, kind->parent->place) == 0;

  if (strcmp (kind->place, "overview") == 0)
    return *field != '\0'
             ? g_strdup_printf ("overview/%s.%s", kind->id, field) : g_strdup ("overview");

  return g_strdup_printf ("%s/%s", kind->place,
                          with_parent ? tf_record_get_parent (record) : tf_record_get_id (record));
}

static char *
dup_local (TfSession  *session,
           TfRecord   *record,
           const char *field)
{
  const TfKind *kind = tf_record_get_kind (record);
  char *place = NULL;

  if (*kind->place != '\0')
    return dup_on_page (record, field);

  if (kind->keyed || kind->of != NULL)
    place = dup_with_owner (session, record);
  if (place != NULL)
    return place;

  return *field != '\0'
           ? g_strdup_printf ("records/%s/%s/%s", kind->id, tf_record_get_id (record), field)
                        : g_strdup_printf ("records/%s/%s", kind->id, tf_record_get_id (record));
}

/* What stands in another release, or in another product, is reached through it. */
static char *
dup_prefix (TfSession *session,
            TfRecord  *record)
{
  g_autoptr(TfRecord) release = dup_above (session, record, "release");
  g_autoptr(TfRecord) product = NULL;

  if (release != NULL)
    return release == tf_session_get_release (session)
             ? g_strdup ("")
             : g_strdup_printf ("release/%s/", tf_record_get_id (release));

  product = dup_above (session, record, "product");
  if (product == NULL || product == tf_session_get_product (session))
    return g_strdup ("");

  return g_strdup_printf ("product/%s/", tf_record_get_id (product));
}

/**
 * tf_place_dup_for_record:
 * @session: a session
 * @record: a record
 * @field: the field to go to, or ""
 *
 * Returns: (transfer full): the place where the window shows the record
 */
char *
tf_place_dup_for_record (TfSession  *session,
                         TfRecord   *record,
                         const char *field)
{
  g_autofree char *prefix = NULL;
  g_autofree char *local = NULL;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (TF_IS_RECORD (record), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  prefix = dup_prefix (session, record);
  local = dup_local (session, record, field);
  return g_strconcat (prefix, local, NULL);
}

/**
 * tf_place_dup_for_entry:
 * @entry: a point of the law
 *
 * Returns: (transfer full): the place where the window shows the point
 */
char *
tf_place_dup_for_entry (const TfLawEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  switch (entry->kind)
    {
    case TF_LAW_FAMILY:
      return g_strdup_printf ("family/%s", entry->number);
    case TF_LAW_SLOT:
    case TF_LAW_ELEMENT:
      return g_strdup_printf ("point/%s", entry->id);
    case TF_LAW_REQUIREMENT:
    case TF_LAW_LIMB:
      return g_strdup_printf ("matrix/%s", entry->id);
    case TF_LAW_MEASURE:
    case TF_LAW_PROOF:
      return g_strdup_printf ("matrix/%s", entry->parent->id);
    default:
      return entry->point != NULL ? g_strdup_printf ("point/%s", entry->point->id)
                                  : g_strdup ("overview");
    }
}

/**
 * tf_place_dup_for_finding:
 * @session: a session
 * @finding: a finding about the release that is shown
 *
 * Returns: (transfer full): the place where it can be put right
 */
char *
tf_place_dup_for_finding (TfSession       *session,
                          const TfFinding *finding)
{
  g_autoptr(TfRecord) record = NULL;
  const TfLawEntry *entry = NULL;

  g_return_val_if_fail (TF_IS_SESSION (session), NULL);
  g_return_val_if_fail (finding != NULL, NULL);

  if (*finding->record != '\0')
    record = tf_store_get (tf_session_get_store (session), finding->record, NULL);
  if (record != NULL)
    return tf_place_dup_for_record (session, record, finding->field);

  if (*finding->subject != '\0')
    entry = tf_law_lookup (tf_session_get_law (session), finding->subject);
  if (entry != NULL)
    return tf_place_dup_for_entry (entry);

  return *finding->kind != '\0' && *finding->field != '\0'
           ? g_strdup_printf ("overview/%s.%s", finding->kind, finding->field)
           : g_strdup ("overview");
}
