import assert from "node:assert/strict";
import { test } from "node:test";

import { examplesOf } from "../src/examples";

test("examples ask about those told of most", () => {
  assert.deepEqual(examplesOf(["Ukraine", "Viktor Orban", "Serbia"]), [
    "events involving Ukraine and Viktor Orban",
    "planned events involving Ukraine",
    "statements by Serbia",
  ]);
});

test("words that are no names make no examples", () => {
  assert.deepEqual(examplesOf(["people", "Ürümqi"]), ["events involving Ürümqi", "planned events involving Ürümqi"]);
  assert.deepEqual(examplesOf([]), []);
});
