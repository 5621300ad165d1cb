-- Columns and bars: lengths from zero, one series, several side by side, or one upon another (stacking: absolute, or
-- share of the whole in percent). Columns stand, bars lie; the rest is the same, so both are made here.
--
--   draw(chart, canvas, way)   way: "column" | "bar"
--   check(chart)               what cannot be drawn so

local ROWS_LABELLED = 40 -- values are written at bars of at most so many rows
local NOTHING = label("各项都是零，或者每一行都有未收录的，不能画占比", "各項都是零，或者每一行都有未收錄的，不能畫佔比",
  "all is nothing, or in each row a part is not recorded: there are no shares")
local NEGATIVE = label("有负值的数据不能画占比", "有負值的數據不能畫佔比", "shares of negative values cannot be drawn")

-- What the row's values come to; 0 where one of them is not recorded, for then nobody knows.
local function whole_of(chart, row)
  local whole = 0
  for _, column in ipairs(chart.series) do
    if not column.values[row] then
      return 0
    end
    whole = whole + column.values[row]
  end
  return whole
end

local function check(chart)
  local many, key = use "drawing/guide".too_many(#chart.series)
  if many then
    return many, key
  end
  local whole = 0
  if chart.stacking ~= "share" then
    return nil
  end
  for _, column in ipairs(chart.series) do
    for _, value in ipairs(column.values) do
      if value and value < 0 then
        return NEGATIVE, "stacking"
      end
    end
  end
  for row = 1, chart.rows do
    whole = whole + whole_of(chart, row)
  end
  return whole == 0 and NOTHING or nil, "stacking"
end

-- Percent of the row's whole for each series; rows without a whole have none.
local function shares(chart)
  local lists = map(chart.series, function() return {} end)
  for row = 1, chart.rows do
    local whole = whole_of(chart, row)
    for place, column in ipairs(chart.series) do
      local value = column.values[row]
      lists[place][row] = value and whole > 0 and value / whole * 100 or false
    end
  end
  return lists
end

-- From where to where each mark goes: lists of {from, to} or {false} by series; negative values are stacked downwards.
local function spans(chart)
  local stacked = chart.stacking == "share" or chart.stacking ~= "none" and chart.series[2] ~= nil
  local values = chart.stacking == "share" and shares(chart) or map(chart.series, function(column)
    return column.values
  end)
  local up, down = {}, {}
  local made = map(values, function(list)
    return map(list, function(value, row)
      if not value then
        return {false}
      end
      local side = value < 0 and down or up
      local base = stacked and side[row] or 0
      side[row] = base + value
      return {base, base + value}
    end)
  end)
  return made, stacked
end

-- All ends of marks, for the scale.
local function ends_of(made)
  local list = {}
  for _, series in ipairs(made) do
    for _, span in ipairs(series) do
      list[#list + 1] = span[2] or false
    end
  end
  return list
end

-- Where the mark of a series lies across its band: offset from the middle, thickness.
local function lane(chart, band, index, stacked)
  if stacked or #chart.series == 1 then
    local used = math.min(band * 0.72, 56)
    return -used / 2, used
  end
  local group_width = math.min(band * 0.82, 44 * #chart.series)
  local each = group_width / #chart.series
  return -group_width / 2 + each * (index - 1), each * 0.94
end

-- A mark from `from` to `to` along the values; one that is too short to be seen is a hair.
local function rect(way, from, to, across, thick)
  local start, length = math.min(from, to), math.abs(to - from)
  if length < 1 then
    start, length = to < from and from - 1 or start, 1
  end
  if way == "column" then
    return {"rect", x = across, y = start, width = thick, height = length}
  end
  return {"rect", x = start, y = across, width = length, height = thick}
end

-- What stands where a value is not recorded: a hatched stub, no length. In a stack it lies on top.
local function stub(canvas, view, row, across, thick)
  local zero = view.frame.zero
  for _, series in ipairs(view.stacked and view.spans or {}) do
    zero = series[row][1] and view.place(series[row][2]) or zero
  end
  local shape = rect(view.way, zero, view.way == "column" and zero - 14 or zero + 14, across, thick)
  shape.fill = use "drawing/mark".missing_fill(canvas)
  return shape
end

-- ---- values at marks

-- What is written at each mark, by series and row, and how wide that is at most.
local function texts_of(chart, write)
  local text, widest = use "drawing/text", 0
  local lists = map(chart.series, function(column)
    return map(column.values, function(value, row)
      local written = value and write(value, column.exact[row]) or ""
      widest = math.max(widest, text.width(written, 15))
      return written
    end)
  end)
  return lists, widest
end

-- Whether the values are written at all marks, or at those alone that are highlighted; and the room they take at the
-- right of bars.
local function plan_values(chart, view, canvas)
  local widest
  view.texts, widest = texts_of(chart, chart.format.value)
  if view.stacked then
    return "none", 0
  elseif view.way == "bar" then
    local fits = chart.rows <= ROWS_LABELLED and #chart.series <= 3
    return fits and "all" or "hot", fits and widest + 8 or 0
  end
  local room = (canvas.width - 70) / chart.rows * (#chart.series > 1 and 0.82 / #chart.series or 1)
  if widest + 4 <= room then
    return "all", 0
  end
  local brief
  brief, widest = texts_of(chart, chart.format.brief)
  if widest + 4 <= room then
    view.texts = brief
    return "all", 0
  end
  return "hot", 0
end

-- The value of one mark, behind its end.
local function value_label(chart, view, column, row, middle)
  local value = column.values[row]
  local text, size = view.texts[column.index][row], 15
  local made = {"text", text, ["font-size"] = size}
  if chart.hot_rows[row] or column.hot then
    made["font-weight"] = "bold"
  end
  local tip = view.place(value)
  if view.way == "column" then
    made.x, made.y = middle, value < 0 and tip + size or tip - 5
  else
    made.x, made.y = value < 0 and tip - 5 or tip + 5, middle + 5
    made["text-anchor"] = value < 0 and "end" or "start"
  end
  return made
end

local function value_labels(chart, view)
  local made = {"g", class = "halo"}
  made["text-anchor"] = view.way == "column" and "middle" or nil
  for index, column in ipairs(chart.series) do
    local offset, thick = lane(chart, view.frame.band, index, view.stacked)
    for row, value in ipairs(column.values) do
      if value and (view.values == "all" or chart.hot_rows[row] and #chart.series == 1) then
        made[#made + 1] = value_label(chart, view, column, row, view.middle(row) + offset + thick / 2)
      end
    end
  end
  return made[2] and made or false
end

-- ---- the drawing

local function mark_series(chart, canvas, view, index)
  local mark = use "drawing/mark"
  local column = chart.series[index]
  local shapes, hot, stubs = {}, {}, {}
  local offset, thick = lane(chart, view.frame.band, index, view.stacked)
  for row, span in ipairs(view.spans[index]) do
    local across = view.middle(row) + offset
    if span[1] then
      local shape = rect(view.way, view.place(span[1]), view.place(span[2]), across, thick)
      shapes[#shapes + 1] = mark.cell(shape, row, column.place)
      hot[#hot + 1] = (chart.hot_rows[row] or column.hot) and shape or nil
    elseif not column.values[row] then -- a value of a row without a whole has no share and is no gap
      stubs[#stubs + 1] = mark.cell(stub(canvas, view, row, across, thick), row, column.place)
    end
  end
  local look = {fill = mark.fill(canvas, index), stroke = index > 1 and "currentColor" or nil}
  return {
    shapes[1] and mark.series(index, look, shapes) or false,
    hot[1] and mark.outlined(hot) or false,
    stubs[1] and mark.missing(stubs) or false,
  }
end

local function legend_items(chart)
  local words = use "drawing/words"
  local items = chart.series[2] and map(chart.series, function(column)
    return {text = column.label, index = column.index, way = "fill"}
  end) or {}
  if use "drawing/finding".missing(chart) ~= "" then
    items[#items + 1] = {text = words.pick(words.not_recorded), missing = true}
  end
  return items
end

local function scale_for(chart, made)
  local more = {}
  if chart.target then
    more[1] = chart.target
  end
  for _, value in ipairs(chart.target_column and chart.target_column.values or {}) do
    more[#more + 1] = value
  end
  return use "drawing/scale".fit({ends_of(made)}, {lengths = true, more = more})
end

local function row_height(chart, view)
  if view.stacked or #chart.series == 1 then
    return nil
  end
  return math.max(28, #chart.series * (chart.rows > 30 and 12 or 19) + 10)
end

local function draw(chart, canvas, way)
  local axis, legend, words = use "drawing/axis", use "drawing/legend", use "drawing/words"
  local view = {way = way}
  view.spans, view.stacked = spans(chart)
  local share = chart.stacking == "share" and view.stacked
  local format = share and use "drawing/number".format({100}, nil, true) or chart.format
  local scale = scale_for(chart, view.spans)
  if use "drawing/scale".lengths_lost(map(chart.series, function(column) return column.values end)) then
    canvas.notes[#canvas.notes + 1] = words.lengths_lost
  end
  local items, rows, top = legend_items(chart), false, 0
  if share and use "drawing/finding".missing(chart) ~= "" then
    canvas.notes[#canvas.notes + 1] = words.no_share
  end
  if items[1] then
    rows, top = legend.above(canvas, items)
  end
  local room
  view.values, room = plan_values(chart, view, canvas)
  local guide = use "drawing/guide"
  local options = {scale = scale, format = format, top = top, categories = chart.names, labels = chart.names,
    right = room, row = row_height(chart, view), room_below = scale.low < 0 and room or 0}
  if way == "column" then
    options.right = guide.target_room(chart)
    options.foot = scale.low < 0 and view.values ~= "none" and 20 or 0
  elseif chart.target then
    options.head = 22
  end
  view.frame = way == "column" and axis.frame(canvas, options) or axis.rows(canvas, options)
  view.middle = way == "column" and view.frame.x or view.frame.y
  view.place = way == "column" and view.frame.y or view.frame.x
  local marks = map(chart.series, function(_, index) return mark_series(chart, canvas, view, index) end)
  local target = guide.target(chart, view.frame, view.place, view.middle, way == "bar" and "lying" or "beside")
  return {rows, view.frame.under, marks, view.frame.over, value_labels(chart, view), target}
end

return {draw = draw, check = check}
