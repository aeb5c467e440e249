#include "formats/ndjson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/data_limits.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji {
namespace {

class LineCutter {
 public:
  LineCutter(const std::string& shown, const std::function<bool(const NdjsonLine&)>& on_line,
             const OnProblem& on_problem)
      : shown_(shown), on_line_(on_line), on_problem_(on_problem) {}

  // False when the caller has had enough.
  bool take(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto end = bytes.find('\n');
      add(bytes.substr(0, end));
      if (end == std::string_view::npos) return true;
      if (!finish(true)) return false;
      offset_ += 1;
      bytes.remove_prefix(end + 1);
    }
    return true;
  }

  // What was read of a line before a gap is no line.
  void drop() {
    if (!line_.empty() || too_long_) ++number_;
    line_.clear();
    too_long_ = false;
  }

  void end() {
    if (!line_.empty()) finish(false);
  }

  bool between_lines() const { return line_.empty() && !too_long_; }
  // Lines that somebody else has taken.
  void skip(std::string_view lines) {
    number_ += static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
    offset_ += lines.size();
  }
  std::uint64_t offset() const { return offset_; }

 private:
  void add(std::string_view part) {
    offset_ += part.size();
    if (too_long_) return;
    const std::size_t most = data_limits().record_mb;
    if (line_.size() + part.size() <= most << 20U) {
      line_ += part;
      return;
    }
    too_long_ = true;
    line_.clear();
    on_problem_(line_too_long(shown_, number_ + 1));
  }

  bool finish(bool ended) {
    ++number_;
    if (std::exchange(too_long_, false)) return true;
    std::string_view text = line_;
    if (number_ == 1) text = without_mark(text);
    const bool blank = text.find_first_not_of(" \t\r") == std::string_view::npos;
    const bool go_on = blank || on_line_({text, number_, offset_ - line_.size(), ended});
    line_.clear();
    return go_on;
  }

  const std::string& shown_;
  const std::function<bool(const NdjsonLine&)>& on_line_;
  const OnProblem& on_problem_;
  std::string line_;
  int number_ = 0;
  std::uint64_t offset_ = 0;
  bool too_long_ = false;
};

}  // namespace

std::string_view without_mark(std::string_view first_line) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (first_line.starts_with(kByteOrderMark)) first_line.remove_prefix(kByteOrderMark.size());
  return first_line;
}

Fault line_too_long(const std::string& shown, int number) {
  const std::size_t most = data_limits().record_mb;
  const auto [more, more_english] = how_to_raise_data("record_mb", most);
  return std::move(Fault("ndjson.line_too_long", fmt::format("一行超过 {} MB，已跳过", most),
                         fmt::format("a line of more than {} MB was skipped", most))
                       .at_line(shown, number)
                       .hint("一行只应有一份公开文本" + more, "a line holds one disclosure" + more_english));
}

void for_each_line(const std::filesystem::path& path, const std::string& shown,
                   const std::function<bool(const NdjsonLine&)>& on_line, const OnProblem& on_problem) {
  const auto source = open_bytes(path, shown, on_problem);
  LineCutter cutter(shown, on_line, on_problem);
  for (;;) {
    const ByteSource::Block block = source->next();
    if (block.broken) cutter.drop();
    if (!cutter.take(block.bytes)) return;
    if (block.end) break;
  }
  cutter.end();
}

void for_each_block(const std::filesystem::path& path, const std::string& shown,
                    const std::function<bool(NdjsonBlock&&)>& on_block,
                    const std::function<bool(const NdjsonLine&)>& on_line, const OnProblem& on_problem) {
  constexpr std::size_t kBlock = std::size_t{512} << 10U;  // bytes, about
  const auto source = open_bytes(path, shown, on_problem);
  LineCutter cutter(shown, on_line, on_problem);
  std::string gathered;
  const auto give = [&](std::size_t length) {
    NdjsonBlock block{{}, cutter.offset()};
    block.text.reserve(gathered.capacity());
    block.text.assign(gathered, length);
    block.text.swap(gathered);
    block.text.resize(length);
    cutter.skip(block.text);
    return on_block(std::move(block));
  };
  for (;;) {
    const ByteSource::Block block = source->next();
    if (block.broken) {
      const std::size_t whole = gathered.rfind('\n') + 1;
      if (whole > 0 && !give(whole)) return;
      if (!cutter.take(gathered)) return;
      gathered.clear();
      cutter.drop();
    }
    std::string_view bytes = block.bytes;
    if (!cutter.between_lines()) {  // of a line that is longer than a block
      const std::size_t end = bytes.find('\n');
      if (!cutter.take(bytes.substr(0, end == std::string_view::npos ? end : end + 1))) return;
      bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    }
    gathered += bytes;
    if (gathered.size() >= kBlock) {
      const std::size_t whole = gathered.rfind('\n') + 1;
      if (whole > 0 && !give(whole)) return;
      if (gathered.size() >= kBlock) {
        if (!cutter.take(gathered)) return;
        gathered.clear();
      }
    }
    if (block.end) break;
  }
  cutter.end();
  if (!gathered.empty()) give(gathered.size());
}

std::optional<Document> read_ndjson_line(const NdjsonLine& line, const std::string& shown,
                                         const OnProblem& on_problem) {
  try {
    return read_disclosure(line.text, shown, line.number);
  } catch (const Fault& fault) {
    if (line.ended || fault.code() != "json.truncated") {
      on_problem(fault);
      return std::nullopt;
    }
    const std::uint64_t place = line.offset + line.text.size();
    on_problem(
        std::move(Fault("data.truncated", fmt::format("文件在一行中间中断（第 {} 字节）", place),
                        fmt::format("the file ends in the middle of a line (byte {})", place))
                      .at_line(shown, line.number)
                      .hint("请重新取得此文件；前面各行已读入", "fetch the file again; the lines before were read")));
    return std::nullopt;
  }
}

void read_ndjson(const std::filesystem::path& path, const std::string& shown,
                 const std::function<void(Document&&, int line)>& on_document, const OnProblem& on_problem) {
  for_each_line(
      path, shown,
      [&](const NdjsonLine& line) {
        if (auto document = read_ndjson_line(line, shown, on_problem)) on_document(std::move(*document), line.number);
        return true;
      },
      on_problem);
}

bool is_ndjson(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(".ndjson") || name.ends_with(".ndjson.gz") || name.ends_with(".ndjson.zst");
}

}  // namespace gouji
