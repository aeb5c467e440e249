#include "import/statement_labels.hpp"

#include <algorithm>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "model/labels.hpp"

namespace gouji::intake {
namespace {

// Behind list numbers and spaces: "二、公:务接待费" → where 公 begins.
std::size_t list_number_end(std::string_view label) {
  std::size_t end = 0;
  bool closed = false;
  for (std::size_t pos = 0; pos < label.size();) {
    const std::size_t start = pos;
    const char32_t c = text::fold(text::decode_next(label, pos));
    const bool numeral =
        (c >= U'0' && c <= U'9') || std::u32string_view(U"一二三四五六七八九十").find(c) != std::u32string_view::npos;
    if (c == U'、' || c == U'.' || c == U')') {
      end = pos;
      closed = true;
      break;
    }
    if (!numeral && c != U'(' && !text::is_space(c)) {
      end = start;
      break;
    }
  }
  return closed ? end : 0;
}

}  // namespace

KnownLabels::KnownLabels(const StatementSpec* spec) {
  if (spec == nullptr) return;
  labels_ = spec->labels;
  for (const std::string& label : labels_) keys_.push_back(label_key(label));
}

bool KnownLabels::knows(const std::string& key) const {
  return std::find(keys_.begin(), keys_.end(), key) != keys_.end();
}

bool KnownLabels::names(std::string_view label) const { return knows(label_key(label)); }

bool KnownLabels::looks_damaged(std::string_view label) const {
  if (names(label)) return false;
  const std::string_view words = label.substr(list_number_end(label));
  static const std::u32string_view usual = U"()（）、，,：:/“”\"—-·《》★*#[]〔〕";
  for (const char32_t c : text::decode(words)) {
    if (text::is_han(c) || text::is_space(c) || text::is_digit(c)) continue;
    if (usual.find(c) == std::u32string_view::npos) return true;
  }
  // Known tables have no figures inside their names, and no sign but brackets and 、.
  if (keys_.empty()) return false;
  static const std::u32string_view numerals = U"一二三四五六七八九十";
  const std::u32string letters = text::decode(words);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (text::is_digit(letters[i])) return true;
    // A list number behind other words: two names run together.
    if (letters[i] == U'、' && i > 1 && numerals.find(letters[i - 1]) != std::u32string_view::npos) return true;
    const bool inside = i > 0 && i + 1 < letters.size();
    // … but for the one of 其中：, which makes no other name.
    if (inside && (letters[i] == U':' || letters[i] == U'：') && i <= 2 &&
        label_key(words).find(':') != std::string::npos)
      return true;
  }
  return false;
}

std::optional<std::string> KnownLabels::mend(std::string_view label) const {
  const std::string wanted = label_key(label);
  const std::size_t letters = text::decode(wanted).size();
  const std::string* best = nullptr;
  int least = 0;
  bool twice = false;
  for (std::size_t i = 0; i < labels_.size(); ++i) {
    const int far = edit_distance(wanted, keys_[i]);
    if (best != nullptr && far > least) continue;
    if (best != nullptr && far == least && keys_[i] == label_key(*best)) continue;
    twice = best != nullptr && far == least;
    best = &labels_[i];
    least = far;
  }
  if (best == nullptr || twice || least > static_cast<int>(std::max<std::size_t>(1, letters / kLettersPerSlip)))
    return std::nullopt;
  return std::string(label.substr(0, list_number_end(label))) + *best;
}

}  // namespace gouji::intake
