// axe-core with all its rules, in each look that a reader can have.
'use strict';

const fs = require('fs');
const {fault} = require('./tap');
const {measure} = require('./layout');

const SOURCE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// Rules left out, and why.
const LEFT_OUT = {
	'color-contrast': 'color-contrast-enhanced asks for more',
	'css-orientation-lock': 'reads style sheets by the network, which is off',
};

// `choose` is the id of an input of the page, `media` what the reader's system says.
const LOOKS = [
	{name: 'standard', choose: 'size-standard', optional: true},
	{name: 'large', choose: 'size-large'},
	{name: 'largest', choose: 'size-largest'},
	{name: 'contrast', choose: 'contrast'},
	{name: 'prefers-contrast', media: {contrast: 'more'}},
	{name: 'forced-colours', media: {forcedColors: 'active'}},
	{name: 'print', media: {media: 'print'}},
];
const NO_MEDIA = {contrast: null, forcedColors: null, media: null};

// Runs in the page.
async function runAxe(leftOut) {
	const rules = {};
	for (const rule of window.axe.getRules()) {
		rules[rule.ruleId] = {enabled: !leftOut.includes(rule.ruleId) && !rule.tags.includes('deprecated')};
	}
	const result = await window.axe.run(document, {rules, preload: false, resultTypes: ['violations']});
	return result.violations.map(one => ({
		id: one.id, help: one.help,
		nodes: one.nodes.map(node => {
			const why = node.any[0] || node.all[0] || node.none[0];
			return `${node.target.join(' ')} ${why ? why.message : ''}`;
		}),
	}));
}

async function checkAxe(tab, where = '') {
	if (!await tab.page.evaluate(() => typeof window.axe === 'object')) await tab.page.evaluate(SOURCE);
	const violations = await tab.page.evaluate(runAxe, Object.keys(LEFT_OUT));
	return violations.flatMap(({id, nodes}) => nodes.slice(0, 4).map(node => fault(`axe:${id}`, `${where}${node}`)));
}

// Runs in the page: takes one of its inputs and tells whether it was there.
function chooseInput(id) {
	const input = document.getElementById(id);
	if (!input) return false;
	if (!input.checked) input.click();
	return input.checked;
}

// Gives the tab this look; false when the page does not offer it.
async function takeLook(tab, look) {
	if (look.media) await tab.page.emulateMedia({...NO_MEDIA, ...look.media});
	return !look.choose || await tab.page.evaluate(chooseInput, look.choose) || Boolean(look.optional);
}

// What was chosen may be kept by the page: forgets it and loads the page anew.
async function forgetLooks(tab) {
	await tab.page.emulateMedia(NO_MEDIA);
	await tab.page.evaluate(() => {
		localStorage.clear();
		sessionStorage.clear();
	});
	await tab.go(tab.url);
}

// Runs in the page: what tells looks apart.
function describeLook() {
	const style = getComputedStyle(document.querySelector('main') || document.body);
	return {size: parseFloat(style.fontSize), colour: style.color};
}

// The page of this tab in all looks but the standard one, which checkAxe alone looks at.
async function checkLooks(tab) {
	const faults = [];
	const seen = {};
	await forgetLooks(tab);
	for (const look of LOOKS) {
		if (look.choose === 'contrast') await takeLook(tab, LOOKS[0]);
		if (look.media) await forgetLooks(tab);
		if (!await takeLook(tab, look)) {
			faults.push(fault('look', `${look.name} is not offered (#${look.choose})`));
			continue;
		}
		seen[look.name] = await tab.page.evaluate(describeLook);
		if (look.name === 'standard') continue;
		faults.push(...await checkAxe(tab, `${look.name}: `));
		if (look.name !== 'print') faults.push(...await measure(tab, look.name));
	}
	await forgetLooks(tab);
	const wrong = (what, is) => {
		if (is) faults.push(fault('look', what));
	};
	wrong('large is not larger', seen.large && seen.large.size <= seen.standard.size);
	wrong('largest is not larger', seen.largest && seen.large && seen.largest.size <= seen.large.size);
	wrong('contrast changes no colour', seen.contrast && seen.contrast.colour === seen.standard.colour);
	return [...faults, ...tab.heard];
}

module.exports = {LOOKS, takeLook, forgetLooks, checkAxe, checkLooks};
