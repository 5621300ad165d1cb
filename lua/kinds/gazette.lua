-- An issue of the official gazette. Where its text differs from that of a page, the gazette's is
-- right.
--
-- Year and number are required: together they are the issue's name, and what a citation gives.
return {
  label = label("政府公报", "政府公報", "Gazette"),
  aliases = {"公报", "公報"},
  view = "document",
  extends = "notice",
  fields = {
    {
      key = "issue_year",
      type = "integer",
      required = true,
      label = label("年份", "年份", "Year"),
      aliases = {"出版年份", "年度"},
    },
    {
      key = "issue_number",
      type = "integer",
      required = true,
      label = label("期号", "期號", "Issue"),
      aliases = {"期次", "期数"},
    },
    {
      key = "contents",
      type = "document",
      relation = "contains",
      list = true,
      label = label("收录文件", "收錄文件", "Contents"),
      aliases = {"目录", "目錄", "本期目录"},
    },
  },
}
