//! What the columns of a confidence table mean.

use std::time::Duration;

use csv::StringRecord;

use super::TableRow;
use crate::{
    anatomy::{Structure, StructureMap, View},
    record::round,
    sector::Picture,
};

/// The largest frame number: four days at 30 frames a second.
const FRAME_MAX: u64 = 10_000_000;
/// The latest time: four months.
const TIME_MS_MAX: f64 = 1e10;
/// The longest name of a case or label, characters.
const NAME_CHARS_MAX: usize = 40;
/// How many characters of something wrong are shown.
const SHOWN_CHARS_MAX: usize = 24;

const HINT_COLUMNS: &str = "the columns are frame, the 18 structures of the published system (as in \
     crux, ventricular_septum, ... ductus_arteriosus), in a sweep also angled_ventricular_septum, \
     angled_right_ventricle and angled_left_ventricle and what `second-reader barcode --csv` adds, in a \
     table of cases also case and label; separated by commas";
const HINT_NUMBER: &str = "a confidence is a number from 0 (not found) to 1";
const HINT_FRAME: &str = "frame numbers are whole numbers from 0 to 10000000";
const HINT_TIME: &str = "time_ms is the time since the first frame in milliseconds, 0 or more";
const HINT_PICTURE: &str = "picture is `live`, or why it was not analysed, such as `frozen`";
const HINT_VIEW: &str = "view is `none` or a view such as `four_chamber`";
const HINT_NAME: &str = "cases and labels have 1 to 40 characters";

/// What is wrong and what to do.
type Flaw = (String, &'static str);

/// How many columns there are, and which stands where.
pub(super) struct Columns {
    count: usize,
    frame: usize,
    case: Option<usize>,
    label: Option<usize>,
    time: Option<usize>,
    picture: Option<usize>,
    view: Option<usize>,
    structures: Vec<(usize, Structure, String)>,
}

impl Columns {
    /// From the line with the names.
    pub fn read(header: &StringRecord) -> Result<Self, Flaw> {
        let (mut frame, mut case, mut label) = (None, None, None);
        let (mut time, mut picture, mut view) = (None, None, None);
        let mut structures: Vec<(usize, Structure, String)> = Vec::new();
        for (at, name) in header.iter().enumerate() {
            let twice = match name {
                "frame" => frame.replace(at).is_some(),
                "case" => case.replace(at).is_some(),
                "label" => label.replace(at).is_some(),
                "time_ms" => time.replace(at).is_some(),
                "picture" => picture.replace(at).is_some(),
                "view" => view.replace(at).is_some(),
                _ => {
                    let Some(structure) = structure(name) else {
                        let message = format!("unknown column `{}`", shown(name));
                        return Err((message, HINT_COLUMNS));
                    };
                    let twice = structures.iter().any(|(_, _, other)| other == name);
                    structures.push((at, structure, name.to_owned()));
                    twice
                }
            };
            if twice {
                return Err((format!("the column `{name}` is there twice"), HINT_COLUMNS));
            }
        }
        let missing: Vec<_> = published()
            .map(Structure::name)
            .filter(|name| !structures.iter().any(|(_, _, other)| other == name))
            .chain(frame.is_none().then_some("frame"))
            .chain((label.is_some() && case.is_none()).then_some("case"))
            .collect();
        let Some(frame) = frame.filter(|_| missing.is_empty()) else {
            let message = format!("missing: the column {}", missing.join(", "));
            return Err((message, HINT_COLUMNS));
        };
        if case.is_some() && (time.is_some() || picture.is_some() || view.is_some()) {
            let message = "time_ms, picture and view are of a sweep, and case is not".to_owned();
            return Err((message, HINT_COLUMNS));
        }
        Ok(Self {
            count: header.len(),
            frame,
            case,
            label,
            time,
            picture,
            view,
            structures,
        })
    }

    /// Which structures have a column.
    pub fn known(&self) -> StructureMap<bool> {
        let mut known = StructureMap::default();
        for (_, structure, _) in &self.structures {
            known[*structure] = true;
        }
        known
    }

    /// The frame of a line.
    pub fn row(&self, record: &StringRecord) -> Result<TableRow, Flaw> {
        if record.len() != self.count {
            let message = format!(
                "{} values where the first line names {} columns",
                record.len(),
                self.count
            );
            return Err((message, "each line has a value for each column"));
        }
        let text = &record[self.frame];
        let frame = text.parse().ok().filter(|frame| *frame <= FRAME_MAX);
        let frame =
            frame.ok_or_else(|| (format!("`{}` is no frame number", shown(text)), HINT_FRAME))?;
        let mut confidence = StructureMap::<f32>::default();
        for (at, structure, name) in &self.structures {
            let text = &record[*at];
            let value = text
                .parse()
                .ok()
                .filter(|value| (0.0..=1.0).contains(value));
            let value: f32 = value.ok_or_else(|| {
                let message = format!("`{}` is no confidence, in the column {name}", shown(text));
                (message, HINT_NUMBER)
            })?;
            confidence[*structure] = confidence[*structure].max(value);
        }
        Ok(TableRow {
            frame,
            time: self.time.map(|at| time(&record[at])).transpose()?,
            picture: self.picture.map_or(Ok(Picture::Live), |at| {
                let text = &record[at];
                let wrong = || (format!("`{}` is no picture", shown(text)), HINT_PICTURE);
                Picture::from_name(text).ok_or_else(wrong)
            })?,
            view: match self.view.map(|at| &record[at]) {
                None => None,
                Some(text) => {
                    let wrong = || (format!("`{}` is no view", shown(text)), HINT_VIEW);
                    Some(View::from_name(text).ok_or_else(wrong)?)
                }
            },
            confidence,
        })
    }

    /// Name and label of the case of a line; `None` in a sweep.
    pub fn key(&self, record: &StringRecord) -> Result<Option<(String, Option<String>)>, Flaw> {
        let Some(case) = self.case else {
            return Ok(None);
        };
        let label = self.label.map(|at| name(&record[at])).transpose()?;
        Ok(Some((name(&record[case])?, label)))
    }
}

/// A time in milliseconds, to the microsecond.
fn time(text: &str) -> Result<Duration, Flaw> {
    let ms = text
        .parse()
        .ok()
        .filter(|ms| (0.0..=TIME_MS_MAX).contains(ms));
    ms.map(round::time)
        .ok_or_else(|| (format!("`{}` is no time", shown(text)), HINT_TIME))
}

/// The structure of a column: the angled variants count as the plain ones.
fn structure(name: &str) -> Option<Structure> {
    let plain = match name.strip_prefix("angled_") {
        Some(plain @ ("ventricular_septum" | "right_ventricle" | "left_ventricle")) => plain,
        Some(_) => return None,
        None => name,
    };
    Structure::from_name(plain)
}

/// Those of the published system: the first 18.
fn published() -> impl Iterator<Item = Structure> {
    Structure::ALL.into_iter().take(18)
}

fn name(text: &str) -> Result<String, Flaw> {
    let fits = (1..=NAME_CHARS_MAX).contains(&text.chars().count());
    if fits && !text.chars().any(char::is_control) {
        Ok(text.to_owned())
    } else {
        Err((
            format!("`{}` is no name of a case or label", shown(text)),
            HINT_NAME,
        ))
    }
}

/// Something wrong, short and on one line.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN_CHARS_MAX).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    shown.escape_debug().to_string()
}
