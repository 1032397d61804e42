"""PNG files of eight bits a channel, as the panel and the page give them."""

import zlib


def read(path):
    """Width, and the rows as (red, green, blue) of each pixel."""
    data = path.read_bytes()
    place, packed = 8, b""
    while place < len(data):
        size, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colour = *(int.from_bytes(body[i : i + 4], "big") for i in (0, 4)), body[8], body[9]
            channels = {0: 1, 2: 3, 6: 4}[colour]
            assert depth == 8, f"{path}: {depth} bits a channel"
        elif kind == b"IDAT":
            packed += body
        place += size + 12
    raw, step = zlib.decompress(packed), width * channels
    rows, before = [], bytearray(step)
    for y in range(height):
        kind, row = raw[y * (step + 1)], bytearray(raw[y * (step + 1) + 1 : (y + 1) * (step + 1)])
        if kind:
            for i in range(step):
                left = row[i - channels] if i >= channels else 0
                above, corner = before[i], before[i - channels] if i >= channels else 0
                if kind == 1:
                    guess = left
                elif kind == 2:
                    guess = above
                elif kind == 3:
                    guess = (left + above) // 2
                else:
                    near = left + above - corner
                    guess = min((left, above, corner), key=lambda one: abs(near - one))
                row[i] = (row[i] + guess) & 255
        rows.append(row)
        before = row
    if channels == 1:
        return width, [[(v, v, v) for v in row] for row in rows]
    return width, [[tuple(row[i : i + 3]) for i in range(0, step, channels)] for row in rows]


def alike(one, other):
    """The share of pixels that are the same; 0 where the sizes differ."""
    if one[0] != other[0] or len(one[1]) != len(other[1]):
        return 0.0
    same = sum(a == b for rows in zip(one[1], other[1]) for a, b in zip(*rows))
    return same / (one[0] * len(one[1]))
