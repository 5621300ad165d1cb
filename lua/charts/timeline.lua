-- Events on an axis of time, each with its label; an event with an end is a bar.
--
-- A label begins at the day of its event. Of two that would overlap the earlier stands on the higher
-- level, so lines down to the axis never cross a label, and from the top the events read in order.
local WIDTH, LEFT, LINE = 640, 8, 20
local EVENTS_MOST = 60
local LABEL_MOST, LINES_MOST = 208, 3
local BAR, GAP, SMALL, INDENT = 8, 8, 13, 6 -- of a bar and between levels; the day's size; from the line to the label

local WORDS = {
  many = label("有{1}件事，时间轴最多{2}件；请用 rows 选出要画的行，或分成几张图",
    "有{1}件事，時間軸最多{2}件；請用 rows 選出要畫的行，或分成幾張圖",
    "there are {1} events and a timeline has at most {2}; choose rows by `rows`, or make several charts"),
  no_dates = label("没有一行有日期", "沒有一行有日期", "no row has a date"),
  one = label("{1}：{2}。", "{1}：{2}。", "{1}: {2}."),
  span = label("共{1}件：最早是{2}（{3}），最晚是{4}（{5}）。", "共{1}件：最早是{2}（{3}），最晚是{4}（{5}）。",
    "{1} events: first {2} ({3}), last {4} ({5})."),
  days = label("相隔{1}天。", "相隔{1}天。", "They are {1} days apart."),
  undated = label("没有日期、没有画出：{1}。", "沒有日期、沒有畫出：{1}。", "Without a date and not drawn: {1}."),
}

-- Where the axis ends on the right, so that the label of every event has room beside its day.
local function axis_end(events, low, high)
  local right = WIDTH - LEFT
  for _, event in ipairs(events) do
    if event.first > low then
      local part = (event.first - low) / (high - low)
      right = math.min(right, LEFT + (WIDTH - 2 - event.width - LEFT) / part)
    end
  end
  return right
end

-- Gives each event its level, 1 nearest to the axis: above all later ones that begin under it.
local function stack(events)
  local levels = 0
  for place = #events, 1, -1 do
    local event = events[place]
    event.level = 1
    for later = place + 1, #events do
      if events[later].x < event.right + GAP then
        event.level = math.max(event.level, events[later].level + 1)
      end
    end
    levels = math.max(levels, event.level)
  end
  return levels
end

-- What stands at an event, and how wide that is.
local function measure(events)
  local text = use "drawing/text"
  for _, event in ipairs(events) do
    event.lines = text.balance(event.label, LABEL_MOST, LINES_MOST)
    event.width = INDENT + math.max(text.widest(event.lines), text.width(event.when, SMALL))
    event.height = SMALL * 1.3 + #event.lines * LINE + (event.last > event.first and BAR + 4 or 0)
  end
end

-- Round days below the axis, as many as have room.
local function draw_ticks(low, high, right, y, at)
  local calendar, text, mark = use "drawing/calendar", use "drawing/text", use "drawing/mark"
  local texts, lines = {"g", class = "quiet", color = "#555", fill = "currentColor", ["text-anchor"] = "middle"}, {}
  local free = -math.huge
  for _, tick in ipairs(calendar.ticks(low, high, math.max(1, (right - LEFT) // 84))) do
    local x, half = at(tick.day), text.width(tick.text) / 2
    lines[#lines + 1] = {"path", d = mark.path {{x, y}, {x, y + 6}}}
    local middle = math.max(half, math.min(x, WIDTH - half))
    if middle - half >= free then
      texts[#texts + 1] = {"text", x = middle, y = y + 22, tick.text}
      free = middle + half + 8
    end
  end
  return {{"g", class = "axis", stroke = "currentColor", table.unpack(lines)}, texts}
end

-- The day, the label, the bar of what lasts, and the line down to the axis.
local function draw_event(event, y, axis)
  local text, mark = use "drawing/text", use "drawing/mark"
  local lasts = event.last > event.first
  local top = y + SMALL
  local shapes = {
    {"path", class = "gap", color = "#767676", stroke = "currentColor", d = {"M", event.x, y, "V", axis}},
    {"text", x = event.x + INDENT, y = top, class = "quiet", color = "#555", fill = "currentColor",
      ["font-size"] = SMALL, event.when},
    text.lines(event.x + INDENT, top + LINE - 2, event.lines, {["font-weight"] = event.hot and "bold" or nil}),
  }
  local bar = {"rect", x = event.x, y = y + event.height - BAR, width = event.x_last - event.x, height = BAR}
  local symbol = lasts and bar or {"circle", cx = event.x, cy = axis, r = 4.5}
  shapes[4] = mark.series(1, {fill = "currentColor"}, {mark.cell(symbol, event.row, event.column)})
  return shapes
end

-- The events in order of time; those of one day as they are listed.
local function read_events(chart)
  local calendar = use "drawing/calendar"
  local dates, ends, labels = chart.x, chart["end"], chart.label
  local events = {}
  for row, cell in ipairs(dates.cells) do
    local first, _, precision = calendar.span(cell)
    if first then
      local when = calendar.write(first, precision)
      local end_first, end_last, end_precision = nil, nil, nil
      if ends then
        end_first, end_last, end_precision = calendar.span(ends.cells[row])
      end
      if end_first and end_last >= first then
        when = when .. " – " .. calendar.write(end_first, end_precision)
      end
      events[#events + 1] = {
        row = row, column = dates.place, hot = chart.hot_rows[row],
        label = labels.cells[row], precision = precision, when = when, first = first,
        last = end_last and math.max(end_last, first) or first,
      }
    end
  end
  return sorted(events, function(a, b) return a.first < b.first end)
end

local function events_of(chart)
  chart.events = chart.events or read_events(chart)
  return chart.events
end

local function draw(chart, canvas)
  local events = events_of(chart)
  measure(events)
  local low, high = events[1].first, events[1].last
  for _, event in ipairs(events) do
    high = math.max(high, event.last)
  end
  local right = axis_end(events, low, high)
  local function at(day)
    return high > low and LEFT + (right - LEFT) * (day - low) / (high - low) or LEFT
  end
  for _, event in ipairs(events) do
    event.x, event.x_last = at(event.first), math.max(at(event.last), at(event.first) + 3)
    event.right = math.max(event.x + event.width, event.x_last)
  end
  local heights = {}
  for level = 1, stack(events) do
    heights[level] = 0
  end
  for _, event in ipairs(events) do
    heights[event.level] = math.max(heights[event.level], event.height + GAP)
  end
  local tops, axis = {}, 2
  for level = #heights, 1, -1 do
    tops[level] = axis
    axis = axis + heights[level]
  end
  axis = axis + 6
  local shapes = {
    draw_ticks(low, high, right, axis, at),
    {"path", class = "axis", stroke = "currentColor", d = {"M", LEFT, axis, "H", WIDTH - LEFT}},
  }
  for _, event in ipairs(events) do
    shapes[#shapes + 1] = draw_event(event, tops[event.level], axis)
  end
  canvas.height = axis + 30
  return shapes
end

local function check(chart)
  local dated = #events_of(chart)
  if dated == 0 then
    return WORDS.no_dates, "x"
  elseif dated > EVENTS_MOST then
    return use "drawing/words".fill(WORDS.many, dated, EVENTS_MOST)
  end
end

local function say(chart)
  local words, number = use "drawing/words", use "drawing/number"
  local events, said, undated = events_of(chart), {}, {}
  local first, last = events[1], events[#events]
  if #events == 1 then
    said[1] = words.say(WORDS.one, first.when, first.label)
  else
    said[1] = words.say(WORDS.span, #events, first.label, first.when, last.label, last.when)
    if first.precision == "day" and last.precision == "day" then
      said[2] = words.say(WORDS.days, number.show(last.first - first.first))
    end
  end
  for row, day in ipairs(chart.x.days) do
    undated[#undated + 1] = not day and chart.label.cells[row] or nil
  end
  said[#said + 1] = #undated > 0 and words.say(WORDS.undated, words.list(undated, 8)) or nil
  return use "drawing/sentences"(said)
end

return {
  label = label("时间轴", "時間軸", "Timeline"),
  aliases = {"时间线", "大事记", "時間線", "大事記"},
  wants = {x = "date", label = "text", ["end?"] = "date"},
  options = {},
  check = check,
  draw = draw,
  say = say,
}
