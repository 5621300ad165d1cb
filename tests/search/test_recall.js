// What a plain scan of all text finds, the engine finds, and nothing else: random pieces of the sample's texts.
'use strict';

const assert = require('assert');
const {TABLE, READINGS, loaderOf, promise, sampleDocuments, prepareScan, scan, randomOf} = require('./world');
const {writeSite} = require('./writer');

const SHAPES = [
	{name: 'one large block, long units', times: 2, blocks: [1000], shards: 1, pinyin: 1, unit: 3000},
	{name: 'six blocks, units of 300', blocks: [40, 16, 8, 4, 2, 99], shards: 16, pinyin: 2, unit: 300},
	{name: 'blocks of one, units of 50, folders of shards', blocks: [60, 1, 1, 1, 1, 99], shards: 512, pinyin: 1, unit: 50},
];

module.exports = (chayue, test) => {
	const sample = sampleDocuments(), random = randomOf(2013);
	let scanned;

	// A piece of a document's folded text: of its heads now and then.
	function piece(least, most) {
		const one = scanned[random(scanned.length)];
		const pool = (random(4) ? one.lines : one.heads).filter((line) => line.length >= least);
		if (!pool.length) { return piece(least, most); }
		const line = pool[random(pool.length)], length = least + random(Math.min(most, line.length) - least + 1);
		const at = random(line.length - length + 1);
		return line.slice(at, at + length);
	}

	function someFilters() {
		const filters = {};
		if (random(2)) { filters.years = ['2013', '2023', '2024'].slice(random(3)); }
		if (random(2)) { filters.kinds = [['notices'], ['rules', 'qa'], ['handbook', 'notices']][random(3)]; }
		if (random(3) === 0) { filters.topics = ['t0', 't1']; }
		if (random(3) === 0) { filters.validity = ['in_force']; }
		return filters;
	}

	async function compare(engine, words, options) {
		const query = words.map((word) => `"${word}"`).join(' ');
		const found = await promise((done) => engine.find(query, {...options, from: 0, most: 1000}, done));
		const expected = scan(scanned, words.map(chayue.fold), options);
		const told = `${query} ${JSON.stringify(options)}`;
		assert.deepStrictEqual(found.results.map((one) => one.key), expected, told);
		assert.strictEqual(found.count, expected.length, told);
		assert.ok(found.exact, `${told} is exact when all was looked at`);
		for (const one of found.results) {
			const text = one.snippet.map((part) => part.text).join('');
			assert.ok(text.length <= 260, `${told}: ${text}`);
			assert.ok([...one.snippet, ...one.title_parts].some((part) => part.hit) || words.length > 1 ||
				scanned.some((other) => other.doc.key === one.key && other.heads.some((line) => line.includes(words[0]))),
			`${told} is marked in ${one.key}`);
			assert.ok(one.snippet.filter((part) => part.hit).every((part) => {
				return words.some((word) => chayue.fold(part.text).includes(chayue.fold(word).slice(0, 2)));
			}), `${told}: marked ${text}`);
		}
		return expected.length;
	}

	for (const shape of SHAPES) {
		const documents = Array.from({length: shape.times || 1}, (one, i) => {
			return sample.map((doc) => ({...doc, key: i ? `${doc.key}-${i}` : doc.key}));
		}).flat();
		const files = writeSite(documents, {...shape, fold: chayue.fold, table: TABLE, readings: {}, withReadings: false});
		const own = prepareScan(documents, chayue.fold);
		const engine = chayue.search('', loaderOf(files, []));
		const run = (name, count, make) => test(`${shape.name}: ${name}`, async () => {
			let total = 0;
			scanned = own;
			for (let i = 0; i < count; i += 1) { total += await compare(engine, ...make()); }
			assert.ok(total >= count / 2, `only ${total} documents were found`);
		});
		run('one character', 40, () => [[piece(1, 1)], {}]);
		run('two characters', 100, () => [[piece(2, 2)], {}]);
		run('three to eight characters', 150, () => [[piece(3, 8)], {}]);
		run('nine to forty characters', 60, () => [[piece(9, 40)], {}]);
		run('more than forty characters', 30, () => [[piece(41, 90)], {}]);
		run('two and three words', 80, () => [[piece(1, 3), piece(2, 4)].concat(random(2) ? [piece(1, 2)] : []), {}]);
		run('filters', 80, () => [[piece(1, 3)], {filters: someFilters()}]);
		run('the newest first', 60, () => [[piece(1, 3)], {order: 'date', filters: random(2) ? someFilters() : {}}]);
	}
};
