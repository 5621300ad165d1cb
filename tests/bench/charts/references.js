// The chart of data.csv by ECharts and Vega-Lite, at the same size and with the same parts as ours.
//
//   references.js time KIND COUNT     ECharts on the server: "MICROSECONDS BYTES", the median of COUNT drawings
//   references.js draw FOLDER         writes KIND-echarts.svg and KIND-vega.svg there
'use strict';

const fs = require('fs');
const path = require('path');
const {performance} = require('perf_hooks');
const {pathToFileURL} = require('url');

const KINDS = {column: 'bar', line: 'line'};
const WIDTH = 640;
const HEIGHT = 320;
const TITLE = '各月办件量';

const [head, ...rows] = fs.readFileSync(path.join(__dirname, 'data.csv'), 'utf8').trim().split('\n').map(row => row.split(','));
const months = rows.map(row => row[0]);
const counts = rows.map(row => Number(row[1]));

function optionsOf(kind) {
	return {
		animation: false,
		title: {text: TITLE},
		aria: {enabled: true},
		xAxis: {type: 'category', data: months},
		yAxis: {type: 'value', name: head[1]},
		series: [{type: KINDS[kind], name: head[1], data: counts}],
	};
}

function drawByEcharts(echarts, kind) {
	const chart = echarts.init(null, null, {renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT});
	chart.setOption(optionsOf(kind));
	const text = chart.renderToSVGString();
	chart.dispose();
	return text;
}

async function drawByVega(kind) {
	const [vega, lite] = await Promise.all(['vega', 'vega-lite'].map(name => import(entryOf(name))));
	const spec = lite.compile({
		width: WIDTH - 80, height: HEIGHT - 100, title: TITLE,
		data: {values: months.map((month, place) => ({month, count: counts[place]}))},
		mark: {type: KINDS[kind], point: kind === 'line'},
		encoding: {
			x: {field: 'month', type: 'ordinal', sort: null, title: head[0]},
			y: {field: 'count', type: 'quantitative', title: head[1]},
		},
	}).spec;
	return new vega.View(vega.parse(spec), {renderer: 'none'}).toSVG();
}

// `import` does not look where NODE_PATH says.
function entryOf(name) {
	for (const folder of (process.env.NODE_PATH || '').split(path.delimiter)) {
		const home = path.join(folder, name);
		if (fs.existsSync(home)) {
			const {exports: entries, module, main} = JSON.parse(fs.readFileSync(path.join(home, 'package.json'), 'utf8'));
			const entry = typeof entries === 'string' ? entries : entries && (entries.default || (entries['.'] || {}).default);
			return pathToFileURL(path.join(home, entry || module || main)).href;
		}
	}
	return name;
}

function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[sorted.length >> 1];
}

function time(kind, count) {
	const echarts = require('echarts');
	const times = [];
	let bytes = 0;
	// As many drawings again come first, so that what is timed is compiled code.
	for (let i = -count; i < count; i++) {
		const start = performance.now();
		bytes = Buffer.byteLength(drawByEcharts(echarts, kind));
		if (i >= 0) {
			times.push(performance.now() - start);
		}
	}
	console.log(`${(median(times) * 1000).toFixed(1)} ${bytes}`);
}

async function draw(folder) {
	const echarts = require('echarts');
	for (const kind of Object.keys(KINDS)) {
		fs.writeFileSync(path.join(folder, `${kind}-echarts.svg`), drawByEcharts(echarts, kind));
		fs.writeFileSync(path.join(folder, `${kind}-vega.svg`), await drawByVega(kind));
	}
}

const [action, subject, count] = process.argv.slice(2);
if (action === 'time') {
	time(subject, Number(count));
} else {
	draw(subject);
}
