-- What charts say, in the languages of sites. {1}, {2} … are filled in.
--
--   pick(label)            the text in the site's language
--   fill(label, a, b …)    the label with its places filled, in all languages; a label among them is filled in by
--                          language, other values as they are
--   say(label, a, b …)     what pick(fill(…)) gives

local LANGUAGES = {"zh-Hans", "zh-Hant", "en"}

local function fill_in(text, language, given)
  for place, value in ipairs(given) do
    value = type(value) == "table" and value[language] or tostring(value)
    text = text:replace("{" .. place .. "}", value)
  end
  return text
end

local function fill(label_, ...)
  local filled, given = {}, {...}
  for _, language in ipairs(LANGUAGES) do
    filled[language] = fill_in(label_[language], language, given)
  end
  return filled
end

local function pick(label_)
  return label_[site.language] or label_["zh-Hans"]
end

local function say(label_, ...)
  local language = label_[site.language] and site.language or "zh-Hans"
  return fill_in(label_[language], language, {...})
end

local QUOTES = {["zh-Hans"] = {"“", "”"}, ["zh-Hant"] = {"「", "」"}}

-- Names one behind the other; between those that hold a 、 themselves another would not divide.
local function join(shown, language)
  if language == "en" then
    return table.concat(shown, ", ")
  end
  local quotes = QUOTES[language]
  local inside = #shown > 1 and #filter(shown, function(name) return name:find("、") end) > 0
  return table.concat(inside and map(shown, function(name) return quotes[1] .. name .. quotes[2] end) or shown, "、")
end

-- Names in a row, texts or labels, at most `most` (20), with what the rest is.
local function list(names, most)
  most = most or 20
  local texts, rest = {}, #names - most
  for _, language in ipairs(LANGUAGES) do
    local shown = {}
    for place = 1, math.min(#names, most) do
      local name = names[place]
      shown[place] = type(name) == "table" and name[language] or name
    end
    texts[language] = join(shown, language)
  end
  if rest <= 0 then
    return texts
  end
  local hans, hant = texts["zh-Hans"] .. "等" .. #names .. "项", texts["zh-Hant"] .. "等" .. #names .. "項"
  return label(hans, hant, texts.en .. " and " .. rest .. " more")
end

return {
  fill = fill, pick = pick, say = say, list = list,

  -- Notes that drawing itself makes
  some_names = label("横轴只标出部分名称，全部见数据表。", "橫軸只標出部分名稱，全部見數據表。",
    "Only some names are shown; all are in the table."),
  logarithmic = label("数值轴为对数刻度：每一格相差同样的倍数。", "數值軸為對數刻度：每一格相差同樣的倍數。",
    "The axis is logarithmic: each step is the same factor."),
  lengths_lost = label("数值相差上千倍，小的值在图上看不出长短，以数字为准。", "數值相差上千倍，小的值在圖上看不出長短，以數字為準。",
    "Values differ a thousandfold and more: the lengths of small ones cannot be seen, read the numbers."),
  no_share = label("有一项未收录的，不知道总数，不画占比。", "有一項未收錄的，不知道總數，不畫佔比。",
    "Where one part is not recorded the whole is not known, and no shares are drawn."),
  not_recorded = label("未收录", "未收錄", "not recorded"),
  target = label("目标", "目標", "Target"),

  -- Around the drawing
  unit = label("单位：{1}", "單位：{1}", "Unit: {1}"),
  as_of = label("截至{1}", "截至{1}", "As of {1}"),
  more_rows = label("另有{1}行，见 CSV。", "另有{1}行，見 CSV。", "{1} more rows are in the CSV."),
  row = label("序号", "序號", "No."),
  no_data = label("没有数据，因此没有画图。", "沒有數據，因此沒有畫圖。", "There are no data, so nothing is drawn."),
  not_drawn = label("这张图没有画出：{1}。", "這張圖沒有畫出：{1}。", "This chart is not drawn: {1}."),
  cannot_read = label("数据读不到", "數據讀不到", "the data cannot be read"),

  -- The finding; its clauses are in drawing/finding.
  clause = label("；", "；", "; "),
  stop = label("。", "。", "."),
  with_percent = label("{1}（{2}%）", "{1}（{2}%）", "{1} ({2}%)"),
  points = label("{1}个百分点", "{1}個百分點", "{1} percentage points"),
  of_series = label("{1}：", "{1}：", "{1}: "),
  of_pair = label("{1}的{2}", "{1}的{2}", "{2} / {1}"),
}
