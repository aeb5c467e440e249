#include "formats/xlsx_book.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "formats/escape.hpp"
#include "formats/temporary_folder.hpp"
#include "formats/xlsx_whole.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostSheets = 1'000;
constexpr std::size_t kMostRows = 1'048'000;
constexpr std::size_t kMostCharacters = 32'767;  // of one cell, in UTF-16 units
constexpr std::time_t kFixedTime = 946'684'800;  // 2000-01-01: the same bytes on any day

Fault too_large_a_book(const std::string& chinese, const std::string& english) {
  return std::move(Fault("export.too_large", chinese, english)
                       .hint("请分批导出，或用 -f ndjson", "export in parts, or use -f ndjson"));
}

// The library writes to a file of its own.
class TempFile {
 public:
  TempFile() { path_ = (folder_.path() / "book.xlsx").string(); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  TemporaryFolder folder_;
  std::string path_;
};

// A cell holds 32,767 characters; what is longer is cut with a note of its length.
std::string cut_to_cell(const std::string& text) {
  if (text.size() <= kMostCharacters) return text;
  const std::u32string characters = text::decode(text);
  std::size_t units = 0;
  for (const char32_t c : characters) units += c > 0xFFFF ? 2 : 1;
  if (units <= kMostCharacters) return text;
  return text::encode(std::u32string_view(characters).substr(0, kMostCharacters / 2)) +
         fmt::format("…（共 {} 字）", characters.size());
}

// "_x0041_" would be shown as A: its first character is spelled in the same way.
std::string spelled_out(const std::string& text) {
  constexpr std::size_t kLength = 7;
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text.compare(i, 2, "_x") == 0 && i + kLength <= text.size() && text[i + kLength - 1] == '_' &&
                        text.find_first_not_of("0123456789abcdefABCDEF", i + 2) == i + kLength - 1;
    result += escape ? "_x005F_" : std::string(1, text[i]);
  }
  return result;
}

std::string fitting(const std::string& text) {
  if (text.find("_x") != std::string::npos) return cut_to_cell(spelled_out(text));
  return cut_to_cell(text);
}

void check(lxw_error status) {
  if (status == LXW_NO_ERROR) return;
  throw Fault("export.failed", fmt::format("无法写入单元格：{}", lxw_strerror(status)),
              fmt::format("a cell could not be written: {}", lxw_strerror(status)));
}

}  // namespace

struct XlsxBook::Hidden {
  TempFile file;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format* formats[6] = {};
  std::set<std::string> names;
  std::size_t sheets = 0;

  lxw_format* format(bool head, bool right, bool drawn) const {
    lxw_format* made = workbook_add_format(book);
    format_set_num_format(made, "@");  // text: what is typed over it stays as typed
    format_set_text_wrap(made);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (right) format_set_align(made, LXW_ALIGN_RIGHT);
    if (head) format_set_bold(made);
    if (drawn) format_set_border(made, LXW_BORDER_THIN);
    return made;
  }
  lxw_format* of(SheetStyle style) const { return formats[static_cast<std::size_t>(style)]; }
  std::string unique(const std::string& wanted) {
    std::string name = sheet_name(wanted);
    for (int i = 2; !names.insert(text::fold(name)).second; ++i) {
      name = sheet_name(fmt::format("{}~{}", text::prefix(wanted, 24), i));
    }
    return name;
  }
};

XlsxBook::XlsxBook() : hidden_(std::make_unique<Hidden>()) {
  hidden_->book = workbook_new(hidden_->file.path().c_str());
  if (hidden_->book == nullptr) throw Fault("export.failed", "无法建立工作簿", "the workbook could not be made");
  lxw_doc_properties properties{};
  properties.created = kFixedTime;
  workbook_set_properties(hidden_->book, &properties);
  for (const bool drawn : {false, true}) {
    lxw_format** formats = hidden_->formats + (drawn ? 3 : 0);
    formats[0] = hidden_->format(false, false, drawn);
    formats[1] = hidden_->format(false, true, drawn);
    formats[2] = hidden_->format(true, false, drawn);
  }
}

XlsxBook::~XlsxBook() {
  if (hidden_->book != nullptr) lxw_workbook_free(hidden_->book);
}

void XlsxBook::sheet(const std::string& wanted) {
  if (++hidden_->sheets > kMostSheets) {
    throw too_large_a_book(fmt::format("工作表超过 {} 张", kMostSheets),
                           fmt::format("more than {} sheets", kMostSheets));
  }
  hidden_->sheet = workbook_add_worksheet(hidden_->book, hidden_->unique(wanted).c_str());
  if (hidden_->sheet == nullptr)
    throw Fault("export.failed", "无法加入工作表“" + wanted + "”", "the sheet “" + wanted + "” could not be added");
  // No green corners: that figures stand as texts is meant.
  worksheet_ignore_errors(hidden_->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
}

void XlsxBook::write(std::size_t row, std::size_t column, const std::string& text, SheetStyle style) {
  if (row > kMostRows) throw too_large_a_book("一张工作表的行数超出上限", "too many rows for one sheet");
  const auto line = static_cast<lxw_row_t>(row);
  const auto place = static_cast<lxw_col_t>(column);
  check(text.empty() ? worksheet_write_blank(hidden_->sheet, line, place, hidden_->of(style))
                     : worksheet_write_string(hidden_->sheet, line, place, fitting(text).c_str(), hidden_->of(style)));
}

void XlsxBook::write_merged(std::size_t row, std::size_t column, std::size_t rows, std::size_t columns,
                            const std::string& text, SheetStyle style) {
  if (rows <= 1 && columns <= 1) return write(row, column, text, style);
  if (row + rows > kMostRows) throw too_large_a_book("一张工作表的行数超出上限", "too many rows for one sheet");
  check(worksheet_merge_range(hidden_->sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                              static_cast<lxw_row_t>(row + rows - 1), static_cast<lxw_col_t>(column + columns - 1),
                              fitting(text).c_str(), hidden_->of(style)));
}

void XlsxBook::freeze_above(std::size_t row) { worksheet_freeze_panes(hidden_->sheet, static_cast<lxw_row_t>(row), 0); }

void XlsxBook::width(std::size_t column, int characters) {
  const auto place = static_cast<lxw_col_t>(column);
  worksheet_set_column(hidden_->sheet, place, place, characters, nullptr);
}

void XlsxBook::height(std::size_t row, double points) {
  worksheet_set_row(hidden_->sheet, static_cast<lxw_row_t>(row), points, nullptr);
}

void XlsxBook::fit_to_paper() {
  constexpr std::uint8_t kA4 = 9;
  worksheet_set_paper(hidden_->sheet, kA4);
  worksheet_set_landscape(hidden_->sheet);
  worksheet_fit_to_pages(hidden_->sheet, 1, 0);
}

std::string XlsxBook::bytes() {
  const lxw_error status = workbook_close(std::exchange(hidden_->book, nullptr));
  if (status != LXW_NO_ERROR) {
    throw std::move(Fault("export.failed", fmt::format("无法写出工作簿：{}", lxw_strerror(status)),
                          fmt::format("the workbook could not be written: {}", lxw_strerror(status)))
                        .hint("请核对临时文件夹（TMPDIR）的空间", "check the space of the temporary folder (TMPDIR)"));
  }
  std::string bytes = files::read(hidden_->file.path());
  need_whole_book(bytes);
  return bytes;
}

}  // namespace gouji
