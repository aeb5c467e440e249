// What a layout reads: `source` (lines, pieces, tables rebuilt from running text) and `piece` (text with its place).
#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/fault.hpp"
#include "base/text.hpp"
#include "import/bind_forms.hpp"
#include "import/session.hpp"
#include "import/spec_reader.hpp"
#include "script/context.hpp"
#include "script/patterns.hpp"

namespace gouji::intake {
namespace {

using script::Call;
using script::host_function;

IntakeTypes registered;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): set once on registration

const Piece& piece_of(Call& call, int index) {
  return *static_cast<const Piece*>(call.object(index, registered.piece, "片段").pointer);
}

int line_argument(Call& call, int index, int otherwise) {
  return call.absent(index) ? otherwise : static_cast<int>(call.integer(index, "行号"));
}

int file_title(Call& call) {
  const std::string& title = session_of(call).source->title();
  return title.empty() ? call.give_nil() : call.give(title);
}

int line_count(Call& call) { return call.give(session_of(call).source->line_count()); }

int line_text(Call& call) {
  return call.give(session_of(call).source->line(static_cast<int>(call.integer(2, "行号"))));
}

// source:province(text): which province the names in it are of
int province(Call& call) {
  const Divisions* divisions = session_of(call).divisions;
  const auto place = divisions == nullptr ? std::nullopt : divisions->find(call.text(2, "文字"));
  return place ? call.give(place->province) : call.give_nil();
}

// A pattern takes time to make; whatever the thread has made before, each new one of a source counts the same.
constexpr std::size_t kPatternSteps = 200;     // for each, …
constexpr std::size_t kInstructionSteps = 25;  // … and for each of its instructions

script::Pattern pattern_of(Call& call, int index) {
  const std::string text(call.text(index, "正则表达式"));
  script::Pattern pattern(text);
  Session& session = session_of(call);
  if (session.asked.patterns.insert(text).second) {
    constexpr std::size_t kNode = 64;
    hold(session, 3 * (text.size() + kNode));  // here, and with what it finds
    call.context().steps_used += kPatternSteps + kInstructionSteps * pattern.instructions();
  }
  return pattern;
}

// source:find(pattern [, from [, to]]): number of the first line that matches
int find(Call& call) {
  const SourceText& source = *session_of(call).source;
  const int from = line_argument(call, 3, 1);
  const int to = line_argument(call, 4, source.line_count());
  const bool whole = from <= 1 && to >= source.line_count();
  const std::string text(call.text(2, "正则表达式"));
  auto& asked = session_of(call).asked.first_lines;
  if (const auto known = asked.find(text); whole && known != asked.end())
    return known->second == 0 ? call.give_nil() : call.give(known->second);
  const script::Pattern pattern = pattern_of(call, 2);
  int found = 0;
  for (int line = from; line <= to && found == 0; ++line) {
    if (pattern.found_in(source.line(line))) found = line;
  }
  if (whole) asked.emplace(text, found);
  return found == 0 ? call.give_nil() : call.give(found);
}

int all(Call& call) {
  const SourceText& source = *session_of(call).source;
  const std::string text(call.text(2, "正则表达式"));
  const script::Pattern pattern = pattern_of(call, 2);
  const int from = line_argument(call, 3, 1);
  const int to = line_argument(call, 4, source.line_count());
  const auto [known, first] = session_of(call).asked.matching_lines.try_emplace({text, from, to});
  for (int line = from; first && line <= to; ++line) {
    if (pattern.found_in(source.line(line))) known->second.push_back(line);
  }
  script::PlainList lines;
  for (const int line : known->second) lines.push_back({static_cast<std::int64_t>(line)});
  return call.give_plain({std::move(lines)});
}

// source:piece(line, pattern [, group]): the match, or its group, with its place
int cut(Call& call) {
  const SourceText& source = *session_of(call).source;
  const int line = static_cast<int>(call.integer(2, "行号"));
  const script::Pattern pattern = pattern_of(call, 3);
  const auto groups = pattern.groups(source.line(line));
  const auto group = static_cast<std::size_t>(call.absent(4) ? (groups.size() > 1 ? 1 : 0) : call.integer(4, "分组"));
  if (group >= groups.size() || !groups[group]) return call.give_nil();
  const auto [begin, end] = *groups[group];
  return give_piece(call, source.piece(line, begin, end));
}

int whole_lines(Call& call) {
  const SourceText& source = *session_of(call).source;
  return give_piece(
      call, source.whole_lines(static_cast<int>(call.integer(2, "起始行")), static_cast<int>(call.integer(3, "末行"))));
}

template <class Table>
int give_tables(Call& call, const std::vector<FlowColumn>& columns, std::vector<Table> tables,
                const std::vector<FlowRange>& ranges) {
  Session& session = session_of(call);
  std::vector<script::Object> objects;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    HeldTable held;
    for (const FlowColumn& column : columns) held.keys.push_back(column.key);
    held.rows = std::move(tables[i].rows);
    if constexpr (requires { tables[i].total; }) held.total = std::move(tables[i].total);
    held.left_over = std::move(tables[i].left_over);
    const auto& lines = session.source->lines();
    if (ranges[i].first < ranges[i].last) {
      held.first_line = lines[ranges[i].first].number;
      held.last_line = lines[ranges[i].last - 1].number;
    }
    hold(session, held.rows.size() * (sizeof(FlowRow) + held.keys.size() * sizeof(FlowCell)));
    session.tables.push_back(std::move(held));
    objects.push_back({registered.table, &session.tables.back(), 0});
  }
  return call.give_list(objects);
}

// Where the tables stand: as the script says ({ { from, to }, … }, lines below the head), or by their heads.
std::vector<FlowRange> ranges_of(Call& call, int index, const std::function<std::vector<FlowRange>()>& find) {
  if (call.absent(index)) return find();
  const auto& lines = session_of(call).source->lines();
  const script::Plain given = call.plain(index, "起止行");
  std::vector<FlowRange> ranges;
  for (const script::Plain& one : given.list() != nullptr ? *given.list() : script::PlainList()) {
    const script::PlainList* pair = one.list();
    if (pair == nullptr || pair->size() != 2 || (*pair)[0].integer() == nullptr || (*pair)[1].integer() == nullptr)
      throw Fault("layout.bad_spec", "起止行应写成 { { 起, 止 }, … }", "write the ranges as { { from, to }, … }");
    ranges.push_back(
        range_of_lines(lines, static_cast<int>(*(*pair)[0].integer()), static_cast<int>(*(*pair)[1].integer())));
  }
  return ranges;
}

int flow(Call& call) {
  const auto words = session_of(call).shelves->flows.get(call, 2, "表样", [](const script::Plain& plain) {
    return std::make_shared<const FlowSpec>(read_flow_spec(plain));
  });
  const FlowSpec& spec = *words;
  const auto& lines = session_of(call).source->lines();
  const auto ranges = ranges_of(call, 3, [&] { return find_flow_tables(spec, lines); });
  call.context().steps_used += lines.size() * 50;
  return give_tables(call, spec.columns, read_flow_tables(spec, lines, ranges), ranges);
}

int figures(Call& call) {
  const auto words = session_of(call).shelves->figures.get(call, 2, "表样", [](const script::Plain& plain) {
    return std::make_shared<const FigureSpec>(read_figure_spec(plain));
  });
  const FigureSpec& spec = *words;
  const auto& lines = session_of(call).source->lines();
  const auto ranges = ranges_of(call, 3, [&] { return find_figure_tables(spec, lines); });
  call.context().steps_used += lines.size() * 10;
  return give_tables(call, spec.columns, read_figure_tables(spec, lines, ranges), ranges);
}

// source:heads(spec): { { first_line, last_line, before, columns = { { key, text }, … } }, … }
int heads(Call& call) {
  Session& session = session_of(call);
  const auto& lines = session.source->lines();
  const auto spec = session.shelves->heads.get(call, 2, "表头", [](const script::Plain& plain) {
    return std::make_shared<const HeadSpec>(read_head_spec(plain));
  });
  call.context().steps_used += lines.size() * 10;
  const auto [asked, first] = session.asked.heads.try_emplace(spec);
  if (first) asked->second = find_heads(*spec, lines);
  script::PlainList found;
  for (const FlowHead& head : asked->second) {
    script::PlainList columns;
    for (const HeadCell& cell : head.cells)
      columns.push_back({script::PlainMap{{"key", {cell.key}}, {"text", {cell.piece.text}}}});
    found.push_back({script::PlainMap{{"before", {head.before.text}},
                                      {"columns", {std::move(columns)}},
                                      {"first_line", {static_cast<std::int64_t>(head.first_line)}},
                                      {"last_line", {static_cast<std::int64_t>(head.last_line)}}}});
  }
  return call.give_plain({std::move(found)});
}

// --- pieces ------------------------------------------------------------------------------------------------------

// piece:match(pattern [, group]) for pieces of one line keeps the exact place; of several lines, that of the whole.
int match(Call& call) {
  const Piece& self = piece_of(call, 1);
  const script::Pattern pattern = pattern_of(call, 2);
  const auto groups = pattern.groups(self.text);
  const auto group = static_cast<std::size_t>(call.absent(3) ? (groups.size() > 1 ? 1 : 0) : call.integer(3, "分组"));
  if (group >= groups.size() || !groups[group]) return call.give_nil();
  const auto [begin, end] = *groups[group];
  Piece part;
  part.text = self.text.substr(begin, end - begin);
  part.doubtful = self.doubtful;
  if (self.spans.size() == 1) {
    part.spans = {{self.spans[0].line, self.spans[0].begin + begin, self.spans[0].begin + end}};
  } else {
    part.spans = self.spans;
  }
  return give_piece(call, std::move(part));
}

int joined_pieces(Call& call) {
  Piece whole = piece_of(call, 1);
  const Piece& more = piece_of(call, 2);
  whole.text += more.text;
  whole.spans.insert(whole.spans.end(), more.spans.begin(), more.spans.end());
  return give_piece(call, std::move(whole));
}

// The same place with another text (a list number taken off, say); what was printed stays accounted for.
int as_text(Call& call) {
  Piece changed = piece_of(call, 1);
  changed.text = std::string(call.text(2, "文字"));
  return give_piece(call, std::move(changed));
}

int doubted(Call& call) {
  Piece changed = piece_of(call, 1);
  changed.doubtful = std::string(call.text(2, "原因"));
  return give_piece(call, std::move(changed));
}

int piece_field(Call& call, const script::Object& object, std::string_view key) {
  const auto& piece = *static_cast<const Piece*>(object.pointer);
  if (key == "text") return call.give(piece.text);
  if (key == "line" || key == "to") {
    int first = 0;
    int last = 0;
    for (const SourceSpan& span : piece.spans) {
      if (first == 0 || span.line < first) first = span.line;
      last = std::max(last, span.line);
    }
    return call.give(key == "line" ? first : last);
  }
  if (key == "doubtful") return piece.doubtful.empty() ? call.give_nil() : call.give(piece.doubtful);
  return 0;
}

// --- tables ------------------------------------------------------------------------------------------------------

const HeldTable& table_of(Call& call) {
  return *static_cast<const HeldTable*>(call.object(1, registered.table, "表").pointer);
}

std::size_t column_of(const HeldTable& table, std::string_view key) {
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    if (table.keys[i] == key) return i;
  }
  throw Fault("layout.unknown_column", fmt::format("表样里没有“{}”一栏", key), fmt::format("no column {}", key));
}

int give_cell(Call& call, const FlowCell& cell) {
  if (cell.spans.empty() && cell.text.empty()) return call.give_nil();
  return give_piece(call, {cell.text, cell.spans, cell.doubtful});
}

int rows(Call& call) {
  const HeldTable& table = table_of(call);
  std::vector<script::Object> objects;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    objects.push_back({registered.row, &table, static_cast<std::uint32_t>(i)});
  return call.give_list(objects);
}

int total(Call& call) {
  const HeldTable& table = table_of(call);
  const std::size_t column = column_of(table, call.text(2, "栏"));
  return column < table.total.size() ? give_cell(call, table.total[column]) : call.give_nil();
}

int left_over(Call& call) {
  const HeldTable& table = table_of(call);
  std::vector<script::Object> objects;
  for (const FlowPiece& piece : table.left_over) {
    session_of(call).pieces.push_back({piece.text, piece.spans, {}});
    objects.push_back({registered.piece, &session_of(call).pieces.back(), 0});
  }
  return call.give_list(objects);
}

int table_field(Call& call, const script::Object& object, std::string_view key) {
  const auto& table = *static_cast<const HeldTable*>(object.pointer);
  if (key == "first_line") return call.give(table.first_line);
  if (key == "last_line") return call.give(table.last_line);
  return 0;
}

const FlowCell& row_cell(Call& call, std::string_view key) {
  const script::Object self = call.object(1, registered.row, "行");
  const auto& table = *static_cast<const HeldTable*>(self.pointer);
  return table.rows.at(self.index).cells.at(column_of(table, key));
}

int cell(Call& call) { return give_cell(call, row_cell(call, call.text(2, "栏"))); }

// The word of a merged heading without its bracketed weight, and that weight.
int word(Call& call) {
  const FlowCell& found = row_cell(call, call.text(2, "栏"));
  if (found.word.empty()) return call.give_nil();
  return give_piece(call, {found.word, found.spans, found.doubtful});
}

int weight(Call& call) {
  const FlowCell& found = row_cell(call, call.text(2, "栏"));
  if (found.weight.empty()) return call.give_nil();
  return give_piece(call, {found.weight, found.spans, {}});
}

int row_field(Call& call, const script::Object& object, std::string_view key) {
  const auto& row = static_cast<const HeldTable*>(object.pointer)->rows.at(object.index);
  if (key == "first_line") return call.give(row.first_line);
  if (key == "last_line") return call.give(row.last_line);
  return 0;
}

}  // namespace

const IntakeTypes& add_intake_types(script::Catalogue& catalogue) {
  registered.source = catalogue.add(source_type());
  registered.piece = catalogue.add(piece_type());
  registered.table = catalogue.add(held_table_type());
  registered.row = catalogue.add(held_row_type());
  registered.output = catalogue.add(output_type());
  registered.form = catalogue.add(form_type());
  return registered;
}

const IntakeTypes& intake_types() { return registered; }

Session& session_of(Call& call) {
  auto* session = static_cast<Session*>(call.context().host);
  if (session == nullptr) throw Fault("layout.no_source", "没有正在导入的文件", "no import is under way");
  return *session;
}

void hold(Session& session, std::size_t bytes) {
  constexpr std::size_t kMost = std::size_t{128} << 20U;
  session.bytes += bytes;
  if (session.bytes <= kMost) return;
  throw std::move(Fault("limit.memory", fmt::format("版式从一份来源取出、交出的内容过多，超过 {} MB", kMost >> 20U),
                        fmt::format("the layout has taken and handed over more than {} MB of one source", kMost >> 20U))
                      .hint("检查有没有停不下来的循环", "look for an endless loop"));
}

int give_piece(Call& call, Piece piece) {
  if (piece.text.empty() && piece.spans.empty()) return call.give_nil();
  Session& session = session_of(call);
  hold(session, sizeof piece + piece.text.size() + piece.spans.size() * sizeof(SourceSpan));
  session.pieces.push_back(std::move(piece));
  return call.give_object({registered.piece, &session.pieces.back(), 0});
}

script::TypeInfo source_type() {
  script::TypeInfo type;
  type.name = "source";
  type.chinese = "来源文件";
  type.methods = {
      host_function<line_count>("count", "source:count() -> integer", "行数。"),
      host_function<line_text>("text", "source:text(line) -> text", "一行的原文。"),
      host_function<file_title>("title", "source:title() -> text | nil",
                                "网页自己的标题（不在正文里）；没有时为 nil。"),
      host_function<province>("province", "source:province(text) -> text | nil",
                              "文字里的单位、地名属于哪个省（按行政区划表）；看不出为 nil。"),
      host_function<find>("find", "source:find(pattern [, from [, to]]) -> line | nil", "第一个匹配的行号。"),
      host_function<all>("all", "source:all(pattern [, from [, to]]) -> { line, … }", "所有匹配的行号。"),
      host_function<cut>("piece", "source:piece(line, pattern [, group]) -> piece | nil",
                         "一行里匹配的部分（有分组时取第一组），连同位置。"),
      host_function<whole_lines>("lines", "source:lines(from, to) -> piece | nil", "几行连成一段（行间不加空格）。"),
      host_function<flow>("flow", "source:flow(spec [, ranges]) -> { table, … }",
                          "从失去边框的文本里重建表格；spec 见“写版式”一章，ranges 是表头以下的起止行。"),
      host_function<find_forms>(
          "forms", "source:forms(spec) -> { { line, title, unit, province, scope, funds, indicators }, … }",
          "按词汇能读出的自评表：起始行、标题、单位和它所在的省、资金表和指标表印出的栏名。"),
      host_function<figures>("figures", "source:figures(spec [, ranges]) -> { table, … }",
                             "从文本里读出一名多数的行（资金表）。"),
      host_function<heads>("heads", "source:heads(spec) -> { { first_line, last_line, before, columns }, … }",
                           "各表的表头：印有哪些栏、按什么次序；spec 是各栏的写法。"),
  };
  return type;
}

script::TypeInfo piece_type() {
  script::TypeInfo type;
  type.name = "piece";
  type.chinese = "片段";
  type.methods = {
      host_function<match>("match", "piece:match(pattern [, group]) -> piece | nil", "片段里匹配的部分。"),
      host_function<joined_pieces>("join", "piece:join(piece) -> piece", "两段相连。"),
      host_function<as_text>("as", "piece:as(text) -> piece", "同一位置，换一种写法（如去掉序号）。"),
      host_function<doubted>("doubt", "piece:doubt(reason) -> piece", "标为识别存疑。"),
  };
  type.field = piece_field;
  type.field_names = [](const script::Object&) -> std::vector<std::string> {
    return {"text", "line", "to", "doubtful"};
  };
  type.text = [](const script::Object& object) { return static_cast<const Piece*>(object.pointer)->text; };
  return type;
}

script::TypeInfo held_table_type() {
  script::TypeInfo type;
  type.name = "flow_table";
  type.chinese = "重建的表";
  type.methods = {
      host_function<rows>("rows", "flow_table:rows() -> { flow_row, … }", "各行。"),
      host_function<total>("total", "flow_table:total(key) -> piece | nil", "合计行的一格。"),
      host_function<left_over>("left_over", "flow_table:left_over() -> { piece, … }", "放不进任何一格的文字。"),
  };
  type.field = table_field;
  type.field_names = [](const script::Object&) -> std::vector<std::string> { return {"first_line", "last_line"}; };
  return type;
}

script::TypeInfo held_row_type() {
  script::TypeInfo type;
  type.name = "flow_row";
  type.chinese = "重建的行";
  type.methods = {
      host_function<cell>("cell", "flow_row:cell(key) -> piece | nil", "一格；没有印出时为 nil。"),
      host_function<word>("word", "flow_row:word(key) -> piece | nil", "合并格的名称，不含括号里的分值。"),
      host_function<weight>("weight", "flow_row:weight(key) -> piece | nil", "合并格括号里的分值。"),
  };
  type.field = row_field;
  type.field_names = [](const script::Object&) -> std::vector<std::string> { return {"first_line", "last_line"}; };
  return type;
}

}  // namespace gouji::intake
