-- Bars: one length for each name, lying; better than columns where names are long or many.
return {
  label = label("条形图", "條形圖", "Bar chart"),
  aliases = {"横条图", "橫條圖", "堆叠条形图"},
  wants = {x = "category", y = "numbers"},
  options = {"stacking", "sort", "order", "target", "target_name"},
  check = function(chart) return use "drawing/lengths".check(chart) end,
  draw = function(chart, canvas) return use "drawing/lengths".draw(chart, canvas, "bar") end,
}
