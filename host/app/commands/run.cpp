// gouji run: packs over documents, the main job.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <map>
#include <utility>

#include "app/commands/verbs.hpp"
#include "app/output_format.hpp"
#include "app/receipt_run.hpp"
#include "app/result_place.hpp"
#include "app/run_account.hpp"
#include "app/run_request.hpp"
#include "app/runner.hpp"
#include "base/files.hpp"
#include "report/report.hpp"

namespace gouji::app {
namespace {

// The usual name of a format stands before its other names. JUnit is XML, SARIF JSON.
const std::vector<OutputKind>& output_kinds() {
  static const std::vector<OutputKind> kinds{{"text", {"txt", "text", "log"}},
                                             {"json", {"json"}},
                                             {"ndjson", {"ndjson", "jsonl"}},
                                             {"csv", {"csv"}},
                                             {"xlsx", {"xlsx"}},
                                             {"md", {"md", "markdown"}},
                                             {"html", {"html", "htm"}},
                                             {"junit", {"xml"}},
                                             {"sarif", {"sarif", "json"}},
                                             {"jsonl", {"ndjson", "jsonl"}},
                                             {"pretty", {"txt", "text"}},
                                             {"markdown", {"md", "markdown"}}};
  return kinds;
}

FailLevel chosen_level(const std::string& name) {
  if (name == "warning") return FailLevel::warning;
  return name == "never" ? FailLevel::never : FailLevel::error;
}

// What cannot be written is told before a long run, not behind it.
void need_writable_place(const std::filesystem::path& file) {
  if (std::filesystem::is_directory(file)) throw files::unwritable(file, EISDIR);
  if (file.has_parent_path() && !std::filesystem::is_directory(file.parent_path()))
    throw files::unwritable(file, ENOENT);
}

std::optional<std::filesystem::path> receipt_file(const Arguments& arguments) {
  const auto given = arguments.text("receipt");
  if (!given) return std::nullopt;
  const std::filesystem::path file = *given;
  if (*given == "-" || *given == arguments.text_or("output", "-")) {
    throw std::move(Fault("receipt.no_file", "--receipt 后面要写一个文件，与 -o 的不同",
                          "--receipt wants a file of its own, another one than -o")
                        .hint("例如 --receipt 结果.receipt.json", "such as --receipt result.receipt.json"));
  }
  need_writable_place(file);
  need_receipt_place(file);
  return file;
}

// What a profile is written as, by the ending of its file; nothing: for people, on stderr.
struct ProfileForm {
  std::string_view ending;
  std::string (*write)(const Profile&, const report::RunFacts&, Language);
};
constexpr std::array<ProfileForm, 3> kProfileForms{
    {{".json", [](const Profile& profile, const report::RunFacts& facts,
                  Language) { return report::profile_json(profile, facts); }},
     {".folded", [](const Profile& profile, const report::RunFacts&,
                    Language language) { return report::profile_stacks(profile, language); }},
     {".svg", [](const Profile& profile, const report::RunFacts&, Language language) {
        return report::profile_svg(profile, language);
      }}}};

struct ProfilePlace {
  std::filesystem::path file;
  const ProfileForm* form = nullptr;
};

std::optional<ProfilePlace> profile_place(const Arguments& arguments) {
  const auto given = arguments.text("profile");
  if (!given || given->empty()) return std::nullopt;
  const std::filesystem::path file = *given;
  const auto form = std::find_if(kProfileForms.begin(), kProfileForms.end(),
                                 [&](const ProfileForm& one) { return file.extension() == one.ending; });
  if (form == kProfileForms.end()) {
    throw std::move(Fault("profile.unknown_form", fmt::format("“{}”不能写性能数据：看不出要哪一种", files::shown(file)),
                          fmt::format("no profile can be written to {}: its ending tells no form", files::shown(file)))
                        .hint("写 --profile=文件.json、--profile=文件.folded 或 --profile=文件.svg；只写 --profile "
                              "就列在屏幕上",
                              "write --profile=FILE.json, --profile=FILE.folded or --profile=FILE.svg; --profile alone "
                              "lists it on the screen"));
  }
  for (const char* other : {"output", "receipt"}) {
    if (arguments.text_or(other, "") != *given) continue;
    throw std::move(Fault("profile.no_file", fmt::format("--profile 和 --{} 写的是同一个文件", other),
                          fmt::format("--profile and --{} name the same file", other))
                        .hint("换一个文件名", "use another name"));
  }
  need_writable_place(file);
  return ProfilePlace{file, &*form};
}

// On stderr, or into its file.
void tell_account(Session& session, const Arguments& arguments, RunAccount& account, const RunResult& result,
                  const std::optional<ProfilePlace>& place) {
  account.facts.documents = static_cast<std::uint64_t>(result.summary.documents);
  account.facts.checks = static_cast<std::uint64_t>(result.summary.checks);
  account.facts.findings =
      static_cast<std::uint64_t>(result.summary.outcomes.at(static_cast<std::size_t>(Outcome::finding)));
  account.close();
  const Language language = session.language();
  if (place) files::write(place->file, place->form->write(account.profile, account.facts, language));
  std::string text;
  if (account.profiled && !place) text = report::profile_text(account.profile, account.facts, language);
  if (arguments.given("stats")) text += (text.empty() ? "" : "\n") + report::stats_text(account.facts, language);
  if (!text.empty()) session.note(text);
}

int run_audit(Session& session, const Arguments& arguments) {
  const auto begun = std::chrono::steady_clock::now();
  const Workbench& workbench = session.workbench();
  const Format format = format_from(output_format(arguments, output_kinds(), workbench.format)).value_or(Format::text);
  const FailLevel level = chosen_level(arguments.text_or("fail-level", workbench.fail_level));
  if (format == Format::xlsx && !arguments.given("output") && session.on_terminal()) {
    throw std::move(Fault("usage.binary", "xlsx 不能显示在终端上", "xlsx cannot be shown on a terminal")
                        .hint("用 -o 文件.xlsx 写出", "write it by -o FILE.xlsx"));
  }
  RunRequest request = read_request(session, arguments);
  const auto receipt = receipt_file(arguments);
  if (const auto output = arguments.text("output"); output && *output != "-") need_result_place(*output);
  const bool lists_documents = format == Format::xlsx;  // units without a finding too
  request.keep_documents = lists_documents || receipt;
  if (!arguments.given("fresh")) request.kept = RunRequest::Kept::read_and_written;
  const std::optional<ProfilePlace> profile = profile_place(arguments);
  std::optional<RunAccount> account;
  if (arguments.given("profile") || arguments.given("stats")) {
    account.emplace();
    account->profiled = arguments.given("profile");
    request.account = &*account;
    request.options.meter = account->workers_meter();
    if (account->profiled) request.kept = RunRequest::Kept::unused;  // what is not done cannot be measured
  }
  RunResult result = perform(session, request);
  std::vector<DocumentUsed> documents;
  if (!lists_documents) documents = std::exchange(result.documents, {});
  ReportOptions options;
  options.trial_year = request.options.rules_year;
  options.language = format == Format::text ? session.language() : session.language_of_machines();
  const bool to_screen = !arguments.given("output") || arguments.text("output") == "-";
  options.colour = to_screen && session.colours();
  if (to_screen) options.width = session.width();
  options.fit = to_screen && session.on_terminal();
  {
    const Meter::Span span(account ? account->main_meter() : nullptr, Phase::writing);
    session.deliver(render(result, format, options), arguments.text("output"));
  }
  if (receipt) {
    if (!lists_documents) result.documents = std::move(documents);
    files::write(*receipt, write_receipt(receipt_of(session, request, result, *receipt)));
  }
  if (account) {
    account->facts.nanoseconds =
        static_cast<std::uint64_t>(std::chrono::nanoseconds(std::chrono::steady_clock::now() - begun).count());
    tell_account(session, arguments, *account, result, profile);
  }
  return exit_status(result.summary, level);
}

}  // namespace

const Verb& run_verb() {
  static const Verb verb = [] {
    Verb one{
        "run",
        {"用规则包审核公开文本", "check disclosures by rule packs"},
        "[PATH…]",
        0,
        kMostPaths,
        {"PATH 是数据集文件夹、它们的上级文件夹，或 .ndjson、.ndjson.gz、.ndjson.zst、.json 文件；不写时用 "
         "workbench.toml 里的。",
         "PATH: a dataset folder, a folder of them, or an .ndjson, .ndjson.gz, .ndjson.zst or .json file; without, "
         "those of workbench.toml."},
        choice_options(),
        {{"gouji run", {"用全部规则包审核全部样例", "every pack over every sample"}},
         {"gouji run datasets/某省 -f xlsx -o 审核结果.xlsx",
          {"审核一个文件夹，结果写成表格", "one folder, the result as a workbook"}},
         {"gouji run --pack guizhou -r fund --year 2020",
          {"只用一个包里编号含 fund 的规则，只看 2020 年", "only rules of one pack with fund in their id, only 2020"}},
         {"gouji run -f json -o 结果.json --receipt 结果.receipt.json",
          {"连同回执，以后可以 gouji verify", "with a receipt, to be verified later"}}},
        run_audit};
    one.options.push_back(
        {"format",
         'f',
         Takes::one,
         "FORMAT",
         {"text json ndjson csv xlsx md html junit sarif", "text json ndjson csv xlsx md html junit sarif"},
         {"text", "json", "ndjson", "csv", "xlsx", "md", "html", "junit", "sarif", "jsonl", "pretty", "markdown"}});
    one.options.push_back({"output",
                           'o',
                           Takes::one,
                           "FILE",
                           {"结果写到文件（整个替换）", "write the result to a file (replaced as a whole)"}});
    one.options.push_back(
        {"fail-level",
         0,
         Takes::one,
         "LEVEL",
         {"从哪一级起退出状态不为 0：error warning never", "from which level on the exit status is not 0"},
         {"error", "warning", "never"}});
    one.options.push_back({"receipt",
                           0,
                           Takes::one,
                           "FILE",
                           {"另写一份回执：结果由什么得出，供 gouji verify 核对",
                            "a receipt too: what the result rests on, for gouji verify"}});
    one.options.push_back(fresh_option());
    one.options.push_back(
        {"profile",
         0,
         Takes::maybe,
         "FILE",
         {"时间用在哪里：各条规则、各类公开文本、各阶段；写成 .json、.folded 或 .svg（火焰图），不写文件就列出来",
          "where the time goes, by rule, kind of disclosure and phase; into a .json, .folded or .svg "
          "(flame graph) file, or listed"}});
    one.options.push_back({"stats",
                           0,
                           Takes::nothing,
                           "",
                           {"末了说明份数、用时、速度和内存", "tell number, time, speed and memory at the end"}});
    return one;
  }();
  return verb;
}

}  // namespace gouji::app
