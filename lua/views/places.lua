-- Where disclosed information can be read: address, hours, telephone of each place.
local pages = use "page"
local linked = use "linked"

return function(input)
  local page = pages.make(input, {group = "column", title = input.self.label, linked = linked.list(input)})
  page.places = {entries = pages.mark_entries(input.selections.places)}
  return page
end
