import { FIRST_WAIT, isFinal, LONGEST_WAIT, waitBefore } from "/js/models/socket.js";
import { equal, ok, test } from "./harness.js";

test("waits double up to five seconds, with full jitter", () => {
  equal(
    [0, 1, 2, 3, 4, 5, 30].map((attempt) => waitBefore(attempt, () => 1)),
    [FIRST_WAIT, 500, 1000, 2000, 4000, LONGEST_WAIT, LONGEST_WAIT],
  );
  equal(
    waitBefore(9, () => 0),
    0,
  );
});

test("some closes are for good, the others are not", () => {
  ok([1000, 4401, 4403, 4404, 4409].every(isFinal));
  ok(![1001, 1006, 1011, 1012, 1013, 4429].some(isFinal));
});
