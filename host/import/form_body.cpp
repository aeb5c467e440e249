#include "import/form_body.hpp"

#include <algorithm>
#include <array>

#include "base/exact.hpp"
#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kShortRow = "这一行比表头少一格，可能错位";
constexpr std::size_t kLongestSection = 20;  // letters of a level that has a row for itself
constexpr std::size_t kShortValue = 8;       // letters of a figure with its sign and unit
constexpr const char* kCellsTogether = "几格连在一起，没有分开";
constexpr std::size_t kLongestFigure = 12;    // letters of what may stand in a column of figures
constexpr std::size_t kFewSourceLetters = 3;  // a row's name that is left of a side label

bool numeric(const FormBlock& block, std::string_view key) {
  for (const FormColumn& column : block.columns) {
    if (column.named.key == key || column.weight == key) return column.named.kind == ColumnKind::number;
  }
  return false;
}

// How many columns of the head the cell stands below, and the last of them.
std::pair<std::size_t, const FormHeadColumn*> covering(const FormHead& head, const FormCell& cell) {
  std::pair<std::size_t, const FormHeadColumn*> below{0, nullptr};
  for (const FormHeadColumn& column : head.columns) {
    if (column.from >= cell.end() || column.to <= cell.column) continue;
    ++below.first;
    below.second = &column;
  }
  return below;
}

// “≥7项”: a row that prints it is one, whatever else it lacks.
bool is_short_value(std::string_view printed) {
  return printed.find_first_of("0123456789") != std::string_view::npos && text::decode(printed).size() <= kShortValue;
}

void doubt(FormRow& row, std::string_view key, const std::string& why) {
  for (FormField& field : row.fields) {
    if ((field.key.empty() ? field.printed : field.key) == key && field.piece.doubtful.empty())
      field.piece.doubtful = why;
  }
}

// A name of a level: what wraps in a narrow cell is one word.
Piece unwrapped(Piece piece) {
  piece.text = text::strip_spaces(piece.text);
  return piece;
}

void put(FormRow& row, std::string key, std::string printed, Piece piece) {
  row.fields.push_back({std::move(key), std::move(printed), std::move(piece)});
}

const FormField* field_of(const FormRow& row, std::string_view key) { return row.find(key); }

bool has_text(const FormRow& row, std::string_view key) {
  const FormField* field = field_of(row, key);
  return field != nullptr && !field->piece.text.empty();
}

}  // namespace

const FormField* FormRow::find(std::string_view key) const {
  for (const FormField& field : fields) {
    if (field.key == key) return &field;
  }
  return nullptr;
}

const FormField* ReadForm::fact(std::string_view key) const {
  for (const FormField& field : facts) {
    if (field.key == key) return &field;
  }
  return nullptr;
}

// The cells of a row to the columns of its head. Cells beyond all columns go to `outside`.
std::vector<FormBody::Assigned> FormBody::assign(const FormHead& head, const FormLine& line,
                                                 std::vector<const FormCell*>& outside) const {
  std::vector<Assigned> assigned(head.columns.size());
  const auto column_at = [&](int column) {
    for (std::size_t i = 0; i < head.columns.size(); ++i) {
      if (column >= head.columns[i].from && column < head.columns[i].to) return i;
    }
    return head.columns.size();
  };
  const auto put_in = [&](const FormCell& cell, bool merged) {
    std::size_t at = column_at(cell.column);
    if (at == head.columns.size()) {
      if (!cell.blank() && !merged) outside.push_back(&cell);
      return;
    }
    // A name that reaches over the levels below it is the lowest of them, but the first level stays the first.
    std::size_t last = at;
    while (last + 1 < head.columns.size() && head.columns[last + 1].from < cell.end()) ++last;
    const bool wide = last > at;
    if (wide && head.columns[at].key != "level1") {
      for (std::size_t i = last; i > at; --i) {
        if (head.columns[i].place == FormPlace::field && head.columns[i].key == "level3") {
          at = i;
          break;
        }
      }
    }
    Assigned& place = assigned[at];
    place.printed = true;
    place.merged = place.merged || merged;
    place.wide = place.wide || (wide && !cell.blank());
    if (!cell.blank()) place.cells.push_back(&cell);
  };
  for (const FormCell& cell : line.above) {
    // A head's own cells, and labels beside the block, reach down too: they are not of this row.
    const bool of_head = std::any_of(head.cells.begin(), head.cells.end(), [&](const FormCell& one) {
      return one.row == cell.row && one.column == cell.column;
    });
    if (!of_head) put_in(cell, true);
  }
  for (const FormCell& cell : line.cells) put_in(cell, false);
  return assigned;
}

Piece FormBody::joined(const Assigned& cells) const {
  Piece whole;
  for (const FormCell* cell : cells.cells) {
    Piece one = piece_of(source_, *cell);
    whole.text += one.text;
    whole.spans.insert(whole.spans.end(), one.spans.begin(), one.spans.end());
    if (whole.doubtful.empty()) whole.doubtful = one.doubtful;
  }
  return whole;
}

// Columns that no field of the record has, and cells without any head.
void FormBody::take_rest(const FormHead& head, const std::vector<Assigned>& assigned,
                         const std::vector<const FormCell*>& outside, int half, FormRow& row, ReadForm& form) const {
  int unnamed = 0;
  const auto no_head = [&](Piece piece) {
    if (piece.text.empty()) return;
    piece.doubtful = "这一格上面没有栏名";
    const std::string name = unnamed++ == 0 ? "（无栏名）" : "（无栏名" + std::to_string(unnamed) + "）";
    put(row, "", name, std::move(piece));
  };
  for (std::size_t i = 0; i < head.columns.size(); ++i) {
    const FormHeadColumn& column = head.columns[i];
    if (column.half != half || assigned[i].cells.empty() || assigned[i].merged) continue;
    Piece piece = joined(assigned[i]);
    switch (column.place) {
      case FormPlace::more: put(row, "", column.printed, std::move(piece)); break;
      case FormPlace::side:
      case FormPlace::order: form.seen.push_back(std::move(piece)); break;
      case FormPlace::nothing:
        if (words_.is_side_label(head.indicators ? words_.spec().indicators : words_.spec().funds, piece.text))
          form.seen.push_back(std::move(piece));
        else
          no_head(std::move(piece));
        break;
      case FormPlace::field:
      case FormPlace::form:
      case FormPlace::level:
      case FormPlace::label: break;
    }
  }
  if (half == 0) {
    for (const FormCell* cell : outside) no_head(piece_of(source_, *cell));
  }
}

// What stands in a column must be of the column's kind; where it is not, cells may have slipped.
void FormBody::doubt_types(const FormBlock& block, const FormHead& head, const FormLine& line, FormRow& row) const {
  bool slipped = false;
  for (FormField& field : row.fields) {
    if (field.key.empty() || field.piece.text.empty()) continue;
    const bool figure = is_figure(field.piece.text);
    if (numeric(block, field.key) && !figure && !words_.is_blank(field.piece.text) &&
        field.piece.text.find_first_of("0123456789") == std::string::npos &&
        text::decode(field.piece.text).size() > 1) {
      if (field.piece.doubtful.empty()) field.piece.doubtful = "这一栏应是数，印的是文字";
      slipped = true;
    }
    if ((field.key == "level1" || field.key == "level2") && figure) {
      if (field.piece.doubtful.empty()) field.piece.doubtful = "这一栏应是文字，印的是数";
      slipped = true;
    }
  }
  const FormField* weight = field_of(row, "weight");
  const FormField* score = field_of(row, "score");
  if (!line.cells.empty() && !head.columns.empty()) {
    const bool merged_grid = std::any_of(line.cells.begin(), line.cells.end(),
                                         [](const FormCell& cell) { return cell.columns > 1 || cell.rows > 1; }) ||
                             !line.above.empty();
    // A file of fields says how many a row has: with a figure where words belong, one may be missing before it.
    const bool short_row = !merged_grid && line.cells.back().end() < head.columns.back().to;
    const bool beyond = !slipped && short_row && score == nullptr && weight != nullptr;
    if ((slipped && short_row) || (beyond && head.column("score") != nullptr && !block.columns.empty())) {
      for (FormField& field : row.fields) {
        const bool level = field.key == "level1" || field.key == "level2" || field.key == "level1_weight";
        if (!level && field.piece.doubtful.empty() && !field.piece.text.empty()) field.piece.doubtful = kShortRow;
      }
      // What the row lacks may have slipped to the left.
      for (const FormHeadColumn& column : head.columns) {
        if (column.place != FormPlace::field || column.from < line.cells.back().end() ||
            row.find(column.key) != nullptr)
          continue;
        Piece missing;
        missing.doubtful = kShortRow;
        put(row, column.key, column.printed, std::move(missing));
      }
    }
  }
}

bool FormBody::fits_funds(const FormHead& head, const FormLine& line) const {
  for (const FormCell& cell : line.cells) {
    if (cell.blank() || is_figure(cell.text) || words_.is_blank(cell.text)) continue;
    for (const FormHeadColumn& column : head.columns) {
      const bool figures = column.place == FormPlace::field && column.key != "source" && column.key != "reason";
      if (!figures || cell.end() <= column.from || cell.column >= column.to) continue;
      if (cell.end() > column.to || cell.column < column.from || text::decode(cell.text).size() > kLongestFigure)
        return false;
    }
  }
  return true;
}

bool FormBody::is_row_of_level(const FormHead& head, const FormLine& line, const FormCell& first) const {
  const FormHeadColumn* level = head.column("level1");
  if (level == nullptr || first.column != level->from || first.end() > level->to || words_.fact(first.text) != nullptr)
    return false;
  bool named = false, valued = false;
  for (const FormCell& cell : line.cells) {
    if (cell.blank() || &cell == &first) continue;
    if (words_.is_label(cell.text)) return false;
    const auto under = std::find_if(head.columns.begin(), head.columns.end(), [&](const FormHeadColumn& column) {
      return cell.column >= column.from && cell.end() <= column.to;
    });
    if (under == head.columns.end()) return false;
    named = named || under->key == "level3";
    valued = valued || under->key == "target" || under->key == "actual" || under->key == "weight";
  }
  return named && valued;
}

// 项目资金 over （万元）: what is left of a side label, printed beside the first row where no cells are merged.
bool FormBody::goes_on_with_unit(const Piece& piece) const {
  const std::string letters = text::label_form(piece.text);
  return letters.starts_with("(") && letters.find(")") == letters.size() - 1 && words_.money_in(piece).has_value();
}

bool FormBody::read_fund(const FormHead& head, const FormLine& line, const std::optional<Piece>& side,
                         ReadForm& form) const {
  const FormBlock& block = words_.spec().funds;
  std::vector<const FormCell*> outside;
  const std::vector<Assigned> assigned = assign(head, line, outside);
  FormRow row;
  row.first_line = row.last_line = line.line;
  Piece label;
  std::optional<Piece> beside = side;
  bool any = !outside.empty();
  for (std::size_t i = 0; i < head.columns.size(); ++i) {
    const FormHeadColumn& column = head.columns[i];
    const bool names = column.place == FormPlace::label || column.place == FormPlace::side ||
                       (column.place == FormPlace::field && column.key == "source");
    if (names && !assigned[i].cells.empty()) {
      if (assigned[i].merged) {
        if (!words_.is_side_label(block, joined(assigned[i]).text)) continue;
        beside = joined(assigned[i]);
        continue;
      }
      for (const FormCell* cell : assigned[i].cells) {
        Piece piece = piece_of(source_, *cell);
        if (words_.is_side_label(block, piece.text) && cell->rows > 1) {
          form.seen.push_back(piece);
          beside = piece;
          continue;
        }
        if (words_.is_note(piece.text)) continue;
        if (side && goes_on_with_unit(piece)) {
          if (!form.money_unit) form.money_unit = words_.money_in(piece);
          form.seen.push_back(std::move(piece));
          continue;
        }
        // 项目资金      其中：当年财 1000.00: cells that were not told apart.
        if (is_loose(*head.grid) && piece.text.find("   ") != std::string::npos) label.doubtful = kCellsTogether;
        label.text += piece.text;
        label.spans.insert(label.spans.end(), piece.spans.begin(), piece.spans.end());
      }
    }
    if (column.place != FormPlace::field || column.key == "source") {
      any = any || (!names && !assigned[i].cells.empty());
      continue;
    }
    if (assigned[i].cells.empty()) {
      if (assigned[i].printed) put(row, column.key, column.printed, {});
      continue;
    }
    Piece piece = joined(assigned[i]);
    if (assigned[i].merged) {
      // Merged over several rows: it stands for the first of them.
      put(row, column.key, column.printed, {});
      continue;
    }
    if (assigned[i].wide) piece.doubtful = "一格横跨几栏";
    any = true;
    put(row, column.key, column.printed, std::move(piece));
  }
  if (label.text.empty() && !any) return false;
  if (!label.text.empty()) {
    for (const std::string& ending : block.label_endings) {
      const std::string_view trimmed = text::trim(label.text);
      if (text::ends_with(trimmed, ending))
        label.text = std::string(text::trim(trimmed.substr(0, trimmed.size() - ending.size())));
    }
  } else if (beside) {
    // “部门预算执行情况（万元）” names the row: without the unit and without “执行情况”.
    label = *beside;
    label.text = text::strip_spaces(label.text);
    for (const std::string_view bracket : {"（", "("}) {
      if (const auto at = label.text.find(bracket); at != std::string::npos && at > 0) label.text.resize(at);
    }
    for (const std::string& ending : block.side_endings) {
      if (!text::ends_with(label.text, ending)) continue;
      if (text::decode(label.text).size() >= text::decode(ending).size() + kFewSourceLetters)
        label.text.resize(label.text.size() - ending.size());
      break;
    }
  }
  row.fields.insert(row.fields.begin(), {"source", "", label});
  take_rest(head, assigned, outside, 0, row, form);
  doubt_types(block, head, line, row);
  form.funds.push_back(std::move(row));
  return true;
}

bool FormBody::read_rest_of_label(const FormHead& head, const FormLine& line, ReadForm& form) const {
  if (form.funds.empty() || line.grid == nullptr || line.grid->drawn || line.texts() != 1) return false;
  FormRow& above = form.funds.back();
  const FormCell& rest = *line.first();
  if (above.last_line + 1 != line.line || above.fields.size() < 2 || above.fields.front().key != "source") return false;
  Piece& label = above.fields.front().piece;
  if (label.spans.empty() || label.spans.back().line != above.last_line) return false;
  const bool named = std::any_of(head.columns.begin(), head.columns.end(), [&](const FormHeadColumn& column) {
    const bool names = column.place == FormPlace::label || column.place == FormPlace::side || column.key == "source";
    return names && rest.column >= column.from && rest.end() <= column.to;
  });
  if (!named) return false;
  // The label fills its column: no other one is as wide, and what is left of it is less.
  const int width = text::display_width(label.text);
  for (const FormRow& row : form.funds) {
    if (&row != &above && text::display_width(row.fields.front().piece.text) > width) return false;
  }
  const std::size_t letters = text::decode(rest.text).size();
  if (text::display_width(rest.text) >= width || words_.ends_with_source(label.text)) return false;
  if (letters > 1 &&
      (words_.ends_with_source(rest.text) || !words_.ends_with_source(label.text + std::string(rest.text))))
    return false;
  Piece more = piece_of(source_, rest);
  label.text += more.text;
  label.spans.insert(label.spans.end(), more.spans.begin(), more.spans.end());
  above.last_line = line.line;
  return true;
}

bool FormBody::read_indicators(const FormHead& head, const FormLine& line, CarriedLevels& carried,
                               ReadForm& form) const {
  const FormBlock& block = words_.spec().indicators;
  std::vector<const FormCell*> outside;
  const std::vector<Assigned> assigned = assign(head, line, outside);
  bool found = false;
  for (int half = 0; half < head.halves; ++half) {
    FormRow row;
    row.first_line = row.last_line = line.line;
    CarriedLevels::Levels& levels = carried.halves[half];
    const auto column_of = [&](std::string_view key) -> std::size_t {
      for (std::size_t i = 0; i < head.columns.size(); ++i) {
        if (head.columns[i].place == FormPlace::field && head.columns[i].half == half && head.columns[i].key == key)
          return i;
      }
      return head.columns.size();
    };
    // Levels first: a new one ends what was carried.
    const std::size_t first = column_of("level1");
    const std::size_t second = column_of("level2");
    bool new_first = false;
    if (first < head.columns.size() && !assigned[first].cells.empty()) {
      auto [name, weight] = words_.level_and_weight(joined(assigned[first]));
      name = unwrapped(std::move(name));
      new_first = !assigned[first].merged;
      if (new_first) levels = {};
      levels.level1 = std::move(name);
      if (weight) levels.level1_weight = std::move(weight);
    }
    for (std::size_t i = 0; i < head.columns.size(); ++i) {
      if (head.columns[i].half == half && head.columns[i].place == FormPlace::level && !assigned[i].cells.empty())
        levels.level1_weight = joined(assigned[i]);
    }
    if (second < head.columns.size() && !assigned[second].cells.empty()) {
      // No field holds the points of a second level: its name stays as printed.
      levels.level2 = unwrapped(joined(assigned[second]));
    }
    const CarriedLevels::Levels& shown =
        first == head.columns.size() && second == head.columns.size() && half > 0 ? carried.halves[0] : levels;

    bool named = false;
    bool valued = false;
    bool figures = false;
    for (std::size_t i = 0; i < head.columns.size(); ++i) {
      const FormHeadColumn& column = head.columns[i];
      if (column.half != half || column.place != FormPlace::field || column.key == "level1" || column.key == "level2")
        continue;
      if (assigned[i].cells.empty()) {
        if (assigned[i].printed) put(row, column.key, column.printed, {});
        continue;
      }
      Piece piece = joined(assigned[i]);
      if (piece.doubtful.empty() && assigned[i].cells.size() > 1) piece.doubtful = column.doubtful;
      if (column.key == "level3") {
        Piece name = words_.without_prefix(piece);
        if (first == head.columns.size() && split_levels(name, levels)) form.seen.push_back(piece);
        if (assigned[i].merged) {
          put(row, column.key, column.printed, std::move(name));
          continue;
        }
        if (words_.is_placeholder(name.text)) {
          form.seen.push_back(std::move(piece));
          continue;
        }
        // The number before a name is read, not kept.
        if (name.text.size() < piece.text.size()) form.seen.push_back(piece);
        named = true;
        put(row, column.key, column.printed, std::move(name));
        continue;
      }
      if (assigned[i].merged) {
        Piece blank;
        if (numeric(block, column.key)) blank.doubtful = "与上一行合并的一格，数记在上一行";
        put(row, column.key, column.printed, std::move(blank));
        continue;
      }
      const bool nothing = words_.is_blank(piece.text) || words_.is_placeholder(piece.text);
      valued = valued || !nothing;
      figures = figures || is_figure(piece.text) || is_short_value(piece.text);
      if (assigned[i].wide) piece.doubtful = "一格横跨几栏";
      put(row, column.key, column.printed, std::move(piece));
    }
    const bool merged_name = has_text(row, "level3") && !named;
    const bool second_named =
        second < head.columns.size() && !assigned[second].cells.empty() && !assigned[second].merged;
    if (!(named || (valued && (figures || second_named || merged_name)))) {
      // Nothing of an indicator here: what was read of it is a blank row of the form.
      for (FormField& field : row.fields) {
        if (!field.piece.text.empty() && !merged_name) form.seen.push_back(std::move(field.piece));
      }
      continue;
    }
    std::vector<FormField> whole;
    const auto level = [&](const char* key, const std::optional<Piece>& piece) {
      if (piece) whole.push_back({key, "", *piece});
    };
    level("level1", shown.level1);
    level("level1_weight", shown.level1_weight);
    level("level2", shown.level2);
    whole.insert(whole.end(), std::make_move_iterator(row.fields.begin()), std::make_move_iterator(row.fields.end()));
    row.fields = std::move(whole);
    take_rest(head, assigned, outside, half, row, form);
    doubt_types(block, head, line, row);
    if (figures && !named && !has_text(row, "level3") && !has_text(row, "level2") && !has_text(row, "level1"))
      doubt(row, "score", "这一行没有指标名称");
    form.indicators.push_back(std::move(row));
    found = true;
  }
  return found;
}

bool FormBody::read_section(const FormHead& head, const FormLine& line, CarriedLevels& carried, ReadForm& form) const {
  if (line.texts() != 1) return false;
  const FormCell& cell = *line.first();
  const std::string plain = text::label_form(cell.text);
  if (text::decode(plain).size() > kLongestSection) return false;
  if (!words_.is_level_word(cell.text) && !words_.is_section(plain)) return false;
  const FormHeadColumn* level1 = head.column("level1");
  const bool own_column = level1 != nullptr && cell.column >= level1->from && cell.column < level1->to;
  const bool name_column = head.column("level3") != nullptr && cell.column == head.column("level3")->from &&
                           cell.columns == 1 && level1 != nullptr;
  const FormHeadColumn* level2 = head.column("level2");
  const bool second_column = level1 != nullptr && level2 != nullptr && level1->from < level2->from &&
                             cell.column >= level2->from && cell.column < level2->to && cell.columns == 1;
  if (!own_column && (name_column || second_column || cell.column > 1)) return false;
  CarriedLevels::Levels levels;
  auto [name, weight] = words_.level_and_weight(piece_of(source_, cell));
  levels.level1 = unwrapped(std::move(name));
  levels.level1_weight = std::move(weight);
  form.seen.push_back(piece_of(source_, cell));
  for (int half = 0; half < head.halves; ++half) carried.halves[half] = levels;
  return true;
}

bool FormBody::split_levels(Piece& name, CarriedLevels::Levels& levels) const {
  std::vector<std::size_t> begins{0};
  std::vector<std::size_t> ends;
  for (std::size_t pos = 0; pos < name.text.size();) {
    const std::size_t at = pos;
    const char32_t c = text::fold(text::decode_next(name.text, pos));
    if (std::u32string_view(U"-—–/、>→|\\").find(c) == std::u32string_view::npos) continue;
    if (at > begins.back()) {
      ends.push_back(at);
      begins.push_back(pos);
    } else {
      begins.back() = pos;  // a sign of two strokes
    }
    if (begins.size() == 3) break;
  }
  ends.push_back(name.text.size());
  if (begins.size() < 3 || begins.back() >= name.text.size()) return false;
  Piece level1 = part_of(name, begins[0], ends[0]);
  Piece level2 = part_of(name, begins[1], ends[1]);
  if (!words_.is_level_word(level1.text)) return false;
  auto [bare, weight] = words_.level_and_weight(level1);
  levels.level1 = unwrapped(std::move(bare));
  levels.level1_weight = std::move(weight);
  levels.level2 = unwrapped(std::move(level2));
  name = part_of(name, begins[2], name.text.size());
  return true;
}

std::optional<Piece> FormBody::grade_inside(const Piece& cell) const {
  for (const FactInside& fact : words_.facts_in(cell)) {
    if (fact.fact->key == "grade") return words_.grade_in(fact.value);
  }
  return std::nullopt;
}

// 总分 | 100 | 99.25 printed aside from 分值 | 得分: where text alone tells the cells, two figures in the order of
// those two columns. nullopt where each stands below its own, or one below a column that may hold it.
std::optional<FormBody::TotalCells> FormBody::total_in_order(const FormHead& head, const FormLine& line) const {
  if (line.grid == nullptr || !is_loose(*line.grid)) return std::nullopt;
  const FormHeadColumn* const weight = head.column("weight");
  const FormHeadColumn* const score = head.column("score");
  if (weight == nullptr || score == nullptr || weight->to > score->from) return std::nullopt;
  const bool others = std::any_of(head.columns.begin(), head.columns.end(), [&](const FormHeadColumn& column) {
    return column.key == "reviewed_score" || (column.from >= weight->to && column.to <= score->from);
  });
  std::vector<const FormCell*> figures;
  for (const FormCell& cell : line.cells) {
    if (!cell.blank() && is_figure(piece_of(source_, cell).text)) figures.push_back(&cell);
  }
  if (others || figures.size() != 2) return std::nullopt;
  const auto [above_first, first_column] = covering(head, *figures.front());
  const auto [above_second, second_column] = covering(head, *figures.back());
  const auto is_of_total = [&](const FormHeadColumn* column) { return column == weight || column == score; };
  // Each stands below its own column, below several, or below the next one.
  if (above_first == 1 && !is_of_total(first_column)) return std::nullopt;
  if (above_second == 1 && second_column != score && second_column->key != "reason") return std::nullopt;
  const bool placed = above_first == 1 && above_second == 1 && first_column == weight && second_column == score;
  if (placed || !(is_of_total(first_column) || is_of_total(second_column))) return std::nullopt;
  const auto first = Exact::parse(piece_of(source_, *figures.front()).text);
  const auto second = Exact::parse(piece_of(source_, *figures.back()).text);
  if (!first || !second || *first < *second) return std::nullopt;
  return TotalCells{figures.front(), figures.back()};
}

void FormBody::read_total(const FormHead& head, const FormLine& line, const FormCell& label, ReadForm& form) const {
  form.seen.push_back(piece_of(source_, label));
  const bool first = !form.total_weight && !form.total_score;
  const auto in_order = first ? total_in_order(head, line) : std::nullopt;
  std::vector<Piece> loose;  // under no column of a total
  std::size_t figures = 0;
  for (const FormCell& cell : line.cells) {
    if (cell.blank() || &cell == &label) continue;
    Piece piece = piece_of(source_, cell);
    if (const auto grade = is_figure(piece.text) ? std::nullopt : words_.grade_in(piece)) {
      form.grade = *grade;
      continue;
    }
    if (words_.is_blank(piece.text)) {
      form.seen.push_back(std::move(piece));
      continue;
    }
    if (auto grade = grade_inside(piece)) {  // 自评等级：优
      form.grade = std::move(grade);
      continue;
    }
    if (is_figure(piece.text)) ++figures;
    if (in_order && (&cell == in_order->weight || &cell == in_order->score)) {
      (&cell == in_order->weight ? form.total_weight : form.total_score) = std::move(piece);
      continue;
    }
    const auto [covered, under] = covering(head, cell);
    if (covered == 1 && under->place == FormPlace::field && under->key == "weight" && !form.total_weight) {
      form.total_weight = std::move(piece);
    } else if (covered == 1 && under->place == FormPlace::field && under->key == "score" && !form.total_score) {
      form.total_score = std::move(piece);
    } else if (covered == 1 && is_figure(piece.text) &&
               (under->key == "reviewed_score" || under->place == FormPlace::more ||
                under->place == FormPlace::level)) {
      form.totals.push_back({"", under->printed, std::move(piece)});
    } else {
      if (covered == 1 && is_figure(piece.text)) piece.doubtful = "合计行的这个数不在分值、得分栏下";
      loose.push_back(std::move(piece));
    }
  }
  for (Piece& piece : loose) {
    if (is_figure(piece.text) && !form.total_score && figures == 1) {
      form.total_score = std::move(piece);
    } else if (is_figure(piece.text)) {
      if (piece.doubtful.empty()) piece.doubtful = "合计行的这个数不在分值、得分栏下";
      form.totals.push_back({"", "合计行", std::move(piece)});
    } else {
      form.totals.push_back({"", "合计行说明", std::move(piece)});
    }
  }
}

}  // namespace gouji::intake
