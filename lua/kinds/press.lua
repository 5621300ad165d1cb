-- A press conference or another meeting with the media, with those who spoke.
--
-- What duties count (who attended, when, in which form) is optional: what was not recorded is shown
-- as not recorded, and is not taken for not held.
return {
  label = label("新闻发布", "新聞發布", "Press"),
  aliases = {"新闻发布会", "新聞發布會", "发布会", "吹风会", "答记者问"},
  view = "document",
  extends = "notice",
  fields = {
    {
      key = "form",
      type = "term",
      vocabulary = "press_form",
      label = label("发布形式", "發布形式", "Form"),
      aliases = {"形式"},
      source = "云南省实施意见（2013年）（一）；国办发〔2016〕61号三",
    },
    "held_on",
    {
      key = "venue",
      type = "text",
      label = label("地点", "地點", "Venue"),
      aliases = {"发布地点", "会场"},
      source = "国办发〔2013〕100号一（一）",
    },
    {
      key = "trigger",
      type = "term",
      vocabulary = "press_trigger",
      list = true,
      label = label("发布缘由", "發布緣由", "Occasion"),
      aliases = {"缘由"},
      source = "国办发〔2013〕100号一（一）",
    },
    "purpose",
    {
      key = "speaker_level",
      type = "term",
      vocabulary = "level",
      label = label("发布人层级", "發布人層級", "Level of speaker"),
      source = "国办发〔2013〕100号一（一）",
    },
    {
      key = "attendees",
      type = "group",
      list = true,
      label = label("出席人员", "出席人員", "Attendees"),
      aliases = {"发布人", "出席人"},
      fields = {
        "name",
        "post",
        {key = "organ", type = "entity", of = "organ", label = label("单位", "單位", "Organ"), aliases = {"机关"}},
        {
          key = "role",
          type = "term",
          vocabulary = "attendee_role",
          label = label("身份", "身份", "Role"),
          aliases = {"角色"},
        },
      },
      source = "国办发〔2013〕100号一（一）；国办发〔2016〕61号三",
    },
    {
      key = "transcript",
      type = "file",
      label = label("文字实录", "文字實錄", "Transcript"),
      aliases = {"实录", "實錄"},
    },
    "interprets",
  },
}
