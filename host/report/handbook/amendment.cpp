#include "report/handbook/amendment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "report/handbook/rule_words.hpp"

namespace gouji::report {
namespace {

struct PartWord {
  std::string_view part, chinese, english;
};
constexpr std::array<PartWord, 23> kParts{{{"title", "名称", "title"},
                                           {"english_title", "英文名称", "English title"},
                                           {"basis", "依据", "basis"},
                                           {"kind", "公式类型", "kind"},
                                           {"severity", "严重程度", "severity"},
                                           {"on", "审核对象", "subject"},
                                           {"collect", "从每份取的数", "figures taken of each"},
                                           {"effective", "适用年度", "years"},
                                           {"remedy", "整改建议", "remedy"},
                                           {"english_remedy", "英文整改建议", "English remedy"},
                                           {"english_message", "英文消息", "English message"},
                                           {"note", "说明", "note"},
                                           {"suppresses", "它说明的规则", "rules it explains"},
                                           {"score", "扣分", "points it costs"},
                                           {"tags", "标签", "tags"},
                                           {"revision", "版本", "revision"},
                                           {"base", "基础包", "base"},
                                           {"provinces", "适用省份", "provinces"},
                                           {"regions", "适用地区", "regions"},
                                           {"kinds", "适用文本", "document kinds"},
                                           {"unit", "单位", "unit"},
                                           {"reason", "理由", "reason"},
                                           {"value", "取值", "value"}}};

Both part_words(const std::string& part) {
  for (const PartWord& word : kParts) {
    if (word.part == part) return {std::string(word.chinese), std::string(word.english)};
  }
  return {part, part};
}

// Quotes within become single ones.
std::string quoted(const std::string& text) {
  std::string inner = text;
  for (const auto& [twofold, single] : {std::pair{"“", "‘"}, {"”", "’"}}) {
    for (std::size_t at = inner.find(twofold); at != std::string::npos; at = inner.find(twofold, at))
      inner.replace(at, std::string_view(twofold).size(), single);
  }
  return "“" + inner + "”";
}

// 自 2024 年度起
Both since(int year) {
  if (year == 0) return {};
  return {fmt::format("，自 {} 年度起", year), fmt::format(", from {}", year)};
}

std::string with_unit(const std::string& value, const std::string& unit) {
  return quoted(unit.empty() ? value : value + " " + unit);
}

Both why(const PartChange& change) {
  Both words;
  if (!change.reason.empty()) {
    words.chinese += "理由：" + change.reason + "；";
    words.english += "reason: " + change.reason + "; ";
  }
  if (!change.basis.empty()) {
    words.chinese += "依据：" + change.basis + "；";
    words.english += "basis: " + change.basis + "; ";
  }
  if (words.chinese.empty()) return words;
  words.chinese = "。" + words.chinese.substr(0, words.chinese.rfind("；"));
  words.english = ". " + words.english.substr(0, words.english.rfind(';'));
  return words;
}

Both value_sentence(const PartChange& change, ChangeKind kind) {
  const Both from = since(change.from_year);
  const Both reason = why(change);
  const std::string was = with_unit(change.before, change.unit), is = with_unit(change.after, change.unit);
  Both words;
  if (change.part == "override" && kind == ChangeKind::removed) {
    words = {fmt::format("不再用{}，恢复下层的{}", was, is),
             fmt::format("{} gives way to {} of the layer below", was, is)};
  } else if (change.part == "override") {
    words = {fmt::format("将下层的{}改为{}", was, is), fmt::format("{} of the layer below becomes {}", was, is)};
  } else if (change.before.empty()) {
    words = {"取值为" + is, "the value is " + is};
  } else if (change.after.empty()) {
    if (!change.name.empty())
      return {fmt::format("{} 年度以前不再有取值（原为{}）", change.name, was),
              fmt::format("there is no value before {} any more (it was {})", change.name, was)};
    words = {"删去取值" + was, "the value " + was + " is deleted"};
  } else {
    words = {fmt::format("将{}改为{}", was, is), fmt::format("{} is replaced by {}", was, is)};
  }
  return {words.chinese + from.chinese + reason.chinese, words.english + from.english + reason.english};
}

Both override_words(const std::string& action) {
  Override change;
  change.action = action;
  constexpr std::string_view kSeverity = "severity ";
  if (action.starts_with(kSeverity)) {
    change.action = "severity";
    change.severity = action.substr(kSeverity.size());
  }
  return action_words(change);
}

Both override_sentence(const PartChange& change) {
  const Both reason = why(change);
  if (change.after.empty()) {
    const Both was = override_words(change.before);
    return {"撤销本包的改动：" + was.chinese, "the pack's change is withdrawn: " + was.english};
  }
  const Both is = override_words(change.after);
  if (change.before.empty())
    return {"在本包" + is.chinese + reason.chinese, "in this pack: " + is.english + reason.english};
  const Both was = override_words(change.before);
  return {fmt::format("本包的改动由“{}”变为“{}”", was.chinese, is.chinese) + reason.chinese,
          fmt::format("the pack's change “{}” becomes “{}”", was.english, is.english) + reason.english};
}

// What has an English word is said with it.
Both in_words(const std::string& part, const std::string& value) {
  if (part == "kind") return kind_words(value);
  const auto severity = severity_from(value);
  if (part == "severity" && severity) return severity_words(*severity);
  return {value, value};
}

Both sentence_of(const PartChange& change, const Article& article) {
  if (article.about == Article::About::parameter && (change.part == "value" || change.part == "override"))
    return value_sentence(change, article.kind);
  if (change.part == "override") return override_sentence(change);
  if (change.part == "override_reason")
    return {fmt::format("改动的理由由{}改为{}", quoted(change.before), quoted(change.after)),
            fmt::format("the reason {} is replaced by {}", quoted(change.before), quoted(change.after))};
  if (change.part == "override_basis")
    return {fmt::format("改动的依据由{}改为{}", quoted(change.before), quoted(change.after)),
            fmt::format("the basis {} is replaced by {}", quoted(change.before), quoted(change.after))};
  if (change.part == "case_added") return {"新增用例" + quoted(change.name), "a case is added: " + quoted(change.name)};
  if (change.part == "case_removed")
    return {"删去用例" + quoted(change.name), "a case is deleted: " + quoted(change.name)};
  if (change.part == "case_changed")
    return {"修改用例" + quoted(change.name), "a case is changed: " + quoted(change.name)};
  if (change.part == "broken")
    return {"新的文件不能装载：" + change.before, "the new file cannot be loaded: " + change.after};
  if (change.part == "cases") return {"附用例 " + change.name + " 个", "with cases: " + change.name};
  if (change.part == "cases_gone")
    return {"同时删去用例 " + change.name + " 个", "cases deleted with it: " + change.name};
  Both part = part_words(change.part);
  const Both was = in_words(change.part, change.before), is = in_words(change.part, change.after);
  if (!change.name.empty()) {
    part.chinese += "（" + change.name + "）";
    part.english += " (" + change.name + ")";
  }
  if (article.kind == ChangeKind::added) return {part.chinese + "：" + is.chinese, part.english + ": " + is.english};
  if (change.before.empty())
    return {fmt::format("增加{}{}", part.chinese, quoted(is.chinese)),
            fmt::format("the {} {} is added", part.english, quoted(is.english))};
  if (change.after.empty())
    return {fmt::format("删去{}{}", part.chinese, quoted(was.chinese)),
            fmt::format("the {} {} is deleted", part.english, quoted(was.english))};
  return {fmt::format("将{}{}改为{}", part.chinese, quoted(was.chinese), quoted(is.chinese)),
          fmt::format("the {} {} is replaced by {}", part.english, quoted(was.english), quoted(is.english))};
}

Both about_words(Article::About about) {
  switch (about) {
    case Article::About::pack: return {"规则包", "the pack"};
    case Article::About::parameter: return {"参数", "the parameter"};
    case Article::About::rule: return {"规则", "the rule"};
    case Article::About::scoring: return {"计分公式", "the scoring"};
    case Article::About::layout: return {"版式", "the layout"};
    case Article::About::library: return {"公用读法", "the library"};
  }
  return {};
}

Both kind_of_change(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added: return {"新增", "added"};
    case ChangeKind::removed: return {"删去", "deleted"};
    case ChangeKind::changed: return {"修改", "changed"};
  }
  return {};
}

Both heading_of(const Article& article, int number) {
  const Both what = about_words(article.about), how = kind_of_change(article.kind);
  const std::string name =
      article.title.empty() ? quoted(article.id) : quoted(article.title) + "（" + article.id + "）";
  const std::string name_english =
      article.title_english.empty() ? article.id : fmt::format("{} “{}”", article.id, article.title_english);
  return {fmt::format("第{}条　{}{}{}", chinese_number(number), how.chinese, what.chinese, name),
          fmt::format("Article {}: {} {} is {}", number, what.english, name_english, how.english)};
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

void write_article(const Article& article, int number, PageWriter& page) {
  page.heading(3, heading_of(article, number));
  std::vector<Both> items;
  for (const PartChange& change : article.parts) items.push_back(sentence_of(change, article));
  if (article.only_comments)
    items.push_back(
        {"脚本只改了注释或空白，审核不变", "only comments or blanks of the script changed; what it does has not"});
  if (!article.lines.empty()) items.push_back({"脚本改动如下", "the script changes as follows"});
  for (Both& item : items) item.english = capital(item.english);
  if (items.size() == 1) {
    page.sentence({items.front().chinese + "。", items.front().english + "."});
  } else if (!items.empty()) {
    page.items(items);
  }
  if (!article.lines.empty()) {
    Listing listing{article.at.file, {}};
    for (const LineChange& line : article.lines) listing.rows.push_back({line.number, line.sign, line.text});
    page.listing(listing);
  }
  if (!article.users.empty()) {
    page.sentence({fmt::format("用到它的规则（{}）：{}", article.users.size(), fmt::join(article.users, "、")),
                   fmt::format("Rules that use it ({}): {}", article.users.size(), fmt::join(article.users, ", "))},
                  true);
  }
  if (article.lines.empty() && !article.at.empty()) page.line({code(to_text(article.at))});
}

void write_counts(const PackChanges& changes, PageWriter& page) {
  std::map<std::pair<Article::About, ChangeKind>, int> counts;
  for (const Article& article : changes.articles) ++counts[{article.about, article.kind}];
  Both words;
  for (const auto& [what, count] : counts) {
    const Both about = about_words(what.first), how = kind_of_change(what.second);
    words.chinese += fmt::format("{}{}{} {}", words.chinese.empty() ? "" : "，", how.chinese, about.chinese, count);
    words.english +=
        fmt::format("{}{} {}: {}", words.english.empty() ? "" : "; ", about.english.substr(4), how.english, count);
  }
  page.sentence({fmt::format("共 {} 条：{}。", changes.articles.size(), words.chinese),
                 fmt::format("{} articles. {}.", changes.articles.size(), words.english)});
}

}  // namespace

std::string chinese_number(int number) {
  static constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static constexpr std::array<std::pair<int, std::string_view>, 4> kPlaces{
      {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}};
  std::string text;
  bool gap = false;
  for (const auto& [size, word] : kPlaces) {
    const int digit = number / size % 10;
    if (digit == 0) {
      gap = !text.empty();
      continue;
    }
    if (gap) text += kDigits[0];
    gap = false;
    if (!(digit == 1 && size == 10 && text.empty())) text += kDigits.at(static_cast<std::size_t>(digit));  // 十二
    text += word;
  }
  return text;
}

void write_amendment(const PackChanges& changes, PageWriter& page) {
  page.heading(1, {"规则修改", "Amendment of the rules"});
  if (changes.articles.empty()) {
    page.sentence({fmt::format("没有改动（比较了规则包：{}）。", fmt::join(changes.packs, "、")),
                   fmt::format("Nothing changed (packs compared: {}).", fmt::join(changes.packs, ", "))});
    return;
  }
  write_counts(changes, page);
  int number = 0;
  std::string pack;
  for (const Article& article : changes.articles) {
    if (article.pack != pack) page.heading(2, {"规则包 " + article.pack, "pack " + article.pack});
    pack = article.pack;
    write_article(article, ++number, page);
  }
}

}  // namespace gouji::report
