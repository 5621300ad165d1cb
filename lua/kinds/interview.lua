-- An online interview with those in charge, and what was asked and answered.
--
-- The date is not required: an interview taken over from an old site often bears none but that of
-- its publication.
return {
  label = label("在线访谈", "在線訪談", "Online interview"),
  aliases = {"访谈", "訪談", "网上访谈", "領導訪談", "领导访谈"},
  view = "document",
  extends = "notice",
  fields = {
    "held_on",
    {
      key = "guests",
      type = "group",
      list = true,
      label = label("嘉宾", "嘉賓", "Guests"),
      aliases = {"访谈嘉宾"},
      fields = {
        {key = "name", required = true},
        "post",
        {key = "organ", type = "entity", of = "organ", label = label("单位", "單位", "Organ"), aliases = {"机关"}},
      },
      source = "国办发〔2013〕100号一（二）",
    },
    {
      key = "channel",
      type = "term",
      vocabulary = "channel",
      list = true,
      label = label("访谈渠道", "訪談渠道", "Channel"),
      aliases = {"渠道", "播出渠道"},
    },
    "interprets",
  },
}
