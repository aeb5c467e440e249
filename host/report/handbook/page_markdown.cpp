// Pages as Markdown (with tables), as forges and editors show it.
#include <fmt/format.h>

#include <algorithm>

#include "formats/clean_text.hpp"
#include "report/handbook/page.hpp"
#include "report/markup.hpp"

namespace gouji::report {
namespace {

constexpr std::string_view kMarkdownEnding = ".md";

// What could become markup or a link stands behind a backslash; the rest stays readable in an editor.
std::string escaped_markdown(std::string_view text) {
  static constexpr std::string_view kAlways = "\\`*_[]<>|~&@$";
  const std::string clean = clean_text(text);
  std::string out;
  for (std::size_t i = 0; i < clean.size(); ++i) {
    const char c = clean[i];
    if (c == '\n' || c == '\t') {
      out += ' ';
      continue;
    }
    const bool opens_line = out.find_first_not_of("0123456789 ") == std::string::npos;
    const bool numbers_line = (c == '.' || c == ')') && clean.compare(i + 1, 1, " ") == 0;
    const bool marks_line =
        opens_line && (numbers_line || c == '#' || c == '+' || c == '=' || (c == '-' && clean.size() > 1));
    const bool address =
        (c == ':' && clean.compare(i + 1, 1, "/") == 0) || (c == '.' && i >= 3 && clean.compare(i - 3, 3, "www") == 0);
    if (marks_line || address || kAlways.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string markdown_of(const Both& text) {
  std::string out = escaped_markdown(text.chinese);
  if (!text.english.empty()) out += (out.empty() ? "" : " ") + escaped_markdown(text.english);
  return out;
}

// Inside a code span nothing is escaped but what would end it or the cell of a table.
std::string code_text(const std::string& text) {
  std::string clean;
  for (const char c : clean_text(text)) {
    if (c == '\n') {
      clean += ' ';
    } else if (c == '|') {
      clean += "\\|";
    } else {
      clean += c;
    }
  }
  if (clean.find('`') == std::string::npos) return "`" + clean + "`";
  std::string fence = "``";
  while (clean.find(fence) != std::string::npos) fence += '`';
  return fence + " " + clean + " " + fence;
}

class MarkdownPage : public PageWriter {
 public:
  MarkdownPage(const Site& site, std::string name) : site_(site), name_(std::move(name)) {
    for (const auto& [text, to] : site.links) {
      out_ += fmt::format("{}[{}]({})", out_.empty() ? "" : " · ", markdown_of(text),
                          uri_path(page_link(name_, to, kMarkdownEnding)));
    }
    if (!out_.empty()) out_ += "\n";
  }

  void heading(int level, const Both& text, std::string_view id) override {
    const std::string place = id.empty() ? "" : fmt::format("<a id=\"{}\"></a>", uri_path(id));
    out_ += fmt::format("\n{} {}{}\n", std::string(static_cast<std::size_t>(level), '#'), place, markdown_of(text));
  }
  void line(const Line& line) override { out_ += "\n" + shown(line) + "\n"; }
  void sentence(const Both& text, bool /*quiet*/) override {
    out_ += "\n" + escaped_markdown(text.chinese) + "\n";
    if (!text.english.empty()) out_ += "\n" + escaped_markdown(text.english) + "\n";
  }
  void facts(const std::vector<Fact>& facts) override {
    out_ += "\n";
    for (const Fact& fact : facts) {
      out_ += "- **" + markdown_of(fact.name) + "**：";
      if (fact.lines.size() == 1) {
        out_ += shown(fact.lines.front()) + "\n";
        continue;
      }
      out_ += "\n";
      for (const Line& line : fact.lines) out_ += "  - " + shown(line) + "\n";
    }
  }
  void table(const PageTable& table) override {
    out_ += "\n|";
    for (const auto& head : table.heads) out_ += " " + markdown_of(head.name) + " |";
    out_ += "\n|";
    for (const auto& head : table.heads) out_ += head.set == PageTable::Head::Set::figure ? " ---: |" : " --- |";
    out_ += "\n";
    for (const auto& row : table.rows) {
      out_ += "|";
      for (const Line& cell : row) out_ += " " + shown(cell) + " |";
      out_ += "\n";
    }
  }
  void listing(const Listing& listing) override {
    if (!listing.title.empty()) out_ += "\n" + code_text(listing.title) + "\n";
    const bool compared =
        std::any_of(listing.rows.begin(), listing.rows.end(), [](const Listing::Row& row) { return row.sign != ' '; });
    std::string all;
    for (const Listing::Row& row : listing.rows) {
      const std::string number = row.number > 0 ? fmt::format("{:>4}  ", row.number) : std::string();
      all += (compared ? std::string(1, row.sign) : number) + clean_text(row.text) + "\n";
    }
    std::string fence = "```";
    while (all.find(fence) != std::string::npos) fence += '`';
    out_ += fmt::format("\n{}{}\n{}{}\n", fence, compared ? "diff" : "text", all, fence);
  }
  void items(const std::vector<Both>& items) override {
    out_ += "\n";
    int number = 0;
    for (const Both& item : items) {
      out_ += fmt::format("{}. {}\n", ++number, escaped_markdown(item.chinese));
      if (!item.english.empty()) out_ += fmt::format("   <br>{}\n", escaped_markdown(item.english));
    }
  }
  void open_fold(const Both& title) override { out_ += "\n**" + markdown_of(title) + "**\n"; }
  void close_fold() override {}
  void search_box() override {}
  std::string take() override {
    if (!site_.foot.empty()) out_ += "\n---\n\n" + escaped_markdown(site_.foot) + "\n";
    return out_.starts_with('\n') ? out_.substr(1) : std::move(out_);
  }

 private:
  std::string shown(const Line& line) const {
    std::string out;
    for (const Span& span : line) {
      std::string text = span.style == Span::Style::code ? code_text(span.text) : escaped_markdown(span.text);
      if (span.style == Span::Style::below && !text.empty()) text = "<br>" + text;
      if (!text.empty() && (span.style == Span::Style::strong || span.style == Span::Style::tag))
        text = "**" + text + "**";
      if (!span.to.empty()) {
        const std::size_t hash = span.to.find('#');
        const std::string place = hash == std::string::npos ? "" : "#" + uri_path(span.to.substr(hash + 1));
        text = fmt::format("[{}]({}{})", text, uri_path(page_link(name_, span.to.substr(0, hash), kMarkdownEnding)),
                           place);
      }
      out += (out.empty() || span.style != Span::Style::tag ? "" : " ") + text;
    }
    return out;
  }

  const Site& site_;
  std::string name_, out_;
};

}  // namespace

std::unique_ptr<PageWriter> markdown_page(const Site& site, std::string name) {
  return std::make_unique<MarkdownPage>(site, std::move(name));
}

std::string page_file(std::string_view name, std::string_view ending) {
  if (name == "index" && ending == kMarkdownEnding) return "README.md";
  return fmt::format("{}{}", name, ending);
}

std::string page_link(std::string_view from, std::string_view to, std::string_view ending) {
  std::string up;
  for (const char c : from) up += c == '/' ? "../" : "";
  return up + page_file(to, ending);
}

}  // namespace gouji::report
