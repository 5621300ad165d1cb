/*
 * Reading aloud, where the browser has a voice of its own for the language of the text: without a network no other
 * speaks. Text is cut into sentences, and only one is given to the voice at a time, so that a pause, another speed or
 * an end takes effect at once. What is being said is marked and brought into view. A test puts
 * window.chayueSpeech = {synth: …, Utterance: …} in place of the browser's own before this runs. ES5.
 */
(function () {
  "use strict";
  var kiosk = window.chayue && window.chayue.kiosk;
  var given = window.chayueSpeech || {};
  var synth = given.synth || window.speechSynthesis;
  var Utterance = given.Utterance || window.SpeechSynthesisUtterance;
  var text = document.querySelector("main .body");
  var BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, caption, figcaption, pre";
  var SILENT = "svg, button, sup a, .anchor, .heard, [hidden], [aria-hidden=true], .qr, .screen, .kiosk-sideways, .drawing";
  var RATES = [0.6, 0.8, 1, 1.25, 1.5];
  var voice = null, button = null, panel = null, toggle = null, told = null;
  var said = [], at = 0, rate = 2, turn = 0, speaking = false, speech = null;
  if (!kiosk || !kiosk.bar || !synth || !Utterance || !text) { return; }

  /* ---- a voice */

  function language() {
    var bearer = text.closest("[lang]") || document.documentElement;
    return bearer.getAttribute("lang").toLowerCase();
  }

  /* Engines call Chinese "zh", "cmn" or "yue"; the one of the text's own region goes first. */
  function fits(one, wanted) {
    var has = one.lang.toLowerCase().replace("_", "-").replace(/^cmn/, "zh");
    if (has.split("-")[0] !== wanted.split("-")[0]) { return 0; }
    return /hant|tw|hk/.test(wanted) === /hant|tw|hk/.test(has) ? 2 : 1;
  }

  function findVoice() {
    var wanted = language(), best = 0;
    voice = null;
    (synth.getVoices() || []).forEach(function (one) {
      var worth = one.localService ? fits(one, wanted) : 0;
      if (worth > best) {
        best = worth;
        voice = one;
      }
    });
    button.hidden = !voice;
  }

  /* ---- sentences */

  function isSilent(node) {
    return node.parentNode.closest(SILENT) !== null;
  }

  /* Texts of this block that belong to no block within it. */
  function textsOf(block) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), texts = [], node = walker.nextNode();
    while (node) {
      if (node.parentNode.closest(BLOCKS) === block && !isSilent(node)) { texts.push(node); }
      node = walker.nextNode();
    }
    return texts;
  }

  function rangeOf(texts, from, until) {
    var range = document.createRange(), passed = 0, begun = false;
    texts.forEach(function (node) {
      var length = node.data.length;
      if (!begun && from < passed + length) {
        range.setStart(node, from - passed);
        begun = true;
      }
      if (passed < until && until <= passed + length) { range.setEnd(node, until - passed); }
      passed += length;
    });
    return range;
  }

  /* Ends of sentences; a very long one is cut at a comma as well, or a speed would be changed late. */
  function cut(whole, take) {
    var pattern = /[^。！？；!?;…]*[。！？；!?;…]+[”’」』）》]*|[^。！？；!?;…]+$/g;
    var piece = pattern.exec(whole);
    while (piece) {
      var from = piece.index, rest = piece[0];
      while (rest.length > 160) {
        var comma = rest.slice(0, 160).search(/[，,、：:][^，,、：:]*$/) + 1 || 160;
        take(from, from + comma);
        from += comma;
        rest = rest.slice(comma);
      }
      take(from, from + rest.length);
      piece = pattern.exec(whole);
    }
  }

  /* A cell is said after the head of its column, where cells are not joined: a wrong head is worse than none. */
  function headOf(cell) {
    var table = cell.closest("table");
    var rows = table && table.tHead ? table.tHead.rows : [];
    if (cell.nodeName !== "TD" || rows.length !== 1 || table.querySelector("[colspan], [rowspan]")) { return ""; }
    var head = rows[0].cells[cell.cellIndex];
    return head && !cell.closest("thead") ? head.textContent.trim() + "：" : "";
  }

  function isShown(block) {
    return block.checkVisibility ? block.checkVisibility() : block.getClientRects().length > 0;
  }

  function addBlock(block, list) {
    var texts = textsOf(block);
    var whole = texts.map(function (node) { return node.data; }).join("");
    var before = /^(TD|TH)$/.test(block.nodeName) ? headOf(block) : "";
    if (block.closest("thead") || !isShown(block)) { return; }
    cut(whole, function (from, until) {
      var words = whole.slice(from, until).replace(/\s+/g, " ").trim();
      if (!/[^\s\-—。，、；：！？.,;:!?()（）]/.test(words)) { return; }
      list.push({text: before + words, range: rangeOf(texts, from, until), block: block});
      before = "";
    });
  }

  /* What is folded or not drawn is not read. */
  function readPage() {
    var list = [];
    Array.prototype.forEach.call(document.querySelectorAll("main h1"), function (block) { addBlock(block, list); });
    Array.prototype.forEach.call(text.querySelectorAll(BLOCKS), function (block) { addBlock(block, list); });
    return list;
  }

  /* ---- what is being said */

  function unmark() {
    if (window.CSS && window.CSS.highlights) { window.CSS.highlights.delete("kiosk-said"); }
    Array.prototype.forEach.call(document.querySelectorAll(".kiosk-said"), function (block) {
      block.classList.remove("kiosk-said");
    });
  }

  function mark(sentence) {
    unmark();
    if (window.CSS && window.CSS.highlights && window.Highlight) {
      window.CSS.highlights.set("kiosk-said", new window.Highlight(sentence.range));
    } else {
      sentence.block.classList.add("kiosk-said");
    }
    var box = sentence.range.getBoundingClientRect();
    var low = panel.getBoundingClientRect().top - 40;
    if (box.top < 60 || box.bottom > low) { window.scrollBy(0, box.top - window.innerHeight * 0.25); }
  }

  /* Each utterance has its turn; what an earlier one still tells is not listened to. */
  function say() {
    var mine = turn += 1;
    var sentence = said[at];
    synth.cancel();
    if (!sentence) { stop(); return; }
    speech = new Utterance(sentence.text);
    speech.voice = voice;
    speech.lang = voice.lang;
    speech.rate = RATES[rate];
    speech.onend = function () {
      if (mine !== turn) { return; }
      at += 1;
      say();
    };
    speech.onerror = function () {
      if (mine === turn) { stop(); }
    };
    speaking = true;
    mark(sentence);
    synth.speak(speech);
    showToggle();
  }

  function hush() {
    turn += 1;
    speaking = false;
    synth.cancel();
    showToggle();
  }

  function stop() {
    hush();
    unmark();
    said = [];
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    document.documentElement.removeAttribute("data-reading");
  }

  /* From what stands on the screen: who has scrolled has read what is above. */
  function begin() {
    said = readPage();
    at = 0;
    if (window.pageYOffset > 0) {
      while (at < said.length - 1 && said[at].range.getBoundingClientRect().top < 0) { at += 1; }
    }
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    document.documentElement.setAttribute("data-reading", "");
    say();
    toggle.focus({preventScroll: true});
  }

  function turnSpeed(way) {
    rate = Math.max(0, Math.min(RATES.length - 1, rate + way));
    panel.querySelector(".kiosk-slower").disabled = rate === 0;
    panel.querySelector(".kiosk-faster").disabled = rate === RATES.length - 1;
    told.textContent = kiosk.word("read-rate", RATES[rate]);
    if (speaking) { say(); }
  }

  /* ---- the panel */

  function showToggle() {
    toggle.textContent = kiosk.word(speaking ? "read-pause" : "read-on");
    toggle.className = speaking ? "kiosk-pause" : "kiosk-on";
  }

  function makePanel() {
    button = kiosk.addButton(kiosk.bar, "kiosk-read", kiosk.word("read"), function () {
      if (panel.hidden) { begin(); } else { stop(); }
    });
    button.hidden = true;
    button.setAttribute("aria-expanded", "false");
    kiosk.bar.insertBefore(button, kiosk.bar.querySelector(".kiosk-up"));
    panel = kiosk.make("div", "kiosk-voice");
    panel.hidden = true;
    panel.setAttribute("role", "region");
    panel.setAttribute("aria-label", kiosk.word("read"));
    toggle = kiosk.addButton(panel, "kiosk-pause", kiosk.word("read-pause"), function () {
      if (speaking) { hush(); } else { say(); }
    });
    kiosk.addButton(panel, "kiosk-slower", kiosk.word("read-slower"), function () { turnSpeed(-1); });
    told = panel.appendChild(kiosk.make("p", "kiosk-rate", kiosk.word("read-rate", RATES[rate])));
    told.setAttribute("role", "status");
    kiosk.addButton(panel, "kiosk-faster", kiosk.word("read-faster"), function () { turnSpeed(1); });
    kiosk.addButton(panel, "kiosk-stop", kiosk.word("read-stop"), function () {
      stop();
      button.focus({preventScroll: true});
    });
    kiosk.page.insertBefore(panel, kiosk.bar);
  }

  function start() {
    makePanel();
    findVoice();
    if (synth.addEventListener) {
      synth.addEventListener("voiceschanged", findVoice);
    } else {
      synth.onvoiceschanged = findVoice;
    }
    kiosk.busy.push(function () { return speaking; });
    kiosk.leaving.push(function () {
      if (speaking || !panel.hidden) { stop(); }
    });
  }

  kiosk.opened.push(start);
}());
