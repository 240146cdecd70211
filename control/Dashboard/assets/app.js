// Live parts of pages: asks the page again and again for the part that changes, with what it has; the answer comes when it has changed.
"use strict";
(() => {
  const live = document.getElementById("live");
  if (!live) return;
  const announce = document.getElementById("announce");
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  let tag = '""';

  const show = (html) => {
    const focused = document.activeElement && live.contains(document.activeElement) ? document.activeElement.id : "";
    const log = live.querySelector(".log");
    const atEnd = !log || log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    const before = live.querySelector("[data-announce]")?.textContent;
    live.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    const next = live.querySelector(".log");
    if (next) next.scrollTop = atEnd ? next.scrollHeight : log.scrollTop;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    const said = live.querySelector("[data-announce]")?.textContent;
    if (said && said !== before) announce.textContent = said;
  };

  const follow = async () => {
    while (true) {
      if (document.hidden) { await pause(500); continue; }
      try {
        const answer = await fetch(location.href, { headers: { "Prefer": "wait=20", "If-None-Match": tag, "Accept": "text/x-live" }, cache: "no-store" });
        if (answer.ok) { tag = answer.headers.get("ETag") ?? tag; show(await answer.text()); live.classList.remove("stale"); await pause(500); }
        else if (answer.status === 401 || answer.status === 403) { announce.textContent = "You are signed out. Reload the page to sign in."; announce.classList.remove("unseen"); return; }
        else if (answer.status !== 304) { live.classList.add("stale"); await pause(2000); }
      } catch { live.classList.add("stale"); await pause(2000); }
    }
  };
  const log = live.querySelector(".log");
  if (log) log.scrollTop = log.scrollHeight;
  follow();
})();
