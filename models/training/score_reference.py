"""Measures the score of `second-reader score` on the published cases, and writes what it is compared with.

    python score_reference.py --tables ../shared/reference/sono --out src/exam/score/reference.rs

The score itself has no fitted parameter. What is taken from the cases is how strongly normal hearts
show each structure, and the centiles of their scores: `reference.rs`. Abnormal hearts are used for
measuring alone.

But its form was chosen after others had been tried on the same cases. So that this luck is counted,
the figure to quote is nested: for each pair of a normal and an abnormal case the form that is best
on all other cases is chosen among every form that was tried, and is asked which of the two is the
normal one (leave-pair-out, Airola et al., Computational Statistics and Data Analysis 2011;55:1828).
Intervals are percentiles of draws of normal and of abnormal cases.
"""

import argparse
import csv
from pathlib import Path

import numpy

STRUCTURES = {
    "heart": (
        "crux", "ventricular_septum", "right_atrium", "tricuspid_valve", "right_ventricle",
        "left_atrium", "mitral_valve", "left_ventricle",
    ),
    "vessels": ("pulmonary_artery", "ascending_aorta", "superior_vena_cava", "ductus_arteriosus"),
}
# What the published system writes down at all; it also counts a structure as found from here on.
FLOOR = 0.01
# Of the normal cases' scores.
CENTILES = (50, 75, 90)
DRAWS = 4000
FRAMES = 20


def table(path: Path, names: tuple[str, ...]) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Confidences [cases,frames,structures] of the named columns, and whether each case is
    abnormal. Cases are told by number and label."""
    cases: dict[tuple[str, str], list[list[float]]] = {}
    for row in csv.DictReader(path.read_text().splitlines()):
        cases.setdefault((row["label"], row["case"]), []).append([float(row[one]) for one in names])
    keys = sorted(cases, key=lambda key: (key[0], int(key[1])))
    found = numpy.array([cases[key] for key in keys])
    if found.shape[1] != FRAMES:
        raise SystemExit(f"error: {path} has {found.shape[1]} frames a case\nhint: {FRAMES} are needed")
    return found, numpy.array([label != "normal" for label, _ in keys])


def strength(found: numpy.ndarray) -> numpy.ndarray:
    """How strongly a structure shows: the logarithm of its confidence, 0 at the floor, 1 at full
    confidence."""
    return numpy.log(numpy.maximum(found, FLOOR) / FLOOR) / -numpy.log(FLOOR)


def forms(found: numpy.ndarray) -> dict[str, numpy.ndarray]:
    """What each structure lacks, [cases,structures], in every form that was tried."""
    strong = strength(found)
    lacks = {"strength": 1 - strong.mean(1)}
    for limit in (FLOOR, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3):
        lacks[f"count from {limit}"] = 1 - (found >= limit).mean(1)
    for share in (0.25, 0.5, 0.75):
        credit = numpy.where(found >= FLOOR, share + (1 - share) * strong, 0)
        lacks[f"strength, {share} for being found"] = 1 - credit.mean(1)
    for power in (1.5, 2, 3):
        lacks[f"strength to the {power}"] = lacks["strength"] ** power
        lacks[f"count to the {power}"] = lacks[f"count from {FLOOR}"] ** power
    for frames in (5, 10, 15):
        lacks[f"strength of the best {frames}"] = 1 - numpy.sort(strong, 1)[:, -frames:].mean(1)
    lacks["confidence"] = 1 - found.mean(1)
    lacks["root of confidence"] = 1 - numpy.sqrt(found).mean(1)
    lacks["best confidence"] = 1 - found.max(1)
    lacks["best strength"] = 1 - strong.max(1)
    return lacks


def wins(score: numpy.ndarray, abnormal: numpy.ndarray) -> numpy.ndarray:
    """[abnormal,normal]: 1 where the abnormal case scores higher, one half where they are equal.
    The mean is the area under the ROC curve."""
    score = score.round(9)
    one, other = score[abnormal][:, None], score[~abnormal][None]
    return (one > other) + 0.5 * (one == other)


def interval(draw, count: int) -> str:
    """Of a figure that `draw` gives for drawn rows and columns."""
    random = numpy.random.default_rng(0)
    drawn = [draw(*random.integers(0, count, (2, count))) for _ in range(DRAWS)]
    low, high = numpy.percentile(drawn, [2.5, 97.5])
    return f"{low:.3f} to {high:.3f}"


def auc(won: numpy.ndarray) -> str:
    """The figure with its interval."""
    spread = interval(lambda rows, columns: won[numpy.ix_(rows, columns)].mean(), len(won))
    return f"{won.mean():.3f} ({spread})"


def lead(won: numpy.ndarray, over: numpy.ndarray) -> str:
    """By how much one figure is better than the other on the same draws."""
    return auc(won - over)


def combined(parts: list[numpy.ndarray], normal: numpy.ndarray) -> list[numpy.ndarray]:
    """The ways in which the two views were joined: both count alike; by the spread of the normal
    cases named; every structure counts alike."""
    of = [part.mean(1) for part in parts]
    return [sum(of), sum(one / one[normal].std() for one in of), numpy.concatenate(parts, 1).mean(1)]


def nested(heart: dict, vessels: dict, abnormal: numpy.ndarray) -> tuple[numpy.ndarray, int]:
    """Who wins each pair by the form that is best on the other cases; how many forms there were."""
    count = int((~abnormal).sum())
    won = numpy.zeros((count, count))
    for column, out in enumerate(numpy.flatnonzero(~abnormal)):
        normal = ~abnormal
        normal[out] = False
        every = [
            wins(score, abnormal)
            for name in heart
            for score in combined([heart[name], vessels[name]], normal)
        ]
        all_wins = numpy.stack(every)
        others = numpy.delete(all_wins, column, axis=2).sum(2)
        for row in range(count):
            best = (others.sum(1) - others[:, row]).argmax()
            won[row, column] = all_wins[best, row, column]
    return won, len(every)


def paired_anew(heart: numpy.ndarray, vessels: numpy.ndarray, abnormal: numpy.ndarray) -> str:
    """The figure where the vessel views are dealt out at random among cases of the same label."""
    random, drawn = numpy.random.default_rng(0), []
    for _ in range(DRAWS // 4):
        dealt = numpy.arange(len(abnormal))
        for group in (abnormal, ~abnormal):
            dealt[group] = random.permutation(dealt[group])
        drawn.append(wins(heart + vessels[dealt], abnormal).mean())
    low, high = numpy.percentile(drawn, [2.5, 97.5])
    return f"{numpy.mean(drawn):.3f}, 95 % of them within {low:.3f} to {high:.3f}"


def above(score: numpy.ndarray, abnormal: numpy.ndarray) -> str:
    """How many cases lie above the highest centile of the normal ones; each normal case is held
    against the others."""
    normal = score[~abnormal]
    over = [
        one > numpy.percentile(numpy.delete(normal, at), CENTILES[-1]) for at, one in enumerate(normal)
    ]
    found = score[abnormal] > numpy.percentile(normal, CENTILES[-1])
    return f"{sum(over)} of {len(over)} normal and {found.sum()} of {len(found)} abnormal cases"


def rust(strengths: dict[str, numpy.ndarray], scores: dict[str, numpy.ndarray], normal: numpy.ndarray) -> str:
    """The module of the service."""
    lines = [
        "//! How strongly normal hearts show each structure, and the centiles of their shortfalls. Written by",
        f"//! `models/training/score_reference.py` from {normal.sum()} normal cases of 20 frames of the published system.",
        "",
        "use super::Plane;",
        "use crate::anatomy::Structure::{self, *};",
        "",
        "/// Mean and standard deviation of the strength of each structure of a plane.",
        "#[rustfmt::skip]",
        "pub(super) static USUAL: [(Plane, Structure, f64, f64); 12] = [",
    ]
    for plane, names in STRUCTURES.items():
        for name, of in zip(names, strengths[plane][normal].T):
            camel = "".join(part.title() for part in name.split("_"))
            lines.append(f"    (Plane::{plane.title()}, {camel}, {of.mean():.4f}, {of.std(ddof=1):.4f}),")
    lines += ["];", ""]
    for name, about in (
        ("heart", "in the heart views"), ("vessels", "in the vessel views"), ("both", "in both together")
    ):
        numbers = ", ".join(f"{one:.4f}" for one in numpy.percentile(scores[name][normal], CENTILES))
        lines += [
            f"/// Centiles {', '.join(map(str, CENTILES))} of the shortfall {about}.",
            f"pub(super) const {name.upper()}: [f64; {len(CENTILES)}] = [{numbers}];",
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures, prints, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tables", type=Path, required=True, help="frames-heart.csv and frames-vessels.csv")
    parser.add_argument("--out", type=Path, help="reference.rs to write")
    arguments = parser.parse_args()
    found = {}
    for plane, names in STRUCTURES.items():
        found[plane], abnormal = table(arguments.tables / f"frames-{plane}.csv", names)
    tried = {plane: forms(of) for plane, of in found.items()}
    score, published = (
        {plane: of[name].mean(1) for plane, of in tried.items()}
        for name in ("strength", f"count from {FLOOR}")
    )
    for one in (score, published):
        one["both"] = (one["heart"] + one["vessels"]) / 2
    won, count = nested(tried["heart"], tried["vessels"], abnormal)
    print(f"AUC (95 % interval), {(~abnormal).sum()} normal and {abnormal.sum()} abnormal cases")
    for name in score:
        ours, theirs = wins(score[name], abnormal), wins(published[name], abnormal)
        print(f"  {name:8} published {auc(theirs)}; shortfall {auc(ours)}; lead {lead(ours, theirs)}")
    theirs = wins(published["vessels"], abnormal)
    print(f"  both, lead over the published score of the vessels: {lead(wins(score['both'], abnormal), theirs)}")
    print(f"  both, the best of {count} forms chosen without the pair that it is asked about: {auc(won)}")
    print(f"  the same, lead over the published score of the vessels: {lead(won, theirs)}")
    print(f"both, vessel views dealt out anew: {paired_anew(score['heart'], score['vessels'], abnormal)}")
    for group, label in ((~abnormal, "normal"), (abnormal, "abnormal")):
        ranks = [score[plane][group].argsort().argsort() for plane in STRUCTURES]
        print(f"rank correlation of the two views, {label}: {numpy.corrcoef(ranks)[0, 1]:.2f}")
    for name, of in score.items():
        print(f"above the {CENTILES[-1]}th centile of the other normal cases, {name}: {above(of, abnormal)}")
    if arguments.out:
        strengths = {plane: 1 - tried[plane]["strength"] for plane in STRUCTURES}
        arguments.out.write_text(rust(strengths, score, ~abnormal))


if __name__ == "__main__":
    main()
