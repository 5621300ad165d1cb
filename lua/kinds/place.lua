-- A place where disclosed information can be read: in an archive, a library, a service hall.
return {
  label = label("查阅点", "查閱點", "Reading place"),
  aliases = {"查阅场所", "查閱場所", "政府信息公开查阅点"},
  view = "document",
  listed = false,
  fields = {
    required "title",
    "summary",
    {key = "address", source = "《条例》第二十五条；云南省实施意见（2013年）（四）"},
    "hours",
    "telephone",
    {
      key = "operator",
      type = "entity",
      of = "organ",
      label = label("管理单位", "管理單位", "Run by"),
      aliases = {"运营单位", "主办单位"},
    },
    {
      key = "equipment",
      type = "text",
      list = true,
      label = label("设施设备", "設施設備", "Equipment"),
      aliases = {"设备", "设施"},
      source = "《条例》第二十五条；云南省实施意见（2013年）（四）",
    },
    {
      key = "accessibility",
      type = "text",
      list = true,
      label = label("无障碍设施", "無障礙設施", "Accessibility"),
      aliases = {"无障碍服务", "无障碍"},
    },
    {
      key = "way",
      type = "text",
      label = label("交通指引", "交通指引", "How to get there"),
      aliases = {"交通", "乘车路线"},
    },
    "level", "region",
    "image", "attachments", "language", "sample", "draft", "former_paths", "id",
  },
}
