-- The lists of one axis: all topics, all organs, all years.
local pages = use "page"
local linked = use "linked"

return function(input)
  local axis = unfold(input.axes)[1]
  local page = pages.make(input, {group = "column", title = axis.label, linked = linked.list(input)})
  page.groups = input.groups
  return page
end
