/* Values of a drawing by touch and keys, from its table. Fetches nothing; ES5. */
(function () {
  "use strict";
  var each = [].forEach;

  function number(mark, name) {
    return Number(mark.getAttribute("data-" + name));
  }

  /* "Row, column: value"; nothing where it is not shown. */
  function describe(table, mark, colon) {
    var row = table.tBodies[0].rows[number(mark, "r") - 1];
    var column = number(mark, "c") - 1;
    var head = table.tHead.rows[0].cells[column];
    return row && head ? row.cells[0].textContent + " " + head.textContent + colon + row.cells[column].textContent : "";
  }

  /* What was touched, or is nearest. */
  function nearest(marks, touch) {
    var x = touch.clientX, y = touch.clientY, best, least = Infinity;
    if (marks.indexOf(touch.target) >= 0) { return touch.target; }
    marks.forEach(function (mark) {
      var box = mark.getBoundingClientRect();
      var far = Math.pow(Math.max(box.left - x, 0, x - box.right), 2) + Math.pow(Math.max(box.top - y, 0, y - box.bottom), 2);
      if (far < least) { best = mark; least = far; }
    });
    return best;
  }

  function open(drawing) {
    var figure = drawing.parentNode;
    var table = figure.querySelector("table");
    var marks = [].slice.call(drawing.querySelectorAll("[data-r]"));
    var now, told = document.createElement("p");
    if (!table || !marks.length) { return; }
    marks.sort(function (a, b) { return number(a, "c") - number(b, "c") || number(a, "r") - number(b, "r"); });
    told.className = "value";
    told.setAttribute("role", "status");
    told.textContent = drawing.getAttribute("data-hint");
    figure.insertBefore(told, drawing.nextSibling);

    function show(mark) {
      if (now) { now.removeAttribute("data-on"); }
      now = mark;
      mark.setAttribute("data-on", "");
      told.textContent = describe(table, mark, drawing.getAttribute("data-colon"));
      var box = mark.getBoundingClientRect(), frame = drawing.getBoundingClientRect();
      if (box.left < frame.left || box.right > frame.right) {
        drawing.scrollLeft += (box.left + box.right - frame.left - frame.right) / 2;
      }
    }

    /* The next mark; `across`: in the same row of another column. */
    function next(by, across) {
      var at = marks.indexOf(now);
      do { at += by; } while (across && marks[at] && number(marks[at], "r") !== number(now, "r"));
      return marks[at] || now;
    }

    drawing.addEventListener("click", function (event) { show(nearest(marks, event)); });
    drawing.addEventListener("keydown", function (event) {
      var way = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1}[event.key];
      if (!way || event.altKey) { return; }
      event.preventDefault();
      show(now ? next(way, event.key === "ArrowDown" || event.key === "ArrowUp") : marks[0]);
    });
  }

  each.call(document.querySelectorAll(".drawing"), open);
  window.addEventListener("beforeprint", function () {
    each.call(document.querySelectorAll(".chart details"), function (details) { details.open = true; });
  });
}());
