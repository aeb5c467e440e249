// A block of NDJSON gone through quickly: documents in which nothing is found are counted, the others are handed back,
// to be evaluated one by one. decisions/0019.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "app/runner.hpp"
#include "engine/sieve.hpp"
#include "formats/lean_reader.hpp"

namespace gouji::app {

// Documents that passed, added up by the pack that ran on them.
struct LeanCounts {
  std::string pack;
  int documents = 0, checks = 0;
  std::array<int, kOutcomes> outcomes{};
};

struct LeanLine {
  std::string text;          // empty where there is a reply
  int number = 0;            // within the block, from 1
  std::uint64_t offset = 0;  // within the block, or within the file
  bool ended = true;
  std::string reply;  // to the line as a job of its own (app/wire): what did not pass has been evaluated
};

struct LeanBlock {
  int lines = 0;
  bool too_long = false;  // the last one is longer than a record may be
  std::vector<LeanCounts> passed;
  std::vector<std::string> digests;  // of the documents in their order; empty: of a line that is left
  std::vector<LeanLine> left;
};

class LeanPass {
 public:
  explicit LeanPass(Evaluator& evaluator) : evaluator_(evaluator) {}

  // Whole lines of the file, unpacked; the last one may lack its end. `trusted`: no rule has ended a process at this
  // block.
  LeanBlock go_through(const std::filesystem::path& file, std::string&& block, bool trusted);
  // The lines of a file that begin in a part of it. Offsets are those of the file.
  LeanBlock go_through(const std::filesystem::path& file, std::uint64_t from, std::uint64_t to, bool trusted);

 private:
  struct Scoped {
    std::string pack;
    Sieve* sieve = nullptr;  // nullptr: not for exactly one pack
  };
  Scoped& scoped(const LeanDocument& document);
  bool passes(std::string_view line, LeanBlock& block);
  std::string evaluated(std::string_view line, const std::filesystem::path& file);
  // Of the buffer.
  LeanBlock go_through_lines(const std::filesystem::path& file, std::size_t begin, std::size_t end, bool trusted);

  Evaluator& evaluator_;
  std::string buffer_;  // with room behind the last line
  LeanReader reader_;
  LeanDocument document_;
  using Key = std::tuple<std::string, std::string, std::string, int>;  // what scopes look at
  std::map<Key, Scoped> scopes_;
  std::map<std::pair<std::string, int>, std::unique_ptr<Sieve>> sieves_;  // by pack and year
  std::map<Key, Scoped>::value_type* last_ = nullptr;
  Scoped* scope_ = nullptr;  // of the document in work; nullptr: it is not lean
  PassedRules passed_rules_;
};

}  // namespace gouji::app
