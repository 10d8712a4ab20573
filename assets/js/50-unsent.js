// What is written and not yet on the server, kept on this device: encrypted with a key that no script can read out, wiped once the
// server has it. `null` where the browser can't (it needs HTTPS or this very machine).
globalThis.unsent = (() => {
  if (!globalThis.indexedDB || !globalThis.crypto?.subtle) return null;
  const NAME = "omgang-journal";
  let opening = null;

  const promised = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  const open = () => {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("keys");
        request.result.createObjectStore("texts");
        request.result.createObjectStore("owner");
      };
      request.onsuccess = () => {
        // Whoever closes or wipes it meanwhile: the next use opens it anew.
        request.result.onclose = () => { opening = null; };
        request.result.onversionchange = () => { request.result.close(); opening = null; };
        resolve(request.result);
      };
      request.onerror = () => { opening = null; reject(request.error); };
    });
    return opening;
  };

  // On the disk before anybody hears that it is kept: a battery may be empty the next moment.
  const store = async (name, mode = "readonly") => (await open()).transaction(name, mode, { durability: "strict" }).objectStore(name);

  const committed = ({ transaction }) => new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });

  const key = async () => {
    const known = await promised((await store("keys")).get("key"));
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Two tabs may make one at once: the first that is stored counts.
    const keys = await store("keys", "readwrite");
    await promised(keys.add(made, "key")).catch((error) => { if (error.name !== "ConstraintError") throw error; });
    return promised((await store("keys")).get("key"));
  };

  /** Keeps a text under the branch of its page; `owner` tells whose it is, `at` when it was typed. */
  const put = async ({ id, owner, at, ...text }) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(text));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain);
    const texts = await store("texts", "readwrite");
    texts.put({ owner, at, iv, sealed }, id);
    await committed(texts);
  };

  /** Reads the texts of an owner back, the oldest first. */
  const all = async (owner) => {
    const texts = await store("texts");
    const [ids, rows] = await Promise.all([promised(texts.getAllKeys()), promised(texts.getAll())]);
    const own = rows.map((row, at) => ({ ...row, id: ids[at] })).filter((row) => row.owner === owner);
    const secret = await key();
    const read = async ({ id, at, iv, sealed }) => {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, secret, sealed);
      return { id, owner, at, ...JSON.parse(new TextDecoder().decode(plain)) };
    };
    // One that doesn't open stays, and holds up none of the others.
    const readable = (await Promise.allSettled(own.map(read))).filter(({ status }) => status === "fulfilled");
    return readable.map(({ value }) => value).sort((a, b) => a.at - b.at);
  };

  /** Tells whether a text still waits as it was read: another page may have sent it, or its own typed on. */
  const waits = async ({ id, at }) => (await promised((await store("texts")).get(id)))?.at === at;

  /** Wipes a text, unless it was typed on since `at`. */
  const wipe = async (id, at) => {
    const texts = await store("texts", "readwrite");
    const row = await promised(texts.get(id));
    if (row && row.at <= at) await promised(texts.delete(id));
  };

  const count = async () => promised((await store("texts")).count());

  /** Whose device it was last: the shell, which knows nobody, writes for them. */
  const owner = async (mark) => {
    if (mark) await promised((await store("owner", "readwrite")).put(mark, "last"));
    return mark || promised((await store("owner")).get("last"));
  };

  /** Somebody may sign in as another: the shell shows and keeps nothing until their own writing page was open here. */
  const disown = async () => {
    const known = await indexedDB.databases?.();
    // Where nothing is kept, nothing is made either.
    if (known && known.every(({ name }) => name !== NAME)) return;
    await promised((await store("owner", "readwrite")).delete("last"));
  };

  /** Wipes all of it from the device: texts, keys, whose it was, and the shell with its worker. */
  const leave = async () => {
    const database = opening && await opening.catch(() => null);
    database?.close();
    opening = null;
    const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
    const names = (await globalThis.caches?.keys() ?? []).filter((name) => name.startsWith("omgang-"));
    await Promise.allSettled([
      promised(indexedDB.deleteDatabase(NAME)),
      ...names.map((name) => caches.delete(name)),
      ...workers.map((worker) => worker.unregister()),
    ]);
  };

  return { put, all, waits, wipe, count, owner, disown, leave };
})();
