#include "formats/xml_part.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "formats/published_faults.hpp"

namespace gouji::xml {
namespace {

constexpr unsigned kFlags = pugi::parse_default | pugi::parse_ws_pcdata_single;

Fault broken(const std::string& file, std::string_view part) {
  return refusals::damaged(file, fmt::format("“{}”不是完整的 XML", part), fmt::format("{} is no whole XML", part));
}

// Office files are UTF-8; another declared encoding would be read as garbage.
void refuse_encoding(std::string_view declaration, const std::string& file, std::string_view part) {
  const std::size_t at = declaration.find("encoding=");
  if (at == std::string_view::npos || at + 10 > declaration.size()) return;
  std::string_view name = declaration.substr(at + 10);
  name = name.substr(0, name.find_first_of("\"'"));
  std::string plain;
  for (const char c : name) plain += text::ascii_lower(c);
  if (plain == "utf-8" || plain == "utf8" || plain == "us-ascii") return;
  throw refusals::damaged(file, fmt::format("“{}”的编码是 {}，应为 UTF-8", part, text::shorten(name, 20)),
                          fmt::format("{} is in {} instead of UTF-8", part, text::shorten(name, 20)));
}

// Declarations of a document type bring entities, which grow without bound: office files have none.
void refuse_dtd(std::string_view bytes, const std::string& file, std::string_view part) {
  for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
    const std::string_view rest = bytes.substr(at);
    if (rest.starts_with("<!DOCTYPE") || rest.starts_with("<!ENTITY")) {
      throw refusals::damaged(file, fmt::format("“{}”里有 DTD 或实体声明，不读", part),
                              fmt::format("{} declares a DTD or entities, which are not read", part));
    }
    if (rest.starts_with("<?xml ")) refuse_encoding(rest.substr(0, rest.find("?>")), file, part);
    if (!rest.starts_with("<?") && !rest.starts_with("<!")) return;
  }
  throw broken(file, part);  // no element at all
}

// One tag after another, as far as pieces need: names, ends, depth.
class Lexer {
 public:
  Lexer(std::string_view bytes, const std::string& file, std::string_view part)
      : bytes_(bytes), file_(file), part_(part) {}

  enum class Tag { open, close, empty, end };
  struct Found {
    Tag tag = Tag::end;
    std::size_t begin = 0, after = 0;
    std::string_view name;  // local
  };

  Found next() {
    for (;;) {
      const std::size_t at = bytes_.find('<', at_);
      if (at == std::string_view::npos) return {};
      const std::string_view rest = bytes_.substr(at);
      if (rest.starts_with("<!--")) {
        at_ = behind("-->", at + 4);
      } else if (rest.starts_with("<![CDATA[")) {
        at_ = behind("]]>", at);
      } else if (rest.starts_with("<?")) {
        at_ = behind("?>", at);
      } else {
        return tag(at);
      }
    }
  }

 private:
  std::size_t behind(std::string_view what, std::size_t from) const {
    const std::size_t found = bytes_.find(what, from);
    if (found == std::string_view::npos) throw broken(file_, part_);
    return found + what.size();
  }

  Found tag(std::size_t at) {
    std::size_t end = at + 1;
    for (char quote = 0; end < bytes_.size() && (quote != 0 || bytes_[end] != '>'); ++end) {
      if (quote == 0 && (bytes_[end] == '"' || bytes_[end] == '\''))
        quote = bytes_[end];
      else if (bytes_[end] == quote)
        quote = 0;
    }
    if (end >= bytes_.size()) throw broken(file_, part_);
    at_ = end + 1;
    const bool closes = bytes_[at + 1] == '/';
    const std::size_t name = at + (closes ? 2 : 1);
    const std::size_t name_end = std::min(bytes_.find_first_of(" \t\r\n/>", name), end);
    return {closes                   ? Tag::close
            : bytes_[end - 1] == '/' ? Tag::empty
                                     : Tag::open,
            at, at_, local(bytes_.substr(name, name_end - name))};
  }

  std::string_view bytes_;
  const std::string& file_;
  std::string_view part_;
  std::size_t at_ = 0;
};

std::string resolved(std::string_view base, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  const std::size_t slash = base.rfind('/');
  std::string path(slash == std::string_view::npos ? std::string_view() : base.substr(0, slash));
  while (!target.empty()) {
    const std::string_view step = target.substr(0, target.find('/'));
    target.remove_prefix(std::min(target.size(), step.size() + 1));
    if (step == "..") {
      const std::size_t up = path.rfind('/');
      path = up == std::string::npos ? "" : path.substr(0, up);
    } else if (!step.empty() && step != ".") {
      if (!path.empty()) path += '/';
      path += step;
    }
  }
  return path;
}

}  // namespace

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& one : node.children()) {
    if (name_of(one) == name) return one;
  }
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& one : node.attributes()) {
    if (local(one.name()) == name) return one.value();
  }
  return {};
}

bool is_on(std::string_view value) { return value == "1" || value == "true" || value == "on"; }

std::unique_ptr<pugi::xml_document> parse(const std::string& bytes, const std::string& file, std::string_view part) {
  refuse_dtd(bytes, file, part);
  auto document = std::make_unique<pugi::xml_document>();
  if (!document->load_buffer(bytes.data(), bytes.size(), kFlags)) throw broken(file, part);
  return document;
}

void for_each_piece(std::string_view bytes, std::string_view streamed, const std::string& file, std::string_view part,
                    const std::function<void(const pugi::xml_node&)>& on_piece) {
  refuse_dtd(bytes, file, part);
  Lexer lexer(bytes, file, part);
  pugi::xml_document piece;
  const auto give = [&](std::size_t begin, std::size_t end) {
    if (!piece.load_buffer(bytes.data() + begin, end - begin, kFlags | pugi::parse_fragment)) throw broken(file, part);
    on_piece(piece.first_child());
  };
  int depth = 0;
  int level = 1;  // the depth at which pieces begin
  std::size_t begin = 0;
  for (;;) {
    const Lexer::Found found = lexer.next();
    if (found.tag == Lexer::Tag::end) break;
    if (found.tag == Lexer::Tag::close) {
      --depth;
      if (depth < 0) throw broken(file, part);
      if (depth == level)
        give(begin, found.after);
      else if (level == 2 && depth == 1)
        level = 1;
      continue;
    }
    if (depth == 1 && found.name == streamed && found.tag == Lexer::Tag::open) {
      level = 2;
    } else if (depth == level) {
      begin = found.begin;
      if (found.tag == Lexer::Tag::empty) give(begin, found.after);
    }
    if (found.tag == Lexer::Tag::open && ++depth > kMostDepth) {
      throw refusals::damaged(file, fmt::format("“{}”嵌套过深", part), fmt::format("{} is nested too deeply", part));
    }
  }
  if (depth != 0) throw broken(file, part);
}

std::map<std::string, Relation> relations(ZipArchive& zip, std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::string folder(slash == std::string_view::npos ? std::string_view() : part.substr(0, slash + 1));
  const std::string name =
      fmt::format("{}_rels/{}.rels", folder, slash == std::string_view::npos ? part : part.substr(slash + 1));
  std::map<std::string, Relation> found;
  if (!zip.has(name)) return found;
  const auto document = parse(zip.read(name), zip.file(), name);
  for (const pugi::xml_node& one : document->document_element().children()) {
    if (name_of(one) != "Relationship" || attribute(one, "TargetMode") == "External") continue;
    const std::string_view type = attribute(one, "Type");
    found[std::string(attribute(one, "Id"))] = {std::string(type.substr(type.rfind('/') + 1)),
                                                resolved(part, attribute(one, "Target"))};
  }
  return found;
}

}  // namespace gouji::xml
