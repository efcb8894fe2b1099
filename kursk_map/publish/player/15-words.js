((K) => {
  const LOCALES = { en: "en-GB", uk: "uk-UA", ru: "ru-RU" };
  const FORMS = { one: 0, few: 1, many: 2, other: 2 };
  let translations = {};
  let language = "en";
  let formats = {};

  const fill = (text, values) =>
    values ? text.replace(/%\((\w+)\)s/g, (_, name) => values[name]) : text;

  /** The message in the page's language. */
  K._ = (message, values) => {
    const translated = translations[language]?.[message];
    return fill((Array.isArray(translated) ? translated[0] : translated) || message, values);
  };

  /** The message in the form that a number asks for; %(n)s is that number. */
  K.ngettext = (one, other, n, values = {}) => {
    const forms = translations[language]?.[one];
    const text = forms ? forms[FORMS[formats.plural.select(n)]] : n === 1 ? one : other;
    return fill(text || other, { n: K.number(n), ...values });
  };

  K.setWords = (words) => {
    translations = words;
  };

  K.setLanguage = (chosen) => {
    language = chosen in LOCALES ? chosen : "en";
    const locale = LOCALES[language];
    const date = (options) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    formats = {
      plural: new Intl.PluralRules(locale),
      number: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
      fine: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
      signed: new Intl.NumberFormat(locale, {
        maximumFractionDigits: 0,
        signDisplay: "exceptZero",
      }),
      long: date({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
      plain: date({ day: "numeric", month: "long", year: "numeric" }),
      short: date({ day: "numeric", month: "short", year: "numeric" }),
      month: date({ month: "short" }),
      monthAndYear: date({ month: "long", year: "numeric" }),
      collator: new Intl.Collator(locale, { numeric: true }),
    };
    return language;
  };

  K.language = () => language;
  K.number = (value) => formats.number.format(value);
  K.fine = (value) => formats.fine.format(value);
  K.signed = (value) => formats.signed.format(Math.round(value) || 0);
  K.compareText = (a, b) => formats.collator.compare(a, b);
  K.km2 = (value) =>
    K._("%(n)s km²", { n: value > 0 && value < 10 ? K.fine(value) : K.number(value) });
  K.formatDate = (date, style = "plain") => formats[style].format(date);

  K.setLanguage("en");
})(window.KurskMap);
