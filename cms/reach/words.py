"""What subscribers are sent: short, without links, each with the way out."""

from django.conf import settings

from portal.segments import fits

KIND = {
    "policies": {"zh": "新政策", "en": "New policy"},
    "news": {"zh": "新消息", "en": "News"},
    "disclosures": {"zh": "村务公开", "en": "Village affairs"},
}
CODE = {
    "zh": "【邻里】订阅验证码{code}，30分钟内有效。填上后才会给您发消息。不是您本人请忽略。",
    "en": "Linli: your code is {code}, valid for 30 minutes. Nothing is sent before you enter it. Not you? Ignore this.",
}
CONSENT = {
    "zh": "我同意邻里用{way}把{place}的{kinds}告诉我。随时可以退订：短信回复“退订”。不收费。",
    "en": "Linli may tell me about {kinds} in {place} {way}. I can stop it any time: reply STOP to a text. It is free.",
}
NAMES = {
    "policies": {"zh": "政策", "en": "policies"},
    "news": {"zh": "新闻", "en": "news"},
    "disclosures": {"zh": "村务公开", "en": "village affairs"},
}
WAY = {"sms": {"zh": "短信", "en": "by text"}, "email": {"zh": "电子邮件", "en": "by e-mail"}}
ASK = {"zh": "问：{phone}。", "en": "Ask: {phone}. "}
OUT = {"zh": "退订回TD", "en": "STOP ends this."}


def spoken(language: str) -> str:
    return "en" if language == "en" else "zh"


def text_of(kind: str, title: str, language: str) -> str:
    """At most two segments; a long title is cut, the way out never."""
    said = spoken(language)
    ask = ASK[said].format(phone=settings.HOTLINE_PHONE) if settings.HOTLINE_PHONE else ""
    head, tail = ("【邻里】", f"。{ask}{OUT[said]}") if said == "zh" else ("Linli: ", f". {ask}{OUT[said]}")
    head += f"{KIND[kind][said]}{'：' if said == 'zh' else ': '}"
    title = title.strip().rstrip("。.")
    while not fits(f"{head}{title}{tail}") and len(title) > 4:
        title = title[: len(title) - 5].rstrip("…") + "…"
    return f"{head}{title}{tail}"


def code_of(code: str, language: str) -> str:
    return CODE[spoken(language)].format(code=code)


def consent(area, kinds: list[str], channel: str, language: str) -> str:
    """The sentence somebody agrees to, kept word by word."""
    said = spoken(language)
    named = ("、" if said == "zh" else ", ").join(NAMES[kind][said] for kind in kinds)
    return CONSENT[said].format(place=area, kinds=named, way=WAY[channel][said])
