-- The name that somebody who wrote another one most likely meant.
--
--   nearest(word, names) → the name with the fewest letters to be changed, at most one in three (one in two of a
--   short Chinese name); a name that has the word in it, or is in it, is near too; nil when none is.

local function letters(text)
  local list = {}
  for _, code in utf8.codes(text:lower()) do
    list[#list + 1] = code
  end
  return list
end

-- Letters to be changed, added, left out or swapped with their neighbour to make one of the other.
local function distance(a, b)
  local rows = {}
  for line = 0, #a do
    rows[line] = {[0] = line}
  end
  for column = 0, #b do
    rows[0][column] = column
  end
  for line = 1, #a do
    for column = 1, #b do
      local same = a[line] == b[column] and 0 or 1
      local least = math.min(rows[line - 1][column] + 1, rows[line][column - 1] + 1, rows[line - 1][column - 1] + same)
      if line > 1 and column > 1 and a[line] == b[column - 1] and a[line - 1] == b[column] then
        least = math.min(least, rows[line - 2][column - 2] + 1)
      end
      rows[line][column] = least
    end
  end
  return rows[#a][#b]
end

local LONGEST = 40

return function(word, names)
  local wanted = letters(word)
  local best, least
  for _, name in ipairs(names) do
    local other = letters(name)
    if #wanted <= LONGEST and #other <= LONGEST and #wanted > 0 and #other > 0 then
      local changes = distance(wanted, other)
      local inside = #wanted > 1 and name:find(word) or #other > 1 and word:find(name)
      local bound = math.max(#wanted, #other) // (#wanted <= 4 and #word > #wanted and 2 or 3)
      if (changes <= bound or inside) and (not least or changes < least) then
        best, least = name, changes
      end
    end
  end
  return best
end
