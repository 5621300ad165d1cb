-- The keys of a chart block: their Chinese names, and what may stand there.
--
--   kind_of(spec, tell)        → name, kind; nil when told
--   called(key)            → a key with its Chinese name, as messages name it
--   fold(written, kind, tell)  → spec with English keys, lines of those are found by `key_as_written`; nil when told
-- A key is of every chart, of the kind's `wants` or of its `options`; any other is an error with the nearest right one.

-- What keys are called: the name in simplified characters, that in traditional ones, then what else is understood.

-- Keys of every chart.
local COMMON = {
  kind = {"图型", "圖型", "类型", "類型"}, data = {"数据", "數據"}, title = {"标题", "標題"}, unit = {"单位", "單位"},
  source = {"来源", "來源"}, note = {"说明", "說明", "注", "註"}, highlight = {"突出", "突出"},
  as_of = {"截至", "截至"}, table = {"表格", "表格"}, rows = {"行", "行"}, sample = {"示例", "示例"},
}

-- Keys of single kinds that have Chinese names.
local SINGLE = {
  x = {"横轴", "橫軸", "类别", "類別"}, y = {"数值", "數值"}, series = {"系列", "系列", "分组", "分組"},
  sort = {"排序", "排序"}, order = {"顺序", "順序"}, stacking = {"堆叠", "堆疊"}, target = {"目标", "目標"},
  size = {"大小", "大小"}, low = {"低", "低"}, high = {"高", "高"}, from = {"起点", "起點"}, to = {"终点", "終點"},
  start = {"开始", "開始"}, ["end"] = {"结束", "結束"}, label = {"标签", "標籤"},
  bins = {"组距", "組距", "分组界限", "分組界限"}, hole = {"环形", "環形"}, total = {"合计", "合計"},
  shape = {"形状", "形狀"}, units = {"单位列", "單位欄", "單位列"}, date = {"日期", "日期"}, organ = {"机关", "機關"},
  limit = {"期限", "期限"}, target_name = {"目标名称", "目標名稱"},
}

local VALUES = {
  sort = {none = {"无", "無", "不"}, ascending = {"升序", "升序"}, descending = {"降序", "降序"}},
  stacking = {none = {"不", "不", "无", "無"}, absolute = {"累加", "累加"}, share = {"占比", "佔比"}},
  table = {open = {"打开", "打開", "展开", "展開"}, folded = {"折叠", "摺疊", "收起"}},
}

local NO_KIND = label("没有写图型（kind）；可用：{1}", "沒有寫圖型（kind）；可用：{1}", "no kind is given; kinds are {1}")
local UNKNOWN_KIND = label("没有图型“{1}”{2}；可用：{3}", "沒有圖型「{1}」{2}；可用：{3}", "there is no kind '{1}'{2}; kinds are {3}")
local UNKNOWN_KEY = label("图表没有“{1}”这一项{2}；{3}可用：{4}", "圖表沒有「{1}」這一項{2}；{3}可用：{4}",
  "charts have no key '{1}'{2}; a {3} chart has {4}")
local OTHER_KEY = label("{2}不用“{1}”，这一项不起作用；可用：{3}", "{2}不用「{1}」，這一項不起作用；可用：{3}",
  "a {2} chart makes no use of '{1}'; it has {3}")
local BOTH_KEYS = label("“{1}”和“{2}”是同一项，只写一个", "「{1}」和「{2}」是同一項，只寫一個", "'{1}' and '{2}' are the same key; write one")
local UNKNOWN_VALUE = label("“{1}”不能是“{2}”；可用：{3}", "「{1}」不能是「{2}」；可用：{3}", "{1} cannot be '{2}'; it is one of {3}")
local NOT_TEXT = label("“{1}”应写一个值，不写几项", "「{1}」應寫一個值，不寫幾項", "{1} takes one value")
local NOT_LIST = label("“{1}”应写一个名称，或一组名称：[甲, 乙]", "「{1}」應寫一個名稱，或一組名稱：[甲, 乙]",
  "{1} takes a name, or a list of names: [a, b]")
local NOT_MAP = label("“{1}”应写成 {列名: 值}", "「{1}」應寫成 {欄名: 值}", "{1} is written as {column: value}")
local PERHAPS = label("，是否指“{1}”", "，是否指「{1}」", " (did you mean '{1}'?)")

local function perhaps(word, names)
  local near = use "drawing/nearest"(word, names)
  return near and use "drawing/words".fill(PERHAPS, near) or ""
end

-- A word with what it is called in Chinese.
local function with_name(word, names)
  return names and label(word .. "（" .. names[1] .. "）", word .. "（" .. names[2] .. "）", word)
    or label(word, word, word)
end

--- A key as messages name it.
local function called(key)
  return with_name(key, COMMON[key] or SINGLE[key])
end

-- ---- the kind

local PREFIX = "charts/"

local function kind_names()
  return map(modules(PREFIX), function(name) return name:sub(#PREFIX + 1) end)
end

-- Every kind by what people call it: the languages' labels and the aliases.
local function kind_called(word, names)
  for _, name in ipairs(names) do
    local kind = use(PREFIX .. name)
    for _, other in ipairs {kind.label["zh-Hans"], kind.label["zh-Hant"], kind.label.en:lower(),
      table.unpack(kind.aliases or {})} do
      if other == word then
        return name
      end
    end
  end
  return nil
end

local function list_kinds(names)
  return use "drawing/words".list(map(names, function(name)
    local kind = use(PREFIX .. name)
    return with_name(name, {kind.label["zh-Hans"], kind.label["zh-Hant"]})
  end))
end

local function kind_of(written, tell)
  local words, names = use "drawing/words", kind_names()
  local word
  for _, key in ipairs {"kind", table.unpack(COMMON.kind)} do
    word = word or written[key]
  end
  if type(word) ~= "string" or word == "" then
    tell("chart/kind", "kind", words.fill(NO_KIND, list_kinds(names)))
    return nil
  end
  for _, name in ipairs(names) do
    if name == word:lower() then
      return name, use(PREFIX .. name)
    end
  end
  local name = kind_called(word, names)
  if name then
    return name, use(PREFIX .. name)
  end
  local all = table.copy(names)
  for _, one in ipairs(names) do
    all[#all + 1] = use(PREFIX .. one).label[site.language]
  end
  tell("chart/kind", "kind", words.fill(UNKNOWN_KIND, word, perhaps(word, all), list_kinds(names)))
  return nil
end

-- ---- keys

-- What each way to write a key stands for, of all kinds.
local function all_keys()
  local known = {}
  for _, names in ipairs {COMMON, SINGLE} do
    for key, aliases in pairs(names) do
      known[key] = key
      for _, alias in ipairs(aliases) do
        known[alias] = key
      end
    end
  end
  return known
end

local function keys_of_kind(kind)
  local mine = {}
  for key in pairs(kind.wants) do
    mine[#mine + 1] = key:ends("?") and key:sub(1, -2) or key
  end
  for _, key in ipairs(kind.options or {}) do
    mine[#mine + 1] = key
  end
  if kind.wants.y == "numbers" or kind.wants["y?"] == "numbers" then
    mine[#mine + 1] = "series"
  end
  return mine
end

local function set_of(list)
  local set = {}
  for _, item in ipairs(list) do
    set[item] = true
  end
  return set
end

local function list_choices(choices)
  return use "drawing/words".list(map(keys(choices), function(choice) return with_name(choice, choices[choice]) end))
end

local function fold_value(key, value, tell, word)
  local words = use "drawing/words"
  local choices = VALUES[key]
  if not choices or choices[value] then
    return value
  end
  for choice, aliases in pairs(choices) do
    if set_of(aliases)[value] then
      return choice
    end
  end
  local given = type(value) == "string" and value or "…"
  tell("chart/option", key, words.fill(UNKNOWN_VALUE, word, given, list_choices(choices)))
  return nil
end

local LISTS = {y = true, order = true, highlight = true, bins = true, total = true}

local function is_list_of_text(value)
  for key, item in pairs(value) do
    if type(key) ~= "number" or type(item) ~= "string" then
      return false
    end
  end
  return true
end

local function is_map_of_texts(value)
  for key, item in pairs(value) do
    if type(key) ~= "string" or type(item) ~= "string" and not (type(item) == "table" and is_list_of_text(item)) then
      return false
    end
  end
  return true
end

-- What is wrong with the form of a value, or nil. Keys that only a site's own kind knows may have any.
local function form_fault(key, value)
  if key == "rows" then
    return (type(value) ~= "table" or not is_map_of_texts(value)) and NOT_MAP or nil
  elseif type(value) ~= "table" or not (COMMON[key] or SINGLE[key]) then
    return nil
  elseif not LISTS[key] then
    return NOT_TEXT
  end
  return (not value[1] or not is_list_of_text(value)) and NOT_LIST or nil
end

-- The value of one key into the spec; false when it was told to be wrong.
local function take_value(spec, key, word, value, tell)
  local fault = value ~= "" and form_fault(key, value)
  if fault then
    tell("chart/option", word, use "drawing/words".fill(fault, word))
    return false
  elseif value ~= "" then
    spec[key] = fold_value(key, value, tell, word)
    return spec[key] ~= nil
  end
  return true
end

--- The spec with English keys; `at[key]` is how it was written. nil when there is an error.
local function fold(written, name, kind, tell, at)
  local words, known = use "drawing/words", all_keys()
  local own = set_of(keys_of_kind(kind))
  local listed = sorted(keys_of_kind(kind))
  for _, key in ipairs(keys(COMMON)) do
    listed[#listed + 1] = key
  end
  for key in pairs(own) do
    known[key] = key
  end
  listed = words.list(map(listed, called), 40)
  local kind_name = label(kind.label["zh-Hans"], kind.label["zh-Hant"], name)
  local spec, right = {}, true
  for word, value in pairs(written) do
    local key = known[word]
    if not key then
      right = false
      tell("chart/key", word, words.fill(UNKNOWN_KEY, word, perhaps(word, keys(known)), kind_name, listed))
    elseif at[key] then
      right = false
      tell("chart/key", word, words.fill(BOTH_KEYS, at[key], word))
    else
      at[key] = word
      if COMMON[key] or own[key] then
        right = take_value(spec, key, word, value, tell) and right
      else
        tell("chart/unused", word, words.fill(OTHER_KEY, word, kind_name, listed), "warning")
      end
    end
  end
  return right and spec or nil
end

local YES = set_of {"true", "yes", "是", "有"}

--- Whether the text of a key means yes.
local function is_yes(value)
  return value == true or type(value) == "string" and YES[value] or false
end

return {kind_of = kind_of, fold = fold, called = called, is_yes = is_yes}
