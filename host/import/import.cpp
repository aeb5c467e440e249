#include "import/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <tuple>

#include "base/digest.hpp"
#include "base/fault.hpp"
#include "base/text.hpp"
#include "base/trail.hpp"
#include "base/whole_number.hpp"
#include "formats/clean_text.hpp"
#include "formats/disclosure_words.hpp"
#include "formats/findings_list.hpp"
#include "import/account.hpp"
#include "import/layout.hpp"
#include "import/second_reading.hpp"
#include "import/session.hpp"
#include "packs/divisions.hpp"
#include "packs/header_place.hpp"
#include "packs/script_loader.hpp"
#include "script/missing.hpp"
#include "script/state.hpp"

namespace gouji::intake {
namespace {

constexpr int kCoverLines = 80;  // with the titles of a text
constexpr const char* kGuessedKind = "没有专门的版式认得，种类按内容推定，请核对；用 --set kind=… 写明";

struct Recognised {
  const Layout* layout = nullptr;
  std::int64_t score = 0;
  std::string why;
};

// Ends the evaluation and takes the session away from the state, whatever happened.
class Opened {
 public:
  Opened(script::State& state, Session& session) : state_(state) {
    state_.begin(nullptr);
    state_.context().host = &session;
  }
  ~Opened() {
    state_.context().host = nullptr;
    state_.end();
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;

 private:
  script::State& state_;
};

Recognised ask(const Layout& candidate, script::State& state, Session& session) {
  const InWork in_work(candidate.id, candidate.at.file, candidate.at.line);
  const Opened opened(state, session);
  script::Plain answer;
  try {
    answer = state.call_for_plain(candidate.recognise, {{intake_types().source, &session, 0}});
  } catch (Fault& fault) {  // what it has answered cannot be read: nothing of it is running any more
    if (fault.location().line == 0) fault.at_line(candidate.at.file, candidate.recognise.line);
    throw;
  }
  Recognised result{&candidate, 0, {}};
  if (const auto* score = answer.find("score"); score != nullptr && score->integer() != nullptr)
    result.score = *score->integer();
  if (const auto* why = answer.find("why"); why != nullptr && why->text() != nullptr) result.why = *why->text();
  return result;
}

// All lines without their blanks.
std::string squeezed(const SourceText& source) {
  std::string lines;
  for (int line = 1; line <= source.line_count(); ++line) lines += text::strip_spaces(source.line(line)) + "\n";
  return lines;
}

// Each of its words stands in some line. Costs little, and most layouts are not for this source. Where most of them do,
// `missing` says which do not: a head in the layout may be misspelt.
bool has_anchors(const Layout& layout, const std::string& lines, std::string& missing) {
  std::string there, not_there;
  std::size_t found = 0;
  for (const std::string& word : layout.anchors) {
    const bool has = lines.find(word) != std::string::npos;
    found += has ? 1U : 0U;
    (has ? there : not_there) += "“" + word + "”";
  }
  if (found == layout.anchors.size()) return true;
  const std::size_t lacking = layout.anchors.size() - found;
  if ((lacking == 1 && found > 1) || lacking * 4 <= layout.anchors.size())
    missing = fmt::format("没有{}；有{}", not_there, there);
  return false;
}

int told_year(const std::string& value) {
  const auto year = whole_number(value);
  if (value.size() == 4 && year && is_fiscal_year(*year)) return *year;
  throw std::move(Fault("import.bad_setting", fmt::format("“{}”不是年度", value), fmt::format("{} is no year", value))
                      .hint("写成 --set year=2023", "write --set year=2023"));
}

void apply_settings(Document& document, const ImportOptions& options) {
  for (const auto& [key, value] : options.set) {
    document.doubtful.erase(key);  // a person has said it
    if (key == "id")
      document.id = value;
    else if (key == "unit")
      document.unit = value;
    else if (key == "province")
      document.province = value;
    else if (key == "region")
      document.region = value;
    else if (key == "money_unit")
      document.money_unit = value;
    else if (key == "year")
      document.year = told_year(value);
    else if (key == "url")
      document.url = value;
    else if (key == "published_on")
      document.published_on = value;
    else if (key == "approved_on")
      document.approved_on = value;
    else if (key == "level")
      document.level = value;
    else if (key == "department")
      document.department = value;
    else if (key == "kind") {
      const DocumentKind* kind = find_kind(value);
      if (kind == nullptr)
        throw Fault("import.bad_setting", fmt::format("没有名为“{}”的公开文本种类", value),
                    fmt::format("unknown document kind {}", value));
      document.kind = std::string(kind->code);
    } else {
      throw std::move(
          Fault("import.bad_setting", fmt::format("--set 不认识“{}”", key), fmt::format("--set knows no {}", key))
              .hint("可用：id unit province region year kind money_unit level department url published_on approved_on",
                    "use id, unit, province, region, year, kind, …"));
    }
  }
}

// Reading back what the program found would make it a disclosure.
Fault own_findings(const std::string& file) {
  return std::move(
      Fault("import.own_findings", fmt::format("“{}”是 gouji 写出的问题清单，不是公开文本，没有读入", file),
            fmt::format("{} is a list of findings that gouji wrote, no disclosure, and was not read", file))
          .at_line(file, 0)
          .hint("填好的清单用 gouji decide 文件.xlsx 记录；要读入的是单位公开的原件",
                "keep the answers of a filled-in list with gouji decide FILE.xlsx; import what the unit "
                "published"));
}

// What was read, so that a page of an error or a file of another matter is seen for what it is.
Fault not_recognised(const SourceText& source, const std::vector<TriedLayout>& tried, const std::string& file) {
  constexpr std::size_t kShown = 30;  // characters of the first line
  std::string first;
  for (int line = 1; line <= source.line_count() && first.empty(); ++line)
    first = text::visible(text::shorten(text::trim(source.line(line)), kShown));
  Fault fault("import.no_layout",
              fmt::format("没有版式认得“{}”：读出 {} 行，开头是“{}”", file, source.line_count(), first),
              fmt::format("no layout recognises {}: {} lines were read, it begins with “{}”", file, source.line_count(),
                          first));
  std::string zh = "请核对是不是预算、决算或绩效公开文本；是的话用 --layout 指定版式，或写一个版式";
  std::string en =
      "check that it is a budget, final accounts or a self-evaluation; if so, name a layout by --layout, "
      "or write one";
  for (const SourceNote& note : source.notes()) {
    zh += "；" + note.chinese;
    en += "; " + note.english;
  }
  std::vector<std::string> near;
  for (const TriedLayout& one : tried) {
    if (!one.why.empty()) near.push_back(fmt::format("{}（{}）", one.id, one.why));
  }
  if (!near.empty()) {
    zh += fmt::format("。版式的说明：{}", fmt::join(near, "；"));
    en += fmt::format(". What layouts said: {}", fmt::join(near, "; "));
  }
  fault.at_line(file, 0).hint(zh, en);
  return fault;
}

Fault unknown_layout(const std::string& name, const std::vector<TriedLayout>& known) {
  std::vector<std::string> ids;
  for (const TriedLayout& one : known) ids.push_back(one.id);
  return std::move(
      Fault("import.unknown_layout", fmt::format("没有名为“{}”的版式", name), fmt::format("no layout named {}", name))
          .hint(fmt::format("有的版式：{}", fmt::join(ids, "、")),
                fmt::format("the layouts: {}", fmt::join(ids, ", "))));
}

// A form about the whole department that prints no name is that of the unit; one with the document's money says none.
void complete_forms(Document& document) {
  for (Evaluation& form : document.evaluations) {
    if (form.head.text("money_unit") == document.money_unit) form.head.cell("money_unit") = Cell();
    if (form.head.text("title_year") == std::to_string(document.year)) form.head.cell("title_year") = Cell();
    if (form.head.text("scope") == "department" && form.head.text("name").empty())
      set_field(form.head, "name", document.unit, document.money());
  }
}

}  // namespace

struct Importer::Hidden {
  script::Catalogue catalogue;
  script::Syntax syntax;
  std::vector<std::shared_ptr<const PackChain>> packs;
  std::unique_ptr<script::State> state;  // of all layouts: libraries that packs share are loaded once
  std::vector<Layout> layouts;
  Divisions divisions;
  FileWords file_words;
  Shelves shelves;
};

namespace {

// A fault about one of its keys is told at that key.
Layout layout_in(const ScriptLoader::Declared& declared, const Pack& own, const ScriptFile& file) {
  try {
    return read_layout(declared.header, own, declared.at, file.source);
  } catch (Fault& fault) {
    point_at_key(fault, declared.at, file.source);
    throw;
  }
}

}  // namespace

script::Limits limits_of_layouts() {
  script::Limits limits;
  limits.steps = 500'000'000;  // a layout walks a whole document, not one form
  limits.seconds = 60;
  limits.memory = std::size_t{256} << 20U;
  return limits;
}

Importer::Importer(std::vector<std::shared_ptr<const PackChain>> packs) : hidden_(std::make_unique<Hidden>()) {
  hidden_->catalogue = script::base_catalogue();
  add_intake_types(hidden_->catalogue);
  const script::Limits limits = limits_of_layouts();
  std::vector<std::string> known;
  hidden_->state = std::make_unique<script::State>(hidden_->catalogue, limits);
  ScriptLoader loader(*hidden_->state, hidden_->syntax);
  for (const auto& chain : packs) {
    loader.turn_to(*chain);
    // Layouts of the bases come with the packs that are named themselves: each is loaded once, by its owner.
    const Pack& own = chain->top();
    for (const ScriptFile& file : own.layouts) {
      loader.take_declared();
      loader.run(file, own, {declaring("layout", "")});
      for (const auto& declared : loader.take_declared()) {
        Layout layout = layout_in(declared, own, file);
        if (std::find(known.begin(), known.end(), layout.id) != known.end()) {
          throw std::move(Fault("layout.doubled_id", fmt::format("layout 编号“{}”重复", layout.id),
                                fmt::format("layout id {} is used twice", layout.id))
                              .at(declared.at));
        }
        known.push_back(layout.id);
        hidden_->layouts.push_back(std::move(layout));
      }
    }
    for (const auto& layer : chain->layers) {
      if (hidden_->divisions.empty()) hidden_->divisions = Divisions::read(layer->folder / "data" / "divisions.csv");
      if (hidden_->file_words.empty()) hidden_->file_words = FileWords::read(layer->folder / "data" / "file_words.txt");
    }
  }
  hidden_->state->restore();  // what one layout's loading did to a library is undone for all
  hidden_->state->seal();
  hidden_->packs = std::move(packs);
}

Importer::~Importer() = default;

std::vector<std::string> Importer::layouts() const {
  std::vector<std::string> ids;
  for (const Layout& one : hidden_->layouts) ids.push_back(one.id);
  return ids;
}

// A layout hands its templates over while it reads, whatever it reads: an empty page will do.
Vocabulary Importer::vocabulary() {
  for (const std::string& layout : layouts()) {
    try {
      ImportOptions options;
      options.layout = layout;
      import("。\n", layout, options);
    } catch (const Fault&) {  // it wants more than nothing; what it handed over before is kept
    }
  }
  return vocabulary_of(hidden_->shelves);
}

const PrintSpec* Importer::print_spec(const Document& document) const {
  const auto narrowest = pack_for(document, hidden_->packs);
  const PrintSpec* of_pack = nullptr;
  const PrintSpec* of_kind = nullptr;
  const PrintSpec* any = nullptr;
  for (const Layout& layout : hidden_->layouts) {
    if (!layout.print) continue;
    if (layout.id == document.source.layout) return &*layout.print;
    const bool same_kind = layout.kind == document.kind;
    if (narrowest && layout.pack == narrowest->top().id && (of_pack == nullptr || same_kind)) of_pack = &*layout.print;
    if (same_kind && of_kind == nullptr) of_kind = &*layout.print;
    if (any == nullptr) any = &*layout.print;
  }
  return of_pack != nullptr ? of_pack : of_kind != nullptr ? of_kind : any;
}

Imported Importer::import(std::string_view bytes, const SourceName& name, const ImportOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  PublishedSource published = read_published(bytes, text::visible(name.file));
  if (is_findings_list(published)) throw own_findings(text::visible(name.file));
  const auto timed = [&](Imported read) {
    read.report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return read;
  };
  const bool by_blanks = std::any_of(published.grids.begin(), published.grids.end(),
                                     [](const SourceGrid& grid) { return !grid.printed.empty(); });
  if (!by_blanks) return timed(import_source(std::move(published), bytes, name, options));
  const auto read_lines = [&](const std::set<std::size_t>& grids) {
    return GridReading{
        grids, import_source(grids.empty() ? published : with_lines_of(published, grids), bytes, name, options)};
  };
  std::vector<GridReading> readings;
  readings.push_back(read_lines({}));
  for (const auto& lines : other_readings(published, readings.front().read)) readings.push_back(read_lines(lines));
  if (readings.size() > 1) {
    const auto best = best_of_each(published, readings);
    const bool made = std::any_of(readings.begin(), readings.end(), [&](const auto& one) { return one.lines == best; });
    if (!made) readings.push_back(read_lines(best));
  }
  return timed(std::move(surest(published, readings).read));
}

Imported Importer::import_source(PublishedSource published, std::string_view bytes, const SourceName& name,
                                 const ImportOptions& options) {
  const std::string file = text::visible(name.file);  // in messages
  script::State& state = *hidden_->state;
  state.restore();  // what the source before left there
  SourceText source(std::move(published));
  Session session;
  session.source = &source;
  session.divisions = &hidden_->divisions;
  session.shelves = &hidden_->shelves;
  if (const auto told = options.set.find("province"); told != options.set.end()) session.told_province = told->second;
  if (const auto told = options.set.find("unit"); told != options.set.end()) session.told_unit = told->second;

  Recognised best;
  ImportReport report;
  const std::string lines = options.layout.empty() ? squeezed(source) : std::string();
  for (const Layout& layout : hidden_->layouts) {
    if (options.left_out.contains(layout.id)) continue;
    const bool asked = options.layout.empty() || layout.id == options.layout;
    report.tried.push_back({layout.id, layout.pack, layout.title, 0, {}, asked, false});
    if (!asked || (options.layout.empty() && !has_anchors(layout, lines, report.tried.back().why))) continue;
    const Recognised one =
        options.layout.empty() ? ask(layout, state, session) : Recognised{&layout, 1, "由 --layout 指定"};
    report.tried.back().score = one.score;
    report.tried.back().why = one.why;
    if (one.score > best.score) best = one;
    state.restore();  // what it left there is not for the next layout, of another pack perhaps
  }
  if (best.layout == nullptr) {
    if (options.layout.empty()) throw not_recognised(source, report.tried, file);
    throw unknown_layout(options.layout, report.tried).at_line(file, 0);
  }

  const Layout& layout = *best.layout;
  session.document.kind = layout.kind;
  session.document.source = {clean_text(name.file), sha256_hex(bytes), layout.id, layout.generic};
  {
    const Opened opened(state, session);
    const InWork in_work(layout.id, layout.at.file, layout.at.line);
    try {
      state.call(layout.read, {{intake_types().source, &session, 0}, {intake_types().output, &session, 0}});
    } catch (const script::MissingPart& missing) {
      throw Fault("import.layout_failed", missing.part(), missing.part());
    } catch (const script::MissingValue&) {
      throw Fault("import.layout_failed", "版式用到了没有数的一格", "the layout used a cell without a figure");
    }
  }
  Document& document = session.document;
  if (!is_fiscal_year(document.year)) document.year = 0;
  // Layouts that any text may have say its kind by what was found in it.
  if (layout.generic && layout.kind.empty()) document.doubtful["kind"] = kGuessedKind;
  apply_settings(document, options);
  fill_missing_facts(document, source, name, hidden_->file_words);
  auto place = hidden_->divisions.find(document.unit);
  // Titles may name the place in front of the unit's short name.
  for (int line = 1; !place && !document.unit.empty() && line <= std::min(kCoverLines, source.line_count()); ++line) {
    const std::string whole = text::strip_spaces(source.line(line));
    if (whole.find(document.unit) != std::string::npos) place = hidden_->divisions.find(whole);
  }
  if (place) {
    if (!document.province) document.province = place->province;
    if (!document.region) document.region = place->region;
    if (!document.level) document.level = place->level;
  }
  // Forms with cells were read before those without: they stand in the order of the text.
  std::stable_sort(document.evaluations.begin(), document.evaluations.end(), [](const auto& one, const auto& other) {
    const Place &at = one.head.at, &behind = other.head.at;
    if (!at.sheet.empty() || !behind.sheet.empty()) return false;
    return std::tie(at.page, at.line) < std::tie(behind.page, behind.line);
  });
  complete_forms(document);
  if (document.id.empty()) document.id = fmt::format("{}-{}-{}", document.unit, year_in_id(document), document.kind);
  finish(document);

  report.file = file;
  report.sha256 = document.source.sha256;
  report.format = source.format();
  report.bytes = bytes.size();
  report.lines = source.line_count();
  for (const SourceNote& note : source.notes()) report.notes.push_back({note.at, note.chinese, note.english});
  if (!session.unknown_heads.empty()) {
    report.notes.push_back({{},
                            fmt::format("自评表的栏名不认识：{}（按印出的栏名另存）；可写版式：gouji new layout",
                                        fmt::join(session.unknown_heads, "、")),
                            fmt::format("heads of forms that are not known: {} (kept under these names); a layout may "
                                        "name them: gouji new layout",
                                        fmt::join(session.unknown_heads, ", "))});
  }
  report.document = document.id;
  report.layouts.push_back({layout.id, layout.pack, layout.title, best.why, 1, source.line_count(), layout.generic});
  for (TriedLayout& one : report.tried) one.chosen = one.id == layout.id;
  std::vector<NumberFate> fates = account(session, report);
  return {std::move(document), std::move(report), std::move(source), std::move(session.placed), std::move(fates)};
}

}  // namespace gouji::intake
