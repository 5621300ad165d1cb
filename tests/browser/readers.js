// The search and a page of the kiosk in Firefox, from file:// and without a network.
'use strict';

const path = require('path');
const {pathToFileURL} = require('url');
const {fault} = require('./tap');
const {launchFirefox} = require('./firefox');

const WORD = '供水';

async function search(tab, base, say) {
	await tab.go(`${base}search/index.html`);
	await tab.click('#search-field');
	await tab.type(WORD);
	await tab.type('\uE007');
	if (!await tab.until('document.querySelector("#search-results > li mark")')) return say('search', `nothing is shown for ${WORD}`);
	const first = await tab.evaluate('document.querySelector("#search-results > li").innerText');
	if (!first.includes(WORD) || first.length < 12) say('search', `no sentence: “${first}”`);
	await tab.click('#search-results > li a');
	if (!await tab.until(`[...document.querySelectorAll("main mark")].some(e => e.textContent === "${WORD}")`)) say('mark', 'nothing is marked');
	await tab.back();
	if (!await tab.until('document.querySelectorAll("#search-results > li").length > 0')) say('back', 'nothing is found any more');
	return tab.evaluate('document.getElementById("search-field").value').then(value => value === WORD || say('back', `the field says “${value}”`));
}

async function kiosk(tab, base, say) {
	await tab.resize({width: 1080, height: 1900});
	await tab.go(`${base}kiosk/index.html`);
	await tab.click('main a[href*="doc/"]');
	if (!await tab.until('/kiosk\\/doc\\//.test(location.pathname)')) return say('kiosk', 'a title leads nowhere');
	await tab.until('document.readyState === "complete"');
	await tab.click('.kiosk-back');
	if (!await tab.until('/kiosk\\/index.html$/.test(location.pathname)')) say('kiosk', 'there is no way back');
	await tab.click('.kiosk-search');
	await tab.until('document.readyState === "complete" && document.getElementById("search-field")');
	await tab.click('#search-field');
	await tab.type('gongshui');
	if (!await tab.until('document.querySelector("#search-results > li")')) say('search', 'gongshui finds nothing');
	return true;
}

// [title, faults] of each.
async function checkFirefox(site) {
	const base = pathToFileURL(path.resolve(site.folder)).href + '/';
	const {tab, close} = await launchFirefox();
	const results = [];
	for (const [name, check] of [['search', search], ['kiosk', kiosk]]) {
		const faults = [];
		tab.heard.length = 0;
		try {
			await check(tab, base, (what, text) => faults.push(fault(what, text)));
		} catch (error) {
			faults.push(fault('broken-check', error.stack));
		}
		results.push([`Firefox: ${name}`, [...faults, ...tab.heard]]);
	}
	await close();
	return results;
}

module.exports = {checkFirefox};
