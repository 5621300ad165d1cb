-- A former address of a document: says where it is now. It does not forward by itself, so that nobody
-- is led where they did not mean to go.
local pages = use "page"

return function(input)
  local document = input.document
  local page = pages.make(input, {group = "item", title = document.title})
  page.head.title = site.strings.moved .. site.strings.colon .. page.head.title
  page.doc = {
    title = document.title,
    kind = document.kind_label,
    target = document.url,
    address = document.address,
    from = input.page.moved_from,
    code = document.number,
    day = document.listed_on,
  }
  return page
end
