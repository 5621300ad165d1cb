-- How a request for information goes, as a figure for the wall.
local pack = use "pack"

return function(input)
  local page = pack.make(input, input.self.label)
  page.pack = merge(pack.request(), {desk = site.kiosk and site.kiosk.desk or false})
  return page
end
