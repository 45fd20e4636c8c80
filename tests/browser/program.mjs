// The real program over the sample posts: `annals import` into a folder that is
// removed afterwards, `annals serve` on a port that is free.
//
// The program is $ANNALS, or what `./dev test` builds.

import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import path from "node:path";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ANNALS = path.resolve(process.env.ANNALS ?? path.join(root, "build/dev/annals"));
const POSTS = path.join(root, "tests/data/posts");

function importPosts(base) {
  const { status, stderr, error } = spawnSync(ANNALS, ["import", "--db", base, "--json", POSTS], { encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`annals import ended with ${status}: ${stderr}`);
}

// Its first line names the address: "Serving DIR at http://127.0.0.1:PORT".
function addressOf(server) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (status) => reject(new Error(`annals serve ended with ${status}`)));
    createInterface({ input: server.stdout }).on("line", (line) => {
      const url = /http:\/\/\S+/.exec(line)?.[0];
      if (url) resolve(`${url}/`);
    });
  });
}

export async function startProgram() {
  const folder = await mkdtemp(path.join(tmpdir(), "annals-browser-"));
  const base = path.join(folder, "base");
  importPosts(base);
  const server = spawn(ANNALS, ["serve", "--db", base, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await addressOf(server);
  const close = async () => {
    server.removeAllListeners("exit");
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, close };
}
