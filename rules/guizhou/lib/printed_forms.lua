-- 贵州省自评表（PDF 转出的文本）：表样和读法。表样的栏名、指标名称都在这里，程序里没有。

local fund_spec = {
  columns = {
    { key = "source",   kind = "text",   heads = { "资金来源" } },
    { key = "initial",  kind = "number", heads = { "年初预算数" } },
    { key = "annual",   kind = "number", heads = { "全年预算数（A）", "全年预算数" } },
    { key = "executed", kind = "number", heads = { "全年执行数（B）", "全年执行数" } },
    { key = "weight",   kind = "number", heads = { "分值" } },
    { key = "rate",     kind = "number", heads = { "执行率" } },
    { key = "score",    kind = "number", heads = { "得分" } },
  },
  blanks = { "-", "—" },
  label_endings = { "：", ":" },
  stop_labels = { "年度总体目标", "年度总", "年度", "预期目标" },
  quotient = "rate", part = "executed", whole = "annual",
}

local indicator_spec = {
  columns = {
    { key = "level1", kind = "group", heads = { "一级指标" }, bracket_unit = "分",
      words = { "产出指标", "效益指标", "满意度指标" } },
    { key = "level2", kind = "group", heads = { "二级指标" }, endings = { "指标" },
      words = { "数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续影响", "服务对象满意度" } },
    { key = "level3", kind = "text", heads = { "三级指标" },
      endings = { "率", "数", "数量", "人数", "次数", "时间", "成本", "费用", "经费", "满意度", "质量", "效果", "影响", "效益", "面积", "情况" } },
    { key = "target", kind = "text", heads = { "年度指标值（A）", "年度指标值(A)", "年度指标值" },
      openers = { "≥", "≧", "＞", "＜", "≤", "≦", "=", "达到", "小于", "大于", "不低于", "不超过", "不少于", "至少" } },
    { key = "actual", kind = "text", heads = { "实际完成值（B）", "实际完成值(B)", "实际完成值" }, alike = "target" },
    { key = "weight", kind = "number", heads = { "分值" } },
    { key = "score",  kind = "number", heads = { "得分" }, at_most = "weight" },
    { key = "reason", kind = "note", heads = { "未完成原因分析" } },
  },
  side_labels  = { "绩效指标" },
  total_labels = { "总分" },
  stop_labels  = { "绩效结论", "自评结论" },
  parents = {
    ["数量"] = "产出指标", ["质量"] = "产出指标", ["时效"] = "产出指标", ["成本"] = "产出指标",
    ["经济效益"] = "效益指标", ["社会效益"] = "效益指标", ["生态效益"] = "效益指标", ["可持续影响"] = "效益指标",
    ["服务对象满意度"] = "满意度指标",
  },
  sequels = { { "年", "月" }, { "月", "日" } },
}

local grades = { "优", "良", "中", "差", "优秀", "良好", "合格", "不合格" }
local digits = { ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["五"] = 5, ["六"] = 6, ["七"] = 7, ["八"] = 8, ["九"] = 9 }

-- “二十七” → "27"；不是中文数字时原样返回。
local function arabic(words)
  local total, last = 0, 0
  for _, one in ipairs(text.all(words, "[一二三四五六七八九十百]")) do
    if one == "百" then
      total, last = total + (last > 0 and last or 1) * 100, 0
    elseif one == "十" then
      total, last = total + (last > 0 and last or 1) * 10, 0
    else
      last = digits[one]
    end
  end
  total = total + last
  return total > 0 and tostring(total) or words
end

local function last_of(source, pattern, from, to)
  local lines = source:all(pattern, from, to)
  return lines[#lines]
end

-- 表前的标题：“项目二十七：……自评得分为 99.85分”。
local function read_heading(source, from, to)
  local heading = {}
  local line = last_of(source, "^\\s*项目[一二三四五六七八九十百]+[：:]", from, to)
  if line then
    local number = source:piece(line, "^\\s*项目([一二三四五六七八九十百]+)[：:]")
    heading.number = number:as(arabic(number.text))
    heading.line = line
    local score = source:find("得分为\\s*[0-9.]+\\s*分|^\\s*分为\\s*[0-9.]+\\s*分", line, to)
    heading.stated_score = score and source:piece(score, "分为\\s*([0-9.]+)\\s*分")
  end
  return heading
end

-- “绩效结论”“自评结论”可能分成两三行；返回它的最后一行。
local function conclusion_label(source, from, to)
  local seen = ""
  for line = from, math.min(to, from + 10) do
    seen = seen .. text.squeeze(source:text(line))
    if text.match(seen, "(绩效|自评)结论$") then return line end
    if text.length(seen) > 12 then return nil end
  end
end

-- 表后的结论栏：到下一个标题、注或联系人之前。
local function read_conclusion(source, form, from, to)
  local start = conclusion_label(source, from, to)
  if not start then return end
  local stop = source:find("^\\s*(项目[一二三四五六七八九十百]+[：:]|联系人|注[：:]|[一二三四五六七八九十]+、|（?盖章|填报人)", start + 1, to)
  local title = source:find("(项目|部门整体)支出绩效(目标)?自评表", start + 1, to)
  if title and (not stop or title < stop) then stop = title end
  local piece = source:lines(start + 1, (stop or to + 1) - 1)
  local grade
  if piece then
    for _, name in ipairs(grades) do
      if text.same(text.squeeze(piece.text), name) then grade = piece end
    end
  end
  form.conclusion, form.grade = piece, grade
end

-- “年度总 预期目标 实际完成情况”下面一行，隔着页码，才是“体目标”：它是旁注，不是目标的开头。
local function goal_text(source, out, goals, to)
  local rest = text.match(source:text(goals), "^\\s*年度总\\s") and source:find("^\\s*体目标", goals + 1, math.min(goals + 8, to))
  if not rest or source:find("[^0-9\\s]", goals + 1, rest - 1) then return source:lines(goals + 1, to) end
  local page = source:find("[0-9]", goals + 1, rest - 1)
  if page then out:seen(source:piece(page, "\\S+")) end
  local below = rest < to and source:lines(rest + 1, to) or nil
  local beside = source:piece(rest, "体目标\\s+(\\S.*)$")
  if beside and below then return beside:join(below) end
  return beside or below
end

local function read_head(source, from, to)
  local head = {}
  local name = source:find("^\\s*项目名称\\s+\\S", from, to)
  if name then
    head.scope = "project"
    head.name = source:piece(name, "^\\s*项目名称\\s+(.+)$")
  else
    name = source:find("^\\s*(部门（单位）|部门\\(单位\\)|单位|部门)名称\\s+\\S", from, to)
    head.scope = "department"
    head.name = name and source:piece(name, "名称\\s+(.+)$")
  end
  head.line = name
  return head
end

-- 一份文本里的所有自评表写进 out；返回张数。给了 words（claims）的，也读原因里的金额。
local function read_all(source, out, words)
  local funds, tables = source:figures(fund_spec), source:flow(indicator_spec)
  local previous = 0
  for index, indicators in ipairs(tables) do
    local fund
    for _, one in ipairs(funds) do
      if one.first_line > previous and one.last_line < indicators.first_line then fund = one end
    end
    local top = fund and fund.first_line or indicators.first_line
    local heading = read_heading(source, previous + 1, top)
    local title = last_of(source, "(项目|部门整体)支出绩效(目标)?自评表", previous + 1, top) or previous + 1
    local head = read_head(source, title, top)
    local after = tables[index + 1] and tables[index + 1].first_line or source:count()
    local form = {}
    read_conclusion(source, form, indicators.last_line + 1, after)

    local evaluation = out:evaluation {
      scope = head.scope, name = head.name, number = heading.number, stated_score = heading.stated_score,
      total_weight = indicators:total "weight", total_score = indicators:total "score", grade = form.grade,
      from = title, to = form.conclusion and form.conclusion.to or indicators.last_line,
    }
    for _, row in ipairs(fund and fund:rows() or {}) do
      evaluation:fund {
        source = row:cell "source", initial = row:cell "initial", annual = row:cell "annual", executed = row:cell "executed",
        weight = row:cell "weight", rate = row:cell "rate", score = row:cell "score",
        from = row.first_line, to = row.last_line,
      }
    end
    for _, row in ipairs(indicators:rows()) do
      evaluation:indicator {
        level1 = row:word "level1", level1_weight = row:weight "level1", level2 = row:word "level2",
        level3 = row:cell "level3", target = row:cell "target", actual = row:cell "actual",
        weight = row:cell "weight", score = row:cell "score", reason = row:cell "reason",
        from = row.first_line, to = row.last_line,
      }
      local reason = words and row:cell "reason"
      if reason and text.match(reason.text, "[0-9]\\s*[万亿]?元") then out:claims_of(words, reason, "未完成原因分析") end
    end
    local department = source:find("^\\s*主管部门(及代码)?\\s+\\S", title, top)
    if department then evaluation:text("主管部门及代码", source:piece(department, "主管部门(?:及代码)?\\s+(.+)$")) end
    if heading.line then evaluation:text("项目说明", source:lines(heading.line, title - 1)) end
    if fund then
      local goals = source:find("预期目标\\s+实际完成情况", fund.last_line + 1, indicators.first_line) or fund.last_line
      evaluation:text("年度总体目标", goal_text(source, out, goals, indicators.first_line - 1))
    end
    evaluation:text("绩效结论", form.conclusion)
    previous = indicators.last_line
  end
  return #tables
end

-- 与全国样式不同的印法。
local print = {
  funds = {
    { "source", "资金来源" }, { "initial", "年初预算数" }, { "annual", "全年预算数（A）" }, { "executed", "全年执行数（B）" },
    { "weight", "分值" }, { "rate", "执行率" }, { "score", "得分" },
  },
  indicators = {
    { "level1", "一级指标" }, { "level2", "二级指标" }, { "level3", "三级指标" }, { "target", "年度指标值（A）" },
    { "actual", "实际完成值（B）" }, { "weight", "分值" }, { "score", "得分" }, { "reason", "未完成原因分析" },
  },
}

return { read_all = read_all, last_of = last_of, print = print }
