#include "import/statement_tokens.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::string_view kDigits = "0123456789";

bool space_at(std::string_view line, std::size_t pos, std::size_t& next) {
  next = pos;
  return text::is_space(text::decode_next(line, next));
}

// Length of a minus sign of any make; 0 for none.
std::size_t minus_length(std::string_view rest) {
  for (const std::string_view sign : {"-", "−", "－"}) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

// A run of digits, commas and dots that begins at a digit: its end, and its dots.
struct NumberRun {
  std::size_t end = 0;
  std::vector<std::size_t> dots;
};

// A comma belongs to the number only before three digits.
NumberRun number_run(std::string_view line, std::size_t begin) {
  NumberRun run;
  std::size_t pos = begin;
  while (pos < line.size()) {
    if (text::is_ascii_digit(line[pos])) {
      ++pos;
    } else if (line[pos] == '.' && pos + 1 < line.size() && text::is_ascii_digit(line[pos + 1])) {
      run.dots.push_back(pos++);
    } else if (line[pos] == ',' && pos + 3 < line.size() && text::is_ascii_digit(line[pos + 1]) &&
               text::is_ascii_digit(line[pos + 2]) && text::is_ascii_digit(line[pos + 3])) {
      ++pos;
    } else {
      break;
    }
  }
  run.end = pos;
  return run;
}

Exact value_of(std::string_view printed) {
  const std::string folded = text::fold(printed);
  if (folded.starts_with("(") && folded.ends_with(")"))
    return -Exact::parse(std::string_view(folded).substr(1, folded.size() - 2)).value_or(Exact(0));
  std::string plain;
  const std::size_t sign = minus_length(printed);
  if (sign > 0) plain = "-";
  plain += printed.substr(sign);
  while (plain.ends_with('%')) plain.pop_back();
  return Exact::parse(plain).value_or(Exact(0));
}

class LineCutter {
 public:
  LineCutter(const StatementLexicon& lexicon, std::string_view line, int number, const TokenRules& rules)
      : lexicon_(lexicon), line_(line), number_(number), rules_(rules) {}

  std::vector<StatementToken> cut() && {
    bool gap = true;
    std::size_t pos = 0;
    while (pos < line_.size()) {
      std::size_t next = pos;
      if (space_at(line_, pos, next)) {
        gap = true;
        pos = next;
        continue;
      }
      if (const std::size_t end = gap ? bracketed_number_end(pos) : pos; end > pos) {
        add(StatementTokenKind::number, pos, end, gap);
        pos = end;
        gap = false;
        continue;
      }
      if (const std::size_t close = gap ? bracketed_code_end(pos) : pos; close > pos) {
        add(StatementTokenKind::number, line_.find_first_of(kDigits, pos), close, true);
        text::decode_next(line_, pos = close);
        gap = false;
        continue;
      }
      if (const std::size_t name = gap ? list_number_end(pos) : pos; name > pos) {
        pos = take_word(pos, name, gap);
        gap = false;
        continue;
      }
      const std::size_t sign = signed_number_at(pos, gap);
      if (text::is_ascii_digit(line_[pos]) || sign > 0) {
        pos = take_run(pos, pos + sign, gap);
      } else {
        pos = take_word(pos, pos, gap);
      }
      gap = false;
    }
    return std::move(tokens_);
  }

 private:
  // "(4.80)" with blanks around it is what others print as -4.80; `pos` for none.
  std::size_t bracketed_number_end(std::size_t pos) const {
    const std::string_view rest = line_.substr(pos);
    for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"（", "）"}, {"(", ")"}}) {
      if (!rest.starts_with(open) || rest.size() <= open.size() || !text::is_ascii_digit(rest[open.size()])) continue;
      const NumberRun run = number_run(line_, pos + open.size());
      if (run.dots.size() != 1 || !line_.substr(run.end).starts_with(close)) continue;
      const std::size_t end = run.end + close.size();
      std::size_t next = end;
      if (end == line_.size() || space_at(line_, end, next)) return end;
    }
    return pos;
  }

  // Where the name of "1、工资福利支出" begins, whose number is a part of it; `pos` for none.
  std::size_t list_number_end(std::size_t pos) const {
    constexpr std::size_t kMostDigits = 2;
    const std::size_t end = std::min(line_.find_first_not_of(kDigits, pos), line_.size());
    if (end == pos || end - pos > kMostDigits || !line_.substr(end).starts_with("、")) return pos;
    std::size_t name = end;
    text::decode_next(line_, name);
    std::size_t behind = name;
    return name < line_.size() && text::is_han(text::decode_next(line_, behind)) ? name : pos;
  }

  // Where the digits of "[2080502]事业单位离退休" end; `pos` for none. The brackets belong to nothing.
  std::size_t bracketed_code_end(std::size_t pos) const {
    if (!rules_.codes) return pos;
    for (const auto& [open, close] :
         {std::pair<std::string_view, std::string_view>{"[", "]"}, {"［", "］"}, {"【", "】"}}) {
      const std::string_view rest = line_.substr(pos);
      if (!rest.starts_with(open)) continue;
      const std::size_t begin = pos + open.size();
      const std::size_t end = std::min(line_.find_first_not_of(kDigits, begin), line_.size());
      if (is_code_length(end - begin) && line_.substr(end).starts_with(close)) return end;
    }
    return pos;
  }

  std::size_t signed_number_at(std::size_t pos, bool gap) const {
    const std::size_t sign = minus_length(line_.substr(pos));
    if (sign == 0 || pos + sign >= line_.size() || !text::is_ascii_digit(line_[pos + sign])) return 0;
    const bool after_number = !tokens_.empty() && tokens_.back().kind == StatementTokenKind::number;
    return gap || after_number ? sign : 0;
  }

  void add(StatementTokenKind kind, std::size_t begin, std::size_t end, bool gap) {
    StatementToken token;
    token.kind = kind;
    token.line = number_;
    token.begin = begin;
    token.end = end;
    token.text = std::string(line_.substr(begin, end - begin));
    token.gap = gap;
    if (kind == StatementTokenKind::number) {
      const auto dot = token.text.rfind('.');
      token.decimals =
          dot == std::string::npos
              ? 0
              : static_cast<int>(std::count_if(token.text.begin() + static_cast<std::ptrdiff_t>(dot), token.text.end(),
                                               [](char c) { return text::is_ascii_digit(c); }));
      token.whole = std::all_of(token.text.begin(), token.text.end(), [](char c) { return text::is_ascii_digit(c); });
      token.value = value_of(token.text);
    }
    tokens_.push_back(std::move(token));
  }

  // `begin` with the sign, `digits` behind it.
  std::size_t take_run(std::size_t begin, std::size_t digits, bool gap) {
    NumberRun run = number_run(line_, digits);
    std::size_t start = begin;
    std::size_t from = digits;
    // A figure with its decimals, and what is glued to it.
    for (const std::size_t dot : run.dots) {
      if (dot < from) continue;
      const std::size_t end = dot + 1 + static_cast<std::size_t>(rules_.decimals);
      if (rules_.decimals == 0 || end >= run.end || !may_part(end, run.end)) continue;
      add(StatementTokenKind::number, start, end, gap);
      gap = false;
      start = from = end;
    }
    std::size_t end = run.end;
    if (end < line_.size() && line_[end] == '%') ++end;
    if (start < end) add(StatementTokenKind::number, start, end, gap);
    return end;
  }

  // Whether the digits [from, end) behind a figure with all its decimals are something else: another figure, or a code
  // or line number with words behind it.
  bool may_part(std::size_t from, std::size_t end) const {
    const std::string_view rest = line_.substr(from, end - from);
    if (!text::is_ascii_digit(rest.front())) return false;
    if (rest.find('.') != std::string_view::npos) return true;
    std::size_t next = end;
    while (next < line_.size() && space_at(line_, next, next)) {
    }
    const bool last = text::trim(line_.substr(end)).empty();
    const bool words_follow = !last && !text::is_ascii_digit(text::trim(line_.substr(end)).front());
    return words_follow || (last && rules_.codes && is_code_length(rest.size()));
  }

  // A word from `begin`, of which what stands before `end` is a part whatever it is.
  std::size_t take_word(std::size_t begin, std::size_t end, bool gap) {
    while (end < line_.size()) {
      std::size_t next = end;
      if (space_at(line_, end, next)) break;
      if (text::is_ascii_digit(line_[end]) && !goes_on_with_digits(begin, end)) break;
      if (text::is_ascii_digit(line_[end])) {
        end = number_run(line_, end).end;
        continue;
      }
      end = next;
    }
    const std::string_view word = line_.substr(begin, end - begin);
    const bool ends_at_gap = end >= line_.size() || !text::is_ascii_digit(line_[end]);
    const bool mark = gap && ends_at_gap && lexicon_.is_blank_mark(word);
    add(mark ? StatementTokenKind::mark : StatementTokenKind::word, begin, end, gap);
    return end;
  }

  // Digits within words: "2号楼", "（2020年）", "1+1"; not a code or a figure at a label's end.
  bool goes_on_with_digits(std::size_t begin, std::size_t pos) const {
    const NumberRun run = number_run(line_, pos);
    if (!run.dots.empty()) return false;
    if (run.end >= line_.size()) return false;
    std::size_t next = run.end;
    const char32_t after = text::decode_next(line_, next);
    if (text::is_space(after) || after == U'%') return false;
    const std::size_t digits = run.end - pos;
    if (rules_.codes && is_code_length(digits) && digits > 2) return false;
    return pos > begin;
  }

  const StatementLexicon& lexicon_;
  std::string_view line_;
  int number_;
  TokenRules rules_;
  std::vector<StatementToken> tokens_;
};

}  // namespace

bool is_code_length(std::size_t digits) { return digits == 3 || digits == 5 || digits == 7; }

int usual_decimals(const std::vector<std::string_view>& lines) {
  std::map<int, int> seen;
  int whole = 0;
  for (const std::string_view line : lines) {
    for (std::size_t pos = 0; pos < line.size();) {
      if (!text::is_ascii_digit(line[pos])) {
        ++pos;
        continue;
      }
      const NumberRun run = number_run(line, pos);
      if (run.dots.size() == 1) ++seen[static_cast<int>(run.end - run.dots.front() - 1)];
      if (run.dots.empty() && line.substr(pos, run.end - pos).find(',') != std::string_view::npos) ++whole;
      pos = run.end;
    }
  }
  int best = 0;
  int count = 0;
  for (const auto& [decimals, times] : seen) {
    if (times > count) {
      best = decimals;
      count = times;
    }
  }
  return count > whole ? best : 0;
}

std::vector<StatementToken> statement_tokens(const StatementLexicon& lexicon, std::string_view line, int number,
                                             const TokenRules& rules) {
  return LineCutter(lexicon, line, number, rules).cut();
}

}  // namespace gouji::intake
