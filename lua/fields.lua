-- The dictionary: fields that several kinds share. A kind takes one by its name, and may change it.
--
--   label    its Chinese texts are also names that front matter may use
--   aliases  further Chinese names seen in repositories of notices; foreign English ones are mapped in site.yml
--   element  the metadata element of a page that shows the field
--   source   the clause or standard that asks for it; 《条例》 is 《政府信息公开条例》 as revised in 2019. Where a practice is
--            common but its text was not at hand, there is none: nothing here claims a conformance it cannot show.
--
-- There is no field `kind`: front matter says it before anything else, so that the fields can be
-- known.
return {
  -- What it is

  id = {
    type = "text",
    label = label("标识", "標識", "Identifier"),
    aliases = {"标识符", "識別碼"},
  },
  title = {
    type = "text",
    label = label("标题", "標題", "Title"),
    aliases = {"名称", "名稱", "题名", "題名", "题目", "題目", "文件名称", "文件标题", "信息名称"},
    element = "ArticleTitle",
    source = "国办发〔2017〕47号附件；《条例》第十二条",
  },
  subtitle = {
    type = "text",
    label = label("副标题", "副標題", "Subtitle"),
    aliases = {"副题"},
  },
  summary = {
    type = "text",
    label = label("内容概述", "內容概述", "Summary"),
    aliases = {"摘要", "概述", "简介", "簡介", "内容摘要", "内容简介"},
    element = "Description",
    source = "国办发〔2017〕47号附件；《条例》第十二条",
  },
  number = {
    type = "document_number",
    label = label("发文字号", "發文字號", "Document number"),
    aliases = {"文号", "文號", "发文号", "公文字号", "文件字号", "文件编号", "文件号"},
    source = "GB/T 9704-2012",
  },
  index_number = {
    type = "index_number",
    label = label("索引号", "索引號", "Index number"),
    aliases = {"索引", "信息索引", "信息索引号"},
    element = "Identifier",
    source = "《政府信息公开目录系统实施指引（试行）》；《条例》第十二条",
  },
  keywords = {
    type = "text",
    list = true,
    label = label("主题词", "主題詞", "Keywords"),
    aliases = {"关键词", "關鍵詞", "关键字", "關鍵字", "标签", "標籤"},
    element = "Keywords",
    source = "国办发〔2017〕47号附件",
  },
  language = {
    type = "term",
    vocabulary = "language",
    label = label("语种", "語種", "Language"),
    aliases = {"语言", "語言"},
  },

  -- Who

  issuing_organ = {
    type = "entity",
    of = "organ",
    list = true,
    label = label("发文机关", "發文機關", "Issuing organ"),
    aliases = {
      "发文单位", "發文單位", "发文机构", "发布单位", "發布單位", "发布机构", "發布機構", "发布机关", "發布機關",
      "制发机关", "制定机关", "制定机构", "公布机关", "颁布机关", "颁布单位", "发布部门", "颁发部门",
    },
    source = "GB/T 9704-2012",
  },
  responsible_organ = {
    -- May differ from the issuing organ: a department discloses what it made in its government's
    -- name.
    type = "entity",
    of = "organ",
    label = label("责任部门", "責任部門", "Responsible organ"),
    aliases = {"责任单位", "責任單位", "责任机构", "公开责任部门", "公开责任单位"},
    source = "《条例》第十条；云南省实施意见（2013年）（九）",
  },
  author = {
    type = "text",
    list = true,
    label = label("作者", "作者", "Author"),
    aliases = {"责任编辑", "責任編輯", "撰稿", "撰稿人", "执笔人"},
    element = "Author",
    source = "国办发〔2017〕47号附件",
  },
  level = {
    type = "term",
    vocabulary = "level",
    label = label("层级", "層級", "Level of government"),
    aliases = {"行政层级", "级别", "層次", "层次"},
  },
  region = {
    type = "text",
    label = label("地区", "地區", "Region"),
    aliases = {"区域", "區域", "地域", "行政区域", "行政区划"},
  },

  -- When. The three dates of a document are kept apart: on its face, in its printing note, on the
  -- site.

  written_on = {
    type = "date",
    label = label("成文日期", "成文日期", "Date of document"),
    aliases = {"成文时间", "成文時間", "生成日期", "生成时间", "形成日期", "签署日期", "落款日期"},
    source = "GB/T 9704-2012；《条例》第十二条",
  },
  printed_on = {
    type = "date",
    label = label("印发日期", "印發日期", "Date of printing"),
    aliases = {"印发时间", "印發時間", "发文日期", "發文日期", "发文时间"},
    source = "GB/T 9704-2012",
  },
  published_on = {
    type = "date",
    label = label("发布日期", "發布日期", "Date published"),
    aliases = {"发布时间", "發布時間", "公开日期", "公開日期", "公开时间", "公布日期", "公布时间", "發佈日期", "發佈時間"},
    element = "PubDate",
    source = "国办发〔2017〕47号附件；《条例》第二十六条",
  },
  effective_on = {
    type = "date",
    label = label("施行日期", "施行日期", "Effective from"),
    aliases = {"施行时间", "施行時間", "生效日期", "生效时间", "生效時間", "实施日期", "實施日期", "实施时间"},
  },
  expires_on = {
    -- The last day that the document itself names. The date of a repeal is that of the repealing
    -- document.
    type = "date",
    label = label("有效期至", "有效期至", "Valid until"),
    aliases = {"失效日期", "失效时间", "失效時間", "有效截止日期"},
  },

  -- Whether it holds. Amendments and repeals are derived from relations; what is set by hand says
  -- on what ground.

  status = {
    type = "term",
    vocabulary = "validity",
    label = label("有效性", "有效性", "Validity"),
    aliases = {"状态", "狀態", "效力", "效力状态", "效力狀態", "时效性", "時效性", "时效状态", "文件状态"},
    source = "国办发〔2017〕47号",
  },
  status_basis = {
    type = "text",
    label = label("有效性依据", "有效性依據", "Basis of validity"),
    aliases = {"效力依据", "状态依据"},
  },

  -- Where it belongs

  theme = {
    type = "term",
    vocabulary = "theme",
    label = label("主题分类", "主題分類", "Subject"),
    aliases = {"分类", "分類", "主题", "主題", "主题类别", "信息分类", "类别", "類別"},
  },
  genre = {
    type = "term",
    vocabulary = "genre",
    label = label("体裁分类", "體裁分類", "Document type"),
    aliases = {"体裁", "體裁", "文种", "文種", "公文种类", "类型", "類型", "文件类型"},
  },
  topics = {
    type = "entity",
    of = "topic",
    list = true,
    label = label("专题", "專題", "Topics"),
    aliases = {"专题专栏", "专栏", "所属专题", "所屬專題"},
    source = "国办发〔2013〕100号一（二）",
  },
  key_field = {
    type = "term",
    vocabulary = "key_field",
    list = true,
    label = label("重点领域", "重點領域", "Key field"),
    aliases = {"重点领域信息"},
    source = "粤府办〔2013〕52号二",
  },
  disclosure = {
    type = "term",
    vocabulary = "disclosure",
    label = label("公开属性", "公開屬性", "Disclosure"),
    aliases = {"公开方式", "公開方式", "公开类别", "公开类型", "信息公开选项"},
  },
  release_class = {
    type = "term",
    vocabulary = "release_class",
    list = true,
    label = label("主动公开类别", "主動公開類別", "Class of disclosure"),
    aliases = {"法定公开类别", "法定主动公开内容", "公开事项"},
    source = "《条例》第二十条",
  },
  audience = {
    type = "term",
    vocabulary = "audience",
    list = true,
    label = label("服务对象", "服務對象", "Audience"),
    aliases = {"适用对象", "適用對象", "面向对象"},
    source = "云南省实施意见（2013年）（二）",
  },
  origin = {
    type = "term",
    vocabulary = "origin",
    label = label("公开起因", "公開起因", "Why published"),
    aliases = {"公开缘由", "公开途径"},
    source = "云南省实施意见（2013年）（九）；《条例》第四十四条",
  },

  -- Where it came from and went to

  source = {
    type = "text",
    label = label("来源", "來源", "Source"),
    aliases = {"信息来源", "資訊來源", "稿件来源", "文章来源", "来源单位"},
    element = "ContentSource",
    source = "国办发〔2017〕47号附件",
  },
  source_url = {
    type = "url",
    label = label("来源网址", "來源網址", "Source address"),
    aliases = {"官方链接", "官方連結", "官方鏈接", "来源链接", "来源地址", "原文链接", "原文連結", "原文网址", "原文地址", "原始链接"},
  },
  channels = {
    type = "group",
    list = true,
    label = label("发布渠道", "發布渠道", "Channels"),
    aliases = {"公开渠道", "公開渠道", "传播渠道"},
    fields = {
      {
        key = "channel",
        type = "term",
        required = true,
        vocabulary = "channel",
        label = label("渠道", "渠道", "Channel"),
      },
      {key = "url", type = "url", label = label("网址", "網址", "Address"), aliases = {"链接", "連結"}},
      {key = "time", type = "date", label = label("时间", "時間", "Time"), aliases = {"日期"}},
    },
    source = "《条例》第二十三条；国办发〔2013〕100号二（五）",
  },

  -- Who let it out

  review = {
    type = "group",
    label = label("审核记录", "審核記錄", "Review"),
    aliases = {"审核", "審核", "三审", "审核程序", "审查记录"},
    fields = {
      {
        key = "first",
        type = "group",
        label = label("初审", "初審", "First review"),
        aliases = {"承办人初审"},
        fields = {"post", "date"},
      },
      {
        key = "second",
        type = "group",
        label = label("审核", "審核", "Second review"),
        aliases = {"复审", "複審", "部门负责人审核"},
        fields = {"post", "date"},
      },
      {
        key = "final",
        type = "group",
        label = label("审发", "審發", "Sign-off"),
        aliases = {"终审", "終審", "签发", "簽發", "单位负责人审发"},
        fields = {"post", "date"},
      },
      {
        key = "register",
        type = "text",
        label = label("登记号", "登記號", "Register number"),
        aliases = {"备案号", "登记备案号"},
      },
    },
    source = "云南省实施意见（2013年）（五）；《条例》第十七条",
  },
  concurrence = {
    type = "group",
    list = true,
    label = label("协商确认", "協商確認", "Concurrence"),
    aliases = {"沟通确认", "会签", "會簽"},
    fields = {
      {key = "organ", type = "entity", of = "organ", required = true, label = label("机关", "機關", "Organ")},
      "date",
      {key = "result", type = "text", label = label("结果", "結果", "Result"), aliases = {"意见", "意見"}},
    },
    source = "《条例》第十一条；国办发〔2013〕100号二（五）",
  },
  corrections = {
    -- A published text that changes says so, and why.
    type = "group",
    list = true,
    label = label("更正记录", "更正記錄", "Corrections"),
    aliases = {"更正", "勘误", "勘誤"},
    fields = {
      "date",
      {key = "text", type = "text", required = true, label = label("内容", "內容", "What was changed")},
      {key = "reason", type = "text", label = label("原因", "原因", "Reason")},
    },
    source = "粤府办〔2013〕52号四",
  },

  withdrawn = {
    -- The address stays with date and reason, the text goes: gen/catalog/withdrawal.h tells what
    -- stays. `gen/` knows this field by its names.
    type = "group",
    label = label("撤下", "撤下", "Withdrawn"),
    aliases = {"撤回", "撤下记录", "撤下記錄", "撤回记录"},
    fields = {
      required "date",
      {key = "reason", type = "text", required = true, label = label("原因", "原因", "Reason"), aliases = {"理由"}},
    },
  },

  -- Relations; lua/relations.lua says what each means

  interprets = {
    type = "document",
    relation = "interprets",
    list = true,
    label = label("解读文件", "解讀文件", "Interprets"),
    aliases = {"解读对象", "解讀對象", "被解读文件", "对应文件", "政策原文"},
    source = "国办发〔2013〕100号一（二）",
  },
  forwards = {
    type = "document",
    relation = "forwards",
    list = true,
    label = label("转发文件", "轉發文件", "Forwards"),
    aliases = {"转发", "轉發", "批转", "批轉"},
  },
  implements = {
    type = "document",
    relation = "implements",
    list = true,
    label = label("落实文件", "落實文件", "Implements"),
    aliases = {"贯彻落实", "貫徹落實", "贯彻", "落实", "上位文件"},
  },
  amends = {
    type = "document",
    relation = "amends",
    list = true,
    label = label("修改文件", "修改文件", "Amends"),
    aliases = {"修改", "修订", "修訂"},
  },
  repeals = {
    type = "document",
    relation = "repeals",
    list = true,
    label = label("废止文件", "廢止文件", "Repeals"),
    aliases = {"废止", "廢止", "同时废止"},
  },
  replaces = {
    type = "document",
    relation = "replaces",
    list = true,
    label = label("替代文件", "替代文件", "Replaces"),
    aliases = {"替代", "代替"},
  },
  corrects = {
    type = "document",
    relation = "corrects",
    list = true,
    label = label("更正文件", "更正文件", "Corrects"),
  },
  responds_to = {
    type = "document",
    relation = "responds_to",
    list = true,
    label = label("回应事项", "回應事項", "Responds to"),
    aliases = {"回应", "回應", "回应文件"},
  },
  part_of = {
    type = "document",
    relation = "part_of",
    list = true,
    label = label("所属文件", "所屬文件", "Part of"),
    aliases = {"所属", "所屬", "组成"},
  },

  -- Files and the site

  image = {
    type = "file",
    label = label("图片", "圖片", "Image"),
    aliases = {"配图", "配圖", "题图", "題圖"},
    element = "Image",
    source = "国办发〔2017〕47号附件",
  },
  attachments = {
    type = "file",
    list = true,
    label = label("附件", "附件", "Attachments"),
    aliases = {"相关附件", "附件下载"},
    source = "GB/T 9704-2012",
  },
  former_paths = {
    type = "text",
    list = true,
    label = label("曾用地址", "曾用地址", "Former addresses"),
    aliases = {"旧地址", "舊地址", "原地址", "曾用路径"},
  },
  sample = {
    type = "boolean",
    label = label("示例数据", "示例數據", "Sample data"),
    aliases = {"示例", "样例", "範例資料"},
  },
  draft = {
    type = "boolean",
    label = label("草稿", "草稿", "Draft"),
    aliases = {"暂不发布", "暫不發布"},
  },

  -- Parts that several groups and kinds share

  date = {
    type = "date",
    label = label("日期", "日期", "Date"),
    aliases = {"时间", "時間"},
  },
  post = {
    type = "text",
    label = label("职务", "職務", "Post"),
    aliases = {"岗位", "崗位", "职位", "職位"},
  },
  name = {
    type = "text",
    label = label("姓名", "姓名", "Name"),
  },
  address = {
    type = "text",
    label = label("地址", "地址", "Address"),
    aliases = {"办公地址", "辦公地址", "通讯地址"},
  },
  hours = {
    type = "text",
    label = label("开放时间", "開放時間", "Hours"),
    aliases = {"办公时间", "辦公時間", "工作时间", "受理时间"},
  },
  telephone = {
    type = "text",
    list = true,
    label = label("联系电话", "聯絡電話", "Telephone"),
    aliases = {"电话", "電話", "咨询电话"},
  },
  contact = {
    type = "group",
    label = label("联系方式", "聯絡方式", "Contact"),
    aliases = {"联系信息", "公开机构"},
    fields = {
      {key = "name", label = label("机构名称", "機構名稱", "Name of body"), aliases = {"名称", "名稱"}},
      "address",
      "hours",
      "telephone",
      {key = "fax", type = "text", label = label("传真", "傳真", "Fax"), aliases = {"传真号码"}},
      {
        key = "mail",
        type = "text",
        label = label("电子邮箱", "電子郵箱", "E-mail"),
        aliases = {"邮箱", "郵箱", "电子邮件", "電子郵件"},
      },
      {
        key = "url",
        type = "url",
        label = label("网址", "網址", "Website"),
        aliases = {"互联网联系方式"},
      },
    },
    source = "《条例》第十二条",
  },
  purpose = {
    type = "term",
    vocabulary = "release_purpose",
    label = label("发布目的", "發布目的", "Purpose"),
    source = "国办发〔2013〕100号一（一）",
  },
  held_on = {
    type = "date",
    label = label("举行时间", "舉行時間", "Held on"),
    aliases = {"举行日期", "舉行日期", "举办时间", "访谈时间"},
  },
}
