-- The index of lists over a fixed vocabulary: all its classes, those without documents too, in the
-- order and under the names that the vocabulary has.
local pages = use "page"
local linked = use "linked"

local VOCABULARIES = {themes = "theme", ["key-fields"] = "key_field", ["release-classes"] = "release_class"}

-- A class with its list, when it has documents.
local function term_node(term, urls)
  local url = urls[term.key]
  return {word = term.label[site.language], list_url = url, has_list = url ~= nil, narrower = false, children = {}}
end

-- The terms as a tree of two levels.
local function tree(terms, urls)
  local roots, by_key = {}, {}
  for _, term in ipairs(terms) do
    local node = term_node(term, urls)
    by_key[term.key] = node
    local parent = term.parent and by_key[term.parent]
    if parent then
      parent.narrower = true
      table.insert(parent.children, node)
    else
      roots[#roots + 1] = node
    end
  end
  return roots, by_key
end

return function(input)
  local axis = unfold(input.axes)[1]
  -- An axis of a site's own may go by something else: then there are its lists alone.
  local name = VOCABULARIES[axis.name]
  local vocabulary = name and use "vocabularies"[name] or {terms = {}}
  local urls = {}
  for _, list in ipairs(unfold(input.groups)) do
    urls[list.key] = list.url
  end
  local roots, known = tree(vocabulary.terms, urls)
  -- An open vocabulary may hold words of this site's own.
  for _, list in ipairs(unfold(input.groups)) do
    if not known[list.key] then
      roots[#roots + 1] = {word = list.label, list_url = list.url, has_list = true, narrower = false, children = {}}
    end
  end
  local page = pages.make(input, {group = "column", title = axis.label, linked = linked.list(input)})
  page.terms = {roots = roots, source = vocabulary.source}
  return page
end
