-- The meta tags of government websites: 国办发〔2017〕47号, annex. Names and the terms of ColumnType are the annex's, exact
-- to the letter; they are read by inspections and by the tools that gather official pages, and stay as
-- they are whatever the language of the site.
--
--   tags(input, page) → {tags = {{name = …, content = …}, …}, missing = {{tag = …, write = …}, …}}
--
-- `page` is what the view knows: group ("home", "column" or "item"), title, description, keywords, column,
-- column_type, source, pub_date, author, image, url; what it does not say is taken from the input.
-- `missing` names required tags that would be empty, and the setting or field that fills them.

local machine = use "machine"

-- What a page of each kind is, and the list of that kind. The annex leaves its list open; 专题专栏 is the
-- word of 47号 itself for what this site calls a topic.
local KINDS = {
  notice = "政策文件", rule = "政策文件", gazette = "政策文件", interpretation = "政策解读", response = "回应关切",
  press = "工作动态", interview = "在线访谈", consultation = "征集调查", qa = "咨询投诉", guide = "办事服务",
  report = "数据发布", dataset = "数据开放", organ = "机构职能", place = "概况信息", topic = "专题专栏",
}

local REPORTS = {annual = "信息公开年报", accident = "信息公开目录", investigation = "信息公开目录", statistics = "数据发布"}

-- Lists that cut across kinds are ways into the directory.
local AXES = {topics = "专题专栏", organs = "机构职能"}
local DIRECTORY = "信息公开目录"

-- The other pages, by their names in lua/pages.lua, or by their view.
local PAGES = {
  guide = "信息公开指南", rules = "政策文件", reports = "信息公开年报", request = "依申请公开", places = "概况信息",
  data = "数据开放", ["data-year"] = "数据开放", chain = "政策文件",
}

-- ColumnDescription where no record describes the list; %s is its label.
local LISTS = {
  kinds = label("本栏目收录“%s”类的政府信息。", "本欄目收錄「%s」類的政府信息。", "Government information of the kind: %s."),
  topics = label(
    "本栏目收录与专题“%s”有关的文件、解读、回应和数据。", "本欄目收錄與專題「%s」有關的文件、解讀、回應和數據。",
    "Documents, interpretations, responses and data on the topic: %s."),
  themes = label("本栏目收录主题分类为“%s”的政府信息。", "本欄目收錄主題分類為「%s」的政府信息。", "Government information on the subject: %s."),
  organs = label("本栏目收录%s制发的政府信息。", "本欄目收錄%s製發的政府信息。", "Government information issued by: %s."),
  years = label("本栏目收录发布年份为%s的政府信息。", "本欄目收錄發布年份為%s的政府信息。", "Government information published in: %s."),
  genres = label("本栏目收录体裁为“%s”的政府信息。", "本欄目收錄體裁為「%s」的政府信息。", "Government information of the type: %s."),
  other = label("本栏目收录“%s”方面的政府信息。", "本欄目收錄「%s」方面的政府信息。", "Government information under: %s."),
}
local INDEX = label("本栏目按%s列出政府信息。", "本欄目按%s列出政府信息。", "Government information by: %s.")
local PAGE = label("本栏目是本站的“%s”页面。", "本欄目是本站的「%s」頁面。", "A page of this site: %s.")
local ABOUT = label("政府信息公开", "政府信息公開", "government information")

local DESCRIPTIONS = {
  platform = label(
    "本栏目是政府信息公开平台，列出指南、制度、法定主动公开内容、年报和依申请公开。",
    "本欄目是政府信息公開平台，列出指南、制度、法定主動公開內容、年報和依申請公開。",
    "The disclosure platform: guide, rules, disclosed content, annual reports and requests."),
  guide = label(
    "本栏目说明政府信息的分类、编排体系、获取方式和公开机构的联系方式。",
    "本欄目說明政府信息的分類、編排體系、獲取方式和公開機構的聯絡方式。",
    "How information is classified and arranged, how to get it, and whom to ask."),
  rules = label(
    "本栏目收录政府信息公开制度。", "本欄目收錄政府信息公開制度。", "The rules of disclosure."),
  disclosed = label(
    "本栏目按《政府信息公开条例》第二十条的类别列出主动公开的政府信息。",
    "本欄目按《政府信息公開條例》第二十條的類別列出主動公開的政府信息。",
    "What is disclosed by law, by the classes of article 20 of the Regulation."),
  reports = label(
    "本栏目收录政府信息公开工作年度报告。", "本欄目收錄政府信息公開工作年度報告。",
    "Annual reports on disclosure."),
  request = label(
    "本栏目说明怎样申请获取政府信息。", "本欄目說明怎樣申請獲取政府信息。", "How to request information."),
  places = label(
    "本栏目收录政府信息公开查阅点的地址和开放时间。", "本欄目收錄政府信息公開查閱點的地址和開放時間。",
    "Where disclosed information can be read, and when."),
  alphabet = label(
    "本栏目按标题读音的首字母列出政府信息。", "本欄目按標題讀音的首字母列出政府信息。",
    "Government information by the first letter of its title."),
  chain = label(
    "本栏目列出一份文件从印发到逐级转发、落实的过程。", "本欄目列出一份文件從印發到逐級轉發、落實的過程。",
    "How a document was passed on and carried out, level by level."),
  ["site-map"] = label("本栏目列出本站的全部栏目。", "本欄目列出本站的全部欄目。", "All columns of this site."),
  data = label(
    "本栏目提供可以由程序读取的政府信息目录。", "本欄目提供可以由程序讀取的政府信息目錄。",
    "The directory of this site in forms that programs read."),
  ["data-year"] = label("本栏目提供一年的政府信息目录，供下载。", "本欄目提供一年的政府信息目錄，供下載。",
    "The directory of one year, to be downloaded."),
}

local function first(list)
  return list and unfold(list)[1]
end

-- Where a page of lists stands: the name and label of the axis, and the list when the page is one of them.
local function place_of(input)
  local parts = input.page.url:split("/")
  if parts[1] ~= "list" then
    return nil
  end
  local list = parts[4] and first(input.groups)
  local axis = first(input.axes)
  return {axis = parts[2], label = list and list.axis_label or (axis and axis.label), list = list}
end

local function name_of(input)
  return input.self and input.self.name or input.page.view
end

local function document_type(document)
  if document.kind == "report" then
    return REPORTS[machine.term(document, "report_type", "report_type")] or KINDS.report
  end
  if document.kind == "guide" and machine.term(document, "guide_type", "guide_type") == "disclosure" then
    return "信息公开指南"
  end
  return KINDS[document.kind] or DIRECTORY
end

local function column_type(input)
  if input.document then
    return document_type(input.document)
  end
  local place = place_of(input)
  if not place then
    return PAGES[name_of(input)] or DIRECTORY
  end
  return place.axis == "kinds" and place.list and KINDS[place.list.key] or AXES[place.axis] or DIRECTORY
end

local function fill(texts, name)
  return (texts[site.language]:replace("%s", name))
end

local function column_description(input, name)
  if input.document then
    return fill(LISTS.kinds, name)
  end
  local place = place_of(input)
  if not place then
    local own = DESCRIPTIONS[name_of(input)]
    return own and own[site.language] or fill(PAGE, name)
  end
  if not place.list then
    return fill(INDEX, place.label or name)
  end
  local entity = input.entity and unfold(input.entity)
  return entity and entity.summary or fill(LISTS[place.axis] or LISTS.other, name)
end

local function column_keywords(input, name)
  local place = place_of(input)
  local words = {name}
  if place and place.list and place.label ~= name then
    words[#words + 1] = place.label
  end
  if name ~= ABOUT[site.language] then
    words[#words + 1] = ABOUT[site.language]
  end
  return table.concat(words, ",")
end

-- `YYYY-MM-DD HH:MM`, never with seconds and never a bare day. Where no time was recorded it is the day's
-- first minute, as the form has no other way to name a day; nothing later is made up for it, and the page,
-- the record and the catalog show the day alone. Where nobody recorded the day either, it is the time at which
-- the text was first committed: since then it has been on the site.
local function pub_date(text)
  if not text or #text < 10 then
    return nil
  end
  return text:sub(1, 10) .. " " .. (#text >= 16 and text:sub(12, 16) or "00:00")
end

-- Who put it out: as written, else the organ that issued it or is in charge of it, else who runs the site.
local function source(document)
  return machine.text(document, "source") or machine.text(document, "issuing_organ")
    or machine.text(document, "responsible_organ") or site.organ
end

local function image_of(input)
  local field = machine.field(input.document, "image")
  local item = field and first(field.items)
  return item and item.url and machine.link(input, item.url)
end

-- The tags so far, and what is missing among them.
local function add(result, name, content, write)
  local text = content and machine.line(content)
  if text and text ~= "" then
    result.tags[#result.tags + 1] = {name = name, content = text}
  elseif write then
    result.missing[#result.missing + 1] = {tag = name, write = write}
  end
end

local function add_site(result)
  add(result, "SiteName", site.name, "name")
  add(result, "SiteDomain", site.domain, "domain")
  add(result, "SiteIDCode", site.site_id_code, "site_id_code")
end

-- On an item the column is that of its kind, and what `page` describes is the item.
local function add_column(result, input, page)
  local item = page.group == "item"
  local document = input.document
  local name = page.column or (item and document and document.kind_label) or (not item and page.title) or nil
  if not name then
    return
  end
  add(result, "ColumnName", name, "title")
  add(result, "ColumnDescription", not item and page.description or column_description(input, name), "summary")
  add(result, "ColumnKeywords", not item and page.keywords or column_keywords(input, name), "keywords")
  add(result, "ColumnType", page.column_type or column_type(input))
end

local function add_item(result, input, page)
  local document = input.document
  local from = document or {}
  add(result, "ArticleTitle", page.title or from.title, "title")
  add(result, "PubDate", pub_date(page.pub_date or from.published_on or from.listed_on), "published_on")
  add(result, "ContentSource", page.source or (document and source(document)), "source")
  add(result, "Keywords", page.keywords or (document and machine.text(document, "keywords", ",")))
  add(result, "Author", page.author or (document and machine.text(document, "author", ",")))
  add(result, "Description", page.description or (not from.withdrawn and from.summary))
  add(result, "Image", page.image or (document and not from.withdrawn and image_of(input)))
  add(result, "Url", page.url or from.address or machine.address(input.page.url))
end

return function(input, page)
  local result = {tags = {}, missing = {}}
  add_site(result)
  if page.group == "home" then
    add(result, "ColumnType", "首页")
  else
    add_column(result, input, page)
  end
  if page.group == "item" then
    add_item(result, input, page)
  end
  return result
end
