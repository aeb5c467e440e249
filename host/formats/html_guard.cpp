#include "formats/html_guard.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/data_limits.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Without meaning here. Wrongly nested, they make parsers copy them without end.
constexpr std::array<std::string_view, 25> kFormatting{
    {"a",     "abbr", "acronym", "b", "bdo",  "big",   "cite",   "code",   "em", "font", "i",   "ins", "kbd",
     "label", "mark", "nobr",    "s", "samp", "small", "strike", "strong", "tt", "u",    "var", "wbr"}};
constexpr std::array<std::string_view, 16> kVoid{{"area", "base", "br", "col", "embed", "hr", "img", "input", "link",
                                                  "meta", "param", "source", "track", "keygen", "frame", "basefont"}};
// Closed by the next of their kind, so that they do not nest.
constexpr std::array<std::string_view, 5> kSelfEnding{{"p", "li", "dt", "dd", "option"}};
constexpr std::array<std::string_view, 8> kTableParts{
    {"table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th"}};
constexpr std::array<std::string_view, 7> kDropped{
    {"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
std::string lowered(std::string_view s) {
  std::string out(s);
  std::transform(out.begin(), out.end(), out.begin(), text::ascii_lower);
  return out;
}

// How deep a parser will nest what is open.
class Nesting {
 public:
  std::size_t open(const std::string& name) {
    if (is_one_of(kSelfEnding, name)) return stack_.size();
    if (name == "td" || name == "th") pop_to({"tr", "tbody", "thead", "tfoot", "table"});
    if (name == "tr") pop_to({"tbody", "thead", "tfoot", "table"});
    if (name == "tbody" || name == "thead" || name == "tfoot" || name == "caption") pop_to({"table"});
    stack_.push_back(name);
    return stack_.size();
  }
  void close(const std::string& name) {
    const bool of_table = is_one_of(kTableParts, name);
    for (std::size_t at = stack_.size(); at-- > 0;) {
      if (stack_[at] == name) {
        stack_.resize(at);
        return;
      }
      // The end of a block inside a cell closes nothing outside of it.
      if (of_table ? stack_[at] == "table" : is_one_of(kTableParts, stack_[at])) return;
    }
  }

 private:
  void pop_to(std::initializer_list<std::string_view> names) {
    for (std::size_t at = stack_.size(); at-- > 0;) {
      if (std::find(names.begin(), names.end(), stack_[at]) != names.end()) {
        stack_.resize(at + 1);
        return;
      }
    }
  }
  std::vector<std::string> stack_;
};

class Guard {
 public:
  Guard(std::string_view html, int line, SourceAllowance& allowance) : html_(html), line_(line), allowance_(allowance) {
    out_.reserve(html.size());
  }

  std::string run() {
    while (at_ < html_.size()) {
      if (html_[at_] != '<')
        copy(1);
      else if (html_.substr(at_).starts_with("<!--"))
        skip_past("-->");
      else if (next_is('!') || next_is('?'))
        skip_past(">");
      else if (at_ + 1 < html_.size() && is_letter(html_[at_ + 1]))
        tag(at_ + 1, false);
      else if (next_is('/') && at_ + 2 < html_.size() && is_letter(html_[at_ + 2]))
        tag(at_ + 2, true);
      else
        copy(1);
    }
    return std::move(out_);
  }

 private:
  bool next_is(char c) const { return at_ + 1 < html_.size() && html_[at_ + 1] == c; }

  void copy(std::size_t count) {
    for (; count > 0; --count, ++at_) {
      if (html_[at_] == '\n') ++line_;
      if (!is_space(html_[at_]) && ++printed_ > data_limits().line_kb << 10U) allowance_.text(printed_, line_);
      out_ += html_[at_];
    }
  }
  // Leaves out what stands up to `end`, but for its line ends.
  void skip_to(std::size_t end) {
    for (end = std::min(end, html_.size()); at_ < end; ++at_) {
      if (html_[at_] != '\n') continue;
      ++line_;
      out_ += '\n';
    }
  }
  void skip_past(std::string_view mark) {
    const std::size_t found = html_.find(mark, at_);
    skip_to(found == std::string_view::npos ? html_.size() : found + mark.size());
  }
  // Past the end tag of an element whose content is no markup.
  void skip_content(const std::string& name) {
    for (std::size_t found = html_.find("</", at_); found != std::string_view::npos;
         found = html_.find("</", found + 2)) {
      if (lowered(html_.substr(found + 2, name.size())) == name) {
        skip_to(found);
        return skip_past(">");
      }
    }
    skip_to(html_.size());
  }

  // Behind the attributes that begin at `pos`; what is kept of them is put into `kept`.
  std::size_t attributes(std::size_t pos, std::string& kept) const {
    bool rows = false, columns = false, hidden = false;
    while (pos < html_.size() && html_[pos] != '>') {
      if (is_space(html_[pos]) || html_[pos] == '/') {
        ++pos;
        continue;
      }
      const std::size_t begin = pos++;
      while (pos < html_.size() && !is_space(html_[pos]) && html_[pos] != '=' && html_[pos] != '>' && html_[pos] != '/')
        ++pos;
      const std::string_view name = html_.substr(begin, pos - begin);
      while (pos < html_.size() && is_space(html_[pos])) ++pos;
      std::string_view value;
      if (pos < html_.size() && html_[pos] == '=') pos = value_behind(pos + 1, value);
      if (name.size() > 8) continue;
      const std::string plain = lowered(name);
      if (plain == "rowspan" && !rows) rows = add_span(plain, value, kept);
      if (plain == "colspan" && !columns) columns = add_span(plain, value, kept);
      if (!hidden && (plain == "hidden" || (plain == "style" && hides(value)))) {
        hidden = true;
        kept += " hidden";
      }
    }
    return pos;
  }
  std::size_t value_behind(std::size_t pos, std::string_view& value) const {
    while (pos < html_.size() && is_space(html_[pos])) ++pos;
    if (pos >= html_.size()) return pos;
    const char quote = html_[pos];
    if (quote == '"' || quote == '\'') {
      const std::size_t end = std::min(html_.find(quote, pos + 1), html_.size());
      value = html_.substr(pos + 1, end - pos - 1);
      return std::min(end + 1, html_.size());
    }
    const std::size_t begin = pos;
    while (pos < html_.size() && !is_space(html_[pos]) && html_[pos] != '>') ++pos;
    value = html_.substr(begin, pos - begin);
    return pos;
  }
  static bool add_span(const std::string& name, std::string_view value, std::string& kept) {
    std::string digits;
    for (const char c : value) {
      if (c >= '0' && c <= '9' && digits.size() < 7) digits += c;
      if ((c < '0' || c > '9') && !is_space(c)) break;
    }
    if (!digits.empty()) kept += " " + name + "=\"" + digits + "\"";
    return true;
  }
  static bool hides(std::string_view style) {
    std::string plain;
    for (const char c : style) {
      if (!is_space(c)) plain += text::ascii_lower(c);
    }
    return plain.find("display:none") != std::string::npos || plain.find("visibility:hidden") != std::string::npos;
  }

  void tag(std::size_t name_begin, bool closing) {
    printed_ = 0;
    std::size_t pos = name_begin;
    while (pos < html_.size() && !is_space(html_[pos]) && html_[pos] != '>' && html_[pos] != '/') ++pos;
    const std::string name = lowered(html_.substr(name_begin, std::min<std::size_t>(pos - name_begin, 64)));
    std::string kept;
    pos = attributes(pos, kept);
    const bool cut_off = pos >= html_.size();  // the text ends inside the tag
    const std::size_t end = std::min(pos + 1, html_.size());
    // Names with a colon are an office program's own.
    const bool formatting = is_one_of(kFormatting, name) || name.find(':') != std::string::npos;
    if (!cut_off && !formatting && !is_one_of(kDropped, name)) {
      allowance_.tags(++tags_, line_);
      out_ += closing ? "</" + name : "<" + name + kept;
      skip_to(end);  // line ends inside the tag stay inside
      out_ += '>';
      if (closing)
        nesting_.close(name);
      else if (!is_one_of(kVoid, name))
        allowance_.nesting(nesting_.open(name), line_);
      return;
    }
    skip_to(end);
    if (!closing && !formatting) skip_content(name);
  }

  std::string_view html_;
  std::string out_;
  std::size_t at_ = 0, tags_ = 0;
  std::size_t printed_ = 0;  // bytes since the last tag that are no blanks
  int line_;
  SourceAllowance& allowance_;
  Nesting nesting_;
};

}  // namespace

std::string guarded_html(std::string_view html, int first_line, SourceAllowance& allowance) {
  return Guard(html, first_line, allowance).run();
}

}  // namespace gouji
