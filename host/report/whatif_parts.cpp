#include "report/whatif_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/escape.hpp"
#include "report/column_widths.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr int kWidest = 40;
constexpr int kColumnGap = 2;
constexpr int kLeastName = 12, kLeastHead = 10;  // on a narrow terminal

// Cut at the front where it is too long.
std::string fit_end(const std::string& text, int columns) {
  if (text::display_width(text) <= columns) return text;
  std::u32string signs = text::decode(text);
  while (!signs.empty() && text::display_width(text::encode(signs)) > columns - 1) signs.erase(0, 1);
  return "…" + text::encode(signs);
}

std::string next_text(const NearestChanges& nearest, const ThresholdCurve::Next& next, bool up, Language language) {
  const std::string value = nearest.parameter.shown(next.value);
  const std::string tidy = nearest.parameter.shown(next.tidy);
  const bool plain = next.tidy == next.value;
  if (language == Language::english) {
    const std::string_view way = next.itself ? (up ? "from " : "down to ") : (up ? "above " : "below ");
    return fmt::format("{}{} something changes: {} findings then{}", way, value, next.findings,
                       plain ? "" : fmt::format(" ({} findings at {})", next.tidy_findings, tidy));
  }
  std::string where = std::string(next.itself ? (up ? "从 " : "到 ") : (up ? "大于 " : "小于 ")) + value;
  where += next.itself && up ? " 起" : " ";
  return fmt::format("{}，{}才有变化：疑点 {} 条{}", up ? "往上" : "往下", where, next.findings,
                     plain ? "" : fmt::format("（取 {} 时 {} 条）", tidy, next.tidy_findings));
}

void next_member(JsonWriter& json, std::string_view name, const NearestChanges& nearest,
                 const std::optional<ThresholdCurve::Next>& next) {
  json.key(name);
  if (!next) {
    json.null();
    return;
  }
  json.begin_object();
  json.member("value", nearest.parameter.written(next->value));
  json.member("itself", next->itself);
  json.member("findings", next->findings);
  json.member("tidy", nearest.parameter.written(next->tidy));
  json.member("tidy_findings", next->tidy_findings);
  json.end_object();
}

}  // namespace

void write_columns(Page& page, const std::vector<Columns>& lines, std::size_t left) {
  const std::size_t columns = lines.front().size();
  std::vector<int> widths(columns), bodies(columns);
  for (const Columns& line : lines) {
    for (std::size_t i = 0; i < columns; ++i) {
      const int width = text::display_width(i + 1 == columns ? one_line(line[i]) : fit(one_line(line[i]), kWidest));
      widths[i] = std::max(widths[i], width);
      if (&line != &lines.front()) bodies[i] = std::max(bodies[i], width);
    }
  }
  const int available = page.table_width() == 0 ? 0 : page.table_width() - kColumnGap;
  // Names give way first, then heads that are wider than the figures below them; then columns at the right.
  std::vector<std::size_t> names;
  for (std::size_t i = 0; i < std::min(left, columns - 1); ++i) names.push_back(i);
  fit_widths(widths, names, kLeastName, kColumnGap, available);
  std::vector<int> heads = widths;
  std::vector<std::size_t> figures;
  for (std::size_t i = left; i < columns; ++i) figures.push_back(i);
  fit_widths(heads, figures, kLeastHead, kColumnGap, available);
  for (const std::size_t i : figures) widths[i] = std::max(heads[i], bodies[i]);
  std::size_t shown = columns;
  const auto wide = [&] {
    return std::accumulate(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(shown), 0) +
           kColumnGap * static_cast<int>(shown - 1);
  };
  while (available > 0 && shown > left + 1 && wide() > available) --shown;
  bool head = true;
  for (const Columns& line : lines) {
    std::string out = std::string(kColumnGap, ' ');
    for (std::size_t i = 0; i < shown; ++i) {
      const std::string text = one_line(line[i]);
      // Of the head of figures the end tells most: names of rules differ there.
      const std::string cell = i >= left && head ? fit_end(text, widths[i]) : fit(text, widths[i]);
      out += (i < left ? pad(cell, widths[i]) : pad_left(cell, widths[i])) + std::string(kColumnGap, ' ');
    }
    out.erase(out.find_last_not_of(' ') + 1);
    page.line(out, head ? Ink::strong : Ink::plain);
    head = false;
  }
  if (shown < columns) page.line(fmt::format("  …… +{}（-f csv、-f xlsx）", columns - shown), Ink::faint);
}

std::string columns_csv(const std::vector<Columns>& lines) {
  std::string out = "\xEF\xBB\xBF";
  for (const Columns& line : lines) {
    std::string_view separator;
    for (const std::string& text : line) {
      out += separator;
      out += csv_field(guarded(clean_text(text)));
      separator = ",";
    }
    out += "\r\n";
  }
  return out;
}

std::vector<std::string> nearest_texts(const NearestChanges& nearest, Language language) {
  std::vector<std::string> texts;
  const NumberParameter& parameter = nearest.parameter;
  const std::string now = parameter.name + " = " + parameter.shown(nearest.value);
  if (!nearest.below && !nearest.above) {
    texts.push_back(language == Language::english
                        ? fmt::format("{}: no other value changes any finding of these documents", now)
                        : fmt::format("{}：换成任何别的取值，这些公开文本的疑点都不变", now));
  }
  if (nearest.below) texts.push_back(next_text(nearest, *nearest.below, false, language));
  if (nearest.above) texts.push_back(next_text(nearest, *nearest.above, true, language));
  if (!nearest.exact)
    texts.emplace_back(say(language, "（有的规则不是直接用它比较，上面的值按最后一位小数逐个试出）",
                           "(some rule uses it otherwise than in comparisons: tried value by value)"));
  return texts;
}

void nearest_member(JsonWriter& json, const NearestChanges& nearest) {
  json.begin_object();
  json.member("parameter", nearest.parameter.name);
  json.member("value", nearest.parameter.written(nearest.value));
  next_member(json, "below", nearest, nearest.below);
  next_member(json, "above", nearest, nearest.above);
  json.member("exact", nearest.exact);
  json.end_object();
}

void begin_whatif(JsonWriter& json, std::string_view mode) {
  json.begin_object();
  json.member("schema", "gouji.whatif.v1");
  json.member("mode", mode);
  json.member("trial", true);
}

void parameter_member(JsonWriter& json, const NumberParameter& parameter) {
  json.key("parameter");
  json.begin_object();
  json.member("name", parameter.name);
  json.member("title", clean_text(parameter.title));
  json.member("unit", parameter.unit);
  json.key("present");
  json.begin_list();
  for (const std::string& text : parameter.present) json.text(clean_text(text));
  json.end_list();
  json.end_object();
}

void settings_member(JsonWriter& json, const std::vector<TriedSetting>& settings) {
  json.key("settings");
  json.begin_list();
  for (const TriedSetting& one : settings) {
    json.begin_object();
    json.member("name", one.name);
    json.member("title", clean_text(one.title));
    json.member("before", clean_text(one.before));
    json.member("after", clean_text(one.after));
    json.end_object();
  }
  json.end_list();
}

void counts_member(JsonWriter& json, std::string_view name, const std::map<std::string, int>& counts) {
  json.key(name);
  json.begin_object();
  for (const auto& [key, count] : counts) json.member(clean_text(key), count);
  json.end_object();
}

std::string setting_text(const TriedSetting& setting) {
  return fmt::format("{} {} → {}{}", setting.name, setting.before.empty() ? "（无）" : setting.before, setting.after,
                     setting.title.empty() ? "" : "  " + setting.title);
}

std::string signed_text(const Exact& number) {
  const std::string text = number.text_between(2, 6);
  return number.sign() > 0 ? "+" + text : text;
}

}  // namespace gouji::report
