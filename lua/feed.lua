-- What a feed holds, whatever its format: one list's newest entries, or a full part of a past year.
--
-- Parts are archives in the sense of RFC 5005: a part that is full stays as it is, so it leads to the one
-- before it and to the front, and never to the one after.

-- When the newest of them changed. Files that are in no commit yet have no such time: then when they
-- were put out; and a feed must say something.
local function newest(entries)
  local found
  for _, entry in ipairs(entries) do
    if not found or entry.updated > found then
      found = entry.updated
    end
  end
  return found or use "machine".moment("1970-01-01")
end

local function show_entry(input, entry)
  local machine = use "machine"
  return {
    id = machine.name("doc/" .. entry.id),
    title = machine.title(entry),
    url = machine.link(input, entry.url),
    published = machine.moment(entry.published),
    updated = machine.moment(entry.changed or entry.published or entry.date or "1970-01-01"),
    organ = machine.line(entry.organ),
    kind = entry.kind,
    kind_label = entry.kind_label,
    withdrawn = entry.withdrawn and machine.withdrawn(),
    summary = not entry.withdrawn and entry.summary or nil,
  }
end

-- `format` is the key of a list's feed among its addresses: "atom" or "feed_json".
return function(input, format)
  local machine = use "machine"
  local list = unfold(input.groups)[1]
  local page = input.page
  local archive = page.number ~= nil
  local entries = map(unfold(input.entries), function(entry) return show_entry(input, entry) end)
  local label = list.label
  if archive then
    label = label .. " " .. (page.year and page.year .. "-" or "") .. page.number
  end
  return {
    id = machine.name((list.url:replace("/index.html", ""))),
    title = machine.line(label .. " · " .. site.name),
    author = site.organ or site.name,
    language = site.language,
    updated = newest(entries),
    own = machine.link(input, page.url),
    home = machine.link(input, list.url),
    archive = archive,
    current = archive and list[format] and machine.link(input, list[format]),
    older = page.older and machine.link(input, page.older),
    entries = entries,
  }
end
