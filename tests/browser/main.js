// Looks at the sample site as readers do, in a browser without a network, and prints TAP. tests/browser/run starts it.
'use strict';

const fs = require('fs');
const path = require('path');
const {report, note, fault, finish} = require('./tap');
const {launchBrowser, openContext, openTab, forEachPage} = require('./open');
const {choosePages} = require('./kinds');
const {scanSite, checkSite, isDocument} = require('./scan');
const {checkLayout, measure} = require('./layout');
const {checkReading} = require('./reading');
const {checkAxe, checkLooks} = require('./axe');
const {checkKeyboard} = require('./keyboard');
const {checkClocks} = require('./clock');
const {checkPrint} = require('./print');
const {checkChart} = require('./charts');
const {checkPlayers} = require('./players');
const {checkDataset} = require('./datasets');
const {checkSearch} = require('./search');
const {checkKiosk, chooseKiosk, isKiosk} = require('./kiosk');
const {checkFirefox} = require('./readers');
const {startNu} = require('./nu');
const {takeShots} = require('./shots');
const {makeFixtures, checkFixtures, judgeFixtures} = require('./fixtures');

const BUILD = 'build/browser';
const ADDRESS = 'https://www.shilishi.example/chayue/';
const WIDTH = 2;
const CHARTS_MOST = 6;

// The sample in other settings: fewer pages, fewer checks.
const OTHERS = [
	{folder: `${BUILD}/address`, lang: 'zh-Hans', address: ADDRESS},
	{folder: `${BUILD}/zh-Hant`, lang: 'zh-Hant'},
	{folder: `${BUILD}/en`, lang: 'en'},
];
const FEW = new Set(['home', 'document', 'document-lightest', 'topic', 'list', 'platform', 'site-map']);

// What a page is asked as it lies there: `plain` is a tab without scripts, `zoomed` one at 200 %. Reading comes last,
// for it strips the page.
async function checkPage(tab, plain, zoomed, one) {
	await tab.go(one.page.url);
	const faults = [...tab.heard];
	faults.push(...await checkLayout(tab));
	await zoomed.go(one.page.url);
	faults.push(...zoomed.heard, ...await measure(zoomed, '200 %'));
	await plain.go(one.page.url);
	faults.push(...await checkReading(tab, plain, one.page.record));
	return faults;
}

// Gives work(item, tab) two more tabs: without scripts, and at 200 %.
async function withTabs(browser, folder, items, work) {
	const [usual, plain, zoomed] = await Promise.all([openContext(browser),
		openContext(browser, {javaScriptEnabled: false}),
		openContext(browser, {viewport: {width: 683, height: 384}, deviceScaleFactor: 2})]);
	const beside = new Map();
	const results = await forEachPage(usual, folder, items, WIDTH, async (item, tab) => {
		if (!beside.has(tab)) beside.set(tab, await Promise.all([openTab(plain, folder), openTab(zoomed, folder)]));
		return work(item, tab, ...beside.get(tab));
	});
	await Promise.all([usual.close(), plain.close(), zoomed.close()]);
	return results;
}

async function runPages(browser, site, chosen) {
	const results = await withTabs(browser, site.folder, chosen,
		(one, tab, plain, zoomed) => checkPage(tab, plain, zoomed, one));
	chosen.forEach((one, i) => report(`layout and reading: ${one.name} (${one.page.url})`, results[i]));
}

async function runAxe(browser, site, chosen) {
	const context = await openContext(browser);
	const results = await forEachPage(context, site.folder, chosen, WIDTH, async (one, tab) => {
		await tab.go(one.page.url);
		return checkAxe(tab);
	});
	chosen.forEach((one, i) => report(`axe: ${one.name} (${one.page.url})`, results[i]));
	// Each look in a context of its own, for a page may remember what was chosen.
	const first = chosen.filter(one => one.looked);
	const looks = await inOwnContexts(browser, site, first, tab => checkLooks(tab));
	first.forEach((one, i) => report(`looks: ${one.name} (${one.page.url})`, looks[i]));
	await context.close();
}

async function inOwnContexts(browser, site, items, work) {
	const contexts = await Promise.all(Array.from({length: WIDTH}, () => openContext(browser)));
	const halves = contexts.map((_, i) => items.filter((__, j) => j % WIDTH === i));
	const results = await Promise.all(contexts.map((context, i) => forEachPage(context, site.folder, halves[i], 1,
		async (one, tab) => {
			await tab.go(one.page.url);
			return work(tab, one);
		})));
	await Promise.all(contexts.map(context => context.close()));
	return items.map((_, j) => results[j % WIDTH][Math.floor(j / WIDTH)]);
}

async function runKeyboard(browser, site, chosen) {
	const first = chosen.filter(one => one.looked || one.name.startsWith('document-'));
	const results = await inOwnContexts(browser, site, first, tab => checkKeyboard(tab));
	first.forEach((one, i) => report(`keyboard: ${one.name} (${one.page.url})`, results[i]));
}

async function runClock(browser, site) {
	const documents = site.pages.filter(page => isDocument(page.url));
	const clocked = documents.filter(page => page.clocked);
	const results = await checkClocks(browser, site, clocked);
	for (const [title, faults] of results) report(title, faults);
	const lost = ['not yet open', 'in force'].filter(sort => !results.some(([title]) => title.includes(sort)));
	report('pages by the clock', lost.map(sort => fault('missing', `a page that is "${sort}" for a time`)));
}

// Every page with a figure, up to a few.
async function runCharts(browser, site) {
	const drawn = site.pages.filter(page => page.parts.includes('chart')).slice(0, CHARTS_MOST).map(page => ({page}));
	const results = await inOwnContexts(browser, site, drawn, tab => checkChart(tab));
	drawn.forEach((one, i) => report(`charts: ${one.page.url}`, results[i]));
	report('pages with charts', drawn.length > 0 ? [] : [fault('missing', 'a page with a figure')]);
}

// Each page whose table can be sorted.
async function runDatasets(browser, site) {
	const sorted = site.pages.filter(page => page.view === 'dataset').map(page => ({page}));
	const results = await inOwnContexts(browser, site, sorted, (tab, one) => checkDataset(site, one.page, tab));
	sorted.forEach((one, i) => report(`datasets: ${one.page.url}`, results[i]));
	report('datasets', sorted.length > 1 ? [] : [fault('missing', 'a dataset of one page and one of several')]);
}

async function runPrint(browser, site, chosen) {
	const context = await openContext(browser);
	const documents = chosen.filter(one => one.name.startsWith('document')).slice(0, 6);
	const results = await forEachPage(context, site.folder, documents, WIDTH, async (one, tab) => {
		await tab.go(one.page.url);
		return checkPrint(tab, `${BUILD}/${one.page.url.replace(/\W+/g, '-')}.pdf`);
	});
	documents.forEach((one, i) => report(`print: ${one.name} (${one.page.url})`, results[i]));
	await context.close();
}

// Every page with a recording.
async function runPlayers(browser, site) {
	const playing = site.pages.filter(page => page.loads.some(link => link.endsWith('/script/player.js')))
		.map(page => ({page}));
	const results = await inOwnContexts(browser, site, playing, tab => checkPlayers(tab));
	playing.forEach((one, i) => report(`players: ${one.page.url}`, results[i]));
	report('pages with players', playing.length > 0 ? [] : [fault('missing', 'a page with a recording')]);
}

// The same sample with an address, or in another language.
async function runOther(browser, blank, {folder, lang, address}) {
	const whole = await scanSite(folder, blank);
	const site = webOf(whole);
	const name = path.basename(folder);
	for (const [title, faults] of checkSite(whole)) {
		// A language changes words alone.
		if (address || !title.startsWith('weight')) report(`${name}: ${title}`, faults);
	}
	const wrong = site.pages.filter(page => page.view !== 'moved')
		.filter(page => page.canonical.join() !== (address ? address + encodeURI(page.url) : ''));
	const told = wrong.map(page => fault('canonical', `${page.url}: ${page.canonical.join() || 'none'}`));
	// A page of the kiosk is known by the address of the page that it is made of.
	const copies = whole.pages.filter(isKiosk).filter(page => page.canonical.length > 0)
		.filter(page => page.canonical.join() !== address + encodeURI(page.url.slice('kiosk/'.length)));
	told.push(...copies.map(page => fault('canonical', `${page.url}: ${page.canonical.join()}`)));
	report(`${name}: canonical links`, told);
	const few = choosePages(site.pages).chosen.filter(one => FEW.has(one.name));
	const results = await withTabs(browser, folder, few, async (one, tab, plain, zoomed) => {
		const faults = await checkPage(tab, plain, zoomed, one);
		const said = await tab.page.evaluate(() => document.documentElement.lang);
		if (said !== lang) faults.push(fault('lang', `html lang="${said}" in a site in ${lang}`));
		return [...faults, ...await checkAxe(tab)];
	});
	few.forEach((one, i) => report(`${name}: ${one.name} (${one.page.url})`, results[i]));
}

// Of messages that differ in their place or in a name alone, the first with their number.
function oneOfEach(messages) {
	const sorts = new Map();
	for (const one of messages) {
		const sort = one.text.replace(/^\S+ /, '').replace(/“[^”]*”/g, '“”');
		if (!sorts.has(sort)) sorts.set(sort, []);
		sorts.get(sort).push(one);
	}
	return [...sorts.values()].map(alike => ({...alike[0], text: `${alike.length} × ${alike[0].text}`}));
}

// The Nu checker saw pages and fixtures in one run.
function judgeNu({faults, warnings}, fixtures, self) {
	const planted = one => fixtures && one.within === fixtures;
	judgeFixtures(self, faults.filter(planted));
	report('Nu checker', oneOfEach(faults.filter(one => !planted(one))));
	for (const one of oneOfEach(warnings.filter(other => !planted(other)))) note(`warning: ${one.text}`);
}

// The kiosk's pages are looked at by their own kinds; what was written for the web edition sees that alone.
function webOf(site) {
	return {...site, pages: site.pages.filter(page => !isKiosk(page))};
}

const withoutKiosk = folder => fs.readdirSync(folder).filter(name => name !== 'kiosk');

function reportAll(results) {
	for (const [title, faults] of results) report(title, faults);
}

function runScan(site, missing) {
	for (const [title, faults] of checkSite(site)) report(title, faults);
	report('every kind of page is there', missing.map(name => fault('missing', name)));
}

async function main(only) {
	const wanted = name => !only || only === name;
	const home = process.env.SITE || `${BUILD}/site`;
	const others = process.env.SITE ? [] : OTHERS;
	const fixtures = wanted('self') ? makeFixtures(`${BUILD}/fixtures`) : null;
	// Languages differ in words alone, so of the other sites the Nu checker sees the one with an address.
	const checked = [home, ...others.filter(one => one.address).map(one => one.folder)];
	const folders = [...wanted('nu') ? checked : [], ...fixtures ? [fixtures] : []];
	const browser = await launchBrowser();
	const blank = await (await openContext(browser)).newPage();
	const whole = await scanSite(home, blank);
	const site = webOf(whole);
	// Java runs beside the browser. Of the kiosk it sees each kind of page.
	const some = Object.fromEntries(checked.map(folder => [folder, withoutKiosk(folder)]));
	some[home].push(...chooseKiosk(whole.pages).map(one => one.page.url));
	const nu = folders.length > 0 ? startNu(folders, some) : null;
	const {chosen, missing} = choosePages(site.pages);
	const first = chosen.filter(one => one.first);
	let self = [];
	const steps = {
		self: async () => { self = await checkFixtures(browser, blank, fixtures, {checkPage, withTabs}); },
		scan: () => runScan(whole, missing),
		pages: () => runPages(browser, site, chosen),
		axe: () => runAxe(browser, site, chosen),
		keyboard: () => runKeyboard(browser, site, chosen),
		clock: () => runClock(browser, site),
		charts: () => runCharts(browser, site),
		datasets: () => runDatasets(browser, site),
		print: () => runPrint(browser, site, chosen),
		players: () => runPlayers(browser, site),
		search: async () => reportAll(await checkSearch(browser, site)),
		kiosk: async () => reportAll(await checkKiosk(browser, whole)),
		firefox: async () => reportAll(await checkFirefox(site)),
		others: async () => { for (const other of others) await runOther(browser, blank, other); },
		shots: async () => report('pictures', await takeShots(browser, site, first, 'build/shots')),
	};
	for (const [name, step] of Object.entries(steps)) {
		if (!wanted(name)) continue;
		const began = Date.now();
		try {
			await step();
		} catch (error) {
			report(`${name} runs to its end`, [fault('broken-check', error.stack)]);
		}
		process.stderr.write(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
	}
	if (nu) judgeNu(await nu, fixtures, self);
	await browser.close();
	process.exitCode = finish() ? 0 : 1;
}

fs.mkdirSync(BUILD, {recursive: true});
const only = process.argv.indexOf('--only');
main(only < 0 ? null : process.argv[only + 1]).catch(error => {
	report('the checks run to their end', [fault('broken-check', error.stack)]);
	finish();
	process.exit(1);
});
