/*
 * Shows on a page what was searched for: site.js loads this when the address ends in #find=…, as the links of the
 * search page do. Words are compared folded, as the index does (fold.js); a match may go over links and other parts of a
 * line, never from one block to the next. ES5.
 */
(function () {
  "use strict";
  var base = document.currentScript.src.replace(/theme\/script\/mark\.js.*$/, "");
  var say = (document.body.getAttribute("data-find") || "").split("|"); /* bar, places, previous, next, close, none */
  var page = document.querySelector(".page"), main = document.querySelector("main");
  /* What says the same again, is no text, or cannot hold a mark. */
  var PASSED = "svg, script, style, button, select, textarea, nav, .fact-title, .anchor, .heard";
  var MOST = 2000;     /* matches of a page: nobody goes through more, and they would hold the browser up */
  var MOST_WORDS = 10; /* as in a query */
  var bar = null, matches = [], here = -1;

  function load(address, done) {
    var script = document.createElement("script");
    script.src = base + address;
    script.onload = script.onerror = done;
    document.head.appendChild(script);
  }

  /* ---- the words: parted by gaps, those in quotation marks whole */

  function wordsOf(query) {
    var found = [], part, pattern = /["“「]([^"”」]*)["”」]?|[^\s"“「]+/g;
    while ((part = pattern.exec(query)) !== null) {
      var word = window.chayue.fold(part[1] === undefined ? part[0] : part[1]);
      if (word) { found.push(word); }
    }
    return found.slice(0, MOST_WORDS);
  }

  function asked() {
    var text = location.hash.slice("#find=".length);
    try { return decodeURIComponent(text); } catch (broken) { return text; }
  }

  /* ---- the text of the page in lines: [[text node, …], …] */

  function isShown(element) {
    return element.getClientRects().length > 0 || element.closest("details:not([open])") !== null;
  }

  function blockOf(element) {
    while (element !== main && /^(inline|contents)/.test(window.getComputedStyle(element).display)) {
      element = element.parentNode;
    }
    return element;
  }

  function linesOf() {
    var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, null);
    var lines = [], last = null, node;
    while ((node = walker.nextNode()) !== null) {
      var parent = node.parentNode;
      if (parent.closest(PASSED) || !node.data.trim()) { continue; }
      var block = blockOf(parent);
      if (!isShown(block)) { continue; }
      if (block !== last) { lines.push([]); }
      lines[lines.length - 1].push(node);
      last = block;
    }
    return lines;
  }

  /* ---- matches of a line: [from, to) in its text, in order, those that touch as one */

  function rangesOf(text, words) {
    var folded = window.chayue.foldMap(text), ranges = [], joined = [];
    words.forEach(function (word) {
      for (var i = folded.text.indexOf(word); i >= 0; i = folded.text.indexOf(word, i + word.length)) {
        ranges.push([folded.at[i], folded.ends[i + word.length - 1]]);
      }
    });
    ranges.sort(function (a, b) { return a[0] - b[0]; }).forEach(function (range) {
      var last = joined[joined.length - 1];
      if (last && range[0] < last[1]) {
        last[1] = Math.max(last[1], range[1]);
      } else {
        joined.push(range);
      }
    });
    return joined;
  }

  /* Marks [from, to) of one text node. */
  function markNode(node, from, to) {
    var mark = document.createElement("mark");
    var rest = node.splitText(from);
    rest.splitText(to - from);
    rest.parentNode.replaceChild(mark, rest);
    mark.appendChild(rest);
    mark.className = "found";
    return mark;
  }

  /* The first `most`, from the last to the first, so that what comes before stays where it is. A match is a list of marks. */
  function markLine(nodes, words, most) {
    var text = nodes.map(function (node) { return node.data; }).join("");
    return rangesOf(text, words).slice(0, most).reverse().map(function (range) {
      var marks = [], start = text.length;
      for (var i = nodes.length - 1; i >= 0; i--) {
        start -= nodes[i].whole === undefined ? (nodes[i].whole = nodes[i].data.length) : nodes[i].whole;
        var from = Math.max(range[0] - start, 0), to = Math.min(range[1] - start, nodes[i].whole);
        if (from < to) { marks.unshift(markNode(nodes[i], from, to)); }
      }
      return marks;
    }).reverse();
  }

  function unmark() {
    matches.forEach(function (marks) {
      marks.forEach(function (mark) {
        var parent = mark.parentNode;
        if (!parent) { return; }
        parent.replaceChild(mark.firstChild, mark);
        parent.normalize();
      });
    });
    matches = [];
    here = -1;
  }

  /* ---- the bar */

  function addButton(name, text, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "find-" + name;
    button.textContent = text;
    button.addEventListener("click", act);
    bar.appendChild(button);
  }

  function close() {
    unmark();
    page.removeChild(bar);
    page.classList.remove("finding");
    bar = null;
    try { history.replaceState(null, "", location.href.split("#")[0]); } catch (refused) { return; }
  }

  function go(step) {
    var marks = matches[here];
    if (marks) { marks.forEach(function (mark) { mark.classList.remove("here"); }); }
    here = (here + step + matches.length) % matches.length;
    marks = matches[here];
    marks.forEach(function (mark) { mark.classList.add("here"); });
    for (var box = marks[0].closest("details"); box !== null; box = box.parentNode.closest("details")) { box.open = true; }
    marks[0].scrollIntoView({block: "center"});
    var all = matches.length + (matches.length < MOST ? "" : "+");
    bar.firstChild.textContent = matches.length > 1 ? here + 1 + "/" + all + " " + say[1] : "1 " + say[1];
  }

  /* The first thing in the page for who goes by keys. */
  function showBar() {
    if (bar) { page.removeChild(bar); }
    bar = document.createElement("section");
    bar.id = "find-bar";
    bar.setAttribute("aria-label", say[0]);
    var count = document.createElement("span");
    count.className = "find-count";
    count.setAttribute("role", "status");
    bar.appendChild(count);
    if (matches.length > 1) {
      addButton("previous", say[2], function () { go(-1); });
      addButton("next", say[3], function () { go(1); });
    }
    addButton("close", say[4], close);
    bar.addEventListener("keydown", function (event) {
      if (event.key === "Escape" || event.key === "Esc") { close(); }
    });
    page.insertBefore(bar, page.firstChild);
    page.classList.add("finding");
  }

  function find() {
    if (!/^#find=/.test(location.hash)) { return; }
    unmark();
    var words = wordsOf(asked());
    linesOf().forEach(function (nodes) {
      if (matches.length < MOST) { matches = matches.concat(markLine(nodes, words, MOST - matches.length)); }
    });
    showBar();
    if (matches.length > 0) {
      go(1);
    } else {
      window.setTimeout(function () { bar.firstChild.textContent = asked() + " " + say[5]; }, 50);
    }
  }

  function start() {
    var look = document.createElement("link");
    look.rel = "stylesheet";
    look.href = base + "theme/style/mark.css";
    document.head.appendChild(look);
    if (!window.chayue || !window.chayue.foldVersion || !main) { return; }
    find();
    window.addEventListener("hashchange", find);
  }

  load("theme/script/fold.js", function () { load("search/fold.js", start); });
}());
