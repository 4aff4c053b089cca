// Takes screenshots of pages and runs axe-core on them; never part of the default test run.
//
//   node look.mjs OUT page.html…     (needs playwright-core and axe-core where node finds them, and Chromium)
//
// CHROMIUM names the browser (default /usr/bin/chromium). The exit status is 1 where axe-core finds a serious or
// critical violation.
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";

const require = createRequire(process.cwd() + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [out, ...pages] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
});
let grave = 0;
for (const path of pages) {
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      await page.goto("file://" + resolve(path));
      const name = `${out}/${basename(path, ".html")}-${width}-${colorScheme}`;
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (overflow > 0) console.log(`${name}: ${overflow} px wider than the window`);
      for (let top = 0, part = 1; top < Math.min(height, 16000); top += 1600, part += 1) {
        const clip = { x: 0, y: top, width, height: Math.min(1600, height - top) };
        await page.screenshot({ path: `${name}-${part}.png`, clip, fullPage: true });
      }
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      for (const { id, impact, help, nodes } of violations) {
        console.log(`${name}: ${impact} ${id}: ${help} (${nodes.length}) ${nodes[0].html.slice(0, 160)}`);
        if (impact === "serious" || impact === "critical") grave += 1;
      }
      await context.close();
    }
  }
}
await browser.close();
process.exit(grave ? 1 : 0);
