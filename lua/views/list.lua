-- One list of documents: its front with the newest, or a numbered page of older ones.
return function(input)
  local list = unfold(input.groups)[1]
  return {
    page = input.page,
    root = input.page.root,
    title = list.label,
    page_number = input.page.number,
    front = not input.page.number and {count = list.count},
    entity = input.entity,
    entries = input.entries,
    older = input.page.older,
    newer = input.page.newer,
  }
end
