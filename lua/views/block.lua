-- A page of the disclosure platform: its five blocks for navigation, and what the block in hand holds.
local pages = use "page"
local linked = use "linked"

-- In the order of 国办公开办函〔2019〕61号.
local BLOCKS = {"guide", "rules", "disclosed", "reports", "request"}

-- Where there are annual reports of several years, what they say together.
local function add_years(page, tables)
  local years, problems = use "annual/years", {}
  local organs = years.read(tables)
  years.check(organs, problems)
  local figures = years.figures(organs)
  page.problems = problems
  page.block.figures = #figures > 0 and {items = figures}
  page.head.charts = #figures > 0
end

return function(input)
  local own = input.self
  local front = own.name == "platform"
  -- A site's own lua/pages.lua may have fewer of them.
  local platform = pages.fixed(input, "platform") or {label = own.label, url = own.url}
  local page = pages.make(input, {
    group = "column",
    title = own.label,
    crumbs = not front and {platform} or nil,
    linked = linked.list(input),
  })
  local selections = input.selections or {}
  local classes = selections.classes
  local class = classes and unfold(classes)[1]
  page.block = {
    label = own.label,
    platform = platform.label,
    front = front,
    blocks = map(BLOCKS, function(name)
      local block = pages.fixed(input, name)
      return block and merge(block, {current = name == own.name})
    end),
    documents = selections.documents and {entries = pages.mark_entries(selections.documents)},
    classes = classes and {groups = classes},
    all_classes = class and "list/" .. class.axis .. "/index.html",
    contact = own.name == "guide" or own.name == "request",
  }
  if selections.tables then
    add_years(page, selections.tables)
  end
  return page
end
