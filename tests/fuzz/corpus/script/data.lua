return {title = {type = "text", label = label("标题", "標題", "Title"), aliases = {"名称"}}, required "number"}
