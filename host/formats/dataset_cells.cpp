#include "formats/dataset_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "formats/escape.hpp"

namespace gouji {
namespace {

constexpr std::string_view kColon = "：";

std::string spelled_words(std::string_view text, const ColumnStyle& style) {
  return text == kAbsent ? "'" + std::string(text) : sheet_cell(text, style);
}

std::string spelled_int(int number) { return number == 0 ? std::string() : fmt::format("{}", number); }

// Backslashes and line ends, and in keys the colon.
std::string escaped(std::string_view text, bool key) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    if (key && text.substr(i).starts_with(kColon)) {
      result += '\\';
      result += kColon;
      i += kColon.size();
    } else {
      if (text[i] == '\n') {
        result += "\\n";
      } else {
        if (text[i] == '\\') result += '\\';
        result += text[i];
      }
      ++i;
    }
  }
  return result;
}

// Reads up to an unescaped colon (keys) or the end; moves `rest` behind it. False when the colon is not there.
bool unescape(std::string_view& rest, bool key, std::string& result) {
  result.clear();
  while (!rest.empty()) {
    if (key && rest.starts_with(kColon)) {
      rest.remove_prefix(kColon.size());
      return true;
    }
    if (rest.size() > 1 && rest.front() == '\\') {
      rest.remove_prefix(1);
      result += rest.front() == 'n' ? '\n' : rest.front();
    } else {
      result += rest.front();
    }
    rest.remove_prefix(1);
  }
  return !key;
}

}  // namespace

std::string spelled_cell(const Cell& cell, const ColumnStyle& style) {
  return cell.state == CellState::absent ? std::string(kAbsent) : spelled_words(cell.printed, style);
}

std::optional<std::optional<std::string>> printed_of(std::string_view field, const ColumnStyle& style) {
  if (field == kAbsent) return std::nullopt;
  if (field.empty()) return std::optional<std::string>();
  if (field.starts_with('\'')) return std::optional<std::string>(unguarded(field));
  return std::optional<std::string>(restored(field, style));
}

std::string spelled_text(const std::optional<std::string>& text) {
  if (!text) return {};
  return text->empty() ? "'" : spelled_words(*text, {});
}

std::optional<std::string> text_of(std::string_view field) {
  if (field.empty() || field == kAbsent) return std::nullopt;
  return unguarded(field);
}

const std::vector<std::string>& place_heads() {
  static const std::vector<std::string> heads{"行", "至行", "页", "表", "格"};
  return heads;
}

std::vector<std::string> spelled_place(const Place& place) {
  return {spelled_int(place.line), spelled_int(place.to), spelled_int(place.page), guarded(place.sheet),
          guarded(place.cell)};
}

const std::string* CsvRecord::find(std::string_view head) const {
  const auto& heads = csv_->head.fields;
  const auto found = std::find(heads.begin(), heads.end(), head);
  return found == heads.end() ? nullptr : &row_->fields.at(static_cast<std::size_t>(found - heads.begin()));
}

std::string_view CsvRecord::get(std::string_view head) const {
  const std::string* field = find(head);
  return field == nullptr ? std::string_view() : std::string_view(*field);
}

int CsvRecord::number(std::string_view head) const {
  const std::string_view field = text::trim(get(head));
  if (field.empty()) return 0;
  int number = 0;
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  if (error != std::errc() || end != field.data() + field.size() || number < 0) {
    throw std::move(fault("csv.bad_number", fmt::format("“{}”栏应为整数，却是“{}”", head, text::excerpt(field)),
                          fmt::format("the column “{}” holds whole numbers, not “{}”", head, text::excerpt(field)))
                        .hint("不知道时请留空", "leave it empty when it is not known"));
  }
  return number;
}

Place CsvRecord::place() const {
  const auto& heads = place_heads();
  return {number(heads[0]), number(heads[1]), number(heads[2]), unguarded(get(heads[3])), unguarded(get(heads[4]))};
}

Fault CsvRecord::fault(std::string code, const std::string& chinese, const std::string& english) const {
  return csv_->fault(*row_, std::move(code), chinese, english);
}

void check_heads(const CsvFile& csv, const std::vector<std::string>& known, const std::vector<std::string>& required,
                 bool others) {
  for (const std::string& head : csv.head.fields) {
    if (std::find(known.begin(), known.end(), head) != known.end()) continue;
    if (others && head.starts_with(kOther)) continue;
    const std::string near = nearest(head, known);
    const std::string free_chinese =
        others ? fmt::format("；表上另有的栏目请写作“{}{}”", kOther, text::excerpt(head)) : "";
    const std::string free_english =
        others ? fmt::format("; write “{}{}” for another printed column", kOther, text::excerpt(head)) : "";
    throw std::move(
        csv.fault(csv.head, "csv.unknown_column", fmt::format("不认识的栏“{}”", text::excerpt(head)),
                  fmt::format("unknown column “{}”", text::excerpt(head)))
            .hint((near.empty() ? fmt::format("可用：{}", fmt::join(known, "、")) : fmt::format("是不是“{}”？", near)) +
                      free_chinese,
                  (near.empty() ? fmt::format("use one of: {}", fmt::join(known, ", "))
                                : fmt::format("did you mean “{}”?", near)) +
                      free_english));
  }
  for (const std::string& head : required) {
    if (std::find(csv.head.fields.begin(), csv.head.fields.end(), head) != csv.head.fields.end()) continue;
    throw std::move(csv.fault(csv.head, "csv.missing_column", fmt::format("缺少“{}”一栏", head),
                              fmt::format("the column “{}” is missing", head))
                        .hint("请补上此栏，可以留空", "add the column, it may be left empty"));
  }
}

std::string spelled_doubts(const std::map<std::string, std::string>& doubts,
                           const std::map<std::string, std::string>& names) {
  std::string cell;
  for (const auto& [key, reason] : doubts) {
    const auto name = names.find(key);
    if (!cell.empty()) cell += '\n';
    cell += escaped(name == names.end() ? std::string(kOther) + key : name->second, true);
    cell += kColon;
    cell += escaped(reason, false);
  }
  return guarded(cell);
}

std::map<std::string, std::string> doubts_of(const CsvRecord& record, const std::map<std::string, std::string>& names) {
  std::map<std::string, std::string> doubts;
  const std::string cell = unguarded(record.get(kDoubt));
  for (std::size_t begin = 0; begin < cell.size();) {
    const auto end = std::min(cell.find('\n', begin), cell.size());
    std::string_view rest = std::string_view(cell).substr(begin, end - begin);
    begin = end + 1;
    if (text::trim(rest).empty()) continue;
    std::string name;
    std::string reason;
    if (!unescape(rest, true, name)) {
      throw std::move(record
                          .fault("csv.bad_doubt", fmt::format("存疑“{}”没有写明栏目", text::excerpt(name)),
                                 fmt::format("the doubt “{}” names no column", text::excerpt(name)))
                          .hint("一行一条，写作“栏名：原因”", "one a line, as “column：reason”"));
    }
    unescape(rest, false, reason);
    if (name.starts_with(kOther)) {
      doubts[name.substr(kOther.size())] = reason;
      continue;
    }
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& pair) { return pair.second == name; });
    if (found == names.end()) {
      std::vector<std::string> heads;
      for (const auto& [key, head] : names) heads.push_back(head);
      const std::string near = nearest(name, heads);
      throw std::move(
          record
              .fault("csv.bad_doubt", fmt::format("存疑所指的栏“{}”不存在", text::excerpt(name)),
                     fmt::format("the doubt is about “{}”, which is no column", text::excerpt(name)))
              .hint(near.empty() ? "一行一条，写作“栏名：原因”" : fmt::format("是不是“{}”？", near),
                    near.empty() ? "one a line, as “column：reason”" : fmt::format("did you mean “{}”?", near)));
    }
    doubts[found->first] = reason;
  }
  return doubts;
}

}  // namespace gouji
