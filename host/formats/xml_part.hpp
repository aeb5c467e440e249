// XML parts of office files: parsed without DTD and entities, names taken without their namespace's prefix.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "formats/zip_archive.hpp"

namespace gouji::xml {

inline constexpr int kMostDepth = 256;

// "w:tbl" → "tbl".
std::string_view local(std::string_view name);
inline std::string_view name_of(const pugi::xml_node& node) { return local(node.name()); }
// The first child, or the attribute, of that local name; empty when there is none.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);
std::string_view attribute(const pugi::xml_node& node, std::string_view name);
// "1", "true", "on", or the attribute present without a value that denies it.
bool is_on(std::string_view value);

// A whole part. Fault import.damaged, for a DTD too.
std::unique_ptr<pugi::xml_document> parse(const std::string& bytes, const std::string& file, std::string_view part);

// A large part, one piece at a time: every child of the root, but of the child named `streamed` each of its children.
// Memory is that of one piece. Fault import.damaged.
void for_each_piece(std::string_view bytes, std::string_view streamed, const std::string& file, std::string_view part,
                    const std::function<void(const pugi::xml_node&)>& on_piece);

// A part's relations by their ids; targets are names in the archive. Without a relations part there are none.
struct Relation {
  std::string type;  // the last word of its address: "worksheet"
  std::string target;
};
std::map<std::string, Relation> relations(ZipArchive& zip, std::string_view part);

}  // namespace gouji::xml
