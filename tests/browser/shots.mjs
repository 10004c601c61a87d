// Takes pictures of the pages for a person to look at: npm run shots -- [FOLDER] [INPUT...]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { browser, pages, serve } from "./record.mjs";

const [folder = "site-shots", ...inputs] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const site = await serve(inputs.length ? inputs : undefined);
const chrome = await browser();
try {
  const first = await chrome.newPage();
  const found = await pages(first, site.address);
  for (const [name, path] of Object.entries(found)) {
    for (const [kind, width, scheme] of [["desktop", 1280, "light"], ["dark", 1280, "dark"], ["phone", 390, "light"]]) {
      const page = await chrome.newPage({ viewport: { width, height: kind === "phone" ? 844 : 900 }, colorScheme: scheme });
      await page.goto(new URL(path, site.address).href);
      await page.screenshot({ path: join(folder, `${name}-${kind}.png`), fullPage: true });
      await page.close();
    }
  }
} finally {
  await chrome.close();
  site.stop();
}
