/*
 * The search page: what is typed is handed to the engine (search.js), and what it finds is shown. In the web
 * edition what is searched for stands in the address, so that the way back shows it again; on a public screen
 * no history may keep it, so kiosk.js is told by an attribute. ES5.
 */
(function () {
  "use strict";
  var PAUSE = 200; /* ms after a key before it is searched */
  var SHOWN = 10;  /* results at a time */
  var VALUES = 30; /* of a filter before all are asked for */
  var box = document.getElementById("search");
  if (!box || !window.chayue || !window.chayue.search) { return; }
  var root = box.getAttribute("data-root");
  var words = JSON.parse(box.getAttribute("data-words"));
  var engine = window.chayue.search(box.getAttribute("data-base"));
  var field = part("field"), status = part("status"), results = part("results"), more = part("more");
  var filters = list(box.querySelectorAll(".search-filter"));
  var kept = document.body.hasAttribute("data-idle") ? keepForKiosk : keepInAddress;
  var wanted = {query: "", filters: {}, order: "relevance"};
  var labels = {}; /* of the values of filters: by axis, then value */
  var composing = false, timer = null;

  function part(name) {
    return document.getElementById("search-" + name);
  }

  function list(nodes) {
    return Array.prototype.slice.call(nodes);
  }

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    if (text) { element.textContent = text; }
    if (className) { element.className = className; }
    parent.appendChild(element);
    return element;
  }

  function addButton(parent, text, act) {
    var button = add(parent, "button", text);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  /* What a list of buttons or links held before goes. */
  function empty(element, from) {
    while (element.childNodes.length > (from || 0)) { element.removeChild(element.lastChild); }
  }

  function addParts(parent, parts) {
    parts.forEach(function (piece) {
      if (piece.hit) {
        add(parent, "mark", piece.text);
      } else {
        parent.appendChild(document.createTextNode(piece.text));
      }
    });
  }

  /* ---- what is searched for, as text: #q=…&kinds=notice,qa&order=date */

  function written() {
    if (!wanted.query) { return ""; }
    var parts = ["q=" + encodeURIComponent(wanted.query)];
    filters.forEach(function (filter) {
      var values = wanted.filters[filter.getAttribute("data-axis")];
      if (values) { parts.push(filter.getAttribute("data-axis") + "=" + values.map(encodeURIComponent).join(",")); }
    });
    if (wanted.order === "date") { parts.push("order=date"); }
    return "#" + parts.join("&");
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch (broken) { return text; }
  }

  function read(hash) {
    var found = {query: "", filters: {}, order: "relevance"};
    var axes = filters.map(function (filter) { return filter.getAttribute("data-axis"); });
    hash.slice(1).split("&").forEach(function (pair) {
      var at = pair.indexOf("="), name = pair.slice(0, at), value = pair.slice(at + 1);
      if (name === "q") {
        found.query = decode(value).trim();
      } else if (name === "order" && value === "date") {
        found.order = value;
      } else if (axes.indexOf(name) >= 0 && value) {
        found.filters[name] = value.split(",").map(decode);
      }
    });
    return found;
  }

  function keepInAddress(text) {
    if (text === location.hash) { return; }
    try { history.replaceState(null, "", text || location.href.split("#")[0]); } catch (refused) { return; }
  }

  function keepForKiosk(text) {
    if (text) {
      document.documentElement.setAttribute("data-place", text);
    } else {
      document.documentElement.removeAttribute("data-place");
    }
  }

  /* ---- a result, as entries of lists look */

  function pageOf(result) {
    return root + result.page + "#find=" + encodeURIComponent(wanted.query);
  }

  function addResult(result) {
    var item = add(results, "li", "", "result");
    var link = add(item, "a", "", "title");
    link.href = pageOf(result);
    addParts(link, result.title_parts || [{text: result.title}]);
    var facts = add(item, "p", "", "facts");
    if (result.date) { add(facts, "time", result.date); }
    add(facts, "span", words.kinds[result.kind] || "");
    if (result.number) { add(facts, "span", result.number); }
    (result.organs || []).slice(0, 1).forEach(function (organ) { add(facts, "span", organ); });
    var state = words.validity[result.withdrawn ? "withdrawn" : result.validity];
    if (state) { add(facts, "strong", state, "ended"); }
    if (result.sample) { add(facts, "span", words.sample, "sample"); }
    if (result.snippet && result.snippet.length > 0) { addParts(add(item, "p", "", "snippet"), result.snippet); }
    return link;
  }

  /* ---- when nothing is found */

  function offer(place, choices) {
    var element = part(place);
    empty(element, 2); /* its text, with the gap behind it */
    choices.forEach(function (choice) {
      addButton(element, choice.query + (choice.count ? " (" + choice.count + ")" : ""), function () {
        field.value = choice.query;
        status.focus();
        search();
      });
    });
    element.hidden = choices.length === 0;
  }

  function help(found) {
    var counted = (found.counts_of_words || []).filter(function (one) { return one.count > 0 && one.word !== wanted.query; });
    part("none").hidden = found.count > 0;
    part("unfiltered").hidden = Object.keys(wanted.filters).length === 0;
    offer("suggestion", found.suggestion ? [{query: found.suggestion}] : []);
    offer("apart", counted.map(function (one) { return {query: one.word, count: one.count}; }));
  }

  /* ---- filters */

  function filterOf(axis) {
    return box.querySelector('.search-filter[data-axis="' + axis + '"]');
  }

  function isChosen(axis, value) {
    return (wanted.filters[axis] || []).indexOf(value) >= 0;
  }

  function toggle(axis, value) {
    var values = wanted.filters[axis] || [];
    values = isChosen(axis, value) ? values.filter(function (one) { return one !== value; }) : values.concat([value]);
    delete wanted.filters[axis];
    if (values.length > 0) { wanted.filters[axis] = values; }
    search();
  }

  function showChosen() {
    var chosen = part("chosen");
    empty(chosen);
    Object.keys(wanted.filters).forEach(function (axis) {
      wanted.filters[axis].forEach(function (value) {
        var label = (labels[axis] || {})[value] || value;
        var button = addButton(add(chosen, "li"), label, function () {
          toggle(axis, value);
          (chosen.querySelector("button") || filterOf(axis).querySelector("summary")).focus();
        });
        button.setAttribute("aria-label", words.remove + words.colon + label);
      });
    });
    chosen.hidden = !chosen.firstChild;
  }

  function showValues(filter, values, most) {
    var axis = filter.getAttribute("data-axis"), place = filter.querySelector("ul");
    empty(place);
    values.slice(0, most).forEach(function (one) {
      var button = addButton(add(place, "li"), one.label, function () { toggle(axis, one.value); });
      add(button, "small", String(one.count));
      button.setAttribute("aria-pressed", String(isChosen(axis, one.value)));
      button.setAttribute("data-value", one.value);
    });
    if (values.length > most) {
      addButton(add(place, "li"), words.all, function () {
        showValues(filter, values, values.length);
        place.children[most].firstChild.focus();
      });
    }
    if (values.length === 0) { add(place, "li", words.none, "absent"); }
  }

  /* The numbers are those of the query and of all other filters. Whoever works with the keyboard stays at the value. */
  function count(filter) {
    var axis = filter.getAttribute("data-axis"), place = filter.querySelector("ul");
    if (!filter.open || !wanted.query) { return; }
    if (!place.firstChild) { add(place, "li", words.busy, "absent"); }
    engine.counts(wanted.query, {filters: wanted.filters}, axis, function (values) {
      var focus = place.contains(document.activeElement) && document.activeElement.getAttribute("data-value");
      values = Array.isArray(values) ? values : [];
      labels[axis] = labels[axis] || {};
      values.forEach(function (one) { labels[axis][one.value] = one.label; });
      showValues(filter, values, VALUES);
      list(place.querySelectorAll("button")).forEach(function (button) {
        if (focus && button.getAttribute("data-value") === focus) { button.focus(); }
      });
      showChosen();
    });
  }

  /* ---- searching */

  function told(found) {
    var number = (found.exact ? "" : words.about + " ") + found.count;
    return words.found + " " + number + " " + (found.count === 1 ? words.document : words.documents);
  }

  function showNames(names) {
    var place = part("names");
    empty(place.firstElementChild);
    (names || []).forEach(function (name) {
      var link = add(add(place.firstElementChild, "li"), "a", name.label);
      link.href = root + name.url;
      link.setAttribute("data-axis", filterOf(name.axis).querySelector("summary").textContent);
    });
    place.hidden = !names || names.length === 0;
  }

  function fail() {
    status.textContent = words.failed;
    part("none").hidden = false;
    ["suggestion", "apart", "unfiltered"].forEach(function (name) { part(name).hidden = true; });
    more.hidden = true;
  }

  function show(found, from) {
    var first = null;
    window.clearTimeout(timer);
    box.removeAttribute("aria-busy");
    if (from === 0) { empty(results); }
    if (!found || found.failed) { fail(); return null; }
    found.results.forEach(function (result) {
      var link = addResult(result);
      first = first || link;
    });
    status.textContent = found.count > 0 ? told(found) : words.none;
    more.hidden = !found.more;
    part("narrow").hidden = found.count === 0 && Object.keys(wanted.filters).length === 0;
    if (from === 0) {
      showNames(found.names);
      help(found);
      filters.forEach(count);
    }
    return first;
  }

  function find(from, done) {
    box.setAttribute("aria-busy", "true");
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { status.textContent = words.busy; }, 500);
    engine.find(wanted.query, {filters: wanted.filters, order: wanted.order, from: from, most: SHOWN}, function (found) {
      var first = show(found, from);
      if (done) { done(first); }
    });
  }

  /* Nothing is asked: nothing stands there. */
  function clear() {
    engine.find("", {filters: {}, order: "relevance", from: 0, most: SHOWN}, function () { return undefined; });
    window.clearTimeout(timer);
    box.removeAttribute("aria-busy");
    empty(results);
    status.textContent = "";
    [more, part("narrow"), part("names"), part("none")].forEach(function (element) { element.hidden = true; });
  }

  function search() {
    window.clearTimeout(timer);
    wanted.query = field.value.trim();
    kept(written());
    showChosen();
    if (wanted.query) { find(0); } else { clear(); }
  }

  function searchSoon() {
    window.clearTimeout(timer);
    if (!composing && field.value.trim() !== wanted.query) { timer = window.setTimeout(search, PAUSE); }
  }

  /* The labels of filters that came with the address are not known before they are counted. */
  function restore() {
    wanted = read(location.hash);
    field.value = wanted.query;
    list(part("order").querySelectorAll("input")).forEach(function (radio) { radio.checked = radio.value === wanted.order; });
    filters.forEach(function (filter) {
      if (wanted.filters[filter.getAttribute("data-axis")]) { filter.open = true; }
    });
    search();
    if (location.hash === "#search-field") { field.focus(); }
  }

  field.addEventListener("input", searchSoon);
  field.addEventListener("compositionstart", function () { composing = true; });
  field.addEventListener("compositionend", function () {
    composing = false;
    searchSoon();
  });
  part("form").addEventListener("submit", function (event) {
    event.preventDefault();
    search();
  });
  more.addEventListener("click", function () {
    find(results.children.length, function (first) {
      if (first) { first.focus(); }
    });
  });
  part("unfiltered").addEventListener("click", function () {
    wanted.filters = {};
    status.focus();
    search();
  });
  part("order").addEventListener("change", function (event) {
    wanted.order = event.target.value;
    search();
  });
  filters.forEach(function (filter) {
    filter.addEventListener("toggle", function () { count(filter); });
  });
  window.addEventListener("hashchange", restore);
  box.hidden = false;
  restore();
}());
