-- 栏名里印的年度：“2021年预算”“2021年度预算数”；别的写法（年末、结转、执行）是上年的也不奇怪。
local forms = { budget = "^(20[0-9]{2})年度?预算(?:数|金额)?$", final_accounts = "^(20[0-9]{2})年度?决算(?:数|金额)?$" }

local function year_of(document, column)
  local form = forms[document.kind]
  local found = form and text.match(text.squeeze(text.fold(column)), form)
  return found and found[1] or nil
end

-- 一张表各栏只印一个年度的：那个年度和印它的栏；印几个年度的（上年、本年并列）为 nil。
local function only_year(document, t)
  local year, at
  for _, column in ipairs(t.columns) do
    local own = year_of(document, column)
    if own and year and not text.same(own, year) then return nil end
    if own and not year then year, at = own, column end
  end
  return year, at
end

rule {
  id     = "national.tables.column_year",
  title  = "栏名的年度应与公开文本的年度一致",
  basis  = "部门预算、部门决算公开样表：栏名的年度与封面一致",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "逻辑性",
  severity = "verify",
  note   = "勾稽 I74；预算只看“某年预算”，决算只看“某年决算”；表名写着那个年度的、别的表多数不印本年的，不说",
  remedy = "请核对栏名的年度，更正沿用的上年表头。",

  run = function(document, check)
    if not document.year then return end
    local wanted, own, others = tostring(document.year), 0, {}
    for _, t in ipairs(document:tables()) do
      local year, column = only_year(document, t)
      if year and text.same(year, wanted) then own = own + 1
      elseif year and not text.contains(t.title or t.name, { year }) then others[#others + 1] = { table = t, year = year, column = column } end
    end
    if own + #others < 1 then return end
    local told = amount(tostring(own)) >= param "tables.heads_of_year" and own > #others
    if #others < 1 or not told then check:holds(true) return end
    for _, one in ipairs(others) do
      check:holds(false, { column = one.column, printed = one.year, expected = wanted, values = { name = one.table.name, others = own },
        message = "《{name}》的栏名“{column}”印的是 {printed} 年，公开文本是 {expected} 年（另有 {others} 张表的栏名是 {expected} 年）。" })
    end
  end,
}
