// Who accepted a baseline, when and why, and which of its documents came by whom. A document of which every line is
// lost leaves no trace in lines of its own; the approval that brought it says how many it brought. decisions/0015.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gouji {

struct Approval {
  std::string date, by, reason;             // 2026-11-21
  int appeared = 0, gone = 0, changed = 0;  // findings
  int scores = 0;                           // that moved
  std::string id;                           // seal() gives it
  int documents = 0;                        // that it brought; 0 in those of before, which did not count
  std::map<std::string, std::vector<std::string>> removed;  // documents that it took out, by who had brought them
};

// A document of a baseline and the approval that brought it, "" where that was not noted. Two for a document that two
// people brought at the same time.
using Listed = std::set<std::pair<std::string, std::string>>;

// Gives the approval its id and notes in it what changes in the list from `was` to `documents`; what nobody has brought
// yet is its own. Returns the list as it is now.
Listed seal(Approval& approval, const std::vector<Approval>& earlier, const Listed& was,
            const std::set<std::string>& documents);

// Documents of an approval that are on no line any more. Never those that somebody took out.
struct Missing {
  const Approval* approval = nullptr;
  int documents = 0;
};
std::vector<Missing> missing_documents(const std::vector<Approval>& approvals, const Listed& listed);

}  // namespace gouji
