-- A part of the sitemap (sitemaps.org): documents of a year, or the pages that are no documents. There are
-- sitemaps only where site.yml names the address, for they know no other than full ones.
local function location(item)
  return {
    loc = use "machine".address(item.url),
    -- The day alone: a time adds nothing for those who come by once a day.
    lastmod = item.changed and item.changed:sub(1, 10),
  }
end

return function(input)
  local urls = map(unfold(input.entries), location)
  for _, file in ipairs(unfold(input.files)) do
    urls[#urls + 1] = location(file)
  end
  return {urls = urls}
end
