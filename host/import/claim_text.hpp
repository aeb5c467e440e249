// The narrative of a source as paragraphs: wrapped lines joined, blanks left out, every character with its place, each
// paragraph below its numbered headings. Tables, forms and contents pages are left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "import/claim_spec.hpp"
#include "import/session.hpp"
#include "import/source_text.hpp"

namespace gouji::intake {

// Characters [begin, end) of a paragraph.
struct ClaimRange {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

struct ClaimParagraph {
  std::u32string printed;          // as printed, without blanks; one blank is left between two numbers
  std::u32string folded;           // the same for matching, character by character
  std::vector<SourceSpan> places;  // of each character
  bool marked = false;             // opens with a heading's or a list's number
  bool heading = false;            // is a heading and nothing else
  bool below = false;              // stands right below one
  bool glossary = false;           // below a heading whose sections hold no claims
  bool work = false;               // tells of work done: what is counted there is no claim
  std::size_t body = 0;            // where the text behind that number begins
  std::string section;             // numbers of the headings above, joined: 三（五）3（1）
  std::u32string title;            // words of the innermost heading, without its number
  std::u32string structure;        // of the innermost heading that announces the parts of a total

  std::string text(ClaimRange range) const;
  // The places of a range, one span a line.
  std::vector<SourceSpan> spans(ClaimRange range) const;
};

// Paragraphs of lines [from, to]; lines that `placed` has taken already are tables and forms.
std::vector<ClaimParagraph> claim_paragraphs(const SourceText& source, const std::vector<Placement>& placed,
                                             const ClaimSpec& spec, int from, int to);
// One piece (a prose cell of a form, say) as a paragraph.
ClaimParagraph claim_paragraph(const SourceText& source, const Piece& piece);

}  // namespace gouji::intake
