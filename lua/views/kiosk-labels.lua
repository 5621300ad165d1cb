-- Labels for the rack: one for each kind of document and each topic.
local pack = use "pack"

local function labels(folded)
  return map(folded and unfold(folded) or {}, function(list) return {text = list.label, over = list.axis_label} end)
end

return function(input)
  local page = pack.make(input, input.self.label)
  page.pack = {kinds = labels(input.selections.kinds), topics = labels(input.selections.topics)}
  return page
end
