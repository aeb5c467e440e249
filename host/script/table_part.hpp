// What an object of the types table, row or column stands for, for those who show it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/document.hpp"
#include "script/call.hpp"

namespace gouji::script {

struct TablePart {
  const Table* table = nullptr;
  std::string side;  // of a table or column of which one side is looked at; else empty
  std::optional<std::uint32_t> column;
  const TableRow* row = nullptr;
};
TablePart table_part(const Object& object);

}  // namespace gouji::script
