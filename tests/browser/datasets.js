// The table of a dataset as readers sort and filter it: what stands there is what the whole of the data holds, from a
// disk, with the keyboard alone, and back again to the page as it came.
'use strict';

const fs = require('fs');
const path = require('path');
const {fault} = require('./tap');

// Runs in the page.
function readTable() {
	const table = document.querySelector('.grid-table');
	const status = document.querySelector('.rows-shown');
	const pages = document.querySelector('.row-pages');
	return {
		rows: [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent)),
		heads: [...table.tHead.rows[0].cells].map(cell => cell.getAttribute('aria-sort') || ''),
		numbers: [...table.tHead.rows[0].cells].map(cell => /right/.test(cell.className)),
		status: status.textContent, live: status.getAttribute('role') === 'status',
		paged: Boolean(pages) && !pages.hidden,
	};
}

// All rows of the data, from the file that the page offers as JSON.
function readAll(site, url) {
	const rows = JSON.parse(fs.readFileSync(path.join(site.folder, url.replace(/\.html$/, ''), 'rows.json'), 'utf8'));
	return rows.map(row => Object.values(row));
}

const isSorted = list => list.every((value, i) => i === 0 || list[i - 1] <= value);

async function press(tab, column, key) {
	await tab.page.focus(`.grid-table thead th:nth-child(${column}) button`);
	await tab.page.keyboard.press(key);
	await tab.page.waitForTimeout(300);
	return tab.page.evaluate(readTable);
}

async function type(tab, text) {
	await tab.page.fill('.filter input', text);
	await tab.page.waitForTimeout(100);
	return tab.page.evaluate(readTable);
}

async function checkDataset(site, page, tab) {
	const faults = [];
	const expect = (right, name, text) => { if (!right) faults.push(fault(name, text)); };
	await tab.go(page.url);
	const all = readAll(site, page.url);
	const before = await tab.page.evaluate(readTable);
	const column = before.numbers.indexOf(true) + 1;
	const numbers = rows => rows.map(row => row[column - 1]).filter(text => /^\d/.test(text)).map(Number);
	const known = all.filter(row => row[column - 1] !== null).length;
	expect(before.live, 'dataset-live', 'the count of rows is not told');
	const up = await press(tab, column, 'Enter');
	expect(up.heads[column - 1] === 'ascending', 'dataset-sort', `aria-sort is ${up.heads}`);
	expect(up.rows.length === all.length && numbers(up.rows).length === known, 'dataset-rows', `${up.rows.length} of ${all.length}`);
	expect(isSorted(numbers(up.rows)), 'dataset-sort', 'not ascending');
	expect(up.rows.slice(known).every(row => !/\d/.test(row[column - 1])), 'dataset-missing', 'what is missing is not last');
	expect(!up.paged, 'dataset-pages', 'pages are offered beside all rows');
	const down = await press(tab, column, 'Space');
	expect(down.heads[column - 1] === 'descending', 'dataset-sort', `aria-sort is ${down.heads}`);
	expect(isSorted(numbers(down.rows).reverse()), 'dataset-sort', 'not descending');
	const word = String(all[all.length - 1][0]);
	const few = await type(tab, word);
	const wanted = all.filter(row => row.some(cell => String(cell).includes(word)));
	expect(few.rows.length === wanted.length, 'dataset-filter', `${few.rows.length} rows with ${word}, not ${wanted.length}`);
	expect(few.status.includes(wanted.length), 'dataset-filter', few.status);
	const none = await type(tab, 'no such thing');
	expect(none.rows.length === 0, 'dataset-filter', `${none.rows.length} rows with nothing of the kind`);
	await type(tab, '');
	const after = await press(tab, column, 'Enter');
	expect(JSON.stringify(after) === JSON.stringify(before), 'dataset-back', `not as it came: ${after.status}`);
	return [...faults, ...tab.heard];
}

module.exports = {checkDataset};
