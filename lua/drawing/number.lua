-- Numbers as people read them, and sums that are exact.
--
-- A value of the data is a text in plain decimal ("-1234.50"). What is said in words is reckoned with scaled
-- whole numbers and so has no 0.30000000004; what is drawn may be a float. Where a number is too long to be
-- exact, these functions give nil, and the sentence leaves it out.
--
--   read(text)             → mantissa, decimals: "-12.50" gives -1250, 2
--   write(mantissa, decimals) → "-12.50"
--   show(text)             → "1,234.50"; show(12.5, 2) → "12.50"
--   sum(texts), minus(a, b) → plain decimal, exact
--   change(from, to)       → "12.3" or "-4.0": percent of `from`, one decimal; nil when that says nothing
--   format(values, unit, percent) → a format for axes and labels, see there

local DIGITS_MOST = 17

local function read(text)
  local sign, rest = 1, text
  if rest:starts("-") then
    sign, rest = -1, rest:sub(2)
  end
  local point = rest:find(".")
  local decimals = point and #rest - point or 0
  local digits = point and rest:sub(1, point - 1) .. rest:sub(point + 1) or rest
  if #digits > DIGITS_MOST or digits == "" then
    return nil
  end
  local mantissa = math.tointeger(tonumber(digits))
  return mantissa and sign * mantissa, decimals
end

local function write(mantissa, decimals)
  local digits = ("%d"):format(math.abs(mantissa))
  if decimals > 0 then
    digits = ("0"):rep(decimals + 1 - #digits) .. digits
    digits = digits:sub(1, -decimals - 1) .. "." .. digits:sub(-decimals)
  end
  return (mantissa < 0 and "-" or "") .. digits
end

-- Thousands separators into a plain decimal.
local function separate(text)
  local sign = text:starts("-") and "−" or ""
  local rest = sign ~= "" and text:sub(2) or text
  local point = rest:find(".") or #rest + 1
  if point <= 4 then
    return sign .. rest
  end
  local shown, left = rest:sub(point - 3), rest:sub(1, point - 4)
  while left ~= "" do
    shown, left = left:sub(-3) .. "," .. shown, left:sub(1, -4)
  end
  return sign .. shown
end

-- A float in plain decimal, with as many decimals as it needs and at most `most`.
local function plain(value, most)
  local text = ("%." .. most .. "f"):format(value)
  if most > 0 then
    while text:ends("0") do
      text = text:sub(1, -2)
    end
    if text:ends(".") then
      text = text:sub(1, -2)
    end
  end
  return text == "-0" and "0" or text
end

local function show(value, decimals)
  if type(value) == "string" then
    return separate(value)
  end
  if math.type(value) == "integer" and not decimals then
    return separate(("%d"):format(value))
  end
  return separate(decimals and ("%." .. decimals .. "f"):format(value) or plain(value, 6))
end

-- The mantissas of all texts with the same number of decimals; nil when one would not be exact.
local function align(texts)
  local found, most = {}, 0
  for place, text in ipairs(texts) do
    local mantissa, decimals = read(text)
    if not mantissa then
      return nil
    end
    found[place] = {mantissa, decimals}
    most = math.max(most, decimals)
  end
  for place, item in ipairs(found) do
    local factor = math.tointeger(10 ^ (most - item[2]))
    if not factor or math.abs(item[1] * 1.0 * factor) > 1e17 then
      return nil
    end
    found[place] = item[1] * factor
  end
  return found, most
end

local function sum(texts)
  local mantissas, decimals = align(texts)
  if not mantissas then
    return nil
  end
  local total = 0
  for _, mantissa in ipairs(mantissas) do
    if math.abs(total * 1.0 + mantissa) > 9e18 then
      return nil
    end
    total = total + mantissa
  end
  return write(total, decimals)
end

local function minus(a, b)
  local pair, decimals = align {a, b}
  return pair and write(pair[1] - pair[2], decimals)
end

-- Of a negative or zero start, a percentage says nothing.
local function change(from, to)
  local first, last = tonumber(from), tonumber(to)
  if first <= 0 or last < 0 then
    return nil
  end
  return ("%.1f"):format((last - first) / first * 100)
end

-- ---- formats

local CHINESE = {{1e12, "万亿", "萬億"}, {1e8, "亿", "億"}, {1e4, "万", "萬"}}
local ENGLISH = {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}}

-- Units that have a power of ten in them already, and what they become when divided by 10,000.
local GREATER = {["万"] = "亿", ["萬"] = "億", ["亿"] = "万亿", ["億"] = "萬億"}

local function greater_unit(unit, greatest)
  for power, next_power in pairs(GREATER) do
    if unit:starts(power) and not unit:starts("万亿") and not unit:starts("萬億") then
      return greatest >= 1e5 and next_power .. unit:sub(#power + 1), true
    end
  end
  return nil, false
end

-- With at most `digits` digits that tell something, no zeros at the end.
local function significant(value, digits)
  local size = math.abs(value)
  local before = size >= 1 and math.floor(math.log(size, 10) + 1e-9) + 1 or 1
  if size > 0 and size < 1 then
    before = math.floor(math.log(size, 10) + 1e-9) + 1
  end
  return plain(value, math.min(12, math.max(0, digits - before)))
end

local function short_text(value, powers, column, digits)
  for _, power in ipairs(powers) do
    if math.abs(value) >= power[1] then
      return separate(significant(value / power[1], digits)) .. power[column]
    end
  end
  return separate(significant(value, digits))
end

local WHOLE_MOST = 9 -- signs of a number that is written in full; when the greatest has more, none is

--- How numbers of a chart are written on its axis and beside its marks. `values` are the numbers that are
--- shown, `unit` their unit or nil. The format has
---   unit       the unit to be told once, e.g. "亿元" when the data are in 万元 and large; nil for percent
---   tick(v)    short, for the axis: "1.5万", "20%"
---   value(v, text) for one mark: as in the data, with separators, when that is not long; else short
---   brief(v)       for one mark in a narrow place: three digits that tell something
local function format(values, unit, percent)
  local greatest = 0
  for _, value in ipairs(values) do
    greatest = value and math.max(greatest, math.abs(value)) or greatest
  end
  local language = site.language
  local powers, column = CHINESE, language == "zh-Hant" and 3 or 2
  local divide, shown, suffix = 1, unit, ""
  if percent or unit == "%" or unit == "％" then
    suffix, shown, powers = "%", nil, {}
  elseif language == "en" then
    powers, column = ENGLISH, 2
  elseif unit then
    local next_unit, bound = greater_unit(unit, greatest)
    powers = bound and {} or CHINESE
    divide, shown = next_unit and 1e4 or 1, next_unit or unit
  end
  local made = {unit = shown, percent = suffix ~= ""}
  local all_whole = divide == 1 and #separate(plain(greatest, 0)) <= WHOLE_MOST
  function made.tick(value)
    return short_text(value / divide, powers, column, 6) .. suffix
  end
  function made.value(value, text)
    local whole = all_whole and separate(text or plain(value, 6))
    if whole and #whole <= WHOLE_MOST then
      return whole .. suffix
    end
    return short_text(value / divide, powers, column, 4) .. suffix
  end
  function made.brief(value)
    return short_text(value / divide, powers, column, 3):replace(",", "") .. suffix
  end
  return made
end

return {
  read = read, write = write, show = show, plain = plain, sum = sum, minus = minus, change = change, format = format,
}
