((K) => {
  const OURS = ["date", "view", "known_by", "place", "compare_date", "compare_view", "compare_as", "compare_known", "map", "lang"];

  const merge = (search, words) => {
    const merged = new URLSearchParams(search);
    OURS.forEach((name) => merged.delete(name));
    Object.entries(words).forEach(([name, value]) => merged.set(name, value));
    return merged.toString().replaceAll("%2F", "/");
  };

  const wantsLean = (search) => /^(true|1|yes)?$/.test(search.get("embed") ?? "no");

  /** The page around us when we run as a file of our own: the address ends in #date=… */
  K.fileHost = () => ({
    name: "file",
    lean: wantsLean(new URLSearchParams(location.search)),
    readAddress: () => new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`),
    writeAddress: (words) => history.replaceState(null, "", `#${merge("", words)}`),
    linkTo: (words) => `${location.href.split("#")[0]}#${merge("", words)}`,
    embedded: (link) => link.replace(/(\?embed=true)?#/, "?embed=true#"),
    print: () => window.print(),
    report: () => {},
    flush: () => {},
    fit: () => {},
    height: () => window.innerHeight,
    theme: () => null,
    adoptFont: async () => {},
  });

  const FONT = "Source Sans";

  /** Take over the typeface of the page around us: its rules, with their addresses made whole. */
  const adoptFont = async (page) => {
    const rules = [...page.document.styleSheets]
      .flatMap((sheet) =>
        [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href ?? page.location.href })),
      )
      .filter(
        ({ rule }) =>
          rule.constructor.name === "CSSFontFaceRule" && rule.style.fontFamily.includes(FONT),
      );
    const texts = rules.map(({ rule, base }) =>
      rule.cssText.replace(/url\("([^"]+)"\)/g, (_, url) => `url("${new URL(url, base).href}")`),
    );
    if (!texts.length) return;
    document.head.append(K.el("style", {}, texts.join("\n")));
    await Promise.all(
      ["400", "600"].map((weight) => document.fonts.load(`${weight} 15px "${FONT}"`)),
    );
  };

  /** The page around us when Streamlit shows us in a frame: it has the address and the height. */
  K.streamlitHost = (Streamlit) => {
    const page = window.parent;
    let pending = null;
    let timer = 0;
    const flush = () => {
      clearTimeout(timer);
      if (pending) Streamlit.setComponentValue(pending);
      pending = null;
    };
    let last = "";
    return {
      name: "streamlit",
      lean: wantsLean(new URLSearchParams(page.location.search)),
      readAddress: () => new URLSearchParams(page.location.search),
      writeAddress(words) {
        const search = merge(page.location.search, words);
        page.history.replaceState(page.history.state, "", `${page.location.pathname}?${search}`);
      },
      linkTo: (words) =>
        `${page.location.origin}${page.location.pathname}?${merge(page.location.search, words)}`,
      embedded: (link) => `${link}&embed=true`,
      print: () => page.print(),
      // Python hears of a choice once it rests: a rerun for each day of a drag would queue up.
      report(words) {
        const { date, view, known_by = null, lang = "en" } = words;
        const told = { date, view, known_by, lang };
        if (JSON.stringify(told) === last) return;
        last = JSON.stringify(told);
        pending = told;
        clearTimeout(timer);
        timer = setTimeout(flush, 50);
      },
      flush,
      adoptFont: () => adoptFont(page),
      fit: (height) => Streamlit.setFrameHeight(height),
      height: () => page.innerHeight,
      theme: () => {
        const colour = getComputedStyle(document.documentElement).getPropertyValue(
          "--background-color",
        );
        const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(colour.trim());
        if (!hex) return null;
        const light = hex.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) > 382;
        return light ? "light" : "dark";
      },
    };
  };

  K.findHost = () => (window.Streamlit ? K.streamlitHost(window.Streamlit) : K.fileHost());
})(window.KurskMap);
