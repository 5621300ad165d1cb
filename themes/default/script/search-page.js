/*
 * The search page: what is typed is handed to the engine (search.js), and what it finds to search-view.js. In the web
 * edition what is searched for stands in the address, so that the way back shows it again; on a public screen
 * no history may keep it, and kiosk.js is told by an attribute. ES5.
 */
(function () {
  "use strict";
  var PAUSE = 200; /* ms after a key before it is searched */
  var BUSY = 500;  /* ms before it is said that it takes time */
  var SHOWN = 6;  /* results at a time */
  var VALUES = 30; /* of a filter, before all are asked for */
  var box = document.getElementById("search");
  if (!box || !window.chayue || !window.chayue.search) { return; } /* the other ways stand there */
  var words = JSON.parse(box.getAttribute("data-words"));
  var root = box.getAttribute("data-root");
  var engine = window.chayue.search(box.getAttribute("data-base"));
  var view = window.chayue.searchView(words);
  var field = part("field"), status = part("status"), results = part("results"), more = part("more");
  var filters = list(box.querySelectorAll(".search-filter"));
  var keep = document.body.hasAttribute("data-idle") ? keepForKiosk : keepInAddress;
  var wanted = {query: "", filters: {}, order: "relevance"};
  var labels = {}; /* of the values of filters: by axis, then value */
  var next = 0; /* where further results begin */
  var composing = false, timer = null;

  function part(name) {
    return document.getElementById("search-" + name);
  }

  function list(nodes) {
    return Array.prototype.slice.call(nodes);
  }

  function axisOf(filter) {
    return filter.getAttribute("data-axis");
  }

  function summaryOf(axis) {
    return box.querySelector('.search-filter[data-axis="' + axis + '"] > summary');
  }

  function chosenOf(axis) {
    return wanted.filters[axis] || [];
  }

  /* ---- what is searched for, as text: #q=…&kinds=notice,qa&order=date */

  /* Half of a pair, as broken keys may send it, cannot stand in an address. */
  function encode(text) {
    try { return encodeURIComponent(text); } catch (broken) { return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/g, "")); }
  }

  function write() {
    var parts = ["q=" + encode(wanted.query)];
    if (!wanted.query) { return ""; }
    filters.forEach(function (filter) {
      var values = chosenOf(axisOf(filter));
      if (values.length > 0) { parts.push(axisOf(filter) + "=" + values.map(encode).join(",")); }
    });
    if (wanted.order === "date") { parts.push("order=date"); }
    return "#" + parts.join("&");
  }

  function decode(text) {
    try { return decodeURIComponent(text); } catch (broken) { return text; }
  }

  function read(text) {
    var found = {query: "", filters: {}, order: "relevance"};
    var axes = filters.map(axisOf);
    text.slice(1).split("&").forEach(function (pair) {
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
    document.documentElement.setAttribute("data-place", text || "#");
  }

  /* ---- filters */

  function toggle(axis, value) {
    var values = chosenOf(axis).filter(function (one) { return one !== value; });
    if (values.length === chosenOf(axis).length) { values.push(value); }
    delete wanted.filters[axis];
    if (values.length > 0) { wanted.filters[axis] = values; }
    search();
  }

  function showChosen() {
    var chosen = [];
    filters.map(axisOf).forEach(function (axis) {
      chosenOf(axis).forEach(function (value) {
        chosen.push({axis: axis, value: value, label: labels[axis][value] || value});
      });
    });
    view.showChosen(part("chosen"), chosen, function (one) {
      toggle(one.axis, one.value);
      (part("chosen").querySelector("button") || summaryOf(one.axis)).focus();
    });
  }

  /*
   * The numbers are those of the query under all other filters. They cost some loading, so they are counted when they
   * are looked at, or when a value came with the address and its name is not known.
   */
  function count(filter) {
    var axis = axisOf(filter), place = filter.querySelector("ul");
    var unnamed = chosenOf(axis).some(function (value) { return !labels[axis][value]; });
    if (!wanted.query || !(filter.open || unnamed)) { return; }
    if (!place.firstChild) { view.say(place, words.busy); }
    engine.counts(wanted.query, {filters: wanted.filters}, axis, function (values) {
      if (!Array.isArray(values)) { view.say(place, words.failed); return; }
      values.forEach(function (one) { labels[axis][one.value] = one.label; });
      view.showValues(place, values, VALUES, chosenOf(axis), function (value) { toggle(axis, value); });
      showChosen();
    });
  }

  /* ---- what was found */

  function tell(found) {
    var before = found.exact ? words.found : words.found_about;
    return before + " " + found.count + " " + (found.count === 1 ? words.document : words.documents);
  }

  function take(word) {
    field.value = word;
    status.focus();
    search();
  }

  function help(found) {
    part("none").hidden = found.count > 0;
    part("unfiltered").hidden = Object.keys(wanted.filters).length === 0;
    view.offer(part("suggestion"), found.suggestion ? [{word: found.suggestion}] : [], take);
    view.offer(part("apart"), (found.counts_of_words || []).filter(function (one) {
      return one.count > 0 && one.word !== wanted.query;
    }), take);
  }

  function showNames(names) {
    view.showNames(part("names").firstElementChild, names.map(function (name) {
      var summary = summaryOf(name.axis);
      return {axis: summary ? summary.textContent : "", label: name.label, address: root + name.url};
    }));
    part("names").hidden = names.length === 0;
  }

  function fail() {
    help({count: 0});
    part("unfiltered").hidden = more.hidden = true;
    status.textContent = words.failed;
  }

  /* What is to be marked on the page of a result: of a word in pinyin, the characters that are read so. */
  function wordsIn(result, found) {
    var hits = (result.title_parts || []).filter(function (piece) { return piece.hit; }).map(function (piece) { return piece.text; });
    var read = hits.filter(function (hit) { return !/[a-z]/i.test(hit); });
    var marked = found.map(function (word) { return /\s/.test(word) ? '"' + word + '"' : word; }).filter(function (word) {
      return read.length === 0 || !/^[a-zü]+$/i.test(word);
    });
    return marked.concat(marked.length < found.length ? read : []).join(" ");
  }

  function showResults(found) {
    var links = found.results.map(function (result) {
      var sought = wordsIn(result, found.words || [wanted.query]);
      var address = root + result.page + "#find=" + encode(sought);
      return view.addResult(results, result, address, wanted.order === "date");
    });
    status.textContent = found.count > 0 ? tell(found) : words.none;
    more.hidden = !found.more;
    next = found.next === undefined ? results.children.length : found.next;
    return links[0];
  }

  function find(from, done) {
    box.setAttribute("aria-busy", "true");
    timer = window.setTimeout(function () { status.textContent = words.busy; }, BUSY);
    engine.find(wanted.query, {filters: wanted.filters, order: wanted.order, from: from, most: SHOWN}, function (found) {
      window.clearTimeout(timer);
      box.removeAttribute("aria-busy");
      done(found && !found.failed ? found : null);
    });
  }

  function showFirst(found) {
    view.empty(results);
    part("narrow").hidden = !found || (found.count === 0 && Object.keys(wanted.filters).length === 0);
    showNames(found && found.names || []);
    if (!found) { fail(); return; }
    showResults(found);
    help(found);
    filters.forEach(count);
  }

  function showMore(found) {
    var first = found && showResults(found);
    if (first) { first.focus(); }
    if (!found) { fail(); }
  }

  /* Nothing is asked: nothing stands there, and what was under way is dropped by asking for nothing. */
  function clear() {
    engine.find("", {filters: {}, order: "relevance", from: 0, most: SHOWN}, function () { return; });
    box.removeAttribute("aria-busy");
    view.empty(results);
    status.textContent = "";
    [more, part("narrow"), part("names"), part("none")].forEach(function (element) { element.hidden = true; });
  }

  function search() {
    window.clearTimeout(timer);
    wanted.query = field.value.trim();
    part("about").hidden = wanted.query !== "";
    keep(write());
    showChosen();
    if (wanted.query) { find(0, showFirst); } else { clear(); }
  }

  function searchSoon() {
    if (composing || field.value.trim() === wanted.query) { return; }
    window.clearTimeout(timer);
    timer = window.setTimeout(search, PAUSE);
  }

  /* ---- the start */

  function restore() {
    wanted = read(location.hash);
    field.value = wanted.query;
    list(part("order").querySelectorAll("input")).forEach(function (radio) { radio.checked = radio.value === wanted.order; });
    search();
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
  more.addEventListener("click", function () { find(next, showMore); });
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
  window.addEventListener("hashchange", function () {
    if (/^#q=/.test(location.hash)) { restore(); }
  });
  filters.forEach(function (filter) {
    labels[axisOf(filter)] = Object.create(null); /* a topic may be called constructor */
  });
  box.hidden = false;
  if (location.hash === "#search-field") { field.focus(); }
  restore();
}());
