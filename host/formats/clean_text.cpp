#include "formats/clean_text.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <cerrno>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace gouji {
namespace {

// True where every byte is printable ASCII, \n or \t: the fast path of figures.
bool is_plain_ascii(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x7F || (byte < 0x20 && c != '\n' && c != '\t')) return false;
  }
  return true;
}

class Converter {
 public:
  Converter() : handle_(iconv_open("UTF-8", "GB18030")) {}
  ~Converter() {
    if (valid()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  bool run(std::string& bytes) {
    std::string result(bytes.size() * 2 + 16, '\0');
    char* in = bytes.data();
    std::size_t in_left = bytes.size();
    char* out = result.data();
    std::size_t out_left = result.size();
    while (in_left > 0) {
      if (iconv(handle_, &in, &in_left, &out, &out_left) != static_cast<std::size_t>(-1)) break;
      if (errno != E2BIG) return false;
      const auto used = static_cast<std::size_t>(out - result.data());
      result.resize(result.size() * 2);
      out = result.data() + used;
      out_left = result.size() - used;
    }
    result.resize(static_cast<std::size_t>(out - result.data()));
    bytes = std::move(result);
    return true;
  }

 private:
  iconv_t handle_;
};

}  // namespace

bool is_hidden(char32_t c) {
  if (c < 0x20) return c != U'\n' && c != U'\t';
  if (c < 0x7F) return false;
  return c <= 0x9F                        // DEL and C1
         || c == 0x061C || c == 0x180E    // Arabic letter mark, Mongolian vowel separator
         || (c >= 0x200B && c <= 0x200F)  // zero-width, left-to-right and right-to-left marks
         || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c & 0xFFFEU) == 0xFFFE ||
         (c >= 0xE0000 && c <= 0xE007F);  // tags: invisible letters
}

std::string clean_text(std::string_view text) {
  if (is_plain_ascii(text)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const char32_t c = text::decode_next(text, position);
    if (c == U'\r') {
      if (position >= text.size() || text[position] != '\n') result += '\n';
    } else if (is_hidden(c)) {
      result += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(c));
    } else if (c == 0xFFFD) {
      text::append_utf8(result, c);
    } else {
      result += text.substr(begin, position - begin);
    }
  }
  return result;
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t position = 0; position < bytes.size();) {
    if (static_cast<unsigned char>(bytes[position]) < 0x80) {
      ++position;
      continue;
    }
    const std::size_t begin = position;
    // A real U+FFFD is three bytes long; what stands in for a malformed byte is one.
    if (text::decode_next(bytes, position) == 0xFFFD && position - begin < 3) return false;
  }
  return true;
}

namespace {

// Where the first byte stands that is no UTF-8.
int first_bad_line(std::string_view bytes) {
  int line = 1;
  for (std::size_t position = 0; position < bytes.size();) {
    const std::size_t begin = position;
    if (bytes[position] == '\n') ++line;
    if (text::decode_next(bytes, position) == 0xFFFD && position - begin < 3) return line;
  }
  return line;
}

}  // namespace

std::string to_utf8(std::string bytes, const std::string& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (is_utf8(bytes)) return bytes;
  const int line = first_bad_line(bytes);
  Converter converter;
  if (!converter.valid() || !converter.run(bytes)) {
    throw std::move(
        Fault("data.encoding", "文件既不是 UTF-8 也不是 GB18030 编码", "the file is neither UTF-8 nor GB18030")
            .at_line(file, line)
            .hint("请用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”", "save it as “CSV UTF-8 (comma delimited)”"));
  }
  return bytes;
}

}  // namespace gouji
