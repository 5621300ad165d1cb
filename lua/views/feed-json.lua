-- A list as a JSON Feed (version 1.1), or a part of a past year of it.
local function person(name)
  return name and {{name = name}}
end

local function show_item(entry)
  return {
    id = entry.id,
    url = entry.url,
    title = entry.title,
    -- Required by the format: an item has text, if only its title. A summary beside it would say the same again.
    content_text = entry.withdrawn or entry.summary or entry.title,
    date_published = entry.published,
    date_modified = entry.updated,
    authors = person(entry.organ),
    tags = {entry.kind_label},
  }
end

return function(input)
  local feed = use "feed"(input, "feed_json")
  return {
    json = json({
      version = "https://jsonfeed.org/version/1.1",
      title = feed.title,
      home_page_url = feed.home,
      feed_url = feed.own,
      next_url = feed.older or nil,
      language = feed.language,
      authors = person(feed.author),
      items = map(feed.entries, show_item),
    }),
  }
end
