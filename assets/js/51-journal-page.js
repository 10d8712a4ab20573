// The writing page's parts: what stands in it, where it is sent, and the line that says where the text is.
(() => {
  const form = document.querySelector("form[data-journal]");
  if (!form) return;
  const KEEPALIVE_BYTES = 60000, SEND_PATIENCE = 15000;
  const COUNTED = ["owner", "revision", "begun", "entry", "branch", "seen", "set", "kept", "virtue"];
  const said = form.querySelector("[data-said]");
  const field = form.elements;
  const page = { form, said, owner: form.dataset.owner, fresh: "fresh" in form.dataset };
  let letGo = () => {}, onDevice = null;

  page.pairs = () => [...new FormData(form)].map(([name, value]) => [name, value]);

  // What somebody wrote or chose, without what the page counts by itself.
  page.texts = () => JSON.stringify(page.pairs().filter(([name, value]) => value && !COUNTED.includes(name) && !name.startsWith("asked.")));
  page.blank = () => page.texts() === "[]";

  /**
   * Holds a branch for as long as this page writes on it: what is kept under it, no other page sends. Waits until the page before
   * has let it go, at most `patience` milliseconds where that is given; tells whether it could.
   */
  page.hold = (branch, patience) => new Promise((held) => {
    if (!navigator.locks) return held(true);
    const options = patience ? { signal: AbortSignal.timeout(patience) } : {};
    navigator.locks.request(`journal ${branch}`, options, () => {
      held(true);
      letGo();
      return new Promise((free) => { letGo = free; });
    }).catch(() => held(false));
  });

  /** Makes a new entry of the page. */
  page.renew = () => {
    field.entry.value = crypto.randomUUID?.() ?? field.entry.value;
    field.branch.value = crypto.randomUUID?.() ?? field.branch.value;
    field.revision.value = 0;
    field.begun.value = Date.now();
    field.seen.value = "";
    field.kept.value = "";
    page.hold(field.branch.value);
  };

  page.say = (text, kind) => {
    said.textContent = text;
    said.dataset.kind = kind;
    said.hidden = false;
  };

  /** Keeps the text on the device; `done` when the person pressed the button. Returns what was kept, or null where that failed. */
  page.keep = async (done = false) => {
    if (!globalThis.unsent || !page.owner || page.blank()) return null;
    const texts = page.texts();
    const kept = { id: field.branch.value, owner: page.owner, at: Date.now(), pairs: page.pairs(), done };
    try {
      await unsent.put(kept);
      onDevice = texts;
      return kept;
    } catch {
      onDevice = null;
      return null;
    }
  };

  /** Tells whether the device has what stands here now. */
  page.isKept = () => onDevice === page.texts();

  /** Sends a text; returns the answer, or null when there was none. */
  page.send = async (pairs) => {
    const body = new URLSearchParams(pairs).toString();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        redirect: "error",
        signal: AbortSignal.timeout(SEND_PATIENCE),
        keepalive: document.hidden && body.length < KEEPALIVE_BYTES,
      });
      const ours = answer.headers.get("Content-Type")?.startsWith("application/json");
      return ours ? { status: answer.status, ...(await answer.json()) } : null;
    } catch {
      return null;
    }
  };

  if (page.fresh) page.renew();
  else page.hold(field.branch.value);
  // An empty page and a cursor.
  if (page.fresh && page.blank()) field.text.focus({ preventScroll: true });
  form.journal = page;
})();
