/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli.h"

#include <malloc.h>
#include <signal.h>

int
main (int    argc,
      char **argv)
{
  /* A file that grows beyond what the system allows is an error like a full disk, not the end. */
  signal (SIGXFSZ, SIG_IGN);
  /* Otherwise each short-lived thread reserves 64 MB of addresses, which a limit on them counts. */
  mallopt (M_ARENA_MAX, 1);

  return tf_cli_main (argc, argv);
}
