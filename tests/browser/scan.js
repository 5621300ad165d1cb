// Reads every page of a site as it lies on the disk: links that lead nowhere, and what a page weighs.
'use strict';

const fs = require('fs');
const path = require('path');
const {fault} = require('./tap');

const LIMITS = {document: 60 * 1024, withoutText: 25 * 1024, script: 10 * 1024, part: 9 * 1024, figure: 12 * 1024,
	search: 100 * 1024, engine: 20 * 1024};

// What has a style sheet and scripts of its own, loaded by pages that have one: by the first word of its files, what there
// is then.
const PARTS = {chart: 'figure.chart', player: 'figure.player', dataset: '.dataset-table, .grid-table', search: '#search'};
function partOf(link) {
	const [, name] = /\/theme\/(?:style|script)\/(\w+)[\w-]*\.(?:css|js)$/.exec(link) || [];
	return name === 'fold' ? 'search' : name;
}

// In a site, or in one of several below a folder.
const isDocument = url => /(^|\/)doc\/[^/]+\/[^/]+\/[^/]+\.html$/.test(url);

function listFiles(folder, below = '') {
	return fs.readdirSync(path.join(folder, below), {withFileTypes: true}).flatMap(entry => {
		const name = below + entry.name;
		return entry.isDirectory() ? listFiles(folder, name + '/') : [name];
	}).sort();
}

// Runs in a blank page: [{url, text}] → what these pages hold. <body> or the .page below it bears the classes
// VIEW (first, but for `page` itself) and kind-NAME.
function readPages([sources, partsThere]) {
	const bytes = text => new TextEncoder().encode(text).length;
	return sources.map(({url, text}) => {
		const page = new DOMParser().parseFromString(text, 'text/html');
		const all = (what, name) => [...page.querySelectorAll(what)].map(e => e.getAttribute(name));
		const loads = [...all('[src]', 'src'), ...all('link[rel~=stylesheet], link[rel~=icon], link[rel~=preload]', 'href'),
			...all('use', 'href'), ...all('image', 'href'), ...all('[poster]', 'poster'), ...all('object[data]', 'data'),
			...all('[srcset]', 'srcset').flatMap(set => set.split(',').map(one => one.trim().split(/\s+/)[0]))];
		const body = page.querySelector('article'); // its text: all that is of this document and of no other
		const frame = page.querySelector('body > .page') || page.body;
		const view = /^(?:page\s+)?(?:view-)?(\S+)/.exec(frame.className);
		const kind = /(?:^|\s)kind-(\S+)/.exec(frame.className);
		return {
			url, bytes: bytes(text),
			view: view ? view[1] : '',
			kind: kind ? kind[1] : '',
			body: body ? bytes(body.outerHTML) : 0,
			// Drawings weigh what their data ask for: each has a limit of its own, before its table.
			figures: [...page.querySelectorAll('figure.chart')].map(e => {
				const [all, table] = [e, e.querySelector('details')].map(one => one ? bytes(one.outerHTML) : 0);
				return {id: e.id, bytes: all, drawn: all - table};
			}),
			ids: [...all('[id]', 'id'), ...all('a[name]', 'name')],
			loads: [...new Set(loads.filter(Boolean))],
			links: [...new Set([...all('a[href], area[href]', 'href'),
				...all('link[rel~=alternate], link[rel~=next], link[rel~=prev]', 'href')])],
			canonical: all('link[rel=canonical]', 'href'),
			refresh: all('meta[http-equiv=refresh i]', 'content'),
			styles: all('link[rel~=stylesheet]', 'href'),
			style: page.querySelector('style') !== null,
			parts: Object.keys(partsThere).filter(name => page.querySelector(partsThere[name]) !== null),
			scripts: [...page.querySelectorAll('script')].filter(e => !/json/.test(e.type))
				.map(e => ({src: e.getAttribute('src'), defer: e.defer, type: e.type})),
			clocked: page.querySelector('[data-clock]') !== null,
		};
	});
}

// Runs in a blank page: of these files of XML, those that are none.
function readXml(sources) {
	const parse = text => new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror');
	return sources.map(({url, text}) => [url, parse(text)]).filter(([, error]) => error !== null)
		.map(([url, error]) => `${url}: ${error.textContent}`);
}

// What is made for machines: all JSON is read, so that pages have their records; [records, faults].
async function readMachine(folder, files, page) {
	const read = url => fs.readFileSync(path.join(folder, url), 'utf8');
	const records = new Map();
	const faults = [];
	for (const url of files.filter(name => name.endsWith('.json'))) {
		try {
			records.set(url, JSON.parse(read(url)));
		} catch (error) {
			faults.push(fault('json', `${url}: ${error.message}`));
		}
	}
	const xml = files.filter(name => /\.(xml|svg)$/.test(name)).map(url => ({url, text: read(url)}));
	faults.push(...(await page.evaluate(readXml, xml)).map(text => fault('xml', text)));
	return [records, faults];
}

// All pages of the site in `folder`; `page` is a blank one of the browser, which knows how to read HTML.
// Of a document the record beside it, where there is one, tells the kind.
async function scanSite(folder, page) {
	const files = listFiles(folder);
	const pages = [];
	const urls = files.filter(name => name.endsWith('.html'));
	for (let i = 0; i < urls.length; i += 50) {
		const sources = urls.slice(i, i + 50).map(url => ({url, text: fs.readFileSync(path.join(folder, url), 'utf8')}));
		pages.push(...await page.evaluate(readPages, [sources, PARTS]));
	}
	const there = new Set(files);
	const [records, broken] = await readMachine(folder, files, page);
	for (const one of pages) {
		const record = isDocument(one.url) ? records.get(one.url.replace(/html$/, 'json')) : null;
		if (!record) continue;
		one.record = record;
		one.kind = one.record.kind || one.kind;
	}
	return {folder, pages, broken, files: there, ids: new Map(pages.map(one => [one.url, new Set(one.ids)]))};
}

// Where this link of a page leads: null when all is well, else the fault.
function followLink(site, from, link, loaded) {
	const at = `${from}: ${link}`;
	if (/^(mailto|tel):/.test(link) && !loaded) return null;
	if (/^data:/.test(link)) return loaded ? fault('outside', `${at} is not a file`) : fault('link', at);
	if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link)) {
		if (loaded) return fault('outside', at);
		return /^https?:\/\//i.test(link) ? null : fault('link', `${at} is of no known scheme`);
	}
	if (link.startsWith('/')) return fault('root-absolute', at);
	const [, file, , anchor] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/.exec(link);
	let target;
	try {
		target = file === '' ? from : path.posix.join(path.posix.dirname(from), decodeURIComponent(file));
	} catch {
		return fault('link', `${at} is badly written`);
	}
	if (!site.files.has(target)) return fault('link', `${at} leads to no file`);
	if (anchor && site.ids.has(target) && !site.ids.get(target).has(decodeURIComponent(anchor))) {
		return fault('anchor', `${at} leads to no place in the page`);
	}
	return null;
}

function checkLinks(site, page) {
	const loads = page.loads.map(link => followLink(site, page.url, link, true));
	const links = page.links.map(link => followLink(site, page.url, link, false));
	const moved = page.refresh.map(content => {
		const target = /url=['"]?([^'"]+)/i.exec(content);
		return target ? followLink(site, page.url, target[1], false) : null;
	});
	return [...loads, ...links, ...moved].filter(Boolean);
}

// What style sheets load.
function checkStyles(site) {
	const faults = [];
	for (const file of [...site.files].filter(name => name.endsWith('.css'))) {
		const text = fs.readFileSync(path.join(site.folder, file), 'utf8').replace(/\/\*[^]*?\*\//g, '');
		for (const [, link] of text.matchAll(/(?:url\(|@import\s+)['"]?([^'")]+)/g)) {
			faults.push(followLink(site, file, link, true));
		}
	}
	return faults.filter(Boolean);
}

function sizeOf(site, from, link) {
	const file = path.posix.join(path.posix.dirname(from), link);
	return site.files.has(file) ? fs.statSync(path.join(site.folder, file)).size : 0;
}

function checkWeight(site, page) {
	const faults = [];
	const add = (name, text) => faults.push(fault(name, `${page.url}: ${text}`));
	const isPart = link => page.parts.includes(partOf(link));
	const styles = page.styles.filter(link => !isPart(link));
	if (styles.length > 1 || page.style) add('stylesheets', styles.join(' ') || 'one stands in the page');
	const sources = page.scripts.filter(one => one.src);
	const usual = sources.filter(one => !isPart(one.src));
	if (usual.length > 1) add('scripts', usual.map(one => one.src).join(' '));
	if (page.scripts.some(one => !one.src)) add('scripts', 'one stands in the page');
	if (sources.some(one => !one.defer || one.type === 'module')) add('scripts', 'not a deferred classic script');
	for (const one of sources) {
		const size = sizeOf(site, page.url, one.src);
		if (size > (partOf(one.src) === 'search' ? LIMITS.engine : LIMITS.script)) add('weight', `${one.src} has ${size} bytes`);
	}
	for (const name of page.parts) {
		const size = page.loads.filter(link => partOf(link) === name).reduce((sum, link) => sum + sizeOf(site, page.url, link), 0);
		if (size > (name === 'search' ? LIMITS.search : LIMITS.part)) add('weight', `${size} bytes for each ${name}`);
	}
	if (!isDocument(page.url)) return faults;
	const beside = sort => page.loads.filter(link => link.endsWith(sort) && !isPart(link))
		.reduce((sum, link) => sum + sizeOf(site, page.url, link), 0);
	const [css, js, frame] = [beside('.css'), beside('.js'), page.bytes - page.body];
	const parts = `frame ${frame} + css ${css} + js ${js}`;
	const bare = frame + css + js;
	const text = page.body - page.figures.reduce((sum, one) => sum + one.bytes, 0);
	if (bare + text > LIMITS.document) add('weight', `${bare + text} bytes: ${parts} + text ${text}`);
	for (const one of page.figures.filter(figure => figure.drawn > LIMITS.figure)) add('weight', `${one.drawn} bytes for ${one.id}`);
	if (bare > LIMITS.withoutText) add('weight', `${bare} bytes without its text: ${parts}`);
	return faults;
}

// Runs over a whole site: [title, faults] for each thing that was checked.
function checkSite(site) {
	// What a public screen loads comes from its own disk.
	const web = site.pages.filter(page => !page.url.startsWith('kiosk/'));
	const documents = web.filter(page => isDocument(page.url));
	return [
		['JSON and XML can be read', site.broken],
		[`links of ${site.pages.length} pages`,
			[...site.pages.flatMap(page => checkLinks(site, page)), ...checkStyles(site)]],
		[`weight of ${documents.length} documents, one style sheet and one script on every page`,
			web.flatMap(page => checkWeight(site, page))],
	];
}

module.exports = {scanSite, isDocument, checkSite, checkLinks, checkWeight};
