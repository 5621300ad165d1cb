-- A guide or a rule as it stands in the rack of a reading place: the text in large print, and where it comes from.
local pages = use "page"
local machine = use "machine"
local kiosk = use "kiosk"
local pack = use "pack"

return function(input)
  local document = input.document
  local found = machine.by_key(document)
  local problems = {}
  local pieces = pages.pieces(document, problems)
  local page = pack.make(input, document.title)
  page.head.charts = pages.has(pieces, "figure")
  page.head.players = pages.has(pieces, "player")
  page.copy = {
    title = document.title, sample = document.sample, pieces = pieces,
    language = document.language ~= site.language and document.language,
    organs = found.issuing_organ and {items = found.issuing_organ.items},
    day = document.published_on and document.published_on:sub(1, 10),
    number_given = document.number or false,
    outside = kiosk.shown(kiosk.gather(document.outside)),
    address_given = document.address or false,
    code = kiosk.code(document.address),
    name = document.id,
    commit = document.source.commit and document.source.commit:sub(1, 12),
  }
  page.problems = problems
  return page
end
