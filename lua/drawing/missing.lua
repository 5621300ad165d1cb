-- What stands in data for "not given"; gen/ reads cells by the same list. Never zero.
local MARKS = {}
for _, mark in ipairs {
  "", "-", "—", "——", "–", "…", "...", "……", "/", "N/A", "无数据", "未收录", "不详", "*", "x",
} do
  MARKS[mark] = true
end
return MARKS
