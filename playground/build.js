// Builds the playground into files that the server carries: `node build.js DIRECTORY`. With --compare it builds into
// memory and says which files of the directory are not what the sources make.
//
// Files are compared unpacked, since what gzip makes of them differs between versions of zlib.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: "iife",
  target: ["es2022"],
  jsx: "automatic",
  legalComments: "none",
  charset: "utf8",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".graphql": "text", ".svg": "dataurl", ".ttf": "dataurl" },
  outdir: "out",
};

const workers = {
  "editor.worker": "monaco-editor/esm/vs/editor/editor.worker.js",
  "graphql.worker": "monaco-graphql/esm/graphql.worker.js",
  "json.worker": "monaco-editor/esm/vs/language/json/json.worker.js",
};

/** Whether a font face is worth its bytes: Latin letters that stand upright, and the editor's icons. */
function isKept(face) {
  const range = /unicode-range:([^;}]*)/.exec(face)?.[1];
  return !/font-style:italic/.test(face) && (range === undefined || range.startsWith("U+0000-00FF"));
}

/** Takes the fonts out of a style sheet into files of their own, each once, so that no policy has to allow data:. */
function splitFonts(css) {
  const fonts = new Map();
  const faces = new Set();
  const rest = css.replace(/@font-face\{[^}]*\}/g, (face) => {
    const family = /font-family:"?([^;"}]*)/.exec(face)[1];
    const weight = /font-weight:(\d+)/.exec(face)?.[1] ?? "400";
    const [, type, base64] = /url\("?data:([^;,]*);(?:[^,]*;)?base64,([^)"]*)"?\)/.exec(face);
    const name = `${family.toLowerCase().replaceAll(" ", "-")}-${weight}.${type.split("/").pop().replace("x-font-", "")}`;
    if (faces.has(name) || !isKept(face)) return "";
    faces.add(name);
    fonts.set(name, Buffer.from(base64, "base64"));
    return face.replace(/url\([^)]*\)/, `url("${name}")`);
  });
  return { css: rest, fonts };
}

const INTRODUCTION = `The playground contains these packages, each under its own licence. GraphiQL and Monaco bring fonts along: Roboto
(Copyright Google, Apache-2.0, https://www.apache.org/licenses/LICENSE-2.0), Fira Code (Copyright The Fira Code Project
Authors, SIL Open Font License 1.1, https://openfontlicense.org) and Codicons (Copyright Microsoft, CC-BY-4.0,
https://creativecommons.org/licenses/by/4.0/).`;

/** The licences of every package that is in the bundle, since it is passed on with them. */
function licences(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const parts = [];
  for (const directory of [...packages].sort()) {
    const about = JSON.parse(readFileSync(join(here, directory, "package.json"), "utf8"));
    const texts = readdirSync(join(here, directory)).filter((file) => /^(licen[cs]e|notice|thirdparty)/i.test(file)).sort();
    parts.push(`${about.name} ${about.version} (${about.license})`);
    for (const file of texts) parts.push(readFileSync(join(here, directory, file), "utf8").replaceAll("\r\n", "\n").trim());
  }
  return `${INTRODUCTION}\n\n${parts.join("\n\n")}\n`;
}

/** The files of the playground by name, unpacked, and the name of this version of them. */
async function make() {
  const page = await build({ ...common, entryPoints: { playground: "src/main.jsx" } });
  const background = await build({ ...common, entryPoints: workers });
  const files = new Map();
  for (const { path, contents } of [...page.outputFiles, ...background.outputFiles]) {
    files.set(basename(path), Buffer.from(contents));
  }
  const { css, fonts } = splitFonts(files.get("playground.css").toString("utf8"));
  files.set("playground.css", Buffer.from(css));
  for (const [name, bytes] of fonts) files.set(name, bytes);
  const inputs = [...Object.keys(page.metafile.inputs), ...Object.keys(background.metafile.inputs)];
  files.set("licences.txt", Buffer.from(licences(inputs)));
  const hash = createHash("sha256");
  for (const name of [...files.keys()].sort()) hash.update(name).update("\0").update(files.get(name)).update("\0");
  const version = hash.digest("hex").slice(0, 16);
  const index = readFileSync(join(here, "src/index.html"), "utf8").replaceAll("{{version}}", version);
  return { files, index, version };
}

function write(directory, { files, index, version }) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  let total = 0;
  for (const [name, bytes] of files) {
    const packed = gzipSync(bytes, { level: 9 });
    // The tenth byte names the system that packed.
    packed[9] = 255;
    writeFileSync(join(directory, `${name}.gz`), packed);
    total += packed.length;
    console.log(`${String(bytes.length).padStart(9)} ${String(packed.length).padStart(9)}  ${name}`);
  }
  writeFileSync(join(directory, "index.html"), index);
  writeFileSync(join(directory, "version"), `${version}\n`);
  console.log(`${String(total).padStart(19)}  in all, version ${version}`);
}

/** What is not as it should be in the directory, by name. */
function differences(directory, { files, index, version }) {
  const wanted = new Map([["index.html", Buffer.from(index)], ["version", Buffer.from(`${version}\n`)]]);
  for (const [name, bytes] of files) wanted.set(`${name}.gz`, bytes);
  const found = [];
  for (const name of readdirSync(directory)) {
    const bytes = readFileSync(join(directory, name));
    const expected = wanted.get(name);
    wanted.delete(name);
    if (expected === undefined) found.push(`${name} is made by nothing`);
    else if (!expected.equals(name.endsWith(".gz") ? gunzipSync(bytes) : bytes)) found.push(`${name} differs`);
  }
  return [...found, ...[...wanted.keys()].map((name) => `${name} is missing`)];
}

const compare = process.argv.includes("--compare");
const directory = join(here, process.argv.slice(2).find((word) => !word.startsWith("--")) ?? "dist");
const made = await make();
if (compare) {
  const wrong = differences(directory, made);
  for (const line of wrong) console.error(line);
  console.log(wrong.length === 0 ? "the playground is what its sources make" : "run `npm ci && npm run build`");
  process.exitCode = wrong.length === 0 ? 0 : 1;
} else {
  write(directory, made);
}
