"""Phrases of the office, and what a neighbour would say."""

from collections.abc import Iterator

OFFICE = {
    "为贯彻落实": "直接说要做什么",
    "予以": "给、会",
    "切实": "（删去）",
    "进一步加强": "说明具体做什么",
    "高度重视": "（删去）",
    "原则上": "说明哪些情况例外",
    "有关部门": "写出是哪个部门",
    "相关部门": "写出是哪个部门",
    "特此通知": "（删去）",
    "兹有": "（删去）",
    "届时": "写出日期和时间",
    "务必": "请",
    "逾期不候": "过了这一天就不能办了",
    "上述人员": "写出是哪些人",
    "按照有关规定": "写出是哪份文件",
    "按有关规定": "写出是哪份文件",
    "酌情": "写出看什么情况",
}


def places(text: str, word: str) -> Iterator[int]:
    """Where the word stands, each place once."""
    start = text.find(word) if word else -1
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))
