-- What staff print: the sheets for the wall and the rack, with what each is for.
local pages = use "page"
local pack = use "pack"

local function line(entry)
  return {title = entry.title, url = entry.url, sample = entry.sample}
end

-- The copy for the rack of a guide or a rule.
local function copies(folded)
  local standing = filter(folded and unfold(folded) or {}, function(entry) return not entry.withdrawn end)
  return map(standing, function(entry) return merge(line(entry), {url = "print/" .. entry.url}) end)
end

return function(input)
  local chosen = input.selections
  local page = pack.make(input, input.self.label)
  local strings = site.strings
  local function sheet(name, says)
    local found = pages.fixed(input, name)
    return found and {label = found.label, url = found.url, says = says}
  end
  local sheets = {}
  for _, each in ipairs {
    {"print-sign", strings.pack_sign_says}, {"print-request", strings.pack_request_says},
    {"print-month", strings.pack_month_says}, {"print-month-before", strings.pack_month_says},
    {"print-month-large", strings.pack_large_says}, {"print-labels", strings.pack_labels_says},
  } do
    sheets[#sheets + 1] = sheet(each[1], each[2])
  end
  local texts = {}
  for _, name in ipairs {"reading", "disclosure", "request", "rules"} do
    for _, copy in ipairs(copies(chosen[name])) do
      texts[#texts + 1] = copy
    end
  end
  page.pack = {sheets = sheets, texts = #texts > 0 and {items = texts}}
  return page
end
