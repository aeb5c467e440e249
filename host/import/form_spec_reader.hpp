// The vocabulary of forms that layouts write as a plain table → FormSpec. Faults layout.bad_spec.
#pragma once

#include "import/form_spec.hpp"
#include "script/plain.hpp"

namespace gouji::intake {

FormSpec read_form_spec(const script::Plain& plain);

}  // namespace gouji::intake
