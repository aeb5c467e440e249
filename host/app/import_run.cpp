#include "app/import_run.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <thread>

#include "app/import_journal.hpp"
#include "app/import_reports.hpp"
#include "app/import_sources.hpp"
#include "app/pack_choice.hpp"
#include "app/wire.hpp"
#include "app/workers.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "formats/dataset_folder.hpp"
#include "import/sample.hpp"
#include "report/import_text.hpp"

namespace gouji::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kExplained = 200;       // unplaced and doubtful figures that --explain lists of each kind
constexpr std::size_t kEnoughForWorkers = 8;  // sources

std::string absolute_name(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path, error);
  return error ? path.string() : real.string();
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

class ImportRun {
 public:
  ImportRun(Session& session, const ImportRequest& request, std::vector<std::shared_ptr<const PackChain>> packs)
      : session_(session),
        request_(request),
        made_by_(made_by(request, packs)),
        importer_(std::move(packs)),
        journal_(request.root),
        reports_(session, request.report),
        shown_as_{session.language(), session.colours(), session.on_terminal() ? session.width() : kPaper} {}

  void run() {
    sources_ = find_sources(request_.named, request_.root, [&](const Fault& fault) { session_.problem(fault); });
    const int count = jobs();
    claims_ahead_ = count == 1;
    if (count == 1) {
      for (const fs::path& path : sources_.files) {
        if (is_new(path)) keep(path, read(path));
      }
    } else {
      Workers::Tasks tasks;
      tasks.work = [&](const std::string& path, bool /*careful*/) { return packed(read(path)); };
      tasks.on_reply = [&](std::string&& reply) {
        const fs::path path = std::move(waiting_.front());
        waiting_.pop_front();
        keep(path, unpacked_import(reply));
      };
      tasks.on_lost = [&](const std::string& path) { return packed(ImportReply{{lost(path)}, {}, {}, 0, 0, 0}); };
      Workers workers(count, std::move(tasks));
      for (const fs::path& path : sources_.files) {
        if (!is_new(path)) continue;
        waiting_.push_back(path);
        workers.submit(path.string());
      }
      workers.finish();
    }
    try {
      reports_.deliver(session_);
    } catch (const Fault& fault) {  // the datasets are there all the same
      if (fault.code() == "output.broken") throw;
      session_.problem(fault);
    }
    if (sources_.files.size() + sources_.skipped.size() + unchanged_ > 1) session_.deliver(summary(), std::nullopt);
  }

 private:
  int jobs() const {
    if (reports_.wanted()) return 1;  // the reports want the sources themselves
    if (request_.jobs != 0) return request_.jobs;
    const std::size_t much = sources_.files.size();
    const auto processors = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    return much < kEnoughForWorkers ? 1 : static_cast<int>(std::min(processors, much));
  }

  // A name may hold line ends and what steers terminals.
  static std::string shown(const fs::path& path) { return text::visible(files::shown(path, fs::current_path())); }

  Fault lost(const fs::path& path) const {
    Fault fault("worker.died", "两个工作进程都在读这份公开文本时意外结束，已跳过",
                "two worker processes ended on this disclosure; it was left out");
    return fault.at_line(shown(path), 0).hint("请把这份公开文本交给维护人员", "please report it with the disclosure");
  }

  // Not imported before, or not like this. What is to be explained has to be read.
  bool is_new(const fs::path& path) {
    tell_progress(path);
    if (request_.again || request_.explain || reports_.wanted()) return true;
    try {
      const ImportedSource now{absolute_name(path), sha256_hex(files::read(path)), made_by_, {}};
      if (!journal_.is_unchanged(now)) return true;
    } catch (const Fault&) {  // told when it is read
      return true;
    }
    ++unchanged_;
    return false;
  }

  // In a worker, the place of the dataset is not known yet.
  ImportReply read(const fs::path& path) {
    ImportReply reply;
    try {
      const fs::path real = absolute_name(path);
      intake::Imported imported = importer_.import(
          files::read(path), {path.filename().string(), real.parent_path().filename().string()}, request_.options);
      reply.placed = static_cast<std::uint64_t>(imported.report.placed);
      reply.unplaced = imported.report.unplaced.size();
      reply.doubtful = imported.report.doubtful.size();
      if (request_.strict && !imported.report.doubtful.empty()) {
        reports_.add(shown(path), imported);
        throw report::doubtful_fault(imported.report, shown_as_);
      }
      if (request_.sample) intake::make_sample(imported.document, request_.masked);
      if (claims_ahead_) {
        claim(path, imported.document);
        imported.report.document = imported.document.id;
      }
      reports_.add(shown(path), imported);
      reply.told = request_.explain ? report::import_explained(imported.report, shown_as_, kExplained)
                                    : report::import_summary(imported.report, shown_as_);
      reply.document = std::move(imported.document);
    } catch (const Fault& fault) {
      fail(reply, path, fault);
    } catch (const std::bad_alloc&) {
      fail(reply, path,
           std::move(Fault("tool.no_memory", "内存不足，这一份没有读", "out of memory; this one was not read")
                         .hint("关闭其他程序，或用 -j 1 单独读入这一份",
                               "close other programs, or import this one alone with -j 1")));
    } catch (const std::exception& error) {
      fail(reply, path,
           std::move(Fault("tool.failed", fmt::format("程序出错：{}", error.what()),
                           fmt::format("the program failed: {}", error.what()))
                         .hint("这是程序自身的问题，请把这条消息连同这份公开文本交给维护人员",
                               "this is a fault of the program; please report it with the disclosure")));
    }
    return reply;
  }

  void fail(ImportReply& reply, const fs::path& path, const Fault& fault) {
    Fault placed = fault;
    const Location at = fault.location();
    if (at.empty() || at.file == text::visible(path.filename().string()))
      placed.at_line(shown(path), at.line, at.column);
    if (fault.code() != "import.doubtful") reports_.add_failed(shown(path), placed);
    reply.problems.push_back(placed);
  }

  void claim(const fs::path& path, Document& document) {
    std::string other;
    place_ = journal_.claim(document, absolute_name(path), other);
    if (other.empty()) return;
    session_.note(fmt::format(fmt::runtime(session_.say("{}：与“{}”会写成同一个数据集，编号改为“{}”",
                                                        "{}: “{}” would become the same dataset; this one is “{}”")),
                              shown(path), shown(other), document.id));
  }

  void keep(const fs::path& path, ImportReply&& reply) {
    for (const Fault& fault : reply.problems) session_.problem(fault);
    if (!reply.document) {
      ++failed_;
      return;
    }
    Document& document = *reply.document;
    try {
      if (!claims_ahead_) claim(path, document);
      write_dataset(document, place_);
      const std::string dataset = place_.lexically_relative(request_.root).generic_string();
      const ImportedSource now{absolute_name(path), document.source.sha256, made_by_, dataset};
      if (const fs::path before = journal_.left_behind(now); !before.empty()) tell_left_behind(path, before);
      journal_.add(now);
      session_.deliver(fmt::format("{} → {}\n{}", shown(path), place_.string(), reply.told), std::nullopt);
      ++read_;
      placed_ += reply.placed;
      unplaced_ += reply.unplaced;
      doubtful_ += reply.doubtful;
    } catch (const Fault& fault) {
      if (fault.code() == "output.broken") throw;
      ++failed_;
      session_.problem(fault);
    }
  }

  // A year or a unit that was not known is known now: people decide what becomes of the dataset without it.
  void tell_left_behind(const fs::path& path, const fs::path& before) {
    session_.note(fmt::format(
        fmt::runtime(session_.say("{}：以前读成“{}”，现在是“{}”；旧的还在，不再需要就请删除",
                                  "{}: was “{}” before and is “{}” now; the former is still there, please delete it "
                                  "where it is not wanted")),
        shown(path), before.string(), place_.string()));
  }

  // Done, rate, what is left, and what comes next.
  void tell_progress(const fs::path& path) {
    const std::size_t done = read_ + failed_ + unchanged_;
    std::string text = fmt::format("{} {}/{}", session_.say("读入", "importing"), done + 1, sources_.files.size());
    const auto passed = std::chrono::steady_clock::now() - started_;
    const double seconds = std::chrono::duration<double>(passed).count();
    if (done >= 3 && seconds > 2) {
      const double rate = static_cast<double>(done) / seconds;
      const double left = static_cast<double>(sources_.files.size() - done) / rate;
      text += fmt::format(
          fmt::runtime(session_.say(" · 每秒 {:.1f} 份 · 还需 {:.0f} 秒", " · {:.1f} a second · {:.0f} s left")), rate,
          left);
    }
    session_.progress(fmt::format("{} · {}", text, shown(path)));
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
  intake::Importer importer_;
  ImportJournal journal_;
  ImportReports reports_;
  ReportOptions shown_as_;
  ImportSources sources_;
  fs::path place_;                // of the dataset in work
  bool claims_ahead_ = true;      // before the report is made, not after a worker has replied
  std::deque<fs::path> waiting_;  // at the workers, in the order of their replies
  std::size_t read_ = 0, unchanged_ = 0, failed_ = 0;
  std::uint64_t placed_ = 0, unplaced_ = 0, doubtful_ = 0;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace

void perform_import(Session& session, const ImportRequest& request) {
  ImportRun(session, request, load_packs(session.workbench().rules)).run();
}

}  // namespace gouji::app
