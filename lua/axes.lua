-- The ways to list documents: each value of the field gets a list at NAME/VALUE/, and NAME/ lists
-- the lists.
--
--   menu      every page leads to it
--   feeds     each of its lists has an Atom and a JSON feed
--   broader   a document stands in the lists of the broader terms too
--   sequence  previous and next of a document go by its lists
--   sections  the front of a list shows these parts; the one without kinds has what no other takes
--
-- Topics are what the public asks about (国办发〔2013〕100号一（二）), themes the official shelf mark; both
-- are kept, since neither can be made from the other. Years go by the date of publication, the one
-- that every document of a site has. A topic is told as a story: what was decided, what it means,
-- what was asked and answered, and the figures.
local function axis(name, field, text, more)
  return merge({name = name, field = field, label = text, view = "list", index_view = "lists"}, more or {})
end

local story = {
  {name = "documents", kinds = {"notice", "rule", "consultation", "gazette"}},
  {name = "interpretations", kinds = {"interpretation"}},
  {name = "responses", kinds = {"response", "qa", "press", "interview"}},
  {name = "data", kinds = {"report", "dataset"}},
  {name = "others"},
}

return {
  axis("topics", "topics", label("专题", "專題", "Topics"), {view = "topic", menu = true, feeds = true, sections = story}),
  axis("themes", "theme", label("主题分类", "主題分類", "Subjects"), {index_view = "terms", menu = true, broader = true}),
  axis("organs", "issuing_organ", label("发文机关", "發文機關", "Issuing organs"), {menu = true}),
  axis("kinds", "kind", label("内容类型", "內容類型", "Kinds"), {menu = true, feeds = true, sequence = true}),
  axis("years", "published_on", label("年份", "年份", "Years"), {by_year = true}),
  axis("genres", "genre", label("体裁分类", "體裁分類", "Document types")),
  axis("key-fields", "key_field", label("重点领域", "重點領域", "Key fields"), {index_view = "terms"}),
  axis("release-classes", "release_class", label("法定主动公开内容", "法定主動公開內容", "Statutory disclosure"),
    {index_view = "terms"}),
}
