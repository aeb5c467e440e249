// The checks of ../checks.md in json-rules-engine: JSON rules over facts, the arithmetic in operators of our own (the engine has
// none). BigInt keeps amounts exact.
// usage: node json_rules_engine.mjs self_evaluations|table_sets INPUT OUTPUT
import { createReadStream, createWriteStream } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { Engine } = createRequire(process.cwd() + "/")("json-rules-engine");

const OVERVIEW = { 本年支出: 0, 基本支出: 1, 项目支出: 2, 经营支出: 4 };
const GROUPS = { 产出指标: ["s.output", 5000n], 效益指标: ["s.benefit", 3000n], 满意度指标: ["s.satisfaction", 1000n] };
const least = (a, b) => (a < b ? a : b);

function hundredths(text) {
  const [whole, decimals = ""] = text.replaceAll(",", "").split(".");
  return BigInt(whole + decimals.padEnd(2, "0"));
}
const quantity = (text) => hundredths(text.match(/[\d.]+/)[0]);

function agrees({ score, weight, over, overHalf, under, underHalf }) {
  return (2n * score + 1n) * (under + underHalf) >= 2n * weight * least(over - overHalf, under + underHalf) &&
         (2n * score - 1n) * (under - underHalf) <= 2n * weight * least(over + overHalf, under - underHalf);
}
const rateAgrees = ({ rate, annual, executed }) =>
  (2n * rate + 1n) * (2n * annual + 1n) >= 20000n * (2n * executed - 1n) &&
  (2n * rate - 1n) * (2n * annual - 1n) <= 20000n * (2n * executed + 1n);
const gap = ({ whole, parts }) => {
  const sum = parts.reduce((a, b) => a + b, 0n);
  return 2n * (whole < sum ? sum - whole : whole - sum) > BigInt(parts.length + 1);
};

// Each rule: the finding's id and the condition under which it is one.
function engineOf(rules) {
  const engine = new Engine([], { allowUndefinedFacts: false });
  engine.addOperator("broken ratio", (one) => !agrees(one));
  engine.addOperator("broken rate", (one) => !rateAgrees(one));
  engine.addOperator("broken sum", gap);
  engine.addOperator("differs", (a, b) => a !== BigInt(b));
  for (const [type, fact, operator, value] of rules)
    engine.addRule({ conditions: { all: [{ fact, operator, value }] }, event: { type } });
  return engine;
}
const broken = async (engine, facts) => (await engine.run(facts)).events.map((event) => event.type);

const form = engineOf([
  ["s.weights", "weights", "differs", "10000"],
  ...Object.entries(GROUPS).map(([level, [check, points]]) => [check, level, "differs", String(points)]),
  ["s.scores", "scoreGap", "differs", "0"],
  ["s.rate", "rate", "broken rate", true],
  ["s.fund_score", "fundScore", "broken ratio", true],
]);
const indicator = engineOf([["s.indicator", "ratio", "broken ratio", true]]);
const sum = engineOf([["sum", "sum", "broken sum", true]]);

function ratioOf(one) {
  const target = 2n * quantity(one.target), actual = 2n * quantity(one.actual), half = one.actual.endsWith("%") ? 10n : 0n;
  const figures = { score: hundredths(one.score), weight: hundredths(one.weight) };
  return one.target.startsWith("≤") ? { ...figures, over: target, overHalf: 0n, under: actual, underHalf: half }
                                    : { ...figures, over: actual, overHalf: half, under: target, underHalf: 0n };
}

async function selfEvaluation(record) {
  const { funds: [fund], indicators, total_score } = record.evaluations[0];
  const [annual, executed, weight, score] = [fund.annual, fund.executed, fund.weight, fund.score].map(hundredths);
  const facts = { weights: weight, scoreGap: score - hundredths(total_score), 产出指标: 0n, 效益指标: 0n, 满意度指标: 0n,
                  rate: { rate: hundredths(fund.rate.slice(0, -1)), annual, executed },
                  fundScore: { score, weight, over: 2n * executed, overHalf: 1n, under: 2n * annual, underHalf: 1n } };
  const found = [];
  for (const one of indicators) {
    const ratio = ratioOf(one);
    facts.weights += ratio.weight;
    facts.scoreGap += ratio.score;
    facts[one.level1] += ratio.weight;
    if ((await broken(indicator, { ratio })).length > 0) found.push("s.indicator." + one.level3);
  }
  return found.concat(await broken(form, facts));
}

function* sumsOf([spending, overview]) {
  const rows = spending.rows.map(({ label, code = "", cells }) => ({ label, code, cells: cells.map(hundredths) }));
  const below = groups(rows);
  for (const { label, code, cells } of rows) {
    if (code) yield { check: "t.row." + label, whole: cells[0], parts: cells.slice(1) };
    const parts = below.get(code);
    const prefix = code ? `t.parent.${label}.` : "t.total.";
    if (parts) yield* spending.columns.map((name, at) => ({ check: prefix + name, whole: cells[at], parts: parts.map((row) => row.cells[at]) }));
  }
  const total = rows.find((row) => !row.code).cells;
  for (const row of overview.rows) yield { check: "t.overview." + row.label, whole: hundredths(row.cells[0]), parts: [total[OVERVIEW[row.label]]] };
}

function groups(rows) {
  const below = new Map();
  for (const row of rows.filter((one) => one.code)) {
    const above = row.code.length > 3 ? row.code.slice(0, -2) : "";
    if (!below.has(above)) below.set(above, []);
    below.get(above).push(row);
  }
  return below;
}

async function tableSet(record) {
  const found = [];
  for (const one of sumsOf(record.tables)) if ((await broken(sum, { sum: one })).length > 0) found.push(one.check);
  return found;
}

const [kind, source, target] = process.argv.slice(2);
const [check, each] = kind === "self_evaluations" ? [selfEvaluation, 22] : [tableSet, 172];
const out = createWriteStream(target);
let records = 0, findings = 0;
for await (const line of createInterface({ input: createReadStream(source), crlfDelay: Infinity })) {
  records += 1;
  const found = (await check(JSON.parse(line))).map((name) => Buffer.from(name)).sort(Buffer.compare);
  for (const name of found) out.write(`{"record":${records},"check":"${name}"}\n`);
  findings += found.length;
}
out.end();
console.log(JSON.stringify({ records, checks: records * each, findings }));
