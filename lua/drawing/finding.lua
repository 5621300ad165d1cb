-- The sentence of a chart: what its data say, plainly, without adjectives and exactly.
--
--   plain(chart, options)  highest, lowest, change from first to last, total and what is missing; options:
--                          change = false, total = false leave these out
--   value(chart, column, row)  the value as it is said: "1,234.5万元"
--   amount(column, text)   any plain decimal with the column's unit
--   missing(chart)         "未收录：…。" or ""

local SERIES_MOST = 3 -- told one by one; of more only the highest and the lowest of all

local function amount(column, text)
  local unit = column.percent and "%" or column.unit or ""
  local number = use "drawing/number".show(text)
  local close = unit == "" or unit == "%" or site.language ~= "en"
  return number .. (close and "" or " ") .. unit
end

local function value(chart, column, row)
  if not column.values[row] then
    return use "drawing/words".pick(use "drawing/words".not_recorded)
  end
  return amount(column, column.exact[row])
end

-- A sum of shares, rates or averages means nothing.
local NO_SUMS = {"率", "比", "比重", "比例", "指数", "指數", "均", "均值", "占比", "排名", "rate", "share", "average", "index"}

local function is_summable(column)
  local unit = column.unit or ""
  if column.percent or unit:find("%") or unit:find("％") or unit:find("‰") or unit:find("/") or unit:find("℃") then
    return false
  end
  for _, ending in ipairs(NO_SUMS) do
    if column.label:ends(ending) or column.label:find("平均") or column.label:find("人均") then
      return false
    end
  end
  return true
end

-- The rows in which the column has a value.
local function rows_with(column)
  local rows = {}
  for row, number in ipairs(column.values) do
    if number then
      rows[#rows + 1] = row
    end
  end
  return rows
end

local function total(column)
  local texts = {}
  for row, number in ipairs(column.values) do
    if number then
      texts[#texts + 1] = column.exact[row]
    end
  end
  return use "drawing/number".sum(texts)
end

local function extremes(chart, column, rows, lead)
  local words = use "drawing/words"
  local low, high = rows[1], rows[1]
  for _, row in ipairs(rows) do
    low = column.values[row] < column.values[low] and row or low
    high = column.values[row] > column.values[high] and row or high
  end
  if #rows == 1 then
    return words.say(words.only, lead, chart.names[rows[1]], value(chart, column, rows[1]))
  end
  if column.values[low] == column.values[high] then
    return words.say(words.all_same, lead, value(chart, column, low))
  end
  local function names(row)
    local same = filter(rows, function(other) return column.values[other] == column.values[row] end)
    return words.list(map(same, function(other) return chart.names[other] end), 3)
  end
  return words.say(
    words.highest_lowest, lead, names(high), value(chart, column, high), names(low), value(chart, column, low))
end

local function change(chart, column, rows, lead)
  local words, number = use "drawing/words", use "drawing/number"
  local first, last = rows[1], rows[#rows]
  local difference = number.minus(column.exact[last], column.exact[first])
  if not difference or #rows < 2 then
    return ""
  end
  local from, to = value(chart, column, first), value(chart, column, last)
  if tonumber(difference) == 0 then
    return words.say(words.level, lead, chart.names[first], chart.names[last], from)
  end
  local falls = difference:starts("-")
  local size = falls and difference:sub(2) or difference
  local by
  if column.percent then
    by = words.fill(words.points, number.show(size))
  else
    by = amount(column, size)
    local percent = number.change(column.exact[first], column.exact[last])
    by = percent and words.fill(words.with_percent, by, percent:replace("-", "")) or by
  end
  return words.say(falls and words.fall or words.rise, lead, chart.names[first], chart.names[last], from, to, by)
end

--- Which values are not recorded.
local function missing(chart)
  local words, names = use "drawing/words", {}
  for row = 1, chart.rows do
    for _, column in ipairs(chart.series) do
      if not column.values[row] then
        local name = chart.names[row]
        local pair = #chart.series > 1 and words.say(words.of_pair, name, column.label)
        names[#names + 1] = pair or name
      end
    end
  end
  return #names > 0 and words.say(words.missing, words.list(names, 8)) or ""
end

-- The highest and the lowest of all values of several series.
local function extremes_of_all(chart)
  local words = use "drawing/words"
  local best, least
  for _, column in ipairs(chart.series) do
    for row, number in ipairs(column.values) do
      if number then
        best = (not best or number > best[1].values[best[2]]) and {column, row} or best
        least = (not least or number < least[1].values[least[2]]) and {column, row} or least
      end
    end
  end
  if not best then
    return ""
  end
  local function name(pair)
    return words.say(words.of_pair, chart.names[pair[2]], pair[1].label)
  end
  return words.say(words.highest_lowest, "", name(best), value(chart, best[1], best[2]),
    name(least), value(chart, least[1], least[2]))
end

local function plain(chart, options)
  options = options or {}
  local words = use "drawing/words"
  local said = {}
  local many = #chart.series > 1
  for _, column in ipairs(#chart.series <= SERIES_MOST and chart.series or {}) do
    local rows = rows_with(column)
    local lead = many and words.say(words.of_series, column.label) or ""
    if #rows > 0 then
      said[#said + 1] = extremes(chart, column, rows, lead)
      if options.change ~= false and chart.in_time then
        said[#said + 1] = change(chart, column, rows, lead)
      end
      local sum = options.total ~= false and #rows > 1 and is_summable(column) and total(column)
      said[#said + 1] = sum and words.say(words.total, lead, amount(column, sum)) or nil
    end
  end
  if #chart.series > SERIES_MOST then
    said[1] = extremes_of_all(chart)
  end
  said[#said + 1] = missing(chart)
  return table.concat(said, site.language == "en" and " " or "")
end

return {
  plain = plain, value = value, amount = amount, missing = missing, total = total, is_summable = is_summable,
  rows_with = rows_with,
}
