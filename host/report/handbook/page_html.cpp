// Pages as HTML: nothing from elsewhere; the style sheet stands in every page, so that one page can be sent on alone.
#include <fmt/format.h>

#include "formats/html_page.hpp"
#include "report/handbook/page.hpp"
#include "report/handbook/style.hpp"
#include "report/html_style.hpp"
#include "report/markup.hpp"

namespace gouji::report {
namespace {

constexpr std::string_view kHtmlEnding = ".html";

std::string html_of(const Both& text) {
  std::string out = markup_text(text.chinese);
  if (!text.english.empty())
    out += fmt::format("{}<span class=\"en\" lang=\"en\">{}</span>", out.empty() ? "" : " ", markup_text(text.english));
  return out;
}

std::string_view css_of(const PageTable::Head& head) {
  switch (head.set) {
    case PageTable::Head::Set::figure: return " class=\"n\"";
    case PageTable::Head::Set::word: return " class=\"s\"";
    case PageTable::Head::Set::plain: break;
  }
  return "";
}

// Names of many parts may be broken between them.
std::string broken_between(const std::string& markup) {
  std::string out;
  for (const char c : markup) {
    out += c;
    if (c == '/' || c == '.' || c == '_') out += "<wbr>";
  }
  return out;
}

class HtmlPage : public PageWriter {
 public:
  HtmlPage(const Site& site, std::string name, std::string_view title) : site_(site), name_(std::move(name)) {
    title_ = markup_text(title) == markup_text(site.title.chinese) ? std::string(title)
                                                                   : fmt::format("{} – {}", title, site.title.chinese);
  }

  void heading(int level, const Both& text, std::string_view id) override {
    body_ += id.empty() ? fmt::format("<h{0}>{1}</h{0}>\n", level, html_of(text))
                        : fmt::format("<h{0} id=\"{2}\">{1}</h{0}>\n", level, html_of(text), markup_text(id));
  }
  void line(const Line& line) override { body_ += "<p>" + shown(line) + "</p>\n"; }
  void sentence(const Both& text, bool quiet) override {
    body_ += fmt::format("<p{}>{}</p>\n", quiet ? " class=\"quiet\"" : "", html_of(text));
  }
  void facts(const std::vector<Fact>& facts) override {
    if (facts.empty()) return;
    body_ += "<dl class=\"facts\">\n";
    for (const Fact& fact : facts)
      body_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", html_of(fact.name), lines(fact.lines));
    body_ += "</dl>\n";
  }
  void table(const PageTable& table) override {
    body_ += fmt::format("<div class=\"scroll\"><table{}>\n<thead><tr>", table.searched ? " class=\"searched\"" : "");
    searched_ = searched_ || table.searched;
    for (const auto& head : table.heads) body_ += fmt::format("<th{}>{}</th>", css_of(head), html_of(head.name));
    body_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      body_ += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) {
        body_ += fmt::format("<td{}>{}</td>", i < table.heads.size() ? css_of(table.heads[i]) : "", shown(row[i]));
      }
      body_ += "</tr>\n";
    }
    body_ += "</tbody></table></div>\n";
  }
  void listing(const Listing& listing) override {
    body_ += "<div class=\"code\">";
    if (!listing.title.empty()) body_ += "<div class=\"t\">" + markup_text(listing.title) + "</div>";
    for (const Listing::Row& row : listing.rows) {
      const std::string_view css = row.sign == '-' ? " m" : row.sign == '+' ? " p" : "";
      body_ += fmt::format("<div class=\"r{}\"><i>{}</i><b>{}</b><span>{}</span></div>\n", css,
                           row.number > 0 ? std::to_string(row.number) : std::string(),
                           row.sign == ' ' ? ' ' : row.sign, markup_text(row.text));
    }
    body_ += "</div>\n";
  }
  void items(const std::vector<Both>& items) override {
    body_ += "<ol>\n";
    for (const Both& item : items) body_ += "<li>" + html_of(item) + "</li>\n";
    body_ += "</ol>\n";
  }
  void open_fold(const Both& title) override { body_ += "<details><summary>" + html_of(title) + "</summary>\n"; }
  void close_fold() override { body_ += "</details>\n"; }
  void search_box() override {
    body_ +=
        "<input class=\"search\" type=\"search\" hidden aria-label=\"查找 Search\" "
        "placeholder=\"查找：编号、标题、参数… Search\">\n";
    boxed_ = true;
  }

  std::string take() override {
    const std::string_view script = boxed_ && searched_ ? kHandbookScript : std::string_view();
    std::string out = html_page_opening(title_, "zh-CN", std::string(kHtmlStyle) + std::string(kHandbookStyle), script);
    out += "<header>\n";
    if (!site_.links.empty()) {
      out += "<nav>";
      for (const auto& [text, to] : site_.links) {
        out += fmt::format("<a href=\"{}\"{}>{}</a>", uri_path(page_link(name_, to, kHtmlEnding)),
                           to == name_ ? " class=\"here\"" : "", html_of(text));
      }
      out += "</nav>\n";
    }
    out += "</header>\n<main>\n" + body_ + "</main>\n";
    if (!site_.foot.empty()) out += "<footer>" + markup_text(site_.foot) + "</footer>\n";
    if (!script.empty()) out += fmt::format("<script>{}</script>\n", script);
    return out + std::string(kHtmlPageEnd);
  }

 private:
  std::string shown(const Line& line) const {
    std::string out;
    for (const Span& span : line) out += shown(span);
    return out;
  }
  std::string shown(const Span& span) const {
    std::string text = markup_text(span.text);
    switch (span.style) {
      case Span::Style::plain: break;
      case Span::Style::strong: text = "<b>" + text + "</b>"; break;
      case Span::Style::quiet: text = "<span class=\"quiet\">" + text + "</span>"; break;
      case Span::Style::code: text = "<code>" + broken_between(text) + "</code>"; break;
      case Span::Style::below: text = "<span class=\"below\">" + text + "</span>"; break;
      case Span::Style::tag: text = fmt::format("<span class=\"tag {}\">{}</span>", span.tone, text); break;
    }
    if (span.to.empty()) return text;
    const std::size_t hash = span.to.find('#');
    const std::string place = hash == std::string::npos ? "" : "#" + uri_path(span.to.substr(hash + 1));
    return fmt::format("<a href=\"{}{}\">{}</a>", uri_path(page_link(name_, span.to.substr(0, hash), kHtmlEnding)),
                       place, text);
  }
  std::string lines(const std::vector<Line>& lines) const {
    if (lines.size() == 1) return shown(lines.front());
    std::string out;
    for (const Line& line : lines) out += "<div>" + shown(line) + "</div>";
    return out;
  }

  const Site& site_;
  std::string name_, title_, body_;
  bool searched_ = false, boxed_ = false;
};

}  // namespace

std::unique_ptr<PageWriter> html_page(const Site& site, std::string name, std::string_view title) {
  return std::make_unique<HtmlPage>(site, std::move(name), title);
}

}  // namespace gouji::report
