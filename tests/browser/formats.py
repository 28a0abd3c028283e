"""Reads what the page exports with readers that share no code with it, and says what it found there.

Standard input: {"files": {name: content}, "source": text}. Standard output: for each form the mentions as [start, end, type] in
characters of the source, for tables their rows. Exits with a traceback where a file breaks its format.
"""

import csv
import io
import json
import re
import sys


def rows(text):
    """A CSV file as a spreadsheet reads it: byte order mark, header, rows all as long."""
    assert text.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in table)
    return table


def conll(text):
    """CoNLL-2003's columns with IOB2 tags: sentences of words, mentions as (words, type)."""
    mentions, open_type = [], None
    assert text.endswith("\n\n")
    for sentence in text[:-2].split("\n\n"):
        open_type = None
        for line in sentence.split("\n"):
            word, pos, tag = line.split("\t")
            assert word and pos and not re.search(r"\s", word), line
            prefix, _, kind = tag.partition("-")
            if prefix == "B":
                mentions.append([word, kind])
            elif prefix == "I":
                assert open_type == kind, f"{tag} follows {open_type}"
                mentions[-1][0] += word
            else:
                assert tag == "O", tag
            open_type = kind or None
    return mentions


def brat(ann, txt):
    """Stand-off annotation, each text-bound one compared with the text it points to."""
    mentions, known = [], set()
    for line in ann.splitlines():
        key, rest = line.split("\t", 1)
        if key.startswith("T"):
            place, text = rest.split("\t")
            kind, spans = place.split(" ", 1)
            spans = [tuple(map(int, span.split(" "))) for span in spans.split(";")]
            assert " ".join(txt[a:b] for a, b in spans) == text, line
            mentions.append([spans[0][0], spans[-1][1], kind])
            known.add(key)
        elif key.startswith("#"):
            kind, of, _ = re.fullmatch(r"(AnnotatorNotes) (T\d+)\t(.+)", rest).groups()
            assert of in known, line
        else:
            assert key == "*" and rest.startswith("Equiv "), line
            assert set(rest.split(" ")[1:]) <= known, line
    return mentions


def web_annotation(text, source):
    """The required keys of https://www.w3.org/TR/annotation-model/, both selectors compared with the source."""
    page = json.loads(text)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage" and page["id"]
    mentions, ids = [], set()
    for item in page["items"]:
        assert item["type"] == "Annotation" and item["id"] not in ids
        ids.add(item["id"])
        quote, position = item["target"]["selector"]
        assert item["target"]["source"] and quote["type"] == "TextQuoteSelector" and position["type"] == "TextPositionSelector"
        start, end = position["start"], position["end"]
        assert source[start:end] == quote["exact"]
        assert source[:start].endswith(quote["prefix"]) and source[end:].startswith(quote["suffix"])
        tags = [body["value"] for body in item["body"] if body["purpose"] == "tagging"]
        assert all(body["type"] == "TextualBody" and body["value"] for body in item["body"])
        mentions.append([start, end, *tags])
    return mentions


def doccano(text):
    """doccano's JSONL of sequence labelling."""
    (line,) = text.splitlines()
    record = json.loads(line)
    assert all(0 <= start < end <= len(record["text"]) for start, end, _ in record["label"])
    return {"text": record["text"], "mentions": record["label"]}


def main():
    given = json.load(sys.stdin)
    by_ending = {}
    for name, content in given["files"].items():
        by_ending[name.split(".", 1)[1]] = content
    source = given["source"]
    print(
        json.dumps(
            {
                "figures": rows(by_ending["figures.csv"]),
                "names": rows(by_ending["names.csv"]),
                "conll": conll(by_ending["conll"]),
                "brat": brat(by_ending["ann"], by_ending["txt"]),
                "web": web_annotation(by_ending["annotations.jsonld"], source),
                "doccano": doccano(by_ending["doccano.jsonl"]),
                "analysis": json.loads(by_ending["json"]),
            }
        )
    )


main()
