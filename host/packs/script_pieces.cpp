#include "packs/script_pieces.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace gouji {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? std::string_view() : line.substr(begin);
}

// A word that opens the line, not as a part of a longer one.
bool opens_with(std::string_view line, std::string_view word) {
  return line.starts_with(word) && (line.size() == word.size() || !is_name(line[word.size()]));
}

std::string text_of(const std::vector<std::string_view>& lines, std::size_t from, std::size_t to) {
  while (from < to && trimmed(lines[to - 1]).empty()) --to;
  std::string text;
  for (std::size_t i = from; i < to; ++i) text += std::string(lines[i]) + "\n";
  return text;
}

// The texts behind a word: word "text", word("text"). Comments are not looked into.
std::vector<std::string> texts_behind(const std::string& source, std::string_view word) {
  std::vector<std::string> texts;
  for (const std::string_view line : lines_of(source)) {
    const std::string_view looked_at = line.substr(0, line.find("--"));
    for (std::size_t at = looked_at.find(word); at != std::string_view::npos; at = looked_at.find(word, at + 1)) {
      if (at > 0 && (is_name(looked_at[at - 1]) || looked_at[at - 1] == '.')) continue;
      const std::size_t open = looked_at.find_first_not_of(" (", at + word.size());
      if (open == std::string_view::npos || looked_at[open] != '"') continue;
      const std::size_t close = looked_at.find('"', open + 1);
      if (close == std::string_view::npos) continue;
      std::string text(looked_at.substr(open + 1, close - open - 1));
      if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
    }
  }
  return texts;
}

std::vector<std::string_view> between_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    parts.push_back(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

// local forms, scores = require "forms", require "scores"
std::vector<std::pair<std::string, std::string>> libraries_by_name(const std::vector<std::string_view>& lines) {
  constexpr std::string_view kLocal = "local ";
  std::vector<std::pair<std::string, std::string>> names;
  for (const std::string_view line : lines) {
    const std::size_t sign = line.find('=');
    if (!line.starts_with(kLocal) || sign == std::string_view::npos) continue;
    const auto locals = between_commas(line.substr(kLocal.size(), sign - kLocal.size()));
    const auto values = between_commas(line.substr(sign + 1));
    for (std::size_t i = 0; i < std::min(locals.size(), values.size()); ++i) {
      const auto libraries = texts_behind(std::string(values[i]), "require");
      if (libraries.size() == 1)
        names.emplace_back(std::string(locals[i].substr(0, locals[i].find(' '))), libraries.front());
    }
  }
  return names;
}

const ScriptFile* library_of(const PackChain& chain, const Pack& owner, const std::string& name) {
  bool reached = false;
  for (auto layer = chain.layers.rbegin(); layer != chain.layers.rend(); ++layer) {
    reached = reached || (*layer)->id == owner.id;
    if (!reached) continue;
    if (const auto found = (*layer)->libraries.find(name); found != (*layer)->libraries.end()) return &found->second;
  }
  return nullptr;
}

// function M.name(…) … end, M.name = { … }, or the name itself where a library gives its locals out at its end.
std::optional<ScriptPiece> definition_of(const ScriptFile& library, const std::string& name) {
  const auto lines = lines_of(library.source);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const std::size_t at = line.find(name);
    if (at == std::string_view::npos || line.empty() || line.front() == ' ' || line.front() == '-') continue;
    const bool whole =
        (at == 0 || !is_name(line[at - 1])) && (at + name.size() == line.size() || !is_name(line[at + name.size()]));
    const std::string_view before = line.substr(0, at);
    const std::string_view behind = trimmed(line.substr(std::min(at + name.size(), line.size())));
    const bool function =
        (before.starts_with("function ") || before.starts_with("local function ")) && behind.starts_with('(');
    const bool value = before.find_first_of(" (") == std::string_view::npos && behind.starts_with('=');
    const bool local = before == "local " && behind.starts_with('=');
    if (!whole || !(function || value || local)) continue;
    std::size_t end = i + 1;  // the next line that is not set in closes it
    while (end < lines.size() && (lines[end].empty() || lines[end].front() == ' ' || lines[end].front() == '\t')) ++end;
    if (end < lines.size() &&
        (opens_with(lines[end], "end") || lines[end].starts_with('}') || lines[end].starts_with(')')))
      ++end;
    std::size_t from = i;
    while (from > 0 && lines[from - 1].starts_with("--")) --from;  // what the library says about it
    return ScriptPiece{{}, library.shown, static_cast<int>(from) + 1, text_of(lines, from, end)};
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> parameters_in(const std::string& source) { return texts_behind(source, "param"); }

std::vector<std::string> libraries_in(const std::string& source) { return texts_behind(source, "require"); }

std::vector<ScriptPiece> pieces_of(const PackChain& chain, const Pack& owner, const ScriptFile& script) {
  const auto lines = lines_of(script.source);
  std::size_t header = 0, body = lines.size();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (opens_with(lines[i], "rule") || opens_with(lines[i], "scoring")) header = i;
  }
  for (std::size_t i = header; i < lines.size(); ++i) {
    if (opens_with(trimmed(lines[i]), "run")) {
      body = i;
      break;
    }
  }
  std::vector<ScriptPiece> pieces;
  const auto names = libraries_by_name(lines);
  std::size_t first = 0;  // helpers before the header, without the lines that ask for libraries
  while (first < header && (trimmed(lines[first]).empty() || lines[first].find("require") != std::string_view::npos))
    ++first;
  const std::string helpers = text_of(lines, first, header);
  std::size_t last = lines.size();
  while (last > body && (trimmed(lines[last - 1]).empty() || lines[last - 1].starts_with('}'))) --last;
  const std::string run = text_of(lines, body, last);
  if (!helpers.empty()) pieces.push_back({{}, script.shown, static_cast<int>(first) + 1, helpers});
  if (!run.empty()) pieces.push_back({{}, script.shown, static_cast<int>(body) + 1, run});
  if (pieces.empty()) pieces.push_back({{}, script.shown, 1, script.source});
  const std::string own = helpers + run;
  std::vector<std::pair<std::size_t, ScriptPiece>> used;  // by where they are first named
  for (const auto& [local, library] : names) {
    const ScriptFile* file = library_of(chain, owner, library);
    if (file == nullptr) continue;
    for (std::size_t at = own.find(local + "."); at != std::string::npos; at = own.find(local + ".", at + 1)) {
      if (at > 0 && (is_name(own[at - 1]) || own[at - 1] == '.')) continue;
      std::size_t end = at + local.size() + 1;
      while (end < own.size() && is_name(own[end])) ++end;
      const std::string name = own.substr(at, end - at);
      const bool known =
          std::any_of(used.begin(), used.end(), [&](const auto& one) { return one.second.name == name; });
      if (known) continue;
      if (auto piece = definition_of(*file, own.substr(at + local.size() + 1, end - at - local.size() - 1))) {
        piece->name = name;
        used.emplace_back(at, std::move(*piece));
      }
    }
  }
  std::stable_sort(used.begin(), used.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [at, piece] : used) pieces.push_back(std::move(piece));
  return pieces;
}

}  // namespace gouji
