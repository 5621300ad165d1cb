/*
 * Keys on the screen for the text fields of a kiosk: letters for pinyin, digits for numbers. They open when a field is
 * touched, stand above the bar, and the page gets as much room at its end, so that they cover neither the field nor
 * what it finds. The field keeps focus and caret; other keyboards work on. Below the search field's own results the
 * titles that fit what is typed so far stand as large links. Stores nothing; ES5.
 */
(function () {
  "use strict";
  var kiosk = window.chayue && window.chayue.kiosk;
  var ROWS = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
  var MOST = 5;
  var board = null, titles = null, field = null, engine = null, held = null, wanted = "", byTouch = false;
  if (!kiosk || !kiosk.bar) { return; }

  /* ---- typing */

  /* A touch beside it may have taken the caret from the field. */
  function tellField(name) {
    if (document.activeElement !== field) { field.focus({preventScroll: true}); }
    field.dispatchEvent(new Event(name, {bubbles: true}));
  }

  /* What is selected, or nothing, becomes this text; a field of numbers has no caret to ask for. */
  function put(text) {
    var from = null;
    try { from = field.selectionStart; } catch (none) { from = null; }
    if (from === null) {
      field.value += text;
    } else {
      field.setRangeText(text, from, field.selectionEnd, "end");
    }
    tellField("input");
  }

  function remove() {
    var from = null;
    try { from = field.selectionStart; } catch (none) { from = null; }
    if (from === null) {
      field.value = field.value.slice(0, -1);
    } else if (from === field.selectionEnd) {
      field.setRangeText("", Math.max(0, from - 1), from, "end");
    } else {
      field.setRangeText("", from, field.selectionEnd, "end");
    }
    tellField("input");
  }

  function clear() {
    field.value = "";
    tellField("input");
  }

  function done() {
    var last = field;
    var go = last.form && last.form.querySelector("[type=submit]");
    tellField("change");
    close();
    last.blur();
    if (go) { go.click(); }
  }

  function makeKey(row, name, text, spoken) {
    var key = row.appendChild(kiosk.make("button", "kiosk-key" + (name ? " kiosk-key-" + name : ""), text));
    key.tabIndex = -1;
    if (spoken !== text) { key.setAttribute("aria-label", spoken); }
    return key;
  }

  /* A key types when it goes down, as keys do, and again while it is held if it may; a reader's aid clicks it. */
  function addKey(row, name, text, spoken, act, again) {
    var key = makeKey(row, name, text, spoken);
    key.addEventListener("pointerdown", function (event) {
      event.preventDefault();
      act();
      release();
      if (again) {
        held = window.setTimeout(function repeat() {
          act();
          held = window.setTimeout(repeat, 90);
        }, 500);
      }
    });
    ["pointerup", "pointercancel", "pointerleave"].forEach(function (end) { key.addEventListener(end, release); });
    key.addEventListener("click", function (event) {
      if (event.detail === 0) { act(); }
    });
  }

  function release() {
    window.clearTimeout(held);
  }

  function addLetters(row, letters) {
    letters.split("").forEach(function (letter) {
      addKey(row, "", letter, letter, function () { put(letter); });
    });
  }

  /* ---- titles that fit */

  /* The search page has the engine; a page without it has keys alone. */
  function findEngine() {
    if (!engine && window.chayue.search) { engine = window.chayue.search(kiosk.top + "../"); }
    return field.id === "search-field" ? engine : null;
  }

  function showTitles(found) {
    titles.textContent = "";
    titles.appendChild(kiosk.make("p", "kiosk-titles-head", kiosk.word(found.length > 0 ? "keys-titles" : "keys-none")));
    var list = titles.appendChild(kiosk.make("ul", ""));
    found.slice(0, MOST).forEach(function (one) {
      var link = list.appendChild(kiosk.make("li", "")).appendChild(kiosk.make("a", "", one.title));
      link.href = kiosk.top + one.page;
      link.addEventListener("click", function (event) {
        event.preventDefault();
        kiosk.follow(link.href);
      });
    });
    makeRoom();
  }

  function look() {
    var asked = field ? field.value.trim() : "";
    var from = field && findEngine();
    titles.hidden = !from;
    if (!from || asked === wanted) { return; }
    wanted = asked;
    if (!asked) {
      titles.textContent = "";
      return;
    }
    from.titles(asked, MOST, function (found) {
      if (asked === wanted) { showTitles(Array.isArray(found) ? found : []); }
    });
  }

  /* ---- opening and closing */

  function makeBoard() {
    board = kiosk.make("div", "kiosk-keys");
    board.setAttribute("role", "region");
    board.setAttribute("aria-label", kiosk.word("keys"));
    titles = board.appendChild(kiosk.make("div", "kiosk-titles"));
    titles.setAttribute("aria-live", "polite");
    var rows = board.appendChild(kiosk.make("div", "kiosk-rows"));
    var lines = ROWS.map(function (letters) {
      var row = rows.appendChild(kiosk.make("div", "kiosk-row"));
      addLetters(row, letters);
      return row;
    });
    addKey(lines[2], "delete", "⌫", kiosk.word("key-delete"), remove, true);
    addKey(lines[3], "space", kiosk.word("key-space"), kiosk.word("key-space"), function () { put(" "); }, true);
    addKey(lines[3], "clear", kiosk.word("key-clear"), kiosk.word("key-clear"), clear);
    /* It ends when the finger is up, or what lies below the keys would be touched. */
    makeKey(lines[3], "done", kiosk.word("key-done"), kiosk.word("key-done")).addEventListener("click", done);
    /* Touching between the keys takes the focus from no field. */
    board.addEventListener("mousedown", function (event) {
      if (!event.target.closest("a")) { event.preventDefault(); }
    });
    kiosk.page.insertBefore(board, kiosk.bar);
  }

  /* The room that the keys take is the page's at its end. */
  function makeRoom() {
    document.documentElement.style.setProperty("--keys", board.offsetHeight + "px");
  }

  /* The field stands in the upper part, so that what it finds is seen below it. */
  function fit() {
    if (!board || board.hidden) { return; }
    makeRoom();
    var wish = window.innerHeight * 0.12;
    if (Math.abs(field.getBoundingClientRect().top - wish) > 4) {
      window.scrollBy(0, field.getBoundingClientRect().top - wish);
    }
  }

  function open(target) {
    if (field === target) { return; }
    if (!board) { makeBoard(); }
    field = target;
    wanted = "";
    titles.textContent = "";
    board.hidden = false;
    document.documentElement.setAttribute("data-keys", "");
    look();
    fit();
  }

  function close() {
    release();
    if (!board || board.hidden) { return; }
    board.hidden = true;
    document.documentElement.removeAttribute("data-keys");
    document.documentElement.style.removeProperty("--keys");
    field = null;
  }

  /* Not while a finger is still on what it touches, since the page grows together when the keys go. */
  function closeUnlessUsed() {
    if (field && document.activeElement !== field && !board.contains(document.activeElement)) { close(); }
  }

  function isTyped(element) {
    return kiosk.isField(element) && !element.readOnly && !element.disabled;
  }

  /* The system's own keys stay away, also from a field that a script adds. */
  function prepare(element) {
    if (isTyped(element)) { element.setAttribute("inputmode", "none"); }
  }

  Array.prototype.forEach.call(document.querySelectorAll("input, textarea"), prepare);
  document.addEventListener("pointerdown", function (event) {
    byTouch = event.pointerType !== "mouse";
    if (isTyped(event.target)) {
      prepare(event.target);
      if (byTouch && event.target === document.activeElement) { open(event.target); }
    }
  }, true);
  document.addEventListener("focusin", function (event) {
    prepare(event.target);
    if (isTyped(event.target)) {
      if (byTouch || board && !board.hidden) { open(event.target); }
    } else if (board && !board.contains(event.target)) {
      window.setTimeout(closeUnlessUsed, 300);
    }
  });
  document.addEventListener("input", function (event) {
    if (event.target === field) { look(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { close(); }
  });
  window.addEventListener("resize", fit);
  kiosk.opened.push(function () {
    var first = document.getElementById("search-field");
    if (first && kiosk.cameByTouch && !first.value) {
      byTouch = true;
      first.focus();
    }
  });
  kiosk.leaving.push(close);
}());
