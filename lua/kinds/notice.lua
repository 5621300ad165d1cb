-- An official document, and the kind of whatever names none.
--
-- Only the title is required, and the first heading can give it: a Markdown file that nobody wrote
-- for this site must still be published. The issuing organ and the date of publication are what a
-- complete document has; checks tell when they are missing.
--
-- The order is that of the header on the page of 国办发〔2017〕47号 itself, with validity, type and
-- disclosure added.
return {
  label = label("公文", "公文", "Official document"),
  aliases = {"文件", "政策文件", "通知公告", "公告公示"},
  view = "document",
  fields = {
    "index_number", "theme", "issuing_organ", "written_on", required "title", "subtitle", "number", "published_on",
    "keywords", "status", "status_basis", "genre", "disclosure",
    "printed_on", "effective_on", "expires_on",
    "responsible_organ", "level", "region", "audience", "key_field", "release_class", "topics", "summary",
    "source", "source_url", "author", "origin", "channels",
    "forwards", "implements", "amends", "repeals", "replaces", "corrects", "responds_to", "part_of",
    "review", "concurrence", "corrections",
    "image", "attachments", "language", "sample", "draft", "withdrawn", "former_paths", "id",
  },
}
