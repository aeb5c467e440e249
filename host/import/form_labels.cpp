#include "import/form_labels.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestValue = 12;      // letters of a value; what is longer is a text
constexpr std::size_t kLongestText = 30;       // letters; what is longer can be nothing but a text
constexpr std::size_t kLongestFormLabel = 20;  // letters of a label
constexpr std::size_t kSetFarIn = 6;           // blanks before a line that goes on with a cell
constexpr std::size_t kLongestYear = 6;        // letters of a year with the word behind it

// The next line of a cell: a wrapped text goes on, what opens with a label of its own is a text below it.
void go_on_with_text(ReadForm& form, const std::string& name, Piece line) {
  const auto known =
      std::find_if(form.texts.begin(), form.texts.end(), [&](const auto& one) { return one.first == name; });
  const bool item = line.text.find("：") != std::string::npos && line.text.find("：") < line.text.find("，");
  if (item || known == form.texts.end() || known->second.empty()) {
    add_form_text(form, name, std::move(line));
    return;
  }
  Piece& text = known->second.back();
  text.text += line.text;
  text.spans.insert(text.spans.end(), line.spans.begin(), line.spans.end());
}

}  // namespace

void add_form_text(ReadForm& form, const std::string& name, Piece value) {
  auto known = std::find_if(form.texts.begin(), form.texts.end(), [&](const auto& one) { return one.first == name; });
  if (known == form.texts.end()) known = form.texts.insert(known, {name, {}});
  if (!value.text.empty()) known->second.push_back(std::move(value));
}

void FormLabels::forget() {
  texts_below_.clear();
  years_below_.clear();
  waiting_.clear();
}

void FormLabels::await_prose(const FormText& prose, const FormLine& line) {
  if (line.grid == nullptr || !is_loose(*line.grid) || line.texts() < 2) return;
  prose_ = {prose.name, line.cells.back().column, line.line};
}

bool FormLabels::read_on(const FormLine& line, ReadForm& form) {
  if (prose_.line == 0) return false;
  const FormCell& lone = *line.first();
  const std::string_view whole = source_.line(line.line);
  const bool below = line.grid != nullptr ? lone.column == prose_.column
                                          : whole.front() == ' ' && whole.find_first_not_of(' ') >= kSetFarIn;
  const Piece words = piece(lone);
  if (line.line != prose_.line + 1 || line.texts() != 1 || !below || words_.is_label(words.text) ||
      !words_.facts_in(words).empty()) {
    prose_.line = 0;
    return false;
  }
  prose_.line = line.line;
  if (auto text = words_.text_in(words)) {
    prose_.name = text->first->name;
    form.seen.push_back(words);
    add_form_text(form, prose_.name, std::move(text->second));
  } else {
    go_on_with_text(form, prose_.name, words);
  }
  return true;
}

void FormLabels::read_pairs(const FormLine& line, ReadForm& form) {
  std::vector<const FormCell*> cells;
  for (const FormCell& cell : line.cells) cells.push_back(&cell);
  std::vector<TextColumn> heads;
  std::vector<int> years;
  bool valued = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const FormCell& label = *cells[i];
    if (label.blank()) continue;
    const FormFact* fact = words_.fact(label.text);
    const FormText* prose = &label == line.first() ? words_.text_opening(label.text) : words_.text(label.text);
    if (fact == nullptr && prose == nullptr) {
      stray(label, form);
      continue;
    }
    form.seen.push_back(piece(label));
    // What belongs to the label: the cells up to the next one.
    std::vector<const FormCell*> values;
    std::size_t next = i + 1;
    while (next < cells.size() && (cells[next]->blank() || !words_.is_label(cells[next]->text))) {
      if (!cells[next]->blank() && fact != nullptr && !values.empty()) break;
      if (!cells[next]->blank()) values.push_back(cells[next]);
      ++next;
    }
    const bool more = next < cells.size() && fact != nullptr && !values.empty() && !words_.is_label(cells[next]->text);
    if (fact != nullptr) {
      if (values.empty()) {
        if (fact->key == "year")
          years.push_back(label.column);
        else
          keep_fact(*fact, piece(label), {}, form);
      } else {
        Piece value = piece(*values.front());
        // 主管部门 | （空） | 实施单位 某某局: the next label and its value in one cell
        const std::size_t word = std::min(value.text.find(' '), value.text.size());
        if (const FormFact* named = words_.fact(value.text.substr(0, word)); named != nullptr && named != fact) {
          const Piece own = part_of(value, 0, word);
          value = part_of(value, word, value.text.size());
          keep_fact(*fact, piece(label), {}, form);
          keep_fact(*named, own, std::move(value), form);
        } else {
          keep_fact(*fact, piece(label), std::move(value), form);
        }
        valued = true;
      }
      // An unknown label with its value: kept under its name.
      if (more) next = unknown_pair(cells, next, form);
    } else {
      for (const FormCell* value : values) {
        // “年初设定目标：…” beside “年度总体目标”
        if (auto inside = words_.text_in(piece(*value))) {
          form.seen.push_back(piece(*value));
          add_form_text(form, inside->first->name, std::move(inside->second));
        } else {
          add_form_text(form, prose->name, piece(*value));
        }
      }
      valued = valued || !values.empty();
      heads.push_back({label.column, label.end(), prose->name});
      if (values.empty()) add_form_text(form, prose->name, {});
    }
    i = next - 1;
  }
  if (!valued && heads.size() > 1) {
    texts_below_ = std::move(heads);  // labels above, texts below
    below_width_ = line.grid == nullptr ? 0 : line.grid->columns;
    years_below_ = std::move(years);
  } else if (!valued && heads.size() == 1) {
    waiting_ = heads.front().name;
  }
}

// “处室 | 农业处” after a known pair.
std::size_t FormLabels::unknown_pair(const std::vector<const FormCell*>& cells, std::size_t at, ReadForm& form) const {
  std::size_t value = at + 1;
  while (value < cells.size() && cells[value]->blank() && value + 1 < cells.size() &&
         !words_.is_label(cells[value + 1]->text))
    ++value;
  if (value >= cells.size() || cells[value]->blank() || words_.is_label(cells[value]->text)) {
    stray(*cells[at], form);
    return at + 1;
  }
  form.seen.push_back(piece(*cells[at]));
  form.facts.push_back({"more", text::strip_spaces(cells[at]->text), piece(*cells[value])});
  return value + 1;
}

void FormLabels::stray(const FormCell& cell, ReadForm& form) const {
  Piece found = piece(cell);
  if (words_.is_placeholder(found.text)) {
    form.seen.push_back(std::move(found));
    return;
  }
  if (is_figure(found.text)) {
    found.doubtful = "这个数旁边没有认得的名称";
    form.facts.push_back({"more", "（无名称）", std::move(found)});
  }
}

void FormLabels::keep_fact(const FormFact& fact, const Piece& label, Piece value, ReadForm& form) const {
  if (fact.key == "private" || fact.key == "seen") {
    if (!value.text.empty()) form.seen.push_back(std::move(value));
    return;
  }
  if (fact.key == "grade" && !value.text.empty()) {
    if (auto grade = words_.grade_in(value)) {
      form.grade = std::move(*grade);
      return;
    }
    // “自评结果 | 98” is a score under another name.
    form.facts.push_back(
        {is_figure(value.text) ? "stated_score" : "more", text::strip_spaces(label.text), std::move(value)});
    return;
  }
  if (fact.key == "year" && !value.text.empty()) {
    if (auto year = words_.year_in(value); year && !form.year)
      form.year = std::move(year);
    else if (!form.year && text::decode(text::label_form(value.text)).size() == 4 && is_figure(value.text))
      form.year = value;
    form.seen.push_back(std::move(value));
    return;
  }
  if (auto money = words_.money_in(label); money && !form.money_unit && fact.key != "unit")
    form.money_unit = std::move(money);
  form.facts.push_back({fact.key, FormWords::key(label.text), std::move(value)});
}

bool FormLabels::read_below(const FormLine& line, ReadForm& form) const {
  if (texts_below_.empty() || line.grid == nullptr || line.grid->columns != below_width_) return false;
  bool any = false;
  for (const FormCell& cell : line.cells) {
    if (cell.blank()) continue;
    // 财年 | 目标 | 实际完成情况: the form's own year comes first, those of later plans follow.
    if (std::find(years_below_.begin(), years_below_.end(), cell.column) != years_below_.end() &&
        text::decode(cell.text).size() <= kLongestYear) {
      const FormFact year{"year", {}};
      keep_fact(year, piece(cell), piece(cell), form);
      any = true;
      continue;
    }
    const TextColumn* below = nullptr;
    for (const TextColumn& column : texts_below_) {
      if (column.from < cell.end() && cell.column < column.to) below = &column;
    }
    // Without merged cells a label's width is not known: the last one that begins left of the text.
    if (below == nullptr) {
      for (const TextColumn& column : texts_below_) {
        if (column.from <= cell.column) below = &column;
      }
    }
    if (below == nullptr) below = &texts_below_.front();
    add_form_text(form, below->name, piece(cell));
    any = true;
  }
  return any;
}

bool FormLabels::read_waiting(const FormLine& line, ReadForm& form) const {
  if (waiting_.empty() || line.grid == nullptr || line.texts() != 1) return false;
  add_form_text(form, waiting_, piece(*line.first()));
  return true;
}

// Rows beside a label that is merged over them: a table of tasks below 年度主要任务.
bool FormLabels::read_beside(const FormLine& line, ReadForm& form) const {
  for (const FormCell& cell : line.above) {
    const FormText* prose = words_.text_opening(cell.text);
    if (prose == nullptr) continue;
    for (const FormCell& one : line.cells) {
      if (!one.blank()) add_form_text(form, prose->name, piece(one));
    }
    return true;
  }
  return false;
}

// 资金支出计划（%） | 3月底 | 6月底, below them 15.00 | 40.00.
bool FormLabels::read_schedule(const FormLine& line, const FormLine& below, ReadForm& form) const {
  const FormCell& label = *line.first();
  if (line.grid == nullptr || below.grid != line.grid || below.row != line.row + 1 || line.texts() < 3) return false;
  if (words_.is_label(label.text) || is_figure(label.text)) return false;
  const auto name_above = [&](const FormCell& figure) -> const FormCell* {
    for (const FormCell& cell : line.cells) {
      const bool same = cell.column == figure.column && cell.columns == figure.columns;
      // “3月底” above “15.00” is a name too.
      const bool name = !is_figure(cell.text) || (text::has_han(cell.text) && !text::has_han(figure.text));
      if (same && !cell.blank() && &cell != &label && name && text::decode(cell.text).size() <= kLongestValue)
        return &cell;
    }
    return nullptr;
  };
  for (const FormCell& cell : below.cells) {
    if (!cell.blank() && (name_above(cell) == nullptr || !(is_figure(cell.text) || words_.is_blank(cell.text))))
      return false;
  }
  if (below.texts() + 1 != line.texts()) return false;
  form.seen.push_back(piece(label));
  for (const FormCell& cell : below.cells) {
    if (cell.blank()) continue;
    const FormCell& name = *name_above(cell);
    form.seen.push_back(piece(name));
    form.facts.push_back({"more", text::strip_spaces(label.text) + "/" + text::strip_spaces(name.text), piece(cell)});
  }
  return true;
}

// “资金管理办法 | …”: a label that the vocabulary does not know, with what stands beside it.
bool FormLabels::read_unknown(const FormLine& line, ReadForm& form) const {
  const FormCell& label = *line.first();
  if (text::decode(label.text).size() > kLongestFormLabel || is_figure(label.text)) return false;
  if (line.texts() > 2 && !line.grid->drawn) return read_cut_text(line, form);
  if (line.texts() != 2) return false;
  // “022001某某局 | 单位：万元” is a caption.
  for (const FormCell& cell : line.cells) {
    if (&cell != &label && !cell.blank() && words_.money_in(piece(cell))) return false;
  }
  form.seen.push_back(piece(label));
  const std::string name = text::strip_spaces(label.text);
  for (const FormCell& cell : line.cells) {
    if (cell.blank() || &cell == &label) continue;
    if (text::decode(cell.text).size() > kLongestValue)
      add_form_text(form, name, piece(cell));
    else
      form.facts.push_back({"more", name, piece(cell)});
  }
  return true;
}

bool FormLabels::read_below_total(const FormLine& line, std::size_t total_at, ReadForm& form) const {
  const bool closed = form.total_score || form.total_weight;
  if (!closed || total_at != form.indicators.size() || !line.grid->drawn || line.texts() != 2) return false;
  const bool text = std::any_of(line.cells.begin(), line.cells.end(), [&](const FormCell& cell) {
    return !cell.blank() && &cell != line.first() && cell.columns * 2 > line.grid->columns && !is_figure(cell.text);
  });
  return text && read_unknown(line, form);
}

// A text that a scan cut into several cells; its label may be cut too.
bool FormLabels::read_cut_text(const FormLine& line, ReadForm& form) const {
  const FormCell& label = *line.first();
  const bool text = std::any_of(line.cells.begin(), line.cells.end(), [&](const FormCell& cell) {
    return &cell != &label && text::decode(cell.text).size() > kLongestText;
  });
  if (!text) return false;
  form.seen.push_back(piece(label));
  for (const FormCell& cell : line.cells) {
    if (cell.blank() || &cell == &label) continue;
    Piece part = piece(cell);
    part.doubtful = "文字被拆成几格";
    add_form_text(form, text::strip_spaces(label.text), std::move(part));
  }
  return true;
}

bool FormLabels::is_money_word(std::string_view text) const {
  return words_.money_in({"（" + text::strip_spaces(text) + "）", {}, {}}).has_value();
}

}  // namespace gouji::intake
