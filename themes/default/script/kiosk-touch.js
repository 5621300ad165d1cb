/*
 * Large buttons for what a page otherwise leaves to a drag or to small controls: wide tables and drawings move aside,
 * recordings play. ES5.
 */
(function () {
  "use strict";
  var kiosk = window.chayue && window.chayue.kiosk;
  if (!kiosk) { return; }

  function each(selector, change) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), change);
  }

  /* ---- what is wider than the screen */

  function addSideways(box) {
    var buttons = kiosk.make("p", "kiosk-sideways");
    function go(way) {
      return function () { box.scrollLeft += way * box.clientWidth * 0.8; };
    }
    var left = kiosk.addButton(buttons, "kiosk-leftwards", kiosk.word("left"), go(-1));
    var right = kiosk.addButton(buttons, "kiosk-rightwards", kiosk.word("right"), go(1));
    function show() {
      buttons.hidden = box.scrollWidth <= box.clientWidth + 1;
      left.disabled = box.scrollLeft < 2;
      right.disabled = box.scrollLeft + box.clientWidth > box.scrollWidth - 2;
    }
    box.parentNode.insertBefore(buttons, box);
    box.addEventListener("scroll", show, {passive: true});
    window.addEventListener("resize", show);
    kiosk.page.addEventListener("toggle", show, true);
    document.addEventListener("change", function () { window.setTimeout(show, 50); });
    show();
  }

  /* ---- recordings */

  function addPlay(media) {
    var buttons = kiosk.make("p", "kiosk-play");
    var play = kiosk.addButton(buttons, "kiosk-on", kiosk.word("play"), function () {
      if (!media.paused) { media.pause(); return; }
      var promise = media.play();
      if (promise && promise.catch) { promise.catch(function () { return; }); }
    });
    function go(by) {
      return function () { media.currentTime = Math.max(0, Math.min(media.duration || 0, media.currentTime + by)); };
    }
    function show() {
      play.textContent = kiosk.word(media.paused ? "play" : "read-pause");
      play.className = media.paused ? "kiosk-on" : "kiosk-pause";
    }
    function tell() {
      var second = Math.floor(media.currentTime);
      time.textContent = Math.floor(second / 60) + ":" + (second % 60 < 10 ? "0" : "") + second % 60;
    }
    kiosk.addButton(buttons, "kiosk-earlier", kiosk.word("play-earlier"), go(-10));
    kiosk.addButton(buttons, "kiosk-later", kiosk.word("play-later"), go(10));
    var time = buttons.appendChild(kiosk.make("span", "kiosk-time", "0:00"));
    media.removeAttribute("controls");
    media.addEventListener("play", show);
    media.addEventListener("pause", show);
    media.addEventListener("timeupdate", tell);
    media.parentNode.insertBefore(buttons, media.nextSibling);
    media.addEventListener("click", function () { play.click(); });
  }

  kiosk.opened.push(function () {
    each(".scroll, .drawing, .body pre", addSideways);
    each(".player video, .player audio", addPlay);
  });
}());
