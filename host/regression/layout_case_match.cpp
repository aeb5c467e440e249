#include "regression/layout_case_match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.hpp"
#include "formats/dataset_cells.hpp"
#include "formats/disclosure_words.hpp"
#include "regression/case_tables.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostDifferences = 20;

std::string in_quotes(std::string_view text) { return text.empty() ? "（空白）" : fmt::format("“{}”", text); }

std::string spelled(const Cell& cell) { return cell.state == CellState::absent ? std::string(kAbsent) : cell.printed; }

// One row of what was read, as the columns of a case see it.
struct GotRow {
  std::string name;
  Place at;
  std::map<std::string, std::string> doubtful;  // by what people call the column
  // The field of a column; false where the row has no such column.
  std::function<bool(const std::string& head, std::string& value)> field;
};

std::string doubts_of(const GotRow& row) {
  std::string names;
  for (const auto& [name, reason] : row.doubtful) names += (names.empty() ? "" : "、") + name;
  return names;
}

// "实际完成值、得分" and what a dataset writes ("得分：原因") name the same columns.
std::string doubt_names(std::string_view field) {
  std::vector<std::string> names;
  while (!field.empty()) {
    const std::size_t line = std::min(field.find('\n'), field.size());
    std::string_view one = field.substr(0, line);
    field.remove_prefix(std::min(line + 1, field.size()));
    one = one.substr(0, one.find("：", 0));
    while (!one.empty()) {
      const std::size_t mark = std::min(one.find("、"), one.size());
      if (const auto name = text::trim(one.substr(0, mark)); !name.empty()) names.emplace_back(name);
      one.remove_prefix(std::min(mark + std::string_view("、").size(), one.size()));
    }
  }
  std::sort(names.begin(), names.end());
  return fmt::format("{}", fmt::join(names, "、"));
}

class Matcher {
 public:
  Matcher(const intake::Imported& got, CaseVerdict& verdict) : got_(got), verdict_(verdict) {}

  void differ(const std::string& where, const std::string& expected, const std::string& got) {
    verdict_.fits = false;
    if (++count_ > kMostDifferences) return;
    const char* line_end = count_ == 1 ? "" : "\n";
    verdict_.expected += fmt::format("{}{}：{}", line_end, where, expected);
    verdict_.got += fmt::format("{}{}：{}", line_end, where, got);
  }

  void same(const std::string& where, const std::string& expected, const std::string& got, const std::string& after) {
    if (expected != got) differ(where, in_quotes(expected), in_quotes(got) + after);
  }

  void document(const std::map<std::string, std::string>& expected) {
    const Document& document = got_.document;
    for (const auto& [key, value] : expected) {
      std::string own;
      if (key == "unit") own = document.unit;
      if (key == "year") own = shown_year(document);
      if (key == "kind") own = document.kind;
      if (key == "money_unit") own = document.money_unit;
      for (const auto& list : {region_fields(), other_fields()}) {
        for (const DocumentField& field : list) {
          if (field.key == key) own = (document.*field.member).value_or("");
        }
      }
      same(key, value, own, "");
    }
  }

  void rows(const std::string& what, const CsvFile& expected, const std::vector<GotRow>& got) {
    if (expected.rows.size() != got.size()) {
      differ(what, fmt::format("{} 行（用例第 {} 行起）", expected.rows.size(), expected.head.line),
             fmt::format("{} 行\n{}", got.size(), as_csv(expected, got)));
      return;
    }
    for (std::size_t r = 0; r < got.size(); ++r) {
      for (std::size_t c = 0; c < expected.head.fields.size(); ++c) cell(what, expected, expected.rows[r], got[r], c);
    }
  }

  void forms(const std::vector<ExpectedForm>& expected) {
    const auto& forms = got_.document.evaluations;
    if (forms.size() != expected.size()) {
      std::string names;
      for (const Evaluation& form : forms) names += (names.empty() ? "" : "、") + form.head.text("name");
      differ("自评表", fmt::format("{} 张", expected.size()), fmt::format("{} 张：{}", forms.size(), names));
      return;
    }
    for (std::size_t i = 0; i < forms.size(); ++i) {
      const std::string prefix = forms.size() == 1 ? "" : fmt::format("第 {} 张 ", i + 1);
      for (const auto& [key, value] : expected[i].head) {
        const Cell& own = forms[i].head.cell(key);
        if (value != own.printed)
          differ(prefix + chinese_of(RecordKind::evaluation, key), in_quotes(value), in_quotes(own.printed));
      }
      for (const auto& [label, value] : expected[i].texts) text_block(prefix, forms[i], label, value);
      if (expected[i].funds) rows(prefix + "资金", *expected[i].funds, rows_of(forms[i].funds, "source"));
      if (expected[i].indicators)
        rows(prefix + "指标", *expected[i].indicators, rows_of(forms[i].indicators, "level3"));
    }
  }

  void claims(const CsvFile& expected) { rows("文字说明", expected, rows_of(got_.document.claims, "subject")); }

  std::string table_names() const {
    std::string names;
    for (const Table& one : got_.document.tables) names += (names.empty() ? "" : "、") + one.name;
    return names.empty() ? "没有报表" : names;
  }

  void no_tables() {
    if (!got_.document.tables.empty()) differ("报表", "没有报表", table_names());
  }

  void table(const ExpectedTable& expected) {
    const auto& tables = got_.document.tables;
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const Table& t) { return t.name == expected.name; });
    if (found == tables.end()) {
      differ("报表", in_quotes(expected.name), table_names());
      return;
    }
    for (const auto& [key, value] : expected.facts) {
      const std::optional<std::string> year =
          found->year > 0 ? std::optional(std::to_string(found->year)) : std::nullopt;
      const auto& own = key == "number"  ? found->number
                        : key == "title" ? found->title
                        : key == "year"  ? year
                                         : found->money_unit;
      same(fmt::format("{} {}", expected.name, key), value, own.value_or(""), "");
    }
    std::vector<GotRow> got;
    for (const TableRow& row : found->rows) got.push_back(row_of(*found, row, expected.rows.head.fields.front()));
    rows(expected.name, expected.rows, got);
  }

  void counts(const LayoutExpectation& expect) {
    const ImportReport& report = got_.report;
    if (expect.unplaced && *expect.unplaced != static_cast<std::int64_t>(report.unplaced.size())) {
      std::string list;
      for (const UnplacedNumber& one : report.unplaced)
        list += fmt::format("\n第 {} 行 {}：{}", one.line, one.text, one.near);
      differ("未归位", std::to_string(*expect.unplaced), std::to_string(report.unplaced.size()) + list);
    }
    if (expect.doubtful && *expect.doubtful != static_cast<std::int64_t>(report.doubtful.size())) {
      std::string list;
      for (const DoubtfulReading& one : report.doubtful)
        list += fmt::format("\n第 {} 行 {} {} {}：{}", one.line, one.row, one.field, in_quotes(one.text), one.reason);
      differ("存疑", std::to_string(*expect.doubtful), std::to_string(report.doubtful.size()) + list);
    }
  }

  void finish() {
    if (count_ > kMostDifferences) verdict_.got += fmt::format("\n另有 {} 处不符", count_ - kMostDifferences);
  }

 private:
  static std::string chinese_of(RecordKind kind, std::string_view key) {
    const int index = field_index(kind, key);
    return index < 0 ? std::string(key) : std::string(fields_of(kind)[static_cast<std::size_t>(index)].chinese);
  }

  static std::vector<GotRow> rows_of(const std::vector<Record>& records, std::string_view name) {
    std::vector<GotRow> rows;
    for (const Record& record : records) {
      GotRow row;
      row.name = record.text(name);
      row.at = record.at;
      for (const auto& [key, reason] : record.doubtful) row.doubtful.emplace(chinese_of(record.kind, key), reason);
      row.field = [&record](const std::string& head, std::string& value) {
        if (head.starts_with(kOther)) {
          const std::string wanted = head.substr(kOther.size());
          const auto found = std::find_if(record.more.begin(), record.more.end(),
                                          [&](const auto& one) { return one.first == wanted; });
          value = found == record.more.end() ? std::string(kAbsent) : found->second;
          return true;
        }
        const Field& field = case_field(record.kind, head);
        value = spelled(record.cell(field.key));
        const auto closed = closed_words(record.kind, field.key);
        if (!closed.empty()) value = chinese_from(closed, value);
        return true;
      };
      rows.push_back(std::move(row));
    }
    return rows;
  }

  static GotRow row_of(const Table& table, const TableRow& own, const std::string& label_head) {
    GotRow row;
    row.name = own.label.value_or("");
    row.at = own.at;
    row.doubtful = own.doubtful;
    row.field = [&table, &own, label_head](const std::string& head, std::string& value) {
      if (head == kLineColumn || head == kCodeColumn || head == kSideColumn) {
        value = head == kSideColumn ? own.side : (head == kLineColumn ? own.line : own.code).value_or("");
        return true;
      }
      const std::string name = head.starts_with(kColumn) ? head.substr(kColumn.size()) : head;
      const auto found = std::find(table.columns.begin(), table.columns.end(), name);
      if (found != table.columns.end()) {
        value = spelled(own.cells.at(static_cast<std::size_t>(found - table.columns.begin())));
        return true;
      }
      if (head != label_head) return false;
      value = own.label.value_or("");
      return true;
    };
    return row;
  }

  static bool field_of(const GotRow& row, const std::string& head, std::string& value) {
    if (head == kDoubt) {
      value = doubt_names(doubts_of(row));
      return true;
    }
    if (head == kLineHead) {
      value = row.at.line > 0 ? std::to_string(row.at.line) : "";
      return true;
    }
    return row.field(head, value);
  }

  void cell(const std::string& what, const CsvFile& expected, const CsvRow& row, const GotRow& got,
            std::size_t column) {
    const std::string& head = expected.head.fields[column];
    std::string wanted = row.fields.at(column);
    if (head == kDoubt) wanted = doubt_names(wanted);
    if (wanted.size() > 1 && wanted.starts_with('\'')) wanted.erase(0, 1);
    std::string own;
    const std::string where = fmt::format("{} {} · {}", what, got.name, head);
    const std::string place = got.at.line > 0 ? fmt::format("（来源第 {} 行）", got.at.line) : "";
    if (!field_of(got, head, own)) {
      differ(where, fmt::format("{}（用例第 {} 行）", in_quotes(wanted), row.line), "没有这一栏");
      return;
    }
    // A printed blank and an absent cell differ only where the case says which.
    if (own == wanted || (wanted.empty() && own == kAbsent)) return;
    differ(where, fmt::format("{}（用例第 {} 行）", in_quotes(wanted), row.line), in_quotes(own) + place);
  }

  // What was read under the heads of the case, to compare by eye or to paste into it.
  static std::string as_csv(const CsvFile& expected, const std::vector<GotRow>& rows) {
    std::string out = fmt::format("{}", fmt::join(expected.head.fields, ","));
    for (const GotRow& row : rows) {
      out += '\n';
      for (std::size_t c = 0; c < expected.head.fields.size(); ++c) {
        std::string value;
        field_of(row, expected.head.fields[c], value);
        const bool quote = value.find_first_of(",\"\n") != std::string::npos;
        if (c > 0) out += ',';
        if (quote) {
          out += '"';
          for (const char one : value) out += one == '"' ? "\"\"" : std::string(1, one);
          out += '"';
        } else {
          out += value;
        }
      }
    }
    return out;
  }

  void text_block(const std::string& prefix, const Evaluation& form, const std::string& label,
                  const std::string& value) {
    const auto found =
        std::find_if(form.texts.begin(), form.texts.end(), [&](const TextBlock& one) { return one.label == label; });
    if (found == form.texts.end())
      differ(prefix + label, in_quotes(value), "没有这个文字栏");
    else
      same(prefix + label, value, found->text.value_or(""), "");
  }

  const intake::Imported& got_;
  CaseVerdict& verdict_;
  std::size_t count_ = 0;
};

}  // namespace

CaseVerdict match_import(const LayoutExpectation& expect, const std::string& layout, const intake::Imported& got) {
  CaseVerdict verdict;
  verdict.fits = true;
  Matcher matcher(got, verdict);
  if (!expect.error.empty()) {
    matcher.differ("错误", expect.error, "读入没有出错");
    return verdict;
  }
  const std::string& wanted = expect.layout.empty() ? layout : expect.layout;
  const std::string& taken = got.document.source.layout;
  if (taken != wanted) {
    std::string why;  // that it was not the one that was wanted
    for (const auto& one : got.report.tried) {
      if (one.id == wanted && one.score == 0 && !one.why.empty()) why = fmt::format("（{}：{}）", wanted, one.why);
    }
    matcher.differ("版式", in_quotes(wanted), in_quotes(taken) + why);
  }
  matcher.document(expect.document);
  if (expect.forms) matcher.forms(*expect.forms);
  if (expect.no_tables) matcher.no_tables();
  for (const ExpectedTable& table : expect.tables) matcher.table(table);
  if (expect.claims) matcher.claims(*expect.claims);
  matcher.counts(expect);
  matcher.finish();
  return verdict;
}

CaseVerdict match_error(const LayoutExpectation& expect, const Fault& fault) {
  CaseVerdict verdict;
  verdict.fits = fault.code() == expect.error;
  if (verdict.fits) return verdict;
  verdict.expected = expect.error.empty() ? "读入" : expect.error;
  verdict.got = fault.text(Language::chinese);
  return verdict;
}

}  // namespace gouji
