"""What the bot says, in pairs: Chinese and English. Two SMS segments at most, a test minds it."""

WORDS: dict[str, tuple[str, str]] = {
    "menu": (
        "邻里热线，请回数字：\n1 我能领哪些补助\n2 育儿补贴\n3 农村奖励扶助\n4 特别扶助\n5 投诉、求助或建议\n6 查办理进度\n0 找工作人员\n也可以直接说您的事。EN=English",
        "Linli hotline. Send a number:\n1 Which benefits can I get\n2 Childcare subsidy\n3 Rural reward\n4 Special support\n5 Complain, ask for help, suggest\n6 Follow a case\n0 A person\nOr just say what you need. ZH=Chinese",
    ),
    "stopped": (
        "好的，以后不再给您发通知。您来问的事我们照样回。想恢复请回“恢复”。",
        "All right, no more notices. We still answer what you ask. Send START to get notices again.",
    ),
    "started": (
        "好的，以后有通知会发给您。不想收请回“退订”。",
        "All right, you will get notices again. Send STOP to end them.",
    ),
    "language": ("好的，用中文。", "All right, in English."),
    "other_language": (
        "我只会普通话文字和英文。需要方言或繁体的，请回0，由工作人员联系您。",
        "I can write Chinese and English. For another language send 0 and a person will call you.",
    ),
    "human": (
        "好的，已请工作人员联系您。急的话请打{phone}。等的时候您也可以继续跟我说。",
        "All right, a person will contact you. If it is urgent call {phone}. You can go on writing to me meanwhile.",
    ),
    "human_no_phone": (
        "好的，已请工作人员联系您。等的时候您也可以继续跟我说。",
        "All right, a person will contact you. You can go on writing to me meanwhile.",
    ),
    "urgent": (
        "有生命危险请马上打：报警110，急救120，火警119。我们已通知值班人员联系您。离开危险，身边有人请一起求助。",
        "If a life is in danger call now: police 110, ambulance 120, fire 119. We have alerted a person on duty who will contact you. Get to safety first.",
    ),
    "urgent_more": (
        "您现在安全吗？方便的话回一句您在哪里。",
        "Are you safe now? If you can, tell us where you are.",
    ),
    "urgent_noted": (
        "已转告值班人员。不要一个人待着，需要时打110、120、119。",
        "Passed on to the person on duty. Do not stay alone; call 110, 120 or 119 when you need to.",
    ),
    "thanks": ("不客气，有事随时找我们。", "You are welcome. Write whenever you need us."),
    "out_of_scope": (
        "这件事我们办不了，可以打政务热线12345问问。我们能帮的回“菜单”看。",
        "That is not something we can help with; try the government hotline 12345. Send MENU for what we can do.",
    ),
    "not_understood": (
        "没太听懂。您可以换个说法，或回“菜单”，回0找工作人员。",
        "Sorry, I did not understand. Say it another way, send MENU, or 0 for a person.",
    ),
    "offer_person": (
        "还是没听懂，别着急。回0请工作人员联系您，回“菜单”重新选。",
        "I still do not understand, sorry. Send 0 and a person will contact you, or MENU to choose again.",
    ),
    "offer": (
        "您是想问：\n{choices}\n0 都不是，找工作人员",
        "Do you mean:\n{choices}\n0 None of these, a person please",
    ),
    "empty": (
        "收到一条空消息。请用文字说说您的事，或回“菜单”。",
        "We got an empty message. Please write what you need, or MENU.",
    ),
    "media": (
        "收到您的图片，我们还看不了图片里的内容。请用文字说一说，或回0找工作人员。",
        "We got your picture but cannot read what is in it. Please write it in words, or send 0 for a person.",
    ),
    "garbled": (
        "收到的字是乱码。请换个输入法再发一次，或回0找工作人员。",
        "The text arrived garbled. Please send it again, or 0 for a person.",
    ),
    "choose": ("请回数字：{choices}", "Send a number: {choices}"),
    "bad_number": ("请回一个数字，比如1。", "Please send a number, for example 1."),
    "bad_date": (
        "没看明白这个日期。请这样写：1966年11月22日，或只写年份1966年，或65岁。不知道回“不知道”。",
        "I could not read that date. Write it like 1966-11-22, or just the year 1966, or 65 years old. If you do not know, send: don't know.",
    ),
    "lunar": (
        "您说的是农历吧？请写身份证上的日期（公历），不确定就写年份。",
        "Is that the lunar calendar? Please send the date on the identity card, or just the year.",
    ),
    "bad_bool": ("请回1是，2不是，3不知道。", "Send 1 yes, 2 no, 3 don't know."),
    "yes_no": ("1是 2不是 3不知道", "1 yes, 2 no, 3 don't know"),
    "dont_know": ("不知道", "don't know"),
    "known": (
        "登记的情况：{things}，对吗？\n1 对 2 不对",
        "Our register says: {things}. Is that right?\n1 yes 2 no",
    ),
    "known_wrong": (
        "哪一项不对？回数字，可以写几个。\n{choices}",
        "Which is wrong? Send one or more numbers.\n{choices}",
    ),
    "all_wrong": ("都不对", "all of them"),
    "conflict": (
        "{things}您说的和登记的不一样，要请工作人员核对，不会因此吃亏。",
        "What you say and what is registered differ: {things}. A person checks it; you lose nothing by it.",
    ),
    "own_business": (
        "{name}是给准备怀孕的夫妻的。需要的时候随时来问。",
        "The {name} is for couples planning a pregnancy. Ask again whenever you need it.",
    ),
    "by_voice": (
        "{name}：可能符合。还有几件事，由工作人员在电话里慢慢跟您说。",
        "{name}: you may fit. The rest is better told to a person, in your own time.",
    ),
    "person_better": (
        "有些事当面或在电话里说更合适，由工作人员跟您聊，不用发短信。",
        "Some things are better talked over with a person than written here.",
    ),
    "can_claim": (
        "1 替您登记，工作人员来办\n2 请人打电话\n3 怎么办理",
        "1 register it for me\n2 have a person call me\n3 how to apply",
    ),
    "claim_or_call": ("回1替您登记，回2请人打电话。", "Send 1 to register it for you, 2 and a person calls."),
    "claim_filed": (
        "{name}已替您登记，不收费。工作人员会打电话跟您核对材料，之后才算正式申请。请先备好身份证和户口簿。",
        "Registered: {name}. It is free. A person will call you to check the papers; only then is it an application. Please have identity card and household register at hand.",
    ),
    "claim_filed_no_phone": (
        "{name}已替您登记，不收费。没有电话联系不上您，请带身份证和户口簿到乡镇窗口，说“网上登记过”。",
        "Registered: {name}. It is free. Without a number we cannot call: bring identity card and household register to the township desk.",
    ),
    "claim_again": (
        "{name}已经登记过了，不用再登记。工作人员会联系您；着急回2。",
        "The {name} is registered already, once is enough. A person will contact you; send 2 if it is urgent.",
    ),
    "which_phone": (
        "请留一个手机号，工作人员好联系您。不想留回“不留”。",
        "Please leave a mobile number so that a person can call you. If you would rather not, send NO.",
    ),
    "which_phone_again": (
        "没看到手机号，请发11位数字。不想留回“不留”。",
        "I saw no mobile number. Send its 11 digits, or NO if you would rather not.",
    ),
    "none_settled": (
        "按您说的，暂时没有能马上定下来的补助。",
        "From what you say, no benefit is certain yet.",
    ),
    "all_yes": ("按您说的，可以领：", "From what you say, you can get: "),
    "all_staff": ("符合，还要窗口看材料：", "Fits, the desk checks the papers: "),
    "this_year": ("今年{amount}", "{amount} this year"),
    "not_these": ("这次不符合：", "Not this time: "),
    "maybe_these": ("还不能定，可以请人看看：", "Not settled, a person can look at: "),
    "none_else": ("别的补助您想问，直接发它的名字。", "To ask about another benefit, send its name."),
    "which_one": (
        "回数字看下一步：\n{choices}\n0 请工作人员联系我",
        "Send a number for the next step:\n{choices}\n0 A person, please",
    ),
    "after_nothing": (
        "回0请工作人员再帮您看看，回“菜单”看别的。",
        "Send 0 and a person looks again with you, or MENU for more.",
    ),
    "after_no": (
        "觉得不对可以请人核对：\n1 看别的补助\n2 请人打电话\n3 结束",
        "If you think this is wrong a person can check:\n1 other benefits\n2 a person calls me\n3 finish",
    ),
    "after_elsewhere": ("1 怎么办理\n2 请人打电话\n3 结束", "1 how to apply\n2 a person calls me\n3 finish"),
    "based_on": ("依据：{source}。", "Source: {source}."),
    "desk": ("去哪办：{where}。", "Apply at {where}."),
    "offer_check": (
        "想知道自己能不能领，回1，问几句就行。",
        "Send 1 to see whether you can get it; a few questions.",
    ),
    "about_aid": (
        "慰问和救助由协会按各家情况安排，没有统一标准。家里有难处请回0，工作人员联系您。",
        "Relief and visits are arranged by the association case by case; there is no fixed sum. Send 0 and a person contacts you.",
    ),
    "about_insurance": (
        "计生家庭保险各地保单不一样，赔多少、怎么报要看保单。回0请工作人员帮您查。",
        "Family insurance differs from place to place; what it pays is in the policy. Send 0 and a person looks it up for you.",
    ),
    "no_programme": (
        "{name}的条件我还没有，已记下您的问题。回0请工作人员回答您。",
        "I do not have the rules of {name} yet. Send 0 and a person answers you.",
    ),
    "howto": ("{name}：{where}。要带：{papers}。", "{name}: {where}. Bring: {papers}."),
    "info": (
        "{name}：{summary}{source}",
        "{name}: {summary} {source}",
    ),
    "status_money": (
        "查发放进度要核对本人，请回0，由工作人员查好告诉您。",
        "To look up a payment we must know it is you. Send 0 and a person checks and tells you.",
    ),
    "later_part": (
        "这个我现在还答不全。回0，由工作人员告诉您；急的话打{phone}。",
        "I cannot answer this fully yet. Send 0 and a person tells you, or call {phone}.",
    ),
    "case_kind": (
        "是哪一种？\n1 投诉（服务不好、事没办好）\n2 求助（家里有困难）\n3 举报（有人违规拿钱等）\n4 建议\n5 表扬\n6 咨询\n发“返回”不填了",
        "What kind?\n1 Complaint (bad service, not done)\n2 Help (a trouble at home)\n3 Report (wrongdoing)\n4 Suggestion\n5 Praise\n6 Question\nSend BACK to leave",
    ),
    "case_what": (
        "请说说是什么事，什么时候，跟谁有关。可以分几条发，说完回“完”。",
        "Please tell what happened, when, and who was involved. You can send several messages; send DONE at the end.",
    ),
    "case_more": ("记下了。还有就接着说，说完回“完”。", "Noted. Go on, or send DONE."),
    "case_where": (
        "是哪个镇、哪个村的事？不清楚回“不知道”。",
        "Which township and village is it about? If unsure send: don't know.",
    ),
    "case_which": ("是哪一个？\n{choices}\n0 都不是", "Which one?\n{choices}\n0 None of these"),
    "case_who": (
        "要不要留名？\n1 用这个号码，办理情况发短信给您\n2 匿名，给您一个回执号自己来查",
        "With your name?\n1 With this number, we text you each step\n2 Anonymous, you get a receipt number to look it up",
    ),
    "case_confirm": (
        "请核对：{kind}，{place}，{who}。\n“{text}”\n1 提交 2 重新说 3 不提交了",
        'Please check: {kind}, {place}, {who}.\n"{text}"\n1 Send 2 Start over 3 Do not send',
    ),
    "case_opened": (
        "已登记，编号{number}，查询码{code}。{due}查进度随时发“查 {number} {code}”。",
        "Registered as {number}, code {code}. {due}To follow it send: case {number} {code}",
    ),
    "case_due": ("{day}前答复您。", "You get an answer by {day}. "),
    "case_receipt": (
        "已匿名登记。回执号：{code}。只发这一次，请记好。凭它在网站“查诉求”或发“查 {code}”看进度。",
        "Registered anonymously. Receipt: {code}. It is sent only once, keep it. Look it up on our site or send: case {code}",
    ),
    "case_dropped": ("好的，没有提交。", "All right, nothing was sent."),
    "case_ask_number": (
        "请发编号和查询码，如：查 C26-000123-7 8841。匿名的发16位回执号。",
        "Send the number and code, for example: case C26-000123-7 8841. Anonymous: the 16-digit receipt.",
    ),
    "case_not_found": (
        "没有查到。请核对编号和查询码，或回0找工作人员。",
        "Nothing found. Please check the number and code, or send 0 for a person.",
    ),
    "case_state": ("{number}：{state}。{due}{answer}", "{number}: {state}. {due}{answer}"),
    "case_rate": (
        "满意吗？回“满意5”到“满意1”；没解决回“没解决”。",
        "Send RATE 5 (very good) to RATE 1, or NOT SOLVED.",
    ),
    "rated": ("谢谢您的评价。", "Thank you for rating."),
    "reopened": (
        "知道了，{number}重新办理，我们会再联系您。",
        "Understood. {number} is open again and we will contact you.",
    ),
    "no_case": (
        "这个号码没有可以评价的诉求。回“菜单”看能办什么。",
        "There is no case of this number to rate. Send MENU for what we can do.",
    ),
    "too_late": (
        "这件诉求已经不能再提了。有新情况请重新说，回5。",
        "That case can no longer be reopened. If there is something new send 5.",
    ),
    "started_over": ("好的，重新开始。", "All right, from the start."),
    "stale": ("隔得久了，我们重新开始。", "It has been a while, let us start again."),
}

KINDS = {
    "complaint": ("投诉", "complaint"),
    "help": ("求助", "request for help"),
    "report": ("举报", "report of wrongdoing"),
    "suggestion": ("建议", "suggestion"),
    "praise": ("表扬", "praise"),
    "enquiry": ("咨询", "question"),
}

INTENTS = {
    "benefit.check": ("我能不能领补助", "whether I can get a benefit"),
    "benefit.amount": ("补助有多少钱", "how much a benefit is"),
    "benefit.howto": ("补助怎么办", "how to apply for a benefit"),
    "benefit.status": ("我的钱到哪了", "where my money is"),
    "policy.info": ("政策怎么规定", "what a policy says"),
    "case.new": ("投诉、求助或建议", "complain, ask for help or suggest"),
    "case.status": ("查办理进度", "follow my case"),
    "event.list": ("有什么活动", "which events there are"),
    "event.join": ("报名活动", "join an event"),
    "event.cancel": ("取消报名", "cancel a place at an event"),
    "member.join": ("加入协会", "join the association"),
    "member.volunteer": ("当志愿者或登记走访", "volunteer or log a visit"),
    "affairs.lookup": ("看村务公开", "published village affairs"),
    "menu": ("看菜单", "the menu"),
}

STATES = {
    "registered": ("已登记", "registered"),
    "accepted": ("已受理", "accepted"),
    "assigned": ("已交承办人", "with a handler"),
    "answered": ("已答复", "answered"),
    "closed": ("已办结", "closed"),
    "reopened": ("重新办理", "open again"),
}


def pick(pair: tuple[str, str], language: str) -> str:
    return pair[1] if language == "en" else pair[0]


def words(key: str, language: str, **values: str) -> str:
    return pick(WORDS[key], language).format(**values)
