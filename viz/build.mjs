// Bundles the page into dist/, or the tests of its pure modules, and runs them.
//
//   node build.mjs page    dist/index.html, dist/assets/app.js, dist/assets/app.css
//   node build.mjs watch   the same, again at every change
//   node build.mjs test    what tests/*.ts say of the modules that need no browser

import { spawnSync } from "node:child_process";
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";

import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "dist");

const page = {
  absWorkingDir: here,
  entryPoints: [
    { in: "src/main.ts", out: "app" },
    { in: "src/style/page.css", out: "app" },
  ],
  bundle: true,
  minify: true,
  target: ["es2021", "chrome100", "firefox100", "safari15"],
  outdir: path.join(dist, "assets"),
  logLevel: "warning",
};

async function copyIndex() {
  await mkdir(dist, { recursive: true });
  await copyFile(path.join(here, "index.html"), path.join(dist, "index.html"));
}

async function buildPage() {
  await rm(dist, { recursive: true, force: true });
  await copyIndex();
  await esbuild.build(page);
}

async function watchPage() {
  await copyIndex();
  const context = await esbuild.context({ ...page, minify: false, logLevel: "info" });
  await context.watch();
}

async function runTests() {
  const outdir = path.join(here, "node_modules", ".cache", "annals-viz-tests");
  await rm(outdir, { recursive: true, force: true });
  const names = (await readdir(path.join(here, "tests"))).filter((name) =>
    name.endsWith("_test.ts"),
  );
  await esbuild.build({
    absWorkingDir: here,
    entryPoints: names.map((name) => path.join("tests", name)),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    outExtension: { ".js": ".mjs" },
    sourcemap: "inline",
    outdir,
    logLevel: "warning",
  });
  const files = names.map((name) =>
    path.join(outdir, name.replace(/\.ts$/, ".mjs")),
  );
  const { status } = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--test", ...files],
    { stdio: "inherit" },
  );
  process.exitCode = status ?? 1;
}

const commands = { page: buildPage, watch: watchPage, test: runTests };
const command = commands[process.argv[2]];
if (!command) {
  console.error(`usage: node build.mjs ${Object.keys(commands).join("|")}`);
  process.exit(2);
}
await command();
