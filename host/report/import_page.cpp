#include "report/import_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/import_words.hpp"
#include "report/html_parts.hpp"
#include "report/html_style.hpp"
#include "report/import_page_style.hpp"
#include "report/import_source_view.hpp"
#include "report/markup.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr int kRun = 3;                // unplaced figures no further apart than so many lines are listed together
constexpr std::size_t kRunTexts = 4;   // of which so many are shown
constexpr std::size_t kListText = 60;  // characters

std::string listed_text(std::string_view text) { return markup_text(text::shorten(text, kListText)); }

// One source of the page.
class Section {
 public:
  Section(const intake::Imported& imported, std::string prefix, const ReportOptions& options)
      : imported_(imported),
        report_(imported.report),
        prefix_(std::move(prefix)),
        options_(options),
        view_(view_of_source(imported, prefix_, options)) {}

  std::string write() {
    write_facts();
    write_tiles();
    out_ += "<div class=\"cols\">\n<div class=\"src\">\n" + view_.html + "</div>\n<aside>\n";
    write_notes();
    write_doubtful();
    write_unplaced();
    write_twice();
    write_worked_out();
    write_tried();
    out_ += "</aside>\n</div>\n";
    return std::move(out_);
  }

 private:
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return report::say(options_.language, chinese, english);
  }

  void write_facts() {
    const Document& document = imported_.document;
    const DocumentKind* kind = find_kind(document.kind);
    out_ += fmt::format(
        "<p class=\"quiet\">{} · {} · {} · {} {} · {} {}</p>\n", markup_text(document.unit),
        document.year_known() ? std::to_string(document.year) : std::string(say("年度未知", "year unknown")),
        kind == nullptr ? markup_text(document.kind) : markup_text(kind->chinese), report_.lines, say("行", "lines"),
        spelled_seconds(report_.seconds), say("秒", "seconds"));
    for (const ImportLayout& layout : report_.layouts) {
      out_ += fmt::format("<p class=\"quiet\">{} <code>{}</code> {}{}{}</p>\n", say("版式", "Layout"),
                          markup_text(layout.id), markup_text(layout.title), layout.why.empty() ? "" : say("：", ": "),
                          markup_text(layout.why));
      if (layout.generic)
        out_ += fmt::format("<p class=\"quiet\">{}</p>\n",
                            say("通用版式所读，识别存疑，请核对原件",
                                "Read by the layout for any form: please compare with the original"));
    }
  }

  // The counts are the legend: each shows its mark and leads to the first of its kind.
  void write_tiles() {
    out_ += "<ul class=\"tiles\">\n";
    const auto tile = [&](Shade shade, std::string_view css) {
      const auto index = static_cast<std::size_t>(shade);
      const ShadeWord& word = shade_words().at(index);
      const int count = shade == Shade::doubtful ? static_cast<int>(report_.doubtful.size()) : view_.counts.at(index);
      const std::string name = fmt::format("<b>{}</b><span>{}</span>", count, say(word.chinese, word.english));
      out_ += fmt::format("<li{}>", count > 0 && !css.empty() ? fmt::format(" class=\"{}\"", css) : "");
      out_ += view_.first.at(index).empty() ? name : fmt::format("<a href=\"#{}\">{}</a>", view_.first.at(index), name);
      out_ += "</li>\n";
    };
    tile(Shade::unplaced, "error");
    tile(Shade::doubtful, "warning");
    for (const Shade shade : {Shade::form, Shade::table, Shade::claim, Shade::fact, Shade::seen, Shade::aside})
      tile(shade, "");
    out_ += "</ul>\n<ul class=\"legend\">\n";
    for (std::size_t i = 0; i < kShades; ++i) {
      const ShadeWord& word = shade_words().at(i);
      const bool doubtful = static_cast<Shade>(i) == Shade::doubtful;
      out_ += doubtful
                  ? fmt::format("<li><mark>{}</mark></li>\n", say(word.chinese, word.english))
                  : fmt::format("<li><i class=\"{}\">12.50</i> {}</li>\n", word.css, say(word.chinese, word.english));
    }
    out_ += "</ul>\n";
  }

  void heading(std::string_view name, std::size_t count) { out_ += fmt::format("<h3>{} {}</h3>\n<ol>\n", name, count); }

  std::string place(const Place& at, int line) const {
    const bool lines_only = at.page == 0 && at.sheet.empty() && at.cell.empty();
    if (lines_only && line <= 0) return std::string(say("全文", "all"));
    const Place shown_at = lines_only ? Place{line, 0, 0, {}, {}} : at;
    return fmt::format("<a href=\"#{}L{}\">{}</a>", prefix_, line,
                       markup_text(place_text(shown_at, options_.language)));
  }

  void write_doubtful() {
    if (report_.doubtful.empty()) return;
    heading(say("存疑", "In doubt"), report_.doubtful.size());
    for (const DoubtfulReading& reading : report_.doubtful) {
      const std::string where = intake::placed_as(intake::placed_as(reading.evaluation, reading.row, ""), "",
                                                  reading.label.empty() ? reading.field : reading.label);
      out_ += fmt::format("<li>{} {}{}<div class=\"why\">{}</div></li>\n", place(reading.at, reading.line),
                          listed_text(where),
                          reading.text.empty() ? "" : fmt::format("{}“{}”", say("：", ": "), listed_text(reading.text)),
                          markup_text(doubt_in(reading.reason, options_.language)));
    }
    out_ += "</ol>\n";
  }

  // Figures beside each other that are missing for one reason stand together.
  void write_unplaced() {
    const auto& all = report_.unplaced;
    if (all.empty()) return;
    heading(say("未归位", "Not placed"), all.size());
    for (std::size_t i = 0; i < all.size();) {
      std::size_t end = i + 1;
      while (end < all.size() && all[end].reason == all[i].reason && all[end].line - all[end - 1].line <= kRun) ++end;
      write_run(i, end);
      i = end;
    }
    out_ += "</ol>\n";
  }

  void write_run(std::size_t begin, std::size_t end) {
    const UnplacedNumber& first = report_.unplaced[begin];
    std::string texts;
    for (std::size_t i = begin; i < std::min(end, begin + kRunTexts); ++i) {
      texts += fmt::format("{}<a href=\"#{}u{}\">{}</a>", texts.empty() ? "" : say("、", ", "), prefix_, i,
                           listed_text(report_.unplaced[i].text));
    }
    if (end - begin > kRunTexts) texts += fmt::format(" … {} {}", end - begin, say("个", "in all"));
    std::string where = place(first.at, first.line);
    if (report_.unplaced[end - 1].line > first.line && first.at.page == 0 && first.at.sheet.empty()) {
      where = fmt::format(
          "<a href=\"#{}L{}\">{}</a>", prefix_, first.line,
          markup_text(place_text({first.line, report_.unplaced[end - 1].line, 0, {}, {}}, options_.language)));
    }
    std::string why(words_of(first.reason, options_.language));
    if (end - begin == 1 && !first.label.empty()) why += " · " + first.label;
    if (end - begin == 1 && !first.head.empty()) why += " · " + first.head;
    if (end - begin == 1 && first.label.empty() && first.head.empty()) why += " · " + first.near;
    out_ += fmt::format("<li>{} {}<div class=\"why\">{}</div></li>\n", where, texts, markup_text(why));
  }

  void write_twice() {
    if (report_.twice.empty()) return;
    heading(say("归到两处", "Placed twice"), report_.twice.size());
    for (const TwicePlaced& number : report_.twice) {
      std::string as;
      for (const std::string& what : number.as) as += (as.empty() ? "" : "<br>") + listed_text(what);
      out_ += fmt::format("<li>{} {}<div class=\"why\">{}</div></li>\n", place(number.at, number.line),
                          listed_text(number.text), as);
    }
    out_ += "</ol>\n";
  }

  void write_worked_out() {
    if (report_.worked_out.empty()) return;
    heading(say("由版式推定，原件没有印", "Worked out, not printed"), report_.worked_out.size());
    for (const WorkedOut& figure : report_.worked_out)
      out_ += fmt::format("<li>{} {}</li>\n", listed_text(figure.what), listed_text(figure.text));
    out_ += "</ol>\n";
  }

  void write_notes() {
    if (report_.notes.empty()) return;
    heading(say("原件", "The source"), report_.notes.size());
    for (const ImportNote& note : report_.notes)
      out_ += fmt::format("<li>{}</li>\n", markup_text(say(note.chinese, note.english)));
    out_ += "</ol>\n";
  }

  void write_tried() {
    if (report_.tried.empty()) return;
    heading(say("看过这份文本的版式", "Layouts that looked at it"), report_.tried.size());
    for (const TriedLayout& layout : report_.tried) {
      out_ += fmt::format("<li>{} <code>{}</code> {}{}<div class=\"why\">{}</div></li>\n", layout.chosen ? "→" : "",
                          markup_text(layout.id), say("分数 ", "score "), layout.score,
                          layout.asked ? markup_text(layout.why) : std::string(say("没有问", "not asked")));
    }
    out_ += "</ol>\n";
  }

  const intake::Imported& imported_;
  const ImportReport& report_;
  std::string prefix_;
  const ReportOptions& options_;
  SourceView view_;
  std::string out_;
};

}  // namespace

std::string ImportPage::section(const std::string& name, const intake::Imported& imported) {
  const ImportReport& report = imported.report;
  const std::string id = fmt::format("s{}", entries_.size() + 1);
  entries_.push_back({name, id, report.numbers, report.placed, report.unplaced.size(), report.doubtful.size(), false});
  return fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", id, markup_text(name)) +
         Section(imported, id + "-", options_).write() + "</section>\n";
}

std::string ImportPage::section(const std::string& name, const Fault& fault) {
  const std::string id = fmt::format("s{}", entries_.size() + 1);
  entries_.push_back({name, id, 0, 0, 0, 0, true});
  std::string out = fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n<p class=\"verdict error\">{}</p>\n", id,
                                markup_text(name), markup_text(fault.message(options_.language)));
  const std::string& hint = fault.hint(options_.language);
  if (!hint.empty()) out += fmt::format("<p class=\"quiet\">{}</p>\n", markup_text(hint));
  return out + "</section>\n";
}

std::string ImportPage::list_of_sources() const {
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return report::say(options_.language, chinese, english);
  };
  std::string out = "<div class=\"scroll\"><table>";
  out += html_head({{say("来源", "Source"), ""},
                    {say("数字", "Numbers"), "n"},
                    {say("已归位", "Placed"), "n"},
                    {say("未归位", "Not placed"), "n"},
                    {say("存疑", "In doubt"), "n"}});
  out += "<tbody>\n";
  for (const Entry& entry : entries_) {
    out += fmt::format("<tr><td><a href=\"#{}\">{}</a></td>", entry.id, markup_text(entry.name));
    if (entry.failed) {
      out += fmt::format("<td colspan=\"4\">{}</td></tr>\n", say("没有读成", "not read"));
      continue;
    }
    out += fmt::format(
        "<td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
        entry.numbers, entry.placed, entry.unplaced, entry.doubtful);
  }
  return out + "</tbody></table></div>\n";
}

std::string ImportPage::opening() const {
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return report::say(options_.language, chinese, english);
  };
  Entry all;
  int failed = 0;
  for (const Entry& entry : entries_) {
    all.numbers += entry.numbers;
    all.placed += entry.placed;
    all.unplaced += entry.unplaced;
    all.doubtful += entry.doubtful;
    failed += entry.failed ? 1 : 0;
  }
  const std::string title(say("读入报告", "Import report"));
  std::string out =
      html_opening(title, options_.language, std::string(kHtmlStyle) + std::string(kImportStyle), kImportScript);
  out += fmt::format(
      "<header>\n<h1>{}</h1>\n<p class=\"verdict {}\">{}</p>\n</header>\n<main>\n", title,
      all.failed                        ? "error"
      : all.unplaced + all.doubtful > 0 ? "warning"
                                        : "pass",
      fmt::format(fmt::runtime(say("数字 {} 个：已归位 {}，未归位 {}，存疑 {}",
                                   "{} numbers: {} placed, {} not placed, {} in doubt")),
                  all.numbers, all.placed, all.unplaced, all.doubtful) +
          (failed == 0 ? std::string()
                       : fmt::format(fmt::runtime(say("；没有读成 {} 份", "; {} could not be read")), failed)));
  if (entries_.size() > 1) out += list_of_sources();
  return out;
}

std::string ImportPage::closing() const {
  const auto say = [&](std::string_view chinese, std::string_view english) {
    return report::say(options_.language, chinese, english);
  };
  return fmt::format(
      "</main>\n<footer>{}</footer>\n<div class=\"steps\" hidden><button>{}</button><button>{}</button></div>\n"
      "<script>{}</script>\n</body>\n</html>\n",
      say("指到或选中一个数，页底显示它的去向。按 n、p 到下一处、上一处未归位或存疑。",
          "Point at a number to see what became of it. Press n and p for the next and previous one in question."),
      say("上一处 p", "previous p"), say("下一处 n", "next n"), kImportScript);
}

}  // namespace gouji::report
