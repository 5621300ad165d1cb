-- Lines that marks are compared with (targets, limits), runs of points between gaps, and how many series can be told
-- apart.

local SERIES_MOST = 8
local TOO_MANY = label("有{1}个系列，超过8个就分不清；用 y 选几列，或用 multiples 分成小图",
  "有{1}個系列，超過8個就分不清；用 y 選幾欄，或用 multiples 分成小圖",
  "there are {1} series, and more than 8 cannot be told apart; choose some by y, or take multiples")

--- Why so many series cannot be drawn, and the key to blame; nil when they can.
local function too_many(count)
  if count > SERIES_MOST then
    return use "drawing/words".fill(TOO_MANY, count), "y"
  end
end

--- A line across the frame at `place`, with its text. `where`: "beside" it at the right, for which target_room is to
--- be given to the frame; "above" it at the left; or "lying": the frame lies and the line stands, the text is at its
--- top.
local function across(frame, place, text, where)
  local half = use "drawing/text".width(text) / 2
  local lies = {"M", frame.left, place, "H", frame.right}
  local d = where == "lying" and {"M", place, frame.top, "V", frame.bottom} or lies
  local label = {"text", class = "halo", text}
  if where == "lying" then
    label.x, label.y = math.max(half, math.min(place, frame.right - half)), frame.top - 5
    label["text-anchor"] = "middle"
  elseif where == "above" then
    label.x, label.y = frame.left + 4, place - 5
  else
    label.x, label.y = frame.right + 5, place + 5.5
  end
  return {"g", class = "target", color = "#a11", {"path", d = d, stroke = "currentColor", ["stroke-width"] = 2,
    ["stroke-dasharray"] = "7 4"}, label}
end

local function target_text(chart)
  local words = use "drawing/words"
  local name = chart.spec.target_name or words.pick(words.target)
  return name .. " " .. chart.format.value(chart.target, chart.target_text)
end

--- The room at the right that the text of the target takes.
local function target_room(chart)
  return chart.target and use "drawing/text".width(target_text(chart)) + 8 or 0
end

--- The chart's target, if it has one: a line across, or a short one for each row when it is a column.
local function target(chart, frame, place, middle, where)
  if chart.target then
    return across(frame, place(chart.target), target_text(chart), where)
  elseif not chart.target_column then
    return false
  end
  local d, half = {}, frame.band * 0.45
  for row, value in ipairs(chart.target_column.values) do
    if value then
      local at, centre = place(value), middle(row)
      for _, item in ipairs(where == "lying" and {"M", at, centre - half, "V", centre + half} or
        {"M", centre - half, at, "H", centre + half}) do
        d[#d + 1] = item
      end
    end
  end
  return {"path", class = "target", color = "#a11", stroke = "currentColor", ["stroke-width"] = 3, d = d}
end

--- Runs of points between gaps: lists of {x, y, row}.
local function runs(values, x, y)
  local found, current = {}, nil
  for row, value in ipairs(values) do
    if value then
      if not current then
        current = {}
        found[#found + 1] = current
      end
      current[#current + 1] = {x(row), y(value), row}
    else
      current = nil
    end
  end
  return found
end

--- Places from 0 to 1 of names that are times and lie unevenly; nil when they lie evenly or are no times.
local function uneven(chart)
  if not chart.in_time or chart.rows < 3 then
    return nil
  end
  local date = use "drawing/date"
  local days = map(chart.names, function(name) return date.read(name).day end)
  local least, most = math.huge, 0
  for row = 2, #days do
    local step = days[row] - days[row - 1]
    least, most = math.min(least, step), math.max(most, step)
  end
  if least <= 0 or most / least < 1.3 then
    return nil
  end
  local span = days[#days] - days[1]
  return map(days, function(day) return (day - days[1]) / span end)
end

return {too_many = too_many, across = across, target = target, target_room = target_room, runs = runs, uneven = uneven}
