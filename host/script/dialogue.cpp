#include "script/dialogue.hpp"

#include <fmt/format.h>

#include "script/lua_access.hpp"

namespace gouji::script {
namespace {

constexpr std::size_t kMostItems = 200;
constexpr int kDeepestShown = 4;
constexpr int kMostTold = 1000;  // of all lists in one answer: a list may hold itself

struct Pending {
  const std::vector<Function>* functions = nullptr;
  const std::string* chunk = nullptr;
  std::vector<Answer>* answers = nullptr;
  Object object;
  const std::string* name = nullptr;
  int environment = 0;
  int function = 0;
};

Answer answer_of(Call& call, int index, int depth, int& left);

Answer list_of(Call& call, int index, int depth, int& left) {
  Answer answer;
  answer.kind = Answer::Kind::list;
  if (depth >= kDeepestShown) {
    answer.cut = true;
    return answer;
  }
  for (const std::string& key : call.keys(index)) {
    if (answer.items.size() >= kMostItems || left <= 0) {
      answer.cut = true;
      break;
    }
    const int item = call.push_field(index, key);
    answer.items.push_back(answer_of(call, item, depth + 1, left));
    answer.keys.push_back(key.starts_with('#') ? std::string() : key);
    call.pop();
  }
  return answer;
}

Answer answer_of(Call& call, int index, int depth, int& left) {
  lua_State* state = call.state();
  Answer answer;
  --left;
  switch (lua_type(state, index)) {
    case LUA_TNIL: answer.words = "nil"; break;
    case LUA_TBOOLEAN: answer.words = call.truthy(index) ? "true" : "false"; break;
    case LUA_TNUMBER:
      answer.words = lua_isinteger(state, index) != 0 ? fmt::format("{}", lua_tointegerx(state, index, nullptr))
                                                      : fmt::format("{}（二进制小数，算不准：写 amount \"…\"）",
                                                                    lua_tonumberx(state, index, nullptr));
      break;
    case LUA_TSTRING:
      answer.kind = Answer::Kind::text;
      answer.words = std::string(call.text(index, ""));
      break;
    case LUA_TLIGHTUSERDATA:
      answer.kind = Answer::Kind::figure;
      answer.figure = call.value(index, "");
      break;
    case LUA_TUSERDATA:
      if (const Object* object = access::object_at(state, index)) {
        answer.kind = Answer::Kind::object;
        answer.object = *object;
      }
      break;
    case LUA_TTABLE: return list_of(call, index, depth, left);
    default: answer.words = "函数"; break;
  }
  return answer;
}

// Upvalue 2: where the answers go.
int collect(Call& call) {
  auto* answers = static_cast<std::vector<Answer>*>(lua_touserdata(call.state(), lua_upvalueindex(2)));
  int left = kMostTold;
  for (int index = 1; index <= call.count(); ++index) answers->push_back(answer_of(call, index, 0, left));
  return 0;
}

// Upvalue 1: what was typed, as a function.
int run_and_collect(lua_State* state) {
  lua_settop(state, 0);
  lua_pushvalue(state, lua_upvalueindex(1));
  lua_callk(state, 0, LUA_MULTRET, 0, nullptr);
  return guarded<collect>(state);
}

// The steps below need memory, so they run inside lua_pcallk; the argument is a Pending.
Pending& pending_of(lua_State* state) {
  auto* pending = static_cast<Pending*>(lua_touserdata(state, 1));
  lua_settop(state, 0);
  return *pending;
}

int open(lua_State* state) {
  Pending& pending = pending_of(state);
  access::push_environment(state, *pending.functions);
  lua_getmetatable(state, -1);
  lua_pushnil(state);
  lua_setfield(state, -2, "__newindex");  // names need no `local`, which would end with its line
  lua_pop(state, 1);
  pending.environment = luaL_ref(state, LUA_REGISTRYINDEX);
  return 0;
}

int set_name(lua_State* state) {
  Pending& pending = pending_of(state);
  lua_rawgeti(state, LUA_REGISTRYINDEX, pending.environment);
  lua_pushlstring(state, pending.name->data(), pending.name->size());
  access::push_object(state, pending.object);
  lua_rawset(state, -3);
  return 0;
}

// function 0: the chunk does not load.
int load(lua_State* state) {
  Pending& pending = pending_of(state);
  const std::string name = std::string("@") + Dialogue::kFile;
  if (luaL_loadbufferx(state, pending.chunk->data(), pending.chunk->size(), name.c_str(), "t") != LUA_OK) return 1;
  lua_rawgeti(state, LUA_REGISTRYINDEX, pending.environment);
  lua_setupvalue(state, -2, 1);
  lua_pushlightuserdata(state, pending.answers);
  lua_pushcclosure(state, run_and_collect, 2);
  pending.function = luaL_ref(state, LUA_REGISTRYINDEX);
  return 0;
}

// What the step left on the stack as a text: why a chunk does not load.
std::string take(lua_State* state, lua_CFunction step, Pending& pending) {
  const int top = lua_gettop(state);
  std::string left;
  lua_pushcfunction(state, step);
  lua_pushlightuserdata(state, &pending);
  const int status = lua_pcallk(state, 1, 1, 0, 0, nullptr);
  if (lua_type(state, -1) == LUA_TSTRING) left = lua_tolstring(state, -1, nullptr);
  lua_settop(state, top);
  if (status != LUA_OK) throw Fault("script.no_memory", "脚本占用的内存过多", "the script holds too much memory");
  return left;
}

}  // namespace

Dialogue::Dialogue(State& state, const std::vector<Function>& functions) : state_(state) {
  Pending pending;
  pending.functions = &functions;
  take(state_.context().state, open, pending);
  environment_ = pending.environment;
}

Dialogue::~Dialogue() { luaL_unref(state_.context().state, LUA_REGISTRYINDEX, environment_); }

void Dialogue::set(const std::string& name, const Object& object) {
  Pending pending;
  pending.environment = environment_;
  pending.name = &name;
  pending.object = object;
  take(state_.context().state, set_name, pending);
}

std::optional<std::string> Dialogue::readable(const std::string& lines) {
  check_source(kFile, lines);
  lua_State* lua = state_.context().state;
  Pending pending;
  pending.environment = environment_;
  const auto why_not = [&](const std::string& chunk) {
    pending.chunk = &chunk;
    pending.function = 0;
    const std::string reason = take(lua, load, pending);
    if (pending.function != 0) luaL_unref(lua, LUA_REGISTRYINDEX, pending.function);
    return reason;
  };
  const std::string expression = "return " + lines;
  if (why_not(expression).empty()) return expression;
  const std::string reason = why_not(lines);
  if (reason.empty()) return lines;
  if (reason.ends_with("<eof>")) return std::nullopt;
  state_.run_file(kFile, lines, {});  // does not load either, and says why in plainer words
  return lines;
}

std::vector<Answer> Dialogue::run(const std::string& chunk) {
  std::vector<Answer> answers;
  Pending pending;
  pending.environment = environment_;
  pending.chunk = &chunk;
  pending.answers = &answers;
  lua_State* lua = state_.context().state;
  take(lua, load, pending);
  struct Unload {
    lua_State* lua;
    int reference;
    ~Unload() { luaL_unref(lua, LUA_REGISTRYINDEX, reference); }
  } const unload{lua, pending.function};
  state_.call({pending.function, 1}, {});
  return answers;
}

}  // namespace gouji::script
