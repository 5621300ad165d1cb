local s = ("一、二、三"):split("、")
return {s, ("%05.1f|%s"):format(2.5, "x"):replace("|", "-"), ("a"):rep(3, ","), (" x "):trim(), s[1]:find("一")}
