-- Histogram: how many values lie in each range. From raw numbers (y), with ranges of a round width; or from ranges that
-- are given (`bins`: their column, "0–5" or "5-10"; y: how many). `target` is a line to compare with, such as the 20
-- working days; values up to it are told apart from those beyond.

local BINS_MOST = 20

local WORDS = {
  range = label("区间", "區間", "Range"),
  count = label("个数", "個數", "Count"),
  all = label("共{1}个数值，在{2}到{3}之间", "共{1}個數值，在{2}到{3}之間", "{1} values between {2} and {3}"),
  one = label("只有1个数值：{1}", "只有1個數值：{1}", "one value: {1}"),
  most = label("最多的区间是{1}（{2}）", "最多的區間是{1}（{2}）", "most are in {1} ({2})"),
  median = label("中位数是{1}", "中位數是{1}", "the median is {1}"),
  within = label("不超过{1}的有{2}个，超过的有{3}个", "不超過{1}的有{2}個，超過的有{3}個", "{2} up to {1}, {3} beyond"),
  missing = label("{1}项未收录", "{1}項未收錄", "{1} not recorded"),
}

-- ---- ranges from raw numbers

local function edges_for(values)
  local scale = use "drawing/scale"
  local low, high = scale.extent {values}
  local whole = true
  local count = 0
  for _, value in ipairs(values) do
    if value then
      count, whole = count + 1, whole and value == math.floor(value)
    end
  end
  local parts = math.max(4, math.min(BINS_MOST, math.ceil(math.sqrt(count)) + 1))
  local step = scale.step_for(math.max(high - low, whole and 1 or high ~= 0 and math.abs(high) * 0.1 or 1), parts)
  step = whole and math.max(1, math.ceil(step)) or step
  local first = math.floor(low / step + 1e-9)
  local last = math.max(math.floor(high / step + 1e-9) + 1, first + 1)
  local edges = {}
  for index = first, last do
    edges[#edges + 1] = tonumber(("%.12g"):format(index * step)) + 0.0
  end
  return edges
end

-- How many values lie in each range; a range holds its lower end and not its upper.
local function count_in(edges, values)
  local counts, step = {}, edges[2] - edges[1]
  for index = 1, #edges - 1 do
    counts[index] = 0
  end
  for _, value in ipairs(values) do
    if value then
      local index = math.floor((value - edges[1]) / step + 1e-9) + 1
      index = math.max(1, math.min(#counts, index))
      counts[index] = counts[index] + 1
    end
  end
  return counts
end

local function column_of(name, cells, more)
  return merge({
    name = name, label = name, type = "text", cells = cells, values = {}, exact = {}, percent = false, decimals = 0,
    index = 1, hot = false,
  }, more)
end

-- Ranges and counts in place of the raw numbers, which stay in the CSV.
local function arrange(chart)
  local raw, words = chart.y, use "drawing/words"
  if chart.bins or not use "drawing/scale".extent {raw.values} then
    return
  end
  local number = use "drawing/number"
  local edges = edges_for(raw.values)
  local counts = count_in(edges, raw.values)
  local names = map(counts, function(_, index)
    return number.show(edges[index]) .. "–" .. number.show(edges[index + 1])
  end)
  local unit = raw.percent and "%" or raw.unit
  local head = column_of(words.pick(WORDS.range) .. (unit and "（" .. unit .. "）" or ""), names, {})
  local count = column_of(words.pick(WORDS.count), map(counts, tostring), {
    type = "number", values = counts, exact = map(counts, tostring),
  })
  chart.raw, chart.edges = raw, edges
  chart.head, chart.names, chart.rows, chart.hot_rows = head, names, #counts, {}
  chart.shown, chart.series = {head, count}, {count}
  chart.format = number.format(counts, nil, false)
  chart.in_time = false
end

-- ---- ranges that are given

local DIGITS = {}
for digit = 0, 9 do
  DIGITS[tostring(digit)] = true
end

-- The number that a range begins with; nil when it begins with none, as "以上" does.
local function lower_end(name)
  local digits = ""
  for _, code in utf8.codes(name) do
    local character = utf8.char(code)
    if DIGITS[character] or character == "." then
      digits = digits .. character
    elseif digits ~= "" then
      break
    end
  end
  return tonumber(digits)
end

-- ---- drawing

local function bars(chart, frame, place)
  local mark, column, shapes = use "drawing/mark", chart.series[1], {}
  for row, value in ipairs(column.values) do
    local left, right = place(row)
    if value and value > 0 then
      local top = frame.y(value)
      shapes[#shapes + 1] = mark.cell({"rect", x = left + 0.5, y = top, width = math.max(1, right - left - 1),
        height = math.max(1, frame.zero - top)}, row, column.place)
    end
  end
  return mark.series(1, {fill = "currentColor"}, shapes)
end

local function value_labels(chart, frame, place)
  local text, column = use "drawing/text", chart.series[1]
  local left, right = place(1)
  local texts = map(column.values, function(value, row)
    return value and chart.format.value(value, column.exact[row]) or ""
  end)
  if text.widest(texts, 15) + 4 > right - left then
    return false
  end
  local made = {"g", class = "halo", ["text-anchor"] = "middle", ["font-size"] = 15}
  for row, value in ipairs(column.values) do
    if value and value > 0 then
      local from, to = place(row)
      made[#made + 1] = {"text", x = (from + to) / 2, y = frame.y(value) - 5, texts[row]}
    end
  end
  return made[2] and made or false
end

-- The line to compare with, upright, its text above the marks.
local function reference(chart, frame, x)
  local text = use "drawing/text"
  local raw, words = chart.raw, use "drawing/words"
  local unit = raw and (raw.percent and "%" or raw.unit) or ""
  local called = chart.spec.target_name or words.pick(words.target)
  local name = called .. " " .. use "drawing/number".show(chart.target_text) .. unit
  local half = text.width(name) / 2
  local at = math.max(half, math.min(x, frame.right - half))
  return {"g", class = "target", color = "#a11",
    {"path", d = {"M", x, frame.top - 38, "V", frame.bottom}, stroke = "currentColor", ["stroke-width"] = 2,
      ["stroke-dasharray"] = "7 4"},
    {"text", class = "halo", x = at, y = frame.top - 44, ["text-anchor"] = "middle", name}}
end

local function draw_raw(chart, canvas)
  local number, scale_of = use "drawing/number", use "drawing/scale"
  local edges, raw = chart.edges, chart.raw
  local low, high = edges[1], edges[#edges]
  if chart.target then
    low, high = math.min(low, chart.target), math.max(high, chart.target)
  end
  local across = scale_of.linear(low, high, {count = 8, whole = edges[2] - edges[1] >= 1})
  local format = number.format({low, high}, raw.unit, raw.percent)
  local frame = use "drawing/axis".frame(canvas, {
    scale = scale_of.fit({chart.series[1].values}, {lengths = true, whole = true}), format = chart.format,
    title = chart.series[1].label, top = chart.target and 22 or 0, across = across, across_format = format,
    across_title = raw.label .. (format.unit and "（" .. format.unit .. "）" or ""),
  })
  local function place(row)
    return frame.x(edges[row]), frame.x(edges[row + 1])
  end
  return {
    frame.under, bars(chart, frame, place), frame.over,
    chart.target and reference(chart, frame, frame.x(chart.target)) or false, value_labels(chart, frame, place),
  }
end

local function draw_given(chart, canvas)
  local frame = use "drawing/axis".frame(canvas, {
    scale = use "drawing/scale".fit({chart.y.values}, {lengths = true}), format = chart.format,
    categories = chart.names, top = chart.target and 22 or 0,
  })
  local function place(row)
    return frame.x(row) - frame.band / 2, frame.x(row) + frame.band / 2
  end
  local line = false
  for row, name in ipairs(chart.names) do
    local lower = lower_end(name)
    if chart.target and lower and lower >= chart.target and not line then
      line = reference(chart, frame, (place(row)))
    end
  end
  return {frame.under, bars(chart, frame, place), frame.over, line, value_labels(chart, frame, place)}
end

-- ---- the finding

-- The middle one of the sorted numbers, or what lies between the middle two; exact.
local function median(raw)
  local number = use "drawing/number"
  local rows = sorted(use "drawing/finding".rows_with(raw), function(a, b) return raw.values[a] < raw.values[b] end)
  local middle = #rows // 2
  if #rows % 2 == 1 then
    return raw.exact[rows[middle + 1]]
  end
  local both = number.sum {raw.exact[rows[middle]], raw.exact[rows[middle + 1]]}
  local mantissa, decimals = number.read(both or "")
  if not mantissa then
    return nil
  elseif mantissa % 2 == 0 then
    return number.write(mantissa // 2, decimals)
  end
  return number.write(mantissa * 5, decimals + 1)
end

local function most_clause(chart)
  local words, column, best = use "drawing/words", chart.series[1], nil
  for row, value in ipairs(column.values) do
    best = value and (not best or value > column.values[best]) and row or best
  end
  return words.say(WORDS.most, chart.names[best], use "drawing/finding".value(chart, column, best))
end

local function say(chart)
  local words, finding, raw = use "drawing/words", use "drawing/finding", chart.raw
  if not raw then
    return finding.plain(chart)
  end
  local rows = sorted(finding.rows_with(raw), function(a, b) return raw.values[a] < raw.values[b] end)
  local first = finding.value(chart, raw, rows[1])
  if #rows == 1 then
    return finding.sentence {words.say(WORDS.one, first)}
  end
  local said = {words.say(WORDS.all, #rows, first, finding.value(chart, raw, rows[#rows])), most_clause(chart)}
  local middle = median(raw)
  said[#said + 1] = middle and words.say(WORDS.median, finding.amount(raw, middle)) or nil
  if chart.target then
    local within = #filter(rows, function(row) return raw.values[row] <= chart.target end)
    said[#said + 1] = words.say(WORDS.within, finding.amount(raw, chart.target_text), within, #rows - within)
  end
  if #rows < #raw.values then
    said[#said + 1] = words.say(WORDS.missing, #raw.values - #rows)
  end
  return finding.sentence(said)
end

return {
  label = label("直方图", "直方圖", "Histogram"),
  aliases = {"频数图", "分布图"},
  wants = {y = "number", ["bins?"] = "category"},
  wants_for = function(spec)
    return spec.bins and {bins = "category", y = "number"} or {y = "number"}
  end,
  options = {"target", "target_name"},
  arrange = arrange,
  draw = function(chart, canvas)
    return chart.raw and draw_raw(chart, canvas) or draw_given(chart, canvas)
  end,
  say = say,
}
