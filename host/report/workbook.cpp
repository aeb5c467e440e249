#include "report/workbook.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <type_traits>

#include "base/fault.hpp"
#include "base/letter_case.hpp"
#include "base/text.hpp"
#include "base/whole_number.hpp"
#include "formats/escape.hpp"
#include "formats/xlsx_whole.hpp"
#include "report/markup.hpp"

namespace gouji::report {
namespace {

constexpr std::uint32_t kMostRows = 1'000'000;  // a sheet holds 1,048,576
constexpr std::size_t kStyles = 12;
constexpr double kLineHeight = 14, kTitleHeight = 22, kHighestRow = 400;  // points; a spreadsheet takes 409
constexpr double kFilled = 0.95, kEdges = 0.5;  // of a column: lines break before they are full
constexpr std::size_t kLongestName = 31;        // of a sheet
constexpr std::size_t kLongestHint = 250;       // a spreadsheet takes 255

Fault failed(std::string_view what) {
  return std::move(Fault("report.xlsx", fmt::format("无法生成 XLSX：{}", what),
                         fmt::format("the workbook could not be made: {}", what))
                       .hint("请核对临时文件夹（TMPDIR）的空间", "check the space of the temporary folder (TMPDIR)"));
}

std::uint32_t colour_of(Workbook::Style style) {
  switch (style) {
    case Workbook::Style::red: return 0xFBE3E1;
    case Workbook::Style::yellow: return 0xFCF1D3;
    case Workbook::Style::blue: return 0xDFECF7;
    case Workbook::Style::faint: return 0xEFEFEF;
    case Workbook::Style::head: return 0x2F4B66;
    case Workbook::Style::answer:
    case Workbook::Style::answer_date: return 0xFFFDF0;
    case Workbook::Style::answer_head: return 0x8A6D1B;
    case Workbook::Style::text:
    case Workbook::Style::count:
    case Workbook::Style::figure:
    case Workbook::Style::title: break;
  }
  return 0;
}

// "28,907.51", "98.5%", "-0.01".
bool is_figure(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.,%-−+ ") == std::string_view::npos;
}

lxw_format* make_format(lxw_workbook* book, Workbook::Style style) {
  lxw_format* format = workbook_add_format(book);
  format_set_font_name(format, "宋体");
  format_set_font_size(format, style == Workbook::Style::title ? 14 : 10.5);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (style == Workbook::Style::title) {
    format_set_bold(format);
    return format;
  }
  if (style == Workbook::Style::count) {
    format_set_num_format(format, "0;-0;\"-\"");  // what there is stands out from what there is not
    format_set_align(format, LXW_ALIGN_CENTER);
  }
  if (style == Workbook::Style::figure) {
    format_set_align(format, LXW_ALIGN_RIGHT);
    format_set_indent(format, 1);
  }
  format_set_text_wrap(format);
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, 0xBFC7CE);
  if (style == Workbook::Style::answer || style == Workbook::Style::answer_date) {
    format_set_unlocked(format);
    // What is written stays as written: no formula from a leading -, no day from 1-2.
    format_set_num_format(format, style == Workbook::Style::answer ? "@" : "yyyy-mm-dd");
  }
  if (style == Workbook::Style::head || style == Workbook::Style::answer_head) {
    format_set_bold(format);
    format_set_font_color(format, LXW_COLOR_WHITE);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  }
  if (colour_of(style) != 0) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, colour_of(style));
  }
  return format;
}

}  // namespace

Workbook::Workbook() : memory_(memfd_create("gouji-xlsx", MFD_CLOEXEC)) {
  if (memory_ < 0) throw failed("memfd_create");
  book_ = workbook_new(fmt::format("/proc/self/fd/{}", memory_).c_str());
  if (book_ == nullptr) {
    close(memory_);
    throw failed("workbook_new");
  }
  for (std::size_t i = 0; i < kStyles; ++i) formats_.push_back(make_format(book_, static_cast<Style>(i)));
}

Workbook::~Workbook() {
  if (book_ != nullptr) lxw_workbook_free(book_);
  if (memory_ >= 0) close(memory_);
}

lxw_format* Workbook::format(Style style) { return formats_.at(static_cast<std::size_t>(style)); }

void Workbook::new_sheet(std::string_view name) {
  close_sheet();
  sheet_ = workbook_add_worksheet(book_, own_name(name).c_str());
  if (sheet_ == nullptr) throw failed(name);
  row_ = 0;
  columns_.clear();
  widths_.clear();
  filter_columns_ = 0;
  worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, 9);  // A4
  worksheet_fit_to_pages(sheet_, 1, 0);
  worksheet_set_margins(sheet_, 0.4, 0.4, 0.6, 0.6);
  worksheet_set_header(sheet_, "&L&A");  // the name of the sheet: on paper nothing else tells whose it is
  worksheet_set_footer(sheet_, "&C&P / &N");
}

std::string Workbook::own_name(std::string_view wanted) {
  std::string name = sheet_name(wanted);
  for (int twin = 2; !names_.insert(text::lower(text::fold(name))).second; ++twin) {
    const std::string tail = fmt::format("～{}", twin);
    name = std::string(text::prefix(sheet_name(wanted), kLongestName - text::decode(tail).size())) + tail;
  }
  return name;
}

// Lists, numbers and hints of the answer columns; everything else is locked.
void Workbook::protect() {
  const bool answers =
      std::any_of(columns_.begin(), columns_.end(), [](const Column& column) { return column.answer; });
  if (!answers) return;
  lxw_protection allowed{};
  allowed.format_cells = 1;
  allowed.format_columns = 1;
  allowed.format_rows = 1;
  allowed.sort = 1;
  allowed.autofilter = 1;
  worksheet_protect(sheet_, nullptr, &allowed);
  for (std::size_t i = 0; i < columns_.size() && row_ > 1; ++i) {
    const Column& column = columns_[i];
    if (!column.answer) continue;
    lxw_data_validation rule{};
    std::vector<std::string> choices = column.choices;  // older versions of the library want texts that may change
    std::vector<std::remove_pointer_t<decltype(rule.value_list)>> list;
    for (std::string& choice : choices) list.push_back(choice.data());
    list.push_back(nullptr);
    std::string hint(text::prefix(column.hint, kLongestHint));
    rule.validate = LXW_VALIDATION_TYPE_ANY;
    if (!column.choices.empty()) {
      rule.validate = LXW_VALIDATION_TYPE_LIST;
      rule.value_list = list.data();
    } else if (column.to > 0) {
      rule.validate = LXW_VALIDATION_TYPE_INTEGER;
      rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
      rule.minimum_number = column.from;
      rule.maximum_number = column.to;
    }
    rule.error_type = column.free ? LXW_VALIDATION_ERROR_TYPE_INFORMATION : LXW_VALIDATION_ERROR_TYPE_STOP;
    rule.show_error = column.free ? LXW_VALIDATION_OFF : LXW_VALIDATION_ON;
    rule.input_message = hint.data();
    const auto at = static_cast<lxw_col_t>(i);
    if (worksheet_data_validation_range(sheet_, 1, at, row_ - 1, at, &rule) != LXW_NO_ERROR)
      throw failed("worksheet_data_validation_range");
  }
}

void Workbook::close_sheet() {
  if (sheet_ == nullptr || row_ == 0) return;
  // Figures stay as printed, as text: no green corners for that.
  worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  if (filter_columns_ > 0) {
    worksheet_autofilter(sheet_, 0, 0, row_ - 1, static_cast<lxw_col_t>(filter_columns_ - 1));
  }
  protect();
}

void Workbook::list_sheet(std::string_view name, const std::vector<Column>& columns) {
  new_sheet(name);
  worksheet_set_row(sheet_, 0, 24, nullptr);
  std::uint16_t index = 0;
  for (const Column& column : columns) {
    worksheet_set_column(sheet_, index, index, column.width, nullptr);
    widths_.push_back(column.width);
    cell(index++, column.head, column.answer ? Style::answer_head : Style::head);
  }
  filter_columns_ = index;
  columns_ = columns;
  worksheet_freeze_panes(sheet_, 1, 1);
  worksheet_repeat_rows(sheet_, 0, 0);
  ++row_;
}

void Workbook::plain_sheet(std::string_view name, const std::vector<double>& widths) {
  new_sheet(name);
  std::uint16_t index = 0;
  for (const double width : widths) {
    worksheet_set_column(sheet_, index, index, width, nullptr);
    ++index;
  }
  widths_ = widths;
}

void Workbook::print_up_to(std::size_t column, Paper paper) {
  worksheet_set_paper(sheet_, static_cast<std::uint8_t>(paper));
  worksheet_print_area(sheet_, 0, 0, row_ == 0 ? 0 : row_ - 1, static_cast<lxw_col_t>(column));
}

void Workbook::line_chart(std::string_view title, std::size_t along, const std::vector<std::size_t>& figures) {
  if (row_ < 2) return;
  lxw_chart* chart = workbook_add_chart(book_, LXW_CHART_LINE);
  if (chart == nullptr) throw failed("workbook_add_chart");
  const auto column_of = [](std::size_t column) { return static_cast<lxw_col_t>(column); };
  for (const std::size_t column : figures) {
    lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_categories(series, sheet_->name, 1, column_of(along), row_ - 1, column_of(along));
    chart_series_set_values(series, sheet_->name, 1, column_of(column), row_ - 1, column_of(column));
    chart_series_set_name(series, sheet_text(columns_.at(column).head).c_str());
  }
  chart_title_set_name(chart, sheet_text(title).c_str());
  if (figures.size() == 1) chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  lxw_chart_options options{};
  options.x_scale = 1.6;
  options.y_scale = 1.4;
  if (worksheet_insert_chart_opt(sheet_, 1, column_of(columns_.size() + 1), chart, &options) != LXW_NO_ERROR)
    throw failed("worksheet_insert_chart");
}

// Not every program makes a row as high as its wrapped texts.
void Workbook::fit_row(const std::vector<std::string>& texts, std::size_t first_column) {
  int most = 1;
  bool answers = false;
  for (std::size_t i = 0; i < texts.size() && i + first_column < widths_.size(); ++i) {
    // Behind the answers stands what is looked up, not read: it does not make the row high.
    const bool answer = i + first_column < columns_.size() && columns_[i + first_column].answer;
    answers = answers || answer;
    if (answers && !answer) break;
    const int room = std::max(1, static_cast<int>(widths_[i + first_column] * kFilled - kEdges));
    int lines = 0;
    for (std::size_t begin = 0; begin <= texts[i].size();) {
      const std::size_t end = std::min(texts[i].find('\n', begin), texts[i].size());
      lines +=
          std::max(1, (text::display_width(std::string_view(texts[i]).substr(begin, end - begin)) + room - 1) / room);
      begin = end + 1;
    }
    most = std::max(most, lines);
  }
  if (most > 1) worksheet_set_row(sheet_, row_, std::min(kHighestRow, most * kLineHeight + 2), nullptr);
}

void Workbook::counts_line(const std::vector<std::string>& texts, std::size_t first_count) {
  if (!next_line()) return;
  fit_row(texts, 0);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto number = i < first_count ? std::nullopt : whole_number(texts[i]);
    const auto column = static_cast<std::uint16_t>(i);
    if (number) {
      worksheet_write_number(sheet_, row_, column, *number, format(Style::count));
    } else {
      cell(column, texts[i], Style::text);
    }
  }
  ++row_;
}

bool Workbook::next_line() {
  if (row_ < kMostRows) return true;
  if (row_ == kMostRows) {
    cell(0, "…", Style::text);
    cell(1, "行数超出工作表的容量，其余请用 ndjson 或 csv 输出 / the sheet is full: use ndjson or csv", Style::text);
    ++row_;
  }
  return false;
}

void Workbook::cell(std::uint16_t column, std::string_view text, Style style) {
  const std::string clean = sheet_text(text);
  if (clean.empty()) {
    worksheet_write_blank(sheet_, row_, column, format(style));
  } else if (worksheet_write_string(sheet_, row_, column, clean.c_str(), format(style)) != LXW_NO_ERROR) {
    throw failed("worksheet_write_string");
  }
}

void Workbook::line(const std::vector<std::string>& texts, Style style) {
  if (!next_line()) return;
  if (style != Style::title)
    fit_row(texts, 0);
  else
    worksheet_set_row(sheet_, row_, kTitleHeight, nullptr);
  std::uint16_t column = 0;
  for (const std::string& text : texts) cell(column++, text, style);
  ++row_;
}

void Workbook::numbered_line(int number, const std::vector<std::string>& texts, int styled_cell, Style style,
                             bool answerable) {
  if (!next_line()) return;
  fit_row(texts, 1);
  worksheet_write_number(sheet_, row_, 0, number, format(Style::count));
  std::uint16_t column = 1;
  for (const std::string& text : texts) {
    const bool open = answerable && column < columns_.size() && columns_[column].answer;
    Style plain = !open ? Style::text : (columns_[column].date ? Style::answer_date : Style::answer);
    if (column < columns_.size() && columns_[column].figure && is_figure(text)) plain = Style::figure;
    cell(column, text, static_cast<int>(column) == styled_cell ? style : plain);
    ++column;
  }
  ++row_;
}

std::string Workbook::finish(std::string_view title) {
  close_sheet();
  const std::string heading(title);
  std::string author = "gouji";
  std::string shown = heading;
  lxw_doc_properties properties{};
  properties.title = shown.data();
  properties.author = author.data();
  properties.created = 946684800;  // 2000-01-01: a file must not tell when it was made
  workbook_set_properties(book_, &properties);
  const lxw_error error = workbook_close(book_);  // frees the book, whatever it returns
  book_ = nullptr;
  if (error != LXW_NO_ERROR) throw failed(lxw_strerror(error));
  std::string bytes;
  const off_t size = lseek(memory_, 0, SEEK_END);
  if (size <= 0) throw failed("memory");
  bytes.resize(static_cast<std::size_t>(size));
  for (std::size_t done = 0; done < bytes.size();) {
    const ssize_t got = pread(memory_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (got <= 0) throw failed("pread");
    done += static_cast<std::size_t>(got);
  }
  need_whole_book(bytes);
  return bytes;
}

}  // namespace gouji::report
