-- Areas: lines that are filled down to zero, or to the area below (stacking).
return {
  label = label("面积图", "面積圖", "Area chart"),
  aliases = {"堆叠面积图"},
  wants = {x = "category", y = "numbers"},
  rows_most = 1000,
  options = {"stacking", "order", "target", "target_name"},
  check = function(chart) return use "drawing/lines".check(chart) end,
  draw = function(chart, canvas) return use "drawing/lines".draw(chart, canvas, "area") end,
  say = function(chart)
    return use "drawing/finding".plain(chart, {total = chart.stacking ~= "none" or nil})
  end,
}
