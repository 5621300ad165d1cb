// Recordings: nothing plays by itself, captions are there without a server, and a line of the transcript leads to its
// place.
'use strict';

const {fault} = require('./tap');
const {checkAxe} = require('./axe');

// Runs in the page: what each player is before it is touched: [[fault, text]].
function readPlayers() {
	const found = [];
	for (const figure of document.querySelectorAll('figure.player')) {
		const add = text => found.push(['player', `${figure.id}: ${text}`]);
		const media = figure.querySelector('video, audio');
		const lines = [...figure.querySelectorAll('li[data-from]')];
		if (!media.controls) add('there are no controls');
		if (media.autoplay || !media.paused) add('it plays by itself');
		if (media.preload === 'auto') add('it is loaded whole before anyone asked');
		if (!media.getAttribute('aria-label')) add('it has no name');
		if (!figure.querySelector('.transcript')) add('there is no transcript');
		if (!/\d/.test(figure.querySelector('figcaption').textContent)) add('its size is not told');
		for (const line of lines) {
			if (!line.querySelector('a').hash.startsWith('#t=')) add(`a line leads nowhere: ${line.textContent}`);
		}
		if (media.localName !== 'video') continue;
		const shown = [...media.textTracks].filter(track => track.mode === 'showing');
		const texts = shown.flatMap(track => [...track.cues].map(cue => cue.getCueAsHTML().textContent));
		if (texts.length === 0) add('there are no captions');
		if (texts.join('|') !== lines.map(line => line.querySelector('span').textContent).join('|')) {
			add(`captions are not the transcript: ${texts.join('|')}`);
		}
	}
	return found;
}

// Runs in the page: touches the last line of each transcript with times, and waits until it is played.
async function touchLines() {
	const found = [];
	const until = async test => {
		for (let i = 0; i < 100 && !test(); i++) await new Promise(resolve => setTimeout(resolve, 50));
		return test();
	};
	let before = null;
	for (const figure of document.querySelectorAll('figure.player')) {
		const add = text => found.push(['player', `${figure.id}: ${text}`]);
		const media = figure.querySelector('video, audio');
		const line = [...figure.querySelectorAll('li[data-from]')].pop();
		for (const details of figure.querySelectorAll('details')) details.open = true;
		if (line) line.querySelector('a').click();
		else media.play();
		const from = line ? Number(line.dataset.from) : 0;
		if (!await until(() => media.currentTime > from)) add(`it does not play: ${media.error && media.error.message}`);
		if (line && !await until(() => line.hasAttribute('aria-current'))) add('what is said is not marked');
		if (figure.querySelectorAll('[aria-current]').length > 1) add('more is marked than is said');
		if (before && !before.paused) add('two play at once');
		before = media;
	}
	if (before) before.pause();
	return found;
}

// Works on a page that was just loaded.
async function checkPlayers(tab) {
	const still = await tab.page.evaluate(readPlayers);
	const touched = await tab.page.evaluate(touchLines);
	const faults = [...still, ...touched].map(([name, text]) => fault(name, text));
	return [...faults, ...await checkAxe(tab, 'transcripts open: '), ...tab.heard];
}

module.exports = {checkPlayers};
