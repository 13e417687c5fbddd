/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tf-export.h"

#include <gio/gio.h>

#include <functional>
#include <memory>
#include <stdexcept>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

/* Carries a GError through the code of the PDF library. */
class Failure : public std::runtime_error
{
public:
  explicit Failure (GError *cause)
    : std::runtime_error (cause->message),
      error (cause, g_error_free)
  {
  }

  std::shared_ptr<GError> error;
};

/* Leaves with the error of a cancelled job, where it was cancelled. */
void throw_if_cancelled (GCancellable *cancellable);

/* Leaves with @format, which takes what the system says of errno. */
[[noreturn]] void throw_system_error (const char *format);

/* Runs @work and turns what it throws into @error, naming the file @path. */
bool guard (const char                   *path,
            GError                      **error,
            const std::function<void ()> &work);
