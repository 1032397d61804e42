"""A serial line that is opened anew when it was unplugged."""

from __future__ import annotations

from typing import Protocol

import serial

_AGAIN_S = 0.2
_READ_MAX = 4096


class Port(Protocol):
    """What a link needs of a line. Nothing waits; OSError: the line is gone."""

    def read(self, now: float) -> bytes:
        """Bytes that have come."""

    def write(self, data: bytes) -> int:
        """Hands bytes over; how many were taken."""

    def close(self) -> None:
        """Gives the line back."""


class SerialPort:
    """A port of the operating system, such as /dev/ttyUSB0 or COM3, for this program alone."""

    def __init__(self, device: str, baud: int = 115200) -> None:
        """OSError where it cannot be opened."""
        self._device = device
        self._baud = baud
        self._again_at = 0.0
        self._serial: serial.Serial | None = self._open()

    def _open(self) -> serial.Serial:
        return serial.Serial(self._device, self._baud, timeout=0, write_timeout=0, exclusive=True)

    def read(self, now: float) -> bytes:
        if self._serial is None:
            if now < self._again_at:
                raise OSError(f"{self._device} is gone")
            self._again_at = now + _AGAIN_S
            self._serial = self._open()
        try:
            return bytes(self._serial.read(_READ_MAX))
        except (OSError, TypeError) as error:
            # pyserial: TypeError where the line vanishes while it is read.
            self.close()
            raise OSError(f"{self._device} is gone") from error

    def write(self, data: bytes) -> int:
        if self._serial is None:
            raise OSError(f"{self._device} is gone")
        try:
            return self._serial.write(data) or 0
        except serial.SerialTimeoutException:
            return 0
        except (OSError, TypeError) as error:
            self.close()
            raise OSError(f"{self._device} is gone") from error

    def close(self) -> None:
        if self._serial is not None:
            self._serial.close()
            self._serial = None
