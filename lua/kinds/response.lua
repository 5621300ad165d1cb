-- An answer to public concern, and the record of how fast it came.
--
-- Nothing but the title is required: an early answer knows neither measures nor results, and what
-- it answers is often talk that stands in no document. Checks tell what a finished answer lacks.
return {
  label = label("回应关切", "回應關切", "Response"),
  aliases = {"回应", "回應", "舆情回应", "輿情回應", "热点回应"},
  view = "document",
  extends = "notice",
  fields = {
    {
      key = "class",
      type = "term",
      vocabulary = "response_class",
      list = true,
      label = label("舆情类别", "輿情類別", "Class of concern"),
      aliases = {"回应类别"},
      source = "国办发〔2016〕61号二",
    },
    {
      key = "scope",
      type = "term",
      vocabulary = "response_scope",
      label = label("涉及范围", "涉及範圍", "Scope"),
      aliases = {"舆情范围"},
      source = "国办发〔2016〕61号一",
    },
    {
      key = "first_responsible",
      type = "entity",
      of = "organ",
      list = true,
      label = label("第一责任主体", "第一責任主體", "First responsible organ"),
      aliases = {"第一责任单位"},
      source = "国办发〔2016〕61号一",
    },
    {
      key = "form",
      type = "term",
      vocabulary = "response_form",
      list = true,
      label = label("回应形式", "回應形式", "Form"),
      aliases = {"形式", "回应方式"},
      source = "国办发〔2013〕100号二（四）；国办发〔2016〕61号三",
    },
    "purpose",
    -- The clocks run in hours, so these bear a time. First word of a major emergency: 5 hours;
    -- press conference: 24; an answer to anything else: 48.
    {
      key = "noticed_at",
      type = "date",
      label = label("发现时间", "發現時間", "Noticed at"),
      aliases = {"监测发现时间"},
      source = "国办发〔2016〕61号三",
    },
    {
      key = "first_word_at",
      type = "date",
      label = label("首次发声时间", "首次發聲時間", "First word at"),
      aliases = {"首次回应时间"},
      source = "国办发〔2016〕80号；国办发〔2016〕61号三",
    },
    {
      key = "conference_at",
      type = "date",
      label = label("新闻发布会时间", "新聞發布會時間", "Press conference at"),
      aliases = {"发布会时间"},
      source = "国办发〔2016〕61号三",
    },
    {
      key = "closed_at",
      type = "date",
      label = label("办结时间", "辦結時間", "Closed at"),
      aliases = {"处置结束时间"},
    },
    {
      -- What is being said, when the answer corrects it.
      key = "claim",
      type = "text",
      label = label("流传说法", "流傳說法", "Claim"),
      aliases = {"不实传言", "网传内容"},
      source = "《条例》第六条；国办发〔2013〕100号二（四）",
    },
    {
      key = "facts",
      type = "text",
      label = label("事实", "事實", "Facts"),
      aliases = {"事实情况", "调查情况"},
      source = "国办发〔2013〕100号一（二）",
    },
    {
      key = "measures",
      type = "text",
      label = label("政策措施", "政策措施", "Measures"),
      aliases = {"措施"},
      source = "国办发〔2013〕100号一（二）",
    },
    {
      key = "results",
      type = "text",
      label = label("处理结果", "處理結果", "Results"),
      aliases = {"结果", "處理情況", "处理情况"},
      source = "国办发〔2013〕100号一（二）",
    },
    {
      key = "evidence",
      type = "document",
      relation = "cites",
      list = true,
      label = label("依据文件", "依據文件", "Evidence"),
      aliases = {"依据", "依據"},
      source = "国办发〔2013〕100号二（四）",
    },
    {
      key = "followups",
      type = "group",
      list = true,
      label = label("后续进展", "後續進展", "Follow-up"),
      aliases = {"后续回应", "进展", "進展"},
      fields = {
        {key = "date", required = true},
        {key = "text", type = "text", required = true, label = label("内容", "內容", "Text")},
      },
      source = "粤府办〔2013〕52号三；国办发〔2016〕61号三",
    },
  },
}
