-- An organ of government, named by its title in the documents of others. It need not have a page of
-- its own; where it has one, the body in charge of disclosure stands on it.
return {
  label = label("机关", "機關", "Organ"),
  aliases = {"行政机关", "部门", "部門", "机构", "機構", "单位"},
  view = "document",
  entry = {"level", "region"},
  listed = false,
  entity_field = "title",
  fields = {
    required "title",
    {
      key = "short_names",
      type = "text",
      list = true,
      label = label("简称", "簡稱", "Short names"),
      aliases = {"规范化简称", "别名"},
    },
    "summary",
    {
      key = "parent",
      type = "entity",
      of = "organ",
      label = label("上级机关", "上級機關", "Parent organ"),
      aliases = {"上级单位", "隶属", "主管部门"},
    },
    "level",
    "region",
    {
      key = "credit_code",
      type = "text",
      label = label("统一社会信用代码", "統一社會信用代碼", "Unified social credit code"),
      aliases = {"信用代码", "社会信用代码"},
      source = "GB 32100",
    },
    {
      key = "head",
      type = "text",
      label = label("负责人", "負責人", "Head"),
      aliases = {"负责人姓名", "主要负责人"},
      source = "《条例》第二十条第（二）项",
    },
    {
      key = "duties",
      type = "text",
      label = label("机构职能", "機構職能", "Functions"),
      aliases = {"职能", "职责", "主要职责"},
      source = "《条例》第二十条第（二）项",
    },
    {key = "contact", label = label("公开机构联系方式", "公開機構聯絡方式", "Disclosure body"), aliases = {"联系方式"}},
    "image", "attachments", "language", "sample", "draft", "withdrawn", "former_paths", "id",
  },
}
