-- How series look, and the shapes that stand for values.
--
-- Every series has a class (s1 … s8), by which themes colour it, and a colour for where there is no theme. The class
-- gives `color` and nothing else; shapes paint with "currentColor" or with a pattern that has it in it. So one
-- class serves lines, areas and symbols, and a look changes eight colours and no more. Series are told apart
-- without colour too: by pattern, dash or symbol.

local COLOURS = {"#0072b2", "#d55e00", "#009e73", "#aa3377", "#4477aa", "#b3568a", "#228833", "#000"}
local DASHES = {false, "8 4", "2 4", "12 4 2 4", "16 5", "5 3 2 3 2 3", "4 8", "1 3"}

-- What lies on the colour of a pattern, in the colour of the paper; the tile is 8 × 8. The first is plain.
local TILES = {
  false, "M-2 2L2 -2M0 8L8 0M6 10L10 6", "M2 2h1.5M6 6h1.5", "M-2 6L2 10M0 0L8 8M6 -2L10 2", "M0 4H8",
  "M0 4H8M4 0V8", "M4 0V8", "M0 8L8 0M0 0L8 8",
}

-- Series beyond the eighth begin anew; kinds that cannot tell them apart refuse them (drawing/guide.too_many).
local function number_of(index)
  return (index - 1) % #COLOURS + 1
end

--- A group of shapes of one series: `more` are attributes for all of them, such as fill = mark.fill(canvas, 2).
local function series(index, more, shapes)
  local number = number_of(index)
  local made = merge({class = "s" .. number, color = COLOURS[number]}, more or {})
  made[1] = "g"
  for place, shape in ipairs(shapes) do
    made[place + 1] = shape
  end
  return made
end

--- What to fill the shapes of a series with.
local function fill(canvas, index)
  local number = number_of(index)
  if not TILES[number] then
    return "currentColor"
  end
  canvas.patterns[number] = true
  return "url(#" .. canvas.id .. "-p" .. number .. ")"
end

--- The same for what is not recorded (未收录): hatched, without colour.
local function missing_fill(canvas)
  canvas.patterns.missing = true
  return "url(#" .. canvas.id .. "-m)"
end

local function dash(index)
  return DASHES[number_of(index)] or nil
end

local function pattern(id, shapes)
  local made = {"pattern", id = id, width = 8, height = 8, patternUnits = "userSpaceOnUse"}
  for place, shape in ipairs(shapes) do
    made[place + 1] = shape
  end
  return made
end

--- The <defs> of all patterns that were asked for; nil when there were none.
local function definitions(canvas)
  local made = {"defs"}
  for number in ipairs(COLOURS) do
    if canvas.patterns[number] then
      made[#made + 1] = pattern(canvas.id .. "-p" .. number, {
        {"rect", width = 8, height = 8, class = "s" .. number, color = COLOURS[number], fill = "currentColor"},
        {"path", class = "paper", color = "#fff", stroke = "currentColor", d = TILES[number],
          ["stroke-width"] = number == 3 and 2.5 or 1.6},
      })
    end
  end
  if canvas.patterns.missing then
    made[#made + 1] = pattern(canvas.id .. "-m", {
      {"path", class = "missing", color = "#595959", stroke = "currentColor", d = "M-2 2L2 -2M0 8L8 0M6 10L10 6"},
    })
  end
  return made[2] and made or nil
end

--- Outlines in ink for shapes that are highlighted, to be drawn over them.
local function outlined(shapes)
  local made = {"g", class = "ink", color = "#000", fill = "none", stroke = "currentColor", ["stroke-width"] = 2.5}
  for place, shape in ipairs(shapes) do
    local copy = merge(shape, {})
    copy["data-r"], copy["data-c"] = nil, nil
    made[place + 1] = copy
  end
  return made
end

--- Shapes that stand for what is not recorded, outlined.
local function missing(shapes)
  local made = {"g", class = "gap", color = "#595959", stroke = "currentColor", ["stroke-dasharray"] = "3 2"}
  for place, shape in ipairs(shapes) do
    made[place + 1] = shape
  end
  return made
end

--- The shape with the place of its cell in the figure's table: row and column from 1, the row heads being column 1.
local function cell(shape, row, column)
  shape["data-r"], shape["data-c"] = row, column
  return shape
end

--- The `d` of a line through points {x, y}; `closed` joins its ends.
local function path(points, closed)
  local parts = {}
  for place, point in ipairs(points) do
    parts[#parts + 1] = place == 1 and "M" or "L"
    parts[#parts + 1] = point[1]
    parts[#parts + 1] = point[2]
  end
  parts[#parts + 1] = closed and "Z" or nil
  return parts
end

local SYMBOLS = {
  {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}},
  {{0, -1.2}, {1.2, 1}, {-1.2, 1}},
  {{0, -1.4}, {1.4, 0}, {0, 1.4}, {-1.4, 0}},
  {{0, 1.2}, {1.2, -1}, {-1.2, -1}},
  {{-0.4, -1.2}, {0.4, -1.2}, {0.4, -0.4}, {1.2, -0.4}, {1.2, 0.4}, {0.4, 0.4}, {0.4, 1.2}, {-0.4, 1.2},
    {-0.4, 0.4}, {-1.2, 0.4}, {-1.2, -0.4}, {-0.4, -0.4}},
}

--- The symbol of a series at a place, of about that radius.
local function symbol(index, x, y, radius)
  local number = number_of(index)
  local shape = SYMBOLS[(number - 1) % (#SYMBOLS + 1)]
  if not shape then
    return {"circle", cx = x, cy = y, r = radius}
  end
  return {"path", d = path(map(shape, function(corner)
    return {x + corner[1] * radius, y + corner[2] * radius}
  end), true)}
end

return {
  series = series, fill = fill, missing_fill = missing_fill, dash = dash, definitions = definitions, cell = cell,
  path = path, symbol = symbol, outlined = outlined, missing = missing, number_of = number_of,
}
