// Pagefind on the same site, over HTTP on this machine, as its own script works in Chromium, and ours over HTTP beside it: bytes
// loaded by a query, and which of the documents that hold the text are found.
//
//   node pagefind.js SITE INDEX QUERIES.json COUNT      INDEX: the folder that Pagefind wrote; COUNT of each length, by chance; prints JSON {pagefind: {bytes, worst, recall, …}, chayue: …}
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');
const {chromium} = require('playwright-core');
const {openEngine} = require('../../search/engine');
const {readText, headLines} = require('../../search/texts');
const {listKeys} = require('./queries');

const TYPES = {'.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm'};
const FIRST = 6;

// Files of a folder, and of another below pagefind/; counts the bytes of bodies.
function serve(folder, index) {
	const server = http.createServer((request, response) => {
		const url = path.posix.normalize(decodeURIComponent(request.url.split('?')[0]));
		const name = url.startsWith('/pagefind/') ? path.join(index, url.slice(9)) : path.join(folder, url);
		fs.readFile(name, (error, bytes) => {
			response.writeHead(error ? 404 : 200, {'Content-Type': TYPES[path.extname(name)] || 'application/octet-stream'});
			response.end(error ? '' : bytes);
			if (!error) server.sent.push(bytes.length);
		});
	});
	server.sent = [];
	return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}

// Runs in the page: the first results with their excerpts, as its own interface shows them; then, if asked, where all are.
async function askPagefind([text, first]) {
	const pagefind = await import('/pagefind/pagefind.js');
	const found = await pagefind.search(text);
	const told = await Promise.all(found.results.slice(0, first).map(one => one.data()));
	return {count: found.results.length, urls: told.map(one => one.url)};
}

// Own texts, folded as ours are, for a plain scan.
function readAll(folder, fold) {
	return listKeys(folder).map(key => {
		const text = readText(folder, key);
		return {key, text: [...headLines(text.heads), ...text.lines].map(fold).join('\n')};
	});
}

const middle = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

function sum(results) {
	const found = results.reduce((all, one) => all + one.found, 0);
	const wanted = results.reduce((all, one) => all + one.wanted, 0);
	return {bytes: middle(results.map(one => one.bytes)), worst: Math.max(...results.map(one => one.bytes)),
		requests: middle(results.map(one => one.requests)), recall: found / wanted,
		whole: results.filter(one => one.found === one.wanted).length, queries: results.length,
		besides: results.reduce((all, one) => all + one.besides, 0)};
}

function judge(texts, query, keys) {
	const wanted = new Set(texts.filter(one => one.text.includes(query)).map(one => one.key));
	const found = keys.filter(key => wanted.has(key)).length;
	return {wanted: wanted.size, found, besides: keys.length - found};
}

async function askTheirs(browser, server, address, texts, query) {
	const page = await (await browser.newContext()).newPage();
	await page.goto(`${address}/site-map.html`);
	server.sent = [];
	await page.evaluate(askPagefind, [query, FIRST]);
	const sent = [...server.sent];
	const {urls} = await page.evaluate(askPagefind, [query, 1e9]);
	await page.context().close();
	const keys = urls.map(url => decodeURIComponent(url).replace(/^\/doc\/|\.html.*$/g, ''));
	return {bytes: sent.reduce((a, b) => a + b, 0), requests: sent.length, ...judge(texts, query, keys)};
}

async function askOurs(folder, texts, query) {
	const engine = openEngine(folder);
	await engine.find(query, {most: FIRST});
	const loaded = [...engine.loaded];
	const {results} = await engine.find(query, {most: 1e9});
	return {bytes: loaded.reduce((a, b) => a + b.bytes, 0), requests: loaded.length, ...judge(texts, engine.fold(query), results.map(one => one.key))};
}

async function main([folder, index, file, count]) {
	const {queries} = JSON.parse(fs.readFileSync(file, 'utf8'));
	const some = [2, 3, 4].flatMap(length => queries.filter(one => one.length === length && one.sort === 'random').slice(0, count));
	const fold = openEngine(folder);
	await fold.find('一', {most: 1});
	const texts = readAll(folder, fold.fold);
	const server = await serve(folder, index);
	const address = `http://127.0.0.1:${server.address().port}`;
	const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium-headless-shell', args: ['--disable-gpu']});
	const [theirs, ours] = [[], []];
	for (const {text} of some) {
		theirs.push(await askTheirs(browser, server, address, texts, text));
		ours.push(await askOurs(folder, texts, text));
	}
	await browser.close();
	server.close();
	console.log(JSON.stringify({pagefind: sum(theirs), chayue: sum(ours)}));
}

main(process.argv.slice(2)).catch(error => {
	console.error(error);
	process.exit(1);
});
