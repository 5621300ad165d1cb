-- A page of the disclosure platform: its five blocks for navigation, and what the block in hand holds.
local pages = use "page"
local linked = use "linked"

-- In the order of 国办公开办函〔2019〕61号.
local BLOCKS = {"guide", "rules", "disclosed", "reports", "request"}

return function(input)
  local own = input.self
  local front = own.name == "platform"
  local platform = pages.fixed("platform")
  local page = pages.make(input, {
    group = "column",
    title = own.label,
    crumbs = not front and {platform} or nil,
    linked = linked.list(input),
  })
  local classes = input.selections.classes
  page.block = {
    label = own.label,
    platform = platform.label,
    front = front,
    blocks = map(BLOCKS, function(name)
      return merge(pages.fixed(name), {current = name == own.name})
    end),
    documents = input.selections.documents and {entries = pages.mark_entries(input.selections.documents)},
    classes = classes and {groups = classes},
    all_classes = classes and "list/release-classes/index.html",
    contact = own.name == "guide" or own.name == "request",
  }
  return page
end
