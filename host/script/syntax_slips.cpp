#include "script/syntax_slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "script/script_tokens.hpp"

namespace gouji::script {
namespace {

using Kind = Token::Kind;

template <std::size_t n>
bool among(std::string_view word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_value(const Token& token) { return token.kind == Kind::text || token.kind == Kind::number; }

bool ends_value(const Token& token) {
  constexpr std::array<std::string_view, 8> kEnds{")", "}", "]", "...", "end", "nil", "true", "false"};
  return is_value(token) || token.kind == Kind::name || among(token.words, kEnds);
}

bool begins_value(const Token& token) {
  constexpr std::array<std::string_view, 8> kBegins{"{", "[", "function", "nil", "true", "false", "not", "#"};
  return is_value(token) || token.kind == Kind::name || among(token.words, kBegins);
}

bool wants_value(const Token& token) {
  constexpr std::array<std::string_view, 17> kWant{
      "+", "-", "*", "/", "//", "%", "..", "=", "==", "~=", "<", ">", "<=", ">=", "or", "and", "not"};
  return !is_value(token) && among(token.words, kWant);
}

// What a word closes, as it is looked for among what is open.
std::string_view closes(std::string_view word) {
  if (word == "else" || word == "elseif") return "end";
  return among(word, std::array<std::string_view, 5>{")", "}", "]", "end", "until"}) ? word : "";
}

std::string quoted(std::string_view words) { return fmt::format("“{}”", text::excerpt(words)); }
std::string plain(std::string_view words) { return text::excerpt(words); }

class SlipReader {
 public:
  SlipReader(std::string_view source, int line, std::string_view message)
      : tokens_(tokens_of(source)), line_(line), message_(message) {
    const std::size_t near = message.find(" near ");
    head_ = message.substr(0, near);
    std::string_view words = near == std::string_view::npos ? "" : message.substr(near + 6);
    at_end_ = words == "<eof>" || words == "'<eof>'";
    if (words.size() > 1 && words.front() == '\'') words = words.substr(1, words.size() - 2);
    near_ = at_end_ ? tokens_.size() : find(words);
    opened_ = opened_before(tokens_, near_);
  }

  std::optional<SyntaxSlip> slip() const {
    if (message_.starts_with("unfinished ")) return open_text();
    if (near_ == kNowhere) return std::nullopt;
    if (head_.starts_with("malformed number")) return bad_number();
    if (auto found = missing_value()) return found;
    if (near_ == 0) return std::nullopt;
    if (auto found = unpaired()) return found;
    if (auto found = missing_comma()) return found;
    if (auto found = missing_word()) return found;
    if (head_ == "syntax error") return stray_value();
    if (head_ == "unexpected symbol" && !at_end_)
      return here(fmt::format("{}不能写在{}后面", quoted(near().words), quoted(before().words)),
                  fmt::format("{} cannot stand behind {}", plain(near().words), plain(before().words)), "", "");
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kNowhere = std::string_view::npos;

  const Token& near() const { return tokens_[near_]; }
  const Token& before() const { return tokens_[near_ - 1]; }

  // Of several equal words in the line, the first that does not go with the one before it.
  std::size_t find(std::string_view words) const {
    std::size_t found = kNowhere;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].end_line != line_ || tokens_[i].words != words) continue;
      const bool strange = i > 0 && ((ends_value(tokens_[i - 1]) && begins_value(tokens_[i]) && words != "{") ||
                                     (wants_value(tokens_[i - 1]) && !begins_value(tokens_[i])));
      if (strange) return i;
      const auto open = opened_before(tokens_, i).open;
      const bool unpaired =
          !closes(words).empty() && (open.empty() || closer_of(tokens_[open.back()].words) != closes(words));
      if (unpaired) return i;
      if (found == kNowhere) found = i;
    }
    return found;
  }

  SyntaxSlip here(std::string chinese, std::string english, std::string chinese_mend, std::string english_mend) const {
    return {near().line,        near().column,           std::move(chinese),
            std::move(english), std::move(chinese_mend), std::move(english_mend)};
  }

  SyntaxSlip behind(const Token& token, std::string chinese, std::string english, std::string chinese_mend,
                    std::string english_mend) const {
    return {token.end_line,     token.end_column,        std::move(chinese),
            std::move(english), std::move(chinese_mend), std::move(english_mend)};
  }

  std::optional<SyntaxSlip> open_text() const {
    const bool is_long = message_.starts_with("unfinished long");
    const auto open = std::find_if(tokens_.begin(), tokens_.end(), [&](const Token& token) {
      return token.kind == Kind::open_text && (is_long || token.line == line_);
    });
    if (open == tokens_.end()) return std::nullopt;
    SyntaxSlip slip{open->line, open->column, {}, {}, {}, {}};
    if (is_long) {
      const bool comment = open->words.starts_with("--");
      slip.chinese = fmt::format("第 {} 行的 {} 没有收尾，缺 ]]", open->line, comment ? "--[[" : "[[");
      slip.english = fmt::format("{} of line {} is never closed: ]] is missing", comment ? "--[[" : "[[", open->line);
      slip.chinese_mend = comment ? "在注释末尾补上 ]]" : "在这段文字末尾补上 ]]";
      slip.english_mend = comment ? "put ]] at the end of the comment" : "put ]] at the end of the text";
      return slip;
    }
    const char quote = open->words.front();
    slip.chinese = fmt::format("第 {} 行的引号没有收尾，缺 {}", open->line, quote);
    slip.english = fmt::format("the quote of line {} is never closed: {} is missing", open->line, quote);
    slip.chinese_mend = fmt::format("在这句文字末尾补上 {}；一句文字写在一行里", quote);
    slip.english_mend = fmt::format("put {} at the end of the text; a text stands on one line", quote);
    return slip;
  }

  std::optional<SyntaxSlip> bad_number() const {
    return here(fmt::format("{}不是数", quoted(near().words)), fmt::format("{} is no number", plain(near().words)),
                "名称不能以数字开头；数和单位一起写时放进引号",
                "a name cannot begin with a digit; a number with a unit stands in quotes");
  }

  // f.annual - ; x = }
  std::optional<SyntaxSlip> missing_value() const {
    const bool ends_open = head_ == "syntax error" && !tokens_.empty() && wants_value(tokens_.back());
    const bool stops =
        head_ == "unexpected symbol" && near_ > 0 && wants_value(before()) && (at_end_ || !begins_value(near()));
    if (!ends_open && !stops) return std::nullopt;
    const Token& sign = ends_open ? tokens_.back() : before();
    return behind(sign, fmt::format("{}后面缺一个值", quoted(sign.words)),
                  fmt::format("a value is missing behind {}", plain(sign.words)), "补上要算、要比的那个值",
                  "put the value there");
  }

  SyntaxSlip never_closed(std::size_t opener, bool by_indent) const {
    const Token& open = tokens_[opener];
    const std::string_view closer = closer_of(open.words);
    SyntaxSlip slip{open.line, open.column, {}, {}, {}, {}};
    slip.chinese = fmt::format("第 {} 行的 {} 没有收尾，缺 {}", open.line, open.words, closer);
    slip.english = fmt::format("{} of line {} is never closed: {} is missing", open.words, open.line, closer);
    if (by_indent) {
      const bool block = closer == "end" || closer == "until";
      slip.chinese_mend = fmt::format("在它的{}后面补上 {}", block ? "最后一行" : "内容", closer);
      slip.english_mend = fmt::format("put {} behind {}", closer, block ? "its last line" : "what it holds");
    } else if (at_end_) {
      slip.chinese_mend = fmt::format("在末尾补上 {}", closer);
      slip.english_mend = fmt::format("put {} at the end", closer);
    } else if (closer == "end" || closer == "until") {
      slip.chinese_mend = fmt::format("在第 {} 行的 {} 前面补上 {}", near().line, near().words, closer);
      slip.english_mend = fmt::format("put {} before {} of line {}", closer, near().words, near().line);
    } else {
      slip.chinese_mend = fmt::format("在第 {} 行的{}后面补上 {}", before().end_line, quoted(before().words), closer);
      slip.english_mend = fmt::format("put {} behind {} of line {}", closer, plain(before().words), before().end_line);
    }
    return slip;
  }

  SyntaxSlip innermost() const {
    const std::size_t last = opened_.open.back();
    const bool by_indent =
        opened_.any_outdented && closer_of(tokens_[opened_.outdented].words) == closer_of(tokens_[last].words);
    return never_closed(by_indent ? opened_.outdented : last, by_indent);
  }

  bool is_open(std::string_view closer) const {
    return std::any_of(opened_.open.begin(), opened_.open.end(),
                       [&](std::size_t one) { return closer_of(tokens_[one].words) == closer; });
  }

  // A bracket or block that ends before it is closed, or an end too many.
  std::optional<SyntaxSlip> unpaired() const {
    if (at_end_) return opened_.open.empty() ? std::nullopt : std::make_optional(innermost());
    const std::string_view closer = closes(near().words);
    if (closer.empty() || is_value(near())) {
      // An end further left than what it closes, and then what cannot follow: the block inside lacks its own.
      const bool slipped = opened_.any_outdented && near_ == opened_.outdented_end + 1 && !opened_.open.empty();
      return slipped && !begins_value(near()) ? std::make_optional(innermost()) : std::nullopt;
    }
    if (!is_open(closer))
      return here(fmt::format("多了一个 {}：前面没有与它配对的", near().words),
                  fmt::format("{} has nothing to close", near().words),
                  fmt::format("删去这个 {}；或者它的开头写漏、写错了", near().words),
                  fmt::format("remove this {}, or mend what was to open it", near().words));
    if (closer_of(tokens_[opened_.open.back()].words) == closer) return std::nullopt;
    return innermost();
  }

  std::optional<SyntaxSlip> missing_comma() const {
    if (at_end_ || opened_.open.empty() || !ends_value(before()) || !begins_value(near())) return std::nullopt;
    const Token& open = tokens_[opened_.open.back()];
    if (open.words != "(" && open.words != "{") return std::nullopt;
    std::size_t first = opened_.open.back();
    while (first > 0 && !tokens_[first].first) --first;
    // What begins no further right than the line that opens is no part of it.
    if (near().first && near().line > open.line && near().column <= tokens_[first].column)
      return never_closed(opened_.open.back(), false);
    const int line = before().end_line;
    if (line != near().line)
      return behind(before(), fmt::format("第 {} 行末尾缺逗号", line),
                    fmt::format("a comma is missing at the end of line {}", line),
                    fmt::format("在第 {} 行末尾加上 ,", line), fmt::format("put , at the end of line {}", line));
    return behind(before(), fmt::format("{}和{}之间缺逗号", quoted(before().words), quoted(near().words)),
                  fmt::format("a comma is missing between {} and {}", plain(before().words), plain(near().words)),
                  fmt::format("在{}前面加上 ,", quoted(near().words)),
                  fmt::format("put , before {}", plain(near().words)));
  }

  // 'then' expected near 'x', <name> expected near '1', ')' expected (to close '(' at line 3) near 'local'
  std::optional<SyntaxSlip> missing_word() const {
    const std::size_t end = head_.find(" expected");
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view wanted = head_.substr(0, end);
    if (wanted == "<name>" || wanted == "function arguments") {
      const bool name = wanted == "<name>";
      return behind(before(), fmt::format("{}后面缺{}", quoted(before().words), name ? "名称" : "括号"),
                    fmt::format("{} is missing behind {}", name ? "a name" : "a bracket", plain(before().words)),
                    name ? "补上名称；名称用英文字母、数字和下划线" : "调用写成 :名称(…)",
                    name ? "put a name of letters, digits and underscores there" : "a call is written :name(…)");
    }
    const std::size_t block = opened_.open.empty() ? 0 : opened_.open.back();
    const bool returned = std::any_of(
        tokens_.begin() + static_cast<std::ptrdiff_t>(block), tokens_.begin() + static_cast<std::ptrdiff_t>(near_),
        [](const Token& token) { return token.kind == Kind::keyword && token.words == "return"; });
    if (!at_end_ && (wanted == "<eof>" || (wanted == "'end'" && returned)))
      return here("return 后面还有内容", "there is more behind return", "return 放在一段的最后",
                  "put return at the end of its block");
    if (wanted.size() < 3 || wanted.front() != '\'') return std::nullopt;
    wanted = wanted.substr(1, wanted.size() - 2);
    if (!opened_.open.empty() && closer_of(tokens_[opened_.open.back()].words) == wanted) return innermost();
    const std::string_view one = wanted == "=' or 'in" ? "=" : wanted;
    return behind(before(), fmt::format("{}后面缺 {}", quoted(before().words), one),
                  fmt::format("{} is missing behind {}", one, plain(before().words)),
                  fmt::format("在{}后面补上 {}", quoted(before().words), one),
                  fmt::format("put {} behind {}", one, plain(before().words)));
  }

  // f.annual alone in a line; lcoal x = 1
  SyntaxSlip stray_value() const {
    const Token& token = before();
    const std::string guess =
        token.kind == Kind::name ? nearest(std::string(token.words), {"local", "function", "return", "while", "repeat"})
                                 : std::string();
    SyntaxSlip slip{token.line, token.column, {}, {}, {}, {}};
    if (!guess.empty() && (at_end_ || near().kind == Kind::name || near().kind == Kind::keyword)) {
      slip.chinese = fmt::format("不认识的词{}", quoted(token.words));
      slip.english = fmt::format("{} is no word of Lua", plain(token.words));
      slip.chinese_mend = fmt::format("是否想写“{}”？", guess);
      slip.english_mend = fmt::format("did you mean {}?", guess);
      return slip;
    }
    slip.chinese = fmt::format("{}只是一个值，不能单独成一句", quoted(token.words));
    slip.english = fmt::format("{} is only a value, it cannot stand alone", plain(token.words));
    slip.chinese_mend = "要留着用的，写 local 名称 = …；要调用的，后面加 ( )；要核对的，放进 check:…(…)";
    slip.english_mend = "write local NAME = … to keep it, add ( ) to call it, or hand it to check:…(…)";
    return slip;
  }

  std::vector<Token> tokens_;
  int line_ = 0;
  std::string_view message_, head_;
  std::size_t near_ = kNowhere;
  bool at_end_ = false;
  Opened opened_;
};

}  // namespace

std::optional<SyntaxSlip> slip_of(std::string_view source, int line, std::string_view message) {
  return SlipReader(source, line, message).slip();
}

}  // namespace gouji::script
