-- What the keys are called that C derives for axes to be counted (lua/axes.lua), in their order: a part of
-- lua/vocabularies.lua. The keys are C's and stand in addresses; every one needs a name.
local function term(key, hans, hant, en)
  return {key = key, label = label(hans, hant, en)}
end

return {
  delay = {source = "《条例》第二十六条", terms = {
    term("d5", "5日以内", "5日以內", "Up to 5"),
    term("d10", "6—10日", "6—10日", "6–10"),
    term("d15", "11—15日", "11—15日", "11–15"),
    term("d20", "16—20日", "16—20日", "16–20"),
    term("over", "超过20日", "超過20日", "Over 20"),
    term("unordered", "发布早于成文", "發布早於成文", "Published before it was written"),
    term("uncomputable", "缺工作日历", "缺工作日曆", "No calendar for the year"),
    term("unrecorded", "日期未收录", "日期未收錄", "Dates not recorded"),
  }},

  interpretation_lag = {source = "国办发〔2016〕80号", terms = {
    term("within", "3个工作日以内", "3個工作日以內", "Within 3 working days"),
    term("later", "超过3个工作日", "超過3個工作日", "Later"),
    term("uncomputable", "缺工作日历", "缺工作日曆", "No calendar for the year"),
    term("undated", "日期未收录", "日期未收錄", "Dates not recorded"),
    term("none", "解读未收录", "解讀未收錄", "None recorded"),
  }},

  response_time = {source = "国办发〔2016〕61号三；国办发〔2016〕80号", terms = {
    term("h5", "5小时以内", "5小時以內", "Within 5 hours"),
    term("h24", "5至24小时", "5至24小時", "5 to 24 hours"),
    term("h48", "24至48小时", "24至48小時", "24 to 48 hours"),
    term("over", "超过48小时", "超過48小時", "Over 48 hours"),
    term("unordered", "发声早于发现", "發聲早於發現", "First word before notice"),
    term("unrecorded", "时间未收录", "時間未收錄", "Times not recorded"),
  }},

  validity_state = {terms = {
    term("not_yet", "尚未施行", "尚未施行", "Not yet in force"),
    term("in_force", "有效", "有效", "In force"),
    term("amended", "已修改", "已修改", "Amended"),
    term("partly_repealed", "部分失效", "部分失效", "Partly repealed"),
    term("repealed", "已废止", "已廢止", "Repealed"),
    term("expired", "已失效", "已失效", "Expired"),
    term("unknown", "有效性未收录", "有效性未收錄", "Not recorded"),
  }},
}
