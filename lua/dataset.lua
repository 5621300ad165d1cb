-- What the pages of a dataset share: its columns as the document describes them and the file has them, its rows as a
-- table to be shown, and what it is for programs (DCAT 3 with schema.org, JSON-LD).
--
--   columns(document, data)            a list of COLUMN
--   grid(input, item)                  the table of one page: heads, rows, pages; item is input.tables[1]
--   linked(input, item)                a table for json()
--
--   COLUMN = {name, label, unit, type, values, range, description, number}
--
-- A template looks for what is absent in what stands around it, so what there is not is false.

-- The parts of a group by their keys, each a list of texts.
local function parts_of(item)
  local parts = {}
  for _, part in ipairs(unfold(item.parts)) do
    parts[part.key] = map(unfold(part.items), function(found) return found.text end)
  end
  return parts
end

-- The descriptions in the front matter by the names of columns.
local function described(document)
  local found = {}
  local field = use "machine".field(document, "columns")
  for _, item in ipairs(field and unfold(field.items) or {}) do
    local parts = parts_of(item)
    if parts.name then
      found[parts.name[1]] = parts
    end
  end
  return found
end

local function type_key(text)
  for _, term in ipairs(use "vocabularies".column_type.terms) do
    if term.label[site.language] == text then
      return term.key
    end
  end
end

local NUMBERS = {integer = true, number = true}

-- 0 以上, 500 以下, 0—500
local function range_of(parts)
  local from, to = parts.minimum and parts.minimum[1], parts.maximum and parts.maximum[1]
  if from and to then
    return from .. "—" .. to
  end
  return from and site.strings.at_least .. " " .. from or to and site.strings.at_most .. " " .. to or false
end

local function columns(document, data)
  local found = described(document)
  return map(unfold(data.columns), function(column)
    local parts = found[column.name] or {}
    local key = parts.type and type_key(parts.type[1]) or column.type
    return {
      name = column.name,
      label = parts.label and parts.label[1] or column.label,
      unit = parts.unit and parts.unit[1] or column.unit or false,
      type = parts.type and parts.type[1] or false,
      values = parts.values and table.concat(parts.values, "、") or false,
      range = range_of(parts),
      description = parts.description and parts.description[1] or false,
      number = NUMBERS[key] or false,
    }
  end)
end

-- ---- the table

-- The column that names a row: the first of its key, or the first of all.
local function head_place(document, data)
  local key = use "machine".texts(document, "row_key")[1]
  for place, column in ipairs(unfold(data.columns)) do
    if column.name == key then
      return place
    end
  end
  return 1
end

local function rows_of(data, head)
  local rows = {}
  local columns_ = map(unfold(data.columns), function(column) return unfold(column.cells) end)
  for at = 1, #(columns_[1] or {}) do
    rows[at] = {cells = map(columns_, function(cells, place)
      local text = cells[at]
      return {text = text, absent = text == "", head = place == head}
    end)}
  end
  return rows
end

-- Classes of the table that set its columns of numbers to the right: a class for each cell would weigh more than the
-- numbers. The style sheet has them for as many columns as people can look at.
local function aligned(shown)
  return table.concat(map(shown, function(column, place) return column.number and " r" .. place or nil end))
end

-- Pages of rows are numbered from the first; a table of one page has none.
local function pages_of(item, url)
  local list = map(unfold(item.pages or {}), function(page)
    return {number = page.number, url = page.url, here = page.url == url}
  end)
  return #list > 1 and {items = list}
end

local function grid(input, item)
  local data, document = item.table, input.document
  local shown, head = columns(document, data), head_place(document, data)
  local rows = rows_of(data, head)
  local first, cut = tonumber(item.first or 1), tonumber(item.page_count or 1) > 1
  return {
    caption = document.title,
    aligned = aligned(shown),
    heads = map(shown, function(column)
      return {text = column.label, unit = column.unit, number = column.number}
    end),
    rows = rows,
    head = tostring(head),
    total = item.row_count or data.row_count,
    from = tostring(first),
    to = tostring(first + #rows - 1),
    cut = cut,
    pages = pages_of(item, input.page.url),
    script = cut and item.script or false,
  }
end

-- ---- for programs

local CONTEXT = {
  "https://schema.org",
  {dcat = "http://www.w3.org/ns/dcat#", dct = "http://purl.org/dc/terms/"},
}

-- The Collection Description Frequency Vocabulary of Dublin Core; what it has no word for is left out.
local FREQUENCIES = {
  real_time = "continuous", daily = "daily", weekly = "weekly", monthly = "monthly", quarterly = "quarterly",
  half_yearly = "semiannual", yearly = "annual", irregular = "irregular",
}

local function organ(name)
  return name and {["@type"] = "GovernmentOrganization", name = name}
end

local function distributions(input, item)
  local strings, file = site.strings, item.file
  local offered = {
    {name = strings.dataset_csv, url = file.csv, media = "text/csv"},
    {name = strings.dataset_json, url = item.json, media = "application/json"},
    {name = strings.dataset_original, url = file.url, media = "text/csv", size = file.size},
  }
  return map(filter(offered, function(made) return made.url end), function(made)
    local address = use "machine".link(input, made.url)
    return {
      ["@id"] = address, ["@type"] = {"DataDownload", "dcat:Distribution"}, name = made.name, contentUrl = address,
      encodingFormat = made.media, contentSize = made.size and made.size .. " B",
    }
  end)
end

local function measured(shown)
  return map(shown, function(column)
    return {
      ["@type"] = "PropertyValue", name = column.name,
      alternateName = column.label ~= column.name and column.label or nil,
      unitText = column.unit or nil, description = column.description or nil,
    }
  end)
end

local function period(document)
  local machine = use "machine"
  local from, to = machine.text(document, "period_from"), machine.text(document, "period_to")
  if not from and not to then
    return nil, nil
  end
  return (from or "..") .. "/" .. (to or ".."),
    {["@type"] = "dct:PeriodOfTime", ["dcat:startDate"] = from, ["dcat:endDate"] = to}
end

local function linked(input, item)
  local machine, document = use "machine", input.document
  local files = distributions(input, item)
  local licence = machine.text(document, "licence")
  local coverage, temporal = period(document)
  local frequency = FREQUENCIES[machine.term(document, "frequency", "frequency") or ""]
  local region = machine.text(document, "region")
  return {
    ["@context"] = CONTEXT,
    ["@type"] = {"Dataset", "dcat:Dataset"},
    ["@id"] = document.address,
    url = document.address,
    identifier = document.number or document.id,
    name = machine.line(document.title),
    description = document.summary,
    inLanguage = document.language or site.language,
    datePublished = machine.date(machine.published(document)),
    dateModified = machine.date(item.file.changed_on),
    version = item.file.commit,
    keywords = machine.text(document, "keywords"),
    publisher = organ(machine.text(document, "steward") or machine.texts(document, "issuing_organ")[1] or site.organ),
    license = licence and {["@type"] = "CreativeWork", name = licence},
    isAccessibleForFree = true,
    spatialCoverage = region,
    temporalCoverage = coverage,
    ["dct:temporal"] = temporal,
    ["dct:accrualPeriodicity"] = frequency and {["@id"] = "http://purl.org/cld/freq/" .. frequency},
    variableMeasured = measured(columns(document, item.table)),
    distribution = files,
    ["dcat:distribution"] = map(files, function(file) return {["@id"] = file["@id"]} end),
    disambiguatingDescription = machine.sample(document) and site.strings.sample or nil,
  }
end

return {columns = columns, grid = grid, linked = linked}
