-- Columns: one length for each category, upright; several series side by side, or one upon another.
return {
  label = label("柱形图", "柱形圖", "Column chart"),
  aliases = {"柱状图", "柱狀圖", "堆叠柱形图"},
  wants = {x = "category", y = "numbers"},
  options = {"stacking", "sort", "order", "target", "target_name"},
  check = function(chart) return use "drawing/lengths".check(chart) end,
  draw = function(chart, canvas) return use "drawing/lengths".draw(chart, canvas, "column") end,
}
