// The search page as a person uses it: type, see, narrow, follow, come back; and what there is without scripts.
'use strict';

const {fault} = require('./tap');
const {SCREENS, openContext, openTab} = require('./open');
const {LOOKS, takeLook, checkAxe} = require('./axe');
const {measure} = require('./layout');

const PAGE = 'search/index.html';
const WORD = '查阅点';
const NUMBER = '国办发〔2013〕100号';
const asked = word => `${PAGE}#q=${word}`;

// Ways to write a number, and words in pinyin with what has to stand in the titles that they find.
const NUMBERS = ['国办发2013 100', '国办发[2013]100号', '國辦發〔2013〕100號', '国办发〔２０１３〕１００号'];
const SPELT = {xxgk: /信息公开/, zhengfu: /政府/, zf: /政府/, chayuedian: /查阅点/};

// Runs in the page: what stands there.
function readResults() {
	const texts = (what, within = document) => [...within.querySelectorAll(what)].map(e => e.textContent.trim());
	const shown = e => e.checkVisibility({visibilityProperty: true});
	const suggestion = document.querySelector('#search-suggestion button');
	return {
		status: document.getElementById('search-status').textContent.trim(),
		titles: texts('#search-results > li a.title, #search-results > li.result a:first-of-type'),
		marks: [...document.querySelectorAll('#search-results > li')].map(li => texts('mark', li)),
		times: [...document.querySelectorAll('#search-results > li')].map(li => (/\d{4}-\d\d-\d\d/.exec(li.textContent) || [''])[0]),
		links: [...document.querySelectorAll('#search-results > li a')].map(a => a.getAttribute('href')),
		suggestion: suggestion && shown(suggestion) ? suggestion.textContent.trim() : '',
		more: shown(document.getElementById('search-more')),
	};
}

const countIn = status => Number((/\d[\d,]*/.exec(status) || ['0'])[0].replace(/,/g, ''));

// A tab whose faults are gathered over many steps.
function openSteps(tab) {
	const faults = [];
	const say = (name, text) => faults.push(fault(name, text));
	const {page} = tab;
	const settle = () => page.waitForFunction(() => {
		const state = document.getElementById('search');
		return state.getAttribute('aria-busy') !== 'true' && document.getElementById('search-status').textContent.trim() !== '';
	});
	const steps = {
		faults, say, page, tab,
		hear: () => faults.push(...tab.heard.splice(0)),
		open: async url => {
			steps.hear();
			await page.goto('about:blank');
			await tab.go(url);
		},
		read: () => page.evaluate(readResults),
		// Types into the empty field, presses the key, and waits for the answer.
		ask: async text => {
			await page.fill('#search-field', '');
			await page.waitForFunction(() => document.getElementById('search-status').textContent.trim() === '');
			await page.click('#search-field');
			await page.keyboard.type(text);
			await page.keyboard.press('Enter');
			await page.waitForFunction(() => document.getElementById('search').getAttribute('aria-busy') !== 'true');
			await settle();
			return steps.read();
		},
		settle,
	};
	return steps;
}

async function checkTyping(s) {
	await s.open(PAGE);
	const found = await s.ask(WORD);
	if (found.titles.length === 0) return s.say('search', `“${WORD}” finds nothing: ${found.status}`);
	if (countIn(found.status) < found.titles.length) s.say('search', `says “${found.status}” of ${found.titles.length} results`);
	found.marks.forEach((marks, i) => {
		if (!marks.some(mark => mark.includes(WORD))) s.say('search', `the match is not shown with “${found.titles[i]}”`);
	});
	if (!new RegExp(WORD).test(found.titles[0])) s.say('search', `“${found.titles[0]}” comes before titles with the word`);
	if ((await s.ask('水')).titles.length === 0) s.say('search', 'one character finds nothing');
	const and = await s.ask(`${WORD} 打印`);
	if (countIn(and.status) === 0 || countIn(and.status) >= countIn(found.status)) s.say('search', `two words find ${and.status}, one ${found.status}`);
	const quoted = await s.ask('“公开 指南”');
	if (!quoted.titles.some(title => /公开指南/.test(title))) s.say('search', `quoted words find ${quoted.titles.join(', ')}`);
	return s.hear();
}

async function checkNumbers(s) {
	await s.open(PAGE);
	const titles = [];
	for (const way of [NUMBER, ...NUMBERS]) {
		const found = await s.ask(way);
		titles.push(found.titles[0]);
		if (!found.titles[0]) s.say('search', `${way} finds nothing`);
	}
	if (new Set(titles).size > 1) s.say('search', `ways to write ${NUMBER} find first: ${[...new Set(titles)].join(', ')}`);
}

async function checkPinyin(s) {
	await s.open(PAGE);
	for (const [word, wanted] of Object.entries(SPELT)) {
		const found = await s.ask(word);
		if (!found.titles.some(title => wanted.test(title))) s.say('pinyin', `${word} finds ${found.titles.join(', ') || 'nothing'}`);
		const names = await s.page.$$eval('#search-names a', links => links.length);
		if (word === 'chayuedian' && names === 0) s.say('pinyin', `${word} offers no topic`);
	}
}

async function checkSuggestion(s) {
	await s.open(PAGE);
	const found = await s.ask('政俯信息公开');
	if (!found.suggestion) return s.say('suggestion', `nothing is offered for 政俯信息公开: ${found.status}`);
	await s.page.click('#search-suggestion button');
	await s.settle();
	await s.page.waitForSelector('#search-results > li').catch(() => s.say('suggestion', `“${found.suggestion}” finds nothing`));
	const none = await s.ask('龘靐齉齾爩');
	if (none.titles.length > 0 || countIn(none.status) > 0) s.say('suggestion', `龘靐齉齾爩 finds ${none.status}`);
	if (!await s.page.isVisible('#search-none')) s.say('suggestion', 'no way on where nothing is found');
	return s.hear();
}

async function checkFilters(s) {
	await s.open(PAGE);
	const all = await s.ask('公开');
	await s.page.click('.search-filter[data-axis=kinds] > summary');
	await s.page.waitForSelector('.search-filter[data-axis=kinds] li button');
	const values = await s.page.$$eval('.search-filter[data-axis=kinds] li button', buttons => buttons.map(e => e.textContent.trim()));
	const counts = values.map(text => Number((/(\d+)\D*$/.exec(text) || [0, 0])[1]));
	if (values.length < 2 || counts.includes(0)) s.say('filter', `kinds: ${values.join(', ')}`);
	// Kinds without a list of their own are no values.
	if (counts.reduce((a, b) => a + b, 0) > countIn(all.status)) s.say('filter', `${counts.join(' + ')} of ${all.status}`);
	const last = values.length - 1;
	await s.page.click(`.search-filter[data-axis=kinds] li:nth-child(${last + 1}) button`);
	await s.page.waitForSelector('#search-chosen button');
	await s.settle();
	const some = await s.read();
	if (countIn(some.status) !== counts[last]) s.say('filter', `“${values[last]}” leaves ${some.status}`);
	await s.page.click('#search-chosen button');
	await s.page.waitForFunction(text => document.getElementById('search-status').textContent.trim() === text, all.status)
		.catch(() => s.say('filter', 'taking it back does not give all again'));
	await s.page.check('#search-order input[value=date]');
	await s.page.waitForTimeout(300);
	await s.settle();
	const {times} = await s.read();
	const dated = times.filter(Boolean);
	if (dated.length < 2 || dated.some((time, i) => i > 0 && time > dated[i - 1])) s.say('order', `by date: ${times.join(', ')}`);
	s.hear();
}

async function checkMore(s) {
	await s.open(asked('公开'));
	await s.page.waitForSelector('#search-results > li');
	const before = await s.read();
	if (!before.more) return s.say('search', `no more of ${before.status}`);
	await s.page.click('#search-more');
	await s.page.waitForFunction(count => document.querySelectorAll('#search-results > li').length > count, before.titles.length)
		.catch(() => s.say('search', 'more gives no more'));
	const links = (await s.read()).links;
	if (new Set(links).size !== links.length) s.say('search', 'a result comes twice');
	return s.hear();
}

// Runs in the page of a document.
function readMarks() {
	const marks = [...document.querySelectorAll('main mark')];
	const bar = document.getElementById('find-bar');
	const inView = e => e.getBoundingClientRect().top >= 0 && e.getBoundingClientRect().bottom <= window.innerHeight;
	return {
		words: [...new Set(marks.map(e => e.textContent))], count: marks.length,
		inView: marks.map(inView), bar: bar ? bar.textContent.trim() : '',
	};
}

// To the page of a result, from mark to mark, and back to what was found.
async function checkFollowing(s) {
	await s.open(PAGE);
	const before = await s.ask('供水');
	const second = s.page.locator('#search-results > li a').nth(1);
	await second.scrollIntoViewIfNeeded();
	await second.click();
	await s.page.waitForSelector('main mark').catch(() => s.say('mark', `nothing is marked on ${decodeURI(s.page.url())}`));
	const marks = await s.page.evaluate(readMarks);
	if (!marks.words.includes('供水')) s.say('mark', `marked: ${marks.words.join(', ')}`);
	if (!marks.inView.includes(true)) s.say('mark', 'the first match is not in view');
	if (!/\d/.test(marks.bar)) s.say('mark', `the bar says “${marks.bar}”`);
	if (marks.count > 1) {
		await s.page.click('#find-bar .find-next');
		await s.page.waitForTimeout(300);
		const next = await s.page.evaluate(readMarks);
		if (next.bar === marks.bar) s.say('mark', `the next match: still “${next.bar}”`);
		if (!next.inView.includes(true)) s.say('mark', 'the next match is not in view');
	}
	await s.page.click('#find-bar .find-close');
	if ((await s.page.evaluate(readMarks)).count > 0) s.say('mark', 'closed, and still marked');
	await s.page.goBack();
	await s.page.waitForSelector('#search-results > li').catch(() => s.say('back', 'nothing is found any more'));
	const after = await s.read();
	if (after.status !== before.status || after.titles[0] !== before.titles[0]) s.say('back', `${before.status} before, ${after.status} after`);
	if (await s.page.inputValue('#search-field') !== '供水') s.say('back', 'the query is gone');
	s.hear();
}

// Queries that nobody types are words like others: never markup, never a fault, whatever stands in the address.
const ODD = ['<img src=x onerror=alert(1)>', '%', '%zz%E4', '"', '“公开', '(.*)+$', '\\', '__proto__', '词 '.repeat(2000),
	'公开&topics=constructor,__proto__&kinds=%25&order=date'];

async function checkOdd(s) {
	const wait = what => s.page.waitForFunction(() => document.getElementById('search').getAttribute('aria-busy') !== 'true' &&
		document.getElementById('search-status').textContent.trim() !== '').catch(() => s.say('odd', `${what} is never answered`));
	for (const query of ODD) {
		await s.open(asked(query));
		await wait(query.slice(0, 40));
		if (await s.page.$('#search img, #search script')) s.say('odd', `${query} became markup`);
		const chosen = await s.page.textContent('#search-chosen');
		if (/function|\[/.test(chosen)) s.say('odd', `chosen: ${chosen}`);
	}
	await s.open(PAGE);
	await s.page.$eval('#search-field', field => {
		field.value = '公开\uD800'; // half of a character, as broken keys may send it
		field.dispatchEvent(new Event('input', {bubbles: true}));
	});
	await wait('half of a character');
	s.hear();
}

// A word that stands everywhere does not hold the page up.
async function checkManyMarks(s) {
	await s.open('site-map.html');
	await s.page.$eval('main', main => {
		main.appendChild(document.createElement('p')).textContent = '一二三四五六七八九十'.repeat(20000);
	});
	await s.page.evaluate(() => { location.hash = '#find=' + encodeURIComponent('一 三 五 七 九'); });
	await s.page.evaluate(() => {
		const script = document.createElement('script');
		script.src = 'theme/script/mark.js';
		document.head.appendChild(script);
	});
	await s.page.waitForSelector('#find-bar', {timeout: 8000}).catch(() => s.say('mark', 'a word that stands everywhere: no marks in 8 s'));
	if (await s.page.$$eval('main mark', marks => marks.length) > 2000) s.say('mark', 'more marks than anybody goes through');
	s.hear();
}

// With results, at every screen and in every look.
async function checkFaces(s) {
	await s.open(asked(WORD));
	await s.page.waitForSelector('#search-results > li');
	await s.page.evaluate(() => document.querySelectorAll('.search-filter').forEach(e => { e.open = true; }));
	await s.page.waitForTimeout(300);
	for (const [name, size] of [...Object.entries(SCREENS), ['narrow', {width: 320, height: 640}]]) {
		await s.page.setViewportSize(size);
		s.faults.push(...await measure(s.tab, name));
	}
	await s.page.setViewportSize(SCREENS.desktop);
	for (const look of LOOKS.filter(one => one.name !== 'print')) {
		await takeLook(s.tab, look);
		s.faults.push(...await checkAxe(s.tab, `${look.name}: `));
		if (look.media) await s.page.emulateMedia({contrast: null, forcedColors: null, media: null});
		if (look.choose === 'contrast') await s.page.evaluate(() => document.getElementById('contrast').click());
	}
	s.hear();
}

// What there is without scripts: ways by letter, year, topic and number, and nothing that looks like a search.
async function checkPlain(browser, folder) {
	const context = await openContext(browser, {javaScriptEnabled: false});
	const tab = await openTab(context, folder);
	const faults = [];
	await tab.go(PAGE);
	if (await tab.page.isVisible('#search-field')) faults.push(fault('plain', 'a field that does nothing'));
	const links = await tab.page.$$eval('main a[href]', all => all.map(e => e.getAttribute('href')));
	for (const way of ['az/', 'list/years/', 'list/topics/', 'list/numbers/']) {
		if (!links.some(link => link.includes(way))) faults.push(fault('plain', `no way by ${way}`));
	}
	faults.push(...tab.heard); // axe needs scripts, and would wait for ever
	await context.close();
	return faults;
}

const CHECKS = {
	'typing, and, quotes': checkTyping, 'ways to write a number': checkNumbers, pinyin: checkPinyin, suggestion: checkSuggestion,
	'filters and order': checkFilters, more: checkMore, 'following a result and back': checkFollowing, 'odd queries': checkOdd,
	'many matches': checkManyMarks, 'screens and looks': checkFaces,
};

// [title, faults] of each.
async function checkSearch(browser, site) {
	const results = [];
	for (const [name, check] of Object.entries(CHECKS)) {
		const context = await openContext(browser);
		context.setDefaultTimeout(15000);
		const steps = openSteps(await openTab(context, site.folder));
		try {
			await check(steps);
		} catch (error) {
			steps.say('broken-check', error.stack);
		}
		steps.hear();
		results.push([`search: ${name}`, steps.faults]);
		await context.close();
	}
	results.push(['search: without scripts', await checkPlain(browser, site.folder)]);
	return results;
}

module.exports = {checkSearch};
