-- The documents behind a number of a figure: what is counted, and each of them in a line.
local pages = use "page"

return function(input)
  local list = unfold(input.groups)[1]
  local statistics = pages.fixed(input, "statistics")
  local whole = list.within and list.within.url and list.within
  local title = (list.within and list.within.label .. site.strings.colon or "") .. list.axis_label ..
    site.strings.colon .. list.label
  local page = pages.make(input, {group = "column", title = title, crumbs = {whole or statistics}})
  page.counted = {
    heading = title,
    number_of_page = input.page.number,
    count = list.count,
    entries = input.entries,
    older = input.page.older,
    newer = input.page.newer,
    is_cut = (input.page.older or input.page.newer) and true or false,
  }
  return page
end
