// The texts of a built site that its search is made of.
'use strict';

const fs = require('fs');
const path = require('path');

// doc/K/K/ID.js and those beside it, called: {heads, lines} of the document with this key.
function readText(folder, key) {
	const found = {heads: null, lines: []};
	const take = (_, number, heads, text) => {
		if (number === 0) found.heads = heads;
		found.lines.push(...text.split(/[\n\t]/));
		return heads ? heads.units : 0;
	};
	const run = file => {
		const text = fs.readFileSync(path.join(folder, file), 'utf8');
		return new Function('chayueText', `return ${text}`)(take);
	};
	const units = run(`doc/${key}.js`);
	for (let i = 1; i < units; i++) run(`doc/${key}/text-${i}.js`);
	return found;
}

// A line each: title, number, index number, organs.
function headLines({title, number, index, organs}) {
	return [title, number, index, ...organs || []].filter(Boolean);
}

module.exports = {readText, headLines};
