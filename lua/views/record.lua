-- One document for programs, beside its page: doc/k/7/ID.json.
--
-- It holds what this document says: relations are those it wrote itself. Those that others wrote stand in
-- their records, so that adding a document leaves the records of those it names as they are; only
-- what a document says of the validity of another changes that one's record, as it must.

-- Fields that have a place of their own.
local ELSEWHERE = {
  id = true, title = true, summary = true, number = true, written_on = true, printed_on = true, published_on = true,
  issuing_organ = true, status = true, status_basis = true, effective_on = true, expires_on = true, theme = true,
  attachments = true, sample = true, draft = true, language = true, former_paths = true,
}

-- The entries of a list of fields that are wanted, by their keys, where `found` has none of that key. An entry is
-- a key of the dictionary, or a table.
local function add_fields(found, wanted, fields)
  local dictionary = use "fields"
  for _, field in ipairs(fields or {}) do
    local key = field
    if not dictionary[field] and type(field) == "table" then
      key = field.key
    end
    if wanted[key] then
      found[key] = found[key] or field
    end
  end
  return found
end

-- Those of a kind: in its own list, then in that of the kind it extends.
local function kind_fields(kind, wanted)
  local found = {}
  while kind do
    local definition = use("kinds/" .. kind)
    add_fields(found, wanted, definition.fields)
    kind = definition.extends
  end
  return found
end

-- What an entry says of its field, or else the dictionary; `name` is type, list or fields.
local function says(entry, key, name)
  if entry == nil then
    return nil
  end
  local own
  if entry ~= key then
    own = entry[name]
  end
  if own == nil then
    local common = use "fields"[key]
    own = common and common[name]
  end
  return own
end

local show_fields

local function file_value(item)
  return {name = item.text, url = item.url, type = item.type, size = tonumber(item.size)}
end

local function item_value(item, entry, key)
  if item.grouped then
    return show_fields(unfold(item.parts), function(wanted)
      return add_fields({}, wanted, says(entry, key, "fields"))
    end)
  end
  if says(entry, key, "type") == "file" then
    return file_value(item)
  end
  return item.text
end

-- A field that may hold several is a list, however many it holds.
local function field_value(field, entry)
  local key = field.key
  local values = map(unfold(field.items), function(item) return item_value(item, entry, key) end)
  if #values > 1 or says(entry, key, "list") then
    return values
  end
  return values[1]
end

-- `find` gives the entries of wanted fields.
function show_fields(fields, find)
  if #fields == 0 then
    return nil
  end
  local wanted, result = {}, {}
  for _, field in ipairs(fields) do
    wanted[field.key] = true
  end
  local entries = find(wanted)
  for _, field in ipairs(fields) do
    result[field.key] = field_value(field, entries[field.key])
  end
  return result
end

local function own_fields(document)
  local fields = filter(document.fields, function(field) return not ELSEWHERE[field.key] end)
  return show_fields(fields, function(wanted) return kind_fields(document.kind, wanted) end)
end

local function entry_value(entry)
  return entry and {title = entry.title, number = entry.number, url = entry.url}
end

-- The names of relations as the document that writes them has them.
local function own_relations()
  local own = {}
  for _, relation in ipairs(use "relations") do
    own[relation.name] = true
  end
  return own
end

local function show_relations(ties)
  if not ties or #ties == 0 then
    return nil
  end
  local mine = own_relations()
  local result = map(filter(ties, function(tie) return mine[tie.relation] end), function(tie)
    local value = tie.entry and entry_value(unfold(tie.entry)) or {text = tie.text}
    value.relation = tie.relation
    value.label = tie.label
    return value
  end)
  return result[1] and result
end

local function show_validity(validity)
  return validity and {
    state = validity.state, from = validity.from, ["until"] = validity["until"], basis = validity.basis,
    by = entry_value(validity.by and unfold(validity.by)),
  }
end

local function show_source(source)
  return source and {
    path = source.path, blob = source.blob, commit = source.commit, changed_on = source.changed_on,
  }
end

local function list_or_nil(list)
  return list[1] and list
end

-- What is left of a document that was withdrawn, and what every record begins with.
local function identity(document)
  local machine = use "machine"
  return {
    id = document.id, url = document.url, address = document.address, title = document.title, kind = document.kind,
    kind_label = document.kind_label, number = document.number, language = document.language,
    organs = list_or_nil(machine.texts(document, "issuing_organ")),
    written_on = document.written_on, printed_on = document.printed_on, published_on = machine.published(document),
    first_committed_on = machine.first_committed(document), listed_on = document.listed_on,
    sample = machine.sample(document), withdrawn = document.withdrawn or nil,
    source = show_source(document.source), reference_copy = site.strings.reference_copy,
  }
end

local function contents(input)
  local machine = use "machine"
  local document = input.document
  local attachments = machine.field(document, "attachments")
  return {
    summary = document.summary,
    theme = machine.text(document, "theme"),
    validity = show_validity(document.validity),
    attachments = attachments and map(unfold(attachments.items), file_value),
    fields = own_fields(document),
    relations = show_relations(input.ties),
  }
end

return function(input)
  local document = input.document
  local record = identity(document)
  if not document.withdrawn then
    record = merge(record, contents(input))
  end
  return {json = json(record)}
end
