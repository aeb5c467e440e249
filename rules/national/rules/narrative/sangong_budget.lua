local narrative = require "narrative"
local sangong = require "narrative_sangong"
local years = require "sangong_years"

rule {
  id     = "national.narrative.sangong_budget",
  title  = "文字说的“三公”经费预算数应与报表的预算数一致",
  basis  = "部门决算“三公”经费表的预算数、决算数两栏；表和说明应当一致（预决算公开检查的通行要求，条文待核）",
  on     = { document = { "部门决算" } },
  kind   = "核实性",
  note   = "勾稽 I66；文字的决算数与表一致的才比。表里是年初预算数、文字说的是全年预算数的可以不同，所以只请核实",
  remedy = "请核对“三公”表和文字里的预算数；一处是年初数、一处是全年数的请写明。",

  run = function(document, check)
    local read = narrative.read(document)
    for name in pairs(years.items) do
      local spent, budget, t = sangong.cells(document, name)
      for _, entry in ipairs(spent and narrative.amounts_of(read, narrative.fact(name)) or {}) do
        local claim = entry.claim
        if spent and not claim.budget:missing() and narrative.agrees(check, claim.amount, spent) then
          spent = nil   -- 说了几次的，看第一次
          if narrative.agrees(check, claim.budget, budget) then check:holds(true)
          else
            check:same(claim.budget, budget, { values = { table = t.name }, message = "文字说明里{row}的预算数为 {left}，《{table}》为 {right}，相差 {gap}，请核实。" })
          end
        end
      end
    end
  end,
}
