return function(page)
  local list = unfold(page.f)
  table.sort(list, function(a, b) return a > b end)
  return {a = page.a .. utf8.sub("国务院", 2), h = page.h, f = page.f, n = 1 / 3, l = map(page.l, tostring)}
end
