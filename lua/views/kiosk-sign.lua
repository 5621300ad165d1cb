-- The sign of a reading place, one sheet for each place; where the site describes none, one that bears what
-- the settings say.
local pack = use "pack"

local function settled()
  local contact = site.contact or {}
  return {{
    title = site.kiosk and site.kiosk.name or site.name,
    fields = {address = contact.address, hours = contact.hours, telephone = contact.telephone},
    sample = site.sample and true or false,
  }}
end

return function(input)
  local page = pack.make(input, input.self.label)
  local places = pack.places(input.selections.places)
  page.pack = {places = map(#places > 0 and places or settled(), function(place)
    return {
      place_name = place.title, sample = place.sample,
      where_it_is = place.fields.address or false, hours = place.fields.hours or false,
      telephone = place.fields.telephone or false,
    }
  end)}
  return page
end
