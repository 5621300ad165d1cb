-- A report to the public: of a year, of an accident, of figures.
--
-- The type is required, because each has duties of its own: an annual report has a day on which it
-- is due, and that of an accident must be given in full.
return {
  label = label("报告", "報告", "Report"),
  aliases = {"年报", "年報", "年度报告", "政府信息公开年报", "调查报告", "统计数据"},
  view = "report",
  tables = "data",
  extends = "notice",
  entry = {"report_type", "year"},
  fields = {
    {
      key = "report_type",
      type = "term",
      vocabulary = "report_type",
      required = true,
      label = label("报告类型", "報告類型", "Type of report"),
      aliases = {"报告类别"},
      source = "《条例》第四十九条；粤府办〔2016〕109号二",
    },
    {
      key = "year",
      type = "integer",
      label = label("报告年度", "報告年度", "Year of report"),
      aliases = {"年度", "年份"},
      source = "《条例》第四十九条",
    },
    {
      key = "data",
      type = "file",
      list = true,
      label = label("数据文件", "數據文件", "Data"),
      aliases = {"数据"},
      source = "国办公开办函〔2021〕30号",
    },
  },
}
