// Figures: every mark of a drawing leads to its cell in the table, and touch and keys tell what stands there.
'use strict';

const {fault} = require('./tap');

// Runs in the page: [[fault, text]] of all its figures as they lie there.
function readFigures() {
	const SLACK = 4;
	const EMPTY = 0.31; // of a line of text: what lies above and below its characters
	const found = [];
	for (const figure of document.querySelectorAll('figure.chart')) {
		const say = (name, text) => found.push([name, `${figure.id}: ${text}`]);
		const drawing = figure.querySelector('.drawing');
		const table = figure.querySelector('table');
		if (!drawing) continue;
		if (!table) say('chart-table', 'there is none');
		const svg = drawing.querySelector('svg');
		const named = (svg.getAttribute('aria-labelledby') || '').split(' ').map(id => svg.querySelector(`[id="${id}"]`));
		if (svg.getAttribute('role') !== 'img' || named.some(e => !e || !e.textContent)) say('chart-name', 'no title or description');
		// What falls off the drawing is lost, and text over text cannot be read.
		const room = svg.getBoundingClientRect();
		const texts = [...svg.querySelectorAll('text')].filter(e => e.textContent.trim());
		const boxes = texts.map(e => e.getBoundingClientRect());
		boxes.forEach((box, i) => {
			const over = Math.max(room.top - box.top, box.bottom - room.bottom) - box.height * EMPTY / 2;
			const out = Math.max(room.left - box.left, box.right - room.right, over);
			if (out > SLACK) say('chart-off', `“${texts[i].textContent}” by ${out.toFixed(1)} px`);
			boxes.slice(i + 1).forEach((other, j) => {
				const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
				const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
				const pair = [texts[i], texts[i + 1 + j]];
				// The box of a slanted text is mostly empty.
				if (wide > 1 && high > EMPTY * Math.min(box.height, other.height) && !pair.some(e => e.closest('[transform]'))) {
					say('chart-over', pair.map(e => `“${e.textContent}”`).join(' over '));
				}
			});
		});
		for (const mark of svg.querySelectorAll('[data-r]')) {
			const row = table && table.tBodies[0].rows[mark.getAttribute('data-r') - 1];
			if (row && !row.cells[mark.getAttribute('data-c') - 1]) say('chart-cell', mark.outerHTML);
		}
	}
	return found;
}

// Runs in the page: of the drawing in focus what its status line says, and the cell of the mark that is chosen.
function readChosen() {
	const drawing = document.activeElement;
	const mark = drawing.querySelector('[data-on]');
	const status = drawing.parentNode.querySelector('[role=status]');
	const table = drawing.parentNode.querySelector('table');
	const row = mark && table.tBodies[0].rows[mark.getAttribute('data-r') - 1];
	const place = mark && mark.getAttribute('data-c') - 1;
	return {
		said: status ? status.textContent : '', marks: drawing.querySelectorAll('[data-on]').length,
		at: mark ? `${mark.getAttribute('data-r')} ${mark.getAttribute('data-c')}` : '',
		cells: row ? [row.cells[0], table.tHead.rows[0].cells[place], row.cells[place]].map(e => e ? e.textContent : 'no cell') : [],
	};
}

// Runs in the page: the last mark of a drawing whose middle is to be seen, and where that is.
function findTouched(drawing) {
	for (const mark of [...drawing.querySelectorAll('[data-r]')].reverse()) {
		const box = mark.getBoundingClientRect();
		const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
		const top = document.elementFromPoint(x, y);
		if (top && top.closest('[data-r]') === mark) return {x, y, at: `${mark.getAttribute('data-r')} ${mark.getAttribute('data-c')}`};
	}
	return null;
}

const agrees = chosen => chosen.marks === 1 && chosen.cells.every(text => chosen.said.includes(text));

async function checkDrawing(tab, drawing, name) {
	const faults = [];
	const wrong = (how, chosen) => faults.push(fault('chart-value', `${name}: ${how} says “${chosen.said}”, ${chosen.cells}`));
	if (await drawing.locator('[data-r]').count() === 0) return faults;
	await drawing.focus();
	const before = await tab.page.evaluate(readChosen);
	if (before.marks !== 0 || before.said === '') wrong('no key yet', before);
	const seen = new Set();
	for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft']) {
		await tab.page.keyboard.press(key);
		const chosen = await tab.page.evaluate(readChosen);
		if (!agrees(chosen)) wrong(key, chosen);
		seen.add(chosen.at);
	}
	if (seen.size < 2 && await drawing.locator('[data-r]').count() > 1) faults.push(fault('chart-keys', `${name}: no key moves on`));
	await drawing.scrollIntoViewIfNeeded();
	const touched = await drawing.evaluate(findTouched);
	if (touched) {
		await tab.page.mouse.click(touched.x, touched.y);
		const chosen = await tab.page.evaluate(readChosen);
		if (!agrees(chosen) || chosen.at !== touched.at) wrong(`a touch of ${touched.at}`, chosen);
	}
	return faults;
}

// On a page that was just loaded.
async function checkChart(tab) {
	const faults = (await tab.page.evaluate(readFigures)).map(([name, text]) => fault(name, text));
	const drawings = tab.page.locator('figure.chart .drawing');
	for (let i = 0; i < await drawings.count(); i++) {
		faults.push(...await checkDrawing(tab, drawings.nth(i), `drawing ${i + 1}`));
	}
	return [...faults, ...tab.heard];
}

module.exports = {checkChart};
