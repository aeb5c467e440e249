#include "import/form_listed.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestProject = 60;  // letters of a name that may stand alone in its row

bool heads_level(const FormHeadColumn& column) {
  return column.place == FormPlace::field &&
         (column.key == "level1" || column.key == "level2" || column.key == "level3");
}

bool is_money_key(std::string_view key) { return key == "initial" || key == "annual" || key == "executed"; }

}  // namespace

// The head of a column may be a group's name and that of a part below it: 预算资金/财政拨款.
std::optional<ListedForms::Column> ListedForms::column_of(const FormHeadColumn& head) const {
  if (head.place == FormPlace::field || head.printed.empty()) return std::nullopt;
  Column column{head.from, head.to, Kind::fact, nullptr, "", head.printed};
  column.fact = words_.fact(head.printed);
  if (column.fact != nullptr) {
    column.key = column.fact->key;
    return column;
  }
  if (const FormText* prose = words_.text(head.printed)) {
    column.kind = Kind::text;
    column.key = prose->name;
    return column;
  }
  const FormBlock& funds = words_.spec().funds;
  const std::size_t slash = head.printed.find('/');
  const std::string group = head.printed.substr(0, slash);
  column.kind = Kind::money;
  if (slash != std::string::npos) column.name = head.printed.substr(slash + 1);
  for (const std::string& said : {column.name, group}) {
    const auto word = words_.head(funds, said);
    if (!word || !is_money_key(funds.columns[word->column].named.key)) continue;
    column.key = funds.columns[word->column].named.key;
    return column;
  }
  if (funds.amount.empty() || !words_.is_side_label(funds, group)) return std::nullopt;
  column.key = funds.amount;
  return column;
}

void ListedForms::take_columns(FormHead& head) {
  forget();
  if (!head.indicators || head.grid == nullptr || is_loose(*head.grid)) return;
  const auto level = std::find_if(head.columns.begin(), head.columns.end(), heads_level);
  if (level == head.columns.end()) return;
  levels_from_ = level->from;
  std::vector<FormHeadColumn*> taken;
  for (auto column = head.columns.begin(); column != level; ++column) {
    auto found = column_of(*column);
    if (!found) continue;
    columns_.push_back(std::move(*found));
    taken.push_back(&*column);
  }
  if (name_column() == nullptr) return forget();
  for (FormHeadColumn* column : taken) {
    column->place = FormPlace::form;
    column->unknown = false;
  }
}

const ListedForms::Column* ListedForms::name_column() const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [](const Column& one) { return one.kind == Kind::fact && one.key == "name"; });
  return found == columns_.end() ? nullptr : &*found;
}

const FormCell* ListedForms::cell_of(const FormLine& line, const Column& column) const {
  for (const FormCell& cell : line.cells) {
    if (!cell.blank() && cell.column >= column.from && cell.end() <= column.to) return &cell;
  }
  return nullptr;
}

bool ListedForms::names(const FormLine& line) const {
  if (!any() || line.grid == nullptr) return false;
  const FormCell* cell = cell_of(line, *name_column());
  if (cell == nullptr || is_figure(cell->text) || words_.is_blank(cell->text) || words_.is_label(cell->text) ||
      words_.is_note(cell->text) || words_.is_total(words_.spec().indicators, cell->text))
    return false;
  const Piece whole = piece_of(source_, *cell);
  if (!words_.facts_in(whole).empty() || words_.text_in(whole)) return false;
  return line.texts() > 1 || text::decode(cell->text).size() <= kLongestProject;
}

bool ListedForms::totals(const FormLine& line) const {
  const FormCell* first = line.first();
  return any() && line.grid != nullptr && first != nullptr && first->end() <= levels_from_ &&
         (words_.is_total(words_.spec().indicators, first->text) || words_.is_total(words_.spec().funds, first->text));
}

bool ListedForms::next(const FormLine& line, const ReadForm& form) const {
  const FormField* name = form.fact("name");
  if (name == nullptr) return !form.indicators.empty();
  if (text::label_form(name->piece.text) != text::label_form(cell_of(line, *name_column())->text)) return true;
  // The name is printed again in each row, or on the next page; other money is another project's.
  return std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
    const FormCell* cell = cell_of(line, column);
    if (column.kind != Kind::money || cell == nullptr || !is_figure(cell->text)) return false;
    return std::any_of(form.funds.begin(), form.funds.end(), [&](const FormRow& row) {
      const FormField* source = row.find("source");
      const FormField* figure = row.find(column.key);
      return source != nullptr && figure != nullptr && source->piece.text == column.name &&
             figure->piece.text != cell->text;
    });
  });
}

void ListedForms::read_money(const FormLine& line, const Column& column, ReadForm& form) const {
  const FormCell* cell = cell_of(line, column);
  if (cell == nullptr) return;  // a column left empty is no source of the project
  Piece figure = piece_of(source_, *cell);
  if (!is_figure(figure.text)) {
    if (!words_.is_blank(figure.text)) figure.doubtful = "这一栏应是数，印的是文字";
    if (words_.is_blank(figure.text)) return form.seen.push_back(std::move(figure));
  }
  for (const FormRow& row : form.funds) {
    const FormField* source = row.find("source");
    if (source != nullptr && source->piece.text == column.name && row.find(column.key) != nullptr)
      return form.seen.push_back(std::move(figure));  // printed again
  }
  FormRow row;
  row.first_line = row.last_line = line.line;
  Piece source;
  source.text = column.name;
  row.fields.push_back({"source", "", std::move(source)});
  row.fields.push_back({column.key, "", std::move(figure)});
  form.funds.push_back(std::move(row));
}

void ListedForms::read(const FormLine& line, const ReadForm* before, ReadForm& form) const {
  for (const Column& column : columns_) {
    if (column.kind == Kind::money) {
      read_money(line, column, form);
      continue;
    }
    const FormCell* cell = cell_of(line, column);
    if (column.kind == Kind::text) {
      if (cell == nullptr) continue;
      Piece prose = piece_of(source_, *cell);
      const bool again = std::any_of(form.texts.begin(), form.texts.end(), [&](const auto& one) {
        return one.first == column.key && !one.second.empty() && one.second.front().text == prose.text;
      });
      if (again)
        form.seen.push_back(std::move(prose));
      else
        add_form_text(form, column.key, std::move(prose));
      continue;
    }
    Piece label;
    label.text = column.name;
    const std::string printed = FormWords::key(column.name);
    const auto same = [&](const FormField& one) { return one.key == column.key && one.printed == printed; };
    const bool there = std::any_of(form.facts.begin(), form.facts.end(), same);
    if (cell != nullptr && there) {
      form.seen.push_back(piece_of(source_, *cell));
    } else if (cell != nullptr) {
      labels_.keep_fact(*column.fact, label, piece_of(source_, *cell), form);
    } else if (before != nullptr && !there) {
      std::copy_if(before->facts.begin(), before->facts.end(), std::back_inserter(form.facts), same);
    }
  }
}

}  // namespace gouji::intake
