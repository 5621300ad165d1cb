-- The A–Z index: the bar of letters, and on a letter's page its entries and the pages that go
-- further into it.
local pages = use "page"
local linked = use "linked"

-- What begins with no letter stands under "0".
local function letters_of(folded)
  return map(unfold(folded), function(item)
    return {word = item.letter == "0" and site.strings.letter_other or item.letter, url = item.url, here = item.here}
  end)
end

-- What describes something of the site itself was not published on a day.
local DESCRIPTION = {topic = true, organ = true, place = true}

local function undated(entries)
  return map(entries, function(entry)
    return DESCRIPTION[entry.kind] and merge(entry, {date = false}) or entry
  end)
end

return function(input)
  local index = pages.fixed(input, "alphabet")
  local title, crumbs = index and index.label or site.strings.letters, {}
  local letter = input.letter == "0" and site.strings.letter_other or input.letter
  if letter then
    title = title .. site.strings.colon .. (input.prefix or letter)
    crumbs[1] = index
  end
  local page = pages.make(input, {
    group = "column", title = title, crumbs = crumbs, linked = linked.list(input),
  })
  local chosen = input.selections or {}
  local entries = input.entries and unfold(input.entries) or {}
  page.alphabet = {
    heading = title,
    letters = letters_of(chosen.letters or input.letters),
    front = not letter,
    branches = input.branches and #unfold(input.branches) > 0 and {items = input.branches},
    has_entries = #entries > 0,
    empty = letter and #entries == 0 and not (input.branches and #unfold(input.branches) > 0),
  }
  page.entries = #entries > 0 and undated(unfold(pages.mark_entries(input.entries)))
  return page
end
