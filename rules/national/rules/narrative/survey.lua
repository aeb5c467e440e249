local counts = require "sheet_counts"
local narrative = require "narrative"
local percents = require "percents"

local function is_satisfaction(claim) return text.contains(narrative.plain(claim.subject or ""), "满意") end

-- 问卷的一步：发放、收回、满意，各凭事项里的字认；说不清是哪一步的为 nil。
local function step_of(claim)
  local words = narrative.plain(claim.subject or "")
  if text.same(claim.kind, "share") and is_satisfaction(claim) and not claim.percent:missing() then return "满意度" end
  if not text.same(claim.kind, "count") or claim.amount:missing() then return nil end
  local steps = param "narrative.survey_steps"
  for _, step in ipairs { "收回", "发放" } do
    if text.contains(words, steps[step]) then return step end
  end
  return is_satisfaction(claim) and not text.contains(words, param "narrative.survey_others") and "满意" or nil
end

-- 每次调查：发放的必须说明是问卷，同一节后面紧接着说的才是它的；收回两次的说不清是哪一次。
local function surveys(read)
  local found, open = {}, nil
  for _, entry in ipairs(read.entries) do
    local claim = entry.claim
    local step, section = step_of(claim), claim.section or ""
    if open and not narrative.is_same(open.section, section) then open = nil end
    if step and text.same(step, "发放") then
      open = { section = section, sent = claim, ["收回"] = {}, ["满意"] = {}, ["满意度"] = {} }
      if text.contains(narrative.plain(claim.subject), param "narrative.survey_sheets") then found[#found + 1] = open end
    elseif open and step then
      table.insert(open[step], claim)
    end
  end
  return found
end

-- “较满意”“基本满意”分开数的，合在一起才是满意率的分子，一项看不出。
local function is_whole(claim) return not text.match(narrative.plain(claim.subject), "^(?:表示)?(?:非常|很|较|比较|基本)满意") end

-- 各张自评表里唯一的满意度指标，完成值是百分数的；没有、有几个的为 nil。
local function rated(document)
  local found
  for _, e in ipairs(document:evaluations()) do
    for _, i in ipairs(e:indicators()) do
      if text.contains(i.level3 or "", "满意") then
        if found then return nil end
        found = i
      end
    end
  end
  local actual = found and found.actual
  return actual and actual.is_rate and not actual.high and found or nil
end

rule {
  id     = "national.narrative.survey",
  title  = "收回的问卷不应多于发放的，满意的不应多于收回的",
  basis  = "满意度调查：收回的是发放的一部分，满意的是收回的一部分（条文待核）",
  on     = { document = { "部门决算", "部门预算", "绩效自评" } },
  kind   = "逻辑性",
  severity = "verify",
  note   = "评价报告的满意度调查；事项凭字认，所以只请核实。文字没有写满意度、只说了一次调查，自评表也只有一个满意度指标的，与它比",
  remedy = "请核对发放、收回和满意的份数，看是不是填反或写错了。",

  run = function(document, check)
    local all_surveys = surveys(narrative.read(document))
    for _, one in ipairs(all_surveys) do
      local sent, back = one.sent.amount, #one["收回"] < 2 and one["收回"][1]
      if back then
        local all = counts.number(back.amount)
        check:holds(all <= counts.number(sent), { at = back.amount, expected = "不多于 " .. tostring(sent), case = "back",
          values = { sent = sent, back = back.amount, unit = back.unit or "" }, message = "发放问卷 {sent} {unit}，收回却有 {back} {unit}。" })
        for _, content in ipairs(one["满意"]) do
          check:holds(counts.number(content.amount) <= all, { at = content.amount, expected = "不多于 " .. tostring(back.amount), case = "content",
            values = { content = content.amount, back = back.amount, unit = back.unit or "" }, message = "收回问卷 {back} {unit}，满意的却有 {content}。" })
        end
        local content, rate = one["满意"][1], one["满意度"][1]
        local ratio = content and #one["满意"] < 2 and is_whole(content) and not all:zero() and counts.number(content.amount) / all
        local i = ratio and not rate and #all_surveys < 2 and rated(document)
        if i then
          check:holds(check:agrees(i.actual.value, ratio), { at = i:value "actual", case = "form", row = i.level3, printed = i:printed "actual", expected = ratio * amount "100%",
            values = { content = content.amount, back = back.amount, unit = back.unit or "" },
            message = "自评表{row}的完成值是 {printed}，文字说明里满意的 {content} 除以收回的 {back} {unit} 为 {expected}，请核实。" })
        elseif ratio and rate then
          local verdict = percents.verdict(check, rate, { ratio })
          if text.same(verdict, "fits") then check:holds(true)
          else
            check:same(rate.percent, ratio, { severity = text.same(verdict, "near") and "note" or nil, case = "rate",
              values = { content = content.amount, back = back.amount, unit = back.unit or "" },
              message = "满意度填报 {left}，满意的 {content} 除以收回的 {back} {unit} 应为 {right}。" })
          end
        end
      end
    end
  end,
}
