-- kiosk/state.js: all that changes from day to day and that every page of the kiosk wants to know, and the words of its
-- scripts. So no other page has to be made anew because a day has passed.

-- The words that scripts alone show; the others stand in the pages.
local WORDS = {
  "ask", "ask_about", "ask_left", "ask_stay", "up", "down", "left", "right", "play", "play_earlier", "play_later",
  "keys", "key_space", "key_delete", "key_clear", "key_done", "keys_titles", "keys_none", "read", "read_pause",
  "read_on", "read_stop", "read_slower", "read_faster", "read_rate", "age", "age_today", "age_days", "age_stale",
  "age_clock",
}

return function(input)
  local words = {}
  for _, name in ipairs(WORDS) do
    words[name] = site.strings["kiosk_" .. name]
  end
  return {
    state = json({
      copied = input.copied and input.copied.date,
      newest = map(unfold(input.entries), function(entry)
        return {title = entry.title, page = entry.url, date = entry.date}
      end),
      words = words,
    }),
  }
end
