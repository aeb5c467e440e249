#include "formats/json_writer.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"

namespace gouji {
namespace {

// Bytes that go out as they are. Others: quotes, backslashes, controls, what HTML would read, non-ASCII.
bool is_plain(unsigned char byte) {
  return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\' && byte != '<' && byte != '>' && byte != '&';
}

}  // namespace

void JsonWriter::append_quoted(std::string_view value) {
  out_ += '"';
  std::size_t written = 0;  // what stands as it is goes out in one piece, up to the next byte that does not
  for (std::size_t position = 0; position < value.size();) {
    const auto byte = static_cast<unsigned char>(value[position]);
    if (is_plain(byte)) {
      ++position;
      continue;
    }
    const std::size_t begin = position;
    if (byte >= 0x80) {
      const char32_t c = text::decode_next(value, position);
      if (c != 0x2028 && c != 0x2029 && c != 0xFFFD) continue;
      out_ += value.substr(written, begin - written);
      written = position;
      if (c == 0xFFFD)
        text::append_utf8(out_, c);
      else
        out_ += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
      continue;
    }
    out_ += value.substr(written, begin - written);
    written = ++position;
    switch (byte) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\t': out_ += "\\t"; break;
      case '\r': out_ += "\\r"; break;
      default: out_ += fmt::format("\\u{:04x}", byte);
    }
  }
  out_ += value.substr(written);
  out_ += '"';
}

void JsonWriter::new_line() {
  if (!pretty_) return;
  out_ += '\n';
  out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (depth_ == 0) return;
  if (!first_) out_ += ',';
  first_ = false;
  new_line();
}

void JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  out_ += bracket;
  first_ = false;
}

void JsonWriter::key(std::string_view name) {
  before_value();
  append_quoted(name);
  out_ += pretty_ ? ": " : ":";
  after_key_ = true;
}

void JsonWriter::text(std::string_view value) {
  before_value();
  append_quoted(value);
}

void JsonWriter::text_or_null(const std::optional<std::string>& value) {
  if (value) {
    text(*value);
  } else {
    null();
  }
}

void JsonWriter::integer(std::int64_t value) { number(fmt::format("{}", value)); }
void JsonWriter::boolean(bool value) { number(value ? "true" : "false"); }
void JsonWriter::null() { number("null"); }

void JsonWriter::number(std::string_view spelling) {
  before_value();
  out_ += spelling;
}

void JsonWriter::member(std::string_view name, std::string_view value) {
  key(name);
  text(value);
}
void JsonWriter::member(std::string_view name, const std::optional<std::string>& value) {
  key(name);
  text_or_null(value);
}
void JsonWriter::member(std::string_view name, std::int64_t value) {
  key(name);
  integer(value);
}
void JsonWriter::member(std::string_view name, bool value) {
  key(name);
  boolean(value);
}

std::string JsonWriter::take() {
  first_ = true;
  after_key_ = false;
  depth_ = 0;
  return std::exchange(out_, {});
}

}  // namespace gouji
