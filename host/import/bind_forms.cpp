#include "import/bind_forms.hpp"
#include "import/coded_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "base/whole_number.hpp"
#include "formats/disclosure_words.hpp"
#include "import/form_spec_reader.hpp"
#include "import/form_words.hpp"
#include "model/unit.hpp"
#include "script/context.hpp"

namespace gouji::intake {
namespace {

using script::Call;

void place_in_form(Session& session, const Piece& piece, std::string what, const std::string& home) {
  if (!piece.spans.empty())
    session.placed.push_back({piece.spans, std::move(what), piece.doubtful, Target::form, home});
}

// A name that the record has not used yet.
std::string free_name(const Record& record, const std::string& wanted) {
  std::string name = wanted;
  for (int times = 2;
       std::any_of(record.more.begin(), record.more.end(), [&](const auto& one) { return one.first == name; }); ++times)
    name = fmt::format("{}（{}）", wanted, times);
  return name;
}

void keep_more(Session& session, Record& record, const FormField& field, const std::string& home) {
  const std::string name = free_name(record, field.printed);
  record.more.emplace_back(name, field.piece.text);
  if (!field.piece.doubtful.empty()) record.doubtful[name] = field.piece.doubtful;
  place_in_form(session, field.piece, placed_as(chinese_of(record.kind), row_name(record), name), home);
}

void blank_usual(Record& record) {
  const auto fields = fields_of(record.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].usual && record.cells[i].state == CellState::absent) record.cells[i].state = CellState::blank;
  }
}

Place place_of_row(const SourceText& source, const FormRow& row) {
  // A row of a sheet is named by the cell that it opens with.
  for (const FormField& field : row.fields) {
    if (field.piece.spans.empty() || field.piece.spans.front().line != row.first_line) continue;
    const Place place = source.place_of(field.piece.spans);
    if (!place.sheet.empty()) return place;
    break;
  }
  return source.place_of_lines(row.first_line, row.last_line);
}

// “《30分钟”: a sign that a scanner printed for another one before a figure.
void doubt_misread(const FormSpec& spec, Record& record) {
  const auto fields = fields_of(record.kind);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].role != Role::target) continue;
    const std::string printed = text::strip_spaces(record.cells[i].printed);
    for (const auto& [sign, meant] : spec.misread) {
      if (!text::starts_with(printed, sign) || printed.size() == sign.size()) continue;
      std::size_t next = sign.size();
      if (text::is_digit(text::decode_next(printed, next)))
        record.doubtful.try_emplace(std::string(fields[i].key), fmt::format("“{}”应为“{}”", sign, meant));
    }
  }
}

Record make_record(Session& session, RecordKind kind, const FormRow& row, const Unit& money, const std::string& home) {
  Record record(kind);
  for (const FormField& field : row.fields) {
    if (field.key.empty()) continue;
    if (field.piece.text.empty()) {
      set_field(record, field.key, std::nullopt, money);
    } else {
      set_field(record, field.key, field.piece.text, money);
    }
    if (!field.piece.doubtful.empty()) record.doubtful[field.key] = field.piece.doubtful;
  }
  for (const FormField& field : row.fields) {
    if (field.key.empty())
      keep_more(session, record, field, home);
    else
      place_in_form(session, field.piece, placed_as(record, field.key), home);
  }
  record.at = place_of_row(*session.source, row);
  return record;
}

// A form with a project's name is a project's; else its title says whose it is.
std::string scope_of(const ReadForm& form) {
  const FormField* name = form.fact("name");
  if (name != nullptr && !name->piece.text.empty()) return "project";
  if (!form.scope.empty()) return form.scope;
  return name != nullptr ? "project" : "department";
}

// Whether another form of the same scope names the unit as its own.
bool another_says(const std::vector<ReadForm>& forms, const ReadForm& read, const std::string& scope,
                  const std::string& unit) {
  return !unit.empty() && std::any_of(forms.begin(), forms.end(), [&](const ReadForm& other) {
    const FormField* own = other.fact("unit");
    return &other != &read && own != nullptr && scope_of(other) == scope && text::strip_spaces(own->piece.text) == unit;
  });
}

// The year that title and head print, where it is one. Those that are the document's are dropped at the end.
std::optional<std::string> only_year(const ReadForm& read) {
  if (!read.year) return std::nullopt;
  const auto year = leading_number(text::fold(read.year->text));
  if (!year || !is_fiscal_year(*year)) return std::nullopt;
  const std::string digits = std::to_string(*year);
  std::string rest = read.title ? text::fold(read.title->text) : std::string();
  for (auto at = rest.find(digits); at != std::string::npos; at = rest.find(digits)) rest.erase(at, digits.size());
  return rest.find("20") == std::string::npos ? std::optional(digits) : std::nullopt;
}

void keep_head(Session& session, const FormSpec& spec, Record& head, const ReadForm& read,
               const std::vector<ReadForm>& forms) {
  const auto set = [&](const char* key, const std::optional<Piece>& piece) {
    if (!piece || piece->text.empty()) return;
    set_field(head, key, piece->text, session.money);
    if (!piece->doubtful.empty()) head.doubtful[key] = piece->doubtful;
  };
  const auto fact = [&](const char* key) -> std::optional<Piece> {
    const FormField* field = read.fact(key);
    return field == nullptr ? std::nullopt : std::optional(field->piece);
  };
  const std::string scope = scope_of(read);
  set_field(head, "scope", scope, session.money);
  std::optional<Piece> name = fact("name");
  if (!name && scope == "department") {
    for (const char* key : {"unit", "implementer", "department"}) {
      if (!name || name->text.empty()) name = fact(key);
    }
  }
  if (name && scope == "department") name = FormWords::unit_name(spec, *name);
  set("name", name);
  const std::string& unit = session.document.unit;
  // A sheet of scores behind the form with the department's name says whose it is by that.
  if (scope == "department" && head.text("name").empty() && another_says(forms, read, scope, unit))
    set_field(head, "name", unit, session.money);
  // A department's own name, of which its form shows the beginning.
  const std::string shown = text::strip_spaces(head.text("name"));
  if (scope == "department" && !shown.empty() && shown.size() < unit.size() && text::starts_with(unit, shown)) {
    set_field(head, "name", unit, session.money);
    head.doubtful["name"] = fmt::format("表上只有“{}”，按全文的单位名称", shown);
  }
  set("number", fact("number"));
  if (const auto year = only_year(read)) set_field(head, "title_year", *year, session.money);
  set("stated_score", fact("stated_score"));
  set("total_weight", read.total_weight);
  set("total_score", read.total_score ? read.total_score : fact("stated_score"));
  set("grade", read.grade);
  blank_usual(head);
  head.at = session.source->place_of_lines(read.first_line, read.last_line);
}

void keep_text(Session& session, Evaluation& form, const std::string& label, const std::vector<Piece>& pieces,
               const std::string& home) {
  TextBlock block;
  block.label = label;
  std::string whole;
  std::vector<SourceSpan> spans;
  for (const Piece& piece : pieces) {
    whole += (whole.empty() ? "" : "\n") + piece.text;
    spans.insert(spans.end(), piece.spans.begin(), piece.spans.end());
    place_in_form(session, piece, placed_as("文字栏", label, ""), home);
  }
  if (!whole.empty()) {
    block.present = true;
    block.chars = static_cast<int>(text::decode(whole).size());
    block.text = whole;
    block.at = session.source->place_of(spans);
  }
  form.texts.push_back(std::move(block));
}

// What all forms together say of the document; a layout that has said it is not overruled.
class DocumentFacts {
 public:
  DocumentFacts(const FormSpec& spec, const std::vector<ReadForm>& forms) : spec_(spec), forms_(forms) {}

  void keep(Session& session) const {
    Document& document = session.document;
    if (document.unit.empty()) {
      if (const Piece* unit = unit_of()) {
        CodedName coded = coded_name(text::strip_spaces(FormWords::unit_name(spec_, *unit).text));
        document.unit = std::move(coded.name);
        if (!document.unit_code && !coded.code.empty()) document.unit_code = std::move(coded.code);
        place_in_form(session, *unit, "公开文本 单位", "");
      }
    }
    if (document.year == 0) {
      for (const ReadForm& form : forms_) {
        if (!form.year || document.year != 0) continue;
        document.year = leading_number(text::fold(form.year->text)).value_or(0);
        place_in_form(session, *form.year, "公开文本 年度", "");
      }
    }
    if (!document.department) {
      if (const Piece* department = only("department"))
        document.department = coded_name(text::strip_spaces(department->text)).name;
    }
    if (document.money_unit.empty()) {
      for (const ReadForm& form : forms_) {
        if (!form.money_unit || !document.money_unit.empty()) continue;
        if (const auto unit = money_unit(text::strip_spaces(form.money_unit->text))) {
          document.money_unit = std::string(unit->word);
          session.money = *unit;
        }
      }
    }
  }

 private:
  // The one value that all forms with this fact agree on, else the first.
  const Piece* first(const char* key) const {
    for (const ReadForm& form : forms_) {
      const FormField* field = form.fact(key);
      if (field != nullptr && !field->piece.text.empty()) return &field->piece;
    }
    return nullptr;
  }
  const Piece* only(const char* key) const {
    const Piece* found = first(key);
    for (const ReadForm& form : forms_) {
      const FormField* field = form.fact(key);
      if (found != nullptr && field != nullptr && !field->piece.text.empty() &&
          text::label_form(field->piece.text) != text::label_form(found->text))
        return nullptr;
    }
    return found;
  }
  // Whom a department's own form is of.
  const Piece* department_of() const {
    for (const ReadForm& form : forms_) {
      const FormField* unit = form.fact("unit");
      if (unit != nullptr && !unit->piece.text.empty() && scope_of(form) == "department") return &unit->piece;
    }
    return nullptr;
  }
  // Who published it: the department of a form on it as a whole, else the unit that carried out all projects, else the
  // one that filled the forms in, else their department.
  const Piece* unit_of() const {
    if (const Piece* unit = department_of()) return unit;
    const Piece* implementer = only("implementer");
    const bool several = implementer != nullptr && FormWords::is_several(spec_, implementer->text);
    if (implementer != nullptr && !several) return implementer;
    if (const Piece* unit = first("unit")) return unit;
    if (const Piece* unit = only("department")) return unit;
    return first("implementer");
  }
  const FormSpec& spec_;
  const std::vector<ReadForm>& forms_;
};

}  // namespace

std::string home_of_form(const Record& head) {
  return placed_as(placed_as(chinese_of(RecordKind::evaluation), head.text("number"), ""), row_name(head), "");
}

void keep_form(Session& session, const FormSpec& spec, const ReadForm& read, const std::vector<ReadForm>& forms) {
  session.document.evaluations.emplace_back();
  Evaluation& form = session.document.evaluations.back();
  keep_head(session, spec, form.head, read, forms);
  const std::string home = home_of_form(form.head);
  for (const std::string& head : read.unknown_heads) {
    auto& heads = session.unknown_heads;
    if (std::find(heads.begin(), heads.end(), head) == heads.end()) heads.push_back(head);
  }
  if (read.money_unit) {
    const auto own = money_unit(text::strip_spaces(read.money_unit->text));
    // What the document prints may be read later: those that are the same are dropped at the end.
    if (own) set_field(form.head, "money_unit", std::string(own->word.text()), session.money);
    place_in_form(session, *read.money_unit, "", home);
  }
  const Unit money = form.money(session.money);
  if (read.title) place_in_form(session, *read.title, "", home);
  if (read.year) place_in_form(session, *read.year, "", home);
  static const std::set<std::string> kept{"name", "number", "stated_score"};
  for (const FormField& fact : read.facts) {
    if (fact.key == "more") {
      if (!fact.piece.text.empty()) keep_more(session, form.head, fact, home);
    } else if (kept.contains(fact.key)) {
      place_in_form(session, fact.piece, placed_as(form.head, fact.key), home);
    } else {
      place_in_form(session, fact.piece, placed_as(chinese_of(RecordKind::evaluation), "", fact.printed), home);
    }
  }
  for (const auto& [key, piece] :
       {std::pair{"total_weight", &read.total_weight}, {"total_score", &read.total_score}, {"grade", &read.grade}}) {
    if (*piece) place_in_form(session, **piece, placed_as(form.head, key), home);
  }
  for (const FormField& total : read.totals) keep_more(session, form.head, total, home);
  for (const FormRow& row : read.funds) {
    form.funds.push_back(make_record(session, RecordKind::fund, row, money, home));
  }
  for (const FormRow& row : read.indicators) {
    form.indicators.push_back(make_record(session, RecordKind::indicator, row, money, home));
    doubt_misread(spec, form.indicators.back());
  }
  for (const auto& [label, pieces] : read.texts) keep_text(session, form, label, pieces, home);
  for (const Piece& seen : read.seen) place_in_form(session, seen, "", home);
}

// The forms between two lines by the words of argument 2, read when first asked for.
const std::vector<ReadForm>& forms_of(Call& call, const std::shared_ptr<const FormWords>& words, int from, int to) {
  Session& session = session_of(call);
  call.context().steps_used += static_cast<std::size_t>(session.source->line_count()) * 10;
  const auto [found, first] = session.asked.forms.try_emplace({words, from, to});
  if (first) found->second = read_grid_forms(*words, *session.source, from, to);
  return found->second;
}

std::shared_ptr<const FormWords> words_for_forms(Call& call) {
  return session_of(call).shelves->forms.get(call, 2, "自评表词汇", [](const script::Plain& plain) {
    return std::make_shared<const FormWords>(read_form_spec(plain));
  });
}

int read_forms(Call& call) {
  Session& session = session_of(call);
  const auto words = words_for_forms(call);
  const SourceText& source = *session.source;
  const int from = call.absent(3) ? 1 : static_cast<int>(call.integer(3, "起始行"));
  const int to = call.absent(4) ? source.line_count() : static_cast<int>(call.integer(4, "末行"));
  const std::vector<ReadForm>& forms = forms_of(call, words, from, to);
  DocumentFacts(words->spec(), forms).keep(session);
  script::PlainList list;
  for (const ReadForm& form : forms) {
    keep_form(session, words->spec(), form, forms);
    list.push_back({script::PlainMap{{"first_line", {static_cast<std::int64_t>(form.first_line)}},
                                     {"last_line", {static_cast<std::int64_t>(form.last_line)}},
                                     {"name", {session.document.evaluations.back().head.text("name")}},
                                     {"scope", {scope_of(form)}},
                                     {"scored", {form.total_score.has_value()}}}});
  }
  return call.give_plain({std::move(list)});
}

int find_forms(Call& call) {
  const SourceText& source = *session_of(call).source;
  const Divisions* divisions = session_of(call).divisions;
  script::PlainList list;
  const auto texts = [](const std::vector<std::string>& heads) {
    script::PlainList printed;
    for (const std::string& head : heads) printed.push_back({head});
    return script::Plain{std::move(printed)};
  };
  for (const ReadForm& form : forms_of(call, words_for_forms(call), 1, source.line_count())) {
    script::PlainMap entry{{"funds", texts(form.fund_heads)},
                           {"indicators", texts(form.indicator_heads)},
                           {"line", {static_cast<std::int64_t>(form.first_line)}},
                           {"scope", {scope_of(form)}}};
    if (form.money_unit) entry.emplace_back("money_unit", script::Plain{form.money_unit->text});
    std::vector<std::string> speaking;
    if (!session_of(call).told_unit.empty()) speaking.push_back(session_of(call).told_unit);
    for (const char* key : {"implementer", "unit", "department"}) {
      if (const FormField* fact = form.fact(key); fact != nullptr && !fact->piece.text.empty())
        speaking.push_back(fact->piece.text);
    }
    if (!speaking.empty()) entry.emplace_back("unit", script::Plain{speaking.front()});
    if (form.title) {
      entry.emplace_back("title", script::Plain{form.title->text});
      speaking.push_back(form.title->text);
    }
    const std::string& told = session_of(call).told_province;
    if (!told.empty()) entry.emplace_back("province", script::Plain{told});
    for (const std::string& text : speaking) {
      if (!told.empty()) break;
      if (const auto place = divisions == nullptr ? std::nullopt : divisions->find(text)) {
        entry.emplace_back("province", script::Plain{place->province});
        break;
      }
    }
    std::sort(entry.begin(), entry.end(), [](const auto& one, const auto& other) { return one.first < other.first; });
    list.push_back({std::move(entry)});
  }
  return call.give_plain({std::move(list)});
}

}  // namespace gouji::intake
