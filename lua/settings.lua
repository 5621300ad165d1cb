-- What holds for the site as a whole.
return {
  -- What a document is when its front matter names no kind: any Markdown file can be published as
  -- it stands.
  default_kind = "notice",
}
