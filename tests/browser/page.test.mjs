// The page by itself, over invented events: everything a reader can do and see.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import { launch, openPage } from "./browser.mjs";
import { startMockServer } from "./mock_server.mjs";

let browser;
let server;
let page;

before(async () => {
  [browser, server] = await Promise.all([launch(), startMockServer()]);
});
after(async () => {
  await browser?.close();
  server?.close();
});
afterEach(async () => {
  const failures = page?.failures ?? [];
  await page?.context().close();
  page = null;
  assert.deepEqual(failures, [], "a script of the page failed");
});

async function open(query = "", options = {}) {
  page = await openPage(browser, server.url + query, options);
  await page.locator("#progress").waitFor({ state: "hidden" });
  return page;
}

const search = async (phrase) => {
  await page.fill("#phrase", phrase);
  await page.press("#phrase", "Enter");
  await page.locator("#progress").waitFor({ state: "hidden" });
};
const title = () => page.locator("#list-title").textContent();
const param = (name) => new URL(page.url()).searchParams.get(name);
const settled = (name) => page.waitForFunction((n) => new URL(location).searchParams.has(n), name);

test("a phrase is asked, and how it was understood is shown", async () => {
  await open();
  assert.equal(await title(), "26 events");
  await search("events involving Hungary since August");
  assert.match(await page.textContent("#understood"), /^7 events\. Understood as involving Hungary, since August 2025\.$/);
  assert.equal(param("q"), "events involving Hungary since August");
  assert.match(await page.title(), /Hungary/);
  const headlines = await page.locator(".headline").allTextContents();
  assert.ok(headlines.includes("Trump and Putin to meet in Budapest"));
  assert.ok(!headlines.includes("Zelensky visits Washington"));
});

test("an example asks its question, about whom the base tells of most", async () => {
  await open();
  const example = page.locator("#examples .example").first();
  const phrase = await example.textContent();
  assert.match(phrase, /^events involving Hungary and /);
  await example.click();
  await page.locator("#understood strong").waitFor();
  assert.equal(param("q"), phrase);
  assert.equal(await page.inputValue("#phrase"), phrase);
});

test("Back and Forward bring questions, events and filters back", async () => {
  await open();
  await search("Hungary");
  await page.locator(".row").first().click();
  await page.locator("#panel h2").waitFor();
  await page.goBack();
  await page.locator("#panel").waitFor({ state: "hidden" });
  assert.equal(await page.inputValue("#phrase"), "Hungary");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#list-title").textContent === "26 events");
  assert.equal(await page.inputValue("#phrase"), "");
  await page.goForward();
  await page.waitForFunction(() => document.querySelector("#phrase").value === "Hungary");
});

test("filters of type, status, name and time narrow and come off again", async () => {
  await open();
  await page.locator("summary", { hasText: "Type" }).click();
  await page.getByRole("checkbox", { name: "Meeting or talks" }).check();
  await page.waitForFunction(() => document.querySelector("#list-title").textContent === "5 events");
  await page.keyboard.press("Escape");
  await page.fill("#entity", "put");
  await page.getByRole("option", { name: /Vladimir Putin/ }).waitFor();
  await page.press("#entity", "Enter");
  await page.waitForFunction(() => document.querySelector("#list-title").textContent === "2 events");
  assert.equal(param("involving"), "vladimir-putin");
  await page.fill("#until", "2025-09");
  await page.press("#until", "Enter");
  await page.getByText("No events match.").waitFor();
  await page.getByRole("button", { name: "Clear all" }).click();
  await page.waitForFunction(() => document.querySelector("#list-title").textContent === "26 events");
  assert.equal(new URL(page.url()).search, "");
});

test("the wheel, the buttons and the brush zoom, and the address keeps it", async () => {
  await open();
  const events = page.locator("g.event:not(.echo)");
  const before = await events.count();
  const box = await page.locator(".timeline-chart").boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 100);
  await page.mouse.wheel(0, -400);
  await settled("window");
  const wheeled = param("window");
  await page.getByRole("button", { name: "Zoom in" }).click();
  await page.waitForFunction((old) => new URL(location).searchParams.get("window") !== old, wheeled);
  assert.ok((await events.count()) < before);
  assert.match(await title(), /^\d+ of 26 events in view$/);
  const words = await page.textContent("#range");

  await page.reload();
  await page.locator("g.event").first().waitFor();
  assert.equal(await page.textContent("#range"), words);

  await page.getByRole("button", { name: "Show all of the time" }).click();
  await page.waitForFunction(() => !new URL(location).searchParams.has("window"));
  assert.equal(await events.count(), before);

  const bars = await page.locator(".brush .overlay").boundingBox();
  const handle = await page.locator(".brush .handle--w").boundingBox();
  await page.mouse.move(handle.x + handle.width / 2, handle.y + 20);
  await page.mouse.down();
  await page.mouse.move(bars.x + bars.width / 2, bars.y + 20, { steps: 4 });
  await page.mouse.up();
  await settled("window");
  assert.ok((await events.count()) < before);
});

test("labels on the timeline do not overlap", async () => {
  await open("?lanes=place");
  const boxes = await page.locator("g.event").evaluateAll((groups) =>
    groups.map((g) => {
      const shape = g.querySelector(".shape").getBoundingClientRect();
      const text = g.querySelector("text");
      const words = text.textContent ? text.getBoundingClientRect() : shape;
      return { left: shape.left, right: Math.max(shape.right, words.right), middle: Math.round(shape.top + shape.height / 2) };
    }),
  );
  assert.ok(boxes.length > 10);
  for (const a of boxes) {
    for (const b of boxes) {
      if (a === b || a.middle !== b.middle || a.left > b.left) continue;
      assert.ok(a.right <= b.left + 1, JSON.stringify([a, b]));
    }
  }
});

test("dates and states are drawn as what they are", async () => {
  await open();
  const classes = (id) => page.locator(`g.event[data-event="${id}"]:not(.echo)`).getAttribute("class");
  assert.match(await classes("ev-04"), /fuzzy/); // about 17 February
  assert.match(await classes("ev-02"), /fuzzy/); // since January, no end
  assert.match(await classes("ev-19"), /hollow/); // planned
  assert.match(await classes("ev-24"), /hollow dashed/); // possible
  assert.match(await classes("ev-10"), /struck/); // denied
  assert.doesNotMatch(await classes("ev-03"), /fuzzy|hollow|struck/); // a day
  assert.equal(await page.locator('g.event[data-event="ev-25"]').count(), 0); // undated
  await page.getByText("1 event without a date").click();
  await page.getByRole("button", { name: /selling the grid/ }).first().waitFor();
});

test("an event opens with its quote marked in its article", async () => {
  await open();
  await page.locator('g.event[data-event="ev-19"]:not(.echo)').click();
  await page.locator(".article-text mark").first().waitFor();
  assert.equal(await page.textContent("#panel h2"), "Trump and Putin to meet in Budapest");
  assert.equal(await page.textContent(".when"), "16–30 October 2025, planned");
  const marked = await page.locator(".article-text mark").allTextContents();
  assert.equal(marked.join(""), "The two agreed to meet in Budapest “within two weeks”.");
  assert.equal(await page.textContent(".trigger"), "meet");
  assert.match(await page.textContent(".history"), /16 October 2025.*planned.*21 October 2025.*possible/);
  assert.ok(await page.locator(".article-text .rest").first().isHidden());
  await page.getByRole("button", { name: "Show the whole article" }).click();
  assert.ok(await page.locator(".article-text .rest").first().isVisible());
  assert.match(await page.locator('g.event[data-event="ev-19"]:not(.echo)').getAttribute("class"), /\bopen\b/);
  await page.getByRole("button", { name: "Earlier event" }).click();
  await page.waitForFunction(() => !document.querySelector("#panel h2")?.textContent.includes("to meet"));
  assert.notEqual(param("event"), "ev-19");
});

test("an event leads to what it answers and to the rest of its story", async () => {
  await open("?event=ev-19");
  const first = page.locator(".related li").first();
  await first.waitFor();
  assert.match(await first.textContent(), /^Answers/);
  assert.equal(await page.locator(".related li").count(), 2);
  await first.getByRole("button").click();
  await page.waitForFunction(() => !document.querySelector("#panel h2")?.textContent.includes("to meet"));
  assert.notEqual(param("event"), "ev-19");
});

test("a link to the source is there where there is a source", async () => {
  await open("?event=ev-02");
  const link = page.getByRole("link", { name: /Read at the source/ });
  await link.waitFor();
  assert.equal(await link.getAttribute("href"), "https://news.example/ar-02");
});

test("everything can be done from the keyboard", async () => {
  await open();
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "phrase");
  await page.keyboard.type("Hungary");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#list-title").textContent === "14 events");
  await page.keyboard.press("ArrowDown"); // from the question to its answers
  const focused = () => page.evaluate(() => document.activeElement.dataset.event);
  const first = await focused();
  await page.keyboard.press("ArrowDown");
  const second = await focused();
  assert.ok(first && second && first !== second);
  await page.keyboard.press("End");
  assert.equal(await focused(), "ev-25");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("#panel h2").waitFor();
  assert.equal(param("event"), second);
  await page.keyboard.press("Escape");
  await page.locator("#panel").waitFor({ state: "hidden" });
  assert.equal(await focused(), second);

  // The timeline is one Tab stop too, and its arrows follow time.
  await page.locator('g.event[tabindex="0"]').focus();
  const start = await focused();
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await focused(), start);
  await page.keyboard.press("+");
  await settled("window");
  await page.keyboard.press("Enter");
  await page.locator("#panel h2").waitFor();
});

test("other lanes are a question of their own", async () => {
  await open();
  await page.selectOption("#lanes", "type");
  await page.waitForFunction(() => document.querySelector(".lane-name")?.textContent === "Meeting or talks");
  assert.equal(param("lanes"), "type");
});

test("too many events come as counts, and a click looks closer", async () => {
  await open("?q=everything");
  await page.locator("g.bucket").first().waitFor();
  assert.ok((await page.locator(".series li").count()) > 1);
  await page.waitForFunction(() => document.querySelectorAll(".row").length > 0);
  await page.locator("g.bucket").nth(9).click(); // October
  await page.locator("g.event").first().waitFor();
  assert.match(param("window"), /^2025-10-01/);
});

test("a failure says what, why and what to do", async () => {
  await open("?q=blorp");
  const problem = page.getByRole("alert");
  assert.match(await problem.textContent(), /The question is not understood.*No meaning is known for 'blorp'.*Leave the word out/);
  await search("crash");
  assert.match(await problem.textContent(), /overloaded.*Too many questions/);
  await search("Hungary");
  assert.equal(await problem.count(), 0);
  assert.equal(await title(), "14 events");
});

test("a server that is gone is said so", async () => {
  await open();
  await page.route("**/v1/**", (route) => route.abort());
  await search("Hungary");
  assert.match(await page.getByRole("alert").textContent(), /cannot be reached/);
});

test("an event that is gone is said so in its panel", async () => {
  await open("?event=ev-99");
  await page.locator("#panel .problem").waitFor();
  assert.match(await page.textContent("#panel .problem"), /no such thing.*ev-99/i);
});

test("nothing found is told apart from nothing covered", async () => {
  await open("?q=Atlantis");
  const empty = await page.textContent(".empty");
  assert.match(empty, /No events match/);
  assert.match(empty, /26 events from 26 articles, 14 January – 25 October 2025/);
  await page.locator(".empty .example").nth(2).waitFor();
});

test("nothing sticks out at 390 pixels, and the panel covers the page", async () => {
  await open("", { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `${width} px wide`);
  await page.locator(".row").first().tap();
  await page.locator("#panel h2").waitFor();
  const box = await page.locator("#panel").boundingBox();
  assert.equal(Math.round(box.width), 390);
});

test("words are legible by day and by night", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await open("", { colorScheme });
    const contrast = await page.evaluate(() => {
      const luminance = (colour) => {
        const parts = colour.match(/[\d.]+/g).slice(0, 3).map((v) => {
          const c = Number(v) / 255;
          return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
      };
      const paper = luminance(getComputedStyle(document.documentElement).backgroundColor);
      return [".headline", ".facts", ".keys", ".coverage"].map((selector) => {
        const ink = luminance(getComputedStyle(document.querySelector(selector)).color);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      });
    });
    for (const ratio of contrast) assert.ok(ratio >= 4.5, `${colorScheme}: ${ratio}`);
    if (colorScheme === "light") await page.context().close();
  }
});

test("a base that mostly keeps to one year is not squeezed by an event of long ago", async () => {
  await open("?q=history");
  assert.match(await title(), /^2\d of 27 events in view$/);
  assert.match(await page.textContent("#range"), /2025/);
  const bars = await page.locator(".overview .axis .tick").count();
  assert.ok(bars > 3);
  assert.doesNotMatch(await page.textContent(".overview .axis"), /1956|1960/);
  await page.getByRole("button", { name: "Show all of the time" }).click();
  await page.waitForFunction(() => new URL(location).searchParams.has("window"));
  assert.match(await page.textContent(".overview .axis"), /1960/);
  assert.equal(await title(), "27 events");
});

test("a lane is shown for each who has most, and the rest share one", async () => {
  await open();
  const names = await page.locator(".lane-name").allTextContents();
  assert.equal(names[0], "Hungary");
  assert.ok(names.length <= 13, names.join(", "));
});

test("the view stays where the reader left it, though the address is rounded", async () => {
  await open();
  await page.getByRole("button", { name: "Zoom in" }).click();
  await settled("window");
  const box = await page.locator(".timeline-chart").boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6 - 37, box.y + 60, { steps: 3 });
  const xs = () => page.locator(".timeline-axis .tick").evaluateAll((ticks) => ticks.map((tick) => tick.getAttribute("transform")).join());
  const dragged = await xs();
  const before = param("window");
  await page.mouse.up();
  await page.waitForFunction((old) => new URL(location).searchParams.get("window") !== old, before);
  assert.equal(await xs(), dragged);
});
