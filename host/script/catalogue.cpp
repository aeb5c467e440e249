#include "script/catalogue.hpp"

#include <fmt/format.h>

#include "script/bind.hpp"

namespace gouji::script {
namespace {

void append(std::string& page, const Function& function) {
  if (function.signature.empty()) return;
  page += fmt::format("- `{}`  \n  {}\n", function.signature, function.about);
}

}  // namespace

ObjectType Catalogue::add(TypeInfo type) {
  types_.push_back(std::move(type));
  return static_cast<ObjectType>(types_.size() - 1);
}

void Catalogue::add(Library library) { libraries_.push_back(std::move(library)); }

std::string Catalogue::reference() const {
  std::string page;
  for (const Library& library : libraries_) {
    page += library.name.empty() ? "## 全局函数\n\n" : fmt::format("## {}\n\n", library.name);
    for (const Function& function : library.functions) append(page, function);
    page += "\n";
  }
  page += "## value（数）\n\n数之间可用 `+ - * / < <= > >=`；`==` 与 `~=` 不能用于数，请用 check 的比较。\n\n";
  for (const Function& function : value_methods()) append(page, function);
  page += "\n";
  for (const TypeInfo& type : types_) {
    if (type.methods.empty()) continue;
    page += fmt::format("## {}（{}）\n\n", type.name, type.chinese);
    for (const Function& function : type.methods) append(page, function);
    page += "\n";
  }
  return page;
}

Catalogue base_catalogue() {
  Catalogue catalogue;
  catalogue.add(document_type());
  catalogue.add(evaluation_type());
  catalogue.add(record_type(RecordKind::fund));
  catalogue.add(record_type(RecordKind::indicator));
  catalogue.add(record_type(RecordKind::claim));
  catalogue.add(table_type());
  catalogue.add(row_type());
  catalogue.add(column_type());
  catalogue.add(target_type());
  catalogue.add(parameter_type());
  catalogue.add(values_type());
  catalogue.add(value_library());
  catalogue.add(text_library());
  return catalogue;
}

}  // namespace gouji::script
