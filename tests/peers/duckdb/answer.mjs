// A DuckDB to be asked over stdin and stdout, by tests/peers/duckdb_peer.cc.
//
// usage: node answer.mjs DATABASE
//
// A line in holds statements to run in turn: [[sql, [value, …]], …]. The lines
// out hold rows of the last one, [[text, …], …], as many as come at once; []
// ends them. What fails ends the process.

import { once } from "node:events";
import { stdin, stdout } from "node:process";
import { createInterface } from "node:readline";
import { DuckDBInstance } from "@duckdb/node-api";

const instance = await DuckDBInstance.create(process.argv[2]);
const connection = await instance.connect();
const prepared = new Map();

async function run([sql, values]) {
  if (!prepared.has(sql)) prepared.set(sql, await connection.prepare(sql));
  const statement = prepared.get(sql);
  statement.bind(values);
  return statement.run();
}

async function write(rows) {
  const isFull = !stdout.write(`${JSON.stringify(rows)}\n`);
  if (isFull) await once(stdout, "drain");
}

for await (const line of createInterface({ input: stdin })) {
  let result;
  for (const statement of JSON.parse(line)) result = await run(statement);
  for await (const rows of result.yieldRows()) {
    if (rows.length > 0) await write(rows.map((row) => row.map(String)));
  }
  await write([]);
}
