// Small helps for a page that works without them: word of new incidents, and keys.
"use strict";
(() => {
  const newcomers = new Set();
  const live = document.querySelector("[data-live-text]");
  const here = document.querySelector("[data-incident]");

  function say(text, address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    live.replaceChildren(link);
  }

  function heard(message) {
    const event = JSON.parse(message.data);
    if (here && here.dataset.incident === event.id) {
      say("Sự cố này vừa có thay đổi – Tải lại", location.pathname);
    } else if (event.level >= 2) {
      newcomers.add(event.id);
      const opened = event.kind === "opened" || event.kind === "reopened";
      const one = newcomers.size === 1;
      const words = opened ? "sự cố mới" : "sự cố vừa thay đổi";
      say(`Có ${newcomers.size} ${one ? words : "sự cố mới hoặc vừa thay đổi"} – Xem`, one ? `/su-co/${encodeURIComponent(event.id)}` : "/");
    }
  }

  if (live && document.body.dataset.live && window.EventSource) {
    const source = new EventSource(document.body.dataset.live);
    source.addEventListener("su-co", heard);
    addEventListener("pagehide", () => source.close());
  }

  const rows = () => Array.from(document.querySelectorAll("[data-item]")).filter((row) => row.offsetParent !== null);
  let chosen = -1;
  let going = 0;

  function choose(step) {
    const all = rows();
    if (!all.length) return;
    all.forEach((row) => row.classList.remove("selected"));
    chosen = Math.min(Math.max(chosen + step, 0), all.length - 1);
    all[chosen].classList.add("selected");
    all[chosen].scrollIntoView({ block: "nearest" });
    const link = all[chosen].querySelector("a, button, summary");
    if (link) link.focus({ preventScroll: true });
  }

  function go(key) {
    const link = Array.from(document.querySelectorAll("nav a[data-key]")).find((one) => one.dataset.key === key);
    if (link) location.assign(link.href);
  }

  const group = document.querySelector("[data-menu]");
  if (group) {
    document.addEventListener("click", (event) => {
      if (!group.contains(event.target)) group.open = false;
    });
    group.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !group.contains(event.relatedTarget)) group.open = false;
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && group && group.open) {
      group.open = false;
      group.querySelector("summary").focus();
      return;
    }
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (Date.now() - going < 1500) {
      going = 0;
      go(event.key);
      return;
    }
    const search = document.querySelector("[data-search]");
    if (event.key === "j") choose(1);
    else if (event.key === "k") choose(-1);
    else if (event.key === "g") going = Date.now();
    else if (event.key === "?") location.assign("/huong-dan");
    else if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
    }
  });
})();
