#include "app/import_reports.hpp"

#include <filesystem>
#include <limits>

#include "app/output_format.hpp"
#include "formats/import_report.hpp"
#include "report/import_text.hpp"

namespace gouji::app {

ImportReports::ImportReports(const Session& session, std::optional<std::string> file)
    : file_(std::move(file)), language_(session.language_of_machines()), page_({language_}) {
  if (!file_) return;
  const std::string kind = format_of_file(
      "--report", *file_,
      {{"json", {"json", "ndjson", "jsonl"}}, {"html", {"html", "htm"}}, {"text", {"txt", "text", "log"}}}, "json");
  kind_ = kind == "html" ? Kind::page : kind == "text" ? Kind::text : Kind::json;
  std::error_code error;
  const std::filesystem::path temporary = std::filesystem::temp_directory_path(error) / "gouji-report";
  sources_ = std::make_unique<files::Replacement>(*file_ == "-" ? temporary : std::filesystem::path(*file_));
}

void ImportReports::add(const std::string& name, const intake::Imported& imported) {
  if (kind_ == Kind::page) sources_->append(page_.section(name, imported));
  if (kind_ == Kind::text) {
    sources_->append(
        report::import_explained(imported.report, {language_, false, kPaper}, std::numeric_limits<std::size_t>::max()) +
        "\n");
  }
  if (kind_ == Kind::json) sources_->append(import_report_json(imported.report, false, language_) + "\n");
}

void ImportReports::add_failed(const std::string& name, const Fault& fault) {
  if (kind_ == Kind::page) sources_->append(page_.section(name, fault));
  if (kind_ == Kind::text) sources_->append(fault.text(language_) + "\n\n");
}

void ImportReports::deliver(Session& session) {
  if (!file_) return;
  if (*file_ == "-") {
    if (kind_ == Kind::page) session.deliver(page_.opening(), std::nullopt);
    sources_->each_block([&](std::string_view block) { session.deliver(block, std::nullopt); });
    if (kind_ == Kind::page) session.deliver(page_.closing(), std::nullopt);
    return;
  }
  if (kind_ != Kind::page) return sources_->put_in_place();
  files::Replacement page(*file_);
  page.append(page_.opening());
  sources_->each_block([&](std::string_view block) { page.append(block); });
  page.append(page_.closing());
  page.put_in_place();
}

}  // namespace gouji::app
