#include "formats/pdf_rules.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <pugixml.hpp>
#include <string>

#include "formats/child_process.hpp"
#include "formats/temporary_folder.hpp"

namespace gouji {
namespace {

constexpr std::chrono::seconds kLongestDrawing{60};
constexpr std::size_t kMostDrawn = std::size_t{192} << 20U;
constexpr double kThickest = 3.0;  // points; what is wider is a shade, no line
constexpr double kShortest = 2.0;  // points; dots and letters
constexpr double kCrooked = 0.6;   // points that a line may lean
constexpr int kDeepest = 32;       // groups in groups

// x' = a x + c y + e, y' = b x + d y + f
struct Matrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
  Matrix operator*(const Matrix& m) const {
    return {a * m.a + c * m.b, b * m.a + d * m.b,     a * m.c + c * m.d,
            b * m.c + d * m.d, a * m.e + c * m.f + e, b * m.e + d * m.f + f};
  }
};
struct Point {
  double x = 0, y = 0;
};

// Numbers and letters of an attribute, whatever stands between them.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}
  char letter() {
    skip();
    return pos_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[pos_])) != 0 ? text_[pos_++] : '\0';
  }
  std::optional<double> number() {
    skip();
    double value = 0;
    const char* begin = text_.data() + pos_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    if (error != std::errc()) return std::nullopt;
    pos_ += static_cast<std::size_t>(end - begin);
    return value;
  }
  bool done() {
    skip();
    return pos_ >= text_.size();
  }

 private:
  void skip() {
    while (pos_ < text_.size() && (text_[pos_] == ' ' || text_[pos_] == ',' || text_[pos_] == '\n')) ++pos_;
  }
  std::string_view text_;
  std::size_t pos_ = 0;
};

Matrix matrix_of(const pugi::xml_node& node) {
  const std::string_view text = node.attribute("transform").as_string();
  Matrix m;
  if (!text.starts_with("matrix(")) return m;
  Tokens tokens(text.substr(7));
  for (double* part : {&m.a, &m.b, &m.c, &m.d, &m.e, &m.f}) {
    const auto number = tokens.number();
    if (!number) return {};
    *part = *number;
  }
  return m;
}

// The value of a property in style="…" or of the attribute of that name.
std::string_view style_property(const pugi::xml_node& node, std::string_view name) {
  const std::string_view style = node.attribute("style").as_string();
  for (std::size_t pos = 0; pos < style.size();) {
    const std::size_t end = std::min(style.find(';', pos), style.size());
    const std::string_view one = style.substr(pos, end - pos);
    if (one.starts_with(name) && one.size() > name.size() && one[name.size()] == ':')
      return one.substr(name.size() + 1);
    pos = end + 1;
  }
  return node.attribute(std::string(name).c_str()).as_string();
}

bool is_drawn(std::string_view colour) {
  return !colour.empty() && colour != "none" && colour != "rgb(100%,100%,100%)" && colour != "white";
}

class PageRules {
 public:
  std::vector<PdfRule> rules;

  void walk(const pugi::xml_node& node, const Matrix& outer, int depth) {
    if (depth > kDeepest) return;
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = child.name();
      if (name == "g") walk(child, outer * matrix_of(child), depth + 1);
      if (name == "path") path(child, outer * matrix_of(child));
    }
  }

 private:
  void path(const pugi::xml_node& node, const Matrix& matrix) {
    const bool stroked = is_drawn(style_property(node, "stroke"));
    if (!stroked && !is_drawn(style_property(node, "fill"))) return;
    Tokens tokens(node.attribute("d").as_string());
    std::vector<Point> points;
    bool curved = false, closed = false;
    const auto end = [&] {
      if (!curved && points.size() > 1) stroked ? strokes(points, closed) : filled(points);
      points.clear();
      curved = closed = false;
    };
    while (!tokens.done()) {
      const char command = tokens.letter();
      if (command == 'Z' || command == 'z') {
        closed = true;
        continue;
      }
      if (command == 'C') {
        curved = true;
        for (int i = 0; i < 6; ++i) tokens.number();
        continue;
      }
      const auto x = tokens.number(), y = tokens.number();
      if (!x || !y || (command != 'M' && command != 'L')) break;
      if (command == 'M') end();
      points.push_back({matrix.a * *x + matrix.c * *y + matrix.e, matrix.b * *x + matrix.d * *y + matrix.f});
    }
    end();
  }

  void strokes(std::vector<Point>& points, bool closed) {
    if (closed) points.push_back(points.front());
    for (std::size_t i = 1; i < points.size(); ++i) add(points[i - 1], points[i], kCrooked);
  }
  // A line filled as a thin area.
  void filled(const std::vector<Point>& points) {
    Point low = points.front(), high = points.front();
    for (const Point& point : points) {
      low = {std::min(low.x, point.x), std::min(low.y, point.y)};
      high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
    add(low, high, kThickest);
  }
  void add(const Point& from, const Point& to, double thickest) {
    PdfRule rule{std::min(from.x, to.x), std::min(from.y, to.y), std::max(from.x, to.x), std::max(from.y, to.y)};
    const double width = rule.right - rule.left, height = rule.bottom - rule.top;
    if (std::min(width, height) > thickest || std::max(width, height) < kShortest) return;
    if (std::max(width, height) < 2 * std::min(width, height)) return;
    rules.push_back(rule);
  }
};

std::vector<PdfRule> rules_of_page(const pugi::xml_node& node) {
  PageRules page;
  page.walk(node, {}, 0);
  return std::move(page.rules);
}

}  // namespace

std::vector<std::vector<PdfRule>> rules_of_svg(std::string_view svg) {
  pugi::xml_document document;
  std::vector<std::vector<PdfRule>> pages;
  if (!document.load_buffer(svg.data(), svg.size(), pugi::parse_minimal)) return pages;
  const pugi::xml_node root = document.child("svg");
  const pugi::xml_node set = root.child("pageSet");
  if (!set) {
    pages.push_back(rules_of_page(root));
    return pages;
  }
  for (const pugi::xml_node& page : set.children("page")) pages.push_back(rules_of_page(page));
  return pages;
}

std::vector<std::vector<PdfRule>> read_pdf_rules(std::string_view bytes) {
  const auto program = find_program("pdftocairo");
  if (!program) return {};
  const TemporaryFolder folder;
  const auto path = folder.put("source", bytes);
  const ChildResult result =
      run_child(*program, {"-svg", path.string(), "-"}, folder.path(), {kLongestDrawing, kMostDrawn, kMostPdfMemory});
  return result.ok() ? rules_of_svg(result.output) : std::vector<std::vector<PdfRule>>();
}

}  // namespace gouji
