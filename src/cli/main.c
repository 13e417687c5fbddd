/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli.h"

#include <signal.h>

int
main (int    argc,
      char **argv)
{
  /* A file that grows beyond what the system allows is an error like a full disk, not the end. */
  signal (SIGXFSZ, SIG_IGN);

  return tf_cli_main (argc, argv);
}
