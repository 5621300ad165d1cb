-- What can be taken away: datasets, the catalog by year, and the feeds.
local pages = use "page"
local linked = use "linked"

return function(input)
  local page = pages.make(input, {group = "column", title = input.self.label, linked = linked.list(input)})
  local chosen = input.selections
  local feeds = {}
  for _, name in ipairs {"kinds", "topics"} do
    for _, list in ipairs(chosen[name] and unfold(chosen[name]) or {}) do
      if list.atom then
        feeds[#feeds + 1] = list
      end
    end
  end
  local datasets = chosen.datasets and unfold(chosen.datasets) or {}
  page.data = {
    datasets = #datasets > 0 and {entries = pages.mark_entries(chosen.datasets)},
    years = chosen.years,
    feeds = #feeds > 0 and {lists = feeds},
  }
  return page
end
