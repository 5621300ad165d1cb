-- Parts of a whole, as a disc or a ring (`hole: true`).
--
-- More than six parts cannot be told apart by their angles, so they are refused. Every part has its
-- label beside it, with value and share; labels of one side are moved apart where they would
-- overlap, and a line leads from each to its part.
local RADIUS, GAP, LINE = 104, 10, 20
local MOST_PARTS = 6
local TURNS, FAR = 24, 30 -- beginnings that are tried when labels are moved further than that in all

local WORDS = {
  many = label("有{1}个部分，饼图最多{2}个；请改用条形图（bar），或把小的部分并为“其他”",
    "有{1}個部分，餅圖最多{2}個；請改用條形圖（bar），或把小的部分併為「其他」",
    "there are {1} parts and a pie has at most {2}; take a bar chart, or bring small parts together as 其他"),
  negative = label("“{1}”是{2}，负数不是整体的一部分；请改用条形图（bar）", "「{1}」是{2}，負數不是整體的一部分；請改用條形圖（bar）",
    "'{1}' is {2}, and what is below zero is no part of a whole; take a bar chart"),
  nothing = label("各部分都是零或未收录", "各部分都是零或未收錄", "all parts are zero or not recorded"),
  ends = label("占比最高的是{1}（{2}，{3}），最低的是{4}（{5}，{6}）", "佔比最高的是{1}（{2}，{3}），最低的是{4}（{5}，{6}）",
    "largest part: {1} ({2}, {3}), smallest: {4} ({5}, {6})"),
  whole = label("全部是{1}（{2}）", "全部是{1}（{2}）", "all of it is {1} ({2})"),
  total = label("合计", "合計", "Total"),
  under = label("不到0.1%", "不到0.1%", "<0.1%"),
  zero = label("为零、没有画出：{1}", "為零、沒有畫出：{1}", "zero and not drawn: {1}"),
}

-- Where the rim is at a share of the way round, clockwise from the top.
local function rim(centre, radius, share)
  local angle = 2 * math.pi * share
  return centre.x + radius * math.sin(angle), centre.y - radius * math.cos(angle)
end

local function point(x, y)
  return ("%.1f %.1f"):format(x, y)
end

-- An arc from one share to another, in two halves: so that all the way round is an arc too.
local function arc(centre, radius, from, to, sweep)
  local turns = {}
  for _, share in ipairs {(from + to) / 2, to} do
    turns[#turns + 1] = ("A%g %g 0 0 %d %s"):format(radius, radius, sweep, point(rim(centre, radius, share)))
  end
  return table.concat(turns)
end

local function wedge(centre, hole, from, to)
  local start = point(rim(centre, RADIUS, from))
  if hole > 0 then
    return "M" .. start .. arc(centre, RADIUS, from, to, 1) .. "L" .. point(rim(centre, hole, to))
      .. arc(centre, hole, to, from, 0) .. "Z"
  elseif to - from >= 1 then
    return "M" .. start .. arc(centre, RADIUS, from, to, 1) .. "Z"
  end
  return "M" .. point(centre.x, centre.y) .. "L" .. start .. arc(centre, RADIUS, from, to, 1) .. "Z"
end

-- Moves the labels of one side apart: each as near as can be to where it wants to be, in order.
local function settle(labels, centre, top, bottom)
  local free = top
  for _, item in ipairs(labels) do
    local _, wanted = rim(centre, RADIUS + 12, item.middle)
    item.wanted = wanted
    item.y = math.max(wanted - item.height / 2, free)
    free = item.y + item.height + GAP
  end
  local limit = bottom
  for place = #labels, 1, -1 do
    local item = labels[place]
    item.y = math.min(item.y, limit - item.height)
    limit = item.y - GAP
  end
end

-- The parts that are drawn, with where they begin and end on the way round and what is said of them.
local function parts_of(chart)
  local shares = use "drawing/shares"
  local series = chart.series[1]
  local parts = {}
  for row, value in ipairs(series.values) do
    if value and value > 0 then
      parts[#parts + 1] = {
        row = row, name = chart.names[row], value = value, text = series.exact[row], hot = chart.hot_rows[row],
      }
    end
  end
  local tenths = shares.tenths(map(parts, function(part) return part.value end))
  local total, sum = 0.0, 0.0
  for _, part in ipairs(parts) do
    total = total + part.value
  end
  for place, part in ipairs(parts) do
    part.index = place
    part.share = tenths[place] > 0 and shares.text(tenths[place]) or use "drawing/words".pick(WORDS.under)
    part.from = sum / total
    sum = sum + part.value
    part.to = sum / total
  end
  return parts
end

-- What stands at each part, and how high that is.
local function measure(chart, parts, room)
  local text = use "drawing/text"
  for _, part in ipairs(parts) do
    local number = use "drawing/finding".amount(chart.series[1], part.text)
    if text.width(number) > room then
      number = chart.format.value(part.value, part.text) .. (chart.format.unit or "")
    end
    part.lines = text.wrap(part.name, room, 3)
    local both = number .. "　" .. part.share
    if text.width(both) <= room then
      part.lines[#part.lines + 1] = both
    else
      part.lines[#part.lines + 1] = text.cut(number, room)
      part.lines[#part.lines + 1] = part.share
    end
    part.height = #part.lines * LINE
  end
end

-- The labels of the right and of the left side with the parts turned, in the order from top to bottom.
local function labels_of(parts, turn)
  local left, right = {}, {}
  for _, part in ipairs(parts) do
    local middle = ((part.from + part.to) / 2 + turn) % 1
    local item = {part = part, lines = part.lines, height = part.height, middle = middle}
    table.insert(middle < 0.5 and right or left, item)
  end
  local by_height = function(a, b) return math.cos(2 * math.pi * a.middle) > math.cos(2 * math.pi * b.middle) end
  return sorted(right, by_height), sorted(left, by_height)
end

local function total_height(labels)
  local height = -GAP
  for _, item in ipairs(labels) do
    height = height + item.height + GAP
  end
  return height
end

-- Settles the labels with the parts turned by a share of the way round. The result has how far labels
-- were moved in all.
local function try_turn(parts, room, turn)
  local right, left = labels_of(parts, turn)
  local height = math.max(2 * RADIUS + 40, total_height(left) + 8, total_height(right) + 8)
  local made = {turn = turn, height = height, sides = {[-1] = left, [1] = right}, moved = 0}
  made.centre = {x = room + RADIUS + 32, y = height / 2}
  for _, labels in pairs(made.sides) do
    settle(labels, made.centre, 4, height - 4)
    for _, item in ipairs(labels) do
      made.moved = made.moved + math.abs(item.y + item.height / 2 - item.wanted)
    end
  end
  return made
end

-- The first part begins at the top, but where that would move labels far from narrow parts another
-- beginning is better.
local function best_turn(parts, room)
  local best = try_turn(parts, room, 0)
  if best.moved > FAR then
    for step = 1, TURNS - 1 do
      local other = try_turn(parts, room, step / TURNS)
      best = other.moved + other.height < best.moved + best.height - 1 and other or best
    end
  end
  for _, part in ipairs(parts) do
    part.from, part.to = part.from + best.turn, part.to + best.turn
  end
  return best
end

-- A label with the line that leads to its part.
local function draw_label(item, centre, side)
  local text, mark = use "drawing/text", use "drawing/mark"
  local x0, y0 = rim(centre, RADIUS + 1, item.middle)
  local x1, y1 = rim(centre, RADIUS + 12, item.middle)
  local x = centre.x + side * (RADIUS + 30)
  local y = item.y + item.height / 2
  return {
    {"path", class = "axis", stroke = "currentColor", fill = "none",
      d = mark.path {{x0, y0}, {x1, y1}, {x - side * 6, y}}},
    text.lines(x, item.y + 15, item.lines, {
      ["text-anchor"] = side < 0 and "end" or "start", ["font-weight"] = item.part.hot and "bold" or nil,
    }),
  }
end

-- What parts the parts, in the colour of the paper.
local function edges(parts, centre, hole)
  local d = {}
  for _, part in ipairs(parts) do
    local x0, y0 = rim(centre, hole, part.from)
    local x1, y1 = rim(centre, RADIUS + 1, part.from)
    for _, item in ipairs {"M", x0, y0, "L", x1, y1} do
      d[#d + 1] = item
    end
  end
  return {"path", class = "paper", color = "#fff", stroke = "currentColor", ["stroke-width"] = 2.5, d = d}
end

-- The sum of all parts in the middle of a ring, where a sum means something and there is room.
local function draw_total(chart, centre, hole)
  local finding, text, words = use "drawing/finding", use "drawing/text", use "drawing/words"
  local series = chart.series[1]
  local total = finding.is_summable(series) and finding.total(series)
  local room = 2 * hole - 14
  local said = total and finding.amount(series, total)
  if said and text.width(said) > room then
    said = chart.format.value(tonumber(total), total) .. (chart.format.unit or "")
  end
  if not said or text.width(said) > room then
    return false
  end
  return {"g", ["text-anchor"] = "middle",
    {"text", class = "quiet", color = "#555", fill = "currentColor", x = centre.x, y = centre.y - 6,
      words.pick(WORDS.total)},
    {"text", ["font-weight"] = "bold", x = centre.x, y = centre.y + 16, said}}
end

local function draw(chart, canvas)
  local mark = use "drawing/mark"
  local parts = parts_of(chart)
  local room = canvas.width / 2 - RADIUS - 32
  measure(chart, parts, room)
  local best = best_turn(parts, room)
  local centre = best.centre
  local hole = use "drawing/spec".is_yes(chart.spec.hole) and RADIUS * 0.56 or 0
  canvas.height = best.height
  local shapes = {hole > 0 and draw_total(chart, centre, hole) or false}
  for _, part in ipairs(parts) do
    shapes[#shapes + 1] = mark.series(part.index, {fill = mark.fill(canvas, part.index)}, {
      mark.cell({"path", d = wedge(centre, hole, part.from, part.to)}, part.row, chart.series[1].place),
    })
  end
  shapes[#shapes + 1] = #parts > 1 and edges(parts, centre, hole) or false
  for side, labels in pairs(best.sides) do
    for _, item in ipairs(labels) do
      shapes[#shapes + 1] = draw_label(item, centre, side)
    end
  end
  return shapes
end

local function check(chart)
  local words, series = use "drawing/words", chart.series[1]
  local parts = 0
  for row, value in ipairs(series.values) do
    if value and value < 0 then
      return words.fill(WORDS.negative, chart.names[row], use "drawing/finding".amount(series, series.exact[row])), "y"
    end
    parts = parts + (value and value > 0 and 1 or 0)
  end
  if parts > MOST_PARTS then
    return words.fill(WORDS.many, parts, MOST_PARTS)
  elseif parts == 0 then
    return WORDS.nothing, "y"
  end
end

local function say(chart)
  local words, finding = use "drawing/words", use "drawing/finding"
  local parts, series, said = parts_of(chart), chart.series[1], {}
  local most, least = parts[1], parts[1]
  for _, part in ipairs(parts) do
    most, least = part.value > most.value and part or most, part.value < least.value and part or least
  end
  local function value(part) return finding.amount(series, part.text) end
  if #parts == 1 then
    said[1] = words.say(WORDS.whole, parts[1].name, value(parts[1]))
  elseif most.value == least.value then
    said[1] = words.say(finding.clauses.all_same, value(most))
  else
    said[1] = words.say(WORDS.ends, most.name, value(most), most.share, least.name, value(least), least.share)
  end
  local missing = finding.missing(chart)
  local total = #parts > 1 and finding.is_summable(series) and finding.total(series)
  local total_clause = missing == "" and finding.clauses.total or finding.clauses.total_recorded
  said[2] = total and words.say(total_clause, finding.amount(series, total)) or nil
  local zeros = {}
  for row, number in ipairs(series.values) do
    zeros[#zeros + 1] = number == 0 and chart.names[row] or nil
  end
  local not_drawn = #zeros > 0 and finding.sentence {words.say(WORDS.zero, words.list(zeros, 8))} or ""
  return use "drawing/sentences" {finding.sentence(said), not_drawn, missing}
end

return {
  label = label("饼图", "餅圖", "Pie chart"),
  aliases = {"圆饼图", "环形图", "圓餅圖", "環形圖", "环图", "ring"},
  wants = {x = "category", y = "number"},
  bears_units = true,
  options = {"hole", "sort", "order"},
  check = check,
  totals = "wrong",
  draw = draw,
  say = say,
}
