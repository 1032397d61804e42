use std::{fs, path::Path};

use super::{entries, line, name};
use crate::Finding;

/// What the board says of its panel, and how small the screen's letters are on it.
#[derive(Clone, Debug, Default)]
pub struct Glass {
    /// The DRM connector that is meant; `None`: any with something plugged in.
    pub connector: Option<String>,
    /// The mode that is meant, `1280x800`.
    pub mode: Option<String>,
    /// How far the eyes are, centimetres.
    pub distance_cm: Option<f64>,
    /// How high the glass is, millimetres; `None`: what its EDID tells.
    pub height_mm: Option<f64>,
    /// Height of the capitals of the checklist in a picture of that width and height, pixels.
    pub capital_px: Option<fn(u32, u32) -> f64>,
    /// The picture lies on its side.
    pub upright: bool,
}

/// The smallest angle at which letters are read without effort, minutes of arc (ISO 9241-303: 16 at least).
const LETTER_ARCMIN_MIN: f64 = 16.0;

/// The connectors of the graphics devices (/sys/class/drm): is something plugged in, has it the mode, are the letters large
/// enough where the examiner stands.
#[must_use]
pub fn panel(root: &Path, glass: &Glass) -> Finding {
    let connectors: Vec<_> = entries(&root.join("sys/class/drm"), "card")
        .into_iter()
        .filter_map(|folder| Some((name(&folder).split_once('-')?.1.to_owned(), folder)))
        .collect();
    let names = || {
        connectors
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let plugged = |folder: &Path| line(&folder.join("status")).as_deref() == Some("connected");
    let found = match &glass.connector {
        Some(wanted) => connectors.iter().find(|(name, _)| name == wanted),
        None => connectors.iter().find(|(_, folder)| plugged(folder)),
    };
    let Some((name, folder)) = found else {
        let what = match &glass.connector {
            Some(wanted) => format!("there is no connector {wanted}; there are: {}", names()),
            None => format!(
                "nothing is plugged into any connector; there are: {}",
                names()
            ),
        };
        return Finding::fail(
            "panel",
            what,
            "plug the panel in and switch it on before the board starts",
        );
    };
    if !plugged(folder) {
        return Finding::fail(
            "panel",
            format!("nothing is plugged into {name}"),
            "check the cable, and that the panel is on",
        );
    }
    let modes = line(&folder.join("modes")).unwrap_or_default();
    let modes: Vec<_> = modes.lines().collect();
    let size = glass
        .mode
        .as_deref()
        .map(|mode| mode.split('@').next().unwrap_or(mode));
    if let Some(size) = size
        && !modes.is_empty()
        && !modes.contains(&size)
    {
        return Finding::fail(
            "panel",
            format!("{name} has no mode {size}; it has: {}", modes.join(", ")),
            "choose one of these in [display] mode, or leave the line out",
        );
    }
    let size = size.or(modes.first().copied());
    let found = format!("{name}, {}", size.unwrap_or("a mode that it does not tell"));
    letters(folder, glass, size, &found).unwrap_or_else(|| Finding::pass("panel", found))
}

/// How large the letters are where the examiner stands; `None` where that cannot be told.
fn letters(folder: &Path, glass: &Glass, size: Option<&str>, found: &str) -> Option<Finding> {
    let (width, height) = size?.split_once('x')?;
    let (width, height) = (width.parse().ok()?, height.parse().ok()?);
    let (width, height) = if glass.upright {
        (height, width)
    } else {
        (width, height)
    };
    let share = glass.capital_px?(width, height) / f64::from(height);
    let distance_mm = glass.distance_cm? * 10.0;
    let height_mm = glass
        .height_mm
        .or_else(|| height_of_edid(&folder.join("edid"), glass.upright))?;
    let letter_mm = height_mm * share;
    let arcmin = (letter_mm / distance_mm).atan().to_degrees() * 60.0;
    let found = format!(
        "{found}, letters of {letter_mm:.1} mm, {arcmin:.0} minutes of arc from {} cm",
        distance_mm / 10.0
    );
    Some(if arcmin < LETTER_ARCMIN_MIN {
        let hint = format!(
            "they are to have {LETTER_ARCMIN_MIN} at least: move the panel closer, or fit a larger one"
        );
        Finding::warn("panel", found, hint)
    } else {
        Finding::pass("panel", found)
    })
}

/// How high the glass is by its EDID, as it stands: width and height in centimetres are its bytes 21 and 22 (VESA E-EDID,
/// release A, revision 2, 3.6.2); 0 where it is not said.
fn height_of_edid(path: &Path, upright: bool) -> Option<f64> {
    let edid = fs::read(path).ok()?;
    let cm = *edid.get(if upright { 21 } else { 22 })?;
    (cm > 0).then(|| f64::from(cm) * 10.0)
}
