// Checks objects, a JSON array on standard input, against the schemas of Kubernetes' own API as the package kubernetes-models carries them, and prints what is wrong.
// Its validators do not mind a member that no schema knows, which the API server refuses; so each object is also compiled as a literal of its type.
import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";

const objects = JSON.parse(readFileSync(0, "utf8"));
const errors = [];
const moduleOf = object => `kubernetes-models/${object.apiVersion}/${object.kind}`;

for (const object of objects) {
  const model = (await import(moduleOf(object)))[object.kind];
  try {
    new model(object).validate();
  } catch (error) {
    errors.push(`${object.kind} ${object.metadata.name}: ${error.message}`);
  }
}

const modules = [...new Set(objects.map(moduleOf))];
writeFileSync("objects.ts", [
  ...modules.map((module, index) => `import type { I${module.split("/").at(-1)} as Kind${index} } from "${module}";`),
  ...objects.map((object, index) => `export const object${index}: Kind${modules.indexOf(moduleOf(object))} = ${JSON.stringify(object)};`),
].join("\n"));
const program = ts.createProgram(["objects.ts"], {
  noEmit: true, strict: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
});
for (const found of ts.getPreEmitDiagnostics(program)) {
  errors.push(ts.flattenDiagnosticMessageText(found.messageText, " "));
}

console.log(errors.join("\n"));
process.exit(errors.length === 0 ? 0 : 1);
