-- The words that fields of type term may hold.
--
--   open    other words are kept as they are; a closed vocabulary makes them an error
--   source  the clause or standard that fixes the words; none where the list is common practice only
--
-- The names of official classes keep their official wording in traditional script too; only the
-- characters change.

local function term(key, hans, hant, en, aliases)
  return {key = key, label = label(hans, hant, en), aliases = aliases or {}}
end

-- 22 classes and their second level. Keys count from the top, c02 and c02-01, and must never be
-- given to another class: they are part of addresses.
local theme = {}

local function class(key, hans, hant, en, narrower)
  theme[#theme + 1] = term(key, hans, hant, en)
  for i, words in ipairs(narrower) do
    local child = term(key .. "-" .. (i < 10 and "0" or "") .. i, words[1], words[2], words[3], words[4])
    child.parent = key
    theme[#theme + 1] = child
  end
end

local other = {"其他", "其他", "Other"}

class("c01", "国务院组织机构", "國務院組織機構", "State Council organisation", {
  {"国务院", "國務院", "State Council"},
  {"国务院办公厅", "國務院辦公廳", "General Office of the State Council"},
  {"国务院组成部门", "國務院組成部門", "Constituent departments of the State Council"},
  {"国务院直属特设机构", "國務院直屬特設機構", "Special organisation directly under the State Council"},
  {"国务院直属机构", "國務院直屬機構", "Organisations directly under the State Council"},
  {"国务院办事机构", "國務院辦事機構", "Administrative offices of the State Council"},
  {"国务院直属事业单位", "國務院直屬事業單位", "Institutions directly under the State Council"},
  {"国务院部委管理的国家局", "國務院部委管理的國家局", "State bureaus run by ministries and commissions"},
  {"国务院议事协调机构", "國務院議事協調機構", "Coordinating bodies of the State Council"},
  other,
})
class("c02", "综合政务", "綜合政務", "General government affairs", {
  {"政务公开", "政務公開", "Open government"},
  {"政务督查", "政務督查", "Government inspection"},
  {"应急管理", "應急管理", "Emergency management"},
  {"电子政务", "電子政務", "E-government"},
  {"文秘工作", "文秘工作", "Secretarial work"},
  {"保密工作", "保密工作", "Protection of secrets"},
  {"信访", "信訪", "Letters and visits"},
  {"参事、文史", "參事、文史", "Counsellors, culture and history"},
  other,
})
class("c03", "国民经济管理、国有资产监管", "國民經濟管理、國有資產監管", "Economic management, state assets", {
  {"宏观经济", "宏觀經濟", "Macro-economy"},
  {"经济体制改革", "經濟體制改革", "Economic reform"},
  {"统计", "統計", "Statistics"},
  {"物价", "物價", "Prices"},
  {"国有资产监管", "國有資產監管", "State assets"},
  {"重大建设项目", "重大建設項目", "Major construction projects"},
  other,
})
class("c04", "财政、金融、审计", "財政、金融、審計", "Public finance, banking, audit", {
  {"财政", "財政", "Public finance"},
  {"税务", "稅務", "Taxation"},
  {"银行", "銀行", "Banks"},
  {"货币（含外汇）", "貨幣（含外匯）", "Currency (with foreign exchange)"},
  {"证券", "證券", "Securities"},
  {"保险", "保險", "Insurance"},
  {"社会信用体系建设", "社會信用體系建設", "Social credit system"},
  {"审计", "審計", "Audit"},
  other,
})
class("c05", "国土资源、能源", "國土資源、能源", "Land, resources, energy", {
  {"土地", "土地", "Land"},
  {"矿产", "礦產", "Minerals"},
  {"水资源", "水資源", "Water resources"},
  {"海洋", "海洋", "Sea"},
  {"煤炭", "煤炭", "Coal"},
  {"石油与天然气", "石油與天然氣", "Oil and natural gas"},
  {"电力", "電力", "Electricity"},
  other,
})
class("c06", "农业、林业、水利", "農業、林業、水利", "Agriculture, forestry, water works", {
  {"农业、畜牧业、渔业", "農業、畜牧業、漁業", "Farming, livestock, fisheries"},
  {"林业", "林業", "Forestry"},
  {"水利", "水利", "Water works"},
  other,
})
class("c07", "工业、交通", "工業、交通", "Industry, transport", {
  {"机械制造与重工业", "機械製造與重工業", "Machinery and heavy industry"},
  {"轻工纺织", "輕工紡織", "Light industry and textiles"},
  {"化工", "化工", "Chemical industry"},
  {"国防工业", "國防工業", "Defence industry"},
  {"航天、航空", "航天、航空", "Space and aviation industry"},
  {"信息产业（含电信）", "信息產業（含電信）", "Information industry (with telecommunications)"},
  {"公路", "公路", "Roads"},
  {"水运", "水運", "Waterways"},
  {"铁路", "鐵路", "Railways"},
  {"民航", "民航", "Civil aviation"},
  {"邮政", "郵政", "Post"},
  other,
})
class("c08", "商贸、海关、旅游", "商貿、海關、旅遊", "Trade, customs, tourism", {
  {"对外经贸合作", "對外經貿合作", "Foreign trade and cooperation"},
  {"国内贸易（含供销）", "國內貿易（含供銷）", "Domestic trade (with supply and marketing)"},
  {"海关", "海關", "Customs"},
  {"检验、检疫", "檢驗、檢疫", "Inspection and quarantine"},
  {"旅游", "旅遊", "Tourism"},
  other,
})
class("c09", "市场监管、安全生产监管", "市場監管、安全生產監管", "Market and work safety supervision", {
  {"工商", "工商", "Industry and commerce"},
  {"质量监督", "質量監督", "Quality supervision"},
  {"标准", "標準", "Standards"},
  {"食品药品监管", "食品藥品監管", "Food and drug supervision"},
  {"安全生产监管", "安全生產監管", "Work safety supervision"},
  other,
})
class("c10", "城乡建设、环境保护", "城鄉建設、環境保護", "Urban and rural construction, environment", {
  {"城市规划", "城市規劃", "City planning"},
  {"城乡建设（含住房）", "城鄉建設（含住房）", "Construction (with housing)"},
  {"环境监测、保护与治理", "環境監測、保護與治理", "Environmental monitoring and protection"},
  {"节能与资源综合利用", "節能與資源綜合利用", "Saving energy and using resources"},
  {"气象、水文、测绘、地震", "氣象、水文、測繪、地震", "Weather, hydrology, surveying, earthquakes"},
  other,
})
class("c11", "科技、教育", "科技、教育", "Science and technology, education", {
  {"科技", "科技", "Science and technology"},
  {"教育", "教育", "Education"},
  {"知识产权", "知識產權", "Intellectual property"},
  other,
})
class("c12", "文化、广电、新闻出版", "文化、廣電、新聞出版", "Culture, broadcasting, press", {
  {"文化", "文化", "Culture"},
  {"文物", "文物", "Cultural relics"},
  {"新闻出版", "新聞出版", "Press and publishing"},
  {"广播、电影、电视", "廣播、電影、電視", "Radio, film, television"},
  other,
})
class("c13", "卫生、体育", "衛生、體育", "Health, sport", {
  {"卫生", "衛生", "Health", {"衞生"}},
  {"医药管理", "醫藥管理", "Medicines"},
  {"体育", "體育", "Sport"},
  other,
})
class("c14", "人口与计划生育、妇女儿童工作", "人口與計劃生育、婦女兒童工作", "Population, women and children", {
  {"人口与计划生育", "人口與計劃生育", "Population and family planning"},
  {"妇女儿童", "婦女兒童", "Women and children"},
  other,
})
class("c15", "劳动、人事、监察", "勞動、人事、監察", "Labour, personnel, supervision", {
  {"劳动就业", "勞動就業", "Employment"},
  {"社会保障", "社會保障", "Social security"},
  {"人事工作", "人事工作", "Personnel"},
  {"军转安置", "軍轉安置", "Placement of demobilised officers"},
  {"监察", "監察", "Supervision"},
  {"纠正行业不正之风", "糾正行業不正之風", "Correcting malpractice in trades"},
  other,
})
class("c16", "公安、安全、司法", "公安、安全、司法", "Public security, state security, justice", {
  {"公安", "公安", "Public security"},
  {"国家安全", "國家安全", "State security"},
  {"司法", "司法", "Justice"},
  other,
})
class("c17", "民政、扶贫、救灾", "民政、扶貧、救災", "Civil affairs, poverty and disaster relief", {
  {"减灾救灾", "減災救災", "Disaster reduction and relief"},
  {"优抚安置", "優撫安置", "Care and placement of veterans"},
  {"社会福利", "社會福利", "Social welfare"},
  {"行政区划与地名", "行政區劃與地名", "Divisions and place names"},
  {"社团管理", "社團管理", "Associations"},
  {"扶贫", "扶貧", "Poverty relief"},
  other,
})
class("c18", "民族、宗教", "民族、宗教", "Ethnic groups, religion", {
  {"民族事务", "民族事務", "Ethnic affairs"},
  {"宗教事务", "宗教事務", "Religious affairs"},
})
class("c19", "对外事务", "對外事務", "Foreign affairs", {
  {"外交、外事", "外交、外事", "Diplomacy"},
  {"国际条约、国际组织", "國際條約、國際組織", "Treaties and international organisations"},
  other,
})
class("c20", "港澳台侨工作", "港澳台僑工作", "Hong Kong, Macao, Taiwan, overseas Chinese", {
  {"港澳工作", "港澳工作", "Hong Kong and Macao"},
  {"对台工作", "對台工作", "Taiwan", {"對臺工作"}},
  {"侨务工作", "僑務工作", "Overseas Chinese"},
})
class("c21", "国防", "國防", "National defence", {
  {"国防建设", "國防建設", "Defence construction"},
  {"国防动员", "國防動員", "Mobilisation"},
})
class("c22", "其他", "其他", "Other", {})

-- The fifteen classes of article 20, under short names; (一) and 第(一)项 find them too.
local release_class = {}

local function clause(numeral, key, hans, hant, en)
  local aliases = {"（" .. numeral .. "）", "第（" .. numeral .. "）项", "第" .. numeral .. "项"}
  release_class[#release_class + 1] = term(key, hans, hant, en, aliases)
end

clause("一", "r01", "法规和规范性文件", "法規和規範性文件", "Regulations and normative documents")
clause("二", "r02", "机关职能和机构", "機關職能和機構", "Functions and offices of organs")
clause("三", "r03", "规划", "規劃", "Plans")
clause("四", "r04", "统计信息", "統計信息", "Statistics")
clause("五", "r05", "行政许可和服务", "行政許可和服務", "Licensing and services")
clause("六", "r06", "行政处罚和强制", "行政處罰和強制", "Penalties and coercion")
clause("七", "r07", "预算和决算", "預算和決算", "Budgets and final accounts")
clause("八", "r08", "行政事业性收费", "行政事業性收費", "Administrative fees")
clause("九", "r09", "政府集中采购", "政府集中採購", "Government procurement")
clause("十", "r10", "重大建设项目", "重大建設項目", "Major construction projects")
clause("十一", "r11", "民生保障", "民生保障", "Relief, education, health, security, employment")
clause("十二", "r12", "突发公共事件", "突發公共事件", "Emergency plans, warnings and response")
clause("十三", "r13", "监督检查", "監督檢查", "Supervision of environment, health, safety and quality")
clause("十四", "r14", "公务员招考", "公務員招考", "Civil service recruitment")
clause("十五", "r15", "其他法定事项", "其他法定事項", "Other matters set by law")

return merge({
  theme = {source = "中国政府网主题分类", terms = theme},

  -- The fifteen types of document. Open: a repository may sort by other types, such as laws and
  -- regulations.
  genre = {
    open = true,
    terms = {
      term("resolution", "决议", "決議", "Resolution"),
      term("decision", "决定", "決定", "Decision"),
      term("order", "命令（令）", "命令（令）", "Order", {"命令", "令"}),
      term("communique", "公报", "公報", "Communiqué"),
      term("announcement", "公告", "公告", "Announcement"),
      term("public_notice", "通告", "通告", "Public notice"),
      term("opinion", "意见", "意見", "Opinions", {"实施意见", "指导意见"}),
      term("notice", "通知", "通知", "Notice"),
      term("circular", "通报", "通報", "Circular"),
      term("report", "报告", "報告", "Report"),
      term("request", "请示", "請示", "Request for instructions"),
      term("reply", "批复", "批覆", "Official reply", {"批復"}),
      term("proposal", "议案", "議案", "Proposal"),
      term("letter", "函", "函", "Letter"),
      term("minutes", "纪要", "紀要", "Minutes", {"会议纪要", "會議紀要"}),
      term("other", "其他", "其他", "Other"),
    },
  },

  -- Closed: a wrong word here would state that a document holds which does not.
  validity = {
    terms = {
      term("in_force", "有效", "有效", "In force", {
        "现行有效", "現行有效", "现行", "现行有效文件", "已生效", "生效", "执行中", "继续有效", "effective", "valid", "current",
      }),
      term("amended", "已修改", "已修改", "Amended", {"修改", "已修订", "已修訂", "修订", "已被修改", "amended"}),
      term("partly_repealed", "部分失效", "部分失效", "Partly repealed", {"部分废止", "部分廢止", "部分有效"}),
      term("repealed", "废止", "廢止", "Repealed", {"已废止", "已廢止", "被废止", "abolished"}),
      term("expired", "失效", "失效", "Expired", {"已失效", "宣布失效", "过期", "已过期", "invalid", "lapsed"}),
    },
  },

  -- Open: other provinces name fields of their own.
  key_field = {
    open = true,
    source = "粤府办〔2013〕52号二",
    terms = {
      term("approval", "行政审批", "行政審批", "Administrative approval"),
      term("budget", "财政预算决算和“三公”经费", "財政預算決算和「三公」經費", "Budgets, accounts and official expenses", {
        "财政预算决算", "“三公”经费", "三公经费", "财政预算决算和三公经费",
      }),
      term("housing", "保障性住房", "保障性住房", "Affordable housing"),
      term("food_drugs", "食品药品安全", "食品藥品安全", "Food and drug safety"),
      term("environment", "环境保护", "環境保護", "Environmental protection"),
      term("work_safety", "生产安全", "生產安全", "Work safety", {"安全生产"}),
      term("prices", "价格和收费", "價格和收費", "Prices and fees"),
      term("land", "征地拆迁", "徵地拆遷", "Land expropriation and demolition"),
      term("public_bodies", "公共企事业单位", "公共企事業單位", "Public enterprises and institutions"),
      term("incidents", "群体性或突发性事件", "群體性或突發性事件", "Mass and sudden incidents"),
    },
  },

  -- With the forms of the note under a document's date, （此件公开发布）.
  disclosure = {
    terms = {
      term("on_initiative", "主动公开", "主動公開", "On own initiative", {
        "公开", "公开发布", "公開發布", "此件公开发布", "此件主动公开", "（此件公开发布）", "（此件主动公开）",
      }),
      term("on_request", "依申请公开", "依申請公開", "On request", {
        "申请公开", "可依申请公开", "此件可依申请公开", "此件依申请公开", "（此件可依申请公开）",
      }),
      term("none", "不予公开", "不予公開", "Not disclosed", {"不公开"}),
    },
  },

  release_class = {source = "《条例》第二十条", terms = release_class},

  audience = {
    open = true,
    terms = {
      term("public", "公众", "公眾", "The public", {"社会公众", "个人", "公民"}),
      term("business", "企业", "企業", "Business", {"法人"}),
      term("institution", "事业单位", "事業單位", "Institutions"),
      term("organisation", "社会组织", "社會組織", "Social organisations"),
      term("organ", "行政机关", "行政機關", "Administrative organs", {"政府部门"}),
    },
  },

  -- Open: the law ends its list with other media.
  channel = {
    open = true,
    source = "《条例》第二十三条、第二十五条；国办发〔2013〕100号二（五）",
    terms = {
      term("gazette", "政府公报", "政府公報", "Gazette", {"公报"}),
      term("website", "政府网站", "政府網站", "Government website", {"网站", "網站", "门户网站"}),
      term("press_conference", "新闻发布会", "新聞發布會", "Press conference", {"发布会"}),
      term("newspaper", "报刊", "報刊", "Newspapers", {"报纸"}),
      term("radio", "广播", "廣播", "Radio", {"电台"}),
      term("television", "电视", "電視", "Television"),
      term("weibo", "微博", "微博", "Weibo", {"政务微博"}),
      term("wechat", "微信", "微信", "WeChat", {"政务微信", "微信公众号"}),
      term("app", "客户端", "客戶端", "App", {"移动客户端", "手机客户端"}),
      term("news_site", "新闻网站", "新聞網站", "News site"),
      term("commercial_site", "商业网站", "商業網站", "Commercial site"),
      term("reading_place", "查阅场所", "查閱場所", "Reading place", {"查阅点", "查閱點"}),
      term("bulletin_board", "信息公告栏", "信息公告欄", "Bulletin board", {"公告栏"}),
      term("screen", "电子信息屏", "電子信息屏", "Electronic screen", {"电子屏"}),
    },
  },

  origin = {
    terms = {
      term("on_initiative", "主动公开", "主動公開", "On own initiative"),
      term("on_request", "申请后公开", "申請後公開", "After a request", {"依申请转主动公开", "依申请公开转主动公开"}),
    },
  },

  -- Open: repositories of laws use 层级 for the rank of a law.
  level = {
    open = true,
    terms = {
      term("state", "国家", "國家", "State", {"国家级", "國家級", "中央", "全国", "国务院"}),
      term("province", "省", "省", "Province", {"省级", "省級", "自治区", "直辖市"}),
      term("city", "市", "市", "City", {"市级", "市級", "地市级", "设区的市", "州"}),
      term("county", "县", "縣", "County", {"县级", "縣級", "区县", "区", "县（市、区）"}),
      term("township", "乡镇", "鄉鎮", "Township", {"乡级", "乡镇级", "乡", "镇", "街道"}),
    },
  },

  language = {
    terms = {
      term("zh-Hans", "简体中文", "簡體中文", "Simplified Chinese", {"中文", "汉语", "简体", "zh", "zh-CN", "zh_CN"}),
      term("zh-Hant", "繁体中文", "繁體中文", "Traditional Chinese", {"繁体", "繁體", "zh-TW", "zh-HK", "zh_TW", "zh_HK"}),
      term("en", "英文", "英文", "English", {"英语", "英語"}),
    },
  },

  -- Interpretation. Forms are open: new ones come up.

  interpretation_form = {
    open = true,
    terms = {
      term("text", "文字解读", "文字解讀", "Text", {"文字", "文稿解读"}),
      term("qa", "问答解读", "問答解讀", "Questions and answers", {"问答", "问答式", "政策问答"}),
      term("figure", "图解", "圖解", "Figure", {"图表", "图片", "图表图解", "一图读懂", "图文解读"}),
      term("audio", "音频", "音頻", "Audio", {"音訊"}),
      term("video", "视频", "視頻", "Video", {"影片", "视频解读"}),
      term("animation", "动漫", "動漫", "Animation", {"动画"}),
      term("press", "新闻发布会", "新聞發布會", "Press conference", {"发布会", "新闻发布"}),
      term("interview", "访谈", "訪談", "Interview", {"在线访谈", "网上访谈"}),
      term("expert", "专家文章", "專家文章", "Expert article", {"专家解读", "专家"}),
      term("h5", "H5", "H5", "Interactive page", {"H5页面"}),
    },
  },
  interpretation_stage = {
    source = "云南省实施意见（2013年）（六）",
    terms = {
      term("issue", "出台", "出台", "On issue", {"政策出台"}),
      term("carrying_out", "落实", "落實", "While carried out", {"政策落实"}),
      term("effect", "成效", "成效", "Effect", {"政策成效", "变化和影响"}),
    },
  },
  interpreter_role = {
    source = "国办发〔2016〕80号；国办发〔2013〕100号二（六）；云南省实施意见（2013年）（六）",
    terms = {
      term("drafter", "起草部门", "起草部門", "Drafting body", {"起草单位", "起草人"}),
      term("principal", "主要负责人", "主要負責人", "Principal leader", {"负责人", "部门主要负责人"}),
      term("expert", "专家学者", "專家學者", "Expert", {"专家", "學者", "学者"}),
      term("commentator", "评论员", "評論員", "Commentator"),
    },
  },

  -- Response to public concern

  response_class = {
    source = "国办发〔2016〕61号二",
    terms = {
      term("misread", "重大政策误解误读", "重大政策誤解誤讀", "Major policy misread", {"误解误读"}),
      term("interest", "公众切身利益", "公眾切身利益", "Public interest with large effect", {"切身利益"}),
      term("moral", "冲击社会道德底线", "衝擊社會道德底線", "Breach of moral bottom lines", {"道德底线"}),
      term("emergency", "突发事件和自然灾害", "突發事件和自然災害", "Emergencies and disasters", {"突发事件", "自然灾害"}),
      term("ordered", "上级要求回应", "上級要求回應", "Ordered from above", {"上级要求"}),
    },
  },
  response_scope = {
    source = "国办发〔2016〕61号一",
    terms = {
      term("state_policy", "国务院重大政策", "國務院重大政策", "State Council policy"),
      term("local", "涉及地方", "涉及地方", "Local matter", {"地方"}),
      term("vertical", "垂直管理部门", "垂直管理部門", "Organ under vertical management", {"垂直管理"}),
      term("several_places", "涉及多个地方", "涉及多個地方", "Several places", {"多个地方"}),
      term("several_departments", "涉及多个部门", "涉及多個部門", "Several departments", {"多个部门"}),
      term("major_emergency", "特别重大突发事件", "特別重大突發事件", "Extraordinarily major emergency"),
    },
  },
  response_form = {
    open = true,
    source = "国办发〔2013〕100号二（四）；国办发〔2016〕61号三",
    terms = {
      term("online", "网上发布", "網上發布", "Published online", {"网上发布信息"}),
      term("expert", "专家解读", "專家解讀", "Expert interpretation"),
      term("conference", "新闻发布会", "新聞發布會", "Press conference", {"发布会"}),
      term("briefing", "吹风会", "吹風會", "Briefing"),
      term("interview", "接受媒体采访", "接受媒體採訪", "Interview to media", {"媒体采访", "采访", "专访"}),
    },
  },
  release_purpose = {
    source = "国办发〔2013〕100号一（一）",
    terms = {
      term("interpret", "解读政策", "解讀政策", "Interpret policy", {"解读政策法规", "政策解读"}),
      term("explain", "解疑释惑", "解疑釋惑", "Answer doubts"),
      term("clarify", "澄清事实", "澄清事實", "Correct untrue talk", {"辟谣", "闢謠", "澄清不实传言"}),
      term("announce", "发布突发事件信息", "發布突發事件信息", "Announce emergencies", {"突发事件"}),
    },
  },

  -- Press

  press_form = {
    source = "云南省实施意见（2013年）（一）；国办发〔2016〕61号三",
    terms = {
      term("conference", "新闻发布会", "新聞發布會", "Press conference", {"发布会"}),
      term("briefing", "吹风会", "吹風會", "Policy briefing", {"政策吹风会", "政策例行吹风会"}),
      term("information", "新闻通气会", "新聞通氣會", "Information meeting", {"通气会", "通氣會"}),
      term("online", "网上新闻发布", "網上新聞發布", "Online release"),
      term("organised", "组织采访", "組織採訪", "Organised interviews", {"组织记者采访", "集体采访"}),
      term("reporters", "答记者问", "答記者問", "Answers to reporters"),
    },
  },
  press_trigger = {
    source = "国办发〔2013〕100号一（一）",
    terms = {
      term("meeting", "重要会议", "重要會議", "Meeting", {"常务会议"}),
      term("key_work", "重点工作", "重點工作", "Key work"),
      term("hot_topic", "热点问题", "熱點問題", "Hot topic", {"热点", "社会关注热点"}),
    },
  },
  attendee_role = {
    source = "国办发〔2013〕100号一（一）；国办发〔2016〕61号三",
    terms = {
      term("principal", "主要负责人", "主要負責人", "Principal leader", {"负责人"}),
      term("spokesperson", "新闻发言人", "新聞發言人", "Spokesperson", {"发言人"}),
      term("other", "其他人员", "其他人員", "Other", {"其他", "有关负责人"}),
    },
  },

  -- The ways in which the public can put in a word.
  intake = {
    open = true,
    terms = {
      term("online", "网上提交", "網上提交", "Online", {"网上", "网站", "政府网站"}),
      term("mailbox", "领导信箱", "領導信箱", "Leader's mailbox", {"信箱"}),
      term("post", "信函", "信函", "Post", {"来信", "邮寄", "书面"}),
      term("mail", "电子邮件", "電子郵件", "E-mail", {"邮件", "邮箱"}),
      term("telephone", "电话", "電話", "Telephone", {"热线", "熱線", "政务热线"}),
      term("fax", "传真", "傳真", "Fax"),
      term("visit", "现场", "現場", "In person", {"来访", "现场咨询"}),
      term("weibo", "微博", "微博", "Weibo"),
      term("wechat", "微信", "微信", "WeChat"),
      term("survey", "问卷调查", "問卷調查", "Survey", {"在线调查", "网上调查"}),
      term("meeting", "座谈会", "座談會", "Meeting"),
      term("hearing", "听证会", "聽證會", "Hearing"),
    },
  },

  report_type = {source = "《条例》第四十九条；粤府办〔2016〕109号二", terms = {
    term("annual", "年度报告", "年度報告", "Annual report", {"年报", "政府信息公开年报", "信息公开年报", "工作年度报告"}),
    term("accident", "事故调查报告", "事故調查報告", "Accident investigation"),
    term("investigation", "调查报告", "調查報告", "Investigation"),
    term("statistics", "统计数据", "統計數據", "Statistics", {"统计公报", "数据发布"}),
  }},

  guide_type = {source = "《条例》第十二条；国办公开办函〔2019〕61号", terms = {
    term("disclosure", "政府信息公开指南", "政府信息公開指南", "Guide to disclosure", {"信息公开指南", "公开指南"}),
    term("request", "依申请公开", "依申請公開", "Disclosure on request", {"依申请公开指南", "申请公开"}),
    term("reading", "查阅点使用指南", "查閱點使用指南", "Using the reading place", {"查阅点指南"}),
    term("service", "办事指南", "辦事指南", "Service guide", {"服务指南"}),
    term("use", "使用说明", "使用說明", "How to use", {"查阅说明", "操作说明"}),
  }},

  column_type = {source = "发改高技〔2017〕1272号", terms = {
    term("text", "文字", "文字", "Text", {"字符型", "文本"}),
    term("integer", "整数", "整數", "Whole number", {"整数型", "整型"}),
    term("number", "数值", "數值", "Number", {"数值型", "小数"}),
    term("date", "日期", "日期", "Date", {"日期型"}),
    term("month", "月份", "月份", "Month", {"年月"}),
    term("quarter", "季度", "季度", "Quarter"),
    term("year", "年度", "年度", "Year", {"年份"}),
    term("boolean", "是否", "是否", "Yes or no", {"布尔型", "是或否"}),
    term("code", "编码", "編碼", "Code", {"代码", "编号"}),
  }},

  frequency = {source = "发改高技〔2017〕1272号", terms = {
    term("real_time", "实时", "實時", "Continuously"),
    term("daily", "每日", "每日", "Daily", {"每天"}),
    term("weekly", "每周", "每週", "Weekly"),
    term("monthly", "每月", "每月", "Monthly", {"按月"}),
    term("quarterly", "每季度", "每季度", "Quarterly", {"每季", "按季"}),
    term("half_yearly", "每半年", "每半年", "Half-yearly"),
    term("yearly", "每年", "每年", "Yearly", {"按年", "年度"}),
    term("irregular", "不定期", "不定期", "Irregularly"),
    term("once", "不再更新", "不再更新", "Not updated", {"一次性"}),
  }},
}, use "measures")
