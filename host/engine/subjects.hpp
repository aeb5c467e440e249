// Which parts of a document a rule looks at, one by one, with the names that findings carry.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "packs/rule.hpp"
#include "script/call.hpp"

namespace gouji {

struct SubjectView {
  std::vector<script::Object> arguments;  // the subject and what it is part of: passed to run around `check`
  const Evaluation* evaluation = nullptr;
  const Table* table = nullptr;
  const Record* record = nullptr;
  const Document* document = nullptr;   // that is read in place of the one that is evaluated: an excerpt of it
  std::vector<const Document*> others;  // of a rule over several documents
  std::vector<script::Object> list;     // passed to run as one list
  std::string identity;                 // names and ordinals only: what the fingerprint is made of
};

// In the order of the document. Empty: the rule does not apply to this document.
std::vector<SubjectView> subjects_of(const Document& document, const On& on);

}  // namespace gouji
