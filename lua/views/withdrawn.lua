-- To be written.
return function(input)
  return {page = input.page, root = input.page.root, title = input.page.url}
end
