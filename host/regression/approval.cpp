#include "regression/approval.hpp"

#include "base/digest.hpp"

namespace gouji {
namespace {

// Documents that were taken out, by who had brought them. Two people may have taken out the same one.
std::map<std::string, std::set<std::string>> all_removed(const std::vector<Approval>& approvals) {
  std::map<std::string, std::set<std::string>> all;
  for (const Approval& one : approvals) {
    for (const auto& [bringer, documents] : one.removed) all[bringer].insert(documents.begin(), documents.end());
  }
  return all;
}

bool holds(const std::map<std::string, std::set<std::string>>& removed, const std::string& bringer,
           const std::string& document) {
  const auto found = removed.find(bringer);
  return found != removed.end() && found->second.contains(document);
}

}  // namespace

Listed seal(Approval& approval, const std::vector<Approval>& earlier, const Listed& was,
            const std::set<std::string>& documents) {
  const auto removed = all_removed(earlier);
  Listed now;
  std::set<std::string> brought;
  std::string words;  // what tells two approvals of the same words apart: where they begin and what they do
  for (const Approval& one : earlier) words += one.id + "\n";
  for (const auto& [document, bringer] : was) {
    if (bringer.empty()) continue;
    if (!documents.contains(document)) {
      approval.removed[bringer].push_back(document);
      words += "-" + document + "\n";
    } else if (!holds(removed, bringer, document)) {  // else a merge has put the line back: it does not count there
      now.emplace(document, bringer);
      brought.insert(document);
    }
  }
  std::vector<std::string> own;
  for (const std::string& document : documents) {
    if (brought.contains(document)) continue;
    own.push_back(document);
    words += "+" + document + "\n";
  }
  approval.documents = static_cast<int>(own.size());
  approval.id = fingerprint_of({approval.date, approval.by, approval.reason, std::to_string(approval.appeared),
                                std::to_string(approval.gone), std::to_string(approval.changed),
                                std::to_string(approval.scores), words});
  for (std::string& document : own) now.emplace(std::move(document), approval.id);
  return now;
}

std::vector<Missing> missing_documents(const std::vector<Approval>& approvals, const Listed& listed) {
  const auto removed = all_removed(approvals);
  std::map<std::string, int> here;
  for (const auto& [document, bringer] : listed) {
    if (!holds(removed, bringer, document)) ++here[bringer];
  }
  std::vector<Missing> missing;
  for (const Approval& one : approvals) {
    const auto gone = removed.find(one.id);
    const int wanted = one.documents - (gone == removed.end() ? 0 : static_cast<int>(gone->second.size()));
    const auto found = here.find(one.id);
    const int have = found == here.end() ? 0 : found->second;
    if (have < wanted) missing.push_back({&one, wanted - have});
  }
  return missing;
}

}  // namespace gouji
