-- A recording with what belongs to it, from what C tells of it (gen/pages/show_player.h) to what
-- player.mustache shows.

local measure = use "measure"

--- Every name that the template asks for is here, since one that is absent would be looked for in the
--- page around it.
local function of(player)
  local video = player.media == "video"
  local about = {measure.size(player.size)}
  if player.seconds then
    table.insert(about, 1, measure.length(player.seconds))
  end
  local written = player.transcript
  local timed = player.cues
  local document = player.transcript_of
  return {
    number = player.number,
    video = video,
    url = player.url,
    type = player.type,
    name = player.title or player.label or false,
    spoken_name = player.label or player.title or site.strings[video and "video" or "audio"],
    about = table.concat(about, site.strings.comma),
    poster = video and player.poster or false,
    -- Without a picture of its own a video shows its first.
    preload = video and not player.poster and "metadata" or "none",
    captions = video and #player.captions > 0 and player.captions or false,
    cue_language = player.cue_language or false,
    written = written and {paragraphs = written} or false,
    timed = timed and {
      cues = timed,
      title = site.strings[(written or document) and "transcript_timed" or "transcript"],
      language = player.cue_language ~= site.language and player.cue_language,
    } or false,
    speaker = false,
    elsewhere = document and not player.here and document or false,
    here = player.here or false,
  }
end

return {of = of}
