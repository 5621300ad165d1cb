-- The lists of one axis: all topics, all organs, all years.
return function(input)
  return {
    page = input.page,
    root = input.page.root,
    title = unfold(input.axes)[1].label,
    groups = input.groups,
  }
end
