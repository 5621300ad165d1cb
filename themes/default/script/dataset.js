/*
 * Sorting and filtering the table of a dataset. A table of one page is worked on as it stands. Of a longer one the page
 * has the first rows only: all of them come by a script made when they are first asked for, which sets datasetRows
 * to a list of rows, each a list of texts; so it works from a disk as well. ES5.
 */
(function () {
  "use strict";
  var MOST = 500; /* rows shown at once: a page of thousands is slow on old machines */

  function say(box, name) {
    return box.getAttribute("data-" + name) || "";
  }

  function textOf(cell) {
    return cell.querySelector(".absent") ? "" : cell.textContent;
  }

  function list(nodes) {
    return Array.prototype.slice.call(nodes);
  }

  /* The number that a cell holds, or null: full-width digits and separators are as common as plain ones. */
  function numberOf(text) {
    var plain = text.replace(/[０-９．－＋，％]/g, function (sign) {
      return String.fromCharCode(sign.charCodeAt(0) - 0xFEE0);
    }).replace(/[,\s%‰]/g, "").replace("−", "-");
    return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
  }

  /* Those without a value stand last, whichever way. */
  function compare(a, b, numeric, way) {
    if (numeric) {
      var first = numberOf(a), second = numberOf(b);
      if (first === null || second === null) { return (first === null) - (second === null); }
      return way * (first - second);
    }
    if (a === "" || b === "") { return (a === "") - (b === ""); }
    return way * (a.localeCompare ? a.localeCompare(b, "zh-CN") : (a > b) - (a < b));
  }

  function start(box) {
    var table = box.querySelector("table");
    var body = table.tBodies[0];
    var heads = list(table.tHead.rows[0].cells);
    var status = box.querySelector(".rows-shown");
    var pages = box.querySelector(".row-pages");
    var source = say(box, "rows");
    var head = Number(say(box, "head") || 1) - 1;
    var first = {rows: body.innerHTML, status: status.textContent};
    var own = list(body.rows).map(function (row) { return list(row.cells).map(textOf); });
    var numeric = heads.map(function (cell) { return /right/.test(cell.className); });
    var all = null, waiting = null, sort = {column: -1, way: 1}, field;
    var absent = body.querySelector(".absent");
    var word = absent ? absent.textContent : "";

    function chosen(rows) {
      var wanted = field.value.trim().toLowerCase();
      var found = rows.filter(function (row) {
        return !wanted || row.some(function (text) { return text.toLowerCase().indexOf(wanted) >= 0; });
      });
      if (sort.column < 0) { return found; }
      return found.map(function (row, place) { return {row: row, place: place}; }).sort(function (a, b) {
        return compare(a.row[sort.column], b.row[sort.column], numeric[sort.column], sort.way) || a.place - b.place;
      }).map(function (item) { return item.row; });
    }

    function addRow(part, row) {
      var line = document.createElement("tr");
      row.forEach(function (text, place) {
        var cell = document.createElement(place === head ? "th" : "td");
        if (place === head) { cell.setAttribute("scope", "row"); }
        if (text === "" && word) {
          cell.innerHTML = "<span class=\"absent\"></span>";
          cell.firstChild.textContent = word;
        } else {
          cell.textContent = text;
        }
        line.appendChild(cell);
      });
      part.appendChild(line);
    }

    function show() {
      var plain = !field.value.trim() && sort.column < 0;
      if (pages) { pages.hidden = !plain; }
      if (plain) {
        body.innerHTML = first.rows;
        status.textContent = first.status;
        return;
      }
      var rows = all || own;
      var found = chosen(rows);
      var part = document.createDocumentFragment();
      found.slice(0, MOST).forEach(function (row) { addRow(part, row); });
      body.textContent = "";
      body.appendChild(part);
      status.textContent = say(box, "shown") + say(box, "colon") + found.length + say(box, "between") +
        say(box, "total") + say(box, "colon") + rows.length +
        (found.length > MOST ? say(box, "between") + say(box, "most") + say(box, "colon") + MOST : "") +
        (waiting === "failed" ? say(box, "between") + say(box, "failed") : "");
    }

    function ask() {
      if (!source || all || waiting === "failed") { return show(); }
      if (waiting) { return undefined; }
      var script = document.createElement("script");
      waiting = "asked";
      script.src = source;
      script.onload = function () {
        all = window.datasetRows || null;
        waiting = all ? null : "failed";
        show();
      };
      script.onerror = function () { waiting = "failed"; show(); };
      document.body.appendChild(script);
      return undefined;
    }

    /* Up, down, and back to the order of the file. */
    function turn(column) {
      if (sort.column !== column) {
        sort = {column: column, way: 1};
      } else if (sort.way === 1) {
        sort.way = -1;
      } else {
        sort = {column: -1, way: 1};
      }
      heads.forEach(function (cell, place) {
        if (place === sort.column) {
          cell.setAttribute("aria-sort", sort.way === 1 ? "ascending" : "descending");
        } else {
          cell.removeAttribute("aria-sort");
        }
      });
      ask();
    }

    function addButton(cell, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", say(box, "sort") + " " + cell.querySelector(".head").textContent);
      button.addEventListener("click", function () { turn(column); });
      cell.appendChild(button);
    }

    function addFilter() {
      var part = document.createElement("p");
      var label = document.createElement("label");
      field = document.createElement("input");
      field.type = "search";
      field.id = box.id + "-filter";
      label.htmlFor = field.id;
      label.textContent = say(box, "filter");
      part.className = "filter";
      part.setAttribute("data-script", "");
      part.appendChild(label);
      part.appendChild(field);
      field.addEventListener("input", ask);
      table.parentNode.parentNode.insertBefore(part, table.parentNode);
    }

    addFilter();
    heads.forEach(addButton);
  }

  list(document.querySelectorAll(".dataset-table")).forEach(start);
}());
