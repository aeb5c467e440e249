"""The checks of ../checks.md in Rego, compiled once and run by regopy (rego-cpp). Python reads the lines, hands figures over as
whole hundredths and gathers the rows below each row; the arithmetic is Rego's."""

import json

from regopy import Interpreter

from gathered import form_of, sums_of
from support import LEVELS, run

POLICY = """package bench
import rego.v1

least(a, b) := a if a <= b
least(a, b) := b if a > b

agrees(score, weight, over, over_half, under, under_half) if {
  ((2 * score) + 1) * (under + under_half) >= (2 * weight) * least(over - over_half, under + under_half)
  ((2 * score) - 1) * (under - under_half) <= (2 * weight) * least(over + over_half, under - under_half)
}

rate_agrees if {
  ((2 * input.rate) + 1) * ((2 * input.annual) + 1) >= 20000 * ((2 * input.executed) - 1)
  ((2 * input.rate) - 1) * ((2 * input.annual) - 1) <= 20000 * ((2 * input.executed) + 1)
}

form contains one.check if {
  some one in input.indicators
  not agrees(one.score, one.weight, one.over, one.over_half, one.under, one.under_half)
}
form contains "s.weights" if input.weight + sum([one.weight | some one in input.indicators]) != 10000
form contains "s.scores" if input.score + sum([one.score | some one in input.indicators]) != input.total
form contains "s.rate" if not rate_agrees
form contains "s.fund_score" if not agrees(input.score, input.weight, 2 * input.executed, 1, 2 * input.annual, 1)
LEVELS
tables contains one.check if {
  some one in input.sums
  2 * abs(one.whole - sum(one.parts)) > count(one.parts) + 1
}
""".replace("LEVELS", "\n".join(
    f'form contains "{check}" if sum([one.weight | some one in input.indicators; one.level1 == "{level}"]) != {points}' for level, check, points in LEVELS))


def asked(entry, context_of):
    def whole(source):
        rego, found, records = Interpreter(), [], 0
        rego.add_module("bench.rego", POLICY)
        bundle = rego.build(f"found=data.bench.{entry}", [])
        with open(source, encoding="utf-8") as lines:
            for records, line in enumerate(lines, 1):
                rego.set_input(context_of(json.loads(line)))
                answer = rego.query_bundle(bundle)
                found += [(records, check) for check in json.loads(answer.binding("found").json())]
        return records, found
    return whole


if __name__ == "__main__":
    run(asked("form", form_of), asked("tables", lambda record: {"sums": sums_of(record)}))
