/* Copyright 2026 The Techfile authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tf-pdf-structure.hh"

#include "tf-pdf-attach.hh"

#include <algorithm>
#include <string>
#include <vector>

/* How deep the tree of structure elements may go. */
#define MAX_STRUCTURE_DEPTH 32

namespace {

bool
is_kind (QPDFObjectHandle  element,
         const char       *kind)
{
  return element.isDictionary () && element.getKey ("/S").isNameAndEquals (kind);
}

std::vector<QPDFObjectHandle>
get_children (QPDFObjectHandle element)
{
  auto children = element.getKey ("/K");

  if (children.isArray ())
    return children.getArrayAsVector ();
  if (children.isDictionary ())
    return { children };

  return {};
}

int
count_cells (QPDFObjectHandle row)
{
  int n = 0;

  for (auto const &cell : get_children (row))
    n += is_kind (cell, "/TD") || is_kind (cell, "/TH");

  return n;
}

class Structure
{
public:
  explicit Structure (GPtrArray *alternatives_)
    : alternatives (alternatives_)
  {
  }

  /* Walks in reading order. */
  void
  walk (QPDFObjectHandle element,
        int              depth)
  {
    if (!element.isDictionary () || depth > MAX_STRUCTURE_DEPTH)
      return;

    if (is_kind (element, "/Figure"))
      describe_figure (element);
    else if (is_kind (element, "/Table"))
      complete_table (element);
    else
      level_heading (element);
    for (auto const &child : get_children (element))
      walk (child, depth + 1);
  }

private:
  void
  describe_figure (QPDFObjectHandle figure)
  {
    if (n_figures == alternatives->len)
      return;

    auto text = static_cast<const char *> (g_ptr_array_index (alternatives, n_figures));
    n_figures++;
    if (text[0] != '\0')
      figure.replaceKey ("/Alt", unicode (text));
  }

  /* A heading is one level below the last one that stands above it, as a reader counts. */
  void
  level_heading (QPDFObjectHandle element)
  {
    auto kind = element.getKey ("/S");
    std::string name = kind.isName () ? kind.getName () : "";

    if (name.size () != 3 || name[1] != 'H' || name[2] < '1' || name[2] > '6')
      return;

    while (!open_levels.empty () && open_levels.back () >= name[2])
      open_levels.pop_back ();
    open_levels.push_back (name[2]);
    element.replaceKey ("/S", QPDFObjectHandle::newName (
      "/H" + std::to_string (open_levels.size ())));
  }

  static void
  complete_table (QPDFObjectHandle table)
  {
    int n_columns = 0;

    for (auto const &row : get_children (table))
      n_columns = std::max (n_columns, count_cells (row));
    for (auto const &row : get_children (table))
      {
        if (is_kind (row, "/TR"))
          complete_row (row, n_columns);
      }
  }

  static void
  complete_row (QPDFObjectHandle row,
                int              n_columns)
  {
    auto cells = get_children (row);
    bool has_data = std::any_of (cells.begin (), cells.end (), [] (QPDFObjectHandle cell)
      {
        return is_kind (cell, "/TD");
      });

    for (auto &cell : cells)
      {
        auto attributes = QPDFObjectHandle::newDictionary ();

        attributes.replaceKey ("/O", QPDFObjectHandle::newName ("/Table"));
        if (is_kind (cell, "/TH"))
          attributes.replaceKey ("/Scope",
                                 QPDFObjectHandle::newName (has_data ? "/Row" : "/Column"));
        if (cells.size () == 1 && n_columns > 1)
          attributes.replaceKey ("/ColSpan", QPDFObjectHandle::newInteger (n_columns));
        if (attributes.getKeys ().size () > 1)
          cell.replaceKey ("/A", attributes);
      }
  }

  GPtrArray         *alternatives;
  guint              n_figures = 0;
  std::vector<char>  open_levels;
};

} // namespace

void
complete_structure (QPDF      &pdf,
                    GPtrArray *alternatives)
{
  Structure (alternatives).walk (pdf.getRoot ().getKey ("/StructTreeRoot"), 0);
}
