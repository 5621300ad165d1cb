-- The pages that every site has, whatever its documents: where each is, which view makes it, and
-- what it is given. A page can read nothing but what is selected for it here:
--
--   {kinds = {…}, where = {field = "word"}, most = 6}   the newest documents of these kinds; without kinds, of all
--   {month = 1}  {month = 2}                            those of the newest month that has any; of the one before
--   {kinds = {…}, copies = true, most = 20}              in the kiosk: each of them also as it is printed for the rack
--   {axis = "topics", most = 12}                        the lists of an axis
--   {axis = "topics", news = true, most = 6}            the lists with news, each followed by its newest document
--   {axes = true}  {pages = true}                       all axes that have lists; all these pages
--   {counts = "delays"}                                 how many documents each list of an axis has
--   {months = "years"}                                  how many each month has, by the years of publication
--   {kinds = {…}, where = {…}, tables = true}           the tables of such documents, each with its document
--   {letters = true}  {years = true}                    the letters of the A–Z index; the years of the catalog as data
--
-- A page of one edition says which: "web" or "kiosk", the one for public touch screens, whose pages lie below
-- kiosk/. Each edition has an index.html.
--
-- The first page comes first in the menu, the axes of the menu follow, then the other pages.
--
-- The five blocks of the platform bear the names that 国办公开办函〔2019〕61号 gives them; a theme cannot
-- change them.
local function page(name, url, view, text, selections, menu, edition)
  return {
    name = name, url = url, view = view, label = text, selections = selections, menu = menu or false,
    edition = edition,
  }
end

return {
  page("home", "index.html", "home", label("首页", "首頁", "Home"), {
    newest = {most = 10},
    consultations = {kinds = {"consultation"}, most = 6},
    answers = {kinds = {"response", "qa"}, most = 6},
    topics = {axis = "topics", most = 12},
    axes = {axes = true},
    pages = {pages = true},
  }, true, "web"),
  page("start", "index.html", "kiosk-start", label("首页", "首頁", "Start"), {
    newest = {most = 6},
    topics = {axis = "topics", most = 12},
    axes = {axes = true},
  }, true, "kiosk"),

  page("search", "search/index.html", "search", label("搜索", "搜尋", "Search"), {
    letters = {letters = true},
    numbers = {axis = "numbers", most = 60},
    years = {axis = "years"},
    kinds = {axis = "kinds"},
    organs = {axis = "organs", most = 60},
    topics = {axis = "topics", most = 60},
    axes = {axes = true},
  }, true),

  page("platform", "platform/index.html", "block", label("政府信息公开", "政府信息公開", "Government information"), {
    classes = {axis = "release-classes"},
  }, true),
  page("guide", "platform/guide.html", "block", label("政府信息公开指南", "政府信息公開指南", "Guide to disclosure"), {
    documents = {kinds = {"guide"}, where = {guide_type = "disclosure"}, most = 20},
  }),
  page("rules", "platform/rules.html", "block", label("政府信息公开制度", "政府信息公開制度", "Rules of disclosure"), {
    documents = {kinds = {"rule"}, most = 200},
  }),
  page("disclosed", "platform/disclosed.html", "block",
    label("法定主动公开内容", "法定主動公開內容", "Statutory disclosure"), {
      classes = {axis = "release-classes"},
    }),
  page("reports", "platform/reports.html", "block",
    label("政府信息公开年报", "政府信息公開年報", "Annual reports"), {
      documents = {kinds = {"report"}, where = {report_type = "annual"}, most = 200},
      tables = {kinds = {"report"}, where = {report_type = "annual"}, tables = true, most = 60},
    }),
  page("request", "platform/request.html", "block", label("依申请公开", "依申請公開", "Disclosure on request"), {
    documents = {kinds = {"guide"}, where = {guide_type = "request"}, most = 20},
  }),

  page("places", "places/index.html", "places", label("查阅点", "查閱點", "Reading places"), {
    places = {kinds = {"place"}, most = 500},
  }, true),
  page("alphabet", "az/index.html", "alphabet", label("音序索引", "音序索引", "A–Z"), {
    letters = {letters = true},
  }, true),
  page("data", "data/index.html", "data", label("数据下载", "數據下載", "Data"), {
    years = {years = true},
    datasets = {kinds = {"dataset"}, most = 200},
    topics = {axis = "topics", most = 200},
    kinds = {axis = "kinds"},
  }, false, "web"),
  page("statistics", "statistics/index.html", "statistics", label("统计图表", "統計圖表", "Statistics"), {
    months = {months = "years"},
    years = {counts = "years"},
    kinds = {counts = "kinds"},
    organs = {counts = "organs"},
    themes = {counts = "themes"},
    delays = {counts = "delays"},
    interpretation = {counts = "interpretation"},
    response_times = {counts = "response-times"},
    validity = {counts = "validity"},
    quarters = {counts = "organ-quarters"},
    all_organs = {axis = "organs"},
  }),
  page("site-map", "site-map.html", "site-map", label("站点地图", "站點地圖", "Site map"), {
    axes = {axes = true},
    pages = {pages = true},
    topics = {axis = "topics", most = 200},
    organs = {axis = "organs", most = 200},
    years = {axis = "years"},
    kinds = {axis = "kinds"},
  }),

  page("wall", "wall.html", "kiosk-wall", label("大屏", "大屏", "Wall screen"), {
    newest = {most = 12},
    consultations = {kinds = {"consultation"}, most = 6},
    topics = {axis = "topics", news = true, most = 6},
  }, false, "kiosk"),
  page("print", "print/index.html", "kiosk-pack",
    label("打印资料（工作人员）", "列印資料（工作人員）", "To be printed (staff)"), {
      reading = {kinds = {"guide"}, where = {guide_type = "reading"}, copies = true, most = 20},
      disclosure = {kinds = {"guide"}, where = {guide_type = "disclosure"}, copies = true, most = 20},
      request = {kinds = {"guide"}, where = {guide_type = "request"}, copies = true, most = 20},
      rules = {kinds = {"rule"}, copies = true, most = 50},
    }, false, "kiosk"),
  page("print-sign", "print/sign.html", "kiosk-sign", label("查阅点标牌", "查閱點標牌", "Sign"), {
    places = {kinds = {"place"}, most = 100},
  }, false, "kiosk"),
  page("print-request", "print/request.html", "kiosk-request",
    label("依申请公开流程图", "依申請公開流程圖", "Requests, step by step"), {}, false, "kiosk"),
  page("print-month", "print/month.html", "kiosk-month",
    label("最新一个月的文件目录", "最新一個月的文件目錄", "Documents of the newest month"), {
      documents = {month = 1, most = 400},
    }, false, "kiosk"),
  page("print-month-before", "print/month-before.html", "kiosk-month",
    label("前一个月的文件目录", "前一個月的文件目錄", "Documents of the month before"), {
      documents = {month = 2, most = 400},
    }, false, "kiosk"),
  page("print-month-large", "print/month-large.html", "kiosk-month",
    label("最新一个月的文件目录（大字版）", "最新一個月的文件目錄（大字版）", "Documents of the newest month, large print"), {
      documents = {month = 1, most = 400},
    }, false, "kiosk"),
  page("print-labels", "print/labels.html", "kiosk-labels", label("资料架标签", "資料架標籤", "Rack labels"), {
    kinds = {axis = "kinds"},
    topics = {axis = "topics", most = 100},
  }, false, "kiosk"),
}
