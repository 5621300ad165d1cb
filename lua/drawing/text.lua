-- Text in drawings: how wide it is, where it breaks, how it is cut.
--
-- A character of Chinese is as wide as the text is high, others 0.6 of that at most (text_width); so what fits by
-- this measure fits in every reader's font.

local SIZE = 16 -- of all text unless told otherwise, in units of the drawing

local function width(text, size)
  return text_width(text) * (size or SIZE)
end

--- The text, or as much of its beginning as fits `room` with a … behind it.
local function cut(text, room, size)
  size = size or SIZE
  if width(text, size) <= room then
    return text
  end
  local used, taken, ellipsis = 0, "", text_width("…") * size
  for _, code in utf8.codes(text) do
    local character = utf8.char(code)
    used = used + text_width(character) * size
    if used + ellipsis > room then
      break
    end
    taken = taken .. character
  end
  return taken:trim() .. "…"
end

-- What may not begin a line, and after what a line may break beside spaces and between Chinese characters.
local function set_of(...)
  local set = {}
  for _, character in ipairs {...} do
    set[character] = true
  end
  return set
end

local NOT_FIRST = set_of(
  "，", "。", "、", "；", "：", "）", "》", "”", "’", "？", "！", "%", "％", ")", ",", ".", "〕", "」", "』", "】")
local BREAKS_AFTER = set_of(" ", "-", "/", "·", "　")
local NOT_LAST = set_of("（", "《", "“", "(", "〔", "「", "『", "【")
local AFTER_DIGIT = set_of("号", "號", "年", "月", "日")

local function is_digit(character)
  return character ~= nil and character >= "0" and character <= "9"
end

-- The pieces between which a line may break: each Chinese character, each run of others; a number keeps its 号 or 年.
local function pieces_of(text)
  local pieces, open = {}, false
  local last = nil
  for _, code in utf8.codes(text) do
    local character = utf8.char(code)
    local wide = text_width(character) > 0.9
    local joins = #pieces > 0 and (NOT_FIRST[character] or NOT_LAST[last] or not wide and open or
      AFTER_DIGIT[character] and is_digit(last))
    if joins then
      pieces[#pieces] = pieces[#pieces] .. character
    else
      pieces[#pieces + 1] = character
    end
    open = not wide and not BREAKS_AFTER[character]
    last = character
  end
  return pieces
end

--- Lines of at most `room`; at most `most` of them, the last one cut when there is more. The second result says
--- whether all of the text is there.
local function wrap(text, room, most, size)
  size = size or SIZE
  if width(text, size) <= room then
    return {text:trim()}, true
  end
  local lines, line = {}, ""
  for _, piece in ipairs(pieces_of(text)) do
    if line ~= "" and width((line .. piece):trim(), size) > room then
      lines[#lines + 1] = line:trim()
      line = ""
    end
    line = line .. piece
  end
  lines[#lines + 1] = line:trim()
  local whole = #lines <= (most or #lines)
  if not whole then
    lines[most] = cut(table.concat(lines, "", most), room, size)
    for index = #lines, most + 1, -1 do
      lines[index] = nil
    end
  end
  for index, one in ipairs(lines) do
    local fitting = cut(one, room, size)
    whole = whole and fitting == one
    lines[index] = fitting
  end
  return lines, whole
end

--- The same, with lines of nearly equal length, so that no single character stands alone.
local function balance(text, room, most, size)
  local lines, whole = wrap(text, room, most, size)
  if not whole or #lines == 1 then
    return lines, whole
  end
  local least = width(text, size) / #lines
  for step = 0, 3 do
    local even, all = wrap(text, least + (room - least) * step / 4, #lines, size)
    if all then
      return even, true
    end
  end
  return lines, true
end

--- The greatest width of the texts.
local function widest(texts, size)
  local most = 0
  for _, text in ipairs(texts) do
    most = math.max(most, width(text, size))
  end
  return most
end

--- A <text> of one or several lines, the first with its baseline at y. `more` are its further attributes.
local function lines(x, y, list, more, size)
  local made = merge({x = x, y = y}, more or {})
  made[1] = "text"
  if #list == 1 then
    made[2] = list[1]
    return made
  end
  for index, line in ipairs(list) do
    made[index + 1] = {"tspan", x = x, dy = index > 1 and (size or SIZE) * 1.2 or nil, line}
  end
  return made
end

return {SIZE = SIZE, width = width, cut = cut, wrap = wrap, balance = balance, widest = widest, lines = lines}
