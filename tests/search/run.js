// Runs all tests of the search's scripts, without a browser; prints TAP.
//   node tests/search/run.js
'use strict';

const fs = require('fs');
const path = require('path');
const assert = require('assert');
const {loadScripts} = require('./world');

async function main() {
	const chayue = loadScripts();
	const files = fs.readdirSync(__dirname).filter((name) => /^test_.*\.js$/.test(name)).sort();
	let number = 0, bad = 0;
	for (const file of files) {
		const tests = [];
		require(path.join(__dirname, file))(chayue, (name, body) => tests.push({name, body}));
		for (const {name, body} of tests) {
			number += 1;
			try {
				await body();
				console.log(`ok ${number} - ${name}`);
			} catch (fault) {
				bad += 1;
				console.log(`not ok ${number} - ${name}`);
				console.log(String(fault instanceof assert.AssertionError ? fault.message : fault.stack).replace(/^/gm, '# '));
			}
		}
	}
	console.log(`1..${number}`);
	process.exitCode = bad || !number ? 1 : 0;
}

main();
