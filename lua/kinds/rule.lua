-- A rule of disclosure work itself: the second block of the disclosure platform. It is a document
-- like any other.
return {
  label = label("公开制度", "公開制度", "Rule"),
  aliases = {"制度", "政府信息公开制度", "信息公开制度"},
  view = "document",
  extends = "notice",
}
