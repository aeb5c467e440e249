#include "formats/toml_slips.hpp"

#include <fmt/format.h>

#include <algorithm>

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
    for (const auto look :
         {&Spot::encoding, &Spot::open_quote, &Spot::wide, &Spot::twice, &Spot::number, &Spot::escape, &Spot::head,
          &Spot::braces, &Spot::colon, &Spot::bare_key, &Spot::bare_text, &Spot::comma, &Spot::behind, &Spot::no_key}) {
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
    if (own.starts_with('[')) {
      for (int line = 1; line < number_; ++line) {
        if (text::trim(text_line(line)) != own) continue;
        return {fmt::format("{} 一节前面已经有了，在第 {} 行", own, line),
                fmt::format("there is a section {} already, in line {}", own, line), "两节合成一节，一个名称只写一次",
                "make them one; a name is given once"};
      }
      return {fmt::format("{} 的名称前面已经用过，写法不同", own),
              fmt::format("the name of {} is taken already, in another form", own),
              "同一个名称只用一种写法：都写 [[…]]（几节并列）或只写一节 […]",
              "use one form for a name: [[…]] for each of several sections, or […] once"};
    }
    const std::string key(text::trim(std::string_view(own).substr(0, own.find('='))));
    return {fmt::format("“{}”在这一节里写了两次", key), fmt::format("{} is given twice in this section", key),
            "只留一个", "keep one of them"};
  }

  TomlSlip number() const {
    if (because("parsing string") || because("unicode")) return {};
    const char32_t before = at_ > 0 && at_ <= line_.size() ? line_[at_ - 1] : U'\0';
    const bool begun = before == U'.' || before == U'e' || before == U'E' || before == U'-' || before == U'+';
    if (!digit(before) && !(begun && because("digit"))) return {};
    if (here() == U'%')
      return {"百分数没有写在引号里", "a percentage without quotes", "写成 \"…%\"，或写明 unit = \"%\" 后只写数",
              "write \"…%\", or the number alone beside unit = \"%\""};
    if (here() == U',' && at_ + 1 < line_.size() && digit(line_[at_ + 1]))
      return {"数里有逗号", "a comma inside a number", "数不分节，写在英文双引号里：\"1000\"",
              "write the number without it, in double quotes: \"1000\""};
    if (because("leading zeroes"))
      return {"数的前面有多余的 0", "a number with a zero before it", "编号写在英文双引号里：\"01\"；数删去前面的 0",
              "write a code in double quotes: \"01\"; of a number remove the zero"};
    if (because("date") || because("month") || because("day") || because("hour"))
      return {"日期写得不对", "this is no date", "写成 \"2026-05-01\"，加英文双引号",
              "write \"2026-05-01\", in double quotes"};
    if (!because("digit")) return {};
    return {"数没有写完，或数的后面连着别的字", "a number that is not complete, or has other signs behind it",
            "只写数；带单位或文字的，写在英文双引号里",
            "write the number alone; with a unit or text, in double quotes"};
  }

  TomlSlip escape() const {
    if (!because("escape") && !because("unicode scalar")) return {};
    return {"双引号里的反斜线 \\ 有另外的意思", "a backslash \\ in double quotes has a meaning of its own",
            "要写反斜线本身就写两个 \\\\，或把文字放在英文单引号 ' 里",
            "write two of them, \\\\, or put the text in single quotes '"};
  }

  // [ and [[ with what closes them.
  TomlSlip head() const {
    if (!because("table header")) return {};
    const std::string own(text::trim(text_line(number_)));
    const bool list = own.starts_with("[[");
    const std::string_view open = list ? "[[" : "[", close = list ? "]]" : "]";
    if (because("blank")) {
      return {"方括号里没有名称", "nothing in the square brackets", "写上名称：[\"名称\"]", "write a name: [\"name\"]"};
    }
    if (because("expected ']'")) {
      if (here() != U'\0' && here() != U' ' && here() != U'#' && here() != U']') {
        return {"方括号里的名称不是一个词", "the name in the square brackets is no single word",
                fmt::format("名称加英文双引号，如 {}\"名称\"{}；也可能少了 {}", open, close, close),
                fmt::format("put the name in double quotes, as in {}\"name\"{}; or {} is missing", open, close, close)};
      }
      return {fmt::format("节名没有收尾：缺少 {}", close), fmt::format("the head of a section lacks its {}", close),
              fmt::format("写成 {}名称{}，单独一行", open, close),
              fmt::format("write {}name{}, on its own line", open, close)};
    }
    if (here() == U']')
      return {"方括号多了一个 ]", "a ] too many", fmt::format("用 {} 开头就用 {} 收尾", open, close),
              fmt::format("what {} begins {} ends", open, close)};
    return {};
  }

  // { a = 1, b = 2 } stands on one line.
  TomlSlip braces() const {
    if (!because("inline table")) return {};
    if (because("dangling comma"))
      return {"} 前面多了一个逗号", "a comma before }", "删去这个逗号", "remove the comma"};
    if (here() == U'\0')
      return {"花括号没有在这一行收尾：缺少 }", "the braces are not closed on this line: } is missing",
              "{ … } 写在一行里，末尾加 }；太长就另写一节 [名称.…]",
              "keep { … } on one line and add }; a long one becomes a section of its own"};
    if (because("expected comma"))
      return {"花括号里两项之间缺少英文逗号，或缺少 }",
              "two items in braces without a comma between them, or } is missing", "两项之间加英文逗号 ,",
              "put an English comma between them"};
    return {};
  }

  // A line that should have ended.
  TomlSlip behind() const {
    if (!because("expected a comment or whitespace")) return {};
    if (here() == U',' || here() == U';')
      return {fmt::format("这一行的后面多了“{}”", text::encode(std::u32string(1, here()))),
              fmt::format("a {} at the end of this line", text::encode(std::u32string(1, here()))),
              "一行只写一个 键 = 值，行末不加标点", "write one key = value a line, and nothing ends a line"};
    if (because("table header"))
      return {fmt::format("节名的后面还有“{}”", word_here()),
              fmt::format("{} behind the head of a section", word_here()), "节名单独一行；说明写在 # 后面",
              "a head has a line of its own; notes stand behind #"};
    return {fmt::format("值的后面还有“{}”", rest_here()), fmt::format("{} behind the value", rest_here()),
            "一行只写一个 键 = 值；文字里的双引号写成 \\\"，或改用中文引号；说明写在 # 后面",
            "write one key = value a line; a double quote inside a text is written \\\"; notes stand behind #"};
  }

  TomlSlip no_key() const {
    if (!because("expected keys") && !because("expected bare key") && !because("parsing key")) return {};
    if (here() == U'/' || here() == U'-' || here() == U'*' || here() == U'%')
      return {fmt::format("这一行不是 键 = 值（“{}”）", rest_here()), fmt::format("{} is no key = value", rest_here()),
              "说明写在 # 后面", "notes stand behind #"};
    if (here() == U'=') return {"= 前面没有键", "no key before =", "写成 键 = 值", "write key = value"};
    return {fmt::format("这一行不是 键 = 值（“{}”）", rest_here()), fmt::format("{} is no key = value", rest_here()),
            "一行写 键 = 值，或 [节名]；说明写在 # 后面；几行的文字用 \"\"\" 开头和收尾",
            "write key = value or [section]; notes stand behind #; a text of several lines stands between \"\"\""};
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
    if (here() == U'=') return {"有两个 =", "two signs =", "只写一个 =", "write one ="};
    if (here() == U',' || here() == U']' || here() == U'}')
      return {"逗号多了一个，或少了一项", "a comma too many, or an item is missing", "删去多的逗号",
              "remove the comma"};
    if (word.empty()) return {"= 后面没有值", "nothing behind =", "写上值，文字加英文双引号", "write the value"};
    return {fmt::format("文字“{}”没有加英文双引号", word), fmt::format("the text {} has no quotes", word),
            fmt::format("写成 \"{}\"；数用阿拉伯数字", word), fmt::format("write \"{}\"; a number in digits", word)};
  }

  TomlSlip comma() const {
    const bool open = because("parsing array") && because("end-of-file");
    if (!because("expected comma") && !open) return {};
    const std::size_t list = line_.find(U'[');
    const bool began_above = list == std::u32string::npos || list >= at_;
    // The next key or section has begun.
    const bool over = began_above && (here() == U'[' || (here() != U'"' && line_.find(U'=') != std::u32string::npos));
    if (open || here() == U'\0' || over) {
      return {"列表没有收尾：缺少 ]", "the list is not closed: ] is missing", "在列表最后一项后面加 ]",
              "add ] behind the last item of the list"};
    }
    return {"列表里两项之间缺少英文逗号，或缺少 ]", "two items without a comma between them, or ] is missing",
            "两项之间加英文逗号 ,", "put an English comma between them"};
  }

  std::string word_here() const {
    std::size_t end = at_;
    while (end < line_.size() && std::u32string_view(U",]}=#\"'").find(line_[end]) == std::u32string_view::npos) ++end;
    const std::string word = text::encode(line_.substr(std::min(at_, line_.size()), end - at_));
    return text::visible(text::shorten(text::trim(word), kLongestShown));
  }

  std::string rest_here() const {
    const std::string rest = text::encode(line_.substr(std::min(at_, line_.size())));
    return text::visible(text::shorten(text::trim(rest), kLongestShown));
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

std::optional<int> conflict_line(const std::string& text) {
  int number = 0;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    for (const std::string_view mark : {"<<<<<<< ", ">>>>>>> "}) {
      if (line.starts_with(mark)) return number + 1;
    }
    begin = end + 1;
  }
  return std::nullopt;
}

TomlSlip conflict_slip() {
  return {
      "文件里还有没解决的合并冲突", "the file holds a conflict of a merge",
      "看 <<<<<<< 与 ======= 之间、======= 与 >>>>>>> 之间的两种写法，留下对的一种，"
      "删去另一种和带 <<<<<<< ======= >>>>>>> 的三行",
      "of the two versions, from <<<<<<< to ======= and from there to >>>>>>>, keep the right one; remove the other "
      "and the three lines of marks"};
}

TomlSlip toml_slip(const std::string& text, int line, int column, std::string_view reason) {
  return Spot(text, line, column, reason).slip();
}

}  // namespace gouji
