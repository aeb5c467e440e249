#include "regression/whole_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/nearest.hpp"
#include "formats/dataset_source.hpp"
#include "formats/disclosure_words.hpp"
#include "regression/case_nodes.hpp"
#include "regression/case_words.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;

using Heads = std::vector<std::pair<std::string_view, std::string_view>>;  // key and its Chinese name

const Heads& finding_heads() {
  static const Heads heads{
      {"rule", "规则"},         {"outcome", "结果"},  {"severity", "严重程度"}, {"kind", "类型"}, {"unit", "单位"},
      {"document", "公开文本"}, {"table", "报表"},    {"evaluation", "自评表"}, {"row", "行"},    {"column", "栏"},
      {"printed", "填报数"},    {"expected", "应为"}, {"difference", "差额"},   {"gap", "相差"},  {"message", "消息"},
      {"missing", "缺数"},      {"case", "情形"},     {"deduct", "扣分"},       {"cause", "原因"}};
  return heads;
}

const Heads& score_heads() {
  static const Heads heads{{"unit", "单位"},       {"document", "公开文本"}, {"evaluation", "自评表"},
                           {"recomputed", "得分"}, {"printed", "填报得分"},  {"low", "最低"},
                           {"high", "最高"},       {"difference", "差额"},   {"grade", "等级"}};
  return heads;
}

std::string key_for(const std::string& head, const Heads& heads) {
  std::vector<std::string> known;
  for (const auto& [key, chinese] : heads) {
    if (head == key || head == chinese) return std::string(key);
    known.emplace_back(chinese);
    known.emplace_back(key);
  }
  const std::string guess = nearest(head, known);
  Fault fault("case.unknown_column", fmt::format("没有名为“{}”的栏", head), fmt::format("no column {}", head));
  fault.hint(guess.empty() ? "可用的栏见 docs/writing-rules/testing-rules.md" : fmt::format("是否想写“{}”？", guess),
             guess.empty() ? "see docs/writing-rules/testing-rules.md" : fmt::format("did you mean {}?", guess));
  throw fault;
}

class WholeReader {
 public:
  WholeReader(const TomlFile& file, fs::path folder, fs::path within)
      : file_(file), folder_(std::move(folder)), within_(std::move(within)) {}

  WholeCase read(const toml::table& table) {
    WholeCase one;
    const toml::node* expect = table.get("expect");
    const toml::node* absent = table.get("absent");
    if (expect == nullptr && absent == nullptr && !table.contains("scores"))
      file_.fail(table, "toml.missing_key", "缺少“expect”", "expect is missing",
                 "写 expect = \"pass\"、expect 列出疑点，或用 absent 写明不应有的",
                 "write expect = \"pass\", list findings as expect, or what must not be found as absent");
    if (expect != nullptr && expect->value_exact<std::string>() != "pass")
      one.findings = rows(*expect, "expect", finding_heads());
    if (absent != nullptr) one.absent = rows(*absent, "absent", finding_heads());
    if (const toml::node* scores = table.get("scores")) one.scores = rows(*scores, "scores", score_heads());
    one.more = table["more"].value<bool>().value_or(expect == nullptr);
    one.only = file_.texts(table, "only");
    if (table.contains("file")) one.documents = documents(table);
    return one;
  }

 private:
  std::vector<Expected> rows(const toml::node& node, std::string_view key, const Heads& heads) {
    std::vector<Expected> list;
    if (!node.is_string()) {
      for (const toml::table* one : case_nodes(file_, node, key)) {
        Expected expected;
        for (const auto& [name, value] : *one)
          expected.values.emplace(in_file(value, [&] { return key_for(std::string(name.str()), heads); }),
                                  case_word(file_, value, name.str()));
        list.push_back(known(std::move(expected), node));
      }
      return list;
    }
    if (node.value_exact<std::string>()->find('\n') == std::string::npos) {
      file_.fail(node, "case.unknown_outcome", fmt::format("{} 没有“{}”这一种", key, *node.value_exact<std::string>()),
                 fmt::format("{} cannot be {}", key, *node.value_exact<std::string>()),
                 "整份公开文本的用例写 \"pass\"，或列出疑点", "write \"pass\", or list the findings");
    }
    const CsvFile csv = case_csv(case_text(file_, node, key));
    std::vector<std::string> keys;
    for (const std::string& head : csv.head.fields) keys.push_back(in_file(node, [&] { return key_for(head, heads); }));
    for (const CsvRow& row : csv.rows) {
      Expected expected;
      for (std::size_t i = 0; i < row.fields.size(); ++i) {  // an empty field is not compared
        if (!row.fields[i].empty()) expected.values.emplace(keys[i], row.fields[i]);
      }
      list.push_back(known(std::move(expected), node));
    }
    return list;
  }

  template <class Read>
  std::string in_file(const toml::node& node, const Read& read) const {
    try {
      return read();
    } catch (const Fault& fault) {
      file_.fail(node, fault.code(), fault.message(Language::chinese), fault.message(Language::english),
                 fault.hint(Language::chinese), fault.hint(Language::english));
    }
  }

  Expected known(Expected expected, const toml::node& node) const {
    spell_as_codes(file_, node, expected);
    expected.at = file_.where(node);
    return expected;
  }

  // Cases may read what lies with them, and nothing else.
  fs::path place_of(const toml::node& node, const std::string& name) const {
    std::error_code error;
    const fs::path within = fs::weakly_canonical(within_.empty() ? folder_ : within_, error);
    const fs::path path = fs::weakly_canonical(folder_ / name, error);
    const auto [end, at] = std::mismatch(within.begin(), within.end(), path.begin(), path.end());
    if (fs::path(name).is_absolute() || end != within.end())
      file_.fail(node, "case.outside", fmt::format("“{}”不在规则包的文件夹里", name),
                 fmt::format("{} lies outside of the pack", name), "把公开文本放在用例旁边，写相对的文件名",
                 "put the document beside the cases and name it from there");
    return path;
  }

  std::vector<Document> documents(const toml::table& table) const {
    const toml::node& node = *table.get("file");
    const std::string name = file_.required_text(table, "file");
    const auto unit = file_.text(table, "unit");
    auto id = file_.text(table, "document");
    if (const DocumentKind* kind = id ? find_kind(*id) : nullptr; kind != nullptr) id = std::string(kind->code);
    const auto year = file_.integer(table, "year");
    std::vector<Document> list;
    std::vector<std::string> units;
    std::optional<Fault> trouble;
    for_each_document(
        {place_of(node, name)},
        [&](Document&& document) {
          units.push_back(document.unit);
          const bool fits = (!unit || document.unit == *unit) && (!id || document.id == *id || document.kind == *id) &&
                            (!year || document.year == *year);
          if (fits) list.push_back(std::move(document));
        },
        [&](const Fault& fault) {
          if (!trouble) trouble = fault;
        });
    if (trouble)
      file_.fail(node, trouble->code(), trouble->message(Language::chinese), trouble->message(Language::english),
                 "文件名相对于用例所在的文件夹", "the name is relative to the folder of the cases");
    if (list.empty()) {
      const std::string guess = unit ? nearest(*unit, units) : std::string();
      file_.fail(node, "case.no_document", fmt::format("“{}”里没有用例要的公开文本", name),
                 fmt::format("{} holds no document that fits the case", name),
                 guess.empty() ? "核对 unit、year、document" : fmt::format("单位是否想写“{}”？", guess),
                 guess.empty() ? "check unit, year and document" : fmt::format("unit: did you mean {}?", guess));
    }
    return list;
  }

  const TomlFile& file_;
  fs::path folder_, within_;
};

}  // namespace

const std::vector<std::string>& whole_keys() {
  static const std::vector<std::string> keys{"file", "only", "more", "absent", "scores"};
  return keys;
}

WholeCase read_whole_case(const TomlFile& file, const toml::table& table, const fs::path& folder,
                          const fs::path& within) {
  return WholeReader(file, folder, within).read(table);
}

}  // namespace gouji
