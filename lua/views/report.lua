-- The page of a report: that of a document, and for an annual report on disclosure the charts of its fixed tables,
-- which are held against each other.
return function(input)
  local page = use "views/document"(input)
  if not input.tables or use "machine".term(input.document, "report_type", "report_type") ~= "annual" then
    return page
  end
  local annual = use "annual"
  local problems = map(unfold(page.problems or {}), function(problem) return problem end)
  local sheets = annual.read(map(unfold(input.tables), unfold))
  annual.check(sheets, problems)
  local figures = use "annual/charts".figures(sheets)
  page.problems = problems
  page.doc.figures = #figures > 0 and {items = figures}
  page.head.charts = page.head.charts or #figures > 0
  return page
end
