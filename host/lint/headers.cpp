// What a rule's header says: its id and its file, its kind and severity, its basis; keys written twice.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "lint/header_order.hpp"
#include "lint/pack_view.hpp"

namespace gouji::lint {
namespace {

void doubled_keys(const Script& script, Findings& findings) {
  each_node(*script.tree, [&](const Node& node) {
    if (!node.is("Table")) return;
    std::set<std::string> seen;
    for (const Node& pair : node.parts) {
      if (!pair.is("Pair") || !pair.parts.at(0).is("String") || seen.insert(pair.parts[0].text).second) continue;
      const std::string& key = pair.parts[0].text;
      findings.add("lint.doubled_key", script.at(pair),
                   {fmt::format("“{}”在这张表里写了两次，前一个不起作用", key),
                    fmt::format("{} stands twice in this table: the first one is lost", key)},
                   {"留下要的一个", "keep the one that is meant"});
    }
  });
}

void id_and_file(const Script& script, const Rule& rule, Findings& findings) {
  const std::string stem = script.file->path.stem().string();
  const std::string last = rule.id.substr(rule.id.rfind('.') + 1);
  if (stem == last) return;
  findings.add("lint.id_not_file", {rule.file, &script.file->source, rule.line, 0},
               {fmt::format("编号“{}”的最后一段与文件名“{}”不同", rule.id, stem),
                fmt::format("the id {} does not end in the file's name {}", rule.id, stem)},
               {fmt::format("文件改名为 {}.lua（用例一起改），或改编号；已经发布的编号不要改", last),
                fmt::format("call the file {}.lua (and its cases), or change the id unless it is published", last)});
}

void kind_and_severity(const Script& script, const Rule& rule, const Node& header, Findings& findings) {
  const Node* severity = field_of(header, "severity");
  if (severity == nullptr) return;
  const bool proves = rule.kind == "基本平衡" || rule.kind == "逻辑性";
  const bool accuses = rule.severity == Severity::error || rule.severity == Severity::warning;
  if (proves || !accuses) return;
  findings.add("lint.kind_against_severity", script.at(*severity),
               {fmt::format("公式类型是{}，严重程度却是 {}：可能有理由的不能算错", rule.kind, severity->text),
                fmt::format("a rule of the kind “{}” has the severity {}: what may have reasons is no error", rule.kind,
                            severity->text)},
               {"改成 verify 或 note；确实能证明的，写 kind = \"逻辑性\"",
                "use verify or note; where it is proved, write kind = \"逻辑性\""});
}

// A basis is a clause: a mark, a single word or the title again is none.
bool says_nothing(const std::string& basis, const std::string& title) {
  const std::u32string letters = text::decode(basis);
  const auto count =
      std::count_if(letters.begin(), letters.end(), [](char32_t c) { return text::is_han(c) || text::is_latin(c); });
  return count < 2 || text::label_form(basis) == text::label_form(title);
}

void basis(const Spot& spot, const std::string& text, const std::string& title, Findings& findings) {
  if (!says_nothing(text, title)) return;
  findings.add(
      "lint.missing_basis", spot,
      {fmt::format("依据“{}”没有内容", text), fmt::format("the basis “{}” says nothing", text)},
      {"写明条文、文号或表注；没有核实的写“待核”", "name the clause; write “to be confirmed” where it is not known"});
}

void uses_check(const Script& script, const Node& header, std::string_view name, Findings& findings) {
  const Node* run = field_of(header, "run");
  if (run == nullptr || !run->is("Function")) return;
  const Node& parameters = run->parts.at(0);
  const auto& body = run->parts.at(1);
  bool used = false;
  const bool has_check = parameters.parts.size() > 1;
  const bool takes_all =
      std::any_of(parameters.parts.begin(), parameters.parts.end(), [](const Node& one) { return one.is("Dots"); });
  each_node(body, [&](const Node& node) {
    used = used || (has_check && node.is("Id") && node.text == parameters.parts[1].text);
  });
  if (used || takes_all) return;
  findings.add("lint.no_check", script.at(*run),
               {fmt::format("run 里没有用 {}，什么也不会发现", name),
                fmt::format("run never uses {}: it can find nothing", name)},
               {fmt::format("run = function(…, {}) 里用 {}:… ；还没写完的先不要放进 rules/", name, name),
                fmt::format("use {}:… in run = function(…, {}); keep unfinished rules out of rules/", name, name)});
}

// layout { … } or layout(grid.layout { … }): the table that the author wrote.
const Node* layout_table(const Node& tree) {
  const Node* found = nullptr;
  each_node(tree, [&](const Node& node) {
    if (found != nullptr || !node.is("Call") || node.parts.size() < 2 || !node.parts[0].is("Id") ||
        node.parts[0].text != "layout")
      return;
    const Node* given = &node.parts[1];
    if (given->is("Call") && given->parts.size() > 1) given = &given->parts[1];
    if (given->is("Table")) found = given;
  });
  return found;
}

void layout_basis(const Script& script, Findings& findings) {
  const Node* table = layout_table(*script.tree);
  if (table == nullptr) return;
  const Node* title = field_of(*table, "title");
  const Node* own = field_of(*table, "basis");
  if (own != nullptr && own->is("String"))
    return basis(script.at(*own), own->text, title == nullptr ? "" : title->text, findings);
  if (own != nullptr) return;
  findings.add(
      "lint.missing_basis", script.at(*table), {"版式没有写 basis", "the layout has no basis"},
      {"写明样表的文号；没有核实的写“待核”", "name the form's source; write “to be confirmed” where it is not known"});
}

// What `gouji new` leaves for the author to write stands in brackets.
void reason_unwritten(const Override& change, Findings& findings) {
  const std::string reason(text::trim(change.reason));
  const bool template_text = (reason.starts_with("（写") && reason.ends_with("）")) || reason == "(why it differs)";
  if (!template_text) return;
  findings.add("lint.missing_basis", {change.at.file, nullptr, change.at.line, 0},
               {fmt::format("代替“{}”的理由还是 gouji new 写好的“{}”", change.rule, reason),
                fmt::format("the reason for replacing {} is still the template's", change.rule)},
               {"写明本省为什么与基础包不同", "say why this pack differs from its base"});
}

}  // namespace

void lint_headers(const PackView& view, Findings& findings) {
  for (const Script& script : view.scripts) {
    if (!view.owns(script) || !script.tree) continue;
    doubled_keys(script, findings);
    if (script.kind == ScriptKind::layout) layout_basis(script, findings);
    const Node* header = header_of(script);
    if (header == nullptr || script.kind == ScriptKind::library || script.kind == ScriptKind::layout) continue;
    if (const Node* late = first_out_of_order(*header); late != nullptr) {
      findings.add(
          "lint.header_order", script.at(*late),
          {fmt::format("“{}”写得太晚", late->parts.at(0).text),
           fmt::format("{} stands too late", late->parts.at(0).text)},
          {"通行的次序：id、title、basis、对象和范围、remedy、run；gouji check --fix 会排好，但不越过取值里的函数调用",
           "usual order: id, title, basis, what it is on, remedy, run; gouji check --fix puts them so, but "
           "moves nothing across a call"});
    }
    uses_check(script, *header, script.kind == ScriptKind::rule ? "check" : "score", findings);
  }
  if (view.book == nullptr) return;
  for (const Rule& rule : view.book->rules()) {
    if (rule.pack != view.pack.id) continue;
    const Script* script = view.script(rule.file);
    const Node* header = script == nullptr ? nullptr : header_of(*script);
    if (header == nullptr) continue;
    id_and_file(*script, rule, findings);
    kind_and_severity(*script, rule, *header, findings);
    const Node* node = field_of(*header, "basis");
    basis(node == nullptr ? Spot{rule.file, &script->file->source, rule.line, 0} : script->at(*node), rule.basis,
          rule.title, findings);
  }
  for (const auto& [name, parameter] : view.chain.parameters.all()) {
    for (const ParameterEntry& entry : parameter.entries) {
      if (entry.pack == view.pack.id)
        basis({entry.at.file, nullptr, entry.at.line, 0}, entry.basis, entry.title, findings);
    }
  }
  for (const Override& change : view.pack.overrides) {
    reason_unwritten(change, findings);
    basis({change.at.file, nullptr, change.at.line, 0}, change.basis, change.reason, findings);
  }
}

}  // namespace gouji::lint
