#include "report/terminal.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "formats/clean_text.hpp"

namespace gouji::report {
namespace {

constexpr std::u32string_view kClosing = U"，。；：！？、）》」』”’】％…,.;:!?)]}%";
constexpr std::u32string_view kOpening = U"（《「『“‘【([{";
constexpr int kNarrowest = 16;  // below this nothing is wrapped sensibly

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

std::string blanks(int count) { return std::string(static_cast<std::size_t>(std::max(count, 0)), ' '); }

// What a line is made of: a word or a Chinese character, with the punctuation that may not leave it.
struct Piece {
  std::string text;
  int width = 0;
  int gap = 0;  // blanks before it, which are lost where a line is broken
};

std::vector<Piece> pieces_of(std::string_view line) {
  std::vector<Piece> pieces;
  int gap = 0;
  bool glue = false;  // the next character belongs to the last piece
  bool in_word = false;
  for (std::size_t position = 0; position < line.size();) {
    const std::size_t begin = position;
    const char32_t c = text::decode_next(line, position);
    if (c == U' ' || c == U'\t') {
      ++gap;
      in_word = glue = false;
      continue;
    }
    const int width = text::display_width(c);
    const bool joins =
        !pieces.empty() && gap == 0 && (glue || is_in(kClosing, c) || width == 0 || (in_word && width == 1));
    if (!joins) pieces.push_back({{}, 0, gap});
    pieces.back().text += line.substr(begin, position - begin);
    pieces.back().width += width;
    gap = 0;
    glue = is_in(kOpening, c);
    in_word = width == 1;
  }
  return pieces;
}

void wrap_line(std::vector<std::string>& lines, std::string_view line, int columns) {
  std::string current;
  int used = 0;
  for (const Piece& piece : pieces_of(line)) {
    if (used > 0 && used + piece.gap + piece.width > columns) {
      lines.push_back(std::move(current));
      current.clear();
      used = 0;
    } else if (piece.gap > 0 && piece.gap < columns) {
      current += blanks(piece.gap);
      used += piece.gap;
    }
    if (piece.width <= columns) {
      current += piece.text;
      used += piece.width;
      continue;
    }
    for (std::size_t position = 0; position < piece.text.size();) {  // longer than a line: cut anywhere
      const std::size_t begin = position;
      const int width = text::display_width(text::decode_next(piece.text, position));
      if (used + width > columns) {
        lines.push_back(std::move(current));
        current.clear();
        used = 0;
      }
      current += piece.text.substr(begin, position - begin);
      used += width;
    }
  }
  lines.push_back(std::move(current));
}

std::string_view code_of(Ink ink) {
  switch (ink) {
    case Ink::strong: return "\x1b[1m";
    case Ink::faint: return "\x1b[2m";
    case Ink::red: return "\x1b[1;31m";
    case Ink::yellow: return "\x1b[33m";
    case Ink::blue: return "\x1b[36m";
    case Ink::green: return "\x1b[32m";
    case Ink::plain: break;
  }
  return {};
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line = clean_text(text);
  for (char& c : line) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return line;
}

std::string pad(std::string_view text, int columns) {
  return std::string(text) + blanks(columns - text::display_width(text));
}

std::string pad_left(std::string_view text, int columns) {
  return blanks(columns - text::display_width(text)) + std::string(text);
}

std::string fit(std::string_view text, int columns) {
  if (text::display_width(text) <= columns) return std::string(text);
  std::string cut;
  int used = 0;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const int width = text::display_width(text::decode_next(text, position));
    if (used + width > columns - text::display_width("…")) break;
    cut += text.substr(begin, position - begin);
    used += width;
  }
  return cut + "…";
}

std::vector<std::string> wrap(std::string_view text, int columns) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (columns <= 0) {
      lines.emplace_back(text.substr(0, end));
    } else {
      wrap_line(lines, text.substr(0, end), columns);
    }
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

void Page::rule() {
  const int columns = width_ > 0 ? std::min(width_, 100) : 72;
  std::string dashes;
  for (int i = 0; i < columns; ++i) dashes += "-";
  line(dashes, Ink::faint);
}

std::string Page::painted(std::string_view text, Ink ink) const {
  const std::string_view code = code_of(ink);
  if (!colour_ || code.empty() || text.empty()) return std::string(text);
  return std::string(code) + std::string(text) + "\x1b[0m";
}

void Page::line(std::string_view text, Ink ink) {
  out_ += painted(text, ink);
  out_ += '\n';
}

void Page::hanging(std::string_view head, Ink head_ink, std::string_view text, Ink ink) {
  const int indent = text::display_width(head);
  const int columns = width_ > 0 ? std::max(width_ - indent, kNarrowest) : 0;
  bool first = true;
  for (const std::string& part : wrap(text, columns)) {
    if (first) {
      out_ += painted(head, head_ink);
    } else if (!part.empty()) {
      out_ += blanks(indent);
    }
    line(part, ink);
    first = false;
  }
}

void Page::indented(int columns, std::string_view text, Ink ink) { hanging(blanks(columns), Ink::plain, text, ink); }

}  // namespace gouji::report
