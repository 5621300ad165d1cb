/*
 * What the search page shows: results, names, filters, and what helps when nothing was found. Nothing here knows what
 * was searched for or why; search-page.js does. ES5.
 *
 *   view = chayue.searchView(words)   words: what stands in data-words of the page
 */
(function () {
  "use strict";

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

  /* All that the element holds from there on goes. */
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

  function start(words) {
    /* As entries of lists look; `dated`: each shows its day, for they stand by it. Returns its link. */
    function addResult(results, result, address, dated) {
      var item = add(results, "li", "", "result");
      var link = add(item, "a", "", "title");
      var facts = add(item, "p", "", "facts");
      var state = words.validity[result.withdrawn ? "withdrawn" : result.validity];
      link.href = address;
      addParts(link, result.title_parts || [{text: result.title}]);
      if (result.date && (dated || words.undated.indexOf(result.kind) < 0)) { add(facts, "time", result.date); }
      if (words.kinds[result.kind]) { add(facts, "span", words.kinds[result.kind]); }
      if (result.number) { add(facts, "span", result.number); }
      if (result.organs && result.organs[0]) { add(facts, "span", result.organs[0]); }
      if (state) { add(facts, "strong", state, "ended"); }
      if (result.sample) { add(facts, "span", words.sample, "sample"); }
      if (result.snippet && result.snippet.length > 0) { addParts(add(item, "p", "", "snippet"), result.snippet); }
      return link;
    }

    /* Links to lists: [{label, address, axis}], the axis as it is called. */
    function showNames(place, names) {
      empty(place);
      names.forEach(function (name) {
        var link = add(add(place, "li"), "a");
        add(link, "span", name.axis, "quiet");
        link.appendChild(document.createTextNode(" " + name.label));
        link.href = name.address;
      });
    }

    /* Buttons behind the text of a paragraph: [{word, count}]. */
    function offer(place, choices, take) {
      empty(place, 1);
      choices.forEach(function (choice) {
        var button = addButton(place, choice.word, function () { take(choice.word); });
        if (choice.count) { add(button, "small", String(choice.count)); }
      });
      place.hidden = choices.length === 0;
    }

    /*
     * The values of a filter, [{value, label, count}], the first `most`; who works with the keyboard stays at the
     * value where he was.
     */
    function showValues(place, values, most, chosen, take) {
      var focus = place.contains(document.activeElement) && document.activeElement.getAttribute("data-value");
      empty(place);
      values.slice(0, most).forEach(function (one) {
        var button = addButton(add(place, "li"), one.label, function () { take(one.value); });
        add(button, "small", String(one.count));
        button.setAttribute("aria-pressed", String(chosen.indexOf(one.value) >= 0));
        button.setAttribute("data-value", one.value);
        if (focus === one.value) { button.focus(); }
      });
      if (values.length > most) {
        addButton(add(place, "li"), words.all, function () {
          showValues(place, values, values.length, chosen, take);
          place.children[most].firstChild.focus();
        });
      }
      if (values.length === 0) { add(place, "li", words.none, "absent"); }
    }

    /* What is chosen, to be taken back: [{axis, value, label}]. */
    function showChosen(place, chosen, drop) {
      empty(place);
      chosen.forEach(function (one) {
        var button = addButton(add(place, "li"), one.label, function () { drop(one); });
        button.setAttribute("aria-label", words.remove + words.colon + one.label);
      });
      place.hidden = chosen.length === 0;
    }

    function say(place, text) {
      empty(place);
      add(place, "li", text, "absent");
    }

    return {
      addResult: addResult, showNames: showNames, offer: offer, showValues: showValues, showChosen: showChosen,
      say: say, empty: empty
    };
  }

  window.chayue = window.chayue || {};
  window.chayue.searchView = start;
}());
