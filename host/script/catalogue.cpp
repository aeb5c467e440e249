#include "script/catalogue.hpp"

#include "script/bind.hpp"

namespace gouji::script {
ObjectType Catalogue::add(TypeInfo type) {
  types_.push_back(std::move(type));
  return static_cast<ObjectType>(types_.size() - 1);
}

void Catalogue::add(Library library) { libraries_.push_back(std::move(library)); }

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
  catalogue.add(brackets_type());
  catalogue.add(value_library());
  catalogue.add(text_library());
  return catalogue;
}

}  // namespace gouji::script
