// What an application does with the official client; prints one JSON document.
import { OPAClient } from "@open-policy-agent/opa";

const opa = new OPAClient(process.argv[2]);
const attempt = async (ask) => {
  try {
    return await ask();
  } catch (failure) {
    return { failed: failure.name };
  }
};

console.log(
  JSON.stringify({
    withInput: await attempt(() => opa.evaluate("example/allow", { user: "ann" })),
    refused: await attempt(() => opa.evaluate("example/allow", { user: "bob" })),
    withoutInput: await attempt(() => opa.evaluate("example/allow")),
    spaced: await attempt(() => opa.evaluate("with space/allow", {})),
    converted: await attempt(() => opa.evaluate("example/details", { user: "ann" }, { fromResult: (details) => details.who })),
    main: await attempt(() => opa.evaluateDefault({ user: "ann" })),
    batch: await attempt(() => opa.evaluateBatch("example/allow", { a: { user: "ann" }, b: { user: "bob" } })),
    conflict: await attempt(() => opa.evaluate("example/broken", {})),
  }),
);
