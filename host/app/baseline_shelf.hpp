// Baselines on disk: rules/<pack>/baselines/<dataset>.ndjson, found by pack and by the path of the data.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/pack_choice.hpp"
#include "regression/baseline.hpp"

namespace gouji::app {

// What the baselines of the data at `path` are called below baselines/: its place in the workbench, so that
// datasets/某省 is datasets/某省.ndjson; its name alone where it lies elsewhere. Packed or not does not matter.
std::filesystem::path baseline_name(const std::filesystem::path& path, const Workbench& workbench);

struct ShelvedBaseline {
  std::filesystem::path file;
  std::string pack;  // its id
  bool there = false;
  std::string bytes;  // as read
  Baseline baseline;
};

// The baseline of a pack for a dataset. Faults of read_baseline.
ShelvedBaseline read_shelved(const Pack& pack, const std::filesystem::path& name);

// It has documents, and none of these is among them: data of that name that lie elsewhere. `wanted`: only documents
// that it lets through count; empty: all.
bool of_other_data(const ShelvedBaseline& baseline, const std::set<std::string>& documents,
                   const std::function<bool(const RecordedDocument&)>& wanted);

// All baselines of a pack, whatever they are called.
std::vector<ShelvedBaseline> all_shelved(const Pack& pack);

struct NewBaseline {
  ShelvedBaseline before;
  std::string bytes;
};
// Puts them in place, each as a whole. Waits for another gouji that writes. Where a file is not what was read before,
// nothing is written: Fault "approve.stale". Also "file.locked", "file.unwritable".
void replace_shelved(const std::vector<NewBaseline>& all);

}  // namespace gouji::app
