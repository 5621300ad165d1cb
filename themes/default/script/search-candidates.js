/*
 * Which documents may answer: lists of the words' terms, put together block by block, filtered and set in order. For words
 * of one or two characters these are the answers; for longer ones the texts must be looked at. A document's number
 * here counts over all blocks, the oldest is 0. ES5.
 */
(function (global) {
  "use strict";
  var chayue = global.chayue = global.chayue || {};
  var lists = chayue.lists;
  var PAIRS = 3;   /* of a window that are looked up first, and others where they cost no further file */
  var FURTHER = 6; /* that are looked up when very many units have the first ones */
  var MANY = 40;
  var SMALL = 128; /* documents: a block of no more has all pieces about them in one file */

  function pairsOf(folded) {
    var seen = {}, pairs = [], i, pair;
    if (folded.length === 1) { return [folded]; }
    for (i = 0; i + 1 < folded.length; i += 1) {
      pair = folded.substr(i, 2);
      if (!seen["=" + pair]) { pairs.push(pair); }
      seen["=" + pair] = true;
    }
    return pairs;
  }

  function spread(pairs, most) {
    var chosen = [], i;
    if (pairs.length <= most) { return pairs; }
    for (i = 0; i < most; i += 1) { chosen.push(pairs[Math.round(i * (pairs.length - 1) / (most - 1))]); }
    return chosen;
  }

  /* The pairs to look up: at first as few as hold all characters of a short one. */
  function chosenPairs(folded, further) {
    var pairs = pairsOf(folded), first, rest;
    first = folded.length === 4 ? [folded.slice(0, 2), folded.slice(2)] : spread(pairs, PAIRS);
    if (!further) { return first; }
    rest = pairs.filter(function (pair) { return first.indexOf(pair) < 0; });
    return first.concat(spread(rest, FURTHER));
  }

  function keyOf(block, term) {
    return lists.shardKey(block.name, "s", lists.shardOf(term, block.shards), block.shards);
  }

  function pinyinKeyOf(block, term) {
    return lists.shardKey(block.name, "p", lists.pinyinShardOf(term, block.pinyin), block.pinyin);
  }

  /* The file of a piece about a block's documents. */
  function fileOf(block, piece) {
    return block.name + "/" + (block.documents > SMALL ? piece : "documents-0");
  }

  /* What a block must load for words: {files: {key: terms}, pinyin: {key: true}}. */
  function planBlock(block, words, further) {
    var files = {}, pinyin = {};
    words.forEach(function (word) {
      word.windows.forEach(function (one) {
        chosenPairs(one, further).forEach(function (term) { files[keyOf(block, term)] = []; });
      });
      (word.sets || []).forEach(function (terms) {
        terms.forEach(function (term) { pinyin[pinyinKeyOf(block, term)] = true; });
      });
    });
    words.forEach(function (word) {
      word.windows.forEach(function (one) {
        pairsOf(one).forEach(function (term) {
          var wanted = files[keyOf(block, term)];
          if (wanted && wanted.indexOf(term) < 0) { wanted.push(term); }
        });
      });
    });
    return {files: files, pinyin: pinyin};
  }

  /* Units that have all pairs of a window, in any line and in their heads. */
  function unitsOfWindow(store, block, plan, one) {
    var found = {all: null, heads: null};
    pairsOf(one).forEach(function (term) {
      var key = keyOf(block, term), wanted = plan.files[key], entry;
      if (!wanted) { return; }
      entry = lists.readTerm(store.get(key), term, wanted, block.units) || {all: lists.none, heads: lists.none};
      found.all = found.all ? lists.both(found.all, entry.all) : entry.all;
      found.heads = found.heads ? lists.both(found.heads, entry.heads) : entry.heads;
    });
    return found;
  }

  function pinyinDocuments(store, block, word) {
    var found = lists.none;
    (word.sets || []).forEach(function (terms) {
      var some = null;
      terms.forEach(function (term) {
        var piece = store.get(pinyinKeyOf(block, term));
        var list = lists.readLists(piece, block.documents)[term] || lists.none;
        some = some ? lists.both(some, list) : list;
      });
      found = lists.either(found, some || lists.none);
    });
    return found;
  }

  /* What a block has of a word, in units: {windows: [{all, heads}], pinyin (documents)}; null when nothing. */
  function lookUp(store, block, plan, word) {
    var windows = word.windows.map(function (one) { return unitsOfWindow(store, block, plan, one); });
    var pinyin = pinyinDocuments(store, block, word);
    var some = windows.every(function (one) { return one.all.length > 0; });
    return some || pinyin.length ? {windows: windows, pinyin: pinyin} : null;
  }

  /* The same in documents: {docs, heads, pinyin, units}. */
  function toDocuments(found, firsts, headsOnly) {
    var docs = null, heads = null, units = lists.none;
    found.windows.forEach(function (one) {
      var all = lists.documentsOf(one.all, firsts), some = lists.documentsOf(one.heads, firsts);
      docs = docs ? lists.both(docs, all) : all;
      heads = heads ? lists.both(heads, some) : some;
      units = lists.either(units, one.all);
    });
    return {docs: headsOnly ? heads : docs, heads: heads, pinyin: found.pinyin, units: units};
  }

  /* ---- filters */

  function filtersOf(options) {
    var filters = (options && options.filters) || {};
    return Object.keys(filters).filter(function (axis) {
      return axis !== options.without && filters[axis] && filters[axis].length;
    }).map(function (axis) { return {axis: axis, values: filters[axis]}; });
  }

  function columnOf(store, block, axis) {
    return lists.readLists(store.get(block.name + "/" + axis), block.documents);
  }

  function filterBlock(store, block, docs, filters) {
    filters.forEach(function (filter) {
      var column = columnOf(store, block, filter.axis), some = lists.none;
      filter.values.forEach(function (value) {
        if (Object.prototype.hasOwnProperty.call(column, value)) { some = lists.either(some, column[value]); }
      });
      docs = lists.both(docs, some);
    });
    return docs;
  }

  /* ---- ranks: 0 where all words stand in the heads */

  function headLevel() { return 0; }
  function bodyLevel(word) { return word.letters && !word.capitals ? 2 : 1; }
  function pinyinLevel(word) { return word.capitals ? 2 : 1; }

  function markLevel(docs, some, levels, level) {
    var i = 0, j = 0;
    while (i < docs.length && j < some.length) {
      if (docs[i] === some[j]) { levels[i] = level; }
      if (docs[i] <= some[j]) { i += 1; } else { j += 1; }
    }
  }

  function rankBlock(docs, words, found) {
    var ranks = new Uint8Array(docs.length);
    words.forEach(function (word, i) {
      var levels = new Uint8Array(docs.length), k;
      var order = [[found[i].docs, bodyLevel(word)], [found[i].pinyin, pinyinLevel(word)]];
      order.sort(function (a, b) { return b[1] - a[1]; }); /* the better one is written last */
      order.push([found[i].heads, headLevel()]);
      order.forEach(function (one) { markLevel(docs, one[0], levels, one[1]); });
      for (k = 0; k < docs.length; k += 1) { ranks[k] += levels[k]; }
    });
    return ranks;
  }

  /* Numbers of documents by a key, the least first, the newest first among equals. */
  function sortByKey(parts, most) {
    var counts = new Int32Array(most + 2), total = 0, order, keys, i, k, part, at;
    parts.forEach(function (one) {
      for (k = 0; k < one.docs.length; k += 1) { counts[one.keys[k] + 1] += 1; }
      total += one.docs.length;
    });
    for (i = 0; i <= most; i += 1) { counts[i + 1] += counts[i]; }
    order = new Int32Array(total);
    keys = new Int32Array(total);
    for (i = parts.length - 1; i >= 0; i -= 1) {
      part = parts[i];
      for (k = part.docs.length - 1; k >= 0; k -= 1) {
        at = counts[part.keys[k]];
        counts[part.keys[k]] += 1;
        order[at] = part.block.first + part.docs[k];
        keys[at] = part.keys[k];
      }
    }
    return {order: order, keys: keys};
  }

  function daysOfPart(store, part) {
    var days = lists.readDates(store.get(part.block.name + "/dates"), part.block.documents);
    return Array.prototype.map.call(part.docs, function (doc) { return days[doc]; });
  }

  function sortByDate(store, parts) {
    var first = Infinity, last = -Infinity;
    parts.forEach(function (part) {
      part.keys = daysOfPart(store, part);
      part.keys.forEach(function (day) {
        first = Math.min(first, day);
        last = Math.max(last, day);
      });
    });
    parts.forEach(function (part) { part.keys = part.keys.map(function (day) { return last - day; }); });
    return sortByKey(parts, parts.length ? last - first : 0);
  }

  /* ---- all together */

  /* What else is needed of blocks: their files, and the pieces that must come by them. */
  function morePieces(blocks, filters, options) {
    var more = {files: [], pieces: []};
    blocks.forEach(function (one) {
      function add(piece) {
        more.files.push(fileOf(one.block, piece));
        more.pieces.push(one.block.name + "/" + piece);
      }
      if (one.block.units > one.block.documents) { add("shape"); }
      filters.forEach(function (filter) { add(filter.axis); });
      if (options.order === "date") { add("dates"); }
      (options.columns || []).forEach(add);
    });
    return more;
  }

  function finishBlock(store, one, words, filters, options) {
    var block = one.block, docs = null;
    var piece = block.units > block.documents ? store.get(block.name + "/shape") : null;
    one.firsts = piece ? lists.readShape(piece, block.units) : null;
    one.words = one.found.map(function (found) { return toDocuments(found, one.firsts, options.headsOnly); });
    one.words.forEach(function (found) {
      var some = lists.either(found.docs, found.pinyin);
      docs = docs ? lists.both(docs, some) : some;
    });
    one.docs = filterBlock(store, block, docs, filters);
    one.keys = rankBlock(one.docs, words, one.words);
    return one.docs.length > 0;
  }

  /*
   * Candidates for words: done({parts, order, keys}) or done(null) when something cannot be loaded. parts: per block
   * {block, docs, firsts, words: [{docs, heads, pinyin, units}]}; order: documents' numbers, the first answer first; keys
   * what it is ordered by. options: filters, order, and for callers here: without (an axis whose filter
   * is not used), columns (axes to load too), headsOnly.
   */
  function collect(store, index, words, options, done) {
    var filters = filtersOf(options);
    function fail() { done(null); }
    function finish(parts) {
      var some = parts.filter(function (one) { return finishBlock(store, one, words, filters, options); });
      var sorted = options.order === "date" ? sortByDate(store, some) : sortByKey(some, 2 * words.length);
      done({parts: some, order: sorted.order, keys: sorted.keys});
    }
    function open(parts) {
      var more = morePieces(parts, filters, options);
      store.need(more.files, function (good) { return good && more.pieces.every(store.get) ? finish(parts) : fail(); });
    }
    lookUpAll(store, index.blocks, words, false, function (parts) {
      if (!parts) { return fail(); }
      if (!isWide(parts, words)) { return open(parts); }
      return lookUpAll(store, parts.map(function (one) { return one.block; }), words, true, function (fewer) {
        return fewer ? open(fewer) : fail();
      });
    });
  }

  /* The blocks that have something of all words: done([{block, found}]) or done(null). */
  function lookUpAll(store, blocks, words, further, done) {
    var keys = [], plans = blocks.map(function (block) {
      var plan = planBlock(block, words, further);
      if (block.units > block.documents && block.documents > SMALL) { keys.push(fileOf(block, "shape")); }
      keys = keys.concat(Object.keys(plan.files), Object.keys(plan.pinyin));
      return plan;
    });
    store.need(keys, function (good) {
      if (!good) { return done(null); }
      return done(blocks.map(function (block, i) {
        var found = [];
        words.every(function (word) { return found[found.push(lookUp(store, block, plans[i], word)) - 1]; });
        return {block: block, found: found};
      }).filter(function (one) {
        return one.found.length === words.length && one.found[words.length - 1];
      }));
    });
  }

  /* Whether so many units have the first pairs of a long word that more of its pairs are worth their files. */
  function isWide(parts, words) {
    return words.some(function (word, i) {
      var more = word.windows.some(function (one) { return chosenPairs(one, true).length > chosenPairs(one, false).length; });
      var units = parts.reduce(function (sum, part) { return sum + part.found[i].windows[0].all.length; }, 0);
      return more && units > MANY;
    });
  }

  /* The part and the number in its block of a document. */
  function partOf(parts, number) {
    var i = parts.length - 1;
    while (i > 0 && parts[i].block.first > number) { i -= 1; }
    return parts[i];
  }

  /* The units, from 0 in the document, that may hold a word. */
  function unitsOf(part, doc, word) {
    var first = part.firsts ? part.firsts[doc] : doc;
    var end = part.firsts ? (doc + 1 < part.firsts.length ? part.firsts[doc + 1] : part.block.units) : doc + 1;
    var units = part.words[word].units, at = lists.lastUpTo(units, first - 1) + 1, found = [];
    for (; at < units.length && units[at] < end; at += 1) { found.push(units[at] - first); }
    return found;
  }

  chayue.searchCandidates = {
    collect: collect, columnOf: columnOf, fileOf: fileOf, partOf: partOf, unitsOf: unitsOf, pinyinDocuments: pinyinDocuments,
    headLevel: headLevel, bodyLevel: bodyLevel, pinyinLevel: pinyinLevel, keyOf: keyOf, pinyinKeyOf: pinyinKeyOf
  };
}(typeof window === "undefined" ? globalThis : window));
