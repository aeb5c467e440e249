// Figures in rules: exact, with envelopes and units.
#include <catch2/catch.hpp>

#include "base/fault.hpp"
#include "model/record.hpp"
#include "script/values.hpp"

namespace gouji::test {
namespace {

using script::ValueId;
using script::Values;

const Unit kTenThousand = *money_unit("万元");
const Unit kYuan = *money_unit("元");

// A fund line whose money fields hold the given texts.
class Form {
 public:
  Form() : record_(RecordKind::fund) { set_field(record_, "source", "年度资金总额", kTenThousand); }
  Form& with(std::string_view key, const std::optional<std::string>& printed) {
    set_field(record_, key, printed, kTenThousand);
    Cell& cell = record_.cell(key);
    cell.precision = cell.figure.decimals;
    return *this;
  }
  ValueId value(Values& values, std::string_view key) {
    script::Leaf leaf;
    leaf.record = &record_;
    leaf.cell = &record_.cell(key);
    leaf.field = &fields_of(RecordKind::fund)[static_cast<std::size_t>(field_index(RecordKind::fund, key))];
    return values.cell(leaf);
  }

 private:
  Record record_;
};

std::string code_of_fault(const std::function<void()>& act) {
  try {
    act();
  } catch (const Fault& fault) {
    return fault.code();
  }
  return {};
}

Exact number(const char* text) { return *Exact::parse(text); }

}  // namespace

TEST_CASE("digits that are no figure count neither as missing nor as nothing in a sum") {
  Values values;
  Form form;
  form.with("annual", "3S2.80").with("executed", "352.80").with("initial", "详见附件").with("rate", std::nullopt);
  const ValueId damaged = form.value(values, "annual");
  CHECK_THROWS_AS(values.missing(damaged), script::MissingValue);
  const std::vector<ValueId> parts{form.value(values, "executed"), damaged};
  CHECK_THROWS_AS(values.sum(parts), script::MissingValue);
  CHECK(values.missing(form.value(values, "initial")));  // words without a digit
  CHECK(values.missing(form.value(values, "rate")));
  CHECK_FALSE(values.missing(form.value(values, "executed")));
  form.with("annual", "３Ｓ２");
  CHECK_THROWS_AS(values.missing(form.value(values, "annual")), script::MissingValue);
}

TEST_CASE("sums and products are exact") {
  Values values;
  const ValueId tenth = values.constant(number("0.1"), {});
  const ValueId fifth = values.constant(number("0.2"), {});
  CHECK(values.at(values.add(tenth, fifth)).value == number("0.3"));
  CHECK(values.at(values.rounded(values.constant(number("7.565"), {}), 2, Rounding::half_up)).value == number("7.57"));
  CHECK(values.at(values.rounded(values.constant(number("7.569"), {}), 2, Rounding::truncate)).value == number("7.56"));
  const ValueId third = values.divide(values.constant(Exact(1), {}), values.constant(Exact(3), {}));
  CHECK(values.at(values.multiply(third, values.constant(Exact(3), {}))).value == Exact(1));
}

TEST_CASE("money carries half a unit of its last decimal") {
  Values values;
  Form form;
  form.with("annual", "48").with("executed", "47.2950");
  const script::Value annual = values.at(form.value(values, "annual"));
  CHECK(annual.low == number("47.5"));
  CHECK(annual.high == number("48.5"));
  const script::Value executed = values.at(form.value(values, "executed"));
  CHECK(executed.low == number("47.29495"));
  CHECK(executed.high == number("47.29505"));
}

TEST_CASE("weights are exact, and a printed rate has its own digits") {
  Values values;
  Form form;
  form.with("weight", "10").with("rate", "98.50%");
  const script::Value weight = values.at(form.value(values, "weight"));
  CHECK(weight.low == weight.high);
  const script::Value rate = values.at(form.value(values, "rate"));
  CHECK(rate.value == number("0.985"));
  CHECK(rate.high == number("0.9855"));  // the padding zero is left out
}

TEST_CASE("a score has half a unit of its last digit where it is compared with a formula") {
  Values values;
  Form form;
  form.with("score", "9");
  const ValueId score = form.value(values, "score");
  CHECK(values.at(score).low == Exact(9));
  const script::Value printed = values.at(values.printed(score));
  CHECK(printed.low == number("8.5"));
  CHECK(printed.high == number("9.5"));
}

TEST_CASE("kinds of unit never mix, money scales convert") {
  Values values;
  const ValueId money = values.constant(number("1.5"), kTenThousand);
  const ValueId yuan = values.constant(Exact(15000), kYuan);
  CHECK(values.in_unit_of(yuan, money).value == number("1.5"));
  const script::Value total = values.at(values.add(money, yuan));
  CHECK(total.value == Exact(3));
  CHECK(code_of_fault([&] { values.add(money, values.constant(Exact(1), Unit::points())); }) == "unit.mixed");
  CHECK(code_of_fault([&] { values.add(money, values.constant(Exact(1), Unit::percent())); }) == "unit.mixed");
  CHECK(values.at(values.divide(money, yuan)).value == Exact(1));
}

TEST_CASE("a unit that the document prints where another belongs is the document's, all else is the rule's") {
  Values values;
  Form form;
  form.with("annual", "200").with("executed", "180").with("rate", "90%");
  Table table;
  table.columns = {"金额", "备注"};
  TableRow row;
  row.label = "办公费";
  row.cells = {make_cell("23.5%", kTenThousand), make_cell("12.00", kTenThousand)};
  table.rows.push_back(row);
  const auto cell_at = [&](std::uint32_t column) {
    script::Leaf leaf;
    leaf.table = &table;
    leaf.row = &table.rows[0];
    leaf.column = column;
    leaf.cell = &table.rows[0].cells[column];
    return values.cell(leaf);
  };
  const ValueId odd = cell_at(0), usual = cell_at(1);
  const ValueId yuan = values.constant(Exact(5), kYuan), share = values.constant(Exact(5), Unit::percent());
  const ValueId annual = form.value(values, "annual"), rate = form.value(values, "rate");
  // What each operation says: the cell that it names and the unit beside it, or the fault's code.
  const auto told = [&](const std::function<void()>& act) -> std::string {
    try {
      act();
    } catch (const script::MissingValue& missing) {
      return missing.leaf().row_name() + " " + missing.leaf().cell->printed + " | " + missing.beside();
    } catch (const Fault& fault) {
      return fault.code();
    }
    return "nothing";
  };
  const std::vector<ValueId> first{odd, usual}, last{usual, usual, odd};
  const std::string named = "办公费 23.5% | 万元";
  CHECK(told([&] { values.add(usual, odd); }) == named);
  CHECK(told([&] { values.add(odd, usual); }) == named);
  CHECK(told([&] { values.least(odd, annual); }) == named);
  CHECK(told([&] { values.sum(first); }) == named);
  CHECK(told([&] { values.sum(last); }) == named);
  CHECK(told([&] { values.in_unit_of(values.negate(values.add(odd, odd)), usual); }) == named);
  CHECK(told([&] { values.in_unit_of(yuan, odd); }) == "办公费 23.5% | 元");
  CHECK(told([&] { values.multiply(annual, usual); }) == "unit.mixed");  // money times money: no cell is odd
  CHECK(told([&] { values.in_unit_of(share, usual); }) == "unit.mixed");
  CHECK(told([&] { values.add(annual, rate); }) == "unit.mixed");  // a rate is what its column holds
  CHECK(told([&] { values.add(yuan, share); }) == "unit.mixed");
}

TEST_CASE("a percentage meets no bare number that can only be meant as one") {
  Values values;
  Form form;
  form.with("rate", "90.24%").with("annual", "200").with("executed", "180");
  const ValueId rate = form.value(values, "rate");
  const ValueId quotient = values.divide(form.value(values, "executed"), form.value(values, "annual"));
  const ValueId hundred = values.constant(Exact(100), {});
  const ValueId ninety = values.constant(Exact(90), {});
  const auto told = [&](ValueId a, ValueId b) { return code_of_fault([&] { values.in_unit_of(b, a); }); };
  CHECK(told(rate, ninety) == "unit.bare_percent");
  CHECK(told(ninety, rate) == "unit.bare_percent");
  CHECK(told(quotient, ninety) == "unit.bare_percent");
  CHECK(told(values.rounded(rate, 1, Rounding::half_up), ninety) == "unit.bare_percent");
  CHECK(told(rate, values.constant(number("0.9"), {})).empty());
  CHECK(told(rate, values.constant(Exact(10), {})).empty());  // ten times as much
  CHECK(told(rate, values.constant(Exact(90), Unit::percent())).empty());
  CHECK(told(values.multiply(rate, hundred), ninety).empty());  // made a percentage by its author
  CHECK(told(values.divide(values.multiply(form.value(values, "executed"), hundred), form.value(values, "annual")),
             ninety)
            .empty());
  CHECK(told(form.value(values, "annual"), ninety).empty());
}

TEST_CASE("a missing figure is not zero") {
  Values values;
  Form form;
  form.with("annual", std::nullopt).with("initial", "-").with("executed", "5");
  const ValueId blank = form.value(values, "annual");
  CHECK(values.at(blank).missing);
  CHECK_THROWS_AS(values.add(blank, form.value(values, "executed")), script::MissingValue);
  const std::vector<ValueId> parts{blank, form.value(values, "initial"), form.value(values, "executed")};
  const ValueId total = values.sum(parts);
  CHECK(values.at(total).value == Exact(5));
  CHECK(values.parts(values.at(total)).size() == 3);
  CHECK(values.at(values.sum(std::vector<ValueId>{blank})).missing);
}

TEST_CASE("a finding can tell its formula") {
  Values values;
  Form form;
  form.with("annual", "48").with("executed", "47.2950").with("weight", "10");
  const ValueId result = values.multiply(values.divide(form.value(values, "executed"), form.value(values, "annual")),
                                         form.value(values, "weight"));
  CHECK(values.formula(result).find("全年执行数 ÷ ") != std::string::npos);
  CHECK(values.formula_with_figures(result).find("47.2950 ÷ 48 × 10") != std::string::npos);
  CHECK(values.leaves_of(result).size() == 3);
}

TEST_CASE("division by zero is told") {
  Values values;
  CHECK(code_of_fault([&] { values.divide(values.constant(Exact(1), {}), values.constant(Exact(0), {})); }) ==
        "number.zero_divisor");
}

}  // namespace gouji::test
