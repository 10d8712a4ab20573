// Keeps what somebody types: a form with data-autosave is sent in the background to its own address, one save at a time. It says
// honestly what is kept (templates/components/autosave.html). What failed to arrive is sent again unchanged, so that a lost
// answer does no harm.
document.querySelectorAll("form[data-autosave]").forEach((form) => {
  const PAUSE = 1200, LONGEST_PAUSE = 30000, KEEPALIVE_BYTES = 60000;
  const status = form.querySelector("[data-autosave-status]");
  let kept = "unsaved" in form.dataset ? null : words(); // what the server has, without the version
  let lost = null; // a save whose answer never came
  let sending = null; // the save that is under way
  let stopped = false; // another device was first: only the button helps
  let wait = PAUSE, timer = 0, leaving = false;

  function words() {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("version");
    return fields.toString();
  }

  function body() {
    return new URLSearchParams(new FormData(form)).toString();
  }

  function say(text, kind) {
    if (status.textContent !== text) status.textContent = text;
    status.dataset.kind = kind;
    status.hidden = false;
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  function save() {
    clearTimeout(timer);
    if (sending || stopped || (!lost && words() === kept)) return sending;
    const attempt = lost ?? { words: words(), body: body(), action: form.action };
    lost = attempt;
    sending = send(attempt).catch(failed).finally(() => { sending = null; });
    return sending;
  }

  async function send(attempt) {
    const answer = await fetch(attempt.action, {
      method: "POST",
      body: attempt.body,
      headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      redirect: "manual",
      keepalive: document.hidden && attempt.body.length < KEEPALIVE_BYTES,
    });
    if (answer.type === "opaqueredirect") return failed(null, status.dataset.signedOut);
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isOurs) throw new Error("no answer of ours");
    const { said, version, url } = await answer.json();
    lost = null;
    stopped = answer.status === 409;
    if (!answer.ok) return say(said, "wrong");
    kept = attempt.words;
    wait = PAUSE;
    form.elements.version.value = version;
    if (new URL(url, location).href !== form.action) {
      form.action = url;
      history.replaceState(null, "", url);
    }
    if (words() === kept) return say(said, "good");
    later(PAUSE);
  }

  function failed(_, words = status.dataset.retry) {
    say(words, "wrong");
    wait = Math.min(wait * 2, LONGEST_PAUSE);
    later(wait);
  }

  form.addEventListener("input", () => {
    if (stopped || words() === kept) return;
    if (status.dataset.kind !== "wrong") say(status.dataset.unsaved, "plain");
    if (!sending) later(PAUSE);
  });

  // The button waits for a save that is under way; otherwise that one would make this one late.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (sending) {
      event.preventDefault();
      event.stopPropagation();
      sending.finally(() => form.requestSubmit(event.submitter));
      return;
    }
    leaving = true;
  });

  addEventListener("beforeunload", (event) => {
    if (!leaving && (lost || words() !== kept)) event.preventDefault();
  });
  addEventListener("online", () => { if (lost) later(0); });
  addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
});
