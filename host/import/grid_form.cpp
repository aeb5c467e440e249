#include "import/grid_form.hpp"

#include <algorithm>
#include <deque>

#include "base/text.hpp"
#include "import/form_across.hpp"
#include "import/form_amount.hpp"
#include "import/form_beside.hpp"
#include "import/form_body.hpp"
#include "import/form_head.hpp"
#include "import/form_labelled.hpp"
#include "import/form_labels.hpp"
#include "import/form_lines.hpp"
#include "import/form_listed.hpp"
#include "import/form_loose.hpp"
#include "import/form_spaced.hpp"
#include "import/form_squeezed.hpp"
#include "import/form_title.hpp"
#include "import/form_total.hpp"
#include "import/form_words.hpp"
#include "import/form_wordwise.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kLongestCaption = 30;  // letters of a line that says no more than a year or a unit
constexpr int kNearTitle = 6;                // lines above a title that still speak of its form

// Where a form is, row by row.
enum class Part : std::uint8_t { none, top, funds, inline_funds, indicators, after };

class Reader {
 public:
  Reader(const FormWords& words, const SourceText& source, int from, int to)
      : words_(words),
        source_(source),
        squeezed_(words_, source_),
        wordwise_(words_, source),
        lines_(wordwise_.part(squeezed_.part(form_lines(source, from, to)))),
        body_(words_, source),
        labels_(words_, source),
        labelled_(words_, source),
        listed_(words_, source, labels_),
        spaced_(words_, source),
        beside_(words_, source),
        total_(words_, source, body_) {}

  std::vector<ReadForm> read() {
    for (std::size_t at = 0; at < lines_.size();) at += row(at);
    close();
    return std::move(forms_);
  }

 private:
  Piece piece(const FormCell& cell) const { return piece_of(source_, cell); }
  ReadForm& form() { return forms_.back(); }

  void open(const FormLine& line) {
    close();
    forms_.emplace_back();
    form().first_line = line.line;
    part_ = Part::top;
  }

  // A form that only had a title or a few facts is none.
  void close() {
    if (part_ != Part::none) labelled_.settle(form());
    reset();
    if (part_ != Part::none && form().indicators.empty() &&
        (form().funds.empty() || (!form().title && form().fact("name") == nullptr))) {
      // Facts above the form's own title are of the form that follows.
      held_ = std::move(form());
      forms_.pop_back();
    }
    part_ = Part::none;
  }

  void reset() {
    labels_.forget();
    labelled_.forget();
    listed_.forget();
    beside_.forget();
    head_.reset();
    carried_ = {};
    side_.reset();
    in_notes_ = false;
  }

  void see(const FormCell& cell) { form().seen.push_back(piece(cell)); }

  void touch(const FormLine& line) {
    if (form().first_line == 0) form().first_line = line.line;
    form().last_line = std::max(form().last_line, line.line);
  }

  // Reads what begins at lines_[at]; gives how many lines it took.
  std::size_t row(std::size_t at) {
    const FormLine& line = lines_[at];
    if (line.grid != nullptr && is_loose(*line.grid)) mend_loose_head(words_, lines_, at, joined_);
    if (goes_on(at) || title(line)) return 1;
    if (other_table(line) || (line.grid != nullptr && line.grid == list_)) return 1;
    if (part_ == Part::top) spaced_.part(lines_, at);
    if (line.first() == nullptr) return 1;  // a row took what stood here
    if (part_ != Part::none && labels_.read_on(line, form())) {
      touch(line);
      return 1;
    }
    if (auto head = find_form_head(words_, lines_, at)) {
      if (lists_projects(*head, at)) {
        close();
        held_.reset();
        list_ = line.grid;
        return 1;
      }
      std::vector<FormCell> beside;
      if (is_loose(*head->grid)) mend_loose_block(words_, *head, lines_, at, joined_, beside);
      const std::size_t taken = head->lines;
      begin_block(std::move(*head), line);
      for (const FormCell& cell : beside) see_beside(cell);
      return taken;
    }
    if (part_ == Part::none && !opens_form(line)) {
      caption(line);
      return 1;
    }
    if (part_ == Part::none) open(line);
    if (part_ == Part::top) {
      if (const std::size_t taken = read_funds_across(words_, source_, lines_, at, form()); taken > 0) {
        touch(lines_[at + taken - 1]);
        return taken;
      }
    }
    if ((part_ == Part::top || part_ == Part::after || part_ == Part::inline_funds) && at + 1 < lines_.size() &&
        labels_.read_schedule(line, lines_[at + 1], form())) {
      touch(lines_[at + 1]);
      return 2;
    }
    if (heading(at)) return 1;
    if (listed(line)) {
      touch(line);
      return 1;
    }
    if (note(line) || closing(line) || inline_funds(line) || single_fund(line) || labels(line) ||
        labels_.read_below(line, form())) {
      touch(line);
      return 1;
    }
    if (body(line)) {
      touch(line);
      return 1;
    }
    if (labels_.read_waiting(line, form()) || labels_.read_beside(line, form())) {
      touch(line);
      return 1;
    }
    if ((part_ == Part::top || part_ == Part::after) && line.grid != nullptr && labels_.read_unknown(line, form())) {
      touch(line);
      return 1;
    }
    caption(line);
    return 1;
  }

  // --- where a form begins --------------------------------------------------------------------------------------

  // A form without its total goes on over the page.
  bool goes_on(std::size_t at) {
    const bool open = part_ == Part::indicators && form().title && !form().total_score && !form().total_weight;
    if (!open || !title_printed_again(words_, lines_, at, form().title->text)) return false;
    form().seen.push_back(piece(*title_cell(words_, lines_[at])));
    touch(lines_[at]);
    return true;
  }

  bool title(const FormLine& line) {
    const FormCell* last = title_cell(words_, line);
    if (last == nullptr || !words_.is_title(last->text) || words_.is_label(last->text)) return false;
    const FormCell& cell = *last;
    Piece found = piece(cell);
    // A title repeated above its table is one title.
    const bool again = part_ == Part::top && form().facts.empty() && form().texts.empty() && form().title &&
                       title_line_ + kNearTitle >= line.line;
    title_line_ = line.line;
    list_ = nullptr;
    if (again) {
      form().seen.push_back(found);
    } else {
      open(line);
      // Funds above a title are a table of their own: 项目 | 预算数 | 决算数.
      if (held_ && held_->funds.empty() && held_->last_line + kNearTitle >= line.line) adopt();
      held_.reset();
      form().title = found;
    }
    if (form().scope.empty()) form().scope = words_.scope_of(found.text);
    if (!form().year) form().year = words_.year_in(found);
    if (!form().money_unit) form().money_unit = words_.money_in(found);
    touch(line);
    return true;
  }

  // Behind the title of another table nothing belongs to the form any more.
  bool other_table(const FormLine& line) {
    if (part_ == Part::none || line.grid != nullptr || !words_.is_other_title(line.first()->text)) return false;
    close();
    held_.reset();
    return true;
  }

  // 序号 | 项目名称 | 全年预算数 | …, a project a row and nothing of indicators below: a table of projects, no form.
  bool lists_projects(const FormHead& head, std::size_t at) const {
    if (head.indicators) return false;
    const auto names_project = [&](const FormHeadColumn& column) {
      const FormFact* fact = words_.fact(column.printed);
      return fact != nullptr && fact->key == "name";
    };
    const auto name = std::find_if(head.columns.begin(), head.columns.end(), names_project);
    if (name == head.columns.end() || std::next(name) == head.columns.end() ||
        std::next(name)->place != FormPlace::field)
      return false;
    for (std::size_t next = at + head.lines; next < lines_.size() && lines_[next].grid == head.grid; ++next) {
      const FormCell* last = title_cell(words_, lines_[next]);
      if (last != nullptr && words_.is_title(last->text)) break;
      const auto below = find_form_head(words_, lines_, next);
      if (below && below->indicators) return false;
    }
    return true;
  }

  // Without a title a form begins with its project's name.
  bool opens_form(const FormLine& line) const {
    const FormCell* first = line.first();
    if (first == nullptr || line.grid == nullptr) return false;
    const FormFact* fact = words_.fact(first->text);
    if (fact == nullptr) {
      const auto inside = words_.facts_in(piece(*first));
      if (!inside.empty()) fact = inside.front().fact;
    }
    if (fact == nullptr) return false;
    const bool says_who = fact->key == "department" || fact->key == "implementer" || fact->key == "unit";
    return fact->key == "name" || (says_who && line.texts() > 1);
  }

  void begin_block(FormHead head, const FormLine& line) {
    if (part_ == Part::none) {
      open(line);
      adopt();
    }
    if (!form().indicators.empty() && !head.indicators) open(line);
    if (!head.indicators) find_side(head, line);
    listed_.take_columns(head);
    for (const FormCell& cell : head.cells) {
      see(cell);
      if (!head.indicators) nearer_money(piece(cell));
    }
    auto& printed = head.indicators ? form().indicator_heads : form().fund_heads;
    if (printed.empty()) {
      for (const FormHeadColumn& column : head.columns) {
        if (!column.printed.empty()) printed.push_back(column.printed);
        if (!column.printed.empty() && column.unknown) form().unknown_heads.push_back(column.printed);
      }
    }
    part_ = head.indicators ? Part::indicators : Part::funds;
    if (!head.indicators || !head_ || !head_->indicators) carried_ = {};
    labels_.forget();
    beside_.forget();
    in_notes_ = false;
    head_ = std::move(head);
    touch(line);
  }

  // A label printed downwards beside the block: 项目资金 | （万元）.
  void see_beside(const FormCell& cell) {
    see(cell);
    if (!form().money_unit) form().money_unit = words_.money_in(piece(cell));
  }

  // What stood above without a form of its own (a unit, a year) belongs to the form that begins without a title.
  void adopt() {
    if (!held_) return;
    const int first = form().first_line;
    form() = std::move(*held_);
    form().first_line = first;
    held_.reset();
  }

  // The label beside the block of funds: in the head's own first cell, or merged down from above.
  void find_side(const FormHead& head, const FormLine& line) {
    side_.reset();
    const auto look = [&](const FormCell& cell) {
      if (!side_ && !cell.blank() && words_.is_side_label(words_.spec().funds, cell.text)) side_ = piece(cell);
    };
    for (const FormCell& cell : line.above) look(cell);
    for (const FormCell& cell : head.cells) look(cell);
    if (side_) nearer_money(*side_);
  }

  // What the block of funds prints goes before what stood above the form: 单位：万元 may be that of a table before it.
  void nearer_money(const Piece& words) {
    if (auto money = words_.money_in(words)) form().money_unit = std::move(money);
  }

  // --- rows -----------------------------------------------------------------------------------------------------

  bool note(const FormLine& line) {
    const FormCell* first = line.first();
    if (words_.is_note(first->text) && (line.texts() <= 2)) {
      in_notes_ = true;
      note_items_ = true;
    } else if (in_notes_ && line.texts() == 1 &&
               (line.grid != nullptr || (note_items_ && words_.is_item(first->text))) &&
               !words_.is_label(first->text) && words_.facts_in(piece(*first)).empty() &&
               !words_.text_in(piece(*first))) {
      // further lines of the notes
    } else {
      in_notes_ = in_notes_ && line.grid == nullptr;
      note_items_ = false;
      return false;
    }
    for (const FormCell& cell : line.cells) {
      if (!cell.blank()) see(cell);
    }
    return true;
  }

  // A row that opens with the name of one of several projects, or with a total over them, which is none of a form's.
  bool listed(const FormLine& line) {
    if (part_ != Part::indicators || line.grid == nullptr || line.grid->columns != head_->grid->columns) return false;
    if (listed_.totals(line)) {
      see(*line.first());
      return true;
    }
    if (!listed_.names(line)) return false;
    // A name alone over another one: the unit that has the projects below.
    const auto name = std::find_if(form().facts.begin(), form().facts.end(),
                                   [](const FormField& fact) { return fact.key == "name"; });
    if (name != form().facts.end() && form().indicators.empty() && form().funds.empty() && form().texts.empty()) {
      form().seen.push_back(std::move(name->piece));
      form().facts.erase(name);
    }
    const bool next = listed_.next(line, form());
    if (next) open_listed(line);
    listed_.read(line, next ? &*std::prev(forms_.end(), 2) : nullptr, form());
    body_.read_indicators(*head_, line, carried_, form());
    return true;
  }

  // The next form of the same list: whose it is and in what money stands above the first.
  void open_listed(const FormLine& line) {
    ReadForm next;
    next.scope = form().scope;
    next.money_unit = form().money_unit;
    next.indicator_heads = form().indicator_heads;
    next.first_line = line.line;
    forms_.push_back(std::move(next));
    carried_ = {};
  }

  bool closing(const FormLine& line) {
    if (!head_ || (part_ != Part::indicators && !(part_ == Part::after && total_.closes_late(*head_, line, form()))))
      return false;
    return total_.read(*head_, line, form());
  }

  // “三、绩效指标” in a row for itself above the next block's head is no row of funds and no text.
  bool heading(std::size_t at) {
    const FormLine& line = lines_[at];
    if (part_ == Part::indicators || line.grid == nullptr || line.texts() > 1 || at + 1 >= lines_.size() ||
        !words_.is_heading(line.first()->text) || !find_form_head(words_, lines_, at + 1))
      return false;
    see(*line.first());
    labels_.forget();
    leave_block();
    return true;
  }

  bool body(const FormLine& line) {
    if (!head_ || line.grid == nullptr) return false;
    if (line.grid != head_->grid && line.grid->columns != head_->grid->columns && !goes_on_without_side(line))
      return false;
    if (part_ == Part::funds) {
      if (labelled_.read(*head_, line, form()) || body_.read_rest_of_label(*head_, line, form())) return true;
      if (!body_.fits_funds(*head_, line)) {
        part_ = Part::top;
        return labels_.read_unknown(line, form());
      }
      return body_.read_fund(*head_, line, side_, form());
    }
    if (part_ != Part::indicators) return false;
    if (labels_.read_below_total(line, total_.at(), form())) return true;
    if (body_.read_section(*head_, line, carried_, form())) return true;
    // A long text over the whole width is no indicator.
    if (line.texts() == 1 && line.first()->columns * 2 > line.grid->columns && line.first()->columns > 2) return false;
    const std::size_t seen = form().seen.size();
    return body_.read_indicators(*head_, line, carried_, form()) || form().seen.size() > seen;
  }

  // Behind a page break the table may go on without the label beside it.
  bool goes_on_without_side(const FormLine& line) {
    if (part_ != Part::indicators) return false;
    auto moved = without_side(*head_, *line.grid);
    if (moved) head_ = std::move(moved);
    return moved.has_value();
  }

  // --- funds outside a head's columns -------------------------------------------------------------------------------

  bool inline_funds(const FormLine& line) {
    if (part_ == Part::none || part_ == Part::indicators || part_ == Part::funds) return false;
    switch (beside_.read(line, part_ == Part::inline_funds, form())) {
      case FundsBeside::Row::none: return false;
      case FundsBeside::Row::opens:
        part_ = Part::inline_funds;
        head_.reset();
        return true;
      case FundsBeside::Row::goes_on: return true;
    }
    return false;
  }

  bool single_fund(const FormLine& line) {
    if (part_ == Part::indicators || part_ == Part::funds) return false;
    auto amounts = read_amounts(source_, words_.spec().funds, words_, line);
    if (!amounts) return false;
    if (const FormFact* fact = words_.fact(line.first()->text)) {
      // 项目名称 | 河道养护 | 项目金额 | 1,926.53
      FormLine facts = line;
      facts.cells.clear();
      for (const FormCell* cell : amounts->seen) facts.cells.push_back(*cell);
      fact_pairs(*fact, facts);
    } else {
      for (const FormCell* cell : amounts->seen) see(*cell);
    }
    for (FormRow& row : amounts->rows) form().funds.push_back(std::move(row));
    return true;
  }

  // --- labels and what stands beside them ---------------------------------------------------------------------------

  bool labels(const FormLine& line) {
    const FormCell* first = line.first();
    // Below the head of the indicators a row opens with its level; only a row that is narrower is one of labels.
    const bool beside_block = part_ == Part::indicators && head_ && line.grid == head_->grid;
    if (line.grid == nullptr || line.texts() == 1) {
      const bool right_below = part_ != Part::none && line.line == form().last_line + 1;
      if (inside_cell(*first, line.grid != nullptr || right_below)) return true;
      if (line.grid == nullptr) return false;
    }
    const FormFact* fact = words_.fact(first->text);
    const FormText* prose = words_.text_opening(first->text);
    if (fact == nullptr && prose == nullptr) {
      if (part_ != Part::funds && inside_cells(line)) return true;
      return false;
    }
    if (beside_block && !ends_block(line, *first)) return false;
    if (beside_block) part_ = Part::after;
    if (part_ == Part::funds || part_ == Part::inline_funds) part_ = Part::top;
    if (fact != nullptr) {
      fact_pairs(*fact, line);
    } else {
      labels_.forget();
      labels_.read_pairs(line, form());
    }
    if (prose != nullptr) labels_.await_prose(*prose, line);
    return true;
  }

  // `first` is the label that opens the line.
  void fact_pairs(const FormFact& first, const FormLine& line) {
    if (first.key == "name" && starts_next()) open(line);
    labels_.forget();
    labels_.read_pairs(line, form());
  }

  // A label of the form, not a level or a name among the indicators.
  bool ends_block(const FormLine& line, const FormCell& first) {
    const FormBlock& block = words_.spec().indicators;
    if (words_.is_side_label(block, first.text) && line.texts() > 3) return false;
    if (body_.is_row_of_level(*head_, line, first)) return false;
    if (first.column == head_->columns.front().from) return true;
    // 总分 | 100 | 98 over 自评等级 | 优: below the closing row nothing is an indicator.
    if (words_.fact(first.text) != nullptr && line.texts() <= 2 && (form().total_score || form().total_weight))
      return true;
    // Beside a label that runs along the whole form.
    return !line.above.empty() && std::all_of(line.above.begin(), line.above.end(), [&](const FormCell& cell) {
      return words_.is_side_label(block, cell.text);
    });
  }

  bool starts_next() { return !form().indicators.empty() || (!form().funds.empty() && form().fact("name") != nullptr); }

  // “单位名称：某局  填报日期：…” or “存在问题：…” in one cell or line.
  bool inside_cell(const FormCell& cell, bool in_grid) {
    const Piece whole = piece(cell);
    if (in_grid && part_ != Part::none) {
      if (auto prose = words_.text_in(whole)) {
        form().seen.push_back(whole);
        add_form_text(form(), prose->first->name, std::move(prose->second));
        leave_block();
        return true;
      }
    }
    const auto facts = words_.facts_in(whole);
    if (facts.empty()) return false;
    for (const auto& [fact, label, value] : facts) {
      if (fact->key == "name" && starts_next()) {
        const int line = cell.place.line;
        FormLine here;
        here.line = line;
        open(here);
      }
      if (fact->key == "unit" && words_.money_in(whole) && labels_.is_money_word(value.text)) {
        if (!form().money_unit) form().money_unit = value;
        continue;
      }
      labels_.keep_fact(*fact, label, value, form());
    }
    if (!form().money_unit) form().money_unit = words_.money_in(whole);
    form().seen.push_back(whole);
    return true;
  }

  void leave_block() {
    if (part_ == Part::indicators) part_ = Part::after;
    if (part_ == Part::funds || part_ == Part::inline_funds) part_ = Part::top;
  }

  // A row of several cells, each “label：value”.
  bool inside_cells(const FormLine& line) {
    bool all = true;
    for (const FormCell& cell : line.cells) {
      if (!cell.blank() && words_.facts_in(piece(cell)).empty() && !words_.text_in(piece(cell))) all = false;
    }
    if (!all) return false;
    for (const FormCell& cell : line.cells) {
      if (!cell.blank()) inside_cell(cell, true);
    }
    return true;
  }

  bool is_coded_unit(const Piece& printed) const {
    return !printed.text.empty() && printed.text.front() >= '0' && printed.text.front() <= '9' &&
           FormWords::unit_name(words_.spec(), printed).text.size() < printed.text.size();
  }

  // A short line that says no more than the year, the money unit or the unit's name.
  void caption(const FormLine& line) {
    if (line.texts() > 2) return;
    for (const FormCell& cell : line.cells) {
      if (cell.blank()) continue;
      const Piece whole = piece(cell);
      const auto facts = words_.facts_in(whole);
      // “022001某某局 | 单位：万元”
      const bool coded =
          part_ == Part::top && line.texts() == 2 && is_coded_unit(whole) && form().fact("unit") == nullptr;
      if (coded) {
        form().facts.push_back({"unit", "", whole});
        touch(line);
        continue;
      }
      if (text::decode(whole.text).size() > kLongestCaption && facts.empty()) continue;
      const auto year = words_.year_in(whole);
      const auto money = words_.money_in(whole);
      if (!year && !money && facts.empty()) continue;
      if (part_ == Part::none) {
        open(line);
        if (held_) adopt();
      }
      if (part_ != Part::top && part_ != Part::none) continue;
      if (year && !form().year && facts.empty()) form().year = year;
      if (money && !form().money_unit) form().money_unit = money;
      if (!facts.empty()) inside_cell(cell, line.grid != nullptr);
      form().seen.push_back(whole);
      touch(line);
    }
  }

  const FormWords& words_;
  const SourceText& source_;
  SqueezedForms squeezed_;
  WordwiseForms wordwise_;
  std::vector<FormLine> lines_;
  std::deque<std::string> joined_;  // texts of cells put together
  FormBody body_;
  FormLabels labels_;
  LabelledFunds labelled_;
  ListedForms listed_;
  SpacedLabels spaced_;
  std::vector<ReadForm> forms_;
  std::optional<ReadForm> held_;  // facts that stood above the form
  Part part_ = Part::none;
  std::optional<FormHead> head_;
  CarriedLevels carried_;
  std::optional<Piece> side_;
  FundsBeside beside_;
  bool in_notes_ = false;
  bool note_items_ = false;  // outside grids: the line before was of the notes
  int title_line_ = 0;
  const SourceGrid* list_ = nullptr;  // a table of projects, read with the other tables
  FormTotal total_;
};

}  // namespace

std::vector<ReadForm> read_grid_forms(const FormWords& words, const SourceText& source, int from, int to) {
  return Reader(words, source, from, to).read();
}

std::vector<ReadForm> read_grid_forms(const FormSpec& spec, const SourceText& source, int from, int to) {
  return read_grid_forms(FormWords(spec), source, from, to);
}

}  // namespace gouji::intake
