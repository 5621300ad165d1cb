-- The start of the kiosk, and what it shows while nobody is there: what this place is, what is new, how to begin, and
-- the ways in as large fields.
local pages = use "page"

-- The fixed pages that have a field of their own, in this order.
local WAYS = {"search", "guide", "request", "disclosed", "reports", "places", "alphabet", "statistics", "site-map"}

-- And the lists.
local AXES = {"topics", "organs", "kinds", "years", "themes"}

local function ways(input)
  local found, axes = {}, {}
  for _, axis in ipairs(input.selections.axes and unfold(input.selections.axes) or {}) do
    axes[axis.name] = axis
  end
  local function add(name, way)
    if way then
      found[#found + 1] = {name = name, label = way.label, url = way.url}
    end
  end
  add("search", pages.fixed(input, "search"))
  for _, name in ipairs(AXES) do
    add(name, axes[name])
  end
  for _, name in ipairs(WAYS) do
    if name ~= "search" then
      add(name, pages.fixed(input, name))
    end
  end
  return found
end

return function(input)
  local chosen = input.selections
  local page = pages.make(input, {group = "home"})
  local newest = chosen.newest and unfold(chosen.newest) or {}
  local topics = chosen.topics and unfold(chosen.topics) or {}
  page.start = {
    place = page.kiosk.place,
    ways = {items = ways(input)},
    newest = #newest > 0 and {entries = pages.mark_entries(chosen.newest)},
    topics = #topics > 0 and {items = topics},
    steps = {items = {
      {number = "1", text = site.strings.kiosk_step_find},
      {number = "2", text = site.strings.kiosk_step_read},
      {number = "3", text = site.address and site.strings.kiosk_step_take or site.strings.kiosk_step_print},
    }},
    copied = input.copied and input.copied.date,
    contacts = use "kiosk".contacts(),
    staff = pages.fixed(input, "print") or false,
    desk = site.kiosk.desk or site.strings.kiosk_help,
  }
  return page
end
