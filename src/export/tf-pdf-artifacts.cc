/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-artifacts.hh"

#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFTokenizer.hh>

#include <string>

namespace {

/* Reads a page's operators one by one. A run of them without structure is put between
 * marks; cairo begins and ends its own marks outside text objects and paths, so that the
 * pairs nest. */
class ArtifactFilter : public QPDFObjectHandle::TokenFilter
{
public:
  void
  handleToken (QPDFTokenizer::Token const &token) override
  {
    pending += token.getRawValue ();
    if (token.getType () == QPDFTokenizer::tt_name && token.getValue () == "/MCID")
      structural = true;
    if (token.getType () == QPDFTokenizer::tt_word)
      handle_operator (token.getValue ());
  }

  void
  handleEOF () override
  {
    close ();
    flush ();
  }

private:
  void
  handle_operator (const std::string &name)
  {
    if (name == "BDC" || name == "BMC")
      {
        if (structural)
          close ();
        depth++;
      }
    else if (name == "EMC")
      {
        depth--;
      }
    else if (depth == 0 && !open && begins_drawing (name))
      {
        write ("\n/Artifact BMC");
        open = true;
      }
    flush ();
  }

  static bool
  begins_drawing (const std::string &name)
  {
    return name == "BT" || name == "re" || name == "m" || name == "Do" || name == "sh" ||
           name == "BI";
  }

  void
  close ()
  {
    if (open)
      write ("\nEMC\n");
    open = false;
  }

  void
  flush ()
  {
    write (pending);
    pending.clear ();
    structural = false;
  }

  std::string pending;
  int depth = 0;
  bool open = false;
  bool structural = false;
};

} // namespace

void
mark_artifacts (QPDF &pdf)
{
  for (auto &page : QPDFPageDocumentHelper (pdf).getAllPages ())
    page.addContentTokenFilter (std::make_shared<ArtifactFilter> ());
}
