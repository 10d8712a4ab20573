// What is still on this device when the writing page opens: it is sent, or put back where it was typed. Also: the worker for
// when there is no network, and what was written before about the same.
(() => {
  const form = document.querySelector("form[data-journal]");
  if (!form) return;
  const page = form.journal;
  const RECENT = 12 * 3600 * 1000, RECALL_PAUSE = 12000, AGAIN = 15000, SOON = 2500, LETTING_GO = 600;
  let again = 0;
  const isShell = "shell" in form.dataset;

  // A virtue's words alone are no text: where it was placed, its place is missed here.
  const hasPlaceFor = ([name, value]) => !value || name === "virtue" || name in form.elements;

  function fill(pairs) {
    for (const [name, value] of pairs) {
      const target = form.elements[name];
      if (!target || name === "virtue" || name === "owner") continue;
      const all = target instanceof RadioNodeList ? [...target] : [target];
      for (const one of all) {
        if (one.type === "checkbox" || one.type === "radio") one.checked ||= one.value === value;
        else one.value = value;
      }
    }
  }

  /** Sends one text that no page writes on; returns the answer, or undefined when there was nothing to send. */
  async function sendOne(text) {
    if (!await unsent.waits(text)) return undefined;
    // It may have arrived before, and only the answer not: a number higher, it takes its own place.
    const own = text.pairs.filter(([name]) => name !== "owner");
    const pairs = own.map(([name, value]) => [name, name === "revision" ? Number(value) + 1 : value]);
    const answer = await page.send([...pairs, ["owner", text.owner]]);
    if (answer?.status === 200) await unsent.wipe(text.id, text.at);
    return answer;
  }

  const alone = (id, act) =>
    navigator.locks ? navigator.locks.request(`journal ${id}`, { ifAvailable: true }, (lock) => lock ? act() : undefined) : act();

  async function sendAll(texts) {
    let sent = 0;
    for (const text of texts) {
      if (page.isShown?.(text)) continue;
      const answer = await alone(text.id, () => sendOne(text));
      if (answer === undefined || answer === null) {
        // Another page has it, perhaps one that is just closing; or there is no network.
        clearTimeout(again);
        again = setTimeout(begin, answer === null ? AGAIN : SOON);
        if (answer === null) break;
        continue;
      }
      if (answer.status === 200) {
        sent += 1;
        continue;
      }
      // It stays here; the others needn't wait for it, unless nobody is signed in.
      if (answer.status === 401) {
        page.refused(answer, true);
        break;
      }
      page.say(page.fresh ? form.dataset.waits : form.dataset.waitsThere, "wrong");
      if (page.fresh) page.showRefused(text, answer);
    }
    return sent;
  }

  async function begin() {
    if (!globalThis.unsent) return;
    const owner = await unsent.owner(form.dataset.owner);
    if (!owner) {
      if (isShell) page.say(form.dataset.nobody, "wrong");
      return;
    }
    page.owner = owner;
    form.elements.owner.value = owner;
    const texts = (await unsent.all(owner)).filter((text) => text.id !== form.elements.branch.value);
    const last = texts.at(-1);
    const goesOn = last && !last.done && page.fresh && page.blank()
      && Date.now() - last.at < RECENT && last.pairs.every(hasPlaceFor) && await page.hold(last.id, LETTING_GO);
    if (goesOn) {
      fill(texts.pop().pairs);
      page.say(form.dataset.restored, "plain");
    }
    if (await sendAll(texts)) {
      // What waited on the page without a network has arrived: that page has done its work.
      if (isShell && page.blank()) return location.replace("/journal/saved");
      page.say(form.dataset.sent, "good");
    }
    if (goesOn && navigator.onLine) page.save();
  }

  begin();
  addEventListener("online", () => {
    begin();
    if (page.unsaved()) page.save();
  });

  if (!isShell && form.dataset.owner && navigator.serviceWorker) {
    navigator.serviceWorker.register("/journal/worker.js").catch(() => {});
  }

  const part = form.querySelector("[data-earlier-part]");
  let asked = 0;
  form.addEventListener("saved", async () => {
    if (!("earlier" in form.dataset) || Date.now() - asked < RECALL_PAUSE) return;
    asked = Date.now();
    const words = [...form.querySelectorAll("textarea")].map(({ value }) => value).join("\n\n");
    const body = new URLSearchParams({ entry: form.elements.entry.value, words });
    const answer = await fetch("/journal/earlier", { method: "POST", body, redirect: "error" }).catch(() => null);
    if (answer?.ok) part.innerHTML = await answer.text();
  });
})();
