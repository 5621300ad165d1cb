// A visit to the edition for touch screens, as a reader makes it: a tap, a wait, the way back, the keys, the voice, paper; and what
// the next reader must not meet.
'use strict';

const fs = require('fs');
const path = require('path');
const {execFileSync} = require('child_process');
const {fault} = require('./tap');
const {SCREENS, openContext, openTab} = require('./open');
const {checkAxe} = require('./axe');
const {measure} = require('./layout');

const START = 'kiosk/index.html';
const SEARCH = 'kiosk/search/index.html';
const BUILD = 'build/browser/kiosk';
const DAY = 24 * 3600 * 1000;

const isKiosk = page => page.url.startsWith('kiosk/');
const isPaper = page => page.url.startsWith('kiosk/print/');

// ---- a visitor

// Runs before each page: other times than 90 s and 20 s, no paper, and a voice that is none.
function prepare({idle, question, voice}) {
	new MutationObserver((_, observer) => {
		if (!document.body) return;
		if (idle) document.body.setAttribute('data-idle', idle);
		if (question) document.body.setAttribute('data-question', question);
		observer.disconnect();
	}).observe(document, {childList: true, subtree: true});
	window.printed = 0;
	window.print = () => { window.printed++; };
	if (!voice) return;
	window.spoken = [];
	const synth = {
		getVoices: () => (voice === 'none' ? [] : [{name: 'fake', lang: 'zh-CN', localService: true, default: true}]),
		addEventListener() {}, pause() {}, resume() {}, speaking: false, pending: false, paused: false,
		cancel() { clearTimeout(this.timer); },
		speak(one) {
			window.spoken.push(one.text);
			// Three sentences at once, and a fourth without an end.
			if (window.spoken.length <= 3) this.timer = setTimeout(() => one.onend && one.onend({}), 50);
		},
	};
	window.chayueSpeech = {synth, Utterance: function (text) { this.text = text; }};
}

// A touch screen with a visitor: {tab, page, faults, say, at(url)}.
async function openVisit(browser, site, how = {}, options = {}) {
	const context = await openContext(browser, {viewport: SCREENS.portrait, hasTouch: true, ...options});
	context.setDefaultTimeout(15000);
	await context.addInitScript(prepare, how);
	const tab = await openTab(context, site.folder);
	const faults = [];
	const {page} = tab;
	const at = url => page.waitForURL(other => decodeURIComponent(other.pathname).endsWith(`/${url}`), {waitUntil: 'load'});
	return {
		context, tab, page, site, faults, at,
		say: (name, text) => faults.push(fault(name, text)),
		// Taps a link and waits for its page; null when there is none.
		follow: async selector => {
			const link = page.locator(selector).first();
			const href = await link.evaluate(e => new URL(e.href).pathname);
			await link.tap();
			await page.waitForURL(other => other.pathname === href, {waitUntil: 'load'});
		},
		left: () => page.evaluate(() => ({name: window.name, local: localStorage.length, session: sessionStorage.length,
			cookies: document.cookie, history: history.length, scroll: window.scrollY, href: location.pathname + location.hash})),
	};
}

// Start, a list, a document, a place in it; and back the same way, to the same places.
async function checkBack(v) {
	await v.tab.go(START);
	const {history} = await v.left();
	await v.follow('main a[href*="list/topics/index.html"]');
	await v.follow('main a[href*="list/topics/x"], main a[href*="list/topics/"]');
	await v.page.locator('main a[href*="doc/"]').first().evaluate(e => e.scrollIntoView({block: 'center', behavior: 'instant'}));
	const before = await v.left();
	await v.follow('main a[href*="doc/"]');
	const anchor = v.page.locator('main a[href^="#"]').first();
	if (await anchor.count() > 0 && await anchor.isVisible()) await anchor.tap();
	const there = await v.left();
	if (there.history !== history) v.say('history', `${there.history} entries, ${history} at the start`);
	for (let i = 0; i < 3 && !(await v.left()).href.endsWith(before.href); i++) {
		await v.page.tap('.kiosk-back');
		await v.page.waitForTimeout(400);
	}
	const after = await v.left();
	if (!after.href.endsWith(before.href)) v.say('back', `at ${after.href}, not at ${before.href}`);
	if (Math.abs(after.scroll - before.scroll) > 5) v.say('back', `scrolled to ${after.scroll}, before to ${before.scroll}`);
	await v.page.tap('.kiosk-back');
	await v.at('kiosk/list/topics/index.html').catch(() => v.say('back', 'no way back to the topics'));
	await v.page.tap('.kiosk-back');
	await v.at(START).catch(() => v.say('back', 'no way back to the start'));
	await v.follow('main a[href*="doc/"]');
	await v.page.tap('.kiosk-home');
	await v.at(START).catch(() => v.say('home', 'the start is not reached'));
	const end = await v.left();
	if (end.history !== history) v.say('history', `${end.history} entries at the end`);
	if (end.local > 0 || end.cookies) v.say('storage', `${end.local} in localStorage, cookies “${end.cookies}”`);
}

// A quiet while, the question, "still here"; another, and no answer.
async function checkIdle(v) {
	await v.tab.go(START);
	await v.page.tap('label[for=size-largest]').catch(async () => {
		await v.page.tap('.kiosk-looks > summary');
		await v.page.tap('label[for=size-largest]');
	});
	await v.page.tap('.kiosk-search');
	await v.at(SEARCH);
	await v.page.fill('#search-field', '供水');
	await v.page.waitForSelector('#search-results > li');
	await v.follow('#search-results > li a');
	const where = (await v.left()).href;
	await v.page.waitForSelector('dialog[open], [role=alertdialog]', {state: 'visible', timeout: 6000});
	const said = await v.page.locator('dialog[open]').innerText();
	if (!/还在使用/.test(said) || !/\d+ *秒/.test(said)) v.say('idle', `the question is “${said}”`);
	v.faults.push(...await checkAxe(v.tab, 'question: '));
	const buttons = await v.page.locator('dialog[open] button').count();
	if (buttons !== 1) v.say('idle', `${buttons} buttons`);
	await v.page.locator('dialog[open] button').tap();
	await v.page.waitForTimeout(300);
	if ((await v.left()).href !== where) v.say('idle', '“still here” leaves the page');
	if (await v.page.locator('dialog[open]').count() > 0) v.say('idle', 'the question stays');
	await v.at(START).catch(() => v.say('idle', 'nobody answers, and the page stays'));
	await v.page.waitForTimeout(300);
	const end = await v.left();
	const kept = end.name ? JSON.parse(end.name) : {way: []};
	if ((kept.way || []).length > 0 || end.session > 0 || end.local > 0 || end.cookies) v.say('left', JSON.stringify(end));
	if (end.scroll > 0) v.say('left', `scrolled to ${end.scroll}`);
	if (await v.page.isChecked('#size-largest')) v.say('left', 'the size of text');
	await v.page.goBack({timeout: 1500}).catch(() => null);
	if (!(await v.page.url()).endsWith(START) && !/^about:/.test(v.page.url())) v.say('left', `the browser goes back to ${v.page.url()}`);
	if (/^about:/.test(v.page.url())) await v.tab.go(START);
	await v.page.tap('.kiosk-search');
	await v.at(SEARCH);
	if (await v.page.inputValue('#search-field') !== '') v.say('left', 'the query');
	if (await v.page.locator('#search-results > li').count() > 0) v.say('left', 'what was found');
}

// Runs in the page: whether the keys lie over what they type into and what that finds.
function readKeys() {
	const boxOf = what => {
		const e = document.querySelector(what);
		return e && e.checkVisibility() ? e.getBoundingClientRect() : null;
	};
	const [keys, field, found] = ['.kiosk-keys', '#search-field', '#search-results > li'].map(boxOf);
	const over = (a, b) => Boolean(a && b && a.top < b.bottom - 1 && a.bottom > b.top + 1 && a.left < b.right && a.right > b.left);
	return {
		shown: keys !== null, overField: over(keys, field), fieldInView: Boolean(field && field.top >= 0 && field.bottom <= window.innerHeight),
		foundInView: Boolean(found && keys && found.top + 20 < keys.top), rest: found ? found.top : -1,
		small: [...document.querySelectorAll('.kiosk-keys button, .kiosk-keys a')].filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect())
			.filter(b => b.width < 59.5 || b.height < 59.5).length,
		titles: [...document.querySelectorAll('.kiosk-titles a')].map(e => e.textContent),
	};
}

const key = sign => `.kiosk-keys button:text-is("${sign}")`;

async function checkKeys(v) {
	for (const screen of ['portrait', 'desktop']) {
		await v.page.setViewportSize(SCREENS[screen]);
		await v.tab.go(SEARCH);
		await v.page.tap('#search-field');
		await v.page.waitForSelector('.kiosk-keys', {state: 'visible'});
		for (const sign of 'gongshui') await v.page.tap(key(sign));
		await v.page.waitForSelector('.kiosk-titles a');
		await v.page.waitForSelector('#search-results > li');
		const keys = await v.page.evaluate(readKeys);
		if (await v.page.inputValue('#search-field') !== 'gongshui') v.say('keys', `${screen}: typed ${await v.page.inputValue('#search-field')}`);
		if (keys.overField || !keys.fieldInView) v.say('keys', `${screen}: the field is covered`);
		if (!keys.titles.some(title => /供水/.test(title))) v.say('keys', `${screen}: titles ${keys.titles.join(', ')}`);
		if (keys.small > 0) v.say('target', `${screen}: ${keys.small} keys`);
		v.faults.push(...await checkAxe(v.tab, `${screen}, keys: `));
		// What was found can be brought to the eye above the keys.
		await v.page.evaluate(() => {
			const li = document.querySelector('#search-results > li:last-child');
			window.scrollBy(0, li.getBoundingClientRect().bottom - document.querySelector('.kiosk-keys').getBoundingClientRect().top + 4);
		});
		const last = await v.page.evaluate(() => document.querySelector('#search-results > li:last-child').getBoundingClientRect().bottom -
			document.querySelector('.kiosk-keys').getBoundingClientRect().top);
		if (last > 1) v.say('keys', `${screen}: they cover the last result by ${Math.round(last)} px`);
		await v.page.evaluate(() => window.scrollTo(0, 0));
		await v.page.tap(key('⌫')).catch(() => v.say('keys', `${screen}: no key to delete`));
		await v.page.keyboard.type('i shoufei');
		if (await v.page.inputValue('#search-field') !== 'gongshui shoufei') v.say('keys', `a real keyboard writes “${await v.page.inputValue('#search-field')}”`);
	}
	await v.page.tap(key('完成')).catch(() => v.say('keys', 'no key to end'));
	if (await v.page.isVisible('.kiosk-keys')) v.say('keys', 'they stay');
	await v.page.tap('#search-field');
	await v.page.tap(key('清空'));
	for (const sign of 'xxgk') await v.page.tap(key(sign));
	await v.page.waitForFunction(() => [...document.querySelectorAll('.kiosk-titles a')].some(e => /信息公开/.test(e.textContent)))
		.catch(() => v.say('keys', 'xxgk offers no title'));
	await v.follow('.kiosk-titles a');
	await v.page.tap('.kiosk-back');
	await v.at(SEARCH).catch(() => v.say('back', 'no way back from a title'));
}

// ---- what leads elsewhere, paper, voice, clock

function decode(file) {
	try {
		return execFileSync('zbarimg', ['--quiet', '--raw', file], {encoding: 'utf8'}).trim().split('\n');
	} catch {
		return [];
	}
}

async function checkCodes(v) {
	const pages = v.site.pages.filter(isKiosk).filter(page => fs.readFileSync(path.join(v.site.folder, page.url), 'utf8').includes('outside-item')).slice(0, 6);
	if (pages.length === 0) v.say('missing', 'a kiosk page with an outside address');
	let seen = 0;
	for (const page of pages) {
		await v.tab.go(page.url);
		for (const item of await v.page.locator('.outside-item').all()) {
			if (await item.locator('svg').count() === 0) continue;
			const words = (await item.locator('.outside-words').innerText()).trim();
			const file = `${BUILD}/code.png`;
			await item.locator('figure').screenshot({path: file});
			const said = decode(file).map(one => one.replace(/^(tel|mailto):/, ''));
			seen++;
			if (/^https?:|@|^[\d-]+$/.test(words) && !said.includes(words)) v.say('code', `${page.url}: “${words}” is drawn as ${said.join(' ') || 'nothing'}`);
			if (said.length !== 1) v.say('code', `${page.url}: ${words} cannot be read`);
		}
	}
	if (seen === 0) v.say('missing', 'a code');
}

const flat = text => text.normalize('NFKC').replace(/\s+/g, '');

async function checkSlip(v) {
	const notice = v.site.pages.find(page => isKiosk(page) && page.kind === 'notice');
	await v.tab.go(notice.url);
	await v.page.tap('.kiosk-print');
	if (await v.page.evaluate(() => window.printed) !== 1) v.say('print', 'the button prints nothing');
	const slip = (await v.page.locator('.print-slip').first().textContent()) || '';
	const number = (/\d{8}-\d{6}-\d{2}/.exec(slip) || [''])[0];
	if (!number) v.say('print', `no number on the slip: ${slip.trim().slice(0, 80)}`);
	const file = `${BUILD}/slip.pdf`;
	fs.writeFileSync(file, await v.page.pdf({format: 'A4', preferCSSPageSize: true}));
	const text = flat(execFileSync('pdftotext', ['-layout', file, '-'], {encoding: 'utf8'}));
	const title = flat(await v.page.locator('h1').innerText());
	if (!/\d{8}-\d{6}-\d{2}/.test(text)) v.say('print', 'the number of the slip is not on paper');
	if (!text.includes(title)) v.say('print', 'the title is not on paper');
	for (const word of ['返回', '上一屏', '朗读']) if (text.includes(word)) v.say('print', `“${word}” is on paper`);
	execFileSync('pdftoppm', ['-r', '150', '-png', file, `${BUILD}/slip`]);
	const codes = fs.readdirSync(BUILD).filter(name => /^slip-\d+\.png$/.test(name)).flatMap(name => decode(`${BUILD}/${name}`));
	if (codes.length === 0) v.say('print', 'no code can be read on paper');
}

async function checkVoice(v) {
	const [longest] = v.site.pages.filter(page => isKiosk(page) && page.kind === 'notice').sort((a, b) => b.body - a.body);
	await v.tab.go(longest.url);
	await v.page.waitForSelector('.kiosk-read', {state: 'visible'});
	await v.page.tap('.kiosk-read');
	await v.page.waitForFunction(() => window.spoken.length > 3);
	const [spoken, marked] = await v.page.evaluate(() => [window.spoken.slice(), document.querySelector('.kiosk-said') !== null ||
		Boolean(window.CSS.highlights && window.CSS.highlights.has('kiosk-said'))]);
	if (!marked) v.say('voice', 'what is said is not marked');
	const text = flat(await v.page.locator('main').innerText());
	for (const one of spoken.slice(0, 3)) if (!text.includes(flat(one))) v.say('voice', `says “${one}”, which is not on the page`);
	if (spoken[0] && spoken[0].length > 200) v.say('voice', `a sentence of ${spoken[0].length} characters`);
	v.faults.push(...await checkAxe(v.tab, 'reading: '));
	await v.page.tap('.kiosk-stop');
	const after = await v.page.evaluate(() => window.spoken.length);
	await v.page.waitForTimeout(600);
	if (await v.page.evaluate(() => window.spoken.length) > after) v.say('voice', 'goes on after stop');
}

async function checkNoVoice(v) {
	await v.tab.go(v.site.pages.find(page => isKiosk(page) && page.kind === 'guide').url);
	await v.page.waitForTimeout(300);
	if (await v.page.isVisible('.kiosk-read')) v.say('voice', 'offered where there is none');
}

// The age of the copy by three clocks, and a period that ended.
async function checkAge(v) {
	const state = fs.readFileSync(path.join(v.site.folder, 'kiosk/state.js'), 'utf8');
	const copied = new Date(`${/"copied":"(\d{4}-\d\d-\d\d)/.exec(state)[1]}T12:00:00+08:00`).getTime();
	const read = async days => {
		await v.page.clock.setFixedTime(new Date(copied + days * DAY));
		await v.tab.go(START);
		return {text: await v.page.locator('.kiosk-age').first().innerText(),
			tone: await v.page.locator('.kiosk-age').first().evaluate(e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor, e.dataset.age].join())};
	};
	const [fresh, stale, early] = [await read(1), await read(40), await read(-20)];
	if (!/1\s*天前/.test(fresh.text)) v.say('age', `after a day: ${fresh.text}`);
	if (!/40\s*天前/.test(stale.text) || stale.tone === fresh.tone || !/不是最新/.test(stale.text)) v.say('age', `after 40 days: ${stale.text} (${stale.tone})`);
	if (!/时钟/.test(early.text) || early.tone === fresh.tone) v.say('age', `by a clock 20 days before: ${early.text}`);
	const clocked = v.site.pages.find(page => isKiosk(page) && page.kind === 'consultation' && page.clocked);
	const said = async day => {
		await v.page.clock.setFixedTime(new Date(`${day}T12:00:00+08:00`));
		await v.tab.go(clocked.url);
		return v.page.locator('[data-clock] [data-state]').first().innerText();
	};
	const words = [await said('2026-11-30'), await said('2032-01-01')];
	if (words[0] !== '' && words[0] === words[1]) v.say('age', `${clocked.url}: “${words[0]}” on both days`);
	if (!/结束/.test(words[1])) v.say('age', `${clocked.url}: “${words[1]}” years after`);
}

async function checkWall(v) {
	const page = v.site.pages.find(one => /^kiosk\/(.*\/)?wall\.html$/.test(one.url));
	if (!page) return v.say('missing', 'kiosk/wall.html');
	await v.page.setViewportSize({width: 1920, height: 1080});
	await v.page.clock.install();
	await v.tab.go(page.url);
	const shown = () => v.page.locator('.slide.on').allTextContents().then(all => all.join('|').trim());
	const seen = new Set();
	for (let i = 0; i < 8; i++) {
		await v.page.clock.runFor(13000);
		seen.add(await shown());
	}
	if (seen.size < 2) v.say('wall', `always the same: ${[...seen][0].slice(0, 60)}`);
	if ([...seen].some(text => text === '')) v.say('wall', 'nothing is shown');
	if (await v.page.locator('a, button, input').count() > 0) v.say('wall', 'something to touch');
	v.faults.push(...await measure(v.tab, 'wall'), ...await checkAxe(v.tab));
	return v.faults;
}

async function checkPack(v) {
	const pages = v.site.pages.filter(isPaper);
	if (pages.length < 4) v.say('missing', `a print pack: ${pages.map(page => page.url).join(', ')}`);
	for (const page of pages) {
		await v.tab.go(page.url);
		const file = `${BUILD}/${page.url.replace(/\W+/g, '-')}.pdf`;
		fs.writeFileSync(file, await v.page.pdf({format: 'A4', preferCSSPageSize: true}));
		const text = flat(execFileSync('pdftotext', [file, '-'], {encoding: 'utf8'}));
		await v.page.emulateMedia({media: 'print'});
		const heads = await v.page.locator('h1, h2, main p').evaluateAll(all => all.filter(e => e.checkVisibility() && !e.closest('.heard')).map(e => e.innerText.trim()).filter(Boolean));
		await v.page.emulateMedia({media: null});
		if (heads.length === 0 || !text.includes(flat(heads[0]))) v.say('print', `${page.url}: “${heads[0]}” is not on paper`);
		if (/返回|上一屏/.test(text)) v.say('print', `${page.url}: the bar is on paper`);
	}
}

// Without scripts the bar's links work, and nothing is offered that does nothing.
async function checkPlain(v) {
	await v.tab.go(START);
	await v.page.locator('main a[href*="doc/"]').first().click();
	await v.page.waitForURL(/\/kiosk\/doc\//);
	const dead = await v.page.locator('button:visible').count();
	if (dead > 0) v.say('plain', `${dead} buttons without scripts`);
	await v.page.locator('.kiosk-home').click();
	await v.at(START).catch(() => v.say('plain', 'the start is not reached'));
	await v.page.locator('.kiosk-search').click();
	await v.at(SEARCH).catch(() => v.say('plain', 'the search is not reached'));
	if (await v.page.locator('main a[href*="az/"]').count() === 0) v.say('plain', 'no way by letter');
}

const VISITS = [
	['the way back', checkBack], ['a quiet while', checkIdle, {idle: 2.5, question: 2}], ['keys on the screen', checkKeys],
	['codes of outside addresses', checkCodes], ['a document on paper, with its slip', checkSlip], ['read aloud', checkVoice, {voice: 'fake'}],
	['no voice', checkNoVoice, {voice: 'none'}], ['age and clock', checkAge], ['wall screen', checkWall], ['print pack', checkPack],
	['without scripts', checkPlain, {}, {javaScriptEnabled: false}],
];

// [title, faults] of each; `only`: those whose names fit it.
async function checkVisits(browser, site, only) {
	fs.mkdirSync(BUILD, {recursive: true});
	const results = [];
	const queue = VISITS.filter(([name]) => !only || name.match(only));
	const visit = async () => {
		for (let next = queue.shift(); next; next = queue.shift()) {
			const [name, check, how, options] = next;
			const v = await openVisit(browser, site, how, options);
			try {
				await check(v);
			} catch (error) {
				v.say('broken-check', v.page.url() + ' ' + error.stack);
			}
			results.push([`kiosk: ${name}`, [...v.faults, ...v.tab.heard]]);
			await v.context.close();
		}
	};
	await Promise.all([visit(), visit()]);
	return results.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

module.exports = {checkVisits, isKiosk, isPaper};
