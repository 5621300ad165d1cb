-- Waterfall: a balance. Each row adds to or takes from what came before; rows that `total` names stand from zero and
-- must be what the rows before them come to.

local WORDS = {
  unequal = label("“{1}”是{2}，而前面各项之和是{3}；请核对数据", "「{1}」是{2}，而前面各項之和是{3}；請核對數據",
    "'{1}' is {2}, but what comes before adds up to {3}; check the data"),
  missing = label("“{1}”没有数值，不能累加", "「{1}」沒有數值，不能累加", "'{1}' has no value, so nothing can be added up"),
  no_name = label("没有“{1}”；有：{2}", "沒有「{1}」；有：{2}", "there is no '{1}'; there are {2}"),
  increase = label("增加", "增加", "increase"),
  decrease = label("减少", "減少", "decrease"),
  whole = label("起点和合计", "起點和合計", "start and totals"),
  plus = label("加上{1}{2}", "加上{1}{2}", "plus {1}: {2}"),
  minus = label("减去{1}{2}", "減去{1}{2}", "minus {1}: {2}"),
  comes = label("{1}{2}", "{1}{2}", "{1}: {2}"),
  ends = label("最后为{1}", "最後為{1}", "in the end: {1}"),
}

local UP, DOWN, WHOLE = 1, 2, 5 -- looks of series

local function totals_of(chart)
  local set = {}
  local given = chart.spec.total
  for _, name in ipairs(given and use "drawing/data".as_list(given) or {}) do
    set[name] = true
  end
  return set
end

-- Each row's {from, to, whole}, exact texts among them; or a label of what is wrong.
local function steps_of(chart)
  local number, words, finding = use "drawing/number", use "drawing/words", use "drawing/finding"
  local column, totals = chart.y, totals_of(chart)
  local steps, running = {}, "0"
  for name in pairs(totals) do
    if #filter(chart.names, function(other) return other == name end) == 0 then
      return nil, words.fill(WORDS.no_name, name, words.list(chart.names)), "total"
    end
  end
  for row, value in ipairs(column.values) do
    local name, exact = chart.names[row], column.exact[row]
    if not value then
      return nil, words.fill(WORDS.missing, name), "y"
    end
    if totals[name] then
      if row > 1 and number.minus(exact, running) and tonumber(number.minus(exact, running)) ~= 0 then
        local is, should = finding.amount(column, exact), finding.amount(column, running)
        return nil, words.fill(WORDS.unequal, name, is, should), "total"
      end
      running = exact
      steps[row] = {from = 0, to = value, whole = true}
    else
      local before = tonumber(running)
      running = number.sum {running, exact} or tostring(before + value)
      steps[row] = {from = before, to = tonumber(running), whole = row == 1 and value >= 0}
    end
  end
  return steps, running
end

local function check(chart)
  local steps, why, key = steps_of(chart)
  if steps then
    return nil
  end
  return why, key
end

local function look_of(chart, row, step)
  if step.whole then
    return WHOLE
  end
  return chart.y.values[row] < 0 and DOWN or UP
end

-- Bars by look, and thin lines from the end of each to the next.
local function bars_of(chart, frame, steps)
  local mark, shapes, hot, joins = use "drawing/mark", {[UP] = {}, [DOWN] = {}, [WHOLE] = {}}, {}, {}
  local thick = math.min(frame.band * 0.7, 60)
  for row, step in ipairs(steps) do
    local from, to = frame.y(step.from), frame.y(step.to)
    local shape = {"rect", x = frame.x(row) - thick / 2, y = math.min(from, to), width = thick,
      height = math.max(1, math.abs(to - from))}
    local list = shapes[look_of(chart, row, step)]
    list[#list + 1] = mark.cell(shape, row, chart.y.place)
    hot[#hot + 1] = chart.hot_rows[row] and shape or nil
    if steps[row + 1] then
      for _, item in ipairs {"M", frame.x(row) + thick / 2, to, "H", frame.x(row + 1) - thick / 2} do
        joins[#joins + 1] = item
      end
    end
  end
  return shapes, hot, joins
end

local function signed(chart, row, step)
  local text = chart.format.value(chart.y.values[row], chart.y.exact[row])
  return not step.whole and chart.y.values[row] > 0 and "+" .. text or text
end

-- Behind the end of a bar; before its beginning where a label below its end would lie on the line of zero.
local function label_place(frame, step)
  local tip, zero = frame.y(step.to), frame.y(0)
  if step.to >= step.from then
    return tip - 5
  end
  local on_zero = tip <= zero and tip + 20 > zero
  return on_zero and frame.y(step.from) - 5 or tip + 16
end

local function value_labels(chart, frame, steps, canvas)
  local text, made = use "drawing/text", {"g", class = "halo", ["text-anchor"] = "middle", ["font-size"] = 15}
  local texts = map(steps, function(step, row) return signed(chart, row, step) end)
  local all = text.widest(texts, 15) + 4 <= (canvas.width - 70) / chart.rows
  for row, step in ipairs(steps) do
    if all or chart.hot_rows[row] then
      local y = label_place(frame, step)
      local weight = chart.hot_rows[row] and "bold" or nil
      made[#made + 1] = {"text", x = frame.x(row), y = y, ["font-weight"] = weight, texts[row]}
    end
  end
  return made[2] and made or false
end

local function legend_items(shapes)
  local words = use "drawing/words"
  local items = {}
  for _, look in ipairs {WHOLE, UP, DOWN} do
    if shapes[look][1] then
      local word = look == UP and WORDS.increase or look == DOWN and WORDS.decrease or WORDS.whole
      items[#items + 1] = {text = words.pick(word), index = look, way = "fill"}
    end
  end
  return items
end

local function draw(chart, canvas)
  local mark, legend = use "drawing/mark", use "drawing/legend"
  local steps = steps_of(chart)
  local ends = map(steps, function(step) return step.to end)
  local scale = use "drawing/scale".fit({ends}, {lengths = true})
  local frame = use "drawing/axis".frame(canvas, {
    scale = scale, format = chart.format, categories = chart.names, top = legend.ROW + 4,
    foot = scale.low < 0 and 20 or 0,
  })
  local shapes, hot, joins = bars_of(chart, frame, steps)
  local items = legend.above(canvas, legend_items(shapes))
  local marks = map({UP, DOWN, WHOLE}, function(look)
    return shapes[look][1] and mark.series(look, {
      fill = mark.fill(canvas, look), stroke = look ~= UP and "currentColor" or nil}, shapes[look]) or false
  end)
  return {
    items, frame.under,
    joins[1] and {"path", class = "quiet", color = "#595959", stroke = "currentColor", d = joins} or false, marks,
    hot[1] and mark.outlined(hot) or false, frame.over, value_labels(chart, frame, steps, canvas),
  }
end

local function say(chart)
  local words, finding = use "drawing/words", use "drawing/finding"
  local steps, last = steps_of(chart)
  local said = {}
  for row, step in ipairs(steps) do
    local name, exact = chart.names[row], chart.y.exact[row]
    local amount = finding.amount(chart.y, exact:replace("-", ""))
    if step.whole then
      said[#said + 1] = words.say(WORDS.comes, name, finding.amount(chart.y, exact))
    else
      said[#said + 1] = words.say(exact:starts("-") and WORDS.minus or WORDS.plus, name, amount)
    end
  end
  if not steps[#steps].whole then
    said[#said + 1] = words.say(WORDS.ends, finding.amount(chart.y, last))
  end
  return finding.sentence(said)
end

return {
  label = label("瀑布图", "瀑布圖", "Waterfall chart"),
  aliases = {"收支平衡图", "结余图"},
  wants = {x = "category", y = "number"},
  options = {"total", "order"},
  check = check,
  totals = "wrong",
  draw = draw,
  say = say,
}
