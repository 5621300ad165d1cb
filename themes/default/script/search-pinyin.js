/*
 * Pinyin: how letters are cut into syllables, which terms of the index they are, and whether a name is read so. Letters
 * stand for whole syllables or for how they begin ("zhengfu", "zf", "zhengf"); the last one may be unfinished. ES5.
 */
(function (global) {
  "use strict";
  var chayue = global.chayue = global.chayue || {};
  var INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w a e o";
  var MOST_CUTS = 3;
  var MOST_ENDINGS = 8; /* syllables that one unfinished syllable alone is looked up as */

  function setOf(list) {
    var set = {};
    list.forEach(function (item) { set["=" + item] = true; });
    return set;
  }

  /* Syllables of a site, from names.js; "n" and "ng" are readings too, of characters that no title is written with. */
  function openSyllables(text) {
    var list = (text || "").split(" ").filter(function (one) { return /[aeiouv]/.test(one); });
    return {list: list, whole: setOf(list), initials: setOf(INITIALS.split(" "))};
  }

  function isUnfinished(syllables, letters) {
    return syllables.list.some(function (one) { return one !== letters && one.lastIndexOf(letters, 0) === 0; });
  }

  /* All ways to cut letters: lists of {text, whole}; those of few tokens first. */
  function cutLetters(syllables, letters) {
    var found = [], steps = 0;
    function go(at, tokens) {
      var length, text, end;
      steps += 1;
      if (steps > 4000) { return; }
      if (at === letters.length) {
        found.push(tokens);
        return;
      }
      for (length = Math.min(6, letters.length - at); length > 0; length -= 1) {
        text = letters.substr(at, length);
        end = at + length === letters.length;
        if (syllables.whole["=" + text]) { go(at + length, tokens.concat({text: text, whole: true})); }
        if (syllables.initials["=" + text] || (end && isUnfinished(syllables, text))) {
          go(at + length, tokens.concat({text: text, whole: false}));
        }
      }
    }
    go(0, []);
    return found.sort(function (a, b) { return a.length - b.length; }).slice(0, 60);
  }

  /* Whether letters are whole syllables, no others. */
  function isWhole(syllables, letters) {
    var reached = [true], at, length;
    for (at = 0; at < letters.length; at += 1) {
      for (length = 2; reached[at] && length <= 6; length += 1) {
        if (syllables.whole["=" + letters.substr(at, length)]) { reached[at + length] = true; }
      }
    }
    return !!reached[letters.length];
  }

  /* The terms that a cut needs all of: pairs of whole syllables, and first letters where one is not whole. */
  function termsOfCut(tokens) {
    var terms = [], open = tokens.some(function (one) { return !one.whole; });
    var size = Math.min(4, tokens.length);
    tokens.forEach(function (one, i) {
      var before = i > 0 && tokens[i - 1].whole, behind = i + 1 < tokens.length && tokens[i + 1].whole;
      if (one.whole && behind) { terms.push(one.text + "'" + tokens[i + 1].text); }
      if (one.whole && !before && !behind) { terms.push(one.text); }
      if (open && i + size <= tokens.length) {
        terms.push("=" + tokens.slice(i, i + size).map(function (token) { return token.text.charAt(0); }).join(""));
      }
    });
    return terms;
  }

  function isAll(tokens, test) { return tokens.every(test); }

  /* The cuts that are worth their files: into whole syllables; else into as few tokens as can be; and into initials. */
  function chooseCuts(cuts) {
    var long = cuts.filter(function (tokens) { return tokens.length > 1; });
    var whole = long.filter(function (tokens) { return isAll(tokens, function (one) { return one.whole; }); });
    var open = long.filter(function (tokens) { return !tokens[tokens.length - 1].whole; }).filter(function (tokens) {
      return isAll(tokens.slice(0, -1), function (one) { return one.whole; });
    });
    var short = long.filter(function (tokens) { return isAll(tokens, function (one) { return !one.whole; }); });
    var rest = whole.length || open.length ? [] : long.slice(0, MOST_CUTS);
    return whole.slice(0, MOST_CUTS).concat(open.slice(0, whole.length ? 1 : 2), rest, short.slice(0, 1));
  }

  /* Syllables that an unfinished one alone may become. */
  function endingsOf(syllables, letters) {
    var endings = syllables.list.filter(function (one) { return one.lastIndexOf(letters, 0) === 0; });
    return endings.length <= MOST_ENDINGS ? endings : endings.filter(function (one) { return one === letters; });
  }

  /* What letters may be in the index: a list of lists of terms; a document has all terms of one of them. */
  function termsOf(syllables, letters) {
    var seen = {}, sets = [];
    if (!syllables.list.length) { return sets; }
    endingsOf(syllables, letters).forEach(function (one) { sets.push([one]); });
    chooseCuts(cutLetters(syllables, letters)).forEach(function (tokens) { sets.push(termsOfCut(tokens)); });
    return sets.filter(function (terms) {
      var key = terms.join(" "), fresh = !seen[key];
      seen[key] = true;
      return fresh;
    });
  }

  /*
   * Whether a row of readings (each a list of syllables, or null where the row breaks) is read as letters from a place on:
   * the place behind the last one, else -1.
   */
  function readFrom(row, at, letters) {
    var readings, i, one, end, start;
    if (!letters) { return at; }
    readings = at < row.length ? row[at] : null;
    for (i = 0; readings && i < readings.length; i += 1) {
      one = readings[i];
      if (letters.lastIndexOf(one, 0) === 0) {
        end = readFrom(row, at + 1, letters.slice(one.length));
        if (end >= 0) { return end; }
      }
      if (one.lastIndexOf(letters, 0) === 0) { return at + 1; }
      start = /^[zcs]h/.test(one) && letters.lastIndexOf(one.slice(0, 2), 0) === 0 ? 2 : 0;
      end = start ? readFrom(row, at + 1, letters.slice(start)) : -1;
      if (end < 0 && letters.charAt(0) === one.charAt(0)) { end = readFrom(row, at + 1, letters.slice(1)); }
      if (end >= 0) { return end; }
    }
    return -1;
  }

  /* {from, to} of the first place where a row is read so, or null. */
  function findReading(row, letters) {
    var at, end;
    for (at = 0; at < row.length; at += 1) {
      end = row[at] ? readFrom(row, at, letters) : -1;
      if (end >= 0) { return {from: at, to: end}; }
    }
    return null;
  }

  /* "xia|sha men shi" → a row. */
  function rowOfName(pinyin) {
    return pinyin ? pinyin.split(" ").map(function (readings) { return readings.split("|"); }) : [];
  }

  /* "a阿啊 ai爱" → {"=阿": ["a"], …} */
  function openReadings(text) {
    var readings = {};
    text.split(" ").forEach(function (part) {
      var syllable = /^[a-z]*/.exec(part)[0], i, key;
      for (i = syllable.length; i < part.length; i += 1) {
        key = "=" + part.charAt(i);
        if (/[\uD800-\uDBFF]/.test(part.charAt(i))) {
          key += part.charAt(i + 1);
          i += 1;
        }
        (readings[key] = readings[key] || []).push(syllable);
      }
    });
    return readings;
  }

  /* A title's row, and where in the title each of it begins: {row, at}; `at` has one more, the end. */
  function rowOfTitle(readings, title) {
    var map = chayue.foldMap(title), row = [], at = [], i, sign;
    for (i = 0; i < map.text.length; i += sign.length) {
      sign = map.text.charAt(i);
      if (/[\uD800-\uDBFF]/.test(sign)) { sign += map.text.charAt(i + 1); }
      row.push(/[a-z0-9]/.test(sign) ? [sign] : readings["=" + sign] || null);
      at.push(map.at[i]);
    }
    at.push(title.length);
    return {row: row, at: at};
  }

  chayue.searchPinyin = {
    openSyllables: openSyllables, isWhole: isWhole, termsOf: termsOf, findReading: findReading, rowOfName: rowOfName,
    openReadings: openReadings, rowOfTitle: rowOfTitle
  };
}(typeof window === "undefined" ? globalThis : window));
