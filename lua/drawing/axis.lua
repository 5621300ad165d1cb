-- Frames: the room that a chart's marks have, with the axes around it.
--
-- frame(canvas, options) stands upright: categories (or a second scale) below, values at the left.
-- rows(canvas, options) lies: names at the left, values below. Both set canvas.height and give
--   left, right, top, bottom   the room for marks
--   x, y                       functions to places; of a category its number, of a value the value
--   band                       width (height) of one category
--   zero                       where 0 lies, or the end of the room next to it
--   under, over                shapes to be drawn before and after the marks
-- Labels of categories stand in one line, wrap, or are set at a slant; names of a sequence (those with digits, as
-- years have) are thinned out instead. They never touch.

local PLOT_HEIGHT = 250
local GAP = 8 -- between texts that stand beside each other

local function extend(list, ...)
  for _, item in ipairs {...} do
    list[#list + 1] = item
  end
end

local function has_digit(label)
  for index = 1, #label do
    local byte = label:byte(index)
    if byte >= 48 and byte <= 57 then
      return true
    end
  end
  return false
end

local function is_sequence(labels)
  for _, label in ipairs(labels) do
    if not has_digit(label) then
      return false
    end
  end
  return true
end

-- Steps that parts of a year are thinned out by, so that the same ones are named every year.
local STEPS = {month = {1, 2, 3, 4, 6, 12, 24, 60, 120}, quarter = {1, 2, 4, 8, 20, 40}}

local function even_step(labels, every)
  local time = use "drawing/date".read(labels[1] or "")
  for _, step in ipairs(time and STEPS[time.precision] or {}) do
    if step >= every then
      return step
    end
  end
  return every
end

-- Each k-th label, so that they do not touch.
local function thin(labels, band, size)
  local text = use "drawing/text"
  local cut = map(labels, function(label) return text.cut(label, 160, size) end)
  local every = math.max(1, math.ceil((text.widest(cut, size) + GAP) / band))
  return {way = "thin", labels = cut, every = even_step(labels, every), height = size * 1.8, left = 0}
end

local function are_apart(cut, labels)
  local seen = {}
  for place, label in ipairs(cut) do
    if seen[label] and seen[label] ~= labels[place] then
      return false
    end
    seen[label] = labels[place]
  end
  return true
end

-- Cut as short as tells them apart: offices of one place begin alike.
local function slant(labels, band, size)
  local text, cut = use "drawing/text", nil
  for _, most in ipairs {8, 12, 16} do
    cut = map(labels, function(label) return text.cut(label, size * most, size) end)
    if are_apart(cut, labels) then
      break
    end
  end
  local reach = text.widest(cut, size) * 0.71
  return {way = "slant", labels = cut, every = 1, height = reach + size * 1.3, left = reach - band / 2 + 4}
end

--- How the labels of categories are set when each has `band` of width: {way, height, every, left = room they need
--- at the left of the first band}.
local function plan_labels(labels, band, size)
  local text = use "drawing/text"
  if text.widest(labels, size) + GAP / 2 <= band then
    return {way = "line", labels = labels, every = 1, height = size * 1.8, left = 0}
  end
  if band >= size * 2.4 then
    local most, all = 1, true
    local wrapped = map(labels, function(label)
      local lines, whole = text.balance(label, band - GAP, 3, size)
      most, all = math.max(most, #lines), all and whole
      return lines
    end)
    if all then
      return {way = "wrap", labels = wrapped, every = 1, height = size * (0.6 + 1.2 * most), left = 0}
    end
  end
  if is_sequence(labels) or band < size * 1.25 then
    return thin(labels, band, size)
  end
  return slant(labels, band, size)
end

-- Of labels that lie unevenly those are kept that do not touch the one kept before.
local function keep_apart(plan, middle)
  local text, kept, free = use "drawing/text", {}, -math.huge
  for place, label in ipairs(plan.labels) do
    local half = text.width(label) / 2
    kept[place] = middle(place) - half >= free
    free = kept[place] and middle(place) + half + GAP or free
  end
  return kept
end

local function draw_labels(plan, middle, y, size)
  local text = use "drawing/text"
  local group = {"g", ["text-anchor"] = plan.way == "slant" and "end" or "middle"}
  local kept = plan.uneven and keep_apart(plan, middle)
  for place, label in ipairs(plan.labels) do
    local x = middle(place)
    if plan.way == "wrap" then
      group[#group + 1] = text.lines(x, y + size * 1.4, label, nil, size)
    elseif plan.way == "slant" then
      local at = use "drawing/number".plain
      local turn = "rotate(-45 " .. at(x + 4, 1) .. " " .. at(y + size, 1) .. ")"
      group[#group + 1] = {"text", x = x + 4, y = y + size, transform = turn, label}
    elseif kept and kept[place] or not kept and (place - 1) % plan.every == 0 then
      group[#group + 1] = {"text", x = x, y = y + size * 1.4, label}
    end
  end
  return group
end

-- A thinned label at the end must not fall off: the outer ones are as wide as what lies beside them.
local function overhang(plan, band)
  if plan.way ~= "thin" then
    return 0
  end
  local text = use "drawing/text"
  return math.max(0, text.widest(plan.labels) / 2 - band / 2)
end

-- Lines through the ticks and what they are called, at the left.
local function value_axis(frame, scale, format, options)
  local lines, texts = {}, {"g", ["text-anchor"] = "end"}
  for _, tick in ipairs(scale.ticks) do
    local y = frame.y(tick)
    extend(lines, "M", frame.left, y, "H", frame.right)
    texts[#texts + 1] = {"text", x = frame.left - GAP, y = y + 5.5, format.tick(tick)}
  end
  local unit = options.title or format.unit
  return {
    {"path", class = "grid", color = "#d0d0d0", stroke = "currentColor", d = lines},
    {"g", class = "quiet", color = "#595959", texts, unit and {"text", x = 0, y = frame.top - 24, unit} or false},
  }
end

-- The line that marks grow from: at 0 when that is on the scale, else at the bottom, thin.
local function base_line(frame, scale)
  if not scale.log and scale.low <= 0 and scale.high >= 0 then
    local d = {"M", frame.left, frame.zero, "H", frame.right}
    return {"path", class = "zero", color = "#333", stroke = "currentColor", d = d}
  end
  return false
end

-- The second scale of an upright frame, below.
local function lower_axis(frame, scale, format, title)
  local lines, texts = {}, {"g", ["text-anchor"] = "middle"}
  local text = use "drawing/text"
  local names = map(scale.ticks, format.tick)
  local step = (frame.right - frame.left) / math.max(1, #names - 1)
  local every = math.max(1, math.ceil((text.widest(names) + GAP) / step))
  for place, tick in ipairs(scale.ticks) do
    local x = frame.x(tick)
    extend(lines, "M", x, frame.top, "V", frame.bottom)
    if (place - 1) % every == 0 then
      texts[#texts + 1] = {"text", x = x, y = frame.bottom + text.SIZE * 1.2, names[place]}
    end
  end
  local y = frame.bottom + text.SIZE * 2.6
  return {
    {"path", class = "grid", color = "#d0d0d0", stroke = "currentColor", d = lines},
    {"g", class = "quiet", color = "#595959", texts,
      title and {"text", x = frame.right, y = y, ["text-anchor"] = "end", title} or false},
  }
end

local function left_room(scale, format)
  local text = use "drawing/text"
  return text.widest(map(scale.ticks, format.tick)) + GAP + 4
end

-- Left and right ends of a frame whose categories have these labels, and how the labels are set. What the labels
-- need at the sides makes bands narrower, so they are planned twice.
local function plan_sides(made, canvas, options)
  local text, count = use "drawing/text", math.max(#options.categories, 1)
  local left, right, plan = made.left, made.right, nil
  for _ = 1, 2 do
    local band = (made.right - made.left) / count
    plan = options.at and thin(options.categories, 1e4, text.SIZE) or plan_labels(options.categories, band, text.SIZE)
    local over = overhang(plan, band)
    made.left = math.max(left, plan.left, over)
    made.right = math.min(right, canvas.width - over)
  end
  plan.uneven = options.at ~= nil
  return plan
end

-- Places of categories: even bands, or by `options.at`.
local function place_bands(made, plan, options)
  local bands = use "drawing/scale".bands(math.max(#options.categories, 1), made.left, made.right)
  made.band, made.x = bands.width, bands.middle
  if options.at then
    local edge = math.max(20, use "drawing/text".widest(plan.labels) / 2)
    local inner = made.right - made.left - 2 * edge
    made.x = function(index) return made.left + edge + inner * options.at[index] end
  end
end

-- What stands below an upright frame.
local function place_below(made, plan, canvas, options)
  local size = use "drawing/text".SIZE
  if plan then
    made.under[2] = draw_labels(plan, made.x, made.bottom, size)
    canvas.height = made.bottom + plan.height
    if plan.every > 1 and not is_sequence(options.categories) then
      canvas.notes[#canvas.notes + 1] = use "drawing/words".some_names
    end
    return
  end
  local inset = options.inset or 0
  made.x = use "drawing/scale".place(options.across, made.left + inset, made.right - math.max(inset, 14))
  made.under[2] = lower_axis(made, options.across, options.across_format, options.across_title)
  canvas.height = made.bottom + size * (options.across_title and 3.1 or 1.8)
end

--- An upright frame. Options:
---   scale, format   of the values; format as drawing/number gives it (chart.format)
---   categories      list of texts; or `at`: list of their places from 0 to 1, for times that lie unevenly
---   across, across_format, across_title   instead of categories: a scale for x
---   title           above the value axis, the unit when left out
---   right, top      more room wanted there (labels at line ends, a legend)
---   inset           room at both sides within `across`, for marks that reach out
---   foot            room below the lowest tick, for values written there
---   height          of the room for marks
local function frame(canvas, options)
  local scale, format = options.scale, options.format
  local made = {top = (options.top or 0) + ((options.title or format.unit) and 42 or 22)}
  made.bottom = made.top + (options.height or PLOT_HEIGHT) + (options.foot or 0)
  made.left, made.right = left_room(scale, format), canvas.width - math.max(options.right or 0, 6)
  local plan = options.categories and plan_sides(made, canvas, options)
  if plan then
    place_bands(made, plan, options)
  else
    local half = use "drawing/text".widest(map(options.across.ticks, options.across_format.tick)) / 2
    made.left, made.right = math.max(made.left, half), math.min(made.right, canvas.width - half + 14)
  end
  made.y = use "drawing/scale".place(scale, made.bottom - (options.foot or 0), made.top)
  made.zero = scale.log and made.bottom or made.y(math.max(scale.low, math.min(scale.high, 0)))
  made.under = {value_axis(made, scale, format, options)}
  made.over = {base_line(made, scale)}
  place_below(made, plan, canvas, options)
  return made
end

-- Lines through the ticks of a lying frame, and what they are called, below.
local function rows_axis(made, scale, format)
  local text = use "drawing/text"
  local names = map(scale.ticks, format.tick)
  local step = (made.right - made.left) / math.max(1, #names - 1)
  local every = math.max(1, math.ceil((text.widest(names) + GAP) / step))
  local lines, texts = {}, {"g", ["text-anchor"] = "middle"}
  for place, tick in ipairs(scale.ticks) do
    local x = made.x(tick)
    extend(lines, "M", x, made.top, "V", made.bottom)
    if (place - 1) % every == 0 then
      texts[#texts + 1] = {"text", x = x, y = made.bottom + text.SIZE * 1.2, names[place]}
    end
  end
  return {
    {"path", class = "grid", color = "#d0d0d0", stroke = "currentColor", d = lines},
    {"g", class = "quiet", color = "#595959", texts,
      format.unit and {"text", x = made.right, y = made.bottom + 40, ["text-anchor"] = "end", format.unit} or false},
  }
end

-- Names of rows in lines, the room that they take, and the height of a row; long names take two lines.
local function plan_rows(canvas, options)
  local text, count = use "drawing/text", #options.labels
  local row = options.row or (count > 60 and 20 or 28)
  local room = math.min(text.widest(options.labels), canvas.width * 0.36)
  if text.widest(options.labels) > room and count <= 40 then
    row = math.max(row, 42)
  end
  local most = math.max(1, math.floor(row / (text.SIZE * 1.2)))
  local wrapped = map(options.labels, function(label) return (text.balance(label, room, most)) end)
  return row, room, wrapped
end

local function draw_row_names(made, wrapped)
  local text = use "drawing/text"
  local names = {"g", ["text-anchor"] = "end"}
  for place, lines in ipairs(wrapped) do
    local y = made.y(place) + 5.5 - (#lines - 1) * text.SIZE * 0.6
    names[#names + 1] = text.lines(made.left - GAP, y, lines)
  end
  return names
end

--- A lying frame: a row for each name. Options: scale, format, labels, right, top as above; row: height of a row
--- (28, less where there are many); room_below: what is kept free before the lowest value, for its label; head: what is
--- kept free above the rows.
local function rows(canvas, options)
  local text, scale_of = use "drawing/text", use "drawing/scale"
  local scale, format = options.scale, options.format
  local row, room, wrapped = plan_rows(canvas, options)
  local made = {top = (options.top or 0) + (options.head or 0) + 6, left = room + GAP + 2, band = row}
  local half_tick = text.width(format.tick(scale.ticks[#scale.ticks])) / 2
  made.right = canvas.width - math.max(options.right or 0, half_tick, 6)
  made.left = math.max(made.left, text.width(format.tick(scale.ticks[1])) / 2)
  made.bottom = made.top + row * #options.labels
  made.y = scale_of.bands(#options.labels, made.top, made.bottom).middle
  made.x = scale_of.place(scale, made.left + (options.room_below or 0), made.right)
  made.zero = scale.log and made.left or made.x(math.max(scale.low, math.min(scale.high, 0)))
  made.under = {rows_axis(made, scale, format), draw_row_names(made, wrapped)}
  local on_scale = not scale.log and scale.low <= 0 and scale.high >= 0
  local d = {"M", made.zero, made.top, "V", made.bottom}
  made.over = {on_scale and {"path", class = "zero", color = "#333", stroke = "currentColor", d = d} or false}
  canvas.height = made.bottom + (format.unit and 48 or 28)
  return made
end

return {frame = frame, rows = rows, plan_labels = plan_labels, is_sequence = is_sequence}
