local function number(words) return amount(text.replace(words, "[,，]", "")) end

local unreadable = require "unreadable"

-- “96%（发放问卷150份，满意141份）”“94%（188/200）”：百分数和它的分母、分子；不是这样写的为 nil。
local function counted(words)
  local plain = text.squeeze(text.fold(words))
  local rate = text.match(plain, "^(?:达到|约)?([0-9.]+)%\\(")
  if not rate then return nil end
  for _, pattern in ipairs(param "indicator.counted_rates") do
    local found = text.match(plain, pattern[1])
    if found then return amount(rate[1] .. "%"), number(found[pattern[2]]), number(found[pattern[3]]) end
  end
end

-- 填报的百分数最后一位的一个单位以内。
local function is_near(words, rate, ratio)
  local decimals = text.match(text.squeeze(text.fold(words)), "^[^%]*?[.]([0-9]+)%")
  local digit = amount(decimals and "0." .. string.rep("0", text.length(decimals[1]) - 1) .. "1%" or "1%")
  return (rate - ratio):absolute() <= digit
end

rule {
  id     = "national.indicator.rate_counts",
  title  = "完成值的百分数应等于括号里的数相除",
  basis  = "满意度等指标的完成值是部分除以全部（评审通行要求，条文待核）",
  kind   = "核实性",
  severity = "verify",
  on     = { indicator = "*" },
  note   = "只看括号里写明了全部和部分的，例如“96%（发放问卷150份，满意141份）”“94%（188/200）”",
  remedy = "请核对百分数和括号里的数。",

  run = function(i, check)
    local words = i:printed "actual"
    if not words then return end
    local rate, whole, part = counted(words)
    if not text.match(words, "[%％][（(]") or unreadable.told(i, check) or not rate or whole:zero() then return end
    local ratio = part / whole
    check:holds(is_near(words, rate, ratio), { at = i:value "actual", printed = words, expected = tostring(ratio), values = { part = part, whole = whole },
      message = "{row}的完成值是“{printed}”，{part} 除以 {whole} 不是这个百分数，请核实。" })
  end,
}
