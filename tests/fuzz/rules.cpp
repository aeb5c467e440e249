#include "fuzz/rules.hpp"

#include "fuzz/support.hpp"

namespace gouji::fuzz {
namespace {

std::shared_ptr<const PackChain> pack_of(const std::string& source) {
  Pack pack;
  pack.id = pack.owns = "p";
  pack.revision = "1";
  pack.api = kNewestApi;
  pack.shown = "rules/p";
  pack.rules.push_back({"/rules/p/rules/one.lua", "rules/p/rules/one.lua", source});
  pack.libraries["words"] = {"/rules/p/lib/words.lua", "rules/p/lib/words.lua",
                             "local kept = { 甲 = 1 }\nreturn { kept = kept, same = function(a) return a end }"
                             "\n"};
  auto chain = std::make_shared<PackChain>();
  chain->layers.push_back(std::make_shared<const Pack>(std::move(pack)));
  chain->parameters.add_text("p",
                             "[\"p.limit\"]\nbasis = \"表注\"\nunit = \"万元\"\nvalue = \"5\"\n"
                             "[\"p.words\"]\nbasis = \"表注\"\nvalue = [\"优\", \"良\"]\n",
                             "rules/p/parameters.toml");
  return chain;
}

// Costs ten times what a rule does to make, and keeps the trees that it has made.
script::Syntax& parser() {
  constexpr int kTexts = 500;
  static std::unique_ptr<script::Syntax> syntax;
  static int texts = 0;
  if (texts++ % kTexts == 0) syntax = std::make_unique<script::Syntax>();
  return *syntax;
}

}  // namespace

const Verbs& verbs() {
  static const std::unique_ptr<Verbs> all = make_verbs();
  return *all;
}

std::optional<DocumentResult> load_and_run(const std::string& source) {
  RuleBook book(pack_of(source), verbs().catalogue, parser(), small_limits());
  for (const BrokenRule& broken : book.broken()) need_showable(*broken.fault);
  const DocumentResult result = evaluate(sample_document(), book, verbs(), {});
  for (const Finding& finding : result.findings) need(!finding.message.empty(), "a finding without a message");
  return book.broken().empty() ? std::optional(result) : std::nullopt;
}

std::string rule_with(const std::string& body) {
  return "rule { id = \"p.one\", title = \"试\", basis = \"试\", on = { document = { \"部门预算\" } },\n"
         "run = function(d, check)\n"
         "local e, t, c = d:evaluations()[1], d:tables()[2], d:claims()[1]\n"
         "local f, i, r = e:funds()[1], e:indicators()[1], t:rows()[1]\n" +
         body + "\nend }\n";
}

}  // namespace gouji::fuzz
