#include "app/import_journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "app/dataset_place.hpp"
#include "base/files.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/dataset_manifest.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/json_tree.hpp"
#include "formats/json_writer.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kStale = 2;  // rewritten when there are more than so many lines a source

std::string line_of(const ImportedSource& one) {
  JsonWriter json(false);
  json.begin_object();
  json.member("source", one.source);
  json.member("sha256", one.sha256);
  json.member("made_by", one.made_by);
  json.member("dataset", one.dataset);
  json.end_object();
  return json.take() + "\n";
}

std::optional<ImportedSource> read_line(std::string_view line) {
  try {
    const JsonValue value = parse_json(line, std::string(ImportJournal::kName));
    ImportedSource one;
    for (const auto& [key, field] : {std::pair{"source", &one.source}, std::pair{"sha256", &one.sha256},
                                     std::pair{"made_by", &one.made_by}, std::pair{"dataset", &one.dataset}}) {
      const JsonValue* found = value.find(key);
      if (found == nullptr || !found->is(JsonValue::Type::text) || found->text.empty()) return std::nullopt;
      *field = found->text;
    }
    return one;
  } catch (const Fault&) {
    return std::nullopt;
  }
}

// What the dataset at `place` was made from; nothing where there is none that can be read.
std::optional<Source> source_of(const fs::path& place) {
  try {
    const fs::path manifest = place / kManifestName;
    return read_manifest(files::read(manifest), manifest.string()).document.source;
  } catch (const Fault&) {
    return std::nullopt;
  }
}

}  // namespace

ImportJournal::ImportJournal(fs::path root) : root_(std::move(root)) {
  const fs::path file = root_ / kName;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return;
  const std::string content = files::read(file);
  std::size_t lines = 0;
  bool whole = content.empty() || content.ends_with('\n');
  for (std::size_t start = 0; start < content.size(); ++lines) {
    const std::size_t end = std::min(content.find('\n', start), content.size());
    const auto one = read_line(std::string_view(content).substr(start, end - start));
    if (one)
      keep(*one);
    else
      whole = false;
    start = end + 1;
  }
  if (!whole || lines > kStale * sources_.size()) rewrite();
}

void ImportJournal::keep(const ImportedSource& imported) {
  const auto before = sources_.find(imported.source);
  if (before != sources_.end()) {
    const auto owner = owners_.find(before->second.dataset);
    if (owner != owners_.end() && owner->second == imported.source) owners_.erase(owner);
  }
  sources_[imported.source] = imported;
  owners_[imported.dataset] = imported.source;
}

void ImportJournal::rewrite() {
  std::string lines;
  for (const auto& [name, one] : sources_) lines += line_of(one);
  files::write(root_ / kName, lines);
}

bool ImportJournal::is_unchanged(const ImportedSource& now) const {
  const auto before = sources_.find(now.source);
  if (before == sources_.end() || before->second.sha256 != now.sha256 || before->second.made_by != now.made_by)
    return false;
  const auto owner = owners_.find(before->second.dataset);
  if (owner == owners_.end() || owner->second != now.source) return false;
  const auto made_from = source_of(root_ / before->second.dataset);
  return made_from && made_from->sha256 == now.sha256;
}

std::string ImportJournal::owner_of(const fs::path& place, const Document& document, const std::string& source) const {
  if (const auto claimed = claimed_.find(place); claimed != claimed_.end()) return claimed->second;
  std::error_code error;
  if (!fs::exists(place, error)) return {};
  const auto owner = owners_.find(place.lexically_relative(root_).generic_string());
  // A source that is gone was renamed or corrected under another name: its dataset is free.
  if (owner != owners_.end()) return fs::exists(owner->second, error) ? owner->second : std::string();
  const auto made_from = source_of(place);
  if (!made_from || made_from->sha256 == document.source.sha256 || made_from->file == document.source.file) return {};
  return made_from->file.empty() ? source : made_from->file;
}

fs::path ImportJournal::claim(Document& document, const std::string& source, std::string& other) {
  other.clear();
  const std::string id = document.id;
  for (int number = 2;; ++number) {
    const fs::path place = dataset_place(root_, document);
    const std::string owner = owner_of(place, document, source);
    if (owner.empty() || owner == source) {
      claimed_[place] = source;
      return place;
    }
    if (other.empty()) other = owner;
    document.id = fmt::format("{}-{}", id, number);
  }
}

void ImportJournal::add(const std::vector<ImportedSource>& imported) {
  std::string lines;
  for (const ImportedSource& one : imported) {
    keep(one);
    lines += line_of(one);
  }
  const fs::path file = root_ / kName;
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
  int error = descriptor < 0 ? errno : 0;
  for (std::string_view rest = lines; error == 0 && !rest.empty();) {
    const ssize_t written = ::write(descriptor, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      error = errno;
    else
      rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (descriptor >= 0 && ::close(descriptor) != 0 && error == 0) error = errno;
  if (error == 0) return;
  throw std::move(
      Fault("file.unwritable", fmt::format("无法写入“{}”：{}", file.string(), std::strerror(error)),
            fmt::format("cannot write {}: {}", file.string(), std::strerror(error)))
          .hint("数据集已写好；下次会重新读入这一份", "the dataset is written; it will be read again next time"));
}

}  // namespace gouji::app
