// One browser without a network; pages that remember what they said and asked for.
'use strict';

const {pathToFileURL} = require('url');
const path = require('path');
const {chromium} = require('playwright-core');
const {fault} = require('./tap');

// Three screens: a reading room's upright screen, a desk, a telephone.
const SCREENS = {
	portrait: {width: 1080, height: 1920},
	desktop: {width: 1366, height: 768},
	phone: {width: 390, height: 844},
};

async function launchBrowser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM || '/usr/bin/chromium-headless-shell',
		args: ['--host-resolver-rules=MAP * ~NOTFOUND', '--disable-gpu', '--font-render-hinting=none'],
	});
}

// A context that reaches nothing but files.
async function openContext(browser, options = {}) {
	const context = await browser.newContext({viewport: SCREENS.desktop, offline: true, ...options});
	context.setDefaultTimeout(20000);
	await context.route(url => url.protocol !== 'file:', route => route.abort());
	return context;
}

// A page of this context that opens files of `folder`. tab.go(url) loads one and forgets what was heard before;
// tab.heard holds faults since: console, error, outside, failed.
async function openTab(context, folder) {
	const page = await context.newPage();
	const base = pathToFileURL(path.resolve(folder) + path.sep).href;
	const tab = {page, heard: [], url: ''};
	page.on('console', message => {
		if (/Failed to load resource|net::ERR_/.test(message.text())) return;
		tab.heard.push(fault('console', `${message.type()}: ${message.text()}`));
	});
	page.on('pageerror', error => tab.heard.push(fault('error', error.message)));
	page.on('request', request => {
		if (/^(data|about|blob):/.test(request.url()) || request.url().startsWith(base)) return;
		tab.heard.push(fault('outside', request.url()));
	});
	page.on('requestfailed', request => {
		// What is under way when a page is left is given up.
		if (!request.url().startsWith(base) || request.failure().errorText === 'net::ERR_ABORTED') return;
		tab.heard.push(fault('link', `${decodeURI(request.url().slice(base.length))} cannot be loaded`));
	});
	page.on('dialog', dialog => {
		tab.heard.push(fault('console', `a dialog: ${dialog.message()}`));
		dialog.dismiss();
	});
	tab.go = async url => {
		tab.heard.length = 0;
		tab.url = url;
		await page.goto(base + encodeURI(url), {waitUntil: 'load'});
		await page.evaluate(() => document.fonts.ready.then(() => true));
	};
	return tab;
}

// Does work(item, tab) for all items, `width` at once, each worker with one tab of the context.
// A check that throws is a fault of its own and ends nothing.
async function forEachPage(context, folder, items, width, work) {
	const queue = [...items];
	const results = new Map();
	const worker = async () => {
		const tab = await openTab(context, folder);
		while (queue.length > 0) {
			const item = queue.shift();
			try {
				results.set(item, await work(item, tab));
			} catch (error) {
				results.set(item, [fault('broken-check', error.stack)]);
			}
		}
		await tab.page.close();
	};
	await Promise.all(Array.from({length: Math.min(width, items.length)}, worker));
	return items.map(item => results.get(item));
}

module.exports = {SCREENS, launchBrowser, openContext, openTab, forEachPage};
