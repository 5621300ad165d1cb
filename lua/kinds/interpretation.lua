-- What explains a policy to those it concerns.
--
-- `interprets` is required: an interpretation of nothing cannot be linked to its document, which is
-- what it is for. The form is only recommended, since most are plain text and say nothing about it.
return {
  label = label("政策解读", "政策解讀", "Interpretation"),
  aliases = {"解读", "解讀", "解读材料", "政策问答"},
  view = "document",
  extends = "notice",
  fields = {
    required "interprets",
    {
      key = "form",
      type = "term",
      vocabulary = "interpretation_form",
      list = true,
      label = label("解读形式", "解讀形式", "Form"),
      aliases = {"形式", "解读方式"},
    },
    {
      -- A second, later interpretation tells what has changed since.
      key = "stage",
      type = "term",
      vocabulary = "interpretation_stage",
      label = label("解读阶段", "解讀階段", "Stage"),
      aliases = {"阶段", "階段"},
      source = "云南省实施意见（2013年）（六）",
    },
    {
      key = "interpreter",
      type = "text",
      list = true,
      label = label("解读人", "解讀人", "Interpreter"),
      aliases = {"解读单位", "解读机构", "解读专家"},
      source = "国办发〔2016〕80号；国办发〔2013〕100号二（六）",
    },
    {
      key = "interpreter_role",
      type = "term",
      vocabulary = "interpreter_role",
      label = label("解读人身份", "解讀人身份", "Role of interpreter"),
      source = "国办发〔2016〕80号；国办发〔2013〕100号二（六）",
    },
  },
}
