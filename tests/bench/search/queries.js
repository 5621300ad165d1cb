// What is searched in the benchmark, from the texts of a site: substrings of Han characters, the commonest and some by chance.
//
//   node queries.js SITE COUNT      COUNT of each sort and length, as JSON
'use strict';

const fs = require('fs');
const path = require('path');
const {readText, headLines} = require('../../search/texts');

const MOST_COUNTED = 4000; // texts in which substrings are counted
const LENGTHS = [2, 3, 4];
const HAN = /\p{Script=Han}+/gu;

let state = 1;
function chance(below) {
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
	return Math.floor(state / 4294967296 * below);
}

// The keys of all documents of a site, in order.
function listKeys(folder) {
	const names = below => fs.readdirSync(path.join(folder, below), {withFileTypes: true}).sort((a, b) => (a.name < b.name ? -1 : 1));
	const folders = below => names(below).filter(one => one.isDirectory()).map(one => one.name);
	return folders('doc').flatMap(a => folders(`doc/${a}`).flatMap(b => names(`doc/${a}/${b}`)
		.filter(one => one.isFile() && one.name.endsWith('.js')).map(one => `${a}/${b}/${one.name.slice(0, -3)}`)));
}

const runsOf = ({heads, lines}) => [...headLines(heads), ...lines].flatMap(line => line.match(HAN) || []);

// By length, in how many texts each substring is.
function countParts(texts) {
	const counts = new Map(LENGTHS.map(length => [length, new Map()]));
	for (const text of texts) {
		for (const [length, count] of counts) {
			const parts = new Set();
			for (const run of runsOf(text)) for (let i = 0; i + length <= run.length; i++) parts.add(run.substr(i, length));
			for (const part of parts) count.set(part, (count.get(part) || 0) + 1);
		}
	}
	return counts;
}

function makeQueries(texts, count) {
	const queries = [];
	for (const [length, counted] of countParts(texts)) {
		const common = [...counted].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, count);
		queries.push(...common.map(([text]) => ({sort: 'common', length, text})));
		for (let found = 0, tries = 0; found < count && tries < 100 * count; tries++) {
			const runs = runsOf(texts[chance(texts.length)]).filter(run => run.length >= length);
			if (runs.length === 0) continue;
			const run = runs[chance(runs.length)];
			queries.push({sort: 'random', length, text: run.substr(chance(run.length - length + 1), length)});
			found++;
		}
	}
	return queries;
}

function main([folder, count]) {
	const keys = listKeys(folder);
	const every = Math.max(1, Math.ceil(keys.length / MOST_COUNTED));
	const texts = [];
	let bytes = 0;
	keys.forEach((key, i) => {
		const text = readText(folder, key);
		for (const line of [...headLines(text.heads), ...text.lines]) bytes += Buffer.byteLength(line) + 1;
		if (i % every === 0) texts.push(text);
	});
	process.stdout.write(JSON.stringify({documents: keys.length, bytes, queries: makeQueries(texts, Number(count))}));
}

if (require.main === module) main(process.argv.slice(2));
module.exports = {listKeys};
