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
constexpr std::size_t kMostShown = 10;    // of what is wrong, one by one

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

constexpr std::string_view kSumBegins = ",\"sum\":\"", kSumEnds = "\"}";
constexpr std::size_t kSumDigits = 8;

std::string sum_of(std::string_view line) { return fingerprint_of({std::string(line)}).substr(0, kSumDigits); }

// A line with the sum of what stands before it. Each has its own: two people's lines go together as they are.
template <class Members>
std::string summed_line(const Members& members) {
  std::string line = json_line(members);
  line.resize(line.size() - std::string_view("}\n").size());
  const std::string sum = sum_of(line);
  return line.append(kSumBegins).append(sum).append(kSumEnds) + "\n";
}

// As it was written, or without a sum as older ones are.
bool sum_holds(std::string_view line) {
  const std::size_t length = kSumBegins.size() + kSumDigits + kSumEnds.size();
  if (line.size() < length) return false;
  const std::string_view front = line.substr(0, line.size() - length), back = line.substr(line.size() - length);
  return back.starts_with(kSumBegins) && back.ends_with(kSumEnds) &&
         back.substr(kSumBegins.size(), kSumDigits) == sum_of(front);
}

std::string baseline_line(const Approval& one) {
  return summed_line([&](JsonWriter& json) {
    json.member("approval", one.id);
    json.member("date", one.date);
    json.member("by", one.by);
    json.member("reason", one.reason);
    json.member("appeared", one.appeared);
    json.member("gone", one.gone);
    json.member("changed", one.changed);
    json.member("scores", one.scores);
    if (one.documents > 0) json.member("documents", one.documents);
    if (one.removed.empty()) return;
    json.key("removed");
    json.begin_object();
    for (const auto& [bringer, documents] : one.removed) {
      json.key(bringer);
      json.begin_list();
      for (const std::string& document : documents) json.text(document);
      json.end_list();
    }
    json.end_object();
  });
}

std::string baseline_line(const RuleFact& fact, const FactText& text) {
  return summed_line([&](JsonWriter& json) {
    json.member("fact", code_of(fact.kind));
    json.member("pack", fact.pack);
    json.member("name", fact.name);
    json.member("is", text.text);
    member_with_text(json, "unit", text.unit);
  });
}

// The documents that there are, each on a line of its own: one that gets lost with all its results is missed. Who
// brought it counts its lines, so that this line is missed too.
std::string listed_line(const std::string& document, const std::string& bringer) {
  return summed_line([&](JsonWriter& json) {
    json.member("listed", document);
    member_with_text(json, "in", bringer);
  });
}

// How many lines of results a document has.
struct ResultLines {
  std::size_t findings = 0, scores = 0;
};

std::string baseline_line(const RecordedDocument& one, const ResultLines& lines) {
  return summed_line([&](JsonWriter& json) {
    json.member("document", one.document);
    json.member("unit", one.unit);
    json.member("year", one.year);
    json.member("kind", one.kind);
    json.member("digest", one.digest);
    json.member("findings", static_cast<std::int64_t>(lines.findings));
    json.member("scores", static_cast<std::int64_t>(lines.scores));
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
  return summed_line([&](JsonWriter& json) {
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
  return summed_line([&](JsonWriter& json) {
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
    need_no_contradiction();
    need_sums();
    need_all_lines();
    std::sort(baseline_.approvals.begin(), baseline_.approvals.end(),
              [](const Approval& a, const Approval& b) { return std::tie(a.date, a.id) < std::tie(b.date, b.id); });
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

  // The first few of a list, and how many there are.
  static std::string shown_list(const std::vector<std::string>& all, std::string_view separator,
                                std::string_view more) {
    const std::size_t shown = std::min(all.size(), kMostShown);
    std::string text =
        fmt::format("{}", fmt::join(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(shown), separator));
    if (shown < all.size()) text += more;
    return text;
  }

  void need_no_contradiction() const {
    if (twice_.empty()) return;
    std::vector<std::string> chinese, english;
    for (const Twice& one : twice_) {
      chinese.push_back(fmt::format("第 {} 行和第 {} 行（{}）", one.first, one.second, one.what));
      english.push_back(fmt::format("lines {} and {} ({})", one.first, one.second, one.what));
    }
    throw std::move(
        Fault("baseline.twice",
              fmt::format("有 {} 条各写了两次，内容不同：{}", twice_.size(), shown_list(chinese, "；", "；……")),
              fmt::format("{} results stand twice and contradict each other: {}", twice_.size(),
                          shown_list(english, "; ", "; …")))
            .at_line(file_, twice_.front().second)
            .with_excerpt(twice_.front().excerpt)
            .hint("多半是合并时两边都改了它：每一对留下对的一行，删去另一行，再运行 gouji diff 核对",
                  "a merge kept both: of each pair delete the wrong line, then look at gouji diff"));
  }

  void need_sums() const {
    if (edited_.empty()) return;
    std::vector<std::string> lines;
    for (const int line : edited_) lines.push_back(std::to_string(line));
    throw std::move(
        Fault("baseline.edited",
              fmt::format("基线有 {} 行写好以后被改过，与行末的 sum 不符：第 {} 行", edited_.size(),
                          shown_list(lines, "、", "……")),
              fmt::format("{} lines of the baseline were edited, their sums do not fit: {}", edited_.size(),
                          shown_list(lines, ", ", ", …")))
            .at_line(file_, edited_.front())
            .hint(
                "基线只由 gouji approve 写：用 git checkout 取回原来的行，要改就改规则或数据后再 approve",
                "only gouji approve writes baselines: get the lines back by git checkout; to change what is accepted, "
                "change rules or data and approve"));
  }

  // Documents of which every line is lost, and approvals that have brought some and are lost themselves.
  void add_missing_documents(std::vector<std::string>& chinese, std::vector<std::string>& english, int& line) const {
    for (const Missing& one : missing_documents(baseline_.approvals, baseline_.listed)) {
      const Approval& by = *one.approval;
      const int at = approved_.at(by.id);
      chinese.push_back(fmt::format("{} 接受的 {} 份公开文本少了 {} 份（第 {} 行，{} {}）", by.date, by.documents,
                                    one.documents, at, by.reason, by.by));
      english.push_back(fmt::format("{} of the {} documents approved on {} (line {}, {} {})", one.documents,
                                    by.documents, by.date, at, by.reason, by.by));
      if (line == 0) line = at;
    }
    std::map<std::string, std::pair<std::string, int>> bringers;  // unknown ones: the first document, and how many
    for (const auto& [document, bringer] : baseline_.listed) {
      if (bringer.empty() || approved_.contains(bringer)) continue;
      ++bringers.try_emplace(bringer, document, 0).first->second.second;
    }
    for (const auto& [bringer, documents] : bringers) {
      const int at = listed_.at(documents.first);
      chinese.push_back(fmt::format("编号 {} 的那次接受（第 {} 行的“{}”等 {} 份公开文本是它接受的）", bringer, at,
                                    documents.first, documents.second));
      english.push_back(fmt::format("the approval {} (of {} documents, {} in line {} among them)", bringer,
                                    documents.second, documents.first, at));
      if (line == 0) line = at;
    }
  }

  // More lines than a document counts come of merges; fewer are lost.
  void need_all_lines() const {
    std::vector<std::string> chinese, english;
    int line = 0;
    add_missing_documents(chinese, english, line);
    for (const auto& [document, at] : listed_) {
      if (seen_.contains("document " + document)) continue;
      chinese.push_back(fmt::format("“{}”整份（第 {} 行列有它）", document, at));
      english.push_back(fmt::format("all of {} (listed in line {})", document, at));
      if (line == 0) line = at;
    }
    for (const auto& [document, wanted] : counted_) {
      const auto found = lines_.find(document);
      const ResultLines have = found == lines_.end() ? ResultLines{} : found->second;
      if (have.findings >= wanted.lines.findings && have.scores >= wanted.lines.scores) continue;
      const std::size_t of = wanted.lines.findings + wanted.lines.scores;
      const std::size_t lost =
          of - std::min(have.findings, wanted.lines.findings) - std::min(have.scores, wanted.lines.scores);
      chinese.push_back(fmt::format("“{}”的 {} 条（第 {} 行记有 {} 条）", document, lost, wanted.line, of));
      english.push_back(fmt::format("{} results of {} (line {} counts {})", lost, document, wanted.line, of));
      if (line == 0) line = wanted.line;
    }
    if (chinese.empty()) return;
    throw std::move(
        Fault("baseline.lost",
              fmt::format("基线里丢了行：{}", shown_list(chinese, "；", fmt::format("；等 {} 处", chinese.size()))),
              fmt::format("lines of the baseline are lost: {}",
                          shown_list(english, "; ", fmt::format("; {} in all", english.size()))))
            .at_line(file_, line)
            .hint(
                "用 git diff（提交过的用 git log -p）看丢了哪些，用 git checkout 取回；合并时丢的，两边的行都留下；真的"
                "不要了的公开文本，先取回，再从数据里删去、gouji approve；基线没有改动",
                "see by git diff (git log -p once committed) which they are and get them back by git checkout; after "
                "a merge keep the lines of both sides; documents that are to go are got back first, then taken out "
                "of the data and approved; nothing was changed"));
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
    if (value.find("sum") != nullptr && !sum_holds(line_)) edited_.push_back(number_);
    if (const auto id = spot.text("finding")) {
      if (!fresh("finding " + *id)) return;
      baseline_.record.findings.push_back(finding(spot, *id));
      ++lines_[baseline_.record.findings.back().document].findings;
    } else if (const auto document = spot.text("document"); document && spot.value().find("rules") != nullptr) {
      if (!fresh("document " + *document)) return;
      baseline_.record.documents.push_back(read_document(spot, *document));
      const auto count = [&](std::string_view key) {
        return static_cast<std::size_t>(std::max(0, spot.integer(key).value_or(0)));
      };
      counted_[*document] = {number_, {count("findings"), count("scores")}};
    } else if (const auto score = spot.text("score")) {
      if (!fresh("score " + *score)) return;
      baseline_.record.scores.push_back(read_score(spot, *score));
      ++lines_[baseline_.record.scores.back().document].scores;
    } else if (const auto listed = spot.text("listed")) {
      listed_.emplace(*listed, number_);
      baseline_.listed.emplace(*listed, spot.text_or("in", ""));
    } else if (const auto approval = spot.text("approval")) {
      if (!fresh("approval " + *approval)) return;
      baseline_.approvals.push_back(read_approval(spot, *approval));
      approved_.emplace(*approval, number_);
    } else if (const auto kind = spot.text("fact")) {
      take_fact(spot, *kind);
    } else {
      fail("不是 finding、document、score、approval、fact、listed 中的一种",
           "it is no finding, document, score, approval, fact or list entry");
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

  // False for a line that was there already, byte by byte or with other words, which is noted.
  bool fresh(const std::string& what) {
    const auto [known, is_new] = seen_.try_emplace(what, number_, line_);
    if (is_new) return true;
    if (known->second.second == line_) return false;
    twice_.push_back({known->second.first, number_, what, text::visible(text::shorten(line_, kShownOfLine))});
    return false;
  }

  void take_fact(const JsonSpot& spot, const std::string& code) {
    const auto kind = fact_kind_from(code);
    if (!kind) fail(fmt::format("没有“{}”这一种 fact", code), fmt::format("no fact is called {}", code));
    RuleFact fact{*kind, spot.required_text("pack"), spot.required_text("name")};
    if (fresh(fmt::format("{} {} {}", code, fact.pack, fact.name)))
      baseline_.rules[std::move(fact)] = {spot.required_text("is"), spot.text_or("unit", ""), {}};
  }

  static Approval read_approval(const JsonSpot& spot, const std::string& id) {
    const auto count = [&](std::string_view key) { return spot.integer(key).value_or(0); };
    Approval one;
    one.id = id;
    one.date = spot.required_text("date");
    one.by = spot.text_or("by", "");
    one.reason = spot.required_text("reason");
    one.appeared = count("appeared");
    one.gone = count("gone");
    one.changed = count("changed");
    one.scores = count("scores");
    one.documents = count("documents");
    if (const auto removed = spot.member("removed")) {
      removed->each_member([&](const std::string& bringer, const JsonSpot& documents) {
        documents.each_item([&](const JsonSpot& document) { one.removed[bringer].push_back(document.as_text()); });
      });
    }
    return one;
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
  struct Twice {
    int first = 0, second = 0;
    std::string what, excerpt;
  };
  std::vector<Twice> twice_;
  std::vector<int> edited_;  // lines whose sum does not fit
  struct Counted {
    int line = 0;
    ResultLines lines;
  };
  std::map<std::string, int> listed_;         // documents that there must be, with the line that says so
  std::map<std::string, int> approved_;       // approvals by id, with their line
  std::map<std::string, Counted> counted_;    // what each document's line counts
  std::map<std::string, ResultLines> lines_;  // what there is
  Baseline baseline_;
};

}  // namespace

namespace {

// How many lines of the document come from here on; equal ones are read as one.
template <class Each>
std::size_t lines_of(Each from, Each end, const std::string& document) {
  std::set<std::string_view> ids;
  for (; from != end && from->document <= document; ++from) {
    if (from->document == document) ids.insert(from->fingerprint);
  }
  return ids.size();
}

}  // namespace

std::string write_baseline(const Baseline& baseline) {
  std::string out = json_line([](JsonWriter& json) {
    json.member("schema", kBaselineSchema);
    json.member("closed", true);
  });
  std::map<std::pair<std::string, std::string>, const Approval*> approvals;
  for (const Approval& one : baseline.approvals) approvals[{one.date, one.id}] = &one;
  for (const auto& [order, one] : approvals) out += baseline_line(*one);
  for (const auto& [fact, text] : baseline.rules) out += baseline_line(fact, text);
  ResultRecord record = baseline.record;
  sort_record(record);
  auto finding = record.findings.begin();
  auto score = record.scores.begin();
  Listed listed = baseline.listed;
  std::set<std::string> there;
  for (const RecordedDocument& one : record.documents) {
    there.insert(one.document);
    const auto known = listed.lower_bound({one.document, ""});
    if (known == listed.end() || known->first != one.document) listed.emplace(one.document, "");
  }
  for (const auto& [document, bringer] : listed) {
    if (there.contains(document)) out += listed_line(document, bringer);
  }
  // A document with all that was found in it: a change of one stays in one place.
  for (const RecordedDocument& document : record.documents) {
    out += baseline_line(document, {lines_of(finding, record.findings.end(), document.document),
                                    lines_of(score, record.scores.end(), document.document)});
    for (; finding != record.findings.end() && finding->document <= document.document; ++finding)
      out += baseline_line(*finding);
    for (; score != record.scores.end() && score->document <= document.document; ++score) out += baseline_line(*score);
  }
  for (; finding != record.findings.end(); ++finding) out += baseline_line(*finding);
  for (; score != record.scores.end(); ++score) out += baseline_line(*score);
  // The same line whatever stands before it, so that merges keep it as it is: a file without it was cut off. How many
  // lines the file has would be wrong after every merge; a document counts its own (0015).
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
