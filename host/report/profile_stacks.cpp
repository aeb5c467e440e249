// A profile as stacks: collapsed, a line each, and drawn as bars that stand on each other (a flame graph).
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "formats/clean_text.hpp"
#include "report/markup.hpp"
#include "report/profile_parts.hpp"
#include "report/terminal.hpp"
#include "report/words.hpp"

namespace gouji::report {
namespace {

constexpr std::uint64_t kMicrosecond = 1000;  // nanoseconds

struct ProfileStack {
  std::vector<std::string> frames;
  std::uint64_t microseconds = 0;
};

// ";" parts frames.
std::string frame(std::string_view name) {
  std::string text = one_line(name);
  std::replace(text.begin(), text.end(), ';', ',');
  return text;
}

std::vector<ProfileStack> stacks_of(const Profile& profile, Language language) {
  std::vector<ProfileStack> stacks;
  const auto add = [&](std::vector<std::string> frames, std::uint64_t nanoseconds) {
    if (nanoseconds >= kMicrosecond) stacks.push_back({std::move(frames), nanoseconds / kMicrosecond});
  };
  const auto word = [&](std::string_view chinese, std::string_view english) {
    return std::string(say(language, chinese, english));
  };
  const std::string gouji = "gouji", one_by_one = word("逐份审核", "one by one");
  Profile without_kinds;  // their phases stand below them
  without_kinds.phases = profile.phases;
  for (const PhaseTime& phase : phase_times(without_kinds))
    add({gouji, word(phase.chinese, phase.english)}, phase.nanoseconds);
  for (const KindCost& kind : profile.kinds) {
    Profile own;
    own.kinds = {kind};
    const std::vector<std::string> below{gouji, one_by_one, frame(kind.pack),
                                         frame(word_of_documents(kind.kind, language))};
    for (const PhaseTime& phase : phase_times(own)) {
      std::vector<std::string> frames = below;
      frames.push_back(word(phase.chinese, phase.english));
      add(std::move(frames), phase.nanoseconds);
    }
    for (const RuleCost& rule : profile.rules) {
      if (rule.kind != kind.kind || rule.pack != kind.pack) continue;
      std::vector<std::string> frames = below;
      frames.push_back(rule.scoring ? word("评分", "scorings") : std::string(word_of(rule.subject, language)));
      frames.push_back(frame(rule.rule));
      add(std::move(frames), rule.cost.nanoseconds);
    }
  }
  std::sort(stacks.begin(), stacks.end(),
            [](const ProfileStack& a, const ProfileStack& b) { return a.frames < b.frames; });
  return stacks;
}

// Stacks laid together where they begin alike.
struct FlameBar {
  std::uint64_t microseconds = 0;
  std::map<std::string, FlameBar> above;
};

constexpr int kWidth = 1200, kHeight = 20, kMargin = 10;
constexpr double kLetter = 6.5;        // of the small type: what a narrow character takes
constexpr double kNarrowestBar = 0.3;  // a bar that can be seen

class FlameGraph {
 public:
  FlameGraph(const FlameBar& root, Language language)
      : all_(std::max<std::uint64_t>(root.microseconds, 1)), language_(language) {
    draw("gouji", root, kMargin, 0);
  }
  std::string take() {
    const int height = (depth_ + 1) * kHeight + 2 * kMargin;
    return fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
        "font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" "
        "fill=\"#fff\"/>\n{2}</svg>\n",
        kWidth + 2 * kMargin, height, out_);
  }

 private:
  void draw(const std::string& name, const FlameBar& bar, double left, int depth) {
    const double width = kWidth * static_cast<double>(bar.microseconds) / static_cast<double>(all_);
    if (width < kNarrowestBar) return;
    depth_ = std::max(depth_, depth);
    const int top = kMargin + depth * kHeight;
    const std::string told =
        fmt::format(fmt::runtime(say(language_, "{}：{:.3f} 秒，{:.1f}%", "{}: {:.3f} s, {:.1f}%")), name,
                    static_cast<double>(bar.microseconds) / 1e6,
                    100.0 * static_cast<double>(bar.microseconds) / static_cast<double>(all_));
    constexpr std::array<std::string_view, 4> kColours{"#f4d9a8", "#f2c48d", "#eeb07a", "#e8a06c"};
    out_ += fmt::format(
        "<g><title>{}</title><rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" fill=\"{}\" "
        "stroke=\"#fff\"/>",
        markup_text(told), left, top, width, kHeight, kColours.at(static_cast<std::size_t>(depth) % 4));
    if (const int columns = static_cast<int>((width - 8) / kLetter); columns > 2)
      out_ += fmt::format("<text x=\"{:.1f}\" y=\"{}\">{}</text>", left + 4, top + 14, markup_text(fit(name, columns)));
    out_ += "</g>\n";
    std::vector<std::pair<std::string, const FlameBar*>> above;
    for (const auto& [of, one] : bar.above) above.emplace_back(of, &one);
    std::stable_sort(above.begin(), above.end(),
                     [](const auto& a, const auto& b) { return a.second->microseconds > b.second->microseconds; });
    for (const auto& [of, one] : above) {
      draw(of, *one, left, depth + 1);
      left += kWidth * static_cast<double>(one->microseconds) / static_cast<double>(all_);
    }
  }

  std::uint64_t all_;
  Language language_;
  int depth_ = 0;
  std::string out_;
};

}  // namespace

std::string profile_stacks(const Profile& profile, Language language) {
  std::string out;
  for (const ProfileStack& stack : stacks_of(profile, language))
    out += fmt::format("{} {}\n", fmt::join(stack.frames, ";"), stack.microseconds);
  return out;
}

std::string profile_svg(const Profile& profile, Language language) {
  FlameBar root;
  for (const ProfileStack& stack : stacks_of(profile, language)) {
    FlameBar* bar = &root;
    bar->microseconds += stack.microseconds;
    for (std::size_t i = 1; i < stack.frames.size(); ++i) {
      bar = &bar->above[stack.frames[i]];
      bar->microseconds += stack.microseconds;
    }
  }
  return FlameGraph(root, language).take();
}

}  // namespace gouji::report
