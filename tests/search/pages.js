// The pages of documents as readers see them: from the HTML of a built site alone, nothing that the search is made of.
'use strict';

const fs = require('fs');
const path = require('path');
const parse5 = require('parse5');

const INLINE = new Set(['a', 'abbr', 'b', 'bdi', 'bdo', 'br', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'img', 'ins', 'kbd', 'mark',
	'q', 'rp', 'rt', 'ruby', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'tt', 'u', 'var', 'wbr']);
const UNSEEN = new Set(['script', 'style', 'template', 'svg', 'audio', 'video', 'object', 'iframe', 'head']);

const attribute = (node, name) => ((node.attrs || []).find(one => one.name === name) || {value: ''}).value;
const classes = node => attribute(node, 'class').split(/\s+/);
const has = (node, name) => classes(node).includes(name);

function* elements(node) {
	for (const child of node.childNodes || []) {
		if (child.tagName) {
			yield child;
			yield* elements(child);
		}
	}
}

const find = (node, is) => [...elements(node)].find(is);

const ADDED = ['heard', 'back', 'sample', 'take', 'proof', 'absent', 'drawing', 'chart', 'footnote'];

// What the program adds to a text: words for screen readers, tools, marks of footnotes, drawings and what is said of them,
// units in the heads of tables, the times of a transcript.
function isAdded(node) {
	if (UNSEEN.has(node.tagName) || ADDED.some(name => has(node, name))) return true;
	const {parentNode} = node;
	if (node.tagName === 'span' && has(node, 'quiet')) return parentNode.tagName === 'th';
	if (node.tagName === 'summary' || node.tagName === 'figcaption') return has(parentNode, 'transcript') || has(parentNode, 'player');
	return node.tagName === 'a' && parentNode.tagName === 'li' && has(parentNode.parentNode, 'lines');
}

// The lines below a node, each {text, seams, cell}: `seams` are the places where markup within a line begins or ends.
function linesOf(root) {
	const lines = [];
	let line = {text: '', seams: []};
	const cut = cell => {
		if (line.text.trim() !== '') lines.push({...line, cell});
		line = {text: '', seams: []};
	};
	const walk = (node, pre, cell) => {
		if (node.nodeName === '#text') {
			const parts = node.value.split(pre ? /[\n\t]/ : /\t/); // a tab stands for the end of a cell
			parts.forEach((part, i) => {
				if (i > 0) cut(cell);
				line.text += part;
			});
			return;
		}
		if (node.tagName && isAdded(node)) return;
		const inline = !node.tagName || INLINE.has(node.tagName);
		const within = cell || node.tagName === 'td' || node.tagName === 'th';
		if (!inline || has(node, 'then')) cut(cell);
		if (inline && line.text !== '') line.seams.push(line.text.length);
		if (node.tagName === 'br') line.text += ' ';
		for (const child of node.childNodes || []) walk(child, pre || node.tagName === 'pre', within);
		if (inline && line.text !== '') line.seams.push(line.text.length);
		if (!inline || has(node, 'then')) cut(within);
	};
	walk(root, false, false);
	cut(false);
	return lines;
}

// The cells of the tables below a node, whatever lies around them.
const cellsOf = node => [...elements(node)].filter(one => one.tagName === 'table').flatMap(table => linesOf(table)).map(line => ({...line, cell: true}));

// The classes of numbers that a histogram makes of its data.
const isClass = line => /^(\d+–\d+|区间（.*）)$/.test(line.text);

// Of a figure its title, and its table; what is said of its drawing is made of these.
function figuresOf(node) {
	return [...elements(node)].filter(one => one.tagName === 'figure' && has(one, 'chart')).flatMap(figure => {
		const title = find(figure, one => has(one, 'chart-title'));
		return [...title ? linesOf(title) : [], ...cellsOf(figure).filter(line => !isClass(line))];
	});
}

// The fields of the header table that are searched.
const HEADS = ['fact-number', 'fact-index_number', 'fact-issuing_organ'];

function headsOf(article) {
	const heads = linesOf(find(article, one => one.tagName === 'h1'));
	for (const one of elements(article)) {
		if (!HEADS.some(name => has(one, name))) continue;
		heads.push(...linesOf(find(one, other => other.tagName === 'dd')));
	}
	return heads;
}

// What may be found and need not: all else that the page says of the document, the summary that lists show, what pictures show.
function factsOf(page, article) {
	const summary = find(page, one => one.tagName === 'meta' && attribute(one, 'name') === 'Description');
	const pictures = [...elements(article)].filter(one => one.tagName === 'img').map(one => ({text: attribute(one, 'alt')}));
	return [...linesOf(article), ...figuresOf(article), ...pictures, ...summary ? [{text: attribute(summary, 'content')}] : []];
}

// A page of a document → {key, heads, lines, facts, charted}; null for one that has only moved.
function readPage(folder, url) {
	const page = parse5.parse(fs.readFileSync(path.join(folder, url), 'utf8'));
	const article = find(page, one => one.tagName === 'article');
	if (!article) return null;
	const body = find(article, one => has(one, 'body'));
	const rows = find(article, one => has(one, 'dataset-table'));
	return {
		key: url.replace(/^doc\//, '').replace(/\.html$/, ''), page: url,
		heads: headsOf(article).filter(line => /[\p{L}\p{N}]/u.test(line.text)),
		facts: factsOf(page, article),
		charted: figuresOf(article).length > 0,
		lines: [...body ? [...linesOf(body), ...figuresOf(body)] : [], ...rows ? cellsOf(rows) : [], ...rowPages(folder, url).flatMap(cellsOf)],
	};
}

// A long dataset goes on beside its page.
function rowPages(folder, url) {
	const beside = path.join(folder, url.replace(/\.html$/, ''));
	if (!fs.existsSync(beside)) return [];
	return fs.readdirSync(beside).filter(name => /^rows-\d+\.html$/.test(name)).map(name => {
		const page = parse5.parse(fs.readFileSync(path.join(beside, name), 'utf8'));
		return find(page, one => has(one, 'dataset-table') || one.tagName === 'article');
	});
}

// All documents of the site in `folder`.
function readPages(folder) {
	const found = [];
	const read = below => fs.readdirSync(path.join(folder, below)).filter(name => !name.startsWith('manifest.')).sort();
	for (const first of fs.existsSync(path.join(folder, 'doc')) ? read('doc') : []) {
		for (const second of read(`doc/${first}`)) {
			for (const name of read(`doc/${first}/${second}`)) {
				if (name.endsWith('.html')) found.push(readPage(folder, `doc/${first}/${second}/${name}`));
			}
		}
	}
	return found.filter(Boolean);
}

module.exports = {readPages, linesOf};
