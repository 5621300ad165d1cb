-- The screen on the wall of a reading place: what is new, what is asked of the public, what happened in the topics.
-- It shows one after the other by itself; nobody can touch it, so nothing here leads on.
local pages = use "page"

-- The least seconds that a piece stays, how many characters a second are read from some metres away, and
-- after how many seconds the page looks for a newer one of itself.
local SECONDS, PACE, RELOAD = 12, 6, 300

local function first_sentence(text)
  local stop = text and text:find("。")
  return stop and text:sub(1, stop + #"。" - 1) or text
end

-- A code only where it leads somewhere.
local function code(entry)
  return site.address and qr(site.address .. entry.url, site.strings.scan_code) or false
end

local function slide(kind, entry)
  return {
    kind = kind, title = entry.title, number = entry.number or false, organ = entry.organ or false,
    date = entry.date or false, code = code(entry), sample = entry.sample,
    says = first_sentence(entry.summary) or false,
    state = entry.state_word or false, opens = false, closes = false,
  }
end

local function documents(folded)
  local standing = filter(unfold(pages.mark_entries(folded)), function(entry)
    return not entry.withdrawn and entry.kind ~= "consultation"
  end)
  return map(standing, function(entry) return slide(entry.kind_label, entry) end)
end

-- Which of them are open is told by the clock of the screen.
local function consultations(folded)
  local standing = filter(unfold(folded), function(entry) return not entry.withdrawn and entry.fields.closes_on end)
  return map(standing, function(entry)
    return merge(slide(site.strings.open_for_comment, entry),
      {opens = entry.fields.opens_on, closes = entry.fields.closes_on, says = false})
  end)
end

-- A list and its newest document follow each other; so many of them are read at once.
local TOGETHER = 3

local function news(folded)
  local items = unfold(folded)
  local slides, count = {}, 0
  for place = 1, #items - 1, 2 do
    local entry = items[place + 1]
    if not entry.withdrawn then
      if count % TOGETHER == 0 then
        slides[#slides + 1] = {items = {}}
      end
      count = count + 1
      table.insert(slides[#slides].items, {topic = items[place].label, title = entry.title, date = entry.date or false})
    end
  end
  return slides
end

return function(input)
  local chosen = input.selections
  local page = pages.make(input, {group = "column", title = input.self.label})
  page.head.canonical = false
  page.wall = {
    name = site.kiosk and site.kiosk.name or site.name,
    stale_days = site.kiosk and site.kiosk.stale_days,
    seconds = SECONDS, pace = PACE, reload = RELOAD,
    consultations = consultations(chosen.consultations),
    documents = documents(chosen.newest),
    topics = news(chosen.topics),
  }
  return page
end
