"""Five rolls as villages keep them, made by code: every kind of dirt stands in a row whose number a test names."""

import csv
import io
from datetime import date

from openpyxl import Workbook

from membership.id_number import check_character


def number(born: str, order: int, *, wrong: bool = False, county: str = "330101") -> str:
    """An invented identity number; `order` is odd for men."""
    seventeen = f"{county}{born}{order:03d}"
    right = check_character(seventeen)
    return seventeen + (("0" if right != "0" else "1") if wrong else right)


def workbook(*sheets, merge=()) -> bytes:
    """Each sheet (name, rows)."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        page = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = page.cell(at, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
        for cells in merge:
            page.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_table(rows, encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)


WANG, ZHANG = number("19660315", 122), number("19700808", 125)
MEMBERS = workbook(("会员名册", [
    ["青石村计划生育协会会员花名册", *[None] * 8],
    ["填报单位：青石村", *[None] * 8],
    ["序号", "姓  名", "性别", "出生年月", "身份证号码", "联系电话", "所在小组", "入会时间", "备 注"],
    [1, "王 秀英 ", "女", "1966.3", f" {WANG}", "138 0013 8001", "第一小组", "2015年6月", None],
    [2, "张建国", "男", "７０．８", ZHANG, 13800138002.0, None, "2016.7", ""],
    [3, "李梅", "女", "1980-05-06", number("19800506", 128), "13800138003/0990-7110029", None, 42370, None],
    [4, "赵大河", "男", "1955.1", number("19550101", 131, wrong=True), "13800138004", None, "2014", None],
    [5, "钱小芳", "女", "1971-02-03", number("19710204", 134), "13800138005", None, "2014", None],
    [6, "孙立", "女", "1972-02-03", number("19720203", 137), "13800138006", None, "2014", None],
    [7, "周海", "男", "1963.4", number("19630401", 141), "13800138007", "第二小组", "2014", None],
    [8, "周海", "男", "1963.4", number("19630401", 141), "13800138008", None, "2014", None],
    [None] * 9,
    [9, "吴丽", "女", "六八年九月", None, "8.6E+10", None, "2014", None],
    [10, "郑强", "男", "1959.13", None, "13800138010", None, "2014", None],
    [11, None, "男", "1959.3", None, "13800138011", None, "2014", None],
    [12, "=cmd|'/c calc'!A1", "男", "1959.3", None, "13800138012", None, "2014", None],
    ["合计", "12人", None, None, None, None, None, None, None],
    ["注：以上人员均为自愿入会。", *[None] * 8],
]), merge=["A1:I1", "A2:I2", "G4:G9"])  # fmt: skip

HOMES = text_table([
    ["石桥村居民户籍册"],
    ["户号", "姓名", "与户主关系", "性别", "出生日期", "公民身份号码", "住址", "孕检情况"],
    ["００１", "陈志明", "户主", "男", "1958/11/2", number("19581102", 211), "石桥村一组3号", "某结果"],
    ["", "刘桂香", "妻", "女", "1960/1/20", number("19600120", 212), "", "某结果"],
    ["", "陈宇", "长子", "男", "1985/7/7", number("19850707", 213), "", ""],
    ["002", "杨帆", "户主", "男", "1975/2/30", number("19750228", 215), "石桥村一组4号", ""],
    ["", "何静", "配偶", "女", "1976/3/4", number("19760304", 216), "", ""],
    ["003", "高云", "户主", "女", "1949/10/1", number("19491001", 218), "石桥村二组1号", ""],
    ["", "高小云", "孙女", "女", "2012/10/1", "", "", ""],
    ["总户数", "3户", "", "", "", "", "", ""],
], "gb18030")  # fmt: skip

PAIRS = workbook(("联系户", [
    ["会员联系户登记表"],
    ["序号", "会员", None, None, "联系户", None, None, None, None, "备注"],
    [None, "姓名", "小组", "电话", "户主姓名", "家庭人口", "住址", "类型", "联系时间", None],
    [1, "王秀英", "第一小组", "13800138001", "马老太", 1, "青石村东头", "空巢老人", "2020.5", None],
    [2, None, None, None, "牛根生", 4, "青石村西头", "困难户、残疾", "2021年3月", "需要陪同就医"],
    [3, None, None, None, "马老太", 1, "青石村东头", "空巢老人", "2020.5", "重复"],
    [4, "不在册", None, None, "朱一", 2, "青石村南头", "一般", "2022", None],
    [5, "张建国", None, None, "侯七", 2, "青石村北头", "单亲", "2022.13", None],
    ["共计", 4, None, None, None, None, None, None, None, None],
]), merge=["B2:D2", "E2:I2", "A2:A3", "B4:B6", "C4:C6", "D4:D6"])  # fmt: skip

COUNCIL = text_table([
    ["姓名", "性别", "出生年月", "协会职务", "届次", "任职日期", "手机号码", "其他职务"],
    ["冯会长", "男", "1961.6", "会长", "第三届", "2023-03-01", "13800138031", "村支书"],
    ["褚二", "女", "1970.2", "副 会 长", "第三届", "2023-03-01", "13800138032", ""],
    ["卫三", "男", "1975.12", "会长", "第三届", "2023-03-01", "13800138033", ""],
    ["蒋四", "女", "1980.10", "顾问", "第三届", "2023-03-01", "13800138034", ""],
    ["沈五", "女", "1982.1", "理事", "第三届", "2023-03-01", "", ""],
], "utf-16")  # fmt: skip

COUNTY = workbook(
    ("说明", [["请在第二个工作表填写", None], ["谢谢", "配合"]]),
    ("名单", [
        ["乡镇", "村（居）", "姓名", "性别", "出生年月日", "联系方式", "会员证号", "入会时间", "籍贯"],
        ["青石镇", "青石村", "韩一", "男", date(1970, 5, 1), "13800138041", "安-0001", date(2018, 5, 1), "本县"],
        [None, "石桥", "杨二", "女", 24181, "13800138042", "安-0002", "2018-5-1", "本县"],
        [None, "东坡村", "朱三", "男", 19720303, "13800138043", "安-0003", "2018/05/01", "外县"],
        [None, "无此村", "秦四", "女", "1973-4-4", "13800138044", "安-0004", "2018", "外县"],
        [None, "石桥村", "尤五", "女", "1974-4-4", "13800138045", "安-0002", "2018", None],
        [None, "石桥村", "杨二", "女", "1966-03-15", "13800138042", "安-0002", "2018-5-1", None],
        ["本页小计", None, "6", None, None, None, None, None, None],
    ]),
)  # fmt: skip
