"""What a village has to tell, item by item: rows for its tables, words for those who do not read tables. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cms.samples.ledger.accounts import QUARTERS, TOLD, Quarter, dice, paid, quarters
from cms.samples.words import read


@dataclass
class Entry:
    """One disclosure: which item, about when, published when, with what in it."""

    item: str
    start: date
    on: date
    zh: str
    en: str
    tables: dict[str, list[list]] = field(default_factory=dict)
    corrects: str = ""  # why, if this replaces what was published before
    published: bool = True


def yuan(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def of(code: str) -> Iterator[Entry]:
    """Everything one place published in a year, in the order of its days."""
    if code in TOLD["townships"]:
        yield oversight()
        return
    yield from sorted([*_entries(code)], key=lambda entry: entry.on)


def _entries(code: str) -> Iterator[Entry]:
    chance = dice(f"{code} lists")
    for number, quarter in enumerate(quarters(code)):
        yield from accounts(code, quarter)
        yield decisions(code, number, chance)
        yield projects(code, number)
        yield families(code, number, chance)
        if number:  # what is counted on the board since 2026
            yield homesteads(code, number, chance)
            yield low_income(code, number)
            yield emergency(code, number, chance)
    yield from half_year(code, chance)
    yield from once(code)


def published(start: date, more: int = 0) -> date:
    """Some days after the quarter, within the twenty there are."""
    after = {1: 4, 4: 7, 7: 10, 10: 1}[start.month]
    year = start.year + (start.month == 10)
    return date(year, after, 1) + timedelta(days=TOLD["days"].get(start.isoformat(), 10) + more)


def accounts(code: str, quarter: Quarter) -> Iterator[Entry]:
    late = (code, quarter.start) == ("990001102002", date(2026, 1, 1))
    on = date(2026, 5, 14) if late else published(quarter.start)
    if not quarter.slips:
        yield _accounts(code, quarter, on)
        return
    yield _accounts(code, quarter.with_slip(), on)
    right = _accounts(code, quarter, on + timedelta(days=24))
    right.corrects = "路灯维修的单子是3,620.00元，账上写成了3,260.00元。村民提出来，核对以后改正。"
    yield right


def _accounts(code: str, quarter: Quarter, on: date) -> Entry:
    clerk = TOLD["villages"][code]["clerk"]
    balance = [
        ["期初结余", quarter.opening], ["本期收入", quarter.received], ["本期支出", quarter.spent],
        ["期末结余", quarter.closing],
    ]  # fmt: skip
    told = [yuan(amount) for _name, amount in balance]
    zh = "上个季度剩下{}元，这个季度收进{}元，花出{}元，现在还有{}元。每一笔都有单子，可以到村里看。".format(
        *told
    )
    en = (
        "{} yuan were left, {} came in, {} went out, {} are there now. There is a slip for each line.".format(
            *told
        )
    )
    tables = {
        "income": [*([*line] for line in quarter.income), ["合计", quarter.received]],
        "spending": [
            *([name, amount, clerk, note] for name, amount, note in quarter.spending),
            ["合计", quarter.spent],
        ],
        "balance": balance,
    }
    return Entry("accounts-quarter", quarter.start, on, zh, en, tables)


def decisions(code: str, number: int, chance: Random) -> Entry:
    start, people = QUARTERS[number], 22 + TOLD["villages"][code]["groups"] * 3
    rows = []
    for at, (matter, result) in enumerate(TOLD["decisions"][start.isoformat()]):
        against, silent = chance.randint(0, 3), chance.randint(0, 4)
        day = start + timedelta(days=18 + at * 31 + chance.randint(0, 8))
        rows.append([day, matter, result, people - against - silent, against, silent])
    zh = f"这个季度开了{len(rows)}次村民代表会议，每次到了{people}人。定了什么、多少人赞成，都在表里。"
    en = f"The representatives met {len(rows)} times, {people} people each time. The table says what was decided."
    return Entry("decisions", start, published(start, 1), zh, en, {"decisions": rows})


def projects(code: str, number: int) -> Entry:
    start = QUARTERS[number]
    name, budget, builder, begun = TOLD["villages"][code]["project"]
    total = sum((paid(budget, one) for one in range(number + 1)), Decimal(0))
    row = [name, budget, total, builder, begun, TOLD["progress"][number]]
    zh = f"{name}：预算{yuan(Decimal(budget))}元，到这个季度末付了{yuan(total)}元。{row[-1]}。"
    en = f"One project: budget {yuan(Decimal(budget))} yuan, {yuan(total)} paid by the end of the quarter."
    missing = (code, number) == ("990001102003", 3)  # written, but nobody has looked at it yet: late
    rows = {"projects": [row, ["合计", budget, total]]}
    return Entry("projects", start, published(start, 2), zh, en, rows, published=not missing)


def people(code: str, seed: str, most: int) -> list[tuple[str, str]]:
    """Masked names with their groups: the same ones for the same seed."""
    chance, groups = dice(f"{code} {seed}"), TOLD["villages"][code]["groups"]
    numbers = "一二三四五六七八"
    return [
        (
            chance.choice(TOLD["surnames"]) + "*" * chance.choice((1, 2, 2)),
            f"{numbers[chance.randrange(groups)]}组",
        )
        for _ in range(most)
    ]


def payees(item: str, start: date, on: date, rows: list[list], what: tuple[str, str]) -> Entry:
    total = sum((Decimal(str(row[2])) for row in rows), Decimal(0))
    zh, en = what
    if not rows:
        return Entry(item, start, on, f"{zh}：这段时间没有。", f"{en}: none in this time.")
    zh = f"{zh}：{len(rows)}人，一共{yuan(total)}元。名字遮住了一部分，哪里不对请说。"
    en = f"{en}: {len(rows)} people, {yuan(total)} yuan altogether. Part of each name is hidden."
    return Entry(item, start, on, zh, en, {"payees": [*rows, ["合计", "", total]]})


def families(code: str, number: int, chance: Random) -> Entry:
    start = QUARTERS[number]
    what, amount, note = TOLD["family"][start.isoformat()]
    rows = [[*who, amount, note] for who in people(code, what, chance.randint(3, 8))]
    entry = payees("family-payees", start, published(start, 3), rows, (what, "Payments to families"))
    entry.zh += "特别扶助按月发到卡上，为了不打扰，名字不贴出来。"
    entry.en += " Special support is paid every month; out of respect its names are not posted."
    return entry


def homesteads(code: str, number: int, chance: Random) -> Entry:
    start = QUARTERS[number]
    rows = [
        [
            who,
            str(chance.choice((90, 100, 110, 120))),
            start + timedelta(days=chance.randint(10, 80)),
            "同意，报镇里",
        ]
        for who, _group in people(code, f"house {number}", chance.randint(0, 2))
    ]
    zh = f"这个季度有{len(rows)}户申请宅基地。" if rows else "这个季度没有人申请宅基地。"
    en = f"{len(rows)} households asked for a homestead." if rows else "Nobody asked for a homestead."
    return Entry("homesteads", start, published(start, 1), zh, en, {"land": rows} if rows else {})


def low_income(code: str, number: int) -> Entry:
    chance = dice(f"{code} low income")
    rows = [
        [*who, f"{chance.randint(84, 196) * 15}.00", f"{chance.randint(1, 3)}口人"]
        for who in people(code, "low income", chance.randint(4, 9))
    ]
    start = QUARTERS[number]
    return payees("low-income-list", start, published(start, 2), rows, ("低保", "Living allowance"))


def emergency(code: str, number: int, chance: Random) -> Entry:
    start = QUARTERS[number]
    rows = [
        [*who, f"{chance.randint(3, 12) * 200}.00", chance.choice(("住院", "意外受伤", "房子漏雨"))]
        for who in people(code, f"emergency {number}", chance.randint(0, 2))
    ]
    return payees("temporary-aid", start, published(start, 4), rows, ("临时救助", "Emergency aid"))


def half_year(code: str, chance: Random) -> Iterator[Entry]:
    start, on = date(2026, 1, 1), date(2026, 7, 15)
    village = TOLD["villages"][code]
    officers = [
        [office, name, doing, pay]
        for (office, doing, pay), name in zip(TOLD["officers"], _names(code), strict=True)
    ]
    yield Entry(
        "pay-of-officers", start, on, "村干部每月拿多少，都在表里。没有别的补贴。",
        "What village officers are paid each month. There is nothing besides.", {"people": officers},
    )  # fmt: skip
    name, note, rent = village["rent"]
    worth = Decimal(rent * 40).quantize(Decimal("0.01"))
    zh = f"出租和发包的只有一项：{note}，账面价值{yuan(worth)}元。半年里没有新签的合同。"
    en = f"One thing is let, with a book value of {yuan(worth)} yuan. No new contract in this half-year."
    assets = {
        "assets": [
            [name.removesuffix("租金").removesuffix("承包费"), note, worth, "租出去了"],
            ["合计", "", worth],
        ]
    }
    yield Entry("contracts", start, on, zh, en, assets)
    rows = [
        [*who, f"{chance.randint(18, 90) * 8}.00", village["farm"]]
        for who in people(code, "farm", chance.randint(6, 12))
    ]
    yield payees("farm-subsidies", start, on + timedelta(days=1), rows, (village["farm"], "Farm subsidies"))
    yield Entry(
        "supervision-report", start, on + timedelta(days=2),
        "监督委员会半年里看了全部单子，去工地看了三次。有一张单子没有经手人签名，补签了。村民问了的，都有回答。",
        "The watch committee saw every slip and went to the works three times. One slip lacked a signature; it was signed.",
    )  # fmt: skip


def once(code: str) -> Iterator[Entry]:
    """What has to be told when it happens."""
    if code == "990001101003":
        given = [[who, "书包和本子一套", "86.00"] for who, _group in people(code, "satchels", 7)]
        received = [["村民和在外的老乡", "捐款", "602.00"], ["合计", "", "602.00"]]
        yield Entry(
            "donations", date(2026, 8, 18), date(2026, 8, 20),
            "大家捐了602.00元，买了7套书包和本子，每套86.00元，全部送到家里。表上写的是家长，名字遮住了一部分。",
            "602.00 yuan were given; they bought 7 sets of satchel and notebooks at 86.00 yuan each.",
            {"received": received, "given": [*given, ["合计", "", "602.00"]]},
        )  # fmt: skip
    if code == "990001102002":
        rows = [[who, group, "3", "同意"] for who, group in people(code, "candidates", 1)]
        yield Entry(
            "low-income-candidates", date(2026, 6, 9), date(2026, 6, 10), "村里评议了1户申请低保的，大家同意，报到镇里核对。",
            "One family has asked for the living allowance; the meeting agreed, and the township checks.", {"candidates": rows},
        )  # fmt: skip
    if code == "990001102001":
        yield Entry(
            "tender", date(2025, 11, 14), date(2025, 11, 17),
            "老人活动室厨房翻修，三家来报价，柳河装修队86,000.00元最低，村民代表会议同意。",
            "Three firms made an offer for the kitchen of the day room; the lowest, 86,000.00 yuan, was taken.",
        )  # fmt: skip


def oversight() -> Entry:
    return Entry(
        "township-oversight", date(2026, 1, 1), date(2026, 7, 17),
        "镇里到每个村看了公开栏，对了网上的账。两边一样。晚了的，已经请村里写明原因补上。",
        "The township saw every notice board and compared it with the accounts here. They agree. What was late is there now.",
    )  # fmt: skip


def _names(code: str) -> list[str]:
    """Secretary, clerk and head of the association, as on the village's own page."""
    row = next(row for row in read("villages") if row["area"] == code)
    return [name for _role, name, _phone in row["people"][:3]]
