-- Columns in the order of a scale with a limit between two of them: what lies within it and what beyond.
--
-- `limit` names the last category that is within; the line stands behind it, `label` says what it is.
local WORDS = {
  within = label("{1}以内{2}，占{3}%。", "{1}以內{2}，佔{3}%。", "Within {1}: {2}, {3}%."),
  all = label("图中{2}全部在{1}以内。", "圖中{2}全部在{1}以內。", "Within {1}: {2}, all that are drawn."),
  no_limit = label("没有“{1}”这一类；limit 写期限以内的最后一类", "沒有「{1}」這一類；limit 寫期限以內的最後一類",
    "there is no category '{1}'; `limit` names the last one within the limit"),
}

-- The row of the last category within the limit; nil: there is none of that name.
local function limit_row(chart)
  for row, name in ipairs(chart.names) do
    if name == chart.spec.limit then
      return row
    end
  end
end

local function column_of(chart)
  return chart.series[1]
end

local function draw(chart, canvas)
  local axis, mark, text = use "drawing/axis", use "drawing/mark", use "drawing/text"
  local column, last = column_of(chart), limit_row(chart)
  local scale = use "drawing/scale".fit({column.values}, {lengths = true})
  local frame = axis.frame(canvas, {scale = scale, format = chart.format, categories = chart.names, top = 30})
  local thick, shapes, numbers = math.min(frame.band * 0.72, 64), {}, {"g", ["text-anchor"] = "middle"}
  for row, value in ipairs(column.values) do
    if value then
      local height = math.max(frame.zero - frame.y(value), 1) -- of none a hair, that can be touched
      local shape = {"rect", x = frame.x(row) - thick / 2, y = frame.zero - height, width = thick, height = height}
      shapes[#shapes + 1] = mark.cell(shape, row, column.place)
      numbers[#numbers + 1] = {"text", x = frame.x(row), y = frame.zero - height - 6, chart.format.value(value)}
    end
  end
  local line, name = false, chart.spec.label
  if last then
    local x = frame.x(last) + frame.band / 2
    local right = x - 8 >= text.width(name or "")
    line = {
      {"path", class = "target", color = "#333", stroke = "currentColor", ["stroke-width"] = 2,
        ["stroke-dasharray"] = "6 3", d = {"M", x, frame.top - 30, "V", frame.bottom}},
      name and {"text", x = right and x - 8 or x + 8, y = frame.top - 18, ["text-anchor"] = right and "end" or "start",
        name} or false,
    }
  end
  return {frame.under, mark.series(1, {fill = "currentColor"}, shapes), frame.over, numbers, line}
end

local function say(chart)
  local words, finding = use "drawing/words", use "drawing/finding"
  local column, last = column_of(chart), limit_row(chart)
  local within, all, least = 0, 0, 0
  for row, value in ipairs(column.values) do
    least = math.min(least, value or 0)
    all = all + (value or 0)
    within = within + (row <= last and value or 0)
  end
  local name = chart.spec.label or chart.names[last]
  local amount = finding.amount(column, use "drawing/number".plain(within, 6))
  local missing = finding.missing(chart)
  if all == 0 or least < 0 then
    return finding.plain(chart)
  elseif within == all then
    return words.say(WORDS.all, name, amount) .. missing
  end
  return words.say(WORDS.within, name, amount, use "drawing/shares".part(within, all)) .. missing
end

return {
  label = label("期限图", "期限圖", "Columns with a limit"),
  aliases = {"时限图", "時限圖"},
  wants = {x = "category", y = "number"},
  options = {"limit", "label"},
  check = function(chart)
    if not limit_row(chart) then
      return use "drawing/words".fill(WORDS.no_limit, chart.spec.limit or ""), "limit"
    end
  end,
  draw = draw,
  say = say,
}
