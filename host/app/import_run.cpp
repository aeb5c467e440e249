#include "app/import_run.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <optional>
#include <thread>

#include "app/import_journal.hpp"
#include "app/import_reports.hpp"
#include "app/import_sources.hpp"
#include "app/interruption.hpp"
#include "app/pack_choice.hpp"
#include "app/progress_text.hpp"
#include "app/wire.hpp"
#include "app/workers.hpp"
#include "base/aside.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/folder_lock.hpp"
#include "base/text.hpp"
#include "formats/dataset_batch.hpp"
#include "import/sample.hpp"
#include "report/import_text.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kExplained = 200;        // unplaced and doubtful figures that --explain lists of each kind
constexpr std::size_t kSourcesForWorkers = 8;  // sources
constexpr std::size_t kMostTogether = 64;  // datasets that are put in place together, since the disk takes its time …
constexpr auto kLongestWait = std::chrono::seconds(1);  // … and how long the first of them may wait
constexpr std::chrono::seconds kPatienceForRoot{60};

// With a slash behind it, for looking whether names lie below it.
std::string working_folder() {
  std::error_code error;
  const fs::path folder = fs::current_path(error);
  const fs::path real = fs::weakly_canonical(folder, error);
  return (error ? folder : real).string() + "/";
}

// The program as it was built: another one may read the same source otherwise.
std::string program_identity() {
  struct stat status {};
  if (::stat("/proc/self/exe", &status) != 0) return GOUJI_VERSION;
  return fmt::format("{} {} {} {}", GOUJI_VERSION, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

std::string made_by(const ImportRequest& request, const std::vector<std::shared_ptr<const PackChain>>& packs) {
  std::string all = program_identity() + "\n" + request.options.layout + "\n";
  for (const auto& chain : packs) {
    for (const auto& layer : chain->layers) all += layer->id + " " + layer->digest + "\n";
  }
  for (const auto& [key, value] : request.options.set) all += fmt::format("{}={}\n", key, value);
  for (const std::string& name : request.masked) all += fmt::format("mask {}\n", name);
  all += fmt::format("{} {}", request.strict, request.sample);
  return sha256_hex(all);
}

// Written aside, not yet in its place.
struct Written {
  const SourceFile* source = nullptr;
  fs::path place;
  ImportedSource entry;
  std::string told;
  std::uint64_t placed = 0, unplaced = 0, doubtful = 0;
};

// One gouji at a time brings datasets into a folder: which source a dataset is of is settled by who was there before.
class RootInUse {
 public:
  RootInUse(Session& session, const fs::path& root) : root_(root) {
    std::error_code error;
    made_ = fs::create_directories(root, error);  // what fails is told by the write
    lock_.emplace(root, kPatienceForRoot, [&] {
      session.note(fmt::format(fmt::runtime(session.say("另一个 gouji 正在往“{}”读入，等它结束……",
                                                        "another gouji imports into {}; waiting …")),
                               text::visible(root.string())));
    });
    sweep_below();
  }
  ~RootInUse() {
    std::error_code ignored;
    if (made_) fs::remove(root_, ignored);  // where nothing came to stand in it
  }
  RootInUse(const RootInUse&) = delete;
  RootInUse& operator=(const RootInUse&) = delete;

 private:
  // What one that was killed left, also where nothing is written this time.
  void sweep_below() const {
    std::error_code error;
    files::sweep(root_);
    for (auto entry = fs::directory_iterator(root_, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
      std::error_code unknown;
      if (entry->is_directory(unknown) && !entry->is_symlink(unknown)) files::sweep(entry->path());
    }
  }

  fs::path root_;
  bool made_ = false;
  std::optional<files::FolderLock> lock_;
};

class ImportRun {
 public:
  ImportRun(Session& session, const ImportRequest& request, std::vector<std::shared_ptr<const PackChain>> packs)
      : session_(session),
        request_(request),
        made_by_(made_by(request, packs)),
        packs_(std::move(packs)),
        root_(session, request.root),
        journal_(request.root),
        reports_(session, request.report),
        shown_as_{session.language(), session.colours(), session.on_terminal() ? session.width() : kPaper} {}

  void run() {
    sources_ = find_sources(request_.named, request_.root, [&](const Fault& fault) { session_.problem(fault); });
    const int count = jobs();
    claims_ahead_ = reports_.wanted();
    if (reports_.wanted()) {  // they want the sources themselves, which stay in the process that has read them
      for (const SourceFile& source : sources_.files) {
        if (stopped()) break;
        if (!is_new(source)) continue;
        ImportReply reply = read(source);
        if (!stopped() || reply.document) keep(source, std::move(reply));
      }
    } else {
      Workers::Tasks tasks;
      tasks.work = [&](const std::string& job, const std::vector<Death>& deaths) {
        return packed(read(source_of(job), deaths));
      };
      tasks.on_reply = [&](std::string&& reply) {
        const SourceFile& source = *waiting_.front();
        waiting_.pop_front();
        if (!stopped()) keep(source, unpacked_import(reply));
      };
      tasks.on_lost = [&](const std::string& job, const Death& death) {
        return packed(ImportReply{{lost(source_of(job), death)}, {}, {}, 0, 0, 0});
      };
      tasks.on_recovered = [&](const Death& death) { session_.note(recovered_note(death, session_.language())); };
      tasks.confinement = confinement();
      Workers workers(count, std::move(tasks));
      for (std::size_t i = 0; i < sources_.files.size() && !stopped(); ++i) {
        if (!is_new(sources_.files[i])) continue;
        waiting_.push_back(&sources_.files[i]);
        workers.submit(std::to_string(i));
      }
      workers.finish([&] { return !stopped(); });
    }
    put_in_place();
    if (stopped()) {
      session_.note(std::string(session_.say("已停止：读好的都已写好；再运行同一命令，从这里接着读",
                                             "stopped: what was read is written; the same command goes on from here")));
    } else {
      try {
        reports_.deliver(session_);
      } catch (const Fault& fault) {  // the datasets are there all the same
        if (fault.code() == "output.broken") throw;
        session_.problem(fault);
      }
    }
    if (sources_.files.size() + sources_.skipped.size() + unchanged_ > 1) session_.deliver(summary(), std::nullopt);
  }

 private:
  int jobs() const {
    if (reports_.wanted()) return 1;  // the reports want the sources themselves
    if (request_.jobs != 0) return request_.jobs;
    const std::size_t much = sources_.files.size();
    const auto processors = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    return much < kSourcesForWorkers ? 1 : static_cast<int>(std::min(processors, much));
  }

  static bool stopped() { return Interruption::asked(); }

  // As seen from where the call was made, when it lies below. A name may hold line ends and what steers terminals.
  std::string shown(const SourceFile& source) const {
    return text::visible(source.real.starts_with(working_folder_) ? source.real.substr(working_folder_.size())
                                                                  : source.path);
  }

  // What a worker was given; it was forked when the sources were known.
  const SourceFile& source_of(const std::string& job) const { return sources_.files.at(std::stoul(job)); }

  Fault lost(const SourceFile& source, const Death& death) const {
    const auto [chinese, english] = told(death);
    Fault fault("worker.died", fmt::format("读这份公开文本{}，试了两次，已跳过", chinese),
                fmt::format("reading this disclosure {}, twice; it was left out", english));
    return fault.at_line(shown(source), 0).hint("请把这份公开文本交给维护人员", "please report it with the disclosure");
  }

  // Workers read what was named and the packs' lists; the programs that read PDF and office files write to the
  // temporary folder.
  Confinement confinement() const {
    constexpr std::size_t kMemory = std::size_t{2} << 30U;  // bytes, of the program's own readers and layouts
    Confinement wall;
    wall.memory = kMemory;
    wall.programs = true;
    for (const std::string& path : request_.named) wall.readable.emplace_back(path);
    std::error_code error;
    for (const SourceFile& source : sources_.files) {
      if (fs::is_symlink(source.path, error)) wall.readable.emplace_back(source.real);
    }
    for (const auto& chain : packs_) {
      for (const auto& layer : chain->layers) wall.readable.push_back(layer->folder);
    }
    const fs::path temporary = fs::temp_directory_path(error);
    wall.writable.push_back(error ? fs::path("/tmp") : temporary);
    return wall;
  }

  // Made when it is first needed: in the process that runs the layouts.
  intake::Importer& importer() {
    if (!importer_) importer_.emplace(packs_);
    return *importer_;
  }

  // Not imported before, or not like this. What is to be explained has to be read.
  bool is_new(const SourceFile& source) {
    if (!written_.empty() && std::chrono::steady_clock::now() - first_written_ > kLongestWait) put_in_place();
    tell_progress(source);
    if (request_.again || request_.explain || reports_.wanted()) return true;
    try {
      const ImportedSource now{source.real, sha256_hex(files::read(source.path)), made_by_, {}};
      if (!journal_.is_unchanged(now)) return true;
    } catch (const Fault&) {  // told when it is read
      return true;
    }
    ++unchanged_;
    return false;
  }

  // In a worker, the place of the dataset is not known yet.
  ImportReply read(const SourceFile& source, const std::vector<Death>& deaths = {}) {
    ImportReply reply;
    intake::ImportOptions options = request_.options;
    for (const Death& death : deaths) {
      const Fault fault = ended_by(death, intake::limits_of_layouts()).fault;
      if (death.rule.empty()) throw fault;  // a layout that cannot be loaded: nothing is read without it
      options.left_out.insert(death.rule);
      reply.problems.push_back(fault);
    }
    intake::Importer& reader = importer();
    const std::string name = fs::path(source.path).filename().string();
    try {
      intake::Imported imported = reader.import(
          files::read(source.path), {name, fs::path(source.real).parent_path().filename().string()}, options);
      reply.placed = static_cast<std::uint64_t>(imported.report.placed);
      reply.unplaced = imported.report.unplaced.size();
      reply.doubtful = imported.report.doubtful.size();
      if (request_.strict && !imported.report.doubtful.empty()) {
        reports_.add(shown(source), imported);
        throw report::doubtful_fault(imported.report, shown_as_);
      }
      if (request_.sample) intake::make_sample(imported.document, request_.masked);
      if (claims_ahead_) {
        claim(source, imported.document);
        imported.report.document = imported.document.id;
      }
      reports_.add(shown(source), imported);
      reply.told = request_.explain ? report::import_explained(imported.report, shown_as_, kExplained)
                                    : report::import_summary(imported.report, shown_as_);
      reply.document = std::move(imported.document);
    } catch (const Fault& fault) {
      fail(reply, source, fault);
    } catch (const std::bad_alloc&) {
      fail(reply, source,
           std::move(Fault("tool.no_memory", "内存不足，这一份没有读", "out of memory; this one was not read")
                         .hint("关闭其他程序，或用 -j 1 单独读入这一份",
                               "close other programs, or import this one alone with -j 1")));
    } catch (const std::exception& error) {
      fail(reply, source,
           std::move(Fault("tool.failed", fmt::format("程序出错：{}", error.what()),
                           fmt::format("the program failed: {}", error.what()))
                         .hint("这是程序自身的问题，请把这条消息连同这份公开文本交给维护人员",
                               "this is a fault of the program; please report it with the disclosure")));
    }
    return reply;
  }

  void fail(ImportReply& reply, const SourceFile& source, const Fault& fault) {
    Fault placed = fault;
    const Location at = fault.location();
    if (at.empty() || at.file == text::visible(fs::path(source.path).filename().string()))
      placed.at_line(shown(source), at.line, at.column);
    if (fault.code() != "import.doubtful") reports_.add_failed(shown(source), placed);
    reply.problems.push_back(placed);
  }

  void claim(const SourceFile& source, Document& document) {
    std::string other;
    place_ = journal_.claim(document, source.real, other);
    if (other.empty()) return;
    session_.note(fmt::format(fmt::runtime(session_.say("{}：与“{}”会写成同一个数据集，编号改为“{}”",
                                                        "{}: “{}” would become the same dataset; this one is “{}”")),
                              shown(source), shown({other, other}), document.id));
  }

  void keep(const SourceFile& source, ImportReply&& reply) {
    for (const Fault& fault : reply.problems) session_.problem(fault);
    if (!reply.document) {
      ++failed_;
      return;
    }
    Document& document = *reply.document;
    try {
      if (!claims_ahead_) claim(source, document);
      batch_.add(document, place_);
    } catch (const Fault& fault) {
      ++failed_;
      session_.problem(fault);
      return;
    }
    if (written_.empty()) first_written_ = std::chrono::steady_clock::now();
    const std::string dataset = place_.lexically_relative(request_.root).generic_string();
    written_.push_back({&source,
                        place_,
                        {source.real, document.source.sha256, made_by_, dataset},
                        std::move(reply.told),
                        reply.placed,
                        reply.unplaced,
                        reply.doubtful});
    if (written_.size() >= kMostTogether) put_in_place();
  }

  // The datasets written so far: into their places, into the journal, and told.
  void put_in_place() {
    const auto faults = batch_.put_in_place();
    const std::vector<Written> written = std::exchange(written_, {});
    std::vector<ImportedSource> good;
    for (std::size_t i = 0; i < written.size(); ++i) {
      if (faults[i]) continue;
      if (const fs::path before = journal_.left_behind(written[i].entry); !before.empty())
        tell_left_behind(written[i], before);
      good.push_back(written[i].entry);
    }
    try {
      if (!good.empty()) journal_.add(good);
    } catch (const Fault& fault) {
      session_.problem(fault);
    }
    for (std::size_t i = 0; i < written.size(); ++i) {
      const Written& one = written[i];
      if (faults[i]) {
        ++failed_;
        session_.problem(*faults[i]);
        continue;
      }
      session_.deliver(fmt::format("{} → {}\n{}", shown(*one.source), one.place.string(), one.told), std::nullopt);
      ++read_;
      placed_ += one.placed;
      unplaced_ += one.unplaced;
      doubtful_ += one.doubtful;
    }
  }

  // A year or a unit that was not known is known now: people decide what becomes of the dataset without it.
  void tell_left_behind(const Written& one, const fs::path& before) {
    session_.note(fmt::format(
        fmt::runtime(session_.say("{}：以前读成“{}”，现在是“{}”；旧的还在，不再需要就请删除",
                                  "{}: was “{}” before and is “{}” now; the former is still there, please delete it "
                                  "where it is not wanted")),
        shown(*one.source), before.string(), one.place.string()));
  }

  // A bar, done, rate, what is left, and what comes next.
  void tell_progress(const SourceFile& source) {
    const auto now = std::chrono::steady_clock::now();
    if (!session_.shows_progress() || now - told_ < kTellEvery) return;
    told_ = now;
    const std::size_t all = sources_.files.size(), done = read_ + written_.size() + failed_ + unchanged_;
    std::string text =
        fmt::format("{} {} {}/{}", session_.say("读入", "importing"), progress_bar(done, all), done, all);
    const double seconds = std::chrono::duration<double>(now - started_).count();
    if (done >= 3 && seconds > kKnowsRate) {
      const double rate = static_cast<double>(done) / seconds;
      text += fmt::format(fmt::runtime(session_.say(" · 每秒 {:.1f} 份 · 还需 {}", " · {:.1f} a second · {} left")),
                          rate, time_left(session_, static_cast<double>(all - done) / rate));
    }
    session_.progress(fmt::format("{} · {}", text, shown(source)));
  }

  std::string summary() const {
    std::string text = fmt::format(fmt::runtime(session_.say("共 {} 个文件：读入 {}，未变 {}，失败 {}",
                                                             "{} files: {} read, {} unchanged, {} failed")),
                                   sources_.files.size(), read_, unchanged_, failed_);
    if (!sources_.skipped.empty()) {
      int count = 0;
      std::string endings;
      for (const auto& [ending, files] : sources_.skipped) {
        count += files;
        endings += fmt::format("{}{} {}", endings.empty() ? "" : "，", ending.empty() ? "?" : ending, files);
      }
      text += fmt::format(fmt::runtime(session_.say("；不读的 {}（{}）", "; {} of other kinds ({})")), count, endings);
    }
    text += fmt::format(fmt::runtime(session_.say("\n归位 {} 个数，未归位 {}，存疑 {}\n",
                                                  "\n{} figures placed, {} not placed, {} in doubt\n")),
                        placed_, unplaced_, doubtful_);
    return text;
  }

  Session& session_;
  const ImportRequest& request_;
  std::string made_by_;
  std::vector<std::shared_ptr<const PackChain>> packs_;
  std::optional<intake::Importer> importer_;
  RootInUse root_;
  ImportJournal journal_;
  ImportReports reports_;
  ReportOptions shown_as_;
  ImportSources sources_;
  std::string working_folder_ = working_folder();
  fs::path place_;  // of the dataset in work
  DatasetBatch batch_;
  std::vector<Written> written_;  // what is in it
  std::chrono::steady_clock::time_point first_written_, told_;
  bool claims_ahead_ = true;               // before the report is made, not after a worker has replied
  std::deque<const SourceFile*> waiting_;  // at the workers, in the order of their replies
  std::size_t read_ = 0, unchanged_ = 0, failed_ = 0;
  std::uint64_t placed_ = 0, unplaced_ = 0, doubtful_ = 0;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace

void perform_import(Session& session, const ImportRequest& request) {
  {
    const Interruption interruption;
    ImportRun(session, request, load_packs(session.workbench().rules)).run();
  }
  Interruption::give_way();
}

}  // namespace gouji::app
