-- 有表名的表：名称以“表”结尾（后面可以有括号）。没有表名的一半是别的表的一部分。
local function is_named(t) return text.match(text.squeeze(t.title or t.name), "表(?:[（(][^（）()]*[）)])?$") ~= nil end

rule {
  id     = "national.tables.repeated_number",
  title  = "两张不同的报表不应印同一个表号",
  basis  = "部门预算、部门决算公开样表：每张表一个表号",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  note   = "表号完全相同、表名不同的；同一张表分几段印的不算",
  remedy = "请核对两张表的表号，更正写错的一个。",

  run = function(document, check)
    local first = {}
    for _, t in ipairs(document:tables()) do
      local number = t.number and text.squeeze(t.number) or ""
      if text.length(number) > 0 and is_named(t) then
        local other = first[number]
        first[number] = other or t
        check:holds(not other or text.same(other.name, t.name), { row = t.name, column = "表号", printed = t.number, values = { own = t.name, other = other and other.name or "" },
          message = "《{own}》与《{other}》的表号都是“{printed}”，请核实。" })
      end
    end
  end,
}
