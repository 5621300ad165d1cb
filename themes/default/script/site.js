/*
 * What a page cannot do by itself: tell the time, remember the look until the window is closed, copy
 * and print. Everything is there without it; nothing is stored but the chosen look, and nothing is
 * fetched. ES5, for the browsers of reading rooms.
 */
(function () {
  "use strict";

  var body = document.body;
  var page = document.querySelector(".page");

  function each(selector, change, root) {
    var found = (root || document).querySelectorAll(selector);
    for (var i = 0; i < found.length; i++) {
      change(found[i]);
    }
  }

  /* ---- the look, kept for the next page of this window only */

  var LOOKS = ["size-large", "size-largest", "contrast"];

  function keepLook() {
    var chosen = [];
    for (var i = 0; i < LOOKS.length; i++) {
      if (document.getElementById(LOOKS[i]).checked) {
        chosen.push(LOOKS[i]);
      }
    }
    try {
      window.sessionStorage.setItem("look", chosen.join(" "));
    } catch (refused) {
      return; /* a browser that keeps nothing shows each page as it comes */
    }
  }

  function restoreLook() {
    var chosen = null;
    try {
      chosen = window.sessionStorage.getItem("look");
    } catch (refused) {
      return;
    }
    if (chosen === null) {
      return;
    }
    var names = chosen.split(" ");
    for (var i = 0; i < names.length; i++) {
      if (LOOKS.indexOf(names[i]) >= 0) {
        document.getElementById(names[i]).checked = true;
      }
    }
  }

  /* ---- the reader's clock, in China time */

  function twoDigits(number) {
    return (number < 10 ? "0" : "") + number;
  }

  /* "2025-01-02 09:00"; such texts compare as the times do. */
  function chinaTime() {
    var now = new Date(new Date().getTime() + 8 * 3600 * 1000);
    return now.getUTCFullYear() + "-" + twoDigits(now.getUTCMonth() + 1) + "-" + twoDigits(now.getUTCDate()) +
      " " + twoDigits(now.getUTCHours()) + ":" + twoDigits(now.getUTCMinutes());
  }

  /* A day that ends something belongs to it to its last minute. */
  function endOf(text) {
    return text.length === 10 ? text + " 24:00" : text;
  }

  function tellTime(element, now) {
    var texts = (body.getAttribute("data-" + element.getAttribute("data-clock")) || "").split("|");
    var from = element.getAttribute("data-from");
    var until = element.getAttribute("data-until");
    var which = from && now < from ? 0 : until && now >= endOf(until) ? 2 : 1;
    element.setAttribute("data-now", ["before", "during", "after"][which]);
    var place = element.querySelector("[data-state]");
    if (place && texts[which]) {
      place.textContent = texts[which];
    }
  }

  function tellTimes() {
    var now = chinaTime();
    var since = body.getAttribute("data-since");
    if (since && now < since) {
      return; /* the clock is wrong: this page is younger than the time it shows */
    }
    each("[data-clock]", function (element) { tellTime(element, now); });
    each("[data-as-of]", function (element) {
      var age = new Date(now.slice(0, 10)) - new Date(element.getAttribute("data-as-of").slice(0, 10));
      if (age > 30 * 24 * 3600 * 1000) {
        element.querySelector("[data-state]").textContent = body.getAttribute("data-stale");
      }
    });
  }

  /* ---- copying and printing */

  var told = null;

  /* Says politely what was done, beside the place where it was done. */
  function tell(place, text) {
    if (told === null) {
      told = document.createElement("span");
      told.className = "told";
      told.setAttribute("role", "status");
    }
    place.appendChild(told);
    told.textContent = "";
    window.setTimeout(function () { told.textContent = text; }, 50);
  }

  function copyByCommand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("readonly", "");
    area.className = "heard";
    page.appendChild(area);
    area.select();
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (refused) {
      done = false;
    }
    page.removeChild(area);
    return done;
  }

  function copy(text, place, button) {
    function say(done) {
      if (done) {
        tell(place, body.getAttribute("data-copied"));
      }
      button.focus();
    }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(text).then(function () { say(true); }, function () { say(copyByCommand(text)); });
    } else {
      say(copyByCommand(text));
    }
  }

  function makeButton(text, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  function addTools(citation) {
    var tools = document.createElement("div");
    tools.className = "tools";
    var copier = makeButton(body.getAttribute("data-copy-citation"), function () {
      copy(citation.innerText, tools, copier);
    });
    tools.appendChild(copier);
    tools.appendChild(document.createTextNode(" "));
    tools.appendChild(makeButton(body.getAttribute("data-print"), function () { window.print(); }));
    citation.parentNode.appendChild(tools);
  }

  function addressOf(anchor) {
    var link = document.querySelector("link[rel=canonical]");
    return (link ? link.href : location.href.split("#")[0]) + "#" + anchor;
  }

  function addAnchor(element) {
    var link = document.createElement("a");
    link.className = "anchor";
    link.href = "#" + element.id;
    link.textContent = "#";
    link.setAttribute("aria-label", body.getAttribute("data-copy-clause") + " " +
      element.textContent.slice(0, 20));
    link.addEventListener("click", function () { copy(addressOf(element.id), link.parentNode, link); });
    (element.className === "clause" ? element.parentNode : element).appendChild(link);
  }

  /* ---- what depends on the room there is */

  /* Tables wider than their place can be moved by the keyboard. */
  function letTablesScroll() {
    each(".scroll", function (box) {
      if (box.scrollWidth > box.clientWidth) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", body.getAttribute("data-table"));
      } else {
        box.removeAttribute("tabindex");
        box.removeAttribute("role");
        box.removeAttribute("aria-label");
      }
    });
  }

  /* What stands beside the text stands open; a browser that knows containers does so by itself. */
  function openAsides() {
    var text = document.querySelector(".columns > .text");
    each(".aside details", function (details) {
      if (details.getBoundingClientRect().left >= text.offsetLeft + text.offsetWidth) {
        details.open = true;
      }
    });
  }

  function fit() {
    letTablesScroll();
    openAsides();
  }

  restoreLook();
  each(".look", function (input) {
    input.addEventListener("change", function () {
      keepLook();
      fit();
    });
  });
  tellTimes();
  each("#citation", addTools);
  each(".body h2[id], .body h3[id], .body h4[id], .body p[id], .body .clause[id]", addAnchor);
  fit();
  window.addEventListener("resize", fit);
}());
