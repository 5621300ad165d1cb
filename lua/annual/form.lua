-- The fixed tables of the annual report on disclosure, 国办公开办函〔2021〕30号, as tables of data: the key of each row and
-- column, in the order of the form, and what it is called.
--
-- Each table is a file of its own. Its column `row` has the keys of rows, the columns of numbers bear the keys of
-- columns or their Chinese names; other columns are for people. Which table a file is, its row keys tell.
--
--   takes   the columns that a row of table 2 fills; the others have no meaning there
local function row(key, hans, hant, en, takes)
  return {key = key, label = label(hans, hant, en), takes = takes}
end

local function column(key, hans, hant, en, alias)
  return {key = key, label = label(hans, hant, en), names = {key, hans, hant, alias}}
end

local TEXTS = {"made", "abolished", "in_force"}

local ROUTE_COLUMNS = {
  column("upheld", "结果维持", "結果維持", "Upheld"),
  column("corrected", "结果纠正", "結果糾正", "Corrected"),
  column("other_result", "其他结果", "其他結果", "Other result"),
  column("pending", "尚未审结", "尚未審結", "Pending"),
  column("total", "总计", "總計", "Total", "合计"),
}

return {
  {
    name = "table2",
    label = label("表二（主动公开）", "表二（主動公開）", "Table 2 (own initiative)"),
    rows = {
      row("rules", "规章", "規章", "Rules", TEXTS),
      row("normative", "行政规范性文件", "行政規範性文件", "Normative documents", TEXTS),
      row("licences", "行政许可", "行政許可", "Licences", {"decisions"}),
      row("penalties", "行政处罚", "行政處罰", "Penalties", {"decisions"}),
      row("coercion", "行政强制", "行政強制", "Coercive measures", {"decisions"}),
      row("fees", "行政事业性收费", "行政事業性收費", "Fees", {"fees"}),
    },
    columns = {
      column("made", "本年制发件数", "本年製發件數", "Made this year"),
      column("abolished", "本年废止件数", "本年廢止件數", "Abolished this year"),
      column("in_force", "现行有效件数", "現行有效件數", "In force"),
      column("decisions", "本年处理决定数量", "本年處理決定數量", "Decisions this year"),
      column("fees", "本年收费金额", "本年收費金額", "Fees this year"),
    },
  },
  {
    name = "table3",
    label = label("表三（依申请公开）", "表三（依申請公開）", "Table 3 (requests)"),
    rows = {
      row("received", "一、本年新收", "一、本年新收", "I. Received"),
      row("carried_over", "二、上年结转", "二、上年結轉", "II. Carried over"),
      row("disclosed", "（一）予以公开", "（一）予以公開", "(1) Disclosed"),
      row("partly_disclosed", "（二）部分公开", "（二）部分公開", "(2) Partly disclosed"),
      row("r1", "属于国家秘密", "屬於國家秘密", "State secrets"),
      row("r2", "其他法律行政法规禁止公开", "其他法律行政法規禁止公開", "Forbidden by other law"),
      row("r3", "危及“三安全一稳定”", "危及「三安全一穩定」", "Danger to security or stability"),
      row("r4", "保护第三方合法权益", "保護第三方合法權益", "Rights of third parties"),
      row("r5", "属于三类内部事务信息", "屬於三類內部事務信息", "Internal affairs"),
      row("r6", "属于四类过程性信息", "屬於四類過程性信息", "Deliberations"),
      row("r7", "属于行政执法案卷", "屬於行政執法案卷", "Enforcement files"),
      row("r8", "属于行政查询事项", "屬於行政查詢事項", "Matters of public registers"),
      row("u1", "本机关不掌握相关政府信息", "本機關不掌握相關政府信息", "Not held"),
      row("u2", "没有现成信息需要另行制作", "沒有現成信息需要另行製作", "Would have to be made"),
      row("u3", "补正后申请内容仍不明确", "補正後申請內容仍不明確", "Still unclear"),
      row("n1", "信访举报投诉类申请", "信訪舉報投訴類申請", "Complaints"),
      row("n2", "重复申请", "重複申請", "Repeated"),
      row("n3", "要求提供公开出版物", "要求提供公開出版物", "Publications asked for"),
      row("n4", "无正当理由大量反复申请", "無正當理由大量反覆申請", "Many without reason"),
      row("n5", "要求行政机关确认或重新出具已获取信息", "要求行政機關確認或重新出具已獲取信息", "Confirmation asked for"),
      row("o1", "申请人无正当理由逾期不补正", "申請人無正當理由逾期不補正", "Not corrected in time"),
      row("o2", "申请人逾期未按收费通知要求缴纳费用", "申請人逾期未按收費通知要求繳納費用", "Fee not paid in time"),
      row("o3", "其他", "其他", "Other"),
      row("handled_total", "三（七）总计", "三（七）總計", "III (7). Total"),
      row("carried_forward", "四、结转下年度继续办理", "四、結轉下年度繼續辦理", "IV. Carried forward"),
    },
    columns = {
      column("natural_person", "自然人", "自然人", "Natural persons"),
      column("business", "商业企业", "商業企業", "Businesses"),
      column("research", "科研机构", "科研機構", "Research bodies"),
      column("welfare", "社会公益组织", "社會公益組織", "Public welfare bodies"),
      column("legal_service", "法律服务机构", "法律服務機構", "Legal services"),
      column("other", "其他", "其他", "Others"),
      column("total", "总计", "總計", "Total", "合计"),
    },
    -- The outcomes as the form groups them: what (七) adds up.
    outcomes = {
      {label = label("予以公开", "予以公開", "Disclosed"), rows = {"disclosed"}},
      {label = label("部分公开", "部分公開", "Partly disclosed"), rows = {"partly_disclosed"}},
      {label = label("不予公开", "不予公開", "Refused"), rows = {"r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8"}},
      {label = label("无法提供", "無法提供", "Cannot be given"), rows = {"u1", "u2", "u3"}},
      {label = label("不予处理", "不予處理", "Not processed"), rows = {"n1", "n2", "n3", "n4", "n5"}},
      {label = label("其他处理", "其他處理", "Otherwise"), rows = {"o1", "o2", "o3"}},
    },
  },
  {
    name = "table4",
    label = label("表四（复议、诉讼）", "表四（複議、訴訟）", "Table 4 (review and litigation)"),
    rows = {
      row("review", "行政复议", "行政複議", "Administrative review"),
      row("direct_suit", "未经复议直接起诉", "未經複議直接起訴", "Lawsuit without review"),
      row("suit_after_review", "复议后起诉", "複議後起訴", "Lawsuit after review"),
    },
    columns = ROUTE_COLUMNS,
  },
}
