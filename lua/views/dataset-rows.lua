-- A further page of the rows of a dataset.
local pages = use "page"

return function(input)
  local document, item = input.document, unfold(input.tables)[1]
  local dataset = use "dataset"
  local grid = dataset.grid(input, item)
  local number = input.page.number
  for _, other in ipairs(unfold(item.pages or {})) do
    number = number or (other.url == input.page.url and other.number)
  end
  local title = document.title .. " " .. site.strings.page .. " " .. number
  local crumbs = {{label = document.title, url = document.url}}
  local page = pages.make(input, {group = "column", title = title, crumbs = crumbs})
  page.head.canonical = site.address and site.address .. input.page.url
  page.head.dataset = true
  page.rows = {
    heading = document.title, number = number, url = document.url, sample = document.sample, grid = grid,
  }
  return page
end
