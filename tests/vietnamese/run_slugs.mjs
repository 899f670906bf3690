// Reads {script, table, titles} as JSON from standard input, writes the slugs of the titles.
import { readFileSync } from "node:fs";

const { script, table, titles } = JSON.parse(readFileSync(0, "utf8"));
const address = `data:text/javascript;base64,${Buffer.from(script).toString("base64")}`;
const { slugFunction } = await import(address);
process.stdout.write(JSON.stringify(titles.map(slugFunction(table))));
