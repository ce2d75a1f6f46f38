"""The pages in a real Chromium: narrow and wide, light and dark, by keyboard alone."""

import os
from collections.abc import Iterator
from shutil import which

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = which("chromium") or which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM and os.environ.get("ADDSUP_TEST_BROWSER") != "required",
        reason="there is no Chromium here: install Debian's package chromium to run the browser tests",
    ),
]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAGES = ["/", "/docs", "/problems", "/problems/bad-body"]

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


def test_the_worked_example_is_checked_by_keyboard_alone(page):
    page.goto("/")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('button[type=submit]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer")

    assert page.locator("#verdict").inner_text() == "depends"
    assert page.locator(".reading").count() >= 2
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(CONTRASTS) == []


def test_every_field_has_a_label_and_can_be_seen_when_it_has_the_focus(page):
    page.goto("/")
    for field in page.locator("input, select, textarea").all():
        assert page.locator(f"label[for={field.get_attribute('id')}]").count() == 1
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.bounding_box()["x"] >= 0


def test_the_form_works_without_javascript(browser, site):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Check it").click()

    assert page.locator("#verdict").inner_text() == "depends"
    context.close()
