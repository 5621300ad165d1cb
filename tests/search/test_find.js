// What the engine makes of a query: numbers, quotes, pinyin, names, pages of results, counts, spellings, calls that are overtaken.
'use strict';

const assert = require('assert');
const {TABLE, READINGS, loaderOf, promise} = require('./world');
const {writeSite} = require('./writer');

const LONG = '办事指南由各县公布。'.repeat(30);
const DOCUMENTS = [
	{title: '关于公布办事指南的通知', number: '国办发〔2013〕100号', text: '各市：\n指南见附件！办理时限为十日。\n项目\t时限\n登记\t三日',
		kind: 'notices', date: '2013-10-01', years: ['2013'], topics: ['fuwu']},
	{title: '厦门市绿化规定', text: '在厦门市内种树。GDP 增长。', kind: 'rules', date: '2015-01-01', years: ['2015'], topics: []},
	{title: '西安市银行法', text: '(国办发2013第100号的例子)', kind: 'rules', date: '2014-06-30', years: ['2014'], topics: ['jinrong']},
	{title: '广东省政府公开年度报告', organs: ['广东省人民政府'], text: `${LONG}县政府办公。\n${LONG}末尾说信息公开。`, kind: 'reports',
		date: '2020-03-01', years: ['2020'], topics: ['fuwu']},
	{title: '人大公开信', text: '政府。信息。县法规。公开。', kind: 'notices', years: [], topics: ['fuwu', 'jinrong']},
	{title: '已撤下', withdrawn: true, text: '', kind: 'notices', date: '2021-01-01', years: ['2021'], topics: []},
	{title: '规定大品', text: '另有 gdp 二字。政府信息，公开。', kind: 'rules', date: '2012-01-01', years: ['2012'], topics: []},
].map((one, i) => ({...one, key: `k/7/d${i}`,
	axes: {kinds: [one.kind], years: one.years, topics: one.topics, organs: [], validity: []}}));

const READ = {...READINGS, 品: ['pin'], 布: ['bu'], 关: ['guan'], 于: ['yu'], 通: ['tong'], 知: ['zhi'], 金: ['jin'], 融: ['rong']};

module.exports = (chayue, test) => {
	const options = {blocks: [3, 2, 2], shards: 4, pinyin: 2, unit: 120, fold: chayue.fold, table: TABLE, readings: READ,
		withReadings: true, labels: {fuwu: '公共服务', jinrong: '金融'}};
	const files = writeSite(DOCUMENTS, options);
	const open = (loaded = [], fails = undefined) => chayue.search('', loaderOf(files, loaded, fails));
	const find = (query, more = {}, engine = open()) => promise((done) => engine.find(query, {from: 0, most: 10, ...more}, done));
	const keys = (found) => found.results.map((one) => one.key.slice(4)).join(' ');
	const marked = (parts) => parts.map((part) => part.hit ? `[${part.text}]` : part.text).join('');
	const finds = (query, expected) => test(`${query} finds ${expected || 'nothing'}`, async () => {
		assert.strictEqual(keys(await find(query)), expected);
	});

	['国办发〔2013〕100号', '國辦發[2013] 100 號', '国办发2013 100', '“国办发（2013）100号”'].forEach((query) => {
		test(`${query} is the document's number, however written`, async () => {
			const found = await find(query);
			assert.strictEqual(found.results[0].key, 'k/7/d0');
		});
	});
	['民法', '民 法', '国办发〔2020〕7号', '国办发2020 7', '2020 7号'].forEach((query) => {
		test(`${query}: what is called so is before what speaks of it, and stands once`, async () => {
			const named = [
				{title: '民法', number: '国办发〔2020〕7号', text: ''},
				{title: '民法施行办法', text: ''},
				{title: '关于转发国办发〔2020〕7号的通知', text: ''},
			].map((one, i) => ({...one, key: `k/7/n${i}`, kind: 'rules', axes: {kinds: ['rules'], years: [], topics: [], organs: [], validity: []}}));
			const engine = chayue.search('', loaderOf(writeSite(named, {...options, blocks: [3]}), []));
			const first = await find(query, {most: 2}, engine);
			assert.strictEqual(first.results[0].key, 'k/7/n0');
			const second = await find(query, {most: 2, from: first.next}, engine);
			const all = [...first.results, ...second.results].map((one) => one.key);
			assert.strictEqual(new Set(all).size, all.length, 'none comes twice');
		});
	});
	test('two words that need further units of one document are both looked for', async () => {
		const far = {title: '长', text: `${`甲乙，乙丙，丙丁，丁戊，${'别的话。'.repeat(40)}\n`.repeat(5)}末尾有甲乙丙，也有丙丁戊。`,
			kind: 'rules', key: 'k/7/far', axes: {kinds: ['rules'], years: [], topics: [], organs: [], validity: []}};
		const engine = chayue.search('', loaderOf(writeSite([far], {...options, blocks: [1]}), []));
		assert.strictEqual(keys(await find('甲乙丙 丙丁戊', {}, engine)), 'far');
	});
	finds('国办发2013第100号', 'd2');
	finds('"政府信息" 法规', '');
	finds('政府 信息', 'd3 d6 d4');
	finds('"政府 信息"', 'd6');
	finds('三日', 'd0');
	finds('时限登记', '');
	finds('撤下', 'd5');
	finds('县', 'd4 d3');
	finds('', '');

	// pinyin
	finds('zhengfu', 'd3');
	finds('ZHENGFU', 'd3');
	finds('zhengf', 'd3');
	finds('zfgk', 'd3');
	finds('zhgk', '');
	finds('zfgkai', 'd3');
	finds('shamen', 'd1');
	finds('xiamen', 'd1');
	finds('xian', 'd2');
	finds('xia', 'd2 d1');
	finds('lvhua', 'd1');
	finds('yinhang', 'd2');
	finds('guangdong 公开', 'd3');

	test('letters: small ones are pinyin first, capitals are text first', async () => {
		assert.strictEqual(keys(await find('gd')), 'd6 d3 d1');
		assert.strictEqual(keys(await find('GD')), 'd6 d1 d3');
		assert.strictEqual(keys(await find('gdp')), 'd6 d1', 'd6 is read so, too');
	});
	test('what is read so in a title is marked', async () => {
		const found = await find('zfgk');
		assert.strictEqual(marked(found.results[0].title_parts), '广东省[政府公开]年度报告');
		assert.ok(found.results[0].verified && found.exact);
	});
	test('without readings pinyin is found, but not held for sure', async () => {
		const plain = writeSite(DOCUMENTS, {...options, withReadings: false});
		const engine = chayue.search('', loaderOf(plain, []));
		const found = await find('zfgk', {}, engine);
		assert.deepStrictEqual([keys(found), found.exact, found.results[0].verified], ['d3', false, false]);
	});
	test('what has all terms of letters, but is not read so, is dropped', async () => {
		const other = writeSite([{title: '县政府服务', text: '', key: 'k/7/a', axes: {}}], {...options, blocks: [1]});
		const engine = chayue.search('', loaderOf(other, []));
		assert.strictEqual((await find('zhengfufuwu', {}, engine)).count, 1);
		assert.strictEqual((await find('zhengfuwu', {}, engine)).count, 0);
	});
	test('topics fit by name and by pinyin', async () => {
		assert.deepStrictEqual((await find('金融')).names, [{axis: 'topics', label: '金融', url: 'list/topics/jinrong/index.html'}]);
		assert.strictEqual((await find('ggfw')).names.length, 0, '共 has no reading here');
		assert.deepStrictEqual((await find('jinr')).names.map((one) => one.label), ['金融']);
	});

	// what is shown
	test('the match is shown in its sentence, marked', async () => {
		assert.strictEqual(marked((await find('时限为')).results[0].snippet), '办理[时限为]十日。');
		assert.strictEqual(marked((await find('三日')).results[0].snippet), '登记　[三日]');
		assert.strictEqual(marked((await find('发2013')).results[1].snippet), '(国办[发2013]第100号的例子)');
		assert.strictEqual(marked((await find('办事指南')).results[0].title_parts), '关于公布[办事指南]的通知');
	});
	test('of a text of many units the one that matches is shown', async () => {
		const loaded = [];
		const found = await find('末尾', {}, open(loaded));
		assert.match(marked(found.results[0].snippet), /^\[末尾\]说信息公开。$/);
		const texts = loaded.filter((url) => url.startsWith('doc/'));
		assert.deepStrictEqual(texts, ['doc/k/7/d3.js', `doc/k/7/d3/text-${DOCUMENTS[3].units.length - 1}.js`]);
	});
	test('several words are shown in one sentence, or in two', async () => {
		assert.strictEqual(marked((await find('十日 办理')).results[0].snippet), '[办理]时限为[十日]。');
		assert.strictEqual(marked((await find('附件 十日')).results[0].snippet), '指南见[附件]！ 办理时限为[十日]。');
	});
	test('a result says what its document is', async () => {
		const [one] = (await find('国办发2013100')).results;
		assert.deepStrictEqual([one.page, one.number, one.date, one.kind, one.withdrawn],
			['doc/k/7/d0.html', '国办发〔2013〕100号', '2013-10-01', 'notices', false]);
		assert.strictEqual((await find('撤下')).results[0].withdrawn, true);
	});

	// numbers
	test('results come in pages', async () => {
		const engine = open();
		const first = await find('公开', {most: 2}, engine), second = await find('公开', {most: 2, from: first.next}, engine);
		assert.deepStrictEqual([keys(first), first.more, first.count, keys(second), second.more], ['d4 d3', true, 3, 'd6', false]);
	});
	test('pages of what must be checked go on where the last one ended', async () => {
		const all = keys(await find('政府信')), engine = open();
		const one = await find('办事指', {most: 1}, engine), two = await find('办事指', {most: 1, from: one.next}, engine);
		assert.strictEqual(all, 'd6', 'neither 政府。信息 nor 政府 and 信息 far apart');
		assert.deepStrictEqual([keys(one), keys(two), two.more], ['d0', 'd3', false]);
		assert.strictEqual(keys(await find('办事指', {most: 1, from: 1})), 'd3');
	});
	test('what was not checked makes the count unsure', async () => {
		assert.strictEqual((await find('办事指', {most: 1})).exact, false);
		assert.strictEqual((await find('办事指')).exact, true);
		assert.strictEqual((await find('公开', {most: 1})).exact, true);
	});
	test('counts of an axis are under the other filters', async () => {
		const engine = open(), filters = {kinds: ['notices'], topics: ['jinrong']};
		const kinds = await promise((done) => engine.counts('公开', {filters}, 'kinds', done));
		const topics = await promise((done) => engine.counts('公开', {filters: {topics: ['jinrong']}}, 'topics', done));
		assert.deepStrictEqual(kinds, [{value: 'notices', label: 'notices', count: 1}]);
		assert.deepStrictEqual(topics, [{value: 'fuwu', label: '公共服务', count: 2}, {value: 'jinrong', label: '金融', count: 1}]);
	});
	test('filters of one axis add up, of several narrow', async () => {
		assert.strictEqual(keys(await find('公开', {filters: {kinds: ['notices', 'rules']}})), 'd4 d6');
		assert.strictEqual(keys(await find('公开', {filters: {kinds: ['notices', 'rules'], years: ['2012']}})), 'd6');
		assert.strictEqual(keys(await find('公开', {filters: {kinds: ['absent']}})), '');
	});
	test('by date, an unknown one stands with the document before', async () => {
		assert.strictEqual(keys(await find('公开', {order: 'date'})), 'd4 d3 d6');
	});
	test('titles hold what is typed, in text, number or pinyin', async () => {
		const titles = async (typed) => (await promise((done) => open().titles(typed, 5, done))).map((one) => one.title);
		assert.deepStrictEqual(await titles('公开'), ['人大公开信', '广东省政府公开年度报告']);
		assert.deepStrictEqual(await titles('2013 100'), ['关于公布办事指南的通知']);
		assert.deepStrictEqual(await titles('xiam'), ['厦门市绿化规定']);
		assert.deepStrictEqual(await titles('增长'), []);
	});

	test('many candidates of a long word are narrowed by its other pairs before they are counted', async () => {
		const many = Array.from({length: 60}, (one, i) => ({title: `第${i}件`, text: `信息。${i}。公开。`, key: `k/7/m${i}`, axes: {}}));
		many.push({title: '末件', text: '信息公开。', key: 'k/7/m60', axes: {}});
		const wide = writeSite(many, {...options, blocks: [40, 21], shards: 64});
		const loaded = [], found = await find('信息公开', {}, chayue.search('', loaderOf(wide, loaded)));
		assert.deepStrictEqual([found.count, found.exact, keys(found)], [1, true, 'm60']);
		assert.strictEqual(loaded.filter((url) => url.startsWith('doc/')).length, 1, 'only what has all pairs is looked at');
	});

	// nothing found
	const offers = (query, expected, more) => test(`${query} finds nothing; ${expected} is offered`, async () => {
		const found = await find(query, more);
		assert.deepStrictEqual([found.count, found.suggestion], [0, expected]);
		if (expected) { assert.ok((await find(expected, more)).count > 0); }
	});
	offers('政服', '政府');
	offers('厦们市', '厦门市');
	offers('西安银市', '西安市银');
	offers('绿化观定', '绿化规定');
	offers('绿化的规定', '绿化规定');
	offers('绿规定', '绿化规定');
	offers('厦门绿话规定 种树', null);
	offers('厦门市绿话 种树', '厦门市绿化 种树');
	offers('zhegnfu', 'zhengfu');
	offers('xiamne', 'xiamen');
	offers('龘龘龘', null);
	offers('绿化观定', null, {filters: {years: ['2012']}});
	test('words that find nothing together are counted each', async () => {
		assert.deepStrictEqual((await find('种树 银行')).counts_of_words, [{word: '种树', count: 1}, {word: '银行', count: 1}]);
	});
	test('looking for a spelling loads little', async () => {
		const loaded = [];
		await find('绿化观定', {}, open(loaded));
		assert.ok(loaded.length < 60, `${loaded.length} files`);
		assert.strictEqual(new Set(loaded).size, loaded.length, 'nothing is loaded twice');
	});

	// calls and files
	test('a later call ends an earlier one', async () => {
		const engine = open(), told = [];
		engine.find('政府', {}, () => told.push('first'));
		await promise((done) => engine.find('公开', {}, (found) => { told.push(found.query); done(); }));
		await promise((done) => engine.titles('公开', 5, done));
		assert.deepStrictEqual(told, ['公开']);
	});
	test('counts of two axes do not end each other', async () => {
		const engine = open(), told = [];
		await Promise.all(['kinds', 'years'].map((axis) => promise((done) => {
			engine.counts('公开', {}, axis, (values) => { told.push(axis); done(values); });
		})));
		assert.deepStrictEqual(told.sort(), ['kinds', 'years']);
	});
	test('a second query loads only what is new', async () => {
		const loaded = [], engine = open(loaded);
		await find('政府', {}, engine);
		await find('政府', {order: 'date'}, engine);
		assert.strictEqual(new Set(loaded).size, loaded.length);
	});
	const large = writeSite(Array.from({length: 20}, (one, i) => DOCUMENTS.map((doc) => ({...doc, key: `${doc.key}-${i}`}))).flat(),
		{...options, blocks: [136, 4]});
	for (const part of ['index', 'names', 'fold', '/s', 'shape', 'documents', 'doc/', 'dates', 'kinds']) {
		test(`a file that cannot be loaded is told: ${part}`, async () => {
			const engine = chayue.search('', loaderOf(large, [], (url) => url.includes(part)));
			const found = await find('公开', {order: 'date', filters: {kinds: ['reports']}}, engine);
			assert.strictEqual(found.failed, true);
		});
	}
	test('a block without what belongs to it is told, not misread', async () => {
		const part = 'search/b1/documents-0.js';
		const other = {...files, [part]: files[part].split('\n').filter((line) => !line.startsWith('chayueShape')).join('\n')};
		assert.notStrictEqual(other[part], files[part]);
		assert.strictEqual((await find('信息', {}, chayue.search('', loaderOf(other, [])))).failed, true);
	});
	test('after a failure the next call tries again', async () => {
		let broken = true;
		const engine = open([], () => broken);
		assert.strictEqual((await find('公开', {}, engine)).failed, true);
		broken = false;
		assert.strictEqual((await find('公开', {}, engine)).count, 3);
	});
	test('an index of another version is not read', async () => {
		const other = {...files, 'search/index.js': files['search/index.js'].replace('"version":1', '"version":2')};
		assert.strictEqual((await find('公开', {}, chayue.search('', loaderOf(other, [])))).failed, true);
	});
};
