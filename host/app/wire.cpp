#include "app/wire.hpp"

#include <array>
#include <cstring>
#include <stdexcept>

#include "formats/json_disclosure.hpp"

namespace gouji::app {
namespace {

// One description of each structure serves both directions. The structured bindings make a field that is added to a
// structure and forgotten here an error of the compiler.

class Writer {
 public:
  template <class... Parts>
  void operator()(const Parts&... parts) {
    (put(parts), ...);
  }
  std::string take() { return std::move(out_); }

  void put(const std::string& text) {
    number(text.size());
    out_ += text;
  }
  void put(bool flag) { number(flag ? 1 : 0); }
  void put(int value) { number(static_cast<std::uint32_t>(value)); }
  void put(std::uint64_t value) { number(value); }
  void put(const Exact& value) {
    for (const Int128 part : {value.numerator(), value.denominator()}) {
      number(static_cast<std::uint64_t>(part >> 64U));
      number(static_cast<std::uint64_t>(part));
    }
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(Enum value) { number(static_cast<std::uint64_t>(value)); }
  template <class Item>
  void put(const std::optional<Item>& item) {
    put(item.has_value());
    if (item) put(*item);
  }
  template <class Item>
  void put(const std::vector<Item>& items) {
    number(items.size());
    for (const Item& item : items) put(item);
  }
  template <class Item, std::size_t size>
  void put(const std::array<Item, size>& items) {
    for (const Item item : items) put(item);
  }
  template <class Structure>
  requires(std::is_class_v<Structure>&& requires(Writer& io, Structure& structure) {
    fields(io, structure);
  }) void put(const Structure& structure) {
    fields(*this,
           const_cast<Structure&>(structure));  // NOLINT(cppcoreguidelines-pro-type-const-cast): a writer only reads
  }

 private:
  void number(std::uint64_t value) {
    std::array<char, sizeof value> raw{};
    std::memcpy(raw.data(), &value, sizeof value);
    out_.append(raw.data(), raw.size());
  }
  std::string out_;
};

class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  template <class... Parts>
  void operator()(Parts&... parts) {
    (put(parts), ...);
  }
  void put(std::string& text) { text = bytes(number()); }
  void put(bool& flag) { flag = number() != 0; }
  void put(int& value) { value = static_cast<int>(static_cast<std::uint32_t>(number())); }
  void put(std::uint64_t& value) { value = number(); }
  void put(Exact& value) {
    const auto part = [this] {
      const auto high = static_cast<std::int64_t>(number());
      return (static_cast<Int128>(high) << 64U) | static_cast<Int128>(number());
    };
    const Int128 numerator = part(), denominator = part();
    value = Exact::fraction(numerator, denominator);
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(Enum& value) { value = static_cast<Enum>(number()); }
  template <class Item>
  void put(std::optional<Item>& item) {
    if (number() == 0) return item.reset();
    put(item.emplace());
  }
  template <class Item>
  void put(std::vector<Item>& items) {
    const std::uint64_t count = number();
    items.clear();
    for (std::uint64_t i = 0; i < count; ++i) put(items.emplace_back());
  }
  template <class Item, std::size_t size>
  void put(std::array<Item, size>& items) {
    for (Item& item : items) put(item);
  }
  template <class Structure>
  requires(std::is_class_v<Structure>&& requires(Reader& io, Structure& structure) {
    fields(io, structure);
  }) void put(Structure& structure) {
    fields(*this, structure);
  }

 private:
  std::string_view bytes(std::uint64_t count) {
    if (count > in_.size()) throw std::runtime_error("a worker's reply is broken");
    const std::string_view front = in_.substr(0, count);
    in_.remove_prefix(count);
    return front;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    std::memcpy(&value, bytes(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view in_;
};

// A Fault has no fields of its own to be set: its parts travel in this.
struct PlainFault {
  std::string code, chinese, english, hint_chinese, hint_english, excerpt, file;
  int line = 0, column = 0;
};

struct PlainCase {
  std::string pack, rule, name, file;
  int line = 0, column = 0;
  CaseStatus status = CaseStatus::pass;
  std::vector<std::string> tags, clauses;
  std::string expected, got, terms;
  std::optional<PlainFault> fault;
};

struct PlainList {
  std::string pack;
  RuleIds ids;
};

template <class Io>
void fields(Io& io, Place& place) {
  auto& [line, to, page, sheet, cell] = place;
  io(line, to, page, sheet, cell);
}

template <class Io>
void fields(Io& io, Operand& operand) {
  auto& [name, printed, value, at, document] = operand;
  io(name, printed, value, at, document);
}

template <class Io>
void fields(Io& io, Related& related) {
  auto& [document, file, name, printed, at] = related;
  io(document, file, name, printed, at);
}

template <class Io>
void fields(Io& io, GroupRecord& record) {
  auto& [rule, key, pack, own, sequence, place, folder, order, excerpt] = record;
  io(rule, key, pack, own, sequence, place, folder, order, excerpt);
}

template <class Io>
void fields(Io& io, ScriptPlace& place) {
  auto& [file, line, limit, excerpt] = place;
  io(file, line, limit, excerpt);
}

template <class Io>
void fields(Io& io, ParameterUse& use) {
  auto& [name, value, unit, basis, file, line, chain] = use;
  io(name, value, unit, basis, file, line, chain);
}

template <class Io>
void fields(Io& io, Deducted& deducted) {
  auto& [group, points] = deducted;
  io(group, points);
}

template <class Io>
void fields(Io& io, Cause& cause) {
  auto& [kind, text, text_english, row, column, figure, at, chance, lines, repairs, breaks] = cause;
  io(kind, text, text_english, row, column, figure, at, chance, lines, repairs, breaks);
}

template <class Io>
void fields(Io& io, Finding& finding) {
  auto& [fingerprint, key, rule, title, pack, outcome, severity, kind, case_name, document, evaluation,
         evaluation_number, table, row, column, file, at, printed, expected, difference, operands, title_english,
         remedy_english, message, message_english, formula, formula_figures, basis, remedy, parameters, parameter_uses,
         doubtful, deducted, script, cause, cause_english, causes, unit, year, subject, handling, related] = finding;
  io(fingerprint, key, rule, title, pack, outcome, severity, kind, case_name, document, evaluation, evaluation_number,
     table, row, column, file, at, printed, expected, difference, operands, title_english, remedy_english, message,
     message_english, formula, formula_figures, basis, remedy, parameters, parameter_uses, doubtful, deducted, script,
     cause, cause_english, causes, unit, year, subject, related);  // what people decided is put to it by the parent
}

template <class Io>
void fields(Io& io, ScoreLine& line) {
  auto& [item, weight, printed, recomputed, formula, group, judged] = line;
  io(item, weight, printed, recomputed, formula, group, judged);
}

template <class Io>
void fields(Io& io, Score& score) {
  auto& [fingerprint, key, document, pack, unit, evaluation, evaluation_number, printed, recomputed, low, high,
         difference, grade, grade_could_flip, reviewed, why, lines, parameter_uses] = score;
  io(fingerprint, key, document, pack, unit, evaluation, evaluation_number, printed, recomputed, low, high, difference,
     grade, grade_could_flip, reviewed, why, lines, parameter_uses);
}

template <class Io>
void fields(Io& io, RuleOutcomes& one) {
  auto& [rule, outcomes] = one;
  io(rule, outcomes);
}

template <class Io>
void fields(Io& io, DocumentResult& result) {
  // Traces point into the document and stay in the process that made them, with what they point into.
  auto& [findings, scores, held, outcomes, checks, checked, explained_away, rows, by_rule, traces, excerpts] = result;
  static_cast<void>(traces);
  static_cast<void>(excerpts);
  io(findings, scores, held, outcomes, checks, checked, explained_away, rows, by_rule);
}

template <class Io>
void fields(Io& io, NumberRest& rest) {
  auto& [parameter, use, unit, span] = rest;
  auto& [always, told, has_low, has_high, low, high] = span;
  io(parameter, use, unit, always, told, has_low, has_high, low, high);
}

template <class Io>
void fields(Io& io, DocumentOutcome::Part& part) {
  auto& [pack, result, rests] = part;
  io(pack, result, rests);
}

template <class Io>
void fields(Io& io, DocumentOutcome::Gap& gap) {
  auto& [pack, chinese, english] = gap;
  io(pack, chinese, english);
}

template <class Io>
void fields(Io& io, DocumentOutcome& outcome) {
  auto& [document, unit, kind, year, folder, gaps, digest, parts, collected, bystander, place] = outcome;
  io(document, unit, kind, year, folder, gaps, digest, parts, collected, bystander, place);
}

template <class Io>
void fields(Io& io, PlainFault& fault) {
  auto& [code, chinese, english, hint_chinese, hint_english, excerpt, file, line, column] = fault;
  io(code, chinese, english, hint_chinese, hint_english, excerpt, file, line, column);
}

template <class Io>
void fields(Io& io, PlainCase& one) {
  auto& [pack, rule, name, file, line, column, status, tags, clauses, expected, got, terms, fault] = one;
  io(pack, rule, name, file, line, column, status, tags, clauses, expected, got, terms, fault);
}

template <class Io>
void fields(Io& io, RuleIds& ids) {
  auto& [wanted, scorings, all] = ids;
  io(wanted, scorings, all);
}

template <class Io>
void fields(Io& io, PlainList& list) {
  auto& [pack, ids] = list;
  io(pack, ids);
}

template <class Io>
void fields(Io& io, LeanCounts& counts) {
  auto& [pack, documents, checks, outcomes] = counts;
  io(pack, documents, checks, outcomes);
}

template <class Io>
void fields(Io& io, LeanLine& line) {
  auto& [text, number, offset, ended, reply] = line;
  io(text, number, offset, ended, reply);
}

template <class Io>
void fields(Io& io, LeanBlock& block) {
  auto& [lines, too_long, passed, digests, left] = block;
  io(lines, too_long, passed, digests, left);
}

template <class Io>
void fields(Io& io, Cost& cost) {
  auto& [nanoseconds, calls, checks, reads, bytes, counted, steps] = cost;
  io(nanoseconds, calls, checks, reads, bytes, counted, steps);
}

template <class Io>
void fields(Io& io, RuleCost& one) {
  auto& [pack, kind, rule, subject, scoring, cost, findings] = one;
  io(pack, kind, rule, subject, scoring, cost, findings);
}

template <class Io>
void fields(Io& io, KindCost& one) {
  auto& [pack, kind, documents, evaluating, causes, collecting] = one;
  io(pack, kind, documents, evaluating, causes, collecting);
}

template <class Io>
void fields(Io& io, Profile& profile) {
  auto& [phases, kinds, rules, processor, processes] = profile;
  io(phases, kinds, rules, processor, processes);
}

// Of a Reply, with those parts of it that travel in another form.
template <class Io, class AnyReply, class Problems, class Listed>
void reply_fields(Io& io, AnyReply& reply, Problems& problems, Listed& listed) {
  io(problems, reply.outcomes, reply.group_of, listed, reply.block, reply.profile);
}

PlainFault plain(const Fault& fault) {
  return {fault.code(),
          fault.message(Language::chinese),
          fault.message(Language::english),
          fault.hint(Language::chinese),
          fault.hint(Language::english),
          fault.excerpt(),
          fault.location().file,
          fault.location().line,
          fault.location().column};
}

Fault fault_of(const PlainFault& plain) {
  Fault fault(plain.code, plain.chinese, plain.english);
  fault.at_line(plain.file, plain.line, plain.column)
      .with_excerpt(plain.excerpt)
      .hint(plain.hint_chinese, plain.hint_english);
  return fault;
}

}  // namespace

std::string packed(const TestReply& reply) {
  std::vector<PlainCase> cases;
  for (const CaseResult& one : reply.cases.results) {
    cases.push_back({one.pack,
                     one.rule,
                     one.name,
                     one.at.file,
                     one.at.line,
                     one.at.column,
                     one.status,
                     one.tags,
                     one.clauses,
                     one.expected,
                     one.got,
                     one.terms,
                     {}});
    if (one.fault) cases.back().fault = plain(*one.fault);
  }
  Writer io;
  io(reply.pack, cases, reply.cases.without_cases, reply.names, reply.tags);
  return io.take();
}

TestReply unpacked_test(const std::string& bytes) {
  Reader io(bytes);
  std::vector<PlainCase> cases;
  TestReply reply;
  io(reply.pack, cases, reply.cases.without_cases, reply.names, reply.tags);
  for (const PlainCase& one : cases) {
    CaseResult& result = reply.cases.results.emplace_back();
    result = {one.pack,   one.rule,  one.name,    {one.file, one.line, one.column},
              one.status, one.tags,  one.clauses, one.expected,
              one.got,    one.terms, {}};
    if (one.fault) result.fault = std::make_shared<Fault>(fault_of(*one.fault));
  }
  return reply;
}

std::string packed(const Fault& fault) {
  Writer io;
  io(plain(fault));
  return io.take();
}

Fault unpacked_fault(const std::string& bytes) {
  Reader io(bytes);
  PlainFault fault;
  io(fault);
  return fault_of(fault);
}

std::string packed(const Job& job) {
  Writer io;
  io(job.item.path.string(), job.item.form, job.line, job.number, job.offset, job.ended, job.way, job.group, job.list,
     job.measured, job.block, job.until);
  return io.take();
}

Job unpacked_job(const std::string& bytes) {
  Reader io(bytes);
  Job job;
  std::string path;
  io(path, job.item.form, job.line, job.number, job.offset, job.ended, job.way, job.group, job.list, job.measured,
     job.block, job.until);
  job.item.path = path;
  return job;
}

std::string packed(const Reply& reply) {
  std::vector<PlainFault> problems;
  for (const Fault& fault : reply.problems) problems.push_back(plain(fault));
  std::vector<PlainList> listed;
  for (const auto& [pack, ids] : reply.listed) listed.push_back({pack, ids});
  Writer io;
  reply_fields(io, reply, problems, listed);
  return io.take();
}

Reply unpacked_reply(const std::string& bytes) {
  Reader io(bytes);
  Reply reply;
  std::vector<PlainFault> problems;
  std::vector<PlainList> listed;
  reply_fields(io, reply, problems, listed);
  for (const PlainFault& one : problems) reply.problems.push_back(fault_of(one));
  for (PlainList& one : listed) reply.listed.emplace(one.pack, std::move(one.ids));
  return reply;
}

std::string packed(const GroupRecord& record) {
  Writer io;
  io(record);
  return io.take();
}

GroupRecord unpacked_record(const std::string& bytes) {
  Reader io(bytes);
  GroupRecord record;
  io(record);
  return record;
}

std::string packed(const ImportReply& reply) {
  std::vector<PlainFault> problems;
  for (const Fault& fault : reply.problems) problems.push_back(plain(fault));
  Writer io;
  io(problems, reply.document ? write_disclosure(*reply.document, false) : std::string(), reply.told, reply.placed,
     reply.unplaced, reply.doubtful);
  return io.take();
}

ImportReply unpacked_import(const std::string& bytes) {
  Reader io(bytes);
  std::vector<PlainFault> problems;
  std::string document;
  ImportReply reply;
  io(problems, document, reply.told, reply.placed, reply.unplaced, reply.doubtful);
  for (const PlainFault& one : problems) reply.problems.push_back(fault_of(one));
  if (!document.empty()) reply.document = read_disclosure(document, "worker");
  return reply;
}

}  // namespace gouji::app
