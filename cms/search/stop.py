"""Words that say how somebody asks, not what about."""

CHARACTERS = "的了吗呢啊吧是在有和与及或要想我你您他她它们这那个么哪谁几能可以到给被把从向对为就都也还没不会得着过去上下请问怎样多少钱"
CHINESE = """
怎么 怎样 怎么样 如何 哪里 哪儿 什么 多少 需要 可以 请问 一下 时候 没有 哪些 要不要 能不能 怎么办 我们 你们 我家 是不是 有没有
多少钱 什么样 为什么 是否 应该 知道 能领 想要 还是 能够 哪个 这个 那个 几个 现在 已经 咨询 查询 办理 申请 有关 关于 方面 相关
"""
ENGLISH = """
a an and any are at be by can do does for from get have how i if in is it me my need of on or our please the there to want we
what when where which who will with you your much many am has not no about
"""
STOP = frozenset(CHARACTERS) | frozenset(CHINESE.split()) | frozenset(ENGLISH.split())
