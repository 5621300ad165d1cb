/*
 * The words of a query, where they stand in a text, and the sentence that shows them. A line of text is a block of its
 * document, or a row whose cells are cut by tabs; a match never goes over the end of a cell. ES5; needs fold.js.
 */
(function (global) {
  "use strict";
  var chayue = global.chayue = global.chayue || {};
  var LONGEST = 40;    /* folded characters that surely stand in one unit together */
  var MOST_WORDS = 10;
  var MOST_SHOWN = 120;
  var BEFORE = 30;     /* characters shown before a match in a sentence that is too long */
  var QUOTES = {"\"": "\"", "＂": "＂", "“": "”", "”": "“", "„": "“", "「": "」", "『": "』"};
  var ENDS = /[。！？；!?;]/;

  /* ---- words */

  /* A query's words: cut at spaces, what is quoted stays one. */
  function cutQuery(query) {
    var parts = [], part = "", close = "";
    function end() {
      if (part) { parts.push(part); }
      part = "";
    }
    query.split("").forEach(function (sign) {
      if (close ? sign === close || (close === "“" && sign === "”") : QUOTES[sign]) {
        end();
        close = close ? "" : QUOTES[sign];
      } else if (!close && /\s/.test(sign)) {
        end();
      } else {
        part += sign;
      }
    });
    end();
    return parts;
  }

  /* The pieces of a word that surely stand in one unit: itself, mostly. */
  function windowsOf(folded) {
    var windows = [], at;
    for (at = 0; at + LONGEST < folded.length; at += LONGEST) { windows.push(folded.substr(at, LONGEST)); }
    windows.push(folded.slice(-LONGEST));
    return folded.length > LONGEST ? windows : [folded];
  }

  function makeWord(text) {
    var folded = chayue.fold(text);
    var plain = folded.replace(/ü/g, "v");
    return {
      text: text,
      folded: folded,
      windows: windowsOf(folded),
      sure: folded.length <= 2,
      letters: /^[a-z]{2,24}$/.test(plain) ? plain : "",
      capitals: /[A-ZＡ-Ｚ]/.test(text)
    };
  }

  function readWords(query) {
    var seen = {};
    return cutQuery(query).map(makeWord).filter(function (word) {
      var fresh = word.folded && !seen["=" + word.folded];
      seen["=" + word.folded] = true;
      return fresh;
    }).slice(0, MOST_WORDS);
  }

  /* ---- matches */

  function foldLine(text) {
    var cells = [], start = 0;
    text.split("\t").forEach(function (cell) {
      var map = chayue.foldMap(cell);
      cells.push({start: start, text: map.text, at: map.at, ends: map.ends});
      start += cell.length + 1;
    });
    return {text: text, cells: cells};
  }

  /* The first of the folded lines of a text piece that a test says true of, or null. Each is folded once, when needed. */
  function someLine(piece, test) {
    var i;
    piece.raw = piece.raw || piece.letters.split("\n");
    piece.lines = piece.lines || [];
    for (i = 0; i < piece.raw.length; i += 1) {
      piece.lines[i] = piece.lines[i] || foldLine(piece.raw[i]);
      if (test(piece.lines[i])) { return piece.lines[i]; }
    }
    return null;
  }

  function headsOf(heads) {
    return [heads.title, heads.number, heads.index].concat(heads.organs || []).filter(Boolean);
  }

  function foldedHeads(piece) {
    piece.headLines = piece.headLines || headsOf(piece.heads).map(chayue.fold);
    return piece.headLines;
  }

  function inHeads(piece, word) {
    return foldedHeads(piece).some(function (line) { return line.indexOf(word.folded) >= 0; });
  }

  function inText(piece, folded) {
    return !!someLine(piece, function (line) {
      return line.cells.some(function (cell) { return cell.text.indexOf(folded) >= 0; });
    });
  }

  /* Whether a text that goes over the cuts between units holds a word: units repeat the end of a line that they cut. */
  function inJoined(pieces, folded) {
    var text = "";
    pieces.forEach(function (piece) {
      var least = LONGEST / 2, most = Math.min(text.length, 4 * LONGEST), size = 0, i;
      for (i = most; i >= least && !size; i -= 1) {
        if (piece.letters.lastIndexOf(text.slice(-i), 0) === 0) { size = i; }
      }
      text += (text && !size ? "\n" : "") + piece.letters.slice(size);
    });
    return inText({letters: text}, folded);
  }

  /* Where words stand in one folded text: [{from, to, word}] in the original, by place. */
  function matchesIn(cell, words, most) {
    var found = [];
    function look(folded, number) {
      var at = cell.text.indexOf(folded), count = 0;
      while (at >= 0 && count < most) {
        found.push({from: cell.start + cell.at[at], to: cell.start + cell.ends[at + folded.length - 1], word: number});
        count += 1;
        at = cell.text.indexOf(folded, at + folded.length);
      }
      return count;
    }
    words.forEach(function (word, number) { /* of a long one that goes over a cut, its pieces */
      if (!look(word.folded, number) && word.windows.length > 1) {
        word.windows.forEach(function (one) { look(one, number); });
      }
    });
    return found.sort(function (a, b) { return a.from - b.from || a.to - b.to; });
  }

  /* ---- what is shown */

  function addPart(parts, text, hit) {
    var last = parts[parts.length - 1];
    if (!text) { return; }
    if (last && last.hit === hit) {
      last.text += text;
    } else {
      parts.push({text: text, hit: hit});
    }
  }

  /* A stretch of a text as parts, what matches marked. */
  function cutParts(text, from, to, matches, parts) {
    var at = from;
    matches.forEach(function (match) {
      var start = Math.max(match.from, at), end = Math.min(match.to, to);
      if (end <= start) { return; }
      addPart(parts, text.slice(at, start), false);
      addPart(parts, text.slice(start, end), true);
      at = end;
    });
    addPart(parts, text.slice(at, to), false);
    return parts;
  }

  function markTitle(title, words) {
    var map = chayue.foldMap(title);
    var matches = matchesIn({start: 0, text: map.text, at: map.at, ends: map.ends}, words, 20);
    return cutParts(title, 0, title.length, matches, []);
  }

  function sentenceAt(text, from, to) {
    var start = from, end = to;
    while (start > 0 && !ENDS.test(text.charAt(start - 1))) { start -= 1; }
    if (end === from || !ENDS.test(text.charAt(end - 1))) {
      while (end < text.length && !ENDS.test(text.charAt(end))) { end += 1; }
      if (end < text.length) { end += 1; }
    }
    while (start < from && /[\s”’」』）)]/.test(text.charAt(start))) { start += 1; }
    return {from: start, to: end};
  }

  /* The sentences of a line that have matches: {line, from, to, matches, words}. */
  function sentencesIn(line, words) {
    var found = [], last = null;
    line.cells.forEach(function (cell) {
      matchesIn(cell, words, 8).forEach(function (match) {
        var stretch;
        if (!last || match.to > last.to) {
          stretch = sentenceAt(line.text, match.from, match.to);
          last = {line: line.text, from: stretch.from, to: stretch.to, matches: [], words: {}, count: 0};
          found.push(last);
        }
        last.matches.push(match);
        if (!last.words[match.word]) {
          last.words[match.word] = true;
          last.count += 1;
        }
      });
    });
    return found;
  }

  function cutSentence(sentence, most, parts) {
    var first = sentence.matches.length ? sentence.matches[0].from : sentence.from;
    var from = sentence.from, to = sentence.to;
    if (to - from > most) {
      from = Math.max(from, Math.min(first - BEFORE, to - most));
      to = Math.min(to, from + most);
      if (/[\uDC00-\uDFFF]/.test(sentence.line.charAt(from))) { from += 1; }
      if (/[\uD800-\uDBFF]/.test(sentence.line.charAt(to - 1))) { to -= 1; }
    }
    if (from > sentence.from) { addPart(parts, "…", false); }
    cutParts(sentence.line.replace(/\t/g, "　"), from, to, sentence.matches, parts);
    if (to < sentence.to) { addPart(parts, "…", false); }
  }

  /* The sentence with most of the words; where it has not all, that with most of the others too. Without a match, how
   * the text begins. */
  function makeSnippet(pieces, words) {
    var all = [], parts = [], best = null, second = null, most = 0;
    pieces.some(function (piece) {
      return someLine(piece, function (line) {
        sentencesIn(line, words).forEach(function (one) { all.push(one); });
        return all.length && words.length === 1;
      });
    });
    all.forEach(function (one) {
      if (!best || one.count > best.count) { best = one; }
    });
    if (!best) {
      best = firstSentence(pieces);
    } else if (best.count < words.length) {
      all.forEach(function (one) {
        var fresh = Object.keys(one.words).filter(function (word) { return !best.words[word]; }).length;
        if (fresh > most) {
          most = fresh;
          second = one;
        }
      });
    }
    if (best) { cutSentence(best, second ? MOST_SHOWN / 2 : MOST_SHOWN, parts); }
    if (second) {
      addPart(parts, " ", false);
      cutSentence(second, MOST_SHOWN / 2, parts);
    }
    return parts;
  }

  /* Of the first line that says more than a name, else of the first. */
  function firstSentence(pieces) {
    var lines = pieces[0].letters.split("\n").filter(function (one) { return /\S/.test(one); });
    var line = lines.filter(function (one) { return one.length >= 20 && one.indexOf("\t") < 0; })[0] || lines[0] || "";
    return line ? {line: line, from: 0, to: line.length, matches: [], words: {}, count: 0} : null;
  }

  chayue.searchText = {
    readWords: readWords, makeWord: makeWord, someLine: someLine, foldedHeads: foldedHeads, inHeads: inHeads,
    inText: inText, inJoined: inJoined, markTitle: markTitle, makeSnippet: makeSnippet, cutParts: cutParts,
    LONGEST: LONGEST
  };
}(typeof window === "undefined" ? globalThis : window));
