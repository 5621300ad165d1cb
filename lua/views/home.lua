-- The front of the site: what is new, and the ways in.
return function(input)
  return {
    page = input.page,
    root = input.page.root,
    home = true,
    entries = input.selections.newest,
    axes = input.selections.axes,
  }
end
