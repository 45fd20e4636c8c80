#!/usr/bin/env python3
"""Checks tests/data: every post has a gold file and every gold file is well formed and about its post.

    check_gold.py [DIR]        DIR holds posts/ and gold/; the folder of this script when left out

Prints one line per fault and ends with 1 when there is any. Standard library only.
"""
import datetime
import json
import pathlib
import re
import sys

TYPES = set("""AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
MOBILIZE COERCE ASSAULT OCCUR STATE COMPETE CHANGE""".split())
MODES = set("""visit third-party multilateral phone withdraw release disarm ceasefire access resign assist change yield
meet disapprove investigate allege restrict arrest relations expel territory violence demo riot strike hunger boycott
obstruct vandalize convict discontinue troops weapons police militia seize censor curfew martial-law deport withhold
misinformation cyber abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial
drone heavy-weapons crowd-control unconventional""".split())
STATUSES = {"happened", "ongoing", "planned", "possible", "denied"}
ROLES = {"source", "target", "participant"}
EVENT_KEYS = {"id": str, "gist": str, "type": str, "type_ok": list, "mode": str, "status": str, "status_ok": list,
              "time": (str, type(None)), "time_ok": list, "participants": list, "places": list, "claimed_by": list,
              "quote": str, "optional": bool}
MAY_BE_ABSENT = {"type_ok", "mode", "status_ok", "time_ok"}


def is_point(text):
    """A year, month, season, ISO week, day or time, as the scorer reads them."""
    text = re.sub(r"[~?%]$", "", text)
    if re.fullmatch(r"\d{4}-W\d\d", text):
        text += "-1"
    elif re.fullmatch(r"\d{4}-2[1-4]", text):
        text = text[:4]
    if re.fullmatch(r"\d{4}(-\d\d)?", text):
        text = text + "-01" if len(text) == 7 else text + "-01-01"
    try:
        datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        try:
            return bool(datetime.datetime.strptime(text, "%G-W%V-%u"))
        except ValueError:
            return False
    return True


def is_edtf(text):
    begin, slash, end = text.partition("/")
    if not slash:
        return is_point(begin)
    ends = [side for side in (begin, end) if side != ".."]
    return bool(ends) and all(is_point(side) for side in ends)


def read_post(path):
    """(title, the digits of the date, body) of a post."""
    match = re.match(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), re.S)
    if not match:
        return "", "", ""
    value = {k: v.strip() for k, v in re.findall(r"^(\w+):(.*)$", match[1], re.M)}
    title, quote = value.get("title", ""), value.get("title", "")[:1]
    if quote in ("'", '"'):
        title = title[1:-1].replace("''", "'") if quote == "'" else title[1:-1].replace('\\"', '"')
    return title, re.sub(r"\D", "", value.get("date", "")), match[2]


def event_faults(event, body):
    for key in event.keys() - EVENT_KEYS.keys():
        yield f"unknown field {key}"
    for key, kind in EVENT_KEYS.items():
        if key not in event and key not in MAY_BE_ABSENT:
            yield f"no {key}"
        elif key in event and not isinstance(event[key], kind):
            yield f"{key} is {event[key]!r}"
    for key, allowed in (("type", TYPES), ("status", STATUSES)):
        values = [event.get(key)] + event.get(key + "_ok", [])
        for value in values:
            if value not in allowed:
                yield f"{key} {value!r}"
        if len(set(values)) < len(values):
            yield f"{key} named twice: {values}"
    if event.get("mode", "visit") not in MODES:
        yield f"mode {event['mode']!r}"
    for time in [event.get("time")] + event.get("time_ok", []):
        if time is not None and not is_edtf(time):
            yield f"time {time!r} is not EDTF"
    for part in event.get("participants", []):
        if set(part) != {"name", "role"} or not part["name"] or part["role"] not in ROLES:
            yield f"participant {part}"
    for place in event.get("places", []):
        if not place.get("name") or set(place) - {"name", "country"} or not re.fullmatch("[A-Z]{2}", place.get("country", "XX")):
            yield f"place {place}"
    if not all(isinstance(name, str) and name for name in event.get("claimed_by", [])):
        yield f"claimed_by {event['claimed_by']}"
    if not event.get("quote") or body.find(event["quote"]) < 0:
        yield f"the post does not say {event.get('quote')!r}"


def gold_faults(path, post):
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        article, events = gold["article"], gold["events"]
    except (ValueError, KeyError, TypeError) as error:
        yield f"not gold: {error!r}"
        return
    title, date, body = read_post(post)
    if not body.strip():
        yield "the post has no front matter or no body"
    if article.get("file") != post.name:
        yield f"is about {article.get('file')}"
    if article.get("title") != title:
        yield f"title {article.get('title')!r}, the post has {title!r}"
    published = article.get("published", "")
    if not is_point(published) or not re.sub(r"\D", "", published).startswith(date[:14]) and \
            not date.startswith(re.sub(r"\D", "", published)[:12]):
        yield f"published {published!r}, the post has {date}"
    if published[:10] != post.name[:10]:
        yield f"published {published!r} under another day's name"
    if [event.get("id") for event in events] != [f"e{n}" for n in range(1, len(events) + 1)]:
        yield "ids are not e1, e2, …"
    for event in events:
        yield from (f"{event.get('id')}: {fault}" for fault in event_faults(event, body))


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
    root = root if root.is_dir() else root.parent
    posts = {path.stem: path for path in (root / "posts").glob("*.md")}
    golds = {path.stem: path for path in (root / "gold").glob("*.json")}
    faults = [f"{name}: only in {'posts' if name in posts else 'gold'}" for name in sorted(posts.keys() ^ golds.keys())]
    for name in sorted(posts.keys() & golds.keys()):
        faults += [f"{name}: {fault}" for fault in gold_faults(golds[name], posts[name])]
    print("\n".join(faults) if faults else f"{len(posts)} posts, {len(golds)} gold files, no faults")
    return 1 if faults or not posts else 0


if __name__ == "__main__":
    sys.exit(main())
