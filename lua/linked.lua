-- What a page is about, in the words of schema.org (JSON-LD).
--
--   document(input), list(input), home(input) → a table for json()
--
-- It says what the record says and no more: absent things are left out, a relation has the term whose meaning
-- it has and no stronger one, and what ends on a day is not called in force by a page that nobody makes anew
-- on that day.
local CONTEXT = "https://schema.org"

local FORCE = {
  in_force = "InForce", amended = "InForce", partly_repealed = "PartiallyInForce", repealed = "NotInForce",
  expired = "NotInForce",
}

-- The relations that schema.org has a term for. legislationApplies is an informative link without legal
-- value, which is what 贯彻落实 is. To forward a document is to pass it on with one's own words around it: the
-- forwarding one is based on it and adds nothing to its force. A correction may change what holds, so it is
-- not legislationCorrects, which never does.
local LEGAL = {
  amends = "legislationAmends", repeals = "legislationRepeals", replaces = "legislationRepeals",
  implements = "legislationApplies",
}
local OTHER = {
  forwards = "isBasedOn", interprets = "about", responds_to = "about", corrects = "citation", cites = "citation",
  part_of = "isPartOf", contains = "hasPart", amends = "citation", repeals = "citation", replaces = "citation",
  implements = "citation",
}

-- The kinds whose documents are acts of an organ, also where they bear no number.
local LEGAL_KINDS = {notice = true, rule = true}

local HOURS = label("开放时间", "開放時間", "Hours")

-- A list of none is left out, one of one stands for itself.
local function few(list)
  if #list > 1 then
    return list
  end
  return list[1]
end

local function organ(name)
  return name and {["@type"] = "GovernmentOrganization", name = name}
end

local function organs(document, key)
  return few(map(use "machine".texts(document, key), organ))
end

-- The text of one field.
local function one(document, key)
  return use "machine".text(document, key)
end

local function day(text)
  return text and text:sub(1, 10)
end

-- The parts of a field that is a group, by their keys.
local function parts_of(document, key)
  local field = use "machine".field(document, key)
  local item = field and unfold(field.items)[1]
  local parts = {}
  for _, part in ipairs(item and item.parts and unfold(item.parts) or {}) do
    parts[part.key] = few(map(unfold(part.items), function(found) return found.text end))
  end
  return item and parts
end

local function contact_point(parts)
  return parts and {
    ["@type"] = "ContactPoint",
    name = parts.name, telephone = parts.telephone, faxNumber = parts.fax, email = parts.mail, url = parts.url,
    description = parts.hours,
  }
end

-- ---- documents

-- Every thing has these. What it says in short stands in the page's meta tag, and is not said twice.
local function thing(document, type)
  return {
    ["@context"] = CONTEXT,
    ["@type"] = type,
    name = use "machine".line(document.title),
    url = document.address,
    disambiguatingDescription = use "machine".sample(document) and site.strings.sample or nil,
  }
end

-- And every work these.
local function work(document, type)
  local machine = use "machine"
  return merge(thing(document, type), {
    inLanguage = document.language,
    datePublished = machine.date(machine.published(document)),
    dateModified = machine.date(document.source and document.source.changed_on),
    keywords = few(machine.texts(document, "keywords")),
    isAccessibleForFree = not document.withdrawn,
    creativeWorkStatus = document.withdrawn and machine.withdrawn() or nil,
    expires = day(document.validity and document.validity["until"]),
  })
end

-- A document that another one names: with all that the site has of it, or as a text, a number or a title.
local function other(tie, type)
  local machine = use "machine"
  local entry = tie.entry and unfold(tie.entry)
  if not entry then
    return {["@type"] = type, name = tie.text}
  end
  local legal = entry.number or LEGAL_KINDS[entry.kind]
  return {
    ["@type"] = legal and "Legislation" or "CreativeWork",
    name = machine.line(entry.title),
    [legal and "legislationIdentifier" or "identifier"] = entry.number,
    url = machine.address(entry.url),
  }
end

-- The documents that this one names.
local function add_relations(result, ties, legal)
  local found = {}
  for _, tie in ipairs(ties or {}) do
    local term = legal and LEGAL[tie.relation] or OTHER[tie.relation]
    if term then
      found[term] = found[term] or {}
      table.insert(found[term], other(tie, LEGAL[tie.relation] and "Legislation" or "CreativeWork"))
    end
  end
  for term, list in pairs(found) do
    result[term] = few(list)
  end
end

-- Whether it holds, where that is known and will not change by itself: not of what ends on a day, nor of
-- what had not begun when the file was last written.
local function legal_force(document)
  local validity = document.validity or {}
  local force = FORCE[validity.state]
  local begun = not validity.from or validity.from <= (day(document.source and document.source.changed_on) or "")
  if not force or (force ~= "NotInForce" and (validity["until"] or not begun)) then
    return nil
  end
  return CONTEXT .. "/" .. force
end

local function legislation(input)
  local document = input.document
  local result = merge(work(document, "Legislation"), {
    legislationIdentifier = document.number,
    legislationDate = day(document.written_on),
    legislationPassedBy = organs(document, "issuing_organ"),
    legislationResponsible = organs(document, "responsible_organ"),
    legislationType = one(document, "genre"),
    legislationJurisdiction = one(document, "region"),
    legislationDateOfApplicability = document.validity and document.validity.from,
    legislationLegalForce = legal_force(document),
    -- The page is a copy for reference.
    encoding = not document.withdrawn and {
      ["@type"] = "LegislationObject", encodingFormat = "text/html",
      legislationLegalValue = CONTEXT .. "/UnofficialLegalValue",
    } or nil,
  })
  add_relations(result, input.ties, true)
  return result
end

local function article(input, type)
  local document = input.document
  local result = merge(work(document, type), {
    identifier = document.number,
    dateCreated = day(document.written_on),
    author = organs(document, "issuing_organ") or organ(site.organ),
  })
  add_relations(result, input.ties)
  return result
end

-- Files can be named only by a full address; without one there is no distribution to speak of.
local function downloads(document)
  local field = use "machine".field(document, "data")
  return few(map(field and not document.withdrawn and unfold(field.items) or {}, function(item)
    local address = use "machine".address(item.url)
    return address and {
      ["@type"] = "DataDownload", name = item.text, contentUrl = address, encodingFormat = item.type,
      contentSize = item.size and item.size .. " B",
    }
  end))
end

local function report(input)
  local document = input.document
  if use "machine".term(document, "report_type", "report_type") == "statistics" then
    local result = article(input, "Dataset")
    result.distribution = downloads(document)
    return result
  end
  local result = article(input, "Report")
  local distribution = downloads(document)
  result.temporalCoverage = one(document, "year")
  if distribution then
    result.hasPart = {["@type"] = "Dataset", name = result.name, description = result.description,
      distribution = distribution}
  end
  return result
end

local function gazette(input)
  local document = input.document
  local result = merge(work(document, "PublicationIssue"), {issueNumber = one(document, "issue_number")})
  add_relations(result, input.ties)
  return result
end

-- The question is what the page asks; its answer is the text, which stands on the page and not here.
local function question(input)
  local result = article(input, "QAPage")
  result.mainEntity = {
    ["@type"] = "Question", name = result.name, dateCreated = day(one(input.document, "asked_on")),
  }
  return result
end

local function organisation(input)
  local document = input.document
  local code = one(document, "credit_code")
  return merge(thing(document, "GovernmentOrganization"), {
    alternateName = few(use "machine".texts(document, "short_names")),
    parentOrganization = organ(one(document, "parent")),
    identifier = code and {["@type"] = "PropertyValue", propertyID = "统一社会信用代码", value = code},
    address = (parts_of(document, "contact") or {}).address,
    contactPoint = contact_point(parts_of(document, "contact")),
  })
end

local DAYS = {Mo = true, Tu = true, We = true, Th = true, Fr = true, Sa = true, Su = true}

local function is_time(text)
  local parts = text:split(":")
  local hour, minute = tonumber(parts[1]), tonumber(parts[2])
  return #text == 5 and #parts == 2 and hour and minute and hour <= 24 and minute < 60
end

-- "Mo-Fr,Su 09:00-17:00", the only form that schema.org has for openingHours.
local function is_opening_hours(text)
  local words = text:split(" ")
  local times = words[2] and words[2]:split("-") or {}
  for _, range in ipairs(words[1]:split(",")) do
    local ends = range:split("-")
    if #ends > 2 or not DAYS[ends[1]] or not DAYS[ends[#ends]] then
      return false
    end
  end
  return #words == 2 and #times == 2 and is_time(times[1]) and is_time(times[2])
end

local function features(document, key)
  return map(use "machine".texts(document, key), function(text)
    return {["@type"] = "LocationFeatureSpecification", name = text, value = true}
  end)
end

local function place(input)
  local document = input.document
  local hours = one(document, "hours")
  local exact = hours and is_opening_hours(hours)
  local result = merge(thing(document, "GovernmentOffice"), {
    address = one(document, "address"),
    telephone = few(use "machine".texts(document, "telephone")),
    parentOrganization = organ(one(document, "operator")),
    openingHours = exact and hours or nil,
    isAccessibleForFree = true,
  })
  if hours and not exact then
    local said = HOURS[site.language] .. (site.language == "en" and ": " or "：") .. hours
    result.description = said
  end
  local equipment = features(document, "equipment")
  for _, item in ipairs(features(document, "accessibility")) do
    table.insert(equipment, item)
  end
  result.amenityFeature = few(equipment)
  return result
end

local KINDS = {
  notice = legislation, rule = legislation, report = report, gazette = gazette, qa = question, organ = organisation,
  place = place,
  topic = function(input) return work(input.document, "CollectionPage") end,
}

-- Any text may be called a notice; an act is what bears a number, or the name of the organ whose act it is.
local function is_act(document)
  return document.number or use "machine".field(document, "issuing_organ")
end

local function document(input)
  local make = KINDS[input.document.kind]
  if make == legislation and not is_act(input.document) then
    return article(input, "Article")
  end
  if make then
    return make(input)
  end
  return input.document.number and legislation(input) or article(input, "Article")
end

-- ---- the site and its lists

local function website()
  return {["@type"] = "WebSite", name = site.name, url = site.address}
end

local function list(input)
  local parts = input.page.url:split("/")
  local entity = input.entity and unfold(input.entity)
  local name = input.self
  if parts[1] == "list" then
    name = unfold(parts[4] and input.groups or input.axes)[1]
  end
  return {
    ["@context"] = CONTEXT,
    ["@type"] = "CollectionPage",
    name = name and name.label or nil,
    description = entity and entity.summary,
    url = use "machine".address(input.page.url),
    inLanguage = site.language,
    isPartOf = website(),
  }
end

local function home()
  local contact = site.contact
  return merge(website(), {
    ["@context"] = CONTEXT,
    description = site.description,
    inLanguage = site.language,
    disambiguatingDescription = site.sample and site.strings.sample or nil,
    publisher = site.organ and merge(organ(site.organ), {
      address = contact and contact.address,
      contactPoint = contact_point(contact),
    }),
  })
end

-- Nobody gathers the pages of a kiosk.
local function of_web(make)
  return function(input)
    return not input.page.edition and make(input) or nil
  end
end

return {document = of_web(document), list = of_web(list), home = of_web(home)}
