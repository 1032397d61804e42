//! Judgement of a located sector: is it live, and can it be read?
//!
//! Every frame gets one answer. Of several reasons the first of this order is told: several pictures on
//! the screen, too dark, frozen, colour, saturated, shadow. Reasons of light need some tenths of a second
//! to begin and to end, so that none flickers.
//!
//! What cannot be told: a loop that the scanner replays from its memory moves as a live picture does;
//! colour from a source without any; pictures side by side that touch.
//!
//! Knows frames and the sector; must not know a clock or how the sector was found: the same frames give
//! the same answers.

mod blocks;
mod change;
mod colour;
mod dual;
mod field;
mod held;
mod light;
mod still;

use std::time::Duration;

use super::{Picture, Sector};
use crate::capture::Frame;
use blocks::{Blocks, LEVEL};
use colour::Colour;
use dual::Dual;
use field::Field;
use held::Held;
use light::{DARK, Light, SHADED, WHITE};
use still::{Course, Still};

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// How long a reason has to hold before it begins and before it ends. Flow comes and goes with every beat.
const LIGHT_HOLD: [Duration; 2] = [ms(300), ms(300)];
const COLOUR_HOLD: [Duration; 2] = [ms(60), ms(1000)];
const DUAL_HOLD: [Duration; 2] = [ms(100), ms(1000)];

/// A block beside the sector changed by more than this, and one that belongs to letters or bars has as
/// much at least, grey levels.
const BESIDE_CHANGE: i32 = 24;
const BESIDE_BRIGHT: i32 = 40;
/// Changed share of the surroundings that means another screen, in thousandths.
const BESIDE_PER_MILLE: usize = 50;

/// Judges the frames of one source, one after the other.
#[derive(Debug, Default)]
pub struct Judge {
    now: Blocks,
    /// The screen when a sector was located last.
    located: Blocks,
    field: Field,
    still: Still,
    colour: Colour,
    dual: Dual,
    held: Reasons,
    /// No frame was judged yet on this screen.
    fresh: bool,
    /// What the last new picture was.
    last: Picture,
}

/// The reasons that are held.
#[derive(Clone, Copy, Debug, Default)]
struct Reasons {
    dark: Held,
    white: Held,
    shaded: Held,
    colour: Held,
    dual: Held,
}

impl Judge {
    /// A judge that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what the next frame shows: `tracked` is what the tracker made of it, `sector` what it found.
    /// [`Picture::Repeated`] follows a live frame alone. A frame of another size starts over.
    pub fn update(&mut self, frame: &Frame, tracked: Picture, sector: Option<&Sector>) -> Picture {
        let complete = frame.luma.len() >= frame.width.saturating_mul(frame.height);
        if !complete || frame.width == 0 {
            return self.forget(tracked);
        }
        self.now.take(frame);
        match sector.filter(|_| tracked == Picture::Live) {
            Some(sector) => self.judge(frame, sector),
            // A sector that is black or white is none to the tracker; the screen around it tells.
            None if self.same_screen() => match self.light(frame.time).or_else(|| self.unlit()) {
                Some(picture) => picture,
                None => self.forget(tracked),
            },
            None => self.forget(tracked),
        }
    }

    /// How far the sector of the last frame differs from the picture that may stand, 0 (not at all) to 1
    /// (no relation) and above.
    #[must_use]
    pub fn moved(&self) -> f64 {
        self.still.moved()
    }

    fn forget(&mut self, picture: Picture) -> Picture {
        self.field.clear();
        self.still.clear();
        self.held = Reasons::default();
        (self.fresh, self.last) = (true, picture);
        picture
    }

    fn judge(&mut self, frame: &Frame, sector: &Sector) -> Picture {
        if !self.now.fits(&self.located) {
            self.forget(Picture::Live);
        }
        // A sector that went dark or white is not elsewhere: the tracker takes furniture for one then.
        let gone = self.field.is_elsewhere(sector) && self.same_screen() && self.unlit().is_some();
        if !gone {
            self.field.set(sector, &self.now);
            self.located.copy_from(&self.now);
        }
        let time = frame.time;
        let shows = self.dual.shows(frame, &self.now, &self.field);
        let dual = self.held.dual.update(time, shows, DUAL_HOLD, self.fresh);
        let lies = self.colour.lies_over(frame, &self.now, &self.field);
        let colour = self
            .held
            .colour
            .update(time, [lies; 2], COLOUR_HOLD, self.fresh);
        let light = self.light(time);
        let course = self.still.update(time, &self.now, &self.field);
        self.fresh = false;
        let picture = match (light, course) {
            _ if dual => Picture::Dual,
            (Some(Picture::TooDark), _) => Picture::TooDark,
            (_, Course::Frozen) => Picture::Frozen,
            _ if colour => Picture::ColourDoppler,
            (Some(light), _) => light,
            (None, Course::Again) if self.last == Picture::Live => return Picture::Repeated,
            (None, _) => Picture::Live,
        };
        self.last = picture;
        picture
    }

    /// What is wrong with the sector's light, if anything is.
    fn light(&mut self, time: Duration) -> Option<Picture> {
        let light = Light::of(&self.now, &self.field)?;
        let fresh = self.fresh;
        let held = |held: &mut Held, begins: bool, goes_on: bool| {
            held.update(time, [begins, goes_on], LIGHT_HOLD, fresh)
        };
        let Light {
            bright,
            white,
            shaded,
        } = light;
        let dark = held(
            &mut self.held.dark,
            bright < DARK.enter,
            bright < DARK.leave,
        );
        let white = held(
            &mut self.held.white,
            white > WHITE.enter,
            white > WHITE.leave,
        );
        let shaded = held(
            &mut self.held.shaded,
            shaded > SHADED.enter,
            shaded > SHADED.leave,
        );
        match (dark, white, shaded) {
            (true, ..) => Some(Picture::TooDark),
            (_, true, _) => Some(Picture::Saturated),
            (.., true) => Some(Picture::Shadowed),
            _ => None,
        }
    }

    /// Why hardly anything is left of the picture where the sector was, whatever is held.
    fn unlit(&self) -> Option<Picture> {
        let light = Light::of(&self.now, &self.field)?;
        if light.bright < DARK.enter {
            Some(Picture::TooDark)
        } else if light.white > WHITE.enter {
            Some(Picture::Saturated)
        } else {
            (light.shaded > SHADED.enter).then_some(Picture::Shadowed)
        }
    }

    /// Whether the screen around the sector is the one on which it was located.
    fn same_screen(&self) -> bool {
        if self.field.places.is_empty() || !self.now.fits(&self.located) {
            return false;
        }
        let (mut changed, mut bright, mut gone) = (0, 0, 0);
        for &index in &self.field.around {
            let [now, was] = [&self.now, &self.located].map(|b| i32::from(b.means[index as usize]));
            let differs = (now - was).abs() > BESIDE_CHANGE * LEVEL;
            let stood = was >= BESIDE_BRIGHT * LEVEL;
            changed += usize::from(differs);
            bright += usize::from(stood);
            gone += usize::from(differs && stood);
        }
        let many = changed * 1000 > self.field.around.len() * BESIDE_PER_MILLE;
        !many && gone * 2 <= bright && bright > 0
    }
}

#[cfg(test)]
mod tests;
