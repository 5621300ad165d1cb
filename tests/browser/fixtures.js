// The checks are checked: a page without a fault, and the same page with one planted fault at a time. Of each the
// checks have to find exactly what was planted.
'use strict';

const fs = require('fs');
const path = require('path');
const {report, fault} = require('./tap');
const {scanSite, checkLinks, checkWeight} = require('./scan');
const {checkAxe, checkLooks} = require('./axe');
const {checkKeyboard} = require('./keyboard');
const {checkClocks} = require('./clock');
const {checkPrint} = require('./print');
const {checkChart} = require('./charts');

const SOURCE = path.join(__dirname, 'fixtures');
const PAGE = 'doc/a/a/page.html';
const CSP = /<meta http-equiv="Content-Security-Policy".*\n/;
const END = '</article>';

// A figure with its script, put at the end of the text.
const FIGURE = `<figure class="chart" id="chart-1"><figcaption>办件量</figcaption>
<div class="drawing" tabindex="0" role="region" aria-label="办件量" data-colon="：" data-hint="点按图形">
<svg viewBox="0 0 640 200" width="640" role="img" aria-labelledby="t d"><title id="t">办件量</title><desc id="d">共 3 件</desc>
<rect data-r="1" data-c="2" x="50" y="50" width="50" height="100"/><rect data-r="2" data-c="2" x="150" y="50" width="50" height="100"/>
<text x="50" y="180">一月</text><text x="150" y="180">二月</text></svg></div>
<details><summary>数据表</summary><table><thead><tr><th scope="col">月份</th><th scope="col">件</th></tr></thead>
<tbody><tr><th scope="row">一月</th><td>1</td></tr><tr><th scope="row">二月</th><td>2</td></tr></tbody></table></details></figure>
<script src="../../../theme/script/chart.js" defer></script>`;
const figure = (what = '', by = '') => [END, FIGURE.replace(what, by) + END];

// finds: what is to be reported. html, css, js: [what, by what] replaced in that file. also: these checks alone, for
// they take long; the others are spared them. Of the page without a fault all are asked.
const FAULTS = [
	{name: 'none', finds: [], also: ['looks', 'clock', 'print']},
	{name: 'console', finds: ['console'], js: [/$/, 'console.log("one");']},
	{name: 'policy', finds: ['console'], html: ['<p>示例站点</p>', '<p style="color: black">示例站点</p>']},
	{name: 'error', finds: ['error'], js: [/$/, 'throw new Error("one");']},
	{name: 'outside', finds: ['outside'], html: [CSP, ''], js: [/$/, 'new Image().src = "http://example.com/a.png";']},
	{name: 'outside-source', finds: ['console', 'outside'], html: ['../../../picture.svg', 'https://example.com/a.svg']},
	{name: 'picture-lost', finds: ['link'], html: ['../../../picture.svg', '../../../lost.svg']},
	{name: 'link-lost', finds: ['link'], html: ['href="page.html"', 'href="lost.html"']},
	{name: 'link-folder', finds: ['link'], html: ['href="page.html"', 'href="./"']},
	{name: 'anchor', finds: ['anchor'], html: ['<a href="#main">', '<a href="page.html#lost">']},
	{name: 'root-absolute', finds: ['root-absolute'], html: ['href="page.html"', 'href="/doc/a/a/page.html"']},
	{name: 'sideways', finds: ['sideways'], css: [/$/, '.body h2 { width: 90rem; }']},
	{name: 'sideways-narrow', finds: ['sideways'], css: [/$/, '.body h2 { width: 340px; }']},
	{name: 'clipped', finds: ['clipped'], css: [/$/, '.body h2 { height: 10px; overflow: hidden; }']},
	{name: 'clipped-line', finds: ['clipped'],
		css: [/$/, '.body h2 { width: 2em; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }']},
	{name: 'target-menu', finds: ['target'],
		css: ['min-height: 44px; padding: .4rem', 'min-height: 40px; line-height: 40px']},
	{name: 'target-input', finds: ['target'],
		css: ['width: 24px; height: 24px', 'width: 24px; height: 16px; line-height: 16px'],
		html: [/<label.*?<\/label>/g, ''], more: ['axe:label']},
	{name: 'lang', finds: ['lang', 'axe:html-has-lang'], html: ['<html lang="zh-Hans">', '<html>']},
	{name: 'h1', finds: ['h1'],
		html: ['<h2>一、背景</h2>', '<h1>一、背景</h1>'], more: ['headings', 'axe:heading-order', 'nu']},
	{name: 'title', finds: ['title', 'axe:document-title', 'nu'], html: [/<title>.*<\/title>/, '<title></title>']},
	{name: 'style-words', finds: ['style-words'], css: [/$/, '.body h2::before { content: "第一章"; }']},
	{name: 'script-text', finds: ['script-text'], js: [/$/, 'document.querySelector(".body p").textContent = "别的话";']},
	{name: 'dead-button', finds: ['dead-button'], html: ['<footer>', '<footer><button type="button">打印</button>']},
	{name: 'headings', finds: ['headings', 'axe:heading-order', 'nu'], html: [/h3>/g, 'h4>']},
	{name: 'facts', finds: ['facts'],
		html: ['<td>示府告〔2025〕1号', '<td hidden>示府告〔2025〕1号'], css: [/$/, 'td[hidden] { display: table-cell; }']},
	{name: 'alt', finds: ['axe:image-alt', 'nu'], html: [/ alt=".*?"/, '']},
	{name: 'contrast', finds: ['axe:color-contrast-enhanced'], css: ['--ink: #111111', '--ink: #6a6a6a']},
	{name: 'contrast-chosen', finds: ['axe:color-contrast-enhanced'], also: ['looks'], css: ['#ffff00', '#777777']},
	{name: 'look-lost', finds: ['look'], also: ['looks'], css: ['font-size: 26px', 'font-size: 22px']},
	{name: 'look-wide', finds: ['sideways'], also: ['looks'],
		css: [/$/, ':root:has(#size-largest:checked) h2 { width: 90rem; }']},
	{name: 'unreached', finds: ['unreached'], html: ['<a href="page.html">', '<a href="page.html" tabindex="-1">']},
	{name: 'unreached-inert', finds: ['unreached'],
		html: ['<li><a href="page.html">', '<li inert><a href="page.html">']},
	{name: 'order', finds: ['order', 'axe:tabindex'],
		html: ['<li><a href="#main">', '<li><a href="#main" tabindex="1">']},
	{name: 'focus', finds: ['focus'], css: [/a:focus-visible/, 'a:focus { outline: none; } b:focus-visible']},
	{name: 'skip', finds: ['skip'], html: [/<a class="skip".*\n/, '']},
	{name: 'trap', finds: ['trap'],
		js: [/$/, 'document.getElementById("contrast").onkeydown = function (e) { e.preventDefault(); };']},
	{name: 'nu', finds: ['nu'], html: [END, '<p><span role="none"><div>一</div></span></p>' + END]},
	{name: 'weight-script', finds: ['weight'], js: [/$/, '/*' + 'x'.repeat(10 * 1024) + '*/']},
	{name: 'weight-style', finds: ['weight'], css: [/$/, '/*' + 'x'.repeat(25 * 1024) + '*/']},
	{name: 'weight-text', finds: ['weight'], html: ['<h3>', '<p>' + '查阅'.repeat(10 * 1024) + '</p><h3>']},
	{name: 'stylesheets', finds: ['stylesheets'],
		html: ['</head>', '<link rel="stylesheet" href="../../../style.css?2"></head>']},
	{name: 'scripts', finds: ['scripts'], html: [' defer>', '>'], js: [/[^]*/, '']},
	{name: 'clock-zone', finds: ['clock'], also: ['clock'],
		js: ['8 * 3600000', '(8 - 16 * (new Date().getTimezoneOffset() > 0)) * 3600000']},
	{name: 'clock-day', finds: ['clock'], also: ['clock'], js: ['day > closes', 'day >= closes']},
	{name: 'clock-still', finds: ['clock'], also: ['clock'], js: ['day < opens', 'false']},
	{name: 'chart', finds: [], also: ['charts'], html: figure()},
	{name: 'weight-figure', finds: ['weight'], also: ['charts'],
		html: figure('</svg>', `<path d="M0 0${' 0 0'.repeat(3 * 1024)}"/></svg>`)},
	{name: 'chart-off', finds: ['chart-off'], also: ['charts'], html: figure('x="150" y="180"', 'x="620" y="180"')},
	{name: 'chart-over', finds: ['chart-over'], also: ['charts'], html: figure('x="150" y="180"', 'x="60" y="185"')},
	{name: 'chart-name', finds: ['chart-name'], also: ['charts'], html: figure('共 3 件', '')},
	{name: 'chart-table', finds: ['chart-table'], also: ['charts'], html: figure(/<details>[^]*<.details>/, ''),
		more: ['chart-value', 'chart-keys']},
	{name: 'chart-cell', finds: ['chart-cell'], also: ['charts'], html: figure('data-r="2" data-c="2"', 'data-r="2" data-c="3"'),
		more: ['chart-value']},
	{name: 'chart-value', finds: ['chart-value'], also: ['charts'], html: figure(' data-hint="点按图形"', '')},
	{name: 'chart-keys', finds: ['chart-keys'], also: ['charts'], html: figure('data-r="2" data-c="2"', 'data-r="1" data-c="2"')},
	{name: 'print-menu', finds: ['print'], also: ['print'], css: ['.skip, nav, .looks', '.skip, .looks']},
	{name: 'print-digest', finds: ['print'], also: ['print'], html: ['<code>0123456789ab</code>', '']},
	{name: 'print-facts', finds: ['print'], also: ['print'], css: [/}\s*$/, '.header { display: none; } }']},
	{name: 'print-numbers', finds: ['print'], also: ['print'], css: [/@bottom-center.*?}/, '']},
	{name: 'print-links', finds: ['print'], also: ['print'], css: [/main a\[href.*/, '']},
];

// Writes one small site for each fault. Returns the folder.
function makeFixtures(folder) {
	fs.rmSync(folder, {recursive: true, force: true});
	const files = {html: 'page.html', css: 'style.css', js: 'script.js'};
	for (const one of FAULTS) {
		const there = path.join(folder, one.name);
		fs.mkdirSync(path.dirname(path.join(there, PAGE)), {recursive: true});
		for (const [sort, name] of Object.entries(files)) {
			const text = fs.readFileSync(path.join(SOURCE, name), 'utf8');
			const changed = one[sort] ? text.replace(one[sort][0], () => one[sort][1]) : text;
			if (one[sort] && changed === text) throw new Error(`fixture ${one.name}: nothing to replace in ${name}`);
			fs.writeFileSync(path.join(there, sort === 'html' ? PAGE : name), changed);
		}
		fs.copyFileSync(path.join(SOURCE, 'picture.svg'), path.join(there, 'picture.svg'));
		fs.mkdirSync(path.join(there, 'theme/script'), {recursive: true});
		fs.copyFileSync(path.join(__dirname, '../../themes/default/script/chart.js'), path.join(there, 'theme/script/chart.js'));
	}
	return folder;
}

// What all checks say of each fixture: [{one, faults}], for judgeFixtures once the Nu checker is done too.
async function checkFixtures(browser, blank, folder, {checkPage, withTabs}) {
	const site = await scanSite(folder, blank);
	const items = FAULTS.map(one => ({one, page: site.pages.find(page => page.url === `${one.name}/${PAGE}`)}));
	const results = await withTabs(browser, folder, items, async ({one, page}, tab, plain, zoomed) => {
		const also = new Set(one.also || []);
		const found = [...checkLinks(site, page), ...checkWeight(site, page)];
		if (!one.also || one.name === 'none') {
			found.push(...await checkPage(tab, plain, zoomed, {page}));
			found.push(...await checkAxe(tab));
			await tab.go(page.url);
			found.push(...await checkKeyboard(tab));
		}
		await tab.go(page.url);
		if (also.has('print')) found.push(...await checkPrint(tab, path.join(folder, one.name, 'page.pdf')));
		if (also.has('charts')) found.push(...await checkChart(tab));
		if (also.has('looks')) found.push(...await checkLooks(tab));
		if (also.has('clock')) found.push(...(await checkClocks(browser, site, [page])).flatMap(([, faults]) => faults));
		return found;
	});
	return FAULTS.map((one, i) => ({one, faults: results[i]}));
}

// `told` is what the Nu checker said of the folder of fixtures.
function judgeFixtures(results, told) {
	for (const {one, faults} of results) {
		const all = [...faults, ...told.filter(other => other.page.startsWith(one.name + '/'))];
		const found = new Set(all.map(other => other.fault));
		const wanted = new Set([...one.finds, ...(one.more || [])]);
		const wrong = [...wanted].filter(name => !found.has(name)).map(name => fault('not-found', name));
		wrong.push(...all.filter(other => !wanted.has(other.fault)));
		report(`the checks find: ${one.name}`, wrong);
	}
}

module.exports = {makeFixtures, checkFixtures, judgeFixtures, FAULTS};
