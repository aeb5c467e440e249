// Packs written by a test into a folder of its own.
#pragma once

#include <memory>
#include <string>

#include "engine/evaluate.hpp"
#include "packs/pack.hpp"
#include "packs/rule_book.hpp"
#include "unit/base/temp_folder.hpp"

namespace gouji::test {

// rules/<id>/… of a workbench that goes away with the object.
class MiniPacks {
 public:
  MiniPacks() { add("p"); }
  std::filesystem::path root() const { return folder_ / "rules"; }
  std::filesystem::path operator/(const std::filesystem::path& name) const { return root() / name; }

  MiniPacks& add(const std::string& id, const std::string& more = {}) {
    put(root() / id / "pack.toml",
        "id = \"" + id + "\"\nrevision = \"1\"\napi = 1\nowns = \"" + id + "\"\n" + more + "\n");
    return *this;
  }
  MiniPacks& write(const std::string& name, const std::string& text) {
    put(root() / name, text);
    return *this;
  }
  // A rule on the project's fund lines with this body (arguments f, check, e, d) on its third line.
  MiniPacks& rule(const std::string& id, const std::string& body, const std::string& header = {}) {
    const std::string pack = id.substr(0, id.find('.'));
    const std::string name = id.substr(id.rfind('.') + 1);
    return write(pack + "/rules/" + name + ".lua", "rule { id = \"" + id + "\", title = \"" + id +
                                                       "\", basis = \"测试\", on = { fund = \"*\" }, " + header +
                                                       "\nrun = function(f, check, e, d)\n" + body + "\nend }\n");
  }
  std::shared_ptr<const PackChain> load(const std::string& id) const { return load_pack(root() / id, root()); }

 private:
  TempFolder folder_;
};

// A book that owns what it needs.
class MiniBook {
 public:
  explicit MiniBook(std::shared_ptr<const PackChain> chain)
      : verbs_(make_verbs()), book_(std::move(chain), verbs_->catalogue, syntax_, {}) {}
  RuleBook& book() { return book_; }
  const Verbs& verbs() const { return *verbs_; }
  script::Syntax& syntax() { return syntax_; }
  DocumentResult run(const Document& document, const EvaluateOptions& options = {}) {
    return evaluate(document, book_, *verbs_, options);
  }

 private:
  std::unique_ptr<Verbs> verbs_;
  script::Syntax syntax_;
  RuleBook book_;
};

// A project's form with one fund line and one indicator, as printed.
struct MiniForm {
  std::string annual = "48", executed = "47.295", weight = "10", rate = "98.53%", score = "9.85";
  std::string target = "≥50个", actual = "50个";
  bool generic = false;
  std::string doubt;  // of the fund's rate

  Document document() const {
    Document document;
    document.id = "某单位-2020-self_evaluation";
    document.unit = "某单位";
    document.year = 2020;
    document.kind = "self_evaluation";
    document.money_unit = "万元";
    document.source = {"form.txt", "", "test/by_hand", generic};
    const Unit money = document.money();
    Evaluation form;
    set_field(form.head, "scope", "project", money);
    set_field(form.head, "name", "某项目", money);
    Record fund(RecordKind::fund);
    set_field(fund, "source", "年度资金总额", money);
    const auto text = [](const std::string& printed) {
      return printed.empty() ? std::nullopt : std::optional(printed);
    };
    set_field(fund, "annual", text(annual), money);
    set_field(fund, "executed", text(executed), money);
    set_field(fund, "weight", text(weight), money);
    set_field(fund, "rate", text(rate), money);
    set_field(fund, "score", text(score), money);
    if (!doubt.empty()) fund.doubtful["rate"] = doubt;
    fund.at.line = 7;
    form.funds.push_back(fund);
    Record row(RecordKind::indicator);
    set_field(row, "level3", "数量", money);
    set_field(row, "target", target, money);
    set_field(row, "actual", actual, money);
    row.at.line = 9;
    form.indicators.push_back(row);
    document.evaluations.push_back(form);
    finish(document);
    return document;
  }
};

}  // namespace gouji::test
