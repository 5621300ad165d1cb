// The keyboard alone: Tab reaches everything in the order of the page, one sees where one is, and one gets out again.
'use strict';

const {fault} = require('./tap');

// A player has stops of its own within.
const MOST_WITHIN = 8;

// Runs in the page before a key is pressed: numbers what can be reached, and keeps how it looks.
function watchFocus() {
	const style = e => {
		const s = getComputedStyle(e);
		const box = e.getBoundingClientRect();
		return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.color, s.borderColor,
			s.borderWidth, s.textDecorationLine, s.textDecorationThickness, s.position, s.clipPath,
			box.width, box.height].join();
	};
	const looks = e => [e, ...(e.labels || [])].map(style).join(';');
	const sheet = new CSSStyleSheet();
	sheet.replaceSync('* { transition: none !important; animation: none !important; }');
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	const shown = e => !e.disabled && e.type !== 'hidden' && e.checkVisibility({visibilityProperty: true});
	const tools = 'a[href], button, input, select, textarea, summary';
	const barred = [...document.querySelectorAll(tools)].filter(e => shown(e) && e.tabIndex < 0);
	const groups = new Set();
	const reachable = [...document.querySelectorAll(`${tools}, [tabindex], audio[controls], video[controls]`)]
		.filter(e => {
			if (!shown(e) || e.tabIndex < 0) return false;
			if (e.type !== 'radio' || !e.name) return true;
			// Of radio buttons one is a stop, the arrow keys do the rest: the chosen one, or else the first.
			const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(e.name)}"]:checked`);
			if (chosen ? chosen !== e : groups.has(e.name)) return false;
			groups.add(e.name);
			return true;
		});
	const before = new Map(reachable.map(e => [e, looks(e)]));
	window.focusSeen = {reachable, barred, order: [], pale: []};
	document.addEventListener('focusin', ({target}) => {
		const place = reachable.indexOf(target);
		window.focusSeen.order.push(place);
		if (place >= 0 && looks(target) === before.get(target)) window.focusSeen.pale.push(place);
		if (place >= 0) {
			const box = target.getBoundingClientRect();
			const labelled = (target.labels || []).length > 0;
			if (!labelled && (box.width < 2 || box.right <= 0)) window.focusSeen.pale.push(place);
		}
	}, true);
	return reachable.length;
}

// Runs in the page after all presses.
function readFocus() {
	const {reachable, barred, order, pale} = window.focusSeen;
	const nameOf = e => {
		const words = (e.innerText || e.value || e.getAttribute('href') || '').trim().slice(0, 30);
		return `<${e.localName}${e.id ? '#' + e.id : ''}> ${words}`;
	};
	const first = reachable[0];
	const skip = first && first.localName === 'a' && /^#./.test(first.getAttribute('href')) &&
		document.getElementById(first.getAttribute('href').slice(1)) !== null;
	const names = {names: reachable.map(nameOf), barred: barred.map(nameOf)};
	return {order, pale: [...new Set(pale)], ...names, skip: Boolean(skip)};
}

// Works on a page that was just loaded.
async function checkKeyboard(tab) {
	const count = await tab.page.evaluate(watchFocus);
	if (count === 0) return [fault('skip', 'nothing can be reached at all')];
	const presses = count + 3 + MOST_WITHIN * await tab.page.locator('audio, video').count();
	for (let i = 0; i < presses; i++) await tab.page.keyboard.press('Tab');
	const seen = await tab.page.evaluate(readFocus);
	const faults = [];
	if (!seen.skip) faults.push(fault('skip', `the first stop is ${seen.names[0]}, no link to the main part`));
	const stops = seen.order.filter(place => place >= 0);
	const reached = new Set(stops);
	const lost = [...Array(count).keys()].filter(i => !reached.has(i));
	const last = stops[stops.length - 1];
	// Whoever got to one stop and no further, with stops left, is caught there.
	if (lost.length > 1 && lost[0] === last + 1 && lost.length === count - last - 1) {
		faults.push(fault('trap', `there is no way on from ${seen.names[last]}`));
	} else {
		for (const i of lost) faults.push(fault('unreached', seen.names[i]));
	}
	for (const name of seen.barred) faults.push(fault('unreached', name));
	let before = -1;
	for (const place of stops.slice(0, reached.size)) {
		if (place < before) faults.push(fault('order', `${seen.names[place]} comes after ${seen.names[before]}`));
		before = place;
	}
	for (const i of seen.pale) faults.push(fault('focus', `cannot be seen on ${seen.names[i]}`));
	return faults;
}

module.exports = {checkKeyboard};
