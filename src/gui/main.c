/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-application.h"

#include <libintl.h>
#include <locale.h>
#include <signal.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr(TfApplication) application = NULL;

  /* A file that grows beyond what the system allows is an error like a full disk, not the end. */
  signal (SIGXFSZ, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, TF_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Techfile");

  application = tf_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
