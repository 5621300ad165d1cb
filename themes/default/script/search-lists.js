/*
 * The data of the search: loads what is asked for, each file once, and reads lists out of it. All of it comes by classic
 * scripts that call one of the functions below, so it works from a disk as well. ES5; no page is needed: a test gives its
 * own way to load. Lists are sorted Int32Arrays of numbers within their block.
 */
(function (global) {
  "use strict";
  var chayue = global.chayue = global.chayue || {};
  var MOST_KEPT = 12000000; /* letters: more are forgotten before the next query */
  var arrived = {};
  var values = letterValues();
  var none = new Int32Array(0);
  var scratch = new Int32Array(65536);

  function letterValues() {
    var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    var table = new Uint8Array(128);
    for (var i = 0; i < 64; i += 1) { table[letters.charCodeAt(i)] = i; }
    return table;
  }

  /* ---- what the scripts call */

  global.chayueIndex = function (index) { arrived.index = index; };
  global.chayueNames = function (names) { arrived.names = names; };
  global.chayueReadings = function (text) { arrived.readings = {text: text}; };
  global.chayueShard = function (key, letters) { arrived[calledBy(key)] = {letters: letters, terms: {}}; };
  global.chayuePinyin = function (key, terms, letters) { arrived[calledBy(key)] = {list: terms, letters: letters, terms: {}}; };
  global.chayueColumn = function (name, axis, list, letters) {
    arrived[name + "/" + axis] = {list: list, letters: letters, terms: null};
  };
  global.chayueShape = function (name, letters) { arrived[name + "/shape"] = {letters: letters, firsts: null}; };
  global.chayueDates = function (name, letters) { arrived[name + "/dates"] = {letters: letters, days: null}; };
  global.chayueDocuments = function (name, number, list) {
    arrived[name + "/documents-" + number] = {letters: list, keys: list.split(" ")};
  };
  global.chayueText = function (key, unit, heads, text) {
    arrived["doc/" + key + (unit ? "/text-" + unit : "")] = {heads: heads, letters: text, lines: null};
  };

  /* ---- loading */

  function loadScript(url, done) {
    var script = global.document.createElement("script");
    function end(good) {
      script.onload = script.onerror = null;
      script.parentNode.removeChild(script);
      done(good);
    }
    script.onload = function () { end(true); };
    script.onerror = function () { end(false); };
    script.src = url;
    global.document.head.appendChild(script);
  }

  /* The address of a piece below the top of the site. Documents' texts stand beside their pages. */
  function place(key) {
    return (key.indexOf("doc/") === 0 ? "" : "search/") + key + ".js";
  }

  /* A shard's key without the folder that it may lie in. */
  function calledBy(key) {
    return key.indexOf("doc/") === 0 ? key : key.replace(/\/[0-9a-f]+\/([sp][0-9a-f]+)$/, "/$1");
  }

  function openStore(base, load) {
    var kept = {}, size = 0, all = 0, waiting = {};

    /* A script may bring several pieces. */
    function take() {
      Object.keys(arrived).forEach(function (key) {
        var letters = (arrived[key].letters || "").length;
        kept[key] = arrived[key];
        delete arrived[key];
        size += letters + (kept[key].list || "").length;
        all += letters * (key.indexOf("doc/") === 0 ? 3 : 1);
      });
    }

    function get(key) { return kept[calledBy(key)]; }

    function ask(key) {
      (load || loadScript)(base + place(key), function (good) {
        var told = waiting[key];
        delete waiting[key];
        if (good && key === "fold") { arrived.fold = {}; }
        take();
        told.forEach(function (tell) { tell(good && !!get(key)); });
      });
    }

    /* Calls done(true) when all are there; done(false) when one cannot be had. */
    function need(keys, done) {
      var open = 1, good = true;
      function end(had) {
        good = good && had;
        open -= 1;
        if (!open) { done(good); }
      }
      keys.forEach(function (key) {
        if (get(key)) { return; }
        open += 1;
        if (waiting[key]) {
          waiting[key].push(end);
        } else {
          waiting[key] = [end];
          ask(key);
        }
      });
      end(true);
    }

    /* Forgets what was loaded when it is much; says whether it did. */
    function tidy() {
      if (size < MOST_KEPT) { return false; }
      Object.keys(kept).forEach(function (key) {
        if (key !== "index" && key !== "names" && key !== "fold" && key !== "readings") { delete kept[key]; }
      });
      size = 0;
      return true;
    }

    return {
      need: need,
      tidy: tidy,
      get: get,
      spent: function () { return all; } /* bytes that were loaded, about */
    };
  }

  /* ---- reading: bits in letters of six each, the most significant first */

  function openBits(text) {
    var at = 0, buffer = 0, left = 0, out = scratch, put = 0;

    function bits(count) {
      while (left < count) {
        buffer = (buffer << 6) | values[text.charCodeAt(at)];
        at += 1;
        left += 6;
      }
      left -= count;
      var value = buffer >>> left;
      buffer &= (1 << left) - 1;
      return value;
    }

    /* Elias gamma. */
    function gamma() {
      var zeros = 0;
      while (!bits(1)) {
        zeros += 1;
        if (at > text.length) { return 1; }
      }
      return zeros ? (1 << zeros) | bits(zeros) : 1;
    }

    function binary(range) {
      if (range < 2) { return 0; }
      var length = 31 - Math.clz32(range);
      var short = (2 << length) - range;
      var value = length ? bits(length) : 0;
      return value < short ? value : ((value << 1) | bits(1)) - short;
    }

    /* Binary interpolative coding: the middle one first, then those on either side of it. */
    function members(count, low, high) {
      var half, value;
      while (count) {
        if (high - low + 1 === count) {
          for (; low <= high; low += 1) { out[put] = low; put += 1; }
          return;
        }
        half = count >> 1;
        value = low + half + binary(high - low - count + 2);
        if (half) { members(half, low, value - 1); }
        out[put] = value;
        put += 1;
        count -= half + 1;
        low = value + 1;
      }
    }

    /* Into the scratch, where it stays until the next one is read; gives how many. */
    function pass(count, universe) {
      if (scratch.length < count) { scratch = new Int32Array(2 * count); }
      out = scratch;
      put = 0;
      members(Math.min(count, universe), 0, universe - 1);
      return put;
    }

    return {
      bit: function () { return bits(1); },
      pass: function (universe) { return pass(gamma(), universe); },
      list: function (universe) { return scratch.slice(0, pass(gamma(), universe)); },
      list0: function (universe) { return scratch.slice(0, pass(gamma() - 1, universe)); }
    };
  }

  /* A column's or a pinyin shard's terms: name → numbers of documents. */
  function readLists(piece, universe) {
    var bits, found = {};
    if (!piece.read) {
      bits = openBits(piece.letters);
      (piece.list ? piece.list.split(" ") : []).forEach(function (term) { found[term] = bits.list(universe); });
      piece.terms = found;
      piece.read = true;
    }
    return piece.terms;
  }

  function codeOf(term) {
    return (term.charCodeAt(0) << 16) | (term.length > 1 ? term.charCodeAt(1) : 0);
  }

  /* The terms of a shard in the order of their lists, as codes. A stream has no way to jump: what lies before a list is
   * read and thrown away. */
  function openShard(shard) {
    var bits = openBits(shard.letters), firsts = bits.list0(65536), codes = new Int32Array(1024), count = 0;
    function add(length, low) {
      var more;
      if (count + length > codes.length) {
        more = new Int32Array(2 * (count + length));
        more.set(codes);
        codes = more;
      }
      for (var i = 0; i < length; i += 1) { codes[count + i] = low === null ? scratch[i] << 16 : low | scratch[i]; }
      count += length;
    }
    for (var i = 0; i < firsts.length; i += 1) { add(bits.pass(65536), firsts[i] << 16); }
    add(bits.list0(65536).length, null);
    shard.codes = codes.subarray(0, count);
    shard.bits = bits;
    shard.done = 0;
  }

  /* The lists of a term: {all, heads}, both of units, or null where the term is not. `wanted` are all terms that will be
   * asked of the shard: they are read in one go. */
  function readTerm(shard, term, wanted, universe) {
    var places;
    if (known(shard, term)) { return shard.terms[term]; }
    if (!shard.codes) { openShard(shard); }
    places = wanted.filter(function (one) { return !known(shard, one); }).map(function (one) {
      shard.terms[one] = null;
      return {term: one, at: placeOf(shard.codes, codeOf(one))};
    }).filter(function (one) { return one.at >= 0; }).sort(function (a, b) { return a.at - b.at; });
    if (places.length && places[0].at < shard.done) { openShard(shard); } /* it lies behind: from the start again */
    places.forEach(function (one) { shard.terms[one.term] = readListAt(shard, one.at, universe); });
    return shard.terms[term];
  }

  function placeOf(codes, code) {
    var i = 0;
    while (i < codes.length && codes[i] !== code) { i += 1; }
    return i < codes.length ? i : -1;
  }

  function known(shard, term) {
    return Object.prototype.hasOwnProperty.call(shard.terms, term);
  }

  function readListAt(shard, at, universe) {
    var bits = shard.bits, all, heads, count, i;
    for (; shard.done < at; shard.done += 1) {
      count = bits.pass(universe);
      if (bits.bit()) { bits.pass(count); }
    }
    all = bits.list(universe);
    heads = bits.bit() ? bits.list(all.length) : none;
    shard.done += 1;
    for (i = 0; i < heads.length; i += 1) { heads[i] = all[heads[i]]; }
    return {all: all, heads: heads};
  }

  function readDates(piece, documents) {
    var at = 0, day = 0, days = piece.days, i, value, shift, part;
    if (days) { return days; }
    days = piece.days = new Int32Array(documents);
    for (i = 0; i < documents; i += 1) {
      value = shift = 0;
      do {
        part = values[piece.letters.charCodeAt(at)];
        at += 1;
        value |= (part & 31) << shift;
        shift += 5;
      } while (part & 32);
      day += (value >>> 1) ^ -(value & 1);
      days[i] = day;
    }
    return days;
  }

  function readShape(piece, units) {
    piece.firsts = piece.firsts || openBits(piece.letters).list(units);
    return piece.firsts;
  }

  /* ---- where a term is */

  function mix(number) {
    var hash = Math.imul(number, 0x9E3779B1);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2C1B3C6D);
    return hash ^ (hash >>> 13);
  }

  function shardOf(term, shards) {
    var spread = Math.max(1, shards / 16);
    var second = term.length > 1 ? mix(term.charCodeAt(1)) : 0;
    return (mix(term.charCodeAt(0)) + Math.imul(second & (spread - 1), 0x9E3779B1)) & (shards - 1);
  }

  function pinyinShardOf(term, shards) {
    var hash = 0x811C9DC5;
    for (var i = 0; i < term.length; i += 1) { hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193); }
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2C1B3C6D);
    return (hash ^ (hash >>> 13)) & (shards - 1);
  }

  function shardKey(name, letter, number, shards) {
    var digits = number.toString(16);
    var folder = shards > 256 ? (digits.slice(0, -2) || "0") + "/" : "";
    return name + "/" + folder + letter + digits;
  }

  /* ---- sets */

  function both(a, b) {
    var found = new Int32Array(Math.min(a.length, b.length)), i = 0, j = 0, count = 0;
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) {
        found[count] = a[i];
        count += 1;
        i += 1;
        j += 1;
      } else if (a[i] < b[j]) { i += 1; } else { j += 1; }
    }
    return found.subarray(0, count);
  }

  function either(a, b) {
    var found, i = 0, j = 0, count = 0, next;
    if (!a.length) { return b; }
    if (!b.length) { return a; }
    found = new Int32Array(a.length + b.length);
    while (i < a.length || j < b.length) {
      next = j >= b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
      if (a[i] === next) { i += 1; }
      if (b[j] === next) { j += 1; }
      found[count] = next;
      count += 1;
    }
    return found.subarray(0, count);
  }

  /* The place of the last member of a sorted list that is not above a number; -1 when all are. */
  function lastUpTo(list, number, from) {
    var low = from || 0, high = list.length, middle;
    while (low < high) {
      middle = (low + high) >> 1;
      if (list[middle] <= number) { low = middle + 1; } else { high = middle; }
    }
    return low - 1;
  }

  function has(list, number) {
    var at = lastUpTo(list, number);
    return at >= 0 && list[at] === number;
  }

  /* Units to their documents; firsts is null where every document is one unit. */
  function documentsOf(units, firsts) {
    var found, count = 0, at = 0, i;
    if (!firsts) { return units; }
    found = new Int32Array(units.length);
    for (i = 0; i < units.length; i += 1) {
      at = lastUpTo(firsts, units[i], at);
      if (!count || found[count - 1] !== at) {
        found[count] = at;
        count += 1;
      }
    }
    return found.subarray(0, count);
  }

  chayue.lists = {
    none: none, openStore: openStore, openBits: openBits, readLists: readLists, readTerm: readTerm, readDates: readDates,
    readShape: readShape, shardOf: shardOf, pinyinShardOf: pinyinShardOf, shardKey: shardKey, both: both,
    either: either, has: has, lastUpTo: lastUpTo, documentsOf: documentsOf
  };
}(typeof window === "undefined" ? globalThis : window));
