-- The catalog of one year as data: its parts, data/YEAR/N.csv and .json, newest first.
local pages = use "page"
local linked = use "linked"

return function(input)
  local title = site.strings.catalog_parts .. site.strings.colon .. (input.page.year or site.strings.undated)
  local data = pages.fixed(input, "data")
  local page = pages.make(input, {
    group = "column",
    title = title,
    crumbs = data and {data},
    linked = merge(linked.list(input), {name = title}),
  })
  page.data = {parts = input.parts}
  return page
end
