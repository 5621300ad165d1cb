-- How to get something done: a service guide, or the guide to disclosure itself.
--
-- The elements that inspections look for are optional here, because the guide to disclosure has no
-- fee and no materials; a check tells which of them a service guide lacks.
return {
  label = label("指南", "指南", "Guide"),
  aliases = {"办事指南", "辦事指南", "服务指南", "信息公开指南", "政府信息公开指南"},
  view = "document",
  extends = "notice",
  fields = {
    {
      -- Tells which block of the disclosure platform it stands in.
      key = "guide_type",
      type = "term",
      vocabulary = "guide_type",
      label = label("指南类型", "指南類型", "Type of guide"),
      aliases = {"指南类别"},
      source = "《条例》第十二条；国办公开办函〔2019〕61号",
    },
    "contact",
    {
      key = "basis",
      type = "text",
      list = true,
      label = label("办理依据", "辦理依據", "Legal basis"),
      aliases = {"依据", "设定依据", "法律依据"},
      source = "国办秘函〔2019〕19号",
    },
    {
      key = "conditions",
      type = "text",
      list = true,
      label = label("办理条件", "辦理條件", "Conditions"),
      aliases = {"条件", "申请条件", "受理条件"},
      source = "国办秘函〔2019〕19号",
    },
    {
      key = "materials",
      type = "text",
      list = true,
      label = label("申请材料", "申請材料", "Materials"),
      aliases = {"材料", "办理材料", "所需材料"},
      source = "国办秘函〔2019〕19号",
    },
    {
      key = "procedure",
      type = "text",
      list = true,
      label = label("办理流程", "辦理流程", "Procedure"),
      aliases = {"流程", "办理程序"},
    },
    {
      key = "time_limit",
      type = "text",
      label = label("办理时限", "辦理時限", "Time limit"),
      aliases = {"时限", "办理期限"},
      source = "国办秘函〔2019〕19号",
    },
    {
      key = "fee",
      type = "text",
      label = label("收费标准", "收費標準", "Fee"),
      aliases = {"收费", "收费情况"},
    },
    {
      key = "reviewed_on",
      type = "date",
      label = label("核对日期", "核對日期", "Last reviewed"),
      aliases = {"更新日期", "核验日期"},
      source = "国办发〔2013〕100号一（二）",
    },
  },
}
