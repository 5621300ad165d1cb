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
  local address = use "machine".address(input.page.url)
  local page = pages.make(input, {group = "item", title = title, crumbs = crumbs, url = address})
  page.head.canonical, page.head.dataset = address, {sorted = false}
  -- What the record lacks is told once, with the page of the dataset itself.
  page.missing = {}
  page.rows = {
    heading = document.title, number = number, url = document.url, sample = document.sample, grid = grid,
  }
  return page
end
