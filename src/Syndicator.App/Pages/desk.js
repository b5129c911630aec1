// The desk works without this: it adds keys to what buttons and links do already.
"use strict";

(() => {
  const items = () => [...document.querySelectorAll("[data-item]")];
  const here = () => document.activeElement?.closest("[data-item]") ?? null;
  const isTyping = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;

  const go = (step) => {
    const all = items();
    const at = all.indexOf(here());
    const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  /** What has this key: of the item with the focus, else of the page. */
  const press = (key) => {
    const quoted = `[data-key="${CSS.escape(key)}"]`;
    const found =
      here()?.querySelector(quoted) ?? [...document.querySelectorAll(quoted)].find((each) => each.closest("[data-item]") === null);
    if (!found) {
      return false;
    }

    found.closest("details")?.setAttribute("open", "");
    if (found.matches("input:not([type=checkbox]), select, textarea")) {
      found.focus();
      found.select?.();
    } else {
      found.click();
    }

    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }

    const dialog = document.getElementById("keys");
    if (event.key === "Escape" && isTyping(event.target)) {
      (event.target.closest("[data-item]") ?? document.getElementById("content"))?.focus();
      return;
    }

    if (isTyping(event.target) || dialog?.open) {
      return;
    }

    const done =
      event.key === "j" ? (go(1), true)
      : event.key === "k" ? (go(-1), true)
      : event.key === "?" && dialog ? (dialog.showModal(), true)
      : event.key.length === 1 && press(event.key);
    if (done) {
      event.preventDefault();
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) {
      document.getElementById(opener.dataset.opens)?.showModal();
    }

    const copier = event.target.closest("[data-copies]");
    if (copier) {
      navigator.clipboard?.writeText(document.getElementById(copier.dataset.copies).textContent).then(() => {
        copier.textContent = "Copied";
      });
    }

    // Who unfolds an act means to fill in what it needs.
    const folded = event.target.closest("summary")?.parentElement;
    if (folded && !folded.open) {
      setTimeout(() => folded.querySelector("input[required]")?.focus());
    }

    // A second click while the first is under way would say that it was done already.
    const submit = event.target.closest("button[type=submit]");
    if (submit?.form?.method === "post") {
      if (submit.form.dataset.sent) {
        event.preventDefault();
      }

      submit.form.dataset.sent = "yes";
      setTimeout(() => delete submit.form.dataset.sent, 5000);
    }
  });

  // Buttons that do nothing without a script are shown by it.
  for (const button of document.querySelectorAll("[data-script]")) {
    button.hidden = false;
  }

  // After an act the list goes on where it was; a message at the top is said by its role.
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (target?.matches("[data-item]")) {
    target.focus({ preventScroll: true });
  }
})();
