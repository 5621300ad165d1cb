// A document on paper: what an archivist asks of it.
'use strict';

const fs = require('fs');
const {execFileSync} = require('child_process');
const {fault} = require('./tap');

const flat = text => text.normalize('NFKC').replace(/\s+/g, '');

// Runs in the page before it is printed.
function readFacts() {
	const texts = what => [...document.querySelectorAll(what)].map(e => e.textContent.trim()).filter(Boolean);
	return {
		title: document.querySelector('h1').textContent.trim(),
		cells: texts('table.header th, table.header td, .header .facts-table dt, .header .facts-table dd'),
		source: texts('.origin code, [data-digest]'),
		links: [...document.querySelectorAll('main a[href^="http"]')].map(e => e.href).slice(0, 5),
		menu: texts('header nav a, nav.menu a'),
	};
}

// Runs in the page, in print: what nobody can use on paper.
function readTools() {
	return [...document.querySelectorAll('nav, button, input, select, .skip')].filter(e => {
		const box = e.getBoundingClientRect();
		return e.checkVisibility({visibilityProperty: true}) && box.width > 1 && box.height > 1 && box.right > 0;
	}).map(e => `<${e.localName}> ${e.innerText.trim().slice(0, 30)}`);
}

// `pages` as they are laid out; `running` is the text in its own order, for what stands side by side.
function checkPaper(pages, running, facts) {
	const faults = [];
	const text = flat(pages.join('\n')) + flat(running);
	const ask = (what, value) => {
		if (!text.includes(flat(value))) faults.push(fault('print', `${what} is not on paper: ${value}`));
	};
	ask('title', facts.title);
	for (const cell of facts.cells) ask('header fact', cell);
	if (facts.cells.length === 0) faults.push(fault('print', 'there is no header table'));
	for (const value of facts.source) ask('source', value);
	if (!facts.source.some(value => /^[0-9a-f]{7,}/.test(value))) faults.push(fault('print', 'there is no digest'));
	if (!facts.source.some(value => /\.md$/.test(value))) faults.push(fault('print', 'there is no source file'));
	for (const link of facts.links) ask('address of a link', link);
	// Each word of the menu may well stand in a text, but not one after the other.
	const menu = flat(facts.menu.slice(0, 3).join(''));
	if (menu && text.includes(menu)) faults.push(fault('print', `the menu: ${menu}`));
	for (const [i, page] of pages.entries()) {
		const filled = page.split('\n').filter(line => line.trim() !== '');
		const edges = [filled[0], filled[filled.length - 1]].join(' ');
		if (!new RegExp(`(^|\\D)${i + 1}(\\D|$)`).test(edges)) faults.push(fault('print', `page ${i + 1} bears no number`));
	}
	return faults;
}

// Prints the page of this tab to `file` (PDF) and reads that back.
async function checkPrint(tab, file) {
	const facts = await tab.page.evaluate(readFacts);
	await tab.page.emulateMedia({media: 'print'});
	const faults = (await tab.page.evaluate(readTools)).map(text => fault('print', `${text} is no use on paper`));
	await tab.page.emulateMedia({media: null});
	fs.writeFileSync(file, await tab.page.pdf({format: 'A4', preferCSSPageSize: true}));
	const info = execFileSync('pdfinfo', [file], {encoding: 'utf8'});
	const read = (...options) => execFileSync('pdftotext', [...options, file, '-'], {encoding: 'utf8'});
	const pages = read('-layout').split('\f').slice(0, -1);
	const count = Number(/^Pages:\s+(\d+)/m.exec(info)[1]);
	if (pages.length !== count) faults.push(fault('print', `${count} pages, ${pages.length} with text`));
	const title = (/^Title:[ \t]+(.*)/m.exec(info) || ['', ''])[1];
	if (!flat(title).includes(flat(facts.title))) faults.push(fault('print', `the file is titled “${title}”`));
	return [...faults, ...checkPaper(pages, read() + read('-raw'), facts)];
}

module.exports = {checkPrint};
