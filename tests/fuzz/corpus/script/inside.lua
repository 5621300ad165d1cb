local t = {x = {}} t.x.y = t return {t, function() return t end, 0/0, "\xff"}
