//! Judges clips and counts what was told.

use std::{collections::BTreeMap, fmt, time::Duration};

use second_reader::sector::{Judge, Picture, Tracker};

use super::clips::Clip;

/// A picture has to be told so long after it came.
const TOLD_WITHIN: Duration = Duration::from_secs(1);
/// A live picture has to be live again so long behind a freeze: two changed frames and some.
const LIVE_WITHIN: Duration = Duration::from_millis(200);

/// What was told of one clip.
pub struct Verdict {
    pub name: &'static str,
    pub expected: Picture,
    /// What most frames were told to be, from when on it had to be told.
    pub told: Picture,
    /// When the expected picture was told first, from its begin on.
    pub after: Option<Duration>,
    /// Frames that were read as live though they had to be told otherwise by then.
    pub stale: u64,
    /// One letter for each frame.
    pub course: String,
}

/// Judges a clip as the service does.
pub fn judge(clip: &Clip) -> Verdict {
    let (mut tracker, mut judge) = (Tracker::new(), Judge::new());
    let mut counts: Vec<(Picture, u64)> = Vec::new();
    let (mut after, mut course) = (None, String::new());
    let live = clip.expected == Picture::Live;
    let due = clip.turn + if live { LIVE_WITHIN } else { TOLD_WITHIN };
    for frame in &clip.frames {
        let tracked = tracker.update(frame);
        let mut told = judge.update(frame, tracked, tracker.sector());
        course.push(letter(told));
        if told == Picture::Repeated {
            told = Picture::Live;
        }
        if told == clip.expected && frame.time >= clip.turn {
            after = after.or(Some(frame.time - clip.turn));
        }
        if frame.time >= due {
            match counts.iter_mut().find(|(picture, _)| *picture == told) {
                Some((_, count)) => *count += 1,
                None => counts.push((told, 1)),
            }
        }
    }
    let most = counts.iter().max_by_key(|(_, count)| *count);
    let stale = counts
        .iter()
        .find(|(picture, _)| *picture == Picture::Live && !live);
    Verdict {
        name: clip.name,
        expected: clip.expected,
        told: most.map_or(Picture::NoSignal, |(picture, _)| *picture),
        after,
        stale: stale.map_or(0, |(_, count)| *count),
        course,
    }
}

fn letter(picture: Picture) -> char {
    match picture {
        Picture::Live => 'L',
        Picture::Repeated => 'r',
        Picture::Frozen => 'F',
        Picture::ColourDoppler => 'C',
        Picture::Dual => 'D',
        Picture::TooDark => 'K',
        Picture::Saturated => 'W',
        Picture::Shadowed => 'S',
        Picture::NotUltrasound => 'N',
        _ => '?',
    }
}

/// What was told of many clips.
#[derive(Default)]
pub struct Matrix {
    verdicts: Vec<Verdict>,
}

impl Matrix {
    pub fn add(&mut self, verdict: Verdict) {
        self.verdicts.push(verdict);
    }

    pub fn clips(&self) -> usize {
        self.verdicts.len()
    }

    /// Share of the clips of these kinds that were told right.
    pub fn right(&self, kinds: &[Picture]) -> f64 {
        let of = || self.verdicts.iter().filter(|v| kinds.contains(&v.expected));
        let right = of().filter(|v| v.told == v.expected).count();
        right as f64 / of().count().max(1) as f64
    }

    /// Frames of frozen pictures that were read as live later than a second behind the freeze.
    pub fn stale(&self) -> u64 {
        let frozen = self
            .verdicts
            .iter()
            .filter(|v| v.expected == Picture::Frozen);
        frozen.map(|v| v.stale).sum()
    }

    /// The clips that were told wrong.
    pub fn wrong(&self) -> impl Iterator<Item = &Verdict> {
        self.verdicts.iter().filter(|v| v.told != v.expected)
    }
}

impl fmt::Display for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
        let mut kinds: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for v in &self.verdicts {
            let row = rows.entry(v.expected.name()).or_default();
            *row.entry(v.told.name()).or_default() += 1;
            let kind = kinds.entry(v.name).or_default();
            kind.0 += 1;
            kind.1 += u32::from(v.told == v.expected);
        }
        writeln!(f, "what the clip is     what was told: clips")?;
        for (expected, told) in rows {
            let told: Vec<_> = told.iter().map(|(name, n)| format!("{name} {n}")).collect();
            writeln!(f, "  {expected:<18} {}", told.join(", "))?;
        }
        writeln!(f, "how it was made                          right of")?;
        for (name, (all, right)) in kinds {
            writeln!(f, "  {name:<38} {right:>5} {all:>5}")?;
        }
        let mut after: Vec<_> = self
            .verdicts
            .iter()
            .filter(|v| v.expected == Picture::Frozen)
            .filter_map(|v| v.after)
            .collect();
        after.sort_unstable();
        if let (Some(middle), Some(last)) = (after.get(after.len() / 2), after.last()) {
            writeln!(
                f,
                "a freeze was told after {:.2} s (median), {:.2} s (at most)",
                middle.as_secs_f64(),
                last.as_secs_f64()
            )?;
        }
        let pair = [Picture::Live, Picture::Frozen];
        writeln!(f, "live and frozen told apart: {:.4}", self.right(&pair))?;
        write!(
            f,
            "frames read as live a second and more behind a freeze: {}",
            self.stale()
        )
    }
}
