#include "formats/toml_slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace gouji {
namespace {

constexpr std::size_t kLongestShown = 40;
constexpr std::u32string_view kWideSigns = U"＝，；：［］｛｝（）．＃＋－％";
constexpr std::u32string_view kNarrow = U"=,;:[]{}().#+-%";
constexpr std::u32string_view kQuotes = U"“”‘’＂＇「」『』";

bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// One line of a file and where the parser stopped in it.
class Spot {
 public:
  Spot(const std::string& text, int line, int column, std::string_view reason) : text_(text), reason_(reason) {
    std::size_t from = 0;
    for (int i = 1; i < line && from != std::string::npos; ++i) {
      from = text.find('\n', from);
      if (from != std::string::npos) ++from;
    }
    if (from != std::string::npos) line_ = text::decode(text.substr(from, text.find('\n', from) - from));
    while (!line_.empty() && line_.back() == U'\r') line_.pop_back();
    at_ = static_cast<std::size_t>(std::max(1, column)) - 1;
    number_ = line;
  }

  TomlSlip slip() const {
    for (const auto look : {&Spot::encoding, &Spot::open_quote, &Spot::wide, &Spot::twice, &Spot::number, &Spot::colon,
                            &Spot::bare_key, &Spot::bare_text, &Spot::comma}) {
      if (TomlSlip found = (this->*look)(); !found.chinese.empty()) return found;
    }
    const std::string shown = text::visible(text::shorten(std::string(reason_), 160));
    return {"TOML 语法错误：" + shown, "TOML syntax: " + shown,
            "检查引号、方括号和等号；文字、小数须加英文双引号；一个键只能写一次",
            "check quotes, brackets and equals signs; texts and decimals stand in double quotes; a key is given once"};
  }

 private:
  bool because(std::string_view words) const { return reason_.find(words) != std::string_view::npos; }
  char32_t here() const { return at_ < line_.size() ? line_[at_] : U'\0'; }

  TomlSlip encoding() const {
    if (!because("invalid utf-8")) return {};
    const bool sixteen =
        text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF") || text_.find('\0') != std::string::npos;
    return {fmt::format("文件不是 UTF-8 编码（可能是 {}）",
                        sixteen ? "UTF-16，记事本里叫 Unicode" : "GBK，记事本里叫 ANSI"),
            fmt::format("the file is not in UTF-8 (it may be {})", sixteen ? "UTF-16" : "GBK"),
            "在编辑器里另存为 UTF-8", "save it as UTF-8 in the editor"};
  }

  // The text begins by " and the line ends before it is closed, often by ”.
  TomlSlip open_quote() const {
    if (!because("control character") && !because("end-of-file")) return {};
    if (!because("string")) return {};
    const std::size_t place = line_.find_last_of(U"”’＂＇");
    if (place != std::u32string::npos) {
      const std::string sign = text::encode(line_.substr(place, 1));
      return {fmt::format("文字用英文引号开头，用中文的 {} 收尾", sign),
              fmt::format("the text begins by an English quote and ends by the Chinese {}", sign),
              "两头都改成英文双引号 \"", "use the English double quote \" at both ends", static_cast<int>(place) + 1};
    }
    return {"文字没有收尾：缺少后一个引号", "the text is not closed: its second quote is missing",
            "在文字末尾加英文双引号 \"；一段文字写在一行里", "end the text by a double quote \", on the same line"};
  }

  TomlSlip wide() const {
    const char32_t sign = here();
    if (sign == U'\0') return {};
    const std::string shown = text::encode(std::u32string(1, sign));
    if (kQuotes.find(sign) != std::u32string_view::npos) {
      return {fmt::format("用了中文引号 {}", shown), fmt::format("a Chinese quote: {}", shown),
              "文字两头都改成英文双引号 \"", "use the English double quote \" at both ends of the text"};
    }
    if (const auto place = kWideSigns.find(sign); place != std::u32string_view::npos) {
      if (sign == U'，' && at_ > 0 && digit(line_[at_ - 1]) && at_ + 1 < line_.size() && digit(line_[at_ + 1])) {
        return {fmt::format("数里有全角的“{}”", shown), fmt::format("a full-width {} inside a number", shown),
                "数写在英文双引号里，不分节：\"1000\"，\"1.5\"；分开两项的用英文逗号 ,",
                "write the number in double quotes: \"1000\", \"1.5\"; items are parted by an English comma"};
      }
      if (sign == U'：' && because("expected '='"))
        return {"键的后面是全角的“：”", "a full-width colon behind the key", "改成 =", "type ="};
      const std::string narrow = text::encode(std::u32string(1, kNarrow[place]));
      const bool ends_line = sign == U'；';
      return {fmt::format("用了全角的“{}”", shown), fmt::format("a full-width {}", shown),
              ends_line ? "删去，行末不加标点；列表里的两项用英文逗号 , 分开" : fmt::format("改成英文的 {}", narrow),
              ends_line ? "remove it: nothing ends a line; items of a list are parted by an English comma"
                        : fmt::format("type the English {}", narrow)};
    }
    if (sign == U'。' || sign == U'、') {
      return {fmt::format("用了中文标点“{}”", shown), fmt::format("a Chinese {}", shown),
              "删去；列表里的两项用英文逗号 , 分开", "remove it; items of a list are parted by an English comma"};
    }
    const bool blank = sign == U'\u3000' || sign == U'\u00A0' || (sign >= U'\u2000' && sign <= U'\u200F') ||
                       sign == U'\uFEFF' || sign == U'\u202F';
    if (!blank) return {};
    const std::string code = fmt::format("U+{:04X}", static_cast<unsigned>(sign));
    return {
        sign == U'\u3000' ? std::string("有一个全角空格") : fmt::format("有一个看不见的字符 {}", code),
        sign == U'\u3000' ? std::string("a full-width blank") : fmt::format("a character that is not seen: {}", code),
        "删去这一格重新输入；空格用英文的", "delete it and type an English blank"};
  }

  TomlSlip twice() const {
    if (!because("redefine")) return {};
    const std::string own(text::trim(text_line(number_)));
    if (because("table") && own.starts_with('[')) {
      for (int line = 1; line < number_; ++line) {
        if (text::trim(text_line(line)) != own) continue;
        return {fmt::format("{} 一节前面已经有了，在第 {} 行", own, line),
                fmt::format("there is a section {} already, in line {}", own, line), "两节合成一节，一个名称只写一次",
                "make them one; a name is given once"};
      }
      return {};
    }
    const std::string key(text::trim(std::string_view(own).substr(0, own.find('='))));
    return {fmt::format("“{}”在这一节里写了两次", key), fmt::format("{} is given twice in this section", key),
            "只留一个", "keep one of them"};
  }

  TomlSlip number() const {
    const bool after = at_ > 0 && at_ <= line_.size() && digit(line_[at_ - 1]);
    if (!after) return {};
    if (here() == U'%')
      return {"百分数没有写在引号里", "a percentage without quotes", "写成 \"…%\"，或写明 unit = \"%\" 后只写数",
              "write \"…%\", or the number alone beside unit = \"%\""};
    if (here() == U',' && at_ + 1 < line_.size() && digit(line_[at_ + 1]))
      return {"数里有逗号", "a comma inside a number", "数不分节，写在英文双引号里：\"1000\"",
              "write the number without it, in double quotes: \"1000\""};
    return {};
  }

  TomlSlip colon() const {
    if (!because("expected '='")) return {};
    if (here() == U':') return {"键的后面是“:”", "a colon behind the key", "改成 =", "type ="};
    return {"键的后面缺少 =", "the key has no = behind it", "写成 键 = 值", "write key = value"};
  }

  // 依据 = "…": keys are English words; other names stand in quotes.
  TomlSlip bare_key() const {
    if (here() < U'\u0080' || !(because("expected keys") || because("bare key") || because("expected key"))) return {};
    const std::string word = word_here();
    return {fmt::format("“{}”不能这样作键", word), fmt::format("{} cannot be a key as it stands", word),
            "键写英文（title、basis、value…）；名称要用中文的，加英文双引号",
            "keys are English words (title, basis, value …); a name in Chinese stands in double quotes"};
  }

  TomlSlip bare_text() const {
    if (!because("value type") && !because("expected value")) return {};
    const std::string word = word_here();
    if (word.empty()) return {"= 后面没有值", "nothing behind =", "写上值，文字加英文双引号", "write the value"};
    return {fmt::format("文字“{}”没有加英文双引号", word), fmt::format("the text {} has no quotes", word),
            fmt::format("写成 \"{}\"；数用阿拉伯数字", word), fmt::format("write \"{}\"; a number in digits", word)};
  }

  TomlSlip comma() const {
    if (!because("expected comma")) return {};
    if (here() == U'\0') return {"列表没有收尾", "the list is not closed", "加上 ]", "add ]"};
    return {"列表里两项之间缺少英文逗号，或缺少 ]", "two items without a comma between them, or ] is missing",
            "两项之间加英文逗号 ,", "put an English comma between them"};
  }

  std::string word_here() const {
    std::size_t end = at_;
    while (end < line_.size() && std::u32string_view(U",]}=#\"'").find(line_[end]) == std::u32string_view::npos) ++end;
    const std::string word = text::encode(line_.substr(std::min(at_, line_.size()), end - at_));
    return text::visible(text::shorten(text::trim(word), kLongestShown));
  }

  std::string text_line(int number) const {
    std::size_t from = 0;
    for (int i = 1; i < number; ++i) from = text_.find('\n', from) + 1;
    return text_.substr(from, text_.find('\n', from) - from);
  }

  const std::string& text_;
  std::string_view reason_;
  std::u32string line_;
  std::size_t at_ = 0;
  int number_ = 1;
};

}  // namespace

TomlSlip toml_slip(const std::string& text, int line, int column, std::string_view reason) {
  return Spot(text, line, column, reason).slip();
}

}  // namespace gouji
