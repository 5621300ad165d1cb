-- How something was passed on: a tree of what came from what, with the days or another number between.
--
-- Up to three levels stand side by side, from left to right. A deeper tree is set as an outline, each
-- node below the one it came from and further in, so that a title always has room.
local LINE, SMALL = 19, 13
local COLUMNS_MOST, GAP = 3, 62 -- levels side by side; the room for a number between them
local PAD, BETWEEN = 6, 10      -- inside of a node's box; between boxes
local INDENT, DEEPEST = 26, 10  -- of an outline; levels beyond the tenth go no further in
local NODES_MOST = 60

local WORDS = {
  days = label("{1}天", "{1}天", "{1} d"),
  many = label("有{1}个节点，流程图最多{2}个；请用 rows 选出要画的行", "有{1}個節點，流程圖最多{2}個；請用 rows 選出要畫的行",
    "there are {1} nodes and a flow has at most {2}; choose rows by `rows`"),
  circle = label("从“{1}”到“{2}”绕成了圈；每一项只能来自在它之前的一项", "從「{1}」到「{2}」繞成了圈；每一項只能來自在它之前的一項",
    "from '{1}' to '{2}' goes in a circle; each comes from one before it"),
  nothing = label("没有一行写明了 to", "沒有一行寫明了 to", "no row says `to`"),
  one = label("只有“{1}”一项。", "只有「{1}」一項。", "There is only {1}."),
  chain = label("从{1}起，共{2}项、{3}级。", "從{1}起，共{2}項、{3}級。", "From {1}: {2} items in {3} levels."),
  all_days = label("每一步相隔{1}。", "每一步相隔{1}。", "Each step: {1}."),
  ends = label("最长的一步是{1}到{2}（{3}），最短的是{4}到{5}（{6}）。", "最長的一步是{1}到{2}（{3}），最短的是{4}到{5}（{6}）。",
    "Longest step: {1} to {2} ({3}); shortest: {4} to {5} ({6})."),
  ends_value = label("最高的是{1}到{2}（{3}），最低的是{4}到{5}（{6}）。", "最高的是{1}到{2}（{3}），最低的是{4}到{5}（{6}）。",
    "Highest: {1} to {2} ({3}); lowest: {4} to {5} ({6})."),
  one_step = label("{1}到{2}：{3}。", "{1}到{2}：{3}。", "{1} to {2}: {3}."),
  also = label("另自：{1}", "另自：{1}", "Also from: {1}"),
  also_with = label("另自：{1}（{2}）", "另自：{1}（{2}）", "Also from: {1} ({2})"),
}

-- Days from one date to another as "+53"; nil when one is not known to the day.
local function lag(from, to)
  local date = use "drawing/date"
  local first, last = from and date.read(from), to and date.read(to)
  if first and last and first.precision == "day" and last.precision == "day" then
    return last.day - first.day
  end
end

-- The node of that name, made when it is not there yet.
local function node_named(graph, name)
  if not graph.by_name[name] then
    graph.by_name[name] = {name = name, children = {}, others = {}}
    table.insert(graph.nodes, graph.by_name[name])
  end
  return graph.by_name[name]
end

local function is_above(node, other)
  while other do
    if other == node then
      return true
    end
    other = other.parent
  end
  return false
end

-- What comes between a node and the one that it came from.
local function between(chart, row, parent, node)
  local values = chart.y
  if values then
    return values.values[row] and {number = values.values[row], text = values.exact[row]} or nil
  end
  local days = lag(parent.date, node.date)
  return days and {number = days, text = tostring(days), days = true}
end

-- All nodes, with parent, children and level. A node has the parent that is named first; further ones
-- are told in its box. A link that would close a circle is left out and counted.
local function read_graph(chart)
  local graph = {nodes = {}, by_name = {}, circles = {}}
  local function cell(role, row)
    local text = chart[role] and chart[role].cells[row] or ""
    return not use "drawing/missing"[text] and text or nil
  end
  for row = 1, chart.rows do
    local name = cell("to", row)
    if name then
      local node = node_named(graph, name)
      node.row, node.place = node.row or row, chart.to.place
      node.date, node.organ = node.date or cell("date", row), node.organ or cell("organ", row)
      node.title = node.title or cell("label", row)
      node.hot = node.hot or chart.hot_rows[row]
    end
  end
  for row = 1, chart.rows do
    local from, name = cell("from", row), cell("to", row)
    if from and name then
      local parent, node = node_named(graph, from), node_named(graph, name)
      if is_above(node, parent) then
        table.insert(graph.circles, {row = row, from = from, to = name})
      elseif node.parent then
        table.insert(node.others, {from = parent, link = between(chart, row, parent, node)})
      else
        node.parent, node.link = parent, between(chart, row, parent, node)
        table.insert(parent.children, node)
      end
    end
  end
  graph.roots = filter(graph.nodes, function(node) return not node.parent end)
  return graph
end

local function graph_of(chart)
  chart.graph = chart.graph or read_graph(chart)
  return chart.graph
end

local function set_levels(nodes, level)
  local deepest = #nodes > 0 and level or level - 1
  for _, node in ipairs(nodes) do
    node.level = level
    deepest = math.max(deepest, set_levels(node.children, level + 1))
  end
  return deepest
end

-- "+53 天", or the value with its unit.
local function link_text(chart, link)
  if not link then
    return nil
  end
  local words = use "drawing/words"
  if not link.days then
    return use "drawing/finding".amount(chart.y, link.text)
  end
  local sign = link.number > 0 and "+" or link.number < 0 and "−" or ""
  return words.say(WORDS.days, sign .. math.tointeger(math.abs(link.number)))
end

-- The lines of a node: what it is, after when and from whom it is.
local function fill_box(chart, node, room, lead)
  local text, words = use "drawing/text", use "drawing/words"
  local above = {}
  for _, part in ipairs {lead or false, node.date or false, node.organ or false} do
    if part then
      above[#above + 1] = part
    end
  end
  node.above = #above > 0 and text.wrap(table.concat(above, "　"), room, 1, SMALL) or {}
  if #above > 1 and text.width(table.concat(above, "　"), SMALL) > room then
    node.above = {}
    for place, part in ipairs(above) do
      node.above[place] = text.cut(part, room, SMALL)
    end
  end
  node.lines = text.wrap(node.title or node.name, room, 4)
  node.below = {}
  for _, other in ipairs(node.others) do
    local link = link_text(chart, other.link)
    local from = other.from.title or other.from.name
    local note = link and words.say(WORDS.also_with, from, link) or words.say(WORDS.also, from)
    for _, line in ipairs(text.wrap(note, room, 2, SMALL)) do
      table.insert(node.below, line)
    end
  end
  node.height = 2 * PAD + (#node.above + #node.below) * 16 + #node.lines * LINE
end

-- Boxes of one level stand below each other, each in the middle of those that came from it.
local function place_columns(nodes, top)
  for _, node in ipairs(nodes) do
    local inner = place_columns(node.children, top) - top
    local height = math.max(inner, node.height + BETWEEN)
    if inner > 0 and inner < height then
      place_columns(node.children, top + (height - inner) / 2)
    end
    node.y = top + (height - BETWEEN - node.height) / 2
    top = top + height
  end
  return top
end

local function place_outline(nodes, top)
  for _, node in ipairs(nodes) do
    node.y = top
    top = place_outline(node.children, top + node.height + BETWEEN)
  end
  return top
end

local function draw_box(node, width)
  local text, mark = use "drawing/text", use "drawing/mark"
  local y = node.y + PAD
  local shapes = {mark.cell({"rect", x = node.x, y = node.y, width = width, height = node.height, rx = 3,
    class = "axis", stroke = "currentColor", fill = "none"}, node.row, node.row and node.place)}
  for _, part in ipairs {{node.above, SMALL, 16}, {node.lines, nil, LINE}, {node.below, SMALL, 16}} do
    local lines, size, step = part[1], part[2], part[3]
    if #lines > 0 then
      local attributes = size and {class = "quiet", color = "#555", fill = "currentColor", ["font-size"] = size}
        or {["font-weight"] = node.hot and "bold" or nil}
      shapes[#shapes + 1] = text.lines(node.x + PAD + 2, y + step - 4, lines, attributes, size)
      y = y + step * #lines
    end
  end
  return shapes
end

-- From a box at the left to one at the right, with the number before its end.
local function draw_link(chart, node, width)
  local parent = node.parent
  local x0, y0 = parent.x + width, parent.y + parent.height / 2
  local x1, y1 = node.x, node.y + node.height / 2
  local name = link_text(chart, node.link)
  return {
    {"path", class = "axis", stroke = "currentColor", fill = "none",
      d = {"M", x0, y0, "H", x0 + 8, "V", y1, "H", x1 - 1}},
    {"path", class = "axis", fill = "currentColor", d = {"M", x1, y1, "l-6-4v8z"}},
    name and {"text", x = x1 - 9, y = y1 - 5, ["font-size"] = SMALL, ["text-anchor"] = "end", name} or false,
  }
end

local function draw_elbow(node)
  local x, y = node.parent.x + 10, node.parent.y + node.parent.height
  if node.x <= x then
    return false
  end
  local middle = node.y + math.min(node.height / 2, 20)
  return {"path", class = "axis", stroke = "currentColor", fill = "none",
    d = {"M", x, y, "V", middle, "H", node.x}}
end

local function draw_columns(chart, canvas, graph, levels)
  local text = use "drawing/text"
  local widest = text.widest(map(graph.nodes, function(node) return link_text(chart, node.link) or "" end), SMALL)
  local gap = math.max(GAP, widest + 26)
  local width = (canvas.width - 2 - gap * (levels - 1)) / levels
  for _, node in ipairs(graph.nodes) do
    node.x = 1 + (node.level - 1) * (width + gap)
    fill_box(chart, node, width - 2 * PAD - 4)
  end
  canvas.height = place_columns(graph.roots, 2) - BETWEEN + 4
  return map(graph.nodes, function(node)
    return {draw_box(node, width), node.parent and draw_link(chart, node, width) or false}
  end)
end

local function draw_outline(chart, canvas, graph)
  for _, node in ipairs(graph.nodes) do
    node.x = (math.min(node.level, DEEPEST) - 1) * INDENT + 1
    fill_box(chart, node, canvas.width - node.x - 2 * PAD - 6, link_text(chart, node.link))
  end
  canvas.height = place_outline(graph.roots, 2) - BETWEEN + 4
  return map(graph.nodes, function(node)
    return {node.parent and draw_elbow(node) or false, draw_box(node, canvas.width - node.x - 2)}
  end)
end

local function draw(chart, canvas)
  local graph = graph_of(chart)
  local levels = set_levels(graph.roots, 1)
  return (levels <= COLUMNS_MOST and draw_columns or draw_outline)(chart, canvas, graph, levels)
end

-- All steps that have a number, with the names of their ends.
local function steps_of(chart, graph)
  local steps = {}
  local function add(from, to, link)
    if link then
      steps[#steps + 1] = {from = from.title or from.name, to = to.title or to.name, link = link,
        said = link_text(chart, link)}
    end
  end
  for _, node in ipairs(graph.nodes) do
    if node.parent then
      add(node.parent, node, node.link)
    end
    for _, other in ipairs(node.others) do
      add(other.from, node, other.link)
    end
  end
  return sorted(steps, function(a, b) return a.link.number > b.link.number end)
end

local function check(chart)
  local words, graph = use "drawing/words", graph_of(chart)
  local circle = graph.circles[1]
  if circle then
    return words.fill(WORDS.circle, circle.from, circle.to), "from"
  elseif #graph.nodes == 0 then
    return WORDS.nothing, "to"
  elseif #graph.nodes > NODES_MOST then
    return words.fill(WORDS.many, #graph.nodes, NODES_MOST)
  end
end

local function say(chart)
  local words, graph = use "drawing/words", graph_of(chart)
  local levels = set_levels(graph.roots, 1)
  local roots = map(graph.roots, function(node) return node.title or node.name end)
  if #graph.nodes == 1 then
    return words.say(WORDS.one, roots[1])
  end
  local said, steps = {words.say(WORDS.chain, words.list(roots, 3), #graph.nodes, levels)}, steps_of(chart, graph)
  local most, least = steps[1], steps[#steps]
  if #steps == 1 then
    said[2] = words.say(WORDS.one_step, most.from, most.to, most.said)
  elseif most and most.link.number == least.link.number then
    said[2] = words.say(WORDS.all_days, most.said)
  elseif most then
    local days = most.link.days or chart.y and (chart.y.unit == "天" or chart.y.unit == "日")
    said[2] = words.say(days and WORDS.ends or WORDS.ends_value,
      most.from, most.to, most.said, least.from, least.to, least.said)
  end
  return use "drawing/sentences"(said)
end

return {
  label = label("流程图", "流程圖", "Flow"),
  aliases = {"传达链", "传导图", "傳達鏈", "传达落实链", "傳達落實鏈"},
  wants = {
    from = "text", to = "text", ["y?"] = "number", ["date?"] = "date", ["organ?"] = "text", ["label?"] = "text",
  },
  bears_units = true,
  options = {},
  check = check,
  draw = draw,
  say = say,
}
