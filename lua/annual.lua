-- The annual report's tables as numbers: which file is which table, and whether they add up.
--
--   read(tables)             {table2 = SHEET, table3 = SHEET, table4 = SHEET}, those that there are, of input.tables
--   check(sheets, problems)  adds what does not add up
--
--   SHEET = {form, file, lines = {[row] = "7"}, values = {[row] = {[column] = number}}}
--
-- A value that is missing, or is no number, is nil: what needs it cannot be computed, and is never computed
-- with a zero instead.

-- A number as people write it: whole ones without a point.
local function shown(number)
  return tostring(math.tointeger(number) or number)
end

-- ---- reading

local ROW_NAMES = {row = true, ["行"] = true, ["行键"] = true}

local function key_column(data)
  for _, column in ipairs(unfold(data.columns)) do
    if ROW_NAMES[column.name] then
      return column
    end
  end
  return unfold(data.columns)[1]
end

-- The table whose rows are most of what stands there; nil when that is none of them.
local function form_of(keys_)
  local best, most = nil, 0
  for _, form in ipairs(use "annual/form") do
    local known, count = {}, 0
    for _, row in ipairs(form.rows) do
      known[row.key] = true
    end
    for _, key in ipairs(keys_) do
      count = count + (known[key] and 1 or 0)
    end
    if count > most then
      best, most = form, count
    end
  end
  return most * 2 >= #keys_ and best or nil
end

local function is_named(form_column, column)
  for _, name in ipairs(form_column.names) do
    if column.name == name or column.label == name then
      return true
    end
  end
  return false
end

-- The values of the form's columns by their keys.
local function find_columns(form, data)
  local found = {}
  for _, form_column in ipairs(form.columns) do
    for _, column in ipairs(unfold(data.columns)) do
      if not found[form_column.key] and is_named(form_column, column) then
        found[form_column.key] = unfold(column.values)
      end
    end
  end
  return found
end

local function read_sheet(item)
  local data = item.table
  local first = data and key_column(data)
  local keys_ = first and unfold(first.cells) or {}
  local form = form_of(keys_)
  if not form then
    return nil
  end
  local sheet = {form = form, file = item.file, columns = find_columns(form, data), lines = {}, values = {}, twice = {}}
  local lines = unfold(data.line_of)
  for place, key in ipairs(keys_) do
    local values = {}
    if sheet.lines[key] then
      sheet.twice[key] = lines[place]
    end
    for name, column in pairs(sheet.columns) do
      values[name] = tonumber(column[place])
    end
    sheet.lines[key], sheet.values[key] = lines[place], values
  end
  return sheet
end

local function read(tables)
  local sheets = {}
  for _, item in ipairs(tables or {}) do
    local sheet = read_sheet(item)
    if sheet and not sheets[sheet.form.name] then
      sheets[sheet.form.name] = sheet
    end
  end
  return sheets
end

-- ---- what is there

local function add(problems, sheet, id, severity, line, text)
  problems[#problems + 1] = {id = id, severity = severity, path = sheet.file.path, line = line or "1", text = text}
end

local function in_quotes(form_label)
  return {hans = "“" .. form_label["zh-Hans"] .. "”", hant = "「" .. form_label["zh-Hant"] .. "」",
    en = "'" .. form_label.en .. "'"}
end

local function check_columns(sheet, problems)
  for _, column in ipairs(sheet.form.columns) do
    if not sheet.columns[column.key] then
      local name, of = in_quotes(column.label), sheet.form.label
      add(problems, sheet, "report/column", "warning", "1", label(
        of["zh-Hans"] .. "没有" .. name.hans .. "一列；请加上，列名写 " .. column.key,
        of["zh-Hant"] .. "沒有" .. name.hant .. "一列；請加上，列名寫 " .. column.key,
        of.en .. " has no column " .. name.en .. "; add it with the name " .. column.key))
    end
  end
end

-- What a row must have: in table 2 its own columns, elsewhere all.
local function wanted(form, row)
  return row.takes or map(form.columns, function(column) return column.key end)
end

local function column_label(form, key)
  return filter(form.columns, function(column) return column.key == key end)[1].label
end

local function check_values(sheet, row, problems)
  for _, key in ipairs(wanted(sheet.form, row)) do
    if sheet.columns[key] and not sheet.values[row.key][key] then
      local name, of = in_quotes(row.label), in_quotes(column_label(sheet.form, key))
      add(problems, sheet, "report/missing", "warning", sheet.lines[row.key], label(
        name.hans .. "的" .. of.hans .. "没有数，用到它的合计和图表不能计算；没有发生的请写 0",
        name.hant .. "的" .. of.hant .. "沒有數，用到它的合計和圖表不能計算；沒有發生的請寫 0",
        name.en .. " has no number for " .. of.en .. ", so what needs it cannot be computed; write 0 for none"))
    end
  end
end

local function check_rows(sheet, problems)
  local known = {}
  for _, row in ipairs(sheet.form.rows) do
    known[row.key] = true
    if sheet.values[row.key] then
      check_values(sheet, row, problems)
    else
      local name, of = in_quotes(row.label), sheet.form.label
      add(problems, sheet, "report/row", "warning", "1", label(
        of["zh-Hans"] .. "没有" .. name.hans .. "一行；请加上，行键写 " .. row.key,
        of["zh-Hant"] .. "沒有" .. name.hant .. "一行；請加上，行鍵寫 " .. row.key,
        of.en .. " has no row " .. name.en .. "; add it with the key " .. row.key))
    end
  end
  for _, key in ipairs(keys(sheet.lines)) do
    if not known[key] and key ~= "" then
      local of = sheet.form.label
      add(problems, sheet, "report/row", "warning", sheet.lines[key], label(
        of["zh-Hans"] .. "没有行键“" .. key .. "”；请照固定的行键写",
        of["zh-Hant"] .. "沒有行鍵「" .. key .. "」；請照固定的行鍵寫",
        of.en .. " has no row key '" .. key .. "'; write one of the fixed keys"))
    end
  end
  for _, key in ipairs(keys(sheet.twice)) do
    add(problems, sheet, "report/row", "warning", sheet.twice[key], label(
      "行键“" .. key .. "”写了两次，算的是后一行；请删去一行",
      "行鍵「" .. key .. "」寫了兩次，算的是後一行；請刪去一行",
      "the row key '" .. key .. "' stands here again, and this row counts; take one out"))
  end
end

-- ---- what adds up

--- The sum of some rows in a column; nil where one of them is missing.
local function sum_rows(sheet, rows, column)
  local sum = 0
  for _, key in ipairs(rows) do
    local value = (sheet.values[key] or {})[column]
    if not value then
      return nil
    end
    sum = sum + value
  end
  return sum
end

local function sum_columns(sheet, row, columns)
  local sum, values = 0, sheet.values[row] or {}
  for _, key in ipairs(columns) do
    if not values[key] then
      return nil
    end
    sum = sum + values[key]
  end
  return sum
end

-- Sums of money are no whole numbers: what differs by less than a thousandth is equal.
local function differ(first, second)
  return first and second and math.abs(first - second) > 0.0005
end

-- 一 + 二 = 三（七） + 四, as the form itself demands, in each column.
local function check_balance(sheet, problems)
  for _, column in ipairs(sheet.form.columns) do
    local came = sum_rows(sheet, {"received", "carried_over"}, column.key)
    local went = sum_rows(sheet, {"handled_total", "carried_forward"}, column.key)
    if differ(came, went) then
      local name, first, second = in_quotes(column.label), shown(came), shown(went)
      add(problems, sheet, "report/balance", "error", sheet.lines.handled_total, label(
        name.hans .. "一列，一、二两项之和是 " .. first .. "，三（七）与四之和是 " .. second .. "，两者应当相等；请核对",
        name.hant .. "一列，一、二兩項之和是 " .. first .. "，三（七）與四之和是 " .. second .. "，兩者應當相等；請核對",
        "in the column " .. name.en .. " I and II come to " .. first .. ", III (7) and IV to " .. second
          .. "; these must be equal"))
    end
  end
end

local function tell_total(sheet, problems, line, name, stated_sum, found_sum)
  local stated, sum = shown(stated_sum), shown(found_sum)
  add(problems, sheet, "report/total", "error", line, label(
    name.hans .. "写的总计是 " .. stated .. "，各项之和是 " .. sum .. "，两者应当相等；请核对",
    name.hant .. "寫的總計是 " .. stated .. "，各項之和是 " .. sum .. "，兩者應當相等；請核對",
    "the total of " .. name.en .. " is given as " .. stated .. ", its parts come to " .. sum
      .. "; these must be equal"))
end

-- 总计 of a row = the sum of its columns.
local function check_row_totals(sheet, problems)
  local parts = {}
  for _, column in ipairs(sheet.form.columns) do
    if column.key ~= "total" then
      parts[#parts + 1] = column.key
    end
  end
  for _, row in ipairs(sheet.form.rows) do
    local stated, sum = sum_columns(sheet, row.key, {"total"}), sum_columns(sheet, row.key, parts)
    if differ(stated, sum) then
      tell_total(sheet, problems, sheet.lines[row.key], in_quotes(row.label), stated, sum)
    end
  end
end

-- （七） = the sum of what stands under （一） to （六）.
local function check_outcomes(sheet, problems)
  local leaves = {}
  for _, outcome in ipairs(sheet.form.outcomes) do
    for _, key in ipairs(outcome.rows) do
      leaves[#leaves + 1] = key
    end
  end
  for _, column in ipairs(sheet.form.columns) do
    local stated, sum = sum_rows(sheet, {"handled_total"}, column.key), sum_rows(sheet, leaves, column.key)
    if differ(stated, sum) then
      tell_total(sheet, problems, sheet.lines.handled_total, in_quotes(column.label), stated, sum)
    end
  end
end

local function check(sheets, problems)
  for _, name in ipairs(keys(sheets)) do
    check_columns(sheets[name], problems)
    check_rows(sheets[name], problems)
  end
  if sheets.table3 then
    check_balance(sheets.table3, problems)
    check_outcomes(sheets.table3, problems)
    check_row_totals(sheets.table3, problems)
  end
  if sheets.table4 then
    check_row_totals(sheets.table4, problems)
  end
end

return {read = read, check = check, sum_rows = sum_rows, sum_columns = sum_columns, shown = shown}
