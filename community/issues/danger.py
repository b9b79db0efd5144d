"""Which danger plain words speak of: told by rules, and by likeness to what people cry.

Either net is enough. A false alarm costs one tap; a miss is a defect (docs/router.md).
"""

import re
from enum import StrEnum
from functools import cache

from community.likeness import Model, learn, spelt
from storage.said import all_said, names


class Danger(StrEnum):
    """What somebody is in danger of; it stands in rows."""

    FIRE = "fire"
    GAS = "gas"
    ILLNESS = "illness"
    BREAK_IN = "breakin"
    VIOLENCE = "violence"
    SUICIDE = "suicide"
    LIFT = "lift"
    OTHER = "other"


HEAP = "danger-"  # begins the names of what is cried in danger
ENOUGH = 0.5  # of the likeness
ALIKE_LEAST = 5  # letters
CLOSE = "炉灶屋房楼车棚窗床沙发被子柜"
THEM = "我她他妈爸人爷奶孩子老婆媳妇"
# The first that speaks gives the kind; the order is that of what kills soonest.
RULES = {
    Danger.GAS: re.compile(
        r"(?:煤气|煤汽|燃气|天然气|天燃气|液化气|瓦斯).{0,4}(?:泄|漏|露|味|破了|断了|爆|呲)"
        r"|(?:煤气|一氧化碳|烧炭).{0,6}(?:中毒|晕|疼)|漏气了?嘶|屋子?煤气|臭鸡蛋味"
        r"|(?:煤气|燃气|天然气|一氧化碳)报警器.{0,3}(?:一直)?(?:响了?(?!一下)|叫|闻)"
        r"|\bgas leak|\bsmells? (?:of )?gas",
        re.IGNORECASE,
    ),
    Danger.LIFT: re.compile(
        r"电梯.{0,14}(?:被困|困着?人|困住|出不[来去]|夹住?了?人|坠[了落]|掉下|里面?有|里头有|打不开.{0,3}我)"
        r"|(?:困|关|卡|夹).{0,3}电梯(?!的)|电梯里.{0,3}不动了|轿厢.{0,6}(?:出不|有人|困)"
        r"|(?:stuck|trapped) in (?:the |an? )?(?:lift|elevator)",
        re.IGNORECASE,
    ),
    Danger.SUICIDE: re.compile(
        r"自杀(?!式)|轻生|跳楼(?!机|价)|(?:想|要|去)跳[河江桥]|割腕|割手腕|上吊|想死(?!你)|不想活(?![动跃])"
        r"|活不下去|活够了|死了(?:算了|干净)|不如死|让我死|(?:要去|寻)死|遗书|一了百了"
        r"|[站蹲坐].{0,3}(?:天台|楼顶|窗台|桥栏)|(?:天台|楼顶|窗台|桥栏).{0,3}[站蹲坐]"
        r"|从[这楼窗].{0,2}跳下去|安眠药.{0,3}[吃吞]|[吃吞].{0,4}安眠药|没有?活路|活着没意思"
        r"|(?:不想过|过不下去)了?.{0,6}(?:绳|药|跳|刀)|想找[根条]绳子?(?!.{0,4}[晾捆绑晒拴])|老鼠药.{0,3}[吃喝吞]了"
        r"|\b(?:kill|hang) (?:my|him|her)self|\bsuicide|\bwant to die|\bjump (?:from|off)"
        r"|\b(?:don'?t|do not) (?:want to|wanna) live(?! (?:here|in|with|on|at|near|next|alone))"
        r"|\bend my life|\b(?:took|swallowed) "
        r"(?:(?:some|too many|a lot of|all the|sleeping|rat) ){0,3}(?:pills|poison)",
        re.IGNORECASE,
    ),
    Danger.ILLNESS: re.compile(
        r"触电|[电被]电[倒着到]|溺水|晕倒|昏倒|昏迷|不省人事|摔倒|起不来了|喘不上|心梗|中风|流血不止|血流不止"
        rf"|(?:{THEM[0]}|老伴|老[人头]|妈|爸|爷|奶|姥|大爷|大妈|孩子|人)[^把]{{0,6}}"
        r"(?:摔了|跌了|跌倒|滑倒|栽倒|倒在|倒地)"
        r"|摔了[一个两]*跤|摔着了|摔伤|不小心[^把]{0,2}(?:摔|跌|滑倒)|摔断|站不起来|爬不起来"
        r"|[我人].{0,2}动不了了|起不来床|胸口?.{0,3}(?:疼|痛|闷得|压得)|心口.{0,3}[疼痛]"
        r"|[喘上]不(?:上|过|来)(?:来)?气|[喘出]不(?:了|来)气|[不没][喘出呼]气|透不过气|憋气|胸闷|晕过去|要晕"
        r"|晕厥|抽搐|大出血|流了?好多血|血.{0,3}止不住|半身不遂|半边身子|嘴歪了"
        r"|没(?:有)?(?:了)?(?:呼吸|心跳|脉搏?|知觉|意识)|人.{0,3}没(?:有)?反应|没(?:有)?反应了"
        r"|[没不]喘气|没气(?:儿了?|了)?(?=[，,。! ！]|$)"
        r"|[叫喊推]不[醒应]|[叫喊推摇唤].{1,4}不醒|(?<![得要想气累])[吐咳呕]出?了?[一几大好多很口地]{0,4}血(?![压糖管丝])"
        r"|昏过去|口吐白沫|[噎呛卡]住了|噎着|卡着.{0,3}喘|羊水|要生了(?!意)"
        r"|心脏病(?:犯|发)|心绞痛|脑出血|脑溢血|脑梗|癫痫|抽风了|抽过去|休克|猝死|[喝吃]了?.{0,2}农药"
        r"|[把整].{0,8}药.{0,3}吃[了光完下]|\bstroke\b(?! of)|\bchok(?:ing|ed)\b"
        r"|药吃(?:多|错)|吃(?:多|错)了?药|[误吞]了?.{0,4}(?:电池|农药|药片)|低血糖.{0,4}[晕昏]"
        r"|中暑.{0,3}[晕倒]|高烧.{0,6}抽|快不行了|我不行了|叫救护车(?!进)|快叫120|断气"
        r"|[被让]车撞|出车祸|车祸了|撞人了|手指.{0,2}[断切]|被机器"
        r"|\bunconscious\b|\b(?:i|he|she) (?:fell|collapsed|fainted)\b|\bchest pain\b"
        r"|\bnot breathing|\bcan(?:'?t|not) breathe|\bwon'?t wake|\bheart attack|\bambulance\b",
        re.IGNORECASE,
    ),
    Danger.VIOLENCE: re.compile(
        r"动刀|[砍捅杀]人|被[砍捅]|打死(?!我也)|乱砍(?!乱)|持刀|拿.{0,3}[刀斧棍枪].{0,4}[砍捅追打堵要]"
        r"|[拿持].{0,3}[刀斧][子头]?(?=[，,。! ！]|$)|杀了?我|要杀|打群架|打起来.{0,4}血|见血了"
        r"|(?:老公|丈夫|爱人|男[的人]|男朋友|前夫|继父|继母|爸|妈|儿子|女婿|儿媳|老师|他|她|又)"
        rf".{{0,6}}(?:打|揍|掐|踹)(?:[{THEM}])(?!.{{0,2}}(?:电话|招呼|脸))"
        r"|我.{0,2}被.{0,3}[打揍掐](?!电话|扰)|被打[伤了]|围殴|家暴(?!.{0,6}(?:宣传|讲座|保护令|条例))"
        r"|强奸|性侵|猥亵|动手动脚|耍流氓|虐待|往死里打|打得.{0,3}(?:凶|狠|惨|血)|被绑|非法拘禁"
        r"|[锁关].{0,3}(?:家|屋)里.{0,3}(?:打|不让)|打出血|在打(?:孩子|老婆|老人|人)|抡.{0,3}打"
        r"|\b(?:hits|beats|beating|hitting|strangl\w*) (?:me|her|him|his)|\bwith a knife"
        r"|\bkill me\b",
        re.IGNORECASE,
    ),
    Danger.BREAK_IN: re.compile(
        r"撬.{0,3}[门锁窗]|有人.{0,4}[砸踹].{0,3}门|[砸踹]门要进|进了?(?:小偷|贼)|有贼(?!心)|贼(?:还)?在|抓贼"
        r"|小偷.{0,3}(?:还在|正在|在屋|在家|在偷)|[翻爬].{0,4}[窗墙].{0,3}进|尾随|跟踪我|被跟踪|抢劫|入室"
        r"|[包钱机]被抢|有人抢.{0,2}[包钱手]|(?:孩子|小孩|娃).{0,4}[被让]?.{0,4}(?:抱走|抢走|拐|拉走|拉上车|带走了)"
        r"|绑架|闯[进入].{0,3}[家屋]|拧.{0,3}门把手|屋里?.{0,6}进来人|有人进来了"
        r"|(?:家|屋|院)子?里?(?:有|进了?|进来了?|闯进)一?个?(?:生人|陌生人|不认识的人)(?!.{0,4}[就会])"
        r"|\bbreaking in|\bburglar|\b(?:being )?robbed\b|\bintruder",
        re.IGNORECASE,
    ),
    Danger.FIRE: re.compile(
        r"^火+[!！。]*$|(?<!不)着火|起火|失火|走水了|火灾|火光|火苗|大火(?!锅)|冒[黑浓白青]?烟|浓烟|[全都满].{0,4}是烟|爆炸|放火|纵火"
        rf"|烧起来|燃起来|烧着|[{CLOSE}]里?.{{0,2}}燃了|着起来|着了(?=[，,。! ！]|$)"
        rf"|[{CLOSE}]里?子?.{{0,2}}(?:烧了|着了)"
        r"|(?:电瓶|电动|锂).{0,3}炸了|(?<![油抽吸香])烟.{0,3}[大浓呛].{0,6}(?:看不[见清]|睁不开)"
        r"|(?:电表|电箱|配电|插[座排头]|电线|开关|线路|电闸).{0,4}(?:[打冒喷蹿](?:着|出|出了)?火(?!机|灶)|火花|火星)"
        r"|(?:点|引)着了|火.{0,3}(?:越烧|灭不了|扑不灭)|出不去.{0,4}烟|烟.{0,6}出不去"
        r"|\bon fire\b|\bis a fire\b|\bfire (?:in|at) (?:the|my)\b"
        r"|\bsmoke (?:everywhere|in|coming)",
        re.IGNORECASE,
    ),
    Danger.OTHER: re.compile(
        r"救命(?!稻草|之恩)|救救|救我|快救|快?来人[啊哪呀救]|来人啊|出人命|(?<![急忙累气热冷冻吵臭烦笑吓愁])死人了|\bsos\b|^help!?$"
        r"|^help me\b(?! .*\b(?:find|with|to)\b)"
        r"|(?:[压砸电夹]|车撞)[着到伤死中]?了?人了|落水|[掉跌][进到下]?.{0,2}[井坑池沟河塘水湖]里|化粪池"
        r"|[塌垮]了.{0,6}[压砸埋]|(?:房子?|楼|屋顶|天花板|阳台|脚手架|桥)[都全快要]{0,2}[塌垮]了"
        r"|(?:孩子|小孩|娃|人|老[人头伴]|老太太?|爷爷|奶奶|[我他她])(?:一下子?|刚)?[掉跌栽摔陷滑][进下到][去里]面?去?了"
        r"|[卡夹]住?.{0,6}(?:出不来|拔不出)|锁(?:在)?车里|头卡|要爆炸|洪水.{0,4}[进困]"
        r"|[卡夹]在.{0,8}(?:窗|栏|门缝|洗衣机)|漏电.{0,3}[打电]人"
        r"|(?:爸|妈|老伴|奶奶|爷爷|姥姥|姥爷|老人|老太太|老头|孩子|小孩|娃).{0,6}走[丢失]"
        r"|(?:[两二三几]|好几)天没(?:见|出门|动静).{0,12}(?:没人[应开]|[不没]开门)"
        r"|被水围|帮我报警|快报警|\bcall the police\b|\bemergency\b.{0,8}\bhelp\b",
        re.IGNORECASE,
    ),
}
# What is said about danger when nobody is in it.
CALM = re.compile(
    r"演练|演习|预防|防火|防止|讲座|培训|宣传|之恩|救命稻草|已经灭|没有?着火|保险|知识|手册|电影"
    r"|后来(?:咋|怎么)?处理|警示|隐患排查|\bdrill\b",
    re.IGNORECASE,
)
# A danger that is feared, and a fall that is long past; whatever else is said beside it counts.
FEARED = re.compile(
    r"着火了?[都也就]?(?:跑|逃)不|(?:怕(?!是)|免得|以免|避免|防|容易|差点|万一|(?<!不)小心|隐患|早晚|迟早|会不会)"
    r".{0,6}?(?:着火|起火|失火|火灾|爆炸|触电|漏气|中毒|溺水|落水|出人命|(?:砸|电|压|撞|伤)[着到]?人"
    r"|[掉跌][进到下].{0,3}|(?:摔|跌|滑|栽)倒?了?(?:[一两好几]{1,2}跤)?)"
    r"|(?:以前|去年|前年).{0,4}?(?:着火|起火|失火|爆炸|触电|中毒|晕倒|摔断?|被困|困住?|报过)"
    r"|(?:昨[天晚]|前天|前几天|上次|上周).{0,4}?(?:困人|被困).{0,4}?怎么回事"
    r"|(?:昨[天晚]|前天|前几天|上次|上周|上个?月|好几[次个]|经常|老是)"
    r".{0,6}?(?:摔|跌|滑|栽)倒?了?(?:[一两好几]{1,2}跤)?"
)

NO_WORDS = re.compile(r"[!-~]*(?:://|\d)[!-~]*")  # addresses and numbers, of which nothing is like


def danger_of(text: str) -> Danger | None:
    """The danger plain words say that somebody is in; rather once too often."""
    if CALM.search(text) is not None:
        return None
    return ruled(text) or _alike(FEARED.sub("", text))


def ruled(text: str) -> Danger | None:
    """The danger of which a rule speaks."""
    told = FEARED.sub("", text)
    return next((danger for danger, rule in RULES.items() if rule.search(told)), None)


def _alike(text: str) -> Danger | None:
    """The danger it is most like, if it is like danger at all; a word or two are like anything."""
    words = NO_WORDS.sub(" ", text)
    if sum(map(str.isalpha, spelt(words))) < ALIKE_LEAST:
        return None
    shares = net().likely(words)
    if sum(share for heap, share in shares.items() if heap.startswith(HEAP)) < ENOUGH:
        return None
    return Danger(next(heap for heap in shares if heap.startswith(HEAP)).removeprefix(HEAP))


@cache
def net() -> Model:
    """What was learnt from cries in danger and all else that people say; the first time it is."""
    return learn({name: all_said(name) for name in names()})
