#include "import/statement_text_rows.hpp"

#include <algorithm>
#include <unordered_set>

#include "base/text.hpp"
#include "model/labels.hpp"

namespace gouji::intake {
namespace {

constexpr const char* kMoreFigures = "数比栏目多";
constexpr std::size_t kFewestCells = 6;  // lines of one cell that make a table printed so, …
constexpr std::size_t kCellShare = 10;   // … but for one line of so many
constexpr std::size_t kShortWord = 2;    // characters: words printed with blanks inside them

class ListedRows {
 public:
  ListedRows(const StatementLexicon& lexicon, const SourceText& source, const StatementSpec& spec,
             const TextColumns& columns)
      : lexicon_(lexicon), source_(source), spec_(spec), columns_(columns) {
    for (const std::string& label : spec.labels) labels_.insert(label_key(label));
  }

  std::vector<TextRow> read(const TokenLines& lines) {
    for (const auto& line : lines) read_line(line);
    settle_pending(false);
    if (columns_.groups > 1) order_groups();
    return std::move(rows_);
  }

 private:
  TextRow& row() { return rows_.back(); }
  bool open() const { return !rows_.empty() && rows_.back().figures.empty(); }
  bool is_known(const std::string& key) const { return labels_.contains(key); }

  void start(const StatementToken& token) {
    rows_.emplace_back();
    row().first_line = row().last_line = token.line;
    if (serial_ == nullptr) return;
    row().line = Piece{serial_->text, {{serial_->line, serial_->begin, serial_->end}}, {}};
    serial_ = nullptr;
  }

  void add_name(const StatementToken& token) {
    extend(source_, row().label, token);
    row().first_line = std::min(row().first_line, token.line);
    row().last_line = std::max(row().last_line, token.line);
  }

  void read_line(const std::vector<StatementToken>& line) {
    const bool words_only = std::all_of(line.begin(), line.end(), [](const auto& one) { return one.is_word(); });
    if (line.empty() || is_page_number(line)) return;
    if (words_only) {
      read_words(line);
      return;
    }
    std::size_t code_at = 0;  // codes of this line so far: their group
    bool named = false;       // the row under way got words on this line
    for (std::size_t i = 0; i < line.size(); ++i) {
      const StatementToken& token = line[i];
      if (token.kind == StatementTokenKind::serial) {
        serial_ = &token;
      } else if (i == 0 && columns_.codes && opens_with_code(line) && !is_class_code(line)) {
        settle_pending(false);
        start(token);
        row().code = Piece{token.text, {{token.line, token.begin, token.end}}, {}};
        named = true;
      } else if ((token.is_word() || joins_word(line, i)) && is_remark(token)) {
        extend(source_, row().remark, token);
      } else if (spec_.codes && is_code(line, i)) {
        const std::size_t parts = code_parts(line, i);
        read_code(line, i, parts, code_at++);
        i += parts - 1;
        named = false;
      } else if (i == 0 && columns_.serials && token.is_whole() && line.size() > 1 && line[1].is_word()) {
        settle_pending(false);
        start(token);
        row().line = Piece{token.text, {{token.line, token.begin, token.end}}, {}};
        named = true;
      } else if (token.is_word() || joins_word(line, i)) {
        read_word(line, i, named);
        named = true;
      } else {
        read_number(line, i);
        if (i + 1 < line.size()) named = false;
      }
    }
  }

  // The code of a unit or a project.
  static bool opens_with_code(const std::vector<StatementToken>& line) {
    return line.front().is_whole() && line.front().text.size() > kShortWord && line.size() > 1 && line[1].is_word();
  }

  // A code of the classification, or a number that words follow at once, in a table of such codes.
  bool is_class_code(const std::vector<StatementToken>& line) const {
    return spec_.codes && (is_code(line, 0) || !line[1].gap);
  }

  // Behind the figures of its line, where the head has a column of words for it.
  bool is_remark(const StatementToken& token) const {
    return !columns_.remark.empty() && !rows_.empty() && !rows_.back().figures.empty() &&
           rows_.back().figures.back().line == token.line;
  }

  static bool is_page_number(const std::vector<StatementToken>& line) {
    return line.size() == 1 && line.front().is_whole() && !is_code_length(line.front().text.size());
  }

  // A whole number that words follow at once: "2020年…", not a code, not a line number.
  bool joins_word(const std::vector<StatementToken>& line, std::size_t i) const {
    return line[i].is_whole() && i + 1 < line.size() && line[i + 1].is_word() && !line[i + 1].gap;
  }

  // 301 01, 201 01 01: a code in cells of its own.
  static std::size_t code_parts(const std::vector<StatementToken>& line, std::size_t i) {
    std::size_t parts = 1;
    if (line[i].text.size() != 3) return parts;
    while (parts < 3 && i + parts < line.size() && line[i + parts].is_whole() && line[i + parts].text.size() == 2)
      ++parts;
    return i + parts < line.size() && line[i + parts].is_word() ? parts : 1;
  }

  void read_code(const std::vector<StatementToken>& line, std::size_t i, std::size_t parts, std::size_t group) {
    const bool named_behind = i + parts < line.size() && line[i + parts].is_word();
    const bool named_before = !pending_.empty() && !named_behind && i + parts < line.size();
    if (named_before && pending_.front().line != pending_.back().line && !rows_.empty() && !row().figures.empty()) {
      // Several lines: the first may end the name above. Which ones do is not certain.
      std::vector<StatementToken> rest;
      std::vector<StatementToken> above;
      for (const StatementToken& token : pending_)
        (token.line == pending_.front().line ? above : rest).push_back(token);
      pending_ = std::move(above);
      settle_pending(false);
      row().label_doubt = kWrappedName;
      pending_ = std::move(rest);
      unsure_ = true;
    }
    if (!named_before) settle_pending(false);
    start(line[i]);
    if (unsure_) row().label_doubt = kWrappedName;
    unsure_ = false;
    row().group = group;
    for (std::size_t part = 0; part < parts; ++part) {
      const StatementToken& token = line[i + part];
      if (!row().code) row().code = Piece{};
      row().code->text += token.text;
      row().code->spans.push_back({token.line, token.begin, token.end});
    }
    if (named_before) {
      for (const StatementToken& token : pending_) add_name(token);
      pending_.clear();
      centred_ = true;
    } else {
      centred_ = false;
    }
  }

  void read_word(const std::vector<StatementToken>& line, std::size_t i, bool named) {
    const StatementToken& token = line[i];
    if (serial_ != nullptr) {
      settle_pending(false);
      start(token);
      add_name(token);
      return;
    }
    if (open() && (named || goes_on(token))) {
      settle_pending(false);
      if (named && row().label && opens_row(token) && is_known(label_key(row().label->text)) && token.gap &&
          !row().code)
        start(token);
      add_name(token);
      return;
    }
    settle_pending(true);
    if (!pending_.empty()) {
      // A name that began on the line before.
      start(pending_.front());
      for (const StatementToken& word : pending_) add_name(word);
      pending_.clear();
    } else {
      start(token);
    }
    add_name(token);
  }

  // Whether a word at a line's start belongs to the row above, which has no figures yet.
  bool goes_on(const StatementToken& token) const {
    const TextRow& last = rows_.back();
    if (!last.label) return true;
    const std::string whole = label_key(last.label->text + token.text);
    if (is_known(whole)) return true;
    if (opens_row(token)) return false;
    return !is_known(label_key(last.label->text)) || last.code;
  }

  bool opens_row(const StatementToken& token) const {
    return is_known(label_key(token.text)) || lexicon_.is_total(token.text) ||
           label_key(token.text) != text::label_form(token.text);
  }

  void read_words(const std::vector<StatementToken>& line) {
    // 合 计 alone on its line: a row whose cells are blank.
    std::string whole;
    for (const StatementToken& token : line) whole += token.text;
    if (line.size() > 1 && lexicon_.is_total(whole)) {
      settle_pending(false);
      start(line.front());
      for (const StatementToken& token : line) add_name(token);
      return;
    }
    if (open() && goes_on(line.front())) {
      for (const StatementToken& token : line) add_name(token);
      return;
    }
    if (!rows_.empty() && centred_ && !row().figures.empty()) {
      for (const StatementToken& token : line) add_name(token);
      centred_ = false;
      return;
    }
    // A blank row of the form, or a part of a name above or below.
    bool rows = true;
    for (const StatementToken& token : line) rows = rows && opens_row(token);
    const bool part = !rows_.empty() && row().label && is_known(label_key(row().label->text + line.front().text));
    if (rows && !part) {
      settle_pending(false);
      for (const StatementToken& token : line) {
        start(token);
        add_name(token);
      }
      return;
    }
    for (const StatementToken& token : line) pending_.push_back(token);
  }

  // Words on lines of their own belong to the name above them, unless a row without a code begins (`before_name`).
  void settle_pending(bool before_name) {
    if (pending_.empty() || rows_.empty()) return;
    const bool known = row().label && is_known(label_key(row().label->text + joined_pending()));
    if (before_name && !known) return;
    for (const StatementToken& token : pending_) add_name(token);
    if (!known) row().label_doubt = kWrappedName;
    pending_.clear();
  }

  std::string joined_pending() const {
    std::string joined;
    for (const StatementToken& token : pending_) joined += token.text;
    return joined;
  }

  void read_number(const std::vector<StatementToken>& line, std::size_t i) {
    const StatementToken& token = line[i];
    if (rows_.empty()) return;
    if (!pending_.empty() && i == 0) settle_pending(false);
    TextRow& last = row();
    if (columns_.lines && !columns_.serials && !last.line && last.figures.empty() && token.is_whole() && i > 0) {
      last.line = Piece{token.text, {{token.line, token.begin, token.end}}, {}};
      return;
    }
    if (last.figures.size() >= columns_.names.size()) {
      last.label_doubt = kMoreFigures;
      last.more_figures = true;
      return;
    }
    last.figures.push_back(token);
    last.last_line = std::max(last.last_line, token.line);
  }

  // Groups are printed beside each other: rows by group, those without a code last. A line with fewer codes than
  // groups continues the groups whose last codes come nearest before its own.
  void order_groups() {
    std::vector<long> last(columns_.groups, 0);
    for (std::size_t i = 0; i < rows_.size();) {
      std::size_t end = i + 1;
      while (end < rows_.size() && rows_[end].code && rows_[end].group > 0) ++end;
      if (!rows_[i].code) {
        rows_[i].group = columns_.groups;
        ++i;
        continue;
      }
      assign(i, end, last);
      i = end;
    }
    std::stable_sort(rows_.begin(), rows_.end(), [](const TextRow& a, const TextRow& b) { return a.group < b.group; });
  }

  static long ordinal(const TextRow& row) {
    std::string digits = row.code->text;
    digits.resize(7, '0');
    return std::stol(digits);
  }

  void assign(std::size_t begin, std::size_t end, std::vector<long>& last) {
    constexpr long kBackwards = 100'000'000;
    const std::size_t count = end - begin;
    // cost[k][g]: the first k codes stand in the first g groups
    std::vector<std::vector<long>> cost(count + 1, std::vector<long>(last.size() + 1, 0));
    std::vector<std::vector<bool>> taken(count + 1, std::vector<bool>(last.size() + 1, false));
    for (std::size_t k = 1; k <= count; ++k) {
      cost[k][0] = kBackwards * 100;
      const long code = ordinal(rows_[begin + k - 1]);
      for (std::size_t g = 1; g <= last.size(); ++g) {
        const long step = code > last[g - 1] ? code - last[g - 1] : kBackwards + last[g - 1] - code;
        const long here = cost[k - 1][g - 1] + step;
        taken[k][g] = here <= cost[k][g - 1];
        cost[k][g] = std::min(here, cost[k][g - 1]);
      }
    }
    std::size_t k = count;
    for (std::size_t g = last.size(); g > 0 && k > 0; --g) {
      if (!taken[k][g]) continue;
      rows_[begin + k - 1].group = g - 1;
      last[g - 1] = ordinal(rows_[begin + k - 1]);
      --k;
    }
  }

  const StatementLexicon& lexicon_;
  const SourceText& source_;
  const StatementSpec& spec_;
  const TextColumns& columns_;
  std::unordered_set<std::string> labels_;
  std::vector<TextRow> rows_;
  std::vector<StatementToken> pending_;
  const StatementToken* serial_ = nullptr;  // of the row that begins behind it
  bool unsure_ = false;
  bool centred_ = false;  // the name of the last row began on the line above its figures
};

}  // namespace

void extend(const SourceText& source, std::optional<Piece>& name, const StatementToken& token) {
  if (!name) name = Piece{};
  if (!name->spans.empty() && name->spans.back().line == token.line && name->spans.back().end <= token.begin) {
    name->spans.back().end = token.end;
  } else {
    name->spans.push_back({token.line, token.begin, token.end});
  }
  name->text.clear();
  for (const SourceSpan& span : name->spans)
    name->text += source.line(span.line).substr(span.begin, span.end - span.begin);
}

TokenLines join_cells(TokenLines lines) {
  const auto is_cell = [](const std::vector<StatementToken>& line) {
    return !line.empty() && std::none_of(line.begin() + 1, line.end(), [](const auto& one) { return one.gap; });
  };
  const auto is_name = [&](const std::vector<StatementToken>& line) {
    return is_cell(line) && std::any_of(line.begin(), line.end(), [](const auto& one) { return one.is_word(); });
  };
  const auto is_code = [](const std::vector<StatementToken>& line) {
    return line.size() == 1 && line.front().is_whole() && is_code_length(line.front().text.size());
  };
  std::size_t cells = 0;
  std::size_t full = 0;
  for (const auto& line : lines) {
    full += line.empty() ? 0U : 1U;
    cells += is_cell(line) ? 1U : 0U;
  }
  if (full < kFewestCells || cells * kCellShare < full * (kCellShare - 1)) return lines;
  TokenLines rows;
  bool coded = false;  // the row under way has a code and nothing else
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_cell(lines[i])) {
      rows.push_back(std::move(lines[i]));
      coded = false;
      continue;
    }
    const bool code = is_code(lines[i]) && i + 1 < lines.size() && is_name(lines[i + 1]);
    const bool name = is_name(lines[i]);
    if (rows.empty() || code || (name && !coded)) rows.emplace_back();
    rows.back().insert(rows.back().end(), lines[i].begin(), lines[i].end());
    coded = code;
  }
  return rows;
}

bool is_code(const std::vector<StatementToken>& line, std::size_t index) {
  const StatementToken& token = line[index];
  if (!token.is_whole() || !is_code_length(token.text.size()) || token.text.front() == '0') return false;
  const bool named = index + 1 < line.size() && line[index + 1].is_word();
  const bool cut = token.text.size() == 3 && index + 1 < line.size() && line[index + 1].is_whole() &&
                   line[index + 1].text.size() == 2;
  if (index == 0) return true;
  return named || cut || (index + 1 == line.size() && line[index - 1].is_money());
}

std::size_t code_groups(const TokenLines& lines) {
  std::size_t most = 1;
  for (const auto& line : lines) {
    std::size_t codes = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool named = i + 1 < line.size() && (line[i + 1].is_word() || line[i + 1].text.size() == 2);
      if (is_code(line, i) && named) ++codes;
    }
    most = std::max(most, codes);
  }
  return most;
}

std::vector<TextRow> read_listed_rows(const StatementLexicon& lexicon, const SourceText& source,
                                      const StatementSpec& spec, const TextColumns& columns, const TokenLines& lines) {
  return ListedRows(lexicon, source, spec, columns).read(lines);
}

std::vector<TextRow> read_wide_rows(const TextColumns& columns, const TokenLines& lines) {
  std::vector<TextRow> rows;
  for (const auto& line : lines) {
    for (const StatementToken& token : line) {
      if (token.is_word()) continue;
      // A row goes on over several lines until it is full.
      if (rows.empty() || rows.back().figures.size() >= columns.names.size()) {
        rows.emplace_back();
        rows.back().first_line = token.line;
      }
      rows.back().figures.push_back(token);
      rows.back().last_line = token.line;
    }
  }
  return rows;
}

bool totals_elsewhere(const StatementSpec& spec, const TextColumns& columns, const std::vector<TextRow>& rows) {
  const auto printed_at = [&](const std::string& name) {
    for (std::size_t i = 0; i < columns.spec_columns.size(); ++i) {
      if (columns.spec_columns[i] >= spec.columns.size()) continue;
      const StatementColumn& one = spec.columns[columns.spec_columns[i]];
      if (one.name == name || std::find(one.aliases.begin(), one.aliases.end(), name) != one.aliases.end()) return i;
    }
    return kNone;
  };
  for (const StatementSum& sum : spec.column_sums) {
    std::vector<std::size_t> places{printed_at(sum.total)};
    for (const std::string& part : sum.parts) places.push_back(printed_at(part));
    if (std::find(places.begin(), places.end(), kNone) != places.end()) continue;
    for (const TextRow& row : rows) {
      if (row.figures.size() != columns.names.size()) continue;
      Exact parts;
      for (std::size_t i = 1; i < places.size(); ++i) parts = parts + row.figures[places[i]].value;
      if (parts.is_zero() || row.figures[places.front()].value == parts) continue;
      for (std::size_t i = 0; i < row.figures.size(); ++i) {
        const bool own = std::find(places.begin(), places.end(), i) != places.end();
        if (!own && row.figures[i].value == parts) return true;
      }
    }
  }
  return false;
}

}  // namespace gouji::intake
