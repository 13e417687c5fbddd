/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-pdf-failure.hh"

/* Adds to the structure of @pdf what cairo cannot say: the descriptions of the figures, in
 * their order, where cells head to and how wide they are, and levels of headings without gaps. */
void complete_structure (QPDF      &pdf,
                         GPtrArray *alternatives);
