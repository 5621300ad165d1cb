-- The page of a dataset: that of a document, with the first rows of its table, what its columns mean, the files to take
-- away, and what the last revision changed.

-- These have a place of their own on the page.
local ELSEWHERE = {columns = true, data = true, missing = true, row_key = true}

-- What the last revision of the file changed, counted; the first of its cells are told one by one.
local function change_of(folded)
  local change = folded and unfold(folded)
  if not change then
    return false
  end
  local counts, cells = {}, unfold(change.cells or {})
  for _, name in ipairs {"rows_added", "rows_removed", "rows_changed", "cells_changed"} do
    if change[name] and change[name] ~= "0" then
      counts[#counts + 1] = {label = site.strings["dataset_" .. name], count = change[name]}
    end
  end
  for _, name in ipairs {"columns_added", "columns_removed"} do
    local list = unfold(change[name] or {})
    if #list > 0 then
      counts[#counts + 1] = {label = site.strings["dataset_" .. name], count = table.concat(list, "、")}
    end
  end
  return {
    commit = change.commit or false, changed_on = change.changed_on or false, counts = counts,
    cells = #cells > 0 and {rows = cells},
  }
end

local function files_of(item)
  local file = item.file
  return {
    csv = file.csv, json = item.json or false, original = file.url, name = file.name, path = file.path,
    size = use "measure".size(file.size), commit = file.commit or false, digest = file.blob or false,
  }
end

return function(input)
  local in_kiosk = input.page.edition == "kiosk"
  local page = use "views/document"(input)
  local item = unfold(input.tables or {})[1]
  page.doc.facts = filter(page.doc.facts, function(fact) return not ELSEWHERE[fact.key] end)
  if not item or not item.table then
    return page
  end
  local dataset = use "dataset"
  page.head.dataset = {sorted = true}
  page.doc.json_ld = not in_kiosk and json(dataset.linked(input, item))
  page.doc.dataset = {
    grid = dataset.grid(input, item),
    columns = dataset.columns(input.document, item.table),
    files = not in_kiosk and files_of(item),
    change = change_of(item.change),
    missing = use "machine".text(input.document, "missing") or false,
  }
  return page
end
