/* The clock, the look until the window is closed, copying, printing. Fetches and stores nothing else; ES5. */
(function () {
  "use strict";
  var body = document.body;

  function each(selector, change) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), change);
  }

  function word(name) {
    return body.getAttribute("data-" + name) || "";
  }

  /* ---- the look; a browser that keeps nothing shows each page as it comes */

  function keepLook() {
    var chosen = [];
    each(".look:checked", function (input) { chosen.push(input.id); });
    try { window.sessionStorage.setItem("look", chosen.join(" ")); } catch (refused) { return; }
  }

  function restoreLook() {
    var chosen = "";
    try { chosen = window.sessionStorage.getItem("look") || ""; } catch (refused) { return; }
    each(".look", function (input) {
      if (chosen.split(" ").indexOf(input.id) >= 0) { input.checked = true; }
    });
  }

  /* ---- the reader's clock */

  /* Now in China as "2025-01-02T09:00", whatever the zone of the machine; days and times compare as
   * texts. */
  function chinaTime() {
    return new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 16).replace("T", " ");
  }

  /* A last day belongs to the time to its last minute. */
  function tellTime(element, now) {
    var from = element.getAttribute("data-from");
    var until = element.getAttribute("data-until");
    var end = until && (until.length === 10 ? until + " 24:00" : until);
    var which = from && now < from ? 0 : end && now >= end ? 2 : 1;
    var text = word(element.getAttribute("data-clock")).split("|")[which];
    element.setAttribute("data-now", ["before", "during", "after"][which]);
    if (text) { element.querySelector("[data-state]").textContent = text; }
  }

  function tellTimes() {
    var now = chinaTime();
    if (now < word("since")) { return; } /* a clock that is behind the page is wrong */
    each("[data-clock]", function (element) { tellTime(element, now); });
    each("[data-as-of]", function (element) {
      if (new Date(now.slice(0, 10)) - new Date(element.getAttribute("data-as-of")) > 30 * 86400000) {
        element.querySelector("[data-state]").textContent = word("stale");
      }
    });
  }

  /* ---- copying and printing */

  var told = document.createElement("span");
  told.setAttribute("role", "status");

  function copyByCommand(text) {
    var area = document.createElement("textarea");
    area.className = "heard";
    area.value = text;
    body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    body.removeChild(area);
    return done;
  }

  /* Says beside the place that it was done. */
  function copy(text, control) {
    function end(done) {
      control.parentNode.appendChild(told);
      control.focus();
      window.setTimeout(function () { told.textContent = done ? " " + word("copied") : ""; }, 50);
    }
    told.textContent = "";
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(function () { end(true); }, function () { end(copyByCommand(text)); });
    } else {
      end(copyByCommand(text));
    }
  }

  function addButton(place, text, act) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.addEventListener("click", function () { act(button); });
    place.appendChild(button);
  }

  function addTools(citation) {
    addButton(citation.parentNode, word("copy-citation"), function (button) { copy(citation.innerText, button); });
    addButton(citation.parentNode, word("print"), function () { window.print(); });
  }

  /* Each clause has an address that can be copied. */
  function addAnchor(clause) {
    var link = document.createElement("a");
    link.className = "anchor";
    link.href = "#" + clause.id;
    link.textContent = "#";
    link.setAttribute("aria-label", word("copy-clause") + " " + clause.textContent.slice(0, 20));
    link.addEventListener("click", function () {
      var page = document.querySelector("link[rel=canonical]") || location;
      copy(page.href.split("#")[0] + "#" + clause.id, link);
    });
    (clause.className === "clause" ? clause.parentNode : clause).appendChild(link);
  }

  /* ---- what depends on room: wide tables can be moved by keyboard, what stands beside the text is open */

  function fit() {
    var text = document.querySelector(".columns > .text");
    each(".scroll, .body pre", function (box, place) {
      var says = {tabindex: "0", role: "region", "aria-label": word("table") + " " + (place + 1)};
      for (var name in says) {
        if (box.scrollWidth > box.clientWidth) {
          box.setAttribute(name, says[name]);
        } else {
          box.removeAttribute(name);
        }
      }
    });
    each(".aside details", function (details) {
      if (details.getBoundingClientRect().left >= text.offsetLeft + text.offsetWidth) { details.open = true; }
    });
  }

  restoreLook();
  each(".look", function (input) {
    input.addEventListener("change", function () { keepLook(); fit(); });
  });
  tellTimes();
  each("#citation", addTools);
  each(".body h2[id], .body h3[id], .body h4[id], .body p[id], .clause[id]", addAnchor);
  fit();
  window.addEventListener("resize", fit);
  window.addEventListener("beforeprint", function () {
    each(".interpretations details", function (details) { details.open = true; });
  });
  /* What was searched for is marked by a script that else nobody needs; it loads when it has its address. */
  if (/^#find=/.test(location.hash)) {
    body.appendChild(document.createElement("script")).src = document.currentScript.src.replace("site.js", "mark.js");
  }
}());
