-- The A–Z index: the bar of letters, and on a letter's page its entries or the syllables it is split
-- into.
local pages = use "page"
local linked = use "linked"

local function own_label()
  return pages.fixed("alphabet") or {label = site.strings.letters, url = "az/index.html"}
end

return function(input)
  local index = own_label()
  local title, crumbs = index.label, {}
  if input.prefix or input.letter then
    title = index.label .. site.strings.colon .. (input.prefix or input.letter)
    crumbs[1] = index
  end
  local page = pages.make(input, {
    group = "column", title = title, crumbs = crumbs, linked = linked.list(input),
  })
  local chosen = input.selections or {}
  local entries = input.entries and unfold(input.entries) or {}
  page.alphabet = {
    heading = title,
    letters = input.letters or chosen.letters,
    branches = input.branches and #unfold(input.branches) > 0 and {items = input.branches},
    has_entries = #entries > 0,
  }
  page.entries = #entries > 0 and pages.mark_entries(input.entries)
  return page
end
