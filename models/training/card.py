"""The model card of a pack: what it is, how it was made, how good it is, where it must not be used.

It must not know how anything was measured.
"""

from calibration import SENSITIVITY, SPECIFICITY
from finish_card import PICTURES, SUITE
from model import HEIGHT, WIDTH, Net

BOARDS = {"standard": "a Raspberry Pi 5 or a Jetson", "small": "a Raspberry Pi 4"}


def text(value: float | None, digits: int = 3) -> str:
    """A figure, or a dash where there is none."""
    return "-" if value is None else f"{value:.{digits}f}"


def mean(values: list) -> float | None:
    """The mean of the figures that there are."""
    there = [value for value in values if value is not None]
    return sum(there) / len(there) if there else None


def figures(classes: list[str], report: dict, kind: str) -> str:
    """The table by structure."""
    lines = [
        "| structure | frames | AP50 f32 | AP50 int8 | threshold | sensitivity | specificity "
        "| temperature | offset |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    plain, whole, own = report["f32"], report["int8"], report[kind]
    for index, name in enumerate(classes):
        lines.append(
            f"| {name} | {own['positives'][index]} | {text(plain['ap50'][index])} "
            f"| {text(whole['ap50'][index])} | {own['thresholds'][index]:.2f} "
            f"| {text(own['sensitivity'][index])} | {text(own['specificity'][index])} "
            f"| {own['temperatures'][index]:.2f} | {own['offsets'][index]:.2f} |"
        )
    lines.append(
        f"| **mean** | | {text(plain['mean_ap50'])} | {text(whole['mean_ap50'])} | "
        f"| {text(mean(own['sensitivity']))} | {text(mean(own['specificity']))} | | |"
    )
    return "\n".join(lines)


def reliability(report: dict) -> str:
    """The table of said and true confidence."""
    lines = ["| confidence | boxes | mean confidence | share right |", "|---|---|---|---|"]
    curve = report["reliability"]
    for tenth in range(10):
        if curve["boxes"][tenth]:
            lines.append(
                f"| {tenth / 10:.1f} to {(tenth + 1) / 10:.1f} | {curve['boxes'][tenth]:.0f} "
                f"| {curve['said'][tenth]:.3f} | {curve['right'][tenth]:.3f} |"
            )
    return "\n".join(lines)


def data_section(training: dict, whole: dict, command: str) -> str:
    """Where the pictures came from."""
    train, val = training["train"], training["val"]
    effort = (
        f"- {training['steps']} steps of {training['batch']} frames, {training['minutes']:.0f} minutes; grey\n"
        "  map, gain, shadow, blur, noise, marks, mirror image, zoom, stretch and shift are varied on the way.\n"
        f"- Trained and packed by `{command}`."
    )
    if "source" in train:
        return (
            f"- {train['frames']} pictures of a set in {train['source']} format, {val['frames']} for validation, of "
            f"which {whole['frames']} were\n  measured. What they show, whose they are and how they may be used must "
            f"be added here by whoever trained.\n{effort}"
        )
    return (
        f"- **Computed pictures only**: {train['frames']} frames of this repository's phantom (`crates/phantom`), some\n"
        f"  of each drawn fetus (first seed {train['seed']}). 52 % normal hearts, 32 % hearts with a defect, 16 % other\n"
        "  parts of the body; the parts of three hearts in five vary far beyond what is usual. Every look of a scanner but those that the phantom holds out.\n"
        "- No scan of a person was used for training, validation, calibration or the choice of anything.\n"
        f"- Validation: {val['frames']} frames of other drawn fetuses (first seed {val['seed']}), of which {whole['frames']} were measured.\n"
        f"{effort}"
    )


def failures(training: dict) -> str:
    """Where it is known to err."""
    known = [
        "- It reads single frames and knows no motion. Colour Doppler, dual screens and frozen pictures are not\n"
        "  for it: the service keeps those that it recognises from it (docs/judgement.md).",
        "- Small structures (valves, veins, ductus, trachea) are 10 to 20 input pixels wide: a box two pixels\n"
        "  off counts as wrong.",
        "- Levels between two views, where a structure begins or ends to be visible, are where it errs most.",
    ]
    if "source" not in training["train"]:
        known.insert(
            0,
            "- **A drawn fetus is simpler than a real one**: expect missed structures and wrong boxes on real\n"
            "  pictures, and confidences that are not calibrated for them.",
        )
        known.append(
            "- It never saw twins, first-trimester pictures, masses, or scanners beyond the phantom's."
        )
    return "\n".join(known)


def card(
    pack: str, kind: str, version: str, net: Net, classes: list[str], report: dict, command: str
) -> str:
    """The model card of one pack."""
    training, own, whole = report["training"], report[kind], report["int8"]
    parameters, macs = net.cost()
    about = f"The detector for {BOARDS.get(net.name, 'any board')}."
    form = f"int8: u8 activations, s8 weights with one scale a layer ({whole['how']})."
    if kind == "f32":
        about = f"`{net.name}` before its quantisation, kept to show what that costs."
        form = "f32."
    return f"""# {pack} {version}

Finds 23 structures of the fetal heart screening in one ultrasound picture: for each the best box and
a confidence. {about}

## Intended use

Research, development, demonstration and tests of the Second Reader software. It supports the examiner:
it shows what was seen in a sweep and what was not. It does not diagnose, and a structure that it
finds may be normal or not.

**Not for use on patients.** It has been validated on no real examination.

## Training data

{data_section(training, whole, command)}

## Model

{parameters:,} parameters, {macs / 1e6:.0f} million multiply-accumulates a picture of {WIDTH}x{HEIGHT} luma pixels (the
sector, letterboxed). Dense convolutions only; outputs at stride {net.stride} as the manifest says. {form}

## Figures on the validation frames

AP50: average precision at IoU 0.5, one best box for each structure and frame. Sensitivity: shown above
the threshold with the box right, of the frames that contain the structure. Specificity: below the
threshold, of the frames that do not. A structure that is difficult (one person would mark it, another
would not) counts neither way. The checkpoint, the way of quantising, temperatures, offsets and thresholds were
chosen on these frames, so that the figures flatter a little; those of the next section do not. Measured with ONNX
Runtime.

{figures(classes, report, kind)}

Thresholds: those with which mean sensitivity (wherever the box lies) and mean specificity exceed
{SENSITIVITY} and {SPECIFICITY} by as much as they can both do, frames without any structure left out of these means;
what both cost is weighed alike for every structure.

Calibration: confidence = sigmoid(heat / temperature + offset), both fitted for each structure to how often its
box is right (Platt 1999). Expected calibration error, boxes of a confidence below 0.01 left out,
{own["uncalibrated_error"]:.3f} before, {own["reliability"]["error"]:.3f} after.

{reliability(own)}

## Figures on phantoms never used for training

By `second-reader evaluate --suite`, in the service's own engine. Its *sensitivity* counts a structure as found
wherever its box lies, its *located* only with the box right, as the table above does.

{SUITE[0]}
{SUITE[1]}

## On real pictures

{PICTURES[0]}
{PICTURES[1]}

## Known failures

{failures(training)}
"""
