/* The screen on a wall: one piece after another, by itself, and a newer page when there is one. Keeps nothing; ES5. */
(function () {
  "use strict";
  var html = document.documentElement;
  var body = document.body;
  var slides = Array.prototype.slice.call(document.querySelectorAll(".slide"));
  var SECOND = 1000, DAY = 86400000, SMALLEST = 0.4;
  var shown = -1;
  var clockIsWrong = false;

  function number(name, otherwise) {
    var value = parseFloat(body.getAttribute("data-" + name));
    return value > 0 ? value : otherwise;
  }

  /* Now in China, whatever the zone of the machine: "2025-01-02 09:00". */
  function chinaTime() {
    return new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 16).replace("T", " ");
  }

  function days(from, to) {
    return Math.round((new Date(to.slice(0, 10)) - new Date(from.slice(0, 10))) / DAY);
  }

  /* ---- what may be shown now */

  /* A last day belongs to the time to its last minute. */
  function isOpen(slide, now) {
    var from = slide.getAttribute("data-from");
    var until = slide.getAttribute("data-until");
    return !until || clockIsWrong || ((!from || now >= from) && now.slice(0, until.length) <= until);
  }

  function tellLeft(slide, now) {
    var until = slide.getAttribute("data-until");
    var place = slide.querySelector(".left");
    if (!until || !place) { return; }
    var left = days(now, until);
    place.textContent = clockIsWrong ? "" : left === 0 ? body.getAttribute("data-last-day")
      : (body.getAttribute("data-days-left") || "").replace("{n}", left);
  }

  function tellNow(now) {
    document.querySelector(".now").textContent = clockIsWrong ? "" : now;
  }

  /* ---- one piece after another */

  /* Long texts are set smaller until they fit. */
  function fit(slide) {
    var size = 1;
    slide.style.fontSize = "";
    while (size > SMALLEST && slide.scrollHeight > slide.clientHeight) {
      size -= 0.05;
      slide.style.fontSize = size + "rem";
    }
  }

  function tellPlace(open) {
    var text = "";
    open.forEach(function (slide) { text += slide === slides[shown] ? "●" : "○"; });
    document.querySelector(".dots").textContent = open.length > 1 ? text : "";
  }

  function next(open) {
    for (var step = 1; step <= slides.length; step++) {
      var place = (shown + step) % slides.length;
      if (open.indexOf(slides[place]) >= 0) { return place; }
    }
    return -1;
  }

  function turn() {
    var now = chinaTime();
    var open = slides.filter(function (slide) { return isOpen(slide, now); });
    shown = next(open);
    slides.forEach(function (slide, place) {
      slide.className = slide.className.replace(" on", "") + (place === shown ? " on" : "");
    });
    tellNow(now);
    tellPlace(open);
    var characters = 0;
    if (shown >= 0) {
      tellLeft(slides[shown], now);
      fit(slides[shown]);
      characters = slides[shown].textContent.replace(/\s/g, "").length;
    }
    window.setTimeout(function () {
      html.className = html.className.replace(" moving", "") + " moving"; /* not when the page comes */
      turn();
    }, Math.max(number("seconds", 12), characters / number("pace", 6)) * SECOND);
  }

  /* ---- how old this is; state.js calls it */

  window.chayueState = function (state) {
    var now = chinaTime();
    var words = state.words || {};
    var age = document.querySelector(".age");
    clockIsWrong = days(state.copied, now) < 0;
    var stale = !clockIsWrong && days(state.copied, now) > number("stale-days", 30);
    var text = (words.age || "{date}").replace("{date}", state.copied);
    if (clockIsWrong) { text += " " + (words.age_clock || ""); }
    if (stale) { text += " " + (words.age_stale || ""); }
    age.textContent = text;
    html.className = html.className.replace(" stale", "") + (stale ? " stale" : "");
  };

  /* ---- a newer page: only when the folder is seen to be there, so that no page of error ever stays */

  function renew() {
    var script = document.createElement("script");
    function again() {
      body.removeChild(script);
      window.setTimeout(renew, number("reload", 300) * SECOND);
    }
    script.onload = function () { window.location.reload(); };
    script.onerror = again;
    script.src = (body.getAttribute("data-root") || "") + "state.js?" + Date.now();
    body.appendChild(script);
  }

  html.className += " turning";
  window.setTimeout(renew, number("reload", 300) * SECOND);
  window.addEventListener("load", turn);
  window.addEventListener("resize", function () { if (shown >= 0) { fit(slides[shown]); } });
}());
