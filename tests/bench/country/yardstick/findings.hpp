// Where the findings of a record are gathered, and written in the order of their checks.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::bench::country {

// Up to the quote that ends a JSON text; the names of the corpus have no escapes.
inline std::string_view text_at(const char* text) {
  const char* end = text;
  while (*end != '"') ++end;
  return {text, static_cast<std::size_t>(end - text)};
}

class Findings {
 public:
  explicit Findings(const char* file) : out_(std::fopen(file, "w")) {
    if (out_ == nullptr) throw std::runtime_error(std::string("cannot write ") + file);
  }

  void add(std::string check) { checks_.push_back(std::move(check)); }

  void end_record() {
    ++records_;
    if (checks_.empty()) return;
    std::sort(checks_.begin(), checks_.end());
    for (const std::string& check : checks_)
      std::fprintf(out_, "{\"record\":%lld,\"check\":\"%s\"}\n", static_cast<long long>(records_), check.c_str());
    found_ += static_cast<std::int64_t>(checks_.size());
    checks_.clear();
  }

  void close(int checks_each) {
    if (std::fclose(out_) != 0) throw std::runtime_error("cannot write the findings");
    std::printf("{\"records\": %lld, \"checks\": %lld, \"findings\": %lld}\n", static_cast<long long>(records_),
                static_cast<long long>(records_ * checks_each), static_cast<long long>(found_));
  }

 private:
  std::FILE* out_;
  std::vector<std::string> checks_;
  std::int64_t records_ = 0, found_ = 0;
};

}  // namespace gouji::bench::country
