-- The page of one document: the official header, whether it holds, its text, and all that it is
-- tied to.
local pages = use "page"
local linked = use "linked"
local machine = use "machine"
local measure = use "measure"

-- The header in the order of gov.cn, with validity, type and disclosure added. An official document
-- shows all of these, also those that are not recorded.
local CORE = {
  "index_number", "theme", "issuing_organ", "written_on", "title", "number", "published_on", "status", "genre",
  "disclosure", "keywords",
}
local IS_CORE = {}
for _, key in ipairs(CORE) do
  IS_CORE[key] = true
end
local WIDE = {title = true, keywords = true}
local OFFICIAL = {notice = true, rule = true}

-- What describes something of the site itself is no publication: it is not cited, and the day of its
-- first commit says nothing.
local DESCRIPTION = {topic = true, organ = true, place = true}

-- Fields that have their own place on the page, or none.
local ELSEWHERE = {
  id = true, title = true, subtitle = true, summary = true, sample = true, draft = true, status = true,
  status_basis = true, language = true, attachments = true, former_paths = true, order = true, effective_on = true,
  expires_on = true,
}

-- Fields that an archivist asks for and a reader seldom: told after the text.
local AFTER_TEXT = {
  printed_on = true, responsible_organ = true, level = true, region = true, audience = true, key_field = true,
  release_class = true, topics = true, source = true, source_url = true, author = true, origin = true,
  channels = true, review = true, concurrence = true, image = true, cover = true,
}

-- What is nearest to a document comes first among what is tied to it. Interpretations have their own
-- box beside the text.
local BESIDE = {interpreted_by = true, interprets = true}
local TIE_RANK = {}
for rank, relation in ipairs {
  "amended_by", "repealed_by", "replaced_by", "corrected_by", "amends", "repeals", "replaces", "corrects",
  "forwards", "implements", "forwarded_by", "implemented_by", "results_in", "resulted_from", "responds_to",
  "answered_by", "part_of", "has_part", "contained_in", "contains", "cites", "cited_by",
} do
  TIE_RANK[relation] = rank
end

-- The first value of a field, as text.
local function text_of(field)
  return field and unfold(field.items)[1].text
end

-- A field of files tells their type and size.
local FILES = {data = true, transcript = true, image = true, cover = true}

local function with_sizes(field)
  if not FILES[field.key] then
    return field
  end
  local items = unfold(field.items)
  for _, item in ipairs(items) do
    item.file_note = item.size and item.type .. " " .. measure.size(item.size)
  end
  return {key = field.key, label = field.label, items = items}
end

-- What the dictionary calls a field.
local function label_of(key)
  return use "fields"[key].label[site.language]
end

local function text_row(key, text, note)
  return {label = label_of(key), items = {{text = text, grouped = false, further = false}}, wide = WIDE[key] or false,
    note = note, key = key}
end

-- One row of the official header; what is not recorded says so.
local function core_row(document, found, key)
  if key == "title" then
    return text_row(key, document.title)
  elseif key == "status" and document.validity.state ~= "unknown" then
    return text_row(key, site.strings["validity_" .. document.validity.state])
  elseif key == "published_on" and document.by_history and document.published_on then
    return text_row(key, document.published_on, site.strings.by_history)
  end
  local field = key ~= "status" and found[key] or {label = label_of(key), items = false}
  return {key = key, label = field.label, items = field.items, none = not field.items, wide = WIDE[key] or false}
end

-- Two lists of rows: over the text, and after it.
local function fact_rows(document, found)
  local above, after = {}, {}
  local official = OFFICIAL[document.kind] or document.number ~= nil
  local dated = document.published_on and not DESCRIPTION[document.kind]
  local judged = official or document.validity.state ~= "unknown"
  for _, key in ipairs(CORE) do
    if official or (key == "status" and judged) or (dated and key == "published_on") or
      (found[key] and key ~= "title") then
      above[#above + 1] = core_row(document, found, key)
    end
  end
  for _, field in ipairs(document.fields) do
    local key = field.key
    if AFTER_TEXT[key] then
      after[#after + 1] = with_sizes(field)
    elseif not IS_CORE[key] and not ELSEWHERE[key] then
      above[#above + 1] = with_sizes(field)
    end
  end
  return above, after, judged
end

-- Whether it holds, in a plain sentence, with what changed it. The reader's clock can tell that it is
-- not yet in force or no longer; what was repealed stays so.
local function state_of(document)
  local validity, strings = document.validity, site.strings
  local state = validity.state
  local holds = state == "in_force" or state == "amended" or state == "partly_repealed" or state == "unknown"
  return {
    tone = state == "in_force" and "holds" or state == "unknown" and state or "changed",
    word = strings["validity_" .. state],
    sentence = strings["validity_says_" .. state],
    by = validity.by,
    from = validity.from,
    until_day = validity["until"],
    dated = (validity.from or validity["until"]) and true or false,
    basis = validity.basis,
    clock = holds and (validity.from or validity["until"]) and true or false,
  }
end

local function consultation_clock(found, ties)
  local opens, closes = text_of(found.opens_on), text_of(found.closes_on)
  if not opens or not closes then
    return nil
  end
  local outcome = filter(ties, function(tie) return tie.relation == "results_in" end)
  return {opens = opens, closes = closes, no_outcome = #outcome == 0}
end

-- The boxes beside the text, and the groups of other ties after it.
local function sort_ties(ties)
  local beside, others = {}, {}
  for _, item in ipairs(group(ties, function(tie) return tie.relation end)) do
    local first = item.items[1]
    local box = {label = first.label, ties = item.items, rank = TIE_RANK[item.key] or 100}
    local list = BESIDE[item.key] and beside or others
    list[#list + 1] = box
  end
  table.sort(others, function(a, b) return a.rank < b.rank end)
  return beside, others
end

-- In the kiosk a file is no link.
local function attachments_of(field, in_kiosk)
  if in_kiosk then
    return map(unfold(field.items), function(item)
      return use "kiosk".file(item.url, item.text, item.type, item.size)
    end)
  end
  return field and map(unfold(field.items), function(item)
    return {text = item.text, file = item.url, type = item.type, size = item.size and measure.size(item.size)}
  end)
end

-- 2024-03-11 as documents write it.
local function chinese_day(day)
  return day:sub(1, 4) .. "年" .. tonumber(day:sub(6, 7)) .. "月" .. tonumber(day:sub(9, 10)) .. "日"
end

-- 《标题》（发文字号），发文机关，成文日期。
local function citation(document, found)
  local parts = {"《" .. document.title .. "》"}
  if document.title:find("《") then
    parts[1] = "《" .. document.title:replace("《", "〈"):replace("》", "〉") .. "》"
  end
  if document.number then
    parts[1] = parts[1] .. "（" .. document.number .. "）"
  end
  if found.issuing_organ then
    local organs = map(unfold(found.issuing_organ.items), function(item) return item.text end)
    parts[#parts + 1] = table.concat(organs, "、")
  end
  local day = document.written_on or document.published_on
  if day then
    parts[#parts + 1] = chinese_day(day)
  end
  return table.concat(parts, "，") .. "。"
end

-- The outline is worth its place only where there is something to choose from.
local function outline(document)
  return tonumber(document.outline_length) >= 3 and {items = document.outline}
end

-- What a topic or an organ is the description of: the list of its documents.
local function own_list(input)
  return unfold(input.groups)[1]
end

-- The list of its kind leads to it; the others are told at the end.
local function lists_of(input, own)
  local crumbs, others = {}, {}
  if own then
    crumbs[1] = {label = own.label, url = own.url}
  end
  for _, list in ipairs(input.lists) do
    if list.axis == "kinds" then
      crumbs[1] = {label = list.label, url = list.url}
    else
      others[#others + 1] = list
    end
  end
  return crumbs, others
end

local function source_of(source)
  return {
    path = source.path,
    commit = source.commit and source.commit:sub(1, 12),
    digest = source.blob and source.blob:sub(1, 12),
    changed_on = source.changed_on,
    versions = source.versions,
  }
end

-- The way from the first document to this one; where this is the first, only the page of the whole.
local function chain_of(input)
  if not input.chain then
    return nil
  end
  return {nodes = pages.mark_nodes(input.chain), has_way = #input.chain > 1, page = input.chain_url}
end

-- The fields of a document that is shown in the kiosk, and what they and its text lead to.
local function fields_in_kiosk(document)
  local kiosk = use "kiosk"
  local outside = kiosk.gather(document.outside)
  local shown, rest = {}, {}
  for _, field in ipairs(document.fields) do
    local list = field.key == "attachments" and rest or shown
    if field.key ~= "image" and field.key ~= "cover" then
      list[#list + 1] = field
    end
  end
  local fields = kiosk.fields(shown, outside)
  for _, field in ipairs(rest) do
    fields[#fields + 1] = field
  end
  return fields, kiosk.shown(outside)
end

return function(input)
  local document, outside = input.document, false
  local in_kiosk = input.page.edition == "kiosk"
  if in_kiosk then
    document = merge(document, {})
    document.fields, outside = fields_in_kiosk(document)
  end
  local found = machine.by_key(document)
  local above, after, judged = fact_rows(document, found)
  local beside, ties = sort_ties(input.ties)
  local own = own_list(input)
  local problems = {}
  local pieces = pages.pieces(document, problems)
  local crumbs, lists = lists_of(input, own)
  local page = pages.make(input, {
    group = "item",
    title = document.title,
    crumbs = crumbs,
    kind = document.kind,
    since = document.published_on,
    charts = pages.has(pieces, "figure"),
    players = pages.has(pieces, "player"),
    linked = linked.document(input),
  })
  page.doc = {
    -- Of this document alone, so it stands with its text and not in the head that all pages share.
    json_ld = page.head.json_ld,
    title = document.title,
    subtitle = text_of(found.subtitle),
    heading = document.heading,
    summary = document.summary,
    kind = document.kind_label,
    language = document.language ~= site.language and document.language,
    sample = document.sample,
    facts = above,
    after = #after > 0 and {rows = after},
    state = judged and state_of(document),
    consultation = consultation_clock(found, input.ties),
    lists = #lists > 0 and {items = lists},
    own_list = own,
    beside = beside,
    ties = #ties > 0 and {groups = ties},
    outline = outline(document),
    has_side = #beside > 0 or tonumber(document.outline_length) >= 3,
    attachments = found.attachments and {items = attachments_of(found.attachments, in_kiosk)},
    outside = outside,
    slip = in_kiosk and use("kiosk").slip(document),
    pieces = pieces,
    qr = document.address and qr(document.address, site.strings.scan_code),
    json = not in_kiosk and document.url_json,
    citation = not in_kiosk and not DESCRIPTION[document.kind] and citation(document, found),
    is_copy = found.issuing_organ ~= nil,
    address = document.address,
    chain = chain_of(input),
    previous = input.previous,
    next = input.next,
    has_neighbours = (input.previous or input.next) and true or false,
    source = source_of(document.source),
  }
  page.head.json_ld = false
  page.problems = problems
  return page
end
