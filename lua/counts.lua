-- Charts that make themselves: figures of how many documents there are, from what C counts.
--
-- Each function takes what an input or selection of counts holds (lua/prelude.lua) and gives a part of a page:
--
--   {figure = FIGURE, lead, rest = {items = {{label, count, url}}}}
--
-- or nil where nothing was counted. What is not drawn, since it is not known or there are too many, is told as
-- `rest`: what nobody recorded is never drawn as nothing. Every number leads to the list of the documents that it
-- counts.
local ROWS_MOST, QUARTERS_MOST, ORGANS_MOST, GAP_MOST = 15, 8, 30, 20

local WORDS = {
  number = label("件数", "件數", "Documents"),
  unit = label("件", "件", "documents"),
  month = label("月份", "月份", "Month"),
  year = label("年份", "年份", "Year"),
  kind = label("内容类型", "內容類型", "Kind"),
  organ = label("机关", "機關", "Organ"),
  theme = label("主题分类", "主題分類", "Subject"),
  span = label("时间", "時間", "Time"),
  state = label("有效性", "有效性", "Validity"),
  by_month = label("每月发布的文件", "每月發布的文件", "Documents by month"),
  by_year = label("每年发布的文件", "每年發布的文件", "Documents by year"),
  by_kind = label("各类内容的文件", "各類內容的文件", "Documents by kind"),
  by_organ = label("各机关发布的文件", "各機關發布的文件", "Documents by organ"),
  by_theme = label("各主题的文件", "各主題的文件", "Documents by subject"),
  delays = label("从成文到发布的工作日", "從成文到發布的工作日", "Working days from writing to publication"),
  interpretation = label("政策解读的收录与时效", "政策解讀的收錄與時效", "Interpretation: coverage and lag"),
  responses = label("从发现到首次发声的时间", "從發現到首次發聲的時間", "Time from notice to the first word"),
  validity = label("公文与制度的有效性", "公文與制度的有效性", "Validity of documents"),
  duties = label("各机关每季度的新闻发布和在线访谈", "各機關每季度的新聞發布和在線訪談",
    "Press conferences and interviews by organ and quarter"),
  chain = label("传达落实的先后", "傳達落實的先後", "How it was passed on"),
  limit = label("法定期限20个工作日", "法定期限20個工作日", "20 working days, the statutory limit"),
  earlier = label("{1}以前的{2}件没有画出。", "{1}以前的{2}件沒有畫出。", "{2} documents before {1} are not drawn."),
  undated = label("另有{1}件没有日期。", "另有{1}件沒有日期。", "{1} more bear no date."),
  other_organs = label("其余{1}个机关", "其餘{1}個機關", "{1} other organs"),
  others = label("其余{1}类", "其餘{1}類", "{1} others"),
  overlap = label("几个机关联合发布的文件，各计一次。", "幾個機關聯合發布的文件，各計一次。",
    "A document of several organs counts once for each."),
  delay_lead = label("《条例》第二十六条：主动公开的信息应当在形成或者变更之日起20个工作日内公开。",
    "《條例》第二十六條：主動公開的信息應當在形成或者變更之日起20個工作日內公開。",
    "Regulation, article 26: what is to be disclosed is published within 20 working days of its making or change."),
  calendars = label("工作日按国务院办公厅各年放假通知计算，本站收录{1}年的日历。",
    "工作日按國務院辦公廳各年放假通知計算，本站收錄{1}年的日曆。",
    "Working days go by the yearly holiday notices of the State Council's General Office; this site has those of {1}."),
  no_calendars = label("本站没有收录工作日历。", "本站沒有收錄工作日曆。", "This site has no calendar of working days."),
  years = label("{1}—{2}", "{1}—{2}", "{1}–{2}"),
  covered = label("可以解读的文件{1}件，本站收录了解读的{2}件，占{3}%。没有收录不等于没有解读。",
    "可以解讀的文件{1}件，本站收錄了解讀的{2}件，佔{3}%。沒有收錄不等於沒有解讀。",
    "This site has interpretations of {2} ({3}%) of {1} documents that can be interpreted. There may be others."),
  response_lead = label(
    "国办发〔2016〕80号：特别重大、重大突发事件最迟5小时内发布权威信息，24小时内举行新闻发布会；" ..
      "国办发〔2016〕61号：其他舆情48小时内回应。",
    "國辦發〔2016〕80號：特別重大、重大突發事件最遲5小時內發布權威信息，24小時內舉行新聞發布會；" ..
      "國辦發〔2016〕61號：其他輿情48小時內回應。",
    "Major emergencies: authoritative information within 5 hours, a press conference within 24; other matters of " ..
      "public concern: a response within 48."),
  duty_lead = label("格中是本站收录的场次。“未收录”不等于没有举行。", "格中是本站收錄的場次。「未收錄」不等於沒有舉行。",
    "The cells count what this site has. What is not recorded may have taken place."),
  duty_others = label("本站介绍的其他{1}个机关，这几个季度没有收录。", "本站介紹的其他{1}個機關，這幾個季度沒有收錄。",
    "Of {1} other organs described here, nothing is recorded in these quarters."),
  quarter = label("{1}年{2}季度", "{1}年{2}季度", "Q{3} {1}"),
  held = label("场", "場", "events"),
  not_recorded = label("未收录", "未收錄", "not recorded"),
  place = label("序号", "序號", "No."),
  document = label("文件", "文件", "Document"),
  from = label("来自（序号）", "來自（序號）", "From (no.)"),
  written_on = label("成文日期", "成文日期", "Written on"),
}

local function say(name, ...)
  return use "drawing/words".say(WORDS[name], ...)
end

local function number(item)
  return tonumber(item.count)
end

local function total(items)
  local sum = 0
  for _, item in ipairs(items) do
    sum = sum + number(item)
  end
  return sum
end

-- In English a unit would have to agree with its number.
local function unit(name)
  return site.language ~= "en" and say(name) or nil
end

--- What is counted: the one value of a selection, or what an input gives as it is.
local function one(folded)
  local list = folded and unfold(folded)
  return list and list[1]
end

-- ---- from counts to a figure

-- `about`: id, title, head (what the rows are), what the spec has besides, and whether a document may count twice or
-- rows are left out, so that the sum of the rows is that of nothing.
local function figure_of(counts, items, about)
  local spec = merge({kind = "bar", x = about.head, y = say("number"), sample = counts.sample or site.sample == true},
    about.spec or {})
  spec.id, spec.title = about.id, about.title
  return use "chart".from(spec, {columns = {
    {name = about.head, type = "text", cells = map(items, function(item) return item.label end)},
    {
      name = say("number"), unit = unit("unit"), type = "number", no_sum = about.no_sum,
      cells = map(items, function(item) return item.count end),
      values = map(items, number),
      urls = map(items, function(item) return item.url or false end),
    },
  }})
end

-- A part of a page. `rest`: the items that are told and not drawn, of which those of none are left out.
local function part(figure, lead, rest)
  local told = filter(rest or {}, function(item) return number(item) > 0 end)
  return {figure = figure, lead = lead, rest = #told > 0 and {items = told}}
end

-- The greatest first; what is beyond the fifteenth becomes one item that leads to the list of them all.
local function greatest(items, about)
  local ordered = sorted(items, function(a, b) return number(a) > number(b) end)
  local shown = filter(ordered, function(_, place) return place <= ROWS_MOST end)
  local rest = filter(ordered, function(_, place) return place > ROWS_MOST end)
  if #rest == 0 then
    return shown, {}
  end
  return shown, {{label = say(about.others, #rest), count = tostring(total(rest)), url = about.all}}
end

local function ranking(counts, items, about)
  if not counts or #items == 0 then
    return nil
  end
  local shown, rest = greatest(items, about)
  local drawn = merge(about, {no_sum = about.no_sum or #rest > 0})
  return part(figure_of(counts, shown, drawn), about.lead, rest)
end

-- ---- what was published

--- How many documents each month has. `id`: of the figure.
local function months(counts, id)
  local items = counts and counts.items or {}
  if #items == 0 then
    return nil
  end
  local notes = {}
  if counts.earlier ~= "0" then
    notes[1] = say("earlier", items[1].month, counts.earlier)
  end
  if counts.undated ~= "0" then
    notes[#notes + 1] = say("undated", counts.undated)
  end
  local shown = map(items, function(item) return merge(item, {label = item.month}) end)
  return part(figure_of(counts, shown, {
    id = id, title = say("by_month"), head = say("month"), no_sum = notes[1] ~= nil,
    spec = {kind = "column", note = notes[1] and table.concat(notes, site.language == "en" and " " or "") or nil},
  }))
end

-- With the years between that have none, unless there are very many.
local function with_gaps(ordered)
  local items = {}
  for _, item in ipairs(ordered) do
    local year, before = tonumber(item.key), items[#items]
    local first = before and tonumber(before.key) + 1 or year
    for gap = first, year - first < GAP_MOST and year - 1 or first - 1 do
      items[#items + 1] = {key = tostring(gap), label = tostring(gap), count = "0"}
    end
    items[#items + 1] = item
  end
  return items
end

local function years(counts, id)
  if not counts or #counts.items == 0 then
    return nil
  end
  local items = with_gaps(sorted(counts.items, function(a, b) return a.key < b.key end))
  return part(figure_of(counts, items, {id = id, title = say("by_year"), head = say("year"), spec = {kind = "column"}}))
end

local function kinds(counts, id)
  return counts and ranking(counts, counts.items, {
    id = id, title = say("by_kind"), head = say("kind"), others = "others", all = "list/kinds/index.html",
  })
end

local function organs(counts, id)
  return counts and ranking(counts, counts.items, {
    id = id, title = say("by_organ"), head = say("organ"), others = "other_organs", all = "list/organs/index.html",
    spec = {note = say("overlap")}, no_sum = true,
  })
end

-- The classes of the first level: their lists have what stands in those below.
local function themes(counts, id)
  local broader = {}
  for _, term in ipairs(use "vocabularies".theme.terms) do
    broader[term.key] = term.parent
  end
  return counts and ranking(counts, filter(counts.items, function(item) return not broader[item.key] end), {
    id = id, title = say("by_theme"), head = say("theme"), others = "others", all = "list/themes/index.html",
    no_sum = true,
  })
end

-- ---- duties that run in days and hours

-- Splits items of buckets: those named, and the rest.
local function split(items, keys_)
  local named = {}
  for _, key in ipairs(keys_) do
    named[key] = true
  end
  return filter(items, function(item) return named[item.key] end),
    filter(items, function(item) return not named[item.key] end)
end

-- Years as they follow on each other, with every gap: "2013—2026、2031".
local function runs(years_)
  local found, texts = {}, {}
  for _, year in ipairs(years_) do
    local last = found[#found]
    if last and tonumber(year) == tonumber(last.to) + 1 then
      last.to = year
    else
      found[#found + 1] = {from = year, to = year}
    end
  end
  for place, run in ipairs(found) do
    texts[place] = run.from == run.to and run.from or say("years", run.from, run.to)
  end
  return table.concat(texts, site.language == "en" and ", " or "、")
end

local function calendars()
  local found = map(modules "holidays/", function(name) return name:sub(#"holidays/" + 1) end)
  if #found == 0 then
    return say("no_calendars")
  end
  return say("calendars", runs(found))
end

local function delays(counts, id)
  if not counts or total(counts.items) == 0 then
    return nil
  end
  local known, rest = split(counts.items, {"d5", "d10", "d15", "d20", "over"})
  local limit = filter(known, function(item) return item.key == "d20" end)[1]
  local figure = total(known) > 0 and figure_of(counts, known, {
    id = id, title = say("delays"), head = say("span"),
    spec = {kind = "limit", limit = limit.label, label = say("limit")},
  })
  return part(figure, say("delay_lead") .. (site.language == "en" and " " or "") .. calendars(), rest)
end

local function interpretation(counts, id)
  local all = counts and total(counts.items) or 0
  if all == 0 then
    return nil
  end
  local none = filter(counts.items, function(item) return item.key == "none" end)[1]
  local covered = all - number(none)
  local shown = filter(counts.items, function(item) return number(item) > 0 end)
  local share = covered == 0 and "0" or use "drawing/shares".part(covered, all)
  return part(figure_of(counts, shown, {
    id = id, title = say("interpretation"), head = say("span"), spec = {kind = "column"},
  }), say("covered", all, covered, share))
end

local function responses(counts, id)
  if not counts or total(counts.items) == 0 then
    return nil
  end
  local known, rest = split(counts.items, {"h5", "h24", "h48", "over"})
  local figure = total(known) > 0 and figure_of(counts, known, {
    id = id, title = say("responses"), head = say("span"), spec = {kind = "column"},
  })
  return part(figure, say("response_lead"), rest)
end

local function validity(counts, id)
  if not counts or total(counts.items) == 0 then
    return nil
  end
  local shown = filter(counts.items, function(item) return number(item) > 0 end)
  return part(figure_of(counts, shown, {id = id, title = say("validity"), head = say("state")}))
end

-- ---- the duty matrix

local function quarter_number(key)
  return tonumber(key:sub(1, 4)) * 4 + tonumber(key:sub(7)) - 1
end

local NUMERALS = {"一", "二", "三", "四"}

-- As many quarters as are shown, up to the newest that anything is known of: {key, label}.
local function last_quarters(items)
  local newest = 0
  for _, item in ipairs(items) do
    newest = math.max(newest, quarter_number(item.key))
  end
  local shown = {}
  for place = 1, QUARTERS_MOST do
    local at = newest - QUARTERS_MOST + place
    local year, quarter = at // 4, at % 4 + 1
    shown[place] = {key = ("%04d-q%d"):format(year, quarter), label = say("quarter", year, NUMERALS[quarter], quarter)}
  end
  return shown
end

-- The organs with anything recorded in these quarters, and how many others the site describes: of those it does not
-- know whether they had anything to hold.
local function duty_rows(items, quarters, all)
  local rows, known, shown, others = {}, {}, {}, 0
  for _, quarter in ipairs(quarters) do
    shown[quarter.key] = true
  end
  for _, item in ipairs(items) do
    if shown[item.key] and not known[item.row] then
      known[item.row] = true
      rows[#rows + 1] = item.row
    end
  end
  for _, organ in ipairs(all and unfold(all) or {}) do
    others = others + (organ.entity_url and not known[organ.label] and 1 or 0)
  end
  return filter(rows, function(_, place) return place <= ORGANS_MOST end), others
end

-- What several organs held together stands in the row of each, so the rows add up to nothing.
local function duty_column(quarter, rows, cells)
  local column = {
    name = quarter.label, unit = unit("held"), type = "number", no_sum = true, cells = {}, values = {}, urls = {},
  }
  for place, row in ipairs(rows) do
    local item = cells[row .. "\n" .. quarter.key]
    column.cells[place] = item and item.count or say("not_recorded")
    column.values[place] = item and number(item) or false
    column.urls[place] = item and item.url or false
  end
  return column
end

--- Organ × quarter. `all`: the lists of all organs.
local function duties(counts, all, id)
  local items = counts and counts.items or {}
  if #items == 0 then
    return nil
  end
  local quarters, cells = last_quarters(items), {}
  local rows, others = duty_rows(items, quarters, all)
  for _, item in ipairs(items) do
    cells[item.row .. "\n" .. item.key] = item
  end
  local columns = map(quarters, function(quarter) return duty_column(quarter, rows, cells) end)
  table.insert(columns, 1, {name = say("organ"), type = "text", cells = rows})
  local figure = use "chart".from({
    id = id, kind = "heat", title = say("duties"), x = say("organ"), sample = counts.sample or site.sample == true,
    y = map(quarters, function(quarter) return quarter.label end),
  }, {columns = columns})
  local lead = {say("duty_lead")}
  lead[2] = others > 0 and say("duty_others", others) or nil
  return part(figure, table.concat(lead, site.language == "en" and " " or ""))
end

-- ---- a chain

local CHAIN_MOST = 40

--- How a document was passed on: the nodes of a chain, each with what it came from.
local function chain(nodes, id)
  if #nodes < 2 or #nodes > CHAIN_MOST then
    return nil
  end
  local above, sample = {}, site.sample == true
  local numbers, froms, titles, dates, givers = {}, {}, {}, {}, {}
  for place, node in ipairs(nodes) do
    local entry, level = unfold(node.entry), tonumber(node.level)
    above[level] = tostring(place)
    numbers[place], froms[place] = tostring(place), level > 0 and above[level - 1] or ""
    titles[place] = entry.number or entry.title
    dates[place], givers[place] = node.written_on or "", entry.organ or ""
    sample = sample or entry.sample
  end
  local figure = use "chart".from({
    id = id, kind = "flow", title = say("chain"), from = say("from"), to = say("place"), label = say("document"),
    date = say("written_on"), organ = say("organ"), sample = sample,
  }, {columns = {
    {name = say("place"), type = "text", cells = numbers},
    {name = say("document"), type = "text", cells = titles},
    {name = say("organ"), type = "text", cells = givers},
    {name = say("written_on"), type = "text", cells = dates},
    {name = say("from"), type = "text", cells = froms},
  }})
  -- The first came from nowhere: that is no gap in what is recorded.
  if figure.table then
    figure.table.rows[1].cells[4].text = ""
  end
  return part(figure)
end

-- ---- the front of a list

-- What is worth a chart: of less, the list itself tells more.
local LIST_LEAST = 6

-- What is made of the pairs below a list, by the axis that holds them.
local PAIRS = {
  ["topic-kinds"] = kinds, ["organ-kinds"] = kinds, ["organ-delays"] = delays,
  ["organ-interpretation"] = interpretation,
}

--- The parts that there are, without those that are nil.
local function gather(...)
  local parts = {}
  for place = 1, select("#", ...) do
    parts[#parts + 1] = select(place, ...)
  end
  return #parts > 0 and {parts = parts}
end

--- The figures of a list's front; nothing for a short one.
local function of_list(input, count)
  if not input.months or not count or tonumber(count) < LIST_LEAST then
    return nil
  end
  local parts = {months(input.months, "by-month")}
  for _, counts in ipairs(input.counts and unfold(input.counts) or {}) do
    parts[#parts + 1] = PAIRS[counts.axis] and PAIRS[counts.axis](counts, counts.axis)
  end
  return gather(table.unpack(parts))
end

return {
  gather = gather, of_list = of_list, one = one,
  months = months, years = years, kinds = kinds, organs = organs, themes = themes, delays = delays,
  interpretation = interpretation, responses = responses, validity = validity, duties = duties, chain = chain,
}
