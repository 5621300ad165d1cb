// Firefox without a network, by its own protocol for tools (WebDriver BiDi): enough to open files, type, click, go back and
// hear what the console says. Playwright drives no Firefox but its own.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const {spawn} = require('child_process');
const WebSocket = require('ws');
const {fault} = require('./tap');

const PATIENCE = 60000;

// Nothing is asked of the net, neither by pages (a proxy that is not there) nor by the browser itself.
const PREFERENCES = {
	'network.proxy.type': 1, 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': 9, 'network.proxy.ssl': '127.0.0.1',
	'network.proxy.ssl_port': 9, 'network.proxy.allow_hijacking_localhost': false, 'network.captive-portal-service.enabled': false,
	'network.connectivity-service.enabled': false, 'app.normandy.enabled': false, 'browser.shell.checkDefaultBrowser': false,
	'datareporting.policy.dataSubmissionEnabled': false, 'toolkit.telemetry.enabled': false, 'extensions.update.enabled': false,
	'app.update.enabled': false, 'services.settings.server': 'data:,', 'browser.safebrowsing.malware.enabled': false,
	'browser.safebrowsing.phishing.enabled': false, 'browser.aboutConfig.showWarning': false, 'browser.startup.page': 0,
	'intl.accept_languages': 'zh-CN, zh',
};

function makeProfile() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'firefox-'));
	const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
	fs.writeFileSync(path.join(folder, 'user.js'), lines.join('\n') + '\n');
	return folder;
}

// Where it listens: it says so itself.
function readAddress(program) {
	return new Promise((resolve, reject) => {
		let said = '';
		const timer = setTimeout(() => reject(new Error(`Firefox does not listen: ${said.slice(-300)}`)), PATIENCE);
		program.stderr.setEncoding('utf8').on('data', text => {
			said += text;
			const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said);
			if (!found) return;
			clearTimeout(timer);
			resolve(found[1]);
		});
		program.on('error', reject);
		program.on('exit', code => reject(new Error(`Firefox ended with ${code}: ${said.slice(-300)}`)));
	});
}

// ask(method, params) → the result; on(method, params) hears events.
async function connect(address, on) {
	const socket = new WebSocket(`${address}/session`, {perMessageDeflate: false});
	await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
	const waiting = new Map();
	let last = 0;
	socket.on('message', data => {
		const message = JSON.parse(data);
		if (message.type === 'event') return on(message.method, message.params);
		const {resolve, reject, method} = waiting.get(message.id) || {resolve() {}, reject() {}};
		waiting.delete(message.id);
		return message.type === 'success' ? resolve(message.result) : reject(new Error(`${method}: ${message.message}`));
	});
	socket.on('close', () => waiting.forEach(({reject, method}) => reject(new Error(`${method}: Firefox is gone`))));
	return (method, params = {}) => new Promise((resolve, reject) => {
		waiting.set(++last, {resolve, reject, method});
		socket.send(JSON.stringify({id: last, method, params}));
	});
}

function hear(heard, method, params) {
	if (method === 'log.entryAdded') {
		heard.push(fault(params.type === 'javascript' ? 'error' : 'console', `${params.level}: ${params.text}`));
	} else if (!/^(file|data|about|blob|chrome|resource|moz-extension):/.test(params.request.url)) {
		heard.push(fault('outside', params.request.url));
	}
}

function makeTab(ask, context, heard) {
	const evaluate = async expression => {
		const {result, exceptionDetails} = await ask('script.evaluate',
			{expression: `Promise.resolve(${expression}).then(JSON.stringify)`, target: {context}, awaitPromise: true});
		if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
		return result.value === undefined ? undefined : JSON.parse(result.value);
	};
	const keys = text => [...text].flatMap(value => [{type: 'keyDown', value}, {type: 'keyUp', value}]);
	return {
		heard, evaluate,
		go: url => ask('browsingContext.navigate', {context, url, wait: 'complete'}),
		resize: viewport => ask('browsingContext.setViewport', {context, viewport}),
		back: () => ask('browsingContext.traverseHistory', {context, delta: -1}),
		type: text => ask('input.performActions', {context, actions: [{type: 'key', id: 'keys', actions: keys(text)}]}),
		// What a page before led to may still be on its way.
		async click(selector) {
			await this.until(`document.querySelector(${JSON.stringify(selector)})`);
			const box = await evaluate(`(e => { e.scrollIntoView({block: 'center', behavior: 'instant'}); const b = e.getBoundingClientRect();
				return {x: Math.round(b.left + b.width / 2), y: Math.round(b.top + Math.min(b.height / 2, 20))}; })(document.querySelector(${JSON.stringify(selector)}))`);
			await ask('input.performActions', {context, actions: [{type: 'pointer', id: 'finger', parameters: {pointerType: 'mouse'}, actions: [
				{type: 'pointerMove', ...box}, {type: 'pointerDown', button: 0}, {type: 'pointerUp', button: 0}]}]});
		},
		// Until the expression holds; false when it never does.
		async until(expression, milliseconds = 10000) {
			for (const end = Date.now() + milliseconds; Date.now() < end;) {
				if (await evaluate(`Boolean(${expression})`).catch(() => false)) return true;
				await new Promise(resolve => setTimeout(resolve, 50));
			}
			return false;
		},
	};
}

// {tab, close}
async function launchFirefox() {
	const profile = makeProfile();
	const program = spawn(process.env.FIREFOX || 'firefox-esr',
		['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
		{stdio: ['ignore', 'ignore', 'pipe'], env: {...process.env, MOZ_HEADLESS_WIDTH: '1366', MOZ_HEADLESS_HEIGHT: '768'}});
	const close = async () => {
		const ended = new Promise(resolve => { program.once('exit', resolve); });
		program.kill();
		if (program.exitCode === null) await ended;
		fs.rmSync(profile, {recursive: true, force: true, maxRetries: 5});
	};
	try {
		const heard = [];
		const ask = await connect(await readAddress(program), (method, params) => hear(heard, method, params));
		await ask('session.new', {capabilities: {}});
		await ask('session.subscribe', {events: ['log.entryAdded', 'network.beforeRequestSent']});
		const {contexts} = await ask('browsingContext.getTree');
		return {tab: makeTab(ask, contexts[0].context, heard), close};
	} catch (error) {
		await close();
		throw error;
	}
}

module.exports = {launchFirefox};
