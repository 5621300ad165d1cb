-- What the pages for programs share: addresses, times, names that never change, and the marks that a
-- title bears where nobody sees the page around it.
--
-- Programs get what readers get and no more: of a document that was withdrawn they get its title, date
-- and reason, of one that was invented they get told so in every format.

local WITHDRAWN = label("已撤下", "已撤下", "withdrawn")

-- A mark behind a title, with the brackets of the language.
local function mark(text)
  if site.language == "en" then
    return " (" .. text:lower() .. ")"
  end
  return "（" .. text .. "）"
end

-- The full address of a page or file of the site; nil as long as site.yml names no address. Both parts are plain
-- ASCII that needs no escape: the program makes the addresses in the site so, and takes no other for the site.
local function address(url)
  return url and site.address and site.address .. url
end

-- Where a link on a page leads: the full address, or from that page.
local function link(input, url)
  return address(url) or input.page.root .. url
end

-- RFC 3339 in China time. Feeds have no form for a day alone: it is given by its first minute.
local function moment(text)
  if not text then
    return nil
  end
  local minute = #text > 10 and text:sub(12, 16) or "00:00"
  return text:sub(1, 10) .. "T" .. minute .. ":00+08:00"
end

-- ISO 8601: a day stays a day where the format has a form for it.
local function date(text)
  if text and #text > 10 then
    return moment(text)
  end
  return text
end

-- A name for ever, from a record's id or a list's address: no reader sees the same entry twice, and no
-- part of it may depend on what an editor corrects later. A tag URI (RFC 4151) wants a day on which the
-- domain was the site's own; it is one for all, so that it never changes.
local function name(path)
  if site.domain then
    return "tag:" .. site.domain .. ",2025:" .. path
  end
  return "urn:x-chayue:" .. path
end

-- The day of publication that somebody wrote. Where nobody did, the site goes by that of the first commit, and
-- programs are told it as what it is.
local function published(record)
  return not record.by_history and record.published_on or nil
end

local function first_committed(record)
  return record.by_history and record.published_on or nil
end

-- One line: a title may have been written in several.
local function line(text)
  if text and (text:find("\n") or text:find("\r")) then
    text = text:replace("\r", ""):replace("\n", " ")
  end
  return text and text:trim()
end

-- Whether it was invented: it alone, or the site as a whole.
local function sample(entry)
  return (entry.sample or site.sample) and true or false
end

-- The title with what a reader of a list must know at once.
local function title(entry)
  local text = line(entry.title)
  if entry.withdrawn then
    text = text .. mark(WITHDRAWN[site.language])
  end
  if sample(entry) then
    text = text .. mark(site.strings.sample)
  end
  return text
end

-- The fields of a record or document by key. A page asks for a dozen, so they are put in order once.
local function by_key(record)
  local found = record.by_key
  if not found then
    found = {}
    for _, item in ipairs(record.fields or {}) do
      found[item.key] = item
    end
    record.by_key = found
  end
  return found
end

local function field(record, key)
  return by_key(record)[key]
end

-- The texts of a field: none when it is not there.
local function texts(record, key)
  local found = field(record, key)
  return found and map(unfold(found.items), function(item) return item.text end) or {}
end

-- Its texts in one.
local function text(record, key, between)
  local list = texts(record, key)
  return list[1] and table.concat(list, between or (site.language == "en" and ", " or "、"))
end

-- The key in a vocabulary of what a field shows: pages are in one language, rules are in none.
local function term(record, key, vocabulary)
  local shown = text(record, key)
  for _, item in ipairs(shown and use "vocabularies"[vocabulary].terms or {}) do
    if item.label[site.language] == shown then
      return item.key
    end
  end
end

return {
  address = address, link = link, moment = moment, date = date, name = name, line = line,
  published = published, first_committed = first_committed, sample = sample, title = title,
  withdrawn = function() return WITHDRAWN[site.language] end, by_key = by_key, field = field, texts = texts,
  text = text, term = term,
}
