"""Draws the curves of a training: loss and mean AP50 of each net over the steps.

It must not know what is trained.
"""

from pathlib import Path

from PIL import Image, ImageDraw

SIZE, MARGIN = (720, 300), (50, 30, 20, 30)
COLOURS = ("#1565c0", "#c62828", "#2e7d32", "#6a1b9a")


def draw(history: dict[str, list], path: Path) -> None:
    """One picture: the loss above, AP50 below. A row is (step, net, value)."""
    picture = Image.new("RGB", (SIZE[0], 2 * SIZE[1]), "white")
    pen = ImageDraw.Draw(picture)
    last = max((row[0] for rows in history.values() for row in rows), default=1)
    panel(pen, 0, "loss (heat + box)", history["loss"], last, None)
    panel(pen, SIZE[1], "mean AP50, validation", history["judged"], last, 1.0)
    picture.save(path)


def panel(
    pen: ImageDraw.ImageDraw, top: int, title: str, rows: list, last: int, most: float | None
) -> None:
    """One diagram with axes, names and a line for each net."""
    left, above, right, below = MARGIN
    x0, y0, x1, y1 = left, top + above, SIZE[0] - right, top + SIZE[1] - below
    pen.text((x0, top + 8), title, fill="black")
    values = sorted(row[2] for row in rows)
    # The first steps' losses would press the rest into one line.
    most = most or (values[int(0.98 * (len(values) - 1))] if values else 1.0)
    for tick in range(6):
        y = y1 - (y1 - y0) * tick / 5
        pen.line((x0, y, x1, y), fill="#dddddd")
        pen.text((6, y - 5), f"{most * tick / 5:.2f}", fill="black")
        x = x0 + (x1 - x0) * tick / 5
        pen.text((x - 10, y1 + 6), f"{last * tick // 5}", fill="black")
    names = sorted({row[1] for row in rows})
    for index, name in enumerate(names):
        colour = COLOURS[index % len(COLOURS)]
        points = [
            (x0 + (x1 - x0) * step / last, max(y1 - (y1 - y0) * value / most, y0))
            for step, net, value in rows
            if net == name
        ]
        if len(points) > 1:
            pen.line(points, fill=colour, width=2)
        for x, y in points if len(points) < 40 else []:
            pen.ellipse((x - 2, y - 2, x + 2, y + 2), fill=colour)
        pen.text((x1 - 70, y0 + 4 + 14 * index), name, fill=colour)
