// A small writer of the search's data, made from the format's description alone: what the engine reads in tests, and what
// the generator's writer can be compared with. writeSite(documents, options) → {address: text}.
'use strict';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SMALL = 128; // documents: a block of no more has all pieces about them in one file
const AXES = ['kinds', 'topics', 'organs', 'years', 'validity'];

// ---- coding

class Bits {
	constructor() { this.text = ''; this.part = ''; }
	put(value, count) {
		this.part += count ? value.toString(2).padStart(count, '0') : '';
		while (this.part.length >= 6) {
			this.text += LETTERS[parseInt(this.part.slice(0, 6), 2)];
			this.part = this.part.slice(6);
		}
	}
	end() {
		if (this.part) { this.put(0, 6 - this.part.length); }
		return this.text;
	}
	gamma(count) {
		const length = count.toString(2).length - 1;
		this.put(0, length);
		this.put(count, length + 1);
	}
	binary(value, range) {
		if (range === 1) { return; }
		const length = range.toString(2).length - 1;
		const short = 2 ** (length + 1) - range;
		if (value < short) { this.put(value, length); } else { this.put(value + short, length + 1); }
	}
	members(list, low, high) {
		if (!list.length || high - low + 1 === list.length) { return; }
		const half = list.length >> 1;
		this.binary(list[half] - (low + half), high - low - list.length + 2);
		this.members(list.slice(0, half), low, list[half] - 1);
		this.members(list.slice(half + 1), list[half] + 1, high);
	}
	list(list, universe) {
		this.gamma(list.length);
		this.members(list, 0, universe - 1);
	}
	list0(list, universe) {
		this.gamma(list.length + 1);
		this.members(list, 0, universe - 1);
	}
}

function number(value) {
	let text = '';
	do {
		text += LETTERS[(value & 31) | (value > 31 ? 32 : 0)];
		value >>>= 5;
	} while (value);
	return text;
}

const sorted = (set) => [...set].sort((a, b) => a - b);
const call = (name, ...values) => `${name}(${values.map((one) => JSON.stringify(one)).join(',')})\n`;

// ---- where a term goes

function mix(value) {
	let hash = Math.imul(value, 0x9E3779B1);
	hash ^= hash >>> 15;
	hash = Math.imul(hash, 0x2C1B3C6D);
	return hash ^ (hash >>> 13);
}

function shardOf(term, shards) {
	const spread = Math.max(1, shards / 16);
	const second = term.length > 1 ? mix(term.charCodeAt(1)) & (spread - 1) : 0;
	return (mix(term.charCodeAt(0)) + Math.imul(second, 0x9E3779B1)) & (shards - 1);
}

function pinyinShardOf(term, shards) {
	let hash = 0x811C9DC5;
	for (const sign of term) { hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193); }
	hash ^= hash >>> 15;
	hash = Math.imul(hash, 0x2C1B3C6D);
	return (hash ^ (hash >>> 13)) & (shards - 1);
}

// ---- units

// A line that is too long is cut, and goes on for 40 folded characters behind the cut.
function cutLine(line, most, fold) {
	const parts = [];
	for (let at = 0; ;) {
		let end = Math.min(line.length, at + most);
		while (end < line.length && fold(line.slice(at + most, end)).length < 40) { end += 1; }
		parts.push(line.slice(at, end));
		if (end >= line.length) { return parts; }
		at += most;
	}
}

function cutUnits(text, most, fold) {
	const units = [];
	let unit = null, size = 0;
	for (const line of text.split('\n')) {
		for (const [i, part] of cutLine(line, most, fold).entries()) {
			if (!unit || i > 0 || size + part.length > most) {
				unit = [];
				units.push(unit);
				size = 0;
			}
			unit.push(part);
			size += part.length;
		}
	}
	return units.map((lines) => lines.join('\n'));
}

const headsOf = (doc) => [doc.title, doc.number, doc.index, ...(doc.organs || [])].filter(Boolean);

// ---- terms

function addTerms(terms, folded, unit, heads) {
	const add = (term) => {
		if (!terms.has(term)) { terms.set(term, {all: new Set(), heads: new Set()}); }
		terms.get(term).all.add(unit);
		if (heads) { terms.get(term).heads.add(unit); }
	};
	for (let i = 0; i < folded.length; i += 1) {
		add(folded[i]);
		if (i + 1 < folded.length) { add(folded.slice(i, i + 2)); }
	}
}

function product(lists) {
	return lists.reduce((all, list) => all.flatMap((one) => list.map((item) => [...one, item])), [[]]);
}

function pinyinTerms(title, readings, fold) {
	const terms = new Set();
	const rows = [[]];
	for (const sign of fold(title)) {
		const row = /[a-z0-9]/.test(sign) ? [sign] : readings[sign];
		if (row) { rows[rows.length - 1].push(row); } else { rows.push([]); }
	}
	for (const row of rows) {
		row.forEach((list, i) => {
			list.forEach((one) => terms.add(one));
			product(row.slice(i, i + 2)).filter((one) => one.length === 2).forEach((one) => terms.add(one.join("'")));
			for (let size = 2; size <= 4 && i + size <= row.length; size += 1) {
				product(row.slice(i, i + size)).slice(0, 64).forEach((one) => {
					terms.add('=' + one.map((syllable) => syllable[0]).join(''));
				});
			}
		});
	}
	return terms;
}

// ---- a block

function shardText(name, number_, terms, units) {
	const bits = new Bits();
	const pairs = [...terms.keys()].filter((term) => term.length === 2).sort();
	const singles = [...terms.keys()].filter((term) => term.length === 1).sort();
	const firsts = sorted(new Set(pairs.map((pair) => pair.charCodeAt(0))));
	bits.list0(firsts, 65536);
	for (const first of firsts) {
		bits.list(pairs.filter((pair) => pair.charCodeAt(0) === first).map((pair) => pair.charCodeAt(1)), 65536);
	}
	bits.list0(singles.map((one) => one.charCodeAt(0)), 65536);
	for (const term of [...pairs, ...singles]) {
		const all = sorted(terms.get(term).all), heads = sorted(terms.get(term).heads);
		bits.list(all, units);
		bits.put(heads.length ? 1 : 0, 1);
		if (heads.length) { bits.list(heads.map((unit) => all.indexOf(unit)), all.length); }
	}
	return call('chayueShard', `${name}/s${number_.toString(16)}`, bits.end());
}

function listsText(terms, order, universe) {
	const bits = new Bits();
	order.forEach((term) => bits.list(sorted(terms.get(term)), universe));
	return bits.end();
}

function split(terms, shards, shardNumber) {
	const parts = Array.from({length: shards}, () => new Map());
	for (const [term, entry] of terms) { parts[shardNumber(term, shards)].set(term, entry); }
	return parts;
}

function columnOf(documents, axis) {
	const column = new Map();
	documents.forEach((doc, i) => {
		for (const value of doc.axes[axis] || []) {
			if (!column.has(value)) { column.set(value, new Set()); }
			column.get(value).add(i);
		}
	});
	return column;
}

const dayOf = (date) => Math.round((Date.parse(date + 'T00:00:00Z') - Date.UTC(2000, 0, 1)) / 86400000);

function datesText(name, documents) {
	let last = 0, text = '';
	for (const doc of documents) {
		const day = doc.date ? dayOf(doc.date) : last;
		const step = day - last;
		text += number(step < 0 ? -2 * step - 1 : 2 * step);
		last = day;
	}
	return call('chayueDates', name, text);
}

function writeBlock(files, name, documents, options) {
	const {fold} = options;
	const terms = new Map(), pinyin = new Map(), firsts = [];
	let units = 0;
	documents.forEach((doc, i) => {
		firsts.push(units);
		headsOf(doc).forEach((line) => addTerms(terms, fold(line), units, true));
		doc.units.forEach((text, k) => {
			text.split(/[\n\t]/).forEach((cell) => addTerms(terms, fold(cell), units + k, false));
		});
		units += doc.units.length;
		for (const term of pinyinTerms(doc.title || '', options.readings, fold)) {
			if (!pinyin.has(term)) { pinyin.set(term, new Set()); }
			pinyin.get(term).add(i);
		}
	});
	const put = (path, text) => { files[`search/${name}/${path}.js`] = (files[`search/${name}/${path}.js`] || '') + text; };
	const about = (path) => documents.length > SMALL ? path : 'documents-0';
	split(terms, options.shards, shardOf).forEach((part, i) => {
		const folder = options.shards > 256 ? `${(i >> 8).toString(16)}/` : '';
		put(`${folder}s${i.toString(16)}`, shardText(name, i, part, units));
	});
	split(pinyin, options.pinyin, pinyinShardOf).forEach((part, i) => {
		const order = [...part.keys()].sort();
		put(`p${i}`, call('chayuePinyin', `${name}/p${i}`, order.join(' '), listsText(part, order, documents.length)));
	});
	for (let i = 0; i * 128 < documents.length; i += 1) {
		const keys = documents.slice(i * 128, i * 128 + 128).map((doc) => doc.key);
		put(`documents-${i}`, call('chayueDocuments', name, i, keys.join(' ')));
	}
	if (units > documents.length) {
		put(about('shape'), call('chayueShape', name, listsText(new Map([['', firsts]]), [''], units)));
	}
	for (const axis of AXES) {
		const column = columnOf(documents, axis), order = [...column.keys()].sort();
		put(about(axis), call('chayueColumn', name, axis, order.join(' '), listsText(column, order, documents.length)));
	}
	put(about('dates'), datesText(name, documents));
	return {name, documents: documents.length, units, shards: options.shards, pinyin: options.pinyin};
}

// ---- the rest

function writeText(files, doc) {
	const heads = {v: 1};
	for (const name of ['title', 'number', 'index', 'organs', 'date', 'kind', 'validity']) {
		if (doc[name]) { heads[name] = doc[name]; }
	}
	Object.assign(heads, {withdrawn: !!doc.withdrawn, sample: false, units: doc.units.length, page: `doc/${doc.key}.html`});
	doc.units.forEach((text, i) => {
		const path = i ? `doc/${doc.key}/text-${i}.js` : `doc/${doc.key}.js`;
		files[path] = call('chayueText', doc.key, i, i ? null : heads, text);
	});
}

function namesOf(documents, axis, options) {
	const values = sorted(new Set()).concat([...new Set(documents.flatMap((doc) => doc.axes[axis] || []))].sort());
	return values.map((value) => {
		const label = (options.labels || {})[value] || value;
		const row = [...options.fold(label)].map((sign) => (options.readings[sign] || [sign]).join('|'));
		return [value, label, `list/${axis}/${value}/index.html`, row.join(' ')];
	});
}

function readingsText(readings) {
	const bySyllable = {};
	for (const [sign, list] of Object.entries(readings)) {
		for (const one of list) { bySyllable[one] = (bySyllable[one] || '') + sign; }
	}
	return Object.keys(bySyllable).sort().map((one) => one + bySyllable[one]).join(' ');
}

/*
 * documents: [{key, title, number, index, organs, date, kind, validity, withdrawn, text, axes: {kinds: […], …}}] in their
 * order. options: fold, table (text of search/fold.js), blocks (sizes), shards, pinyin, unit, readings, labels, withReadings.
 */
function writeSite(documents, options) {
	const files = {'search/fold.js': options.table};
	const blocks = [];
	let at = 0;
	documents.forEach((doc) => { doc.units = cutUnits(doc.text, options.unit, options.fold); });
	options.blocks.forEach((size, i) => {
		const part = documents.slice(at, i === options.blocks.length - 1 ? undefined : at + size);
		if (part.length) { blocks.push(writeBlock(files, `b${i}`, part, options)); }
		at += size;
	});
	const index = {version: 1, fold: 1, blocks};
	if (options.withReadings) {
		index.readings = true;
		files['search/readings.js'] = call('chayueReadings', readingsText(options.readings));
	}
	const names = {syllables: [...new Set(Object.values(options.readings).flat())].sort().join(' ')};
	AXES.forEach((axis) => { names[axis] = namesOf(documents, axis, options); });
	files['search/index.js'] = call('chayueIndex', index);
	files['search/names.js'] = call('chayueNames', names);
	documents.forEach((doc) => writeText(files, doc));
	return files;
}

module.exports = {writeSite, Bits, pinyinTerms, headsOf};
