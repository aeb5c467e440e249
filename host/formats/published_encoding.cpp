#include "formats/published_encoding.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <optional>

#include "base/fault.hpp"
#include "base/text.hpp"
#include "formats/clean_text.hpp"

namespace gouji {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::size_t kLooked = 4096;                      // bytes by which an encoding is guessed
constexpr std::size_t kDamaged = 50;                       // one bad byte among so many good characters is damage

struct Converted {
  std::string text;
  std::size_t bad = 0, good = 0;  // characters
  std::size_t first_bad = 0;      // byte
};

std::optional<Converted> convert(const char* from, std::string_view bytes) {
  const iconv_t handle = iconv_open("UTF-8", from);
  if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  Converted result;
  // No character grows to more than three times its bytes.
  result.text.resize(bytes.size() * 3 + 16);
  char* in = const_cast<char*>(bytes.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast): iconv reads only
  std::size_t in_left = bytes.size();
  char* out = result.text.data();
  std::size_t out_left = result.text.size();
  while (in_left > 0 && iconv(handle, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1) &&
         errno != E2BIG) {
    if (result.bad == 0) result.first_bad = bytes.size() - in_left;
    out = std::copy(kReplacement.begin(), kReplacement.end(), out);
    out_left -= kReplacement.size();
    ++in;
    --in_left;
    ++result.bad;
  }
  iconv_close(handle);
  result.text.resize(result.text.size() - out_left);
  result.good = static_cast<std::size_t>(std::count_if(
      result.text.begin(), result.text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0xC0U; }));
  result.good -= std::min(result.good, result.bad);
  return result;
}

// Whether two bytes a character give what Chinese texts are made of.
bool reads_as_chinese(std::string_view utf8) {
  std::size_t usual = 0, all = 0;
  for (std::size_t at = 0; at < utf8.size(); ++all) {
    const char32_t c = text::decode_next(utf8, at);
    const bool ascii = (c >= 0x20 && c < 0x7F) || c == U'\n' || c == U'\r' || c == U'\t';
    if (ascii || text::is_han(c) || (c >= 0x2010 && c <= 0x2030) || (c >= 0x3000 && c <= 0x303F) ||
        (c >= 0xFF00 && c <= 0xFFEF) || c == 0xB7)
      ++usual;
  }
  return all > 1 && usual * 20 >= all * 19;
}

const char* wide_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  const std::string_view head = bytes.substr(0, kLooked & ~std::size_t{1});
  if (bytes.size() % 2 != 0 || head.find('\0') == std::string_view::npos) return nullptr;
  for (const char* name : {"UTF-16LE", "UTF-16BE"}) {
    const auto read = convert(name, head);
    if (read && read->bad <= 1 && reads_as_chinese(read->text)) return name;  // one half character at the cut
  }
  return nullptr;
}

bool is_mark_of_binary(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r' && c != '\f' && c != '\v';
}
bool has_marks_of_binary(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_mark_of_binary)) * 100 > text.size();
}
std::size_t first_mark_of_binary(std::string_view text) {
  return static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_mark_of_binary) - text.begin());
}

bool declares_big5(std::string_view bytes) {
  std::string head(bytes.substr(0, kLooked));
  std::transform(head.begin(), head.end(), head.begin(), text::ascii_lower);
  const std::size_t said = head.find("charset=");
  return said != std::string::npos && head.substr(said, 16).find("big5") != std::string::npos;
}

// Big5 has its usual characters up to C6; texts in GB18030 reach beyond all the time (是, 收, 算 …).
bool looks_like_big5(std::string_view bytes) {
  constexpr std::size_t kEnough = 50;  // characters
  constexpr unsigned kLastUsual = 0xC6;
  std::size_t all = 0, beyond = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    if (first < 0x80) continue;
    ++all;
    beyond += first > kLastUsual ? 1 : 0;
    ++at;
  }
  if (all < kEnough || beyond * 20 > all) return false;
  const auto read = convert("BIG5-HKSCS", bytes);
  return read && read->bad == 0;
}

// `at`: the byte that no text holds.
Fault not_text(const std::string& file, std::string_view bytes, std::size_t at) {
  const auto before = bytes.substr(0, at);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const unsigned value = at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
  return std::move(
      Fault("import.not_text",
            fmt::format("“{}”不是文本（UTF-8、UTF-16 或 GB18030），也不是能读的其他格式：第 {} 字节是 {:02X}", file,
                        at + 1, value),
            fmt::format("{} is no text in UTF-8, UTF-16 or GB18030 and no other format that is read: byte {} is {:02X}",
                        file, at + 1, value))
          .at_line(file, static_cast<int>(line))
          .hint("请核对文件是否损坏；是文本的，另存为 UTF-8 再读入",
                "check that the file is not damaged; save a text as UTF-8 and import that"));
}

// UTF-8 with a few bad bytes: cut off in the middle of a character, or damaged on the way.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t begin = at;
    const char32_t c = text::decode_next(bytes, at);
    if (c < 0x80) continue;
    if (c == 0xFFFD && at - begin < kReplacement.size())
      ++bad;
    else
      ++good;
  }
  return good > 0 && bad * kDamaged <= good + kDamaged - 1 && good >= bad * 3;
}

std::string decode(std::string_view bytes, const std::string& file) {
  if (const char* wide = wide_encoding(bytes)) {
    const auto read = convert(wide, bytes);
    if (!read || read->bad * kDamaged > read->text.size()) throw not_text(file, bytes, read ? read->first_bad : 0);
    return read->text;
  }
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) throw not_text(file, bytes, nul);
  if (is_utf8(bytes)) return std::string(bytes);
  if (is_damaged_utf8(bytes)) return std::string(bytes);
  const auto read = convert(declares_big5(bytes) || looks_like_big5(bytes) ? "BIG5-HKSCS" : "GB18030", bytes);
  if (!read || read->bad * kDamaged > read->good) throw not_text(file, bytes, read ? read->first_bad : 0);
  return read->text;
}

bool does_not_print(char32_t c) { return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF; }

}  // namespace

std::string printed_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t' || byte == '\r' || byte == '\f') {
      out += text[at++];
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = text::decode_next(text, at);
    if (c == 0x0B || c == 0x2028 || c == 0x2029)
      out += ' ';
    else if (!does_not_print(c))
      out += clean_text(text.substr(begin, at - begin));
  }
  return out;
}

std::string decode_published(std::string_view bytes, const std::string& file) {
  const std::string_view marked = bytes;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (text::trim(bytes).empty() || marked == "\xFF\xFE" || marked == "\xFE\xFF") {
    throw std::move(Fault("import.empty", fmt::format("“{}”是空文件", file), fmt::format("{} is empty", file))
                        .at_line(file, 0)
                        .hint("请核对下载是否完整", "check that the download is complete"));
  }
  const std::string decoded = decode(bytes, file);
  if (has_marks_of_binary(decoded)) throw not_text(file, decoded, first_mark_of_binary(decoded));
  return printed_text(decoded);
}

}  // namespace gouji
