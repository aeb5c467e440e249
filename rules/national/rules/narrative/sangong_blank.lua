local narrative = require "narrative"
local sangong = require "sangong"
local sangong_tables = require "sangong_tables"

local items = { { "abroad", "因公出国费" }, { "purchase", "公务用车购置费" }, { "running", "公务用车运行费" }, { "reception", "公务接待费" } }

rule {
  id     = "national.narrative.sangong_blank",
  title  = "文字说明里有数的“三公”经费，表里应填数",
  basis  = "部门预算、部门决算公开样表；公开文本、报表和说明口径应当一致（条文待核）",
  on     = { document = { "部门决算", "部门预算" }, table = sangong_tables.names },
  kind   = "逻辑性",
  severity = "warning",
  note   = "勾稽 I54；文字说是 0、表里空白的，只提示填 0",
  remedy = "请在表里填数；没有发生的填 0。",

  run = function(t, check, document)
    local set, zeros = sangong.current(t, document), {}
    if not set then return end
    local read = narrative.read(document)
    for _, item in ipairs(items) do
      local cell, told = set[item[1]], narrative.first_amount(read, item[2])
      if cell and told and cell:missing() then
        if told:zero() then zeros[#zeros + 1] = item[2]
        else check:holds(false, { at = cell, printed = "（空）", expected = told, values = { name = item[2], told = told }, message = "文字说明里{name}为 {told}，表里空白。" }) end
      elseif cell and told then
        check:holds(true)
      end
    end
    if #zeros > 0 then
      check:holds(false, { case = "zero", severity = "note", column = set.name, printed = "（空）", expected = "0", values = { names = table.concat(zeros, "、") },
        message = "文字说明里{names}为 0，表里空白，建议填 0。" })
    end
  end,
}
