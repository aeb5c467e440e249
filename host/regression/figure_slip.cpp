#include "regression/figure_slip.hpp"

#include <algorithm>
#include <vector>

#include "base/exact.hpp"

namespace gouji {
namespace {

constexpr std::size_t kThousand = 3;  // digits between commas

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::vector<std::size_t> digit_places(const std::string& printed) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    if (is_digit(printed[i])) places.push_back(i);
  }
  return places;
}

// "28,507.51": the run of digits, commas and the point, from the first digit on.
struct NumberRun {
  std::size_t begin = 0, end = 0;
  bool commas = false;
  int decimals = 0;
  std::string digits;  // without commas
};

std::optional<NumberRun> number_run(const std::string& printed) {
  const auto first = std::find_if(printed.begin(), printed.end(), is_digit);
  if (first == printed.end()) return std::nullopt;
  NumberRun run;
  run.begin = run.end = static_cast<std::size_t>(first - printed.begin());
  bool point = false;
  for (; run.end < printed.size(); ++run.end) {
    const char c = printed[run.end];
    if (c == '.' && point) break;
    if (!is_digit(c) && c != ',' && c != '.') break;
    if (c == ',') {
      run.commas = true;
      continue;
    }
    point = point || c == '.';
    if (point && c != '.') ++run.decimals;
    run.digits += c;
  }
  return run;
}

// 28507.51 → 28,507.51
std::string with_commas(std::string number) {
  std::size_t end = std::min(number.find('.'), number.size());
  while (end > kThousand && is_digit(number[end - kThousand - 1])) {
    end -= kThousand;
    number.insert(end, ",");
  }
  return number;
}

bool only_zeros(const std::string& printed) {
  return std::none_of(printed.begin(), printed.end(), [](char c) { return is_digit(c) && c != '0'; });
}

// A figure does not begin with a zero that another digit follows.
bool leads_with_zero(const std::string& printed) {
  const auto run = number_run(printed);
  return run && run->digits.size() > 1 && run->digits[0] == '0' && is_digit(run->digits[1]);
}

}  // namespace

// splitmix64 over the bytes: cheap, and good enough to choose among digits.
SlipRandom::SlipRandom(std::uint64_t seed, const std::string& about) : state_(seed) {
  for (const char c : about) state_ = next() ^ static_cast<unsigned char>(c);
}

std::uint64_t SlipRandom::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31U);
}

std::optional<std::string> other_digit(const std::string& printed, SlipRandom& random) {
  const auto places = digit_places(printed);
  if (places.empty()) return std::nullopt;
  const std::size_t at = places[random.below(places.size())];
  const std::size_t by = 1 + random.below(9);
  std::string changed = printed;
  changed[at] = static_cast<char>('0' + (static_cast<std::size_t>(printed[at] - '0') + by) % 10);
  if (leads_with_zero(changed)) changed[at] = printed[at] == '9' ? '8' : static_cast<char>(printed[at] + 1);
  return changed;
}

std::optional<std::string> digits_transposed(const std::string& printed, SlipRandom& random) {
  const auto places = digit_places(printed);
  std::vector<std::string> possible;
  for (std::size_t i = 0; i + 1 < places.size(); ++i) {
    std::string changed = printed;
    std::swap(changed[places[i]], changed[places[i + 1]]);
    if (changed != printed && !leads_with_zero(changed)) possible.push_back(std::move(changed));
  }
  if (possible.empty()) return std::nullopt;
  return possible[random.below(possible.size())];
}

std::optional<std::string> other_sign(const std::string& printed) {
  const auto run = number_run(printed);
  if (!run || only_zeros(printed)) return std::nullopt;
  std::string changed = printed;
  if (run->begin > 0 && printed[run->begin - 1] == '-')
    changed.erase(run->begin - 1, 1);
  else
    changed.insert(run->begin, "-");
  return changed;
}

std::optional<std::string> point_moved(const std::string& printed, int places) {
  const auto run = number_run(printed);
  if (!run) return std::nullopt;
  const auto value = Exact::parse(run->digits);
  if (!value || value->is_zero()) return std::nullopt;
  const Exact factor = places < 0 ? Exact::decimal(1, -places) : Exact::fraction(power_of_ten(places), 1);
  std::string number = (*value * factor).fixed(run->decimals);
  if (only_zeros(number)) return std::nullopt;
  if (run->commas) number = with_commas(std::move(number));
  std::string changed = printed;
  changed.replace(run->begin, run->end - run->begin, number);
  if (changed == printed) return std::nullopt;
  return changed;
}

}  // namespace gouji
