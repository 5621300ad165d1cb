-- The charts of an annual report: what its fixed tables say, each from one table.
--
--   figures(sheets)   a list of FIGUREs, of the sheets that lua/annual.lua reads
--
-- A chart takes the numbers as they are given, also where sums do not agree; what is missing stays missing.

local WORDS = {
  item = label("项目", "項目", "Item"),
  count = label("件数", "件數", "Number"),
  amount = label("金额", "金額", "Amount"),
  piece = label("件", "件", "items"),
  money = label("万元", "萬元", "10,000 yuan"),
  documents = label("规章和行政规范性文件", "規章和行政規範性文件", "Rules and normative documents"),
  decisions = label("许可、处罚和强制的决定数量", "許可、處罰和強制的決定數量", "Licences, penalties and coercive measures"),
  fees = label("行政事业性收费金额", "行政事業性收費金額", "Fees"),
  balance = label("公开申请的收件、办结和结转", "公開申請的收件、辦結和結轉", "Requests received, handled and carried forward"),
  carried_over = label("上年结转", "上年結轉", "Carried over"),
  received = label("本年新收", "本年新收", "Received"),
  handled = label("本年办结", "本年辦結", "Handled"),
  carried_forward = label("结转下年", "結轉下年", "Carried forward"),
  outcomes = label("各类申请人的办理结果", "各類申請人的辦理結果", "Outcomes by applicant"),
  applicant = label("申请人", "申請人", "Applicant"),
  reasons = label("不予公开的理由", "不予公開的理由", "Reasons for refusal"),
  reason = label("理由", "理由", "Reason"),
  applicants = label("新收申请的申请人", "新收申請的申請人", "Who asked"),
  routes = label("行政复议和行政诉讼的结果", "行政複議和行政訴訟的結果", "Outcomes of review and litigation"),
  route = label("途径", "途徑", "Way"),
  rate = label(
    "纠正率＝结果纠正÷（总计－尚未审结）。", "糾正率＝結果糾正÷（總計－尚未審結）。",
    "Rate of correction: corrected of those decided. "),
  not_computable = label("不能计算", "不能計算", "not computable"),
  balance_note = label(
    "上年结转与本年新收之和，等于本年办结与结转下年之和。", "上年結轉與本年新收之和，等於本年辦結與結轉下年之和。",
    "What was carried over and received is what was handled and carried forward."),
}

local function say(text)
  return text[site.language]
end

local function word(name)
  return say(WORDS[name])
end

-- 2,314
local function grouped(number)
  local text = use "annual".shown(number)
  local parts = text:split(".")
  local whole, from = parts[1], #parts[1] - 3
  while from > 0 and whole:sub(from, from) ~= "-" do
    whole = whole:sub(1, from) .. "," .. whole:sub(from + 1)
    from = from - 3
  end
  return parts[2] and whole .. "." .. parts[2] or whole
end

-- ---- columns for lua/chart.lua

local function texts(name, cells)
  return {name = name, label = name, type = "text", cells = cells}
end

-- `list` holds numbers, false where there is none.
local function numbers(name, unit, list)
  local values = {}
  for place, value in ipairs(list) do
    values[place] = value or nil
  end
  return {
    name = name, label = name, unit = unit, type = "number", values = values,
    cells = map(list, function(value) return value and grouped(value) or "" end),
  }
end

local function labels_of(items)
  return map(items, function(item) return say(item.label) end)
end

local function rows_named(form, names)
  return filter(form.rows, function(row)
    return #filter(names, function(name) return name == row.key end) > 0
  end)
end

local function columns_named(form, names)
  return filter(form.columns, function(column)
    return #filter(names, function(name) return name == column.key end) > 0
  end)
end

-- The values of a column in these rows.
local function down(sheet, rows, column)
  return map(rows, function(row) return (sheet.values[row.key] or {})[column] or false end)
end

local function any(list)
  return #filter(list, function(value) return value end) > 0
end

-- A figure with the file that its numbers stand in; `columns` without any number make none.
local function figure(sheet, name, spec, columns)
  local found = false
  for _, column in ipairs(columns) do
    found = found or column.type == "number" and any(map(column.cells, function(cell) return cell ~= "" end))
  end
  if not found then
    return nil
  end
  local file = sheet.file
  local made = use "chart".from(merge({
    id = "chart-" .. sheet.form.name .. "-" .. name, title = word(name), source = say(sheet.form.label),
  }, spec), {columns = columns})
  made.csv, made.csv_name, made.path = file.csv, file.csv and file.name, file.path
  made.commit, made.digest = file.commit, file.blob
  return made
end

-- ---- table 2

local function documents(sheet)
  local rows = rows_named(sheet.form, {"rules", "normative"})
  local columns = {texts(word "item", labels_of(rows))}
  for _, column in ipairs(columns_named(sheet.form, {"made", "abolished", "in_force"})) do
    columns[#columns + 1] = numbers(say(column.label), word "piece", down(sheet, rows, column.key))
  end
  return figure(sheet, "documents", {kind = "column"}, columns)
end

local function decisions(sheet)
  local rows = rows_named(sheet.form, {"licences", "penalties", "coercion"})
  return figure(sheet, "decisions", {kind = "bar"}, {
    texts(word "item", labels_of(rows)), numbers(word "count", word "piece", down(sheet, rows, "decisions")),
  })
end

local function fees(sheet)
  local rows = rows_named(sheet.form, {"fees"})
  return figure(sheet, "fees", {kind = "figure"}, {
    texts(word "item", labels_of(rows)), numbers(word "amount", word "money", down(sheet, rows, "fees")),
  })
end

-- ---- table 3

local function balance(sheet)
  local sum = function(row) return use "annual".sum_rows(sheet, {row}, "total") or false end
  local handled = sum "handled_total"
  return figure(sheet, "balance", {kind = "waterfall", note = word "balance_note", total = {word "carried_forward"}}, {
    texts(word "item", map({"carried_over", "received", "handled", "carried_forward"}, word)),
    numbers(word "count", word "piece", {
      sum "carried_over", sum "received", handled and -handled, sum "carried_forward",
    }),
  })
end

local function outcomes(sheet)
  local applicants = filter(sheet.form.columns, function(column) return column.key ~= "total" end)
  local columns = {texts(word "applicant", labels_of(applicants))}
  for _, outcome in ipairs(sheet.form.outcomes) do
    columns[#columns + 1] = numbers(say(outcome.label), word "piece", map(applicants, function(column)
      return use "annual".sum_rows(sheet, outcome.rows, column.key) or false
    end))
  end
  return figure(sheet, "outcomes", {kind = "bar", stacking = "absolute"}, columns)
end

local function reasons(sheet)
  local rows = rows_named(sheet.form, sheet.form.outcomes[3].rows)
  return figure(sheet, "reasons", {kind = "bar"}, {
    texts(word "reason", labels_of(rows)), numbers(word "count", word "piece", down(sheet, rows, "total")),
  })
end

local function applicants(sheet)
  local columns = filter(sheet.form.columns, function(column) return column.key ~= "total" end)
  local received = sheet.values.received or {}
  return figure(sheet, "applicants", {kind = "bar"}, {
    texts(word "applicant", labels_of(columns)),
    numbers(word "count", word "piece", map(columns, function(column) return received[column.key] or false end)),
  })
end

-- ---- table 4

-- 行政复议 1/7（14.3%）; what is not decided yet says nothing of corrections.
local function rate_of(sheet, row)
  local values = sheet.values[row.key] or {}
  local corrected, decided = values.corrected, values.total and values.pending and values.total - values.pending
  local name = say(row.label) .. site.strings.colon
  if not corrected or not decided or decided <= 0 then
    return name .. word "not_computable"
  end
  local tenths = (corrected * 2000 + decided) // (decided * 2)
  return ("%s%s/%s（%d.%d%%）"):format(name, grouped(corrected), grouped(decided), tenths // 10, tenths % 10)
end

local function routes(sheet)
  local parts = filter(sheet.form.columns, function(column) return column.key ~= "total" end)
  local columns = {texts(word "route", labels_of(sheet.form.rows))}
  for _, column in ipairs(parts) do
    columns[#columns + 1] = numbers(say(column.label), word "piece", down(sheet, sheet.form.rows, column.key))
  end
  local rates = map(sheet.form.rows, function(row) return rate_of(sheet, row) end)
  local note = word "rate" .. table.concat(rates, site.strings.semicolon)
  return figure(sheet, "routes", {kind = "bar", stacking = "absolute", note = note}, columns)
end

local CHARTS = {
  {"table2", documents}, {"table2", decisions}, {"table2", fees},
  {"table3", balance}, {"table3", outcomes}, {"table3", reasons}, {"table3", applicants},
  {"table4", routes},
}

local function figures(sheets)
  return map(CHARTS, function(item)
    return sheets[item[1]] and item[2](sheets[item[1]])
  end)
end

return {figures = figures}
