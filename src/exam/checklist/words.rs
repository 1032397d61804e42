//! Verdicts in plain words.

use std::fmt::{self, Write};

use super::rules::{Because, Verdict, rounded};
use crate::exam::{Entered, ItemState, PictureSide, item::Evidence, measure::Quantity};

/// Writes why the state is what it is.
pub(super) fn explain(verdict: &Verdict, entered: Entered, text: &mut String) {
    text.clear();
    // Writing to a string does not fail.
    let _ = write(verdict, entered, text);
}

fn write(verdict: &Verdict, entered: Entered, text: &mut String) -> fmt::Result {
    if verdict.state == ItemState::CannotAssess {
        text.write_str("cannot assess: ")?;
    }
    match verdict.because {
        Because::NoRule => text.write_str("no rule of this program settles it")?,
        Because::Withheld(why) => text.write_str(why.words())?,
        Because::SideUnknown(why) => {
            if verdict.state == ItemState::CannotAssess {
                text.write_str(why.words())?;
            } else {
                write!(text, "to whichever side ({})", why.words())?;
            }
        }
        Because::Entered => {
            let side = entered.left.map_or("", PictureSide::name);
            write!(text, "entered: left of the fetus is {side} in the picture")?;
        }
        Because::Close => text.write_str("too close to call")?,
        Because::NoLimitsForAge => {
            let why = if entered.age.is_some() {
                "the checklist has no limits for this age"
            } else {
                "the limits go by age; gestational age not entered"
            };
            text.write_str(why)?;
        }
        Because::NoScale => text.write_str("how much in millimetres is not known")?,
        Because::Chest([good, all]) => {
            write!(text, "round chest and spine in {good} of {all} frames")?;
        }
        Because::Rate(rate) => {
            let [bpm, error] = rate.bpm;
            write!(text, "{bpm:.0} beats a minute (error {error:.1})")?;
            if !rate.is_regular {
                text.write_str("; not shown to be regular")?;
            }
        }
        Because::Valves(moved) => text.write_str(match moved {
            [true, true] => "both valves open with the beat",
            [true, false] => "the mitral valve was not seen to open with the beat",
            [false, true] => "the tricuspid valve was not seen to open with the beat",
            [false, false] => "the valves were not seen to open with the beat",
        })?,
        Because::NoRate(why) => text.write_str(why)?,
        Because::Measured | Because::NoLimits => {}
    }
    let told = !matches!(verdict.because, Because::Measured | Because::NoLimits);
    for (n, number) in verdict.evidence.iter().flatten().enumerate() {
        if told || n > 0 {
            text.write_str("; ")?;
        }
        put(number, text)?;
    }
    if verdict.because == Because::NoLimits {
        text.write_str("; the checklist has no limits for it")?;
    }
    Ok(())
}

fn put(number: &Evidence, text: &mut String) -> fmt::Result {
    let Evidence {
        quantity, reading, ..
    } = number;
    let [what, positive, negative] = quantity.words();
    let value = rounded(number);
    let spread = reading.spread;
    match (quantity, positive) {
        (Quantity::Axis, _) => write!(text, "{what} {value:.0} degrees (spread {spread:.0}, ")?,
        (_, "") => write!(text, "{what} {value:.2} (spread {spread:.2}, ")?,
        _ => {
            let place = if value < 0.0 { negative } else { positive };
            write!(
                text,
                "{what} {place} ({:.2}, spread {spread:.2}, ",
                value.abs()
            )?;
        }
    }
    match reading.beats {
        Some(beats) => write!(text, "{beats} beats)")?,
        None => write!(text, "{} frames of all phases)", reading.frames)?,
    }
    let within = |yes: bool| if yes { "within" } else { "outside of" };
    let value = f64::from(value);
    match number.limits {
        [Some(min), Some(max)] => {
            let is = (min..=max).contains(&value);
            write!(text, ", {} {min} to {max}", within(is))?;
        }
        [Some(min), None] => write!(text, ", {} at least {min}", within(value >= min))?,
        [None, Some(max)] => write!(text, ", {} at most {max}", within(value <= max))?,
        [None, None] => {}
    }
    match number.z_score {
        Ok(z) => write!(text, ", z {z:+.1}"),
        Err(_) => Ok(()),
    }
}
