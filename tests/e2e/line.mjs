// A line between a browser and the program that a journey makes worse: it hangs, or somebody else answers.
import { createServer, request } from "node:http";

/** Starts a line to `target`; its `state` is `open`, `hangs` or `fails`. Ends with the journey. */
export async function startLine(t, target) {
  const line = { state: "open", url: "" };
  const server = createServer((asked, answer) => {
    if (line.state === "hangs") return;
    if (line.state === "fails") {
      answer.writeHead(503, { "Content-Type": "text/html" });
      answer.end("<h1>503</h1>");
      return;
    }
    const onward = request(new URL(asked.url, target), { method: asked.method, headers: asked.headers }, (told) => {
      answer.writeHead(told.statusCode, told.headers);
      told.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  line.url = `http://127.0.0.1:${server.address().port}`;
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return line;
}
