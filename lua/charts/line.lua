-- Lines: values in an order, as over the years. Their places count and not their lengths, so the axis need not begin
-- at zero.
return {
  label = label("折线图", "折線圖", "Line chart"),
  aliases = {"线图", "線圖", "趋势图"},
  wants = {x = "category", y = "numbers"},
  rows_most = 1000,
  options = {"order", "target", "target_name"},
  check = function(chart) return use "drawing/lines".check(chart) end,
  draw = function(chart, canvas) return use "drawing/lines".draw(chart, canvas, "line") end,
  say = function(chart)
    return use "drawing/finding".plain(chart, {total = false})
  end,
}
