#include "import/missing_facts.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr int kFirstYearNamed = 2000, kLastYearNamed = 2099;
constexpr std::size_t kYearDigits = 4;
constexpr std::size_t kShortestUnit = 2;  // ideographs
constexpr std::u32string_view kYearNumerals = U"〇一二三四五六七八九";

// A digit of any spelling, as years on covers are printed; -1 for anything else.
int digit_of(char32_t c) {
  c = text::fold(c);
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c == U'○' || c == U'零' || c == U'O') return 0;
  const std::size_t at = kYearNumerals.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

struct Year {
  int value = 0;
  std::size_t begin = 0, end = 0;  // with the word behind it
  bool named = false;              // 年 behind it
  bool fiscal = false;             // 年度 behind it
};

// Runs of exactly four digits between 2000 and 2099.
std::vector<Year> years_in(std::u32string_view s) {
  std::vector<Year> years;
  for (std::size_t at = 0; at < s.size();) {
    const std::size_t begin = at;
    int value = 0;
    for (; at < s.size() && digit_of(s[at]) >= 0; ++at)
      value = value > kLastYearNamed ? value : value * 10 + digit_of(s[at]);
    if (at == begin) {
      ++at;
      continue;
    }
    if (at - begin != kYearDigits || value < kFirstYearNamed || value > kLastYearNamed) continue;
    Year year{value, begin, at, false, false};
    std::size_t behind = at;
    while (behind < s.size() && text::is_space(s[behind])) ++behind;
    year.named = behind < s.size() && s[behind] == U'年';
    if (year.named) {
      year.end = behind + 1;
      year.fiscal = year.end < s.size() && s[year.end] == U'度';
      if (year.fiscal) ++year.end;
    }
    years.push_back(year);
    at = year.end;
  }
  return years;
}

int year_in_name(const std::string& name) {
  const std::vector<Year> years = years_in(text::decode(name));
  const auto named = std::find_if(years.begin(), years.end(), [](const Year& one) { return one.named; });
  if (named != years.end()) return named->value;
  return years.empty() ? 0 : years.front().value;
}

int year_in_text(const SourceText& source) {
  int fiscal = 0, plain = 0;
  for (const FlowLine& line : source.lines()) {
    for (const Year& year : years_in(text::decode(line.text))) {
      if (year.fiscal) fiscal = std::max(fiscal, year.value);
      if (year.named) plain = std::max(plain, year.value);
    }
  }
  return fiscal > 0 ? fiscal : plain;
}

std::size_t ideographs(std::string_view s) {
  const std::u32string code_points = text::decode(s);
  return static_cast<std::size_t>(std::count_if(code_points.begin(), code_points.end(), text::is_han));
}

// Without what is no name at its ends: numbers, punctuation, words of the lists.
std::string bare_name(std::string_view part, const FileWords& words) {
  const std::u32string inner = text::decode(part);
  const auto first = std::find_if(inner.begin(), inner.end(), text::is_han);
  const auto last =
      std::find_if(inner.rbegin(), inner.rend(), [](char32_t c) { return text::is_han(c) || c == U'）' || c == U')'; });
  if (first == inner.end() || last.base() <= first) return {};
  std::string name = text::encode(std::u32string(first, last.base()));
  const auto is_it = [&](const std::string& word) { return name == word; };
  const auto ends = [&](const std::string& word) { return name.ends_with(word); };
  const auto begins = [&](const std::string& word) { return name.starts_with(word); };
  if (std::any_of(words.whole.begin(), words.whole.end(), is_it)) return {};
  if (const auto word = std::find_if(words.at_end.begin(), words.at_end.end(), ends); word != words.at_end.end())
    return bare_name(name.substr(0, name.size() - word->size()), words);
  if (const auto word = std::find_if(words.at_begin.begin(), words.at_begin.end(), begins);
      word != words.at_begin.end())
    return bare_name(name.substr(word->size()), words);
  return name;
}

// Between the years the longest part counts; empty where nothing is left of the name.
std::string unit_in_name(const std::string& name, const FileWords& words) {
  const std::u32string whole = text::decode(name);
  std::vector<std::string> parts;
  std::size_t start = 0;
  for (const Year& year : years_in(whole)) {
    parts.push_back(bare_name(text::encode(whole.substr(start, year.begin - start)), words));
    start = year.end;
  }
  parts.push_back(bare_name(text::encode(whole.substr(start)), words));
  const auto best = std::max_element(parts.begin(), parts.end(), [](const std::string& a, const std::string& b) {
    return ideographs(a) < ideographs(b);
  });
  return ideographs(*best) >= kShortestUnit ? *best : std::string();
}

// "input", "附件", "01": a name that any file might have.
bool says_nothing(const std::string& name, const FileWords& words) {
  std::string plain;
  bool letters = false;
  for (const char32_t c : text::decode(text::label_form(name))) {
    letters = letters || text::is_latin(c);  // ideographs were no unit's
    text::append_utf8(plain, c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c);
  }
  return !letters || std::find(words.whole.begin(), words.whole.end(), plain) != words.whole.end();
}

std::string stem_of(const std::string& file) {
  const std::size_t dot = file.rfind('.');
  return dot == std::string::npos || dot == 0 ? file : file.substr(0, dot);
}

}  // namespace

FileWords FileWords::read(const std::filesystem::path& file) {
  constexpr std::string_view kMore = "…";
  FileWords words;
  if (!std::filesystem::exists(file)) return words;
  const std::string content = files::read(file);
  for (std::size_t start = 0; start < content.size();) {
    const std::size_t end = std::min(content.find('\n', start), content.size());
    const std::string_view word = text::trim(std::string_view(content).substr(start, end - start));
    start = end + 1;
    if (word.empty() || word.starts_with('#')) continue;
    if (word.starts_with(kMore))
      words.at_end.emplace_back(word.substr(kMore.size()));
    else if (word.ends_with(kMore))
      words.at_begin.emplace_back(word.substr(0, word.size() - kMore.size()));
    else
      words.whole.emplace_back(word);
  }
  // The longest first, so that a word is taken as a whole.
  for (auto* list : {&words.at_end, &words.at_begin}) {
    std::stable_sort(list->begin(), list->end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  }
  return words;
}

void fill_missing_facts(Document& document, const SourceText& source, const SourceName& name, const FileWords& words) {
  const std::string stem = stem_of(name.file);
  if (document.unit.empty()) {
    std::string found = unit_in_name(stem, words);
    bool of_folder = found.empty();
    if (of_folder) found = unit_in_name(name.folder, words);
    bool a_name = true;
    if (found.empty()) {
      of_folder = says_nothing(stem, words) && !says_nothing(name.folder, words);
      found = of_folder ? name.folder : stem;
      a_name = !says_nothing(found, words);
    }
    document.unit = found;
    document.doubtful["unit"] = !a_name ? "文中、文件名和文件夹名都没有单位，暂用文件名，查明后用 --set unit=… 写明"
                                : of_folder ? "没有印出，取自文件夹名"
                                            : "没有印出，取自文件名";
  }
  if (document.year > 0) return;
  const auto take = [&](int year, const char* reason) {
    if (document.year > 0 || year == 0) return;
    document.year = year;
    document.doubtful["year"] = reason;
  };
  take(year_in_name(stem), "没有印出，取自文件名");
  take(year_in_name(name.folder), "没有印出，取自文件夹名");
  if (document.year == 0) take(year_in_text(source), "没有写明，取文中最近的年度");
  if (document.year == 0) document.doubtful["year"] = "文中、文件名和文件夹名都没有年度，查明后用 --set year=… 写明";
}

}  // namespace gouji::intake
