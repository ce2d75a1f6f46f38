"""The pages in a real Chromium: narrow and wide, light and dark, by keyboard alone."""

import os
import re
from collections.abc import Iterator
from shutil import which

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = which("chromium") or which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM and os.environ.get("ADDSUP_TEST_BROWSER") != "required",
        reason="there is no Chromium here: install Debian's package chromium to run the browser tests",
    ),
]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGES = ["/", "/check", "/docs", "/problems", "/problems/bad-body"]

# The ratio of WCAG 2.2, 1.4.3, of each element that holds text of its own, to what is painted below.
CONTRASTS = """() => {
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const rgba = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const ground = node => {
    for (let at = node; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [255, 255, 255, 1];
  };
  return [...document.querySelectorAll("body *")]
    .filter(node => [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()))
    .map(node => {
      const [a, b] = [light(rgba(getComputedStyle(node).color)), light(ground(node))];
      return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), node.outerHTML.slice(0, 80)];
    })
    .filter(([ratio]) => ratio < 4.5);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, shared by the tests of this file."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=[("light", 360), ("light", 1280), ("dark", 360), ("dark", 1280)], ids=str)
def page(browser, site, request) -> Iterator[Page]:
    """A page in one of four looks, which may talk to this service only and complain of nothing."""
    scheme, width = request.param
    context = browser.new_context(
        base_url=site, color_scheme=scheme, viewport={"width": width, "height": 800}, java_script_enabled=True
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("request", lambda sent: sent.url.startswith(site) or faults.append(sent.url))
    yield opened
    context.close()
    assert faults == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_and_can_be_read(page, path):
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(CONTRASTS) == []
    assert page.locator("h1").count() == 1


def press_until(page, key, selector, most=40):
    """Presses the key until the focus is where it should be."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"document.activeElement.matches('{selector}')"):
            return
    pytest.fail(f"{key} does not lead to {selector}")


def fits_and_can_be_read(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(CONTRASTS) == []


def test_the_worked_example_is_checked_by_keyboard_alone(page):
    page.goto("/check")
    press_until(page, "Tab", "button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer")

    assert page.locator("#verdict").inner_text() == "depends"
    assert page.locator(".reading").count() >= 2
    fits_and_can_be_read(page)


@pytest.mark.parametrize("path", ["/", "/check"])
def test_every_field_has_a_label_and_can_be_seen_when_it_has_the_focus(page, path):
    page.goto(path)
    for field in page.locator("input:not([type=hidden]), select, textarea").all():
        assert page.locator(f"label[for={field.get_attribute('id')}]").count() == 1
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.bounding_box()["x"] >= 0


ARTICLE = (
    "The office counted 150 arrivals in December 2022. The office counted 4,200 arrivals in 2022.\n\n"
    "The office counted 12 zebras in 2022."
)


def paste(page):
    page.goto("/")
    page.locator("#text").fill(ARTICLE)
    page.get_by_role("button", name="Check the article").click()
    page.wait_for_selector("#result")


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_an_article_is_read_claim_by_claim_by_keyboard_alone(page):
    page.goto("/")
    page.locator("#text").fill(ARTICLE)
    press_until(page, "Tab", "button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result")
    expect(page.locator("#status")).to_have_text("2 claims set against figures")
    assert focused(page) == "result"
    assert page.locator(".claim:visible").count() == 0

    press_until(page, "Tab", ".text a")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "mark-2"
    page.keyboard.press("Enter")
    assert focused(page) == "claim-2"
    assert page.locator("#claim-2 h3").inner_text().endswith("inconsistent")
    assert page.locator(".claim:visible").count() == 1
    fits_and_can_be_read(page)
    page.keyboard.press("Escape")
    assert focused(page) == "mark-2"
    assert page.locator(".claim:visible").count() == 0
    page.keyboard.press("ArrowRight")
    assert focused(page) == "mark-1"
    assert page.locator("#mark-1").is_visible()


def test_a_mark_says_its_verdict_in_words_and_by_a_sign(page):
    paste(page)
    mark = page.get_by_role("link", name=re.compile(r"4,200 .*\(claim 2, inconsistent\)"))
    sign = mark.evaluate("node => getComputedStyle(node, '::after').content")
    assert "\u2260" in sign


def test_claims_without_figures_are_shown_where_they_are_asked_for(page):
    paste(page)
    assert not page.locator("#mark-3").is_visible()
    page.get_by_label("1 more claim with no figures stored, or only asked").check()
    page.locator("#mark-3").click()

    assert "No stored series measures" in page.locator("#claim-3").inner_text()
    fits_and_can_be_read(page)


def test_a_claim_is_corrected_and_checked_again_where_it_stands(page):
    paste(page)
    page.locator("#mark-2").click()
    page.get_by_text("Correct this claim").locator("visible=true").click()
    page.locator("#claim-2 [name='/stated']").fill("150")
    page.locator("#claim-2 [name='/subject/period']").fill("December 2022")
    fits_and_can_be_read(page)
    page.locator("#claim-2").get_by_role("button", name="Check again").click()

    expect(page.locator("#claim-2 h3")).to_have_text("Claim 2: consistent")
    expect(page.locator("#status")).to_contain_text("Consistent with the figures")
    expect(page.locator("#mark-2")).to_have_accessible_name(re.compile(r"4,200 .*\(claim 2, consistent\)"))
    assert page.locator("#text").input_value() == ARTICLE


def test_an_article_works_without_javascript(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    paste(page)

    page.locator("#mark-2").click()
    assert page.url.endswith("#claim-2")
    assert page.locator("#claim-1").is_visible()
    assert page.locator("#claim-2").is_visible()
    assert not page.locator("#claim-3").is_visible()
    page.locator("#show-quiet").check()
    assert page.locator("#claim-3").is_visible()
    page.locator("#claim-2 .correct > summary").click()
    page.locator("#claim-2 [name='/stated']").fill("150")
    page.locator("#claim-2 [name='/subject/period']").fill("December 2022")
    page.locator("#claim-2").get_by_role("button", name="Check again").click()
    assert page.locator("#claim-2 h3").inner_text().endswith("consistent")
    context.close()
