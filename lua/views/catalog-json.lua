-- A part of the catalog: the documents of a year, data/YEAR/N.json. Addresses count from the top of the site.
return function(input)
  return {
    json = json({
      site = site.name,
      address = site.address,
      year = tonumber(input.page.year),
      part = tonumber(input.page.number),
      documents = use "catalog".documents(unfold(input.records)),
    }),
  }
end
