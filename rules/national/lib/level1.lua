-- 一级指标的分值与通行的几种设置相比。

local forms = require "forms"

local function is_same(a, b) return a <= b and a >= b end

local function plain(name) return text.replace(text.replace(name, "[（(][^（）()]*[）)]$", ""), "^项目|指标$|^服务对象", "") end

-- { [名称] = 分值 }；有的没有分值、有的名称不是通行的，为 nil。
local function weights_of(e)
  local found, names = {}, {}
  for _, section in ipairs(forms.sections(e)) do
    local name = plain(section.name)
    local weight = section.declared:missing() and sum(section.weights) or section.declared
    if weight:missing() or found[name] or not text.contains(name, param "weights.level1_names") then return nil end
    found[name], names[#names + 1] = weight, name
  end
  return #names > 0 and found or nil, names
end

-- 各一级指标合计 90（执行率另计）或 100；不是的，另有规则说。
local function is_complete(found, names)
  local cells = {}
  for _, name in ipairs(names) do cells[#cells + 1] = found[name] end
  local whole = sum(cells)
  return is_same(whole, param "weights.total") or is_same(whole + param "exec.weight", param "weights.total")
end

local function fits(found, names, set)
  local matched = 0
  for _, pair in ipairs(set) do
    local weight = found[plain(pair[1])]
    if not weight or not is_same(weight, amount(pair[2])) then return false end
    matched = matched + 1
  end
  return matched >= #names
end

-- 成本单列的，也可以并在产出里比。
local function with_cost_in_output(found, names)
  if not found["成本"] or not found["产出"] then return found, names end
  local merged, kept = {}, {}
  for _, name in ipairs(names) do
    if not text.same(name, "成本") then merged[name], kept[#kept + 1] = found[name], name end
  end
  merged["产出"] = found["产出"] + found["成本"]
  return merged, kept
end

-- { words, usual } 与哪一种都不同；相同的、不能比的为 nil。
local function differing(e)
  local found, names = weights_of(e)
  if not found or #param "weights.level1_sets" == 0 then return nil, false end   -- 没有统一设置的省不比
  if not is_complete(found, names) then return nil, false end
  local words = {}
  for _, name in ipairs(names) do words[#words + 1] = name .. " " .. tostring(found[name]) end
  local merged, kept = with_cost_in_output(found, names)
  for _, set in ipairs(param "weights.level1_sets") do
    if fits(found, names, set) or fits(merged, kept, set) then return nil, true end
  end
  local usual = {}
  for _, pair in ipairs(param("weights.level1_sets")[1]) do usual[#usual + 1] = plain(pair[1]) .. " " .. pair[2] end
  return { words = table.concat(words, "、"), usual = table.concat(usual, "、"), lacks_satisfaction = not found["满意度"] }, true
end

return { differing = differing }
