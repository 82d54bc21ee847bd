"""Danger to life, now. Missing one is worse than asking once too often; anger alone is not danger."""

import re

from hotline.matching.normal import plain

NOW = [
    r"救命|要出人命|快死了|快不行了|没气了|没有呼吸|不呼吸|叫不醒|喊不醒|昏迷|昏倒|昏过去|晕倒|晕在|晕过去|休克|抽搐|抽筋.{0,6}(嘴|发紫|高烧)|嘴唇?发紫|大出血|血流不止|止不住血|心梗|中风了|喘不上气|呼吸困难|噎住|卡住喉咙|溺水|掉(进|到|在|下)?.{0,3}(河|井|水库|塘)",
    r"(着|起|失)火了?(?!.{0,6}(去年|前年|以前|那年))|房子烧|烧起来|冒(黑|浓)烟|煤气味|燃气味|瓦斯味|煤气(漏|泄|中毒)|(天然|燃)气(漏|泄)|一氧化碳|触电|爆炸|塌了.{0,6}(压|埋)|被(压|埋|困)(在|住)|山洪|被水困",
    r"不想活|活不下去|活着没(意思|意义)|想死|寻死|寻短见|自杀|轻生|自残|割腕|跳(楼|河|井|下去)|上吊|喝(了)?(农药|敌敌畏|百草枯)|吃(了)?(一瓶|好多|很多)(安眠)?药|了断|一了百了|随他们?(去|走)|走了算了|不想(再)?(醒|过)了|去(陪|找)他们|没(有)?盼头.{0,12}(药|绳|河)|结束(我的|自己的)?生命",
    r"(砍|捅|杀|打死|弄死|掐死|烧死)(了)?(人|我|你|他|她|你们|他们|全家|老婆|孩子)|(那|拿|持|举)着?刀|动刀|行凶|要杀|同归于尽|炸(了)?(你们|大楼|村委)",
    r"(老公|丈夫|男人|他|爸爸?|儿子|婆婆|家里人).{0,8}(又|正|正在|在|还在|喝.{0,3}酒).{0,6}打(我|孩子|妈|人)|正在打|往死里打|家暴|被打得|绑架|拐走|抢孩子|关(在|起来)不让出",
    r"打(老婆|媳妇|妻子|老公|老人|小孩|娃)(?!扮|针|电话|字|招呼|印|预防)|(老公|丈夫|男人|他|爸爸?|婆婆)打(了)?(我|孩子|妈|人)",
    r"\b(hits?|beats?|beat|attacks?|strangles?) (me|us|him|her|my|his|their|the) ?(wife|husband|mother|father|child\w*|kids?|son|daughter|neighbou?r)?\b",
    r"\b(jiu ming|sha (wo|ren|le)|zi sha|zhao huo|bu xiang huo|mei qi (xie )?lou)\b",
    r"\b(kill(ing)? (myself|himself|herself|me|him|her|you|them|us)|suicid\w*|end (my|his|her) life|want to die|don'?t want to live|hang myself|cut my wrists?|overdos\w+|can'?t go on)\b",
    r"\b(hitting|beating|attacking|strangling|stabbing|stabbed|choking) (me|us|him|her|my|the)\b|\b(has|with|holding) a (knife|gun)\b|\bhelp me (now|please).{0,20}(he|she|they)|\bkidnapp\w+|\brap(ed|ing)\b",
    r"\b(on fire|house is burning|gas leak\w*|smell (of )?gas|smells? like gas|carbon monoxide|electrocuted|drowning|trapped (in|under)|explosion)\b",
    r"\b(unconscious|not breathing|can'?t breathe|won'?t wake|not waking|collapsed|heart attack|having a stroke|bleeding (badly|heavily|a lot)|seizure|poison(ed|ing)|turning blue)\b",
]
LONG_PAST = [
    r"(去年|前年|大前年|以前|早年|当年|那年|几年前|多年前|\d+年前|上个?月|后来|已经(好|没事|出院)|last (year|month)|years? ago)",
]
DANGER = [re.compile(pattern) for pattern in NOW]
PAST = [re.compile(pattern) for pattern in LONG_PAST]
STILL = re.compile(
    r"刚才|刚刚|马上|快来|今晚|正在|不想活|活不下去|想死|自杀|了断|农药|药.{0,12}(够|攒|备|吃)|(陪|找)(他|她|孩子)|right now|tonight|kill myself|end my life|suicid"
)


def is_urgent(text: str) -> str | None:
    """The words that say danger to life, or None. What is long past is not urgent."""
    text = plain(text)
    for pattern in DANGER:
        if found := pattern.search(text):
            if any(past.search(text) for past in PAST) and not STILL.search(text):
                continue
            return found.group(0)
    return None
