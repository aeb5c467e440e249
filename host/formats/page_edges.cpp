#include "formats/page_edges.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/text.hpp"
#include "formats/column_grid.hpp"

namespace gouji {
namespace {

constexpr std::size_t kMostDigits = 4;                           // of a page's number
constexpr std::size_t kLinesBehind = 5;                          // a number, that may stand above a caption or a row
constexpr std::size_t kShortestTitle = 5, kLongestTitle = 60;    // letters
constexpr int kSameCentre = 4;                                   // columns of text
constexpr std::u32string_view kOpensMore = U"（([【〔-—_·续接";  // what a title printed again adds
constexpr std::string_view kBetweenTexts = "  ";                 // parts two texts

class Finder {
 public:
  explicit Finder(const PublishedSource& source) : lines_(source.lines) {
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      const std::string_view words = text::trim(lines_[i].text);
      const bool digits = !words.empty() && words.size() <= kMostDigits &&
                          words.find_first_not_of("0123456789") == std::string_view::npos;
      if (digits && is_blank(i - 1)) numbers_.emplace(i, std::stoi(std::string(words)));
    }
  }

  PageEdges find() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (text::trim(lines_[i].text).empty() || has_several(i)) continue;
      std::string words = text::strip_spaces(lines_[i].text);
      const bool signed_mark = is_signed_page_mark(words) && ((i > 0 && is_blank(i - 1)) || is_blank(i + 1));
      if (signed_mark || counts_pages(i))
        look_behind(i);
      else
        above_.insert(std::move(words));
    }
    return std::move(edges_);
  }

 private:
  bool is_blank(std::size_t i) const {
    return i >= lines_.size() || lines_[i].page_start || text::trim(lines_[i].text).empty();
  }
  bool has_several(std::size_t i) const {
    return states_its_columns(lines_[i].text) ||
           text::trim(lines_[i].text).find(kBetweenTexts) != std::string_view::npos;
  }

  // “部门：… 单位：…”
  bool says_facts(std::size_t i) const {
    std::vector<std::string_view> texts;
    std::string_view rest = text::trim(lines_[i].text);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(kBetweenTexts), rest.size());
      texts.push_back(rest.substr(0, end));
      rest = text::trim(rest.substr(end));
    }
    return say_facts(texts);
  }

  // A number with a line right below it is a page's where the one before or behind it is the next.
  bool counts_pages(std::size_t i) const {
    const auto own = numbers_.find(i);
    if (own == numbers_.end()) return false;
    const auto next = std::next(own);
    return is_blank(i + 1) || (next != numbers_.end() && next->second == own->second + 1) ||
           (own != numbers_.begin() && std::prev(own)->second == own->second - 1);
  }

  // A title printed again has more behind it: （续）. What a unit's name on the cover begins is no such title.
  bool begins_like_one_above(const std::string& words) const {
    const std::u32string letters = text::decode(words);
    if (letters.size() > kLongestTitle) return false;
    for (std::size_t length = kShortestTitle; length <= letters.size(); ++length) {
      const std::u32string_view rest = std::u32string_view(letters).substr(length);
      if (!rest.empty() && kOpensMore.find(rest.front()) == std::u32string_view::npos) continue;
      if (above_.contains(text::encode(std::u32string_view(letters).substr(0, length)))) return true;
    }
    return false;
  }

  // A lone text below a page's number, centred as that is, that no page above has: the title of what comes next.
  bool opens_under(std::size_t mark, std::size_t line) const {
    const std::string words = text::strip_spaces(lines_[line].text);
    return text::decode(words).size() >= kShortestTitle && left_of(mark) > 0 &&
           std::abs(centre_of(line) - centre_of(mark)) <= kSameCentre && !begins_like_one_above(words);
  }
  // A lone text at the left edge, another one below it: prose, where no cell would go on.
  bool opens_prose(std::size_t line) const {
    const std::string words = text::strip_spaces(lines_[line].text);
    if (left_of(line) > 0 || text::decode(words).size() < kShortestTitle || begins_like_one_above(words)) return false;
    std::size_t next = line + 1;
    while (next < lines_.size() && text::trim(lines_[next].text).empty()) ++next;
    return next < lines_.size() && !has_several(next);
  }
  int left_of(std::size_t i) const {
    const std::string_view line = lines_[i].text;
    const auto blanks = static_cast<std::size_t>(text::trim(line).data() - line.data());
    return static_cast<int>(text::display_width(line.substr(0, blanks)));
  }
  int centre_of(std::size_t i) const {
    return left_of(i) + static_cast<int>(text::display_width(text::trim(lines_[i].text))) / 2;
  }

  void look_behind(std::size_t mark) {
    edges_.lines.insert(mark);
    std::vector<std::size_t> again;
    std::size_t looked = 0;
    bool title = false;  // that no page above has
    for (std::size_t i = mark + 1; i < lines_.size() && looked < kLinesBehind; ++i) {
      if (text::trim(lines_[i].text).empty()) continue;
      ++looked;
      if (has_several(i)) {
        if (states_its_columns(lines_[i].text) || !says_facts(i)) break;
        edges_.opens.insert(mark + 1);
        return;
      }
      if (looked == 1 && (opens_under(mark, i) || opens_prose(i))) {
        edges_.opens.insert(mark + 1);
        return;
      }
      const std::string words = text::strip_spaces(lines_[i].text);
      if (title && says_money_unit(words)) {
        edges_.opens.insert(mark + 1);
        return;
      }
      if (begins_like_one_above(words))
        again.push_back(i);
      else
        title = title || text::decode(words).size() >= kShortestTitle;
    }
    edges_.lines.insert(again.begin(), again.end());
  }

  const std::vector<SourceLine>& lines_;
  std::map<std::size_t, int> numbers_;     // by line
  std::unordered_set<std::string> above_;  // lines of one text
  PageEdges edges_;
};

}  // namespace

PageEdges find_page_edges(const PublishedSource& source) { return Finder(source).find(); }

bool states_its_columns(std::string_view line) {
  return line.find('\t') != std::string_view::npos || text::trim(line).starts_with('|');
}

}  // namespace gouji
