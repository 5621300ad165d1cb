-- What hangs on the wall and stands in the rack of a reading place: the sheets, and what they say. The
-- steps of a request are those of the Regulation (《中华人民共和国政府信息公开条例》, 国务院令第711号), each with its articles.
local function words(hans, hant, en)
  return label(hans, hant, en)
end

local REGULATION = words("《中华人民共和国政府信息公开条例》", "《中華人民共和國政府信息公開條例》",
  "Regulation on Open Government Information (Order 711)")

-- From the request to the answer. `aside`: what may happen at this step, beside it.
local STEPS = {
  {
    name = words("提出申请", "提出申請", "Make a request"),
    says = words("填写申请表，写明您是谁、怎样联系、要什么信息、要什么形式。写不来的，请工作人员帮忙。",
      "填寫申請表，寫明您是誰、怎樣聯絡、要什麼信息、要什麼形式。寫不來的，請工作人員幫忙。",
      "Fill in the form: who you are, how to reach you, which information, in which form. Ask at the desk for help."),
    articles = words("第二十七条至第二十九条", "第二十七條至第二十九條", "Articles 27–29"),
  },
  {
    name = words("登记", "登記", "Registration"),
    says = words("从收到申请之日起算期限。", "從收到申請之日起算期限。", "The time runs from the day the request is received."),
    articles = words("第三十一条", "第三十一條", "Article 31"),
    aside = {
      name = words("内容不清楚", "內容不清楚", "Not clear enough"),
      says = words("7 个工作日内告诉您补正什么", "7 個工作日內告訴您補正什麼", "Within 7 working days you are told what to add"),
      articles = words("第三十条", "第三十條", "Article 30"),
    },
  },
  {
    name = words("办理", "辦理", "Handling"),
    says = words("机关查找信息，审查能不能公开。能够区分的，只遮去不能公开的部分。",
      "機關查找信息，審查能不能公開。能夠區分的，只遮去不能公開的部分。",
      "The body looks for the information and reviews it. What can be separated is disclosed in part."),
    articles = words("第三十七条、第三十八条", "第三十七條、第三十八條", "Articles 37, 38"),
    aside = {
      name = words("涉及第三方", "涉及第三方", "Third parties"),
      says = words("书面征求意见，15 个工作日；这段时间不计入答复期限",
        "書面徵求意見，15 個工作日；這段時間不計入答復期限", "Asked in writing, 15 working days, which do not count"),
      articles = words("第三十二条", "第三十二條", "Article 32"),
    },
  },
  {
    name = words("答复", "答復", "Answer"),
    says = words("能当场答复的，当场答复；不能的，20 个工作日内答复。",
      "能當場答復的，當場答復；不能的，20 個工作日內答復。", "On the spot where possible, otherwise within 20 working days."),
    articles = words("第三十三条、第三十六条", "第三十三條、第三十六條", "Articles 33, 36"),
    aside = {
      name = words("需要延长", "需要延長", "More time"),
      says = words("经批准，最多再延长 20 个工作日，并告诉您", "經批准，最多再延長 20 個工作日，並告訴您",
        "With approval, at most 20 working days more; you are told"),
      articles = words("第三十三条", "第三十三條", "Article 33"),
    },
  },
}

-- The kinds of answer under the names of the annual report's table (国办公开办函〔2021〕30号).
local OUTCOMES = {
  words("予以公开", "予以公開", "Disclosed"), words("部分公开", "部分公開", "Disclosed in part"),
  words("不予公开，说明理由", "不予公開，說明理由", "Not disclosed, with reasons"),
  words("无法提供，说明原因", "無法提供，說明原因", "Cannot be provided, with reasons"),
  words("不予处理，说明理由", "不予處理，說明理由", "Not handled, with reasons"),
  words("其他处理", "其他處理", "Otherwise"),
}

local AFTERWARDS = {
  name = words("对答复有意见", "對答復有意見", "Not content with the answer"),
  says = words("可以投诉、举报，也可以依法申请行政复议或者提起行政诉讼。",
    "可以投訴、舉報，也可以依法申請行政復議或者提起行政訴訟。",
    "You may complain, apply for administrative review, or go to court as the law provides."),
  articles = words("第五十一条", "第五十一條", "Article 51"),
}

local function of(text)
  return text[site.language]
end

local function step(item)
  return {name = of(item.name), says = of(item.says), articles = of(item.articles)}
end

--- The steps, outcomes and remedies in the language of the site.
local function request()
  return {
    regulation = of(REGULATION),
    steps = map(STEPS, function(item, place)
      return merge(step(item), {place = tostring(place), aside = item.aside and step(item.aside) or false})
    end),
    outcomes = map(OUTCOMES, function(text) return {says = of(text)} end),
    afterwards = step(AFTERWARDS),
  }
end

-- The places of the site; the one whose name the kiosk bears stands alone.
local function places(folded)
  local standing = filter(folded and unfold(folded) or {}, function(entry) return not entry.withdrawn end)
  local name = site.kiosk and site.kiosk.name
  local own = filter(standing, function(entry) return entry.title == name end)
  return #own > 0 and own or standing
end

--- What every page of the pack has; the web edition has none of them.
local function make(input, title)
  local page = use "page".make(input, {group = "column", title = title})
  page.head.canonical = false
  page.head.pack = true
  return page
end

return {make = make, request = request, places = places}
