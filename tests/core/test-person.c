/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-person.h"

typedef struct
{
  const char *name;    /* of the record */
  const char *email;
  const char *given;
  gboolean    same;
} NameCase;

static const NameCase name_cases[] = {
  { "Ada Roth", "", "Ada Roth", TRUE },
  { "Ada Roth", "", "ada ROTH", TRUE },
  { "Ada Roth", "", "  Ada \t Roth ", TRUE },
  { "Ada Roth", "", "Ada\xc2\xa0Roth", TRUE },
  { "  Ada  Roth", "", "Ada Roth", TRUE },
  { "J\xc3\xbcrgen Gro\xc3\x9f", "", "Ju\xcc\x88rgen GROSS", TRUE },
  { "Ada Roth", "", "Ada Roth <ada@example.org>", TRUE },
  { "Ada Roth", "", "Ada Roth <>", TRUE },
  { "Ada Roth <ada@example.org>", "", "Ada Roth", TRUE },
  { "Ada Roth <ada@example.org>", "", "ADA@example.org", TRUE },
  { "Ada Roth", "ada@example.org", "A. Roth <Ada@Example.org>", TRUE },
  { "Ada Roth", "ada@example.org", "ada@example.org", TRUE },
  { "Ada Roth", "ada@example.org", "< ada@example.org >", TRUE },
  { "Ada Roth", "", "Ada Rothe", FALSE },
  { "Ada Roth", "", "AdaRoth", FALSE },
  { "Ada Roth", "", "Roth", FALSE },
  { "Ada Roth", "", "", FALSE },
  { "Ada Roth", "", "<>", FALSE },
  { "Ada Roth", "", "ada@example.org", FALSE },
  { "Ada Roth", "ada@example.org", "bea@example.org", FALSE },
  { "Ada Roth", "ada@example.org", "A. Roth", FALSE },
  { "Ada Roth", "", "Ada Roth\xff", FALSE },
};

static void
test_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (name_cases); i++)
    {
      const NameCase *c = &name_cases[i];
      g_autoptr(TfRecord) person = tf_record_new (tf_kind_lookup ("person"), "p", "", "");

      g_test_message ("%s, %s: %s", c->name, c->email, c->given);
      tf_record_set (person, "name", c->name);
      tf_record_set (person, "email", c->email);
      g_assert_true (tf_person_is_called (person, c->given) == c->same);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/person/names", test_names);

  return g_test_run ();
}
