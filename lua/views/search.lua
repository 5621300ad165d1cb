-- The search page: the form, which its script shows, and the ways to find a document without one.
local pages = use "page"
local linked = use "linked"

-- What stands between hits is put together by the script; its words are handed over in one attribute.
local function words()
  local strings = site.strings
  local validity = {withdrawn = strings.withdrawn_mark}
  for _, state in ipairs {"amended", "partly_repealed", "repealed", "expired"} do
    validity[state] = strings["validity_" .. state]
  end
  return json {
    colon = strings.colon, found = strings.search_found, found_about = strings.search_found_about,
    document = strings.search_document, documents = strings.search_documents, none = strings.search_none,
    busy = strings.search_busy, failed = strings.search_failed, all = strings.see_all, remove = strings.search_remove,
    sample = strings.sample, kinds = site.kinds, validity = validity,
    undated = {"topic", "organ", "place"}, -- they describe something of the site: nothing was published on a day
  }
end

-- The letters as the A–Z index calls them.
local function letters(folded)
  local list = folded and unfold(folded) or {}
  return #list > 0 and {items = map(list, function(item)
    return {word = item.letter == "0" and site.strings.letter_other or item.letter, url = item.url}
  end)}
end

-- A list of lists under the name of its axis, and where all of them stand when these are some.
local function section(axes, name, folded)
  local list = folded and unfold(folded) or {}
  local axis = axes[name]
  return #list > 0 and axis and {heading = axis.label, items = folded, all = #list >= 60 and axis.url}
end

return function(input)
  local page = pages.make(input, {
    group = "column", title = input.self.label, linked = linked.list(input), search = true,
  })
  local chosen = input.selections
  local axes = {}
  for _, axis in ipairs(chosen.axes and unfold(chosen.axes) or {}) do
    axes[axis.name] = axis
  end
  local sections = {}
  for _, name in ipairs {"numbers", "years", "kinds", "topics", "organs"} do
    sections[#sections + 1] = section(axes, name, chosen[name]) or nil
  end
  page.search = {
    words = words(),
    letters = letters(chosen.letters),
    sections = sections,
    axes = chosen.axes and #unfold(chosen.axes) > 0 and {items = chosen.axes},
    filters = map({"kinds", "topics", "organs", "years", "validity"}, function(name)
      local axis = axes[name]
      return (axis or name == "validity") and {axis = name, label = axis and axis.label or site.strings[name]} or nil
    end),
  }
  return page
end
