-- The front of the site: what is new, what can be answered, what was answered, and the ways in.
local pages = use "page"
local linked = use "linked"

-- The blocks of the disclosure platform, in the order of 国办公开办函〔2019〕61号.
local BLOCKS = {"guide", "rules", "disclosed", "reports", "request"}

-- A block of the page, or nothing: an empty one is worse than none.
local function filled(folded, more)
  if not folded then
    return nil
  end
  local list = unfold(folded)
  return #list > 0 and merge({entries = pages.mark_entries(folded), items = folded}, more or {})
end

local function axis_url(input, name)
  local axes = input.selections.axes
  for _, axis in ipairs(axes and unfold(axes) or {}) do
    if axis.name == name then
      return axis.url
    end
  end
end

-- Pages that the blocks above do not show already.
local function other_pages(input)
  local shown = {home = true, platform = true}
  for _, name in ipairs(BLOCKS) do
    shown[name] = true
  end
  local all = input.selections.pages
  return filter(all and unfold(all) or {}, function(page) return not shown[page.name] end)
end

return function(input)
  local chosen = input.selections
  local page = pages.make(input, {
    group = "home",
    linked = linked.home(input),
    since = input.commit and input.commit.date,
  })
  page.home = {
    description = site.description,
    search = pages.fixed(input, "search"),
    newest = filled(chosen.newest, {all = axis_url(input, "years")}),
    consultations = filled(chosen.consultations, {all = axis_url(input, "kinds")}),
    answers = filled(chosen.answers),
    topics = filled(chosen.topics, {all = axis_url(input, "topics")}),
    axes = filled(chosen.axes),
    pages = {items = other_pages(input)},
    blocks = {items = map(BLOCKS, function(name) return pages.fixed(input, name) end)},
    as_of = input.commit and input.commit.date,
  }
  page.home.has_second = (page.home.consultations or page.home.answers) and true or false
  return page
end
