#include "app/import_journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <functional>
#include <optional>

#include "app/dataset_place.hpp"
#include "base/files.hpp"
#include "base/replacement.hpp"
#include "base/text.hpp"
#include "formats/clean_text.hpp"
#include "formats/dataset_folder.hpp"
#include "formats/dataset_manifest.hpp"
#include "formats/json_disclosure.hpp"
#include "formats/json_tree.hpp"
#include "formats/json_writer.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kJournalBlock = std::size_t{64} << 10U, kLine = 1024;  // bytes read at once
constexpr std::size_t kStale = 2;  // rewritten when there are more than so many lines a source

// Names of files are bytes; JSON holds text. What is no printable text stands as %XX.
std::string name_as_text(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const char32_t c = text::decode_next(name, at);
    const std::string_view bytes = name.substr(begin, at - begin);
    if (c != U'%' && c != 0xFFFD && c != U'\n' && c != U'\t' && clean_text(bytes) == bytes) {
      out += bytes;
      continue;
    }
    for (const char byte : bytes) out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  }
  return out;
}
std::string name_of_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    const char* const digits = text.data() + at + 1;
    if (text[at] == '%' && at + 2 < text.size() && std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2) {
      out += static_cast<char>(value);
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

std::string line_of(const ImportedSource& one) {
  JsonWriter json(false);
  json.begin_object();
  json.member("source", name_as_text(one.source));
  json.member("sha256", one.sha256);
  json.member("made_by", one.made_by);
  json.member("dataset", one.dataset);
  json.end_object();
  return json.take() + "\n";
}

std::optional<ImportedSource> read_entry(std::string_view line) {
  try {
    const JsonValue value = parse_json(line, std::string(ImportJournal::kName));
    ImportedSource one;
    for (const auto& [key, field] : {std::pair{"source", &one.source}, std::pair{"sha256", &one.sha256},
                                     std::pair{"made_by", &one.made_by}, std::pair{"dataset", &one.dataset}}) {
      const JsonValue* found = value.find(key);
      if (found == nullptr || !found->is(JsonValue::Type::text) || found->text.empty()) return std::nullopt;
      *field = found->text;
    }
    one.source = name_of_text(one.source);
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

std::uint64_t hash_of(const std::string& name) { return std::hash<std::string>{}(name); }

}  // namespace

ImportJournal::ImportJournal(fs::path root) : root_(std::move(root)) {
  std::error_code error;
  if (!fs::is_regular_file(root_ / kName, error)) return;
  open(O_RDONLY);
  if (!read() || lines_ > kStale * sources_.size()) rewrite();
}

ImportJournal::~ImportJournal() {
  if (file_ >= 0) ::close(file_);  // written and looked at before
}

void ImportJournal::open(int flags) {
  if (file_ >= 0) ::close(file_);
  file_ = ::open((root_ / kName).c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0666);
}

// Notes where each line stands. False where one is broken or the last one cut off.
bool ImportJournal::read() {
  sources_.clear();
  datasets_.clear();
  lines_ = 0;
  bool whole = true;
  std::string rest;
  std::uint64_t at = 0;  // of `rest` in the file
  const auto note = [&](std::string_view line) {
    ++lines_;
    if (const auto one = read_entry(line)) {
      sources_[hash_of(one->source)] = at;
      datasets_[hash_of(one->dataset)] = at;
    } else {
      whole = false;
    }
    at += line.size() + 1;
  };
  std::string block(kJournalBlock, '\0');
  for (off_t next = 0;;) {
    const ssize_t got = ::pread(file_, block.data(), block.size(), next);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    next += got;
    rest.append(block, 0, static_cast<std::size_t>(got));
    std::size_t start = 0;
    for (std::size_t end = rest.find('\n'); end != std::string::npos; end = rest.find('\n', start)) {
      note(std::string_view(rest).substr(start, end - start));
      start = end + 1;
    }
    rest.erase(0, start);
  }
  if (!rest.empty()) {
    note(rest);
    whole = false;
  }
  return whole;
}

// Only the last line of each source.
void ImportJournal::rewrite() {
  std::vector<std::uint64_t> offsets;
  for (const auto& [hash, offset] : sources_) offsets.push_back(offset);
  std::sort(offsets.begin(), offsets.end());
  files::Replacement kept(root_ / kName);
  for (const std::uint64_t offset : offsets) {
    if (const auto one = line_at(offset)) kept.append(line_of(*one));
  }
  kept.put_in_place();
  open(O_RDONLY);
  read();
}

std::optional<ImportedSource> ImportJournal::line_at(std::uint64_t offset) const {
  std::string line;
  std::string block(kLine, '\0');
  for (;;) {
    const ssize_t got = ::pread(file_, block.data(), block.size(), static_cast<off_t>(offset + line.size()));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    line.append(block, 0, static_cast<std::size_t>(got));
    if (line.find('\n') != std::string::npos) break;
  }
  return read_entry(std::string_view(line).substr(0, line.find('\n')));
}

std::optional<ImportedSource> ImportJournal::of_source(const std::string& source) const {
  const auto known = sources_.find(hash_of(source));
  auto line = known == sources_.end() ? std::nullopt : line_at(known->second);
  return line && line->source == source ? line : std::nullopt;
}

// The source that made it last, unless that one has become another dataset since.
std::optional<std::string> ImportJournal::owner_of_dataset(const std::string& dataset) const {
  const auto known = datasets_.find(hash_of(dataset));
  const auto line = known == datasets_.end() ? std::nullopt : line_at(known->second);
  if (!line || line->dataset != dataset) return std::nullopt;
  const auto now = of_source(line->source);
  return now && now->dataset == dataset ? std::optional(line->source) : std::nullopt;
}

bool ImportJournal::is_unchanged(const ImportedSource& now) const {
  const auto before = of_source(now.source);
  if (!before || before->sha256 != now.sha256 || before->made_by != now.made_by) return false;
  if (owner_of_dataset(before->dataset) != now.source) return false;
  const auto made_from = source_of(root_ / before->dataset);
  return made_from && made_from->sha256 == now.sha256;
}

std::string ImportJournal::owner_of(const fs::path& place, const Document& document, const std::string& source) const {
  const std::string dataset = place.lexically_relative(root_).generic_string();
  if (const auto claimed = claimed_.find(dataset); claimed != claimed_.end()) return *claimed->second;
  std::error_code error;
  if (!fs::exists(place, error)) return {};
  // A source that is gone was renamed or corrected under another name: its dataset is free.
  if (const auto owner = owner_of_dataset(dataset)) return fs::exists(*owner, error) ? *owner : std::string();
  const auto made_from = source_of(place);
  if (!made_from || made_from->sha256 == document.source.sha256 || made_from->file == document.source.file) return {};
  return made_from->file.empty() ? source : made_from->file;
}

fs::path ImportJournal::claim(Document& document, const std::string& source, std::string& other) {
  other.clear();
  const std::string id = document.id;
  for (int number = 2;; ++number) {
    fs::path place = dataset_place(root_, document);
    const std::string owner = owner_of(place, document, source);
    if (owner.empty() || owner == source) {
      claimed_[place.lexically_relative(root_).generic_string()] = &source;
      return place;
    }
    if (other.empty()) other = owner;
    document.id = fmt::format("{}-{}", id, number);
  }
}

fs::path ImportJournal::left_behind(const ImportedSource& now) const {
  const auto before = of_source(now.source);
  if (!before || before->dataset == now.dataset) return {};
  const auto owner = owner_of_dataset(before->dataset);
  const fs::path place = root_ / before->dataset;
  std::error_code error;
  return owner == now.source && fs::exists(place, error) ? place : fs::path();
}

void ImportJournal::add(const std::vector<ImportedSource>& imported) {
  struct stat ours {
  }, theirs{};
  const bool same = file_ >= 0 && ::fstat(file_, &ours) == 0 && ::stat((root_ / kName).c_str(), &theirs) == 0 &&
                    ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev;
  if (!same || !writable_) {  // deleted or replaced since, or never written to
    open(O_RDWR | O_CREAT | O_APPEND);
    writable_ = file_ >= 0;
    if (!same && file_ >= 0) read();
  }
  int error = file_ < 0 ? errno : 0;
  std::string lines;
  for (const ImportedSource& one : imported) lines += line_of(one);
  for (std::string_view rest = lines; error == 0 && !rest.empty();) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0)
      error = errno;
    else
      rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (error == 0) {
    auto at = static_cast<std::uint64_t>(::lseek(file_, 0, SEEK_CUR)) - lines.size();  // behind what others appended
    for (const ImportedSource& one : imported) {
      sources_[hash_of(one.source)] = at;
      datasets_[hash_of(one.dataset)] = at;
      at += line_of(one).size();
      claimed_.erase(one.dataset);
    }
    return;
  }
  throw std::move(
      Fault("file.unwritable", fmt::format("无法写入“{}”：{}", (root_ / kName).string(), std::strerror(error)),
            fmt::format("cannot write {}: {}", (root_ / kName).string(), std::strerror(error)))
          .hint("数据集已写好；下次会重新读入这一份", "the dataset is written; it will be read again next time"));
}

}  // namespace gouji::app
