-- A list as an Atom feed (RFC 4287), or an archive of it (RFC 5005).
return function(input)
  return use "feed"(input, "atom")
end
