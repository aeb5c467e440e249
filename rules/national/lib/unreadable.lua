-- 指标值、完成值里夹着形近字母的数（“4S人”“1O0”）：是读错的数，不是文字，也不能当作 4 人。

local garbled = "^[≥≧≤≦＞＜><＝=]?[0-9.,]*[0-9][OSIBZosl][0-9OSIBZosl.,]*($|[^A-Za-z])"

local unreadable = {}

-- 指标值或完成值认不出是数的，记为不能审核。
function unreadable.told(i, check)
  for _, field in ipairs { "target", "actual" } do
    local one = i[field]
    if one and not one.numeric and text.match(text.squeeze(one.text), garbled) then
      check:cannot { at = i:value(field), case = "unreadable", message = "“{row}”的{column}填的是“{shown}”，认不出是多少。", values = { shown = one.text } }
      return true
    end
  end
  return false
end

return unreadable
