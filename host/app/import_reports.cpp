#include "app/import_reports.hpp"

#include <filesystem>
#include <limits>

#include "formats/import_report.hpp"
#include "report/import_text.hpp"

namespace gouji::app {

ImportReports::ImportReports(const Session& session, std::optional<std::string> file)
    : file_(std::move(file)), language_(session.language_of_machines()), page_({language_}) {
  if (!file_) return;
  const std::string ending = std::filesystem::path(*file_).extension().string();
  kind_ = ending == ".html" || ending == ".htm" ? Kind::page : ending == ".txt" ? Kind::text : Kind::json;
}

void ImportReports::add(const std::string& name, const intake::Imported& imported) {
  if (kind_ == Kind::page) page_.add(name, imported);
  if (kind_ == Kind::text) {
    out_ +=
        report::import_explained(imported.report, {language_, false, kPaper}, std::numeric_limits<std::size_t>::max()) +
        "\n";
  }
  if (kind_ == Kind::json) out_ += import_report_json(imported.report, false, language_) + "\n";
}

void ImportReports::add_failed(const std::string& name, const Fault& fault) {
  if (kind_ == Kind::page) page_.add_failed(name, fault);
  if (kind_ == Kind::text) out_ += fault.text(language_) + "\n\n";
}

void ImportReports::deliver(Session& session) {
  if (file_) session.deliver(kind_ == Kind::page ? page_.take() : out_, file_);
}

}  // namespace gouji::app
