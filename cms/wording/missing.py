"""What an announcement forgot: the day, the hour, the place, the telephone."""

import re

EVENT = re.compile(
    "活动|讲座|义诊|培训|招募|体检|演出|联欢|开班|领取|发放|报名|集中办理|lecture|free clinic|training|sign up",
    re.I,
)
PARTS = {
    "day": re.compile(
        r"\d{1,2}\s?月\s?\d{1,2}\s?[日号]|\d{4}-\d{2}-\d{2}|每[周月年]|周[一二三四五六日天]|星期"
        r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
        r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    ),
    "hour": re.compile(r"\d{1,2}\s?[:：]\s?\d{2}|[上下]午|早上|晚上|中午|\d{1,2}\s?[点时]|\d\s?[ap]\.?m\b", re.I),
    "place": re.compile(
        r"地点|地址|在[^，。；\n]{1,20}(?:室|楼|院|所|站|厅|馆|中心|广场|学校|村委会|门口)|[村镇]部|\b(?:at|in) the\b", re.I
    ),
    "phone": re.compile(r"(?<!\d)(?:0\d{2,3}[- ]?\d{7,8}|1\d{4}(?!\d)|400[- ]?\d{3}[- ]?\d{4}|1[3-9]\d{9})"),
}  # fmt: skip


def event_parts(text: str, *, phone_elsewhere: bool = False) -> list[str]:
    """Names of the parts an announcement of something to go to does not say."""
    if not EVENT.search(text):
        return []
    known = {"phone"} if phone_elsewhere else set()
    return [part for part, pattern in PARTS.items() if part not in known and not pattern.search(text)]
