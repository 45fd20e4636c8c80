// The page served by the real program over the sample posts. What the program
// makes of the posts changes as its rules do, so these tests ask its API what
// there is to see, and hold the page to that.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { launch, openPage } from "./browser.mjs";
import { startProgram } from "./program.mjs";

let browser;
let program;
let page;

before(async () => {
  [browser, program] = await Promise.all([launch(), startProgram()]);
});
after(async () => {
  await browser?.close();
  await program?.close();
});
afterEach(async () => {
  const failures = page?.failures ?? [];
  await page?.context().close();
  page = null;
  assert.deepEqual(failures, [], "a script of the page failed");
});

async function open(params = {}, options = {}) {
  page = await openPage(browser, `${program.url}?${new URLSearchParams(params)}`, options);
  await page.locator("#progress").waitFor({ state: "hidden" });
  return page;
}

async function api(path, params = {}) {
  const response = await fetch(`${program.url}v1/${path}?${new URLSearchParams(params)}`);
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
}

const param = (name) => new URL(page.url()).searchParams.get(name);
const drawing = (id) => page.locator(`g.event[data-event="${id}"]:not(.echo)`);
const styleOf = (locator, names) =>
  locator.evaluate((node, wanted) => Object.fromEntries(wanted.map((name) => [name, getComputedStyle(node)[name]])), names);

// An event with a date that `fits`, and a window of the page around that date.
async function someEvent(fits) {
  const { data } = await api("timeline", { max_items: 1000 });
  const event = data.items.map((item) => item.event).find((each) => each.time?.begin && each.time.end && fits(each));
  assert.ok(event, "the sample posts have no such event");
  const day = (instant, by) => new Date(Date.parse(instant) + by * 86_400_000).toISOString().slice(0, 10);
  return { event, window: `${day(event.time.begin, -30)}/${day(event.time.end, 30)}` };
}

test("a phrase finds what the API finds, and says how it was read", async () => {
  const phrase = "events involving Ukraine since June";
  const { meta } = await api("events", { q: phrase });
  assert.ok(meta.count.value > 0);
  await open();
  await page.fill("#phrase", phrase);
  await page.press("#phrase", "Enter");
  await page.locator("#understood strong").waitFor();
  assert.equal(param("q"), phrase);
  const words = await page.textContent("#understood");
  assert.match(words, new RegExp(`^${meta.count.value} events?\\. Understood as .*Ukraine.*since June 2025\\.$`));
  assert.doesNotMatch(words, /[=;]/);
});

test("a phrase with an unknown word is refused, and the word is named", async () => {
  await open({ q: "events involving Xyzzyland since June" });
  const problem = await page.getByRole("alert").textContent();
  assert.match(problem, /not understood/i);
  assert.match(problem, /Xyzzyland/);
  assert.equal(await page.locator("g.event").count(), 0);
  await page.fill("#phrase", "events involving Ukraine");
  await page.press("#phrase", "Enter");
  await page.locator("g.event").first().waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("zooming and brushing narrow what is in view", async () => {
  await open();
  const events = page.locator("g.event:not(.echo)");
  const before = await events.count();
  assert.ok(before > 20, `${before} events`);
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.waitForFunction(() => new URL(location).searchParams.has("window"));
  const zoomed = await events.count();
  assert.ok(zoomed < before, `${zoomed} of ${before}`);

  const window = param("window");
  const bars = await page.locator(".brush .overlay").boundingBox();
  const handle = await page.locator(".brush .handle--e").boundingBox();
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 20);
  await page.mouse.down();
  await page.mouse.move(bars.x + bars.width * 0.4, bars.y + 20, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction((old) => new URL(location).searchParams.get("window") !== old, window);
  assert.ok((await events.count()) < zoomed);
  const brush = await page.locator(".brush .selection").boundingBox();
  assert.ok(Math.abs(brush.x + brush.width - (bars.x + bars.width * 0.4)) < 4);
});

test("the overview shows where the events are, whatever strays from them", async () => {
  await open();
  const bars = await page.locator(".overview .possibly").evaluateAll(
    (rects) => rects.filter((rect) => Number(rect.getAttribute("height")) > 0).length,
  );
  assert.ok(bars >= 12, `${bars} filled bars`);
});

test("an event opens with each quote marked in its article", async () => {
  const { event } = await someEvent((each) => each.evidence.length > 0);
  const { data } = await api(`events/${event.id}`);
  await open({ event: event.id });
  await page.locator(".article-text mark").first().waitFor();
  assert.equal(await page.textContent("#panel h2"), data.headline);
  const articles = new Set(data.evidence.map((each) => each.article.id));
  await page.waitForFunction((n) => document.querySelectorAll(".article-text").length === n, articles.size);
  const marked = (await page.locator(".article-text mark").allTextContents()).join("");
  for (const { quote } of data.evidence) assert.ok(marked.includes(quote), `${marked} has not ${quote}`);
  assert.equal(await page.getByText("Quoted from an earlier version").count(), 0);
  // The quote is what one came for: it is in view without scrolling.
  const box = await page.locator(".article-text mark").first().boundingBox();
  assert.ok(box.y < page.viewportSize().height);
});

test("a click on the timeline opens the event and the list marks it", async () => {
  await open({ q: "events involving Ukraine" });
  const first = page.locator("g.event:not(.echo)").first();
  const id = await first.getAttribute("data-event");
  await first.locator(".shape").click();
  await page.locator("#panel h2").waitFor();
  assert.equal(param("event"), id);
  await page.getByRole("button", { name: "Close" }).click();
  await page.locator("#panel").waitFor({ state: "hidden" });
});

test("what is planned is drawn hollow, what happened filled", async () => {
  const planned = await someEvent((each) => each.status === "planned" && each.time.qualifier === "exact");
  const happened = await someEvent((each) => each.status === "happened" && each.time.qualifier === "exact" && each.quad > 0);
  await open({ window: planned.window });
  const hollow = drawing(planned.event.id);
  assert.match(await hollow.getAttribute("class"), /hollow/);
  assert.match(await hollow.getAttribute("aria-label"), /planned/);
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal((await styleOf(hollow.locator(".shape"), ["fill"])).fill, paper);
  await page.context().close();
  await open({ window: happened.window });
  assert.notEqual((await styleOf(drawing(happened.event.id).locator(".shape"), ["fill"])).fill, paper);
});

test("a date that is not exact is drawn soft or fading", async () => {
  const { event, window } = await someEvent((each) => each.time.qualifier !== "exact");
  await open({ window });
  const fuzzy = drawing(event.id);
  assert.match(await fuzzy.getAttribute("class"), /fuzzy/);
  const drawn = await fuzzy.locator(".shape").evaluate((shape) => shape.getAttribute("mask") ?? shape.getAttribute("filter"));
  assert.match(drawn, /^url\(#(soft|fade-\w+)\)$/);
});

test("filters and lanes stand in the address and survive a reload", async () => {
  await open();
  await page.locator("summary", { hasText: "Type" }).click();
  await page.getByRole("checkbox", { name: "Meeting or talks" }).check();
  await page.keyboard.press("Escape");
  await page.fill("#entity", "ukr");
  await page.getByRole("option", { name: /^Ukraine/ }).first().waitFor();
  await page.press("#entity", "Enter");
  await page.fill("#since", "2025-04");
  await page.press("#since", "Enter");
  await page.selectOption("#lanes", "place");
  await page.waitForFunction(() => new URL(location).searchParams.get("lanes") === "place");
  await page.locator("#progress").waitFor({ state: "hidden" });
  const told = await page.textContent("#understood");
  const { meta } = await api("events", { type: "CONSULT", involving: param("involving"), since: "2025-04" });
  assert.ok(told.startsWith(`${meta.count.value} event`), told);

  await page.reload();
  await page.locator("#understood strong").waitFor();
  assert.equal(await page.textContent("#understood"), told);
  assert.equal(await page.inputValue("#since"), "2025-04");
  assert.equal(await page.inputValue("#lanes"), "place");
  assert.deepEqual((await page.locator(".chip-label").allTextContents()).slice(1), ["Meeting or talks", "since April 2025"]);
});

test("from the keyboard alone: ask, walk, read, return", async () => {
  await open();
  await page.keyboard.press("/");
  await page.keyboard.type("events involving Ukraine");
  await page.keyboard.press("Enter");
  await page.locator("#understood strong").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const id = await page.evaluate(() => document.activeElement.dataset.event);
  assert.ok(id);
  const { outlineStyle } = await styleOf(page.locator(`.row[data-event="${id}"]`), ["outlineStyle"]);
  assert.equal(outlineStyle, "solid");
  await page.keyboard.press("Enter");
  await page.locator(".article-text mark").first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H2");
  await page.keyboard.press("Escape");
  await page.locator("#panel").waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.event), id);
});

test("Tab goes from the question through filters and timeline to the list", async () => {
  await open({ q: "events involving Ukraine" });
  const stops = [];
  await page.focus("#phrase");
  for (let i = 0; i < 16; ++i) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => (document.activeElement.closest("#filters, #zoom, #timeline, #list") ?? document.activeElement).id));
  }
  const order = ["filters", "zoom", "lanes", "timeline", "list"];
  // The timeline is one stop, and so is the list.
  assert.equal(stops.filter((id) => id === "timeline").length, 1);
  assert.deepEqual([...new Set(stops)].filter((id) => order.includes(id)), order);
});

test("by night the page is dark and its quotes are marked", async () => {
  const { event } = await someEvent((each) => each.evidence.length > 0);
  await open({ event: event.id }, { colorScheme: "dark" });
  const brightness = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.ok(brightness(paper) < 50, paper);
  const mark = page.locator(".article-text mark").first();
  await mark.waitFor();
  const { backgroundColor, color } = await styleOf(mark, ["backgroundColor", "color"]);
  assert.ok(brightness(color) - brightness(backgroundColor) > 100, `${color} on ${backgroundColor}`);
  assert.ok(brightness(backgroundColor) > brightness(paper) + 10);
});

test("every example on the page is a question that is understood", async () => {
  await open();
  await page.locator("#examples .example").first().waitFor();
  const phrases = await page.locator("#examples .example").allTextContents();
  assert.ok(phrases.length >= 3);
  for (const q of phrases) assert.ok((await api("events", { q })).meta.count, q);
});
