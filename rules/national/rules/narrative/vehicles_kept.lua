local narrative = require "narrative"

rule {
  id     = "national.narrative.vehicles_kept",
  title  = "公务用车保有量不应多于共有车辆",
  basis  = "“三公”经费说明的公务用车保有量是国有资产占用情况里共有车辆的一部分（条文待核）",
  on     = { document = { "部门决算", "部门预算" } },
  kind   = "核实性",
  severity = "verify",
  note   = "勾稽 I55；几处说了共有车辆的看最大的；租用的、两处口径不同的请写明",
  remedy = "请核对公务用车保有量和共有车辆数。",

  run = function(document, check)
    local kept, all = nil, nil
    for _, entry in ipairs(narrative.read(document).entries) do
      local claim = entry.claim
      local counted = text.same(claim.unit or "", "辆") and not claim.direction
      local subject = counted and claim.subject or ""
      if text.match(subject, "^(公务用车|车辆)?保有量$") then kept = kept or claim.amount end
      if text.match(subject, param "narrative.vehicles_owned") then all = all and claim.amount < all and all or claim.amount end
    end
    if kept and all and not kept:missing() then check:at_most(kept, all, { message = "{row} {left}，多于共有车辆 {right}，请核实。" }) end
  end,
}
