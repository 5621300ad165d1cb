// What a query loads, counted at the engine's loader: each in an engine of its own, that has loaded nothing yet, and each to its
// first six results with the sentence.
//
// What every visit loads once, whatever is searched (search/*.js: the table of the fold, names, blocks), is counted apart.
//
//   node loads.js SITE QUERIES.json     a line for each sort:
//       "SORT LENGTH QUERIES BYTES-MEDIAN BYTES-WORST REQUESTS-MEDIAN REQUESTS-WORST WORST-QUERY ONCE-BYTES"
'use strict';

const fs = require('fs');
const {openEngine} = require('../../search/engine');

const middle = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function load(folder, text) {
	const engine = openEngine(folder);
	await engine.find(text, {most: 6});
	const once = engine.loaded.filter(one => /^search\/[^/]+\.js$/.test(one.url));
	const own = engine.loaded.filter(one => !once.includes(one));
	const sum = list => list.reduce((bytes, one) => bytes + one.bytes, 0);
	return {text, bytes: sum(own), once: sum(once), requests: own.length};
}

async function main([folder, file]) {
	const {queries} = JSON.parse(fs.readFileSync(file, 'utf8'));
	for (const sort of ['common', 'random']) {
		for (const length of [2, 3, 4]) {
			const loads = [];
			for (const one of queries.filter(other => other.sort === sort && other.length === length)) loads.push(await load(folder, one.text));
			const worst = loads.reduce((a, b) => (b.bytes > a.bytes ? b : a));
			console.log([sort, length, loads.length, middle(loads.map(one => one.bytes)), worst.bytes, middle(loads.map(one => one.requests)),
				Math.max(...loads.map(one => one.requests)), worst.text, middle(loads.map(one => one.once))].join(' '));
		}
	}
}

main(process.argv.slice(2)).catch(error => {
	console.error(error);
	process.exit(1);
});
