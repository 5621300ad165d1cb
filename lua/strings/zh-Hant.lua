-- The words of pages, in traditional Chinese. Names fixed by law keep their wording; words of the
-- trade are those of readers in Hong Kong and Taiwan.
--
-- A word that names a value stands before it, as in "頁碼 3": no text holds a gap to be filled, so
-- that themes can show them as they are. The files of all languages have the same keys. Nothing
-- recorded is 未收錄, never 0; a review is recorded, never "checked safe".
return {
  -- Getting around
  site_name = "政府資訊查閱",
  home = "首頁",
  skip = "跳到正文",
  menu = "導覽",
  browse = "分類瀏覽",
  back = "返回",
  top = "回到頂部",
  search = "搜尋",
  search_hint = "輸入標題、文號或關鍵詞",
  search_none = "沒有找到相符的內容",
  topics = "專題",
  themes = "主題分類",
  documents = "文件",
  organs = "機關",
  years = "年份",
  kinds = "內容類型",
  places = "查閱點",
  disclosure_guide = "政府信息公開指南",
  disclosure_directory = "政府信息公開目錄",
  language = "語言",

  -- Lists
  newest = "最新發布",
  newer = "較新的內容",
  older = "較早的內容",
  previous = "上一頁",
  next = "下一頁",
  first = "第一頁",
  last = "最後一頁",
  pages = "分頁",
  page = "頁碼",
  of = "總頁數",
  total = "收錄件數",
  all = "全部",
  more = "更多",
  none = "未收錄",

  -- A document
  header = "文件資訊",
  outline = "目錄",
  attachments = "附件",
  download = "下載",
  file_format = "格式",
  file_size = "大小",
  interpretations = "解讀",
  related = "相關文件",
  not_collected = "未收錄",
  not_recorded = "未收錄",
  sample = "示例數據",
  sample_notice = "示例數據：本頁內容為示範而虛構，不是真實的政府信息。",
  by_history = "最早提交日期",
  cite = "引用本文",
  cite_clause = "引用本條",
  copy = "複製",
  copied = "已複製",
  corrections = "更正記錄",
  review_recorded = "已登記審核",
  review_not_recorded = "審核記錄未收錄",
  external_link = "站外連結",

  -- Validity: the document that changed this one follows, or a date
  validity = "有效性",
  validity_in_force = "有效",
  validity_amended = "已修改",
  validity_partly_repealed = "部分失效",
  validity_repealed = "已廢止",
  validity_expired = "已失效",
  validity_unknown = "有效性未收錄",
  validity_not_yet = "尚未施行",
  validity_by = "依據文件",
  validity_basis = "有效性依據",
  valid_from = "施行日期",
  valid_until = "有效期至",
  expired_on = "失效日期",

  -- Consultations; which one holds is found by the reader's clock
  consultation_upcoming = "尚未開始徵求意見",
  consultation_open = "正在徵求意見",
  consultation_closed = "徵求意見已結束",
  consultation_outcome_missing = "徵求意見結果未收錄",

  -- Where it comes from
  reference_copy = "本頁為參考副本，以發文機關正式公布的文本為準。",
  gazette_prevails = "與政府公報刊登的文本不一致的，以政府公報為準。",
  source_file = "原始檔案",
  source_commit = "提交編號",
  changed_on = "最近修改",
  history = "修改歷史",
  organ = "主辦單位",
  contact = "聯絡方式",
  site_id_code = "網站標識碼",
  as_of = "數據截至",
  stale = "數據可能已經過時",

  -- Charts
  chart_table = "數據表",
  chart_source = "數據來源",

  -- Reading and printing
  print = "列印",
  print_large = "大字列印",
  text_larger = "放大文字",
  text_smaller = "縮小文字",
  contrast = "高對比度",
  read_aloud = "朗讀",
  stop_reading = "停止朗讀",
  scan_code = "掃碼在手機上閱讀",
  idle_warning = "即將返回首頁並清除本次瀏覽記錄",
  idle_stay = "繼續瀏覽",
}
