-- Columns and bars: lengths from zero, one series, several side by side, or one upon another (stacking: absolute, or
-- share of the whole in percent). Columns stand, bars lie; the rest is the same, so both are made here.
--
--   draw(chart, canvas, way)   way: "column" | "bar"
--   say(chart)

local LABELS_MOST = 14   -- values are written at the marks of at most so many
local SHARE = label("占比", "佔比", "Share")
local MIXED = label("有负值时不能画占比", "有負值時不能畫佔比", "shares cannot be drawn of negative values")

-- Percent of the row's whole for each series; rows without a whole have none.
local function shares(chart)
  local lists = map(chart.series, function() return {} end)
  for row = 1, chart.rows do
    local whole = 0
    for _, column in ipairs(chart.series) do
      whole = whole + (column.values[row] or 0)
    end
    for place, column in ipairs(chart.series) do
      local value = column.values[row]
      lists[place][row] = value and whole > 0 and value / whole * 100 or false
    end
  end
  return lists
end

-- From where to where each mark goes: lists of {from, to} or false by series; negative values are stacked downwards.
local function spans(chart)
  local stacked = chart.stacking ~= "none" and chart.series[2] ~= nil
  local values = chart.stacking == "share" and shares(chart) or map(chart.series, function(column)
    return column.values
  end)
  local up, down = {}, {}
  local made = map(values, function(list)
    return map(list, function(value, row)
      if not value then
        return {false}
      end
      local base = stacked and (value < 0 and down[row] or value >= 0 and up[row]) or 0
      local side = value < 0 and down or up
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

-- Where the mark of a series lies across its band: {offset from the middle, thickness}.
local function lane(chart, band, index, stacked)
  local used = math.min(band * 0.72, 64)
  if stacked or #chart.series == 1 then
    return -used / 2, used
  end
  local group_width = math.min(band * 0.8, 48 * #chart.series)
  local each = group_width / #chart.series
  return -group_width / 2 + each * (index - 1), each * 0.92
end

-- A mark from `from` to `to` along the values; `across` and `thick` the other way. One that is too short is a hair.
local function rect(way, from, to, across, thick)
  local start, length = math.min(from, to), math.abs(to - from)
  if length < 1 then
    start, length = to > from and start or start - (1 - length), 1
  end
  if way == "column" then
    return {"rect", x = across, y = start, width = thick, height = length}
  end
  return {"rect", x = start, y = across, width = length, height = thick}
end

-- What stands where a value is not recorded: a hatched stub, no length.
local function stub(canvas, way, zero, across, thick)
  local shape = rect(way, zero, way == "column" and zero - 14 or zero + 14, across, thick)
  shape.fill = use "drawing/mark".missing_fill(canvas)
  return shape
end

local function mark_series(chart, canvas, view, index)
  local mark = use "drawing/mark"
  local column = chart.series[index]
  local shapes, hot, stubs = {}, {}, {}
  local offset, thick = lane(chart, view.frame.band, index, view.stacked)
  for row, span in ipairs(view.spans[index]) do
    local middle = view.middle(row)
    if span[1] then
      local shape = rect(view.way, view.place(span[1]), view.place(span[2]), middle + offset, thick)
      local is_hot = chart.hot_rows[row] or column.hot
      table.insert(is_hot and hot or shapes, mark.cell(shape, row, column.place))
    elseif not view.stacked then
      stubs[#stubs + 1] = mark.cell(stub(canvas, view.way, view.frame.zero, middle + offset, thick), row, column.place)
    end
  end
  local look = {fill = mark.fill(canvas, index), stroke = index > 1 and "currentColor" or nil}
  return {
    shapes[1] and mark.series(index, look, shapes) or false,
    hot[1] and mark.series(index, look, {mark.outlined(hot)}) or false,
    stubs[1] and mark.missing(stubs) or false,
  }, #stubs
end

local function draw(chart, canvas, way)
  local scale_of, axis, legend = use "drawing/scale", use "drawing/axis", use "drawing/legend"
  local made, stacked = spans(chart)
  local share = chart.stacking == "share"
  local format = share and use "drawing/number".format({100}, nil, true) or chart.format
  local values = ends_of(made)
  local scale = scale_of.fit({values}, {lengths = true, more = {chart.target}})
  local missing = use "drawing/finding".missing(chart) ~= ""
  local items = chart.series[2] and map(chart.series, function(column)
    return {text = column.label, index = column.index, way = "fill"}
  end) or {}
  if missing then
    items[#items + 1] = {text = use "drawing/words".pick(use "drawing/words".not_recorded), missing = true}
  end
  local rows, top = false, 0
  if items[1] then
    rows, top = legend.above(canvas, items)
  end
  local options = {scale = scale, format = format, top = top, categories = chart.names, labels = chart.names}
  local frame = way == "column" and axis.frame(canvas, options) or axis.rows(canvas, options)
  local view = {
    way = way, frame = frame, spans = made, stacked = stacked,
    middle = way == "column" and frame.x or frame.y, place = way == "column" and frame.y or frame.x,
  }
  local marks = map(chart.series, function(_, index) return (mark_series(chart, canvas, view, index)) end)
  return {rows, frame.under, marks, frame.over}
end

return {draw = draw, say = function(chart) return use "drawing/finding".plain(chart) end, SHARE = SHARE, MIXED = MIXED,
  LABELS_MOST = LABELS_MOST}
