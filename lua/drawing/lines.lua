-- Lines and areas: values in an order, joined. A gap in the data is a gap in the line.
--
--   draw(chart, canvas, way)   way: "line" | "area"; areas are lengths from zero, lines are positions
--   check(chart)

local SYMBOLS_MOST = 60 -- above that points are dots
local NEGATIVE = label("有负值的数据不能堆叠成面积", "有負值的數據不能堆疊成面積", "areas of negative values cannot be stacked")

local function check(chart)
  local many, key = use "drawing/guide".too_many(#chart.series)
  if many then
    return many, key
  end
  if chart.stacking == "none" then
    return nil
  end
  for _, column in ipairs(chart.series) do
    for _, value in ipairs(column.values) do
      if value and value < 0 then
        return NEGATIVE, "stacking"
      end
    end
  end
  return nil
end

-- Lists of {from, to} by series, {false} where there is none. A stack has a gap wherever one of its values is missing,
-- for what lies above would sink into it.
local function spans(chart)
  if chart.stacking == "none" then
    return map(chart.series, function(column)
      return map(column.values, function(value) return value and {0, value} or {false} end)
    end)
  end
  local made = map(chart.series, function() return {} end)
  for row = 1, chart.rows do
    local whole, all = 0, true
    for _, column in ipairs(chart.series) do
      all = all and column.values[row] ~= false
      whole = whole + (column.values[row] or 0)
    end
    local factor = chart.stacking == "share" and (whole > 0 and 100 / whole or 0) or 1
    local base = 0
    for place, column in ipairs(chart.series) do
      local value = (column.values[row] or 0) * factor
      made[place][row] = all and {base, base + value} or {false}
      base = base + value
    end
  end
  return made
end

local function tops(span_list)
  return map(span_list, function(span) return span[1] and span[2] or false end)
end

-- ---- what the lines are called

local function last_row(values)
  for row = #values, 1, -1 do
    if values[row] then
      return row
    end
  end
  return nil
end

-- Series by their label and last value where both fit at the end of the line; by label alone, as shares are; or nil.
local function plan_ends(chart, height)
  local legend = use "drawing/legend"
  local long, short = {}, {}
  for place, column in ipairs(chart.series) do
    local row = last_row(column.values)
    local value = row and chart.format.value(column.values[row], column.exact[row]) or ""
    short[place] = #chart.series > 1 and column.label or value
    long[place] = #chart.series > 1 and chart.stacking ~= "share" and column.label .. " " .. value or short[place]
  end
  for _, texts in ipairs {long, short} do
    local room = legend.ends_room(texts, height)
    if room then
      return texts, room
    end
  end
  return nil, 0
end

-- Labels at line ends stand where the lines end; a line that ends early would have its label far off.
local function all_end_late(chart)
  for _, column in ipairs(chart.series) do
    local row = last_row(column.values)
    if row and row < chart.rows - chart.rows // 6 then
      return false
    end
  end
  return true
end

local function end_labels(chart, view)
  local items, x = {}, view.frame.x(chart.rows)
  for place, column in ipairs(chart.series) do
    local row = last_row(view.tops[place])
    if row then
      local span = view.spans[place][row]
      local y = view.frame.y(span[2])
      if chart.stacking ~= "none" then
        y = (y + view.frame.y(span[1])) / 2
      end
      items[#items + 1] = {text = view.ends[place], y = y, index = column.index, bold = column.hot}
    end
  end
  return use "drawing/legend".at_ends(items, x + 2, view.frame.top, view.frame.bottom)
end

-- ---- marks

local function radius_for(chart)
  return chart.rows > SYMBOLS_MOST and 1.8 or chart.rows > 24 and 3.2 or 4.5
end

local function points(chart, view, place, index)
  local mark = use "drawing/mark"
  local column, radius = chart.series[place], radius_for(chart)
  local shapes, hot = {}, {}
  for row, value in ipairs(view.tops[place]) do
    if value then
      local x, y = view.frame.x(row), view.frame.y(value)
      local size = chart.hot_rows[row] and radius + 2 or radius
      local shape = radius < 2 and {"circle", cx = x, cy = y, r = size} or mark.symbol(index, x, y, size)
      shapes[#shapes + 1] = mark.cell(shape, row, column.place)
      hot[#hot + 1] = chart.hot_rows[row] and shape or nil
    end
  end
  return shapes, hot
end

-- The outline of one run of an area: along its tops, and back along its bottoms.
local function area_path(view, place, run)
  local mark = use "drawing/mark"
  local corners = map(run, function(point) return {point[1], point[2]} end)
  for index = #run, 1, -1 do
    local span = view.spans[place][run[index][3]]
    corners[#corners + 1] = {run[index][1], view.frame.y(span[1])}
  end
  return {"path", d = mark.path(corners, true)}
end

local function line_of(view, place, column)
  local d = {}
  for _, run in ipairs(view.runs[place]) do
    for _, item in ipairs(run[2] and use "drawing/mark".path(run) or {}) do
      d[#d + 1] = item
    end
  end
  return d[1] and {
    "path", d = d, fill = "none", stroke = "currentColor", ["stroke-width"] = column.hot and 4 or 2.5,
    ["stroke-linejoin"] = "round", ["stroke-dasharray"] = use "drawing/mark".dash(column.index) or nil,
  } or false
end

local function mark_series(chart, canvas, view, place)
  local mark, column = use "drawing/mark", chart.series[place]
  local shapes, hot = points(chart, view, place, column.index)
  local fills = false
  if view.way == "area" then
    local stacked = chart.stacking ~= "none"
    fills = {"g", fill = mark.fill(canvas, column.index), ["fill-opacity"] = not stacked and 0.3 or nil,
      map(view.runs[place], function(run) return run[2] and area_path(view, place, run) end)}
  end
  return mark.series(column.index, {fill = "currentColor"}, {
    fills, line_of(view, place, column), {"g", shapes}, hot[1] and mark.outlined(hot) or false,
  })
end

-- ---- values at points

-- One series with few points has its values written; otherwise the highlighted alone.
local function value_labels(chart, view, canvas)
  local text, column = use "drawing/text", chart.series[1]
  if #chart.series > 1 then
    return false
  end
  local texts = map(column.values, function(value, row)
    return value and chart.format.value(value, column.exact[row]) or ""
  end)
  local all = not view.at and text.widest(texts, 15) + 6 <= (canvas.width - 70) / chart.rows
  local made = {"g", class = "halo", ["text-anchor"] = "middle", ["font-size"] = 15}
  for row, value in ipairs(column.values) do
    if value and (all or chart.hot_rows[row]) then
      local before, after = column.values[row - 1], column.values[row + 1]
      local dips = before and after and value < before and value < after
        and view.frame.y(value) + 24 < view.frame.bottom
      made[#made + 1] = {"text", x = view.frame.x(row), y = view.frame.y(value) + (dips and 22 or -10),
        ["font-weight"] = chart.hot_rows[row] and "bold" or nil, texts[row]}
    end
  end
  view.labelled = all
  return made[2] and made or false
end

local function scale_for(chart, view)
  local more = {}
  if chart.target then
    more[1] = chart.target
  end
  for _, value in ipairs(chart.target_column and chart.target_column.values or {}) do
    more[#more + 1] = value
  end
  return use "drawing/scale".fit(view.tops, {lengths = view.way == "area", more = more})
end

local function draw(chart, canvas, way)
  local legend, words, guide = use "drawing/legend", use "drawing/words", use "drawing/guide"
  local view = {way = way, spans = spans(chart), at = guide.uneven(chart)}
  view.tops = map(view.spans, tops)
  local scale = scale_for(chart, view)
  if scale.log then
    canvas.notes[#canvas.notes + 1] = words.logarithmic
  end
  local rows, top, room = false, 0, 0
  if #chart.series > 1 then
    if all_end_late(chart) then
      view.ends, room = plan_ends(chart, 250)
    end
    if not view.ends then
      rows, top = legend.above(canvas, map(chart.series, function(column)
        return {text = column.label, index = column.index, way = way == "line" and "line" or "fill"}
      end))
    end
  end
  local share = chart.stacking == "share"
  local format = share and use "drawing/number".format({100}, nil, true) or chart.format
  view.frame = use "drawing/axis".frame(canvas, {
    scale = scale, format = format, categories = chart.names, at = view.at, top = top,
    right = view.ends and room or guide.target_room(chart),
  })
  view.runs = map(view.tops, function(values) return guide.runs(values, view.frame.x, view.frame.y) end)
  local marks = map(chart.series, function(_, place) return mark_series(chart, canvas, view, place) end)
  return {
    rows, view.frame.under, marks, view.frame.over,
    guide.target(chart, view.frame, view.frame.y, view.frame.x, view.ends and "above" or "beside"),
    value_labels(chart, view, canvas),
    view.ends and end_labels(chart, view) or false,
  }
end

return {draw = draw, check = check}
