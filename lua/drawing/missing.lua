-- What stands in data for "not given"; gen/ reads cells by the same list. Never zero.
local MARKS = {}
for _, mark in ipairs {
  "", "-", "--", "—", "——", "–", "…", "...", "……", "/", "N/A", "n/a", "无数据", "無數據", "未收录", "未收錄", "不详", "不詳",
  "*", "x", "X",
} do
  MARKS[mark] = true
end
return MARKS
