/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-pdf-failure.hh"

/* Marks what stands outside the structure of @pdf's pages - headers, footers, rules and
 * grounds - as artifacts, so that nobody has them read out. */
void mark_artifacts (QPDF &pdf);
