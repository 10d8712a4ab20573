// The writing page saves at every pause, first on the device and then on the server. A text leaves the device only once the server
// has it.
(() => {
  const form = document.querySelector("form[data-journal]");
  if (!form) return;
  const PAUSE = 900, DEVICE_PAUSE = 120, LONGEST_PAUSE = 20000, SLOW = 2500, GONE = 410;
  const page = form.journal, words = form.dataset, field = form.elements;
  // What the server has. A page that was drawn of what was typed can hold more than was ever saved.
  let saved = "posted" in words ? "[]" : page.texts();
  let sending = Promise.resolve(), wait = PAUSE, timer = 0, deviceTimer = 0;
  let gone = false, isDeleted = false, isDone = false; // left; deleted elsewhere; finished by the button, and not typed on since

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(page.save, pause);
  };

  const arrived = async (now, kept, answer, done) => {
    saved = now;
    wait = PAUSE;
    if (kept) await unsent.wipe(kept.id, kept.at);
    if (page.texts() !== now) later(PAUSE);
    if (done) return;
    page.say(answer.said, page.texts() === now ? "good" : "plain");
    form.dispatchEvent(new CustomEvent("saved"));
  };

  page.refused = (answer, kept) => {
    page.say(answer.said, "wrong");
    isDeleted = answer.status === GONE;
    if (answer.status !== 401 || !answer.to) return;
    const link = Object.assign(document.createElement("a"), { href: answer.to, textContent: words.login });
    // Without the text on the device, it stands here and nowhere else.
    if (!kept) Object.assign(link, { target: "_blank", rel: "noopener" });
    page.said.append(` ${kept ? words.kept : words.here} `, link);
  };

  // Nothing stands here any more: then nothing waits on the device. What the server has stays until its owner deletes it.
  const emptied = async () => {
    if (globalThis.unsent) await unsent.wipe(field.branch.value, Date.now()).catch(() => {});
    if (saved !== "[]") page.say(words.emptied, "plain");
    return {};
  };

  const saveOnce = async (done) => {
    clearTimeout(timer);
    if (page.blank()) return emptied();
    const now = page.texts();
    field.revision.value = Number(field.revision.value) + 1;
    const keeping = page.keep(isDone);
    // A page that is being left has no time to wait: then both go at once.
    if (!document.hidden) await keeping;
    const slow = setTimeout(async () => { if (await keeping) page.say(words.device, "plain"); }, SLOW);
    const answer = await page.send(page.pairs());
    clearTimeout(slow);
    const kept = await keeping;
    if (answer?.status === 200) await arrived(now, kept, answer, done);
    else if (answer) page.refused(answer, kept);
    else {
      page.say(kept ? words.device : words.lost, kept ? "plain" : "wrong");
      wait = Math.min(wait * 2, LONGEST_PAUSE);
      later(wait);
    }
    return { answer, kept };
  };

  /** Saves, after what is under way; returns the answer, and what is kept on the device while there is none. */
  page.save = (done = false) => {
    sending = sending.catch(() => {}).then(() => saveOnce(done === true));
    return sending;
  };
  page.unsaved = () => !page.blank() && page.texts() !== saved;

  form.addEventListener("input", () => {
    isDone = false;
    if (page.blank()) return later(PAUSE);
    if (!page.unsaved()) return;
    if (page.said.dataset.kind !== "wrong") page.say(words.unsaved, "plain");
    clearTimeout(deviceTimer);
    deviceTimer = setTimeout(page.keep, DEVICE_PAUSE);
    later(PAUSE);
  });

  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    clearTimeout(deviceTimer);
    if (event.submitter?.hasAttribute("formaction") || !globalThis.unsent || !page.owner || page.blank()) {
      gone = true;
      return;
    }
    event.preventDefault();
    // Whoever still wants what was deleted meanwhile, by the button alone, makes a new note of it.
    const before = isDeleted && field.branch.value;
    if (before) page.renew();
    [isDeleted, isDone] = [false, true];
    const { answer, kept } = await page.save(true);
    if (before && (kept || answer?.status === 200)) await unsent.wipe(before, Date.now());
    delete form.dataset.sent;
    if (answer?.status === 200) {
      gone = true;
      return location.assign(answer.to);
    }
    if (answer || !kept) return;
    page.say(words.done, "good");
    // An entry that was known stays in sight, and is sent from here when there is a network.
    if (!page.fresh) return;
    // A new one stays on the device as something finished; the page is free for what comes next.
    clearTimeout(timer);
    isDone = false;
    form.reset();
    page.renew();
    saved = page.texts();
  });

  addEventListener("beforeunload", (event) => { if (!gone && !page.isKept() && page.unsaved()) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && page.unsaved()) page.save(); });
  if (page.unsaved()) later(PAUSE);
})();
