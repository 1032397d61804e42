use std::path::Path;

use super::{entries, line, name};
use crate::Finding;

/// From where on a temperature is told, degrees Celsius.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Degrees {
    /// From here on with a warning.
    pub warn: f64,
    /// From here on the board is not fit for use.
    pub max: f64,
}

impl Default for Degrees {
    /// What processors of such boards bear for years; they lower their clock from 80 degrees on.
    fn default() -> Self {
        Self {
            warn: 75.0,
            max: 85.0,
        }
    }
}

/// The warmest part of the board (/sys/class/thermal, thousandths of a degree).
#[must_use]
pub fn thermal(root: &Path, degrees: Degrees) -> Finding {
    let zone = |folder: &std::path::PathBuf| {
        let celsius = line(&folder.join("temp"))?.trim().parse::<f64>().ok()? / 1000.0;
        let kind = line(&folder.join("type")).unwrap_or_else(|| name(folder));
        (-50.0..=200.0)
            .contains(&celsius)
            .then_some((celsius, kind))
    };
    let zones = entries(&root.join("sys/class/thermal"), "thermal_zone");
    let warmest = zones
        .iter()
        .filter_map(zone)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let Some((celsius, kind)) = warmest else {
        return Finding::skipped("temperature", "the board tells no temperature");
    };
    let found = format!("{celsius:.1} degrees Celsius at {kind}");
    let hint = "give it air or a heat sink, and measure again after ten minutes of a running exam";
    if celsius >= degrees.max {
        return Finding::fail(
            "temperature",
            format!("{found}; the limit is {}", degrees.max),
            hint,
        );
    }
    if celsius >= degrees.warn {
        return Finding::warn(
            "temperature",
            format!("{found}; the limit is {}", degrees.max),
            hint,
        );
    }
    Finding::pass(
        "temperature",
        format!("{found}; the limit is {}", degrees.max),
    )
}

/// Bits of the firmware's word: now, and the same at any time since the start, 16 bits further up.
const NOW: [(u32, &str); 4] = [
    (0, "the supply voltage is too low"),
    (1, "the clock is capped"),
    (2, "the processor is throttled"),
    (3, "it is at its soft temperature limit"),
];

/// Whether the firmware of a Raspberry Pi slows the board down (its `get_throttled`: Raspberry Pi documentation,
/// `vcgencmd get_throttled`), and whether the processor's clock is below what it can be.
#[must_use]
pub fn throttling(root: &Path) -> Finding {
    let word = line(&root.join("sys/devices/platform/soc/soc:firmware/get_throttled"));
    let word =
        word.and_then(|text| u32::from_str_radix(text.trim().trim_start_matches("0x"), 16).ok());
    let Some(word) = word else {
        return Finding::skipped(
            "throttling",
            "the firmware does not tell: this is no Raspberry Pi",
        );
    };
    let of = |shift: u32| {
        let set = NOW.iter().filter(|(bit, _)| word >> (bit + shift) & 1 == 1);
        set.map(|(_, what)| *what).collect::<Vec<_>>()
    };
    let (now, since) = (of(0), of(16));
    let hint = match word & 0x1_0001 {
        0 => "give it air or a heat sink",
        _ => "use the board's own power supply and a short cable",
    };
    if !now.is_empty() {
        return Finding::fail("throttling", now.join(", "), hint);
    }
    if !since.is_empty() {
        return Finding::warn(
            "throttling",
            format!("since the start: {}", since.join(", ")),
            hint,
        );
    }
    Finding::pass("throttling", "never since the start")
}
