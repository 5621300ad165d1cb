// The Nu checker over whole folders, in one run of Java.
'use strict';

const path = require('path');
const {spawn} = require('child_process');
const {pathToFileURL} = require('url');
const {fault} = require('./tap');

const JAR = path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

// Starts it; the promise gives {faults, warnings}, each with the folder it is `within` and its `page` there. `some`: by folder,
// the entries to be looked at, where that are not all.
function startNu(folders, some = {}) {
	const entries = folders.flatMap(folder => (some[folder] || ['']).map(name => path.join(folder, name)));
	const java = spawn('java', ['-Xss4m', '-jar', JAR, '--format', 'json', '--skip-non-html', ...entries],
		{stdio: ['ignore', 'ignore', 'pipe']});
	let output = '';
	java.stderr.setEncoding('utf8').on('data', text => { output += text; });
	return new Promise(resolve => {
		java.on('error', error => resolve({faults: [fault('nu', error.message)], warnings: []}));
		java.on('close', () => resolve(readMessages(output, folders)));
	});
}

function readMessages(output, folders) {
	let messages;
	try {
		messages = JSON.parse(output).messages;
	} catch {
		return {faults: [fault('nu', `the checker failed: ${output.slice(-300)}`)], warnings: []};
	}
	const bases = folders.map(folder => pathToFileURL(path.resolve(folder)).href + '/');
	const told = messages.map(one => {
		// Java writes file:/path.
		const url = (one.url || '').replace(/^file:\/+/, 'file:///');
		const base = bases.findIndex(start => url.startsWith(start));
		const page = base < 0 ? '' : decodeURI(url.slice(bases[base].length));
		const where = base < 0 ? '' : `${path.basename(folders[base])}/${page}:${one.lastLine}: `;
		return {type: one.type, ...fault('nu', `${where}${one.message}`), page, within: folders[base]};
	});
	// A file has no address that it could compare with 'self', so it takes all that is loaded for forbidden. The browser's
	// console says what a policy really blocks.
	const moot = one => /violates Content Security Policy/.test(one.text);
	// What keeps a kiosk's players from saving is in browsers, and not in the checker's book.
	const known = one => /Attribute “(controlslist|disablepictureinpicture)” not allowed/.test(one.text);
	return {
		faults: told.filter(one => one.type !== 'info' && !known(one)),
		warnings: told.filter(one => one.type === 'info' && !moot(one)),
	};
}

module.exports = {startNu};
