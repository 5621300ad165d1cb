-- What every HTML page has, whatever it shows: its title, the way to it, its meta tags, the feeds
-- and records that say the same. A view calls this, adds what is its own, and returns it.
--
-- In a template a name that is absent is looked for in what stands around it. So what a view adds
-- bears no name that an entry, a group or a field may lack: it says `doc.number`, never `number`.

local meta = use "meta"

local function alternates(input)
  local found = {}
  if input.page.edition then
    return found
  end
  local document, page = input.document, input.page
  if document and document.url_json then
    found[1] = {type = "application/json", url = document.url_json, title = site.strings.record_json}
  end
  if page.atom then
    found[#found + 1] = {type = "application/atom+xml", url = page.atom, title = site.strings.feed_atom}
    found[#found + 1] = {type = "application/feed+json", url = page.feed_json, title = site.strings.feed_json}
  end
  return found
end

-- Whether the page is one of the kiosk alone.
local function of_kiosk_alone(input)
  local own = input.self
  if not input.page.edition or not own then
    return false
  end
  for _, page in ipairs(site.pages) do
    if page.url == own.url then
      return false
    end
  end
  return true
end

-- The address that this page should be known by: on the page of a former address, the new one; in the kiosk that of
-- the same page for the web.
local function canonical(input)
  if not site.address or of_kiosk_alone(input) then
    return nil
  end
  if input.document then
    return site.address .. input.document.url
  end
  return site.address .. input.page.url
end

-- Entries whose documents hold no more, or not wholly, and those that were withdrawn say so. A list in
-- which all is well is handed on as it came.
local ENDED = {amended = true, partly_repealed = true, repealed = true, expired = true}

local function mark_entries(folded)
  if not folded then
    return nil
  end
  local entries = unfold(folded)
  local any = false
  for _, entry in ipairs(entries) do
    if entry.withdrawn then
      entry.state_word = site.strings.withdrawn_mark
    elseif ENDED[entry.validity] then
      entry.state_word = site.strings["validity_" .. entry.validity]
    end
    any = any or entry.state_word ~= nil
  end
  return any and entries or folded
end

--- The label of a fixed page by its name in lua/pages.lua, and its address; nil where this edition has none such.
local function fixed(input, name)
  for _, page in ipairs(input.page.edition and site.kiosk.pages or site.pages) do
    if page.name == name then
      return {label = page.label, url = page.url}
    end
  end
end

-- The menu with the item of this very page marked, or the one whose folder the page lies in. What lies in
-- none, as all documents do, is handed the menu as it is.
local FRONT = "index.html"

local function menu_of(url)
  for place, item in ipairs(site.menu) do
    local folder = item.url:ends(FRONT) and item.url:sub(1, -#FRONT - 1) or item.url
    if item.url == url or (folder ~= "" and url:starts(folder)) then
      local marked = table.copy(site.menu)
      marked[place].menu_mark = item.url == url and "page" or "true"
      return marked
    end
  end
  return site.menu
end

--- What every page has. `about`: group (home, column or item), title (none on the home page), crumbs
--- (a list of {label, url}, without the home page and the page itself), kind, linked (a table for
--- JSON-LD), charts and players (whether there are figures and recordings), search (whether one can
--- search there), and what lua/meta.lua asks for.
local function make(input, about)
  local page = input.page
  local tags = page.edition and {tags = {}, missing = {}} or meta(input, about)
  return {
    page = page,
    root = page.root,
    base = page.base,
    kiosk = page.edition and use "kiosk".frame(input, fixed),
    menu = about.group == "item" and site.menu or menu_of(page.url),
    head = {
      title = about.title and about.title .. " - " .. site.name or site.name,
      tags = tags.tags,
      canonical = canonical(input),
      alternates = alternates(input),
      json_ld = about.linked and json(about.linked),
      class = page.view .. (about.kind and " kind-" .. about.kind or ""),
      since = about.since,
      charts = about.charts or false,
      players = about.players or false,
      search = about.search or false,
    },
    missing = tags.missing,
    here = about.title,
    crumbs = about.crumbs,
    crumbs_shown = about.title ~= nil,
    site_map = fixed(input, "site-map"),
  }
end

--- The nodes of a chain; from the third on they tell how long it has been since the first.
local function mark_nodes(nodes)
  for _, node in ipairs(nodes) do
    node.since_first = node.total and node.total ~= node.days and node.total:replace("+", "") or false
  end
  return nodes
end

--- The text of a document as its template shows it: a list of {html}, {figure} and {player}. What is wrong
--- with a chart or a recording is added to `problems`.
local function pieces(document, problems)
  return map(document.pieces, function(piece)
    return {
      html = piece.html or false,
      figure = piece.chart and use("chart").figure(piece.chart, problems) or false,
      player = piece.player and use("player").of(piece.player) or false,
    }
  end)
end

--- Whether any of the pieces has that part, for what the page must load.
local function has(list, part)
  for _, piece in ipairs(list) do
    if piece[part] then
      return true
    end
  end
  return false
end

return {make = make, pieces = pieces, has = has, mark_entries = mark_entries, mark_nodes = mark_nodes, fixed = fixed}
