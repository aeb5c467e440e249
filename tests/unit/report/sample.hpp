// Made-up results that the tests of reports share.
#pragma once

#include <string>

#include "model/result.hpp"

namespace gouji::sample {

inline Place at_line(int line, int to = 0) {
  Place place;
  place.line = line;
  place.to = to;
  return place;
}

// Counts what the result holds; passes and checks are made up.
inline void count(RunResult& result, int documents, int rules, int checks) {
  result.summary = {};
  result.summary.documents = documents;
  result.summary.rules = rules;
  result.summary.checks = checks;
  int others = 0;
  for (const Finding& finding : result.findings) {
    ++result.summary.outcomes.at(static_cast<std::size_t>(finding.outcome));
    if (finding.outcome == Outcome::finding) {
      ++result.summary.severities.at(static_cast<std::size_t>(finding.severity));
    }
    ++others;
  }
  result.summary.outcomes.at(0) = checks - others;
}

inline Finding total_error() {
  Finding finding;
  finding.fingerprint = "9c1d0e55a7b31f02";
  finding.key = "51aa90c2d4e87733";
  finding.rule = "national.sangong.total";
  finding.title = "“三公”经费合计应等于各分项之和";
  finding.pack = "guizhou";
  finding.severity = Severity::error;
  finding.kind = "基本平衡";
  finding.document = "贵州省人民政府办公厅-2020-final_accounts";
  finding.table = "三公经费支出决算表";
  finding.row = "合计";
  finding.column = "决算数";
  finding.file = "000_bab3363d7897093f.txt";
  finding.at = at_line(1480, 1482);
  finding.printed = "577.97";
  finding.expected = "576.96";
  finding.difference = "1.01";
  finding.operands = {{"因公出国（境）费", "44.88", "44.88", at_line(1474), {}},
                      {"公务用车购置及运行费", "329.38", "329.38", at_line(1476), {}},
                      {"公务接待费", "202.70", "202.7", at_line(1479), {}}};
  finding.message = "合计 577.97，分项之和 576.96，相差 1.01。";
  finding.message_english = "The total is 577.97, the parts add up to 576.96: 1.01 apart.";
  finding.formula = "合计 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费";
  finding.formula_figures = "577.97 ≠ 44.88 + 329.38 + 202.70 = 576.96";
  finding.basis = "部门决算报表编制说明";
  finding.remedy = "请核对“决算数”一列的合计与各分项。";
  finding.cause = "填的是上年数，与“上年决算数”的数相同";
  finding.cause_english = "this is last year's figure, as under “上年决算数”";
  finding.causes = {{"stale",
                     finding.cause,
                     finding.cause_english,
                     "合计",
                     "决算数",
                     "576.96",
                     at_line(1480, 1482),
                     "0.0021",
                     {"预算数"},
                     {"0f35c7d2b9941e6a"},
                     0}};
  finding.parameters = {"sangong.total.deduct"};
  finding.parameter_uses = {{"sangong.total.deduct", "2", "分", "黔财绩〔2020〕5号", "rules/guizhou/parameters.toml",
                             12, "national 1 分 → guizhou 2 分"}};
  return finding;
}

inline Finding rate_verify() {
  Finding finding;
  finding.fingerprint = "0f35c7d2b9941e6a";
  finding.key = "77e02b1c3d4f5566";
  finding.rule = "guizhou.indicator.target_met";
  finding.title = "未达到年度指标值的指标不应得满分";
  finding.pack = "guizhou";
  finding.severity = Severity::verify;
  finding.kind = "核实性";
  finding.document = "贵州省人民政府办公厅-2020-final_accounts";
  finding.evaluation = "工作专班工作经费";
  finding.evaluation_number = "27";
  finding.row = "硬件和配件采购数量";
  finding.column = "实际完成值";
  finding.file = "000_bab3363d7897093f.txt";
  finding.at = at_line(2320);
  finding.printed = "50个";
  finding.expected = "＞50个";
  finding.difference = "0";
  finding.operands = {{"年度指标值", "＞50个", "50", at_line(2320), {}}};
  finding.message = "年度指标值为“＞50个”，实际完成值为“50个”，未达到指标值，自评得分仍为满分 15 分。";
  finding.formula = "实际完成值达到年度指标值，得分 = 分值";
  finding.basis = "财预〔2020〕10号第十七条";
  finding.remedy = "请核对指标值的符号（＞或≥），或者按完成情况扣分并说明原因。";
  finding.doubtful = true;
  return finding;
}

inline Finding missing_figure() {
  Finding finding;
  finding.fingerprint = "aa00bb11cc22dd33";
  finding.key = "aa00bb11cc22dd34";
  finding.rule = "national.final.income_total";
  finding.title = "本年收入合计应等于各项收入之和";
  finding.pack = "national";
  finding.outcome = Outcome::cannot_evaluate;
  finding.kind = "基本平衡";
  finding.document = "贵州省财政厅-2020-final_accounts";
  finding.table = "收入支出决算总表";
  finding.row = "本年收入合计";
  finding.column = "金额";
  finding.file = "001_c3a91c8ae6e1eab4.txt";
  finding.at = at_line(88);
  finding.message = "“本年收入合计”为空，无法审核。";
  return finding;
}

inline Finding script_fault() {
  Finding finding;
  finding.fingerprint = "ffee00112233aabb";
  finding.key = "ffee00112233aabc";
  finding.rule = "guizhou.fund.rate";
  finding.title = "预算执行率应等于全年执行数除以全年预算数";
  finding.pack = "guizhou";
  finding.outcome = Outcome::fault;
  finding.kind = "逻辑性";
  finding.document = "贵州省财政厅-2020-final_accounts";
  finding.evaluation = "财政信息化运行维护";
  finding.evaluation_number = "3";
  finding.file = "001_c3a91c8ae6e1eab4.txt";
  finding.at = at_line(900);
  finding.message = "没有名为“execued”的字段，是否想写“executed”？";
  finding.script = ScriptPlace{"rules/guizhou/rules/fund/rate.lua", 14, "", ""};
  return finding;
}

inline Score score(const std::string& number, const std::string& name, const std::string& printed,
                   const std::string& recomputed) {
  Score score;
  score.fingerprint = "5c0e" + number;
  score.key = "5c0f" + number;
  score.document = "贵州省人民政府办公厅-2020-final_accounts";
  score.pack = "guizhou";
  score.evaluation = name;
  score.evaluation_number = number;
  score.printed = printed;
  score.recomputed = recomputed;
  score.low = recomputed;
  score.high = recomputed;
  score.grade = "优";
  score.lines = {{"预算执行率", "10", "9.85", "9.85", "98.50% × 10", "", false},
                 {"硬件和配件采购数量", "15", "15", "15", "达到指标值，得满分", "", false},
                 {"服务对象满意度", "10", "10", "10", "", "", true}};
  return score;
}

inline RunResult typical() {
  RunResult result;
  result.packs = {{"guizhou", "2020.1", "1f0c77aa"}, {"national", "2024.2", "9d2e5b10"}};
  result.data_digest = "c0ffee00";
  result.findings.push_back(total_error());
  result.findings.push_back(rate_verify());
  for (int i = 0; i < 8; ++i) {  // one rule on many forms
    Finding finding = rate_verify();
    finding.rule = "guizhou.fund.rate_print";
    finding.title = "预算执行率应保留两位小数";
    finding.kind = i < 4 ? "逻辑性" : "规范性";
    finding.severity = i < 4 ? Severity::error : Severity::note;
    finding.doubtful = false;
    finding.fingerprint = "ab" + std::to_string(i);
    finding.evaluation = "项目" + std::to_string(i + 1);
    finding.evaluation_number = std::to_string(i + 1);
    finding.row = "年度资金总额";
    finding.column = "执行率";
    finding.at = at_line(2000 + 50 * i);
    finding.printed = "98.5%";
    finding.expected = "98.53%";
    finding.difference = "-0.03%";
    finding.message = "执行率印为 98.5%，按执行数除以全年预算数应为 98.53%。";
    finding.remedy = "请按 98.53% 填写。";
    result.findings.push_back(finding);
  }
  Finding waived = total_error();
  waived.outcome = Outcome::waived;
  waived.fingerprint = "bb01";
  result.findings.push_back(waived);
  result.findings.push_back(missing_figure());
  result.findings.push_back(script_fault());
  for (int i = 1; i <= 4; ++i) {
    result.scores.push_back(score(std::to_string(i), "项目" + std::to_string(i), "99.85", "99.85"));
  }
  Score wrong = score("27", "工作专班工作经费", "90.00", "89.96");
  wrong.low = "89.91";
  wrong.high = "90.01";
  wrong.difference = "0.04";
  wrong.grade_could_flip = true;
  wrong.parameter_uses = total_error().parameter_uses;
  result.scores.push_back(wrong);
  count(result, 2, 90, 4321);
  return result;
}

// Every text of a finding and of a score is what an attacker would print in a form.
inline const std::string& evil() {
  static const std::string text =
      "=cmd|'/c calc'!A1 <script>alert(\"1\")</script> \x1b[2J\x1b[31mred \xE2\x80\xAEgnp.exe \xE2\x80\x8B"
      "zero & \"quoted\", 'one' | pipe `tick` [x](http://evil.example) ]]> \xE2\x80\xA8 sep \x01 "
      "\xFF bad\r\n结论：未发现疑点（伪造）";
  return text;
}

inline RunResult hostile() {
  RunResult result;
  const std::string& text = evil();
  result.packs = {{text, text, text}};
  result.data_digest = text;
  for (std::size_t i = 1; i < kOutcomes; ++i) {
    Finding finding;
    finding.fingerprint = finding.key = finding.rule = finding.title = finding.pack = finding.kind = text;
    finding.document = finding.file = finding.printed = finding.expected = finding.difference = text;
    finding.message = finding.formula = finding.formula_figures = finding.basis = finding.remedy = text;
    finding.evaluation = finding.evaluation_number = finding.table = finding.row = finding.column = text;
    finding.outcome = static_cast<Outcome>(i);
    finding.at = at_line(3);
    finding.at.sheet = finding.at.cell = text;
    finding.operands = {{text, text, text, finding.at, {}}};
    finding.parameters = {text};
    finding.parameter_uses = {{text, text, text, text, text, 1, text}};
    finding.script = ScriptPlace{text, 1, text, text};
    finding.cause = finding.cause_english = text;
    finding.causes = {{text, text, text, text, text, text, at_line(1), text, {text}, {text}, 0}};
    result.findings.push_back(finding);
  }
  Score score;
  score.fingerprint = score.key = score.document = score.pack = score.printed = score.recomputed = text;
  score.low = score.high = score.difference = score.grade = text;
  score.evaluation = score.evaluation_number = score.reviewed = text;
  score.lines = {{text, text, text, text, text, text, false}};
  score.grade_could_flip = true;
  result.scores.push_back(score);
  count(result, 1, 1, 6);
  return result;
}

}  // namespace gouji::sample
