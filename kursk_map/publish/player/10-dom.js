"use strict";
// The player hangs on one name. Modules are joined in the order of their numbers.
window.KurskMap = window.KurskMap || {};

((K) => {
  const SVG = "http://www.w3.org/2000/svg";

  // Text enters the page as text nodes only: nothing that an article says is read as markup.
  const fill = (element, attributes, children) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (typeof value === "function") element.addEventListener(name, value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return element;
  };

  K.el = (tag, attributes = {}, ...children) =>
    fill(document.createElement(tag), attributes, children);

  K.svg = (tag, attributes = {}, ...children) =>
    fill(document.createElementNS(SVG, tag), attributes, children);

  /** Shorten a text that is longer than anybody reads; whole characters only. */
  K.clip = (text, limit = 80) => {
    const letters = Array.from(text);
    return letters.length > limit ? `${letters.slice(0, limit).join("")}…` : text;
  };

  /** A text from an article, which may carry marks that turn its neighbours round. */
  K.foreign = (text, limit) => K.el("bdi", {}, limit ? K.clip(text, limit) : text);

  /** A link out of the page, or the bare text if the address is not one of the web. */
  K.linkOut = (address, ...children) => {
    let url = null;
    try {
      url = new URL(address);
    } catch {
      return K.el("span", {}, ...children);
    }
    if (!["http:", "https:"].includes(url.protocol)) return K.el("span", {}, ...children);
    const attributes = { href: url.href, target: "_blank", rel: "noopener noreferrer" };
    return K.el("a", attributes, ...children);
  };

  K.icon = (path, size = 16) =>
    K.svg(
      "svg",
      {
        viewBox: "0 0 16 16",
        width: size,
        height: size,
        "aria-hidden": "true",
        focusable: "false",
      },
      K.svg("path", { d: path, fill: "currentColor" }),
    );

  K.debounce = (wait, work) => {
    let timer = 0;
    const later = (...values) => {
      clearTimeout(timer);
      timer = setTimeout(() => work(...values), wait);
    };
    return later;
  };

  /** Do a thing once, after the browser has painted what is being drawn now. */
  K.afterPaint = (work) => {
    let waiting = false;
    return () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() =>
        setTimeout(() => {
          waiting = false;
          work();
        }),
      );
    };
  };

  /** Let the reader keep a text as a file. */
  K.save = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    K.el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
})(window.KurskMap);
