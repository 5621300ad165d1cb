-- What the pages of the kiosk have, and what they have otherwise: nothing leads out of it. An outside address
-- stands there to be read and scanned, and so does a file, for there is nobody to save it for.
--
-- What a document leads to is gathered in one numbered list after its text: first what the text names, which C
-- has numbered (gen/pages/body_outside.h), then what its fields name.

-- What any camera reads as a code, and not so much that it gets too fine for one.
local CODE_MOST = 1000

-- A page with more codes than this would be no page any more; the addresses beyond stand as text.
local CODES_MOST = 200

local function scannable(text)
  if #text == 0 or #text > CODE_MOST then
    return false
  end
  for place = 1, #text do
    local byte = text:byte(place)
    if byte < 33 or byte > 126 then
      return false
    end
  end
  return true
end

--- The code of an address, or false.
local function code(address)
  return address and scannable(address) and qr(address, site.strings.kiosk_code) or false
end

-- Where to ask for what has no address.
local function desk()
  return site.kiosk.desk or site.strings.kiosk_desk
end

--- A file: its name, type and size, and its code, or where to ask for it; `absent`: the site has no such file.
local function file(url, name, type, size)
  local found = url and code(site.address and site.address .. url)
  local notes = {type or nil}
  notes[#notes + 1] = size and use "measure".size(size)
  return {
    key = url or false, words = name, note = #notes > 0 and table.concat(notes, " "), code = found or false,
    ask = url and not found and desk(), absent = not url,
  }
end

--- An address as it is read, and its code.
local function address(text)
  local words = text
  for _, scheme in ipairs {"mailto:", "tel:"} do
    if text:starts(scheme) then
      words = text:sub(#scheme + 1)
    end
  end
  return {key = text, words = words, note = false, code = code(text), ask = false, absent = false}
end

--- The list of what a document leads to, beginning with what its text names.
local function gather(named)
  local list = {}
  for place, item in ipairs(named or {}) do
    list[place] = item.file and file(item.file, item.text, item.type, item.size) or address(item.address)
  end
  return list
end

-- The number of an item, new or there already.
local function number_of(list, item)
  for place, other in ipairs(list) do
    if other.key == item.key then
      return place
    end
  end
  list[#list + 1] = item
  return #list
end

local items_of

-- One value of a field: what cannot be opened here bears the number of its place in the list.
local function item_of(item, list)
  if item.parts then
    return merge(item, {outside_mark = false, parts = map(unfold(item.parts), function(part)
      return merge(part, {items = items_of(part.items, list)})
    end)})
  end
  local copy, mark = {}, false
  if item.address and not item.url then
    mark = number_of(list, address(item.address))
  elseif item.url and item.size then
    mark = number_of(list, file(item.url, item.text, item.type, item.size))
  end
  for key, value in pairs(item) do
    if not mark or (key ~= "url" and key ~= "address") then
      copy[key] = value
    end
  end
  copy.outside_mark = mark and tostring(mark)
  return copy
end

function items_of(folded, list)
  return map(unfold(folded), function(item) return item_of(item, list) end)
end

--- Fields as they are shown in the kiosk.
local function fields(found, list)
  return map(found, function(field)
    return field.items and merge(field, {items = items_of(field.items, list)}) or field
  end)
end

--- The list as the template shows it, or false.
local function shown(list)
  return #list > 0 and {items = map(list, function(item, place)
    return merge(item, {mark = tostring(place), code = place <= CODES_MOST and item.code})
  end)}
end

--- What is printed below a document: what it is, where it comes from, who gave it. Number and time are put in by the
--- script as it is printed, and kept nowhere. A code only where there is a public address for it to lead to.
local function slip(document)
  return {
    name = document.title, given_number = document.number or false, id = document.id,
    commit = document.source.commit and document.source.commit:sub(1, 12) or false,
    address = document.address or false, code = code(document.address) or false,
    place = site.kiosk.name or site.name, desk = site.kiosk.desk or false,
  }
end

--- What the frame of each page has.
local function frame(input, fixed)
  local search = fixed(input, "search")
  return {
    search = search or false,
    large = site.kiosk.text_size ~= "largest",
    largest = site.kiosk.text_size == "largest",
    place = site.kiosk.name or site.name,
  }
end

--- The addresses that a site gives of itself: { label, words, code } each.
local function contacts()
  local found = {}
  local function add(label, text, scheme)
    if text then
      found[#found + 1] = merge(address((scheme or "") .. text), {label = label})
    end
  end
  local contact, footer = site.contact or {}, site.footer or {}
  add(site.strings.telephone, contact.telephone, "tel:")
  add(site.strings.mail, contact.mail, "mailto:")
  add(site.strings.government_site, footer.government_site)
  add(site.strings.report_error, footer.report_error)
  if site.address then
    add(site.strings.kiosk_site, site.address)
  end
  return found
end

return {
  frame = frame, code = code, file = file, gather = gather, fields = fields, shown = shown,
  contacts = contacts, slip = slip,
}
