/*
 * The tokenizer of search, as gen/search/fold.c has it: chayue.fold(text) is what texts and words are compared by.
 * The table comes by search/fold.js, which calls chayueTable; until then chayue.foldVersion is undefined. ES5.
 */
(function (top) {
  "use strict";
  var chayue = top.chayue = top.chayue || {};
  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var PLANE = 0x10000;
  var NOT_ALONE = 0xFFFF; /* becomes several units, or was not asked yet */
  var ONCE = 4096;        /* units that are made a string at once */

  /* What the last step makes of a code point, 0: nothing. Beyond the first plane: absent when it stays. */
  var replaced, replacedBeyond;
  /* 1: may combine with what stands before it. 2: half of a pair. */
  var joined, joinedBeyond;
  /* What a unit is folded to when nothing joins it; filled as units are met. */
  var alone;

  function codeAt(text, at) {
    var high = text.charCodeAt(at);
    var low = high >= 0xD800 && high < 0xDC00 ? text.charCodeAt(at + 1) : 0;
    return low >= 0xDC00 && low < 0xE000 ? PLANE + (high - 0xD800) * 0x400 + (low - 0xDC00) : high;
  }

  function units(code) {
    return code < PLANE ? 1 : 2;
  }

  /* Of a run, which has one letter: so no Σ gets the form it has at the end of a word. */
  function normal(text) {
    return text.normalize("NFKC").toLowerCase().normalize("NFKC");
  }

  /* A list of units. */
  function foldRun(text) {
    var folded = [];
    var code, to;
    text = normal(text);
    for (var at = 0; at < text.length; at += units(code)) {
      code = codeAt(text, at);
      to = code < PLANE ? replaced[code] : replacedBeyond[code];
      if (to === undefined) { to = code; }
      if (to >= PLANE) {
        folded.push(0xD7C0 + (to >> 10), 0xDC00 + (to & 0x3FF));
      } else if (to) {
        folded.push(to);
      }
    }
    return folded;
  }

  /* The end of the run that begins at `at`: the next place where nothing combines with what is before. */
  function runEnd(text, at) {
    var code = codeAt(text, at);
    do {
      at += units(code);
      code = codeAt(text, at); /* NaN behind the text */
    } while (code < PLANE ? joined[code] === 1 : joinedBeyond[code]);
    return at;
  }

  function string(list, length) {
    var parts = [];
    for (var at = 0; at < length; at += ONCE) {
      parts.push(String.fromCharCode.apply(null, list.subarray(at, Math.min(length, at + ONCE))));
    }
    return parts.join("");
  }

  function longer(list, length) {
    var copy = new list.constructor(length);
    copy.set(list);
    return copy;
  }

  /*
   * {text, at, ends}: units i to j - 1 of the folded text stand for text.slice(at[i], ends[j - 1]). What was dropped
   * belongs to none. at has one more: the length of the text.
   */
  chayue.foldMap = function (text) {
    var room = text.length + 1;
    var folded = new Uint16Array(room);
    var at = new Uint32Array(room);
    var ends = new Uint32Array(room);
    var count = 0;
    var place = 0;
    var unit, end, run;
    while (place < text.length) {
      unit = alone[text.charCodeAt(place)];
      end = place + 1;
      if (unit !== NOT_ALONE && !joined[text.charCodeAt(end)]) {
        folded[count] = unit;
        at[count] = place;
        ends[count] = end;
        if (unit) { count++; }
        place = end;
        continue;
      }
      end = runEnd(text, place);
      run = foldRun(text.slice(place, end));
      if (end - place === 1 && run.length < 2) { alone[text.charCodeAt(place)] = run[0] || 0; }
      if (count + run.length + text.length - end >= room) {
        room = 2 * (room + run.length);
        folded = longer(folded, room);
        at = longer(at, room);
        ends = longer(ends, room);
      }
      for (var i = 0; i < run.length; i++) {
        folded[count] = run[i];
        at[count] = place;
        ends[count++] = end;
      }
      place = end;
    }
    at[count] = place;
    return {text: string(folded, count), at: at.subarray(0, count + 1), ends: ends.subarray(0, count)};
  };

  chayue.fold = function (text) {
    return chayue.foldMap(text).text;
  };

  /* Ranges are pairs of numbers, how many code points to skip and how many belong; five bits a letter, lowest first. */
  function readRanges(text, take) {
    var at = 0;
    var code = 0;
    function number() {
      var value = 0;
      var shift = 0;
      var letter;
      do {
        letter = LETTERS.indexOf(text.charAt(at++));
        value += (letter & 31) << shift;
        shift += 5;
      } while (letter > 31);
      return value;
    }
    while (at < text.length) {
      code += number();
      for (var count = number(); count > 0; count--) { take(code++); }
    }
  }

  function begin() {
    replaced = new Uint32Array(PLANE);
    joined = new Uint8Array(PLANE);
    alone = new Uint16Array(PLANE);
    replacedBeyond = {};
    joinedBeyond = {};
    for (var unit = 0; unit < PLANE; unit++) {
      replaced[unit] = unit;
      joined[unit] = unit >= 0xD800 && unit < 0xE000 ? 2 : 0;
      alone[unit] = NOT_ALONE;
    }
  }

  /* from and to: two strings of as many code points. The others are ranges. */
  top.chayueTable = function (version, from, to, dropped, joining) {
    var i = 0;
    var j = 0;
    var code, other;
    begin();
    while (i < from.length) {
      code = codeAt(from, i);
      other = codeAt(to, j);
      (code < PLANE ? replaced : replacedBeyond)[code] = other;
      i += units(code);
      j += units(other);
    }
    readRanges(dropped, function (one) { (one < PLANE ? replaced : replacedBeyond)[one] = 0; });
    readRanges(joining, function (one) { (one < PLANE ? joined : joinedBeyond)[one] = 1; });
    chayue.foldVersion = version;
  };
}(typeof window === "undefined" ? globalThis : window));
