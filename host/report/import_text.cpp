#include "report/import_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.hpp"
#include "formats/import_words.hpp"
#include "report/terminal.hpp"
#include "report/where.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::size_t kFirst = 5;      // of each list in a summary
constexpr std::size_t kNearText = 60;  // characters of a source line
constexpr std::size_t kNoteText = 120;
constexpr std::size_t kFieldText = 40;  // characters of what was read
constexpr int kNearLines = 10;          // a placed figure further away says nothing about this one
constexpr int kLineColumns = 8;         // for the place at the left

std::string cut_line(std::string_view text, std::size_t most) { return one_line(text::shorten(text, most)); }

class ImportText {
 public:
  ImportText(const ImportReport& report, const ReportOptions& options)
      : report_(report), options_(options), page_(options) {}

  void write_head() {
    page_.line(fmt::format(fmt::runtime(say("{}：{} 行，用时 {} 秒", "{}: {} lines, {} seconds")),
                           one_line(report_.file), report_.lines, spelled_seconds(report_.seconds)));
    page_.indented(2, report_.document.empty()
                          ? std::string(say("没有识别出任何报表", "nothing was recognised"))
                          : fmt::format("{} {}", say("公开文本", "document"),
                                        one_line(document_name(report_.document, options_.language))));
    for (const ImportLayout& layout : report_.layouts) {
      page_.hanging("  ", Ink::plain,
                    fmt::format(fmt::runtime(say("{} {}：{}", "{} {}: {}")), layout.id, one_line(layout.title),
                                one_line(layout.why)));
      if (layout.generic)
        page_.indented(4, std::string(say("通用版式所读，识别存疑，请核对原件",
                                          "read by the layout for any form: please compare with the original")));
    }
  }

  void write_counts() {
    page_.indented(2, fmt::format(fmt::runtime(say("数字 {} 个：已归位 {}，未归位 {}，存疑 {}",
                                                   "{} numbers: {} placed, {} not placed, {} in doubt")),
                                  report_.numbers, report_.placed, report_.unplaced.size(), report_.doubtful.size()));
    std::string parts;
    const auto add = [&](std::string_view word, int count) {
      if (count > 0) parts += fmt::format("{}{} {}", parts.empty() ? "" : say("，", ", "), word, count);
    };
    for (const PlacedPartWord& part : placed_part_words())
      add(say(part.chinese, part.english), report_.parts.*part.count);
    add(say("表头和标题", "heads and titles"), report_.seen);
    if (!parts.empty()) page_.indented(2, fmt::format("{}{}", say("归位于：", "placed in: "), parts));
    std::string kinds;
    for (const NumberKindWord& kind : number_kind_words())
      kinds += fmt::format(" {} {}", say(kind.chinese, kind.english), report_.kinds.*kind.count);
    page_.indented(2, fmt::format("{}{}", say("另有", "besides"), kinds));
  }

  void write_notes(std::size_t most) {
    if (report_.notes.empty()) return;
    heading(say("原件", "source"));
    for (std::size_t i = 0; i < std::min(most, report_.notes.size()); ++i)
      page_.indented(2, cut_line(say(report_.notes[i].chinese, report_.notes[i].english), kNoteText));
    rest(report_.notes.size(), most);
  }

  void write_tried() {
    if (report_.tried.empty()) return;
    heading(say("版式", "layouts"));
    for (const TriedLayout& layout : report_.tried) {
      const std::string head = pad(fmt::format("  {} {:>3} ", layout.chosen ? "→" : " ", layout.score), kLineColumns);
      page_.hanging(head, layout.chosen ? Ink::strong : Ink::faint, fmt::format("{} {}", layout.id, why_of(layout)),
                    layout.chosen ? Ink::plain : Ink::faint);
    }
  }

  // Figures of one line that are missing for one reason stand together.
  void write_unplaced(std::size_t most, bool full) {
    const auto& all = report_.unplaced;
    if (all.empty()) return;
    heading(fmt::format("{} {}", say("未归位", "not placed"), all.size()));
    std::size_t i = 0;
    for (std::size_t entries = 0; i < all.size() && entries < most; ++entries) {
      const UnplacedNumber& first = all[i];
      std::string texts;
      const std::size_t begin = i;
      for (; i < all.size() && all[i].line == first.line && all[i].reason == first.reason; ++i)
        texts += (i == begin ? std::string() : std::string(say("、", ", "))) + all[i].text;
      write_at(first.at, first.line,
               fmt::format(fmt::runtime(say("{}（{}）", "{} ({})")), cut_line(texts, kNearText),
                           cut_line(first.near, kNearText)));
      if (full) page_.indented(kLineColumns + 3, surroundings(first, all[i - 1]), Ink::faint);
    }
    rest(all.size(), i);
  }

  void write_doubtful(std::size_t most) {
    if (report_.doubtful.empty()) return;
    heading(fmt::format(fmt::runtime(say("存疑 {}，请核对原件", "in doubt {}, check the original")),
                        report_.doubtful.size()));
    for (std::size_t i = 0; i < std::min(most, report_.doubtful.size()); ++i) write_doubt(report_.doubtful[i]);
    rest(report_.doubtful.size(), most);
  }

  void write_doubt(const DoubtfulReading& reading) {
    std::string where = cut_line(reading.evaluation, kFieldText);
    for (const std::string& part : {reading.row, reading.label.empty() ? reading.field : reading.label}) {
      if (!part.empty()) where += (where.empty() ? "" : " / ") + cut_line(part, kFieldText);
    }
    const std::string text =
        reading.text.empty() ? std::string() : fmt::format("“{}” ", cut_line(reading.text, kFieldText));
    write_at(
        reading.at, reading.line,
        fmt::format("{}{}{}{}", where, say("：", ": "), text, one_line(doubt_in(reading.reason, options_.language))));
  }

  void write_twice(std::size_t most) {
    if (report_.twice.empty()) return;
    heading(fmt::format("{} {}", say("归到两处", "placed twice"), report_.twice.size()));
    for (std::size_t i = 0; i < std::min(most, report_.twice.size()); ++i) {
      const TwicePlaced& number = report_.twice[i];
      std::string as;
      for (const std::string& what : number.as)
        as += (as.empty() ? std::string() : std::string(say("；", "; "))) + cut_line(what, kNearText);
      write_at(number.at, number.line, fmt::format("{} → {}", number.text, as));
    }
    rest(report_.twice.size(), most);
  }

  void write_worked_out(std::size_t most) {
    if (report_.worked_out.empty()) return;
    heading(fmt::format("{} {}", say("由版式推定，原件没有印", "worked out by the layout, not printed"),
                        report_.worked_out.size()));
    for (std::size_t i = 0; i < std::min(most, report_.worked_out.size()); ++i) {
      const WorkedOut& figure = report_.worked_out[i];
      page_.indented(2, fmt::format("{} {}", cut_line(figure.what, kNearText), cut_line(figure.text, kFieldText)));
    }
    rest(report_.worked_out.size(), most);
  }

  std::string take() { return page_.take(); }

 private:
  std::string_view say(std::string_view chinese, std::string_view english) const {
    return report::say(options_.language, chinese, english);
  }

  void heading(std::string_view text) { page_.line(text, Ink::strong); }

  void rest(std::size_t all, std::size_t most) {
    if (all <= most) return;
    page_.indented(kLineColumns + 1,
                   fmt::format(fmt::runtime(say("… 另有 {} 处，见 --report 文件", "… {} more, see the --report file")),
                               all - most),
                   Ink::faint);
  }

  // "    12 | text", or the page, or sheet and cell; what hangs below has one indent whatever stands before.
  void write_at(const Place& at, int line, const std::string& told) {
    const bool lines_only = at.page == 0 && at.sheet.empty() && at.cell.empty();
    const bool nowhere = lines_only && at.line <= 0 && line <= 0;  // of the whole text
    const std::string place = nowhere      ? std::string(say("全文", "all"))
                              : lines_only ? fmt::format("{}", at.line > 0 ? at.line : line)
                                           : one_line(place_text(at, options_.language));
    if (text::display_width(place) <= kLineColumns) {
      page_.hanging(pad_left(place, kLineColumns) + " | ", Ink::faint, told);
      return;
    }
    page_.indented(2, place, Ink::faint);
    page_.indented(kLineColumns + 3, told);
  }

  std::string why_of(const TriedLayout& layout) const {
    if (!layout.asked)
      return std::string(say("没有问：另一个由 --layout 指定", "not asked: another was named by --layout"));
    if (!layout.why.empty()) return one_line(layout.why);
    return std::string(layout.score > 0 ? "" : say("没有找到它要找的内容", "what it looks for is not there"));
  }

  // What the figures of a line were near to, and the likely reason.
  std::string surroundings(const UnplacedNumber& first, const UnplacedNumber& last) const {
    std::string told(words_of(first.reason, options_.language));
    const auto add_name = [&](std::string_view chinese, std::string_view english, const std::string& name) {
      if (!name.empty())
        told += fmt::format("{}{}“{}”", say("；", "; "), say(chinese, english), cut_line(name, kFieldText));
    };
    add_name("行", "row ", first.label);
    if (&first == &last) add_name("栏", "column ", first.head);
    const auto add = [&](const std::optional<Neighbour>& one, int line, std::string_view chinese,
                         std::string_view english) {
      if (!one || std::abs(one->line - line) > kNearLines) return;
      told += fmt::format("{}{} {}", say("；", "; "), say(chinese, english), one->text);
      told += one->line == line ? fmt::format(fmt::runtime(say("（{}）", " ({})")), cut_line(one->what, kFieldText))
                                : fmt::format(fmt::runtime(say("（第 {} 行，{}）", " (line {}, {})")), one->line,
                                              cut_line(one->what, kFieldText));
    };
    add(first.before, first.line, "前面是", "before it");
    add(last.after, last.line, "后面是", "behind it");
    return told;
  }

  const ImportReport& report_;
  const ReportOptions& options_;
  Page page_;
};

}  // namespace

std::string import_summary(const ImportReport& report, const ReportOptions& options) {
  ImportText text(report, options);
  text.write_head();
  text.write_counts();
  text.write_notes(kFirst);
  text.write_unplaced(kFirst, false);
  text.write_doubtful(kFirst);
  return text.take();
}

std::string import_explained(const ImportReport& report, const ReportOptions& options, std::size_t most) {
  ImportText text(report, options);
  text.write_head();
  text.write_counts();
  text.write_notes(most);
  text.write_tried();
  text.write_unplaced(most, true);
  text.write_doubtful(most);
  text.write_twice(most);
  text.write_worked_out(most);
  return text.take();
}

Fault doubtful_fault(const ImportReport& report, const ReportOptions& options) {
  ReportOptions plain = options;
  plain.colour = false;
  ImportText text(report, plain);
  for (std::size_t i = 0; i < std::min(kFirst, report.doubtful.size()); ++i) text.write_doubt(report.doubtful[i]);
  std::string first = text.take();
  if (first.ends_with('\n')) first.pop_back();
  Fault fault("import.doubtful", fmt::format("有 {} 处识别存疑（--strict），没有写数据集", report.doubtful.size()),
              fmt::format("{} readings are in doubt (--strict), no dataset was written", report.doubtful.size()));
  fault.at_line(report.file, report.doubtful.empty() ? 0 : report.doubtful.front().at.line);
  fault.with_excerpt(std::move(first));
  fault.hint("请核对原件；去掉 --strict 就照写，并标为存疑",
             "check the original; without --strict they are written and marked");
  return fault;
}

}  // namespace gouji::report
