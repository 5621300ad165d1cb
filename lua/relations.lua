-- How documents refer to each other. A relation is written at one end, as a field of type document,
-- and shown at both.
--
--   effect     what it does to the validity of the other document: "amends" or "repeals"
--   acyclic    a circle of it is a contradiction
--   later      the document that says it cannot be older than the one it names
--   passes_on  the document that says it hands the other down: State Council, province, city. Such
--              documents make a chain, which has a page of its own.
--
-- `interprets` is not `later`: a document and its interpretation are put out together, and either
-- page may bear the earlier time. `responds_to` and `cites` may run in circles: people answer each
-- other, and notices name each other.
return {
  {
    name = "interprets",
    inverse = "interpreted_by",
    label = label("解读文件", "解讀文件", "Interprets"),
    inverse_label = label("解读材料", "解讀材料", "Interpretations"),
    acyclic = true,
  },
  {
    name = "forwards",
    inverse = "forwarded_by",
    label = label("转发文件", "轉發文件", "Forwards"),
    inverse_label = label("转发情况", "轉發情況", "Forwarded by"),
    acyclic = true,
    later = true,
    passes_on = true,
  },
  {
    name = "implements",
    inverse = "implemented_by",
    label = label("落实文件", "落實文件", "Implements"),
    inverse_label = label("贯彻落实情况", "貫徹落實情況", "Implemented by"),
    acyclic = true,
    later = true,
    passes_on = true,
  },
  {
    name = "amends",
    inverse = "amended_by",
    label = label("修改文件", "修改文件", "Amends"),
    inverse_label = label("修改情况", "修改情況", "Amended by"),
    effect = "amends",
    acyclic = true,
    later = true,
  },
  {
    name = "repeals",
    inverse = "repealed_by",
    label = label("废止文件", "廢止文件", "Repeals"),
    inverse_label = label("废止情况", "廢止情況", "Repealed by"),
    effect = "repeals",
    acyclic = true,
    later = true,
  },
  {
    name = "replaces",
    inverse = "replaced_by",
    label = label("替代文件", "替代文件", "Replaces"),
    inverse_label = label("被替代情况", "被替代情況", "Replaced by"),
    effect = "repeals",
    acyclic = true,
    later = true,
  },
  {
    name = "corrects",
    inverse = "corrected_by",
    label = label("更正文件", "更正文件", "Corrects"),
    inverse_label = label("更正情况", "更正情況", "Corrected by"),
    acyclic = true,
    later = true,
  },
  {
    name = "responds_to",
    inverse = "answered_by",
    label = label("回应事项", "回應事項", "Responds to"),
    inverse_label = label("回应情况", "回應情況", "Responses"),
  },
  {
    name = "part_of",
    inverse = "has_part",
    label = label("所属文件", "所屬文件", "Part of"),
    inverse_label = label("组成部分", "組成部分", "Parts"),
    acyclic = true,
  },
  {
    name = "contains",
    inverse = "contained_in",
    label = label("收录文件", "收錄文件", "Contains"),
    inverse_label = label("刊载公报", "刊載公報", "Printed in"),
    acyclic = true,
  },
  {
    name = "cites",
    inverse = "cited_by",
    label = label("引用文件", "引用文件", "Cites"),
    inverse_label = label("被引用情况", "被引用情況", "Cited by"),
  },
  {
    -- A consultation comes before what was decided after it.
    name = "results_in",
    inverse = "resulted_from",
    label = label("结果文件", "結果文件", "Outcome"),
    inverse_label = label("征求意见情况", "徵求意見情況", "Consultation"),
    acyclic = true,
  },
}
