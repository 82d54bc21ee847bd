import os
from pathlib import Path
from tests.journeys.walking import ONE_OF_EACH
def test_shots(home, page):
    out=Path("/tmp/pages_eng/shots")
    paths=[p for (p,) in home.rows(ONE_OF_EACH)]
    paths += ["/policies/?on=2024-03-01", "/policies/ye/?on=2024-06-01", "/policies/?on=abc", "/policies/sf/", "/guides/?life_event=birth","/policies/ye/"]
    print(paths)
    for lang in ("", "/en"):
        for w in (360,1280):
            for elder in (False,True):
                if elder and (lang or w==1280): continue
                page.set_viewport_size({"width":w,"height":780})
                page.context.clear_cookies()
                if elder: page.context.add_cookies([{"name":"elder","value":"1","url":home.address}])
                for p in dict.fromkeys(paths):
                    if lang and w==1280 and "?" in p: continue
                    r=page.goto(home.address+lang+p)
                    wide=page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    name=(p.strip("/") or "home").replace("/","_").replace("?","@")
                    print(r.status, lang+p, w, "WIDE" if wide>0 else "", elder)
                    page.screenshot(path=str(out/f"{name}-{'en' if lang else 'zh'}-{w}{'-elder' if elder else ''}.png"), full_page=True)
