-- One small panel for each series, all with the same scales, so that many can be compared.
--
-- The panels show lines where the names are times, else columns; `shape` says otherwise. The last value
-- of each stands beside its name.
local PANELS_MOST = 24
local SPACE, PLOT, FOOT = 18, 84, 22 -- between panels; the height of the marks, and of what is below them
local LINE, SMALL = 19, 13

local NO_DATA = label("没有数据", "沒有數據", "No data")
local WORDS = {
  many = label("有{1}个系列，小图最多{2}个；请用 y 或 rows 选出要画的", "有{1}個系列，小圖最多{2}個；請用 y 或 rows 選出要畫的",
    "there are {1} series and at most {2} panels; choose some by `y` or `rows`"),
  shape = label("shape 不能是“{1}”；可用：line、column", "shape 不能是「{1}」；可用：line、column",
    "shape cannot be '{1}'; it is line or column"),
  changes = label("从{1}到{2}：{3}项增加，{4}项减少，{5}项不变。", "從{1}到{2}：{3}項增加，{4}項減少，{5}項不變。",
    "From {1} to {2}: {3} up, {4} down, {5} as before."),
}
local SHAPES = {line = "line", ["折线"] = "line", ["折線"] = "line", column = "column", ["柱形"] = "column"}

local function is_line(chart)
  local shape = SHAPES[chart.spec.shape or ""]
  return shape == "line" or not shape and chart.in_time
end

local function last_row(series)
  for row = #series.values, 1, -1 do
    if series.values[row] then
      return row
    end
  end
end

-- The runs of points without a gap.
local function runs_of(values, x, y)
  local runs, run = {}, nil
  for row, value in ipairs(values) do
    if not value then
      run = nil
    else
      if not run then
        run = {}
        runs[#runs + 1] = run
      end
      run[#run + 1] = {x(row), y(value), row}
    end
  end
  return runs
end

local function draw_line(series, x, y)
  local mark = use "drawing/mark"
  local shapes = {}
  for _, run in ipairs(runs_of(series.values, x, y)) do
    if #run > 1 then
      shapes[#shapes + 1] = {"path", fill = "none", stroke = "currentColor", ["stroke-width"] = 2, d = mark.path(run)}
    else
      shapes[#shapes + 1] = {"circle", cx = run[1][1], cy = run[1][2], r = 2.5}
    end
  end
  local row = last_row(series)
  shapes[#shapes + 1] = mark.cell({"circle", cx = x(row), cy = y(series.values[row]), r = 3.5}, row, series.place)
  return shapes
end

local function draw_columns(series, x, y, band)
  local mark, shapes = use "drawing/mark", {}
  local width = math.min(28, math.max(1, band * 0.72))
  for row, value in ipairs(series.values) do
    if value then
      local top, bottom = math.min(y(value), y(0)), math.max(y(value), y(0))
      shapes[#shapes + 1] = mark.cell({"rect", x = x(row) - width / 2, y = top, width = width,
        height = math.max(bottom - top, 0.8)}, row, series.place)
    end
  end
  return shapes
end

-- What holds for all panels: how many stand side by side, and where things lie in one.
local function plan_of(chart, canvas, scale)
  local text = use "drawing/text"
  local count = #chart.series
  local plan = {across = count == 1 and 1 or (count <= 4 and 2 or 3)}
  plan.ticks = {scale.ticks[1], scale.ticks[#scale.ticks]}
  if not scale.log and scale.low < 0 and scale.high > 0 then
    table.insert(plan.ticks, 2, 0.0)
  end
  plan.left = text.widest(map(plan.ticks, chart.format.tick), SMALL) + 6
  plan.width = (canvas.width - SPACE * (plan.across - 1)) / plan.across
  plan.names, plan.heads, plan.tops = {}, {}, {[0] = 2}
  for place, series in ipairs(chart.series) do
    local row = last_row(series)
    local value = row and chart.format.value(series.values[row], series.exact[row]) or ""
    if row and row < chart.rows then
      value = value .. "（" .. text.cut(chart.names[row], plan.width * 0.3) .. "）"
    end
    local line = (place - 1) // plan.across
    local lines = text.wrap(series.label, plan.width - text.width(value) - 10, 3)
    plan.names[place] = {lines = lines, value = value}
    plan.heads[line] = math.max(plan.heads[line] or 0, #lines * LINE + 12)
    plan.tops[line + 1] = plan.tops[line] + plan.heads[line] + PLOT + FOOT + SPACE
  end
  plan.lines = is_line(chart)
  return plan
end

-- Lines across at the ends of the scale and at zero.
local function draw_grid(chart, plan, left, y)
  local grid = {"g", class = "grid", color = "#d0d0d0"}
  local labels = {"g", class = "quiet", color = "#555", fill = "currentColor", ["font-size"] = SMALL,
    ["text-anchor"] = "end"}
  for _, tick in ipairs(plan.ticks) do
    local line = {"path", stroke = "currentColor", d = {"M", left + plan.left, y(tick), "H", left + plan.width}}
    if tick == 0 then
      line.class, line.color = "zero", "#000"
    end
    grid[#grid + 1] = line
    labels[#labels + 1] = {"text", x = left + plan.left - 5, y = y(tick) + 4.5, chart.format.tick(tick)}
  end
  return {grid, labels}
end

-- Below columns all names where they fit, else the first and the last at the sides.
local function draw_names(chart, plan, left, y, x)
  local text = use "drawing/text"
  local names = {"g", class = "quiet", color = "#555", fill = "currentColor", ["font-size"] = SMALL}
  local inner = plan.width - plan.left
  if not plan.lines and text.widest(chart.names, SMALL) + 6 <= inner / chart.rows then
    names["text-anchor"] = "middle"
    for row, name in ipairs(chart.names) do
      names[#names + 1] = {"text", x = x(row), y = y, name}
    end
    return names
  end
  local room = chart.rows > 1 and (inner - 8) / 2 or inner
  names[2] = {"text", x = left + plan.left, y = y, text.cut(chart.names[1], room, SMALL)}
  names[3] = chart.rows > 1 and {"text", x = left + plan.width, y = y, ["text-anchor"] = "end",
    text.cut(chart.names[chart.rows], room, SMALL)} or nil
  return names
end

-- Where the rows stand in a panel: at the middles of bands, or from side to side for lines.
local function rows_of(chart, plan, left)
  local bands = use "drawing/scale".bands(chart.rows, left + plan.left, left + plan.width)
  if not plan.lines or chart.rows == 1 then
    return bands.middle, bands.width
  end
  local step = (plan.width - plan.left - 8) / (chart.rows - 1)
  return function(row) return left + plan.left + 4 + (row - 1) * step end, step
end

local function draw_panel(chart, plan, scale, place)
  local text, mark, scales = use "drawing/text", use "drawing/mark", use "drawing/scale"
  local series, name, line = chart.series[place], plan.names[place], (place - 1) // plan.across
  local left, top = (place - 1) % plan.across * (plan.width + SPACE), plan.tops[line]
  local bottom = top + plan.heads[line] + PLOT
  local y = scales.place(scale, bottom, top + plan.heads[line])
  local x, band = rows_of(chart, plan, left)
  local weight = series.hot and "bold" or nil
  local shapes = {
    text.lines(left, top + 14, name.lines, {["font-weight"] = weight}),
    {"text", x = left + plan.width, y = top + 14, ["text-anchor"] = "end", ["font-weight"] = "bold", name.value},
    draw_grid(chart, plan, left, y),
    draw_names(chart, plan, left, bottom + FOOT - 6, x),
  }
  if not last_row(series) then
    shapes[5] = {"text", x = left + (plan.left + plan.width) / 2, y = bottom - PLOT / 2 + 5, class = "quiet",
      color = "#555", fill = "currentColor", ["text-anchor"] = "middle", use "drawing/words".pick(NO_DATA)}
    return shapes
  end
  local marks = plan.lines and draw_line(series, x, y) or draw_columns(series, x, y, band)
  shapes[5] = mark.series(1, {fill = "currentColor"}, marks)
  return shapes
end

local function draw(chart, canvas)
  local scales, words = use "drawing/scale", use "drawing/words"
  local lists = map(chart.series, function(one) return one.values end)
  local scale = scales.fit(lists, {lengths = not is_line(chart), count = 4})
  local plan, shapes = plan_of(chart, canvas, scale), {}
  for place in ipairs(chart.series) do
    shapes[place] = draw_panel(chart, plan, scale, place)
  end
  canvas.height = plan.tops[#plan.tops] - SPACE
  if scale.log then
    canvas.notes[#canvas.notes + 1] = words.logarithmic
  elseif scales.lengths_lost(lists) then
    canvas.notes[#canvas.notes + 1] = words.lengths_lost
  end
  return shapes
end

local function check(chart)
  local words = use "drawing/words"
  if #chart.series > PANELS_MOST then
    return words.fill(WORDS.many, #chart.series, PANELS_MOST), "y"
  elseif chart.spec.shape and not SHAPES[chart.spec.shape] then
    return words.fill(WORDS.shape, chart.spec.shape), "shape"
  end
end

-- How many series rose and fell between the first row and the last; nil where some have no value there.
local function changes(chart)
  local up, down, same = 0, 0, 0
  for _, column in ipairs(chart.series) do
    local first, last = column.values[1], column.values[chart.rows]
    if not first or not last then
      return nil
    end
    up, down = up + (last > first and 1 or 0), down + (last < first and 1 or 0)
    same = same + (last == first and 1 or 0)
  end
  return up, down, same
end

local function say(chart)
  local words = use "drawing/words"
  local said = use "drawing/finding".plain(chart)
  local up, down, same = changes(chart)
  if not up or chart.rows < 2 or #chart.series < 2 or not chart.in_time then
    return said
  end
  local change = words.say(WORDS.changes, chart.names[1], chart.names[chart.rows], up, down, same)
  return use "drawing/sentences" {change, said}
end

return {
  label = label("小图组", "小圖組", "Small multiples"),
  aliases = {"多图", "分面图", "多圖", "分面圖"},
  wants = {x = "category", y = "numbers"},
  options = {"shape", "order"},
  check = check,
  draw = draw,
  say = say,
}
