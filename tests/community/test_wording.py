"""What a vacancy must not say is refused by its words; what may be lawful is only marked."""

import pytest

from community.jobs.wording import Ground, find, refused

REFUSED = {
    Ground.SEX: (
        *("限男", "限男性", "仅限女性", "只招女工", "女士优先", "限女优先", "男性优先", "男优先"),
        *("招女服务员两名", "诚聘女文员", "急招男司机", "招2名女营业员", "招聘男保安", "不要女的"),
        *("性别:女", "性别：男", "性别要求：女", "要求：男，25-40岁", "服务员 女 包吃住", "女3名"),
        *("限 男", "限*女", "只 要 男 的", "会计（女）", "不招男", "女士最好", "male only", "限女"),
        *(
            "女服务员",
            "男保安",
            "女文员两名",
            "女客户经理",
            "男厨师",
            "女员工",
            "能吃苦的男同志",
            "女孩子优先",
        ),
        *(
            "招35岁以下女性",
            "女性40岁以下优先",
            "18-45岁男性",
            "女：18-40岁",
            "girls only",
            "女 保 洁",
        ),
    ),
    Ground.FAMILY: (
        *("已婚已育优先", "未婚", "限未婚", "已婚优先", "已育者佳", "要求单身", "离异勿扰"),
        *("怀孕勿扰", "不招孕妇", "两年内不要孩子", "承诺三年内不生育", "无家庭拖累", "没有孩子的"),
        *("不打算要孩子", "近期无生育计划", "未婚未育", "无子女"),
        *("要求结婚生过孩子的", "最好是结了婚的", "带孩子的勿扰"),
    ),
    Ground.REGISTER: (
        *("本地户口", "限本地户口", "本市户籍优先", "户籍要求：本县", "限本地人", "本地人优先"),
        *("外地人勿扰", "不要外地人", "河南人勿扰", "不招东北的", "农村户口不要", "要本地人"),
        "要本村的",
        "保洁员，本地人，会做饭",
    ),
    Ground.ETHNICITY: ("限汉族", "汉族", "回族勿扰", "非汉族不要", "少数民族除外", "民族：汉"),
    Ground.RELIGION: (
        "无宗教信仰",
        "佛教徒优先",
        "基督教徒勿扰",
        "限穆斯林",
        "须信佛",
        "不信教",
        "信佛者优先",
        "信教的不要",
        "不招信教人员",
        "有信仰者勿扰",
    ),
    Ground.CHILD: (
        "招童工",
        "年满15岁",
        "14岁以上就可以",
        "15岁以上",
        "年龄：15岁起",
        "招初中生",
        "学生暑假工15岁可",
        "15-17岁",
        "十五六岁也行",
        "未满16岁也可",
    ),
    Ground.FEES: (
        *("入职交押金200", "服装费自理", "收取培训费", "需交保证金", "先交300元", "报名费50"),
        *("押 金 三百", "工装费从工资扣", "入职前交费", "体检费自理"),
    ),
    Ground.PAPERS: ("身份证抵押", "扣押身份证", "身份证原件上交", "毕业证由公司保管", "押身份证"),
    Ground.LOAN: ("培训贷", "可分期付学费", "贷款培训", "先培训后上岗可办贷款", "学费可以分期"),
    Ground.CLICKS: ("刷单", "手机刷 单", "点赞赚钱日结", "垫付后返佣金", "出租银行卡", "跑分"),
    Ground.UNPAID: ("试工三天没有工资", "试用期无薪", "做不满一个月不发工资", "三个月内不发工资"),
}
MARKED = {
    Ground.SEX: (
        "前台女生",
        "1女",
        "两男一女",
        "男女搭配",
        "男生干活有力气优先",
        "夫妻工",
        "女教师公寓保洁",
        "female cook",
    ),
    Ground.AGE: ("18-45岁", "45岁以下", "年轻有活力", "年龄50以下", "30至50周岁", "90后"),
    Ground.LOOKS: ("形象好", "五官端正", "身高1.6米以上", "气质佳"),
    Ground.HEALTH: ("无乙肝", "无传染病"),
    Ground.MINORS: ("16岁以上", "年满17周岁", "招暑假工", "欢迎高中生"),
    Ground.PERSON: ("招保洁阿姨", "适合宝妈", "适合女性", "前台小姐", "招小姑娘看店"),
}
HARMLESS = (
    *("男女不限", "性别不限", "不限男女", "男女均可，包吃住", "限量供应的早餐店服务员", "女鞋销售"),
    *("女装导购，有销售经验", "招女装店营业员", "男装裁剪", "妇女儿童服务站社工", "妇科门诊导医"),
    *("照看孩子，会辅导子女作业", "婚否不限", "已婚未婚均可", "单身公寓前台", "孕产妇护理师"),
    *("孕妇装销售", "月嫂，照顾产妇和新生儿", "户籍不限", "本地外地均可", "会做本地菜的厨师"),
    *("本地配送，骑手自带电动车", "清真餐厅厨师", "清真食品加工", "少数民族餐厅服务员", "民族不限"),
    *("民族舞老师", "佛教用品店店员", "年满18周岁", "18岁以上，身体健康", "年龄不限"),
    *("照顾80岁老人，做两顿饭", "看护3-6岁儿童", "教6岁以上小朋友画画", "辅导初中生数学"),
    *("初中以上文化", "高中毕业即可", "不收押金", "无需押金，免费培训", "培训费由公司承担"),
    *(
        "不收取任何押金和服装费",
        "为客人办理押金和退房",
        "带身份证复印件",
        "不扣押证件",
        "押金一律不收",
    ),
    *(
        "银行贷款部文员",
        "严禁刷单",
        "形象店店员",
        "负责城市形象宣传",
        "残疾人优先",
        "试用期工资2500元",
    ),
    *("中介勿扰", "电话咨询勿扰午休", "会计，懂税务", "缝纫工，做女裤", "女儿下班能来也可以住"),
    *("洗碗 切菜 打扫", "早八点到下午三点，接送孩子不耽误", "一天一结，工资八十", "外卖打包员"),
    *(
        "照顾男老人，做饭",
        "联系人：王女士",
        "女子健身馆前台",
        "男女装导购",
        "面向女性的健康讲座助教",
    ),
    *(
        "服务女会员",
        "照看一男一女两个孩子",
        "请假三天没有工资",
        "工资不拖欠，三个月内无工资拖欠",
        "照顾老夫妻，洗衣做饭",
    ),
    *("收银员，负责收款", "家住附近优先", "有健康证", "供应男士衬衫的工厂普工", "农村电商运营"),
)


@pytest.mark.parametrize(
    ("ground", "text"), [(ground, text) for ground, all_ in REFUSED.items() for text in all_]
)
def test_what_the_law_forbids_is_refused(ground: Ground, text: str) -> None:
    found = {one.ground: one for one in find(text)}
    assert found[ground].refused
    assert found[ground].passage


@pytest.mark.parametrize(
    ("ground", "text"), [(ground, text) for ground, all_ in MARKED.items() for text in all_]
)
def test_what_may_be_lawful_goes_to_the_officer(ground: Ground, text: str) -> None:
    found = find(text)
    assert ground in {one.ground for one in found}
    assert refused(found) is None


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_is_left_alone(text: str) -> None:
    assert find(text) == []


def test_among_people_of_one_sex_a_person_decides() -> None:
    [found] = find("女浴室服务员，限女性")
    assert (found.ground, found.refused) == (Ground.SEX, False)


def test_a_passage_is_shown_with_what_stands_around_it() -> None:
    [found] = find("饭店招服务员，限女优先，包吃住")
    assert found.passage == "服务员,限女优先,包"
