#include "formats/import_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.hpp"
#include "formats/json_writer.hpp"

namespace gouji {
namespace {

struct KindName {
  std::string_view key, chinese, english;
  int NumberKinds::*count;
};
constexpr std::array<KindName, 5> kKinds{
    {{"date", "日期", "dates", &NumberKinds::date},
     {"document_number", "文号", "document numbers", &NumberKinds::document_number},
     {"list_number", "编号", "list numbers", &NumberKinds::list_number},
     {"page_number", "页码", "page numbers", &NumberKinds::page_number},
     {"phone", "电话", "telephone numbers", &NumberKinds::phone}}};

// Milliseconds, without a trip through the locale.
std::string spelled_seconds(double seconds) {
  const auto thousandths = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds) * 1000));
  return fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
}

void write_counts(JsonWriter& json, const ImportReport& report) {
  json.key("counts");
  json.begin_object();
  json.member("numbers", report.numbers);
  json.member("placed", report.placed);
  json.member("unplaced", static_cast<std::int64_t>(report.unplaced.size()));
  json.member("doubtful", static_cast<std::int64_t>(report.doubtful.size()));
  json.key("by_kind");
  json.begin_object();
  for (const KindName& kind : kKinds) json.member(kind.key, report.kinds.*kind.count);
  json.end_object();
  json.end_object();
}

std::string shown(std::string_view text) { return text::visible(text::shorten(text, 60)); }

// The words of the contract are English; people get their own language.
struct Reason {
  std::string_view english, chinese;
};
constexpr std::array<Reason, 8> kReasons{
    {{"border between two cells not certain", "与相邻单元格的分界不能确定"},
     {"heading is none of the usual ones", "不是常见的指标名称"},
     {"heading not printed, inferred from the level below it", "没有印出，由下一级指标推出"},
     {"heading is cut by a page break", "标题被分页切断"},
     {"a heading between this one and the next may be missing in the print", "可能漏印了另一个名称"},
     {"row is cut by a page break", "这一行被分页切断"},
     {"a word stands where a figure belongs", "应为数字处印的是文字"},
     {"figures are missing in the print; their columns are not certain", "缺印数字，所属栏目不能确定"}}};

std::string_view reason_in(std::string_view reason, bool chinese) {
  for (const Reason& one : kReasons) {
    if (chinese && one.english == reason) return one.chinese;
  }
  return reason;
}

std::string line_of(const UnplacedNumber& number, bool /*chinese*/) {
  return fmt::format("  {:>6} | {}（{}）", number.line, shown(number.text), shown(number.near));
}
std::string line_of(const DoubtfulReading& reading, bool chinese) {
  std::string where = reading.evaluation;
  for (const std::string& part : {reading.row, reading.field}) {
    if (!part.empty()) where += (where.empty() ? "" : " / ") + part;
  }
  return fmt::format("  {:>6} | {}：“{}” {}", reading.line, shown(where), shown(reading.text),
                     shown(reason_in(reading.reason, chinese)));
}

template <class Items>
std::string list(const Items& items, std::size_t most, bool chinese) {
  std::string out;
  for (std::size_t i = 0; i < std::min(items.size(), most); ++i) out += line_of(items[i], chinese) + "\n";
  if (items.size() > most) {
    out += fmt::format(fmt::runtime(chinese ? "         … 另有 {} 处，见 --report 文件\n"
                                            : "         … {} more, see the --report file\n"),
                       items.size() - most);
  }
  return out;
}

}  // namespace

std::string doubtful_line(const DoubtfulReading& reading, Language language) {
  return line_of(reading, language == Language::chinese);
}

std::string import_report_json(const ImportReport& report, bool pretty) {
  JsonWriter json(pretty);
  json.begin_object();
  json.member("schema", kImportSchema);
  json.key("source");
  json.begin_object();
  json.member("file", report.file);
  json.member("sha256", report.sha256);
  json.member("bytes", static_cast<std::int64_t>(report.bytes));
  json.member("lines", report.lines);
  json.end_object();
  json.member("document", report.document.empty() ? std::nullopt : std::optional<std::string>(report.document));
  json.key("layouts");
  json.begin_list();
  for (const ImportLayout& layout : report.layouts) {
    json.begin_object();
    json.member("id", layout.id);
    json.member("pack", layout.pack);
    json.member("title", layout.title);
    json.member("why", layout.why);
    json.member("from", layout.from);
    json.member("to", layout.to);
    json.end_object();
  }
  json.end_list();
  write_counts(json, report);
  json.key("unplaced");
  json.begin_list();
  for (const UnplacedNumber& number : report.unplaced) {
    json.begin_object();
    json.member("line", number.line);
    json.member("text", number.text);
    json.member("kind", number.kind);
    json.member("near", number.near);
    json.end_object();
  }
  json.end_list();
  json.key("doubtful");
  json.begin_list();
  for (const DoubtfulReading& reading : report.doubtful) {
    json.begin_object();
    json.member("line", reading.line);
    json.member("evaluation", reading.evaluation);
    json.member("row", reading.row);
    json.member("field", reading.field);
    json.member("text", reading.text);
    json.member("reason", reading.reason);
    json.end_object();
  }
  json.end_list();
  json.key("seconds");
  json.number(spelled_seconds(report.seconds));
  json.end_object();
  return json.take();
}

std::string import_report_text(const ImportReport& report, Language language, std::size_t most) {
  const bool chinese = language == Language::chinese;
  std::string out = fmt::format(fmt::runtime(chinese ? "{}：{} 行，用时 {} 秒\n" : "{}: {} lines, {} seconds\n"),
                                report.file, report.lines, spelled_seconds(report.seconds));
  if (report.document.empty()) {
    out += chinese ? "  没有识别出任何报表\n" : "  nothing was recognised\n";
  } else {
    out += fmt::format(fmt::runtime(chinese ? "  公开文本 {}\n" : "  document {}\n"), report.document);
  }
  for (const ImportLayout& layout : report.layouts) {
    out += fmt::format("  {} {}（{}–{}）：{}\n", layout.id, layout.title, layout.from, layout.to, layout.why);
  }
  out += fmt::format(fmt::runtime(chinese ? "  数字 {} 个：已归位 {}，未归位 {}，存疑 {}"
                                          : "  {} numbers: {} placed, {} not placed, {} in doubt"),
                     report.numbers, report.placed, report.unplaced.size(), report.doubtful.size());
  out += chinese ? "；另有" : "; besides";
  for (const KindName& kind : kKinds)
    out += fmt::format(" {} {}", chinese ? kind.chinese : kind.english, report.kinds.*kind.count);
  out += "\n";
  if (!report.unplaced.empty())
    out += (chinese ? "未归位：\n" : "not placed:\n") + list(report.unplaced, most, chinese);
  if (!report.doubtful.empty())
    out +=
        (chinese ? "存疑，请核对原件：\n" : "in doubt, check the original:\n") + list(report.doubtful, most, chinese);
  return out;
}

}  // namespace gouji
