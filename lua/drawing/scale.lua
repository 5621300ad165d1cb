-- From values to places: round ticks, zero baselines, logarithms, bands.
--
-- A scale is a table {low, high, ticks = {values}, log = bool, at = function(value) → 0 … 1, from low to high}.
-- It knows nothing of pixels: `place(scale, from, to)` gives a function from values to places.

local STEPS = {1, 2, 2.5, 5, 10}

-- The round step that divides `span` into at most `count` parts.
local function step_for(span, count)
  local rough = span / count
  local power = 10.0 ^ math.floor(math.log(rough, 10))
  for _, step in ipairs(STEPS) do
    if step * power >= rough * (1 - 1e-9) then
      return step * power
    end
  end
  return 10 * power
end

-- The next round step that is a whole number.
local function whole_step(step)
  return step < 1 and 1.0 or step == 2.5 and 5.0 or step
end

local function are_whole(lists)
  for _, list in ipairs(lists) do
    for _, value in ipairs(list) do
      if value and value % 1 ~= 0 then
        return false
      end
    end
  end
  return true
end

-- Least and greatest of the numbers in lists (of numbers or false); nil when there is none.
local function extent(lists)
  local low, high
  for _, list in ipairs(lists) do
    for _, value in ipairs(list) do
      if value then
        low = low and math.min(low, value) or value
        high = high and math.max(high, value) or value
      end
    end
  end
  return low, high
end

-- `index * step` without the dust of floats.
local function tidy(value)
  return tonumber(("%.12g"):format(value)) + 0.0
end

--- Ticks at round values around `low` … `high`; with `zero` the scale holds 0. `count` is how many parts there
--- are at most (5). `whole`: steps are whole numbers, for counts.
local function linear(low, high, options)
  options = options or {}
  if options.zero then
    low, high = math.min(low, 0), math.max(high, 0)
  end
  if low == high then
    low, high = math.min(low, 0), math.max(high, low == 0 and 1 or 0)
  end
  local step = step_for(high - low, options.count or 5)
  local finest = math.max(math.abs(low), math.abs(high)) * 1e-9 -- finer steps would be lost in floats
  if step < finest then
    step = step_for(finest, 1)
  end
  step = options.whole and whole_step(step) or step
  local first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
  local ticks = {}
  for index = first, last do
    ticks[#ticks + 1] = tidy(index * step)
  end
  local bottom, span = ticks[1], ticks[#ticks] - ticks[1]
  return {
    low = bottom, high = ticks[#ticks], ticks = ticks, step = step, log = false,
    at = function(value) return (value - bottom) / span end,
  }
end

--- Powers of ten, for positions only: a length on it would mean nothing. Both ends above 0.
local function logarithmic(low, high)
  local first = math.floor(math.log(low, 10) + 1e-9)
  local last = math.max(math.ceil(math.log(high, 10) - 1e-9), first + 1)
  local every = (last - first + 6) // 7
  last = first + ((last - first + every - 1) // every) * every
  local ticks = {}
  for power = first, last, every do
    ticks[#ticks + 1] = 10.0 ^ power
  end
  return {
    low = ticks[1], high = ticks[#ticks], ticks = ticks, log = true,
    at = function(value) return (math.log(value, 10) - first) / (last - first) end,
  }
end

local LOG_FROM = 1e4     -- high / low above which positions go by powers of ten
local LENGTHS_LOST = 1e3 -- and above which the shortest length cannot be seen

--- The scale for lists of values. `options.lengths`: marks are lengths from zero (columns, bars, areas), so the
--- scale holds 0 and is linear; else they are positions. `options.more` are further values that must be on it
--- (targets). Where all values are whole numbers the ticks are too: nobody counts half documents. nil when there is no
--- value.
local function fit(lists, options)
  local all = {options.more or {}, table.unpack(lists)}
  local low, high = extent(all)
  if not low then
    return nil
  end
  if not options.lengths and low > 0 and high / low > LOG_FROM then
    return logarithmic(low, high)
  end
  local near_zero = low >= 0 and low < high * 0.4 or high <= 0 and high > low * 0.4
  return linear(low, high, {
    zero = options.lengths or options.zero or near_zero, count = options.count, whole = options.whole or are_whole(all),
  })
end

--- Whether some length would be too short to be seen beside the longest.
local function lengths_lost(lists)
  local least, greatest
  for _, list in ipairs(lists) do
    for _, value in ipairs(list) do
      if value and value ~= 0 then
        local size = math.abs(value)
        least = least and math.min(least, size) or size
        greatest = greatest and math.max(greatest, size) or size
      end
    end
  end
  return least ~= nil and greatest / least > LENGTHS_LOST
end

--- A function from values to places between `from` (of the lowest tick) and `to`.
local function place(scale, from, to)
  local at = scale.at
  return function(value) return from + (to - from) * at(value) end
end

--- `count` bands side by side from `from` to `to`: {width = of one band, middle = function(i)}.
local function bands(count, from, to)
  local width = (to - from) / math.max(count, 1)
  return {width = width, count = count, middle = function(index) return from + width * (index - 0.5) end}
end

return {
  linear = linear, logarithmic = logarithmic, fit = fit, extent = extent, place = place, bands = bands,
  lengths_lost = lengths_lost, step_for = step_for,
}
