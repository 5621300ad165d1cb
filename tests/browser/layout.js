// What can be measured on a laid out page: no sideways scrolling, no clipped text, targets large enough.
'use strict';

const {fault} = require('./tap');
const {SCREENS} = require('./open');

// Heights that a finger needs. Those of the first line are the main targets; lists of links that stand for reading
// (outline, breadcrumb) and links in running text are not.
const RULES = {
	main: 'nav a, nav button, nav summary, header button, header summary',
	small: '.outline *, .breadcrumb *, .crumbs *',
	mainHeight: 44,
	height: 24,
};

// Runs in the page. Returns [[fault, text]].
function measureLayout(rules) {
	const found = [];
	const root = document.documentElement;
	const nameOf = e => {
		const words = (e.innerText || e.alt || e.value || '').trim().slice(0, 30);
		const klass = typeof e.className === 'string' && e.className ? '.' + e.className.trim().replace(/\s+/g, '.') : '';
		return `<${e.localName}${e.id ? '#' + e.id : ''}${klass}> ${words}`;
	};
	const shown = e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
	// Text for screen readers only is a box of a pixel or cut away whole.
	const hidden = (e, style) => (e.clientWidth <= 1 && e.clientHeight <= 1) || style.clipPath === 'inset(50%)' ||
		style.clip === 'rect(0px, 0px, 0px, 0px)' || style.clip === 'rect(1px, 1px, 1px, 1px)';
	const scrolls = value => value === 'auto' || value === 'scroll';
	const inScroller = e => e !== document.body &&
		(scrolls(getComputedStyle(e.parentElement).overflowX) || inScroller(e.parentElement));

	if (root.scrollWidth > root.clientWidth) {
		let widest = null;
		for (const e of document.body.querySelectorAll('*')) {
			const right = e.getBoundingClientRect().right + window.scrollX;
			if (right <= root.clientWidth + 1 || (widest && right <= widest.right)) continue;
			if (shown(e) && !inScroller(e)) widest = {e, right};
		}
		found.push(['sideways', `${root.scrollWidth} > ${root.clientWidth}, ${widest ? nameOf(widest.e) : ''}`]);
	}
	for (const e of document.querySelectorAll('body, body *')) {
		if (!e.innerText || !shown(e)) continue;
		const style = getComputedStyle(e);
		if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
		const wide = e.scrollWidth > e.clientWidth + 1;
		const high = e.scrollHeight > e.clientHeight + 1;
		if (scrolls(style.overflowX)) {
			// A box that scrolls is for a table, a figure or code, never for the page.
			if (wide && e.querySelector('h1')) found.push(['sideways', `the page scrolls within ${nameOf(e)}`]);
			continue;
		}
		if (hidden(e, style) || e === document.body) continue;
		if (wide && style.overflowX !== 'visible') found.push(['clipped', `width of ${nameOf(e)}`]);
		const cuts = style.overflowY !== 'visible' && !scrolls(style.overflowY);
		if (high && cuts) found.push(['clipped', `height of ${nameOf(e)}`]);
	}
	for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
		if (!shown(e) || e.disabled || e.type === 'hidden') continue;
		// What is worked by its label is as large as the label.
		const boxes = [e, ...(e.labels || [])].filter(shown).map(x => x.getBoundingClientRect());
		const box = boxes.reduce((a, b) => (b.height > a.height ? b : a));
		const labelled = [...e.labels || []].some(shown);
		if (box.right < 0 || box.bottom < 0 || (!labelled && hidden(e, getComputedStyle(e)))) continue;
		const main = e.matches(rules.main) && !e.matches(rules.small);
		const inline = getComputedStyle(e).display === 'inline' &&
			[...e.parentNode.childNodes].some(n => n.nodeType === 3 && n.data.trim().length > 1);
		if (inline && !main) continue;
		const least = main ? rules.mainHeight : rules.height;
		if (box.height + 0.5 < least) found.push(['target', `${box.height.toFixed(1)} px, at least ${least}: ${nameOf(e)}`]);
	}
	return found;
}

// Runs in the page: what is needed once, whatever its width.
function measureFrame() {
	const found = [];
	const lang = document.documentElement.lang;
	if (!/^(zh-Hans|zh-Hant|en)\b/.test(lang)) found.push(['lang', `html lang="${lang}"`]);
	const h1 = document.querySelectorAll('h1').length;
	if (h1 !== 1) found.push(['h1', `${h1} of them`]);
	if (!document.title.trim()) found.push(['title', 'there is none']);
	// Words that only a style sheet says are lost to those who read without it.
	for (const e of document.querySelectorAll('body *')) {
		for (const side of ['::before', '::after']) {
			const content = getComputedStyle(e, side).content;
			if (/^"/.test(content) && /[\p{L}\p{N}]/u.test(content)) {
				found.push(['style-words', `${content} at <${e.localName}.${e.className}>`]);
			}
		}
	}
	return found;
}

async function measure(tab, where) {
	const found = await tab.page.evaluate(measureLayout, RULES);
	return found.map(([name, text]) => fault(name, `${where}: ${text}`));
}

// The page of this tab at all screens, and as narrow as it gets.
async function checkLayout(tab) {
	const faults = (await tab.page.evaluate(measureFrame)).map(([name, text]) => fault(name, text));
	for (const [name, size] of [...Object.entries(SCREENS), ['narrow', {width: 320, height: 640}]]) {
		await tab.page.setViewportSize(size);
		faults.push(...await measure(tab, name));
	}
	await tab.page.setViewportSize(SCREENS.desktop);
	return faults;
}

module.exports = {checkLayout, measure};
