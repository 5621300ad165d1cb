-- luacheck: what the scripts in lua/ find there. lua/prelude.lua tells what each is.
std = {
  read_globals = {
    "assert", "error", "ipairs", "pairs", "pcall", "select", "tonumber", "tostring", "type", "use", "unfold",
    "csv", "json", "modules", "qr", "svg", "text_width",
    "filter", "group", "keys", "label", "map", "merge", "required", "sorted",
    "inherited", "site",
    string = {
      fields = {
        "byte", "char", "ends", "find", "format", "len", "lower", "rep", "replace", "split",
        "starts", "sub", "trim", "upper",
      },
    },
    table = {fields = {"concat", "copy", "insert", "pack", "remove", "sort", "unpack"}},
    math = {
      fields = {
        "abs", "acos", "asin", "atan", "ceil", "cos", "exp", "floor", "fmod", "huge", "log", "max",
        "maxinteger", "min", "mininteger", "modf", "pi", "sin", "sqrt", "tan", "tointeger", "type",
      },
    },
    utf8 = {fields = {"char", "codepoint", "codes", "len", "offset", "sub"}},
  },
}
max_line_length = 120
files["lua/prelude.lua"] = {
  globals = {"filter", "group", "keys", "label", "map", "merge", "required", "sorted"},
}
