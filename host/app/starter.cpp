#include "app/starter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/aside.hpp"
#include "base/fault.hpp"
#include "base/files.hpp"
#include "base/nearest.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".txt";

std::string filled_in(std::string text, const std::map<std::string, std::string>& words) {
  for (const auto& [word, value] : words) {
    const std::string slot = "%" + word + "%";
    for (std::size_t at = text.find(slot); at != std::string::npos; at = text.find(slot, at + value.size()))
      text.replace(at, slot.size(), value);
  }
  return text;
}

std::string from_here(const fs::path& path) {
  return files::shown(fs::absolute(path).lexically_normal(), fs::current_path());
}

Fault already_there(const fs::path& path) {
  return std::move(Fault("new.exists", fmt::format("“{}”已经有了，没有改动", from_here(path)),
                         fmt::format("{} is there already and was left as it is", from_here(path)))
                       .hint("换一个名称，或先把它移开", "choose another name, or move it away first"));
}

[[noreturn]] void unwritable(const fs::path& path, const std::error_code& error) {
  throw Fault("file.unwritable", fmt::format("不能写“{}”：{}", from_here(path), error.message()),
              fmt::format("cannot write {}: {}", from_here(path), error.message()));
}

void make_parents(const fs::path& file) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) unwritable(file.parent_path(), error);
}

// Packs are read without following links to folders: what is written behind one would never be used. A link that leads
// nowhere is somebody's, too.
void refuse_links(const fs::path& folder, const fs::path& name) {
  fs::path step = folder;
  for (const fs::path& part : name) {
    step /= part;
    std::error_code error;
    if (!fs::is_symlink(step, error) || error) continue;
    const bool nowhere = !fs::exists(step);
    // As it is called, not where it leads.
    const fs::path called = fs::absolute(step).lexically_normal();
    const fs::path near = called.lexically_relative(fs::current_path());
    const std::string shown = (near.empty() || *near.begin() == ".." ? called : near).generic_string();
    throw std::move(
        Fault("new.link",
              nowhere ? fmt::format("“{}”是一个失效的链接，没有写", shown)
                      : fmt::format("“{}”是链接，规则包不读链接到别处的文件夹，没有写", shown),
              nowhere
                  ? fmt::format("{} is a link that leads nowhere; nothing was written", shown)
                  : fmt::format("{} is a link; packs do not read folders that are links; nothing was written", shown))
            .hint("把链接移开，或换成文件夹", "move the link away, or make it a folder"));
  }
}

}  // namespace

std::map<std::string, std::string> filled_starter(const PackChain& chain, const std::string& kind,
                                                  const std::string& name,
                                                  const std::map<std::string, std::string>& words) {
  std::set<std::string> known;
  for (auto layer = chain.layers.rbegin(); layer != chain.layers.rend(); ++layer) {
    const fs::path folder = (*layer)->folder / "starters";
    if (!fs::is_directory(folder)) continue;
    std::map<std::string, std::string> found;
    for (const fs::path& path : files::list(folder, {std::string(kEnding)})) {
      // rule.fund.cases.toml.txt → rule, fund, cases.toml
      const std::string file = path.filename().string();
      const std::size_t first = file.find('.'), second = file.find('.', first + 1);
      if (second == std::string::npos || file.substr(0, first) != kind) continue;
      const std::string own = file.substr(first + 1, second - first - 1);
      known.insert(own);
      if (own == name)
        found[file.substr(second + 1, file.size() - kEnding.size() - second - 1)] =
            filled_in(files::read(path, std::size_t{1} << 16U), words);
    }
    if (!found.empty()) return found;
  }
  if (known.empty()) {
    throw std::move(
        Fault("new.no_starter",
              fmt::format("规则包“{}”和它的基础包没有 starters/{}.*，不知道从什么写起", chain.top().id, kind),
              fmt::format("pack {} and its bases have no starters/{}.*", chain.top().id, kind))
            .hint("照着别的包里的一个文件写；docs/writing-rules 有例子",
                  "begin with a file of another pack; docs/writing-rules has examples"));
  }
  const auto [chinese, english] = known_names(name, {known.begin(), known.end()});
  throw std::move(
      Fault("new.unknown_starter", fmt::format("没有名为“{}”的起点", name), fmt::format("there is no starter {}", name))
          .hint(chinese, english));
}

void add_files(const fs::path& folder, const NewFiles& files) {
  for (const auto& [name, text] : files) {
    if (fs::exists(folder / name)) throw already_there(folder / name);
    refuse_links(folder, name);
  }
  std::vector<fs::path> written;
  try {
    for (const auto& [name, text] : files) {
      make_parents(folder / name);
      files::write(folder / name, text);
      written.push_back(folder / name);
    }
  } catch (...) {
    std::error_code error;
    for (const fs::path& path : written) fs::remove(path, error);
    throw;
  }
}

void make_folder(const fs::path& folder, const NewFiles& files) {
  std::error_code error;
  if (fs::exists(folder) && !(fs::is_directory(folder) && fs::is_empty(folder, error))) throw already_there(folder);
  const fs::path target = fs::absolute(folder).lexically_normal();
  const fs::path place = target.has_filename() ? target : target.parent_path();
  make_parents(place);
  const fs::path aside = files::aside_in(place.parent_path());
  try {
    add_files(aside, files);
    fs::rename(aside, place, error);
    if (error) unwritable(place, error);
  } catch (...) {
    fs::remove_all(aside, error);
    throw;
  }
}

void check_name(const std::string& name, bool dots) {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto fits = [&](char c) { return small(c) || (c >= '0' && c <= '9') || c == '_' || (dots && c == '.'); };
  const bool good = !name.empty() && small(name.front()) && std::all_of(name.begin(), name.end(), fits) &&
                    name.back() != '.' && name.find("..") == std::string::npos;
  if (good) return;
  std::string guess;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '-' || c == ' ' ? '_' : c;
    if (fits(lower) && (small(lower) || !guess.empty())) guess += lower;
  }
  Fault fault("new.bad_name", fmt::format("“{}”不能作名称：用小写字母开头，只含小写字母、数字和 _", name),
              fmt::format("{} is no name: it begins with a small letter and holds small letters, digits and _", name));
  const bool useful = guess.size() > 1 && guess.back() != '.';
  fault.hint(useful ? fmt::format("是否想写“{}”？", guess) : std::string("例如用汉语拼音，中文名称写在 title 里"),
             useful ? fmt::format("did you mean {}?", guess) : std::string("the name for people goes into title"));
  throw fault;
}

}  // namespace gouji::app
