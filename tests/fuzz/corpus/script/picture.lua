return function(page)
  local list = {{"rect", x = 1.5, width = 1 / 3, fill = "url(#a)", ["data-r"] = 2}, {}, false}
  return {h = svg({"svg", class = "a b", {"g", d = {"M", 1, -2, "Z"}, list}, {"a", href = page.a, "一"}}, 1),
    w = text_width("国务院 a") // 1, l = modules "views/"}
end
