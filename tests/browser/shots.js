// Pictures for a person to look at: each kind of page at three screens, and a document in its looks.
'use strict';

const fs = require('fs');
const path = require('path');
const {fault} = require('./tap');
const {SCREENS, openContext, forEachPage} = require('./open');
const {LOOKS, takeLook, forgetLooks} = require('./axe');

// The whole page, but no more than this many screens of it.
const MOST_SCREENS = 3;

async function takeShot(tab, file, size) {
	await tab.page.setViewportSize(size);
	const height = await tab.page.evaluate(() => document.documentElement.scrollHeight);
	const most = Math.min(height, size.height * MOST_SCREENS);
	const clip = {x: 0, y: 0, width: size.width, height: Math.max(size.height, most)};
	await tab.page.screenshot({path: file, fullPage: true, clip});
}

async function takeShots(browser, site, chosen, folder) {
	fs.rmSync(folder, {recursive: true, force: true});
	fs.mkdirSync(folder, {recursive: true});
	const file = (name, what) => path.join(folder, `${name}-${what}.png`);
	const context = await openContext(browser);
	const faults = await forEachPage(context, site.folder, chosen, 2, async (one, tab) => {
		await tab.go(one.page.url);
		for (const [screen, size] of Object.entries(SCREENS)) await takeShot(tab, file(one.name, screen), size);
		return [];
	});
	const document = chosen.filter(one => one.name === 'document');
	faults.push(...await forEachPage(context, site.folder, document, 1, async (one, tab) => {
		await tab.go(one.page.url);
		for (const look of LOOKS) {
			await forgetLooks(tab);
			if (await takeLook(tab, look)) await takeShot(tab, file(one.name, look.name), SCREENS.desktop);
		}
		return [];
	}));
	await context.close();
	const taken = fs.readdirSync(folder).filter(name => name.endsWith('.png')).length;
	if (taken < chosen.length * 3) faults.push([fault('shots', `${taken} pictures of ${chosen.length} pages`)]);
	return faults.flat();
}

module.exports = {takeShots};
