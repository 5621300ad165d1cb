/*
 * What to write instead of words that find nothing: a spelling that sounds alike, or that has one character changed, left
 * out, added or two swapped, and that does find something. It is read off titles, names and a few texts that have the rest of the
 * word, so it is always one that stands there. Loads little: what the query has loaded is mostly enough. ES5.
 */
(function (global) {
  "use strict";
  var chayue = global.chayue = global.chayue || {};
  var lists = chayue.lists, candidates = chayue.searchCandidates, pinyin = chayue.searchPinyin, text = chayue.searchText;
  var BUDGET = 300000;  /* bytes, about */
  var DOCUMENTS = 8;    /* whose texts are looked at for one word */
  var SPELLINGS = 6;    /* that are tried */
  var LETTERINGS = 4;   /* the same of letters, which cost more files */
  var READINGS = 6;     /* ways to read a word that are looked up */
  var LETTER = /[\u3400-\u9FFFa-z0-9]/;

  function unique(list) {
    var seen = {};
    return list.filter(function (one) {
      var fresh = !seen["=" + one];
      seen["=" + one] = true;
      return fresh;
    });
  }

  /* Calls step(item, next) for one after the other; next(true) ends it. */
  function eachOf(items, step, done) {
    function go(at) {
      if (at >= items.length) { return done(); }
      return step(items[at], function (end) { return end ? done() : go(at + 1); });
    }
    go(0);
  }

  /* ---- near spellings in a text */

  /* Spellings one edit away from a word that stand in a folded line. */
  function nearIn(line, word, found) {
    var length = word.length, k;
    function look(before, behind, between) {
      var anchor = before.length >= behind.length ? before : behind;
      var at = line.indexOf(anchor), from, middle;
      for (; at >= 0; at = line.indexOf(anchor, at + 1)) {
        from = anchor === before ? at : at - before.length - between;
        middle = line.substr(from + before.length, between);
        if (from >= 0 && line.substr(from, before.length) === before && middle.length === between &&
            line.substr(from + before.length + between, behind.length) === behind && (!between || LETTER.test(middle))) {
          found.push(before + middle + behind);
        }
      }
    }
    for (k = 0; k < length; k += 1) {
      look(word.slice(0, k), word.slice(k + 1), 1);
      if (length > 2) { look(word.slice(0, k), word.slice(k + 1), 0); }
      if (k > 0) { look(word.slice(0, k), word.slice(k), 1); }
      if (k + 1 < length) { look(word.slice(0, k) + word.charAt(k + 1) + word.charAt(k) + word.slice(k + 2), "", 0); }
    }
    return found;
  }

  /* ---- how characters are read */

  /* {"=政": ["zheng"], …}: of the site's titles, and of its names. */
  function readingsOf(state) {
    var piece = state.store.get("readings"), table = piece ? pinyin.openReadings(piece.text) : {};
    ["topics", "organs"].forEach(function (axis) {
      (state.names[axis] || []).forEach(function (name) {
        var label = chayue.fold(name[1]), row = pinyin.rowOfName(name[3]);
        if (row.length !== label.length) { return; }
        row.forEach(function (readings, i) {
          var key = "=" + label.charAt(i);
          if (/[\u3400-\u9FFF]/.test(label.charAt(i)) && !table[key]) { table[key] = readings; }
        });
      });
    });
    return table;
  }

  function rowOfWord(table, word) {
    var row = word.split("").map(function (sign) { return table["=" + sign] || null; });
    return row.every(Boolean) ? row : null;
  }

  /* What in a name or title sounds as a word does. row and signs: readings and characters. */
  function soundsIn(row, signs, wanted, found) {
    var at, k;
    function alike(a, b) { return a.some(function (one) { return b.indexOf(one) >= 0; }); }
    for (at = 0; at + wanted.length <= row.length; at += 1) {
      for (k = 0; k < wanted.length && row[at + k] && alike(wanted[k], row[at + k]); k += 1) { /* go on */ }
      if (k === wanted.length) { found.push(signs.slice(at, at + k).join("")); }
    }
  }

  function soundsInTitle(table, title, wanted, found) {
    var read = pinyin.rowOfTitle(table, title), signs = chayue.fold(title);
    if (read.row.length === signs.length) { soundsIn(read.row, signs.split(""), wanted, found); }
  }

  /* ---- documents */

  /* Documents' first texts: done(pieces); those that cannot be had are left out. */
  function openTexts(state, documents, done) {
    function keyOf(one) { return one.block.name + "/documents-" + Math.floor(one.doc / 128); }
    state.store.need(documents.map(keyOf), function () {
      var keys = documents.map(function (one) {
        var piece = state.store.get(keyOf(one));
        var key = piece ? piece.keys[one.doc % 128] : null;
        return key ? "doc/" + key + (one.unit ? "/text-" + one.unit : "") : null;
      }).filter(Boolean);
      state.store.need(keys, function () { done(keys.map(state.store.get).filter(Boolean)); });
    });
  }

  /* The newest documents that have all of some pinyin terms in their titles. */
  function titlesRead(state, sets, done) {
    var blocks = state.index.blocks, keys = [];
    blocks.forEach(function (block) {
      sets.forEach(function (terms) {
        terms.forEach(function (term) { keys.push(candidates.pinyinKeyOf(block, term)); });
      });
    });
    state.store.need(unique(keys), function (good) {
      var found = [];
      if (!good) { return done([]); }
      blocks.slice().reverse().forEach(function (block) {
        var docs = candidates.pinyinDocuments(state.store, block, {sets: sets});
        for (var i = docs.length - 1; i >= 0 && found.length < DOCUMENTS; i -= 1) {
          found.push({block: block, doc: docs[i], unit: 0});
        }
      });
      return openTexts(state, found, done);
    });
  }

  /* ---- spellings that sound alike */

  function waysToRead(row) {
    return row.reduce(function (ways, readings) {
      return ways.reduce(function (all, way) {
        return all.concat(readings.map(function (one) { return way.concat(one); }));
      }, []).slice(0, READINGS);
    }, [[]]);
  }

  function soundAlike(state, word, done) {
    state.store.need(state.index.readings ? ["readings"] : [], function () {
      var table = readingsOf(state), wanted = rowOfWord(table, word.folded), found = [], sets;
      if (!wanted || word.folded.length < 2 || word.folded.length > 12) { return done([]); }
      ["topics", "organs"].forEach(function (axis) {
        (state.names[axis] || []).forEach(function (name) { soundsInTitle(table, name[1], wanted, found); });
      });
      sets = waysToRead(wanted).map(function (way) {
        return way.slice(1).map(function (one, i) { return way[i] + "'" + one; });
      });
      return titlesRead(state, sets, function (pieces) {
        pieces.forEach(function (piece) { soundsInTitle(table, (piece.heads || {}).title || "", wanted, found); });
        done(found);
      });
    });
  }

  /* ---- spellings with the rest of the word */

  /* Sets of pairs, each without those that a character at one place takes part in. */
  function pairsAround(word) {
    var sets = [], k, i, set;
    for (k = 0; k < word.length; k += 1) {
      set = [];
      for (i = 0; i + 1 < word.length; i += 1) {
        if (i !== k && i + 1 !== k) { set.push(word.substr(i, 2)); }
      }
      sets.push(set.length ? set : [word.charAt(k ? 0 : 1)]);
    }
    return sets;
  }

  /* Units that have all terms of a set that are loaded; in the heads first. */
  function unitsWith(state, block, terms) {
    var all = null, heads = null;
    terms.forEach(function (term) {
      var piece = state.store.get(candidates.keyOf(block, term)), entry;
      if (!piece) { return; }
      entry = lists.readTerm(piece, term, terms, block.units) || {all: lists.none, heads: lists.none};
      all = all ? lists.both(all, entry.all) : entry.all;
      heads = heads ? lists.both(heads, entry.heads) : entry.heads;
    });
    return {all: all || lists.none, heads: heads || lists.none};
  }

  function placeOfUnit(state, block, unit) {
    var shape = block.units > block.documents ? state.store.get(block.name + "/shape") : null;
    var firsts = shape ? lists.readShape(shape, block.units) : null;
    var doc = firsts ? lists.lastUpTo(firsts, unit) : unit;
    return {block: block, doc: doc, unit: firsts ? unit - firsts[doc] : 0};
  }

  /* Documents to look at: for each set some of the newest, with heads first. */
  function documentsAround(state, sets) {
    var found = [], blocks = state.index.blocks.slice().reverse(), most = Math.max(2, Math.floor(DOCUMENTS / sets.length));
    sets.forEach(function (terms) {
      ["heads", "all"].forEach(function (which) {
        var count = 0;
        blocks.forEach(function (block) {
          var units = unitsWith(state, block, terms)[which];
          for (var i = units.length - 1; i >= 0 && count < most; i -= 1) {
            found.push(placeOfUnit(state, block, units[i]));
            count += 1;
          }
        });
      });
    });
    return found.slice(0, 2 * DOCUMENTS);
  }

  function lookAround(state, word, done) {
    var sets, keys = [];
    if (word.folded.length < 2 || word.windows.length > 1) { return done([]); }
    sets = pairsAround(word.folded);
    state.index.blocks.forEach(function (block) {
      if (block.units > block.documents) { keys.push(candidates.fileOf(block, "shape")); }
    });
    if (word.folded.length < 4) { /* few pairs are left: their files may not be there */
      state.index.blocks.forEach(function (block) {
        sets.forEach(function (terms) {
          terms.forEach(function (term) { keys.push(candidates.keyOf(block, term)); });
        });
      });
    }
    return state.store.need(unique(keys), function () {
      openTexts(state, documentsAround(state, sets), function (pieces) {
        var found = [];
        pieces.forEach(function (piece) {
          if (piece.heads) {
            text.foldedHeads(piece).forEach(function (line) { nearIn(line, word.folded, found); });
          }
          text.someLine(piece, function (line) {
            line.cells.forEach(function (cell) { nearIn(cell.text, word.folded, found); });
            return false;
          });
        });
        done(found);
      });
    });
  }

  /* ---- letters */

  function editsOf(letters) {
    var swapped = [], other = [], alphabet = "abcdefghijklmnopqrstuvwxyz".split(""), i;
    for (i = 0; i + 1 < letters.length; i += 1) {
      swapped.push(letters.slice(0, i) + letters.charAt(i + 1) + letters.charAt(i) + letters.slice(i + 2));
    }
    function addEach(at) {
      other.push(letters.slice(0, at) + letters.slice(at + 1));
      alphabet.forEach(function (sign) {
        other.push(letters.slice(0, at) + sign + letters.slice(at));
        if (at < letters.length) { other.push(letters.slice(0, at) + sign + letters.slice(at + 1)); }
      });
    }
    for (i = 0; i <= letters.length; i += 1) { addEach(i); }
    return {swapped: unique(swapped), other: unique(other)};
  }

  /* What sounds alike to many: n and ng, z and zh, l and n. */
  function soundEdits(letters) {
    var found = [];
    [["n", "ng"], ["ng", "n"], ["z", "zh"], ["zh", "z"], ["c", "ch"], ["ch", "c"], ["s", "sh"], ["sh", "s"], ["l", "n"],
      ["n", "l"]].forEach(function (pair) {
      for (var at = letters.indexOf(pair[0]); at >= 0; at = letters.indexOf(pair[0], at + 1)) {
        found.push(letters.slice(0, at) + pair[1] + letters.slice(at + pair[0].length));
      }
    });
    return found;
  }

  /* What sounds alike and swapped letters, then what names are read as, then what can be read at all. */
  function otherLetters(state, word) {
    var edits = editsOf(word.letters), rows = [];
    ["topics", "organs"].forEach(function (axis) {
      (state.names[axis] || []).forEach(function (name) { rows.push(pinyin.rowOfName(name[3])); });
    });
    function isName(letters) {
      return rows.some(function (row) { return pinyin.findReading(row, letters); });
    }
    function isRead(letters) { return pinyin.isWhole(state.syllables, letters); }
    return edits.other.concat(edits.swapped).filter(isName).concat(soundEdits(word.letters).filter(isRead),
      edits.swapped.filter(isRead), edits.swapped.slice(0, 2), edits.other.filter(isRead))
      .filter(function (one) { return one.length > 1 && one !== word.letters; });
  }

  /* ---- all together */

  /* How near a spelling is. What stands beside a word looks like another first or last character of it, and what leaves one
   * out stands in every text that has the others. */
  function nearness(word, one) {
    var differs = one.charAt(0) !== word.charAt(0) || one.slice(-1) !== word.slice(-1);
    if (one.length < word.length) { return 1; }
    if (one.length > word.length || one.split("").sort().join("") === word.split("").sort().join("")) { return 30; }
    return differs ? 12 : 20;
  }

  /* Spellings by how near they are and how often they were met; those that sound alike first. */
  function rankSpellings(alike, near, word) {
    var counts = {};
    function count(one, weight) { counts["=" + one] = (counts["=" + one] || 0) + weight; }
    alike.forEach(function (one) { count(one, 1000); });
    near.forEach(function (one) { count(one, nearness(word.folded, one)); });
    return Object.keys(counts).sort(function (a, b) { return counts[b] - counts[a] || (a < b ? -1 : 1); })
      .map(function (key) { return key.slice(1); })
      .filter(function (one) { return one !== word.folded && one.length > 1; });
  }

  function spellingsOf(state, word, done) {
    if (word.letters) { return done(unique(otherLetters(state, word)).slice(0, LETTERINGS)); }
    return soundAlike(state, word, function (alike) {
      if (alike.some(function (one) { return one !== word.folded; })) { return done(rankSpellings(alike, [], word)); }
      return lookAround(state, word, function (near) { done(rankSpellings([], near, word).slice(0, SPELLINGS)); });
    });
  }

  function asTyped(spelling) {
    return /\s/.test(spelling) ? "\"" + spelling + "\"" : spelling;
  }

  /*
   * done({counts: [{word, count}], suggestion}) for words that find nothing together. helper: {state, countOf(query,
   * filtered, done)}.
   */
  chayue.searchSuggest = function (helper, words, done) {
    var state = helper.state, counts = [], written = words.map(function (word) { return asTyped(word.text); });
    var limit = state.store.spent() + BUDGET;

    /* The first spelling of a word that finds something among the others. */
    function respell(number, next) {
      spellingsOf(state, words[number], function (spellings) {
        var chosen = null;
        eachOf(spellings.slice(0, SPELLINGS), function (spelling, go) {
          var query = written.slice();
          if (state.store.spent() > limit) { return go(true); }
          query[number] = asTyped(spelling);
          return helper.countOf(query.join(" "), true, function (count) {
            if (count) { chosen = query.join(" "); }
            go(!!count);
          });
        }, function () { next(chosen); });
      });
    }

    function suggest() {
      var suggestion = null;
      var wrong = Object.keys(counts).filter(function (i) { return !counts[i].count; }).map(Number);
      if (wrong.length !== 1) { wrong = wrong.slice(0, 0); }
      eachOf(wrong, function (number, next) {
        respell(number, function (found) {
          suggestion = found;
          next(!!found);
        });
      }, function () { done({counts: counts, suggestion: suggestion}); });
    }

    eachOf(words, function (word, next) {
      function add(count) {
        counts.push({word: word.text, count: count});
        next(false);
      }
      return words.length === 1 ? add(0) : helper.countOf(asTyped(word.text), false, add);
    }, suggest);
  };
}(typeof window === "undefined" ? globalThis : window));
