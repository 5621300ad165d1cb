-- Times in data: years, quarters, months and days, as people write them.
--
--   read(text) → {day = number of days since 1970-01-01 of its beginning, precision = "year" | "quarter" | "month" |
--                 "day"}, or nil: 2013, 2013年, 2013-10, 2013年10月, 2013.10.1, 2013/10/01, 2013年10月1日,
--                 2013Q3, 2013年第三季度, 2013年三季度
--   write(day) → "2013-10-01"

local MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

local function is_leap(year)
  return year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
end

local DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334} -- a month

-- Days since 1970-01-01; proleptic Gregorian.
local function day_of(year, month, day)
  local before = year - 1
  local days = before * 365 + before // 4 - before // 100 + before // 400 - 719162
  return days + DAYS_BEFORE[month] + (month > 2 and is_leap(year) and 1 or 0) + day - 1
end

-- The numbers in a text that has nothing else but one separator after each; nil when it has.
local function numbers_in(text)
  local plain = text:replace("年", "-"):replace("月", "-"):replace("日", "-"):replace(".", "-"):replace("/", "-")
  local numbers = plain:split("-")
  if #numbers > 1 and numbers[#numbers] == "" then
    numbers[#numbers] = nil
  end
  for _, part in ipairs(numbers) do
    local number = #part < 10 and math.tointeger(tonumber(part))
    -- Lua reads more as a number than digits.
    if not number or ("%0" .. #part .. "d"):format(number) ~= part then
      return nil
    end
  end
  return numbers
end

local QUARTERS = {["1"] = 1, ["2"] = 2, ["3"] = 3, ["4"] = 4, ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4}

local function read_quarter(text)
  local short = text:replace("年", ""):replace("第", ""):replace("季度", ""):replace("-", ""):replace(" ", "")
  local is_one = text:find("季度") or text:upper():find("Q")
  short = short:upper():replace("Q", "")
  local year = math.tointeger(tonumber(short:sub(1, 4)))
  local quarter = QUARTERS[short:sub(5)]
  if is_one and year and quarter then
    return {day = day_of(year, quarter * 3 - 2, 1), precision = "quarter"}
  end
end

local PRECISIONS = {"year", "month", "day"}

local function read(text)
  local numbers = numbers_in(text)
  if not numbers then
    return read_quarter(text)
  end
  if #numbers < 1 or #numbers > 3 or #numbers[1] ~= 4 then
    return nil
  end
  local year, month, day = tonumber(numbers[1]), tonumber(numbers[2] or "1"), tonumber(numbers[3] or "1")
  if year < 1 or month < 1 or month > 12 or day < 1 then
    return nil
  end
  if day > MONTH_DAYS[month] + (month == 2 and is_leap(year) and 1 or 0) then
    return nil
  end
  return {day = day_of(year, month, day), precision = PRECISIONS[#numbers]}
end

local function write(days)
  local year = 1970 + days // 366
  while day_of(year + 1, 1, 1) <= days do
    year = year + 1
  end
  local month = 1
  while month < 12 and day_of(year, month + 1, 1) <= days do
    month = month + 1
  end
  return ("%04d-%02d-%02d"):format(year, month, days - day_of(year, month, 1) + 1)
end

return {read = read, write = write, day_of = day_of}
