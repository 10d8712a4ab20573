// Shows the shell of the writing page where there is no network, and the files that it needs. Nothing else is kept: whatever
// somebody saved, and every other page, comes from the server or not at all. `KEPT` is put in front by the server.
const PATIENCE = 4000;
const NAME = `omgang-${KEPT.version}`;

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(NAME);
    // Without cookies: the shell is the same for everybody.
    await cache.addAll([KEPT.shell, ...KEPT.files].map((url) => new Request(url, { credentials: "omit", cache: "reload" })));
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const clean = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith("omgang-") && name !== NAME).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

// A network that hangs and a server that is down are no network either.
async function navigate(request) {
  const shell = () => caches.match(KEPT.shell);
  const asked = fetch(request).then((answer) => (answer.status >= 500 ? shell().then((kept) => kept ?? answer) : answer));
  const late = new Promise((over) => { setTimeout(over, PATIENCE); }).then(shell).then((kept) => kept ?? asked);
  return Promise.race([asked.catch(shell), late]);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && path === "/journal/new") {
    event.respondWith(navigate(request));
  } else if (KEPT.files.includes(path)) {
    event.respondWith(caches.match(path).then((kept) => kept ?? fetch(request)));
  }
});
