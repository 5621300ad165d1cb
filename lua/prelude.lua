-- What every script finds already there. C runs this text once, before any other, and then closes
-- it: after that nobody can add a global name or change one.
--
-- A script is a text lua/NAME.lua that ends with `return`, and what it returns is its value:
--
--   - a table of data (lua/fields.lua, lua/kinds/*.lua, …): maps with text keys, lists, text,
--     booleans and numbers. A table is a map or a list, never both;
--   - a function (lua/views/*.lua): it is called with one table for each page and returns the table
--     that the template shows. A page must depend on nothing but that table: what a function puts
--     into a variable outside of it is gone when the page is done, and tables outside of it cannot
--     be changed, nor can what is read from other scripts or lent (`site`, in functions alone).
--
-- A site's own lua/ folder may hold a script of the same name. It is run after ours and finds our
-- value as `inherited`: a copy, to be changed and returned, or a function, to be called.
--
-- There is here:
--
--   assert error ipairs pairs pcall select tonumber tostring type
--   string   byte char ends find format len lower rep replace split starts sub trim upper
--   table    concat copy insert pack remove sort unpack
--   math     what Lua has, without random numbers
--   utf8     char codepoint codes len offset sub
--   use      use "colours" is the value of the script lua/colours.lua
--   modules  modules "charts/" is a list of the names of scripts that begin so; ask in a function,
--            since what is loaded later is not there yet
--   unfold   unfold(input.entries) is a table of what came folded
--   json     json(value) is its text as JSON, safe inside <script>
--   csv      csv(rows) is the text of a table file: rows are lists of text and numbers
--   qr       qr(address, label) is a picture of ASCII text as HTML; `label` says what it is
--   svg      svg {"svg", viewBox = "0 0 9 9", {"rect", x = 1.5, width = 2, …}, …} is a picture as HTML
--   text_width   text_width(text) is about how wide it is set, in sizes of its font
--   and the functions below.
--
-- What differs from other Lua, because pages must come out alike every time and must come out at
-- all: `pairs` goes through numbers in order, then through text keys in the order of their bytes.
-- `table.sort` keeps the order of equal items. `table.copy` copies tables in tables too. There are
-- no patterns: `find`, `split` and `replace` take text as it stands, `starts` and `ends` test for
-- it. Text in HTML form (`html` of `document.pieces`) can be handed on and nothing else; long lists come folded,
-- to be handed on as they are or looked into by `unfold`. Text is no number, so
-- write tonumber(page.year) + 1; and 20 / 2 is 10.0, so write 20 // 2 for text that says 10.
-- In `json` a table with an item 1 is a list, and so is an empty table; `csv` writes an apostrophe
-- before text that a spreadsheet would run as a formula.
-- An element for `svg` is a list: its name, then what is in it: elements, lists of them, text and
-- numbers, and false for what is left out. Text keys are its attributes. A list as attribute is written
-- in one, with a space between numbers: d = {"M", 1, 2, "L", x, y}. Numbers get two decimals at most;
-- svg(picture, 1) gives one. There are no scripts, styles, pictures and addresses outside of the site.
-- `string.sub` counts bytes, of which a Chinese character has three: use `utf8.sub`.

local pairs, ipairs, type = pairs, ipairs, type

local function check(value, wanted, name, place)
  if type(value) ~= wanted then
    error(("%s: argument %d is a %s, not a %s"):format(name, place, type(value), wanted), 3)
  end
end

--- A name in the languages of the readers.
function label(hans, hant, en)
  check(hans, "string", "label", 1)
  check(hant, "string", "label", 2)
  check(en, "string", "label", 3)
  return {["zh-Hans"] = hans, ["zh-Hant"] = hant, en = en}
end

--- A field that a document must have, in the list of fields of a kind.
function required(key)
  check(key, "string", "required", 1)
  return {key = key, required = true}
end

--- A list of what `change(item, place)` gives for each item; what it gives nil for is left out.
function map(list, change)
  check(list, "table", "map", 1)
  check(change, "function", "map", 2)
  local result = {}
  for place, item in ipairs(list) do
    result[#result + 1] = change(item, place)
  end
  return result
end

--- A list of the items that `test(item, place)` says true of.
function filter(list, test)
  check(list, "table", "filter", 1)
  check(test, "function", "filter", 2)
  local result = {}
  for place, item in ipairs(list) do
    if test(item, place) then
      result[#result + 1] = item
    end
  end
  return result
end

--- A new list in order; `before(a, b)` says whether a comes first, and `<` when it is left out.
function sorted(list, before)
  check(list, "table", "sorted", 1)
  local result = map(list, function(item) return item end)
  table.sort(result, before)
  return result
end

--- The items in groups: a list of {key = …, items = {…}} by what `key(item)` gives, in the order in
--- which the keys first came; items without a key are left out.
function group(list, key)
  check(list, "table", "group", 1)
  check(key, "function", "group", 2)
  local groups, places = {}, {}
  for _, item in ipairs(list) do
    local name = key(item)
    if name ~= nil then
      if not places[name] then
        groups[#groups + 1] = {key = name, items = {}}
        places[name] = groups[#groups].items
      end
      table.insert(places[name], item)
    end
  end
  return groups
end

--- The keys of a map, in order.
function keys(map_)
  check(map_, "table", "keys", 1)
  local result = {}
  for key in pairs(map_) do
    result[#result + 1] = key
  end
  return result
end

--- A new map with what is in either; where both have a key, the second's value.
function merge(first, second)
  check(first, "table", "merge", 1)
  check(second, "table", "merge", 2)
  local result = {}
  for key, value in pairs(first) do
    result[key] = value
  end
  for key, value in pairs(second) do
    result[key] = value
  end
  return result
end
