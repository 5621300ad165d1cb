-- From a table of data and a spec to what a kind of chart is given: columns found by name, rows chosen and put in
-- order, series made. Nothing is guessed: what cannot be found is told with what is there.
--
--   prepare(given, spec, kind, tell) → chart, or nil when something was told; tell(id, key, label) tells a problem
--   at a key of the spec. lua/chart.lua says what a chart has.

local words = function() return use "drawing/words" end

local NO_COLUMN = label("{1} 没有“{2}”这一列；有：{3}", "{1} 沒有「{2}」這一欄；有：{3}",
  "{1} has no column '{2}'; it has {3}")
local NO_NUMBERS = label("{1} 的“{2}”列不是数值，不能用于 {3}；数值列有：{4}", "{1} 的「{2}」欄不是數值，不能用於 {3}；數值欄有：{4}",
  "column '{2}' of {1} holds no numbers, as {3} needs; columns of numbers: {4}")
local NONE_LEFT = label("{1} 中没有可以用作 {2} 的列；有：{3}", "{1} 中沒有可以用作 {2} 的欄；有：{3}",
  "{1} has no column for {2}; it has {3}")
local UNITS = label("各列单位不同（{1}），不能画在同一个轴上；请分成几张图", "各欄單位不同（{1}），不能畫在同一個軸上；請分成幾張圖",
  "the columns have different units ({1}) and cannot share an axis; make a chart of each")
local NOT_DATES = label("“{1}”列中“{2}”不是日期；写成 2013、2013-10 或 2013-10-01",
  "「{1}」欄中「{2}」不是日期；寫成 2013、2013-10 或 2013-10-01",
  "'{2}' in column '{1}' is not a date; write 2013, 2013-10 or 2013-10-01")
local ONE_COLUMN = label("写了系列（series），数值（y）只能是一列", "寫了系列（series），數值（y）只能是一欄", "with a series, y is one column")
local ONE_NAME = label("“{1}”在这种图里只写一列", "「{1}」在這種圖裏只寫一欄", "{1} is one column in this kind of chart")
local TWICE = label("“{1}”和“{2}”有两行数值；每个系列的每个类别只能有一行", "「{1}」和「{2}」有兩行數值；每個系列的每個類別只能有一行",
  "'{1}' and '{2}' have two rows; each series has one row for each category")
local NO_NAME = label("没有“{1}”；有：{2}", "沒有「{1}」；有：{2}", "there is no '{1}'; there are {2}")
local INLINE = label("文中的数据", "文中的數據", "the data in the text")

-- Brackets and spaces as everybody might write them.
local function fold(text)
  return text:replace("（", "("):replace("）", ")"):replace(" ", ""):replace("　", ""):lower()
end

local function names_of(columns)
  return words().list(map(columns, function(column) return column.name end))
end

-- ---- columns

local GREATEST = 1e21 -- of what is drawn; greater numbers are mistakes, and their labels would be as long as they are

local function number_or_false(text)
  local number = text ~= "" and tonumber(text)
  return number and math.abs(number) < GREATEST and number or false
end

local function is_unit_shared(first, second)
  return first.unit == second.unit or first.unit == nil or second.unit == nil
end

-- A column of the table as charts see it; `rows` are the places of the rows that are shown, `line_of` the lines of all.
local function take_column(column, rows, line_of)
  local cells, values = unfold(column.cells), unfold(column.values)
  local made = {
    name = column.name, label = column.label or column.name, unit = column.unit, type = column.type,
    percent = column.percent == true, decimals = tonumber(column.decimals or "0"), faults = unfold(column.faults or {}),
    urls = column.urls, no_sum = column.no_sum, cells = {}, values = {}, exact = {},
  }
  for place, row in ipairs(rows) do
    made.cells[place] = cells[row] or ""
    local exact = values[row] or ""
    made.exact[place] = exact
    made.values[place] = number_or_false(exact)
    if exact ~= "" and not made.values[place] then
      made.faults = table.copy(made.faults)
      made.faults[#made.faults + 1] = {line = (line_of or {})[row], cell = cells[row], reason = "large"}
    end
  end
  return made
end

local function find_column(columns, name)
  for _, key in ipairs {"name", "label"} do
    for _, column in ipairs(columns) do
      if column[key] == name or column[key] and fold(column[key]) == fold(name) then
        return column
      end
    end
  end
  return nil
end

-- ---- what the kind wants

local function as_list(value)
  return type(value) == "table" and value or {value}
end

-- A list of column names; one text may hold several.
local function split_names(state, value)
  if type(value) == "table" or find_column(state.columns, value) then
    return as_list(value)
  end
  local parts = value:replace("，", ","):replace("、", ","):split(",")
  return map(parts, function(part) return part:trim() end)
end

local function tell_missing(state, key, name)
  state.tell("chart/column", key, words().fill(NO_COLUMN, state.where, name, names_of(state.columns)))
end

local function check_number(state, key, column)
  column.numeric = true
  if column.type == "number" or column.type == "empty" or #column.faults > 0 then
    return column
  end
  local numbers = filter(state.columns, function(other) return other.type == "number" end)
  local called = use "drawing/spec".called(key)
  state.tell("chart/number", key, words().fill(NO_NUMBERS, state.where, column.name, called, names_of(numbers)))
  return nil
end

local function check_date(state, key, column)
  local date = use "drawing/date"
  column.days, column.dates = {}, {}
  for row, cell in ipairs(column.cells) do
    local time = date.read(cell)
    if not time and not use "drawing/missing"[cell] then
      state.tell("chart/date", key, words().fill(NOT_DATES, column.name, cell))
      return nil
    end
    column.days[row], column.dates[row] = time and time.day or false, time or false
  end
  return column
end

local CHECKS = {
  number = check_number, numbers = check_number, date = check_date,
  category = function(_, _, column) return column end,
  text = function(_, _, column) return column end,
}

-- The column of that name if it is what is wanted; marks it as used.
local function named(state, key, name, wanted)
  local column = find_column(state.columns, name)
  if not column then
    tell_missing(state, key, name)
    return nil
  end
  column.used = true
  return CHECKS[wanted](state, key, column)
end

local function is_date_column(column)
  local dates = 0
  for _, cell in ipairs(column.cells) do
    if use "drawing/date".read(cell) then
      dates = dates + 1
    elseif not use "drawing/missing"[cell] then
      return false
    end
  end
  return dates > 0
end

-- Whether a column that the spec does not name may be taken for what is wanted.
local function serves(column, wanted)
  if column.used then
    return false
  elseif wanted == "number" or wanted == "numbers" then
    return column.type == "number" or column.type == "empty" or #column.faults > 0
  elseif wanted == "date" then
    return is_date_column(column)
  end
  return true
end

-- What is meant when the spec says nothing: the first column that serves; for numbers all of them in one unit.
local function unnamed(state, key, wanted)
  local found = filter(state.columns, function(column) return serves(column, wanted) end)
  if not found[1] then
    local called = use "drawing/spec".called(key)
    state.tell("chart/column", key, words().fill(NONE_LEFT, state.where, called, names_of(state.columns)))
    return nil
  end
  if wanted ~= "numbers" or state.spec.series then
    found = {found[1]}
  end
  found = filter(found, function(column) return is_unit_shared(column, found[1]) end)
  for _, column in ipairs(found) do
    column.used = true
    if not CHECKS[wanted](state, key, column) then
      return nil
    end
  end
  return found
end

-- Columns for one key: a list, or nil when a problem was told; an empty list for what is not wanted.
local function resolve(state, key, wanted, optional)
  local value = state.spec[key]
  if value == nil then
    if optional then
      return {}
    end
    return unnamed(state, key, wanted)
  end
  if wanted ~= "numbers" and type(value) == "table" and value[2] then
    state.tell("chart/option", key, words().fill(ONE_NAME, use "drawing/spec".called(key)))
    return nil
  end
  local names = wanted == "numbers" and split_names(state, value) or {type(value) == "table" and value[1] or value}
  local found = {}
  for place, name in ipairs(names) do
    found[place] = named(state, key, name, wanted)
    if not found[place] then
      return nil
    end
  end
  return found
end

-- Those that the spec names come first, so that no default takes their columns.
local function order_of_wants(wants, spec)
  local given, rest = {}, {}
  local first = {x = 1, date = 1, start = 2, y = 8}
  for raw, wanted in pairs(wants) do
    local optional = raw:ends("?")
    local key = optional and raw:sub(1, -2) or raw
    local item = {key = key, wanted = wanted, optional = optional}
    table.insert(spec[key] ~= nil and given or rest, item)
  end
  rest = sorted(rest, function(a, b) return (first[a.key] or 5) < (first[b.key] or 5) end)
  for _, item in ipairs(rest) do
    given[#given + 1] = item
  end
  return given
end

local function check_units(state, kind, columns)
  for _, column in ipairs(columns) do
    local same = is_unit_shared(column, columns[1]) and column.percent == columns[1].percent
    if not kind.mixed and not same then
      local units = map(columns, function(one) return one.percent and "%" or one.unit or one.name end)
      state.tell("chart/unit", "y", words().fill(UNITS, words().list(units)))
      return false
    end
  end
  return true
end

local function take_wants(state, kind, chart)
  local right = true
  for _, item in ipairs(order_of_wants(state.wants, state.spec)) do
    local found = resolve(state, item.key, item.wanted, item.optional)
    if not found then
      right = false
    elseif item.wanted == "numbers" then
      chart[item.key] = found
      right = check_units(state, kind, found) and right
    else
      chart[item.key] = found[1]
    end
  end
  return right
end

-- ---- rows

-- What "不含合计" and "not Total" leave out; nil for other texts.
local function left_out(text)
  for _, word in ipairs {"不含", "not "} do
    if text:starts(word) then
      return text:sub(#word + 1):trim()
    end
  end
  return nil
end

local function matches(cell, wanted)
  local others = false -- whether any other cell fits
  for _, one in ipairs(as_list(wanted)) do
    local out = left_out(one)
    if cell == one then
      return true
    elseif out == cell then
      return false
    end
    others = others or out ~= nil
  end
  return others
end

-- The places of the rows that `rows` of the spec asks for; nil when a problem was told.
local function choose_rows(state, data)
  local count, chosen = tonumber(data.row_count), {}
  local wanted = {}
  for name, value in pairs(type(state.spec.rows) == "table" and state.spec.rows or {}) do
    local column = find_column(state.raw, name)
    if not column then
      tell_missing(state, "rows", name)
      return nil
    end
    wanted[#wanted + 1] = {cells = unfold(column.cells), value = value}
  end
  for row = 1, count do
    local fits = true
    for _, one in ipairs(wanted) do
      fits = fits and matches(one.cells[row], one.value)
    end
    chosen[#chosen + 1] = fits and row or nil
  end
  return chosen
end

-- ---- long tables into wide ones

local function new_series(name, from, count)
  local column = merge(from, {name = name, label = name, cells = {}, values = {}, exact = {}, urls = nil})
  for row = 1, count do
    column.cells[row], column.values[row], column.exact[row] = "", false, ""
  end
  return column
end

-- One column for each value of the series, one row for each value of x.
local function pivot(state, chart)
  local value = chart.y[1]
  if chart.y[2] then
    state.tell("chart/series", "y", ONE_COLUMN)
    return false
  end
  local cells = group(chart.x.cells, function(cell) return cell end)
  local names = group(chart.series_column.cells, function(cell) return cell end)
  local rows, columns, seen = {}, {}, {}
  local x = merge(chart.x, {cells = {}, values = {}, exact = {}})
  for place, item in ipairs(cells) do
    rows[item.key] = place
    x.cells[place] = item.key
  end
  for place, item in ipairs(names) do
    columns[item.key] = new_series(item.key, value, #cells)
    columns[place] = columns[item.key]
  end
  for row, cell in ipairs(chart.x.cells) do
    local name, place = chart.series_column.cells[row], rows[cell]
    if name == "" then
      state.tell_cell(state.lines[row], words().fill(use "drawing/extra".UNNAMED, chart.series_column.name))
      return false
    end
    local column = columns[name]
    if seen[name .. "\n" .. cell] then
      state.tell("chart/twice", "series", words().fill(TWICE, cell, name))
      return false
    end
    seen[name .. "\n" .. cell] = true
    column.cells[place], column.values[place] = value.cells[row], value.values[row]
    column.exact[place] = value.exact[row]
    x.values[place], x.exact[place] = chart.x.values[row], chart.x.exact[row]
    if chart.x.days then
      x.days = x.days or {}
      x.days[place] = chart.x.days[row]
    end
  end
  chart.x, chart.y, chart.rows = x, map(names, function(_, place) return columns[place] end), #cells
  state.columns = {x, table.unpack(chart.y)}
  return true
end

return {
  fold = fold, as_list = as_list, find_column = find_column, take_column = take_column, take_wants = take_wants,
  choose_rows = choose_rows, pivot = pivot, named = named, names_of = names_of, NO_NAME = NO_NAME, INLINE = INLINE,
}
