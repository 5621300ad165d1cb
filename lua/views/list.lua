-- One list of documents: its front with the newest, or a numbered page of older ones.
local pages = use "page"
local linked = use "linked"

return function(input)
  local list = unfold(input.groups)[1]
  local front = not input.page.number
  local counted = front and use "counts".of_list(input, list.count)
  local page = pages.make(input, {
    group = "column",
    title = list.label,
    crumbs = {{label = list.axis_label, url = "list/" .. list.axis .. "/index.html"}},
    linked = linked.list(input),
    charts = counted and true,
  })
  page.counted = counted
  page.list = {
    label = list.label,
    axis = list.axis_label,
    number_of_page = input.page.number,
    count = front and list.count,
    about = input.entity,
    atom = front and not input.page.edition and list.atom,
    feed = front and not input.page.edition and list.feed_json,
    older = input.page.older,
    newer = input.page.newer,
    is_cut = (input.page.older or input.page.newer) and true or false,
  }
  page.entries = pages.mark_entries(input.entries)
  return page
end
