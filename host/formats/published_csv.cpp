#include "formats/published_csv.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <exception>
#include <vector>

#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/cell_flow.hpp"
#include "formats/escape.hpp"
#include "formats/grid_writer.hpp"
#include "formats/published_limits.hpp"
#include "formats/published_text.hpp"

namespace gouji {
namespace {

constexpr std::array<char, 4> kSeparators{',', '\t', ';', '|'};
using Counts = std::array<std::size_t, kSeparators.size()>;

bool is_separator(char c) { return std::find(kSeparators.begin(), kSeparators.end(), c) != kSeparators.end(); }

// The separator that records hold most alike, outside of quotes.
class SeparatorCounts {
 public:
  void add(char c) {
    for (std::size_t which = 0; which < kSeparators.size(); ++which) {
      if (c == kSeparators.at(which)) ++record_.at(which);
    }
  }
  void end_record() {
    for (std::size_t which = 0; which < kSeparators.size(); ++which) {
      const std::size_t count = record_.at(which);
      // Two records alike say more than two that hold it.
      if (count > 0) score_.at(which) += count == before_.at(which) ? 3U : 1U;
    }
    before_ = record_;
    record_ = {};
  }
  char best() const {
    return kSeparators.at(static_cast<std::size_t>(std::max_element(score_.begin(), score_.end()) - score_.begin()));
  }

 private:
  Counts record_{}, before_{}, score_{};
};

char best_separator(std::string_view text) {
  SeparatorCounts counts;
  bool quoted = false, at_field = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\n';
    if (quoted) {
      if (c != '"') continue;
      if (next == '"')
        ++i;
      else
        quoted = !(is_separator(next) || next == '\n' || next == '\r');
      continue;
    }
    if (c == '"' && at_field) quoted = true;
    at_field = c == '\n' || is_separator(c);
    if (c == '\n') counts.end_record();
    counts.add(c);
  }
  counts.end_record();
  return counts.best();
}

struct CsvLine {
  int line = 0, to = 0;  // `to`: its last line, where it has several
  std::vector<std::string> fields;
  // Fields that are not blank.
  auto printed() const {
    return std::count_if(fields.begin(), fields.end(), [](const auto& field) { return !text::trim(field).empty(); });
  }
  Place at() const { return {line, to > line ? to : 0, 0, {}, {}}; }
};

// libcsv calls back through C: nothing may be thrown in there.
class Records {
 public:
  Records(char separator, SourceAllowance& allowance) : allowance_(allowance) {
    if (csv_init(&parser_, 0) != 0) throw std::bad_alloc();
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });  // blanks belong to the text
  }
  ~Records() { csv_free(&parser_); }
  Records(const Records&) = delete;
  Records& operator=(const Records&) = delete;

  void feed(std::string_view line, int number) {
    const bool between = parser_.pstate == 0;
    if (between && text::trim(line).empty()) {
      records_.push_back({number, 0, {}});
      return;
    }
    if (between) record_.line = number;
    record_.to = number;
    std::string bytes(line);
    bytes += '\n';
    if (csv_parse(&parser_, bytes.data(), bytes.size(), on_field, on_record, this) != bytes.size())
      throw std::bad_alloc();
    if (failed_) std::rethrow_exception(failed_);
    allowance_.text(parser_.entry_pos, record_.line);
    // Counted before the next is read: a file of nothing but separators takes no more than its bytes.
    for (; counted_ < records_.size(); ++counted_) {
      CsvLine& whole = records_[counted_];
      if (whole.printed() > 0) {
        allowance_.row(whole.fields.size(), whole.line);
        continue;
      }
      allowance_.columns(whole.fields.size(), whole.line);
      std::vector<std::string>().swap(whole.fields);
    }
  }

  std::vector<CsvLine> finish() {
    if (parser_.pstate != 0 && parser_.quoted != 0) {
      throw std::move(
          Fault("csv.syntax", "这一格的引号没有配对，后面的内容无法分开", "the quote of this cell is never closed")
              .at_line(allowance_.file(), record_.line)
              .hint("单元格内的引号须写两个（\"\"），含逗号或换行的单元格须用引号括起",
                    "double a quote inside a cell; put cells with commas or line breaks in quotes"));
    }
    return std::move(records_);
  }

 private:
  static void on_field(void* text, std::size_t size, void* self) noexcept {
    auto& records = *static_cast<Records*>(self);
    try {
      std::string field = flowed({static_cast<const char*>(text), size});
      // What was put behind ' so that no spreadsheet takes it for a formula comes without it.
      if (field.starts_with('\'') && guarded(std::string_view(field).substr(1)) == field) field.erase(0, 1);
      records.record_.fields.push_back(std::move(field));
    } catch (...) {
      records.failed_ = std::current_exception();
    }
  }
  static void on_record(int /*terminator*/, void* self) noexcept {
    auto& records = *static_cast<Records*>(self);
    try {
      records.records_.push_back(std::move(records.record_));
    } catch (...) {
      records.failed_ = std::current_exception();
    }
    records.record_ = {};
  }

  csv_parser parser_{};
  SourceAllowance& allowance_;
  CsvLine record_;
  std::vector<CsvLine> records_;
  std::size_t counted_ = 0;  // of the records
  std::exception_ptr failed_;
};

std::vector<CsvLine> records_of(const std::vector<std::string_view>& lines, char separator,
                                SourceAllowance& allowance) {
  Records records(separator, allowance);
  int number = 0;
  for (const std::string_view line : lines) {
    allowance.line(line.size(), ++number);
    // Excel's own first line says which separator follows.
    const bool says_separator = number == 1 && line.size() == 5 && line.starts_with("sep=");
    records.feed(says_separator ? std::string_view() : line, number);
  }
  return records.finish();
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text::is_digit(static_cast<unsigned char>(text[end]))) ++end;
  return end - at;
}

// "……合计 7" and "484.13 万元……": the separator stands inside a figure of a sentence.
bool parts_thousands(std::string_view before, std::string_view after) {
  std::size_t digits = 0;
  while (digits < before.size() && text::is_digit(static_cast<unsigned char>(before[before.size() - 1 - digits])))
    ++digits;
  return digits >= 1 && digits <= 3 && digits_at(after, 0) == 3;
}

// A sentence that nobody put in quotes is one text, with all commas of its figures.
void join_sentence(CsvLine& record) {
  std::size_t end = record.fields.size();
  while (end > 1 && text::trim(record.fields[end - 1]).empty()) --end;
  if (end < 2) return;
  std::string whole = record.fields.front();
  for (std::size_t i = 1; i < end; ++i) {
    if (!parts_thousands(record.fields[i - 1], record.fields[i])) return;
    whole += "," + record.fields[i];
  }
  const bool sentence = whole.find("，") != std::string::npos || whole.find("。") != std::string::npos;
  if (sentence && text::has_han(record.fields.front()) && text::has_han(record.fields[end - 1]))
    record.fields = {std::move(whole)};
}

// A title that a spreadsheet has filled up to the width of the table.
bool is_title(const CsvLine& record) { return record.printed() == 1 && !text::trim(record.fields.front()).empty(); }

}  // namespace

PublishedSource read_published_csv(std::string_view text, const std::string& file) {
  PublishedSource source;
  source.format = "csv";
  GridWriter writer(source);
  SourceAllowance allowance(file);
  std::vector<std::string_view> lines = lines_of(text);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  bool inside = false;
  const char separator = best_separator(text);
  for (CsvLine& record : records_of(lines, separator, allowance)) {
    if (separator == ',') join_sentence(record);
    if (record.fields.size() <= 1 || record.printed() == 0 || (!inside && is_title(record))) {
      if (inside) writer.end_grid();
      inside = false;
      writer.line(record.fields.empty() ? std::string() : record.fields.front(), record.at());
      continue;
    }
    if (!inside) writer.begin_grid(true);
    inside = true;
    std::vector<GridText> cells;
    for (const std::string& field : record.fields)
      cells.push_back({static_cast<int>(cells.size()), 1, 1, field, record.at()});
    writer.row(cells, record.at());
  }
  if (inside) writer.end_grid();
  return source;
}

}  // namespace gouji
