-- The page of one document: the header table, the statement of validity, what it is tied to, outline and text.

-- Fields that the page shows in another place than the header table, or not at all.
local ELSEWHERE = {
  id = true, title = true, subtitle = true, summary = true, sample = true, draft = true, status = true,
  status_basis = true, effective_on = true, expires_on = true, language = true, image = true, attachments = true,
  former_paths = true, review = true, concurrence = true, order = true,
}

-- Ties of one relation under one label, in the order in which they came.
local function tie_groups(ties)
  local groups = group(ties, function(tie) return tie.label end)
  return map(groups, function(item)
    return {label = item.key, ties = item.items}
  end)
end

local function header_rows(document)
  local rows = filter(document.fields, function(item) return not ELSEWHERE[item.key] end)
  if document.by_history and document.published_on then
    rows[#rows + 1] = {label = site.strings.by_history, items = {{text = document.published_on}}}
  end
  return rows
end

local function find_field(document, key)
  for _, item in ipairs(document.fields) do
    if item.key == key then
      return item
    end
  end
end

-- Validity is a matter of documents that bear a number, and of those of which something is recorded.
local function is_judged(document)
  local validity = document.validity
  return document.number or validity.state ~= "unknown" or validity.from or validity["until"]
end

-- The outline is worth its place only where there is something to choose from.
local function outline(document)
  if tonumber(document.outline_length) < 3 then
    return nil
  end
  return {items = document.outline}
end

return function(input)
  local document = input.document
  local validity = document.validity
  local attachments = find_field(document, "attachments")
  return {
    page = input.page,
    root = input.page.root,
    title = document.title,
    subtitle = find_field(document, "subtitle"),
    heading = document.heading,
    kind = document.kind,
    kind_label = document.kind_label,
    language = document.language,
    lists = input.lists,
    sample = document.sample,
    rows = header_rows(document),
    validity = is_judged(document) and merge(validity, {text = site.strings["validity_" .. validity.state]}),
    ties = tie_groups(input.ties),
    outline = outline(document),
    attachments = attachments and attachments.items,
    body = document.body,
    source = document.source,
    commit = document.source.commit and document.source.commit:sub(1, 12),
  }
end
