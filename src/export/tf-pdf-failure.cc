/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-failure.hh"

#include <glib/gi18n-lib.h>

#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFSystemError.hh>

#include <cerrno>

void
throw_if_cancelled (GCancellable *cancellable)
{
  GError *error = nullptr;

  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    throw Failure (error);
}

void
throw_system_error (const char *format)
{
  int code = errno;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"
  throw Failure (g_error_new (TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED, format, g_strerror (code)));
#pragma GCC diagnostic pop
}

static void
set_pdf_error (const char     *path,
               const QPDFExc  &problem,
               GError        **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (problem.getErrorCode ())
    {
    case qpdf_e_password:
    case qpdf_e_unsupported:
      g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID,
                   _("“%s” is encrypted and cannot be read without its password."), name);
      break;

    case qpdf_e_system:
      g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED,
                   _("“%s” could not be read: %s"), name, problem.getMessageDetail ().c_str ());
      break;

    default:
      g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_INVALID,
                   /* Translators: a file name and a technical detail, in English. */
                   _("“%s” is no PDF, or a damaged one: %s"), name,
                   problem.getMessageDetail ().c_str ());
    }
}

bool
guard (const char                   *path,
       GError                      **error,
       const std::function<void ()> &work)
{
  try
    {
      work ();
      return true;
    }
  catch (const Failure &failure)
    {
      g_propagate_error (error, g_error_copy (failure.error.get ()));
    }
  catch (const QPDFExc &problem)
    {
      set_pdf_error (path, problem, error);
    }
  catch (const QPDFSystemError &problem)
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED,
                   _("“%s” could not be read or written: %s"), name,
                   g_strerror (problem.getErrno ()));
    }
  catch (const std::exception &problem)
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_set_error (error, TF_EXPORT_ERROR, TF_EXPORT_ERROR_FAILED,
                   _("“%s” could not be worked on: %s"), name, problem.what ());
    }

  return false;
}
