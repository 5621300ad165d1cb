// What a reader would find by scrolling, search finds. The pages of documents are read as HTML (pages.js), every line of
// them is looked for in the texts that the search is made of, and then random pieces of them are searched by the theme's own
// engine: each document that holds one has to be found, and no other. Prints TAP.
//
//   node tests/search/recall.js SITE [COUNT [SEED]]     COUNT pieces of each sort (400)
'use strict';

const {report, fault, finish} = require('../browser/tap');
const {readPages} = require('./pages');
const {readText, headLines} = require('./texts');
const {openEngine} = require('./engine');

const ALL = 1e9;
const MOST = 12;
const CUT = 3000; // units of a text are cut at about this many characters,
const SURE = 40; // and repeat so many of a line that they cut

const folder = process.argv[2];
const count = Number(process.argv[3] || 400);
let state = Number(process.argv[4] || 1);

// Mulberry32: the same pieces every time.
function chance(below) {
	state = (state + 0x6D2B79F5) | 0;
	let t = Math.imul(state ^ (state >>> 15), 1 | state);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4294967296 * below);
}

const pick = list => list[chance(list.length)];

// ---- the plain scan

// Each page with its lines folded; a line stands for all that are like it. `facts`: what may be found besides; where a page has
// figures, all that its text has, for the table behind a figure may have columns that are not drawn.
function foldPages(pages, fold) {
	const foldAll = lines => new Set(lines.map(line => fold(line.text)).filter(Boolean));
	for (const page of pages) {
		page.folded = foldAll([...page.heads, ...page.lines]);
		const behind = page.charted ? readText(folder, page.key).lines.map(text => ({text})) : [];
		page.facts = foldAll([...page.facts, ...behind]);
	}
	return pages;
}

const among = (lines, word) => [...lines].some(line => line.includes(word));
const holds = (page, word) => among(page.folded, word);
const mayHold = (page, word) => holds(page, word) || among(page.facts, word);

// The keys of documents that must be found, and of those that may.
function scan(pages, words) {
	const keys = has => pages.filter(page => words.every(word => has(page, word))).map(page => page.key);
	return {must: keys(holds), may: keys(mayHold)};
}

// ---- the texts that the search is made of

// Every line of every page has to stand in one line of its text; a line that was cut stands there in pieces.
function checkTexts(pages, fold) {
	const faults = [];
	for (const page of pages) {
		let texts;
		try {
			texts = readText(folder, page.key);
		} catch (error) {
			faults.push(fault('text', `${page.page}: ${error.message}`));
			continue;
		}
		const heads = headLines(texts.heads || {}).map(fold);
		const lines = texts.lines.map(fold);
		const all = new Set(lines);
		for (const head of page.heads) {
			if (!heads.some(one => one.includes(fold(head.text)))) faults.push(fault('head-lost', `${page.page}: ${head.text}`));
		}
		for (const line of page.lines) {
			const folded = fold(line.text);
			if (all.has(folded) || lines.some(one => one.includes(folded)) || heads.includes(folded)) continue;
			if (folded.length > SURE && pieces(folded, SURE).every(piece => lines.some(one => one.includes(piece)))) continue;
			faults.push(fault('line-lost', `${page.page}: ${line.cell ? 'cell ' : ''}${line.text.trim()}`));
		}
	}
	return faults;
}

const pieces = (text, size) => Array.from({length: Math.max(1, text.length - size + 1)}, (_, i) => text.slice(i, i + size));

// ---- queries

const QUOTES = /["'`＂“”„‘’「」『』]/g;
const bare = text => text.replace(QUOTES, '').replace(/\s+/g, '');
const between = (text, from, to) => bare(text.slice(Math.max(0, from), to));

function anyPiece(line, least = 2, most = MOST) {
	const size = least + chance(most - least + 1);
	const from = chance(Math.max(1, line.text.length - size + 1));
	return between(line.text, from, from + size);
}

// A piece around one of these places in a line.
function pieceAround(line, place) {
	const before = 1 + chance(6);
	return between(line.text, place - before, place + 1 + chance(6));
}

const TRADITIONAL = {国: '國', 办: '辦', 发: '發', 务: '務', 开: '開', 关: '關', 规: '規', 报: '報', 机: '機', 书: '書', 处: '處', 为: '為',
	这: '這', 时: '時', 间: '間', 阅: '閱', 单: '單', 应: '應', 实: '實', 项: '項', 业: '業', 与: '與', 后: '後', 会: '會', 来: '來', 号: '號', 数: '數',
	据: '據', 点: '點', 网: '網', 请: '請', 内: '內', 县: '縣', 区: '區', 严: '嚴', 质: '質', 经: '經', 级: '級', 别: '別', 统: '統', 计: '計', 录: '錄'};
const BRACKETS = {'〔': '[', '〕': ']', '（': '(', '）': ')', '《': '〈', '》': '〉', '(': '（', ')': '）', '【': '[', '】': ']'};
const exchange = (text, table) => [...text].map(sign => table[sign] || sign).join('');
const widen = text => text.replace(/[!#-&(-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xFEE0));

// Other ways to write a piece: what they find must be what it finds itself.
const WAYS = {
	'in full width': text => widen(text),
	'in capitals': text => text.toUpperCase(),
	'in traditional script': text => exchange(text, TRADITIONAL),
	'with other brackets': text => exchange(text, BRACKETS),
	'without brackets': text => text.replace(/[〔〕（）《》()[\]【】]/g, ''),
	'with spaces, quoted': text => `"${text.split('').join(' ')}"`,
	'with other points': text => exchange(text, {'，': ',', '。': '.', '；': ';', '：': ':', '、': '，', '—': '-'}),
};

// The sorts of pieces: [name, lines that have such, make(line)].
function sortsOf(pages) {
	const lines = pages.flatMap(page => page.lines);
	const told = pages.filter(page => page.lines.length > 0);
	return [
		['of any page', told, page => anyPiece(pick(page.lines))],
		['of heads', pages.flatMap(page => page.heads), line => anyPiece(line)],
		['of paragraphs', lines.filter(line => !line.cell), line => anyPiece(line)],
		['of cells', lines.filter(line => line.cell), line => anyPiece(line)],
		['over inline markup', lines.filter(line => line.seams.length > 0), line => pieceAround(line, pick(line.seams))],
		['of long paragraphs', lines.filter(line => line.text.length > 400), line => anyPiece(line)],
		['near cuts of units', lines.filter(line => line.text.length > CUT),
			line => pieceAround(line, (CUT - SURE) * (1 + chance(4)) + chance(160) - 80)],
		['of one character', told, page => anyPiece(pick(page.lines), 1, 1)],
		['of 41 to 200 characters', lines.filter(line => line.text.length > 60), line => anyPiece(line, 41, 200)],
	];
}

// ---- finding

// Letters alone may be pinyin of a title too; what these find besides is not judged here.
const isLetters = folded => /^[a-z]+$/.test(folded);

async function find(engine, query) {
	const found = await engine.find(query, {most: ALL, order: 'date'});
	return {...found, keys: found.results.map(one => one.key)};
}

// Faults of one query: `wanted` is what the scan found.
async function compare(engine, query, wanted, loose) {
	const found = await find(engine, query);
	const there = new Set(found.keys);
	const lost = wanted.must.filter(key => !there.has(key));
	const faults = lost.map(key => fault('lost', `“${query}” is on doc/${key}.html and not found`));
	const right = new Set(wanted.may);
	if (!loose) faults.push(...found.keys.filter(key => !right.has(key)).map(key => fault('besides', `“${query}” is not on doc/${key}.html`)));
	if (there.size !== found.keys.length) faults.push(fault('twice', `“${query}”`));
	if (!loose && found.count !== found.keys.length) faults.push(fault('count', `“${query}”: ${found.count}, ${found.keys.length} results`));
	if (!found.results.every(one => one.verified)) faults.push(fault('unverified', `“${query}”`));
	return faults;
}

async function checkPieces(engine, pages, lines, make) {
	const faults = [];
	const seen = new Set();
	for (let tries = 0; lines.length > 0 && seen.size < count && tries < 8 * count; tries++) {
		const query = make(pick(lines));
		const folded = engine.fold(query);
		if (folded === '' || seen.has(query)) continue;
		seen.add(query);
		faults.push(...await compare(engine, query, scan(pages, [folded]), isLetters(folded)));
	}
	return [seen.size, faults];
}

async function checkWays(engine, pages) {
	const faults = [];
	const tried = {};
	const told = pages.filter(page => page.lines.length > 0);
	for (let tries = 0; tries < 40 * count; tries++) {
		const page = pick(told);
		const query = anyPiece(pick([...page.heads, ...page.lines]));
		const folded = engine.fold(query);
		if (folded.length < 2 || isLetters(folded)) continue;
		const [name, way] = Object.entries(WAYS)[tries % Object.keys(WAYS).length];
		const other = way(query);
		if (other === query || (tried[name] || 0) * Object.keys(WAYS).length >= count) continue;
		tried[name] = (tried[name] || 0) + 1;
		faults.push(...(await compare(engine, other, scan(pages, [folded]), false)).map(one => fault(one.fault, `${name}: ${one.text}`)));
	}
	return [Object.values(tried).reduce((sum, one) => sum + one, 0), faults];
}

// Two or three pieces of one page, by spaces.
async function checkWords(engine, pages) {
	const faults = [];
	for (let i = 0; i < count; i++) {
		const page = pick(pages.filter(one => one.lines.length > 0));
		const lines = [...page.heads, ...page.lines];
		const words = Array.from({length: 2 + chance(2)}, () => anyPiece(pick(lines), 2, 5)).filter(word => engine.fold(word).length > 1);
		const folded = words.map(engine.fold);
		if (words.length < 2) continue;
		faults.push(...await compare(engine, words.join(pick([' ', '　'])), scan(pages, folded), folded.some(isLetters)));
	}
	return faults;
}

// That all this can fail: a line that the index does not know, and a page that the scan does not.
async function checkSelf(engine, pages) {
	const faults = [];
	const page = pages.find(one => one.lines.length > 0);
	const word = engine.fold(page.lines[0].text).slice(0, 4);
	page.folded.add('甲骨文乙巳占卜辞');
	const lost = await compare(engine, '乙巳占卜', scan(pages, ['乙巳占卜']), false);
	page.folded.delete('甲骨文乙巳占卜辞');
	if (!lost.some(one => one.fault === 'lost')) faults.push(fault('not-found', 'a line that is not in the index'));
	const besides = await compare(engine, word, scan(pages.filter(one => one !== page), [word]), false);
	if (!besides.some(one => one.fault === 'besides')) faults.push(fault('not-found', 'a document that is found and should not be'));
	return faults;
}

async function main() {
	const engine = openEngine(folder);
	// The table of the fold is loaded with the first search.
	await engine.find('公开', {most: 1});
	const pages = foldPages(readPages(folder), engine.fold);
	report('planted faults are found', await checkSelf(engine, pages));
	report(`${pages.length} pages: every line stands in the text that is searched`, checkTexts(pages, engine.fold));
	for (const [name, lines, make] of sortsOf(pages)) {
		const [tried, faults] = await checkPieces(engine, pages, lines, make);
		report(`${tried} pieces ${name}: found where they stand and nowhere else`, faults);
	}
	const [ways, faults] = await checkWays(engine, pages);
	report(`${ways} pieces written in other ways`, faults);
	report(`${count} queries of several words`, await checkWords(engine, pages));
}

main().then(() => { process.exitCode = finish() ? 0 : 1; }, error => {
	report('the comparison runs to its end', [fault('broken-check', error.stack)]);
	finish();
	process.exit(1);
});
