"""A set in COCO format, turned into this project's own.

`DIR/train.json` and, where there is one, `DIR/val.json` are COCO instance files; without the
second every tenth picture of the first is kept for validation. Pictures are looked for in
`DIR/images`, `DIR/train` or `DIR/val`, and `DIR`. A category is a structure by its name, in
whatever case, with `_`, `-` or blanks; other categories are left out and named. A structure that no
category names is neither demanded nor punished anywhere; so is a box with `iscrowd` or `ignore`.
An entry of `images` may have `"sector": [x, y, width, height]` in pixels: only that part of the
picture is ultrasound. Boxes are then still those of the whole picture.
"""

import json
from pathlib import Path

import numpy
from PIL import Image

from model import CLASSES, HEIGHT, STRUCTURES, WIDTH

VALIDATION_EVERY = 10


def is_coco(folder: Path) -> bool:
    """True where the folder holds COCO instances."""
    return (folder / "train.json").is_file()


def convert(source: Path, out: Path) -> Path:
    """Writes the set into `out`, which is returned."""
    parts = {}
    for part in ("train", "val"):
        path = source / f"{part}.json"
        if path.is_file():
            parts[part] = read(path)
    if "val" not in parts:
        whole = parts["train"]
        parts["val"] = whole | {"images": whole["images"][::VALIDATION_EVERY]}
        kept = [image for k, image in enumerate(whole["images"]) if k % VALIDATION_EVERY]
        parts["train"] = whole | {"images": kept}
    for part, content in parts.items():
        write(source, part, content, out / part)
    return out


def read(path: Path) -> dict:
    """A COCO file whose needed lists are there."""
    try:
        content = json.loads(path.read_text())
    except json.JSONDecodeError as error:
        raise SystemExit(f"error: {path}: {error}") from error
    for name in ("images", "annotations", "categories"):
        if not isinstance(content.get(name), list):
            raise SystemExit(f"error: {path}: no list {name!r}")
    return content


def classes_of(content: dict) -> dict[int, int]:
    """Category numbers to the structures' places."""
    known, others = {}, []
    for category in content["categories"]:
        name = category["name"].strip().lower().replace("-", "_").replace(" ", "_")
        if name in STRUCTURES:
            known[category["id"]] = STRUCTURES.index(name)
        else:
            others.append(category["name"])
    if not known:
        raise SystemExit("error: no category is a structure; they are: " + ", ".join(STRUCTURES))
    if others:
        print("categories left out:", ", ".join(others))
    return known


def find(source: Path, part: str, name: str) -> Path:
    """The picture of that name."""
    for folder in (source / "images", source / part, source / "train", source):
        if (folder / name).is_file():
            return folder / name
    raise SystemExit(f"error: {source}: no picture {name!r}")


def letterbox(picture: Image.Image) -> tuple[numpy.ndarray, float, float, float]:
    """The picture in 256x192, aspect kept, black around; and the scale and the place of its
    corner."""
    scale = min(WIDTH / picture.width, HEIGHT / picture.height)
    size = (max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
    left, top = (WIDTH - size[0]) // 2, (HEIGHT - size[1]) // 2
    how = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    grey = numpy.zeros((HEIGHT, WIDTH), numpy.uint8)
    grey[top : top + size[1], left : left + size[0]] = numpy.asarray(picture.resize(size, how))
    return grey, scale, left, top


def write(source: Path, part: str, content: dict, out: Path) -> None:
    """One part of the set."""
    classes, boxes = classes_of(content), {}
    for entry in content["annotations"]:
        if entry["category_id"] in classes:
            boxes.setdefault(entry["image_id"], []).append(entry)
    count = len(content["images"])
    if not count:
        raise SystemExit(f"error: {source}: no pictures in {part}")
    labels = numpy.zeros((count, CLASSES, 6), "<f4")
    labels[:, [k for k in range(CLASSES) if k not in classes.values()], 5] = 1
    out.mkdir(parents=True, exist_ok=True)
    with (out / "images.u8").open("wb") as images:
        for row, image in enumerate(content["images"]):
            with Image.open(find(source, part, image["file_name"])) as file:
                x, y, w, h = image.get("sector", [0, 0, file.width, file.height])
                picture = file.convert("L").crop((x, y, x + w, y + h))
            grey, scale, left, top = letterbox(picture)
            images.write(grey.tobytes())
            # The largest box last: it stays.
            for entry in sorted(boxes.get(image["id"], []), key=lambda e: e["bbox"][2] * e["bbox"][3]):
                bx, by, bw, bh = entry["bbox"]
                low = numpy.array([(bx - x) * scale + left, (by - y) * scale + top])
                high = numpy.minimum(low + numpy.array([bw, bh]) * scale, [WIDTH, HEIGHT])
                low = numpy.maximum(low, 0)
                if (high <= low).any():
                    continue
                difficult = bool(entry.get("iscrowd") or entry.get("ignore"))
                labels[row, classes[entry["category_id"]]] = [
                    1, *(low + high) / 2, *(high - low), difficult
                ]
    labels.tofile(out / "labels.f32")
    numpy.zeros(count, numpy.uint8).tofile(out / "views.u8")
    meta = {"frames": count, "width": WIDTH, "height": HEIGHT, "classes": STRUCTURES}
    (out / "meta.json").write_text(json.dumps(meta | {"source": "COCO"}, indent=1) + "\n")
