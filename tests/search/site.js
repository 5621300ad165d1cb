// Holds a site that was built against a plain scan of its own texts: whatever random piece of any line is asked for must be
// found in every document that has it, and in no other.
//   node tests/search/site.js FOLDER [QUERIES [SEED]]
'use strict';

const fs = require('fs');
const path = require('path');
const vm = require('vm');
const {loadScripts, promise, randomOf} = require('./world');
const {headsOf} = require('./writer');

const LENGTHS = [[1, 1], [2, 2], [2, 2], [3, 4], [3, 8], [9, 40]];

function loadFrom(folder, told) {
	return (url, done) => {
		fs.readFile(path.join(folder, url), 'utf8', (fault, text) => {
			if (fault) { return done(false); }
			told.files += 1;
			told.bytes += Buffer.byteLength(text);
			vm.runInThisContext(text, {filename: url});
			return done(true);
		});
	};
}

// Every text of the site, folded line by line: key → {heads, lines}.
function readTexts(folder, fold) {
	const documents = new Map();
	const taken = globalThis.chayueText;
	globalThis.chayueText = (key, unit, heads, text) => {
		if (!documents.has(key)) { documents.set(key, {heads: [], lines: []}); }
		if (heads) { documents.get(key).heads = headsOf(heads).map(fold); }
		documents.get(key).lines.push(...text.split(/[\n\t]/).map(fold).filter(Boolean));
	};
	for (const name of fs.readdirSync(path.join(folder, 'doc'), {recursive: true}).map(String)) {
		const text = name.endsWith('.js') ? fs.readFileSync(path.join(folder, 'doc', name), 'utf8') : '';
		if (text.startsWith('chayueText(')) { vm.runInThisContext(text); }
	}
	globalThis.chayueText = taken;
	return documents;
}

function makePiece(all, random) {
	const [least, most] = LENGTHS[random(LENGTHS.length)];
	for (;;) {
		const one = all[random(all.length)];
		const pool = random(5) || !one.heads.length ? one.lines : one.heads;
		const line = pool.length ? pool[random(pool.length)] : '';
		const length = Math.min(line.length, least + random(most - least + 1));
		const at = random(line.length - length + 1);
		const piece = line.slice(at, at + length);
		if (length >= least && !/^[a-z\uD800-\uDFFF]|[\uD800-\uDFFF]$/.test(piece)) { return piece; }
	}
}

async function main(folder, queries, seed) {
	const chayue = loadScripts();
	vm.runInThisContext(fs.readFileSync(path.join(folder, 'search/fold.js'), 'utf8'));
	const documents = readTexts(folder, chayue.fold);
	const all = [...documents.values()], random = randomOf(seed), told = {files: 0, bytes: 0};
	let bad = 0, found = 0, engine;
	for (let i = 0; i < queries; i += 1) {
		if (i % 200 === 0) { engine = chayue.search('', loadFrom(folder, told)); }
		const piece = makePiece(all, random);
		const expected = [...documents].filter(([, one]) => [...one.heads, ...one.lines].some((line) => line.includes(piece)))
			.map(([key]) => key).sort();
		const most = piece.length > 2 ? 100000 : 20;
		const answer = await promise((done) => engine.find(`"${piece}"`, {from: 0, most}, done));
		const keys = (answer.results || []).map((one) => one.key).sort();
		const right = !answer.failed && answer.count === expected.length &&
			(most === 20 ? keys.every((key) => expected.includes(key)) : keys.join() === expected.join());
		found += expected.length;
		if (!right) {
			bad += 1;
			console.log(`# ${JSON.stringify(piece)}: ${answer.count} instead of ${expected.length}` +
				`${answer.failed ? ' (failed)' : ''}; missing ${expected.filter((key) => !keys.includes(key)).slice(0, 3)}`);
		}
	}
	console.log(`${bad ? 'not ok' : 'ok'} 1 - ${queries} pieces of the texts of ${documents.size} documents are found as a scan does`);
	console.log(`# ${found} documents; ${told.files} files and ${told.bytes} bytes were read\n1..1`);
	process.exitCode = bad ? 1 : 0;
}

main(process.argv[2], Number(process.argv[3] || 500), Number(process.argv[4] || 1));
