-- Annual reports of several years beside each other: what was carried forward must be what was carried over, and how
-- outcomes moved.
--
--   read(items)               {{organ, years = {{year = 2024, url, sheets}, …}}, …} of {document, table, file}, by year
--   check(organs, problems)   二 of a year against 四 of the year before
--   figures(organs)           a list of FIGUREs, for organs with several years

local WORDS = {
  year = label("年度", "年度", "Year"),
  piece = label("件", "件", "items"),
  received = label("新收和办结的公开申请", "新收和辦結的公開申請", "Requests received and handled"),
  outcomes = label("公开申请的办理结果", "公開申請的辦理結果", "Outcomes of requests"),
  new = label("本年新收", "本年新收", "Received"),
  handled = label("本年办结", "本年辦結", "Handled"),
}

local function word(name)
  return WORDS[name][site.language]
end

-- ---- reading

-- The reports themselves, each with its tables.
local function reports_of(items)
  local found = group(items, function(item) return item.document.url end)
  return map(found, function(report)
    local machine, document = use "machine", report.items[1].document
    return {
      organ = machine.texts(document, "issuing_organ")[1] or site.organ or "",
      year = tonumber(machine.text(document, "year") or ""),
      url = document.url,
      sheets = use "annual".read(report.items),
    }
  end)
end

local function read(folded)
  local reports = filter(reports_of(map(unfold(folded), unfold)), function(report)
    return report.year and report.sheets.table3
  end)
  table.sort(reports, function(a, b) return a.year < b.year end)
  return map(group(reports, function(report) return report.organ end), function(found)
    return {organ = found.key, years = found.items}
  end)
end

-- ---- what must agree

local function check_pair(before, after, problems)
  local annual = use "annual"
  local first, second = before.sheets.table3, after.sheets.table3
  for _, column in ipairs(second.form.columns) do
    local left = annual.sum_rows(first, {"carried_forward"}, column.key)
    local taken = annual.sum_rows(second, {"carried_over"}, column.key)
    if left and taken and left ~= taken then
      local name, from, to = column.label, annual.shown(left), annual.shown(taken)
      problems[#problems + 1] = {
        id = "report/carried", severity = "error", path = second.file.path, line = second.lines.carried_over,
        text = label(
          "“" .. name["zh-Hans"] .. "”一列上年结转是 " .. to .. "，上一年度报告结转下年的是 " .. from .. "，两者应当相等；请核对",
          "「" .. name["zh-Hant"] .. "」一列上年結轉是 " .. to .. "，上一年度報告結轉下年的是 " .. from .. "，兩者應當相等；請核對",
          "in the column '" .. name.en .. "' " .. to .. " are carried over, but the report of the year before carried "
            .. from .. " forward; these must be equal"),
      }
    end
  end
end

local function check(organs, problems)
  for _, organ in ipairs(organs) do
    for place = 2, #organ.years do
      if organ.years[place].year == organ.years[place - 1].year + 1 then
        check_pair(organ.years[place - 1], organ.years[place], problems)
      end
    end
  end
end

-- ---- figures

local function column_of(name, years, value)
  local column = {name = name, label = name, unit = word "piece", type = "number", cells = {}, values = {}, urls = {}}
  for place, year in ipairs(years) do
    local number = value(year.sheets.table3)
    column.values[place], column.cells[place] = number, number and use "annual".shown(number) or ""
    column.urls[place] = year.url
  end
  return column
end

local function years_column(years)
  local names = map(years, function(year) return tostring(year.year) end)
  return {name = word "year", label = word "year", type = "text", cells = names}
end

local function total_of(rows)
  return function(sheet) return use "annual".sum_rows(sheet, rows, "total") end
end

local function received(organ, number)
  return use "chart".from({
    id = "chart-received-" .. number, kind = "column", title = organ.organ .. site.strings.colon .. word "received",
  }, {columns = {
    years_column(organ.years),
    column_of(word "new", organ.years, total_of {"received"}),
    column_of(word "handled", organ.years, total_of {"handled_total"}),
  }})
end

local function outcomes(organ, number)
  local columns = {years_column(organ.years)}
  for _, outcome in ipairs(organ.years[1].sheets.table3.form.outcomes) do
    columns[#columns + 1] = column_of(outcome.label[site.language], organ.years, total_of(outcome.rows))
  end
  return use "chart".from({
    id = "chart-outcomes-" .. number, kind = "column", stacking = "absolute",
    title = organ.organ .. site.strings.colon .. word "outcomes",
  }, {columns = columns})
end

local function figures(organs)
  local list = {}
  for number, organ in ipairs(organs) do
    if #organ.years > 1 then
      list[#list + 1] = received(organ, number)
      list[#list + 1] = outcomes(organ, number)
    end
  end
  return list
end

return {read = read, check = check, figures = figures}
