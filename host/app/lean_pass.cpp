#include "app/lean_pass.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "formats/data_digest.hpp"
#include "formats/file_lines.hpp"

namespace gouji::app {

LeanPass::Scoped& LeanPass::scoped(const LeanDocument& document) {
  std::string& key = key_;
  key.clear();
  for (const std::string_view part : {document.province, document.region, document.kind})
    key.append(part).push_back('\n');
  fmt::format_to(std::back_inserter(key), "{}", document.year);
  if (last_ != nullptr && key == scope_) return *last_;
  scope_ = key;
  constexpr std::size_t kMostScopes = 1000;  // each has a sieve of its own
  if (scopes_.size() > kMostScopes) scopes_.clear();
  const auto [place, fresh] = scopes_.try_emplace(key);
  last_ = &place->second;
  if (!fresh) return *last_;
  Document alike;
  const auto optional = [](std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(std::string(text));
  };
  alike.province = optional(document.province);
  alike.region = optional(document.region);
  alike.kind = document.kind;
  alike.year = document.year;
  if (const Chain chain = evaluator_.only_pack_for(alike)) {
    last_->pack = chain->top().id;
    last_->sieve = evaluator_.sieve_of(chain, document.year);
  }
  return *last_;
}

bool LeanPass::passes(std::string_view line, LeanBlock& block) {
  if (!reader_.read(line, document_)) return false;
  Scoped& scope = scoped(document_);
  Sieve::Counts counts;
  if (scope.sieve == nullptr || !scope.sieve->passes(document_, counts)) return false;
  auto place = std::find_if(block.passed.begin(), block.passed.end(),
                            [&](const LeanCounts& one) { return one.pack == scope.pack; });
  if (place == block.passed.end()) place = block.passed.insert(place, LeanCounts{scope.pack, 0, 0, {}});
  ++place->documents;
  place->checks += counts.checks;
  for (std::size_t i = 0; i < kOutcomes; ++i) place->outcomes.at(i) += counts.outcomes.at(i);
  return true;
}

LeanBlock LeanPass::go_through_lines(std::size_t begin, std::size_t end, bool trusted) {
  const Meter::Span span(evaluator_.meter(), Phase::blocks);
  LeanBlock result;
  for (std::size_t at = begin; at < end;) {
    const std::string_view rest = std::string_view(buffer_).substr(at, end - at);
    const std::size_t length = rest.find('\n');
    const std::string_view line = rest.substr(0, length);
    ++result.lines;
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      if (trusted && passes(line, result)) {
        result.digests.push_back(line_digest(line));
      } else {
        result.digests.emplace_back();
        result.left.push_back({std::string(line), result.lines, at, length != std::string_view::npos});
      }
    }
    if (length == std::string_view::npos) break;
    at += length + 1;
  }
  return result;
}

LeanBlock LeanPass::go_through(std::string&& block, bool trusted) {
  const std::size_t size = block.size();
  buffer_ = std::move(block);
  buffer_.resize(size + LeanReader::kPadding);
  return go_through_lines(0, size, trusted);
}

LeanBlock LeanPass::go_through(const std::filesystem::path& file, std::uint64_t from, std::uint64_t to, bool trusted) {
  const FileLines lines(file, from, to, buffer_, LeanReader::kPadding);
  LeanBlock result = go_through_lines(lines.begin(), lines.end(), trusted);
  for (LeanLine& line : result.left) line.offset += lines.offset();
  result.too_long = lines.too_long();
  result.lines += result.too_long ? 1 : 0;
  return result;
}

}  // namespace gouji::app
