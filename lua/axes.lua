-- The ways to list documents: each value of the field gets a list at NAME/VALUE/, and NAME/ lists
-- the lists.
--
--   menu      every page leads to it
--   feeds     each of its lists has an Atom and a JSON feed
--   broader   a document stands in the lists of the broader terms too
--   sequence  previous and next of a document go by its lists
--   filter    what search finds can be narrowed to its lists
--   named     search finds its lists themselves, also by pinyin
--   sections  the front of a list shows these parts; the one without kinds has what no other takes
--
--   months   the front of a list tells how many documents each month has
--   counts   and how many the lists of these axes have below it
--
-- Some lists are there for figures to count: no menu leads to them, and each number of a figure leads to
-- the list of exactly the documents that it counts. They go by no field:
--
--   derive   what C finds out: "delay", "interpretation", "validity", "response", "quarter", of documents of
--            these kinds, except those whose field has one of the words; vocabulary: what its keys are called
--   within   two axes that stand before it: a list for each pair of theirs
--
-- Topics are what the public asks about (国办发〔2013〕100号一（二）), themes the official shelf mark; both
-- are kept, since neither can be made from the other. Years go by the date of publication, the one
-- that every document of a site has. Numbers go by what the issuing organ puts before the year
-- (发文机关代字: 国办发, 示府办). A topic is told as a story: what was decided, what it means,
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

-- What is there to be counted.
local function counted(name, text, more)
  return merge({name = name, label = text, view = "counted", hidden = true}, more)
end

local function pairs_of(name, first, second, text)
  return counted(name, text, {within = {first, second}})
end

-- What states rules or arrangements for the public can be interpreted; what answers one, reports or tells
-- an event asks for none.
local UNINTERPRETED = {"communique", "announcement", "public_notice", "circular", "report", "request", "reply",
  "proposal", "letter", "minutes"}

return {
  axis("topics", "topics", label("专题", "專題", "Topics"), {view = "topic", menu = true, feeds = true, sections = story,
    filter = true, named = true, months = true, counts = {"topic-kinds"}}),
  axis("themes", "theme", label("主题分类", "主題分類", "Subjects"), {index_view = "terms", menu = true, broader = true}),
  axis("organs", "issuing_organ", label("发文机关", "發文機關", "Issuing organs"), {menu = true, filter = true, named = true,
    months = true, counts = {"organ-kinds", "organ-delays", "organ-interpretation"}}),
  axis("kinds", "kind", label("内容类型", "內容類型", "Kinds"), {menu = true, feeds = true, sequence = true,
    filter = true}),
  axis("years", "published_on", label("年份", "年份", "Years"), {by_year = true, filter = true}),
  axis("numbers", "number", label("发文字号", "發文字號", "Document numbers")),
  axis("genres", "genre", label("体裁分类", "體裁分類", "Document types")),
  axis("key-fields", "key_field", label("重点领域", "重點領域", "Key fields"), {index_view = "terms"}),
  axis("release-classes", "release_class", label("法定主动公开内容", "法定主動公開內容", "Statutory disclosure"),
    {index_view = "terms"}),

  counted("delays", label("成文到发布（工作日）", "成文到發布（工作日）", "Working days from writing to publication"), {
    derive = "delay", vocabulary = "delay", kinds = {"notice", "rule"},
  }),
  counted("interpretation", label("政策解读时效", "政策解讀時效", "Interpretation"), {
    derive = "interpretation", relation = "interprets", vocabulary = "interpretation_lag", kinds = {"notice", "rule"},
    except = {genre = UNINTERPRETED},
  }),
  counted("validity", label("有效性", "有效性", "Validity"), {
    derive = "validity", vocabulary = "validity_state", kinds = {"notice", "rule"}, filter = true,
  }),
  counted("response-times", label("首次发声用时", "首次發聲用時", "Time to the first word"), {
    derive = "response", from = "noticed_at", to = "first_word_at", vocabulary = "response_time", kinds = {"response"},
  }),
  counted("quarters", label("季度", "季度", "Quarters"), {
    derive = "quarter", from = "held_on", kinds = {"press", "interview"},
  }),
  pairs_of("topic-kinds", "topics", "kinds", label("专题的内容类型", "專題的內容類型", "Kinds in a topic")),
  pairs_of("organ-kinds", "organs", "kinds", label("机关的内容类型", "機關的內容類型", "Kinds of an organ")),
  pairs_of("organ-delays", "organs", "delays",
    label("成文到发布（工作日）", "成文到發布（工作日）", "Working days from writing to publication")),
  pairs_of("organ-interpretation", "organs", "interpretation", label("政策解读时效", "政策解讀時效", "Interpretation")),
  pairs_of("organ-quarters", "organs", "quarters", label("发布会与访谈", "發布會與訪談", "Press and interviews")),
}
