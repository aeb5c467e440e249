// Pages as text: what `gouji doc --diff` prints.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "report/handbook/page.hpp"
#include "report/report.hpp"
#include "report/terminal.hpp"

namespace gouji::report {
namespace {

class TextPage : public PageWriter {
 public:
  TextPage(Language language, int width) : language_(language) {
    options_.language = language;
    options_.width = width;
    page_ = std::make_unique<Page>(options_);
  }

  void heading(int level, const Both& text, std::string_view /*id*/) override {
    if (!first_) page_->blank();
    first_ = false;
    page_->line(clean_text(said(text)), Ink::strong);
    if (level == 1) page_->blank();
  }
  void line(const Line& line) override { page_->indented(2, flat(line)); }
  void sentence(const Both& text, bool quiet) override {
    page_->indented(2, clean_text(said(text)), quiet ? Ink::faint : Ink::plain);
  }
  void facts(const std::vector<Fact>& facts) override {
    for (const Fact& fact : facts) {
      for (const Line& line : fact.lines) page_->indented(2, said(fact.name) + separator() + flat(line));
    }
  }
  void table(const PageTable& table) override {
    for (const auto& row : table.rows) {
      std::string all;
      for (const Line& cell : row) all += (all.empty() ? "" : "  ") + flat(cell);
      page_->indented(2, all);
    }
  }
  void listing(const Listing& listing) override {
    if (!listing.title.empty()) page_->indented(4, clean_text(listing.title), Ink::faint);
    for (const Listing::Row& row : listing.rows) {
      const std::string number = row.number > 0 ? fmt::format("{:>4}", row.number) : std::string(4, ' ');
      page_->line(fmt::format("    {} {} {}", number, row.sign, text::visible(row.text)));
    }
  }
  void items(const std::vector<Both>& items) override {
    int number = 0;
    for (const Both& item : items) {
      const std::string sign =
          language_ == Language::chinese ? fmt::format("（{}）", ++number) : fmt::format("({}) ", ++number);
      page_->indented(4, sign + clean_text(said(item)));
    }
  }
  void open_fold(const Both& title) override { page_->indented(2, clean_text(said(title)), Ink::faint); }
  void close_fold() override {}
  void search_box() override {}
  std::string take() override { return page_->take(); }

 private:
  const std::string& said(const Both& text) const {
    return language_ == Language::english && !text.english.empty() ? text.english : text.chinese;
  }
  std::string separator() const { return language_ == Language::english ? ": " : "："; }
  static std::string flat(const Line& line) {
    std::string all;
    for (const Span& span : line) all += (span.style == Span::Style::below ? "  " : "") + span.text;
    return clean_text(all);
  }

  Language language_;
  ReportOptions options_;
  std::unique_ptr<Page> page_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<PageWriter> text_page(Language language, int width) {
  return std::make_unique<TextPage>(language, width);
}

}  // namespace gouji::report
