// A small world for the page's own test: plausible events of 2025 in every shape
// that the page can draw, and the articles they rest on. Invented for the test;
// what they say is nobody's report.

const NAMES = {
  hungary: ["Hungary", "country", "HU"],
  "viktor-orban": ["Viktor Orban", "person", "HU"],
  "donald-trump": ["Donald Trump", "person", "US"],
  "vladimir-putin": ["Vladimir Putin", "person", "RU"],
  "volodymyr-zelensky": ["Volodymyr Zelensky", "person", "UA"],
  ukraine: ["Ukraine", "country", "UA"],
  russia: ["Russia", "country", "RU"],
  "european-commission": ["European Commission", "organization", null],
  serbia: ["Serbia", "country", "RS"],
  budapest: ["Budapest", "settlement", "HU"],
  kharkiv: ["Kharkiv", "settlement", "UA"],
  belgrade: ["Belgrade", "settlement", "RS"],
  brussels: ["Brussels", "settlement", "BE"],
};

// [type, quad, status, EDTF, headline, participants, place, sentence, trigger]
const EVENTS = [
  ["STATE", 0, "happened", "2025-01-14", "Orban calls the gas cut-off a mistake", ["viktor-orban"], "budapest", "Viktor Orban called the end of gas transit a mistake on Tuesday.", "called"],
  ["PROTEST", 4, "ongoing", "2025-01/..", "Students in Serbia keep blocking faculties", ["serbia"], "belgrade", "Students have been blocking faculties in Belgrade since January.", "blocking"],
  ["ASSAULT", 4, "happened", "2025-02-03", "Drones hit a power station near Kharkiv", ["russia", "ukraine"], "kharkiv", "Russian drones hit a power station near Kharkiv before dawn.", "hit"],
  ["CONSULT", 1, "happened", "2025-02-17~", "Envoys sound out a truce", ["russia", "ukraine"], null, "Envoys met in mid-February to sound out a truce.", "met"],
  ["SANCTION", 4, "happened", "2025-03-11", "Commission freezes a further tranche for Hungary", ["european-commission", "hungary"], "brussels", "The European Commission froze a further tranche of funds for Hungary.", "froze"],
  ["COOPERATE", 2, "happened", "2025-03/2025-05", "Hungary and Serbia lay a second oil line", ["hungary", "serbia"], null, "Hungary and Serbia laid the first stretch of a second oil line between March and May.", "laid"],
  ["ASSAULT", 4, "happened", "2025-04-06", "Rockets strike a railway yard in Kharkiv", ["russia", "ukraine"], "kharkiv", "Rockets struck a railway yard in Kharkiv on Sunday.", "struck"],
  ["AGREE", 1, "happened", "2025-04-30", "Ukraine signs a fund for reconstruction", ["ukraine", "donald-trump"], null, "Ukraine signed the papers of a joint fund for reconstruction.", "signed"],
  ["ACCUSE", 3, "happened", "2025-05-09", "Ukraine accuses Hungary of spying in Transcarpathia", ["ukraine", "hungary"], null, "Ukraine accused Hungary of running spies in Transcarpathia.", "accused"],
  ["ACCUSE", 3, "denied", "2025-05?", "Hungary said to have tapped phones of the Commission", ["hungary", "european-commission"], "brussels", "Budapest denied having tapped phones of the Commission, perhaps in May.", "tapped"],
  ["CONSULT", 1, "happened", "2025-06-02", "Delegations exchange lists of prisoners", ["russia", "ukraine"], null, "The two delegations exchanged lists of prisoners for an hour.", "exchanged"],
  ["PROTEST", 4, "happened", "2025-06-28", "Budapest marches in spite of a ban", ["hungary"], "budapest", "Tens of thousands marched through Budapest in spite of a police ban.", "marched"],
  ["ASSAULT", 4, "happened", "2025-07-10/2025-07-13", "Four nights of drones over Kharkiv", ["russia", "ukraine"], "kharkiv", "Drones attacked Kharkiv on four nights running.", "attacked"],
  ["THREATEN", 3, "happened", "2025-07-14", "Trump sets a deadline for a truce", ["donald-trump", "vladimir-putin"], null, "Donald Trump warned that duties would follow unless a truce came.", "warned"],
  ["AID", 2, "planned", "2025-08/2025-09", "Generators to be sent before winter", ["european-commission", "ukraine"], null, "The Commission will send generators in August and September.", "send"],
  ["ASSAULT", 4, "happened", "2025-08-18", "Oil line to Hungary hit and shut", ["ukraine", "hungary", "russia"], null, "A strike on a pumping station shut the oil line to Hungary.", "strike"],
  ["REQUEST", 3, "happened", "2025-08-22", "Hungary asks Brussels to protect the oil line", ["hungary", "european-commission"], "brussels", "Hungary asked the Commission to guarantee the safety of the line.", "asked"],
  ["CONSULT", 1, "happened", "2025-10-16", "Trump and Putin speak by telephone", ["donald-trump", "vladimir-putin"], null, "Donald Trump and Vladimir Putin spoke by telephone for two hours.", "spoke"],
  ["CONSULT", 1, "planned", "2025-10-16/2025-10-30", "Trump and Putin to meet in Budapest", ["donald-trump", "vladimir-putin", "hungary"], "budapest", "The two agreed to meet in Budapest “within two weeks”.", "meet"],
  ["SUPPORT", 1, "happened", "2025-10-16", "Orban welcomes the summit", ["viktor-orban"], "budapest", "Viktor Orban welcomed the news and promised safe passage.", "welcomed"],
  ["CONSULT", 1, "happened", "2025-10-17", "Zelensky visits Washington", ["volodymyr-zelensky", "donald-trump"], null, "Volodymyr Zelensky visited Washington on Friday.", "visited"],
  ["REJECT", 3, "happened", "2025-10-21", "The summit in Budapest is put off", ["donald-trump", "vladimir-putin"], "budapest", "Donald Trump put off the summit: he did not want a wasted meeting.", "put off"],
  ["SANCTION", 4, "happened", "2025-10-22", "Two oil firms of Russia are sanctioned", ["donald-trump", "russia"], null, "Washington sanctioned two oil firms of Russia.", "sanctioned"],
  ["AGREE", 1, "possible", "2025-11/..", "Hungary may buy gas by a new route", ["hungary"], null, "Hungary may contract gas by a new route from November on.", "contract"],
  ["ACCUSE", 3, "happened", null, "Opposition accuses Orban of selling the grid", ["viktor-orban"], "budapest", "The opposition accused Viktor Orban of selling the grid.", "accused"],
  ["CHANGE", 0, "planned", "2026-04", "Hungary elects a parliament", ["hungary"], null, "Hungary will elect a parliament in April.", "elect"],
];

function pad(n) {
  return String(n).padStart(2, "0");
}

// One end of an EDTF interval as [begin, end, granularity].
function ends(text) {
  const [year, month, day] = text.split("-").map(Number);
  const iso = (y, m, d) => new Date(Date.UTC(y, m, d)).toISOString().replace(".000", "");
  if (day) return [iso(year, month - 1, day), iso(year, month - 1, day + 1), "day"];
  if (month) return [iso(year, month - 1, 1), iso(year, month, 1), "month"];
  return [iso(year, 0, 1), iso(year + 1, 0, 1), "year"];
}

function timeOf(edtf) {
  if (edtf === null) return null;
  const qualifier = edtf.includes("~") ? "approximate" : edtf.includes("?") ? "uncertain" : "exact";
  const [first, last = first] = edtf.replace(/[~?]/g, "").split("/");
  const a = ends(first);
  const b = last === ".." ? [null, null, a[2]] : ends(last);
  return { edtf, begin: a[0], end: b[1], granularity: a[2], qualifier, basis: "explicit", confidence: 0.9 };
}

function participantOf(entity, i, all) {
  const role = all.length === 1 ? "participant" : i === 0 ? "source" : "target";
  return { entity, name: NAMES[entity][0], role, affiliations: entity === "viktor-orban" ? ["hungary"] : [] };
}

export const articles = new Map();
export const events = EVENTS.map(([type, quad, status, edtf, headline, who, where, sentence, trigger], i) => {
  const time = timeOf(edtf);
  const published = time?.begin && time.begin < "2025-11" ? time.begin.replace("T00", "T18") : "2025-10-25T09:00:00Z";
  // 𝕏 is one code point and two UTF-16 units: whoever counts units is off by one.
  const text = `First seen on 𝕏 — our desk has checked it.\n\n${sentence} No more was known in the evening.\n\nThe desk will follow the matter, and what comes of it will be told here.`;
  const id = `ar-${pad(i + 1)}`;
  const article = { id, title: headline, published, url: i % 3 ? `https://news.example/${id}` : null, source: "The Test Courier", file: `${id}.md`, text };
  articles.set(id, article);
  const points = (part, from = 0) => Array.from(text.slice(0, text.indexOf(part, from))).length;
  const begin = points(sentence);
  const cut = points(trigger, text.indexOf(sentence));
  return {
    id: `ev-${pad(i + 1)}`,
    type,
    mode: null,
    quad,
    status,
    headline,
    time,
    participants: who.map(participantOf),
    places: where ? [{ entity: where, name: NAMES[where][0], country: NAMES[where][2], role: "venue" }] : [],
    attribution: [],
    quantities: [],
    evidence: [
      {
        article: { id, title: article.title, url: article.url, published },
        sentence: 1,
        begin,
        end: begin + Array.from(sentence).length,
        quote: sentence,
        trigger: { begin: cut, end: cut + Array.from(trigger).length },
        rule: "test.rule",
      },
    ],
    history:
      i === 18
        ? [
            { reported: "2025-10-16T18:00:00Z", status: "planned", article: id },
            { reported: "2025-10-21T18:00:00Z", status: "possible", article: "ar-22" },
          ]
        : [{ reported: published, status, article: id }],
    first_reported: published,
    last_reported: published,
    articles: 1,
    confidence: 0.8,
  };
});

// One of long ago, for the question that asks for it.
export const LONG_AGO = { ...events[0], id: "ev-1956", headline: "A rising in Budapest", time: timeOf("1956-10-23") };

export const entities = Object.entries(NAMES).map(([id, [name, kind, country]]) => ({
  id,
  name,
  kind,
  country,
  aliases: [],
  count: events.filter((event) => involves(event, id)).length,
}));

export function involves(event, id) {
  return [...event.participants, ...event.places].some(
    (each) => each.entity === id || each.affiliations?.includes(id) || (id === "hungary" && each.country === "HU"),
  );
}
