-- Shares of a whole that sum up to 100.0 as they are shown.

--- Tenths of a percent of each value: integers whose sum is 1000 (largest remainder; of equal
--- remainders the first gains). The values are numbers, none below zero; nil where all are zero.
local function tenths(values)
  local total = 0.0
  for _, value in ipairs(values) do
    total = total + value
  end
  if total <= 0 then
    return nil
  end
  local result, rests, given = {}, {}, 0
  for place, value in ipairs(values) do
    local exact = value / total * 1000
    local whole = math.tointeger(math.floor(exact))
    result[place], given = whole, given + whole
    rests[place] = {place = place, rest = exact - whole}
  end
  for _, rest in ipairs(sorted(rests, function(a, b) return a.rest > b.rest end)) do
    if given < 1000 then
      result[rest.place] = result[rest.place] + 1
      given = given + 1
    end
  end
  return result
end

--- 433 as "43.3%".
local function text(count)
  return ("%d.%d%%"):format(count // 10, count % 10)
end

--- What part of a whole one value is, in percent: "66.7". Never all of it where something is lacking, nor nothing.
local function part(value, whole)
  local count = math.floor(value / whole * 1000 + 0.5)
  if value < whole then
    count = math.min(count, 999)
  end
  if value > 0 then
    count = math.max(count, 1)
  end
  return use "drawing/number".plain(count / 10, 1)
end

return {tenths = tenths, text = text, part = part}
