import subprocess, sys, os
from tests import migrated
def test_looks(home, browser):
    out=subprocess.run([sys.executable,"manage.py","shell","-c",open("/tmp/open/fill.py").read()],env=home.environment,cwd=migrated.CHECKOUT,capture_output=True,text=True)
    print(out.stdout[-500:],out.stderr[-3000:])
    n=home.rows("SELECT max(number) FROM cms_disclosure WHERE area_id='990001101001'")[0][0]
    pages={"board":"open/","township":"open/990001101/","village":"open/990001101001/","one":f"open/990001101001/{n}/","object":f"open/990001101001/{n}/object/","verify":"open/verify/?area=990001101001","items":"open/items/","find":"open/objection/"}
    problems=[]
    from axe_playwright_python.sync_playwright import Axe
    for lang in ("","en/"):
        for elder in (0,1):
            for width in (360,1280):
                ctx=browser.new_context(viewport={"width":width,"height":780})
                if elder: ctx.add_cookies([{"name":"elder","value":"1","url":home.address}])
                page=ctx.new_page(); page.on("console",lambda m: problems.append((m.type,m.text)) if m.type in("error","warning") else None)
                for name,path in pages.items():
                    page.goto(f"{home.address}/{lang}{path}")
                    w=page.evaluate("document.documentElement.scrollWidth-document.documentElement.clientWidth")
                    if w>0: problems.append(("wide",lang,elder,width,name,w))
                    page.screenshot(path=f"/tmp/open/shots/{name}-{lang.strip('/') or 'zh'}-{'elder' if elder else 'plain'}-{width}.png",full_page=True)
                    if width==360 or elder==0:
                        r=Axe().run(page,options={"runOnly":{"type":"tag","values":["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"]},"rules":{"target-size":{"enabled":True}}})
                        for v in r.response["violations"]: problems.append(("axe",lang,elder,width,name,v["id"],[x["html"][:160] for x in v["nodes"]][:3]))
                ctx.close()
    ctx=browser.new_context(viewport={"width":1400,"height":1000}); page=ctx.new_page()
    page.goto(f"{home.address}/open/990001101001/{n}/?print=page"); page.screenshot(path="/tmp/open/shots/notice.png",full_page=True)
    page.emulate_media(color_scheme="dark"); page.goto(f"{home.address}/open/990001101001/"); page.screenshot(path="/tmp/open/shots/village-dark.png",full_page=True)
    import requests
    r=requests.get(f"{home.address}/open/990001101001/{n}/?print=pdf"); open("/tmp/open/shots/notice.pdf","wb").write(r.content); print(r.headers.get("Content-Type"),r.status_code)
    open("/tmp/open/problems.txt","w").write("\n".join(map(str,problems)))
