-- Sizes and lengths as people say them.

--- 1.2 MB, of a number of bytes as text.
local function size(bytes)
  local count = tonumber(bytes)
  if count < 1048576 then
    return math.max((count + 512) // 1024, 1) .. " KB"
  end
  local tenths = (count * 10 + 524288) // 1048576
  return tenths // 10 .. "." .. tenths % 10 .. " MB"
end

--- 3 分 12 秒, of a number of seconds as text; of an hour and more without the seconds.
local function length(seconds)
  local strings = site.strings
  local whole = math.max(math.tointeger((tonumber(seconds) + 0.5) // 1), 1)
  local hours, minutes = whole // 3600, whole // 60 % 60
  local parts = {}
  if hours > 0 then
    parts[1] = hours .. " " .. strings.unit_hours
  end
  if minutes > 0 then
    parts[#parts + 1] = minutes .. " " .. strings.unit_minutes
  end
  if hours == 0 and (whole % 60 > 0 or minutes == 0) then
    parts[#parts + 1] = whole % 60 .. " " .. strings.unit_seconds
  end
  return table.concat(parts, " ")
end

return {size = size, length = length}
