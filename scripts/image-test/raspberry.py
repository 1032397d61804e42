"""QEMU's Raspberry Pi 4 for the test of an image: what the board's firmware would hand to U-Boot, and a device tree without what
QEMU does not emulate. The kernel takes the rest for granted, and stops at the first register that is not there.
"""

import subprocess

TREE = "bcm2711-rpi-4-b.dtb"
# Of the chips behind the board's bus, those that QEMU has. Not the watchdog: QEMU's does not count, it resets at once.
EMULATED = (
    "timer@7e003000", "cprman@", "mailbox@7e00b880", "gpio@", "serial@7e201000", "mmc@7e300000", "i2c@7e205000", "i2c@7e804000",
    "usb@7e980000", "interrupt-controller@4", "dma-controller@7e007000",
)
# Chips elsewhere in the tree that it has not, and what hangs on the firmware's own pins.
MISSING = ("/gpu", "/emmc2-bus@fe000000/mmc@7e340000", "/regulator-sd-io-1v8", "/regulator-sd-vcc", "/regulator-cam1", "/wifi-pwrseq")
CARD, UART = "/soc/mmc@7e300000", "/soc/serial@7e201000"


def firmware(folder, site):
    """Takes U-Boot and the device tree off the image's first partition, and fits the tree to QEMU."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["mcopy", "-n", "-i", site, "::u-boot.bin", f"::{TREE}", folder], check=True)
    tree = folder / TREE

    def nodes(parent):
        listed = subprocess.run(["fdtget", "-l", tree, parent], check=True, capture_output=True, text=True).stdout
        return [f"{parent}/{name}" for name in listed.split()]

    def put(option, *words):
        subprocess.run(["fdtput", option, *(["s"] if option == "-t" else []), tree, *words], check=True)

    absent = [node for node in nodes("/soc") if not node.removeprefix("/soc/").startswith(EMULATED)]
    for node in absent + nodes("/scb-bus@fc000000") + list(MISSING):
        put("-t", node, "status", "disabled")
    # On the board that controller holds the radio; in QEMU the card.
    put("-d", CARD, "mmc-pwrseq")
    # On the board the large UART speaks to the radio and the small one to people; QEMU's small one never stops asking to be served.
    put("-r", f"{UART}/bluetooth")
    put("-t", "/chosen", "stdout-path", "serial0:115200n8")
    return folder / "u-boot.bin", tree
