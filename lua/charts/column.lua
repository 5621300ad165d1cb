-- Columns: one length for each category, side by side, or one upon another for several series.
return {
  label = label("柱形图", "柱形圖", "Column chart"),
  aliases = {"柱状图", "柱狀圖", "直方柱图"},
  wants = {x = "category", y = "numbers"},
  options = {"stacking", "sort", "order", "target"},
  draw = function(chart, canvas)
    return use "drawing/lengths".draw(chart, canvas, "column")
  end,
  say = function(chart)
    return use "drawing/lengths".say(chart)
  end,
}
