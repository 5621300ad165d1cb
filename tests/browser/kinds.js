// Which pages are looked at: the kinds of page by their addresses, and for each the lightest and the heaviest.
//
// The address tells the kind; only of a withdrawn or moved document the page does, by its class.
'use strict';

// Required kinds fail when no page of the sample is of them. `documents`: one for each kind of document. `alike`: made by
// the view and the template of another, which stands for it in looks and at the keyboard.
const KINDS = [
	{view: 'home', url: /^index\.html$/, required: true},
	{view: 'document', url: /^doc\/[^/]+\/[^/]+\/[^/]+\.html$/, required: true, documents: true},
	{view: 'dataset-rows', url: /^doc\/[^/]+\/[^/]+\/[^/]+\/rows-\d+\.html$/, required: true},
	{view: 'withdrawn', required: true},
	{view: 'moved', required: true},
	{view: 'counted', url: /^list\/(delays|interpretation|validity|response-times|quarters|topic-kinds|organ-[a-z]+)\//, required: true},
	{view: 'list-part', url: /^list\/[^/]+\/[^/]+\/(\d+\/)?\d+\.html$/},
	{view: 'terms', url: /^list\/(themes|release-classes|key-fields)\/index\.html$/, required: true},
	{view: 'lists', url: /^list\/[^/]+\/index\.html$/, required: true},
	{view: 'topic', url: /^list\/topics\/[^/]+\/index\.html$/, required: true},
	{view: 'list', url: /^list\/[^/]+\/[^/]+\/index\.html$/, required: true},
	{view: 'chain', url: /^chain\//, required: true},
	{view: 'platform', url: /^platform\/index\.html$/, required: true},
	{view: 'platform-guide', url: /^platform\/guide\.html$/, required: true, alike: 'platform'},
	{view: 'platform-rules', url: /^platform\/rules\.html$/, required: true, alike: 'platform'},
	{view: 'platform-disclosed', url: /^platform\/disclosed\.html$/, required: true, alike: 'platform'},
	{view: 'platform-reports', url: /^platform\/reports\.html$/, required: true, alike: 'platform'},
	{view: 'platform-request', url: /^platform\/request\.html$/, required: true, alike: 'platform'},
	{view: 'search', url: /^search\/index\.html$/, required: true},
	{view: 'places', url: /^places\/index\.html$/, required: true},
	{view: 'az', url: /^az\/index\.html$/, required: true},
	{view: 'az-letter', url: /^az\/[A-Za-z0-9]\.html$/, required: true},
	{view: 'az-split', url: /^az\/.+\/.+\.html$/},
	{view: 'statistics', url: /^statistics\/index\.html$/, required: true},
	{view: 'site-map', url: /^site-map\.html$/, required: true},
	{view: 'data', url: /^data\/index\.html$/, required: true},
	{view: 'data-year', url: /^data\/\d+\/index\.html$/, required: true},
];

const MARKED = new Set(['withdrawn', 'moved']);

function kindOf(page) {
	if (MARKED.has(page.view)) return page.view;
	const kind = KINDS.find(one => one.url && one.url.test(page.url));
	return kind ? kind.view : 'other';
}

// Chooses from what scan.js found: [{name, page, first, looked}]. `first` is the one
// that stands for its kind, `looked` is looked at in each look.
function choosePages(pages) {
	const chosen = [];
	const missing = [];
	const groups = new Map();
	for (const page of pages) {
		const view = kindOf(page);
		if (!groups.has(view)) groups.set(view, []);
		groups.get(view).push(page);
	}
	for (const kind of [...KINDS, {view: 'other'}]) {
		const group = (groups.get(kind.view) || []).sort((a, b) => b.bytes - a.bytes || (a.url < b.url ? -1 : 1));
		if (group.length === 0) {
			if (kind.required) missing.push(kind.view);
			continue;
		}
		// Of documents a notice stands for all: its header is the fullest.
		const front = kind.documents ? group.find(page => page.kind === 'notice') || group[0] : group[0];
		chosen.push({name: kind.view, page: front, first: true, looked: !kind.alike});
		const lightest = group[group.length - 1];
		if (kind.documents) chooseDocuments(group, chosen);
		if (lightest !== front) add(chosen, {name: kind.view + '-lightest', page: lightest});
	}
	return {chosen, missing};
}

// The heaviest of each kind of document, for each has fields of its own.
function chooseDocuments(group, chosen) {
	const seen = new Set();
	for (const page of group) {
		if (seen.has(page.kind)) continue;
		seen.add(page.kind);
		add(chosen, {name: `document-${page.kind}`, page});
	}
}

function add(chosen, one) {
	if (!chosen.some(other => other.page === one.page)) chosen.push(one);
}

module.exports = {choosePages, KINDS};
