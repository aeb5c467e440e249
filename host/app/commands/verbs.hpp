// The verbs, each in a file of its own.
#pragma once

#include "app/session.hpp"
#include "app/verb.hpp"

namespace gouji::app {

const Verb& run_verb();
const Verb& import_verb();
const Verb& export_verb();
const Verb& inspect_verb();
const Verb& explain_verb();
const Verb& params_verb();
const Verb& check_verb();
const Verb& test_verb();
const Verb& doc_verb();
const Verb& decide_verb();
const Verb& doctor_verb();
const Verb& new_verb();
const Verb& repl_verb();
const Verb& cover_verb();
const Verb& probe_verb();
const Verb& pin_verb();
const Verb& whatif_verb();
const Verb& diff_verb();
const Verb& approve_verb();
const Verb& verify_verb();

}  // namespace gouji::app
