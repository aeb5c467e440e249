// The bindings of this folder, one file a type; base_catalogue() gathers them.
#pragma once

#include "script/catalogue.hpp"

struct lua_State;

namespace gouji::script {

void install_values(lua_State* state);

TypeInfo document_type();
TypeInfo evaluation_type();
TypeInfo record_type(RecordKind kind);
TypeInfo table_type();
TypeInfo row_type();
TypeInfo column_type();
TypeInfo target_type();
TypeInfo parameter_type();
TypeInfo values_type();
TypeInfo brackets_type();

Library value_library();  // amount, param, sum, least, most
Library text_library();   // text.match, text.all, …

}  // namespace gouji::script
