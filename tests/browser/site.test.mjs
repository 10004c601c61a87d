import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, pages, serve } from "./record.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let site, chrome, found;

before(async () => {
  site = await serve();
  chrome = await browser();
  const page = await chrome.newPage({ javaScriptEnabled: false });
  found = await pages(page, site.address);
  await page.close();
});
after(async () => {
  await chrome?.close();
  site?.stop();
});

const at = (path) => new URL(path, site.address).href;

test("every page answers, titled, asking nothing of another machine", async () => {
  const context = await chrome.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const strangers = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site.address)) strangers.push(request.url());
  });
  for (const [name, path] of Object.entries(found)) {
    const response = await page.goto(at(path), { waitUntil: "networkidle" });
    assert.equal(response.status(), 200, `${name} ${path}`);
    assert.match(await page.title(), /Daftari$/, name);
    assert.equal(await page.locator("h1").count(), 1, `${name} has one h1`);
    const policy = response.headers()["content-security-policy"] ?? "";
    assert.match(policy, /default-src 'none'/, `${name} policy`);
    assert.ok(!/script-src/.test(policy) || /script-src 'none'/.test(policy), `${name} allows scripts`);
  }
  assert.deepEqual(strangers, []);
  await context.close();
});

test("every page is there as JSON", async () => {
  const context = await chrome.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(found)) {
    await page.goto(at(path));
    const link = await page.locator('link[type="application/json"]').getAttribute("href");
    const response = await context.request.get(at(link));
    assert.equal(response.status(), 200, `${name} ${link}`);
    assert.ok(Object.keys(await response.json()).length > 0, name);
  }
  await context.close();
});

test("a statement shows its source, cue and firmness on focus, without a script", async () => {
  const context = await chrome.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(at(found.report));
  const mark = page.locator("mark.st").first();
  const tip = mark.locator(".tip");
  assert.equal(await tip.isVisible(), false);
  await mark.focus();
  assert.equal(await tip.isVisible(), true);
  assert.ok((await tip.innerText()).length > 20);
  await context.close();
});

test("each statement in the text leads to its row, and each row back to the text", async () => {
  const context = await chrome.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(at(found.report));
  const broken = [];
  for (const href of await page.locator('main a[href^="#"]').evaluateAll((links) => links.map((a) => a.getAttribute("href")))) {
    if ((await page.locator(`[id="${href.slice(1)}"]`).count()) !== 1) broken.push(href);
  }
  assert.deepEqual(broken, []);
  await context.close();
});

for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 390], ["dark", 390]]) {
  test(`no page breaks WCAG A or AA rules or scrolls sideways: ${scheme}, ${width} wide`, async () => {
    const context = await chrome.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(found)) {
      await page.goto(at(path));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${name} is ${wide} pixels too wide`);
      await page.addScriptTag({ path: axe });
      const result = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }));
      const broken = result.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((n) => n.html).join(" | ")}`);
      assert.deepEqual(broken, [], name);
    }
    await context.close();
  });
}

test("the keyboard reaches the text, the search and every door", async () => {
  const context = await chrome.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.address);
  const reached = new Set();
  for (let i = 0; i < 14; i += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.locator(":focus").first().evaluate((e) => e.getAttribute("href") ?? e.getAttribute("name") ?? e.tagName));
  }
  for (const door of ["#main", "/", "/events", "/ledger", "q"]) assert.ok(reached.has(door), `${door} not reached`);
  await context.close();
});

test("a search finds a report and shows the words", async () => {
  const context = await chrome.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.address);
  await page.fill("#q", "ceasefire");
  await page.press("#q", "Enter");
  await page.waitForURL(/search\?q=ceasefire/);
  assert.ok((await page.locator(".list h3 a").count()) > 0);
  await context.close();
});

test("another host's name is refused, and so is a page that is not there", async () => {
  const context = await chrome.newContext();
  const refused = await context.request.get(site.address, { headers: { Host: "evil.example" } });
  assert.equal(refused.status(), 403);
  const missing = await context.request.get(at("/report/no-such-report"));
  assert.equal(missing.status(), 404);
  await context.close();
});
