-- sentences(list): what is said in one text, as the language sets sentences side by side. What is empty
-- is left out.
return function(list)
  return table.concat(filter(list, function(said) return said ~= "" end), site.language == "en" and " " or "")
end
