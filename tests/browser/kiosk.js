// The edition for touch screens: every kind of its pages measured for fingers, and no link that leads out of it. What happens
// in a visit is in kiosk_visits.js.
'use strict';

const fs = require('fs');
const path = require('path');
const {fault} = require('./tap');
const {SCREENS, openContext, openTab, forEachPage} = require('./open');
const {LOOKS, takeLook, checkAxe} = require('./axe');
const {measure} = require('./layout');
const {checkVisits, isKiosk, isPaper} = require('./kiosk_visits');

const LEAST = 60; // px of a target, each way
const SMALLEST = 22; // px of text


// ---- the kinds of page

// One page of each view; of documents the heaviest of each kind, for each has fields of its own.
function chooseKiosk(pages) {
	const chosen = new Map();
	const all = pages.filter(isKiosk).sort((a, b) => b.bytes - a.bytes || (a.url < b.url ? -1 : 1));
	for (const page of all) {
		const folder = /^kiosk\/(print\/|search\/|wall)/.test(page.url) ? page.url : page.url.split('/').slice(1, -1)[0] || '';
		const name = page.kind ? `document-${page.kind}` : `${page.view || page.url} ${folder}`.trim();
		if (!chosen.has(name)) chosen.set(name, page);
	}
	return [...chosen].map(([name, page]) => ({name, page}));
}

// Every link of every kiosk page leads to a page of the kiosk.
function checkWaysOut(site) {
	const faults = [];
	for (const page of site.pages.filter(isKiosk)) {
		const text = fs.readFileSync(path.join(site.folder, page.url), 'utf8');
		for (const link of page.links) {
			const target = path.posix.join(path.posix.dirname(page.url), link.split('#')[0] || path.posix.basename(page.url));
			if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link) || !target.startsWith('kiosk/') || !target.endsWith('.html')) {
				faults.push(fault('way-out', `${page.url}: ${link}`));
			}
		}
		for (const [what] of text.matchAll(/<(?:iframe|object|embed|form)\b[^>]*(?:src|data|action)=[^>]*>|<a\b[^>]* (?:target|download)\b[^>]*>/g)) {
			faults.push(fault('way-out', `${page.url}: ${what}`));
		}
		if (page.refresh.length > 0) faults.push(fault('way-out', `${page.url} goes on by itself`));
	}
	return faults;
}

// Runs in the page: targets too small for a finger, by asking what lies under it; and text too small to read.
function measureTouch([least, smallest]) {
	const found = [];
	const nameOf = e => `<${e.localName}.${String(e.className).replace(/\s+/g, '.')}> ${(e.innerText || e.value || e.getAttribute('aria-label') || '').trim().slice(0, 24)}`;
	const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && e.getClientRects().length > 0;
	const controls = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, label[for], audio[controls], video[controls]')];
	for (const e of controls) {
		if (!shown(e) || e.matches('.look, .skip, [disabled]')) continue;
		if (e.matches('input[type=radio], input[type=checkbox]') && [...e.labels].some(shown)) continue; // its label is the target
		const whole = e.getBoundingClientRect();
		if (whole.width <= 1 || whole.right <= 0) continue;
		if (whole.width + 0.5 >= least && whole.height + 0.5 >= least && e.getClientRects().length === 1) continue;
		e.scrollIntoView({block: 'center', behavior: 'instant'});
		const box = [...e.getClientRects()].reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
		const x = (box.left + box.right) / 2;
		const y = (box.top + box.bottom) / 2;
		const under = (dx, dy) => {
			const hit = document.elementFromPoint(x + dx, y + dy);
			return hit && (e.contains(hit) || hit.contains(e) && hit.localName === 'label');
		};
		const half = least / 2 - 1;
		const wide = box.width + 0.5 >= least || under(-half, 0) && under(half, 0);
		const high = box.height + 0.5 >= least || under(0, -half) && under(0, half);
		if (!wide || !high) found.push(['target', `${Math.round(box.width)} × ${Math.round(box.height)} px: ${nameOf(e)}`]);
	}
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const small = new Map();
	while (walker.nextNode()) {
		const e = walker.currentNode.parentElement;
		if (!walker.currentNode.data.trim() || e.closest('svg, script, style, .heard, .skip, .print-only') || !shown(e)) continue;
		const size = parseFloat(getComputedStyle(e).fontSize);
		if (size + 0.05 < smallest) small.set(`${size} px in ${nameOf(e).split(' ')[0]}`, walker.currentNode.data.trim().slice(0, 20));
	}
	for (const [where, words] of small) found.push(['small-text', `${where}: ${words}`]);
	window.scrollTo(0, 0);
	return found;
}

// Runs in the page: where the bar and what is always there stand.
function readBar() {
	const bar = document.querySelector('.kiosk-bar');
	if (!bar) return null;
	const box = e => {
		const b = e.getBoundingClientRect();
		return [b.left, b.top, b.width, b.height].map(Math.round).join(' ');
	};
	const names = ['back', 'home', 'search', 'print'];
	const at = names.map(name => bar.querySelector(`.kiosk-${name}`)).map(e => (e && e.checkVisibility() ? box(e) : 'none'));
	return {places: Object.fromEntries(names.map((name, i) => [name, at[i]])), top: bar.getBoundingClientRect().top / window.innerHeight};
}

async function checkFace(tab, one, first) {
	const faults = [];
	for (const name of ['portrait', 'desktop']) {
		await tab.page.setViewportSize(SCREENS[name]);
		await tab.go(one.page.url);
		faults.push(...await measure(tab, name));
		await tab.page.evaluate(() => document.querySelectorAll('main details').forEach(e => { e.open = true; }));
		const touch = await tab.page.evaluate(measureTouch, [LEAST, SMALLEST]);
		// The pack is for paper.
		faults.push(...touch.filter(([what]) => what === 'target' || !isPaper(one.page)).map(([what, text]) => fault(what, `${name}: ${text}`)));
		const bar = await tab.page.evaluate(readBar);
		if (!bar && !/\/(wall|print)/.test(one.page.url)) faults.push(fault('bar', 'there is none'));
		if (!bar) continue;
		if (bar.top < 2 / 3) faults.push(fault('bar', `${name}: out of reach, at ${Math.round(bar.top * 100)} % from above`));
		first[name] = first[name] || bar.places;
		for (const [what, place] of Object.entries(bar.places)) {
			if (place === 'none' || place !== first[name][what]) faults.push(fault('bar', `${name}: ${what} at ${place}, elsewhere at ${first[name][what]}`));
		}
	}
	faults.push(...await checkAxe(tab));
	return [...faults, ...tab.heard];
}

const LOOKED = /^kiosk\/(index\.html|search\/index\.html)$/;

// In each look: the start, the search, a document.
async function checkKioskLooks(tab, one) {
	const faults = [];
	await tab.go(one.page.url);
	for (const look of LOOKS.filter(other => other.name !== 'print' && other.name !== 'standard')) {
		await takeLook(tab, look);
		faults.push(...await checkAxe(tab, `${look.name}: `), ...await measure(tab, look.name));
		if (look.media) await tab.page.emulateMedia({contrast: null, forcedColors: null, media: null});
		if (look.choose === 'contrast') await tab.page.evaluate(() => document.getElementById('contrast').click());
	}
	return [...faults, ...tab.heard];
}

async function checkFaces(browser, site) {
	const chosen = chooseKiosk(site.pages);
	const first = {};
	const context = await openContext(browser, {hasTouch: true});
	const faces = await forEachPage(context, site.folder, chosen, 2, (one, tab) => checkFace(tab, one, first));
	const looked = [...chosen.filter(one => LOOKED.test(one.page.url)), ...chosen.filter(one => one.name === 'document-notice')];
	const looks = await forEachPage(context, site.folder, looked, 2, (one, tab) => checkKioskLooks(tab, one));
	await context.close();
	return [...chosen.map((one, i) => [`kiosk: ${one.name} (${one.page.url})`, faces[i]]),
		...looked.map((one, i) => [`kiosk: looks of ${one.name}`, looks[i]])];
}

// Runs in the page: a link for a mouse, and words for young eyes.
function plant() {
	const link = document.querySelector('main').insertBefore(document.createElement('a'), document.querySelector('main').firstChild);
	link.href = 'index.html';
	link.textContent = '小';
	Object.assign(link.style, {display: 'block', width: '40px', height: '70px', minWidth: '0', fontSize: '12px'});
}

// That a fault is seen: on the start page with a small target in small text, and in links that lead out.
async function checkSelf(browser, site) {
	const context = await openContext(browser, {viewport: SCREENS.portrait, hasTouch: true});
	const tab = await openTab(context, site.folder);
	await tab.go('kiosk/index.html');
	await tab.page.evaluate(plant);
	const seen = (await tab.page.evaluate(measureTouch, [LEAST, SMALLEST])).map(([name]) => name).sort().join();
	await context.close();
	const links = ['https://example.org/', '../index.html', '../file/a.pdf', 'doc/a/a/a.html'];
	const out = checkWaysOut({folder: site.folder, pages: [{url: 'kiosk/index.html', links, refresh: []}]}).length;
	return [...seen === 'small-text,target' ? [] : [fault('not-found', `planted, and seen: ${seen}`)],
		...out === 3 ? [] : [fault('not-found', `of 3 links that lead out ${out}`)]];
}

// [title, faults] of each thing that must hold.
async function checkKiosk(browser, site) {
	const there = site.pages.filter(isKiosk);
	if (there.length === 0) return [['kiosk', [fault('missing', 'a kiosk edition')]]];
	return [['kiosk: planted faults are found', await checkSelf(browser, site)], [`kiosk: no link of ${there.length} pages leads out`, checkWaysOut(site)], ...await checkFaces(browser, site), ...await checkVisits(browser, site)];
}

module.exports = {checkKiosk, chooseKiosk, isKiosk};
