-- A part of the sitemap (sitemaps.org): documents of a year, or the pages that are no documents. There are
-- sitemaps only where site.yml names the address, for they know no other than full ones.
local function locations(list)
  return map(unfold(list or {}), function(item)
    return {
      loc = use "machine".address(item.url),
      -- The day alone: a time adds nothing for those who come by once a day.
      lastmod = item.changed and item.changed:sub(1, 10),
    }
  end)
end

return function(input)
  local urls = locations(input.entries)
  for _, list in ipairs({input.files or {}, input.pages or {}, input.axes or {}, input.groups or {}}) do
    for _, item in ipairs(locations(list)) do
      urls[#urls + 1] = item
    end
  end
  return {urls = urls}
end
