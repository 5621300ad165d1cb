-- Spans of days, and round places on an axis of time. Days are counted as in drawing/date.

local LENGTHS = {year = 12, quarter = 3, month = 1} -- in months

local function parts_of(day)
  local text = use "drawing/date".write(day)
  return tonumber(text:sub(1, 4)), tonumber(text:sub(6, 7)), tonumber(text:sub(9, 10))
end

-- The first day of the month that is so many months after January of the year 0.
local function month_start(count)
  return use "drawing/date".day_of(count // 12, count % 12 + 1, 1)
end

--- The first and the last day of what the text names, and how exactly it does; nil for what is no date.
local function span(text)
  local found = use "drawing/date".read(text)
  if not found then
    return nil
  end
  local months = LENGTHS[found.precision]
  if not months then
    return found.day, found.day, found.precision
  end
  local year, month = parts_of(found.day)
  return found.day, month_start(year * 12 + month - 1 + months) - 1, found.precision
end

--- The day as text, as exactly as asked.
local function write(day, precision)
  local year, month = parts_of(day)
  if precision == "year" then
    return ("%04d"):format(year)
  elseif precision == "month" then
    return ("%04d-%02d"):format(year, month)
  elseif precision == "quarter" then
    return ("%04d Q%d"):format(year, (month + 2) // 3)
  end
  return (use "drawing/date".write(day))
end

-- Steps of an axis, in days or months. A step of days begins anew with each month.
local STEPS = {
  {days = 1}, {days = 2}, {days = 5}, {days = 10}, {months = 1}, {months = 3}, {months = 6}, {months = 12},
  {months = 24}, {months = 60}, {months = 120}, {months = 240}, {months = 600}, {months = 1200}, {months = 2400},
  {months = 6000}, {months = 12000},
}
local PRECISIONS = {[1] = "month", [3] = "quarter", [6] = "month"}

local function day_ticks(step, first, last)
  local ticks = {}
  for number = first, last do
    local _, _, day = parts_of(number)
    -- The last days of a month are left out where the next month's first would stand too near.
    if day == 1 or step == 1 or (day - 1) % step == 0 and day - 1 + step <= 31 then
      local text = use "drawing/date".write(number)
      ticks[#ticks + 1] = {day = number, text = #ticks == 0 and text or text:sub(6)}
    end
  end
  return ticks
end

local function month_ticks(step, first, last)
  local ticks = {}
  local year, month = parts_of(first)
  local count = (year * 12 + month - 1 + step - 1) // step * step
  while month_start(count) <= last do
    if month_start(count) >= first then
      ticks[#ticks + 1] = {day = month_start(count), text = write(month_start(count), PRECISIONS[step] or "year")}
    end
    count = count + step
  end
  return ticks
end

--- Round days from `first` to `last`: a list of {day = …, text = …}, at most `most`. Empty where no
--- round day lies between.
local function ticks(first, last, most)
  for _, step in ipairs(STEPS) do
    local length = step.days or step.months * 30.4
    if (last - first) / length <= most + 1 then
      local found = step.days and day_ticks(step.days, first, last) or month_ticks(step.months, first, last)
      if #found <= most then
        return found
      end
    end
  end
  return {}
end

return {span = span, write = write, ticks = ticks}
