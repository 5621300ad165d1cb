-- A question from the public and its answer, without anything that tells who asked.
--
-- No field is required beyond the title: the dates show how long the answer took, but an answer
-- without them still helps.
return {
  label = label("公众问答", "公眾問答", "Question and answer"),
  aliases = {"问答", "問答", "互动答复", "来信答复", "常见问题", "咨询答复"},
  view = "document",
  extends = "notice",
  fields = {
    {
      key = "asked_on",
      type = "date",
      label = label("提问日期", "提問日期", "Asked on"),
      aliases = {"来信日期", "来信时间", "提问时间", "咨询日期"},
    },
    {
      key = "answered_on",
      type = "date",
      label = label("答复日期", "答覆日期", "Answered on"),
      aliases = {"答复时间", "回复日期", "回复时间"},
      source = "国办秘函〔2019〕19号",
    },
    {
      key = "channel",
      type = "term",
      vocabulary = "intake",
      label = label("提问渠道", "提問渠道", "Channel"),
      aliases = {"渠道", "来信渠道"},
      source = "国办发〔2013〕100号一（二）",
    },
  },
}
