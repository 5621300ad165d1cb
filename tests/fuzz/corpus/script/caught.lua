local ok, why = pcall(function() local t = {} for k in pairs({[2] = 1, a = 2}) do t[k] = k .. nil end end)
return function() return {ok, why, inherited == nil, select("#", table.unpack({1, 2}))} end
