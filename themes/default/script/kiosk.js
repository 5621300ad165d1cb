/*
 * The frame of a kiosk page: ways on and back, the bar, the question after a quiet while, the age of the copy.
 *
 * The browser's history stays one entry long: every link is followed by location.replace, and the way back is kept
 * in window.name as {"chayue":1,"visit":…,"touch":…,"way":[[url, scroll],…],"to":scroll}. When a visit
 * ends window.name and sessionStorage are empty again; nothing else is ever stored. Only addresses
 * below the kiosk's own folder are followed. chayue.kiosk is for the scripts of the keys and the voice. ES5.
 */
(function () {
  "use strict";
  var body = document.body;
  var html = document.documentElement;
  var page = document.querySelector(".page");
  var bar = document.querySelector(".kiosk-bar");
  var atStart = document.querySelector(".kiosk-start") !== null;
  var resolver = document.createElement("a");
  var top = resolve(body.getAttribute("data-root") || "");
  var start = top + "index.html";
  var busy = [], leaving = []; /* asked whether something goes on; told that the visit ends or goes to another page */
  var state = readState();
  var byTouch = false;
  var words = {};
  var opened = []; /* what waits for the words */
  var chayue = window.chayue = window.chayue || {};

  function each(selector, change) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), change);
  }

  function resolve(url) {
    resolver.href = url;
    return resolver.href.replace(/[^\/]*(#.*)?$/, "");
  }

  /* The words come with state.js; {n} in them is replaced. */
  function word(name, value) {
    return (words[name.replace(/-/g, "_")] || "").replace(/\{\w+\}/, value);
  }

  function make(tag, name, text) {
    var element = document.createElement(tag);
    element.className = name;
    if (tag === "button") { element.type = "button"; }
    if (text) { element.textContent = text; }
    return element;
  }

  function addButton(place, name, text, act) {
    var button = make("button", name, text);
    button.addEventListener("click", act);
    place.appendChild(button);
    return button;
  }

  /* ---- ways on and back */

  function readState() {
    var read = null;
    try { read = JSON.parse(window.name); } catch (none) { read = null; }
    if (!read || read.chayue !== 1 || !Array.isArray(read.way)) {
      return {chayue: 1, visit: Math.random(), touch: false, way: []};
    }
    read.way = read.way.filter(function (step) { return isOurs(step[0]); });
    return read;
  }

  function isOurs(url) {
    return typeof url === "string" && url.indexOf(top) === 0;
  }

  function withoutHash(url) {
    return url.split("#")[0];
  }

  /* One page of another name, or a place in this one: without a "#" the browser would load the page anew. */
  function replace(url) {
    if (withoutHash(url) === withoutHash(location.href)) {
      location.replace("#" + (url.split("#")[1] || ""));
    } else {
      leaving.forEach(function (tell) { tell(); });
      location.replace(url);
    }
  }

  function keepState() {
    state.touch = byTouch;
    window.name = JSON.stringify(state);
  }

  /* The search page says in data-place what is searched for; its address does not. */
  function here() {
    var place = html.getAttribute("data-place");
    return place ? withoutHash(location.href) + place : location.href;
  }

  function follow(url) {
    if (!isOurs(url)) { return; }
    state.way = state.way.concat([[here(), Math.round(window.pageYOffset)]]).slice(-200);
    keepState();
    replace(url);
    showBack();
  }

  function goBack() {
    var step = state.way.pop();
    if (!step) { return goHome(); }
    state.to = step[1];
    keepState();
    replace(step[0]);
    if (withoutHash(step[0]) === withoutHash(location.href)) { arrive(true); }
    return showBack();
  }

  /* The looks stay with the reader; the way back does not. */
  function goHome() {
    if (atStart) { return freshen(); }
    state.way = [];
    keepState();
    return replace(start);
  }

  /* Where the reader had been in a page that was gone back to. */
  function arrive(atLast) {
    if (typeof state.to !== "number") { return; }
    window.scrollTo(0, state.to);
    if (atLast) {
      delete state.to;
      keepState();
    }
  }

  function showBack() {
    var back = bar && bar.querySelector(".kiosk-back");
    if (back) { back.disabled = atStart && state.way.length === 0; }
  }

  function linkOf(target) {
    while (target && target !== document && String(target.nodeName).toLowerCase() !== "a") { target = target.parentNode; }
    return target && target !== document ? target : null;
  }

  /* An address with a scheme is never followed, not even when it would lead here. */
  function onClick(event) {
    var link = linkOf(event.target);
    var url = link && (link.getAttribute("href") || link.getAttribute("xlink:href"));
    if (!link || event.defaultPrevented) { return; }
    event.preventDefault();
    if (!url || /^\s*[a-z][a-z0-9+.\-]*:/i.test(url) || /^\s*[\/\\]/.test(url) || link.hasAttribute("download")) { return; }
    if (link.classList.contains("kiosk-home")) { goHome(); return; }
    resolver.href = url;
    if (resolver.href !== location.href) { follow(resolver.href); }
  }

  /* ---- what would lead out, or make the page another one than the next reader expects */

  var EDIT = /^(a|z|y|Backspace|Delete|Home|End|Arrow\w+)$/;
  var PASS = /^(Control|Shift|Alt|AltGraph|CapsLock|NumLock|Escape|Tab|Enter|Home|End|PageUp|PageDown|Backspace|Delete|Insert|Arrow\w+|Process|Dead|Unidentified|Compose|Convert|NonConvert)$/;

  function isField(element) {
    return element.nodeName === "TEXTAREA" ||
      element.nodeName === "INPUT" && !/^(radio|checkbox|button|submit|reset|range|file)$/.test(element.type);
  }

  /* Only what types, moves and edits comes through; Alt+Left and Ctrl+P do what the bar does. */
  function onKey(event) {
    var key = event.key || "";
    var held = (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
    if (held ? EDIT.test(key) && event.ctrlKey && isField(event.target) : key.length === 1 || PASS.test(key)) { return; }
    event.preventDefault();
    if (event.altKey && key === "ArrowLeft") { goBack(); }
    if (event.ctrlKey && (key === "p" || key === "P")) { print(); }
  }

  function quiet(event) {
    event.preventDefault();
  }

  function closeWaysOut() {
    window.open = function () { return null; };
    "contextmenu auxclick dragstart dragover drop copy cut submit".split(" ").forEach(function (name) {
      document.addEventListener(name, quiet);
    });
    document.addEventListener("wheel", function (event) {
      if (event.ctrlKey) { event.preventDefault(); }
    }, {passive: false});
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    document.addEventListener("focusin", function (event) {
      if (isField(event.target)) { event.target.autocomplete = "off"; }
    });
  }

  /* ---- the quiet while, the question, the start again */

  var passed = 0, before = Date.now(), ticking, dialog = null, left = null, heard = null, lent = null;

  function seconds(name, otherwise) {
    var value = Number(body.getAttribute("data-" + name));
    return value > 0 ? value : otherwise;
  }

  var idle = seconds("idle", 90), question = seconds("question", 20);

  function isBusy() {
    var playing = Array.prototype.some.call(document.querySelectorAll("audio, video"), function (media) {
      return !media.paused && !media.ended;
    });
    return playing || busy.some(function (ask) { return ask(); });
  }

  /* Any touch or key means that someone is there. It is over when the finger is up, so that nothing below is touched. */
  function makeDialog() {
    dialog = make("dialog", "kiosk-ask");
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "kiosk-ask");
    dialog.setAttribute("aria-describedby", "kiosk-ask-about");
    var box = dialog.appendChild(make("div", "kiosk-ask-box"));
    box.appendChild(make("h2", "", word("ask"))).id = "kiosk-ask";
    box.appendChild(make("p", "", word("ask-about"))).id = "kiosk-ask-about";
    left = box.appendChild(make("p", "kiosk-left"));
    left.setAttribute("aria-hidden", "true");
    heard = box.appendChild(make("p", "heard"));
    heard.setAttribute("role", "status");
    addButton(box, "kiosk-stay", word("ask-stay"), stay);
    dialog.addEventListener("cancel", quiet);
    dialog.addEventListener("click", stay);
    dialog.addEventListener("pointerup", function () { window.setTimeout(stay, 150); });
    page.appendChild(dialog);
  }

  function ask() {
    if (html.hasAttribute("data-asking")) { return; }
    if (!dialog) { makeDialog(); }
    lent = document.activeElement;
    html.setAttribute("data-asking", "");
    if (dialog.showModal) { dialog.showModal(); } else { dialog.setAttribute("open", ""); }
    dialog.querySelector("button").focus();
  }

  function stay() {
    passed = 0;
    if (!html.hasAttribute("data-asking")) { return; }
    html.removeAttribute("data-asking");
    if (dialog.close) { dialog.close(); } else { dialog.removeAttribute("open"); }
    if (lent && lent.focus) { lent.focus({preventScroll: true}); }
  }

  /* The eye sees each second; who listens is told every five. */
  function tellLeft() {
    var rest = Math.max(0, Math.ceil(idle + question - passed));
    var text = word("ask-left", rest);
    if (left.textContent === text) { return; }
    left.textContent = text;
    if (rest % 5 === 0) { heard.textContent = text; }
  }

  /* The clock is asked anew each time, since a machine that slept runs no timers. One that was set back counts as still. */
  function tick() {
    var now = Date.now();
    passed += Math.max(0, now - before) / 1000;
    before = now;
    if (passed < idle) { return; }
    if (isBusy()) { stay(); return; }
    if (atStart) { freshen(); return; }
    if (passed >= idle + question) { end(); return; }
    ask();
    tellLeft();
  }

  function use() {
    if (!html.hasAttribute("data-asking")) { passed = 0; }
  }

  function watch() {
    "pointerdown pointermove wheel scroll input touchstart".split(" ").forEach(function (name) {
      document.addEventListener(name, use, {capture: true, passive: true});
    });
    document.addEventListener("keydown", function (event) {
      use();
      if (html.hasAttribute("data-asking")) {
        event.preventDefault();
        event.stopPropagation();
        stay();
      }
    }, true);
    document.addEventListener("pointerdown", function (event) { byTouch = event.pointerType !== "mouse"; }, true);
    ticking = window.setInterval(tick, 250);
    window.addEventListener("pageshow", onShow);
  }

  /* A page kept by the browser comes back with the visit it belonged to, or not at all. */
  function onShow(event) {
    var visit = state.visit;
    if (!event.persisted) { return; }
    state = readState();
    passed = 0;
    before = Date.now();
    if (!atStart && state.visit !== visit) { location.replace(start); }
    showBack();
  }

  /* Whatever of the reader this page holds. */
  function forget() {
    leaving.forEach(function (tell) { tell(); });
    try { window.sessionStorage.clear(); } catch (refused) { /* nothing was kept then */ }
    window.name = "";
    state = readState();
    each("audio, video", function (media) { media.pause(); media.currentTime = 0; });
    each("input, select, textarea", function (field) {
      if (field.nodeName === "SELECT") { field.selectedIndex = 0; return; }
      field.value = field.defaultValue;
      field.checked = field.defaultChecked;
    });
    if (window.getSelection) { window.getSelection().removeAllRanges(); }
    if (document.activeElement && document.activeElement !== body) { document.activeElement.blur(); }
  }

  function end() {
    window.clearInterval(ticking);
    forget();
    location.replace(start);
  }

  /* The start page becomes as it was, without being loaded; a folder written anew is shown when it can be read. */
  function freshen() {
    passed = 0;
    forget();
    each("details[open]", function (details) { details.open = false; });
    if (location.hash) { location.replace("#"); }
    window.scrollTo(0, 0);
    showBack();
    if (isScriptLoaded) { probe(); }
  }

  /* ---- how old the copy is */

  var copied = "", isScriptLoaded = false, loaded = Date.now(), HOUR = 3600000;

  function chinaDay() {
    return new Date(Date.now() + 8 * HOUR).toISOString().slice(0, 10);
  }

  /* state.js is loaded before site.js, which judges nothing by a clock that is before data-since. */
  function tellAge() {
    var today = chinaDay();
    var days = Math.round((new Date(today) - new Date(copied)) / (24 * HOUR));
    var line = document.querySelector(".kiosk-age");
    var wrong = today < copied;
    if (!line) {
      line = make("p", "kiosk-age");
      page.insertBefore(line, page.querySelector("main"));
    }
    line.textContent = word("age", copied);
    var note = wrong ? "clock" : days === 0 ? "today" : "days";
    line.appendChild(make("span", "kiosk-age-days", word("age-" + note, days)));
    if (!wrong && days > seconds("stale-days", 30)) { line.appendChild(make("strong", "", word("age-stale"))); }
    line.setAttribute("data-age", wrong ? "clock" : days > seconds("stale-days", 30) ? "stale" : "fresh");
    line.hidden = false;
    if (wrong || !body.getAttribute("data-since")) { body.setAttribute("data-since", copied); }
  }

  window.chayueState = function (given) {
    var day = String(given && given.copied || "").slice(0, 10);
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) { return; }
    if (copied && atStart && (day !== copied || Date.now() - loaded > HOUR)) { location.replace(start); }
    copied = day;
    words = given.words || words;
    isScriptLoaded = true;
    tellAge();
  };

  /* The start page stays open for days: is there another copy by now? Only when it can be read is it gone to. */
  function probe() {
    var script = document.createElement("script");
    script.src = top + "state.js";
    script.onload = script.onerror = function () { script.parentNode.removeChild(script); };
    body.appendChild(script);
  }

  /* ---- the bar */

  function twoDigits(number) {
    return (number < 10 ? "0" : "") + number;
  }

  /* The slip says when and what, and bears a number of time and chance: nothing is counted on the machine. */
  function fillSlip(slip) {
    var numbered = slip.querySelector("[data-slip-number]");
    if (numbered && numbered.textContent.trim()) { return; } /* for this print already */
    var now = new Date(Date.now() + 8 * HOUR).toISOString();
    var parts = {
      number: now.slice(0, 19).replace(/[-:]/g, "").replace("T", "-") + "-" + twoDigits(Math.floor(Math.random() * 100)),
      date: now.slice(0, 10), time: now.slice(11, 16)
    };
    Object.keys(parts).forEach(function (name) {
      var place = slip.querySelector("[data-slip-" + name + "]");
      if (place) { place.textContent = parts[name]; }
    });
  }

  function print() {
    if (atStart) { return; }
    each(".print-slip", fillSlip);
    window.print();
  }

  function turn(way) {
    var covered = parseFloat(window.getComputedStyle(page).paddingBottom);
    var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    window.scrollBy({top: way * (window.innerHeight - covered) * 0.85, behavior: calm ? "auto" : "smooth"});
  }

  function addTurns() {
    var up = addButton(bar, "kiosk-up", word("up"), function () { turn(-1); });
    var down = addButton(bar, "kiosk-down", word("down"), function () { turn(1); });
    function show() {
      up.disabled = window.pageYOffset < 2;
      down.disabled = window.pageYOffset + window.innerHeight > html.scrollHeight - 2;
    }
    window.addEventListener("scroll", show, {passive: true});
    window.addEventListener("resize", show);
    window.addEventListener("load", show);
    show();
  }

  function openBar() {
    var back = bar.querySelector(".kiosk-back"), printer = bar.querySelector(".kiosk-print");
    var looks = bar.querySelector(".kiosk-looks");
    if (back) {
      back.hidden = false;
      back.addEventListener("click", goBack);
    }
    if (printer) {
      printer.hidden = false;
      printer.disabled = atStart;
      printer.addEventListener("click", print);
    }
    if (looks) {
      document.addEventListener("pointerdown", function (event) {
        if (!looks.contains(event.target)) { looks.open = false; }
      });
    }
    showBack();
    addTurns();
  }

  /* After all other scripts. What they add for a reader's own machine goes: no clipboard between strangers. */
  function open() {
    each(".anchor, .cite button, .cite [role=status]", function (element) { element.parentNode.removeChild(element); });
    if (bar) { openBar(); }
    opened.forEach(function (act) { act(); });
    arrive();
  }

  if ("scrollRestoration" in history) { history.scrollRestoration = "manual"; }
  each("input", function (field) { field.autocomplete = "off"; });
  /* Pictures lie on this disk; those that come late would move the place that the reader goes back to. */
  each("img[loading]", function (picture) { picture.loading = "eager"; });
  closeWaysOut();
  watch();
  document.addEventListener("DOMContentLoaded", open);
  window.addEventListener("beforeprint", function () { each(".print-slip", fillSlip); });
  window.addEventListener("afterprint", function () { each("[data-slip-number]", function (place) { place.textContent = ""; }); });
  window.addEventListener("load", function () { arrive(true); });
  window.addEventListener("pagehide", function () { leaving.forEach(function (tell) { tell(); }); });
  html.setAttribute("data-kiosk", "on");

  chayue.kiosk = {
    word: word, make: make, addButton: addButton, isField: isField, follow: follow, page: page, bar: bar, top: top,
    busy: busy, leaving: leaving, opened: opened, cameByTouch: state.touch === true
  };
}());
