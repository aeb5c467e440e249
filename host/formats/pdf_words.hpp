// What pdftotext says of a PDF: its words and where they stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gouji {

struct PdfWord {
  double left = 0, top = 0, right = 0, bottom = 0;  // points, from the upper left corner of the page
  std::string text;
};
struct PdfPage {
  double height = 0;  // points
  std::vector<PdfWord> words;
};
struct PdfWords {
  std::vector<PdfPage> pages;
  bool complaints = false;  // pdftotext found faults and read on
};

// Faults as read_published_pdf.
PdfWords read_pdf_words(std::string_view bytes, const std::string& file);

}  // namespace gouji
