-- A question to the public before a decision: one page from opening to outcome.
--
-- Both dates are required. Without them nobody can tell whether there is still time to answer, and
-- the page could only mislead; everything else can be added as it comes in.
return {
  label = label("征求意见", "徵求意見", "Consultation"),
  aliases = {"意见征集", "意見徵集", "征集调查", "民意征集", "公开征求意见"},
  view = "document",
  extends = "notice",
  entry = {"opens_on", "closes_on"},
  fields = {
    {
      key = "opens_on",
      type = "date",
      required = true,
      label = label("开始日期", "開始日期", "Opens on"),
      aliases = {"开始时间", "开始征集日期"},
      source = "《重大行政决策程序暂行条例》第十五条",
    },
    {
      key = "closes_on",
      type = "date",
      required = true,
      label = label("截止日期", "截止日期", "Closes on"),
      aliases = {"截止时间", "结束日期", "结束时间", "结束征集日期"},
      source = "《重大行政决策程序暂行条例》第十五条",
    },
    {
      key = "short_reason",
      type = "text",
      label = label("期限较短的理由", "期限較短的理由", "Reason for a short period"),
      aliases = {"缩短期限理由"},
      source = "《重大行政决策程序暂行条例》第十五条",
    },
    {
      key = "ways",
      type = "group",
      list = true,
      label = label("反馈方式", "反饋方式", "Ways to respond"),
      aliases = {"反馈渠道", "提交方式"},
      fields = {
        {
          key = "way",
          type = "term",
          vocabulary = "intake",
          required = true,
          label = label("方式", "方式", "Way"),
        },
        "address",
      },
    },
    {
      key = "outcome",
      type = "document",
      relation = "results_in",
      list = true,
      label = label("结果文件", "結果文件", "Outcome"),
      aliases = {"反馈结果", "征集结果", "采纳情况"},
      source = "《重大行政决策程序暂行条例》第三十二条",
    },
    {
      key = "received",
      type = "integer",
      label = label("收到意见数", "收到意見數", "Opinions received"),
      aliases = {"收到意见", "意见总数"},
      source = "国办发〔2013〕100号一（二）",
    },
    {
      key = "adopted",
      type = "integer",
      label = label("采纳意见数", "採納意見數", "Opinions adopted"),
      aliases = {"采纳意见", "采纳数"},
      source = "国办发〔2013〕100号一（二）",
    },
    {
      key = "not_adopted_reason",
      type = "text",
      label = label("未采纳理由", "未採納理由", "Why others were not adopted"),
      aliases = {"未采纳原因"},
      source = "《重大行政决策程序暂行条例》第三十二条",
    },
  },
}
