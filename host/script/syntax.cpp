#include "script/syntax.hpp"

#include <unordered_map>

#include "base/fault.hpp"
#include "script/lua_headers.hpp"

namespace gouji::script {
namespace {

// Walks without recursion on the host's side: nesting is bounded by the parser's own limit.
constexpr const char* kGlue = R"lua(
package.path = "/usr/share/lua/5.4/?.lua;/usr/share/lua/5.1/?.lua;/usr/share/lua/5.1/?/init.lua"
package.cpath = ""
local parser = require "luacheck.parser"
local decoder = require "luacheck.decoder"
local literal = { String = true, Nil = true, True = true, False = true }
local bitwise = { band = "&", bor = "|", bxor = "~", shl = "<<", shr = ">>", bnot = "~" }
local function inner(node)
  while node and node.tag == "Paren" do node = node[1] end
  return node
end
local function harmless(node)
  node = inner(node)
  return node and (literal[node.tag] or (node.tag == "Op" and node[1] == "len"))
end
local function parsed(source)
  local chars = decoder.decode(source)
  local offsets = {}
  local ok, tree = pcall(parser.parse, chars, offsets, {})
  if ok then return tree, offsets end
end
local function refusals(source)
  local tree, offsets = parsed(source)
  if not tree then return {} end
  local found, open = {}, { tree }
  while #open > 0 do
    local node = table.remove(open)
    if node.tag == "Op" then
      local op = node[1]
      if (op == "eq" or op == "ne") and not harmless(node[2]) and not harmless(node[3]) then
        found[#found + 1] = { node.line, node.offset - (offsets[node.line] or node.offset) + 1, "equality", op == "eq" and "==" or "~=" }
      elseif bitwise[op] then
        found[#found + 1] = { node.line, node.offset - (offsets[node.line] or node.offset) + 1, "bitwise", bitwise[op] }
      end
    end
    for i = #node, 1, -1 do
      if type(node[i]) == "table" then open[#open + 1] = node[i] end
    end
  end
  return found
end
return refusals, parsed
)lua";

constexpr int kMostSteps = 200'000'000;
constexpr int kDeepestNesting = 250;  // the parser itself stops before

// Parsing is nine tenths of loading a rule book, and most files hold none of the refused operators' signs.
bool may_hold_refused(std::string_view source) {
  const auto holds = [&](std::string_view sign) { return source.find(sign) != std::string_view::npos; };
  return source.find_first_of("~&|") != std::string_view::npos || holds("==") || holds("<<") || holds(">>");
}

int whole(lua_State* lua, int index, const char* key) {
  lua_getfield(lua, index, key);
  const auto value = static_cast<int>(lua_tointegerx(lua, -1, nullptr));
  lua_settop(lua, -2);
  return value;
}

std::string words_at(lua_State* lua, int index) {
  std::size_t length = 0;
  const char* bytes = lua_type(lua, index) == LUA_TSTRING ? lua_tolstring(lua, index, &length) : nullptr;
  return bytes == nullptr ? std::string() : std::string(bytes, length);
}

// The table on top of the stack; `offsets` is the index of the list of where lines begin.
Node node_at(lua_State* lua, int offsets, int depth) {
  luaL_checkstack(lua, 4, nullptr);
  const int top = lua_gettop(lua);
  Node node;
  lua_getfield(lua, top, "tag");
  node.tag = words_at(lua, -1);
  lua_settop(lua, top);
  node.line = whole(lua, top, "line");
  node.begin = whole(lua, top, "offset");
  node.end = whole(lua, top, "end_offset");
  if (node.line > 0) {
    lua_rawgeti(lua, offsets, node.line);
    node.column = node.begin - static_cast<int>(lua_tointegerx(lua, -1, nullptr)) + 1;
    lua_settop(lua, top);
  }
  const auto count = static_cast<lua_Integer>(lua_rawlen(lua, top));
  for (lua_Integer i = 1; i <= count && depth < kDeepestNesting; ++i) {
    lua_rawgeti(lua, top, i);
    if (lua_type(lua, -1) == LUA_TTABLE)
      node.parts.push_back(node_at(lua, offsets, depth + 1));
    else
      node.text = words_at(lua, -1);
    lua_settop(lua, top);
  }
  return node;
}

void stop(lua_State* state, lua_Debug*) { luaL_error(state, "too much"); }

}  // namespace

struct Syntax::Hidden {
  lua_State* lua = nullptr;
  int check = 0, parse = 0;
  // By source: a library that many packs share is parsed once.
  std::unordered_map<std::string, std::vector<SyntaxFinding>> known;
  std::unordered_map<std::string, std::shared_ptr<const Node>> trees;
};

std::string_view lua_release() { return LUA_RELEASE; }

Syntax::Syntax() : hidden_(std::make_unique<Hidden>()) {
  lua_State* lua = luaL_newstate();
  hidden_->lua = lua;
  luaL_openlibs(lua);
  if (luaL_loadstring(lua, kGlue) != LUA_OK || lua_pcallk(lua, 0, 2, 0, 0, nullptr) != LUA_OK) {
    throw std::move(Fault("syntax.no_parser", "找不到 Lua 语法分析器（软件包 lua-check）",
                          "luacheck's parser (package lua-check) is missing")
                        .hint("安装 lua-check：apt-get install lua-check", "apt-get install lua-check"));
  }
  hidden_->parse = luaL_ref(lua, LUA_REGISTRYINDEX);
  hidden_->check = luaL_ref(lua, LUA_REGISTRYINDEX);
}

Syntax::~Syntax() {
  if (hidden_ && hidden_->lua != nullptr) lua_close(hidden_->lua);
}

std::vector<SyntaxFinding> Syntax::refusals(std::string_view source) {
  if (!may_hold_refused(source)) return {};
  const auto [place, fresh] = hidden_->known.try_emplace(std::string(source));
  if (!fresh) return place->second;
  lua_State* lua = hidden_->lua;
  lua_sethook(lua, stop, LUA_MASKCOUNT, kMostSteps);
  lua_rawgeti(lua, LUA_REGISTRYINDEX, hidden_->check);
  lua_pushlstring(lua, source.data(), source.size());
  std::vector<SyntaxFinding>& found = place->second;
  if (lua_pcallk(lua, 1, 1, 0, 0, nullptr) == LUA_OK) {
    const auto length = static_cast<lua_Integer>(lua_rawlen(lua, -1));
    const auto number = [&](lua_Integer i) {
      lua_rawgeti(lua, -1, i);
      const auto value = static_cast<int>(lua_tointegerx(lua, -1, nullptr));
      lua_pop(lua, 1);
      return value;
    };
    const auto words = [&](lua_Integer i) {
      lua_rawgeti(lua, -1, i);
      std::string value = lua_tolstring(lua, -1, nullptr);
      lua_pop(lua, 1);
      return value;
    };
    for (lua_Integer i = 1; i <= length; ++i) {
      lua_rawgeti(lua, -1, i);
      found.push_back({number(1), number(2), words(3), words(4)});
      lua_pop(lua, 1);
    }
  }
  lua_settop(lua, 0);
  lua_sethook(lua, nullptr, 0, 0);
  return found;
}

std::shared_ptr<const Node> Syntax::tree(std::string_view source) {
  const auto [place, fresh] = hidden_->trees.try_emplace(std::string(source));
  if (!fresh) return place->second;
  lua_State* lua = hidden_->lua;
  lua_sethook(lua, stop, LUA_MASKCOUNT, kMostSteps);
  lua_rawgeti(lua, LUA_REGISTRYINDEX, hidden_->parse);
  lua_pushlstring(lua, source.data(), source.size());
  if (lua_pcallk(lua, 1, 2, 0, 0, nullptr) == LUA_OK && lua_type(lua, 1) == LUA_TTABLE) {
    lua_pushvalue(lua, 1);
    place->second = std::make_shared<const Node>(node_at(lua, 2, 0));
  }
  lua_settop(lua, 0);
  lua_sethook(lua, nullptr, 0, 0);
  return place->second;
}

std::string Syntax::compiled(std::string_view source) {
  lua_State* lua = hidden_->lua;
  std::string bytes;
  if (luaL_loadbufferx(lua, source.data(), source.size(), "=", "t") == LUA_OK) {
    const auto append = [](lua_State*, const void* piece, std::size_t size, void* to) {
      static_cast<std::string*>(to)->append(static_cast<const char*>(piece), size);
      return 0;
    };
    lua_dump(lua, append, &bytes, 1);
  }
  lua_settop(lua, 0);
  return bytes;
}

}  // namespace gouji::script
