// A record of the bundled examples, served for the length of a test run.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const built = resolve(root, process.env.CARGO_TARGET_DIR ?? "target", "debug/daftari");
const binary = process.env.DAFTARI ?? built;

/** Reads the inputs into a fresh record and serves it; returns its address and a way to stop. */
export async function serve(inputs = ["examples/reports", "--pack", "examples/pack"]) {
  const folder = mkdtempSync(join(tmpdir(), "daftari-"));
  const file = join(folder, "record.daftari");
  const read = spawnSync(binary, ["read", ...inputs, "--into", file], { cwd: root, encoding: "utf8" });
  if (read.status !== 0 && read.status !== 1) throw new Error(`daftari read: ${read.status}\n${read.stderr}`);
  const packs = inputs.includes("--pack") ? inputs.slice(inputs.indexOf("--pack"), inputs.indexOf("--pack") + 2) : [];
  const server = spawn(binary, ["serve", file, "--port", "0", "--no-open", ...packs], { cwd: root });
  const address = await new Promise((found, lost) => {
    let said = "";
    const listen = (chunk) => {
      said += chunk;
      const match = said.match(/http:\/\/127\.0\.0\.1:\d+\//);
      if (match) found(match[0]);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("exit", (code) => lost(new Error(`daftari serve ended with ${code}: ${said}`)));
    setTimeout(() => lost(new Error(`daftari serve said no address: ${said}`)), 90000).unref();
  });
  const stop = () => {
    server.removeAllListeners("exit");
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, file, binary, stop };
}

/** A headless browser; scripts are off unless asked for, because every page must read without them. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** The pages a reader meets first, found by following links from the front page. */
export async function pages(page, address) {
  await page.goto(address);
  const report = await page.locator(".list h3 a").first().getAttribute("href");
  const found = { front: "/", report, events: "/events", ledger: "/ledger", actors: "/actors", places: "/places", outlets: "/outlets", search: "/search?q=ceasefire" };
  await page.goto(new URL("/events", address).href);
  const event = page.locator(".list h3 a").first();
  if (await event.count()) found.event = await event.getAttribute("href");
  return found;
}
