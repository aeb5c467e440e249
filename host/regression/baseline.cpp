#include "regression/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/json_spot.hpp"
#include "formats/json_tree.hpp"
#include "formats/json_writer.hpp"

namespace gouji {
namespace {

constexpr std::size_t kShownOfLine = 60;  // characters of a line in a message

// A member that says nothing is left out.
void member_with_text(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.member(name, text);
}

template <class Members>
std::string json_line(const Members& members) {
  JsonWriter json(false);
  json.begin_object();
  members(json);
  json.end_object();
  return json.take() + "\n";
}

std::string baseline_line(const Approval& one) {
  return json_line([&](JsonWriter& json) {
    json.member("approval", one.id());
    json.member("date", one.date);
    json.member("by", one.by);
    json.member("reason", one.reason);
    json.member("appeared", one.appeared);
    json.member("gone", one.gone);
    json.member("changed", one.changed);
    json.member("scores", one.scores);
  });
}

std::string baseline_line(const RuleFact& fact, const FactText& text) {
  return json_line([&](JsonWriter& json) {
    json.member("fact", code_of(fact.kind));
    json.member("pack", fact.pack);
    json.member("name", fact.name);
    json.member("is", text.text);
    member_with_text(json, "unit", text.unit);
  });
}

std::string baseline_line(const RecordedDocument& one) {
  return json_line([&](JsonWriter& json) {
    json.member("document", one.document);
    json.member("unit", one.unit);
    json.member("year", one.year);
    json.member("kind", one.kind);
    json.member("digest", one.digest);
    json.key("rules");
    json.begin_object();
    for (const RuleOutcomes& rule : one.by_rule) {
      json.key(rule.rule);
      json.begin_list();
      std::size_t used = kOutcomes;
      while (used > 1 && rule.outcomes.at(used - 1) == 0) --used;
      for (std::size_t i = 0; i < used; ++i) json.integer(rule.outcomes.at(i));
      json.end_list();
    }
    json.end_object();
  });
}

std::string baseline_line(const RecordedFinding& one) {
  return json_line([&](JsonWriter& json) {
    json.member("finding", one.fingerprint);
    json.member("document", one.document);
    json.member("rule", one.rule);
    json.member("outcome", code_of(one.outcome));
    json.member("severity", code_of(one.severity));
    member_with_text(json, "place", one.place);
    member_with_text(json, "printed", one.printed);
    member_with_text(json, "expected", one.expected);
    member_with_text(json, "difference", one.difference);
    member_with_text(json, "message", one.message);
    member_with_text(json, "english", one.message_english);
    if (!one.related.empty()) {
      json.key("related");
      json.begin_list();
      for (const std::string& other : one.related) json.text(other);
      json.end_list();
    }
    json.member("key", one.key);
  });
}

std::string baseline_line(const RecordedScore& one) {
  return json_line([&](JsonWriter& json) {
    json.member("score", one.fingerprint);
    json.member("document", one.document);
    member_with_text(json, "evaluation", one.evaluation);
    member_with_text(json, "printed", one.printed);
    member_with_text(json, "recomputed", one.recomputed);
    member_with_text(json, "low", one.low);
    member_with_text(json, "high", one.high);
    member_with_text(json, "grade", one.grade);
  });
}

std::optional<Outcome> outcome_from(std::string_view code) {
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    if (code_of(static_cast<Outcome>(i)) == code) return static_cast<Outcome>(i);
  }
  return std::nullopt;
}

class BaselineReader {
 public:
  BaselineReader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  Baseline read() {
    for (std::size_t begin = 0; begin < text_.size();) {
      const std::size_t end = text_.find('\n', begin);
      ++number_;
      line_ = text_.substr(begin, std::min(end, text_.size()) - begin);
      if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
      if (end == std::string_view::npos) fail("没有写完（末尾没有换行）", "it breaks off");
      begin = end + 1;
      take_line();
    }
    if (!headed_) throw no_head();
    if (closed_ && !ended_) throw cut_off();
    std::sort(baseline_.approvals.begin(), baseline_.approvals.end(), [](const Approval& a, const Approval& b) {
      return std::make_tuple(a.date, a.id()) < std::make_tuple(b.date, b.id());
    });
    sort_record(baseline_.record);
    return std::move(baseline_);
  }

 private:
  Fault no_head() const {
    return std::move(Fault("baseline.no_head", fmt::format("“{}”不是基线：没有写明 {} 的首行", file_, kBaselineSchema),
                           fmt::format("{} is no baseline: it has no line that says {}", file_, kBaselineSchema))
                         .at_line(file_, 1)
                         .hint("用 git checkout 取回原来的文件；没有，就删去它，再运行 gouji approve",
                               "get the file back from git; without one, delete it and run gouji approve"));
  }

  Fault cut_off() const {
    return std::move(Fault("baseline.cut",
                           fmt::format("基线不全：到第 {} 行为止，没有末行 {}", number_, R"({"end":true})"),
                           fmt::format("the baseline is cut off behind line {}: its last line {} is missing", number_,
                                       R"({"end":true})"))
                         .at_line(file_, number_)
                         .hint("后面的行丢了：用 git checkout 取回原来的文件；基线没有改动",
                               "the lines behind it are lost: get the file back by git checkout; nothing was changed"));
  }

  [[noreturn]] void fail(const std::string& chinese, const std::string& english) const {
    throw std::move(Fault("baseline.bad_line", fmt::format("基线的这一行读不懂：{}", chinese),
                          fmt::format("a line of the baseline cannot be read: {}", english))
                        .at_line(file_, number_)
                        .with_excerpt(text::visible(text::shorten(line_, kShownOfLine)))
                        .hint("用 git diff 看它怎样变成这样，用 git checkout 取回；基线没有改动",
                              "see by git diff how it came about, and get it back by git checkout; nothing was "
                              "changed"));
  }

  void take_line() {
    if (text::trim(line_).empty()) return;
    for (const std::string_view mark : {"<<<<<<<", "=======", ">>>>>>>", "|||||||"}) {
      if (!line_.starts_with(mark)) continue;
      throw std::move(
          Fault("baseline.conflict", "基线里还有没解决的合并冲突", "the baseline holds a conflict of a merge")
              .at_line(file_, number_)
              .with_excerpt(text::visible(text::shorten(line_, kShownOfLine)))
              .hint(
                  "两边的行都留下、删去带 <<<<<<< ======= >>>>>>> 的行；同一条有两种写法的只留一种，再运行 gouji diff",
                  "keep the lines of both sides without the marks, and of two that contradict one; then gouji diff"));
    }
    try {
      const JsonValue value = parse_json(line_, file_, number_);
      take(JsonSpot(value, file_), value);
    } catch (const Fault& fault) {
      if (fault.code().starts_with("baseline.")) throw;
      fail(fault.message(Language::chinese), fault.message(Language::english));
    }
  }

  void take(const JsonSpot& spot, const JsonValue& value) {
    if (!value.is(JsonValue::Type::object)) fail("应是 { … }", "it should be { … }");
    if (const auto schema = spot.text("schema")) {
      closed_ = closed_ || spot.boolean("closed").value_or(false);
      return take_head(*schema);
    }
    if (!headed_) throw no_head();
    if (spot.boolean("end").value_or(false)) {
      ended_ = true;
      return;
    }
    if (const auto id = spot.text("finding")) {
      if (fresh("finding " + *id)) baseline_.record.findings.push_back(finding(spot, *id));
    } else if (const auto document = spot.text("document"); document && spot.value().find("rules") != nullptr) {
      if (fresh("document " + *document)) baseline_.record.documents.push_back(read_document(spot, *document));
    } else if (const auto score = spot.text("score")) {
      if (fresh("score " + *score)) baseline_.record.scores.push_back(read_score(spot, *score));
    } else if (const auto approval = spot.text("approval")) {
      if (fresh("approval " + *approval)) baseline_.approvals.push_back(read_approval(spot));
    } else if (const auto kind = spot.text("fact")) {
      take_fact(spot, *kind);
    } else {
      fail("不是 finding、document、score、approval、fact 中的一种",
           "it is no finding, document, score, approval or fact");
    }
  }

  void take_head(const std::string& schema) {
    headed_ = true;
    if (schema == kBaselineSchema) return;
    throw std::move(
        Fault("baseline.other_version",
              fmt::format("基线是“{}”，这个程序读 {}", text::visible(schema), kBaselineSchema),
              fmt::format("the baseline is {}, this program reads {}", text::visible(schema), kBaselineSchema))
            .at_line(file_, number_)
            .hint("用写它的那个版本的 gouji，或把文件移开后重新 gouji approve；基线没有改动",
                  "use the gouji that wrote it, or move the file away and approve anew; nothing was changed"));
  }

  // False for a line that was there already, byte by byte.
  bool fresh(const std::string& what) {
    const auto [known, is_new] = seen_.try_emplace(what, number_, line_);
    if (is_new) return true;
    if (known->second.second == line_) return false;
    throw std::move(
        Fault("baseline.twice",
              fmt::format("第 {} 行和第 {} 行说的是同一条（{}），内容不同", known->second.first, number_, what),
              fmt::format("lines {} and {} contradict each other about {}", known->second.first, number_, what))
            .at_line(file_, number_)
            .with_excerpt(text::visible(text::shorten(line_, kShownOfLine)))
            .hint("多半是合并时两边都改了它：留下对的一行，删去另一行，再运行 gouji diff 核对",
                  "a merge kept both: delete the wrong one of the two lines, then look at gouji diff"));
  }

  void take_fact(const JsonSpot& spot, const std::string& code) {
    const auto kind = fact_kind_from(code);
    if (!kind) fail(fmt::format("没有“{}”这一种 fact", code), fmt::format("no fact is called {}", code));
    RuleFact fact{*kind, spot.required_text("pack"), spot.required_text("name")};
    if (fresh(fmt::format("{} {} {}", code, fact.pack, fact.name)))
      baseline_.rules[std::move(fact)] = {spot.required_text("is"), spot.text_or("unit", ""), {}};
  }

  static Approval read_approval(const JsonSpot& spot) {
    const auto count = [&](std::string_view key) { return spot.integer(key).value_or(0); };
    return {spot.required_text("date"),
            spot.text_or("by", ""),
            spot.required_text("reason"),
            count("appeared"),
            count("gone"),
            count("changed"),
            count("scores")};
  }

  RecordedDocument read_document(const JsonSpot& spot, const std::string& id) const {
    RecordedDocument one;
    one.document = id;
    one.unit = spot.text_or("unit", "");
    one.year = spot.integer("year").value_or(0);
    one.kind = spot.text_or("kind", "");
    one.digest = spot.required_text("digest");
    spot.member("rules")->each_member([&](const std::string& rule, const JsonSpot& counts) {
      RuleOutcomes outcomes{rule, {}};
      std::size_t i = 0;
      counts.each_item([&](const JsonSpot& count) {
        if (i >= kOutcomes) fail("结果的种类多了", "there are too many outcomes");
        outcomes.outcomes.at(i++) = count.as_integer();
      });
      one.by_rule.push_back(std::move(outcomes));
    });
    std::sort(one.by_rule.begin(), one.by_rule.end(),
              [](const RuleOutcomes& a, const RuleOutcomes& b) { return a.rule < b.rule; });
    return one;
  }

  RecordedFinding finding(const JsonSpot& spot, const std::string& id) const {
    RecordedFinding one;
    one.fingerprint = id;
    one.document = spot.required_text("document");
    one.rule = spot.required_text("rule");
    const auto outcome = outcome_from(spot.required_text("outcome"));
    const auto severity = severity_from(spot.required_text("severity"));
    if (!outcome || !severity) fail("没有这种 outcome 或 severity", "no such outcome or severity");
    one.outcome = *outcome;
    one.severity = *severity;
    one.place = spot.text_or("place", "");
    one.printed = spot.text_or("printed", "");
    one.expected = spot.text_or("expected", "");
    one.difference = spot.text_or("difference", "");
    one.message = spot.text_or("message", "");
    one.message_english = spot.text_or("english", "");
    one.key = spot.text_or("key", "");
    one.related = spot.texts("related");
    return one;
  }

  static RecordedScore read_score(const JsonSpot& spot, const std::string& id) {
    RecordedScore one;
    one.fingerprint = id;
    one.document = spot.required_text("document");
    one.evaluation = spot.text_or("evaluation", "");
    one.printed = spot.text_or("printed", "");
    one.recomputed = spot.text_or("recomputed", "");
    one.low = spot.text_or("low", "");
    one.high = spot.text_or("high", "");
    one.grade = spot.text_or("grade", "");
    return one;
  }

  std::string_view text_, line_;
  const std::string& file_;
  int number_ = 0;
  bool headed_ = false;
  bool closed_ = false, ended_ = false;  // a last line is promised; it is there
  std::unordered_map<std::string, std::pair<int, std::string_view>> seen_;
  Baseline baseline_;
};

}  // namespace

std::string Approval::id() const {
  return fingerprint_of({date, by, reason, std::to_string(appeared), std::to_string(gone), std::to_string(changed),
                         std::to_string(scores)});
}

std::string write_baseline(const Baseline& baseline) {
  std::string out = json_line([](JsonWriter& json) {
    json.member("schema", kBaselineSchema);
    json.member("closed", true);
  });
  std::map<std::pair<std::string, std::string>, const Approval*> approvals;
  for (const Approval& one : baseline.approvals) approvals[{one.date, one.id()}] = &one;
  for (const auto& [order, one] : approvals) out += baseline_line(*one);
  for (const auto& [fact, text] : baseline.rules) out += baseline_line(fact, text);
  ResultRecord record = baseline.record;
  sort_record(record);
  auto finding = record.findings.begin();
  auto score = record.scores.begin();
  // A document with all that was found in it: a change of one stays in one place.
  for (const RecordedDocument& document : record.documents) {
    out += baseline_line(document);
    for (; finding != record.findings.end() && finding->document <= document.document; ++finding)
      out += baseline_line(*finding);
    for (; score != record.scores.end() && score->document <= document.document; ++score) out += baseline_line(*score);
  }
  for (; finding != record.findings.end(); ++finding) out += baseline_line(*finding);
  for (; score != record.scores.end(); ++score) out += baseline_line(*score);
  // The same line whatever stands before it, so that merges keep it as it is: a file without it was cut off. How many
  // lines there are would be wrong after every merge.
  out += json_line([](JsonWriter& json) { json.member("end", true); });
  return out;
}

Baseline read_baseline(std::string_view text, const std::string& file) { return BaselineReader(text, file).read(); }

ResultRecord accept(const ResultRecord& old, const ResultRecord& fresh, const Accepted& wanted) {
  if (!wanted.rule && !wanted.document) return fresh;
  const auto rule_wanted = [&](const std::string& rule) { return !wanted.rule || wanted.rule(rule); };
  std::map<std::string, const RecordedDocument*> was, is;
  for (const RecordedDocument& one : old.documents) was[one.document] = &one;
  for (const RecordedDocument& one : fresh.documents) is[one.document] = &one;
  // Of a document that neither side knows nothing is said.
  const auto document_wanted = [&](const std::string& id) {
    const auto now = is.find(id);
    const auto then = was.find(id);
    if (now == is.end() && then == was.end()) return false;
    if (now == is.end() && wanted.rule) return false;  // only rules are accepted, no document goes
    return !wanted.document || wanted.document(now != is.end() ? *now->second : *then->second);
  };
  ResultRecord result;
  result.packs = fresh.packs;
  std::set<std::string> ids;
  for (const auto* side : {&was, &is}) {
    for (const auto& [id, document] : *side) ids.insert(id);
  }
  for (const std::string& id : ids) {
    const auto now = is.find(id);
    const auto then = was.find(id);
    const bool taken = document_wanted(id);
    if (taken && now == is.end()) continue;
    if (!taken && then == was.end()) continue;
    RecordedDocument one = taken ? *now->second : *then->second;
    if (taken && wanted.rule) {
      std::erase_if(one.by_rule, [&](const RuleOutcomes& rule) { return !wanted.rule(rule.rule); });
      if (then != was.end()) {
        for (const RuleOutcomes& rule : then->second->by_rule) {
          if (!wanted.rule(rule.rule)) one.by_rule.push_back(rule);
        }
        if (!one.by_rule.empty())
          std::sort(one.by_rule.begin(), one.by_rule.end(),
                    [](const RuleOutcomes& a, const RuleOutcomes& b) { return a.rule < b.rule; });
      }
    }
    result.documents.push_back(std::move(one));
  }
  const auto accepted = [&](const RecordedFinding& one) {
    return rule_wanted(one.rule) && document_wanted(one.document);
  };
  for (const RecordedFinding& one : old.findings) {
    if (!accepted(one)) result.findings.push_back(one);
  }
  for (const RecordedFinding& one : fresh.findings) {
    if (accepted(one)) result.findings.push_back(one);
  }
  const auto score_accepted = [&](const RecordedScore& one) { return !wanted.rule && document_wanted(one.document); };
  for (const RecordedScore& one : old.scores) {
    if (!score_accepted(one)) result.scores.push_back(one);
  }
  for (const RecordedScore& one : fresh.scores) {
    if (score_accepted(one)) result.scores.push_back(one);
  }
  sort_record(result);
  return result;
}

}  // namespace gouji
