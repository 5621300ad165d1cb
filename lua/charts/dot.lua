-- Dots: values as places on a line for each name, not as lengths; so the axis need not begin at zero, and may go by
-- powers of ten. With `low` and `high` the range between them is a bar.

local function check_log(canvas, scale)
  if scale.log then
    canvas.notes[#canvas.notes + 1] = use "drawing/words".logarithmic
  end
end

local function columns_of(chart)
  local list = {}
  for _, column in ipairs(chart.y or {}) do
    list[#list + 1] = column
  end
  return list
end

-- The ranges from low to high: a thin bar with its ends marked.
local function ranges(chart, frame)
  local mark, lines, ends = use "drawing/mark", {}, {}
  if not chart.low then
    return false
  end
  for row = 1, chart.rows do
    local low, high = chart.low.values[row], chart.high.values[row]
    local y = frame.y(row)
    if low and high then
      lines[#lines + 1] = {"path", d = {"M", frame.x(low), y, "H", frame.x(high)}}
    end
    for _, column in ipairs {chart.low, chart.high} do
      local value = column.values[row]
      if value then
        ends[#ends + 1] = mark.cell({"path", d = {"M", frame.x(value), y - 8, "V", y + 8}}, row, column.place)
      end
    end
  end
  return mark.series(1, {stroke = "currentColor"}, {
    {"g", ["stroke-width"] = 6, ["stroke-opacity"] = 0.55, lines}, {"g", ["stroke-width"] = 3, ends},
  })
end

local function dots(chart, frame, column, index)
  local mark, shapes, hot = use "drawing/mark", {}, {}
  for row, value in ipairs(column.values) do
    if value then
      local shape = mark.symbol(index, frame.x(value), frame.y(row), 6)
      shapes[#shapes + 1] = mark.cell(shape, row, column.place)
      hot[#hot + 1] = (chart.hot_rows[row] or column.hot) and shape or nil
    end
  end
  return {mark.series(index, {fill = "currentColor"}, shapes), hot[1] and mark.outlined(hot) or false}
end

-- Values beside the outermost mark of a row; "未收录" where a row has none.
local function value_labels(chart, frame, room)
  local words, made = use "drawing/words", {"g", class = "halo", ["font-size"] = 15}
  for row = 1, chart.rows do
    local least, most
    for _, column in ipairs(chart.series) do
      local value = column.values[row]
      if value then
        least = (not least or value < least.value) and {value = value, exact = column.exact[row]} or least
        most = (not most or value > most.value) and {value = value, exact = column.exact[row]} or most
      end
    end
    local y, weight = frame.y(row) + 5, chart.hot_rows[row] and "bold" or nil
    if not most then
      local text = words.pick(words.not_recorded)
      made[#made + 1] = {"text", x = frame.left + 4, y = y, class = "quiet", color = "#595959", text}
    elseif room > 0 then
      local text = chart.format.value(most.value, most.exact)
      if least.value ~= most.value then
        text = chart.format.value(least.value, least.exact) .. "–" .. text
      end
      made[#made + 1] = {"text", x = frame.x(most.value) + 11, y = y, ["font-weight"] = weight, text}
    end
  end
  return made[2] and made or false
end

-- How much room the labels take behind the highest value.
local function label_room(chart)
  if chart.rows > 40 or chart.y and chart.y[2] then
    return 0
  end
  local text, widest = use "drawing/text", 0
  for row = 1, chart.rows do
    local width = 0
    for _, column in ipairs(chart.series) do
      local value = column.values[row]
      width = width + (value and text.width(chart.format.value(value, column.exact[row]), 15) + 10 or 0)
    end
    widest = math.max(widest, width)
  end
  return widest + 10
end

local function draw(chart, canvas)
  local legend, guide = use "drawing/legend", use "drawing/guide"
  local y = columns_of(chart)
  local lists = map(chart.series, function(column) return column.values end)
  local scale = use "drawing/scale".fit(lists, {more = chart.target and {chart.target} or nil})
  check_log(canvas, scale)
  local items, top = false, 0
  if y[2] then
    items, top = legend.above(canvas, map(y, function(column)
      return {text = column.label, index = column.index, way = "point"}
    end))
  end
  local room = label_room(chart)
  local frame = use "drawing/axis".rows(canvas, {
    scale = scale, format = chart.format, labels = chart.names, right = room, top = top, head = chart.target and 22,
    room_below = 9,
  })
  local marks = map(y, function(column) return dots(chart, frame, column, column.index) end)
  return {
    items, frame.under, frame.over, ranges(chart, frame), marks,
    guide.target(chart, frame, frame.x, frame.y, "lying"), value_labels(chart, frame, room),
  }
end

return {
  label = label("点图", "點圖", "Dot chart"),
  aliases = {"范围图", "範圍圖", "区间图"},
  wants = {x = "category", ["y?"] = "numbers", ["low?"] = "number", ["high?"] = "number"},
  wants_for = function(spec)
    if spec.low or spec.high then
      return {x = "category", low = "number", high = "number", ["y?"] = "numbers"}
    end
    return {x = "category", y = "numbers"}
  end,
  options = {"sort", "order", "target", "target_name"},
  check = function(chart) return use "drawing/guide".too_many(#chart.series) end,
  draw = draw,
  say = function(chart) return use "drawing/finding".plain(chart, {total = false}) end,
}
