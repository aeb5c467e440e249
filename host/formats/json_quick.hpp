// A quick way through sound JSON, telling a handler what it meets (the calls of nlohmann's SAX). It knows no errors:
// what it does not take, errors among it, is left to the parser that can tell what is wrong.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gouji {

template <class Handler>
class QuickJson {
 public:
  // `line` is that of what the handler is told of.
  QuickJson(std::string_view json, int& line, Handler& handler)
      : at_(json.data()), end_(at_ + json.size()), line_(line), handler_(handler) {}

  // Whether it is one sound value. Not taken: decimals, numbers of 19 digits and more, pairs of surrogates, a byte
  // order mark. The handler may have been told of a part by then.
  bool parse() { return value() && (blanks(), at_ == end_); }

 private:
  static constexpr int kMostDigits = 18;

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  void blanks() {
    for (; at_ != end_; ++at_) {
      if (*at_ == '\n')
        ++line_;
      else if (*at_ != ' ' && *at_ != '\r' && *at_ != '\t')
        return;
    }
  }

  bool take(char wanted) {
    blanks();
    if (at_ == end_ || *at_ != wanted) return false;
    ++at_;
    return true;
  }

  bool word(std::string_view wanted) {
    if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }

  bool value() {
    blanks();
    if (at_ == end_) return false;
    switch (*at_) {
      case '{': return object();
      case '[': return list();
      case '"': return text() && handler_.string(text_);
      case 't': return word("true") && handler_.boolean(true);
      case 'f': return word("false") && handler_.boolean(false);
      case 'n': return word("null") && handler_.null();
      default: return integer();
    }
  }

  bool object() {
    ++at_;
    if (!handler_.start_object(0)) return false;
    if (!take('}')) {
      do {
        blanks();
        if (at_ == end_ || *at_ != '"' || !text() || !handler_.key(text_) || !take(':') || !value()) return false;
      } while (take(','));
      if (!take('}')) return false;
    }
    return handler_.end_object();
  }

  bool list() {
    ++at_;
    if (!handler_.start_array(0)) return false;
    if (!take(']')) {
      do {
        if (!value()) return false;
      } while (take(','));
      if (!take(']')) return false;
    }
    return handler_.end_array();
  }

  bool integer() {
    const bool negative = *at_ == '-';
    if (negative) ++at_;
    const char* const begin = at_;
    std::int64_t number = 0;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
      if (at_ - begin >= kMostDigits) return false;
      number = number * 10 + (*at_ - '0');
    }
    if (at_ == begin || (*begin == '0' && (negative || at_ - begin > 1))) return false;
    if (at_ != end_ && (*at_ == '.' || *at_ == 'e' || *at_ == 'E')) return false;
    return handler_.number_integer(negative ? -number : number);
  }

  // Into text_, from its opening quote on.
  bool text() {
    text_.clear();
    ++at_;
    for (;;) {
      const char* const run = at_;
      while (at_ != end_ && static_cast<unsigned char>(*at_) - 0x20U < 0x60U && *at_ != '"' && *at_ != '\\') ++at_;
      text_.append(run, at_);
      if (at_ == end_) return false;
      if (*at_ == '"') {
        ++at_;
        return true;
      }
      if (*at_ == '\\' ? !escape() : !character()) return false;
    }
  }

  bool escape() {
    if (end_ - at_ < 2) return false;
    const char sign = at_[1];
    at_ += 2;
    switch (sign) {
      case '"':
      case '\\':
      case '/': text_ += sign; return true;
      case 'b': text_ += '\b'; return true;
      case 'f': text_ += '\f'; return true;
      case 'n': text_ += '\n'; return true;
      case 'r': text_ += '\r'; return true;
      case 't': text_ += '\t'; return true;
      case 'u': return code_point();
      default: return false;
    }
  }

  bool code_point() {
    constexpr int kHexDigits = 4;
    if (end_ - at_ < kHexDigits) return false;
    unsigned code = 0;
    for (int i = 0; i < kHexDigits; ++i, ++at_) {
      const char c = *at_;
      const char low = static_cast<char>(c | 0x20);
      if (is_digit(c))
        code = code * 16 + static_cast<unsigned>(c - '0');
      else if (low >= 'a' && low <= 'f')
        code = code * 16 + static_cast<unsigned>(low - 'a') + 10;
      else
        return false;
    }
    if (code >= 0xD800 && code <= 0xDFFF) return false;
    const auto put = [&](unsigned byte) { text_ += static_cast<char>(byte); };
    if (code < 0x80) {
      put(code);
    } else if (code < 0x800) {
      put(0xC0U | (code >> 6U));
      put(0x80U | (code & 0x3FU));
    } else {
      put(0xE0U | (code >> 12U));
      put(0x80U | ((code >> 6U) & 0x3FU));
      put(0x80U | (code & 0x3FU));
    }
    return true;
  }

  // One character of several bytes, as Unicode allows them: no overlong forms, no surrogates, none above U+10FFFF.
  bool character() {
    const auto byte = [&](int i) { return static_cast<unsigned char>(at_[i]); };
    const unsigned first = byte(0);
    int length = 0;
    unsigned least = 0x80, most = 0xBF;  // of the second byte
    if (first >= 0xC2 && first <= 0xDF) {
      length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
      length = 3;
      if (first == 0xE0) least = 0xA0;
      if (first == 0xED) most = 0x9F;
    } else if (first >= 0xF0 && first <= 0xF4) {
      length = 4;
      if (first == 0xF0) least = 0x90;
      if (first == 0xF4) most = 0x8F;
    } else {
      return false;
    }
    if (end_ - at_ < length || byte(1) < least || byte(1) > most) return false;
    for (int i = 2; i < length; ++i) {
      if ((byte(i) & 0xC0U) != 0x80U) return false;
    }
    text_.append(at_, static_cast<std::size_t>(length));
    at_ += length;
    return true;
  }

  const char* at_;
  const char* const end_;
  int& line_;
  Handler& handler_;
  std::string text_;
};

}  // namespace gouji
