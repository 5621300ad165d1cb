-- How much of its target each row has reached: bars towards a mark at 100 %.
--
-- Rows may have units of their own, since each is compared with its own target. With `start`, `end` and
-- `as_of` a line shows how much of the time is over.
local LINE, BAR, GAP = 20, 16, 16
local REACH_MOST = 1.5 -- a bar ends there and is marked as cut; its number says how much it is

local WORDS = {
  missing = label("没有写目标 target；写一个数值，或写有目标的列名", "沒有寫目標 target；寫一個數值，或寫有目標的欄名",
    "no target is given; write a number under `target`, or the column of targets"),
  no_time = label("start、end 应是日期，start 在前，并写上 as_of", "start、end 應是日期，start 在前，並寫上 as_of",
    "`start` and `end` are dates, the first before the second, and `as_of` is needed with them"),
  of = label("{1} / {2}", "{1} / {2}", "{1} of {2}"),
  not_yet = label("{1}，目标{2}", "{1}，目標{2}", "{1}, target {2}"),
  no_target = label("没有目标", "沒有目標", "no target"),
  time = label("时间已过{1}", "時間已過{1}", "{1} of the time is over"),
  met = label("{1}项有目标，{2}项已达到。", "{1}項有目標，{2}項已達到。", "{2} of {1} targets are met."),
  one = label("{1}完成{2}（{3}，目标{4}）。", "{1}完成{2}（{3}，目標{4}）。", "{1}: {2} ({3} of {4})."),
  ends = label("完成比例最高的是{1}（{2}），最低的是{3}（{4}）。", "完成比例最高的是{1}（{2}），最低的是{3}（{4}）。",
    "Furthest: {1} ({2}); least: {3} ({4})."),
  all_alike = label("完成比例都是{1}。", "完成比例都是{1}。", "All are at {1}."),
}

-- A percentage with one decimal, by which nothing looks complete before it is.
local function percent_text(part)
  local text = ("%.1f"):format(part * 100)
  if part < 1 and text == "100.0" then
    text = "99.9"
  end
  return text:replace("-", "−") .. "%"
end

local function target_of(chart, row)
  local column = chart.target_column
  if column then
    return column.values[row] or nil, column.exact[row]
  end
  return chart.target, chart.target_text
end

local function with_unit(chart, row, text)
  local series, units = chart.series[1], chart.units
  local unit = units and units.cells[row] or series.percent and "%" or series.unit or ""
  return use "drawing/number".show(text) .. unit
end

-- The rows with value, target and what part of it is reached.
local function rows_of(chart)
  local words, series = use "drawing/words", chart.series[1]
  local rows = {}
  for row = 1, chart.rows do
    local value = series.values[row]
    local target, target_text = target_of(chart, row)
    local item = {row = row, place = series.place, name = chart.names[row], value = value, hot = chart.hot_rows[row]}
    local shown = value and with_unit(chart, row, series.exact[row]) or words.pick(words.not_recorded)
    if target and target > 0 then
      item.part = value and value / target
      item.target = with_unit(chart, row, target_text)
      item.said = words.say(value and WORDS.of or WORDS.not_yet, shown, item.target)
      item.percent = item.part and percent_text(item.part) or ""
    else
      item.said, item.percent = shown, words.pick(WORDS.no_target)
    end
    item.shown = shown
    rows[row] = item
  end
  return rows
end

-- The part of the time that is over, 0 to 1; nil when the days are not all told.
local function time_share(chart)
  local calendar = use "drawing/calendar"
  local spec = chart.spec
  if not (spec.start and spec["end"] and spec.as_of) then
    return nil
  end
  local first = calendar.span(spec.start)
  local _, last = calendar.span(spec["end"])
  local _, now = calendar.span(spec.as_of)
  if first and last and now and last > first then
    return math.max(0, math.min(1, (now - first + 1) / (last - first + 1)))
  end
end

-- What stands above the bar: the name at the left and the numbers at the right, below each other where
-- they do not fit side by side.
local function measure(item, canvas)
  local text = use "drawing/text"
  item.numbers = item.percent ~= "" and item.said .. "　" .. item.percent or item.said
  local room = canvas.width - text.width(item.numbers) - 16
  item.beside = room >= 200
  item.lines = text.wrap(item.name, item.beside and room or canvas.width, 3)
  item.number_lines = text.wrap(item.numbers, canvas.width, 3)
  item.height = (#item.lines + (item.beside and 0 or #item.number_lines)) * LINE + 4 + BAR
end

local function draw_bar(canvas, item, y, full)
  local mark = use "drawing/mark"
  local shapes = {{"rect", x = 0, y = y, width = full, height = BAR, class = "axis",
    stroke = "currentColor", fill = "none"}}
  if not item.part then
    if item.target then
      shapes[1].fill, shapes[1].class = mark.missing_fill(canvas), "gap"
    else
      shapes[1]["stroke-dasharray"] = "3 3"
    end
    return shapes
  end
  local length = full * math.max(0, math.min(item.part, REACH_MOST))
  local bar = {mark.cell({"rect", x = 0, y = y, width = length, height = BAR}, item.row, item.place)}
  if item.part > REACH_MOST then
    bar[2] = {"path", class = "paper", color = "#fff", stroke = "currentColor", ["stroke-width"] = 3, fill = "none",
      d = {"M", length - 16, y + BAR + 1, "l", 6, -BAR - 2, "m", 1, BAR + 2, "l", 6, -BAR - 2}}
  end
  shapes[2] = mark.series(1, {fill = "currentColor"}, bar)
  shapes[3] = {"path", class = "target", color = "#000", stroke = "currentColor", ["stroke-width"] = 3,
    d = mark.path {{full, y - 4}, {full, y + BAR + 4}}}
  return shapes
end

local function draw_row(canvas, item, y, full)
  local text = use "drawing/text"
  local name = text.lines(0, y + 15, item.lines, {["font-weight"] = item.hot and "bold" or nil})
  if item.beside then
    local numbers = {"text", x = canvas.width, y = y + 15, ["text-anchor"] = "end", item.numbers}
    return {name, numbers, draw_bar(canvas, item, y + #item.lines * LINE + 4, full)}
  end
  local below = y + #item.lines * LINE
  return {name, text.lines(0, below + 15, item.number_lines), draw_bar(canvas, item, y + item.height - BAR, full)}
end

-- The scale below the bars, and the time that is over as a mark on each of them.
local function draw_marks(canvas, full, bottom, time, bars)
  local text = use "drawing/text"
  local shapes = {"g", class = "quiet", color = "#555", fill = "currentColor",
    {"text", x = 0, y = bottom + 18, "0%"},
    {"text", x = math.min(full, canvas.width - 20), y = bottom + 18, ["text-anchor"] = "middle", "100%"}}
  if not time then
    return shapes
  end
  local x, lines = full * time, {}
  for _, y in ipairs(bars) do
    for _, item in ipairs {"M", x, y - 5, "V", y + BAR + 5} do
      lines[#lines + 1] = item
    end
  end
  local said = use "drawing/words".say(WORDS.time, percent_text(time))
  local width = text.width(said)
  local left = math.max(0, math.min(x - width / 2, canvas.width - width))
  return {shapes,
    {"path", class = "paper", color = "#fff", stroke = "currentColor", ["stroke-width"] = 5, d = lines},
    {"path", class = "zero", stroke = "currentColor", ["stroke-width"] = 2,
      ["stroke-dasharray"] = "4 2", d = lines},
    {"path", class = "zero", fill = "currentColor",
      d = {"M", x, bottom + 22, "l", 5, 8, "h", -10, "Z"}},
    {"text", x = left, y = bottom + 46, said},
  }
end

local function draw(chart, canvas)
  local rows = rows_of(chart)
  local reach = 1
  for _, item in ipairs(rows) do
    reach = math.max(reach, math.min(item.part or 0, REACH_MOST))
  end
  local full = (canvas.width - 4) / reach
  local shapes, bars, y = {}, {}, 2
  for _, item in ipairs(rows) do
    measure(item, canvas)
    shapes[#shapes + 1] = draw_row(canvas, item, y, full)
    y = y + item.height + GAP
    bars[#bars + 1] = y - GAP - BAR
  end
  local time = time_share(chart)
  shapes[#shapes + 1] = draw_marks(canvas, full, y - GAP + 4, time, bars)
  canvas.height = y - GAP + (time and 58 or 28)
  return shapes
end

local function say(chart)
  local words, finding = use "drawing/words", use "drawing/finding"
  local rows = filter(rows_of(chart), function(item) return item.part end)
  local said = {}
  if #rows == 1 then
    said[1] = words.say(WORDS.one, rows[1].name, rows[1].percent, rows[1].shown, rows[1].target)
  elseif #rows > 1 then
    local by_part = sorted(rows, function(a, b) return a.part > b.part end)
    local most, least = by_part[1], by_part[#by_part]
    said[1] = words.say(WORDS.met, #rows, #filter(rows, function(item) return item.part >= 1 end))
    said[2] = most.part == least.part and words.say(WORDS.all_alike, most.percent)
      or words.say(WORDS.ends, most.name, most.percent, least.name, least.percent)
  end
  local time = time_share(chart)
  if time then
    said[#said + 1] = words.say(WORDS.time, percent_text(time)) .. (site.language == "en" and "." or "。")
  end
  said[#said + 1] = finding.missing(chart)
  return use "drawing/sentences"(said)
end

local function check(chart)
  if not chart.target and not chart.target_column then
    return WORDS.missing, "target"
  elseif (chart.spec.start or chart.spec["end"]) and not time_share(chart) then
    return WORDS.no_time, chart.spec.start and "start" or "end"
  end
end

return {
  label = label("进度图", "進度圖", "Progress"),
  aliases = {"进度", "完成情况", "進度", "完成情況"},
  wants = {x = "category", y = "number", ["units?"] = "text"},
  options = {"target", "start", "end", "sort", "order"},
  mixed = true,
  bears_units = true,
  check = check,
  totals = "fit",
  draw = draw,
  say = say,
}
