// How long a reader waits: the search page from file:// in Chromium with a processor slowed fourfold, from the press of the key to
// the results with their sentences. A page anew for each query. Prints "MILLISECONDS BYTES REQUESTS QUERY" of each.
//
//   node chromium.js SITE QUERIES.json COUNT      COUNT of each sort and length
'use strict';

const fs = require('fs');
const path = require('path');
const {fileURLToPath, pathToFileURL} = require('url');
const {launchBrowser, openContext} = require('../../browser/open');

const SLOWED = 4;

// Runs in the page: types the query and says when the answer stands there.
function search(text) {
	return new Promise((resolve, reject) => {
		const began = performance.now();
		const state = document.getElementById('search');
		const done = () => state.getAttribute('aria-busy') !== 'true' && document.querySelector('#search-results li.result');
		const observer = new MutationObserver(() => {
			if (!done()) return;
			observer.disconnect();
			resolve(performance.now() - began);
		});
		observer.observe(state, {subtree: true, childList: true, attributes: true});
		setTimeout(() => reject(new Error(`no answer to ${text}`)), 30000);
		document.getElementById('search-field').value = text;
		document.getElementById('search-go').click();
	});
}

async function measure(browser, folder, text) {
	const context = await openContext(browser);
	const page = await context.newPage();
	await page.goto(pathToFileURL(path.resolve(folder, 'search/index.html')).href);
	await page.waitForTimeout(300); // what the page loads by itself
	const loaded = [];
	page.on('request', request => loaded.push(request.url().split('#')[0]));
	const client = await context.newCDPSession(page);
	await client.send('Emulation.setCPUThrottlingRate', {rate: SLOWED});
	const milliseconds = await page.evaluate(search, text);
	await context.close();
	const sizeOf = url => (fs.statSync(fileURLToPath(url), {throwIfNoEntry: false}) || {size: 0}).size;
	const bytes = loaded.reduce((sum, url) => sum + sizeOf(url), 0);
	return `${milliseconds.toFixed(1)} ${bytes} ${loaded.length} ${text}`;
}

// A browser that dies is started again.
async function measureSurely(folder, text) {
	for (let tries = 1; ; tries++) {
		try {
			browser = browser && browser.isConnected() ? browser : await launchBrowser();
			return await measure(browser, folder, text);
		} catch (error) {
			if (tries === 3) throw error;
		}
	}
}

let browser = null;

async function main([folder, file, count]) {
	const {queries} = JSON.parse(fs.readFileSync(file, 'utf8'));
	for (const sort of ['common', 'random']) {
		for (const length of [2, 3, 4]) {
			const some = queries.filter(one => one.sort === sort && one.length === length);
			const every = Math.max(1, Math.floor(some.length / count));
			for (const one of some.filter((_, i) => i % every === 0).slice(0, count)) console.log(await measureSurely(folder, one.text));
		}
	}
	await browser.close();
}

main(process.argv.slice(2)).catch(error => {
	console.error(error);
	process.exit(1);
});
