#include "formats/import_report.hpp"

#include "formats/import_words.hpp"
#include "formats/json_writer.hpp"

namespace gouji {
namespace {

class ReportWriter {
 public:
  ReportWriter(const ImportReport& report, bool pretty, Language language)
      : report_(report), json_(pretty), language_(language) {}

  std::string write() {
    json_.begin_object();
    json_.member("schema", kImportSchema);
    write_source();
    json_.member("document", report_.document.empty() ? std::nullopt : std::optional<std::string>(report_.document));
    list("layouts", report_.layouts, [&](const ImportLayout& layout) {
      json_.member("id", layout.id);
      json_.member("pack", layout.pack);
      json_.member("title", layout.title);
      json_.member("why", layout.why);
      json_.member("from", layout.from);
      json_.member("to", layout.to);
      if (layout.generic) json_.member("generic", true);
    });
    list("tried", report_.tried, [&](const TriedLayout& layout) {
      json_.member("id", layout.id);
      json_.member("pack", layout.pack);
      json_.member("title", layout.title);
      json_.member("score", layout.score);
      json_.member("why", layout.why);
      json_.member("asked", layout.asked);
      json_.member("chosen", layout.chosen);
    });
    write_counts();
    list("unplaced", report_.unplaced, [&](const UnplacedNumber& number) { write(number); });
    list("doubtful", report_.doubtful, [&](const DoubtfulReading& reading) { write(reading); });
    list("twice", report_.twice, [&](const TwicePlaced& number) {
      json_.member("line", number.line);
      json_.member("text", number.text);
      json_.key("as");
      json_.begin_list();
      for (const std::string& what : number.as) json_.text(what);
      json_.end_list();
      write_place(number.at);
    });
    list("worked_out", report_.worked_out, [&](const WorkedOut& figure) {
      json_.member("what", figure.what);
      json_.member("text", figure.text);
    });
    list("notes", report_.notes, [&](const ImportNote& note) {
      json_.member("text", language_ == Language::chinese ? note.chinese : note.english);
      write_place(note.at);
    });
    json_.key("seconds");
    json_.number(spelled_seconds(report_.seconds));
    json_.end_object();
    return json_.take();
  }

 private:
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, Write write) {
    json_.key(name);
    json_.begin_list();
    for (const auto& item : items) {
      json_.begin_object();
      write(item);
      json_.end_object();
    }
    json_.end_list();
  }

  void write_source() {
    json_.key("source");
    json_.begin_object();
    json_.member("file", report_.file);
    json_.member("sha256", report_.sha256);
    json_.member("bytes", static_cast<std::int64_t>(report_.bytes));
    json_.member("lines", report_.lines);
    json_.member("format", report_.format);
    json_.end_object();
  }

  void write_counts() {
    json_.key("counts");
    json_.begin_object();
    json_.member("numbers", report_.numbers);
    json_.member("placed", report_.placed);
    json_.member("unplaced", static_cast<std::int64_t>(report_.unplaced.size()));
    json_.member("doubtful", static_cast<std::int64_t>(report_.doubtful.size()));
    json_.key("by_kind");
    json_.begin_object();
    for (const NumberKindWord& kind : number_kind_words()) json_.member(kind.key, report_.kinds.*kind.count);
    json_.end_object();
    json_.member("seen", report_.seen);
    json_.key("by_target");
    json_.begin_object();
    for (const PlacedPartWord& part : placed_part_words()) json_.member(part.key, report_.parts.*part.count);
    json_.end_object();
    json_.member("doubtful_numbers", report_.doubtful_numbers);
    json_.member("twice", static_cast<std::int64_t>(report_.twice.size()));
    json_.member("worked_out", static_cast<std::int64_t>(report_.worked_out.size()));
    json_.end_object();
  }

  void write(const UnplacedNumber& number) {
    json_.member("line", number.line);
    json_.member("text", number.text);
    json_.member("kind", number.kind);
    json_.member("near", number.near);
    json_.member("reason", code_of(number.reason));
    json_.member("why", words_of(number.reason, language_));
    write_neighbour("before", number.before);
    write_neighbour("after", number.after);
    if (!number.head.empty()) json_.member("head", number.head);
    if (!number.label.empty()) json_.member("label", number.label);
    write_place(number.at);
  }

  void write_neighbour(std::string_view name, const std::optional<Neighbour>& neighbour) {
    if (!neighbour) return;
    json_.key(name);
    json_.begin_object();
    json_.member("line", neighbour->line);
    json_.member("text", neighbour->text);
    json_.member("what", neighbour->what);
    json_.end_object();
  }

  void write(const DoubtfulReading& reading) {
    json_.member("line", reading.line);
    json_.member("evaluation", reading.evaluation);
    json_.member("row", reading.row);
    json_.member("field", reading.field);
    json_.member("text", reading.text);
    json_.member("reason", reading.reason);
    json_.member("part", reading.part);
    json_.member("label", reading.label);
    write_place(reading.at);
  }

  void write_place(const Place& at) {
    if (!at.known()) return;
    json_.key("at");
    json_.begin_object();
    if (at.line != 0) json_.member("line", at.line);
    if (at.to != 0) json_.member("to", at.to);
    if (at.page != 0) json_.member("page", at.page);
    if (!at.sheet.empty()) json_.member("sheet", at.sheet);
    if (!at.cell.empty()) json_.member("cell", at.cell);
    json_.end_object();
  }

  const ImportReport& report_;
  JsonWriter json_;
  Language language_;
};

}  // namespace

std::string import_report_json(const ImportReport& report, bool pretty, Language language) {
  return ReportWriter(report, pretty, language).write();
}

}  // namespace gouji
