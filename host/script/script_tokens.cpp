#include "script/script_tokens.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gouji::script {
namespace {

constexpr std::array<std::string_view, 22> kKeywords{
    "and", "break", "do",  "else", "elseif", "end",    "false",  "for",  "function", "goto",  "if",
    "in",  "local", "nil", "not",  "or",     "repeat", "return", "then", "true",     "until", "while"};

bool is_word(char c) { return c == '_' || text::is_ascii_letter(c) || text::is_ascii_digit(c); }

class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {}

  std::vector<Token> read() {
    while (at_ < source_.size()) {
      const char c = source_[at_];
      if (c == '\n') {
        first_ = true;
        move(1);
      } else if (c == ' ' || c == '\t' || c == '\r') {
        move(1);
      } else if (source_.substr(at_).starts_with("--")) {
        comment();
      } else {
        take(c);
        first_ = false;
      }
    }
    return std::move(tokens_);
  }

 private:
  void move(std::size_t bytes) {
    for (const std::size_t end = std::min(at_ + bytes, source_.size()); at_ < end; ++at_) {
      const auto byte = static_cast<unsigned char>(source_[at_]);
      if (byte == '\n') {
        ++line_;
        column_ = 1;
      } else if ((byte & 0xC0U) != 0x80U) {
        ++column_;
      }
    }
  }

  void add(Token::Kind kind, std::size_t bytes) {
    Token token{kind, source_.substr(at_, bytes), line_, column_, 0, 0, first_};
    move(bytes);
    token.end_line = line_;
    token.end_column = column_;
    tokens_.push_back(token);
  }

  // The length of [[…]], [=[…]=]; 0 where none begins here, `npos` where it has no end.
  std::size_t long_text(std::size_t from) const {
    if (from >= source_.size() || source_[from] != '[') return 0;
    std::size_t inner = from + 1;
    while (inner < source_.size() && source_[inner] == '=') ++inner;
    if (inner >= source_.size() || source_[inner] != '[') return 0;
    const std::string ending = "]" + std::string(inner - from - 1, '=') + "]";
    const std::size_t end = source_.find(ending, inner + 1);
    return end == std::string_view::npos ? end : end + ending.size() - from;
  }

  void comment() {
    const std::size_t size = long_text(at_ + 2);
    if (size == std::string_view::npos)
      add(Token::Kind::open_text, source_.size() - at_);
    else if (size > 0)
      move(size + 2);
    else
      move(std::min(source_.find('\n', at_), source_.size()) - at_);
  }

  void take(char c) {
    if (c == '"' || c == '\'') return quoted(c);
    if (const std::size_t size = long_text(at_); size > 0) {
      const bool open = size == std::string_view::npos;
      return add(open ? Token::Kind::open_text : Token::Kind::text, open ? source_.size() - at_ : size);
    }
    std::size_t size = 0;
    if (text::is_ascii_digit(c)) {
      while (at_ + size < source_.size() && (is_word(source_[at_ + size]) || source_[at_ + size] == '.')) ++size;
      return add(Token::Kind::number, size);
    }
    while (at_ + size < source_.size() && is_word(source_[at_ + size])) ++size;
    if (size > 0) {
      const std::string_view word = source_.substr(at_, size);
      const bool known = std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
      return add(known ? Token::Kind::keyword : Token::Kind::name, size);
    }
    for (const std::string_view sign : {"...", "..", "==", "~=", "<=", ">=", "//", "::", "<<", ">>"}) {
      if (source_.substr(at_).starts_with(sign)) return add(Token::Kind::sign, sign.size());
    }
    std::size_t next = at_;
    text::decode_next(source_, next);
    add(Token::Kind::sign, next - at_);
  }

  void quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < source_.size() && source_[end] != quote && source_[end] != '\n') end += source_[end] == '\\' ? 2U : 1U;
    const bool closed = end < source_.size() && source_[end] == quote;
    add(closed ? Token::Kind::text : Token::Kind::open_text, std::min(end + (closed ? 1U : 0U), source_.size()) - at_);
  }

  std::string_view source_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int line_ = 1, column_ = 1;
  bool first_ = true;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view source) { return Reader(source).read(); }

std::string_view closer_of(std::string_view word) {
  if (word == "(") return ")";
  if (word == "{") return "}";
  if (word == "[") return "]";
  if (word == "function" || word == "if" || word == "do") return "end";
  return word == "repeat" ? "until" : "";
}

Opened opened_before(const std::vector<Token>& tokens, std::size_t end) {
  Opened found;
  const auto indent = [&](std::size_t token) {
    while (token > 0 && !tokens[token].first) --token;
    return tokens[token].column;
  };
  for (std::size_t i = 0; i < std::min(end, tokens.size()); ++i) {
    const Token& token = tokens[i];
    if (token.kind != Token::Kind::keyword && token.kind != Token::Kind::sign) continue;
    if (!found.open.empty() && closer_of(tokens[found.open.back()].words) == token.words) {
      if (!found.any_outdented && token.first && token.column < indent(found.open.back())) {
        found.outdented = found.open.back();
        found.outdented_end = i;
        found.any_outdented = true;
      }
      found.open.pop_back();
    } else if (!closer_of(token.words).empty()) {
      found.open.push_back(i);
    }
  }
  return found;
}

}  // namespace gouji::script
