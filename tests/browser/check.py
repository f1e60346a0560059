"""What a real browser does with pages.

    check.py quiet PAGE...        no request, no script, no error
    check.py keyboard PAGE...     Tab reaches every filter, fold and link
    check.py filter PAGE...       "needs attention" hides what passed
    check.py fits WIDTH PAGE...   nothing is wider than the window
    check.py contrast PAGE...     text stands out from what is behind it,
                                  in light and dark
    check.py bare PAGE...         without the style sheet charts keep size
                                  and colour
    check.py paper PAGE...        printed, tables fit the sheet
    check.py pictures DIR PAGE... five pictures of each page, to look at

Says what is wrong, a line each; the status is 1 if anything is.
"""
import os
import sys

import chromium

# Everything that can be reached by Tab: of radio buttons one a group.
REACHABLE = """(() => {
  const seen = e => e.checkVisibility ? e.checkVisibility() : true;
  const all = [...document.querySelectorAll(
      'a[href], summary, input, [tabindex="0"]')].filter(seen);
  return all.filter(e => e.type !== 'radio' || e.checked).length;
})()"""

# The element that has the focus, by its number among all elements; what it
# is; and whether one sees that.
FOCUS = """(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e);
  return {number: [...document.querySelectorAll('*')].indexOf(e),
          name: e.tagName, seen: style.outlineStyle !== 'none'
              && parseFloat(style.outlineWidth) >= 2};
})()"""

# Text by itself: its colour, and the first background behind it.
CONTRAST = """(() => {
  const rgb = text => {
    const m = text.match(/[0-9.]+/g).map(Number);
    return m.length > 3 && m[3] === 0 ? null : m.slice(0, 3);
  };
  const light = ([r, g, b]) => {
    const f = [r, g, b].map(c => (c /= 255) <= .03928 ? c / 12.92
        : ((c + .055) / 1.055) ** 2.4);
    return .2126 * f[0] + .7152 * f[1] + .0722 * f[2];
  };
  const page = getComputedStyle(document.body).backgroundColor;
  const bad = new Map();
  let looked = 0;
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
      continue;
    if (['title', 'style', 'TITLE', 'STYLE'].includes(e.tagName)) continue;
    const drawn = e instanceof SVGElement;
    const style = getComputedStyle(e);
    if (drawn && !/^rgb/.test(style.fill)) continue;
    const ink = rgb(drawn ? style.fill : style.color);
    let back = null;
    for (let p = e; p && !back; p = p.parentElement)
      back = rgb(getComputedStyle(p).backgroundColor);
    back = back || rgb(page);
    if (!ink) continue;
    looked++;
    const a = light(ink), b = light(back);
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5)
      bad.set(ink + ' on ' + back, ratio.toFixed(2) + ' ' + e.textContent
          .slice(0, 30));
  }
  return {looked, bad: [...bad]};
})()"""

# Charts whose size or colour is not what their attributes say.
BARE = """(() => {
  const wrong = [];
  let looked = 0;
  for (const e of document.querySelectorAll('svg')) {
    if (!e.getBoundingClientRect().width) continue;
    looked++;
    const width = e.getBoundingClientRect().width;
    if (Math.abs(width - parseFloat(e.getAttribute('width'))) > 1)
      wrong.push('width ' + width);
  }
  const hex = c => '#' + c.match(/[0-9]+/g).slice(0, 3).map(
      n => (+n).toString(16).padStart(2, '0')).join('');
  for (const e of document.querySelectorAll('svg [fill^="#"]'))
    if (hex(getComputedStyle(e).fill) !== e.getAttribute('fill'))
      wrong.push('fill ' + getComputedStyle(e).fill);
  return {looked, wrong: wrong.slice(0, 3)};
})()"""


def quiet(browser, page):
    events = browser.open(page)
    events += browser.collect()
    asked = [e["params"]["request"]["url"] for e in events
             if e["method"] == "Network.requestWillBeSent"]
    if asked != ["file://" + os.path.abspath(page)]:
        yield f"requests: {asked}"
    for event in events:
        if event["method"] in ("Page.javascriptDialogOpening",
                               "Runtime.consoleAPICalled",
                               "Runtime.exceptionThrown"):
            yield f"something ran: {event}"
        if event["method"] == "Log.entryAdded":
            yield f"the browser says {event['params']['entry']['text']}"
    if browser.look("document.scripts.length"):
        yield "there is a script"
    handlers = browser.look(
        "[...document.querySelectorAll('*')].filter(e => e.getAttributeNames()"
        ".some(n => n === 'style' || n.startsWith('on'))).length")
    if handlers:
        yield f"{handlers} elements with a style or a handler"
    if browser.look("getComputedStyle(document.body).maxWidth") == "none":
        yield "the style sheet was refused: is its hash right?"
    if browser.look("document.querySelectorAll('h1').length") != 1:
        yield "not one h1"


def keyboard(browser, page):
    browser.size(1280)
    browser.open(page)
    wanted = browser.look(REACHABLE)
    reached = set()
    for _ in range(wanted + 3):
        browser.key("Tab", 9)
        focus = browser.look(FOCUS)
        if focus is None:
            break
        if not focus["seen"]:
            yield f"the focus does not show on {focus['name']}"
        reached.add(focus["number"])
    if len(reached) < wanted:
        yield f"Tab reached {len(reached)} of {wanted}"
    if not wanted:
        yield "nothing to reach"
    browser.look("document.querySelector('summary').focus()")
    browser.key("Enter", 13, "\r")
    if not browser.look("document.querySelector('details').open"):
        yield "Enter does not unfold"


def filtered(browser, page):
    browser.size(1280)
    browser.open(page)
    hidden = ("[...document.querySelectorAll('.calm')]"
              ".filter(e => !e.checkVisibility()).length")
    calm = browser.look("document.querySelectorAll('.calm').length")
    if not calm or browser.look(hidden):
        yield f"{calm} that passed, {browser.look(hidden)} hidden at first"
    browser.look("document.querySelector('input[type=radio]').focus()")
    browser.key("ArrowRight", 39)
    if browser.look(hidden) != calm:
        yield f"{browser.look(hidden)} of {calm} hidden"
    if not browser.look("[...document.querySelectorAll('.verdicts tr')]"
                        ".some(e => e.checkVisibility())"):
        yield "nothing is left"


def fits(browser, page, width):
    browser.size(width)
    browser.open(page)
    real = browser.look("document.documentElement.scrollWidth")
    if real > width:
        yield f"{real} px in a window of {width}"


def contrast(browser, page):
    for dark in False, True:
        browser.media(dark=dark)
        browser.open(page)
        browser.look("document.querySelectorAll('details')"
                     ".forEach(d => d.open = true)")
        found = browser.look(CONTRAST)
        for colours, text in found["bad"]:
            yield f"{'dark' if dark else 'light'}: {colours}: {text}"
        if found["looked"] < 20:
            yield f"only {found['looked']} texts"
    backs = []
    for dark in False, True:
        browser.media(dark=dark)
        backs.append(browser.look(
            "getComputedStyle(document.body).backgroundColor"))
    if backs[0] == backs[1]:
        yield "dark is not dark"
    browser.media()


def bare(browser, page):
    browser.size(1280)
    browser.open(page)
    browser.look("document.querySelectorAll('style').forEach(s => s.remove())")
    found = browser.look(BARE)
    yield from found["wrong"]
    if not found["looked"]:
        yield "no chart"


def paper(browser, page):
    browser.size(688)       # A4 less its margins
    browser.open(page)
    browser.media(media="print", dark=True)
    for table in browser.look(
            "[...document.querySelectorAll('table')].filter("
            "e => e.checkVisibility()).map(e => [e.className, e.offsetWidth])"):
        if table[1] > 688:
            yield f"a table {table[0]} is {table[1]} px wide"
    back = browser.look("getComputedStyle(document.body).backgroundColor")
    if back not in ("rgb(255, 255, 255)", "#ffffff"):
        yield f"paper is {back}"
    browser.media()


def pictures(browser, page, folder):
    name = os.path.join(folder, os.path.splitext(os.path.basename(page))[0])
    browser.size(1280)
    browser.open(page)
    browser.picture(name + "-1280.png", 6000)
    browser.size(390)
    browser.picture(name + "-390.png", 6000)
    browser.size(1280)
    browser.media(dark=True)
    browser.picture(name + "-dark.png", 6000)
    browser.media()
    browser.print(name + ".pdf")
    browser.look("document.querySelectorAll('style').forEach(s => s.remove())")
    browser.picture(name + "-bare.png", 6000)
    return ()


def main():
    what, *rest = sys.argv[1:]
    more = []
    if what == "fits":
        more = [int(rest.pop(0))]
    elif what == "pictures":
        more = [rest.pop(0)]
    checks = {"quiet": quiet, "keyboard": keyboard, "filter": filtered,
              "fits": fits, "contrast": contrast, "bare": bare,
              "paper": paper, "pictures": pictures}
    wrong = 0
    browser = chromium.Chromium(chromium.find())
    try:
        for page in rest:
            for line in checks[what](browser, page, *more):
                print(f"{os.path.basename(page)}: {line}")
                wrong += 1
    finally:
        browser.close()
    sys.exit(wrong > 0)


main()
