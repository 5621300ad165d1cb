/* SPDX-License-Identifier: MIT */
/*
 * What is known of 代字: from use, not from a list that anybody publishes. Kept by issuer, so that
 * an organ is easily added. A wrong entry can cut a longer 代字 short, so short ones are only those
 * that everybody knows.
 */
#include "catalog/document_prefixes.h"

#include <string.h>

/* clang-format off */
static const char *const prefixes[] = {
	/* the Party's centre, the State Council and their offices */
	"中发", "中办发", "中办字", "厅字", "厅发", "厅函", "中委",
	"国发", "国办发", "国函", "国办函", "国发明电", "国办发明电", "国办秘函", "国办公开办函",
	"国办公开办", "国阅", "国办字",
	/* courts and procuratorates */
	"法释", "法发", "法办", "法办发", "法函", "法明传", "高检发", "高检发释字", "高检发办字",
	/* finance and taxes */
	"财税", "财税字", "财预", "财库", "财综", "财会", "财金", "财教", "财社", "财行", "财农", "财资",
	"财建", "财政", "财办", "财办库", "财办会", "财办预", "财关税", "财资环", "财产业", "财监", "财际",
	"财文", "财企", "财法", "财购", "财科教", "财基",
	"税总发", "税总函", "税总办发", "税总办函", "税总征科发", "国税发", "国税函", "国税办发", "国税办函",
	/* ministries and bureaus */
	"发改价格", "发改办价格", "发改投资", "发改办投资", "发改法规", "发改办法规", "发改产业", "发改能源",
	"发改体改", "发改财金", "发改办财金", "发改社会", "发改地区", "发改环资", "发改高技", "发改基础",
	"发改规划", "发改就业", "发改经贸", "发改外资", "发改运行", "发改农经", "发改数据", "发改营商",
	"工信部", "工信厅", "教育部", "教发", "教政法", "教基", "教高", "教师", "教办", "教办厅函",
	"教政法厅函", "教基厅函", "国科发", "国科办", "公通字", "公治", "民发", "民函", "民办发", "民办函",
	"司发", "司发通", "司办", "人社部发", "人社部函", "人社厅发", "人社厅函", "人社发", "劳社部发",
	"自然资发", "自然资规", "自然资函", "自然资办发", "自然资办函", "国土资发", "国土资规",
	"环发", "环函", "环办", "环办函", "环规", "环综合", "环执法", "环办监测", "环办环评", "环环评",
	"建市", "建房", "建科", "建质", "建城", "建法", "建规", "建办厅", "建办市", "建办质",
	"交办发", "交规划发", "交公路发", "交运发", "交水发", "交安监发", "交法发", "交政研发",
	"水规计", "水资源", "水建管", "水利部", "水办", "水政法", "农发", "农办发", "农质发", "农计财发",
	"农经发", "农规发", "农政改发", "商办发", "商建发", "商务部", "商资发", "商服贸发",
	"文旅发", "文旅办发", "文旅公共发", "文旅市场发", "文公共发", "国卫发", "国卫办发", "国卫医发",
	"国卫办医发", "国卫疾控发", "国卫办函", "国卫法制发", "国卫规划发", "退役军人部发", "应急", "应急厅",
	"安监总办", "安监总厅", "银发", "银办发", "银函", "审办发", "署发", "署税发", "署法发",
	"国市监", "国市监发", "市监", "国质检", "工商", "国药监", "国食药监", "药监综", "国知发", "国统字",
	"国统制", "银监发", "银保监发", "银保监办发", "保监发", "证监发", "证监办发", "金发", "金办发",
	"国信办", "国网办", "中网办", "国档发", "档发", "档办发", "国文发", "国版发", "版发", "国新出发",
	"广电发", "新广电发", "体发", "医保发", "医保办发", "医保函", "国粮", "国能发", "国能综", "林发",
	"林规发", "铁总", "国铁", "民航发", "国邮发", "文物发", "国疾控", "汇发", "国资发", "国管", "国机管",
	"国语", "中编办发", "国开办发", "国乡振发", "全国普法办",
	/* provinces, north to south by the usual order of the list */
	"京政发", "京政办发", "京政字", "京政办字", "京政办函", "京政", "津政发", "津政办发", "津政规", "津政办规",
	"津政办函", "津政函", "冀政发", "冀政办发", "冀政字", "冀政办字", "冀政规", "冀政办规", "冀政函", "冀政办函",
	"晋政发", "晋政办发", "晋政函", "晋政办函", "晋政规", "内政发", "内政办发", "内政字", "内政办字",
	"辽政发", "辽政办发", "辽政办", "辽政", "吉政发", "吉政办发", "吉政函", "吉政办函", "吉政明电", "黑政发",
	"黑政办发", "黑政规", "黑政办规", "黑政函", "沪府发", "沪府办发", "沪府规", "沪府办规", "沪府", "沪府办",
	"沪府令", "苏政发", "苏政办发", "苏政规", "苏政办函", "苏政复", "浙政发", "浙政办发", "浙政函", "浙政办函",
	"浙政办", "皖政", "皖政办", "皖政办秘", "皖政秘", "皖政发", "皖政办发", "闽政", "闽政办", "闽政文", "闽政办函",
	"赣府发", "赣府厅发", "赣府字", "赣府厅字", "赣府规", "鲁政发", "鲁政办发", "鲁政字", "鲁政办字", "豫政",
	"豫政办", "豫政文", "豫政办文", "豫政办明电", "鄂政发", "鄂政办发", "鄂政函", "鄂政办函", "鄂政办电",
	"湘政发", "湘政办发", "湘政函", "湘政办函", "粤府", "粤府办", "粤府函", "粤府规", "粤府令", "粤府办函",
	"粤办函", "粤发", "粤办发", "粤委办", "桂政发", "桂政办发", "桂政函", "桂政办函", "桂政规", "琼府", "琼府办",
	"琼府函", "琼府办函", "渝府发", "渝府办发", "渝府", "渝府办", "川府发", "川府函", "川府规", "川办发",
	"川办函", "川办规", "川府", "黔府发", "黔府办发", "黔府函", "黔府办函", "云政发", "云政办发", "云政函",
	"云政办函", "云政规", "云政办规", "云发", "藏政发", "藏政办发", "藏政函", "陕政发", "陕政办发", "陕政函",
	"陕政办函", "陕政字", "甘政发", "甘政办发", "甘政字", "青政", "青政办", "青政发", "青政办发", "青政办函",
	"宁政发", "宁政办发", "宁政规发", "宁政办规发", "宁政函", "新政发", "新政办发", "新政函", "新政办",
	"新兵发", "新兵办发",
	/* cities of Guangdong, where the first rooms stand */
	"穗府", "穗府办", "穗府函", "穗府规", "穗府办规", "穗府办函", "深府", "深府办", "深府函", "深府规",
	"深府办规", "深府办函", "珠府", "珠府办", "珠府函", "汕府", "汕府办", "汕府函", "佛府", "佛府办", "佛府函",
	"韶府", "韶府办", "韶府函", "河府", "河府办", "河府函", "梅市府", "梅市府办", "梅市府函", "惠府", "惠府办",
	"惠府函", "东府", "东府办", "东府函", "中府", "中府办", "中府函", "江府", "江府办", "江府函", "阳府", "阳府办",
	"阳府函", "湛府", "湛府办", "湛府函", "茂府", "茂府办", "茂府函", "肇府", "肇府办", "肇府函", "清府", "清府办",
	"清府函", "潮府", "潮府办", "潮府函", "揭府", "揭府办", "揭府函", "揭府规", "云府", "云府办", "云府函",
	NULL,
};

static const char *const organs[] = {
	"国务院", "主席", "国家主席", "中央军委", "中央军事委员会", "国务院办公厅", "国务院、中央军委",
	"外交部", "国防部", "国家发展和改革委员会", "国家发展改革委", "教育部", "科学技术部", "科技部",
	"工业和信息化部", "国家民族事务委员会", "国家民委", "公安部", "国家安全部", "民政部", "司法部", "财政部",
	"人力资源和社会保障部", "人力资源社会保障部", "自然资源部", "国土资源部", "生态环境部", "环境保护部",
	"住房和城乡建设部", "住房城乡建设部", "建设部", "交通运输部", "交通部", "铁道部", "水利部", "农业农村部",
	"农业部", "商务部", "文化和旅游部", "文化部", "国家卫生健康委员会", "国家卫生健康委", "国家卫生计生委",
	"卫生部", "退役军人事务部", "应急管理部", "中国人民银行", "审计署", "信息产业部", "劳动和社会保障部",
	"国务院国有资产监督管理委员会", "国务院国资委", "国资委", "海关总署", "国家税务总局", "税务总局",
	"国家市场监督管理总局", "市场监管总局", "国家工商行政管理总局", "国家质量监督检验检疫总局", "质检总局",
	"国家食品药品监督管理总局", "国家药品监督管理局", "国家药监局", "国家广播电视总局", "广电总局",
	"国家新闻出版广电总局", "国家体育总局", "国家统计局", "国家知识产权局", "国家医疗保障局", "国家医保局",
	"国家金融监督管理总局", "金融监管总局", "中国银行保险监督管理委员会", "中国银保监会", "银保监会",
	"中国银行业监督管理委员会", "中国保险监督管理委员会", "中国证券监督管理委员会", "中国证监会", "证监会",
	"国家互联网信息办公室", "国家网信办", "国家能源局", "国家林业和草原局", "国家林业局", "国家铁路局",
	"中国民用航空局", "国家邮政局", "国家文物局", "国家外汇管理局", "国家档案局", "国家版权局", "国家保密局",
	"国家密码管理局", "国家粮食和物资储备局", "国家烟草专卖局", "国家移民管理局", "国家中医药管理局",
	"国家疾病预防控制局", "国家疾控局", "国家矿山安全监察局", "国家安全生产监督管理总局", "国家机关事务管理局",
	"国务院港澳事务办公室", "最高人民法院", "最高人民检察院", "国家监察委员会",
	"北京市人民政府", "天津市人民政府", "河北省人民政府", "山西省人民政府", "内蒙古自治区人民政府",
	"辽宁省人民政府", "吉林省人民政府", "黑龙江省人民政府", "上海市人民政府", "江苏省人民政府",
	"浙江省人民政府", "安徽省人民政府", "福建省人民政府", "江西省人民政府", "山东省人民政府",
	"河南省人民政府", "湖北省人民政府", "湖南省人民政府", "广东省人民政府", "广西壮族自治区人民政府",
	"海南省人民政府", "重庆市人民政府", "四川省人民政府", "贵州省人民政府", "云南省人民政府",
	"西藏自治区人民政府", "陕西省人民政府", "甘肃省人民政府", "青海省人民政府", "宁夏回族自治区人民政府",
	"新疆维吾尔自治区人民政府", "广州市人民政府", "深圳市人民政府",
	NULL,
};

/* Short name, full name. 国令第711号 and 国务院令第711号 are one order: both are written. */
static const char *const organ_names[] = {
	"国", "国务院",
	"国家主席", "主席",
	NULL,
};

/*
 * Those of one character may also begin an organ's 代字 (和府 is 和平县), but not in running text.
 */
static const char *const stop_words[] = {
	"关于", "根据", "依据", "按照", "依照", "遵照", "参照", "对照", "转发", "印发", "下发", "发布", "发表",
	"公布", "颁布", "发出", "通知", "意见", "规定", "办法", "方案", "决定", "批复", "文件", "附件", "贯彻",
	"落实", "执行", "废止", "修改", "修订", "替代", "现将", "以及", "来自", "引自", "摘自", "文号", "字号",
	"和", "与", "及", "或", "见", "在", "对", "为", "以", "由", "从", "按", "据", "即", "了", "是", "将",
	"附", "的",
	NULL,
};

static const char traditional[] =
	"國国務务辦办發发粵粤財财稅税總总體体環环監监證证銀银廳厅廣广東东雲云滬沪蘇苏贛赣魯鲁瓊琼"
	"陝陕遼辽寧宁貴贵會会規规預预庫库綜综資资業业農农質质產产際际關关價价學学師师電电機机構构"
	"與与統统計计運运輸输軍军員员險险據据轉转見见貫贯徹彻執执實实廢废訂订佈布頒颁復复將将從从"
	"於于為为個个來来處处門门縣县區区揚扬鄉乡營营設设勞劳衛卫應应無无線线網网檔档藥药醫医療疗"
	"場场屬属團团審审編编爾尔維维壯壮慶庆濟济漢汉義义劃划則则號号長长動动單单島岛兒儿藝艺樹树"
	"許许議议負负責责決决閱阅傳传釋释檢检導导進进協协觀观誌志圖图書书館馆豐丰興兴齊齐龍龙黨党"
	"陽阳購购徵征經经貿贸數数測测評评糧粮鐵铁郵邮匯汇語语開开晉晋內内閩闽複复術术態态護护驗验"
	"視视聞闻識识權权聯联儲储備备煙烟專专賣卖礦矿肅肃對对現现爲为滙汇礎础";

static const char places[] = "京津冀晋辽吉沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘穗";
/* clang-format on */

/* The centre's own, of which places have none. */
static const char *const central_prefixes[] = {"国发", "国办", "国函", "中发", "中办", NULL};

struct tables {
	GHashTable *prefixes;
	GHashTable *organs;
	GHashTable *simplified; /* traditional character to simplified */
};

static GHashTable *set_of(const char *const *words)
{
	GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t i = 0; words[i] != NULL; i++)
		g_hash_table_add(set, (void *)words[i]);
	return set;
}

static GHashTable *map_of_pairs(const char *pairs)
{
	GHashTable *map = g_hash_table_new(NULL, NULL);
	while (*pairs != '\0') {
		gunichar first = g_utf8_get_char(pairs);
		pairs = g_utf8_next_char(pairs);
		g_hash_table_insert(map, GUINT_TO_POINTER(first),
		                    GUINT_TO_POINTER(g_utf8_get_char(pairs)));
		pairs = g_utf8_next_char(pairs);
	}
	return map;
}

/* Made once, kept to the end of the program. */
static const struct tables *tables_get(void)
{
	static struct tables tables;
	static gsize made;
	if (g_once_init_enter(&made)) {
		tables.prefixes = set_of(prefixes);
		tables.organs = set_of(organs);
		tables.simplified = map_of_pairs(traditional);
		g_once_init_leave(&made, 1);
	}
	return &tables;
}

gunichar document_prefix_simplify(gunichar character)
{
	void *found = g_hash_table_lookup(tables_get()->simplified, GUINT_TO_POINTER(character));
	return found == NULL ? character : GPOINTER_TO_UINT(found);
}

bool document_prefix_is_known(const char *word)
{
	return g_hash_table_contains(tables_get()->prefixes, word);
}

bool document_prefix_is_place(gunichar character)
{
	return g_utf8_strchr(places, -1, character) != NULL;
}

bool document_prefix_has_local(const char *word)
{
	if (document_prefix_is_place(g_utf8_get_char(word)))
		return false;
	for (size_t i = 0; central_prefixes[i] != NULL; i++)
		if (g_str_has_prefix(word, central_prefixes[i]))
			return false;
	return true;
}

bool document_organ_is_known(const char *word)
{
	return g_hash_table_contains(tables_get()->organs, word);
}

const char *document_organ_full_name(const char *word)
{
	for (size_t i = 0; organ_names[i] != NULL; i += 2)
		if (strcmp(word, organ_names[i]) == 0)
			return organ_names[i + 1];
	return NULL;
}

bool document_prefix_may_follow(const char *text, size_t length, bool strong)
{
	for (size_t i = 0; stop_words[i] != NULL; i++) {
		size_t size = strlen(stop_words[i]);
		bool weak = size <= strlen("和") && strcmp(stop_words[i], "的") != 0;
		if (size <= length && memcmp(text + length - size, stop_words[i], size) == 0 &&
		    !(strong && weak))
			return true;
	}
	return false;
}
