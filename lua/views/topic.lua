-- A topic is told as a story: what was decided, what it means, what was asked and answered, and the
-- figures. Its numbered pages are lists like all others.
local pages = use "page"
local show_list = use "views/list"

return function(input)
  local page = show_list(input)
  page.topic = input.sections and {
    sections = map(input.sections, function(section)
      return {
        heading = site.strings["section_" .. section.name] or section.name,
        anchor = "part-" .. section.name,
        entries = pages.mark_entries(section.entries),
      }
    end),
  }
  return page
end
