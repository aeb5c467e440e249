#include "packs/script_loader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.hpp"
#include "base/trail.hpp"
#include "packs/rule_book.hpp"
#include "script/marks.hpp"

namespace gouji {
namespace {

int require_library(script::Call& call) {
  const int reference = ScriptLoader::of(call).require(std::string(call.text(1, "名称")));
  return reference == 0 ? call.give_nil() : call.give_reference(reference);
}

// Loading is outside of the evaluation, whose figures it cannot see.
int require_at_prompt(script::Call& call) {
  script::Context& context = call.context();
  const bool active = std::exchange(context.active, false);
  int reference = 0;
  try {
    reference = static_cast<ScriptLoader*>(context.host)->require(std::string(call.text(1, "名称")));
  } catch (...) {
    context.active = active;
    throw;
  }
  context.active = active;
  return reference == 0 ? call.give_nil() : call.give_reference(reference);
}

int declare(script::Call& call) {
  if (!call.is_table(1)) {
    throw std::move(
        Fault("rule.bad_header", "后面应是一张表 { … }", "a table { … } is wanted here")
            .hint("写成 rule { id = \"…\", title = \"…\", basis = \"…\", on = { … }, run = function(…) … end }",
                  "write rule { id = …, … }"));
  }
  ScriptLoader::of(call).declare(call.plain(1, "表"), call.caller());
  return 0;
}

}  // namespace

script::Function declaring(std::string_view name, std::string_view about) {
  return script::host_function<declare>(name, "", about);
}

script::Function requiring_at_prompt() { return script::host_function<require_at_prompt>("require", "", ""); }

ScriptLoader& ScriptLoader::of(script::Call& call) {
  auto* loader = static_cast<ScriptLoader*>(call.context().host);
  if (loader == nullptr || call.context().active) {
    throw std::move(Fault("script.too_late", "这里只能写在文件最外层", "this belongs at the top level of a file")
                        .hint("require、rule、layout 写在文件开头，不写在函数里", "move it out of the function"));
  }
  return *loader;
}

int ScriptLoader::run(const ScriptFile& file, const Pack& owner, const std::vector<script::Function>& functions) {
  if (left_out_ != nullptr) {
    if (const auto out = left_out_->find(file.shown); out != left_out_->end()) throw out->second;
  }
  const InWork in_work("", file.shown, 1);
  if (!examined_.contains(file.path)) {
    script::check_source(file.shown, file.source);  // before the parser sees it
    refuse_traps(syntax_, file.shown, file.source);
    examined_.insert(file.path);
  }
  script::Environment environment;
  environment.functions = functions;
  environment.functions.push_back(script::host_function<require_library>("require", "require(name) -> table",
                                                                         "本包（或基础包）lib/ 下的公用函数。"));
  if (marks_) {
    for (const script::Function& function : script::mark_functions()) environment.functions.push_back(function);
  }
  const Pack* outer = std::exchange(owner_, &owner);
  void* outer_host = std::exchange(state_.context().host, this);
  const auto restore = [&] {
    owner_ = outer;
    state_.context().host = outer_host;
  };
  try {
    const int reference = state_.run_file(file.shown, file.source, environment);
    restore();
    return reference;
  } catch (...) {
    restore();
    throw;
  }
}

std::vector<ScriptLoader::Declared> ScriptLoader::take_declared() { return std::exchange(declared_, {}); }

int ScriptLoader::require(const std::string& name) {
  // The owner's own lib first, then its bases, nearest first. Packs above the owner are never seen.
  const auto own = std::find_if(chain_->layers.begin(), chain_->layers.end(),
                                [&](const auto& layer) { return layer.get() == owner_; });
  std::vector<std::string> known;
  for (auto layer = std::make_reverse_iterator(own == chain_->layers.end() ? own : own + 1);
       layer != chain_->layers.rend(); ++layer) {
    for (const auto& [library, file] : (*layer)->libraries) known.push_back(library);
    const auto found = (*layer)->libraries.find(name);
    if (found == (*layer)->libraries.end()) continue;
    const ScriptFile& file = found->second;
    if (const auto loaded = libraries_.find(file.path); loaded != libraries_.end()) return loaded->second;
    if (std::find(open_.begin(), open_.end(), file.shown) != open_.end()) {
      throw Fault("script.circular_require", fmt::format("“{}”绕了一圈又 require 自己", name),
                  fmt::format("{} requires itself in a circle", name));
    }
    open_.push_back(file.shown);
    int reference = 0;
    try {
      reference = run(file, **layer, {});
    } catch (...) {
      open_.pop_back();
      throw;
    }
    open_.pop_back();
    libraries_[file.path] = reference;
    if (reference != 0) state_.seal(reference);
    return reference;
  }
  Fault fault("script.unknown_library", fmt::format("lib/ 下没有“{}”", name),
              fmt::format("no library {} in lib/", name));
  if (const std::string guess = nearest(name, known); !guess.empty())
    fault.hint(fmt::format("是否想写“{}”？", guess), fmt::format("did you mean {}?", guess));
  throw fault;
}

}  // namespace gouji
