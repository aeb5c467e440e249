#include "regression/case_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "formats/dataset_cells.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/escape.hpp"

namespace gouji {
namespace {

// The first keys of an expectation, as people read it.
constexpr std::array<std::string_view, 8> kKeyOrder{"outcome", "severity", "row",      "column",
                                                    "case",    "printed",  "expected", "difference"};
const std::set<std::string> kFlags{"doubtful", "grade_could_flip"};
const std::set<std::string> kCounts{"lines", "judged", "line"};

// Lines between """: what TOML would take for something else is put behind a backslash.
std::string toml_lines(const std::string& text) {
  std::string out;
  int quotes = 0;
  for (const char c : text) {
    quotes = c == '"' ? quotes + 1 : 0;
    if (c == '\\' || quotes == 3) out += '\\';
    if (quotes == 3) quotes = 1;
    out += c;
  }
  return "\"\"\"\n" + out + "\"\"\"";
}

std::string csv_lines(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + csv_field(row[i]);
    out += '\n';
  }
  return out;
}

std::string cell_text(const Cell& cell) {
  return cell.state == CellState::absent ? std::string(kAbsent) : cell.printed;
}

class CaseWriter {
 public:
  CaseWriter(const Case& one, const CaseDefaults& defaults)
      : case_(one), document_(one.document), defaults_(defaults) {}

  std::string write(const std::string& note) {
    out_ = "\n[[case]]\n";
    line("name", toml_string(case_.name));
    if (!note.empty()) line("note", toml_string(note));
    facts();
    forms();
    tables();
    records("claims", RecordKind::claim, document_.claims, out_);
    records("mentions", RecordKind::claim, document_.mentions, out_);
    expectation();
    return std::move(out_);
  }

 private:
  void line(std::string_view key, const std::string& value) { out_ += fmt::format("{} = {}\n", key, value); }

  void facts() {
    const UsualCase usual = usual_case(defaults_);
    if (document_.kind != usual.kind) line("document", toml_string(document_.kind));
    if (document_.year != usual.year) line("year", std::to_string(document_.year));
    if (case_.rules_year != 0) line("rules_year", std::to_string(case_.rules_year));
    if (document_.unit != usual.unit) line("unit", toml_string(document_.unit));
    if (document_.money_unit != usual.money_unit) line("money_unit", toml_string(document_.money_unit));
    if (document_.province.value_or("") != defaults_.province) optional("province", document_.province);
    optional("region", document_.region);
    optional("level", document_.level);
    optional("published_on", document_.published_on);
    optional("approved_on", document_.approved_on);
    if (!document_.source.layout.empty()) line("layout", toml_string(document_.source.layout));
  }

  void optional(std::string_view key, const std::optional<std::string>& value) {
    if (value) line(key, toml_string(*value));
  }

  void forms() {
    if (document_.evaluations.empty()) return;
    if (document_.evaluations.size() == 1) {
      const std::string head = head_fields(document_.evaluations.front());
      const Evaluation& form = document_.evaluations.front();
      const bool empty = form.funds.empty() && form.indicators.empty() && form.texts.empty();
      if (!head.empty() || empty) line("evaluation", "{" + (head.empty() ? "" : " " + head + " ") + "}");
      parts(form, out_);
      return;
    }
    // An array of tables would end the case's own keys: it is written as a list.
    out_ += "forms = [\n";
    for (const Evaluation& form : document_.evaluations) {
      std::string inside = head_fields(form);
      std::string own;
      parts(form, own);
      for (std::size_t from = 0; from < own.size();) {  // keys of an inline table stand beside each other
        const std::size_t end = value_end(own, from);
        inside += (inside.empty() ? "" : ", ") + own.substr(from, end - from);
        from = end + 1;
      }
      out_ += "  { " + inside + " },\n";
    }
    out_ += "]\n";
  }

  // Behind the value that begins at `from`: a text of lines or the rest of the line.
  static std::size_t value_end(const std::string& text, std::size_t from) {
    const std::size_t end = text.find('\n', from);
    if (!std::string_view(text).substr(from, end - from).ends_with("\"\"\"")) return end;
    const std::size_t close = text.find("\"\"\"\n", end);
    return close + 3;
  }

  std::string head_fields(const Evaluation& form) const {
    const UsualCase usual = usual_case(defaults_);
    std::string fields;
    const auto all = fields_of(RecordKind::evaluation);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Cell& cell = form.head.cells.at(i);
      const std::string_view key = all[i].key;
      const bool is_usual =
          (key == "scope" && cell.printed == usual.scope) || (key == "name" && cell.printed == usual.form);
      if (cell.state == CellState::absent || is_usual) continue;
      fields += fmt::format("{}{} = {}", fields.empty() ? "" : ", ", key, toml_string(cell.printed));
    }
    return fields;
  }

  void parts(const Evaluation& form, std::string& out) const {
    records("funds", RecordKind::fund, form.funds, out);
    records("indicators", RecordKind::indicator, form.indicators, out);
    std::string texts;
    for (const TextBlock& block : form.texts)
      texts += fmt::format("{}{} = {}", texts.empty() ? "" : ", ", toml_string(block.label),
                           toml_string(block.text.value_or("")));
    if (!texts.empty()) out += "texts = { " + texts + " }\n";
  }

  static std::string cell_word(RecordKind kind, const Field& field, const Cell& cell) {
    const auto words = closed_words(kind, field.key);
    return words.empty() || cell.printed.empty() ? cell_text(cell) : chinese_from(words, cell.printed);
  }

  static void records(std::string_view key, RecordKind kind, const std::vector<Record>& list, std::string& out) {
    if (list.empty()) return;
    const auto fields = fields_of(kind);
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (std::any_of(list.begin(), list.end(),
                      [&](const Record& one) { return one.cells.at(i).state != CellState::absent; }))
        columns.push_back(i);
    }
    std::vector<std::string> others;
    bool doubtful = false;
    std::map<std::string, std::string> names;
    for (const Field& field : fields) names.emplace(field.key, field.chinese);
    for (const Record& one : list) {
      doubtful = doubtful || !one.doubtful.empty();
      for (const auto& [name, value] : one.more) {
        if (std::find(others.begin(), others.end(), name) == others.end()) others.push_back(name);
      }
    }
    std::vector<std::vector<std::string>> rows(1);
    for (const std::size_t i : columns) rows[0].emplace_back(fields[i].chinese);
    for (const std::string& name : others) rows[0].push_back(std::string(kOther) + name);
    if (doubtful) rows[0].emplace_back(kDoubt);
    for (const Record& one : list) {
      std::vector<std::string> row;
      for (const std::size_t i : columns) row.push_back(cell_word(kind, fields[i], one.cells[i]));
      for (const std::string& name : others) {
        const auto found =
            std::find_if(one.more.begin(), one.more.end(), [&](const auto& more) { return more.first == name; });
        row.push_back(found == one.more.end() ? std::string(kAbsent) : found->second);
      }
      if (doubtful) row.push_back(spelled_doubts(one.doubtful, names));
      rows.push_back(std::move(row));
    }
    out += fmt::format("{} = {}\n", key, toml_lines(csv_lines(rows)));
  }

  static std::string table_rows(const Table& table) {
    const auto any = [&](const auto& has) { return std::any_of(table.rows.begin(), table.rows.end(), has); };
    const bool lines = any([](const TableRow& row) { return row.line.has_value(); });
    const bool codes = any([](const TableRow& row) { return row.code.has_value(); });
    const bool sides = any([](const TableRow& row) { return !row.side.empty(); });
    const bool doubts = any([](const TableRow& row) { return !row.doubtful.empty(); });
    std::map<std::string, std::string> names;
    for (const std::string& column : table.columns) names.emplace(column, column);
    std::vector<std::vector<std::string>> rows(1);
    if (lines) rows[0].emplace_back("行次");
    rows[0].emplace_back("项目");
    if (codes) rows[0].emplace_back("编码");
    if (sides) rows[0].emplace_back("方向");
    static const std::set<std::string_view> own{"行次", "编码", "方向", kDoubt};
    for (const std::string& column : table.columns)
      rows[0].push_back(own.contains(column) ? std::string(kColumn) + column : column);
    if (doubts) rows[0].emplace_back(kDoubt);
    for (const TableRow& row : table.rows) {
      std::vector<std::string> fields;
      if (lines) fields.push_back(row.line.value_or(""));
      fields.push_back(row.label.value_or(std::string(kAbsent)));
      if (codes) fields.push_back(row.code.value_or(""));
      if (sides) fields.push_back(row.side);
      for (std::size_t i = 0; i < table.columns.size(); ++i)
        fields.push_back(i < row.cells.size() ? cell_text(row.cells[i]) : std::string(kAbsent));
      if (doubts) fields.push_back(spelled_doubts(row.doubtful, names));
      rows.push_back(std::move(fields));
    }
    return toml_lines(csv_lines(rows));
  }

  void tables() {
    const UsualCase usual = usual_case(defaults_);
    const auto plain = [](const Table& table) {
      return table.notes.empty() && !table.title && !table.number && !table.money_unit && table.year == 0;
    };
    if (document_.tables.empty()) return;
    if (document_.tables.size() == 1 && plain(document_.tables.front())) {
      const Table& table = document_.tables.front();
      if (table.name != usual.table) line("table_name", toml_string(table.name));
      line("table", table_rows(table));
      return;
    }
    out_ += "tables = [\n";
    for (const Table& table : document_.tables) {
      out_ += fmt::format("  {{ name = {}", toml_string(table.name));
      const auto more = [&](std::string_view key, const std::optional<std::string>& value) {
        if (value) out_ += fmt::format(", {} = {}", key, toml_string(*value));
      };
      more("title", table.title);
      more("number", table.number);
      more("money_unit", table.money_unit);
      if (table.year > 0) out_ += fmt::format(", year = {}", table.year);
      if (!table.notes.empty()) {
        out_ += ", notes = [";
        for (std::size_t i = 0; i < table.notes.size(); ++i) out_ += (i == 0 ? "" : ", ") + toml_string(table.notes[i]);
        out_ += "]";
      }
      out_ += ", rows = " + table_rows(table) + " },\n";
    }
    out_ += "]\n";
  }

  void expectation() {
    if (!case_.expect.word.empty()) return line("expect", toml_string(case_.expect.word));
    std::vector<std::string> list;
    for (const Expected& one : case_.expect.findings) {
      std::string inside;
      const auto add = [&](const std::string& key, const std::string& value) {
        const bool bare = kFlags.contains(key) || kCounts.contains(key);
        inside += fmt::format("{}{} = {}", inside.empty() ? "" : ", ", key, bare ? value : toml_string(value));
      };
      for (const std::string_view key : kKeyOrder) {
        if (const auto found = one.values.find(std::string(key)); found != one.values.end())
          add(found->first, found->second);
      }
      for (const auto& [key, value] : one.values) {
        if (std::find(kKeyOrder.begin(), kKeyOrder.end(), key) == kKeyOrder.end()) add(key, value);
      }
      list.push_back("{ " + inside + " }");
    }
    if (list.size() == 1) return line("expect", "[" + list.front() + "]");
    std::string lines = "[\n";
    for (const std::string& one : list) lines += "  " + one + ",\n";
    line("expect", lines + "]");
  }

  const Case& case_;
  const Document& document_;
  const CaseDefaults& defaults_;
  std::string out_;
};

}  // namespace

std::string case_as_toml(const Case& one, const std::string& note, const CaseDefaults& defaults) {
  return CaseWriter(one, defaults).write(note);
}

std::string with_case(const std::string& file, const std::string& case_text) {
  return file + (file.empty() || file.ends_with('\n') ? "" : "\n") + case_text;
}

}  // namespace gouji
