-- Rows of a table that are no data, as offices' tables have them: totals beside their parts, notes at the end, names
-- that merged cells left empty. They are told and not left out: what is drawn is for the editor to say.
--
--   tell(state, chart) → whether it can be drawn; before the rows are put in order. chart.has_total is set when a total
--                        is among the rows

local TOTAL = label("“{1}”像是合计行，和它的各项画在一起，图和合计数都会加倍；去掉它，写 rows: {{2}: 不含{1}}{3}",
  "「{1}」像是合計行，和它的各項畫在一起，圖和合計數都會加倍；去掉它，寫 rows: {{2}: 不含{1}}{3}",
  "'{1}' looks like a total and is drawn beside its parts; leave it out by rows: {{2}: not {1}}{3}")
local OR_TOTAL = label("，或者写 total: {1}", "，或者寫 total: {1}", ", or write total: {1}")
local STACKED = label("“{1}”列像是合计，和它的各项堆在一起就加倍了；用 y 只写各项",
  "「{1}」欄像是合計，和它的各項堆在一起就加倍了；用 y 只寫各項",
  "column '{1}' looks like a total and is stacked upon its parts; name the parts alone by y")
local NOTE = label("“{1}”是说明，不是数据；从数据里删去，写在 note 里", "「{1}」是說明，不是數據；從數據裏刪去，寫在 note 裏",
  "'{1}' is a remark and no data; delete the row and say it by `note`")
local UNNAMED = label("“{1}”列这一行是空的；合并过的格子，每一行都要填", "「{1}」欄這一行是空的；合併過的格子，每一行都要填",
  "this row has nothing in column '{1}'; fill in each row of cells that were merged")
local TWICE = label("“{1}”有{2}行；用 series 分开画，或用 rows 只取一种", "「{1}」有{2}行；用 series 分開畫，或用 rows 只取一種",
  "'{1}' has {2} rows; draw them apart by series, or choose some by rows")

local TOTALS, NOTES = {}, {"注：", "注:", "註：", "註:", "备注", "備註", "说明：", "說明：", "数据来源", "數據來源", "资料来源", "資料來源"}
for _, name in ipairs {"合计", "总计", "共计", "总数", "小计", "合計", "總計", "共計", "總數", "小計", "total", "grandtotal", "subtotal"} do
  TOTALS[name] = true
end

local function is_total(name)
  return TOTALS[name:replace(" ", ""):replace("　", ""):lower()] or false
end

local function is_note(name)
  for _, beginning in ipairs(NOTES) do
    if name:starts(beginning) then
      return true
    end
  end
  return false
end

-- A kind that draws each row for itself is not harmed by a total; a waterfall knows its own.
local function are_added(state)
  return state.kind.totals ~= "fit" and not state.spec.total
end

local function has_value(state, row)
  for _, column in ipairs(state.columns) do
    if column.numeric and column.values[row] then
      return true
    end
  end
  return false
end

local function tell_total(state, chart, column, row)
  local words = use "drawing/words"
  local knows = filter(state.kind.options or {}, function(option) return option == "total" end)[1]
  local name = column.cells[row]
  local other = knows and words.fill(OR_TOTAL, name) or ""
  chart.has_total = true
  local severity = state.kind.totals == "wrong" and "error" or "warning"
  state.tell_row(state.lines[row], words.fill(TOTAL, name, column.name, other), severity)
end

local function tell_row(state, chart, column, row)
  local words, name = use "drawing/words", column.cells[row]
  if name == "" then
    state.tell_row(state.lines[row], words.fill(UNNAMED, column.name))
  elseif is_note(name) and not has_value(state, row) then
    state.tell_row(state.lines[row], words.fill(NOTE, name))
  elseif chart.rows > 2 and is_total(name) and are_added(state) then
    tell_total(state, chart, column, row)
  end
end

local function tell_twice(state, column)
  local words = use "drawing/words"
  for _, item in ipairs(group(column.cells, function(cell) return cell end)) do
    if item.items[2] and item.key ~= "" then
      state.tell("chart/extra", "x", words.fill(TWICE, item.key, #item.items), "warning")
      return
    end
  end
end

--- What looks like no data, as warnings. Not for data that Lua made.
local function tell(state, chart)
  if not state.tell_row or state.wants.x ~= "category" or not chart.x then
    return true
  end
  for row = 1, chart.rows do
    tell_row(state, chart, chart.x, row)
  end
  if not state.spec.series then
    tell_twice(state, chart.x)
  end
  for _, column in ipairs(chart.stacking ~= "none" and chart.y and chart.y[2] and chart.y or {}) do
    if is_total(column.label) then
      state.tell("chart/extra", "y", use "drawing/words".fill(STACKED, column.name), "warning")
    end
  end
  return state.kind.totals ~= "wrong" or not chart.has_total
end

return {tell = tell, UNNAMED = UNNAMED}
