/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-law.h"
#include "tf-record.h"

#include <string.h>

static void
test_description (void)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin ("en");
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  g_assert_cmpuint (n_kinds, >=, 13);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_assert_true (tf_kind_lookup (kinds[i]->id) == kinds[i]);
      g_assert_cmpstr (kinds[i]->label, !=, "");
      g_assert_cmpstr (kinds[i]->plural, !=, "");
      for (guint j = 0; j < kinds[i]->n_fields; j++)
        {
          const TfField *field = &kinds[i]->fields[j];

          g_test_message ("%s.%s", kinds[i]->id, field->id);
          g_assert_true (tf_kind_lookup_field (kinds[i], field->id) == field);
          g_assert_cmpstr (field->label, !=, "");
          if (field->type == TF_FIELD_REFERENCE)
            g_assert_nonnull (tf_kind_lookup (field->to));
          if (field->type == TF_FIELD_CHOICE)
            g_assert_cmpuint (field->n_choices, >=, 2);
          if (*field->law != '\0')
            g_assert_nonnull (tf_law_lookup (law, field->law));
        }
    }
}

/* What a new release takes over is to be confirmed: the record, the point that it answers or what
 * it belongs to has a state that says so. */
static void
test_inheritance (void)
{
  const TfKind *release = tf_kind_lookup ("release");
  guint n_kinds;
  const TfKind *const *kinds = tf_kind_list (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_test_message ("%s", kinds[i]->id);
      if (kinds[i]->inherit && tf_kind_is_below (kinds[i], release))
        g_assert_true (tf_kind_uses (kinds[i], "state") || kinds[i]->of != NULL);
      if (!kinds[i]->undo)
        g_assert_false (kinds[i]->inherit);
      for (guint j = 0; j < kinds[i]->n_fields; j++)
        g_assert_true (tf_field_check (&kinds[i]->fields[j], kinds[i]->fields[j].initial, NULL));
    }
}

static void
test_conditions_have_fields (void)
{
  g_autoptr(TfLaw) law = tf_law_new_builtin ("en");
  GPtrArray *conditions = tf_law_list_conditions (law);
  guint n_answered = 0;

  for (guint i = 0; i < conditions->len; i++)
    {
      const TfLawCondition *condition = g_ptr_array_index (conditions, i);
      const TfKind *kind = tf_kind_lookup (condition->kind);
      const TfField *field = kind != NULL ? tf_kind_lookup_field (kind, condition->field) : NULL;

      if (field == NULL)
        continue;
      g_assert_true (tf_field_check (field, condition->value, NULL));
      n_answered++;
    }

  g_assert_cmpuint (n_answered, >=, 2);
}

static void
test_places (void)
{
  const TfKind *revision = tf_kind_lookup ("revision");

  g_assert_true (tf_kind_is_below (revision, tf_kind_lookup ("evidence")));
  g_assert_true (tf_kind_is_below (revision, tf_kind_lookup ("product")));
  g_assert_false (tf_kind_is_below (revision, tf_kind_lookup ("release")));
  g_assert_false (tf_kind_is_below (tf_kind_lookup ("product"), revision));
  g_assert_null (tf_kind_lookup ("nonsense"));
  g_assert_null (tf_kind_lookup_field (revision, "nonsense"));
}

typedef struct
{
  const char *kind;
  const char *field;
  const char *value;
  gboolean    fits;
} ValueCase;

static const ValueCase value_cases[] = {
  { "slot", "due", "2028-02-29", TRUE },
  { "slot", "due", "2027-02-29", FALSE },
  { "slot", "due", "2027-2-9", FALSE },
  { "slot", "due", "2027-00-10", FALSE },
  { "slot", "due", "0000-01-10", FALSE },
  { "slot", "due", "2027-01-10x", FALSE },
  { "slot", "due", "", TRUE },
  { "slot", "applicable", "yes", TRUE },
  { "slot", "applicable", "no", TRUE },
  { "slot", "applicable", "true", FALSE },
  { "slot", "state", "ready", TRUE },
  { "slot", "state", "Ready", FALSE },
  { "slot", "reason", "two\nlines\tand a tab", TRUE },
  { "slot", "reason", "a \x01 control", FALSE },
  { "slot", "reason", "\xff", FALSE },
  { "slot", "text", "<text xmlns=\"https://techfile.github.io/ns/text/1\"><p>a</p></text>", TRUE },
  { "slot", "text", "plain", FALSE },
  { "product", "name", "Καμερα „é“", TRUE },
  { "product", "name", "two\nlines", FALSE },
  { "revision", "number", "12", TRUE },
  { "revision", "number", "-1", FALSE },
  { "revision", "number", "1.5", FALSE },
  { "revision", "number", "1234567890123456789", FALSE },
  { "revision", "sha256", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", TRUE },
  { "revision", "sha256", "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824", FALSE },
  { "revision", "sha256", "2cf24d", FALSE },
  { "issue", "at", "2027-12-11T10:14:00Z", TRUE },
  { "issue", "at", "2027-12-11T25:14:00Z", FALSE },
  { "issue", "at", "2027-12-11T10:14:00", FALSE },
  { "issue", "at", "2027-12-11 10:14:00Z", FALSE },
};

static void
test_value (gconstpointer data)
{
  const ValueCase *c = data;
  const TfField *field = tf_kind_lookup_field (tf_kind_lookup (c->kind), c->field);
  g_autoptr(GError) error = NULL;
  gboolean fits = tf_field_check (field, c->value, &error);

  g_assert_cmpint (fits, ==, c->fits);
  g_assert_cmpint (error == NULL, ==, c->fits);
  if (error != NULL)
    g_assert_nonnull (strstr (error->message, field->label));
}

static void
test_names (void)
{
  const TfField *state = tf_kind_lookup_field (tf_kind_lookup ("slot"), "state");

  g_assert_cmpstr (tf_field_get_choice_label (state, "to-confirm"), ==, "To Be Confirmed");
  g_assert_null (tf_field_get_choice_label (state, "nonsense"));
  g_assert_cmpstr (tf_field_type_to_string (TF_FIELD_OBJECT), ==, "object");
}

static void
note_cb (TfRecord   *record,
         const char *field,
         gpointer    user_data)
{
  g_string_append_printf (user_data, "[%s]", field);
}

static void
test_record (void)
{
  g_autoptr(TfRecord) record = tf_record_new (tf_kind_lookup ("slot"), "id-1", "id-0", "2b.sbom");
  g_autoptr(TfRecord) copy = NULL;
  g_autoptr(GString) heard = g_string_new (NULL);
  g_autofree char *json = NULL;
  g_autoptr(GError) error = NULL;
  GDate date;

  g_assert_true (tf_record_is (record, "slot"));
  g_assert_cmpstr (tf_record_get_id (record), ==, "id-1");
  g_assert_cmpstr (tf_record_get_parent (record), ==, "id-0");
  g_assert_cmpstr (tf_record_get_key (record), ==, "2b.sbom");
  g_assert_cmpstr (tf_record_get_title (record), ==, "2b.sbom");
  g_assert_cmpstr (tf_record_get (record, "reason"), ==, "");
  g_assert_false (tf_record_get_date (record, "due", &date));

  g_signal_connect (record, "changed", G_CALLBACK (note_cb), heard);
  tf_record_set (record, "due", "2028-02-29");
  g_assert_cmpstr (heard->str, ==, "");
  tf_record_emit_changed (record, "due");
  tf_record_emit_changed (record, "");
  g_assert_cmpstr (heard->str, ==, "[due][]");
  g_assert_true (tf_record_get_date (record, "due", &date));
  g_assert_cmpint (g_date_get_day (&date), ==, 29);
  tf_record_set (record, "due", "2027-02-29");
  g_assert_false (tf_record_get_date (record, "due", &date));
  g_assert_cmpint (g_date_get_year (&date), ==, 2028);
  tf_record_set (record, "due", "2028-02-29");

  json = tf_record_dup_json (record);
  g_assert_cmpstr (json, ==, "{\"due\":\"2028-02-29\"}");
  copy = tf_record_copy (record);
  g_assert_true (tf_record_read_json (record, "{\"reason\":\"x\"}", &error));
  g_assert_cmpstr (tf_record_get (record, "due"), ==, "");
  g_assert_cmpstr (tf_record_get (copy, "due"), ==, "2028-02-29");
}

static void
test_record_numbers (void)
{
  g_autoptr(TfRecord) record = tf_record_new (tf_kind_lookup ("revision"), "id-1", "id-0", "");
  g_auto(GStrv) none = tf_record_dup_lines (record, "versions");
  g_auto(GStrv) two = NULL;

  g_assert_cmpint (tf_record_get_integer (record, "size"), ==, -1);
  tf_record_set (record, "size", "5000000000");
  g_assert_cmpint (tf_record_get_integer (record, "size"), ==, 5000000000);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  tf_record_set (record, "versions", "1.0\n1.1");
  two = tf_record_dup_lines (record, "versions");
  g_assert_cmpuint (g_strv_length (two), ==, 2);

  tf_record_set_removed (record, TRUE);
  g_assert_true (tf_record_is_removed (record));
}

static void
test_record_bad_json (void)
{
  static const char *const bad[] = { "", "[]", "{", "{\"colour\":\"red\"}", "{\"reason\":5}", "\"x\"" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(TfRecord) record = tf_record_new (tf_kind_lookup ("slot"), "id-1", "", "");
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (tf_record_read_json (record, bad[i], &error));
      g_assert_nonnull (error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kind/description", test_description);
  g_test_add_func ("/kind/inheritance", test_inheritance);
  g_test_add_func ("/kind/conditions-have-fields", test_conditions_have_fields);
  g_test_add_func ("/kind/places", test_places);
  g_test_add_func ("/kind/names", test_names);
  for (gsize i = 0; i < G_N_ELEMENTS (value_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/kind/value/%s.%s/%zu", value_cases[i].kind,
                                               value_cases[i].field, i);

      g_test_add_data_func (path, &value_cases[i], test_value);
    }
  g_test_add_func ("/record/values", test_record);
  g_test_add_func ("/record/numbers", test_record_numbers);
  g_test_add_func ("/record/bad-json", test_record_bad_json);

  return g_test_run ();
}
