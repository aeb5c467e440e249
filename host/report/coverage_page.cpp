#include <fmt/format.h>

#include <algorithm>

#include "report/aside_text.hpp"
#include "report/coverage_report.hpp"
#include "report/html_parts.hpp"
#include "report/html_style.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

// Every shade has a sign of its own besides its colour: × did not run, ? one way only.
constexpr std::string_view kCoverageStyle = R"css(
.code{margin:0;padding:8px 0;font:12.5px/1.6 ui-monospace,Consolas,"Noto Sans Mono CJK SC",monospace}
.code div{display:grid;grid-template-columns:1.4em 3.2em 4.4em minmax(0,1fr);gap:8px;padding:0 12px}
.code b,.code em{font-weight:400;font-style:normal;text-align:right;color:var(--soft)}
.code span{white-space:pre-wrap;tab-size:4}
.code .no{background:var(--error-g)}.code .no i{color:var(--error)}
.code .half{background:var(--warning-g)}.code .half i{color:var(--warning)}
.code i{font-style:normal;font-weight:700}
.code u{text-decoration:none;color:var(--warning);white-space:normal}
td.yes{color:var(--pass)}td.no{color:var(--error)}
details>summary{font-size:15px;color:var(--ink)}
)css";

class CoveragePage {
 public:
  CoveragePage(const std::vector<PackCoverage>& packs, Language language) : packs_(packs), language_(language) {}

  std::string write() {
    const std::string_view title = words("规则包的覆盖情况", "Coverage of rule packs");
    const std::string style = std::string(kHtmlStyle) + std::string(kCoverageStyle);
    out_ = html_opening(title, language_, style);
    out_ += fmt::format("<header><h1>{}</h1></header>\n<main>\n", title);
    for (const PackCoverage& pack : packs_) write_pack(pack);
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  std::string_view words(std::string_view chinese, std::string_view english) const {
    return say(language_, chinese, english);
  }

  void tile(const Share& share, std::string_view name) {
    out_ += fmt::format("<li{}><b>{}%</b><span>{} {}/{}</span></li>\n",
                        share.covered < share.of ? " class=\"warning\"" : "", share.percent(), name, share.covered,
                        share.of);
  }

  void write_pack(const PackCoverage& pack) {
    out_ += fmt::format("<h2>{}</h2>\n<p class=\"quiet\">{} {}</p>\n<ul class=\"tiles\">\n", markup_text(pack.id),
                        pack.runs, pack.over_data ? words("份公开文本", "disclosures") : words("个用例", "cases"));
    tile(pack.rule_share(), words("规则", "rules"));
    tile(pack.line_share(), words("行", "lines"));
    tile(pack.branch_share(), words("分支", "branches"));
    tile(pack.boundary_share(), words("阈值上下", "boundaries"));
    if (pack.over_data) tile(pack.figure_share(), words("读过的数", "figures read"));
    out_ += "</ul>\n";
    if (pack.aside.any()) {
      out_ += fmt::format("<p class=\"quiet\">{}</p>\n", markup_text(aside_text(pack.aside, language_)));
    }
    write_rules(pack);
    write_thresholds(pack);
    write_figures(pack);
    write_files(pack);
  }

  void write_rules(const PackCoverage& pack) {
    out_ += fmt::format("<h3>{}</h3>\n<div class=\"scroll\"><table>\n<tr><th>{}</th>",
                        words("规则和结果", "Rules and outcomes"), words("规则", "rule"));
    for (std::size_t i = 0; i < kOutcomes; ++i)
      out_ += fmt::format("<th class=\"n\">{}</th>", markup_text(word_of(static_cast<Outcome>(i), language_)));
    out_ += "</tr>\n";
    for (const CoveredRule& rule : pack.rules) {
      out_ += fmt::format("<tr{}><td>{}<br><code>{}</code></td>", rule.covered() ? "" : " class=\"differs\"",
                          markup_text(rule.title), markup_text(rule.id));
      for (const int count : rule.outcomes)
        out_ += fmt::format("<td class=\"n{}\">{}</td>", count == 0 ? " z" : "", count);
      out_ += "</tr>\n";
    }
    out_ += "</table></div>\n";
  }

  void write_thresholds(const PackCoverage& pack) {
    if (pack.thresholds.empty()) return;
    out_ += fmt::format(
        "<h3>{}</h3>\n<div class=\"scroll\"><table>\n<tr><th>{}</th><th "
        "class=\"n\">{}</th><th>{}</th><th>{}</th><th>{}</th></tr>\n",
        words("阈值试过没有", "Thresholds"), words("参数", "parameter"), words("取值", "value"),
        words("差一点不到", "just below"), words("刚好等于", "at it"), words("刚过一点", "just above"));
    const auto tick = [&](bool yes) {
      return fmt::format("<td class=\"{}\">{}</td>", yes ? "yes" : "no", yes ? "✓" : "×");
    };
    for (const CoveredThreshold& one : pack.thresholds)
      out_ += fmt::format("<tr><td>{}<br><code>{}</code></td><td class=\"n\">{}</td>{}{}{}</tr>\n",
                          markup_text(one.title), markup_text(one.parameter), markup_text(one.value), tick(one.below),
                          tick(one.equal), tick(one.above));
    out_ += "</table></div>\n";
  }

  void write_figures(const PackCoverage& pack) {
    if (!pack.over_data) return;
    out_ += fmt::format(
        "<h3>{}</h3>\n<div class=\"scroll\"><table>\n<tr><th>{}</th><th class=\"n\">{}</th><th "
        "class=\"n\">{}</th><th>{}</th></tr>\n",
        words("没有规则读过的数", "Figures that no rule read"), words("报表 · 栏", "table · column"),
        words("没有读", "not read"), words("印出", "printed"), words("如", "such as"));
    for (const CoveredFigures& one : pack.figures) {
      if (one.read == one.printed) continue;
      out_ += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
                          markup_text(one.place), one.printed - one.read, one.printed, markup_text(one.example));
    }
    out_ += "</table></div>\n";
  }

  void write_files(const PackCoverage& pack) {
    out_ += fmt::format("<h3>{}</h3>\n<p class=\"quiet\">{}</p>\n", words("脚本", "Scripts"),
                        words("× 没有运行到的行；? 只走过一边的条件；数字是运行的次数。",
                              "× lines that did not run; ? conditions that went one way only; numbers: times run."));
    for (const CoveredFile& file : pack.files) {
      Share share;
      for (const auto& [line, hits] : file.lines()) ++share.of, share.covered += hits > 0 ? 1U : 0U;
      const bool whole = lines_left_out(file).empty() && half_of(file).empty();
      out_ += fmt::format("<details{}><summary>{} {}%{}</summary>\n", whole ? "" : " open", markup_text(file.shown),
                          share.percent(), whole ? "" : " ×");
      write_code(file);
      out_ += "</details>\n";
    }
  }

  // By line: conditions that went one way only.
  std::map<int, std::string> half_of(const CoveredFile& file) const {
    std::map<int, std::string> half;
    for (std::size_t i = 0; i < file.points.size(); ++i) {
      const std::string text = condition_text(file, i, language_);
      if (text.empty()) continue;
      std::string& line = half[file.points[i].line];
      line += (line.empty() ? "" : "；") + text;
    }
    return half;
  }

  void write_code(const CoveredFile& file) {
    const auto lines = file.lines();
    const auto half = half_of(file);
    out_ += "<div class=\"scroll code\">\n";
    int number = 1;
    for (std::size_t from = 0; from < file.source.size(); ++number) {
      const std::size_t end = std::min(file.source.find('\n', from), file.source.size());
      const auto hits = lines.find(number);
      const auto one_way = half.find(number);
      const bool missed = hits != lines.end() && hits->second == 0;
      const std::string_view shade = missed ? "no" : one_way != half.end() ? "half" : "";
      out_ += fmt::format("<div{}><i>{}</i><b>{}</b><em>{}</em><span>{}{}</span></div>\n",
                          shade.empty() ? "" : fmt::format(" class=\"{}\"", shade),
                          missed          ? "×"
                          : shade.empty() ? ""
                                          : "?",
                          number, hits == lines.end() ? "" : std::to_string(hits->second),
                          markup_text(file.source.substr(from, end - from)),
                          one_way == half.end() ? "" : fmt::format("<br><u>{}</u>", markup_text(one_way->second)));
      from = end + 1;
    }
    out_ += "</div>\n";
  }

  const std::vector<PackCoverage>& packs_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string coverage_as_html(const std::vector<PackCoverage>& packs, Language language) {
  return CoveragePage(packs, language).write();
}

}  // namespace gouji::report
