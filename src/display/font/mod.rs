//! The letters of the screen: outlines of Noto Sans and, for what it lacks, Noto Sans CJK JP, both under the
//! SIL Open Font License (`OFL.txt`); `scripts/fonts.py` cuts them to what the screen uses.
//!
//! Widths are whole numbers of font units, and outlines are filled with additions, multiplications, divisions and
//! square roots of `f32` alone, which round alike on every machine: the same text gives the same bytes everywhere.

mod bitmaps;

use std::{
    collections::BTreeSet,
    sync::{LazyLock, Mutex, PoisonError},
};

use ab_glyph::{Font as _, FontRef, GlyphId};

pub(super) use bitmaps::{warm, with_bitmap};

/// Font units of an em, in all files.
pub(super) const EM: i32 = 1000;
/// Width of the box that stands for a letter that no file has, font units.
const BOX: i32 = 600;
/// A letter that is missing is logged once; so many different ones.
const LOGGED_MAX: usize = 256;

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For running text.
    Regular,
    /// For what stands out.
    Bold,
}

/// Where a letter's outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a file, at a place within it.
    Glyph {
        /// 0: Latin, 1: Japanese.
        file: u8,
        /// Its number there.
        id: u16,
    },
    /// Nowhere: a box is drawn.
    Missing,
    /// Nothing is drawn: a control character.
    Nothing,
}

/// A letter of a weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub place: Place,
    /// How far the next one stands, font units.
    pub advance: i32,
}

/// The files of one weight, and what is asked of them most.
pub(super) struct Family {
    pub files: [FontRef<'static>; 2],
    ascii: [Letter; 128],
    /// Kerning of two ASCII letters, font units.
    kerning: Box<[[i8; 128]; 128]>,
}

static REGULAR: LazyLock<Option<Family>> = LazyLock::new(|| {
    Family::new([
        include_bytes!("latin-regular.ttf"),
        include_bytes!("japanese-regular.otf"),
    ])
});
static BOLD: LazyLock<Option<Family>> = LazyLock::new(|| {
    Family::new([
        include_bytes!("latin-bold.ttf"),
        include_bytes!("japanese-bold.otf"),
    ])
});
static LOGGED: Mutex<BTreeSet<char>> = Mutex::new(BTreeSet::new());

/// The files of a weight. They are part of the program, and a test reads them.
pub(super) fn family(weight: Weight) -> Option<&'static Family> {
    match weight {
        Weight::Regular => REGULAR.as_ref(),
        Weight::Bold => BOLD.as_ref(),
    }
}

impl Family {
    fn new([latin, japanese]: [&'static [u8]; 2]) -> Option<Self> {
        let files = [
            FontRef::try_from_slice(latin).ok()?,
            FontRef::try_from_slice(japanese).ok()?,
        ];
        let nothing = Letter {
            place: Place::Nothing,
            advance: 0,
        };
        let mut family = Self {
            files,
            ascii: [nothing; 128],
            kerning: Box::new([[0; 128]; 128]),
        };
        for code in 0..128_u8 {
            family.ascii[usize::from(code)] = family.look_up(char::from(code));
        }
        let latin = &family.files[0];
        let id = |code: usize| latin.glyph_id(char::from(code as u8));
        for (first, row) in family.kerning.iter_mut().enumerate().skip(0x20) {
            for (second, value) in row.iter_mut().enumerate().skip(0x20) {
                // A cast saturates; no pair lies further apart than an eighth of an em.
                *value = latin.kern_unscaled(id(first), id(second)) as i8;
            }
        }
        Some(family)
    }

    fn look_up(&self, letter: char) -> Letter {
        for (file, font) in self.files.iter().enumerate() {
            let id = font.glyph_id(letter);
            if id.0 != 0 && !letter.is_control() {
                return Letter {
                    place: Place::Glyph {
                        file: file as u8,
                        id: id.0,
                    },
                    advance: font.h_advance_unscaled(id) as i32,
                };
            }
        }
        // What cannot be seen in any font is no missing letter.
        let unseen = letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{feff}');
        let (place, advance) = if unseen {
            (Place::Nothing, 0)
        } else {
            (Place::Missing, BOX)
        };
        Letter { place, advance }
    }

    pub(super) fn letter(&self, letter: char) -> Letter {
        let found = match self.ascii.get(letter as usize) {
            Some(known) => *known,
            None => self.look_up(letter),
        };
        if found.place == Place::Missing {
            log_missing(letter);
        }
        found
    }

    /// How much nearer (negative) or further `second` stands behind `first`, font units.
    pub(super) fn kerning(&self, first: char, second: char) -> i32 {
        let row = self.kerning.get(first as usize);
        let value = row.and_then(|row| row.get(second as usize));
        value.map_or(0, |value| i32::from(*value))
    }

    fn outline(&self, place: Place) -> Option<(&FontRef<'static>, GlyphId)> {
        match place {
            Place::Glyph { file, id } => Some((self.files.get(usize::from(file))?, GlyphId(id))),
            Place::Missing | Place::Nothing => None,
        }
    }
}

/// Whether the screen has an outline for a letter.
#[must_use]
pub fn has_letter(letter: char) -> bool {
    let known = |weight| {
        let place = family(weight).map(|family| family.look_up(letter).place);
        !matches!(place, None | Some(Place::Missing))
    };
    known(Weight::Regular) && known(Weight::Bold)
}

fn log_missing(letter: char) {
    let mut logged = LOGGED.lock().unwrap_or_else(PoisonError::into_inner);
    if logged.len() < LOGGED_MAX && logged.insert(letter) {
        log::warn!(
            "the screen has no letter {letter:?} (U+{:04X}): a box stands in its place",
            letter as u32
        );
    }
}

#[cfg(test)]
mod tests;
