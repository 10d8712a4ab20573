// The writing page: every pause is saved, first on the device and then on the server. The page says where the text is, and a
// text leaves the device only once the server has it.
(() => {
  const form = document.querySelector("form[data-journal]");
  if (!form) return;
  const PAUSE = 900, DEVICE_PAUSE = 120, LONGEST_PAUSE = 20000, KEEPALIVE_BYTES = 60000;
  const said = form.querySelector("[data-said]");
  const field = form.elements;
  const words = form.dataset;
  let owner = words.owner;
  let saved = texts(); // what the server has, or what the page came with
  let sending = null, wait = PAUSE, timer = 0, deviceTimer = 0, gone = false;

  if ("fresh" in words) renew();

  function renew() {
    field.entry.value = crypto.randomUUID?.() ?? field.entry.value;
    field.branch.value = crypto.randomUUID?.() ?? field.branch.value;
    field.revision.value = 0;
    field.begun.value = Date.now();
    field.seen.value = "";
  }

  function pairs() {
    return [...new FormData(form)].map(([name, value]) => [name, value]);
  }

  // What somebody wrote or chose, without what the page counts by itself.
  function texts() {
    return JSON.stringify(pairs().filter(([name, value]) => value && !["revision", "begun", "entry", "branch", "seen", "set", "kept", "virtue"].includes(name) && !name.startsWith("asked.")));
  }

  function blank() {
    return texts() === "[]";
  }

  function say(text, kind) {
    said.textContent = text;
    said.dataset.kind = kind;
    said.hidden = false;
  }

  const record = (done) => ({ id: field.entry.value, owner, at: Date.now(), pairs: pairs(), done });

  async function keep(done = false) {
    clearTimeout(deviceTimer);
    if (!globalThis.unsent || !owner || blank()) return null;
    const kept = record(done);
    await unsent.put(kept);
    return kept;
  }

  // Sends one text; the answer, or null when there was none.
  async function send(list, keepalive = false) {
    const body = new URLSearchParams(list).toString();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        redirect: "error",
        keepalive: keepalive && body.length < KEEPALIVE_BYTES,
      });
      const ours = answer.headers.get("Content-Type")?.startsWith("application/json");
      return ours ? { status: answer.status, ...(await answer.json()) } : null;
    } catch {
      return null;
    }
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  async function saveOnce(done) {
    clearTimeout(timer);
    const now = texts();
    if (blank()) return null;
    field.revision.value = Number(field.revision.value) + 1;
    const kept = await keep(done).catch(() => null);
    const answer = await send(pairs(), document.hidden);
    if (answer?.status === 200) {
      saved = now;
      wait = PAUSE;
      if (kept) await unsent.wipe(kept.id, kept.at);
      if (!done) say(answer.said, texts() === now ? "good" : "plain");
      if (texts() !== now) later(PAUSE);
      dispatchEvent(new CustomEvent("journal-saved", { detail: { entry: field.entry.value, text: field.text.value } }));
    } else if (answer) {
      say(answer.said, "wrong");
      if (answer.status === 401 && answer.to) offerLogin(answer.to);
    } else {
      say(kept ? words.device : words.lost, kept ? "plain" : "wrong");
      wait = Math.min(wait * 2, LONGEST_PAUSE);
      later(wait);
    }
    return answer;
  }

  function offerLogin(to) {
    const link = Object.assign(document.createElement("a"), { href: to, textContent: form.dataset.login ?? "Log in" });
    said.append(" ", link);
    gone = true; // the text is on the device: leaving is safe
  }

  function save(done = false) {
    sending = (sending ?? Promise.resolve()).then(() => saveOnce(done)).finally(() => {});
    return sending;
  }

  form.addEventListener("input", () => {
    if (texts() === saved) return;
    if (said.dataset.kind !== "wrong") say(words.unsaved, "plain");
    clearTimeout(deviceTimer);
    deviceTimer = setTimeout(keep, DEVICE_PAUSE);
    later(PAUSE);
  });

  form.addEventListener("submit", async (event) => {
    if (event.submitter?.formAction !== form.action || !globalThis.unsent || blank()) return void (gone = true);
    event.preventDefault();
    delete form.dataset.sent;
    const answer = await save(true);
    if (answer?.status === 200) {
      gone = true;
      return location.assign(answer.to);
    }
    if (answer || !owner) return;
    await keep(true);
    form.reset();
    field.text.value = "";
    renew();
    saved = texts();
    clearTimeout(timer);
    say(words.done, "good");
  });

  addEventListener("beforeunload", (event) => {
    if (!gone && !blank() && texts() !== saved && !(globalThis.unsent && owner)) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && texts() !== saved) save();
  });
  Object.assign(form, { journal: { texts, blank, say, send, keep, save, owner: (mark) => (owner = mark), saved: () => (saved = texts()) } });
})();
