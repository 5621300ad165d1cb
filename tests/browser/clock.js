// What depends on the day: a page says it by the reader's clock, in China time, whatever the reader's own zone is.
//
// A page marks what its script says of the day by [data-clock]. Which words these are is not asked here: they must be
// the same through a period and others in the next, and change at midnight in China, neither sooner nor later.
'use strict';

const {fault} = require('./tap');
const {openContext, openTab} = require('./open');

// Zones far to the west and to the east of China.
const ZONES = ['America/Los_Angeles', 'Pacific/Kiritimati'];

// Keys of records, and the words of the header table for a page without a record.
const DATES = {
	opens: {key: 'opens_on', word: /^(开始日期|開始日期|Opens on)/},
	closes: {key: 'closes_on', word: /^(截止日期|Closes on)/},
	starts: {key: 'effective_on', word: /^(施行日期|Effective)/},
	expires: {key: 'expires_on', word: /^(有效期至|失效日期|Expires on|Valid until)/},
};

// Runs in the page: what the script says of the day; numbers may count days, so they do not tell periods apart.
function readState() {
	return [...document.querySelectorAll('[data-clock]')].filter(e => e.checkVisibility())
		.map(e => e.innerText.replace(/\d+/g, '0').replace(/\s+/g, ' ').trim()).join(' | ');
}

// Runs in the page: the rows of its header table; where it says no more than the script is told, that.
function readRows() {
	const told = [...document.querySelectorAll('[data-clock=validity][data-until]')];
	const rows = [...document.querySelectorAll('main table tr, main dl > div')].map(row => {
		const [name, value] = [row.querySelector('th, dt'), row.querySelector('td, dd')];
		return [name ? name.textContent.trim() : '', value ? value.textContent.trim() : ''];
	});
	return [...rows, ...told.map(e => ['有效期至', e.getAttribute('data-until')]),
		...told.map(e => ['施行日期', e.getAttribute('data-from') || ''])];
}

function datesOf(page, rows) {
	const dates = {};
	for (const [name, {key, word}] of Object.entries(DATES)) {
		const record = page.record || {};
		const row = rows.find(([label]) => word.test(label));
		const text = (record.fields || {})[key] || record[key] || (row && row[1]) || '';
		const found = /(\d{4})[-年](\d{1,2})[-月](\d{1,2})/.exec(text);
		if (found) dates[name] = `${found[1]}-${found[2].padStart(2, '0')}-${found[3].padStart(2, '0')}`;
	}
	return dates;
}

const midnight = day => new Date(`${day}T00:00:00+08:00`).getTime();
const MINUTE = 60000;
const MOST = 3;
const DAY = 24 * 60 * MINUTE;

// Runs before the page does: a page that was published later than the reader's clock says may hold its tongue, and the
// moments asked for here lie in the past.
function trustClock() {
	new MutationObserver((_, observer) => {
		if (!document.body) return;
		document.body.removeAttribute('data-since');
		observer.disconnect();
	}).observe(document, {childList: true, subtree: true});
}

// The periods of these dates: [name, moments], each with its first and last minute.
function periodsOf(dates) {
	if (dates.opens && dates.closes) {
		const [open, shut] = [midnight(dates.opens), midnight(dates.closes) + DAY];
		return [['not yet open', [open - 3 * DAY, open - MINUTE]], ['open', [open, shut - MINUTE]],
			['closed', [shut, shut + 400 * DAY]]];
	}
	if (dates.expires) {
		const end = midnight(dates.expires) + DAY;
		const start = Math.max(end - 20 * DAY, dates.starts ? midnight(dates.starts) : 0);
		return [['in force', [start, end - MINUTE]], ['expired', [end, end + 400 * DAY]]];
	}
	return [];
}

async function checkPeriods(tab, page, periods, zone) {
	const faults = [];
	const states = [];
	for (const [name, moments] of periods) {
		const said = [];
		for (const moment of moments) {
			await tab.page.clock.setFixedTime(new Date(moment));
			await tab.go(page.url);
			said.push(await tab.page.evaluate(readState));
		}
		const at = `${page.url} in ${zone}, ${name}`;
		if (said[0] !== said[1]) {
			const when = moments.map(moment => new Date(moment + 8 * 60 * MINUTE).toISOString().slice(0, 16));
			faults.push(fault('clock', `${at}: “${said[0]}” at ${when[0]} +08:00, “${said[1]}” at ${when[1]} +08:00`));
		}
		if (said[0] === said[1] && states.includes(said[0])) {
			faults.push(fault('clock', `${at}: says “${said[0]}”, as before`));
		}
		states.push(said[said.length - 1]);
	}
	return faults;
}

// Pages of the site that have such dates, at most three of each sort: [title, faults] for each.
async function checkClocks(browser, site, pages) {
	const results = [];
	const count = {};
	for (const zone of ZONES) {
		const context = await openContext(browser, {timezoneId: zone});
		await context.addInitScript(trustClock);
		const tab = await openTab(context, site.folder);
		for (const page of pages) {
			await tab.go(page.url);
			const dates = datesOf(page, await tab.page.evaluate(readRows));
			const periods = periodsOf(dates);
			if (periods.length === 0) continue;
			const sort = `${zone} ${periods[0][0]}`;
			count[sort] = (count[sort] || 0) + 1;
			if (count[sort] > MOST) continue;
			const faults = await checkPeriods(tab, page, periods, zone);
			results.push([`${page.url}, ${periods[0][0]}, by the clock in ${zone}`, faults]);
		}
		await context.close();
	}
	return results;
}

module.exports = {checkClocks};
