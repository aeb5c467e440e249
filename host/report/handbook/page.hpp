// A page as its parts, said in both languages; what writes it decides how it looks. One writer a form: HTML, Markdown,
// text for a terminal.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fault.hpp"

namespace gouji::report {

struct Both {
  std::string chinese, english;  // without English: the same in both
};

struct Span {
  enum class Style : std::uint8_t { plain, strong, quiet, code, tag, below };  // below: on a line of its own
  std::string text;
  Style style = Style::plain;
  std::string to = {};    // a page of the site, with #place where wanted: "rules/national.fund.rate"
  std::string tone = {};  // of a tag: error, warning, verify, note, pass
};
using Line = std::vector<Span>;

inline Line plain(std::string text) { return {{std::move(text)}}; }
inline Span code(std::string text) { return {std::move(text), Span::Style::code}; }
inline Span quiet(std::string text) { return {std::move(text), Span::Style::quiet}; }
inline Span below(std::string text) { return {std::move(text), Span::Style::below}; }
inline Span strong(std::string text) { return {std::move(text), Span::Style::strong}; }
inline Span link(std::string text, std::string to) { return {std::move(text), Span::Style::plain, std::move(to)}; }
inline Span tag(std::string text, std::string_view tone) {
  return {std::move(text), Span::Style::tag, {}, std::string(tone)};
}

struct Fact {
  Both name;
  std::vector<Line> lines;  // one below the other
};

struct PageTable {
  struct Head {
    Both name;
    enum class Set : std::uint8_t { plain, figure, word } set = Set::plain;  // figures right, words not broken
  };
  std::vector<Head> heads;
  std::vector<std::vector<Line>> rows;
  bool searched = false;  // the search box of the page hides what does not fit
};

struct Listing {
  struct Row {
    int number = 0;   // of the line; 0: none
    char sign = ' ';  // '-' was, '+' is
    std::string text;
  };
  std::string title;  // the file
  std::vector<Row> rows;
};

// What a page stands among: its site's pages by name ("index", "rules/…") and the links above every page.
struct Site {
  Both title;
  std::vector<std::pair<Both, std::string>> links;
  std::string foot;  // what the pages were made from
};

class PageWriter {
 public:
  virtual ~PageWriter() = default;
  virtual void heading(int level, const Both& text, std::string_view id = {}) = 0;  // 1 is the page's title
  virtual void line(const Line& line) = 0;
  virtual void sentence(const Both& text, bool quiet = false) = 0;
  virtual void facts(const std::vector<Fact>& facts) = 0;
  virtual void table(const PageTable& table) = 0;
  virtual void listing(const Listing& listing) = 0;
  virtual void items(const std::vector<Both>& items) = 0;  // numbered
  virtual void open_fold(const Both& title) = 0;
  virtual void close_fold() = 0;
  virtual void search_box() = 0;
  virtual std::string take() = 0;  // the whole page
};

// `name` is the page's own name in the site ("rules/national.fund.rate").
std::unique_ptr<PageWriter> html_page(const Site& site, std::string name, std::string_view title);
std::unique_ptr<PageWriter> markdown_page(const Site& site, std::string name);
// For a terminal or a text file, in one language; width 0: lines are not wrapped.
std::unique_ptr<PageWriter> text_page(Language language, int width);

// From a page to another: "../parameters/exec.weight.html"; `ending` with its dot. "index" is README where the ending
// is .md.
std::string page_link(std::string_view from, std::string_view to, std::string_view ending);
std::string page_file(std::string_view name, std::string_view ending);

}  // namespace gouji::report
