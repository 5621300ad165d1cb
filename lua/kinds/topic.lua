-- A topic (专题): what the public asks about, across kinds, organs and classes. Documents name it by
-- its title.
return {
  label = label("专题", "專題", "Topic"),
  aliases = {"专题专栏", "专栏"},
  view = "document",
  listed = false,
  entity_field = "title",
  fields = {
    required "title",
    "subtitle",
    "summary",
    "responsible_organ",
    "published_on",
    "theme",
    "keywords",
    {
      key = "cover",
      type = "file",
      label = label("封面", "封面", "Cover"),
      aliases = {"封面图", "封面图片"},
    },
    {
      -- Among topics; the smallest comes first.
      key = "order",
      type = "integer",
      label = label("排序", "排序", "Order"),
      aliases = {"顺序", "順序", "序号"},
    },
    "image", "attachments", "language", "sample", "draft", "withdrawn", "former_paths", "id",
  },
}
