// A picture of the page for docs/page.md: a question asked, an event open.
//
//   node tests/browser/screenshot.mjs URL FILE.png     1280 x 860, light
//
// URL is whatever the page is to show, as its address says it. Where that opens
// no event, the first is opened that has a date and two quotes to show, or one.

import { launch, openPage } from "./browser.mjs";

const [url, file] = process.argv.slice(2);
if (!url || !file) {
  console.error("usage: node screenshot.mjs URL FILE.png");
  process.exit(2);
}

async function eventToOpen(address) {
  const api = new URL(`v1/events${address.search}`, address);
  for (const name of ["lanes", "window", "event"]) api.searchParams.delete(name);
  const { data } = await (await fetch(api)).json();
  const dated = data.filter((event) => event.time?.begin);
  const best = dated.find((event) => event.evidence.length > 1) ?? dated[0];
  return best?.id;
}

const address = new URL(url);
if (!address.searchParams.has("event")) {
  const id = await eventToOpen(address);
  if (id) address.searchParams.set("event", id);
}
const browser = await launch();
try {
  const page = await openPage(browser, address.href, { colorScheme: "light" });
  await page.locator("#progress").waitFor({ state: "hidden" });
  await page.locator(".article-text mark").first().waitFor();
  await page.screenshot({ path: file });
} finally {
  await browser.close();
}
