-- A document that was withdrawn: its address, title, number and dates stay, with the day and the
-- reason; the text is gone.
local pages = use "page"
local linked = use "linked"

-- What a reader needs to know which document it was.
local KEPT = {"index_number", "theme", "issuing_organ", "written_on", "number", "published_on"}

return function(input)
  local document = input.document
  local found = use "machine".by_key(document)
  local facts = map(KEPT, function(key)
    local field = found[key]
    return field or {label = (use "fields")[key].label[site.language], none = true, items = false}
  end)
  local page = pages.make(input, {
    group = "item",
    title = document.title,
    linked = linked.document(input),
  })
  page.doc = {
    title = document.title,
    kind = document.kind_label,
    sample = document.sample,
    language = document.language ~= site.language and document.language,
    date = document.withdrawn and document.withdrawn.date,
    reason = document.withdrawn and document.withdrawn.reason,
    facts = facts,
    json = not input.page.edition and document.url_json,
    ties = #input.ties > 0 and {list = input.ties},
  }
  return page
end
