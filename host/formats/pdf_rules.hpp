// The straight lines that a PDF draws, as pdftocairo tells them: the borders of its tables.
#pragma once

#include <string_view>
#include <vector>

namespace gouji {

// One straight line, level or upright; points, from the upper left corner of the page.
struct PdfRule {
  double left = 0, top = 0, right = 0, bottom = 0;
  bool level() const { return right - left >= bottom - top; }
};

// By page. Empty where they cannot be had (no pdftocairo, a drawing too large): lines help, text stands without them.
std::vector<std::vector<PdfRule>> read_pdf_rules(std::string_view bytes);

// Of the SVG that pdftocairo writes for one or for several pages.
std::vector<std::vector<PdfRule>> rules_of_svg(std::string_view svg);

}  // namespace gouji
