// The tokenizer in JavaScript against the table of vectors, and against what C gives for every code point.
//
//   node tests/search/fold.js PROGRAM       PROGRAM: tests/search/folded.c
//
// Code points that Unicode assigned after ICU's version are not compared: a newer browser may normalize those, and C does
// not. What was assigned is normalized alike in all versions.
'use strict';

const {execFileSync} = require('child_process');
const {fault, report, finish} = require('../browser/tap.js');
require('../../themes/default/script/fold.js');

const chayue = globalThis.chayue;
const vectors = require('./fold.json');

function show(text) {
	return text.replace(/[^\u0021-\u007e]/g, sign => 'u' + sign.charCodeAt(0).toString(16));
}

function fromHexadecimal(text) {
	return String.fromCharCode(...(text.match(/.{4}/g) || []).map(unit => parseInt(unit, 16)));
}

// [{input, expected}] of what the program prints; the table is loaded
function readCases(program) {
	const lines = execFileSync(program, {maxBuffer: 1 << 28, encoding: 'utf8'}).trim().split('\n');
	(0, eval)(lines.shift());
	return lines.map(line => line.split('=').map(fromHexadecimal)).map(([input, expected]) => ({input, expected}));
}

function checkFold(cases) {
	return cases.filter(one => chayue.fold(one.input) !== one.expected).map(one =>
		fault('fold', `${show(one.input)} gives ${show(chayue.fold(one.input))}, not ${show(one.expected)}`));
}

// Folding what a unit came from gives that unit, places never go back, and the last is the end.
function checkMap({input, expected}) {
	const {text, at, ends} = chayue.foldMap(input);
	const faults = [];
	const fail = what => faults.push(fault('map', `${show(input)}: ${what}`));
	if (text !== expected) fail('the text differs');
	if (at.length !== text.length + 1 || ends.length !== text.length) fail('the lengths differ');
	if (at[text.length] !== input.length) fail('does not end at the end');
	for (let i = 0; i < text.length; i++) {
		if (at[i] >= ends[i] || at[i] > at[i + 1] || ends[i] > (i + 1 < text.length ? ends[i + 1] : input.length)) {
			fail(`${i} stands at ${at[i]} to ${ends[i]}`);
		}
		if (!chayue.fold(input.slice(at[i], ends[i])).includes(text[i])) fail(`${i} comes from elsewhere`);
	}
	return faults;
}

function checkPlaces() {
	const of = (text, from, to) => {
		const map = chayue.foldMap(text);
		return text.slice(map.at[from], map.ends[to - 1]);
	};
	return [
		['國辦發〔2013〕 100 號。', 3, 7, '2013'],
		['國辦發〔2013〕 100 號。', 2, 8, '發〔2013〕 1'],
		['國辦發〔2013〕 100 號。', 10, 11, '號'],
		['共㎡數', 1, 2, '㎡'],
		['共㎡數', 2, 4, '㎡數'],
		['x\u0302y', 0, 1, 'x\u0302'],
		['ｶﾞ茶', 0, 1, 'ｶﾞ'],
		['ｶﾞ茶', 1, 2, '茶'],
		['😀𐐀國', 2, 4, '𐐀'],
		['😀𐐀國', 4, 5, '國'],
	].filter(([text, from, to, expected]) => of(text, from, to) !== expected)
		.map(([text, from, to, expected]) => fault('place', `${show(text)}: ${show(of(text, from, to))}, not ${show(expected)}`));
}

if (process.argv.length !== 3) throw new Error('usage: node tests/search/fold.js PROGRAM');
report('there is no version before the table', chayue.foldVersion === undefined ? [] : [fault('version', chayue.foldVersion)]);
const cases = readCases(process.argv[2]);
report('the table tells its version', chayue.foldVersion === 1 ? [] : [fault('version', chayue.foldVersion)]);
const pairs = vectors.fold.map(([input, expected]) => ({input, expected}));
report('every vector is folded as it says', pairs.length < 60 ? [fault('few', pairs.length)] : checkFold(pairs));
report(`${cases.length} texts are folded as in C`, cases.length < 150000 ? [fault('few', cases.length)] : checkFold(cases));
const single = cases.filter(one => one.input.length < 3 && one.expected !== '');
report('what is folded stays when it is folded again', checkFold(single.map(({expected}) => ({input: expected, expected}))));
report('each unit comes from its place', [...pairs, ...cases.slice(-20000)].flatMap(checkMap));
report('places are those of the original', checkPlaces());
report('half a pair stays', checkFold(['\ud83d', '\ude00\ud83d', 'a\ud83d\u0301', '國\udc00'].map(input =>
	({input, expected: input.replace('\u0301', '').replace('國', '国')}))));
report('a pair is whole after half of it was met', checkFold([{input: '\ud840', expected: '\ud840'}, {input: '\ud840\udc5e', expected: '\ud840\udc3e'}]));
const long = '國辦發〔2013〕'.repeat(20000) + '㈱';
report('a long text is folded whole', checkFold([{input: long, expected: '国办发2013'.repeat(20000) + '株'}]));
process.exitCode = finish() ? 0 : 1;
