-- How a document was passed on: from the first, level by level, with the days between.
local pages = use "page"

return function(input)
  local nodes = input.chain
  local first = nodes[1] and nodes[1].entry and unfold(nodes[1].entry)
  local title = site.strings.chain .. site.strings.colon .. (first and first.title or "")
  local figure = use "counts".chain(nodes, "flow")
  local page = pages.make(input, {group = "column", title = title, charts = figure and true})
  page.counted = use "counts".gather(figure)
  page.tree = {heading = site.strings.chain, first = first and first.title, nodes = pages.mark_nodes(nodes)}
  return page
end
