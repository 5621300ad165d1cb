-- Scatter: two numbers of each row as a place. Groups (series) have symbols of their own; a third number may be the
-- size of circles. Highlighted rows are named, and all of them where there are few.

local NAMED_MOST = 8
local RADIUS = 4.5

local WORDS = {
  no_pair = label("没有一行两个数值都有", "沒有一行兩個數值都有", "no row has both numbers"),
  of = label("共{1}个点", "共{1}個點", "{1} points"),
  range = label("{1}在{2}到{3}之间", "{1}在{2}到{3}之間", "{1} lies between {2} and {3}"),
  same = label("{1}为{2}", "{1}為{2}", "{1}: {2}"),
  left_out = label("{1}项缺少数值，没有画出", "{1}項缺少數值，沒有畫出", "{1} without a value are not drawn"),
}

-- The rows that have both numbers.
local function rows_drawn(chart)
  local rows = {}
  for row = 1, chart.rows do
    if chart.x.values[row] and chart.y.values[row] then
      rows[#rows + 1] = row
    end
  end
  return rows
end

local function title_of(column, format)
  return column.label .. (format.unit and "（" .. format.unit .. "）" or "")
end

local function radius_of(chart, row)
  if not chart.size then
    return RADIUS
  end
  local _, high = use "drawing/scale".extent {chart.size.values}
  local value = chart.size.values[row]
  -- an area, and not a radius, stands for the number
  return value and value > 0 and high and math.max(2, math.sqrt(value / high) * 24) or 2
end

-- Names beside their points where nothing else lies: right, left, above or below.
local function name_points(chart, rows, frame)
  local text, taken = use "drawing/text", {}
  for _, row in ipairs(rows) do
    local x, y, radius = frame.x(chart.x.values[row]), frame.y(chart.y.values[row]), radius_of(chart, row)
    taken[#taken + 1] = {x - radius, y - radius, x + radius, y + radius}
  end
  local function free(box)
    for _, other in ipairs(taken) do
      if box[1] < other[3] and other[1] < box[3] and box[2] < other[4] and other[2] < box[4] then
        return false
      end
    end
    return box[1] >= frame.left and box[3] <= frame.right + 6 and box[2] >= frame.top - 16
  end
  local made = {"g", class = "halo"}
  for _, row in ipairs(rows) do
    local hot = chart.hot_rows[row]
    if hot or not chart.hot and #rows <= NAMED_MOST then
      local name = text.cut(chart.names[row], 160, 15)
      local width, radius = text.width(name, 15), radius_of(chart, row) + 3
      local x, y = frame.x(chart.x.values[row]), frame.y(chart.y.values[row])
      for _, at in ipairs {
        {x + radius, y + 5}, {x - radius - width, y + 5}, {x - width / 2, y - radius - 2},
        {x - width / 2, y + radius + 14},
      } do
        local box = {at[1], at[2] - 13, at[1] + width, at[2] + 3}
        if free(box) then
          taken[#taken + 1] = box
          made[#made + 1] = {"text", x = at[1], y = at[2], ["font-weight"] = hot and "bold" or nil, name}
          break
        end
      end
    end
  end
  made["font-size"] = 15
  return made[2] and made or false
end

-- Groups of rows by the column `series`, or all in one.
local function groups_of(chart, rows)
  if not chart.by then
    return {{key = "", items = rows}}
  end
  return group(rows, function(row) return chart.by.cells[row] end)
end

local function draw_group(chart, frame, item, index)
  local mark = use "drawing/mark"
  local shapes, hot = {}, {}
  for _, row in ipairs(item.items) do
    local x, y, radius = frame.x(chart.x.values[row]), frame.y(chart.y.values[row]), radius_of(chart, row)
    local shape = chart.size and {"circle", cx = x, cy = y, r = radius} or mark.symbol(index, x, y, radius)
    shapes[#shapes + 1] = mark.cell(shape, row, chart.y.place)
    hot[#hot + 1] = chart.hot_rows[row] and shape or nil
  end
  local look = {fill = "currentColor", ["fill-opacity"] = chart.size and 0.45 or nil, stroke = "currentColor"}
  return {mark.series(index, look, shapes), hot[1] and mark.outlined(hot) or false}
end

local function draw(chart, canvas)
  local number, scale, legend = use "drawing/number", use "drawing/scale", use "drawing/legend"
  local across = scale.fit({chart.x.values}, {})
  local up = scale.fit({chart.y.values}, {more = {chart.target}})
  if across.log or up.log then
    canvas.notes[1] = use "drawing/words".logarithmic
  end
  local x_format = number.format(chart.x.values, chart.x.unit, chart.x.percent)
  local y_format = number.format(chart.y.values, chart.y.unit, chart.y.percent)
  local rows = rows_drawn(chart)
  local groups, items, top = groups_of(chart, rows), false, 0
  if chart.by then
    items, top = legend.above(canvas, map(groups, function(item, index)
      return {text = item.key, index = index, way = "point"}
    end))
  end
  local inset = chart.size and 26 or 8
  local frame = use "drawing/axis".frame(canvas, {
    scale = up, format = y_format, title = title_of(chart.y, y_format), height = 300,
    inset = inset, foot = inset, top = top + (chart.size and 12 or 0),
    across = across, across_format = x_format, across_title = title_of(chart.x, x_format),
  })
  local marks = map(groups, function(item, index) return draw_group(chart, frame, item, index) end)
  local target = use "drawing/guide".target(merge(chart, {format = y_format}), frame, frame.y, frame.x, "above")
  return {items, frame.under, target, marks, frame.over, name_points(chart, rows, frame)}
end

local function say(chart)
  local words, finding, scale = use "drawing/words", use "drawing/finding", use "drawing/scale"
  local rows, said = rows_drawn(chart), {}
  said[1] = words.say(WORDS.of, #rows)
  for _, column in ipairs {chart.x, chart.y} do
    local values = map(rows, function(row) return column.values[row] end)
    local low, high = scale.extent {values}
    local least, most
    for _, row in ipairs(rows) do
      least = column.values[row] == low and row or least
      most = column.values[row] == high and row or most
    end
    if least and low == high then
      said[#said + 1] = words.say(WORDS.same, column.label, finding.value(chart, column, least))
    elseif least then
      said[#said + 1] = words.say(
        WORDS.range, column.label, finding.value(chart, column, least), finding.value(chart, column, most))
    end
  end
  if #rows < chart.rows then
    said[#said + 1] = words.say(WORDS.left_out, chart.rows - #rows)
  end
  return finding.sentence(said)
end

return {
  label = label("散点图", "散點圖", "Scatter chart"),
  aliases = {"散布图", "气泡图"},
  wants = {x = "number", y = "number", ["size?"] = "number", ["label?"] = "text", ["series?"] = "category"},
  rows_most = 2000,
  options = {"target", "target_name"},
  mixed = true,
  bears_units = true,
  check = function(chart)
    if not rows_drawn(chart)[1] then
      return WORDS.no_pair, "x"
    end
    return use "drawing/guide".too_many(chart.by and #group(chart.by.cells, function(cell) return cell end) or 1)
  end,
  draw = draw,
  say = say,
}
