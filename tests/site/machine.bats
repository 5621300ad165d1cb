#!/usr/bin/env bats
# What programs read: meta tags, linked data, records, the catalog, feeds and site maps, each read by a program.
load helpers

setup() {
	new_repository
	site=$BATS_TEST_TMPDIR/site
	settings 'domain: www.example.gov.cn' 'site_id_code: "4400000001"' 'address: https://www.example.gov.cn/xxgk'
}

# settings LINE …: beside the name, organ and language of every site here
settings() {
	printf '%s\n' 'name: 试验站' 'organ: 某市政府办' 'topics_from_folders: false' "$@" | file site.yml
}

# document PATH LINE …
document() {
	local name=$1
	shift
	{
		printf -- '---\n'
		printf '%s\n' "$@"
		printf -- '---\n\n正文。\n\n第二段的秘密。\n'
	} | file "$name"
}

# A title that every format has to write in its own way, as it is in YAML and as it is.
hostile_yaml='"=1+1 \"双\" '\''单'\'' </script> ]]> & <b> 😀 \u2028 尾"'
hostile=$'=1+1 "双" \'单\' </script> ]]> & <b> 😀 \xe2\x80\xa8 尾'

# equals WHAT EXPECTED
equals() {
	if [ "$1" != "$2" ]; then
		printf 'is:       %s\nexpected: %s\n' "$1" "$2" >&2
		return 1
	fi
}

# meta FILE NAME: the content of a meta tag
meta() {
	xmllint --html --noout --xpath "string(//meta[@name='$2']/@content)" "$1" 2>/dev/null
}

# linked FILE: the linked data of a page
linked() {
	xmllint --html --noout --xpath "string(//script[@type='application/ld+json'])" "$1" 2>/dev/null
}

# atom FILE PATH: the text at a path of local names in an Atom feed, as in entry/title
atom() {
	local path=${2//\//\"]/*[local-name()=\"}
	xmllint --xpath "string(/*[local-name()=\"feed\"]/*[local-name()=\"$path\"])" "$1"
}

# csv_cells FILE: each cell in a line of its own, "row column text", line ends within it as \n; fails when the file is
# no CSV as RFC 4180 has it, with CRLF and as many cells in each row
csv_cells() {
	LC_ALL=C awk 'BEGIN { RS = "\r\n" }
		{
			text = $0; column = 0; row = NR
			for (;;) {
				column++
				if (substr(text, 1, 1) == "\"") {
					cell = ""; text = substr(text, 2)
					while ((at = index(text, "\"")) > 0 && substr(text, at + 1, 1) == "\"") {
						cell = cell substr(text, 1, at); text = substr(text, at + 2)
					}
					if (at == 0) exit 1
					cell = cell substr(text, 1, at - 1); text = substr(text, at + 1)
					if (text != "" && substr(text, 1, 1) != ",") exit 1
				} else {
					at = index(text, ",")
					cell = at ? substr(text, 1, at - 1) : text
					if (cell ~ /["\n\r]/) exit 1
					text = at ? substr(text, at) : ""
				}
				gsub(/\n/, "\\n", cell)
				print row, column, cell
				if (text == "") break
				text = substr(text, 2)
			}
			if (row == 1) columns = column
			if (column != columns) exit 1
		}' "$1"
}

# cell FILE ROW LABEL: the cell below that label
cell() {
	local column
	column=$(csv_cells "$1" | awk -v label="$3" '$1 == 1 { sub(/^\xef\xbb\xbf/, "", $3); if ($3 == label) print $2 }')
	csv_cells "$1" | sed -n "s/^$2 $column //p"
}

@test "meta tags bear the exact names of the annex, in its order, on each kind of page" {
	document a.md 'title: 甲' 'number: 某府〔2024〕1号' 'issuing_organ: 某市政府办' 'published_on: 2024-03-01 09:30' \
		'keywords: [供水, 安全]' 'author: 编辑部' 'summary: 概述' 'topics: 供水保障' 'source: 某报'
	commit
	build
	expect_status 0
	page=$(page_of 甲)
	equals "$(grep -o '<meta name="[A-Z][A-Za-z]*"' "$page" | cut -d'"' -f2 | tr '\n' ' ')" \
		'SiteName SiteDomain SiteIDCode ColumnName ColumnDescription ColumnKeywords ColumnType ArticleTitle PubDate ContentSource Keywords Author Description Url '
	equals "$(meta "$page" SiteName)" 试验站
	equals "$(meta "$page" SiteDomain)" www.example.gov.cn
	equals "$(meta "$page" SiteIDCode)" 4400000001
	equals "$(meta "$page" ColumnName)" 公文
	equals "$(meta "$page" ColumnType)" 政策文件
	equals "$(meta "$page" ArticleTitle)" 甲
	equals "$(meta "$page" PubDate)" '2024-03-01 09:30'
	equals "$(meta "$page" ContentSource)" 某报
	equals "$(meta "$page" Keywords)" 供水,安全
	equals "$(meta "$page" Author)" 编辑部
	equals "$(meta "$page" Description)" 概述
	equals "$(meta "$page" Url)" "https://www.example.gov.cn/xxgk/${page#"$site"/}"

	for list in kinds/notice topics/*[!l] years/2024; do
		page=$(echo "$site"/list/$list/index.html)
		equals "$(grep -o '<meta name="[A-Z][A-Za-z]*"' "$page" | cut -d'"' -f2 | tr '\n' ' ')" \
			'SiteName SiteDomain SiteIDCode ColumnName ColumnDescription ColumnKeywords ColumnType '
		[ -n "$(meta "$page" ColumnDescription)" ]
	done
	equals "$(meta "$site/list/kinds/notice/index.html" ColumnName)" 公文
	equals "$(meta "$site/list/kinds/notice/index.html" ColumnType)" 政策文件
	equals "$(meta "$site/list/kinds/notice/index.html" ColumnKeywords)" 公文,内容类型,政府信息公开
	equals "$(meta "$site"/list/topics/x*/index.html ColumnType)" 专题专栏
	equals "$(meta "$site/platform/guide.html" ColumnType)" 信息公开指南
	equals "$(meta "$site/platform/reports.html" ColumnType)" 信息公开年报
	equals "$(meta "$site/platform/request.html" ColumnType)" 依申请公开
	equals "$(meta "$site/index.html" ColumnType)" 首页
	equals "$(meta "$site/index.html" ArticleTitle)" ''
}

@test "PubDate has a time and no seconds; ContentSource falls back on who issued it, then on who runs the site" {
	document day.md 'title: 甲' 'published_on: 2024-03-01' 'issuing_organ: [某水务局, 某住建局]'
	document seconds.md 'title: 乙' 'published_on: 2024-03-01T01:30:59Z'
	document none.md 'title: 丙'
	commit
	build
	expect_status 0
	equals "$(meta "$(page_of 甲)" PubDate)" '2024-03-01 00:00'
	equals "$(meta "$(page_of 乙)" PubDate)" '2024-03-01 09:30'
	equals "$(meta "$(page_of 丙)" PubDate)" '2024-01-01 08:00'
	equals "$(meta "$(page_of 甲)" ContentSource)" 某水务局、某住建局
	equals "$(meta "$(page_of 乙)" ContentSource)" 某市政府办
}

@test "check tells of required tags that would be empty, and where to write what fills them" {
	document a.md 'title: 甲' 'issuing_organ: 某局'
	file site.yml <<<'name: 试验站'
	commit
	chayue check .
	expect_said page/tag SiteDomain domain SiteIDCode site_id_code
	settings 'domain: www.example.gov.cn' 'site_id_code: "4400000001"'
	commit
	chayue check .
	expect_not_said page/tag
}

@test "linked data says what the record says and no more" {
	document old.md 'title: 旧办法' 'number: 某府〔2020〕1号' 'written_on: 2020-01-01'
	document new.md 'title: 新办法' 'id: new' 'number: 某府〔2024〕1号' 'issuing_organ: [某市政府, 某水务局]' \
		'written_on: 2024-01-01' 'published_on: 2024-01-02 10:00' 'repeals: old.md' 'forwards: 国办发〔2013〕100号' \
		'implements: base.md' 'effective_on: 2023-12-31' 'status: 有效'
	document base.md 'title: 上位办法' 'number: 某府〔2019〕1号' 'status: 有效' 'expires_on: 2030-01-01'
	document meaning.md 'title: 解读' 'kind: interpretation' 'interprets: new.md' 'sample: true'
	commit
	build
	new=$(linked "$(page_of 新办法)")
	equals "$(jq -r '[."@context", ."@type", .legislationIdentifier, .legislationDate, .datePublished] | join(" ")' <<<"$new")" \
		'https://schema.org Legislation 某府〔2024〕1号 2024-01-01 2024-01-02T10:00:00+08:00'
	equals "$(jq -r '[.legislationPassedBy[] | ."@type" + " " + .name] | join(",")' <<<"$new")" \
		'GovernmentOrganization 某市政府,GovernmentOrganization 某水务局'
	equals "$(jq -r '.legislationRepeals | ."@type", .name, .legislationIdentifier' <<<"$new" | tr '\n' ' ')" \
		'Legislation 旧办法 某府〔2020〕1号 '
	equals "$(jq -r .legislationApplies.name <<<"$new")" 上位办法
	equals "$(jq -r .isBasedOn.name <<<"$new")" '国办发〔2013〕100号'
	equals "$(jq -r .legislationLegalForce <<<"$new")" https://schema.org/InForce
	equals "$(jq -r .url <<<"$new")" "https://www.example.gov.cn/xxgk/$(cd "$site" && echo doc/*/*/new.html)"
	equals "$(jq 'has("disambiguatingDescription"), has("keywords"), has("inLanguage")' <<<"$new" | sort -u)" false

	equals "$(linked "$(page_of 旧办法)" | jq -r .legislationLegalForce)" https://schema.org/NotInForce
	equals "$(linked "$(page_of 旧办法)" | jq 'has("datePublished")')" false
	# What ends on a day is not in force for ever.
	equals "$(linked "$(page_of 上位办法)" | jq -r '.legislationLegalForce, .expires' | tr '\n' ' ')" 'null 2030-01-01 '

	meaning=$(linked "$(page_of 解读)")
	equals "$(jq -r '[."@type", .about.name, .disambiguatingDescription] | join(" ")' <<<"$meaning")" 'Article 新办法 示例数据'
}

@test "linked data of organs, places, reports and the site" {
	document organs/a.md 'kind: organ' 'title: 某水务局' 'short_names: 水务局' 'parent: 某市政府' \
		'contact: {name: 办公室, telephone: 0000-1, hours: 工作日}'
	document places/a.md 'kind: place' 'title: 馆甲' 'hours: Tu-Su 09:00-20:30' 'equipment: [打印机, 终端]'
	document places/b.md 'kind: place' 'title: 馆乙' 'hours: 周二至周日' 'summary: 概述'
	file data/x.csv <<<'年,件'
	document r.md 'kind: report' 'title: 统计' 'report_type: statistics' 'data: data/x.csv'
	document q.md 'kind: qa' 'title: 要带证件吗' 'asked_on: 2024-01-01'
	commit
	build
	expect_status 0
	organ=$(linked "$(page_of 某水务局)")
	equals "$(jq -r '[."@type", .alternateName, .parentOrganization.name, .contactPoint."@type", .contactPoint.telephone] | join(" ")' <<<"$organ")" \
		'GovernmentOrganization 水务局 某市政府 ContactPoint 0000-1'
	equals "$(linked "$(page_of 馆甲)" | jq -r '.openingHours, (.amenityFeature | length)' | tr '\n' ' ')" 'Tu-Su 09:00-20:30 2 '
	equals "$(linked "$(page_of 馆乙)" | jq -r '.openingHours, .description' | tr '\n' ' ')" 'null 开放时间：周二至周日 '
	report=$(linked "$(page_of 统计)")
	equals "$(jq -r '."@type"' <<<"$report")" Dataset
	file=$(jq -r .distribution.contentUrl <<<"$report")
	[ -f "$site/${file#https://www.example.gov.cn/xxgk/}" ]
	equals "$(linked "$(page_of 要带证件吗)" | jq -r '[."@type", .mainEntity.name, .mainEntity.dateCreated] | join(" ")')" \
		'QAPage 要带证件吗 2024-01-01'
	equals "$(linked "$site/index.html" | jq -r '[."@type", .name, .publisher.name] | join(" ")')" 'WebSite 试验站 某市政府办'
	equals "$(linked "$site/list/kinds/report/index.html" | jq -r '[."@type", .name] | join(" ")')" 'CollectionPage 报告'
}

@test "a record holds what its document says, and lists are lists however many they hold" {
	file data/x.csv <<<'年,件'
	document a.md 'title: 甲' 'id: a' 'number: 某府〔2024〕1号' 'issuing_organ: 某水务局' 'keywords: 供水' 'genre: 通知' \
		'theme: 综合政务/政务公开' 'written_on: 2024-01-01' 'published_on: 2024-01-02 10:00' 'attachments: data/x.csv' \
		'summary: 概述' 'review: {register: 审1号, first: {post: 经办人, date: 2024-01-01}}' 'language: zh-Hans' 'status: 有效'
	commit
	build
	expect_status 0
	record=$(echo "$site"/doc/*/*/a.json)
	before=$(sha256sum <"$record")
	equals "$(jq -r '[.id, .title, .kind, .kind_label, .number, .organs[0], .theme, .written_on, .published_on, .language] | join("|")' "$record")" \
		'a|甲|notice|公文|某府〔2024〕1号|某水务局|综合政务\政务公开|2024-01-01|2024-01-02 10:00|zh-Hans'
	equals "$(jq -c '.fields.keywords, .fields.genre, .fields.review.first.post, .validity.state, .sample, .relations' "$record" | tr '\n' ' ')" \
		'["供水"] "通知" "经办人" "in_force" false null '
	[ -f "$site/$(jq -r '.attachments[0].url' "$record")" ]
	equals "$(jq -r '.attachments[0].name' "$record")" x.csv
	[ -f "$site/$(jq -r .url "$record")" ]
	equals "$(jq -r .address "$record")" "https://www.example.gov.cn/xxgk/$(jq -r .url "$record")"
	equals "$(jq -r .source.blob "$record")" "$(git rev-parse HEAD:a.md)"
	equals "$(jq -r .source.commit "$record")" "$(git rev-parse HEAD)"
	[[ $(jq -r .reference_copy "$record") == *参考副本* ]]
	expect_not_in "$record" 秘密

	# Others may say what they like of it: its record says what it says itself.
	document b.md 'title: 乙' 'id: b' 'kind: interpretation' 'interprets: a.md' 'responds_to: 国办发〔2013〕100号'
	commit
	build
	equals "$(sha256sum <"$record")" "$before"
	equals "$(jq -c '[.relations[] | [.relation, .title // .text]]' "$site"/doc/*/*/b.json)" \
		'[["interprets","甲"],["responds_to","国办发〔2013〕100号"]]'
	equals "$(jq -r '.published_on, .first_committed_on' "$site"/doc/*/*/b.json | tr '\n' ' ')" 'null 2024-01-01 09:00 '
}

@test "the catalog begins with what the law asks of a directory, and is the same in JSON and CSV" {
	document a.md 'title: 甲' 'id: a' 'index_number: 000014349/2024-00001' 'summary: 概述' 'written_on: 2024-01-01' \
		'published_on: 2024-01-02 10:00' 'number: 某府〔2024〕1号' 'issuing_organ: 某水务局' 'disclosure: 主动公开' \
		'genre: 通知' 'status: 有效'
	document b.md 'title: 乙' 'published_on: 2024-02-01' 'sample: true' 'summary: "一行\n二行, \"引\""'
	document c.md 'title: 丙' 'published_on: 2023-02-01'
	commit
	build
	expect_status 0
	csv=$site/data/2024/1.csv
	equals "$(head -c 3 "$csv" | od -An -tx1)" ' ef bb bf'
	csv_cells "$csv" >cells
	equals "$(sed -n 's/^1 [1-4] //p' cells | tr '\n' ' ')" $'\xef\xbb\xbf索引 名称 内容概述 生成日期 '
	equals "$(sed -n 's/^2 [1-4] //p' cells | tr '\n' ' ')" '000014349/2024-00001 甲 概述 2024-01-01 '
	equals "$(cell "$csv" 2 发文机关)" 某水务局
	equals "$(cell "$csv" 2 有效性)" 有效
	equals "$(cell "$csv" 2 示例数据)" 否
	equals "$(cell "$csv" 3 示例数据)" 是
	equals "$(cell "$csv" 3 内容概述)" '一行\n二行, "引"'
	equals "$(cell "$csv" 3 生成日期)" ''
	[ -f "$site/$(cell "$csv" 2 网页地址)" ]
	json=$site/data/2024/1.json
	equals "$(jq -r '[.year, .part, (.documents | length), .site] | join(" ")' "$json")" '2024 1 2 试验站'
	equals "$(jq -r '.documents[0] | [.index_number, .title, .summary, .written_on, .validity] | join(" ")' "$json")" \
		'000014349/2024-00001 甲 概述 2024-01-01 有效'
	equals "$(jq -c '.documents[1] | [.sample, .withdrawn, has("written_on")]' "$json")" '[true,false,false]'
	[ -f "$site/$(jq -r '.documents[0].record' "$json")" ]
	equals "$(jq -r '.documents[].title' "$site/data/2023/1.json")" 丙
	expect_in "$site/data/index.html" '<a href="../data/2024/index.html">2024</a>' '<a href="../data/2023/index.html">2023</a>'
	expect_in "$site/data/2024/index.html" '<h1>目录数据：2024</h1>' 'href="../../data/2024/1.csv"' 'href="../../data/2024/1.json"'
}

# Every entry has the elements of RFC 4287, with times as RFC 3339 has them.
expect_atom() {
	xmllint --noout "$1" || return 1
	local name='/*[local-name()="feed" and namespace-uri()="http://www.w3.org/2005/Atom"]'
	local time='string-length()=25 and substring(.,11,1)="T" and substring(.,20)="+08:00"'
	local bad="$name/*[local-name()=\"entry\"][not(*[local-name()=\"id\"] and *[local-name()=\"title\"]
		and *[local-name()=\"updated\"][$time] and *[local-name()=\"link\"][@rel=\"alternate\"])]"
	equals "$(xmllint --xpath "count($name)" "$1")" 1
	equals "$(xmllint --xpath "count($bad)" "$1")" 0
	equals "$(xmllint --xpath "count($name/*[local-name()=\"updated\"][$time])" "$1")" 1
}

# atom_link FILE RELATION
atom_link() {
	xmllint --xpath "string(/*/*[local-name()='link'][@rel='$2']/@href)" "$1"
}

# beside FILE LINK: the file below this folder that the link in FILE leads to; nothing for no link
beside() {
	[ -z "$2" ] || realpath --relative-to=. "$(dirname "$1")/$2"
}

@test "feeds bear full addresses, times in China time, marks of sample data, and names that stay" {
	document a.md 'title: 甲' 'id: a' 'published_on: 2024-03-01 09:30' 'issuing_organ: 某水务局' 'summary: 概述'
	document b.md 'title: 乙' 'published_on: 2024-02-01' 'sample: true' 'topics: 供水保障'
	commit
	build
	expect_status 0
	feed=$site/feed/kinds/notice/index.xml
	expect_atom "$feed"
	equals "$(atom_link "$feed" self)" https://www.example.gov.cn/xxgk/feed/kinds/notice/index.xml
	equals "$(atom_link "$feed" alternate)" https://www.example.gov.cn/xxgk/list/kinds/notice/index.html
	equals "$(atom "$feed" entry/title)" 甲
	equals "$(atom "$feed" entry/summary)" 概述
	equals "$(atom "$feed" entry/author/name)" 某水务局
	equals "$(atom "$feed" entry/published)" 2024-03-01T09:30:00+08:00
	equals "$(atom "$feed" entry/updated)" 2024-01-01T08:00:00+08:00
	equals "$(atom "$feed" updated)" 2024-01-01T08:00:00+08:00
	equals "$(atom "$feed" entry/id)" tag:www.example.gov.cn,2025:doc/a
	expect_atom "$site"/feed/topics/*/index.xml
	equals "$(atom "$site"/feed/topics/*/index.xml entry/title)" '乙（示例数据）'
	json=$site/feed/kinds/notice/index.json
	equals "$(jq -r '.version, .feed_url, .home_page_url, .items[0].id, .items[1].title, .items[0].date_published' "$json" | tr '\n' ' ')" \
		'https://jsonfeed.org/version/1.1 https://www.example.gov.cn/xxgk/feed/kinds/notice/index.json https://www.example.gov.cn/xxgk/list/kinds/notice/index.html tag:www.example.gov.cn,2025:doc/a 乙（示例数据） 2024-03-01T09:30:00+08:00 '
	equals "$(jq -c '[.items[].content_text]' "$json")" '["概述","正文。 第二段的秘密。"]'
	equals "$(jq '[.items[] | has("summary")] | any' "$json")" false # it would say the same again

	# A new title, day and place; then a site without domain and address.
	git mv a.md c.md
	document c.md 'title: 丁' 'id: a' 'published_on: 2024-03-05' 'issuing_organ: 某水务局'
	commit
	build
	equals "$(atom "$feed" entry/id)" tag:www.example.gov.cn,2025:doc/a
	equals "$(atom "$feed" updated)" 2024-01-01T09:00:00+08:00
	settings
	commit
	build
	expect_atom "$feed"
	equals "$(atom "$feed" entry/id)" urn:x-chayue:doc/a
	cd "$(dirname "$feed")"
	[ "$(atom_link index.xml self)" -ef index.xml ]
	[ -f "$(xmllint --xpath "string(//*[local-name()='entry'][1]/*[local-name()='link']/@href)" index.xml)" ]
	[ -f "$(jq -r '.items[0].url' index.json)" ]
}

@test "a feed and its archives hold every entry, each archive once and for all" {
	settings
	for number in $(seq 1 130); do
		document "old/$number.md" "title: 旧$number" 'published_on: 2023-05-01'
	done
	for number in $(seq 1 120); do
		document "new/$number.md" "title: 新$number" 'published_on: 2024-05-01'
	done
	commit
	build
	expect_status 0
	cd "$site/feed/kinds/notice"
	next=index.xml
	: >ids
	while [ -n "$next" ]; do
		expect_atom "$next"
		archive=$(xmllint --xpath 'count(/*/*[local-name()="archive" and namespace-uri()="http://purl.org/syndication/history/1.0"])' "$next")
		if [ "$next" = index.xml ]; then
			equals "$archive" 0
		else
			equals "$archive" 1
			[ "$(beside "$next" "$(atom_link "$next" current)")" = index.xml ]
		fi
		xmllint --xpath '/*/*[local-name()="entry"]/*[local-name()="id"]/text()' "$next" >>ids
		echo >>ids
		next=$(beside "$next" "$(atom_link "$next" prev-archive)")
	done
	equals "$(grep . ids | sort -u | wc -l)" 250
	equals "$(grep -c . ids)" 250 # each in one file
	next=index.json
	: >json-ids
	while [ -n "$next" ]; do
		jq -r '.items[].id' "$next" >>json-ids
		next=$(beside "$next" "$(jq -r '.next_url // ""' "$next")")
	done
	equals "$(sort -u json-ids | sha256sum)" "$(grep . ids | sort -u | sha256sum)"

	before=$(sha256sum 20*/*)
	cd "$repository"
	document new/more.md 'title: 更新' 'published_on: 2024-06-01'
	commit
	build
	cd "$site/feed/kinds/notice"
	equals "$(sha256sum 20*/*)" "$before"
}

@test "site maps name every page but the lists behind a figure, and only where the address is known" {
	document a.md 'title: 甲' 'published_on: 2024-03-01' 'number: 某府〔2024〕1号'
	document b.md 'title: 乙' 'published_on: 2024-03-02' 'implements: 某府〔2024〕1号'
	document organs/a.md 'kind: organ' 'title: 某水务局'
	commit
	build
	expect_status 0
	[ -n "$(find "$site/chain" -name '*.html')" ]
	xmllint --noout "$site/sitemap.xml"
	for part in $(xmllint --xpath '//*[local-name()="sitemap" and namespace-uri()="http://www.sitemaps.org/schemas/sitemap/0.9"]/*[local-name()="loc"]/text()' "$site/sitemap.xml"); do
		part=$site/${part#https://www.example.gov.cn/xxgk/}
		equals "$(xmllint --xpath 'count(/*[local-name()="urlset" and namespace-uri()="http://www.sitemaps.org/schemas/sitemap/0.9"])' "$part")" 1
		xmllint --xpath '//*[local-name()="loc"]/text()' "$part"
		echo
	done | grep . | sed 's,https://www.example.gov.cn/xxgk/,,' | sort >named
	# a list behind a figure says which it is
	(cd "$site" && grep -rL --include='*.html' '<div class="counted page">' . | sed 's,^\./,,' | sort) >there
	[ "$(find "$site" -name '*.html' | wc -l)" -gt "$(wc -l <there)" ]
	equals "$(cat named)" "$(cat there)"
	equals "$(xmllint --xpath 'string(//*[local-name()="lastmod"])' "$site/sitemap/2024/1.xml")" 2024-01-01
	settings
	commit
	build
	[ ! -e "$site/sitemap.xml" ]
	[ ! -e "$site/sitemap" ]
}

@test "a hostile title comes out right in every format" {
	document a.md "title: $hostile_yaml" 'id: a' "summary: $hostile_yaml" 'published_on: 2024-03-01' "topics: $hostile_yaml" \
		"issuing_organ: $hostile_yaml" "keywords: [$hostile_yaml]"
	document organs/a.md 'kind: organ' "title: $hostile_yaml"
	commit
	build
	expect_status 0
	page=$(echo "$site"/doc/*/*/a.html)
	equals "$(meta "$page" ArticleTitle)" "$hostile"
	equals "$(linked "$page" | jq -r .name)" "$hostile"
	equals "$(grep -c '</script>' "$page")" "$(grep -c '<script' "$page")"
	equals "$(jq -r .title "$site"/doc/*/*/a.json)" "$hostile"
	equals "$(jq -r '.documents[0].title' "$site/data/2024/1.json")" "$hostile"
	# A spreadsheet would reckon what begins with "=": an apostrophe keeps it text.
	equals "$(cell "$site/data/2024/1.csv" 2 名称)" "'$hostile"
	expect_atom "$site/feed/kinds/notice/index.xml"
	equals "$(atom "$site/feed/kinds/notice/index.xml" entry/title)" "$hostile"
	equals "$(atom "$site/feed/kinds/notice/index.xml" entry/author/name)" "$hostile"
	equals "$(jq -r '.items[0].title' "$site/feed/kinds/notice/index.json")" "$hostile"
	for file in $(find "$site" -name '*.xml'); do xmllint --noout "$file"; done
	for file in $(find "$site" -name '*.json'); do jq -e . "$file" >/dev/null; done
}

@test "characters that XML cannot hold do not get into feeds" {
	printf '# 甲&#1;乙\x02丙&#xFFFE;丁\n\n正文\n' | file a.md
	commit
	build
	for file in $(find "$site" -name '*.xml'); do xmllint --noout "$file"; done
	[ -f "$site/feed/kinds/notice/index.xml" ]
}

@test "what was withdrawn leaves its title, date and reason, and nothing else" {
	document a.md 'title: 甲' 'id: a' 'published_on: 2024-03-01' 'summary: 秘密' 'keywords: 秘密' 'withdrawn: {date: 2024-04-01, reason: 有误}'
	commit
	build
	expect_status 0
	equals "$(jq -c '[.title, .withdrawn.date, .withdrawn.reason, has("summary"), has("fields")]' "$site"/doc/*/*/a.json)" \
		'["甲","2024-04-01","有误",false,false]'
	equals "$(atom "$site/feed/kinds/notice/index.xml" entry/title)" '甲（已撤下）'
	equals "$(jq -c '.documents[0] | [.title, .withdrawn]' "$site/data/2024/1.json")" '["甲",true]'
	equals "$(cell "$site/data/2024/1.csv" 2 已撤下)" 是
	equals "$(grep -rl 秘密 "$site" | wc -l)" 0
}
