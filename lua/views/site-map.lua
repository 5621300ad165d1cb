-- Every way into the site, on one page. The sheets of the print pack stand on a page of their own, and from the
-- screen on the wall there is no way back.
local pages = use "page"
local linked = use "linked"

local function ways(folded)
  local all = folded and unfold(folded) or {}
  local found = filter(all, function(way) return way.name ~= "wall" and not way.name:starts("print-") end)
  return #found < #all and found or folded
end

return function(input)
  local page = pages.make(input, {group = "column", title = input.self.label, linked = linked.list(input)})
  local chosen = input.selections
  local sections = {}
  local function add(heading, list)
    if list and #unfold(list) > 0 then
      sections[#sections + 1] = {heading = heading, items = list}
    end
  end
  add(site.strings.fixed_pages, ways(chosen.pages))
  add(site.strings.browse, chosen.axes)
  add(site.strings.topics, chosen.topics)
  add(site.strings.kinds, chosen.kinds)
  add(site.strings.organs, chosen.organs)
  add(site.strings.years, chosen.years)
  page.map = {sections = sections}
  return page
end
