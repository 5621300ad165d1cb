-- The sentence of a chart: what its data say, plainly, without adjectives and exactly.
--
--   plain(chart, options)  highest, lowest, change from first to last, total and what is missing; options:
--                          change = false, total = false leave these out
--   extremes_of_all(chart)     the clause of the highest and the lowest of all values of all series, or nil
--   value(chart, column, row)  the value as it is said: "1,234.5万元"
--   amount(column, text)   any plain decimal with the column's unit
--   missing(chart)         "未收录：…。" or ""
--   sentence(clauses, about)  clauses with what joins and ends them, and what they are about before them
--   clauses                labels with places to be filled: highest_lowest, all_same, total, …

local CLAUSES = {
  all_same = label("各项都是{1}", "各項都是{1}", "all are {1}"),
  only = label("{1}为{2}", "{1}為{2}", "{1}: {2}"),
  highest_lowest = label("最高的是{1}（{2}），最低的是{3}（{4}）", "最高的是{1}（{2}），最低的是{3}（{4}）",
    "highest: {1} ({2}), lowest: {3} ({4})"),
  rise = label("从{1}到{2}，由{3}增至{4}，增加{5}", "從{1}到{2}，由{3}增至{4}，增加{5}",
    "from {1} to {2}: {3} to {4}, up by {5}"),
  fall = label("从{1}到{2}，由{3}减至{4}，减少{5}", "從{1}到{2}，由{3}減至{4}，減少{5}",
    "from {1} to {2}: {3} to {4}, down by {5}"),
  level = label("{1}和{2}都是{3}", "{1}和{2}都是{3}", "{1} and {2}: both {3}"),
  total = label("合计{1}", "合計{1}", "total: {1}"),
  total_recorded = label("已收录的合计{1}", "已收錄的合計{1}", "total of what is recorded: {1}"),
  missing = label("未收录：{1}", "未收錄：{1}", "not recorded: {1}"),
  missing_many = label("未收录的有{1}项", "未收錄的有{1}項", "{1} values are not recorded"),
}

local NAMES_MOST = 8  -- of what is not recorded
local SERIES_MOST = 3 -- told one by one; of more only the highest and the lowest of all

local function amount(column, text)
  local unit = column.percent and "%" or column.unit or ""
  local number = use "drawing/number".show(text)
  local close = unit == "" or unit == "%" or site.language ~= "en"
  return number .. (close and "" or " ") .. unit
end

local function value(_, column, row)
  if not column.values[row] then
    return use "drawing/words".pick(use "drawing/words".not_recorded)
  end
  return amount(column, column.exact[row])
end

-- A sum of shares, rates or averages means nothing.
local NO_SUMS = {"率", "比", "比重", "比例", "指数", "指數", "均", "均值", "占比", "排名", "rate", "share", "average", "index"}

local function is_summable(column)
  local unit = column.unit or ""
  if column.no_sum then -- as it was given from Lua: its rows have something in common, or leave something out
    return false
  end
  if column.percent or unit:find("%") or unit:find("％") or unit:find("‰") or unit:find("/") or unit:find("℃") then
    return false
  end
  for _, ending in ipairs(NO_SUMS) do
    if column.label:ends(ending) or column.label:find("平均") or column.label:find("人均")
      or column.label:find("累计") or column.label:find("累計") then
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

local function extremes(chart, column, rows)
  local words = use "drawing/words"
  local low, high = rows[1], rows[1]
  for _, row in ipairs(rows) do
    low = column.values[row] < column.values[low] and row or low
    high = column.values[row] > column.values[high] and row or high
  end
  if #rows == 1 then
    return words.say(CLAUSES.only, chart.names[rows[1]], value(chart, column, rows[1]))
  end
  if column.values[low] == column.values[high] then
    return words.say(CLAUSES.all_same, value(chart, column, low))
  end
  local function names(row)
    local same = filter(rows, function(other) return column.values[other] == column.values[row] end)
    return words.list(map(same, function(other) return chart.names[other] end), 3)
  end
  return words.say(
    CLAUSES.highest_lowest, names(high), value(chart, column, high), names(low), value(chart, column, low))
end

local function change(chart, column, rows)
  local words, number = use "drawing/words", use "drawing/number"
  local first, last = rows[1], rows[#rows]
  local difference = number.minus(column.exact[last], column.exact[first])
  if not difference or #rows < 2 then
    return nil
  end
  local from, to = value(chart, column, first), value(chart, column, last)
  if tonumber(difference) == 0 then
    return words.say(CLAUSES.level, chart.names[first], chart.names[last], from)
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
  return words.say(falls and CLAUSES.fall or CLAUSES.rise, chart.names[first], chart.names[last], from, to, by)
end

-- Which values are not recorded; nil when all are.
local function missing_clause(chart)
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
  if #chart.series > 1 and #names > NAMES_MOST then
    return words.say(CLAUSES.missing_many, #names)
  end
  return names[1] and words.say(CLAUSES.missing, words.list(names, NAMES_MOST)) or nil
end

-- All values of several series: {column, row} each.
local function pairs_with_values(chart)
  local found = {}
  for _, column in ipairs(chart.series) do
    for _, row in ipairs(rows_with(column)) do
      found[#found + 1] = {column = column, row = row, number = column.values[row]}
    end
  end
  return found
end

-- The highest and the lowest of all values of several series, with all that are as high or as low.
local function extremes_of_all(chart)
  local words, all = use "drawing/words", pairs_with_values(chart)
  local best, least = all[1], all[1]
  for _, pair in ipairs(all) do
    best = pair.number > best.number and pair or best
    least = pair.number < least.number and pair or least
  end
  if not best then
    return nil
  end
  local function name(pair)
    return words.say(words.of_pair, chart.names[pair.row], pair.column.label)
  end
  local function names(as)
    return words.list(map(filter(all, function(pair) return pair.number == as.number end), name), 3)
  end
  local high, low = value(chart, best.column, best.row), value(chart, least.column, least.row)
  if #all == 1 then
    return words.say(CLAUSES.only, name(best), high)
  elseif best.number == least.number then
    return high == low and words.say(CLAUSES.all_same, high) or nil
  end
  return words.say(CLAUSES.highest_lowest, names(best), high, names(least), low)
end

--- Clauses as one sentence, with what it is about before it.
local function sentence(clauses, about)
  local words = use "drawing/words"
  if not clauses[1] then
    return ""
  end
  local text = (about and words.say(words.of_series, about) or "") .. table.concat(clauses, words.pick(words.clause))
  return text:sub(1, 1):upper() .. text:sub(2) .. words.pick(words.stop)
end

local function missing(chart)
  return sentence {missing_clause(chart)}
end

local function all_same(column, rows)
  for _, row in ipairs(rows) do
    if column.values[row] ~= column.values[rows[1]] then
      return false
    end
  end
  return true
end

-- What is told of one series.
local function clauses_of(chart, column, options)
  local words, rows = use "drawing/words", rows_with(column)
  local clauses = {}
  if #rows == 0 then
    return clauses
  end
  clauses[1] = extremes(chart, column, rows)
  if options.change ~= false and chart.in_time and not all_same(column, rows) then
    clauses[#clauses + 1] = change(chart, column, rows)
  end
  local sum = options.total ~= false and not chart.has_total and #rows > 1 and is_summable(column) and total(column)
  local total_clause = #rows < chart.rows and CLAUSES.total_recorded or CLAUSES.total
  clauses[#clauses + 1] = sum and words.say(total_clause, amount(column, sum)) or nil
  return clauses
end

local function plain(chart, options)
  local sentences, many = {}, #chart.series > 1
  if #chart.series > SERIES_MOST then
    sentences[1] = sentence {extremes_of_all(chart)}
  else
    for _, column in ipairs(chart.series) do
      sentences[#sentences + 1] = sentence(clauses_of(chart, column, options or {}), many and column.label or nil)
    end
  end
  sentences[#sentences + 1] = missing(chart)
  return table.concat(filter(sentences, function(text) return text ~= "" end), site.language == "en" and " " or "")
end

return {
  plain = plain, value = value, amount = amount, missing = missing, total = total, is_summable = is_summable,
  extremes_of_all = extremes_of_all, rows_with = rows_with, sentence = sentence, clauses = CLAUSES,
}
