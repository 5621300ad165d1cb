-- The new documents of one month, for the rack: a table, or in large print a list.
local pages = use "page"
local pack = use "pack"

local MOST = 400

-- 2024-05 as the language writes it.
local MONTHS = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December",
}

local function month_name(day)
  local year, month = day:sub(1, 4), tonumber(day:sub(6, 7))
  if site.language == "en" then
    return MONTHS[month] .. " " .. year
  end
  return year .. "年" .. month .. "月"
end

return function(input)
  local entries = unfold(pages.mark_entries(input.selections.documents))
  local first = entries[1]
  local title = first and first.date and month_name(first.date) .. site.strings.pack_month_of or input.self.label
  local page = pack.make(input, title)
  page.pack = {
    large = input.self.name == "print-month-large",
    cut = #entries >= MOST,
    entries = #entries > 0 and {items = map(entries, function(entry, place)
      return {
        place = tostring(place), title = entry.title, number = entry.number or false, organ = entry.organ or false,
        date = entry.date or false, sample = entry.sample, state = entry.state_word or false,
      }
    end)},
  }
  return page
end
