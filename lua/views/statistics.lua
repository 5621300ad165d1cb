-- What the site has, counted: when, by whom and what was published, and what the clocks of the rules say.
local pages = use "page"
local linked = use "linked"

return function(input)
  local counts, chosen = use "counts", input.selections
  local page = pages.make(input, {
    group = "column", title = input.self.label, linked = linked.list(input), charts = true,
  })
  local function of(name)
    return counts.one(chosen[name])
  end
  page.counted = counts.gather(
    counts.years(of("years"), "by-year"),
    counts.months(of("months"), "by-month"),
    counts.kinds(of("kinds"), "by-kind"),
    counts.organs(of("organs"), "by-organ"),
    counts.themes(of("themes"), "by-theme"),
    counts.delays(of("delays"), "delays"),
    counts.interpretation(of("interpretation"), "interpretation"),
    counts.responses(of("response_times"), "responses"),
    counts.duties(of("quarters"), chosen.all_organs, "duties"),
    counts.validity(of("validity"), "validity"))
  return page
end
