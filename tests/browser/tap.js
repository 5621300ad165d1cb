// Results as TAP. A check returns faults, a list of {fault, text}: the name of what is wrong and where.
'use strict';

const MOST_SHOWN = 4;
let count = 0;
let failed = 0;

// fault NAME at TEXT, as all checks give it back
function fault(name, text) {
	return {fault: name, text: String(text).replace(/\s+/g, ' ').slice(0, 300)};
}

function report(title, faults) {
	count++;
	if (faults.length > 0) failed++;
	process.stdout.write(`${faults.length > 0 ? 'not ok' : 'ok'} ${count} ${title}\n`);
	// A few of each name, so that a common fault does not hide a rare one.
	for (const name of new Set(faults.map(one => one.fault))) {
		const alike = faults.filter(one => one.fault === name);
		for (const one of alike.slice(0, MOST_SHOWN)) note(`${one.fault}: ${one.text}`);
		if (alike.length > MOST_SHOWN) note(`${name}: and ${alike.length - MOST_SHOWN} more`);
	}
}

function note(text) {
	process.stdout.write(`#   ${text}\n`);
}

// The plan comes last. Returns whether all was well.
function finish() {
	process.stdout.write(`1..${count}\n`);
	return failed === 0 && count > 0;
}

module.exports = {fault, report, note, finish};
