// What is left without scripts and without styles.
'use strict';

const {fault} = require('./tap');

// What a script adds, and the one word that it may change. Without it a button does nothing, so there is none, or it is
// hidden.
const BY_SCRIPT = '[data-script], [data-clock] [data-state], [data-as-of] [data-state], ' +
	'button, [role=status], a.anchor, noscript';

// Runs in the page: its main text without what a script adds or is replaced by.
function mainText(byScript) {
	for (const e of document.querySelectorAll(byScript)) e.style.setProperty('display', 'none', 'important');
	const main = document.querySelector('main') || document.body;
	const text = main.innerText.replace(/\s+/g, ' ').trim();
	for (const e of document.querySelectorAll(byScript)) e.style.removeProperty('display');
	return text;
}

// Runs in the page, and leaves it bare: [[fault, text]].
function measureBare(record) {
	const found = [];
	const table = document.querySelector('table.header, .header .facts-table');
	const facts = table ? [...table.querySelectorAll('th, td, dt, dd')].map(e => e.textContent.trim()) : [];
	for (const sheet of document.styleSheets) sheet.disabled = true;
	for (const e of document.querySelectorAll('[style]')) e.removeAttribute('style');
	for (const e of document.querySelectorAll('button')) {
		if (!e.closest('[hidden]')) found.push(['dead-button', e.innerText]);
	}
	let last = 0;
	for (const e of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
		if (!e.checkVisibility()) continue;
		const level = Number(e.localName[1]);
		if (last === 0 && level !== 1) found.push(['headings', `the first is <${e.localName}> ${e.innerText}`]);
		if (last > 0 && level > last + 1) found.push(['headings', `<${e.localName}> ${e.innerText} after <h${last}>`]);
		last = level;
	}
	const flat = text => text.replace(/\s+/g, '');
	const bare = flat(document.body.innerText);
	for (const fact of facts) {
		if (fact && !bare.includes(flat(fact))) found.push(['facts', `${fact} is lost without styles`]);
	}
	if (!record) return found;
	if (!table) found.push(['facts', 'there is no header table']);
	for (const [name, value] of Object.entries(record)) {
		if (!bare.includes(flat(value))) found.push(['facts', `${name} ${value} is not in the page`]);
	}
	return found;
}

const IMAGES = /^(SVG|PNG|JPE?G|GIF|WEBP|AVIF)$/i;

// The facts of a record (doc/…/ID.json) that its page has to say in so many words.
function factsOf(record) {
	const facts = {};
	for (const name of ['title', 'number', 'written_on', 'published_on']) {
		if (typeof record[name] === 'string' && record[name]) facts[name] = record[name];
	}
	const take = (name, value) => {
		if (typeof value === 'string') {
			facts[name] = value;
		} else if (value && typeof value.url === 'string') {
			// Of a file one reads name and type; a picture is seen.
			if (!IMAGES.test(value.type)) take(name, {name: value.name || '', type: value.type || ''});
		} else {
			for (const [key, inner] of Object.entries(value || {})) take(`${name}.${key}`, inner);
		}
	};
	for (const [name, value] of Object.entries(record.fields || {})) take(name, value);
	return facts;
}

// `plain` is a tab with scripts off, at the same address as `tab`.
async function checkReading(tab, plain, record) {
	const with_ = await tab.page.evaluate(mainText, BY_SCRIPT);
	const without = await plain.page.evaluate(mainText, BY_SCRIPT);
	const faults = [];
	if (with_ !== without) {
		let i = 0;
		while (with_[i] === without[i]) i++;
		const from = Math.max(0, i - 20);
		const [a, b] = [with_, without].map(text => text.slice(from, i + 40));
		faults.push(fault('script-text', `with: …${a}… without: …${b}…`));
	}
	const found = await plain.page.evaluate(measureBare, record ? factsOf(record) : null);
	return [...faults, ...plain.heard, ...found.map(([name, text]) => fault(name, text))];
}

module.exports = {checkReading};
