-- The same part of the catalog for spreadsheets, data/YEAR/N.csv. The byte order mark before it is what lets the
-- usual ones read Chinese rightly.
return function(input)
  return {csv = "\u{FEFF}" .. csv(use "catalog".rows(unfold(input.records)))}
end
