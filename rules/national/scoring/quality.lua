scoring {
  id    = "national.scoring.quality",
  title = "数据质量得分：从满分起，按规则表头 score 写的分数逐条扣",
  basis = "扣分的规则和分数由各包写明；每组最多扣多少见参数 quality.caps",
  on    = { document = { "部门决算", "部门预算", "绩效自评" } },

  run = function(document, score)
    local groups = score:deduction_groups()
    if #groups < 1 then return end
    score:start("满分", param "quality.full")
    for _, group in ipairs(groups) do
      local most = nil
      for _, cap in ipairs(param "quality.caps") do
        if text.same(cap[1], group) then most = amount(cap[2]) end
      end
      score:deductions(group, most)
    end
    score:limits(param "quality.full", 0)
  end,
}
