#include "import/statement_text.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "base/text.hpp"
#include "import/statement_evidence.hpp"
#include "import/statement_placing.hpp"
#include "import/statement_shifts.hpp"
#include "import/statement_text_counts.hpp"
#include "import/statement_text_levels.hpp"
#include "import/statement_text_places.hpp"
#include "import/statement_text_plain.hpp"
#include "import/statement_text_rows.hpp"
#include "import/statement_text_stacked.hpp"
#include "model/labels.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kTwoNames = "两栏名称连在一起，从哪里分不能确定";
constexpr std::size_t kShortestOtherName = 5;  // characters
constexpr std::size_t kFewestWrong = 3;        // rows that do not add up, where the columns may be at fault

struct TextTable {
  TextRegion region;
  TextColumns columns;
  std::vector<TextRow> rows;
  std::vector<int> parents;  // of rows, by what adds them up
  int decimals = 0;
  bool sided = false;
  bool inner = false;  // below a head inside of the table before it
};

// First column and number of columns of a row's side.
std::pair<std::size_t, std::size_t> columns_of_side(const TextTable& table, const TextRow& row) {
  const TextColumns& columns = table.columns;
  if (!table.sided || columns.side_columns.empty()) return {0, columns.names.size()};
  std::size_t first = 0;
  for (std::size_t side = 0; side < row.side; ++side) first += columns.side_columns[side];
  return {first, columns.side_columns[row.side]};
}

class TextTables {
 public:
  TextTables(const StatementLexicon& lexicon, const SourceText& source) : lexicon_(lexicon), source_(source) {}

  std::vector<ReadTable> read(int from, int to, const std::vector<LineRange>& taken) {
    std::vector<LineRange> ranges;
    for (TextRegion& region : find_text_regions(lexicon_, source_, from, to, taken)) {
      std::optional<TextRegion> inner = part_inner(region);
      TextTable table;
      table.region = std::move(region);
      read_rows(table);
      if (table.rows.empty() && !says_nothing(table.region)) continue;
      ranges.emplace_back(table.region.first_line, table.region.last_line);
      tables_.push_back(std::move(table));
      if (!inner) continue;
      TextTable below;
      below.inner = true;
      below.region = std::move(*inner);
      read_rows(below);
      if (!below.rows.empty()) tables_.push_back(std::move(below));
    }
    std::vector<std::string> names;
    for (const TextTable& table : tables_)
      names.insert(names.end(), table.columns.names.begin(), table.columns.names.end());
    StatementEvidence evidence(source_, from, to, ranges, names);
    for (const TextTable& table : tables_) {
      add_evidence(table, evidence);
      grand_totals_.push_back(grand_total(table));
    }
    std::vector<ReadTable> result;
    for (TextTable& table : tables_) {
      ReadTable read = finish(table, evidence);
      if (table.inner) {
        add_inner(std::move(read), result.back());
      } else {
        result.push_back(std::move(read));
      }
    }
    return result;
  }

 private:
  // ---------------------------------------------------------------- a head inside of the table

  // 项目 | 统计数 | 项目 | 统计数 below rows of amounts: what follows is of the same table and has that column. Nothing
  // where the table has no such head.
  std::optional<TextRegion> part_inner(TextRegion& region) const {
    if (region.spec->sides.size() > 1) return std::nullopt;
    const auto halves = [&](int line) {
      const auto words = plain_words(source_.line(line));
      return words.size() == 4 && words[0] == words[2] && words[1] == words[3] &&
             lexicon_.role(words[0]) == HeadRole::label && lexicon_.role(words[1]) == HeadRole::value &&
             text::has_han(words[1]);
    };
    auto& body = region.body;
    const auto head = std::find_if(body.begin(), body.end(), halves);
    if (head == body.begin() || head == body.end() || head + 1 == body.end()) return std::nullopt;
    auto own = std::make_shared<StatementSpec>();
    own->name = region.name;
    own->columns.push_back({plain_words(source_.line(*head))[1], {}});
    TextRegion inner;
    inner.spec = own.get();
    inner.own = std::move(own);
    inner.name = region.name;
    inner.head = {*head};
    inner.body.assign(head + 1, body.end());
    inner.first_line = *head;
    inner.last_line = region.last_line;
    inner.seen.push_back(source_.piece(*head, 0, source_.line(*head).size()));
    body.erase(head, body.end());
    // 相关统计数 alone above it.
    const auto has_digit = [&](int line) {
      return source_.line(line).find_first_of("0123456789") != std::string_view::npos;
    };
    while (body.size() > 1 && !has_digit(body.back())) {
      inner.seen.push_back(source_.piece(body.back(), 0, source_.line(body.back()).size()));
      body.pop_back();
    }
    return inner;
  }

  // A column of a name that the table has is the same one.
  static void add_inner(ReadTable inner, ReadTable& table) {
    std::vector<std::size_t> places;  // by column of `inner`
    for (const std::string& name : inner.columns) {
      const auto known = std::find(table.columns.begin(), table.columns.end(), name);
      places.push_back(static_cast<std::size_t>(known - table.columns.begin()));
      if (known == table.columns.end()) table.columns.push_back(name);
    }
    for (ReadRow& row : table.rows) row.cells.resize(table.columns.size());
    for (ReadRow& row : inner.rows) {
      std::vector<std::optional<Piece>> cells(table.columns.size());
      for (std::size_t i = 0; i < row.cells.size(); ++i) cells[places[i]] = std::move(row.cells[i]);
      row.cells = std::move(cells);
      table.rows.push_back(std::move(row));
    }
    table.seen.insert(table.seen.end(), inner.seen.begin(), inner.seen.end());
  }

  // ---------------------------------------------------------------- rows

  void read_rows(TextTable& table) const {
    TextRegion& region = table.region;
    const StatementSpec& spec = *region.spec;
    std::vector<std::string_view> texts;
    for (const int line : region.body) texts.push_back(source_.line(line));
    table.decimals = usual_decimals(texts);
    const auto cut = [&](bool codes) {
      TokenLines lines;
      for (const int line : region.body)
        lines.push_back(statement_tokens(lexicon_, source_.line(line), line, {table.decimals, codes}));
      return join_cells(std::move(lines));
    };
    TokenLines lines = cut(spec.codes);
    if (auto columns = plain_columns(lexicon_, source_, region)) {
      StatementSpec printed = spec;
      printed.codes = spec.codes || read_plain_head(lexicon_, source_.line(region.head.front()))->codes;
      table.rows = read_listed_rows(lexicon_, source_, printed, *columns, printed.codes ? cut(true) : lines);
      const bool known =
          std::find(columns->spec_columns.begin(), columns->spec_columns.end(), kNone) == columns->spec_columns.end();
      if (fill_columns(table.rows, columns->names.size(), known)) {
        table.columns = std::move(*columns);
        table.parents = parents_by_code(table);
        return;
      }
      table.rows.clear();
    }
    if (spec.sides.size() < 2) {
      mark_serials(lexicon_, source_, region, lines);
      count_figures_only(source_, lines, region);
    }
    const std::size_t groups = spec.codes ? code_groups(lines) : 1;
    read_columns(table, groups);
    table.sided = spec.sides.size() > 1;
    if (table.sided) {
      take_sides(table, plain_sides(lexicon_, source_, table.region), lines);
      if (table.rows.empty()) take_sides(table, levelled_sides(lexicon_, source_, table.region, lines), lines);
      if (table.rows.empty()) table.rows = read_sided_rows(source_, spec, table.columns, lines);
    } else if (spec.wide && prints_figures_alone(lines)) {
      read_wide(table, lines);
    } else {
      table.rows = read_listed_rows(lexicon_, source_, spec, table.columns, lines);
      if (table.rows.empty() && prints_figures_alone(lines)) read_unnamed(table, lines);
      drop_titles(table);
    }
    // Rows have more figures than the head has names: none of them is certain.
    const bool more =
        std::any_of(table.rows.begin(), table.rows.end(), [](const TextRow& row) { return row.more_figures; });
    if (more && table.columns.doubtful.empty()) table.columns.doubtful = kUncertainHead;
    if (!table.sided && groups == 1) take_levelled(table, cut(true));
    table.parents = table.sided ? parents_by_name(table) : parents_by_code(table);
  }

  // 人员经费 | 公用经费 a cell a line, then 科目编码 | 科目名称 | 金额, and no row with more than one figure: what
  // stands before the heads of codes and names is a title of rows, no column.
  void drop_titles(TextTable& table) const {
    TextColumns& columns = table.columns;
    if (!table.region.counts.empty() || columns.heads.size() != columns.names.size()) return;
    int names = 0;  // the first line of those heads
    for (const int line : table.region.head) {
      const auto words = plain_words(source_.line(line));
      if (words.size() != 1) return;
      const HeadRole role = lexicon_.role(words.front());
      if (names == 0 && (role == HeadRole::code || role == HeadRole::label)) names = line;
    }
    const auto is_title = [&](std::size_t column) {
      const auto& heads = columns.heads[column];
      return !heads.empty() &&
             std::all_of(heads.begin(), heads.end(), [&](const HeadPiece& one) { return one.line < names; });
    };
    std::vector<std::size_t> titles;
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
      if (is_title(i)) titles.push_back(i);
    }
    const std::size_t left = columns.names.size() - titles.size();
    const bool fit = left > 0 && std::all_of(table.rows.begin(), table.rows.end(),
                                             [&](const TextRow& row) { return row.figures.size() <= left; });
    if (titles.empty() || !fit) return;
    for (auto title = titles.rbegin(); title != titles.rend(); ++title) {
      const auto at = static_cast<std::ptrdiff_t>(*title);
      columns.names.erase(columns.names.begin() + at);
      columns.spec_columns.erase(columns.spec_columns.begin() + at);
      columns.heads.erase(columns.heads.begin() + at);
    }
  }

  // A table without rows: its notes say so, or unit and head stand below its title.
  static bool says_nothing(const TextRegion& region) {
    return !region.notes.empty() || (region.unit.has_value() && !region.head.empty() && region.own == nullptr);
  }

  // By the known head, or by one of its others that explains the printed one better.
  void read_columns(TextTable& table, std::size_t groups) const {
    const StatementSpec& known = *table.region.spec;
    table.columns = read_text_columns(lexicon_, source_, table.region, groups);
    for (const StatementSpec& other : known.other_heads) {
      TextRegion region = table.region;
      region.spec = &other;
      TextColumns columns = read_text_columns(lexicon_, source_, region, groups);
      const auto worse = [](const TextColumns& one) { return std::pair{!one.doubtful.empty(), one.unread}; };
      if (worse(columns) >= worse(table.columns)) continue;
      table.columns = std::move(columns);
      table.region.spec = &other;
    }
    if (table.columns.doubtful.empty() || groups > 1) return;
    if (auto stacked = stacked_columns(lexicon_, source_, table.region)) take_stacked(table, std::move(*stacked));
  }

  // Sides with columns of their own, where each side has a row that fills them and none has more figures.
  void take_sides(TextTable& table, std::optional<TextColumns> columns, const TokenLines& lines) const {
    if (!columns) return;
    columns->lines = table.columns.lines;
    auto rows = read_sided_rows(source_, *table.region.spec, *columns, lines);
    std::vector<bool> full(columns->side_columns.size(), false);
    for (const TextRow& row : rows) {
      if (row.more_figures) return;
      if (row.figures.size() == columns->side_columns[row.side]) full[row.side] = true;
    }
    if (std::find(full.begin(), full.end(), false) != full.end()) return;
    table.columns = std::move(*columns);
    table.rows = std::move(rows);
  }

  // Where the head is doubtful, its columns do not add up or no row has a figure for each: read from the rows, if one
  // of them has all then.
  void take_levelled(TextTable& table, const TokenLines& lines) const {
    const bool full = std::any_of(table.rows.begin(), table.rows.end(),
                                  [&](const TextRow& row) { return row.figures.size() == table.columns.names.size(); });
    const bool elsewhere = totals_elsewhere(*table.region.spec, table.columns, table.rows);
    // Names printed one below the other are in the columns' order, which may be another than the known table's.
    const bool sure = full && table.columns.doubtful.empty() && !elsewhere;
    if (sure && !is_listed_head(lexicon_, source_, table.region)) return;
    if (elsewhere) table.columns.doubtful = kUncertainHead;
    auto columns = levelled_columns(lexicon_, source_, table.region, lines);
    if (!columns || (table.columns.doubtful.empty() && !columns->doubtful.empty())) return;
    if (sure && !std::is_permutation(columns->spec_columns.begin(), columns->spec_columns.end(),
                                     table.columns.spec_columns.begin(), table.columns.spec_columns.end()))
      return;
    auto rows = read_listed_rows(lexicon_, source_, *table.region.spec, *columns, lines);
    const bool numbered = !table.region.counts.empty();  // as many as the head says itself
    if (rows.size() < table.rows.size() || !fill_columns(rows, columns->names.size(), numbered)) return;
    table.columns = std::move(*columns);
    table.rows = std::move(rows);
  }

  static void take_stacked(TextTable& table, TextColumns stacked) {
    stacked.lines = table.columns.lines;
    stacked.codes = table.columns.codes;
    stacked.words = table.columns.words;
    stacked.name_at = table.columns.name_at;
    stacked.remark = table.columns.remark;
    table.columns = std::move(stacked);
  }

  // Figures alone, which only their columns name: the known order gives way to the printed one.
  void read_wide(TextTable& table, const TokenLines& lines) const {
    table.rows = read_wide_rows(table.columns, lines);
    const StatementSpec& spec = *table.region.spec;
    const bool elsewhere = totals_elsewhere(spec, table.columns, table.rows);
    if (auto stacked = stacked_columns(lexicon_, source_, table.region)) {
      const auto& order = stacked->spec_columns;
      const bool other_order =
          order != table.columns.spec_columns && std::find(order.begin(), order.end(), kNone) == order.end();
      auto rows = read_wide_rows(*stacked, lines);
      if ((elsewhere || other_order) && !totals_elsewhere(spec, *stacked, rows)) {
        table.rows = std::move(rows);
        return take_stacked(table, std::move(*stacked));
      }
    }
    if (elsewhere) table.columns.doubtful = kUncertainHead;
  }

  // Rows of figures under a head that is not known for such: no figure is left out.
  static void read_unnamed(TextTable& table, const TokenLines& lines) {
    std::size_t most = 0;
    for (const auto& line : lines)
      most = std::max(most, static_cast<std::size_t>(std::count_if(line.begin(), line.end(),
                                                                   [](const auto& one) { return !one.is_word(); })));
    auto& names = table.columns.names;
    if (names.size() != most) table.columns.doubtful = kUncertainHead;
    while (names.size() < most) {
      names.push_back(std::to_string(names.size() + 1));
      table.columns.spec_columns.push_back(kNone);
    }
    table.rows = read_wide_rows(table.columns, lines);
  }

  static bool prints_figures_alone(const TokenLines& lines) {
    std::size_t with_words = 0;
    std::size_t alone = 0;
    for (const auto& line : lines) {
      if (line.empty()) continue;
      const bool words = std::any_of(line.begin(), line.end(), [](const auto& one) { return one.is_word(); });
      const bool money = std::any_of(line.begin(), line.end(), [](const auto& one) { return !one.is_word(); });
      if (words && money) ++with_words;
      if (!words && money) ++alone;
    }
    return alone > with_words;
  }

  bool is_total(const TextRow& row) const { return !row.code && row.label && lexicon_.is_total(row.label->text); }

  // 类 adds up 款, 款 adds up 项, the closing row adds up what stands below no code.
  std::vector<int> parents_by_code(const TextTable& table) const {
    std::vector<int> parents(table.rows.size(), -1);
    std::unordered_map<std::string, int> by_code;
    int total = -1;
    int totals = 0;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const TextRow& row = table.rows[i];
      if (row.code) by_code.emplace(row.code->text, static_cast<int>(i));
      if (is_total(row)) {
        total = static_cast<int>(i);
        ++totals;
      }
    }
    if (by_code.empty()) return parents_by_name(table);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const TextRow& row = table.rows[i];
      if (!row.code) continue;
      for (std::size_t size = row.code->text.size(); size-- > 3;) {
        const auto found = by_code.find(row.code->text.substr(0, size));
        if (found == by_code.end()) continue;
        parents[i] = found->second;
        break;
      }
      if (parents[i] < 0 && totals == 1 && table.columns.groups == 1) parents[i] = total;
    }
    return parents;
  }

  // Sums of rows that the known table has: 本年支出合计 = Σ 一、… 二、…
  std::vector<int> parents_by_name(const TextTable& table) const {
    const StatementSpec& spec = *table.region.spec;
    std::vector<int> parents(table.rows.size(), -1);
    for (const StatementSum& sum : spec.row_sums) {
      std::set<std::string> parts;
      for (const std::string& part : sum.parts) parts.insert(label_key(part));
      for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (!table.rows[i].label || label_key(table.rows[i].label->text) != label_key(sum.total)) continue;
        for (std::size_t k = 0; k < table.rows.size(); ++k) {
          if (k == i || parents[k] >= 0 || table.rows[k].side != table.rows[i].side || !table.rows[k].label) continue;
          if (parts.contains(label_key(table.rows[k].label->text)) && k < i) parents[k] = static_cast<int>(i);
        }
      }
    }
    if (!table.sided && spec.row_sums.empty()) add_up_all(table, parents);
    return parents;
  }

  // A list with one closing row, whose first figures show that it adds up all others.
  void add_up_all(const TextTable& table, std::vector<int>& parents) const {
    int total = -1;
    Exact sum;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const TextRow& row = table.rows[i];
      if (is_total(row)) {
        if (total >= 0) return;
        total = static_cast<int>(i);
      } else if (!row.figures.empty()) {
        sum = sum + row.figures.front().value;
      }
    }
    if (total < 0) return;
    const auto& figures = table.rows[static_cast<std::size_t>(total)].figures;
    if (figures.empty() || figures.front().value != sum) return;
    for (std::size_t i = 0; i < parents.size(); ++i) {
      if (static_cast<int>(i) != total) parents[i] = total;
    }
  }

  // ---------------------------------------------------------------- what figures are called elsewhere

  void add_evidence(const TextTable& table, StatementEvidence& evidence) const {
    if (!table.columns.doubtful.empty()) return;
    // Full rows, and on a side of one column the sum of those that print one name twice.
    std::map<std::pair<std::size_t, std::string>, Exact> sums;
    for (const TextRow& row : table.rows) {
      const auto width = columns_of_side(table, row).second;
      if (!row.label) continue;
      if (row.figures.empty() && table.sided && width == 1) evidence.add_blank(row.label->text);
      if (row.figures.size() != width) continue;
      for (const StatementToken& figure : row.figures) evidence.add(row.label->text, figure.value);
      if (!table.sided || width != 1) continue;
      Exact& sum = sums[{row.side, label_key(row.label->text)}];
      sum = sum + row.figures[0].value;
    }
    for (const auto& [key, sum] : sums) evidence.add(key.second, sum);
    // Full rows that add up the others name their figures by the columns; the first is the table's.
    for (const TextRow& row : table.rows) {
      if (!is_total(row) || row.figures.empty() || table.sided) continue;
      if (row.figures.size() == table.columns.names.size()) {
        for (std::size_t i = 0; i < row.figures.size(); ++i) {
          if (!lexicon_.is_subtotal(evidence_key(table.columns.names[i])))
            evidence.add(table.columns.names[i], row.figures[i].value);
        }
      }
    }
  }

  // What a table adds up to: the first figure of its closing row, or of the rows that no other one adds up.
  std::optional<Exact> grand_total(const TextTable& table) const {
    Exact sum;
    bool printed = false;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const TextRow& row = table.rows[i];
      if (row.figures.empty()) continue;
      if (is_total(row)) return row.figures.front().value;
      if (!row.code || table.parents[i] >= 0) continue;
      sum = sum + row.figures.front().value;
      printed = true;
    }
    return printed ? std::optional(sum) : std::nullopt;
  }

  // 一般公共预算财政拨款支出决算表 gives the figure of the column 一般公共预算财政拨款, …基本支出决算表 that of
  // 基本支出.
  bool named_by_table(const TextTable& table, const std::string& column, const Exact& value) const {
    const std::string key = StatementLexicon::key(evidence_key(column));
    if (key.size() < 4 * 3) return false;
    for (std::size_t i = 0; i < tables_.size(); ++i) {
      const TextTable& other = tables_[i];
      if (other.sided || &other == &table || grand_totals_[i] != value) continue;
      if (StatementLexicon::key(other.region.spec->name).find(key) != std::string::npos) return true;
    }
    return false;
  }

  // The column's other names, those that are long enough to be nothing else: 一般公共预算拨款收入 for 一般公共预算.
  static bool named_otherwise(const TextTable& table, std::size_t column, const Exact& value,
                              const StatementEvidence& evidence) {
    const std::size_t known = table.columns.spec_columns[column];
    if (known == kNone) return false;
    const StatementColumn& one = table.region.spec->columns[known];
    const auto says = [&](const std::string& name) {
      return text::decode(evidence_key(name)).size() >= kShortestOtherName && evidence.says(name, value);
    };
    return says(one.name) || std::any_of(one.aliases.begin(), one.aliases.end(), says);
  }

  // ---------------------------------------------------------------- columns

  std::vector<PlacingSum> sums_of(const TextTable& table) const {
    const StatementSpec& spec = *table.region.spec;
    // A column that the known table does not have may be what its sums lack.
    const auto& known_columns = table.columns.spec_columns;
    if (table.columns.stacked && std::find(known_columns.begin(), known_columns.end(), kNone) != known_columns.end())
      return {};
    const auto column = [&](const std::string& name) {
      const std::string key = StatementLexicon::key(name);
      for (std::size_t i = 0; i < table.columns.names.size(); ++i) {
        const std::size_t known = table.columns.spec_columns[i];
        if (StatementLexicon::key(table.columns.names[i]) == key) return i;
        if (known == kNone) continue;
        const StatementColumn& one = spec.columns[known];
        if (StatementLexicon::key(one.name) == key) return i;
        if (std::any_of(one.aliases.begin(), one.aliases.end(),
                        [&](const std::string& alias) { return StatementLexicon::key(alias) == key; }))
          return i;
      }
      return kNone;
    };
    std::vector<PlacingSum> sums;
    for (const StatementSum& sum : spec.column_sums) {
      PlacingSum made;
      made.total = column(sum.total);
      for (const std::string& part : sum.parts) {
        const bool minus = part.starts_with("-");
        const std::size_t at = column(minus ? part.substr(1) : part);
        if (at != kNone && at != made.total) (minus ? made.minus : made.parts).push_back(at);
      }
      if (made.total != kNone && !made.parts.empty()) sums.push_back(std::move(made));
    }
    return sums;
  }

  // How seldom a column has a figure, as the pack tells.
  static std::vector<int> ranks_of(const TextTable& table) {
    const StatementSpec& spec = *table.region.spec;
    std::vector<int> ranks;
    for (std::size_t i = 0; i < table.columns.names.size(); ++i) {
      const std::size_t known = table.columns.spec_columns[i];
      const std::string& name = known == kNone ? table.columns.names[i] : spec.columns[known].name;
      const auto usual = std::find(spec.usual.begin(), spec.usual.end(), name);
      const auto rank = static_cast<std::size_t>(usual - spec.usual.begin());
      ranks.push_back(static_cast<int>(usual == spec.usual.end() ? rank + i : rank));
    }
    return ranks;
  }

  std::vector<PlacedRow> place(const TextTable& table, const StatementEvidence& evidence) const {
    PlacingProblem problem;
    problem.columns = table.columns.names.size();
    problem.decimals = table.decimals;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      PlacingRow row;
      for (const StatementToken& figure : table.rows[i].figures) {
        row.figures.push_back(figure.value);
        problem.decimals = std::max(problem.decimals, std::min(figure.decimals, 6));
      }
      row.parent = table.parents[i];
      std::tie(row.first, row.columns) = columns_of_side(table, table.rows[i]);
      problem.rows.push_back(std::move(row));
    }
    problem.ranks = ranks_of(table);
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    for (const PlacingRow& row : problem.rows) spans.emplace_back(row.first, row.columns);
    // A sheet of one row: where its names stand tells what its figures are.
    const bool named = table.region.spec->wide && !table.sided && table.columns.heads.size() == problem.columns;
    const ColumnPlaces places(source_, table.region, problem.columns, table.rows, spans,
                              named ? table.columns.heads : std::vector<std::vector<HeadPiece>>());
    // Under a head that is not certain sums would pull figures away from where they stand.
    bool placed = false;
    for (std::size_t i = 0; i < problem.rows.size(); ++i) placed = placed || places.known(i);
    if (table.columns.doubtful.empty() || !placed) problem.sums = sums_of(table);
    problem.apart = [&](std::size_t row, std::size_t figure, std::size_t column) {
      return places.distance(row, figure, column);
    };
    problem.reach = [&](std::size_t row) { return places.reach(row); };
    problem.named = [&](std::size_t row, std::size_t figure, std::size_t column) {
      if (table.parents[row] >= 0) return false;
      const std::string& name = table.columns.names[column];
      const Exact& value = table.rows[row].figures[figure].value;
      return evidence.says(name, value) || named_by_table(table, name, value) ||
             named_otherwise(table, column, value, evidence);
    };
    problem.denied = [&](std::size_t row, std::size_t column) {
      return table.parents[row] < 0 && evidence.denies(table.columns.names[column]);
    };
    return place_figures(problem);
  }

  // Most rows do not add up, wherever their figures stand: so do not the columns that were found.
  static bool seldom_add_up(const std::vector<PlacedRow>& rows) {
    std::size_t wrong = 0, all = 0;
    for (const PlacedRow& row : rows) {
      all += row.columns.size() > 1 ? 1U : 0U;
      wrong += row.reason == std::string_view(kNoneAddsUp) ? 1U : 0U;
    }
    return wrong >= kFewestWrong && wrong * 2 > all;
  }

  // ---------------------------------------------------------------- the table

  Piece piece_of(const StatementToken& token) const { return source_.piece(token.line, token.begin, token.end); }

  ReadTable finish(TextTable& table, const StatementEvidence& evidence) const {
    ReadTable read;
    TextRegion& region = table.region;
    read.name = region.name;
    read.title = region.title;
    read.number = region.number;
    read.money_unit = region.unit;
    read.year = region.year;
    read.columns = table.columns.names;
    if (!table.columns.remark.empty()) read.columns.push_back(table.columns.remark);
    read.columns.insert(read.columns.begin(), table.columns.words.begin(), table.columns.words.end());
    read.notes = region.notes;
    read.seen = region.seen;
    read.first_line = region.first_line;
    read.last_line = region.last_line;
    read.known = region.own == nullptr;
    const std::vector<PlacedRow> placed = place(table, evidence);
    if (table.columns.doubtful.empty() && seldom_add_up(placed)) table.columns.doubtful = kUncertainHead;
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      read.rows.push_back(finish_row(table, table.rows[i], placed[i]));
    if (read.known) doubt_shifted_rows(*region.spec, read);
    return read;
  }

  // Names with a blank between them; which of them goes on where there are more is not certain.
  void split_names(const TextColumns& columns, const TextRow& row, ReadRow& read) const {
    std::vector<Piece> others(columns.words.size());
    if (row.label && !is_total(row)) {
      std::vector<Piece> names;
      if (row.label->spans.size() == 1) {
        const SourceSpan span = row.label->spans.front();
        const std::string_view whole = row.label->text;
        for (std::size_t from = 0; from < whole.size();) {
          const bool last = names.size() == others.size();
          const std::size_t end = last ? whole.size() : std::min(whole.find(' ', from), whole.size());
          names.push_back(source_.piece(span.line, span.begin + from, span.begin + end));
          from = std::min(whole.find_first_not_of(' ', end), whole.size());
        }
      }
      const bool apart = names.size() == others.size() + 1;
      if (apart) {
        read.label = names[columns.name_at];
        names.erase(names.begin() + static_cast<std::ptrdiff_t>(columns.name_at));
        others = std::move(names);
      }
      if (!apart || others.back().text.find(' ') != std::string::npos) read.doubtful["label"] = kTwoNames;
    }
    read.cells.insert(read.cells.begin(), others.begin(), others.end());
  }

  ReadRow finish_row(const TextTable& table, const TextRow& row, const PlacedRow& placed) const {
    ReadRow read;
    read.label = row.label;
    read.code = row.code;
    read.line = row.line;
    if (table.sided) read.side = table.region.spec->sides[row.side];
    read.first_line = row.first_line;
    read.last_line = row.last_line;
    read.cells.resize(table.columns.names.size());
    const auto [first, width] = columns_of_side(table, row);
    for (std::size_t i = first; i < first + width; ++i) read.cells[i] = Piece{};
    for (std::size_t i = 0; i < placed.columns.size(); ++i) {
      const std::size_t column = placed.columns[i];
      read.cells[column] = piece_of(row.figures[i]);
      if (placed.open[i]) read.doubtful[table.columns.names[column]] = placed.reason;
      if (!table.columns.doubtful.empty()) read.doubtful.emplace(table.columns.names[column], table.columns.doubtful);
    }
    if (!table.columns.remark.empty()) read.cells.push_back(row.remark ? *row.remark : Piece{});
    if (!table.columns.words.empty()) split_names(table.columns, row, read);
    if (!row.label_doubt.empty()) read.doubtful["label"] = row.label_doubt;
    return read;
  }

  const StatementLexicon& lexicon_;
  const SourceText& source_;
  std::vector<TextTable> tables_;
  std::vector<std::optional<Exact>> grand_totals_;
};

}  // namespace

std::vector<ReadTable> read_text_statements(const StatementLexicon& lexicon, const SourceText& source, int from, int to,
                                            const std::vector<LineRange>& taken) {
  return TextTables(lexicon, source).read(from, to, taken);
}

std::vector<ReadTable> read_text_statements(const StatementBook& book, const SourceText& source, int from, int to,
                                            const std::vector<LineRange>& taken) {
  return read_text_statements(StatementLexicon(book), source, from, to, taken);
}

}  // namespace gouji::intake
