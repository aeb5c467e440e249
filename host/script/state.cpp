#include "script/state.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <new>
#include <optional>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "base/trail.hpp"
#include "base/whole_number.hpp"
#include "script/bind.hpp"
#include "script/free_run.hpp"
#include "script/lua_access.hpp"
#include "script/lua_headers.hpp"
#include "script/missing.hpp"
#include "script/source_hints.hpp"
#include "script/syntax_slips.hpp"

namespace gouji::script {
namespace {

constexpr int kHookEvery = 1000;
constexpr int kHookOften = 10;                                  // where one comparison of texts may take long
constexpr std::uint64_t kCountedOneByOne = 200;                 // instructions of a call that is counted closely
constexpr std::size_t kVeryLongText = std::size_t{256} << 10U;  // bytes
constexpr std::uint64_t kFewestForFreeRuns = 1'000'000;         // steps: below, counting from the start is as quick
constexpr std::uint64_t kFewSteps = 100'000;                    // of a call that was counted and need not have been
constexpr std::size_t kWorthGivingBack = std::size_t{8} << 20U;
constexpr std::size_t kOneStepBeyond = std::size_t{8} << 20U;
constexpr std::uint64_t kMostLoadSteps = 2'000'000;  // of a file's top level, which declares and computes little
constexpr std::size_t kMostKeptByFile = std::size_t{2} << 20U;  // a file of 64 KB is told apart from what it builds
constexpr std::size_t kShareKeptByFiles = 8;                    // of the limit of memory, by all files together
constexpr std::size_t kFairlyKept = std::size_t{64} << 10U;     // always allowed
constexpr std::size_t kLongText = 4096, kCopiedBytesPerStep = 64;
constexpr std::size_t kMostChunkBytes = std::size_t{64} << 10U;
constexpr std::size_t kMostChunkLine = std::size_t{4} << 10U;

void hook(lua_State* state, lua_Debug* info);

void return_free_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

// Comparing two long texts is one instruction, of half a second at worst (texts of 16 MB of zeros): no more than a few
// of them between two looks. What a file's top level keeps, later calls may compare.
void look_often(Context& context) {
  if (context.loading) context.keeps_long_texts = true;
  if (context.hook_every == kHookOften) return;
  context.hook_every = kHookOften;
  if (context.free_run == nullptr && !context.watched && context.tripped == Limit::none && !context.limits.none_at_all)
    lua_sethook(context.state, hook, LUA_MASKCOUNT, context.hook_every);
}

// What a block of so many bytes takes up, with what the allocator keeps beside it: a small table weighs a third more.
std::size_t taken_for(std::size_t size) {
  constexpr std::size_t kBeside = 8, kStep = 16, kLeast = 32;
  return std::max(kLeast, (size + kBeside + kStep - 1) / kStep * kStep);
}

// Counts every byte. Over the limit the next instruction is stopped with its line; where one instruction asks for more
// than a few megabytes beyond it, the allocation itself fails. Shrinking never fails. Long texts cost steps: copying
// them is work that the count of instructions does not see.
void* allocate(void* user, void* block, std::size_t old_size, std::size_t new_size) {
  auto& context = *static_cast<Context*>(user);
  const std::size_t old_bytes = block == nullptr ? 0 : taken_for(old_size);
  if (new_size == 0) {
    std::free(block);  // NOLINT(cppcoreguidelines-no-malloc): Lua's allocator contract
    context.memory_used -= old_bytes;
    return nullptr;
  }
  const std::size_t wanted = context.memory_used - old_bytes + taken_for(new_size);
  const std::size_t allowed = context.baseline + context.limits.memory;
  if ((block == nullptr || new_size > old_size) && context.armed && wanted + context.values.bytes() > allowed &&
      !context.limits.none_at_all) {
    if (wanted + context.values.bytes() > allowed + kOneStepBeyond) {
      context.refused_at = access::where(context.state);
      return nullptr;
    }
    if (!context.watched) {
      context.watched = true;
      lua_sethook(context.state, hook, LUA_MASKCOUNT, 1);
    }
  }
  if (block == nullptr && old_size == LUA_TSTRING && new_size > kLongText && context.armed) {
    context.steps_used += new_size / kCopiedBytesPerStep;
    if (new_size > kVeryLongText) look_often(context);
  }
  void* grown = std::realloc(block, new_size);  // NOLINT(cppcoreguidelines-no-malloc)
  if (grown == nullptr) return nullptr;
  if (wanted > context.memory_used) context.allocated += wanted - context.memory_used;
  context.memory_used = wanted;
  context.memory_peak = std::max(context.memory_peak, wanted);
  return grown;
}

[[noreturn]] void trip(lua_State* state, Context& context, Limit limit) {
  if (context.tripped == Limit::none) {
    context.tripped = limit;
    context.tripped_at = access::where(state);
  }
  lua_sethook(state, hook, LUA_MASKCOUNT, 1);  // from now on every instruction raises again: pcall keeps no control
  lua_pushliteral(state, "limit");
  lua_error(state);
  std::abort();  // lua_error does not return
}

// For whoever watches this process, should the next call into C never come back.
void leave_trail(lua_State* state) {
  lua_Debug info{};
  if (lua_getstack(state, 0, &info) == 0 || lua_getinfo(state, "Sl", &info) == 0 || info.currentline <= 0) return;
  tread(info.source[0] == '@' ? info.source + 1 : info.source, info.currentline);
}

void hook(lua_State* state, lua_Debug*) {
  Context& context = access::context_of(state);
  leave_trail(state);
  if (context.free_run != nullptr) {  // counted from here on; what went before, as if it had been as much as can be
    context.steps_used += std::exchange(context.free_run, nullptr)->leave();
    lua_sethook(state, hook, LUA_MASKCOUNT, context.hook_every);
  }
  if (context.tripped != Limit::none) trip(state, context, context.tripped);
  context.steps_used += context.watched ? 1 : static_cast<std::uint64_t>(context.hook_every);
  if (std::exchange(context.watched, false)) lua_sethook(state, hook, LUA_MASKCOUNT, context.hook_every);
  if (context.steps_used > context.most_steps()) trip(state, context, Limit::steps);
  if (context.held() > context.baseline + context.limits.memory) {
    lua_gc(state, LUA_GCCOLLECT);
    if (context.held() > context.baseline + context.limits.memory) trip(state, context, Limit::memory);
  }
  if (access::out_of_time(context)) trip(state, context, Limit::time);
}

// The same looks at the same instructions, and between them only counts.
void close_hook(lua_State* state, lua_Debug* info) {
  Context& context = access::context_of(state);
  context.counted_closely += context.counted_closely < kCountedOneByOne ? 1 : kHookOften;
  if (context.counted_closely == kCountedOneByOne) lua_sethook(state, close_hook, LUA_MASKCOUNT, kHookOften);
  if (context.counted_closely % kHookEvery == 0) hook(state, info);
}

// Lua would end the process where memory is refused outside of a protected call.
int no_memory(lua_State*) { throw std::bad_alloc(); }

// Remembers where a script's own error was raised; runs before the stack unwinds.
int note_place(lua_State* state) {
  Context& context = access::context_of(state);
  if (!context.kept) context.kept_at = access::where(state);
  return 1;
}

std::string describe(lua_State* state, int index) {
  switch (lua_type(state, index)) {
    case LUA_TSTRING: return lua_tolstring(state, index, nullptr);
    case LUA_TNUMBER: return fmt::format("{}", lua_tonumberx(state, index, nullptr));
    case LUA_TBOOLEAN: return lua_toboolean(state, index) != 0 ? "true" : "false";
    case LUA_TNIL: return "错误值为 nil";
    default: return fmt::format("错误值是一个 {}", luaL_typename(state, index));
  }
}

// "file.lua:12: message" → "message": the place is told apart.
std::string without_place(std::string message) {
  const std::size_t colon = message.find(".lua:");
  if (colon == std::string::npos || colon > 200) return message;
  std::size_t end = colon + 5;
  while (end < message.size() && message[end] >= '0' && message[end] <= '9') ++end;
  return message.compare(end, 2, ": ") == 0 ? message.substr(end + 2) : message;
}

std::string explained(const std::string& message) {
  if (message.find("attempt to index a nil value") != std::string::npos) return "使用了不存在的值（nil）：" + message;
  if (message.find("attempt to call a nil value") != std::string::npos) return "调用了不存在的函数：" + message;
  if (message.find("attempt to perform arithmetic on a nil value") != std::string::npos)
    return "用不存在的值（nil）做运算：" + message;
  if (message.find("stack overflow") != std::string::npos) return "函数调用层次过深：" + message.substr(0, 80);
  return message;
}

std::string_view line_of(std::string_view source, int number) {
  std::size_t start = 0;
  for (int line = 1; line < number && start != std::string_view::npos; ++line) {
    start = source.find('\n', start);
    if (start != std::string_view::npos) ++start;
  }
  if (start == std::string_view::npos) return {};
  return source.substr(start, source.find('\n', start) - start);
}

// Hands a chunk to the parser line by line.
struct ChunkLines {
  std::string_view rest;
  int count = 0;

  static const char* next(lua_State*, void* given, std::size_t* size) {
    auto& lines = *static_cast<ChunkLines*>(given);
    const std::size_t end = lines.rest.find('\n');
    const std::string_view line = lines.rest.substr(0, end == std::string_view::npos ? end : end + 1);
    lines.rest.remove_prefix(line.size());
    if (!line.empty()) ++lines.count;
    *size = line.size();
    return line.empty() ? nullptr : line.data();
  }
};

// Other texts may be run under one name: a variable of any of them is what all of them say.
void note_assigned(Context& context, const std::string& chunk, std::string_view source) {
  auto names = assigned_names(source);
  const auto [known, fresh] = context.assigned.try_emplace(chunk, names);
  if (fresh || !known->second) return;
  if (names)
    known->second->merge(*names);
  else
    known->second.reset();
}

// Lua's own words, or plainer ones where the line shows what happened.
Fault syntax_fault(const std::string& file, std::string_view source, int line, const std::string& message) {
  const auto hint = look_at_line(line_of(source, line));
  if (!hint) {
    const auto slip = slip_of(source, line, message);
    const int told = slip ? slip->line : line;
    const int column = slip ? slip->column : 0;
    Fault fault("script.syntax", "脚本语法有误：" + (slip ? slip->chinese : message),
                "syntax error: " + (slip ? slip->english : message));
    fault.at_line(file, told, column).with_excerpt(excerpt(std::string(source), told, column));
    if (slip && !slip->chinese_mend.empty()) return fault.hint(slip->chinese_mend, slip->english_mend);
    fault.hint("检查这一行和上一行的括号、引号、逗号和 end",
               "check brackets, quotes, commas and end on this line and the one before");
    return fault;
  }
  Fault fault("script.syntax", "脚本语法有误：" + hint->chinese, "syntax error: " + hint->english);
  fault.at_line(file, line, hint->column).with_excerpt(excerpt(std::string(source), line, hint->column));
  fault.hint(hint->chinese_mend, hint->english_mend);
  return fault;
}

}  // namespace

std::uint64_t Context::most_steps() const { return loading ? std::min(limits.steps, kMostLoadSteps) : limits.steps; }

std::string_view code_of(Limit limit) {
  switch (limit) {
    case Limit::none: return "";
    case Limit::steps: return "steps";
    case Limit::memory: return "memory";
    case Limit::time: return "time";
    case Limit::crash: return "crash";
  }
  return "";
}

Limit limit_named_by(std::string_view fault_code) {
  for (const Limit limit : {Limit::steps, Limit::memory, Limit::time}) {
    if (fault_code.starts_with("limit.") && fault_code.substr(6) == code_of(limit)) return limit;
  }
  return Limit::none;
}

std::string_view chinese_of(Limit limit) {
  switch (limit) {
    case Limit::none: return "";
    case Limit::steps: return "步数上限";
    case Limit::memory: return "内存上限";
    case Limit::time: return "时间上限";
    case Limit::crash: return "进程意外结束";
  }
  return "";
}

struct State::Hidden {
  Context context;
  lua_State* lua = nullptr;
  bool may_run_freely = false;
  bool count_next = false;  // closely
  std::set<int> counted;    // functions that have taken long, or have failed

  // What a script has let go goes back to the system: scripts that are run one after another in one process hold no
  // more than one of them does.
  void give_back() {
    if (context.memory_peak < context.baseline + kWorthGivingBack) return;
    lua_gc(lua, LUA_GCCOLLECT);
    context.memory_peak = context.memory_used;
    return_free_memory();
  }
  class GivenBack {  // once the call has ended, whichever way
   public:
    explicit GivenBack(Hidden& hidden) : hidden_(hidden) {}
    ~GivenBack() { hidden_.give_back(); }
    GivenBack(const GivenBack&) = delete;
    GivenBack& operator=(const GivenBack&) = delete;

   private:
    Hidden& hidden_;
  };

  // Runs `work` with the state's stack protected and its limits armed; translates failure.
  // `consumed`: items that the caller has pushed and the work takes off.
  // `freely`: without counting; Recount where that has not come to a good end soon enough to count as one that was.
  template <class Work>
  void protect(Work work, int consumed = 0, bool freely = false) {
    context.steps_used = 0;
    context.tripped = Limit::none;
    context.kept = nullptr;
    context.kept_at = {};
    context.refused_at = {};
    context.began.reset();
    context.watched = false;
    context.hook_every = context.keeps_long_texts ? kHookOften : kHookEvery;
    const bool closely = std::exchange(count_next, false) && context.hook_every == kHookEvery;
    context.counted_closely = 0;
    std::optional<FreeRun> free_run;
    if (freely)
      free_run.emplace(lua, hook);
    else if (!context.limits.none_at_all)
      lua_sethook(lua, closely ? close_hook : hook, LUA_MASKCOUNT, closely ? 1 : context.hook_every);
    context.free_run = free_run ? &*free_run : nullptr;
    const int base = lua_gettop(lua) - consumed;
    int status = LUA_ERRMEM;
    try {
      context.armed = true;
      const Beating beating(context.limits.seconds);
      status = work();
    } catch (const std::bad_alloc&) {  // outside of every protected call: see `no_memory`
    }
    context.armed = false;
    const std::uint64_t uncounted = context.free_run != nullptr ? context.free_run->leave() : 0;
    context.free_run = nullptr;
    free_run.reset();  // no hook is set any more
    lua_sethook(lua, nullptr, 0, 0);
    const GivenBack given_back(*this);
    if (freely) return end_free_run(status, base, uncounted);
    if (context.tripped == Limit::none && context.steps_used > context.most_steps()) {
      context.tripped = Limit::steps;  // spent inside host functions after the last look of the hook
    }
    if (status == LUA_OK && context.tripped == Limit::none) return;
    raise(status, base);
  }

  // What is missing is said by the host, whether instructions are counted or not; every other failure is told by the
  // counted call.
  void end_free_run(int status, int base, std::uint64_t uncounted) {
    const bool soon = context.tripped == Limit::none && uncounted + context.steps_used <= context.most_steps();
    if (soon && status == LUA_OK) return;
    if (status != LUA_OK) {
      try {
        raise(status, base);
      } catch (const ScriptFault&) {
      } catch (...) {
        if (soon) throw;
      }
    }
    lua_settop(lua, base);
    lua_gc(lua, LUA_GCCOLLECT);  // it begins where it would have begun
    throw Recount{};
  }

  // Leaves `results` values on the stack.
  void call(const FunctionRef& function, const std::vector<Object>& arguments, const std::vector<Object>* list,
            int results) {
    const bool freely = may_run_freely && !count_next && !context.limits.none_at_all && limits_allow_free_runs() &&
                        !counted.contains(function.reference) && FreeRun::possible();
    const auto work = [&] {
      lua_pushcfunction(lua, note_place);
      const int handler = lua_gettop(lua);
      lua_rawgeti(lua, LUA_REGISTRYINDEX, function.reference);
      for (const Object& argument : arguments) access::push_object(lua, argument);
      if (list != nullptr) {
        lua_createtable(lua, static_cast<int>(list->size()), 0);
        for (std::size_t i = 0; i < list->size(); ++i) {
          access::push_object(lua, (*list)[i]);
          lua_rawseti(lua, -2, static_cast<lua_Integer>(i + 1));
        }
      }
      const int given = static_cast<int>(arguments.size()) + (list != nullptr ? 1 : 0);
      const int status = lua_pcallk(lua, given, results, handler, 0, nullptr);
      lua_remove(lua, handler);
      return status;
    };
    try {
      protect(work, 0, freely);
    } catch (const Recount&) {
      counted.insert(function.reference);
      throw;
    }
    if (!freely && context.steps_used <= kFewSteps) counted.erase(function.reference);
  }

  bool limits_allow_free_runs() const { return context.limits.steps >= kFewestForFreeRuns; }

  // What the file's top level holds now beyond what it held before, without what files that it required hold.
  void account(const std::string& file, std::size_t used_before, std::size_t kept_before, int reference) {
    const std::size_t by_others = context.kept_by_files - kept_before;
    const auto grown = [&] {
      return context.memory_used > used_before + by_others ? context.memory_used - used_before - by_others : 0;
    };
    if (grown() > kFairlyKept) lua_gc(lua, LUA_GCCOLLECT);
    const std::size_t kept = grown();
    const std::size_t together = context.limits.memory / kShareKeptByFiles;
    const bool crowded = context.kept_by_files > together && kept > kFairlyKept;
    if (kept <= kMostKeptByFile && !crowded) {
      context.kept_by_files += kept;
      return;
    }
    if (reference != 0) luaL_unref(lua, LUA_REGISTRYINDEX, reference);
    Fault fault =
        crowded ? Fault("limit.memory",
                        fmt::format("已装载的文件最外层一共留下 {} KB，上限 {} KB，这个文件又要留下 {} KB",
                                    context.kept_by_files >> 10U, together >> 10U, kept >> 10U),
                        fmt::format("the top levels of the files loaded keep {} KB; {} KB are allowed, and this file "
                                    "would keep {} KB more",
                                    context.kept_by_files >> 10U, together >> 10U, kept >> 10U))
                : Fault("limit.memory",
                        fmt::format("文件最外层留下的内容过多：{} KB，上限 {} KB", kept >> 10U, kMostKeptByFile >> 10U),
                        fmt::format("the file's top level keeps {} KB; {} KB are allowed", kept >> 10U,
                                    kMostKeptByFile >> 10U));
    fault.at_line(file, 1);
    fault.hint("大的清单放进 parameters.toml 或 data/，要算的放进函数里",
               "put large lists into parameters.toml or data/ and what has to be worked out into functions");
    throw ScriptFault(std::move(fault), Limit::memory);
  }

  [[noreturn]] void raise(int status, int base) {
    if (status == LUA_ERRMEM && context.tripped == Limit::none) {
      context.tripped = Limit::memory;
      context.tripped_at = context.refused_at;
    }
    const Limit limit = context.tripped;
    if (limit != Limit::none) {
      lua_settop(lua, base);
      lua_gc(lua, LUA_GCCOLLECT);
      Fault fault(fmt::format("limit.{}", code_of(limit)), fmt::format("脚本超过{}，已停止", chinese_of(limit)),
                  fmt::format("the script crossed its {} limit and was stopped", code_of(limit)));
      fault.at(context.tripped_at.empty() ? context.kept_at : context.tripped_at);
      const auto [chinese, english] = how_to_raise(limit, context.limits);
      fault.hint("检查有没有停不下来的循环或不断变长的文字；" + chinese,
                 "look for an endless loop or an ever-growing text; " + english);
      throw ScriptFault(std::move(fault), limit);
    }
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &context);
    const bool from_host = lua_rawequal(lua, -1, -2) != 0;
    lua_pop(lua, 1);
    if (from_host && context.kept) {
      lua_settop(lua, base);
      const std::exception_ptr kept = std::exchange(context.kept, nullptr);
      try {
        std::rethrow_exception(kept);
      } catch (const MissingValue&) {
        throw;
      } catch (const MissingPart&) {
        throw;
      } catch (const ScriptFault&) {
        throw;  // a nested file has its own place
      } catch (const Fault& fault) {
        Fault placed = fault;
        if (placed.location().empty()) placed.at(context.kept_at);
        const Limit by_host = limit_named_by(placed.code());
        throw ScriptFault(std::move(placed), by_host);
      } catch (const std::bad_alloc&) {  // the process has no more, whatever the script itself holds
        context.tripped = Limit::memory;
        context.tripped_at = context.kept_at;
        raise(LUA_ERRMEM, base);
      } catch (const std::exception& error) {
        Fault fault("script.host_error", error.what(), error.what());
        fault.at(context.kept_at);
        throw ScriptFault(std::move(fault), Limit::none);
      }
    }
    const std::string message = text::shorten(without_place(describe(lua, -1)), 1000);
    lua_settop(lua, base);
    Fault fault("script.error", "脚本出错：" + explained(message), "script error: " + message);
    fault.at(context.kept_at);
    throw ScriptFault(std::move(fault), Limit::none);
  }
};

State::State(const Catalogue& catalogue, const Limits& limits) : hidden_(std::make_unique<Hidden>()) {
  Context& context = hidden_->context;
  context.catalogue = &catalogue;
  context.limits = limits;
  hidden_->lua = lua_newstate(allocate, &context);
  if (hidden_->lua == nullptr)
    throw Fault("script.no_memory", "内存不足，无法启动脚本", "no memory for a script state");
  *static_cast<Context**>(lua_getextraspace(hidden_->lua)) = &context;
  context.state = hidden_->lua;
  lua_atpanic(hidden_->lua, no_memory);
  lua_pushcfunction(hidden_->lua, [](lua_State* state) -> int {
    Context& own = access::context_of(state);
    lua_newuserdatauv(state, 1, 0);  // the sentinel that stands for a kept C++ exception
    lua_rawsetp(state, LUA_REGISTRYINDEX, &own);
    install_values(state);
    access::install_types(state);
    access::install_base(state);
    lua_gc(state, LUA_GCGEN, 0, 0);
    return 0;
  });
  if (lua_pcallk(hidden_->lua, 0, 0, 0, 0, nullptr) != LUA_OK) {
    const std::string message = describe(hidden_->lua, -1);
    lua_close(hidden_->lua);
    throw Fault("script.no_memory", "无法启动脚本：" + message, "cannot start a script state: " + message);
  }
}

State::~State() {
  if (hidden_->lua != nullptr) lua_close(hidden_->lua);
}

Context& State::context() { return hidden_->context; }
std::size_t State::memory() const { return hidden_->context.memory_used; }
std::uint64_t State::steps() const {
  return hidden_->context.steps_used + hidden_->context.counted_closely % kHookEvery;
}
std::uint64_t State::allocated() const { return hidden_->context.allocated; }
void State::count_next_call() { hidden_->count_next = true; }

int State::run_file(const std::string& file, std::string_view source, const Environment& environment) {
  Context& context = hidden_->context;
  const bool nested = context.armed;
  if (!nested) context.baseline = context.memory_used;
  const auto outer_refs = std::exchange(context.function_refs, {});
  const std::size_t kept_before = context.kept_by_files, used_before = context.memory_used;
  const bool loading_before = std::exchange(context.loading, true);
  const auto leave = [&] {
    context.function_refs = outer_refs;
    context.loading = loading_before;
  };
  int reference = 0;
  try {
    reference = run_text(file, source, environment, nested);
    hidden_->account(file, used_before, kept_before, reference);
  } catch (...) {
    // Nothing of a file that is not used may stay.
    for (const int function : context.function_refs) luaL_unref(hidden_->lua, LUA_REGISTRYINDEX, function);
    leave();
    throw;
  }
  leave();
  return reference;
}

int State::run_text(const std::string& file, std::string_view source, const Environment& environment, bool nested) {
  check_source(file, source);
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
  lua_State* lua = hidden_->lua;
  const std::string chunk = "@" + file;
  note_assigned(hidden_->context, chunk, source);
  ChunkLines lines{source};
  if (lua_load(lua, &ChunkLines::next, &lines, chunk.c_str(), "t") != LUA_OK) {
    const std::string message = without_place(describe(lua, -1));
    std::string raw = describe(lua, -1);
    lua_pop(lua, 1);
    int line = lines.count;  // where the message names none: the parser reads no further than it has to
    if (const auto place = raw.find(".lua:"); place != std::string::npos)
      line = leading_number(std::string_view(raw).substr(place + 5)).value_or(line);
    throw ScriptFault(syntax_fault(file, source, line, message), Limit::none);
  }
  int reference = 0;
  // A nested run (require inside a file) must not reset the limits of the outer one.
  const auto run = [&] {
    access::push_environment(lua, environment.functions);
    lua_setupvalue(lua, -2, 1);
    lua_pushcfunction(lua, note_place);
    lua_insert(lua, -2);
    const int handler = lua_gettop(lua) - 1;
    const int status = lua_pcallk(lua, 0, 1, handler, 0, nullptr);
    lua_remove(lua, handler);
    return status;
  };
  if (nested) {
    const int base = lua_gettop(lua) - 1;
    const int status = run();
    if (status != LUA_OK || hidden_->context.tripped != Limit::none) hidden_->raise(status, base);
  } else {
    hidden_->protect(run, 1);
  }
  if (lua_istable(lua, -1)) {
    reference = luaL_ref(lua, LUA_REGISTRYINDEX);
  } else {
    lua_pop(lua, 1);
  }
  return reference;
}

void State::call(const FunctionRef& function, const std::vector<Object>& arguments, const std::vector<Object>* list) {
  hidden_->call(function, arguments, list, 0);
}

Plain State::call_for_plain(const FunctionRef& function, const std::vector<Object>& arguments) {
  hidden_->call(function, arguments, nullptr, 1);
  lua_State* lua = hidden_->lua;
  const Call call(lua);
  Plain result;
  if (!lua_isnil(lua, -1)) result = call.plain(lua_gettop(lua), "结果");
  lua_pop(lua, 1);
  return result;
}

void State::seal(int reference) {
  if (!access::take_seal(hidden_->lua, reference))
    throw Fault("script.no_memory", "规则文件占用的内存过多", "the rule files hold too much memory");
  if (reference != 0) return;
  lua_gc(hidden_->lua, LUA_GCCOLLECT);
  hidden_->context.baseline = hidden_->context.memory_used;
}

void State::run_freely(bool freely) { hidden_->may_run_freely = freely; }

bool State::restore() { return access::restore_seal(hidden_->lua); }

void State::begin(const Document* document, bool same_document) {
  end();
  if (!same_document) {
    hidden_->context.target_of.clear();
    hidden_->context.targets.clear();
  }
  hidden_->context.active = true;
  hidden_->context.document = document;
}

void State::end() {
  Context& context = hidden_->context;
  context.active = false;
  context.document = nullptr;
  const bool many_figures = context.values.clear();
  context.brackets.clear();
  ++context.generation;
  if (context.generation == 0) context.generation = 1;
  if (many_figures) return_free_memory();
}

void check_source(const std::string& file, std::string_view source) {
  const auto refuse = [&](std::string chinese, std::string english, int line) {
    Fault fault("script.refused", std::move(chinese), std::move(english));
    fault.at_line(file, line);
    throw ScriptFault(std::move(fault), Limit::none);
  };
  if (source.starts_with("\x1B"))
    refuse("这是编译过的字节码，不能使用；请提供文本脚本", "bytecode is refused; give the text of the script", 1);
  if (source.size() > kMostChunkBytes) refuse("脚本超过 64 KB", "the script is larger than 64 KB", 0);
  if (source.starts_with("\xFF\xFE") || source.starts_with("\xFE\xFF")) {
    refuse("文件是 UTF-16 编码，请另存为 UTF-8", "the file is UTF-16; save it as UTF-8", 1);
  }
  int line = 1;
  std::size_t line_start = 0;
  for (std::size_t i = 0; i <= source.size(); ++i) {
    if (i == source.size() || source[i] == '\n') {
      const std::string_view content = source.substr(line_start, i - line_start);
      if (content.size() > kMostChunkLine) refuse("这一行超过 4 KB", "the line is longer than 4 KB", line);
      if (content.find('\0') != std::string_view::npos)
        refuse("这一行含有 NUL 字符", "the line holds a NUL character", line);
      if (!text::is_valid(content))
        refuse("这一行不是 UTF-8 编码（可能是 GBK），请另存为 UTF-8",
               "the line is not UTF-8 (GBK?); save the file as UTF-8", line);
      ++line;
      line_start = i + 1;
    }
  }
}

}  // namespace gouji::script
