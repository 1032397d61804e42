//! Numbers with a unit and a range. The unit stands in the name of the key.

use serde::Deserialize;

macro_rules! quantities {
    ($($(#[$about:meta])* $name:ident: $min:literal to $max:literal $unit:literal;)+) => {
        $($(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
        #[serde(try_from = "f64")]
        pub struct $name(pub f64);

        impl TryFrom<f64> for $name {
            type Error = String;

            fn try_from(number: f64) -> Result<Self, String> {
                if ($min..=$max).contains(&number) {
                    Ok(Self(number))
                } else {
                    let (min, max, unit) = ($min, $max, $unit);
                    Err(format!("{number} {unit} is out of range: {min} to {max}"))
                }
            }
        })+
    };
}

quantities! {
    /// A temperature at which something is done, degrees Celsius, 20 to 125.
    Celsius: 20.0 to 125.0 "degrees Celsius";
    /// Room on a disk, megabytes, 1 to 1000000.
    Megabytes: 1.0 to 1_000_000.0 "MB";
    /// A time, milliseconds, 1 to 60000.
    Milliseconds: 1.0 to 60_000.0 "ms";
    /// A time, seconds, 1 to 3600.
    Seconds: 1.0 to 3_600.0 "s";
    /// How far the examiner's eyes are from the panel, centimetres, 20 to 500.
    Centimetres: 20.0 to 500.0 "cm";
    /// How high the glass of a panel is, millimetres, 20 to 2000.
    Millimetres: 20.0 to 2_000.0 "mm";
}

/// The unit that the name of a key ends in: its spelling, how people write it, and what each of these is worth in it.
const UNITS: [(&str, &[(&str, f64)]); 6] = [
    ("celsius", &[("c", 1.0), ("°c", 1.0), ("degrees", 1.0)]),
    (
        "mb",
        &[
            ("mb", 1.0),
            ("mib", 1.0),
            ("m", 1.0),
            ("gb", 1e3),
            ("gib", 1e3),
            ("g", 1e3),
            ("kb", 1e-3),
        ],
    ),
    ("ms", &[("ms", 1.0), ("s", 1e3), ("us", 1e-3), ("sec", 1e3)]),
    (
        "s",
        &[("s", 1.0), ("sec", 1.0), ("ms", 1e-3), ("min", 60.0)],
    ),
    (
        "cm",
        &[("cm", 1.0), ("mm", 0.1), ("m", 100.0), ("in", 2.54)],
    ),
    ("mm", &[("mm", 1.0), ("cm", 10.0), ("m", 1e3), ("in", 25.4)]),
];
/// The same of keys whose name ends otherwise.
const OTHER_UNITS: [(&str, &[(&str, f64)]); 3] = [
    (
        "mhz",
        &[("mhz", 1.0), ("khz", 1e-3), ("hz", 1e-6), ("ghz", 1e3)],
    ),
    ("fps", &[("fps", 1.0), ("hz", 1.0), ("/s", 1.0)]),
    (
        "baud",
        &[
            ("baud", 1.0),
            ("bps", 1.0),
            ("bit/s", 1.0),
            ("kbaud", 1e3),
            ("kbps", 1e3),
        ],
    ),
];

/// What other units that people write for such a key are worth in its own.
pub(crate) fn worths(key: &str) -> impl Iterator<Item = f64> {
    units(key).map(|(_, worth)| *worth)
}

/// The units that people write for such a key.
fn units(key: &str) -> impl Iterator<Item = &'static (&'static str, f64)> {
    let ends = move |name: &str| key == name || key.split('_').any(|part| part == name);
    let all = UNITS.iter().chain(&OTHER_UNITS);
    all.filter(move |(name, _)| ends(name))
        .flat_map(|(_, units)| *units)
}

/// The number that a text such as `2 GB` means in the unit of the key; `None` where it is none, or of another unit.
pub(crate) fn meant(key: &str, text: &str) -> Option<f64> {
    let text = text.trim().to_lowercase();
    let end = text.find(|c: char| !(c.is_ascii_digit() || ".+-".contains(c)));
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let number: f64 = number.parse().ok()?;
    let unit = unit.trim();
    if unit.is_empty() {
        return Some(number);
    }
    if key.ends_with("celsius") && ["f", "°f", "fahrenheit"].contains(&unit) {
        return Some(((number - 32.0) / 1.8).round());
    }
    let worth = units(key).find(|(name, _)| *name == unit);
    worth.map(|(_, worth)| number * worth)
}
