#include "formats/number_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "formats/date_format.hpp"

namespace gouji {
namespace {

using Kind = NumberFormat::Kind;
using Section = NumberFormat::Section;
using Token = NumberFormat::Token;

constexpr int kDigits = 15;  // of a stored number
constexpr int kMostPlain = 21;
constexpr int kLeastPlain = -9;

constexpr std::array<std::pair<int, std::string_view>, 55> kBuiltin{{
    {0, "General"},
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {5, "\"¥\"#,##0;\"¥\"-#,##0"},
    {6, "\"¥\"#,##0;\"¥\"-#,##0"},
    {7, "\"¥\"#,##0.00;\"¥\"-#,##0.00"},
    {8, "\"¥\"#,##0.00;\"¥\"-#,##0.00"},
    {9, "0%"},
    {10, "0.00%"},
    {11, "0.00E+00"},
    {12, "# ?/?"},
    {13, "# ?\?/?\?"},
    {14, "yyyy/m/d"},
    {15, "d-mmm-yy"},
    {16, "d-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm AM/PM"},
    {19, "h:mm:ss AM/PM"},
    {20, "h:mm"},
    {21, "h:mm:ss"},
    {22, "yyyy/m/d h:mm"},
    {27, "yyyy\"年\"m\"月\""},
    {28, "m\"月\"d\"日\""},
    {29, "m\"月\"d\"日\""},
    {30, "m-d-yy"},
    {31, "yyyy\"年\"m\"月\"d\"日\""},
    {32, "h\"时\"mm\"分\""},
    {33, "h\"时\"mm\"分\"ss\"秒\""},
    {34, "上午/下午h\"时\"mm\"分\""},
    {35, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
    {36, "yyyy\"年\"m\"月\""},
    {37, "#,##0;-#,##0"},
    {38, "#,##0;-#,##0"},
    {39, "#,##0.00;-#,##0.00"},
    {40, "#,##0.00;-#,##0.00"},
    {41, "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ "},
    {42, "_ \"¥\"* #,##0_ ;_ \"¥\"* -#,##0_ ;_ \"¥\"* \"-\"_ ;_ @_ "},
    {43, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"?\?_ ;_ @_ "},
    {44, "_ \"¥\"* #,##0.00_ ;_ \"¥\"* -#,##0.00_ ;_ \"¥\"* \"-\"?\?_ ;_ @_ "},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {48, "##0.0E+0"},
    {49, "@"},
    {50, "yyyy\"年\"m\"月\""},
    {51, "m\"月\"d\"日\""},
    {52, "yyyy\"年\"m\"月\""},
    {53, "m\"月\"d\"日\""},
    {54, "m\"月\"d\"日\""},
    {55, "上午/下午h\"时\"mm\"分\""},
    {56, "上午/下午h\"时\"mm\"分\"ss\"秒\""},
    {57, "yyyy\"年\"m\"月\""},
    {58, "m\"月\"d\"日\""},
}};

bool starts(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
           return text::ascii_lower(a) == text::ascii_lower(b);
         });
}

// The sections between semicolons that are neither quoted, escaped nor in brackets.
std::vector<std::string_view> split(std::string_view code) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  bool quoted = false;
  bool bracket = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (quoted)
      quoted = c != '"';
    else if (bracket)
      bracket = c != ']';
    else if (c == '"')
      quoted = true;
    else if (c == '[')
      bracket = true;
    else if (c == '\\' || c == '!' || c == '_' || c == '*')
      ++i;
    else if (c == ';') {
      parts.push_back(code.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  parts.push_back(code.substr(std::min(begin, code.size())));
  return parts;
}

class Parser {
 public:
  explicit Parser(std::string_view code) : code_(code) {}

  Section parse() {
    while (at_ < code_.size()) step();
    finish();
    return std::move(section_);
  }

 private:
  void literal(std::string_view text) {
    auto& tokens = section_.tokens;
    if (!tokens.empty() && tokens.back().kind == Kind::literal)
      tokens.back().text += text;
    else
      tokens.push_back({Kind::literal, std::string(text)});
  }
  // The code point at `at`; moves behind it.
  std::string_view character(std::size_t& at) const {
    const std::size_t begin = at;
    if (at < code_.size()) text::decode_next(code_, at);
    return code_.substr(begin, at - begin);
  }

  void step() {
    const std::string_view rest = code_.substr(at_);
    const char c = rest.front();
    if (c == '"') {
      const std::size_t end = std::min(code_.find('"', at_ + 1), code_.size());
      literal(code_.substr(at_ + 1, end - at_ - 1));
      at_ = std::min(end + 1, code_.size());
    } else if (c == '\\' || c == '!') {
      ++at_;
      literal(character(at_));
    } else if (c == '_' || c == '*') {  // the width of a character; a filling
      ++at_;
      character(at_);
      if (c == '_') literal(" ");
    } else if (c == '[') {
      bracket();
    } else if (starts(rest, "general")) {
      section_.tokens.push_back({Kind::general, {}});
      at_ += 7;
    } else if (rest.starts_with("G/通用格式")) {
      section_.tokens.push_back({Kind::general, {}});
      at_ += std::string_view("G/通用格式").size();
    } else if (starts(rest, "AM/PM") || starts(rest, "A/P") || rest.starts_with("上午/下午")) {
      const std::size_t size = starts(rest, "A/P")     ? 3
                               : starts(rest, "AM/PM") ? 5
                                                       : std::string_view("上午/下午").size();
      date(size);
    } else if (c == '0' || c == '#' || c == '?') {
      section_.tokens.push_back({Kind::digit, std::string(1, c)});
      ++at_;
    } else if (c == '.') {
      section_.tokens.push_back({Kind::point, "."});
      ++at_;
    } else if (c == ',') {
      section_.tokens.push_back({Kind::point, ","});  // sorted out in the end
      ++at_;
    } else if (c == '%') {
      section_.tokens.push_back({Kind::percent, "%"});
      ++section_.percents;
      ++at_;
    } else if (c == '@') {
      section_.tokens.push_back({Kind::text, {}});
      ++at_;
    } else if (starts(rest, "E+") || starts(rest, "E-")) {
      section_.tokens.push_back({Kind::exponent, std::string(rest.substr(0, 2))});
      at_ += 2;
    } else if (std::string_view("ymdhsae").find(text::ascii_lower(c)) != std::string_view::npos) {
      std::size_t size = 1;
      while (size < rest.size() && text::ascii_lower(rest[size]) == text::ascii_lower(c)) ++size;
      date(size);
    } else if (c == '/' && !section_.is_date && saw_digit()) {
      section_.as_general = true;  // a fraction
      ++at_;
    } else {
      literal(character(at_));
    }
  }

  bool saw_digit() const {
    return std::any_of(section_.tokens.begin(), section_.tokens.end(),
                       [](const Token& token) { return token.kind == Kind::digit; });
  }

  void date(std::size_t size) {
    std::string word;
    for (const char c : code_.substr(at_, size)) word += text::ascii_lower(c);
    section_.tokens.push_back({Kind::date, word});
    section_.is_date = true;
    at_ += size;
  }

  void bracket() {
    const std::size_t end = std::min(code_.find(']', at_), code_.size());
    const std::string_view inside = code_.substr(at_ + 1, std::max(end, at_ + 1) - at_ - 1);
    at_ = std::min(end + 1, code_.size());
    if (inside.starts_with('$')) {  // [$¥-804]
      literal(inside.substr(1, std::min(inside.find('-'), inside.size()) - 1));
    } else if (inside.starts_with('<') || inside.starts_with('>') || inside.starts_with('=')) {
      const bool two = inside.size() > 1 && (inside[1] == '=' || inside[1] == '>');
      const auto limit = decimal_of(text::trim(inside.substr(two ? 2 : 1)));
      if (!limit) return;
      section_.comparison = !two ? inside[0] : inside[1] == '>' ? 'n' : inside[0] == '<' ? 'l' : 'g';
      section_.limit = *limit;
    } else if (!inside.empty() && inside.find_first_not_of("hH") == std::string_view::npos) {
      elapsed("[h]");
    } else if (!inside.empty() && inside.find_first_not_of("mM") == std::string_view::npos) {
      elapsed("[m]");
    } else if (!inside.empty() && inside.find_first_not_of("sS") == std::string_view::npos) {
      elapsed("[s]");
    }  // colours, [DBNum1] and the like do not change what the number is
  }
  void elapsed(const char* word) {
    section_.tokens.push_back({Kind::date, word});
    section_.is_date = true;
  }

  // Commas: between digits they group, behind the last digit they divide by a thousand each.
  void finish() {
    auto& tokens = section_.tokens;
    std::vector<Token> kept;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind != Kind::point || tokens[i].text != ",") {
        kept.push_back(std::move(tokens[i]));
        continue;
      }
      const bool after_digit = !kept.empty() && kept.back().kind == Kind::digit;
      std::size_t next = i;
      while (next < tokens.size() && tokens[next].kind == Kind::point && tokens[next].text == ",") ++next;
      const bool before_digit = next < tokens.size() && tokens[next].kind == Kind::digit;
      if (section_.is_date || !after_digit)
        kept.push_back({Kind::literal, ","});
      else if (before_digit)
        section_.grouped = true;
      else
        section_.thousands += static_cast<int>(next - i);
      if (after_digit && !section_.is_date) i = next - 1;
    }
    tokens = std::move(kept);
  }

  std::string_view code_;
  std::size_t at_ = 0;
  Section section_;
};

int compare(const DecimalText& a, const DecimalText& b) {
  if (a.is_zero() || b.is_zero() || a.negative != b.negative) {
    const int left = a.is_zero() ? 0 : a.negative ? -1 : 1;
    const int right = b.is_zero() ? 0 : b.negative ? -1 : 1;
    return left - right;
  }
  int order = a.point != b.point ? (a.point < b.point ? -1 : 1) : a.digits.compare(b.digits);
  return a.negative ? -order : order;
}

bool holds(const Section& section, const DecimalText& value) {
  const int order = compare(value, section.limit);
  switch (section.comparison) {
    case '<': return order < 0;
    case '>': return order > 0;
    case '=': return order == 0;
    case 'l': return order <= 0;
    case 'g': return order >= 0;
    case 'n': return order != 0;
    default: return true;
  }
}

// The integer digits spread over their places from the right; what is too long goes before the first.
std::string integer_part(const std::vector<Token>& tokens, std::size_t from, std::size_t to, std::string digits,
                         bool grouped) {
  std::size_t places = 0;
  std::size_t needed = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (tokens[i].kind != Kind::digit) continue;
    ++places;
    if (tokens[i].text == "0" || needed > 0) ++needed;
  }
  std::size_t spaces = 0;  // '?' left of the first digit
  {
    std::size_t left = places;
    for (std::size_t i = from; i < to; ++i) {
      if (tokens[i].kind != Kind::digit) continue;
      if (left > std::max(needed, digits.size()) && tokens[i].text == "?") ++spaces;
      --left;
    }
  }
  if (digits.size() < needed) digits.insert(0, needed - digits.size(), '0');
  std::string out;
  std::size_t place = places;  // from the right, of the digit place that comes next
  std::size_t used = 0;
  const auto put = [&](std::size_t count) {
    for (; count > 0 && used < digits.size(); --count) {
      out += digits[used++];
      const std::size_t behind = digits.size() - used;
      if (grouped && behind > 0 && behind % 3 == 0) out += ',';
    }
  };
  for (std::size_t i = from; i < to; ++i) {
    if (tokens[i].kind != Kind::digit) {
      out += tokens[i].text;
      continue;
    }
    if (place == places) {
      out.append(spaces, ' ');
      if (digits.size() > places) put(digits.size() - places);
    }
    if (digits.size() - used >= place && place > 0) put(1);
    --place;
  }
  return out;
}

std::string fraction_part(const std::vector<Token>& tokens, std::size_t from, std::size_t to, std::string_view digits) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t i = from; i < to; ++i) {
    if (tokens[i].kind != Kind::digit) {
      out += tokens[i].text;
      continue;
    }
    if (used < digits.size())
      out += digits[used];
    else if (tokens[i].text == "0")
      out += '0';
    else if (tokens[i].text == "?")
      out += ' ';
    ++used;
  }
  return out;
}

struct Parts {
  std::string integer, fraction;
};
Parts parts_of(const DecimalText& value) {
  const std::string plain = DecimalText{false, value.digits, value.point}.plain();
  const std::size_t point = plain.find('.');
  std::string integer = plain.substr(0, point);
  if (integer == "0") integer.clear();
  return {integer, point == std::string::npos ? "" : plain.substr(point + 1)};
}

// `sign`: a minus is wanted where something is left after rounding.
std::string show_number(const Section& section, DecimalText value, bool sign) {
  const auto& tokens = section.tokens;
  std::size_t point = tokens.size();
  std::size_t exponent = tokens.size();
  int places = 0;
  int whole = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == Kind::exponent && exponent == tokens.size()) exponent = i;
    if (tokens[i].kind == Kind::point && point == tokens.size() && i < exponent) point = i;
    if (tokens[i].kind == Kind::digit && i < exponent) ++(i > point ? places : whole);
  }
  value.point += 2 * section.percents - 3 * section.thousands;
  int power = 0;
  if (exponent < tokens.size() && !value.is_zero()) {
    const int step = std::max(1, whole);
    const auto settle = [&] {
      power = value.point - 1;
      power -= ((power % step) + step) % step;
    };
    settle();
    value.round_digits(value.point - power + places);
    settle();
    value.point -= power;
  }
  value.round_places(places);
  const Parts parts = parts_of(value);
  const std::size_t integer_end = std::min(point, exponent);
  std::string out = sign && value.negative && !value.is_zero() ? "-" : "";
  out += integer_part(tokens, 0, integer_end, parts.integer, section.grouped);
  if (point < exponent) out += "." + fraction_part(tokens, point + 1, exponent, parts.fraction);
  if (exponent < tokens.size()) {
    out += 'E';
    if (power < 0)
      out += '-';
    else if (tokens[exponent].text.back() == '+')
      out += '+';
    out +=
        integer_part(tokens, exponent + 1, tokens.size(), power == 0 ? "" : fmt::format("{}", std::abs(power)), false);
  }
  return out;
}

bool has(const Section& section, Kind kind) {
  return std::any_of(section.tokens.begin(), section.tokens.end(),
                     [&](const Token& token) { return token.kind == kind; });
}

std::string joined_tokens(const Section& section, std::string_view inside) {
  std::string out;
  for (const Token& token : section.tokens) {
    out += token.kind == Kind::general || token.kind == Kind::text ? inside : std::string_view(token.text);
  }
  return out;
}

}  // namespace

std::string_view builtin_number_format(int id) {
  const auto* const found =
      std::find_if(kBuiltin.begin(), kBuiltin.end(), [&](const auto& one) { return one.first == id; });
  return id < 0 || found == kBuiltin.end() ? std::string_view() : found->second;
}

std::string show_general(DecimalText value) {
  value.round_digits(kDigits);
  if (value.is_zero() || (value.point <= kMostPlain && value.point > kLeastPlain)) return value.plain();
  const int power = value.point - 1;
  value.point = 1;
  return fmt::format("{}E{}{:02}", value.plain(), power < 0 ? '-' : '+', std::abs(power));
}

NumberFormat::NumberFormat(std::string_view code) {
  for (const std::string_view part : split(code)) sections_.push_back(Parser(part).parse());
}

// Sections are for positive; negative; zero; text, or for what their conditions say.
const Section* NumberFormat::section_for(const DecimalText& value, bool& drop_sign) const {
  const std::size_t count = std::min<std::size_t>(sections_.size(), 3);
  if (count == 0 || (sections_.size() == 1 && has(sections_[0], Kind::text))) return nullptr;
  if (sections_[0].comparison != 0 || (count > 1 && sections_[1].comparison != 0)) {
    for (std::size_t i = 0; i + 1 < count; ++i) {
      if (sections_[i].comparison != 0 ? holds(sections_[i], value) : i == 0 ? !value.negative : value.negative)
        return &sections_[i];
    }
    return sections_[count - 1].comparison != 0 && !holds(sections_[count - 1], value) ? nullptr
                                                                                       : &sections_[count - 1];
  }
  if (value.negative && count > 1) {
    drop_sign = true;
    return &sections_[1];
  }
  return value.is_zero() && count > 2 ? &sections_[2] : &sections_[0];
}

std::string NumberFormat::show(std::string_view stored, bool since_1904) const {
  std::optional<DecimalText> number = decimal_of(text::trim(stored));
  if (!number) return std::string(stored);
  number->round_digits(kDigits);
  bool drop_sign = false;
  const Section* section = section_for(*number, drop_sign);
  if (section == nullptr || section->as_general) return show_general(*number);
  if (drop_sign) number->negative = false;
  if (section->is_date) {
    const auto shown = show_date(*section, *number, since_1904);
    return shown ? *shown : show_general(*number);
  }
  if (has(*section, Kind::general)) return joined_tokens(*section, show_general(*number));
  if (has(*section, Kind::text)) return joined_tokens(*section, show_general(*number));
  if (!has(*section, Kind::digit))
    return (number->negative && !section->tokens.empty() ? "-" : "") + joined_tokens(*section, "");
  return show_number(*section, *number, true);
}

std::string NumberFormat::show_text(std::string_view text) const {
  for (const Section& section : sections_) {
    if (has(section, Kind::text)) return joined_tokens(section, text);
  }
  return std::string(text);
}

}  // namespace gouji
