// What the tests of search share: the scripts loaded as a page would, a table for folding, documents made of the sample's
// files, and a plain scan of all text that the engine's answers are compared with.
'use strict';

const fs = require('fs');
const path = require('path');
const vm = require('vm');
const {headsOf} = require('./writer');

const TOP = path.join(__dirname, '..', '..');
const SCRIPTS = ['fold', 'search-lists', 'search-pinyin', 'search-text', 'search-candidates', 'search-suggest', 'search'];
const FROM = '、。國務辦發號條開資訊關於為';
const TO = ',.国务办发号条开资讯关于为';
const DASHES = '−~―–—‐‑';

const READINGS = {
	政: ['zheng'], 府: ['fu'], 服: ['fu'], 务: ['wu'], 信: ['xin'], 息: ['xi'], 公: ['gong'], 开: ['kai'], 厦: ['sha', 'xia'],
	门: ['men'], 市: ['shi'], 西: ['xi'], 安: ['an'], 县: ['xian'], 法: ['fa'], 规: ['gui'], 定: ['ding'], 人: ['ren'],
	大: ['da', 'dai'], 行: ['xing', 'hang'], 银: ['yin'], 绿: ['lv'], 化: ['hua'], 办: ['ban'], 事: ['shi'], 指: ['zhi'],
	南: ['nan'], 省: ['sheng', 'xing'], 广: ['guang'], 东: ['dong'], 报: ['bao'], 告: ['gao'], 年: ['nian'], 度: ['du'],
};

// ---- the scripts

function ranges(test) {
	const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	const number = (value) => {
		let text = '';
		do {
			text += LETTERS[(value & 31) | (value > 31 ? 32 : 0)];
			value >>>= 5;
		} while (value);
		return text;
	};
	let text = '', last = 0;
	for (let code = 0; code < 0x10000;) {
		if (code >= 0xD800 && code < 0xE000 || !test.test(String.fromCodePoint(code))) { code += 1; continue; }
		let end = code;
		while (end < 0x10000 && test.test(String.fromCodePoint(end))) { end += 1; }
		text += number(code - last) + number(end - code);
		last = code = end;
	}
	return text;
}

const TABLE = `chayueTable(${[1, FROM + DASHES, TO + '-'.repeat(DASHES.length),
	ranges(/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Mn}"'`·・‧•]/u), ranges(/\p{M}/u)]
	.map((one) => JSON.stringify(one)).join(',')})\n`;

function loadScripts() {
	for (const name of SCRIPTS) {
		const file = path.join(TOP, 'themes/default/script', `${name}.js`);
		vm.runInThisContext(fs.readFileSync(file, 'utf8'), {filename: file});
	}
	vm.runInThisContext(TABLE);
	return globalThis.chayue;
}

// A way to load from files in memory; what was loaded is told by `loaded`. Answers come later, as a browser's do.
function loaderOf(files, loaded, fails = () => false) {
	return (url, done) => {
		loaded.push(url);
		setImmediate(() => {
			if (files[url] === undefined || fails(url)) { return done(false); }
			vm.runInThisContext(files[url], {filename: url});
			return done(true);
		});
	};
}

const promise = (start) => new Promise((resolve) => { start(resolve); });

// ---- documents

function readDocument(file, number) {
	const [, front, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(fs.readFileSync(file, 'utf8')) || [null, '', ''];
	const field = (name) => (new RegExp(`^${name}: *(.+)$`, 'm').exec(front) || [])[1];
	const kind = path.basename(path.dirname(file)).replace(/^\d+$/, 'notices');
	const date = (/\d{4}-\d\d-\d\d/.exec(field('published_on') || field('written_on') || '') || [`20${10 + number % 9}-0${1 + number % 7}-11`])[0];
	return {
		key: `k/${number % 10}/doc-${number}`, title: field('title') || path.basename(file), number: field('number'),
		organs: field('issuing_organ') ? [field('issuing_organ')] : [], date, kind,
		text: body.split('\n').filter((line) => line.trim() && !/^\|[ -|]*$/.test(line))
			.map((line) => line.replace(/^\| | \|$/g, '').replace(/ \| /g, '\t').replace(/^#+ /, '')).join('\n'),
		axes: {
			kinds: [kind], years: date ? [date.slice(0, 4)] : [],
			topics: field('topics') ? [`t${field('topics').length % 5}`, `t${number % 3}`] : [],
			organs: [], validity: [number % 4 ? 'in_force' : 'repealed'],
		},
	};
}

function sampleFiles() {
	const all = fs.readdirSync(path.join(TOP, 'content'), {recursive: true}).map(String);
	return all.filter((name) => /^(notices|rules|qa|guides|interpretations|handbook|reports)\/.*\.md$/.test(name)).sort()
		.map((name) => path.join(TOP, 'content', name));
}

const sampleDocuments = () => sampleFiles().map(readDocument).filter((doc) => doc.text);

// ---- the plain scan

function prepareScan(documents, fold) {
	return documents.map((doc) => ({
		doc,
		heads: headsOf(doc).map(fold),
		title: fold(doc.title || ''),
		number: fold(doc.number || ''),
		lines: doc.text.split(/[\n\t]/).map(fold),
	}));
}

// How much a document is what words name: 2 by its whole title or number, 1 by a part of its number.
function nameOf({title, number}, words) {
	const all = words.join('');
	if (all === title || all === number) { return 2; }
	return all.length >= 3 && /[0-9]/.test(all) && words.every((word) => number.includes(word)) ? 1 : 0;
}

// The keys that all words are in, as the contract orders them. words: folded.
function scan(prepared, words, {filters = {}, order} = {}) {
	const found = [];
	prepared.forEach((one, place) => {
		const inHeads = words.map((word) => one.heads.some((line) => line.includes(word)));
		const has = words.every((word, i) => inHeads[i] || one.lines.some((line) => line.includes(word)));
		const passes = Object.entries(filters).every(([axis, values]) => {
			return !values.length || values.some((value) => (one.doc.axes[axis] || []).includes(value));
		});
		const heads = inHeads.filter(Boolean).length + nameOf(one, words);
		if (has && passes) { found.push({place, key: one.doc.key, heads, doc: one.doc}); }
	});
	const days = prepared.map((one) => one.doc.date);
	found.sort((a, b) => order === 'date' ? (days[b.place] > days[a.place]) - (days[b.place] < days[a.place]) || b.place - a.place
		: b.heads - a.heads || b.place - a.place);
	return found.map((one) => one.key);
}

// Numbers that look random and are the same in each run.
function randomOf(seed) {
	let state = seed >>> 0;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor(state / 4294967296 * below);
	};
}

module.exports = {TOP, TABLE, READINGS, loadScripts, loaderOf, promise, sampleDocuments, prepareScan, scan, randomOf};
