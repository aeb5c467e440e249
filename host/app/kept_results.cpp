#include "app/kept_results.hpp"

#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <set>

#include "base/digest.hpp"
#include "base/files.hpp"
#include "formats/decision_file.hpp"
#include "packs/pack_files.hpp"
#include "regression/case_file.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytesRead = std::uint64_t{64} << 20U;  // of one file of a dataset

// The build ids that the linker has written into the program and its libraries. Empty where one has none.
std::string program_and_libraries() {
  struct Seen {
    std::string ids;
    bool lacking = false;
  } seen;
  ::dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* data) {
        Seen& all = *static_cast<Seen*>(data);
        const std::string_view name = info->dlpi_name == nullptr ? "" : info->dlpi_name;
        bool found = name.find("linux-vdso") != std::string_view::npos;  // the kernel's own
        for (int i = 0; i < info->dlpi_phnum; ++i) {
          const ElfW(Phdr)& part = info->dlpi_phdr[i];
          if (part.p_type != PT_NOTE) continue;
          const char* at = reinterpret_cast<const char*>(info->dlpi_addr + part.p_vaddr);
          const char* const end = at + part.p_memsz;
          while (at + sizeof(ElfW(Nhdr)) <= end) {
            const auto* note = reinterpret_cast<const ElfW(Nhdr)*>(at);
            const auto padded = [](std::size_t size) { return (size + 3) / 4 * 4; };
            const char* const what = at + sizeof(*note) + padded(note->n_namesz);
            if (note->n_type == NT_GNU_BUILD_ID && what + note->n_descsz <= end) {
              all.ids.append(what, note->n_descsz);
              found = true;
            }
            at = what + padded(note->n_descsz);
          }
        }
        if (!found) all.lacking = true;
        return 0;
      },
      &seen);
  return seen.lacking ? std::string() : sha256_hex(seen.ids);
}

// Of everything in a pack's folder but its parameters, which are looked at as they are in memory, and the cases.
std::string digest_of_scripts(const Pack& pack) {
  std::map<std::string, std::string> files = pack_files(pack.folder);
  std::erase_if(files, [](const auto& one) {  // by name
    return one.first == "parameters.toml" || one.first.ends_with(kCasesEnding);
  });
  return digest_of_files(files);
}

// Everything of a run that is the same for all of its documents.
std::string stamp_of(const Workbench& workbench, const RunRequest& request, const std::vector<RunVariant>& variants,
                     bool by_lines) {
  const std::string program = program_and_libraries();
  if (program.empty()) return {};
  std::string all = fmt::format("{}\n{} {}\n", program, request.year, request.no_decisions);
  if (!workbench.file.empty()) all += sha256_hex(files::read(workbench.file)) + "\n";  // bounds of data, budgets
  for (const RunVariant& variant : variants) {
    const RunOptions& options = variant.options;
    const script::Limits& limits = options.limits;
    all += fmt::format("way {} {} {} {} {} {}\n{}\n", options.rules_year, options.record_subjects,
                       options.count_by_rule, options.rests, by_lines, variant.packs.named, options.pattern);
    all += fmt::format("{} {} {} {} {} {}\n", limits.steps, limits.memory, limits.seconds, limits.most_steps,
                       limits.most_memory, limits.most_seconds);
    for (const std::string& place : limits.set_in) all += place + "\n";
    std::map<std::string, std::string> scripts;  // of a layer, which several packs may stand on
    for (const Chain& chain : variant.packs.packs) {
      for (const auto& layer : chain->layers) {
        std::string digest = layer->digest;
        if (options.rests) {
          auto& known = scripts[layer->folder.string()];
          if (known.empty()) known = digest_of_scripts(*layer);
          digest = known;
        }
        all += fmt::format("{} {} {}\n", layer->id, digest, layer->shown);
      }
      if (options.rests) all += fixed_of(chain->parameters);
    }
  }
  return sha256_hex(all);
}

std::string digest_of_files(const std::set<fs::path>& files) {
  std::string all;
  for (const fs::path& file : files)
    all += file.filename().string() + "\n" + sha256_hex(files::read(file, kMostBytesRead)) + "\n";
  return sha256_hex(all);
}

std::set<fs::path> files_in(const fs::path& folder) {
  std::set<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file()) found.insert(entry.path());
  }
  return found;
}

}  // namespace

bool KeptResults::worth_while(const Workbench& workbench, const RunRequest& request, std::uint64_t documents) {
  return !workbench.kept.folder.empty() && request.kept != RunRequest::Kept::unused &&
         documents >= workbench.kept.from_documents;
}

KeptResults::KeptResults(const Workbench& workbench, const RunRequest& request, const std::vector<RunVariant>& variants,
                         std::uint64_t documents)
    : request_(request), variants_(variants) {
  if (!worth_while(workbench, request, documents)) return;
  stamp_ = stamp_of(workbench, request, variants, request.by_lines(documents));
  if (stamp_.empty()) return;
  const bool only_read = request.kept == RunRequest::Kept::read;
  store_.emplace(workbench.kept.folder / "results.sqlite", workbench.kept.most_bytes, only_read);
}

const std::string& KeptResults::beside(const fs::path& folder) {
  const auto [place, fresh] = decisions_.try_emplace(folder);
  if (!fresh) return place->second;
  std::set<fs::path> files;
  std::error_code error;
  for (auto entry = fs::directory_iterator(folder.empty() ? fs::path(".") : folder, error);
       !error && entry != fs::directory_iterator(); entry.increment(error)) {
    if (is_decisions_file(entry->path().filename().string())) files.insert(entry->path());
  }
  return place->second = digest_of_files(files);
}

std::string KeptResults::key_of(const Job& job, const std::string& packed_job) {
  if (!store_ || !job.list.empty() || !job.group.empty()) return {};
  try {
    std::string all = stamp_;
    if (!request_.no_decisions) all += beside(request_.decisions.value_or(job.item.path.parent_path()));
    if (job.item.form == DatasetItem::Form::folder) all += digest_of_files(files_in(job.item.path));
    if (job.item.form == DatasetItem::Form::json) all += digest_of_files({job.item.path});
    return sha256_hex(all + packed_job);
  } catch (const std::exception&) {  // whoever reads the document tells what is wrong with it
    return {};
  }
}

std::optional<std::string> KeptResults::find(const std::string& key) {
  if (key.empty()) return std::nullopt;
  auto reply = store_->find(key);
  if (reply && !still_so(*reply)) return std::nullopt;
  if (reply) ++found_;
  return reply;
}

// Whether every number that the reply rests on still is where nothing changes.
bool KeptResults::still_so(const std::string& packed_reply) {
  if (variants_.size() != 1 || !variants_.front().options.rests) return true;
  const auto& [packs, options] = variants_.front();
  for (const DocumentOutcome& outcome : unpacked_reply(packed_reply).outcomes) {
    for (const DocumentOutcome::Part& part : outcome.parts) {
      const auto chain = std::find_if(packs.packs.begin(), packs.packs.end(),
                                      [&](const Chain& one) { return one->top().id == part.pack; });
      if (chain == packs.packs.end()) return false;
      const int year = options.rules_year != 0 ? options.rules_year : outcome.year;
      for (const NumberRest& rest : part.rests) {
        if (!numbers_.allow(part.pack, (*chain)->parameters, year, rest)) return false;
      }
    }
  }
  return true;
}

void KeptResults::keep(const std::string& key, const std::string& packed_reply, const Reply& reply) {
  if (key.empty() || request_.kept == RunRequest::Kept::read || !reply.problems.empty()) return;
  for (const DocumentOutcome& outcome : reply.outcomes) {
    for (const DocumentOutcome::Part& part : outcome.parts) {
      if (part.result.outcomes.at(static_cast<std::size_t>(Outcome::fault)) > 0) return;
    }
  }
  store_->keep(key, packed_reply);
}

}  // namespace gouji::app
