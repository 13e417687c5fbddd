/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-cli.h"

int
main (int    argc,
      char **argv)
{
  return tf_cli_main (argc, argv);
}
