-- Charts: from a spec and its data to a figure that anyone can read, check and take away.
--
--   figure(chart, problems)   a ```chart block as C hands it over → FIGURE; problems are appended
--   from(spec, table)         the same for data made in Lua; a mistake in the spec raises
--   figure.mustache shows a FIGURE. One that cannot be drawn has `refused` and keeps its table.
--
-- A kind of chart is a file lua/charts/NAME.lua; a site's own lua/charts/ may add one. It returns
--
--   label, aliases = {…}     what people call it
--   wants = {x = "category", y = "numbers", ["size?"] = "number"}
--                            columns by key of the spec: category, text, date, number, numbers (a list); "?": optional
--                            A column that is wanted and not named is the first that serves, numbers all in one unit.
--                            A kind with y = "numbers" can also take a long table by `series`.
--   options = {"stacking", "sort", "order", "target", …}   further keys of the spec; `order` and `sort` are done here
--   wants_for(spec) → wants  when what it wants depends on the spec; `wants` then names all keys that there may be
--   arrange(chart)           makes further columns of the data before the table is made (histogram): it may set
--                            x, series, head, shown (the table's COLUMNs), rows, names
--   mixed = true             its numbers may have different units
--   bears_units = true       its marks say their units, so that none is told above
--   rows_most = 500          of how many rows at most a drawing can be read (400)
--   totals = "fit" | "wrong" a row of totals among the others does no harm, or makes all of it wrong; else a warning
--   whole_table = true       the figure's table shows all columns, not only those that are drawn
--   check(chart) → label, key   why it cannot be drawn, or nil (a pie of more than six parts)
--   draw(chart, canvas) → shapes   elements for `svg`, lists of them at any depth, `false` for nothing
--   say(chart) → text        the finding; left out: drawing/finding.plain(chart)
--
-- A chart, as draw and say get it (use modules of lua/drawing/ inside of functions, not at the top of a file):
--
--   id, kind, title, spec    the figure's id ("chart-2"), the spec with English keys
--   rows, names              how many rows there are, and what each is called
--   by                       the COLUMN of `series` where the kind itself wants one
--   x, y, size, …            what the kind wants, by its keys: a COLUMN, a list of them, or nil
--   series                   list of COLUMN: y, or all numbers that are wanted
--   head                     the COLUMN that heads the rows, or nil
--   unit, format             of the series; format.tick(v), format.value(v, exact), format.unit (drawing/number)
--   stacking                 "none", "absolute" or "share"
--   target, target_text | target_column    when the spec has one
--   hot, hot_rows            whether anything is highlighted; hot_rows[row]; a COLUMN has `hot` too
--   has_total                whether a row of totals is among the others
--   in_time                  whether all names are times (drawing/date)
--   COLUMN = {name, label, unit, percent, decimals, index = of the series, place = for mark.cell,
--             cells = {text}, values = {number | false}, exact = {plain decimal | ""}, days = {number | false}}
--
-- A canvas: id, width (640), height (to be set by draw; axis.frame and axis.rows do), notes (labels to be appended),
-- and what lua/drawing/mark.lua keeps there. Numbers are rounded to tenths when the drawing is written.
-- Text is 16 units high and has no class: ink; class "quiet" for axes. Shapes paint with currentColor; classes s1 … s8,
-- grid, axis, zero, gap, missing, target, hot, dim, paper, h0 … h5 give the colour, the attribute `color` one for where
-- there is no theme.
--
-- lua/drawing/: scale (ticks, logarithms, bands), axis (frames with labels), text (measure, wrap, cut), mark (looks of
-- series, symbols, patterns, cells), legend (labels at line ends, rows above), guide (targets, runs between gaps),
-- number (exact sums, formats), finding (the sentence), words (texts), date (times); lengths and lines, which several
-- kinds share; spec, data and prepare, which happen before.

local ROWS_MOST = 200 -- in the table of a figure

-- ---- the drawing

local function write_svg(canvas, figure, shapes)
  local picture = {
    "svg", viewBox = {0, 0, canvas.width, math.ceil(canvas.height)}, role = "img",
    ["aria-labelledby"] = canvas.id .. "-t " .. canvas.id .. "-d", ["font-size"] = 16, fill = "currentColor",
    {"title", id = canvas.id .. "-t", figure.title},
    {"desc", id = canvas.id .. "-d", figure.sentence},
    use "drawing/mark".definitions(canvas) or false,
    shapes,
  }
  return svg(picture, 1)
end

local function draw(kind, chart, figure)
  local words = use "drawing/words"
  local canvas = {id = chart.id, width = 640, height = 320, patterns = {}, notes = {}}
  local shapes = kind.draw(chart, canvas)
  figure.svg = write_svg(canvas, figure, shapes)
  local notes = map(canvas.notes, words.pick)
  if figure.note then
    table.insert(notes, 1, figure.note)
  end
  figure.note = notes[1] and table.concat(notes, site.language == "en" and " " or "") or nil
end

-- ---- the table

local function show_cell(column, row)
  local text = column.cells[row]
  if use "drawing/missing"[text] then
    return use "drawing/words".pick(use "drawing/words".not_recorded)
  end
  return text
end

local function table_of(columns, head, rows, title)
  local words = use "drawing/words"
  local made = {caption = title, head = {}, rows = {}, open = false, more = false}
  made.head[1] = {text = head and head.name or words.pick(words.row), number = false}
  local others = filter(columns, function(column) return column ~= head end)
  for _, column in ipairs(others) do
    made.head[#made.head + 1] = {text = column.name, number = column.type == "number"}
  end
  for row = 1, math.min(rows, ROWS_MOST) do
    local cells = map(others, function(column)
      local url = column.urls and column.urls[row]
      return {text = show_cell(column, row), number = column.type == "number", url = url or false}
    end)
    made.rows[row] = {head = {text = head and show_cell(head, row) or tostring(row)}, cells = cells}
  end
  if rows > ROWS_MOST then
    made.more = words.say(words.more_rows, rows - ROWS_MOST)
  end
  return made
end

-- The table of a chart that is not drawn: the data as they are.
local function raw_table(data, title)
  local count, rows = tonumber(data.row_count), {}
  for row = 1, math.min(count, ROWS_MOST + 1) do
    rows[row] = row
  end
  local columns = map(unfold(data.columns), function(column) return use "drawing/data".take_column(column, rows) end)
  return columns[1] and table_of(columns, columns[1], count, title) or nil
end

-- ---- the figure

local function title_of(chart, kind)
  if chart.title then
    return chart.title
  elseif not chart.series[1] then
    return use "drawing/words".pick(kind.label)
  end
  local english = site.language == "en"
  return table.concat(map(chart.series, function(column) return column.label end), english and ", " or "、")
end

local function sub_of(chart, kind)
  local words, parts = use "drawing/words", {}
  local unit = not kind.bears_units and chart.format.unit
  if unit and unit ~= "" then
    parts[1] = words.say(words.unit, unit)
  end
  if chart.spec.as_of then
    parts[#parts + 1] = words.say(words.as_of, chart.spec.as_of)
  end
  return parts[1] and table.concat(parts, "　") or nil
end

local ROWS_DRAWN_MOST = 400
local TOO_MANY = label("有{1}行，超过{2}行画出来看不清；用 rows 选一部分，或先汇总", "有{1}行，超過{2}行畫出來看不清；用 rows 選一部分，或先匯總",
  "there are {1} rows, and of more than {2} a drawing cannot be read; choose some by `rows`, or sum them up first")
local NO_DATA = label("没有数据可画", "沒有數據可畫", "there are no data to draw")

-- Whether there is a value at all among what is drawn.
local function has_values(chart)
  for _, column in ipairs(chart.series) do
    for _, value in ipairs(column.values) do
      if value then
        return true
      end
    end
  end
  return chart.series[1] == nil and chart.rows > 0
end

local function refuse(figure, why)
  local words = use "drawing/words"
  figure.refused = words.say(words.not_drawn, why)
end

-- Why the kind cannot draw the chart, and the key to blame; nil when it can.
local function why_not(kind, chart)
  local most = kind.rows_most or ROWS_DRAWN_MOST
  if chart.rows > most then
    return use "drawing/words".fill(TOO_MANY, chart.rows, most), "data"
  elseif kind.check then
    return kind.check(chart)
  end
end

-- Draws what is prepared, or says why not.
local function complete(state, chart, figure)
  local words = use "drawing/words"
  chart.id, chart.title = figure.id, state.spec.title
  figure.title, figure.sub = title_of(chart, state.kind), sub_of(chart, state.kind)
  figure.table = table_of(chart.shown, chart.head, chart.rows, figure.title)
  figure.table.open = state.spec.table == "open"
  if not has_values(chart) then
    state.tell("chart/empty", "data", NO_DATA, "warning")
    figure.refused = words.pick(words.no_data)
    return figure
  end
  local why, key = why_not(state.kind, chart)
  if why then
    state.tell("chart/refused", key or "kind", why)
    refuse(figure, why)
    return figure
  end
  figure.sentence = (state.kind.say or use "drawing/finding".plain)(chart)
  draw(state.kind, chart, figure)
  return figure
end

-- What a figure says beside its drawing, from the spec.
local function describe(figure, spec)
  figure.title = type(spec.title) == "string" and spec.title or figure.title
  figure.source, figure.note = spec.source, spec.note
  figure.sample = use "drawing/spec".is_yes(spec.sample)
end

local function begin(state, written, figure)
  local from = use "drawing/spec"
  state.name, state.kind = from.kind_of(written, state.tell)
  if not state.kind then
    return false
  end
  state.spec = from.fold(written, state.name, state.kind, state.tell, state.at)
  if state.spec then
    describe(figure, state.spec)
  end
  figure.kind = state.name
  return state.spec ~= nil
end

-- The figure of a spec with data; `first` gives what was told first, for a figure that is refused.
local function make(state, written, data, figure)
  local words = use "drawing/words"
  local chart = begin(state, written, figure) and data and use "drawing/prepare".prepare(state, data)
  if chart then
    return complete(state, chart, figure)
  end
  local title = written.title or written["标题"] or written["標題"]
  figure.title = figure.title or type(title) == "string" and title or figure.id
  refuse(figure, state.first or words.cannot_read)
  figure.table = data and raw_table(data, figure.title) or nil
  return figure
end

-- ---- the two ways in

local NO_DATA_KEY = label("没有写数据（data）；写 CSV 文件的路径，或者在“data: |”下面直接写数据", "沒有寫數據（data）；寫 CSV 文件的路徑，或者在「data: |」下面直接寫數據",
  "no data are given; name a CSV of the repository under `data`, or write its text there")

-- What tells problems of a chart block: at keys of the spec, and at cells of the data.
local function teller(given, problems)
  local state = {at = {}}
  local lines = given.lines or {}
  local function add(id, line, path, text, severity)
    state.first = state.first or severity ~= "warning" and text or nil
    problems[#problems + 1] = {id = id, severity = severity or "error", line = line, path = path, text = text}
  end
  function state.tell(id, key, text, severity)
    add(id, lines[state.at[key] or key] or given.line, nil, text, severity)
  end
  function state.tell_cell(line, text) -- a line of the file, or of the document where the data stand in it
    add("chart/cell", line, given.file and given.file.path, text)
  end
  function state.tell_row(line, text, severity)
    add("chart/extra", line, given.file and given.file.path, text, severity or "warning")
  end
  return state
end

local function figure(given, problems)
  local file, data = given.file, given.data
  local written = unfold(given.spec)
  local made = {
    id = "chart-" .. given.number, csv = file and file.csv or given.csv, path = file and file.path,
    commit = file and file.commit, digest = file and file.blob,
  }
  made.csv_name = made.csv and (file and file.name or made.id .. ".csv") or nil
  local state = teller(given, problems)
  state.where = file and file.path or use "drawing/data".INLINE
  if not data and written.data == nil and written["数据"] == nil and written["數據"] == nil then
    state.tell("chart/data", "kind", NO_DATA_KEY)
  end
  return make(state, written, data, made)
end

-- The TABLE of C from what Lua has: values are numbers, or nil where nothing is recorded.
local function table_from(given)
  local number = use "drawing/number"
  local count = 0
  local columns = map(given.columns, function(column)
    count = math.max(count, #column.cells)
    local values, numbers = {}, false
    for row = 1, #column.cells do
      local value = column.values and column.values[row]
      values[row] = value and number.plain(value, 6) or ""
      numbers = numbers or value and true or false
    end
    return merge(column, {type = column.type or numbers and "number" or "text", values = values, decimals = "0"})
  end)
  return {columns = columns, row_count = tostring(count)}
end

--- `spec` has English keys and `id`; a mistake in it raises. `given` is {columns = {{name, label, unit, cells = {text},
--- values = {number or nil}, urls = {address or nil}}}}.
local function from(spec, given)
  local written = merge(spec, {})
  written.id = nil
  local problems = {}
  local state = teller({lines = {}, line = "0"}, problems)
  state.where, state.tell_row = "table", nil
  local made = make(state, written, table_from(given), {id = spec.id or "chart"})
  for _, problem in ipairs(problems) do
    if problem.severity == "error" and problem.id ~= "chart/refused" then
      error(spec.id .. ": " .. problem.text.en, 2)
    end
  end
  return made
end

return {figure = figure, from = from}
