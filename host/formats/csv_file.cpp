#include "formats/csv_file.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <set>

#include "base/data_limits.hpp"
#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/escape.hpp"

namespace gouji {
namespace {

constexpr int kBetweenRows = 0;  // libcsv's state before the first byte of a row

// libcsv calls back through C: nothing may be thrown in there.
class RowCollector {
 public:
  RowCollector() {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc();
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });  // blanks belong to the text
  }
  ~RowCollector() { csv_free(&parser_); }
  RowCollector(const RowCollector&) = delete;
  RowCollector& operator=(const RowCollector&) = delete;

  // Feeds one line with its end; false when it cannot be read.
  bool feed(std::string_view line, int number) {
    if (parser_.pstate == kBetweenRows) row_.line = number;
    return csv_parse(&parser_, line.data(), line.size(), on_field, on_row, this) == line.size() && !failed_;
  }
  bool finish() { return csv_fini(&parser_, on_field, on_row, this) == 0 && !failed_; }

  int row_line() const { return row_.line; }
  std::vector<CsvRow>& rows() { return rows_; }

 private:
  static void on_field(void* text, std::size_t size, void* self) noexcept {
    auto& collector = *static_cast<RowCollector*>(self);
    try {
      collector.row_.fields.push_back(clean_text({static_cast<const char*>(text), size}));
    } catch (const std::exception&) {
      collector.failed_ = true;
    }
  }
  static void on_row(int /*terminator*/, void* self) noexcept {
    auto& collector = *static_cast<RowCollector*>(self);
    try {
      collector.rows_.push_back(collector.row_);
    } catch (const std::exception&) {
      collector.failed_ = true;
    }
    collector.row_.fields.clear();
  }

  csv_parser parser_{};
  CsvRow row_;
  std::vector<CsvRow> rows_;
  bool failed_ = false;
};

Fault syntax(const std::string& file, int line, const std::string& text) {
  return std::move(Fault("csv.syntax", "引号不配对，此行无法读出", "the quotes of this row do not match")
                       .at_line(file, line)
                       .with_excerpt(excerpt(text, line, 0))
                       .hint("单元格内的引号须写两个（\"\"），含逗号或换行的单元格须用引号括起",
                             "double a quote inside a cell; put cells with commas or line breaks in quotes"));
}

std::vector<CsvRow> parse(const std::string& text, const std::string& file) {
  RowCollector collector;
  int line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    const std::size_t length = end == std::string::npos ? text.size() - begin : end + 1 - begin;
    if (!collector.feed(std::string_view(text).substr(begin, length), ++line))
      throw syntax(file, collector.row_line(), text);
    begin += length;
    if (const std::size_t most = data_limits().table_rows; collector.rows().size() > most) {
      const auto [more, more_english] = how_to_raise_data("table_rows", most);
      throw std::move(Fault("csv.too_large", fmt::format("超过 {} 行", most), fmt::format("more than {} rows", most))
                          .at_line(file, line)
                          .hint("请核对是不是这份公开文本的表" + more,
                                "check that it is a table of the disclosure" + more_english));
    }
  }
  if (!collector.finish()) throw syntax(file, collector.row_line(), text);
  return std::move(collector.rows());
}

bool is_empty(const CsvRow& row) {
  return std::all_of(row.fields.begin(), row.fields.end(), [](const std::string& field) { return field.empty(); });
}

}  // namespace

Fault CsvFile::fault(const CsvRow& row, std::string code, const std::string& chinese,
                     const std::string& english) const {
  std::string line;
  for (const std::string& field : row.fields) line += (line.empty() ? "" : ",") + field;
  Fault fault(std::move(code), chinese, english);
  fault.at_line(file, row.line)
      .with_excerpt(fmt::format("{:>5} | {}", row.line, text::visible(text::shorten(line, 100))));
  return fault;
}

CsvFile read_csv(std::string bytes, const std::string& file) {
  CsvFile csv;
  csv.file = file;
  csv.rows = parse(to_utf8(std::move(bytes), file), file);
  std::erase_if(csv.rows, is_empty);
  if (csv.rows.empty()) {
    throw std::move(Fault("csv.no_head", "没有表头行", "there is no head line")
                        .at_line(file, 1)
                        .hint("第一行应为各栏的名称", "the first line names the columns"));
  }
  csv.head = std::move(csv.rows.front());
  csv.rows.erase(csv.rows.begin());
  while (csv.head.fields.size() > 1 && csv.head.fields.back().empty()) csv.head.fields.pop_back();
  std::set<std::string> names;
  for (const std::string& name : csv.head.fields) {
    if (names.insert(name).second) continue;
    throw std::move(csv.fault(csv.head, "csv.duplicate_head", fmt::format("栏名“{}”重复", text::excerpt(name)),
                              fmt::format("the column “{}” is given twice", text::excerpt(name)))
                        .hint("请改名或删去其中一栏", "rename or remove one of them"));
  }
  const std::size_t width = csv.head.fields.size();
  for (CsvRow& row : csv.rows) {
    // A spreadsheet adds empty fields where a row above was longer.
    while (row.fields.size() > width && row.fields.back().empty()) row.fields.pop_back();
    if (row.fields.size() == width) continue;
    throw std::move(csv.fault(row, "csv.ragged", fmt::format("此行有 {} 格，表头有 {} 栏", row.fields.size(), width),
                              fmt::format("this row has {} fields, the head has {}", row.fields.size(), width))
                        .hint("含逗号的单元格须用引号括起；缺的格请补上逗号",
                              "put cells with commas in quotes; add commas for missing cells"));
  }
  return csv;
}

void CsvWriter::row(const std::vector<std::string>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    line += csv_field(fields[i]);
  }
  out_ += line + "\r\n";
}

}  // namespace gouji
