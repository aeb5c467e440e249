#include "base/text.hpp"
#include "report/markup.hpp"
#include "report/probe_lines.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::string_view kBlindTitle = "看不见的地方（错了没有人说）：";
constexpr std::string_view kBlindEnglish = "Blind spots (faults that nobody tells):";
constexpr std::string_view kRoundedTitle = "尾差内（比印出的位数容许的还小，什么规则也分不出，不计入发现率）：";
constexpr std::string_view kRoundedEnglish =
    "Within rounding (smaller than what the printed digits leave open; no rule could tell; not counted):";
constexpr std::string_view kKindTitle = "按种类（受审核的数）：";
constexpr std::string_view kKindEnglish = "By kind (figures that carry a check):";
constexpr std::string_view kTableTitle = "按报表：";
constexpr std::string_view kTableEnglish = "By table:";

// A table each line of which has its example below it: examples are long.
void write_places(Page& page, const std::vector<Columns>& lines) {
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Columns& line = lines[i];
    if (!line[0].empty()) page.hanging("  ", Ink::plain, line[0] + "  " + line[1] + "  " + line[2]);
    page.hanging("      ", Ink::faint, line[3], Ink::faint);
  }
}

std::string markdown_table(const std::vector<Columns>& lines) {
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += "|";
    for (const std::string& cell : lines[i]) out += " " + markdown_text(cell) + " |";
    out += "\n";
    if (i > 0) continue;
    out += "|";
    for (std::size_t j = 0; j < lines[i].size(); ++j) out += "---|";
    out += "\n";
  }
  return out + "\n";
}

}  // namespace

std::string probe_as_text(const ProbeReport& probe, const ReportOptions& options, bool every_figure) {
  const Language language = options.language;
  Page page(options);
  for (const ProbedPack& pack : probe.packs) {
    page.hanging(pad(pack.id + "  ", 0), Ink::strong, probe_scope_text(probe, pack, language));
    page.line(say(language, kKindTitle, kKindEnglish), Ink::strong);
    write_columns(page, probe_kind_lines(pack, language), 1);
    page.line(say(language, kTableTitle, kTableEnglish), Ink::strong);
    write_columns(page, probe_table_lines(pack, language), 1);
    if (const auto lines = probe_blind_lines(pack, language, every_figure); !lines.empty()) {
      page.line(say(language, kBlindTitle, kBlindEnglish), Ink::strong);
      write_places(page, lines);
    }
    if (const auto lines = probe_rounded_lines(pack, language); !lines.empty()) {
      page.line(say(language, kRoundedTitle, kRoundedEnglish), Ink::strong);
      write_places(page, lines);
    }
    page.line(probe_result_text(pack, language), Ink::strong);
  }
  return page.take();
}

std::string probe_as_markdown(const ProbeReport& probe, Language language, bool every_figure) {
  std::string out;
  const auto part = [&](std::string_view title, const std::vector<Columns>& lines) {
    if (lines.empty()) return;
    out += "### " + std::string(title) + "\n\n" + markdown_table(lines);
  };
  for (const ProbedPack& pack : probe.packs) {
    out += "## " + markdown_text(pack.id) + "\n\n" + probe_scope_text(probe, pack, language) + "\n\n" +
           probe_result_text(pack, language) + "\n\n";
    part(say(language, kKindTitle, kKindEnglish), probe_kind_lines(pack, language));
    part(say(language, kTableTitle, kTableEnglish), probe_table_lines(pack, language));
    part(say(language, kBlindTitle, kBlindEnglish), probe_blind_lines(pack, language, every_figure));
    part(say(language, kRoundedTitle, kRoundedEnglish), probe_rounded_lines(pack, language));
  }
  return out;
}

}  // namespace gouji::report
