// NDJSON out: streamed aside, packed by the ending of the name, put in place as a whole at the end.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "model/document.hpp"

namespace gouji {

class NdjsonWriter {
 public:
  // .gz and .zst are packed in members of a megabyte or more that begin at line starts: damage to one spares the
  // others. Fault "file.unwritable".
  explicit NdjsonWriter(const std::filesystem::path& path);
  ~NdjsonWriter();  // without commit, nothing is left behind
  NdjsonWriter(const NdjsonWriter&) = delete;
  NdjsonWriter& operator=(const NdjsonWriter&) = delete;

  void add(const Document& document);
  void add_line(std::string_view line);  // without its end
  void commit();

 private:
  class Output;
  std::unique_ptr<Output> output_;
};

}  // namespace gouji
