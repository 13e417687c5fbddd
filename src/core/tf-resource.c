/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-resource.h"

#include "tf-core-resources.h"

static gpointer
register_once (gpointer data)
{
  tf_core_register_resource ();

  return tf_core_get_resource ();
}

/**
 * tf_resource_get:
 *
 * Gives the data that this library carries, and makes them reachable by their
 * resource URIs.
 *
 * The generated functions give nothing before the registration and must not
 * register twice, so everything in this library comes through here.
 *
 * Returns: (transfer none): the resource of this library
 */
GResource *
tf_resource_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, register_once, NULL);
}
