#include "formats/markdown_inline.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"
#include "formats/cell_flow.hpp"
#include "formats/published_encoding.hpp"

namespace gouji {
namespace {

constexpr std::string_view kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
constexpr std::size_t kLongestLink = 2000;
constexpr std::size_t kLongestEntity = 12;

std::size_t run_of(std::string_view raw, std::size_t at) {
  const std::size_t end = raw.find_first_not_of(raw[at], at);
  return (end == std::string_view::npos ? raw.size() : end) - at;
}

// Two or three stars open and close emphasis; one may multiply, four hide a number.
bool is_emphasis(std::size_t stars) { return stars == 2 || stars == 3; }

std::size_t emphasis_marks(std::string_view raw) {
  std::size_t count = 0;
  for (std::size_t at = raw.find('*'); at != std::string_view::npos; at = raw.find('*', at)) {
    const std::size_t stars = run_of(raw, at);
    if (is_emphasis(stars)) ++count;
    at += stars;
  }
  return count;
}

struct Entity {
  std::string text;
  std::size_t length = 0;  // of what was printed; 0: none
};

// "&nbsp;", "&#8805;": one entity at the beginning, by the table of the HTML parser.
Entity entity(std::string_view raw) {
  const std::size_t end = raw.substr(0, kLongestEntity).find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const std::string_view name = raw.substr(1, end - 1);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return text::is_ascii_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#';
  });
  if (!plain) return {};
  const std::string source(raw.substr(0, end + 1));
  GumboOutput* parsed = gumbo_parse_with_options(&kGumboDefaultOptions, source.data(), source.size());
  Entity found;
  const GumboNode* node = parsed->root;
  while (node != nullptr && node->type == GUMBO_NODE_ELEMENT) {
    const GumboVector& children = node->v.element.children;
    node = children.length == 0 ? nullptr : static_cast<const GumboNode*>(children.data[children.length - 1]);
  }
  if (node != nullptr && node->v.text.text != source) found = {node->v.text.text, source.size()};
  gumbo_destroy_output(&kGumboDefaultOptions, parsed);
  return found;
}

// [words](address): the words, and how long the whole is.
Entity link(std::string_view raw) {
  const std::size_t close = raw.substr(0, kLongestLink).find(']');
  if (close == std::string_view::npos || close + 1 >= raw.size() || raw[close + 1] != '(') return {};
  const std::size_t end = raw.substr(0, close + kLongestLink).find(')', close);
  if (end == std::string_view::npos) return {};
  const std::string_view address = raw.substr(close + 2, end - close - 2);
  const bool is_address = address.empty() || address.starts_with('#') || address.find('/') != std::string_view::npos ||
                          (address.find('.') != std::string_view::npos && !text::is_ascii_digit(address.back()));
  if (!is_address) return {};
  return {markdown_text(raw.substr(1, close - 1)), end + 1};
}

constexpr std::array<std::string_view, 52> kTags{
    {"a",     "abbr",  "b",    "big",    "blockquote", "br",  "center", "cite",   "code", "dd",    "del",
     "div",   "dl",    "dt",   "em",     "font",       "h1",  "h2",     "h3",     "h4",   "h5",    "h6",
     "hr",    "i",     "img",  "ins",    "kbd",        "li",  "mark",   "nobr",   "ol",   "p",     "pre",
     "s",     "small", "span", "strike", "strong",     "sub", "sup",    "tbody",  "td",   "tfoot", "th",
     "thead", "tr",    "tt",   "u",      "ul",         "var", "table",  "caption"}};
constexpr std::array<std::string_view, 16> kParting{
    {"blockquote", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "hr", "li", "ol", "p", "td", "tr", "ul"}};

struct Tag {
  std::string name;
  bool closing = false;
  std::size_t length = 0;  // 0: no tag
};

Tag tag(std::string_view raw) {
  Tag found;
  std::size_t at = 1;
  if (at < raw.size() && raw[at] == '/') {
    found.closing = true;
    ++at;
  }
  for (; at < raw.size() &&
         (text::is_ascii_digit(raw[at]) || (raw[at] >= 'a' && raw[at] <= 'z') || (raw[at] >= 'A' && raw[at] <= 'Z'));
       ++at)
    found.name += static_cast<char>(raw[at] >= 'A' && raw[at] <= 'Z' ? raw[at] - 'A' + 'a' : raw[at]);
  const std::size_t end = raw.substr(0, at + kLongestLink).find('>', at);
  const bool ended = end != std::string_view::npos && (raw[at] == '>' || raw[at] == ' ' || raw[at] == '/');
  if (ended && std::find(kTags.begin(), kTags.end(), found.name) != kTags.end()) found.length = end + 1;
  return found;
}

class Renderer {
 public:
  explicit Renderer(std::string_view raw) : raw_(raw), marks_(emphasis_marks(raw) / 2 * 2) {}

  std::string run() {
    while (at_ < raw_.size()) {
      const char c = raw_[at_];
      if (c == '\\')
        escaped();
      else if (c == '*')
        stars();
      else if (c == '<')
        markup();
      else if (c == '&')
        take(entity(raw_.substr(at_)));
      else if (c == '[')
        take(link(raw_.substr(at_)));
      else if (c == '!' && at_ + 1 < raw_.size() && raw_[at_ + 1] == '[')
        picture();
      else
        copy(1);
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t count) {
    out_ += raw_.substr(at_, count);
    at_ += count;
  }
  void take(const Entity& found) {
    if (found.length == 0) return copy(1);
    out_ += found.text;
    at_ += found.length;
  }
  void escaped() {
    if (at_ + 1 < raw_.size() && kPunctuation.find(raw_[at_ + 1]) != std::string_view::npos) ++at_;
    copy(1);
  }
  void stars() {
    const std::size_t count = run_of(raw_, at_);
    if (!is_emphasis(count) || marks_ == 0) return copy(count);
    --marks_;
    at_ += count;
  }
  void picture() {
    const Entity words = link(raw_.substr(at_ + 1));
    if (words.length == 0) return copy(1);
    out_ += words.text;
    at_ += 1 + words.length;
  }
  void markup() {
    const std::string_view rest = raw_.substr(at_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = rest.find("-->");
      at_ = end == std::string_view::npos ? raw_.size() : at_ + end + 3;
      return;
    }
    const Tag found = tag(rest);
    if (found.length == 0) return copy(1);
    at_ += found.length;
    if (found.name == "sup" && !found.closing) {
      const std::size_t end = raw_.find("</sup>", at_);
      if (end != std::string_view::npos) {
        out_ += superscript(text::trim(raw_.substr(at_, end - at_)));
        at_ = end;
      }
    }
    if (std::find(kParting.begin(), kParting.end(), found.name) != kParting.end()) out_ += ' ';
  }

  std::string_view raw_;
  std::size_t marks_;  // of emphasis that are still to be taken off
  std::size_t at_ = 0;
  std::string out_;
};

// "---", "* * *", "===": a line drawn across the page.
bool is_rule(std::string_view line) {
  const std::string plain = text::strip_spaces(line);
  return plain.size() >= 3 && std::string_view("-*_=").find(plain[0]) != std::string_view::npos &&
         plain.find_first_not_of(plain[0]) == std::string::npos;
}

// A mark stands for a list or quotation only before words: "- 12 -" is a page number, "> 95%" a target.
bool marks_words(char mark, std::string_view behind) {
  if (mark == '>') return !behind.empty() && !text::is_ascii_digit(behind[0]);
  return std::any_of(behind.begin(), behind.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0x80U) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

}  // namespace

std::string markdown_text(std::string_view raw) {
  if (raw.find_first_of("\\*<&[!") == std::string_view::npos) return std::string(raw);
  return printed_text(Renderer(raw).run());
}

std::string markdown_line(std::string_view raw) {
  std::string_view line = text::trim(raw);
  if (is_rule(line) || line.starts_with("```") || line.starts_with("~~~")) return {};
  const std::size_t marks = line.starts_with('#') ? run_of(line, 0) : 0;
  if (marks >= 1 && marks <= 6 && (marks == line.size() || line[marks] == ' ')) {
    line = text::trim(line.substr(marks));
    const std::size_t last = line.find_last_not_of('#');
    if (last != std::string_view::npos && last + 1 < line.size() && line[last] == ' ') line = line.substr(0, last);
    return markdown_text(line);
  }
  while (line.size() > 2 && std::string_view("-*+>").find(line[0]) != std::string_view::npos && line[1] == ' ') {
    const std::string_view behind = text::trim(line.substr(2));
    if (!marks_words(line[0], behind)) break;
    line = behind;
  }
  return markdown_text(line);
}

}  // namespace gouji
