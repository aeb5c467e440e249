#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "formats/document_grids.hpp"
#include "formats/escape.hpp"
#include "formats/exports.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostSheets = 1'000;
constexpr std::size_t kMostRows = 1'048'000;
constexpr std::size_t kMostCharacters = 32'767;  // of one cell, in UTF-16 units
constexpr std::time_t kFixedTime = 946'684'800;  // 2000-01-01: the same bytes on any day

Fault too_large(const std::string& chinese, const std::string& english) {
  return std::move(Fault("export.too_large", chinese, english)
                       .hint("请分批导出，或用 -f ndjson", "export in parts, or use -f ndjson"));
}

// The library writes to a file of its own.
class TempFile {
 public:
  TempFile() {
    std::string name = (std::filesystem::temp_directory_path() / "gouji-xlsx-XXXXXX").string();
    const int descriptor = ::mkstemp(name.data());
    if (descriptor < 0) throw Fault("export.failed", "无法建立临时文件", "no temporary file could be made");
    ::close(descriptor);
    path_ = name;
  }
  ~TempFile() { ::unlink(path_.c_str()); }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  const std::string& path() const { return path_; }

 private:
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

class Workbook {
 public:
  Workbook() : book_(workbook_new(file_.path().c_str())) {
    if (book_ == nullptr) throw Fault("export.failed", "无法建立工作簿", "the workbook could not be made");
    lxw_doc_properties properties{};
    properties.created = kFixedTime;
    workbook_set_properties(book_, &properties);
    text_ = format(false, false);
    figure_ = format(false, true);
    head_ = format(true, false);
  }
  ~Workbook() {
    if (book_ != nullptr) lxw_workbook_free(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  void add(const std::string& name, const Grid& grid) {
    if (++sheets_ > kMostSheets) {
      throw too_large(fmt::format("工作表超过 {} 张", kMostSheets), fmt::format("more than {} sheets", kMostSheets));
    }
    if (grid.rows.size() > kMostRows) throw too_large("一张工作表的行数超出上限", "too many rows for one sheet");
    lxw_worksheet* sheet = workbook_add_worksheet(book_, unique(name).c_str());
    if (sheet == nullptr)
      throw Fault("export.failed", "无法加入工作表“" + name + "”", "the sheet “" + name + "” could not be added");
    lxw_row_t line = 0;
    if (!grid.caption.empty()) write(sheet, line++, 0, grid.caption, text_);
    for (std::size_t i = 0; i < grid.head.size(); ++i) write(sheet, line, i, grid.head[i], head_);
    worksheet_freeze_panes(sheet, line + 1, 0);
    for (const auto& row : grid.rows) {
      ++line;
      for (std::size_t i = 0; i < row.size(); ++i) write(sheet, line, i, row[i], grid.figures[i] ? figure_ : text_);
    }
    for (const std::string& note : grid.notes) write(sheet, ++line, 0, "注：" + note, text_);
    set_widths(sheet, grid);
    // No green corners: that figures stand as texts is meant.
    constexpr const char* kAll = "A1:XFD1048576";
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, kAll);
  }

  std::string bytes() {
    const lxw_error status = workbook_close(std::exchange(book_, nullptr));
    if (status != LXW_NO_ERROR) {
      throw Fault("export.failed", fmt::format("无法写出工作簿：{}", lxw_strerror(status)),
                  fmt::format("the workbook could not be written: {}", lxw_strerror(status)));
    }
    return files::read(file_.path());
  }

 private:
  lxw_format* format(bool head, bool right) {
    lxw_format* made = workbook_add_format(book_);
    format_set_num_format(made, "@");  // text: what is typed over it stays as typed
    format_set_text_wrap(made);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (right) format_set_align(made, LXW_ALIGN_RIGHT);
    if (head) format_set_bold(made);
    return made;
  }

  // Blank cells keep the text format too, so that they can be filled in.
  static void write(lxw_worksheet* sheet, lxw_row_t row, std::size_t column, const std::string& text,
                    lxw_format* format) {
    const auto place = static_cast<lxw_col_t>(column);
    const lxw_error status = text.empty() ? worksheet_write_blank(sheet, row, place, format)
                                          : worksheet_write_string(sheet, row, place, fitting(text).c_str(), format);
    if (status != LXW_NO_ERROR) {
      throw Fault("export.failed", fmt::format("无法写入单元格：{}", lxw_strerror(status)),
                  fmt::format("a cell could not be written: {}", lxw_strerror(status)));
    }
  }

  static void set_widths(lxw_worksheet* sheet, const Grid& grid) {
    constexpr int kNarrowest = 8;
    constexpr int kWidest = 48;
    constexpr std::size_t kLooked = 500;  // rows that a width is judged by
    for (std::size_t i = 0; i < grid.head.size(); ++i) {
      int width = text::display_width(grid.head[i]);
      for (std::size_t row = 0; row < std::min(grid.rows.size(), kLooked); ++row)
        width = std::max(width, text::display_width(text::prefix(grid.rows[row][i], kWidest)));
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, column, column, std::clamp(width, kNarrowest, kWidest) + 2, nullptr);
    }
  }

  std::string unique(const std::string& wanted) {
    std::string name = sheet_name(wanted);
    for (int i = 2; !names_.insert(text::fold(name)).second; ++i) {
      name = sheet_name(fmt::format("{}~{}", text::prefix(wanted, 24), i));
    }
    return name;
  }

  TempFile file_;
  lxw_workbook* book_;
  lxw_format* text_;
  lxw_format* figure_;
  lxw_format* head_;
  std::set<std::string> names_;
  std::size_t sheets_ = 0;
};

// Grids of one kind from several documents become one, by their heads; the first column says whose each row is.
class Merged {
 public:
  void add(const std::string& document, const Grid& grid) {
    Grid& whole = whole_[grid.kind];
    if (whole.head.empty()) {
      whole.kind = grid.kind;
      whole.name = grid.name;
      whole.head = {"公开文本"};
      whole.figures = {false};
    }
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < grid.head.size(); ++i) {
      const auto found = std::find(whole.head.begin() + 1, whole.head.end(), grid.head[i]);
      places.push_back(static_cast<std::size_t>(found - whole.head.begin()));
      if (found != whole.head.end()) continue;
      whole.head.push_back(grid.head[i]);
      whole.figures.push_back(grid.figures[i]);
    }
    for (const auto& row : grid.rows) {
      std::vector<std::string> texts(whole.head.size());
      texts[0] = document;
      for (std::size_t i = 0; i < row.size(); ++i) texts[places[i]] = row[i];
      whole.rows.push_back(std::move(texts));
    }
  }
  std::map<GridKind, Grid>& grids() {
    for (auto& [kind, grid] : whole_) {
      for (auto& row : grid.rows) row.resize(grid.head.size());
    }
    return whole_;
  }

 private:
  std::map<GridKind, Grid> whole_;
};

}  // namespace

std::string export_xlsx(std::span<const Document> documents) {
  Workbook book;
  Merged merged;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    int table = 0;
    for (const Grid& grid : grids_of(documents[i])) {
      if (grid.kind == GridKind::table) {
        ++table;
        book.add(documents.size() == 1 ? fmt::format("{:02} {}", table, grid.name)
                                       : fmt::format("{}-{:02} {}", i + 1, table, grid.name),
                 grid);
      } else if (documents.size() == 1) {
        book.add(grid.name, grid);
      } else {
        merged.add(documents[i].id, grid);
      }
    }
  }
  for (const auto& [kind, grid] : merged.grids()) book.add(grid.name, grid);
  if (documents.empty()) book.add("空", Grid{});
  return book.bytes();
}

}  // namespace gouji
