// Opens the claims of an article beside its text, and sends the forms without leaving the page.
// Nothing depends on it: every link and form works as it stands, and the pages come from the server alike.

const SHEET = "(max-width: 59.99rem)"; // where there is no room beside the text
const status = document.querySelector("#status");
const visible = (node) => node.checkVisibility();
const marks = () => [...document.querySelectorAll(".text a[id]")].filter(visible);
const claimOf = (number) => document.querySelector(`.claims #claim-${number}`);
const markOf = (number) => document.querySelector(`#mark-${number}`);

document.documentElement.classList.add("scripted");

function close() {
  const open = document.querySelector(".claim.open");
  if (!open) return;
  open.classList.remove("open");
  document.querySelector(".text [aria-current]")?.removeAttribute("aria-current");
  markOf(open.dataset.claim)?.focus();
}

function open(number) {
  document.querySelector(".claim.open")?.classList.remove("open");
  document.querySelector(".text [aria-current]")?.removeAttribute("aria-current");
  const claim = claimOf(number);
  claim.classList.add("open");
  markOf(number)?.setAttribute("aria-current", "true");
  if (matchMedia(SHEET).matches) markOf(number)?.scrollIntoView({ block: "start" });
  claim.closest(".claims").scrollTop = 0;
  claim.focus({ preventScroll: true });
}

/** The mark that is so many steps from a claim's, round and round. */
function beside(number, steps) {
  const all = marks();
  const at = all.findIndex((mark) => mark.dataset.claim === String(number));
  return all[(at + steps + all.length) % all.length];
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return close();
  const mark = event.target.closest(".text a");
  if (!mark || !STEPS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  beside(mark.dataset.claim, STEPS[event.key])?.focus();
});

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".text a");
  if (mark && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    return open(mark.dataset.claim);
  }
  const tool = event.target.closest("[data-go]");
  if (tool) {
    const from = document.querySelector(".claim.open")?.dataset.claim;
    const next = beside(from, from || tool.dataset.go > 0 ? Number(tool.dataset.go) : 0);
    if (next) open(next.dataset.claim);
  } else if (event.target.closest("[data-close], .back a")) {
    event.preventDefault();
    close();
  }
});

/** The page that answers a form. */
async function answer(form) {
  const sent = new URLSearchParams(new FormData(form));
  const given = await fetch(form.action, { method: "POST", body: sent });
  const type = given.headers.get("Content-Type") ?? "";
  if (!type.startsWith("text/html")) throw new Error((await given.json()).detail);
  return new DOMParser().parseFromString(await given.text(), "text/html");
}

function showArticle(form, page) {
  document.querySelector("#work").replaceWith(document.adoptNode(page.querySelector("#work")));
  const result = document.querySelector("#result, .faults");
  status.textContent = document.querySelector("#count")?.textContent ?? "";
  result?.focus();
  result?.scrollIntoView();
}

/** The tally, counted again from the claims that are shown. */
function count() {
  for (const span of document.querySelectorAll("[data-count]")) {
    const all = document.querySelectorAll(`.claims .claim[data-verdict="${span.dataset.count}"]`);
    span.querySelector("b").textContent = all.length;
    span.hidden = all.length === 0;
  }
}

function showClaim(form, page) {
  const before = form.closest(".claim");
  const after = document.adoptNode(page.querySelector(".claim"));
  const { claim, verdict } = after.dataset;
  for (const mark of verdict ? document.querySelectorAll(`.text a[data-claim="${claim}"]`) : []) {
    mark.classList.remove(before.dataset.verdict, "quiet");
    mark.classList.add(verdict);
    mark.querySelector(".unseen")?.replaceChildren(` (claim ${claim}, ${verdict.replace("_", " ")})`);
  }
  after.classList.remove("quiet"); // somebody has looked at it
  after.classList.add("open");
  before.replaceWith(after);
  count();
  status.textContent = after.querySelector(".says")?.textContent ?? ""; // what is wrong is an alert of its own
  after.focus({ preventScroll: true });
  (after.querySelector(".faults") ?? after.querySelector("h3")).scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const show = "article" in form.dataset ? showArticle : "again" in form.dataset ? showClaim : null;
  if (!show) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const waiting = form.querySelector(".waiting");
  if (waiting) waiting.hidden = false;
  status.textContent = "Checking …";
  try {
    show(form, await answer(form));
  } catch (error) {
    status.textContent = "";
    const said = form.querySelector("[role=alert]") ?? form.appendChild(document.createElement("p"));
    said.role = "alert";
    said.className = "faults";
    said.textContent = `The service did not answer as it should: ${error.message} Send it again.`;
  } finally {
    form.ariaBusy = null;
    if (waiting) waiting.hidden = true;
  }
});
