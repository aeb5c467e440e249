local form_grades = require "form_grades"

local function is_equal(one, other) return one <= other and one >= other end

rule {
  id     = "national.disclosure.form_grades",
  title  = "文字说的各等级的项目个数应与公开的项目自评表一致",
  basis  = "公开文本、自评表和说明的口径应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算", "绩效自评" } },
  kind   = "核实性",
  note   = "文字说的自评项目个数正好是公开的项目表张数、每张表都看得出等级的才比；各等级之和多于项目个数的，由 national.narrative.grade_counts 说；与总分的等级相符、表上印的等级写错的，由 national.evaluation.grade 说",
  remedy = "请核对文字说明与各张自评表的等级；有的表没有公开的请写明。",

  run = function(document, check)
    for _, one in ipairs(form_grades.pairs_of(document)) do
      check:holds(is_equal(one.told, one.found) or is_equal(one.told, one.scored) or one.added > one.number, { at = one.claim.amount, row = one.claim.subject, column = "金额", printed = one.claim.amount, expected = one.found,
        values = { count = one.number, grade = one.grade },
        message = "文字说明里{row} {printed} 个，公开的 {count} 张项目表里等级是“{grade}”的有 {expected} 张，请核实。" })
    end
  end,
}
