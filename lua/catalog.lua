-- What a part of the catalog tells of each document, in the order of its columns: first the four things that
-- the directory must have (《条例》第十二条: 索引, 名称, 内容概述, 生成日期), then the rest.
--
-- What is not recorded is an empty cell, or no key: programs sort and add up what stands there, and a word
-- among dates would make text of all of them. Pages say 未收录.

local function label_of(key)
  return use "fields"[key].label
end

local function field(key)
  return function(record) return record.texts[key] end
end

local function of(key)
  return function(record) return record[key] end
end

-- Nothing of the contents of what was withdrawn.
local function standing(value)
  return function(record)
    if record.withdrawn then
      return nil
    end
    return value(record)
  end
end

local YES = label("是", "是", "yes")
local NO = label("否", "否", "no")

local function validity_text(record)
  local state = record.validity
  return state ~= "unknown" and site.strings["validity_" .. state] or nil
end

-- { key in JSON, label of the column, value, whether it is yes or no }
local function columns()
  return {
    {"index_number", label("索引", "索引", "Index"), field "index_number"},
    {"title", label("名称", "名稱", "Name"), of "title"},
    {"summary", label("内容概述", "內容概述", "Summary"), standing(of "summary")},
    {"written_on", label("生成日期", "生成日期", "Date made"), of "written_on"},
    {"kind", label("内容类型", "內容類型", "Kind"), of "kind_label"},
    {"number", label_of "number", of "number"},
    {"organ", label_of "issuing_organ", of "organ"},
    {"printed_on", label_of "printed_on", of "printed_on"},
    {"published_on", label_of "published_on", use "machine".published},
    {"first_committed_on", label("最早提交日期", "最早提交日期", "First committed"), use "machine".first_committed},
    {"theme", label_of "theme", field "theme"},
    {"genre", label_of "genre", field "genre"},
    {"disclosure", label_of "disclosure", field "disclosure"},
    {"validity", label_of "status", standing(validity_text)},
    {"url", label("网页地址", "網頁地址", "Page"), of "url"},
    {"id", label_of "id", of "id"},
    {"withdrawn", label("已撤下", "已撤下", "Withdrawn"), of "withdrawn", true},
    {"sample", label_of "sample", function(record) return use "machine".sample(record) end, true},
  }
end

local function flag(value)
  return (value and YES or NO)[site.language]
end

-- Rows of text for a spreadsheet; the first holds the labels.
local function rows(records)
  local list = columns()
  local result = {map(list, function(column) return column[2][site.language] end)}
  for _, record in ipairs(records) do
    result[#result + 1] = map(list, function(column)
      local value = column[3](record)
      return column[4] and flag(value) or value or ""
    end)
  end
  return result
end

-- The same as maps, with the addresses of the records.
local function documents(records)
  local list = columns()
  return map(records, function(record)
    local result = {record = record.url_json, changed = record.changed}
    for _, column in ipairs(list) do
      local value = column[3](record)
      if column[4] then
        value = value and true or false
      end
      result[column[1]] = value
    end
    return result
  end)
end

return {rows = rows, documents = documents}
