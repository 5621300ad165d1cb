-- What every HTML page has, whatever it shows: its title, the way to it, its meta tags, the feeds
-- and records that say the same. A view calls this, adds what is its own, and returns it.
--
-- In a template a name that is absent is looked for in what stands around it. So what a view adds
-- bears no name that an entry, a group or a field may lack: it says `doc.number`, never `number`.

local meta = use "meta"

-- Texts that the script chooses from by the reader's clock: before, during, after.
local function clock_texts(strings)
  return {
    consultation = table.concat({
      strings.consultation_upcoming, strings.consultation_open, strings.consultation_closed,
    }, "|"),
    validity = table.concat({strings.validity_not_yet, "", strings.validity_passed}, "|"),
  }
end

local function alternates(input)
  local found = {}
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

-- The address that this page should be known by: on the page of a former address, the new one.
local function canonical(input)
  if not site.address then
    return nil
  end
  if input.document then
    return site.address .. input.document.url
  end
  return site.address .. input.page.url
end

--- `about`: title (none on the home page), crumbs (a list of {label, url}, without the home page and
--- the page itself), class, and what lua/meta.lua asks for.
return function(input, about)
  local page = input.page
  local strings = site.strings
  local result = {
    page = page,
    root = page.root,
    head = {
      title = about.title and about.title .. " - " .. site.name or site.name,
      canonical = canonical(input),
      alternates = alternates(input),
      json_ld = about.json_ld,
      class = about.class or page.view,
      since = about.since,
      clock = clock_texts(strings),
    },
    here = about.title,
    crumbs = about.crumbs,
    crumbs_shown = about.title and true or false,
  }
  local tags = meta(input, about)
  result.head.tags = tags.tags
  result.missing = tags.missing
  return result
end
