local function number(words) return amount(text.replace(words, "[,，]", "")) end

local unreadable = require "unreadable"

-- 这些写法里第一个符合的：百分数和它的分母、分子。
local function read(plain, rate, patterns)
  for _, pattern in ipairs(patterns) do
    local found = text.match(plain, pattern[1])
    if found then return rate[1] .. "%", number(found[pattern[2]]), number(found[pattern[3]]) end
  end
end

-- “96%（发放问卷150份，满意141份）”“94%（188/200）”“发放问卷200份，满意178份，满意度89%”：百分数和它的分母、分子；不是这样写的为 nil。
local function counted(words)
  local plain = text.squeeze(text.fold(words))
  if text.match(plain, param "indicator.graded_counts") then return nil end
  local before = text.match(plain, "^(?:达到|约)?([0-9.]+)%\\(")
  if before then return read(plain, before, param "indicator.counted_rates") end
  local behind = #text.all(plain, "%") < 2 and text.match(plain, param "indicator.percent_behind")
  if behind then return read(plain, behind, param "indicator.counted_before") end
end

-- 填报的百分数最后一位的一个单位以内。
local function is_near(printed, rate, ratio)
  local decimals = text.match(printed, "[.]([0-9]+)%")
  local digit = amount(decimals and "0." .. string.rep("0", text.length(decimals[1]) - 1) .. "1%" or "1%")
  return (rate - ratio):absolute() <= digit
end

rule {
  id     = "national.indicator.rate_counts",
  title  = "完成值的百分数应等于同一格里的数相除",
  basis  = "满意度等指标的完成值是部分除以全部（评审通行要求，条文待核）",
  kind   = "核实性",
  severity = "verify",
  on     = { indicator = "*" },
  note   = "只看写明了全部和部分的，例如“96%（发放问卷150份，满意141份）”“94%（188/200）”“应检100家，实检95家，检查率95%”；满意分几档的不比",
  remedy = "请核对百分数和这几个数。",

  run = function(i, check)
    local words = i:printed "actual"
    if not words then return end
    local printed, whole, part = counted(words)
    if not text.match(words, "[%％]") or unreadable.told(i, check) or not printed or whole:zero() then return end
    local ratio = part / whole
    check:holds(is_near(printed, amount(printed), ratio), { at = i:value "actual", printed = words, expected = tostring(ratio), values = { part = part, whole = whole },
      message = "{row}的完成值是“{printed}”，{part} 除以 {whole} 不是这个百分数，请核实。" })
  end,
}
