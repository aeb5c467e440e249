#include "formats/xlsx_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "formats/published_faults.hpp"
#include "formats/xml_part.hpp"

namespace gouji {
namespace {

int number_or(std::string_view text, int otherwise) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

// "_x000D_" stands for a control character; "_x005F_" for the underscore itself.
std::string unescaped(std::string text) {
  constexpr std::size_t kLength = 7;
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + kLength > text.size() || text[at + kLength - 1] != '_') continue;
    unsigned code = 0;
    const char* const digits = text.data() + at + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, code, 16);
    if (error != std::errc() || end != digits + 4 || (code >= 0xD800U && code < 0xE000U)) continue;
    std::string character;
    text::append_utf8(character, code == 0 ? U' ' : static_cast<char32_t>(code));
    text.replace(at, kLength, character);
  }
  return text;
}

// The runs of a rich text joined; how it is pronounced (rPh) is left out.
std::string text_of(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& one : node.children()) {
    if (xml::name_of(one) == "t") out += one.child_value();
    if (xml::name_of(one) == "r") out += xml::child(one, "t").child_value();
  }
  return unescaped(std::move(out));
}

bool read_address(std::string_view text, int& row, int& column) {
  std::size_t at = 0;
  int letters = 0;
  for (; at < text.size() && at < 3; ++at) {
    const char c = text[at];
    if (c >= 'A' && c <= 'Z')
      letters = letters * 26 + (c - 'A' + 1);
    else if (c >= 'a' && c <= 'z')
      letters = letters * 26 + (c - 'a' + 1);
    else
      break;
  }
  row = number_or(text.substr(at), 0) - 1;
  column = letters - 1;
  return row >= 0 && row < kMostSheetRows && column >= 0 && column < kMostSheetColumns;
}

bool read_range(std::string_view text, SheetRange& range) {
  const std::size_t colon = text.find(':');
  if (!read_address(text.substr(0, colon), range.row, range.column)) return false;
  range.last_row = range.row;
  range.last_column = range.column;
  return colon == std::string_view::npos || (read_address(text.substr(colon + 1), range.last_row, range.last_column) &&
                                             range.last_row >= range.row && range.last_column >= range.column);
}

class SheetReader {
 public:
  SheetReader(std::string_view part, WorkbookParts& workbook) : part_(part), workbook_(workbook) {}

  void piece(const pugi::xml_node& node) {
    const std::string_view name = xml::name_of(node);
    if (name == "row") {
      row(node);
    } else if (name == "cols") {
      for (const pugi::xml_node& one : node.children()) {
        if (!xml::is_on(xml::attribute(one, "hidden"))) continue;
        const int first = number_or(xml::attribute(one, "min"), 1) - 1;
        const int last = number_or(xml::attribute(one, "max"), 1) - 1;
        sheet.hidden_columns.push_back({0, first, 0, last});
      }
    } else if (name == "sheetViews") {
      const std::string_view zeros = xml::attribute(xml::child(node, "sheetView"), "showZeros");
      show_zeros_ = zeros.empty() || xml::is_on(zeros);
    } else if (name == "mergeCells") {
      for (const pugi::xml_node& one : node.children()) {
        SheetRange range;
        const std::string_view text = xml::attribute(one, "ref");
        if (!read_range(text, range)) throw bad(text);
        if (range.last_row == range.row && range.last_column == range.column) continue;
        sheet.merges.push_back(range);
        if (sheet.merges.size() > kMostMerges) {
          throw refusals::too_much(workbook_.file, fmt::format("的合并单元格超过 {} 处", kMostMerges),
                                   fmt::format("merges more than {} ranges", kMostMerges));
        }
      }
    }
  }

  Worksheet sheet;

 private:
  Fault bad(std::string_view address) const {
    return refusals::damaged(workbook_.file, fmt::format("“{}”里没有“{}”这样的位置", part_, text::shorten(address, 20)),
                             fmt::format("{} has no such place as {}", part_, text::shorten(address, 20)));
  }

  void row(const pugi::xml_node& node) {
    row_ = number_or(xml::attribute(node, "r"), row_ + 2) - 1;
    if (row_ < 0 || row_ >= kMostSheetRows) throw bad(xml::attribute(node, "r"));
    int column = -1;
    const std::size_t before = sheet.cells.size();
    for (const pugi::xml_node& one : node.children()) {
      if (xml::name_of(one) != "c") continue;
      const std::string_view address = xml::attribute(one, "r");
      int at = row_;
      ++column;
      if (!address.empty() && !read_address(address, at, column)) throw bad(address);
      if (at != row_ || column >= kMostSheetColumns) throw bad(address);
      std::string text = shown(one, column);
      if (text.size() > kMostCellBytes) {
        throw refusals::too_much(workbook_.file,
                                 fmt::format("的 {} 有 {} KB，一格至多 {} KB", cell_address(row_, column),
                                             text.size() >> 10U, kMostCellBytes >> 10U),
                                 fmt::format("has {} kB in {}, at most {} kB fit into a cell", text.size() >> 10U,
                                             cell_address(row_, column), kMostCellBytes >> 10U));
      }
      workbook_.text_bytes += text.size();
      if (workbook_.text_bytes > kMostTextBytes) {
        throw refusals::too_much(workbook_.file, fmt::format("各格的文字合计超过 {} MB", kMostTextBytes >> 20U),
                                 fmt::format("holds more than {} MB of text in its cells", kMostTextBytes >> 20U));
      }
      if (!text::trim(text).empty()) sheet.cells.push_back({row_, column, std::move(text)});
      if (sheet.cells.size() > kMostSheetCells) {
        throw refusals::too_much(workbook_.file, fmt::format("的单元格超过 {} 个", kMostSheetCells),
                                 fmt::format("has more than {} cells", kMostSheetCells));
      }
    }
    if (sheet.cells.size() > before && xml::is_on(xml::attribute(node, "hidden"))) sheet.hidden_rows.push_back(row_);
  }

  std::string shown(const pugi::xml_node& cell, int column) {
    const std::string_view type = xml::attribute(cell, "t");
    if (type == "inlineStr") return text_of(xml::child(cell, "is"));
    const pugi::xml_node value_node = xml::child(cell, "v");
    const std::string_view value = value_node.child_value();
    if (value.empty()) {
      if (xml::child(cell, "f") && type != "str") sheet.not_computed.push_back({row_, column, {}});
      return {};
    }
    const auto style = static_cast<std::size_t>(std::max(0, number_or(xml::attribute(cell, "s"), 0)));
    if (type == "s") {
      const int index = number_or(text::trim(value), -1);
      if (index < 0 || static_cast<std::size_t>(index) >= workbook_.strings.size()) {
        throw refusals::damaged(
            workbook_.file,
            fmt::format("{} 用的第 {} 个字符串不存在", cell_address(row_, column), text::shorten(value, 20)),
            fmt::format("{} uses the string {}, which is not there", cell_address(row_, column),
                        text::shorten(value, 20)));
      }
      const std::string& text = workbook_.strings[static_cast<std::size_t>(index)];
      return workbook_.styles.format(style).show_text(text);
    }
    if (type == "str") return workbook_.styles.format(style).show_text(unescaped(std::string(value)));
    if (type == "b") return xml::is_on(value) ? "TRUE" : "FALSE";
    if (type == "e" || type == "d") return std::string(value);
    std::string text = workbook_.styles.format(style).show(value, workbook_.since_1904);
    const auto stored = decimal_of(text::trim(value));
    const bool zero = stored && stored->is_zero();
    if (zero && !show_zeros_) return {};
    if (text::trim(text).empty() && !zero) sheet.hidden_by_format.push_back({row_, column, {}});
    return text;
  }

  std::string_view part_;
  WorkbookParts& workbook_;
  bool show_zeros_ = true;
  int row_ = -1;
};

}  // namespace

std::string cell_address(int row, int column) {
  std::string letters;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return fmt::format("{}{}", letters, row + 1);
}

std::vector<std::string> read_shared_strings(std::string_view part, const std::string& file) {
  std::vector<std::string> strings;
  xml::for_each_piece(part, {}, file, "sharedStrings.xml", [&](const pugi::xml_node& node) {
    if (xml::name_of(node) != "si") return;
    strings.push_back(text_of(node));
    if (strings.size() > kMostSharedStrings) {
      throw refusals::too_much(file, fmt::format("的字符串超过 {} 个", kMostSharedStrings),
                               fmt::format("has more than {} strings", kMostSharedStrings));
    }
  });
  return strings;
}

Worksheet read_worksheet(std::string_view bytes, std::string_view part, WorkbookParts& workbook) {
  SheetReader reader(part, workbook);
  xml::for_each_piece(bytes, "sheetData", workbook.file, part, [&](const pugi::xml_node& node) { reader.piece(node); });
  Worksheet sheet = std::move(reader.sheet);
  const auto before = [](const SheetCell& a, const SheetCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  };
  if (!std::is_sorted(sheet.cells.begin(), sheet.cells.end(), before))
    std::stable_sort(sheet.cells.begin(), sheet.cells.end(), before);
  std::sort(sheet.merges.begin(), sheet.merges.end(), [](const SheetRange& a, const SheetRange& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  return sheet;
}

}  // namespace gouji
