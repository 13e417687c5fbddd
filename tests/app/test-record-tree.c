/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-fixture.h"
#include "tf-record-tree.h"
#include "tf-text.h"
#include "tf-workspace.h"

#include <string.h>
#include <unistd.h>

#define OPEN "<template xmlns='" TF_RECORD_TREE_NAMESPACE "' id='t' lang='en' version='1'>\n" \
             "<title>T</title><summary>S</summary><hint/>\n"
#define TREE(body)   OPEN body "\n</template>"
#define PRODUCT(body) TREE ("<record kind='product'><field id='name'>P</field>\n" body "\n</record>")
#define RELEASE(body) PRODUCT ("<record kind='release'><field id='version'>1</field>\n" body "\n</record>")
#define TEXT(body)   RELEASE ("<record kind='slot' key='1a.purpose'><field id='text'>\n" \
                              "<text xmlns='" TF_TEXT_NAMESPACE "'>" body "</text></field></record>")
#define EVIDENCE(body) PRODUCT ("<record kind='evidence'><field id='number'>E-1</field>" \
                                "<field id='title'>T</field>\n" body "\n</record>")
#define REVISION(attributes, body) EVIDENCE ("<record kind='revision' " attributes ">" \
                                             "<field id='number'>1</field>" body "</record>")

static void
write_file (StoreFixture *fixture,
            const char   *name,
            const char   *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static TfRecordTree *
load (StoreFixture  *fixture,
      const char    *xml,
      GError       **error)
{
  g_autofree char *path = g_build_filename (fixture->folder, "tree.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  write_file (fixture, "tree.xml", xml);
  return tf_record_tree_load (file, NULL, error);
}

typedef struct
{
  const char *label;
  const char *xml;
  int         line;
  const char *message;  /* a part of it */
} DamageCase;

static const DamageCase damage_cases[] = {
  { "empty", "", 1, "damaged" },
  { "not-xml", "hello", 1, "damaged" },
  { "cut-off", OPEN "<record kind='product'>", 3, "damaged" },
  { "doctype", "<!DOCTYPE template [<!ENTITY a 'b'>]>\n" TREE (""), 1, "document type" },
  { "other-root", "<records xmlns='" TF_RECORD_TREE_NAMESPACE "'/>", 1, "“records” is not allowed" },
  { "no-namespace", "<template id='t' lang='en' version='1'/>", 1, "“template” is not allowed" },
  { "no-id", "<template xmlns='" TF_RECORD_TREE_NAMESPACE "' lang='en' version='1'/>", 1, "needed" },
  { "no-hint", "<template xmlns='" TF_RECORD_TREE_NAMESPACE "' id='t' lang='en' version='1'>\n"
    "<title>T</title><summary>S</summary></template>", 1, "“hint” is missing" },
  { "attribute-of-root", "<template xmlns='" TF_RECORD_TREE_NAMESPACE "' id='t' lang='en' version='1'"
    " more='x'/>", 1, "no attribute “more”" },
  { "stray-text", TREE ("words"), 3, "only elements" },
  { "other-element", TREE ("<field id='x'/>"), 3, "“field” is not allowed" },
  { "unknown-kind", TREE ("<record kind='widget'/>"), 3, "no kind of record “widget”" },
  { "wrong-place", TREE ("<record kind='release'/>"), 3, "inside one of kind “product”" },
  { "not-at-top", PRODUCT ("<record kind='person'/>"), 4, "at the top" },
  { "made-once", RELEASE ("<record kind='approval'/>"), 5, "made once" },
  { "attribute", TREE ("<record kind='product' id='x'/>"), 3, "no attribute “id”" },
  { "unknown-field", PRODUCT ("<field id='colour'>red</field>"), 4, "no field “colour”" },
  { "field-twice", PRODUCT ("<field id='name'>Q</field>"), 4, "given twice" },
  { "field-after-record", PRODUCT ("<record kind='release'><field id='version'>1</field></record>\n"
    "<field id='type'>x</field>"), 5, "“field” is not allowed" },
  { "two-lines", PRODUCT ("<field id='type'>a\nb</field>"), 4, "Type" },
  { "wrong-choice", RELEASE ("<field id='language'>xx</field>"), 5, "Language" },
  { "wrong-boolean", RELEASE ("<field id='hardware'>maybe</field>"), 5, "Hardware" },
  { "markup-in-line", PRODUCT ("<field id='type'><b>x</b></field>"), 4, "“b” is not allowed" },
  { "text-outside", TEXT ("loose"), 6, "outside" },
  { "text-unknown", TEXT ("<p><u>x</u></p>"), 6, "“u”" },
  { "text-script", TEXT ("<p><a href='javascript:x'>x</a></p>"), 6, "address" },
  { "text-twice", RELEASE ("<record kind='slot' key='1a.purpose'><field id='text'>"
    "<text xmlns='" TF_TEXT_NAMESPACE "'/>\n<text xmlns='" TF_TEXT_NAMESPACE "'/></field></record>"), 6,
    "“text” is not allowed" },
  { "picture-by-hash", TEXT ("<image width='50' object='"
    "0000000000000000000000000000000000000000000000000000000000000000'/>"), 6, "#file:" },
  { "picture-outside", TEXT ("<image width='50' object='#file:../x.png'/>"), 6, "“../x.png”" },
  { "reference-unknown", PRODUCT ("<field id='responsible'>#nobody</field>"), 4, "further up" },
  { "reference-by-id", PRODUCT ("<field id='responsible'>0e5a1200</field>"), 4, "further up" },
  { "reference-to-other-kind", TREE ("<record kind='organisation' name='o'><field id='name'>O</field>"
    "</record>\n<record kind='product'><field id='responsible'>#o</field></record>"), 4, "“person”" },
  { "name-twice", TREE ("<record kind='person' name='a'/>\n<record kind='person' name='a'/>"), 4,
    "bear the name" },
  { "key-twice", RELEASE ("<record kind='slot' key='1b'/>\n<record kind='slot' key='1b'/>"), 6,
    "two records" },
  { "key-not-keyed", TREE ("<record kind='product' key='x'/>"), 3, "no key" },
  { "key-with-space", RELEASE ("<record kind='slot' key='a b'/>"), 5, "not a key" },
  { "file-missing", EVIDENCE ("<record kind='revision'/>"), 5, "needs a “file”" },
  { "file-not-taken", TREE ("<record kind='product' file='x'/>"), 3, "takes no “file”" },
  { "file-absolute", REVISION ("file='/etc/passwd'", ""), 5, "/etc/passwd" },
  { "file-upwards", REVISION ("file='a/../../x'", ""), 5, "a/../../x" },
  { "file-backslash", REVISION ("file='a\\b'", ""), 5, "a\\b" },
  { "hash-given", REVISION ("file='x'", "<field id='sha256'>"
    "0000000000000000000000000000000000000000000000000000000000000000</field>"), 5, "taken from a file" },
  { "size-given", REVISION ("file='x'", "<field id='size'>1</field>"), 5, "taken from a file" },
};

static void
test_damaged (StoreFixture  *fixture,
              gconstpointer  data)
{
  const DamageCase *test = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecordTree) tree = load (fixture, test->xml, &error);
  g_autofree char *place = g_strdup_printf ("tree.xml, line %d: ", test->line);

  g_assert_null (tree);
  g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID);
  if (strstr (error->message, place) == NULL || strstr (error->message, test->message) == NULL)
    g_error ("“%s” is not about line %d, “%s”", error->message, test->line, test->message);
}

static void
test_missing (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nothing.xml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecordTree) tree = tf_record_tree_load (file, NULL, &error);

  g_assert_null (tree);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "nothing.xml"));
}

static const char whole[] =
  OPEN
  "<record kind='organisation' name='maker'><field id='name'>Müller &amp; Söhne</field>"
  "<field id='address'>1 Road\n  Town</field></record>\n"
  "<!-- a comment --><record kind='product'><field id='name'>P</field>"
  "<field id='manufacturer'>#maker</field>"
  "<record kind='evidence' name='e'><field id='number'>E-1</field><field id='title'>T</field>"
  "<record kind='revision' name='r' file='files/a b.txt'><field id='number'>1</field></record>"
  "</record>"
  "<record kind='release'><field id='version'>1</field>"
  "<record kind='slot' key='1a.purpose'><field id='text'>\n"
  "<x:text xmlns:x='" TF_TEXT_NAMESPACE "'><x:p>two\n      <x:b>words</x:b></x:p>"
  "<x:image object='#file:files/p.png' alt='A' width='50'/></x:text></field></record>"
  "<record kind='slot' key='1b.versions'><field id='text'>plain</field></record>"
  "<record kind='link'><field id='subject'>1a.purpose</field><field id='evidence'>#e</field>"
  "<field id='revision'>#r</field></record>"
  "</record></record></template>";

static TfRecord *
find (GPtrArray  *records,
      const char *kind,
      const char *key)
{
  for (guint i = 0; i < records->len; i++)
    if (tf_record_is (records->pdata[i], kind) &&
        g_str_equal (tf_record_get_key (records->pdata[i]), key))
      return records->pdata[i];

  g_assert_not_reached ();
}

static void
check_whole (StoreFixture *fixture,
             GPtrArray    *records)
{
  TfRecord *revision = find (records, "revision", "");
  g_autofree char *picture = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "picture", -1);
  g_autofree char *object = tf_store_dup_object_path (fixture->store, picture);
  TfRecord *slot = find (records, "slot", "1a.purpose");

  g_assert_cmpuint (records->len, ==, 8);
  g_assert_cmpstr (tf_record_get (find (records, "organisation", ""), "address"), ==, "1 Road\n  Town");
  g_assert_cmpstr (tf_record_get (find (records, "product", ""), "manufacturer"), ==,
                   tf_record_get_id (find (records, "organisation", "")));
  g_assert_cmpstr (tf_record_get (revision, "file-name"), ==, "a b.txt");
  g_assert_cmpint (tf_record_get_integer (revision, "size"), ==, 5);
  g_assert_cmpstr (tf_record_get (revision, "media-type"), ==, "text/plain");
  g_assert_cmpstr (tf_record_get (find (records, "link", ""), "revision"), ==,
                   tf_record_get_id (revision));
  g_assert_nonnull (strstr (tf_record_get (slot, "text"), "<p>two <b>words</b></p>"));
  g_assert_nonnull (strstr (tf_record_get (slot, "text"), picture));
  g_assert_true (g_file_test (object, G_FILE_TEST_IS_REGULAR));
  g_assert_nonnull (strstr (tf_record_get (find (records, "slot", "1b.versions"), "text"), "<p>plain</p>"));
}

static void
note_progress (double      fraction,
               const char *message,
               gpointer    user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static void
test_whole (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecordTree) tree = load (fixture, whole, &error);
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GPtrArray) problems = NULL;
  double progress = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (tf_record_tree_get_id (tree), ==, "t");
  g_assert_cmpstr (tf_record_tree_get_language (tree), ==, "en");
  g_assert_cmpstr (tf_record_tree_get_version (tree), ==, "1");
  g_assert_cmpstr (tf_record_tree_get_title (tree), ==, "T");
  g_assert_cmpstr (tf_record_tree_get_summary (tree), ==, "S");
  g_assert_cmpstr (tf_record_tree_get_hint (tree), ==, "");

  write_file (fixture, "files/a b.txt", "words");
  write_file (fixture, "files/p.png", "picture");
  g_assert_true (tf_record_tree_take_files (tree, fixture->store, note_progress, &progress, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (progress, ==, 1.0);

  records = tf_record_tree_add (tree, fixture->store, "Take In", NULL, &error);
  g_assert_no_error (error);
  check_whole (fixture, records);
  g_assert_cmpstr (tf_store_get_undo_action (fixture->store), ==, "Take In");

  g_assert_true (tf_store_undo (fixture->store, NULL));
  for (guint i = 0; i < records->len; i++)
    g_assert_true (tf_record_is_removed (records->pdata[i]));
  g_assert_null (tf_store_get_undo_action (fixture->store));
  g_assert_true (tf_store_redo (fixture->store, NULL));
  check_whole (fixture, records);

  problems = tf_store_check (fixture->store, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_files (StoreFixture  *fixture,
            gconstpointer  data)
{
  const char *way = data;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecordTree) tree = load (fixture, whole, &error);
  g_autofree char *link = g_build_filename (fixture->folder, "files", NULL);
  gboolean cancelled = g_str_equal (way, "cancelled");

  g_assert_no_error (error);
  if (g_str_equal (way, "symlink"))
    {
      write_file (fixture, "elsewhere/a b.txt", "words");
      g_assert_cmpint (symlink ("elsewhere", link), ==, 0);
    }
  else if (g_str_equal (way, "folder"))
    write_file (fixture, "files/a b.txt/x", "words");
  else if (cancelled)
    {
      write_file (fixture, "files/a b.txt", "words");
      write_file (fixture, "files/p.png", "picture");
      g_cancellable_cancel (cancellable);
    }

  g_assert_false (tf_record_tree_take_files (tree, fixture->store, NULL, NULL, cancellable, &error));
  if (cancelled)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_error (error, TF_APP_ERROR, TF_APP_ERROR_INVALID);
}

/* What only a library can refuse: nothing of the tree stays. */
static void
test_refused (StoreFixture  *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecordTree) tree = NULL;
  g_autoptr(GPtrArray) records = NULL;
  g_autoptr(GPtrArray) left = NULL;

  tree = load (fixture, RELEASE ("<record kind='link'>\n<field id='pages'>1</field></record>"), &error);
  g_assert_no_error (error);
  records = tf_record_tree_add (tree, fixture->store, "Take In", NULL, &error);
  g_assert_null (records);
  g_assert_error (error, TF_STORE_ERROR, TF_STORE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "tree.xml, line 5: "));

  left = tf_store_list (fixture->store, "product", NULL, NULL);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_null (tf_store_get_undo_action (fixture->store));
}

static void
test_existing (StoreFixture  *fixture,
               gconstpointer  data)
{
  const char *values[] = { "name", "Mine", NULL };
  g_autoptr(TfRecord) product = tf_store_add (fixture->store, "product", "", "", values, NULL);
  g_autoptr(GPtrArray) existing = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(TfRecordTree) tree = NULL;
  g_autoptr(GPtrArray) records = NULL;

  tree = load (fixture, PRODUCT ("<field id='type'>X</field>"), &error);
  g_assert_no_error (error);
  g_ptr_array_add (existing, product);
  records = tf_record_tree_add (tree, fixture->store, "Fill", existing, &error);
  g_assert_no_error (error);
  g_assert_true (records->pdata[0] == (gpointer) product);
  g_assert_cmpstr (tf_record_get (product, "name"), ==, "Mine");
  g_assert_cmpstr (tf_record_get (product, "type"), ==, "X");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (damage_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/record-tree/damaged/%s", damage_cases[i].label);

      g_test_add (path, StoreFixture, &damage_cases[i], store_fixture_set_up, test_damaged, store_fixture_tear_down);
    }
  g_test_add ("/record-tree/missing", StoreFixture, NULL, store_fixture_set_up, test_missing, store_fixture_tear_down);
  g_test_add ("/record-tree/whole", StoreFixture, NULL, store_fixture_set_up, test_whole, store_fixture_tear_down);
  g_test_add ("/record-tree/files/missing", StoreFixture, "missing", store_fixture_set_up, test_files, store_fixture_tear_down);
  g_test_add ("/record-tree/files/symlink", StoreFixture, "symlink", store_fixture_set_up, test_files, store_fixture_tear_down);
  g_test_add ("/record-tree/files/folder", StoreFixture, "folder", store_fixture_set_up, test_files, store_fixture_tear_down);
  g_test_add ("/record-tree/files/cancelled", StoreFixture, "cancelled", store_fixture_set_up, test_files, store_fixture_tear_down);
  g_test_add ("/record-tree/refused", StoreFixture, NULL, store_fixture_set_up, test_refused, store_fixture_tear_down);
  g_test_add ("/record-tree/existing", StoreFixture, NULL, store_fixture_set_up, test_existing, store_fixture_tear_down);

  return g_test_run ();
}
