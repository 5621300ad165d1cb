-- One number, large, with its change against the one before, and a small line of all where there are more.
local LARGE, LEAST, SMALL, LINE = 52, 24, 13, 22
local UNIT = 0.42 -- of the number's size
local SPARK_WIDTH, SPARK_HEIGHT = 250, 72

local WORDS = {
  up = label("比{1}增加{2}", "比{1}增加{2}", "up {2} from {1}"),
  down = label("比{1}减少{2}", "比{1}減少{2}", "down {2} from {1}"),
  same = label("与{1}持平", "與{1}持平", "as in {1}"),
  percent = label("（{1}%）", "（{1}%）", " ({1}%)"),
  is = label("{1}：{2}。", "{1}：{2}。", "{1}: {2}."),
  is_and = label("{1}：{2}，{3}。", "{1}：{2}，{3}。", "{1}: {2}, {3}."),
}

-- The last value and the one before: rows, nil where there is none.
local function last_two(series)
  local rows = use "drawing/finding".rows_with(series)
  return rows[#rows], rows[#rows - 1]
end

-- The change in words, and which way it goes: 1, -1 or 0. nil when there is nothing before or it is too
-- long to be exact.
local function change_of(chart, series)
  local words, number, finding = use "drawing/words", use "drawing/number", use "drawing/finding"
  local last, before = last_two(series)
  local difference = before and number.minus(series.exact[last], series.exact[before])
  if not difference then
    return nil
  end
  local size = tonumber(difference)
  if size == 0 then
    return words.say(WORDS.same, chart.names[before]), 0
  end
  local by = difference:replace("-", "")
  by = series.percent and words.fill(words.points, number.show(by)) or finding.amount(series, by)
  local percent = not series.percent and number.change(series.exact[before], series.exact[last])
  local said = words.say(size > 0 and WORDS.up or WORDS.down, chart.names[before], by)
  if percent then
    said = said .. words.say(WORDS.percent, (size > 0 and "+" or "") .. number.show(percent))
  end
  return said, size > 0 and 1 or -1
end

local ARROWS = {[1] = {{7, 0}, {14, 13}, {0, 13}}, [-1] = {{0, 0}, {14, 0}, {7, 13}}}

local function draw_spark(chart, series, left, top)
  local scales, mark, text = use "drawing/scale", use "drawing/mark", use "drawing/text"
  local low, high = scales.extent {series.values}
  local reach = high > low and high - low or 1
  local rows = #series.values
  local function x(row) return left + 4 + (SPARK_WIDTH - 8) * (row - 1) / math.max(1, rows - 1) end
  local function y(value) return top + SPARK_HEIGHT * (high > low and (high - value) / reach or 0.5) end
  local shapes, run, runs = {}, nil, {}
  for row, value in ipairs(series.values) do
    if value then
      if not run then
        run = {}
        runs[#runs + 1] = run
      end
      run[#run + 1] = {x(row), y(value)}
    else
      run = nil
    end
  end
  for _, points in ipairs(runs) do
    shapes[#shapes + 1] = #points > 1
      and {"path", fill = "none", stroke = "currentColor", ["stroke-width"] = 2, d = mark.path(points)}
      or {"circle", cx = points[1][1], cy = points[1][2], r = 2.5}
  end
  local last = last_two(series)
  shapes[#shapes + 1] = mark.cell({"circle", cx = x(last), cy = y(series.values[last]), r = 5}, last, series.place)
  local room, bottom = SPARK_WIDTH / 2 - 6, top + SPARK_HEIGHT + 22
  local zero = low < 0 and high > 0 and {"path", class = "zero", stroke = "currentColor",
    ["stroke-dasharray"] = "2 3", d = {"M", left, y(0), "H", left + SPARK_WIDTH}} or false
  return {
    zero,
    mark.series(1, {fill = "currentColor"}, shapes),
    {"g", class = "quiet", color = "#555", fill = "currentColor", ["font-size"] = SMALL,
      {"text", x = left, y = bottom, text.cut(chart.names[1], room, SMALL)},
      {"text", x = left + SPARK_WIDTH, y = bottom, ["text-anchor"] = "end", text.cut(chart.names[rows], room, SMALL)}},
  }
end

-- The number with its unit, which stands below where it has no room beside; and where that ends.
local function draw_number(series, row, room, y)
  local text, mark, number = use "drawing/text", use "drawing/mark", use "drawing/number"
  local shown, unit = number.show(series.exact[row]), series.percent and "%" or series.unit or ""
  local beside = text.width(unit, UNIT) + 0.15
  local is_beside = (text.width(shown, 1) + beside) * LEAST <= room
  local size = math.min(LARGE, room / (text.width(shown, 1) + (is_beside and beside or 0)))
  y = y + size
  local large = {"text", x = 0, y = y, ["font-size"] = size, ["font-weight"] = "bold", shown}
  if is_beside then
    large[3] = unit ~= "" and {"tspan", dx = size * 0.12, ["font-size"] = math.max(12, size * UNIT), unit} or nil
    return mark.cell(large, row, series.place), y
  end
  local lines = text.wrap(unit, room, 3)
  return {mark.cell(large, row, series.place), text.lines(0, y + LINE, lines)}, y + #lines * LINE
end

-- The change in words with an arrow, and where it ends.
local function draw_change(said, way, room, y)
  local text, mark = use "drawing/text", use "drawing/mark"
  local left = ARROWS[way] and 22 or 0
  local lines = text.wrap(said, room - left, 3)
  local arrow = ARROWS[way] and {"path", d = mark.path(map(ARROWS[way], function(point)
    return {point[1], point[2] + y + 18}
  end), true)}
  return {arrow or false, text.lines(left, y + 31, lines)}, y + 12 + #lines * LINE
end

local function draw(chart, canvas)
  local text, series = use "drawing/text", chart.series[1]
  local last = last_two(series)
  local spark = #use "drawing/finding".rows_with(series) > 2
  local room = spark and canvas.width - SPARK_WIDTH - 24 or canvas.width
  local names = text.wrap(chart.names[last], room, 3)
  local number, y = draw_number(series, last, room, #names * LINE)
  local shapes = {text.lines(0, 16, names, {class = "quiet", color = "#555", fill = "currentColor"}), number}
  local said, way = change_of(chart, series)
  if said then
    shapes[3], y = draw_change(said, way, room, y)
  end
  if spark then
    shapes[#shapes + 1] = draw_spark(chart, series, canvas.width - SPARK_WIDTH - 4, 14)
    y = math.max(y, SPARK_HEIGHT + 40)
  end
  canvas.height = y + 10
  return shapes
end

local function say(chart)
  local words, finding = use "drawing/words", use "drawing/finding"
  local series = chart.series[1]
  local last = last_two(series)
  local value = finding.value(chart, series, last)
  local change = change_of(chart, series)
  local said = change and words.say(WORDS.is_and, chart.names[last], value, change)
    or words.say(WORDS.is, chart.names[last], value)
  local more = #finding.rows_with(series) > 2 and finding.plain(chart, {change = false, total = false})
    or finding.missing(chart)
  return use "drawing/sentences" {said, more}
end

return {
  label = label("单一数字", "單一數字", "Figure"),
  aliases = {"数字", "指标", "數字", "指標", "数字卡"},
  wants = {x = "category", y = "number"},
  bears_units = true,
  options = {"order"},
  totals = "fit",
  draw = draw,
  say = say,
}
