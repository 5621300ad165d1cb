-- The index of the parts of the sitemap. It bears no dates: a part that changes would change it too.
return function(input)
  return {
    files = map(unfold(input.files), function(file)
      return {loc = use "machine".address(file.url)}
    end),
  }
end
