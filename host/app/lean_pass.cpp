#include "app/lean_pass.hpp"

#include <algorithm>

#include "app/wire.hpp"
#include "base/files.hpp"
#include "formats/data_digest.hpp"
#include "formats/file_lines.hpp"
#include "formats/json_disclosure.hpp"

namespace gouji::app {

LeanPass::Scoped& LeanPass::scoped(const LeanDocument& document) {
  const auto parts = std::tie(document.province, document.region, document.kind, document.year);
  if (last_ != nullptr && last_->first == parts) return last_->second;
  constexpr std::size_t kMostScopes = 10'000;
  if (scopes_.size() > kMostScopes) scopes_.clear();
  const auto [place, fresh] =
      scopes_.try_emplace(Key(document.province, document.region, document.kind, document.year));
  last_ = &*place;
  Scoped& scope = place->second;
  if (!fresh) return scope;
  Document alike;
  const auto optional = [](std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(std::string(text));
  };
  alike.province = optional(document.province);
  alike.region = optional(document.region);
  alike.kind = document.kind;
  alike.year = document.year;
  if (const Chain chain = evaluator_.only_pack_for(alike)) {
    scope.pack = chain->top().id;
    auto& sieve = sieves_[{scope.pack, document.year}];
    if (sieve == nullptr) sieve = evaluator_.sieve_of(chain, document.year);
    scope.sieve = sieve.get();
  }
  return scope;
}

bool LeanPass::passes(std::string_view line, LeanBlock& block) {
  scope_ = nullptr;
  if (!reader_.read(line, document_)) return false;
  scope_ = &scoped(document_);
  Sieve::Counts counts;
  if (scope_->sieve == nullptr || !scope_->sieve->passes(document_, counts)) return false;
  auto place = std::find_if(block.passed.begin(), block.passed.end(),
                            [&](const LeanCounts& one) { return one.pack == scope_->pack; });
  if (place == block.passed.end()) place = block.passed.insert(place, LeanCounts{scope_->pack, 0, 0, {}});
  ++place->documents;
  place->checks += counts.checks;
  for (std::size_t i = 0; i < kOutcomes; ++i) place->outcomes.at(i) += counts.outcomes.at(i);
  return true;
}

// Of a line that has not passed; empty where it is left to a job of its own: it may have problems that are told with
// the number of the line, or it takes long.
std::string LeanPass::evaluated(std::string_view line, const std::filesystem::path& file) {
  if (scope_ == nullptr || scope_->sieve == nullptr || !scope_->sieve->tell(document_, passed_rules_)) return {};
  Reply reply;
  try {
    const Document document = read_disclosure(line, files::shown(file));
    reply.outcomes.push_back(evaluator_.evaluate(document, {}, line_digest(line), &passed_rules_));
  } catch (const Fault&) {
    return {};
  }
  reply.outcomes.back().folder = file.parent_path().string();
  return packed(reply);
}

LeanBlock LeanPass::go_through_lines(const std::filesystem::path& file, std::size_t begin, std::size_t end,
                                     bool trusted) {
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
        LeanLine& left = result.left.emplace_back();
        left.number = result.lines;
        left.offset = at;
        left.ended = length != std::string_view::npos;
        if (trusted) left.reply = evaluated(line, file);
        if (left.reply.empty()) left.text = line;
      }
    }
    if (length == std::string_view::npos) break;
    at += length + 1;
  }
  return result;
}

LeanBlock LeanPass::go_through(const std::filesystem::path& file, std::string&& block, bool trusted) {
  const std::size_t size = block.size();
  buffer_ = std::move(block);
  buffer_.resize(size + LeanReader::kPadding);
  return go_through_lines(file, 0, size, trusted);
}

LeanBlock LeanPass::go_through(const std::filesystem::path& file, std::uint64_t from, std::uint64_t to, bool trusted) {
  const FileLines lines(file, from, to, buffer_, LeanReader::kPadding);
  LeanBlock result = go_through_lines(file, lines.begin(), lines.end(), trusted);
  for (LeanLine& line : result.left) line.offset += lines.offset();
  result.too_long = lines.too_long();
  result.lines += result.too_long ? 1 : 0;
  return result;
}

}  // namespace gouji::app
