-- A table of numbers whose cells are shaded in six steps: rows × columns.
--
-- Every cell shows its number, so the shades are a help and not needed. Where the columns do not fit side
-- by side the table goes on below, with the names of its rows again.
-- Themes know the steps as h0 … h5; numbers on those from DARK on are in the colour of the paper.
local STEPS = {"#eef4f9", "#cfe1ef", "#9cc3de", "#235d90", "#174f80", "#08304f"}
local DARK = 4
local CELL_LEAST, CELL_MOST = 30, 96
local CELL_NAMED = 46 -- wide enough for a year and a month in two lines
local ROW, HEAD_LINES, NAME_LINES = 28, 4, 3
local SMALL = 13
local BAND_GAP = 20
local CELLS_ALONE = 300 -- in larger tables the cells of a step are one shape

local function missing_word()
  return use "drawing/words".pick(use "drawing/words".not_recorded)
end

-- The values in order, without those that are not there.
local function ordered(series)
  local found = {}
  for _, one in ipairs(series) do
    for _, value in ipairs(one.values) do
      if value then
        found[#found + 1] = value
      end
    end
  end
  return sorted(found)
end

-- The last value of each step. Steps are equally wide; where that would put four of five values into one
-- step, each takes as many values as the others.
local function bounds_of(values)
  local low, high = values[1], values[#values]
  local even, by_rank, most = {}, {}, 0
  for step = 1, #STEPS do
    even[step] = low + (high - low) * step / #STEPS
    by_rank[step] = values[math.max(1, #values * step // #STEPS)]
  end
  even[#STEPS] = high
  local step, count = 1, 0
  for _, value in ipairs(values) do
    while value > even[step] do
      step, count = step + 1, 0
    end
    count = count + 1
    most = math.max(most, count)
  end
  return most >= 0.8 * #values and #values >= 5 and by_rank or even
end

local function step_of(bounds, value)
  for step, bound in ipairs(bounds) do
    if value <= bound then
      return step
    end
  end
  return #bounds
end

-- What the cells say, and how much room that wants.
local function cell_texts(chart)
  local texts, widest = {}, 0
  local text = use "drawing/text"
  for column, one in ipairs(chart.series) do
    texts[column] = {}
    for row = 1, #chart.names do
      local value = one.values[row]
      local shown = value and chart.format.value(value, one.exact[row]) or ""
      texts[column][row] = shown
      widest = math.max(widest, text.width(shown, SMALL))
    end
  end
  return texts, widest
end

-- Columns of at least `wanted` width in as many bands as they need. Whether all of their names can be read.
local function set_columns(chart, plan, canvas, wanted)
  local room, all = canvas.width - plan.left, true
  local bands = math.ceil(plan.columns / math.max(1, math.floor(room / wanted)))
  plan.each = math.ceil(plan.columns / bands)
  plan.width = math.min(CELL_MOST, room / plan.each)
  plan.heads, plan.head_lines = {}, 1
  for column, one in ipairs(chart.series) do
    local lines, whole = use "drawing/text".wrap(one.label, plan.width - 4, HEAD_LINES, SMALL)
    plan.heads[column], all = lines, all and whole
    plan.head_lines = math.max(plan.head_lines, #lines)
  end
  return all
end

-- Where everything lies: names at the left, and columns in as many bands as they need.
local function plan_of(chart, canvas, widest)
  local text = use "drawing/text"
  local plan = {columns = #chart.series}
  plan.left = math.max(40, math.min(text.widest(chart.names), canvas.width * 0.36)) + 10
  if not set_columns(chart, plan, canvas, math.max(CELL_LEAST, widest + 8)) then
    set_columns(chart, plan, canvas, math.max(CELL_NAMED, widest + 8))
  end
  plan.names, plan.tops, plan.height = {}, {0}, 0
  for row, name in ipairs(chart.names) do
    plan.names[row] = text.balance(name, plan.left - 10, NAME_LINES)
    plan.height = plan.height + math.max(ROW, #plan.names[row] * 18 + 8)
    plan.tops[row + 1] = plan.height
  end
  return plan
end

-- The cells of a band by what they look like: of each step, and those not recorded.
local function sort_cells(chart, plan, bounds, texts, first, top, groups)
  local text, mark = use "drawing/text", use "drawing/mark"
  for column = first, math.min(first + plan.each - 1, plan.columns) do
    local x = plan.left + (column - first) * plan.width
    for row = 1, #chart.names do
      local value = chart.series[column].values[row]
      local step = value and step_of(bounds, value) or #STEPS + 1
      local y, height = top + plan.tops[row], plan.tops[row + 1] - plan.tops[row]
      local group = groups[step]
      table.insert(group.cells, mark.cell({
        "rect", x = x + 1, y = y + 1, width = plan.width - 2, height = height - 2,
      }, row, chart.series[column].place))
      local shown = value and texts[column][row] or text.cut(missing_word(), plan.width - 6, SMALL)
      if not value and shown ~= missing_word() then
        shown = "—"
      end
      table.insert(group.texts, {"text", x = x + plan.width / 2, y = y + height / 2 + 5, shown})
    end
  end
end

local function draw_heads(chart, plan, first, top)
  local text = use "drawing/text"
  local heads = {"g", ["text-anchor"] = "middle", ["font-size"] = SMALL}
  for column = first, math.min(first + plan.each - 1, plan.columns) do
    local x = plan.left + (column - first + 0.5) * plan.width
    local y = top - 7 - (#plan.heads[column] - 1) * SMALL * 1.2
    local weight = chart.series[column].hot and "bold" or nil
    heads[#heads + 1] = text.lines(x, y, plan.heads[column], {["font-weight"] = weight}, SMALL)
  end
  local names = {"g", ["text-anchor"] = "end"}
  for row, lines in ipairs(plan.names) do
    local y = top + (plan.tops[row] + plan.tops[row + 1]) / 2 + 5.5 - (#lines - 1) * text.SIZE * 0.6
    names[#names + 1] = text.lines(plan.left - 8, y, lines, {["font-weight"] = chart.hot_rows[row] and "bold" or nil})
  end
  return {heads, names}
end

-- Many cells as one shape. They cannot be touched one by one then; their numbers stand in them.
local function join(cells)
  local d = {}
  for _, cell in ipairs(cells) do
    for _, item in ipairs {"M", cell.x, cell.y, "h", cell.width, "v", cell.height, "h", -cell.width, "z"} do
      d[#d + 1] = item
    end
  end
  return {{"path", d = d}}
end

-- Rectangles of a step, or of what is not recorded.
local function look_of(canvas, step, cells)
  if step > #STEPS then
    return {"g", class = "gap", color = "#767676", stroke = "currentColor", ["stroke-width"] = 0.5,
      fill = use "drawing/mark".missing_fill(canvas), table.unpack(cells)}
  end
  return {"g", class = "h" .. step - 1, color = STEPS[step], fill = "currentColor", stroke = "#767676",
    ["stroke-width"] = 0.5, table.unpack(cells)}
end

-- What the steps stand for: the least and the greatest number that is there in each.
local function draw_legend(canvas, groups, top)
  local text = use "drawing/text"
  local x, y, shapes = 0, top, {"g", ["font-size"] = SMALL}
  for step, group in ipairs(groups) do
    if #group.cells > 0 then
      local missing = step > #STEPS
      local name = missing and missing_word() or group.range
      local width = 30 + text.width(name, SMALL) + 14
      if x > 0 and x + width > canvas.width then
        x, y = 0, y + 22
      end
      -- In a group of its own: themes set what follows a dark step in the colour of the paper.
      shapes[#shapes + 1] = {"g", look_of(canvas, step, {{"rect", x = x, y = y - 11, width = 24, height = 14}})}
      shapes[#shapes + 1] = {"text", x = x + 30, y = y, name}
      x = x + width
    end
  end
  return shapes, y + 8
end

local function set_ranges(chart, bounds, groups)
  local least, greatest = {}, {}
  for _, one in ipairs(chart.series) do
    for row, value in ipairs(one.values) do
      if value then
        local step = step_of(bounds, value)
        local item = {value = value, text = one.exact[row]}
        least[step] = least[step] and least[step].value <= value and least[step] or item
        greatest[step] = greatest[step] and greatest[step].value >= value and greatest[step] or item
      end
    end
  end
  for step, low in pairs(least) do
    local high = greatest[step]
    local from, to = chart.format.value(low.value, low.text), chart.format.value(high.value, high.text)
    groups[step].range = from == to and from or from .. "–" .. to
  end
end

local function draw(chart, canvas)
  local bounds = bounds_of(ordered(chart.series))
  local texts, widest = cell_texts(chart)
  local plan = plan_of(chart, canvas, widest)
  local groups = {}
  for step = 1, #STEPS + 1 do
    groups[step] = {cells = {}, texts = {}}
  end
  set_ranges(chart, bounds, groups)
  local head = plan.head_lines * SMALL * 1.2 + 10
  local shapes, top = {}, 2
  for first = 1, plan.columns, plan.each do
    sort_cells(chart, plan, bounds, texts, first, top + head, groups)
    shapes[#shapes + 1] = draw_heads(chart, plan, first, top + head)
    top = top + head + plan.height + BAND_GAP
  end
  for step, group in ipairs(groups) do
    if #group.cells > 0 then
      local missing, many = step > #STEPS, chart.rows * plan.columns > CELLS_ALONE
      shapes[#shapes + 1] = {
        look_of(canvas, step, many and join(group.cells) or group.cells),
        {"g", class = missing and "halo" or nil, color = step >= DARK and not missing and "#fff" or nil,
          fill = "currentColor", ["text-anchor"] = "middle", ["font-size"] = SMALL, table.unpack(group.texts)},
      }
    end
  end
  local legend, bottom = draw_legend(canvas, groups, top)
  shapes[#shapes + 1] = legend
  canvas.height = bottom
  return shapes
end

-- The cells with the highest and the lowest number, and the sum of all where a sum means something.
local function say(chart)
  local words, finding = use "drawing/words", use "drawing/finding"
  local clauses, sums = finding.clauses, {}
  for _, column in ipairs(chart.series) do
    sums[#sums + 1] = not chart.has_total and finding.is_summable(column) and finding.total(column) or nil
  end
  local missing = finding.missing(chart)
  local total = #sums == #chart.series and use "drawing/number".sum(sums)
  local total_clause = missing == "" and clauses.total or clauses.total_recorded
  local sum = total and words.say(total_clause, finding.amount(chart.series[1], total)) or nil
  return use "drawing/sentences" {finding.sentence {finding.extremes_of_all(chart), sum}, missing}
end

return {
  label = label("热力表", "熱力表", "Heat table"),
  aliases = {"热力图", "热图", "熱力圖", "熱圖", "矩阵", "矩陣"},
  wants = {x = "category", y = "numbers"},
  options = {"sort", "order"},
  draw = draw,
  say = say,
}
