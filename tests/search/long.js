// Documents of one long paragraph each, made of the lines of a site's pages: texts that are cut within a line.
//
//   node tests/search/long.js SITE FOLDER
'use strict';

const fs = require('fs');
const path = require('path');
const {readPages} = require('./pages');

const LONGEST = 9000; // bytes would be thrice as many

const [site, folder] = process.argv.slice(2);
const lines = readPages(site).flatMap(page => page.lines.map(line => line.text.trim())).filter(text => /^[\p{Script=Han}\d，。、；：（）]+$/u.test(text));
fs.mkdirSync(folder, {recursive: true});
for (let i = 0, number = 1; i < lines.length && number <= 6; number++) {
	let text = '';
	while (text.length < LONGEST / number && i < lines.length) text += lines[i++];
	fs.writeFileSync(path.join(folder, `long-${number}.md`), `---\ntitle: 长文${number}\npublished_on: 2024-01-0${number}\nsample: true\n---\n\n${text}\n`);
}
