-- 文字说明里的数量：团组、人次、批次、车辆。

local counts = {}

-- pair：{ 事实, 单位的写法, 事项的写法 }；几条里最大的一个，没有说的为 nil。
function counts.most(read, pair)
  local most
  for _, entry in ipairs(read.entries) do
    local claim = entry.claim
    local told = text.same(claim.kind, "count") and not claim.amount:missing() and not claim.amount:is_rate() and claim.subject and claim.unit
    if told and text.match(claim.unit, pair[2]) and text.match(claim.subject, pair[3]) and (not most or claim.amount > most) then most = claim.amount end
  end
  return most
end

return counts
