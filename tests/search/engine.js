// The search of a built site, as its pages load it, in node: the theme's own scripts in a context that has no page, and a
// loader that reads files instead of making <script> elements. Counts what is loaded.
'use strict';

const fs = require('fs');
const path = require('path');
const vm = require('vm');

// What a search page loads, but for what works on the page itself.
function scriptsOf(folder) {
	const page = fs.readFileSync(path.join(folder, 'search/index.html'), 'utf8');
	return [...page.matchAll(/<script\b[^>]*\bsrc="([^"]+)"/g)].map(([, link]) => path.posix.join('search', link))
		.filter(link => /\/(fold|search[\w-]*)\.js$/.test(link) && !/search-page\.js$/.test(link));
}

// Files are read and compiled once, however many engines there are.
const scripts = new Map();

function readScript(file) {
	if (!scripts.has(file)) {
		const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
		scripts.set(file, text === null ? null : {bytes: Buffer.byteLength(text), script: new vm.Script(text, {filename: file})});
	}
	return scripts.get(file);
}

// {find, titles, counts: promises; fold; loaded: [{url, bytes}] since forget()}. `fresh` makes one that has loaded nothing.
function openEngine(folder) {
	const context = vm.createContext({console, setTimeout, clearTimeout});
	context.window = context;
	context.self = context;
	for (const link of scriptsOf(folder)) {
		readScript(path.join(folder, link)).script.runInContext(context);
	}
	const engine = {loaded: [], fold: text => context.chayue.fold(text)};
	const load = (url, done) => {
		const read = readScript(path.join(folder, url));
		if (read !== null) {
			engine.loaded.push({url, bytes: read.bytes});
			read.script.runInContext(context);
		}
		setImmediate(() => done(read !== null));
	};
	const search = context.chayue.search('', load);
	engine.find = (query, options) => new Promise(resolve => { search.find(query, options || {}, resolve); });
	engine.titles = (query, most) => new Promise(resolve => { search.titles(query, most, resolve); });
	engine.counts = (query, options, axis) => new Promise(resolve => { search.counts(query, options || {}, axis, resolve); });
	engine.forget = () => { engine.loaded = []; };
	return engine;
}

module.exports = {openEngine};
