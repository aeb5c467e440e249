// Which parts of a document a rule looks at, one by one, with the names that findings carry.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "packs/rule.hpp"
#include "script/call.hpp"

namespace gouji {

struct SubjectView {
  std::vector<script::Object> arguments;  // of run: the subject, a place for `check`, what the subject is part of
  const Evaluation* evaluation = nullptr;
  const Table* table = nullptr;
  const Record* record = nullptr;
  const Document* document = nullptr;   // that is read in place of the one that is evaluated: an excerpt of it
  std::vector<const Document*> others;  // of a rule over several documents
  std::vector<script::Object> list;     // passed to run as one list
  std::string identity;                 // names and ordinals only: what the fingerprint is made of
};

// The subjects of one document, each list made once: most rules look at the same few.
class SubjectLists {
 public:
  // In the order of the document. Empty: the rule does not apply to this document. Good until the next call; `check`
  // may be put into the arguments.
  std::vector<SubjectView>& of(const Document& document, const On& on);

 private:
  struct List {
    SubjectKind subject;
    std::string filter;
    std::vector<SubjectView> views;
  };
  std::deque<List> lists_;
  std::vector<SubjectView> other_;  // tables are named by each rule itself
};

}  // namespace gouji
