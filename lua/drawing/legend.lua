-- What the series are called: at the ends of their lines where that fits, else in rows above the marks.

local ROW = 24
local SWATCH = 22

-- One entry's mark, with its left middle at x, y.
local function swatch(canvas, item, x, y)
  local mark = use "drawing/mark"
  if item.missing then
    return mark.missing {{"rect", x = x, y = y - 7, width = SWATCH, height = 14, fill = mark.missing_fill(canvas)}}
  end
  if item.way == "line" then
    return mark.series(item.index, {fill = "currentColor"}, {
      {"path", d = mark.path {{x, y}, {x + SWATCH, y}}, stroke = "currentColor", ["stroke-width"] = 2.5,
        ["stroke-dasharray"] = mark.dash(item.index)},
      mark.symbol(item.index, x + SWATCH / 2, y, 4.5),
    })
  end
  if item.way == "point" then
    return mark.series(item.index, {fill = "currentColor"}, {mark.symbol(item.index, x + SWATCH / 2, y, 5.5)})
  end
  return mark.series(item.index, {fill = mark.fill(canvas, item.index), stroke = "currentColor"}, {
    {"rect", x = x, y = y - 7, width = SWATCH, height = 14},
  })
end

--- Rows of {text, index = of the series, way = "fill" | "line" | "point", missing = true for 未收录} from the top
--- left: the shapes, and the height that they take, to be given to axis.frame as `top`.
local function above(canvas, items)
  local text = use "drawing/text"
  local x, y, shapes = 0, ROW / 2, {"g"}
  for _, item in ipairs(items) do
    local label = text.cut(item.text, canvas.width - SWATCH - 12)
    local width = SWATCH + 6 + text.width(label)
    if x > 0 and x + width > canvas.width then
      x, y = 0, y + ROW
    end
    shapes[#shapes + 1] = swatch(canvas, item, x, y)
    shapes[#shapes + 1] = {"text", x = x + SWATCH + 6, y = y + 5.5, label}
    x = x + width + 20
  end
  return shapes, y + ROW / 2 + 4
end

local LINE = 19 -- between labels at line ends

-- Moves places apart by at least LINE, within low … high; they come in order.
local function spread(items, low, high)
  for place, item in ipairs(items) do
    item.at = math.max(item.y, place > 1 and items[place - 1].at + LINE or low)
  end
  local limit = high
  for place = #items, 1, -1 do
    items[place].at = math.min(items[place].at, limit)
    limit = items[place].at - LINE
  end
end

--- How much room at the right the labels at line ends want; nil: they do not fit, take a legend.
local function ends_room(texts, height)
  local text = use "drawing/text"
  local widest = text.widest(texts)
  if #texts * LINE > height or widest > 150 then
    return nil
  end
  return widest + 14
end

--- Labels beside line ends. `items` are {text, y, index, bold}; `x` is where the lines end; `low`, `high` the
--- room from top to bottom.
local function at_ends(items, x, low, high)
  local mark = use "drawing/mark"
  local ordered = sorted(items, function(a, b) return a.y < b.y end)
  spread(ordered, low, high)
  return map(ordered, function(item)
    local line = math.abs(item.at - item.y) > 4
    return mark.series(item.index, {}, {
      line and {"path", d = mark.path {{x + 5, item.y}, {x + 11, item.at}}, stroke = "currentColor"} or false,
      {"text", class = "halo", x = x + 13, y = item.at + 5.5, ["font-weight"] = item.bold and "bold" or nil, item.text},
    })
  end)
end

return {above = above, ends_room = ends_room, at_ends = at_ends, spread = spread, ROW = ROW}
