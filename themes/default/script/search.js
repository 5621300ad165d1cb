/*
 * Search without a server: chayue.search(base) → an engine with find, counts, titles and names. Candidates come from lists
 * of the index; their texts are loaded only to be shown and, for words of more than two characters, to be checked:
 * what does not hold is dropped and the next one takes its place. A later call ends an earlier one of its kind. ES5.
 */
(function (global) {
  "use strict";
  var chayue = global.chayue = global.chayue || {};
  var text = chayue.searchText, candidates = chayue.searchCandidates, pinyin = chayue.searchPinyin;
  var VERSION = 1, FOLD = 1, PIECE = 128;
  var MORE_CHECKED = 8; /* documents looked at in vain, at most, before what is found is shown */
  var NAMES_SHOWN = 6;

  /* ---- checking a document's text */

  function openEntry(parts, number, rank) {
    var part = candidates.partOf(parts, number);
    return {number: number, rank: rank, part: part, doc: number - part.block.first, key: "", units: [], levels: null};
  }

  function pieceKey(entry) {
    return entry.part.block.name + "/documents-" + Math.floor(entry.doc / PIECE);
  }

  function textKey(entry, unit) {
    return "doc/" + entry.key + (unit ? "/text-" + unit : "");
  }

  function addUnit(entry, unit) {
    if (entry.units.indexOf(unit) < 0) { entry.units.push(unit); }
  }

  /* The units to begin with: that of the heads, and for each word one whose list has it. */
  function firstUnits(entry, words) {
    entry.units = [0];
    entry.may = words.map(function (word, i) { return candidates.unitsOf(entry.part, entry.doc, i); });
    entry.may.forEach(function (units, i) {
      var had = units.some(function (unit) { return entry.units.indexOf(unit) >= 0; });
      if (!had && units.length && (words[i].windows.length === 1)) { addUnit(entry, units[0]); }
      if (words[i].windows.length > 1) { units.forEach(function (unit) { addUnit(entry, unit); }); }
    });
  }

  /* The level at which a document has a word; -1: not at all; null: not known before more units are there. */
  function judgeWord(session, entry, number) {
    var word = session.words[number], store = session.store, lists = chayue.lists;
    var found = entry.part.words[number], may = entry.may[number], body;
    var pieces = may.filter(function (unit) { return entry.units.indexOf(unit) >= 0; }).map(function (unit) {
      return store.get(textKey(entry, unit));
    });
    var read = lists.has(found.pinyin, entry.doc) && readsSo(session, entry, word);
    if (text.inHeads(store.get(textKey(entry, 0)), word)) { return candidates.headLevel(); }
    if (read && candidates.pinyinLevel(word) < candidates.bodyLevel(word)) { return candidates.pinyinLevel(word); }
    if (!session.headsOnly && lists.has(found.docs, entry.doc)) {
      body = pieces.some(function (piece) { return text.inText(piece, word.folded); }) ||
        (word.windows.length > 1 && text.inJoined(pieces, word.folded));
      if (body) { return candidates.bodyLevel(word); }
      if (pieces.length < may.length) { return null; }
    }
    return read ? candidates.pinyinLevel(word) : -1;
  }

  /* Whether a title is read as letters; without readings the index must do. */
  function readsSo(session, entry, word) {
    var title = session.store.get(textKey(entry, 0)).heads.title || "", row;
    if (!session.readings) {
      entry.unsure = true;
      return true;
    }
    row = entry.row = entry.row || pinyin.rowOfTitle(session.readings, title);
    return !!pinyin.findReading(row.row, word.letters);
  }

  /* 2 where the words are the whole title or number, 1 where its number has them: that one is meant, others speak of it. */
  function nameRank(session, entry) {
    var heads = session.store.get(textKey(entry, 0)).heads, number = chayue.fold(heads.number || "");
    var all = session.words.map(function (word) { return word.folded; }).join("");
    if (all === number || all === chayue.fold(heads.title || "")) { return 2; }
    return all.length > 2 && /[0-9]/.test(all) && session.words.every(function (word) { return number.indexOf(word.folded) >= 0; }) ? 1 : 0;
  }

  /* Judges an entry; true when more units must be loaded first. */
  function judge(session, entry) {
    var open = [], levels = session.words.map(function (word, i) {
      var level = judgeWord(session, entry, i);
      if (level === null) { open.push(i); }
      return level;
    });
    open.forEach(function (i) { /* not before all words were judged: a unit is looked into when it is there */
      entry.may[i].filter(function (unit) { return entry.units.indexOf(unit) < 0; }).slice(0, 2)
        .forEach(function (unit) { addUnit(entry, unit); });
    });
    if (!open.length) {
      entry.levels = levels;
      entry.good = levels.every(function (level) { return level >= 0; });
      entry.rank = session.byDate ? entry.rank : levels.reduce(function (sum, level) { return sum + level; }, 0);
      if (entry.good && !session.byDate && entry.place < session.first) { entry.rank -= nameRank(session, entry); }
    }
    return open.length > 0;
  }

  function judgeAll(session, entries, done) {
    var keys = [];
    entries.forEach(function (entry) {
      entry.units.forEach(function (unit) { keys.push(textKey(entry, unit)); });
    });
    session.store.need(keys, function (good) {
      var open;
      if (!good) { return done(false); }
      open = entries.filter(function (entry) { return judge(session, entry); });
      return open.length ? judgeAll(session, open, done) : done(true);
    });
  }

  function openEntries(session, entries, done) {
    session.store.need(entries.map(pieceKey), function (good) {
      if (!good) { return done(false); }
      entries.forEach(function (entry) {
        entry.key = session.store.get(pieceKey(entry)).keys[entry.doc % PIECE];
        firstUnits(entry, session.words);
      });
      return judgeAll(session, entries, done);
    });
  }

  /* ---- a session: one query's candidates and what is known of them */

  function isBefore(session, a, b) {
    return a.rank - b.rank || (session.byDate ? a.place - b.place : b.number - a.number);
  }

  function entryAt(session, place) {
    var entry = openEntry(session.parts, session.order[place], session.keys[place]);
    entry.place = place;
    return entry;
  }

  /* Entries that are surely in their place: those before the next candidate that was not looked at. */
  function settled(session) {
    var next = session.at < session.order.length ? entryAt(session, session.at) : null;
    return session.entries.filter(function (entry) {
      return entry.good && (!next || isBefore(session, entry, next) < 0);
    });
  }

  /* Looks at candidates until `most` are settled behind `from`: done(entries), or done(null). */
  function settle(session, from, most, done) {
    var start = session.sure ? from : 0, limit = session.entries.length + from + most + MORE_CHECKED;
    session.first = session.first || (session.sure ? most : from + most); /* later ones would put the pages before in disorder */
    if (session.sure) {
      session.entries = [];
      session.at = Math.min(start, session.order.length);
    }
    function step() {
      var had = settled(session), wanted = start === from ? most : from + most, batch = [];
      had.sort(function (a, b) { return isBefore(session, a, b); });
      if (had.length >= wanted || session.at >= session.order.length || session.entries.length >= limit) {
        return done(had.slice(from - start, from - start + most));
      }
      while (session.at < session.order.length && batch.length < wanted - had.length) {
        batch.push(entryAt(session, session.at));
        session.at += 1;
      }
      return openEntries(session, batch, function (good) {
        if (!good) { return done(null); }
        session.entries = session.entries.concat(batch);
        session.dropped += batch.filter(function (entry) { return !entry.good; }).length;
        return step();
      });
    }
    step();
  }

  function isExact(session) {
    return session.sure || (session.at >= session.order.length &&
      session.entries.every(function (entry) { return !entry.unsure; }));
  }

  /* ---- what is told of a result */

  function titleParts(session, entry, title) {
    var parts = text.markTitle(title, session.words), matches = [];
    if (!session.readings || parts.some(function (part) { return part.hit; })) { return parts; }
    session.words.forEach(function (word) {
      var row = word.letters ? pinyin.rowOfTitle(session.readings, title) : null;
      var found = row ? pinyin.findReading(row.row, word.letters) : null;
      if (found) { matches.push({from: row.at[found.from], to: row.at[found.to]}); }
    });
    matches.sort(function (a, b) { return a.from - b.from; });
    return text.cutParts(title, 0, title.length, matches, []);
  }

  function makeResult(session, entry) {
    var heads = session.store.get(textKey(entry, 0)).heads;
    var pieces = entry.units.sort(function (a, b) { return a - b; }).map(function (unit) {
      return session.store.get(textKey(entry, unit));
    });
    return {
      key: entry.key, page: heads.page, title: heads.title || "", number: heads.number, organs: heads.organs || [],
      date: heads.date, kind: heads.kind, validity: heads.validity, withdrawn: !!heads.withdrawn, sample: !!heads.sample,
      snippet: text.makeSnippet(pieces, session.words), title_parts: titleParts(session, entry, heads.title || ""),
      verified: !entry.unsure
    };
  }

  /* ---- names of topics and organs */

  function foldedNames(names, axis) {
    var key = "folded_" + axis;
    names[key] = names[key] || (names[axis] || []).map(function (name) {
      return {axis: axis, value: name[0], label: name[1], url: name[2], folded: chayue.fold(name[1]),
        row: pinyin.rowOfName(name[3])};
    });
    return names[key];
  }

  function findNames(names, words) {
    return ["topics", "organs"].reduce(function (all, axis) { return all.concat(foldedNames(names, axis)); }, [])
      .filter(function (name) {
        return words.length && words.every(function (word) {
          return name.folded.indexOf(word.folded) >= 0 || (word.letters && pinyin.findReading(name.row, word.letters));
        });
      }).slice(0, NAMES_SHOWN).map(function (name) { return {axis: name.axis, label: name.label, url: name.url}; });
  }

  /* ---- the engine */

  function prepareWords(state, words) {
    words.forEach(function (word) {
      if (!word.letters) { return; }
      word.sets = pinyin.termsOf(state.syllables, word.letters);
      word.sure = word.sure && !word.sets.length;
    });
    return words;
  }

  /* Loads what every query needs: done(state) or done(null). */
  function prepare(store, done) {
    store.need(["index", "names", "fold"], function (good) {
      var index = good ? store.get("index") : null, first = 0;
      if (!index || index.version !== VERSION || index.fold !== FOLD) { return done(null); }
      if (!store.state) {
        index.blocks.forEach(function (block) {
          block.first = first;
          first += block.documents;
        });
        store.state = {
          store: store, index: index, names: store.get("names"),
          syllables: pinyin.openSyllables(store.get("names").syllables)
        };
      }
      return done(store.state);
    });
  }

  /* A session for words: done(session) or done(null). */
  function openSession(state, words, options, done) {
    var latin = state.index.readings && words.some(function (word) { return word.sets && word.sets.length; });
    state.store.need(latin ? ["readings"] : [], function (good) {
      if (!good) { return done(null); }
      if (latin && !state.readings) { state.readings = pinyin.openReadings(state.store.get("readings").text); }
      return candidates.collect(state.store, state.index, words, options, function (found) {
        if (!found) { return done(null); }
        return done({
          store: state.store, words: words, parts: found.parts, order: found.order, keys: found.keys, at: 0, dropped: 0,
          entries: [], byDate: options.order === "date", headsOnly: !!options.headsOnly,
          readings: latin ? state.readings : null, sure: words.every(function (word) { return word.sure; })
        });
      });
    });
  }

  chayue.search = function (base, load) {
    var store = chayue.lists.openStore(base, load), calls = {}, open = 0, known = {key: "", session: null};

    /* Starts a call of a kind: what it gives back wraps `done` so that it is not called once a later one has started. It
     * must be called once, whatever happens. */
    function begin(kind, done) {
      var call = calls[kind] = (calls[kind] || 0) + 1;
      function tell(value) {
        open -= 1;
        if (tell.isWanted()) { done(value); }
      }
      tell.isWanted = function () { return calls[kind] === call; };
      if (!open && store.tidy()) { known = {key: "", session: null}; }
      open += 1;
      return tell;
    }

    function sessionFor(state, words, options, done) {
      var key = JSON.stringify([words.map(function (word) { return [word.folded, word.capitals]; }), options.filters || {},
        options.order || ""]);
      if (known.key === key) { return done(known.session); }
      return openSession(state, words, options, function (session) {
        known = {key: session ? key : "", session: session};
        done(session);
      });
    }

    function answer(query, state, session, entries, from) {
      var count = session.order.length - session.dropped;
      return {
        query: query, words: session.words.map(function (word) { return word.text; }), count: count,
        exact: isExact(session), results: entries.map(function (entry) { return makeResult(session, entry); }),
        next: from + entries.length, more: from + entries.length < count, suggestion: null,
        names: findNames(state.names, session.words)
      };
    }

    function emptyAnswer(query) {
      return {query: query, words: [], count: 0, exact: true, results: [], next: 0, more: false, suggestion: null, names: []};
    }

    function find(query, options, done) {
      var tell = begin("find", done), from = options.from || 0;
      function fail() { tell({query: query, failed: true}); }
      prepare(store, function (state) {
        var words = state ? prepareWords(state, text.readWords(query)) : null;
        if (!state) { return fail(); }
        if (!words.length) { return tell(emptyAnswer(query)); }
        return sessionFor(state, words, options, function (session) {
          if (!session || !tell.isWanted()) { return fail(); }
          return settle(session, from, options.most || 10, function (entries) {
            var result;
            if (!entries) { return fail(); }
            result = answer(query, state, session, entries, from);
            if (result.count || !chayue.searchSuggest) { return tell(result); }
            return chayue.searchSuggest(helper(state, options), words, function (more) {
              result.counts_of_words = more.counts;
              result.suggestion = more.suggestion;
              tell(result);
            });
          });
        });
      });
    }

    /* What suggestions are made with. */
    function helper(state, options) {
      function countOf(query, filters, done) {
        var words = prepareWords(state, text.readWords(query));
        if (!words.length) { return done(0); }
        return openSession(state, words, {filters: filters ? options.filters : {}}, function (session) {
          if (!session) { return done(0); }
          return settle(session, 0, 1, function (entries) {
            done(entries && entries.length ? session.order.length - session.dropped : 0);
          });
        });
      }
      return {state: state, countOf: countOf};
    }

    function counts(query, options, axis, done) {
      var tell = begin("counts " + axis, done);
      prepare(store, function (state) {
        var words = state ? prepareWords(state, text.readWords(query)) : [];
        if (!state) { return tell({failed: true}); }
        return openSession(state, words, {filters: options.filters, without: axis, columns: [axis]}, function (session) {
          if (!session) { return tell({failed: true}); }
          return tell(countValues(state, session, axis, (options.filters || {})[axis] || []));
        });
      });
    }

    function countValues(state, session, axis, chosen) {
      var sums = {};
      session.parts.forEach(function (part) {
        var column = candidates.columnOf(store, part.block, axis);
        Object.keys(column).forEach(function (value) {
          var count = chayue.lists.both(column[value], part.docs).length;
          sums["=" + value] = (sums["=" + value] || 0) + count;
        });
      });
      return (state.names[axis] || []).map(function (name) {
        return {value: name[0], label: name[1], count: sums["=" + name[0]] || 0};
      }).filter(function (one) { return one.count || chosen.indexOf(one.value) >= 0; });
    }

    /* Titles and numbers that hold what is typed, or are read so. */
    function titles(query, most, done) {
      var tell = begin("titles", done);
      prepare(store, function (state) {
        var words = state ? prepareWords(state, text.readWords(query)) : null;
        if (!state) { return tell({failed: true}); }
        if (!words.length) { return tell([]); }
        words.forEach(function (word) { word.sure = false; });
        return openSession(state, words, {headsOnly: true}, function (session) {
          if (!session || !tell.isWanted()) { return tell({failed: true}); }
          return settle(session, 0, most, function (entries) {
            if (!entries) { return tell({failed: true}); }
            return tell(entries.map(function (entry) {
              var heads = store.get(textKey(entry, 0)).heads;
              return {title: heads.title || "", page: heads.page, key: entry.key};
            }));
          });
        });
      });
    }

    function names(done) {
      prepare(store, function (state) { done(state ? state.names : null); });
    }

    /* Loads what every query needs before there is one. */
    function warm() {
      prepare(store, function () { /* it is there, or will be asked for again */ });
    }

    return {find: find, counts: counts, titles: titles, names: names, warm: warm};
  };
}(typeof window === "undefined" ? globalThis : window));
