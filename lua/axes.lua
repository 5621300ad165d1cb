-- The ways to list documents: each value of the field gets a list at NAME/VALUE/, and NAME/ lists
-- the lists.
--
-- Topics are what the public asks about (国办发〔2013〕100号一（二）), themes the official shelf mark; both
-- are kept, since neither can be made from the other. Years go by the date of publication, the one
-- that every document of a site has.
local function axis(name, field, text, by_year)
  return {name = name, field = field, by_year = by_year or false, label = text, view = "list", index_view = "lists"}
end

return {
  axis("topics", "topics", label("专题", "專題", "Topics")),
  axis("themes", "theme", label("主题分类", "主題分類", "Subjects")),
  axis("organs", "issuing_organ", label("发文机关", "發文機關", "Issuing organs")),
  axis("years", "published_on", label("年份", "年份", "Years"), true),
  axis("kinds", "kind", label("内容类型", "內容類型", "Kinds")),
  axis("genres", "genre", label("体裁分类", "體裁分類", "Document types")),
  axis("key-fields", "key_field", label("重点领域", "重點領域", "Key fields")),
}
