// gouji.diff.v1: the change report for programs.
#include "formats/clean_text.hpp"
#include "formats/json_writer.hpp"
#include "report/change_report.hpp"
#include "report/json_parts.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::string_view kDiffSchema = "gouji.diff.v1";

std::string_view change_code(ChangeCause::Kind kind) {
  switch (kind) {
    case ChangeCause::Kind::edit: return "edit";
    case ChangeCause::Kind::any_of: return "any_of";
    case ChangeCause::Kind::joint: return "joint";
    case ChangeCause::Kind::one_of: return "one_of";
    case ChangeCause::Kind::data: return "data";
    case ChangeCause::Kind::unknown: break;
  }
  return "unknown";
}

std::string_view data_code(ChangeCause::Data data) {
  switch (data) {
    case ChangeCause::Data::fresh: return "new";
    case ChangeCause::Data::gone: return "gone";
    case ChangeCause::Data::figures: break;
  }
  return "changed";
}

std::string_view change_code(FindingChange::Kind kind) {
  switch (kind) {
    case FindingChange::Kind::appeared: return "appeared";
    case FindingChange::Kind::gone: return "gone";
    case FindingChange::Kind::changed: break;
  }
  return "changed";
}

class DiffWriter {
 public:
  DiffWriter(const ChangeReport& report, const ReportOptions& options)
      : report_(report), language_(options.language), json_(true) {}

  std::string write() {
    json_.begin_object();
    json_.member("schema", kDiffSchema);
    side("from", report_.from);
    side("to", report_.to);
    if (report_.trial_year != 0) json_.member("trial_year", report_.trial_year);
    summary();
    json_.member("attribution", report_.edits_known ? (report_.tried ? "full" : "limited") : "none");
    edits();
    notices();
    units();
    rules();
    findings();
    scores();
    json_.end_object();
    return json_.take() + "\n";
  }

 private:
  void side(std::string_view name, const ChangeSideWords& side) {
    json_.key(name);
    json_.begin_object();
    json_.member("kind", side.kind);
    if (!side.given.empty()) json_.member("given", clean_text(side.given));
    json_.member("documents", side.documents);
    json_.member("faults", side.faults);
    json_.end_object();
  }

  void counts(const StandingCounts& counts) {
    const auto known = [&](std::string_view name, int count) {
      json_.key(name);
      if (report_.counted)
        json_.integer(count);
      else
        json_.null();
    };
    known("still_satisfied", counts.still_satisfied);
    known("new_satisfied", counts.new_satisfied);
    known("gone_satisfied", counts.gone_satisfied);
    json_.member("still_violated", counts.still_violated);
    json_.member("new_violated", counts.new_violated);
    json_.member("gone_violated", counts.gone_violated);
    json_.member("still_unverifiable", counts.still_unverifiable);
    json_.member("new_unverifiable", counts.new_unverifiable);
    json_.member("gone_unverifiable", counts.gone_unverifiable);
    json_.member("still_faults", counts.still_faults);
    json_.member("new_faults", counts.new_faults);
    json_.member("gone_faults", counts.gone_faults);
  }

  void texts(std::string_view name, const std::vector<std::string>& list) {
    json_.key(name);
    json_.begin_list();
    for (const std::string& one : list) json_.text(clean_text(one));
    json_.end_list();
  }

  void summary() {
    const ChangeSums sums = sums_of(report_);
    json_.key("summary");
    json_.begin_object();
    counts(report_.change->total);
    json_.member("findings_appeared", sums.appeared);
    json_.member("findings_gone", sums.gone);
    json_.member("findings_changed", sums.changed);
    json_.member("scores_moved", sums.scores);
    json_.member("grades_changed", sums.grades);
    json_.member("ranks_moved", sums.ranks);
    texts("documents_new", report_.change->documents_new);
    texts("documents_gone", report_.change->documents_gone);
    texts("documents_changed", report_.change->documents_changed);
    json_.end_object();
  }

  void edits() {
    const ChangeSums sums = sums_of(report_);
    json_.key("edits");
    json_.begin_list();
    for (std::size_t i = 0; i < report_.edits.size(); ++i) {
      const RuleEdit& edit = report_.edits[i];
      json_.begin_object();
      json_.member("number", static_cast<int>(i) + 1);
      json_.member("kind", gouji::code_of(edit.fact.kind));
      json_.member("pack", clean_text(edit.fact.pack));
      json_.member("name", clean_text(edit.fact.name));
      text_member(json_, "before", edit.before);
      text_member(json_, "after", edit.after);
      if (!edit.unit.empty()) json_.member("unit", clean_text(edit.unit));
      if (!edit.at.empty()) json_.member("at", clean_text(to_text(edit.at)));
      json_.member("results", sums.by_edit[i]);
      json_.end_object();
    }
    json_.end_list();
  }

  void notices() {
    json_.key("notices");
    json_.begin_list();
    for (const ChangeNotice& one : report_.notices) {
      json_.begin_object();
      json_.member("code", one.code);
      if (one.edit != 0) json_.member("edit", one.edit);
      json_.member("text", clean_text(language_ == Language::english ? one.text.english : one.text.chinese));
      json_.end_object();
    }
    json_.end_list();
  }

  void units() {
    json_.key("units");
    json_.begin_list();
    for (const auto& [unit, ids] : report_.change->by_unit) {
      json_.begin_object();
      json_.member("unit", clean_text(unit));
      texts("appeared", {ids.first.begin(), ids.first.end()});
      texts("gone", {ids.second.begin(), ids.second.end()});
      json_.end_object();
    }
    json_.end_list();
  }

  void rules() {
    json_.key("rules");
    json_.begin_list();
    for (const auto& [rule, counted] : report_.change->by_rule) {
      const int moved = counted.new_satisfied + counted.new_violated + counted.new_unverifiable + counted.new_faults +
                        counted.gone_satisfied + counted.gone_violated + counted.gone_unverifiable +
                        counted.gone_faults;
      if (moved == 0) continue;
      json_.begin_object();
      json_.member("rule", clean_text(rule));
      counts(counted);
      json_.end_object();
    }
    json_.end_list();
  }

  void cause(const std::vector<ChangeCause>& causes, std::size_t i) {
    if (i >= causes.size()) return;
    json_.key("cause");
    json_.begin_object();
    json_.member("kind", change_code(causes[i].kind));
    json_.key("edits");
    json_.begin_list();
    for (const std::size_t one : causes[i].edits) json_.integer(static_cast<std::int64_t>(one) + 1);
    json_.end_list();
    if (causes[i].figures) {
      json_.member("figures", true);
      json_.member("data", data_code(causes[i].data));
    }
    if (!causes[i].other.empty()) json_.member("document", clean_text(causes[i].other));
    json_.end_object();
  }

  void finding_side(std::string_view name, const RecordedFinding* finding) {
    json_.key(name);
    if (finding == nullptr) return json_.null();
    json_.begin_object();
    json_.member("outcome", gouji::code_of(finding->outcome));
    json_.member("severity", gouji::code_of(finding->severity));
    text_member(json_, "printed", finding->printed);
    text_member(json_, "expected", finding->expected);
    text_member(json_, "difference", finding->difference);
    message_member(json_, "message", message_of(*finding, language_));
    json_.end_object();
  }

  void findings() {
    json_.key("findings");
    json_.begin_list();
    for (std::size_t i = 0; i < report_.change->findings.size(); ++i) {
      const FindingChange& change = report_.change->findings[i];
      const RecordedFinding& finding = change.either();
      json_.begin_object();
      json_.member("change", change_code(change.kind));
      json_.member("fingerprint", finding.fingerprint);
      json_.member("rule", clean_text(finding.rule));
      json_.member("document", clean_text(finding.document));
      text_member(json_, "place", finding.place);
      finding_side("before", change.before);
      finding_side("after", change.after);
      cause(report_.findings, i);
      json_.end_object();
    }
    json_.end_list();
  }

  void score_side(std::string_view name, const RecordedScore* score, int rank) {
    json_.key(name);
    if (score == nullptr) return json_.null();
    json_.begin_object();
    text_member(json_, "recomputed", score->recomputed);
    text_member(json_, "low", score->low);
    text_member(json_, "high", score->high);
    text_member(json_, "grade", score->grade);
    if (rank != 0) json_.member("rank", rank);
    json_.end_object();
  }

  void scores() {
    json_.key("scores");
    json_.begin_list();
    for (std::size_t i = 0; i < report_.change->scores.size(); ++i) {
      const ScoreChange& change = report_.change->scores[i];
      json_.begin_object();
      json_.member("fingerprint", change.either().fingerprint);
      json_.member("document", clean_text(change.either().document));
      text_member(json_, "evaluation", change.either().evaluation);
      score_side("before", change.before, change.rank_before);
      score_side("after", change.after, change.rank_after);
      cause(report_.scores, i);
      json_.end_object();
    }
    json_.end_list();
  }

  const ChangeReport& report_;
  Language language_;
  JsonWriter json_;
};

}  // namespace

std::string change_json(const ChangeReport& report, const ReportOptions& options) {
  return DiffWriter(report, options).write();
}

}  // namespace gouji::report
