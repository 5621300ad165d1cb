-- The prepared chart: what the core makes of spec and data before a kind draws it. lua/chart.lua says what is in it.

local CELL = label("“{1}”列中“{2}”不是数值；只写数字，没有数据就留空", "「{1}」欄中「{2}」不是數值；只寫數字，沒有數據就留空",
  "'{2}' in column '{1}' is not a number; write digits alone, or leave the cell empty")
local REASONS = {
  large = label("“{1}”列中“{2}”太大，画不出来；请核对，或换大的单位", "「{1}」欄中「{2}」太大，畫不出來；請核對，或換大的單位",
    "'{2}' in column '{1}' is too large to be drawn; check it, or use a larger unit"),
  grouping = label("“{1}”列中“{2}”的千分号位置不对；写成 1,234 或 1234", "「{1}」欄中「{2}」的千分號位置不對；寫成 1,234 或 1234",
    "'{2}' in column '{1}' has its separators in the wrong places; write 1,234 or 1234"),
  ["unit-mixed"] = label("“{1}”列中“{2}”的单位与其他各行不同；各行用同一单位，或把单位写在列名里",
    "「{1}」欄中「{2}」的單位與其他各行不同；各行用同一單位，或把單位寫在欄名裏",
    "'{2}' in column '{1}' has another unit than the other rows; use one unit, and say it in the column's name"),
}
local TARGET = label("目标“{1}”既不是数值，也不是列名", "目標「{1}」既不是數值，也不是欄名", "the target '{1}' is neither a number nor a column")
local NO_ROWS = label("没有一行符合“行”（rows）的条件；请核对列名和值",
  "沒有一行符合「行」（rows）的條件；請核對欄名和值", "no row fits what `rows` asks for; check the column and the value")

-- Cells that are no numbers in columns whose numbers are needed.
local function tell_faults(state)
  local words, right = use "drawing/words", true
  for _, column in ipairs(state.columns) do
    for _, fault in ipairs(column.numeric and unfold(column.faults) or {}) do
      local text = words.fill(REASONS[fault.reason] or CELL, column.name, fault.cell)
      state.tell_cell(fault.line, text)
      right = false
    end
  end
  return right
end

-- ---- order

local function reorder(column, places)
  for _, key in ipairs {"cells", "values", "exact", "days", "dates", "urls"} do
    local list = column[key]
    if list then
      column[key] = map(places, function(place) return list[place] or false end)
    end
  end
end

-- What a row is sorted by: its first value, or all of them where they are stacked.
local function sort_value(chart, row)
  if chart.stacking == "none" then
    local value = chart.series[1] and chart.series[1].values[row]
    return value or -math.huge
  end
  local total = 0
  for _, column in ipairs(chart.series) do
    total = total + math.abs(column.values[row] or 0)
  end
  return total
end

local function sort_places(chart, way)
  local places = {}
  for row = 1, chart.rows do
    places[row] = row
  end
  return sorted(places, function(a, b)
    local first, second = sort_value(chart, a), sort_value(chart, b)
    if first == -math.huge or second == -math.huge then
      return first > second -- what is not recorded comes last, whichever way
    end
    if way == "ascending" then
      return first < second
    end
    return first > second
  end)
end

-- The rows in the order of the names that `order` gives; the others behind.
local function order_places(state, chart, order)
  local rank = {}
  local data, words = use "drawing/data", use "drawing/words"
  for place, name in ipairs(data.as_list(order)) do
    rank[name] = place
    if #filter(chart.names, function(other) return other == name end) == 0 then
      state.tell("chart/name", "order", words.fill(data.NO_NAME, name, words.list(chart.names)))
      return nil
    end
  end
  local places = {}
  for row = 1, chart.rows do
    places[row] = row
  end
  return sorted(places, function(a, b)
    return (rank[chart.names[a]] or math.huge) < (rank[chart.names[b]] or math.huge)
  end)
end

local function put_in_order(state, chart)
  local spec, places = state.spec, nil
  if spec.order then
    places = order_places(state, chart, spec.order)
    if not places then
      return false
    end
  elseif spec.sort and spec.sort ~= "none" then
    places = sort_places(chart, spec.sort)
  end
  if places then
    for _, column in ipairs(state.columns) do
      reorder(column, places)
    end
    chart.names = map(places, function(place) return chart.names[place] end)
  end
  return true
end

-- ---- highlights and targets

local function take_highlight(state, chart)
  local data, words = use "drawing/data", use "drawing/words"
  chart.hot_rows, chart.hot = {}, false
  for _, name in ipairs(state.spec.highlight and data.as_list(state.spec.highlight) or {}) do
    local found = false
    for row, other in ipairs(chart.names) do
      if other == name or chart.x and chart.x.cells and chart.x.cells[row] == name then
        chart.hot_rows[row], found = true, true
      end
    end
    for _, column in ipairs(chart.series) do
      if column.name == name or column.label == name then
        column.hot, found = true, true
      end
    end
    if not found then
      local all = table.copy(chart.names)
      for _, column in ipairs(chart.series[2] and chart.series or {}) do
        all[#all + 1] = column.label
      end
      state.tell("chart/name", "highlight", words.fill(data.NO_NAME, name, words.list(all)))
      return false
    end
    chart.hot = true
  end
  return true
end

-- `target` is a number ("80", "80%", "1,200") or a column of them.
local function take_target(state, chart)
  local target = state.spec.target
  if target == nil or chart.target ~= nil then
    return true
  end
  local plain = target:replace(",", ""):replace("，", ""):replace("%", ""):replace("％", ""):trim()
  if tonumber(plain) then
    chart.target, chart.target_text = tonumber(plain), plain
    return true
  end
  local data = use "drawing/data"
  local column = data.find_column(state.columns, target)
  if not column then
    state.tell("chart/target", "target", use "drawing/words".fill(TARGET, target))
    return false
  end
  chart.target_column = data.named(state, "target", target, "number")
  return chart.target_column ~= nil
end

-- ---- names, series, formats

-- What rows are called: by x, or by the first column that is no number, or by their place.
local function name_rows(state, chart)
  local head = chart.label or chart.x or chart.bins
  if not head or state.wants.x == "number" and head == chart.x then
    head = filter(state.columns, function(column) return column.type ~= "number" end)[1]
  end
  chart.head = head
  chart.names = {}
  for row = 1, chart.rows do
    local cell = head and head.cells[row] or ""
    chart.names[row] = cell ~= "" and cell or tostring(row)
  end
end

local function is_in_time(chart)
  local date = use "drawing/date"
  for _, name in ipairs(chart.names) do
    if not date.read(name) then
      return false
    end
  end
  return chart.rows > 1
end

-- Labels of columns that are alike say nothing: then their names do.
local function name_series(chart)
  local seen = group(chart.series, function(column) return column.label end)
  for _, item in ipairs(seen) do
    for _, column in ipairs(item.items[2] and item.items or {}) do
      column.label = column.name
    end
  end
  for place, column in ipairs(chart.series) do
    column.index, column.hot = place, false
  end
end

local function make_format(state, chart)
  local values, first = {}, chart.series[1]
  for _, column in ipairs(chart.series) do
    if state.spec.unit and not state.kind.mixed then
      column.unit = state.spec.unit
    end
    for _, value in ipairs(column.values) do
      values[#values + 1] = value
    end
  end
  chart.unit = first and first.unit
  chart.format = use "drawing/number".format(values, chart.unit, first and first.percent)
end

-- The number columns that the kind wants, whatever their keys: the y first, the others as the table has them.
local function gather_series(state, chart)
  local found, seen = {}, {}
  for key, wanted in pairs(state.wants) do
    local columns = chart[key:replace("?", "")]
    for _, column in ipairs(wanted == "numbers" and columns or {}) do
      found[#found + 1], seen[column] = column, true
    end
  end
  for _, column in ipairs(state.columns) do
    for key, wanted in pairs(state.wants) do
      if wanted == "number" and chart[key:replace("?", "")] == column and not seen[column] then
        found[#found + 1], seen[column] = column, true
      end
    end
  end
  return found
end

-- Which columns the figure's table has, in which order: the head, then those that are used as the file has them.
local function choose_table(state, chart)
  local shown = chart.head and {chart.head} or {}
  for _, column in ipairs(state.columns) do
    if column ~= chart.head and (column.used or state.kind.whole_table) then
      shown[#shown + 1] = column
    end
  end
  for place, column in ipairs(shown) do
    column.place = chart.head and place or place + 1
  end
  chart.shown = shown
end

--- state: {spec, kind, name, where, tell, tell_cell}; data: a TABLE. nil when something was told.
local function prepare(state, data)
  local from = use "drawing/data"
  state.raw = unfold(data.columns)
  local rows = from.choose_rows(state, data)
  if not rows then
    return nil
  end
  if #rows == 0 and state.spec.rows then
    state.tell("chart/rows", "rows", NO_ROWS)
    return nil
  end
  local line_of = unfold(data.line_of or {})
  state.columns = map(state.raw, function(column) return from.take_column(column, rows, line_of) end)
  local chart = {spec = state.spec, kind = state.name, rows = #rows, stacking = state.spec.stacking or "none"}
  for _, key in ipairs {"series", "target"} do
    local name = state.spec[key]
    local column = type(name) == "string" and from.find_column(state.columns, name)
    if column then
      column.used = true -- so that no other key takes it where nothing is said
    end
  end
  state.wants = state.kind.wants_for and state.kind.wants_for(state.spec) or state.kind.wants
  if not from.take_wants(state, state.kind, chart) then
    return nil
  end
  state.lines = map(rows, function(row) return line_of[row] or "" end)
  if not use "drawing/extra".tell(state, chart) then
    return nil
  end
  chart.by = chart.series
  if state.spec.series and state.wants.y == "numbers" and not chart.by then
    chart.series_column = from.named(state, "series", state.spec.series, "category")
    if not chart.series_column or not tell_faults(state) or not from.pivot(state, chart) then
      return nil
    end
  end
  chart.series = gather_series(state, chart)
  name_rows(state, chart)
  name_series(chart)
  if not take_target(state, chart) or not tell_faults(state) or not put_in_order(state, chart) or
    not take_highlight(state, chart) then
    return nil
  end
  chart.in_time = is_in_time(chart)
  make_format(state, chart)
  choose_table(state, chart)
  if state.kind.arrange then
    state.kind.arrange(chart)
    for place, column in ipairs(chart.shown) do
      column.place = place
    end
  end
  return chart
end

return {prepare = prepare}
