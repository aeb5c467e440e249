rule {
  id     = "guizhou.evaluation.level1_weights",
  title  = "一级指标的分值与统一设置不同",
  basis  = "贵州省自评表表注：原则上产出 50 分、效益 30 分、服务对象满意度 10 分，特殊情况可适当调整",
  kind   = "规范性",
  on     = { evaluation = "*" },
  remedy = "没有特殊情况的，请按统一分值设置。",

  run = function(e, check)
    local seen = {}
    for _, row in ipairs(e:indicators()) do
      if row.level1 and not row.level1_weight:missing() and not seen[row.level1] then
        seen[row.level1] = true
        for _, pair in ipairs(param "weights.level1") do
          if text.same(pair[1], row.level1) then
            check:same(row.level1_weight, amount(pair[2]), { row = row.level1, message = "“{row}”标题印 {left} 分，统一设置为 {right} 分。" })
          end
        end
      end
    end
  end,
}
