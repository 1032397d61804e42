"""Framing: what is encoded comes out again, what is damaged does not."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from second_reader_link.frames import Decoder, Fault, Frame, cobs_decode, cobs_encode, encode


@pytest.mark.parametrize("seed", range(20))
def test_what_is_encoded_comes_back_in_pieces_of_any_size(seed: int) -> None:
    chance = random.Random(seed)
    fills: list[Callable[[], int]] = [lambda: 0, lambda: 1, lambda: chance.randrange(256)]
    fill = chance.choice(fills)
    frames = [
        Frame(
            chance.randrange(65536),
            chance.randrange(1, 65536),
            chance.randrange(65536),
            bytes(fill() for _ in range(size)),
        )
        for size in [*chance.sample(range(513), 20), 0, 241, 242, 243, 254, 255, 511, 512]
    ]
    stream = b"".join(map(encode, frames))
    decoder = Decoder()
    found: list[Frame | Fault] = []
    while stream:
        size = chance.randrange(1, 700)
        found += decoder.feed(stream[:size])
        stream = stream[size:]
    assert found == frames


def test_cobs_of_every_length_around_a_block() -> None:
    for size in range(0, 1100):
        for data in (b"\x01" * size, b"\0" * size, b"\x01" * size + b"\0", b"\0" + b"\x01" * size):
            coded = cobs_encode(data)
            assert 0 not in coded
            assert cobs_decode(coded) == data
            assert len(coded) <= len(data) + len(data) // 254 + 1


def test_no_flipped_bit_is_accepted_and_the_next_frame_is_read() -> None:
    frame = Frame(49, 7, 0, b"\x11" * 40)
    good = encode(frame)
    for at in range(1, len(good)):
        for bit in range(8):
            bad = bytearray(good)
            bad[at] ^= 1 << bit
            decoder = Decoder()
            assert all(isinstance(arrival, Fault) for arrival in decoder.feed(bytes(bad)))
            assert [a for a in decoder.feed(good) if isinstance(a, Frame)] == [frame]


def test_noise_does_no_harm() -> None:
    decoder = Decoder()
    noise = random.Random(1).randbytes(1 << 20)
    assert not [a for a in decoder.feed(noise) if isinstance(a, Frame)]
    assert decoder.feed(encode(Frame(3, 1)))[-1] == Frame(3, 1)
    decoder.feed(b"\x01" * (1 << 20))
    assert decoder.feed(b"\0") == [Fault.TOO_LARGE]


def test_a_payload_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="512 bytes, not 513"):
        encode(Frame(3, 1, payload=bytes(513)))
