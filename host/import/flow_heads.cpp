#include "import/flow_heads.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <unordered_map>

#include "base/text.hpp"

namespace gouji::intake {
namespace {

constexpr std::size_t kMostFlowHeadLines = 40;  // that a head takes where each of its cells has a line of its own
constexpr std::size_t kMostWrappedLines = 4;    // that a head takes where its cells are wrapped beside each other
constexpr std::size_t kMostUnknown = 12;        // characters of a column that is not known
constexpr std::size_t kLeastWithin = 3;         // characters of a name that is looked for within a piece
constexpr std::size_t kMostUnknownBehind = 3;   // such columns behind the known ones

struct Name {
  std::u32string form;
  std::size_t column = 0;
  bool weak = false;
};

constexpr std::size_t kLongestBracket = 24;

// What stands in brackets says nothing about which column it is: (A), (B/A), (万元).
std::u32string without_brackets(std::u32string_view folded, std::vector<std::size_t>* kept = nullptr) {
  std::u32string out;
  for (std::size_t at = 0; at < folded.size(); ++at) {
    if (folded[at] == U'(' || folded[at] == U'[') {
      const std::size_t close = folded.find(folded[at] == U'(' ? U')' : U']', at);
      if (close != std::u32string_view::npos && close - at <= kLongestBracket) {
        at = close;
        continue;
      }
    }
    out.push_back(folded[at]);
    if (kept != nullptr) kept->push_back(at);
  }
  return out;
}

// A cell of a head as tokens [first, last); more than one range where it is wrapped beside others.
struct CellRanges {
  std::size_t column = 0;  // kUnknown: not known
  std::vector<std::pair<std::size_t, std::size_t>> ranges;
};
constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);

struct Match {
  std::vector<CellRanges> cells;
  std::size_t begin = 0, end = 0;  // tokens
};

class HeadFinder {
 public:
  HeadFinder(const HeadSpec& spec, const std::vector<FlowLine>& lines) : spec_(spec), lines_(lines) {
    for (std::size_t c = 0; c < spec.columns.size(); ++c) {
      for (const auto& [list, weak] : {std::pair{&spec.columns[c].names, false}, {&spec.columns[c].weak, true}}) {
        for (const std::string& name : *list) {
          std::u32string form = without_brackets(match_form(name));
          if (!form.empty()) names_.push_back({std::move(form), c, weak});
        }
      }
    }
    std::stable_sort(names_.begin(), names_.end(),
                     [](const Name& a, const Name& b) { return a.form.size() > b.form.size(); });
    for (const Name& name : names_) by_first_[name.form.front()].push_back(&name);
    all_ = tokenize(lines, {0, lines.size()}, {});
    starts_.assign(lines.size() + 1, all_.size());
    for (std::size_t at = all_.size(); at-- > 0;) starts_[all_[at].line] = at;
    for (std::size_t line = lines.size(); line-- > 0;) starts_[line] = std::min(starts_[line], starts_[line + 1]);
  }

  std::vector<FlowHead> find() {
    std::vector<FlowHead> heads;
    for (std::size_t line = 0; line < lines_.size();) {
      auto match = at_line(line);
      if (!match) {
        ++line;
        continue;
      }
      // A side label on a line of its own may look like a name too: the start that explains most is right.
      const std::size_t second = match->begin + 1;
      if (second < match->end && tokens_[second].first_of_line) {
        const int own = worth(*match);
        match = at_line(line + 1);
        if (match && worth(*match) >= own)
          ++line;
        else
          match = at_line(line);
      }
      heads.push_back(head_of(*match));
      line = tokens_[match->end - 1].line + 1;
    }
    return heads;
  }

 private:
  std::optional<Match> at_line(std::size_t line) {
    if (line >= lines_.size()) return std::nullopt;
    const std::size_t own = starts_[line + 1] - starts_[line];
    tokens_ = std::span(all_).subspan(starts_[line],
                                      starts_[std::min(lines_.size(), line + kMostFlowHeadLines)] - starts_[line]);
    std::size_t first = 0;  // behind the last figure of the line: figures among names make it no head (is_enough)
    for (std::size_t at = 0; at < own; ++at) {
      if (tokens_[at].numeric) first = at + 1;
    }
    while (first < own && !may_open(tokens_[first])) ++first;
    if (first == own) return std::nullopt;
    // A side label may stand before the head and look like one of its names: the start that explains most is right.
    std::optional<Match> best;
    for (; first < own; ++first) {
      if (!may_open(tokens_[first])) continue;
      for (auto match : {in_order(first), beside(first, own)}) {
        if (match && (!best || worth(*match) >= worth(*best))) best = std::move(match);
      }
    }
    return best;
  }

  static int worth(const Match& match) {
    const auto all = static_cast<int>(match.cells.size());
    return 3 * static_cast<int>(known(match)) - all;
  }

  // The names that begin with this character, the longest first.
  const std::vector<const Name*>& names_from(char32_t first) const {
    static const std::vector<const Name*> none;
    const auto found = by_first_.find(first);
    return found == by_first_.end() ? none : found->second;
  }

  bool may_open(const Token& token) const {
    const auto& names = names_from(token.chars.front());
    return std::any_of(names.begin(), names.end(), [&](const Name* name) {
      return name->form.starts_with(token.chars) || token.chars.starts_with(name->form);
    });
  }

  static std::size_t known(const Match& match) {
    return static_cast<std::size_t>(std::count_if(match.cells.begin(), match.cells.end(),
                                                  [](const CellRanges& cell) { return cell.column != kUnknown; }));
  }

  bool is_enough(const Match& match) const {
    if (known(match) < spec_.least) return false;
    // Where figures stand among the names, they are labels of these figures.
    for (std::size_t at = match.begin; at < tokens_.size() && tokens_[at].line <= tokens_[match.end - 1].line; ++at) {
      if (tokens_[at].numeric) return false;
    }
    return std::all_of(spec_.needed.begin(), spec_.needed.end(), [&](const std::string& key) {
      return std::any_of(match.cells.begin(), match.cells.end(), [&](const CellRanges& cell) {
        return cell.column != kUnknown && spec_.columns[cell.column].key == key;
      });
    });
  }

  bool has(const std::vector<CellRanges>& cells, std::size_t column) const {
    if (spec_.columns[column].repeats) return false;
    return std::any_of(cells.begin(), cells.end(), [&](const CellRanges& cell) {
      return cell.column != kUnknown && spec_.columns[cell.column].key == spec_.columns[column].key;
    });
  }

  // The names one after the other: on a line, over lines, with or without blanks between them.
  std::optional<Match> in_order(std::size_t begin) const {
    std::u32string printed;
    std::vector<std::size_t> begins;
    for (std::size_t i = begin; i < tokens_.size(); ++i) {
      begins.push_back(printed.size());
      printed += tokens_[i].chars;
    }
    std::vector<std::size_t> kept;
    const std::u32string chars = without_brackets(printed, &kept);
    std::vector<std::size_t> starts;  // of each token among what is kept
    for (const std::size_t at : begins)
      starts.push_back(static_cast<std::size_t>(std::lower_bound(kept.begin(), kept.end(), at) - kept.begin()));
    starts.push_back(chars.size());
    const auto token_at = [&](std::size_t offset) {
      const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
      return begin + static_cast<std::size_t>(after - starts.begin()) - 1;
    };
    const auto is_boundary = [&](std::size_t offset) {
      return std::binary_search(starts.begin(), starts.end(), offset);
    };
    const auto name_at = [&](const Match& match, std::size_t offset) -> const Name* {
      if (offset >= chars.size()) return nullptr;
      for (const Name* one : names_from(chars[offset])) {
        const Name& name = *one;
        if (chars.compare(offset, name.form.size(), name.form) != 0 || has(match.cells, name.column)) continue;
        const bool whole = is_boundary(offset) && is_boundary(offset + name.form.size());
        const bool piece = whole && token_at(offset) == token_at(offset + name.form.size() - 1);
        if (name.weak && !piece) continue;
        const Name* first = piece ? nullptr : first_of_two(match.cells, name);
        return first != nullptr ? first : &name;
      }
      return nullptr;
    };
    // A longer piece is known by the longest name within it.
    const auto name_within = [&](const Match& match, std::u32string_view piece) -> const Name* {
      for (const Name& name : names_) {
        if (!name.weak && name.form.size() >= kLeastWithin && !has(match.cells, name.column) &&
            piece.find(name.form) != std::u32string_view::npos)
          return &name;
      }
      return nullptr;
    };
    Match match;
    match.begin = begin;
    Match sound = match;  // as far as it ends with a token
    for (std::size_t offset = 0; offset < chars.size();) {
      const std::size_t own = token_at(offset);
      const std::size_t own_end = is_boundary(offset) && own < tokens_.size() ? starts[own - begin + 1] : offset;
      const Name* name = name_at(match, offset);
      std::size_t end = name != nullptr ? offset + name->form.size() : own_end;
      if (own_end > offset && own_end - offset <= kMostUnknown && !(name != nullptr && end >= own_end)) {
        // Not where the piece goes on with the next name.
        const Name* within = name_within(match, std::u32string_view(chars).substr(offset, own_end - offset));
        const bool goes_on = name != nullptr && name_at(match, end) != nullptr;
        if (within != nullptr && !goes_on) {
          name = within;
          end = own_end;
        }
      }
      if (name != nullptr) {
        const std::size_t first = is_boundary(offset) ? token_at(offset) : token_at(offset) + 1;
        match.cells.push_back({name->column, {{first, std::max(first, token_at(end - 1) + 1)}}});
        offset = end;
        if (is_boundary(offset)) {
          match.end = token_at(offset - 1) + 1;
          sound = match;
        }
        continue;
      }
      // One column that is not known, on the line of a known one and followed by another.
      if (!is_boundary(offset) || offset == 0) break;
      if (own >= tokens_.size() || !is_unknown(own) || tokens_[own].first_of_line) break;
      if (own_end >= chars.size() || name_at(match, own_end) == nullptr) break;
      match.cells.push_back({kUnknown, {{own, own + 1}}});
      offset = own_end;
    }
    // A bracket behind the last name belongs to it.
    while (sound.end > begin && sound.end < tokens_.size() &&
           starts[sound.end - begin] == starts[sound.end - begin + 1])
      ++sound.end;
    if (!is_enough(sound)) return std::nullopt;
    take_unknown_behind(sound);
    return sound;
  }

  // A name that the names of two columns spell together is theirs, unless it is one piece or the first is taken.
  const Name* first_of_two(const std::vector<CellRanges>& cells, const Name& name) const {
    for (const Name* one : names_from(name.form.front())) {
      const Name& first = *one;
      if (first.weak || first.form.size() >= name.form.size() || !name.form.starts_with(first.form)) continue;
      if (has(cells, first.column)) continue;
      const std::u32string_view rest = std::u32string_view(name.form).substr(first.form.size());
      const auto& behind = names_from(rest.front());
      const bool second = std::any_of(behind.begin(), behind.end(), [&](const Name* other) {
        return !other->weak && other->form == rest &&
               spec_.columns[other->column].key != spec_.columns[first.column].key;
      });
      if (second) return &first;
    }
    return nullptr;
  }

  bool is_unknown(std::size_t at) const {
    return !tokens_[at].numeric && tokens_[at].chars.size() <= kMostUnknown && text::is_han(tokens_[at].chars.front());
  }

  // What stands behind the last known name on its line names columns too.
  void take_unknown_behind(Match& match) const {
    if (tokens_[match.begin].line != tokens_[match.end - 1].line) return;
    std::size_t end = match.end;
    while (end < tokens_.size() && !tokens_[end].first_of_line && is_unknown(end)) ++end;
    if (end - match.end > kMostUnknownBehind || (end < tokens_.size() && !tokens_[end].first_of_line)) return;
    for (std::size_t at = match.end; at < end; ++at) match.cells.push_back({kUnknown, {{at, at + 1}}});
    match.end = end;
  }

  // The names wrapped beside each other: the first line opens them, the next ones go on with some of them.
  std::optional<Match> beside(std::size_t begin, std::size_t own) const {
    Match match;
    match.begin = begin;
    std::vector<std::u32string> spelled;
    for (std::size_t at = begin; at < own; ++at) {
      spelled.push_back(tokens_[at].chars);
      match.cells.push_back({kUnknown, {{at, at + 1}}});
      if (!opens_name(spelled.back())) return std::nullopt;
    }
    std::size_t at = own;
    for (std::size_t line = 1; line < kMostWrappedLines && at < tokens_.size(); ++line) {
      std::size_t end = at + 1;
      while (end < tokens_.size() && !tokens_[end].first_of_line) ++end;
      std::vector<std::size_t> places;
      if (!go_on(spelled, at, end, 0, places)) break;
      for (std::size_t i = 0; i < places.size(); ++i) {
        spelled[places[i]] += tokens_[at + i].chars;
        match.cells[places[i]].ranges.emplace_back(at + i, at + i + 1);
      }
      at = end;
      Match whole = match;
      whole.end = at;
      if (resolve(spelled, whole) && is_enough(whole)) return whole;
    }
    return std::nullopt;
  }

  bool opens_name(const std::u32string& spelled) const {
    const std::u32string plain = without_brackets(spelled);
    return std::any_of(names_.begin(), names_.end(), [&](const Name& name) { return name.form.starts_with(plain); });
  }

  // Places for the tokens [at, end) behind what is spelled so far, from left to right.
  bool go_on(const std::vector<std::u32string>& spelled, std::size_t at, std::size_t end, std::size_t from,
             std::vector<std::size_t>& places) const {
    if (at == end) return true;
    for (std::size_t place = from; place + (end - at) <= spelled.size(); ++place) {
      if (!opens_name(spelled[place] + tokens_[at].chars)) continue;
      places.push_back(place);
      if (go_on(spelled, at + 1, end, place + 1, places)) return true;
      places.pop_back();
    }
    return false;
  }

  bool resolve(const std::vector<std::u32string>& spelled, Match& match) const {
    std::vector<CellRanges> cells;
    for (std::size_t i = 0; i < spelled.size(); ++i) {
      const std::u32string plain = without_brackets(spelled[i]);
      const auto name = std::find_if(names_.begin(), names_.end(),
                                     [&](const Name& one) { return one.form == plain && !has(cells, one.column); });
      if (name == names_.end()) return false;
      cells.push_back({name->column, match.cells[i].ranges});
    }
    match.cells = std::move(cells);
    return true;
  }

  FlowPiece piece_between(std::size_t first, std::size_t last) const {
    const auto window = static_cast<std::size_t>(tokens_.data() - all_.data());
    return piece_of(lines_, all_, window + first, window + last);
  }

  FlowHead head_of(const Match& match) const {
    FlowHead head;
    for (const CellRanges& cell : match.cells) {
      HeadCell out;
      if (cell.column != kUnknown) out.key = spec_.columns[cell.column].key;
      for (const auto& [first, last] : cell.ranges) {
        const FlowPiece piece = piece_between(first, last);
        out.piece.text += piece.text;
        out.piece.spans.insert(out.piece.spans.end(), piece.spans.begin(), piece.spans.end());
      }
      head.cells.push_back(std::move(out));
    }
    if (match.begin > 0) head.before = piece_between(0, match.begin);
    head.first_line = lines_[tokens_[match.begin].line].number;
    head.last_line = lines_[tokens_[match.end - 1].line].number;
    return head;
  }

  const HeadSpec& spec_;
  const std::vector<FlowLine>& lines_;
  std::vector<Name> names_;  // longest first
  std::unordered_map<char32_t, std::vector<const Name*>> by_first_;
  std::vector<Token> all_;
  std::vector<std::size_t> starts_;  // of each line among them
  std::span<const Token> tokens_;    // of the line that is looked at and those below it
};

}  // namespace

std::vector<FlowHead> find_heads(const HeadSpec& spec, const std::vector<FlowLine>& lines) {
  return HeadFinder(spec, lines).find();
}

}  // namespace gouji::intake
