"""What a vacancy must not say: refused at entry by the law, or shown to the officer.

The patterns are a list to be added to. What they refuse they refuse by its words alone; whatever
may have a lawful ground, they only mark, and a person decides. What the harmless phrases cover is
not looked at.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """Why a passage is refused, or for the officer to look at."""

    SEX = "sex"
    FAMILY = "family"
    REGISTER = "register"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    CHILD = "child"
    FEES = "fees"
    PAPERS = "papers"
    LOAN = "loan"
    CLICKS = "clicks"
    UNPAID = "unpaid"
    AGE = "age"
    LOOKS = "looks"
    HEALTH = "health"
    MINORS = "minors"
    PERSON = "person"  # words for a woman or a man that may be nothing but a friendly name


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage, and whether it is refused or for the officer to decide."""

    ground: Ground
    passage: str
    refused: bool


_SEX = "(?:男|女)"
_WORKER = (
    "(?:性|士|生|工|员|的|孩|服务员|营业员|导购|收银|保洁|文员|会计|司机|保安|店员|普工|厨师|前台|助理|护工|护理|"
    "销售|客服|客户经理|老师|教师|主管|学徒|技师|职工|员工|同志|名|人|$|[,，。;；、!！\\s])"
)
_JOB = (  # what stands behind it in the name of a post
    "(?:服务员|营业员|导购|收银|保洁|文员|会计|出纳|司机|保安|店员|店长|经理|普工|厨师|厨工|帮厨|面点|洗碗|"
    "前台|迎宾|助理|护工|护理员|护士|销售|促销|业务员|客服|客户经理|老师|教师|教练|主管|组长|领班|学徒|技师|技工|"
    "职员|职工|员工|工人|工|同志|同事|店工|保姆|家政|钟点工|月嫂|搬运|装卸|小工|杂工|配送|快递|骑手|"
    "仓管|库管|理货|质检|包装|操作工|主播|模特|美容师|理发师|按摩师|服务生|售货员|清洁|门卫|看店|帮工)"
    "(?!公寓|宿舍|之家|权益|保护|专用|委员)"
)
_STARTS = "(?:^|[,，。;；:：、!！(（/\\s])"
_MARRIED = "(?:已婚|未婚|已育|未育|已婚已育|未婚未育|离异|单身|有孩|无孩|有小孩|无小孩|没小孩)"
_KIN = "(?:优先|最好|为佳|为宜|者佳|佳)"
_AWAY = "(?:勿扰|免谈|除外|不要|不招|不收|谢绝|勿投|绕行|别来)"
_NOT = "(?:不要|不招|不收|谢绝|拒绝|不接受|不考虑)"
_PEOPLES = "(?:汉|回|维吾尔|维|藏|蒙古|蒙|满|苗|壮|彝|朝鲜|哈萨克|少数民)族|回民"
_FAITH = "(?:基督|佛|天主|伊斯兰|道)教|穆斯林|宗教"
_REGIONS = (
    "(?:外地|外省|外来|农村|东北|北京|天津|河北|山西|内蒙古?|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|"
    "山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)"
)
_NAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
)
_PAPER = "(?:身份证|证件|毕业证|资格证|户口本|银行卡|驾驶证|健康证)"
_FEE = (
    "(?:押金|保证金|服装费|工装费|工服费|培训费|报名费|入职费|中介费|建档费|资料费|岗位费|体检费)"
)

HARMLESS = (
    # sex
    "男女(?:性别)?(?:不限|均可|皆可|都可以?|都行|都要|兼收|平等)",
    "(?:不限|不分|无论|不论)(?:性别)?男女",
    "性别[::]?(?:不限|不拘|无要求|均可)",
    "不限性别",
    f"{_SEX}(?:士|式|款|童|性|生)?(?:装|鞋|包|裤|裙|衬衫|表|内衣|服装|服饰|袜|护肤|皮鞋|用品|科|足|排|篮)",
    "一男一女(?:两个)?(?:孩子|小孩|宝宝|娃)",
    "男女(?:式|款)?(?:装|鞋|服|内衣|通用|老幼)|女子(?:健身|美容|会所|学校|医院|养生|瑜伽)",
    f"{_SEX}(?:性)?(?:老人|患者|病人|长者|宝宝|主人|客人|顾客|客户(?!经理)|住户|会员)",
    f"(?:面向|服务|陪护|照顾|关爱|针对)(?:中老年|老年|职场)?{_SEX}性(?!优先)",
    f"[{_NAMES}]女士(?!优先|最好|为佳)",
    "(?:妇女|(?<!无)(?<!有)子女|女儿|儿女|孙女|男婴|女婴|男孩女孩|男生女生|男女老少|男朋友|女朋友)",
    # family
    "(?:婚否|婚育|婚姻状况?|已婚未婚|未婚已婚|已育未育|婚姻)[::]?(?:不限|均可|皆可|都可以?|不问|不作要求)",
    "(?:不限|不问|不论)(?:婚否|婚育|婚姻|已婚未婚)(?:状况)?",
    "单身(?:公寓|宿舍|楼)",
    "(?:照顾|照料|护理|服务|陪护|陪同|陪伴|辅导|面向)(?:孕产?妇|产妇|单身|离异|孕期)",
    "孕(?:产妇|妇装|婴|妇护理|妇瑜伽|期护理)",
    # household register
    "(?:不限|不分|不问)(?:户籍|户口|地域|本地外地)",
    "(?:户籍|户口|地域|籍贯)[::]?(?:不限|不拘|均可)",
    "本地外地(?:均可|不限|都可以?|皆可|都要)",
    "本地(?:菜|配送|生活|服务|市场|特产|客户|居民的?|线路)",
    # ethnicity and religion
    "民族[::]?(?:不限|不拘)",
    "不限民族",
    "(?:少数)?民族(?:舞蹈?|服装|服饰|餐厅|风味|餐饮|音乐|乐器|工艺|特色|团结)",
    "宗教[::]?不限",
    "(?:佛|道|基督|天主|伊斯兰)教(?:用品|协会|书籍|音乐|堂)",
    # age of others, and of grown-ups
    "(?:年?满)?(?:18|十八)(?:周)?岁(?:以上|及以上|起|即可)?(?![-~—–至到])",
    "年龄[::]?(?:不限|不拘|不作要求)",
    "不限年龄",
    r"\d{1,3}(?:[-~—–至到]\d{1,3})?(?:周)?岁(?:以上|以下|左右)?的?"
    "(?:老|儿|幼|孩|小孩|宝|婴|学生|学员|小朋友|患者|病人|长者|奶奶|爷爷|男孩|女孩)",
    "(?:初中|高中|小学|中学)(?:以上|及以上|毕业|文化|学历|及其以上|部|老师|教师|辅导|数学|语文|英语|课)",
    "(?:辅导|教|培训|照看|接送)(?:小学|初中|高中|中学)生",
    # looks
    "形象(?:店|设计|墙|广告|工程|代言)",
    "(?:城市|品牌|公司|企业|店面|门店)形象",
    "(?:气质|形象|身高|体重)[::]?(?:不限|无要求)",
    # money and papers
    f"(?:不收取?|不用交|不需要?交?|不交|不缴纳?|无需缴?纳?交?|无|免|免收|免交|免除|零|没有|拒绝|不扣|不押)(?:任何)?(?:的)?{_FEE}(?:[和、及与或]{_FEE})*",
    f"{_FEE}(?:一律)?(?:不收|不用交|不用|全免)",
    f"(?:退还?|办理|收取客人|客人|客户|租房|房屋|会员卡?|收退|代收)(?:的)?{_FEE}",
    f"{_FEE}(?:由公司|由单位|公司|单位|全额|老板)?(?:承担|报销|全免|免费|补贴|出)",
    f"(?:不扣押?|不押|不收|不保管|不抵押)(?:任何)?{_PAPER}(?:原件)?",
    f"{_PAPER}(?:复印件)",
    # fraud
    "(?:严禁|禁止|打击|反|谨防|防范|识别)(?:网络)?(?:刷单|跑分|刷信誉)",
)

REFUSED: tuple[tuple[Ground, tuple[str, ...]], ...] = (
    (
        Ground.SEX,
        (
            f"(?:仅|只|限|只限|仅限|限招|仅招|只招|只要|只收)(?:招|要|收|限)?{_SEX}{_WORKER}",
            f"(?:限|仅限|只限){_SEX}",
            f"{_SEX}(?:性|士|生|工|员工|孩子?|同志|的)?(?:者)?{_KIN}",
            f"{_STARTS}(?:能吃苦的|肯干的)?{_SEX}{_JOB}",
            f"(?:招聘?|聘|要求?|找|限|收).{{0,8}}岁(?:以[上下内]|左右|之间)?的?{_SEX}(?:性|士|生|的|工|$)",
            f"{_STARTS}\\d\\d(?:[-~—–至到]\\d\\d)?(?:周)?岁(?:以[上下内]|左右|之间)?的?{_SEX}(?:性|士|生|工)",
            f"{_STARTS}{_SEX}(?:性|士|生|工)?[::]?[ ]?(?:年龄)?\\d\\d(?:[-~—–至到]|(?:周)?岁)",
            f"(?:招聘?|诚聘|急招|急聘|高薪聘|聘请?|招收|需要?|求)(?:\\d+|[一二两三四五六七八九十几]+)?(?:名|个|位)?{_SEX}{_WORKER}",
            f"{_NOT}{_SEX}",
            f"{_SEX}(?:性|士|生|的)?{_AWAY}",
            f"性别(?:要求)?[::]?(?:为|是|限)?{_SEX}",
            f"(?:^|[,，。;；:：、(（\\s]){_SEX}(?:性|士)?(?=[,，。;；、)）\\s]|$)",
            f"{_SEX}工?(?:\\d+|[一二两三四五六七八九十])(?:名|人|个|位)",
            "\\b(?:male|female|m[ae]n|wom[ae]n|girl|boy|lady|ladie)s? (?:only|preferred|wanted)",
        ),
    ),
    (
        Ground.FAMILY,
        (
            f"{_MARRIED}",
            "不招孕|非孕|孕期勿|怀孕勿|孕妇(?:勿|除外|免|不)|备孕",
            "(?:不|没有|没|无)(?:打算)?(?:要孩子|生孩子|怀孕|结婚|生育计划|生二胎)",
            "(?:\\d|[一二两三])年内不(?:得|准|能|许)?(?:要孩子|生|怀孕|婚|孕)",
            "不婚不育|不(?:得|准|许)(?:结婚|怀孕|生育)",
            "(?:无|没有?)(?:孩子|小孩|子女|家庭|家务)(?:的)?(?:拖累|负担|牵挂)",
            "无子女|没有孩子|没孩子",
            f"(?:带|有)(?:着)?(?:孩子|小孩|娃)的?{_AWAY}",
            "(?:要求?|须|必须|最好|限|只招)(?:是)?(?:已经?)?(?:结[了过]?婚|生过孩子|有过?孩子)",
            f"结[了过]婚的?(?:人)?(?:{_KIN}|{_AWAY})",
            "unmarried|single women|no children",
        ),
    ),
    (
        Ground.REGISTER,
        (
            "(?:本地|本市|本县|本区|本省|当地|城镇|农村|城市|非农)(?:户口|户籍|籍)",
            "(?:户口|户籍|籍贯)(?:要求|限|须|必须|需|[::])",
            "(?:限|仅限|只限|只招|只要|招|要)(?:招)?(?:本地|当地|本市|本县)人?(?:员)?(?!(?:菜|配送|市场))",
            "(?:本地|当地|本市|本县)(?:人|的)?(?:士)?(?:优先|最好|为佳|佳|为宜)",
            "(?:限|仅限|只限|只招|只要|招|要)本[村镇乡](?:的|人|村民)",
            f"{_REGIONS}(?:人|籍|的)?(?:员)?{_AWAY}",
            f"{_NOT}{_REGIONS}",
            "(?:^|[,，。;；:：、\\s])(?:本地|当地)人(?=[,，。;；、\\s]|$)",
        ),
    ),
    (
        Ground.ETHNICITY,
        (
            f"(?:限|仅限|只招|只要|须|必须是?|要求)(?:{_PEOPLES})",
            f"(?:{_PEOPLES})(?:的)?(?:人)?(?:优先|{_AWAY})",
            f"(?:{_NOT}|非)(?:{_PEOPLES})",
            "(?:^|[,，。;；:：、\\s])汉族(?=[,，。;；、\\s]|$)",
            "民族[::](?!不)",
        ),
    ),
    (
        Ground.RELIGION,
        (
            f"(?:限|仅限|只招|只要|须是?|必须是?|{_NOT}|非)(?:{_FAITH})",
            f"(?:{_FAITH})(?:徒|信徒|信仰者?|人士)?(?:优先|{_AWAY})",
            "(?:无|没有|不得有|不能有)(?:任何)?(?:宗教)?信仰|不信教|(?:须|要|必须)信(?:佛|教|主)",
            "宗教信仰[::](?!不)",
            f"(?:信(?:佛|教|主|基督)|有(?:宗教)?信仰)(?:的|者|徒|人员?|人士)*(?:{_KIN}|{_AWAY})",
            f"{_NOT}(?:信(?:佛|教|主|基督)|有(?:宗教)?信仰)",
        ),
    ),
    (
        Ground.CHILD,
        (
            "童工",
            "(?:年?满|年龄|要求|招聘?|招收|限|收)[::]?(?:满)?(?:[1-9]|1[0-5]|十[一二三四五])(?:周)?岁",
            "(?<!\\d)(?:1[0-5]|十[一二三四五])(?:周)?岁(?:以上|及以上|起|即可|就可以|也可以?|可做|都可以?|就行|都行|也行|可(?!爱)|[-~—–至到])",
            r"(?<!\d)1[0-5](?:周岁|岁)?[-~—–至到](?:1[6-9]|[2-5]\d)(?:周)?岁",
            "十五六岁(?=[也都就可即]|以上|起)",
            "(?:不到|[未不没]满)(?:1[0-6]|十[一二三四五六])(?:周)?岁的?[也都亦就可]",
            "(?:招聘?|招收|欢迎|适合|收)(?:在校)?(?:小学|初中)生(?!的)",
        ),
    ),
    (
        Ground.FEES,
        (
            _FEE,
            "(?:先|须|需|要|自)(?:交|缴|付|垫付?)(?:\\d+|[一二两三四五六七八九十百千几]+)?(?:元|块)",
            "(?:入职|上岗|报名|进厂)(?:前|时)?(?:须|需|要|先)?(?:交|缴|付)(?:费|钱)",
        ),
    ),
    (
        Ground.PAPERS,
        (
            f"(?:扣|押|扣押|抵押|上交|上缴|代管|保管|暂存|质押|收走|统一收)(?:你的|您的|员工|本人|员工的)?{_PAPER}(?!复印)",
            f"{_PAPER}(?:原件)?(?:须|需|要|先|由公司|由单位|统一|交公司|交由公司)?(?:抵押|扣押|质押|押|上交|上缴|留存|保管|代管|收走)",
        ),
    ),
    (
        Ground.LOAN,
        (
            "培训贷|学费贷|入职贷|美容贷|助学贷款入职",
            "贷款(?:培训|交学费|缴学费|入职)",
            "(?:分期|贷款)(?:付|缴|交|支付)?(?:培训|学费)",
            "(?:培训|学费)(?:可以?|先)?(?:贷款|分期)",
            "先培训.{0,8}(?:贷|分期)",
        ),
    ),
    (
        Ground.CLICKS,
        (
            "刷(?:单|信誉|好评|流量|票|销量|钻)",
            "跑分",
            "(?:点赞|关注|做任务).{0,6}(?:返佣|返利|赚佣金|赚钱|日结)",
            "垫付.{0,6}(?:返|佣金)",
            "(?:出租|出借|租用|收购|提供)(?:个人)?(?:银行卡|微信号?|支付宝|手机卡|对公账户)",
        ),
    ),
    (
        Ground.UNPAID,
        (
            "(?:试工|试岗|试用期?|培训期?|学徒期?)(?:期间?)?(?:\\d+天|[一二三四五六七八九十]+天)?(?:内)?(?:没有|无|不发|不给|不付|不结)(?:工资|薪|钱|报酬|底薪)",
            "(?:[头前第][\\d一二两三]+(?:天|周|个?月)|个?月之?[内里])(?:不发|不给|不付|没有?|无)"
            "(?:工资|薪|报酬|底薪)(?!拖欠|假)",
            "(?:做|干)不满.{0,8}(?:没有|无|不发|不给|不结)(?:工资|薪|钱)",
        ),
    ),
)

MARKED: tuple[tuple[Ground, tuple[str, ...]], ...] = (
    (
        Ground.SEX,  # whatever is said of women or men and is neither refused nor harmless
        (
            "(?<![子妇儿孙])[男女](?![儿婿])|\\b(?:fe)?male\\b|\\bwom[ae]n\\b|\\bgirls?\\b|夫妻(?:工|档|搭档)|[招聘限]夫妻",
        ),
    ),
    (
        Ground.AGE,
        (
            r"(?<!\d)(?:1[6-9]|[2-9]\d)(?:周)?岁?[-~—–至到](?:[2-9]\d)(?:周)?岁",
            r"(?<!\d)[2-9]\d(?:周)?岁(?:以下|以内|之内|内|左右|以上|及以上|及以下)",
            r"[6-9]0后|00后|年轻|年纪轻",
            r"年龄.{0,4}\d\d",
        ),
    ),
    (
        Ground.LOOKS,
        (
            "形象|气质|五官|相貌|颜值|漂亮|身材|长相|纹身",
            "身高|体重",
        ),
    ),
    (
        Ground.HEALTH,
        ("乙肝|艾滋|HIV|传染病|色盲|色弱|慢性病|残疾人?(?:勿|不|除外|免)",),
    ),
    (
        Ground.MINORS,
        (
            r"(?<!\d)(?:1[0-7]|十[一二三四五六七])(?:周)?岁(?![-~—–至到])|十[四五六][五六七]岁",
            "(?:招聘?|招收|欢迎|适合|收)(?:在校)?(?:中学|高中|中专)?学?生(?!的)|暑假工|寒假工|学生工",
        ),
    ),
    (
        Ground.PERSON,
        (
            "宝妈|妈妈|阿姨|大姐|大妈|嫂子|小妹|小姐|姑娘|美女|帅哥|小伙|大叔|大爷",
            f"适合{_SEX}(?:性|士|生|孩)",
        ),
    ),
)

# Where the work itself is among people of one sex, the officer decides and not the pattern.
_AMONG = re.compile("[男女](?:性|士|生|子)?(?:浴|澡堂|汗蒸|更衣|宿舍|厕|卫生间|监|病房|搓澡)")
_PLAIN = re.compile("|".join(HARMLESS), re.IGNORECASE)
_HIDING = re.compile(r"(?<=[^\x00-\x7f])[ \t*·.\-_/]+(?=[^\x00-\x7f])")
_PATTERNS = tuple(
    (ground, refused, tuple(re.compile(one, re.IGNORECASE | re.MULTILINE) for one in patterns))
    for refused, table in ((True, REFUSED), (False, MARKED))
    for ground, patterns in table
)
COVERED = "█"  # stands in place of what is harmless: no pattern has it
AROUND = 4  # signs on both sides that are shown with a passage
LONGEST = 4000


def find(*texts: str | None) -> list[Finding]:
    """What is refused or marked in the words of a vacancy, a ground once, the refused first."""
    found: dict[Ground, Finding] = {}
    for text in texts:
        plain = unicodedata.normalize("NFKC", (text or "")[:LONGEST])
        # As it stands, and without the signs between which a word is hidden.
        for one in (*_found(plain), *_found(_HIDING.sub("", plain))):
            if one.ground not in found or (one.refused and not found[one.ground].refused):
                found[one.ground] = one
    return sorted(found.values(), key=lambda one: not one.refused)


def refused(findings: Iterable[Finding]) -> Finding | None:
    """The first of those for which a vacancy is refused."""
    return next((one for one in findings if one.refused), None)


def _found(text: str) -> Iterator[Finding]:
    covered = _PLAIN.sub(lambda match: COVERED * len(match[0]), text)
    among = _AMONG.search(text) is not None
    for ground, strict, patterns in _PATTERNS:
        match = next((found for one in patterns if (found := one.search(covered))), None)
        if match is not None:
            passage = text[max(0, match.start() - AROUND) : match.end() + AROUND].strip()
            yield Finding(ground, passage, strict and not (among and ground is Ground.SEX))
