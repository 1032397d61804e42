//! What the one who looks at the screen has chosen to see.

use crate::anatomy::View;

/// What the examiner or the engineer chose to see. It never decides whether a finding may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Showing {
    /// The page.
    pub page: Page,
    /// Whether boxes are drawn over the live picture.
    pub boxes: bool,
    /// How bright the screen is.
    pub brightness: Brightness,
}

impl Default for Showing {
    fn default() -> Self {
        Self {
            page: Page::Live,
            boxes: true,
            brightness: Brightness::Day,
        }
    }
}

/// A page of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The exam as it goes on.
    #[default]
    Live,
    /// What was shown and seen so far.
    Review(Review),
    /// What the clinical engineer needs.
    Setup,
}

/// A page of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// The key image of every view, and how much of each was seen.
    Overview,
    /// One view: key image, items, measurements. The place of the view in [`View::SWEEP`], below its length.
    View(u8),
    /// The timeline, and the score and what to look at again where the site wants them.
    Timeline,
}

impl Review {
    /// How many pages the review has.
    pub const COUNT: usize = View::SWEEP.len() + 2;

    /// The page at a place; the last one beyond.
    #[must_use]
    pub const fn at(place: usize) -> Self {
        match place {
            0 => Self::Overview,
            n if n <= View::SWEEP.len() => Self::View(n as u8 - 1),
            _ => Self::Timeline,
        }
    }

    /// Its place, from 0.
    #[must_use]
    pub const fn place(self) -> usize {
        match self {
            Self::Overview => 0,
            Self::View(n) if (n as usize) < View::SWEEP.len() => n as usize + 1,
            Self::View(_) | Self::Timeline => Self::COUNT - 1,
        }
    }
}

/// How bright the screen is: three levels, all of which keep their contrast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Brightness {
    /// For a room with daylight.
    #[default]
    Day,
    /// For a dimmed room.
    Dim,
    /// For a dark room: as little light as can still be read.
    Night,
}

impl Brightness {
    /// All, the brightest first.
    pub const ALL: [Self; 3] = [Self::Day, Self::Dim, Self::Night];

    /// Name as in board files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Dim => "dim",
            Self::Night => "night",
        }
    }

    /// The next brighter one; the brightest stays.
    #[must_use]
    pub const fn brighter(self) -> Self {
        match self {
            Self::Day | Self::Dim => Self::Day,
            Self::Night => Self::Dim,
        }
    }

    /// The next darker one; the darkest stays.
    #[must_use]
    pub const fn darker(self) -> Self {
        match self {
            Self::Day => Self::Dim,
            Self::Dim | Self::Night => Self::Night,
        }
    }
}

impl Page {
    /// The next page: from the live screen through the review and back to the live screen.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Live => Self::Review(Review::Overview),
            Self::Review(page) if page.place() + 1 < Review::COUNT => {
                Self::Review(Review::at(page.place() + 1))
            }
            Self::Review(_) | Self::Setup => Self::Live,
        }
    }

    /// The page before, the same way back.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self {
            Self::Live => Self::Review(Review::Timeline),
            Self::Review(page) if page.place() > 0 => Self::Review(Review::at(page.place() - 1)),
            Self::Review(_) | Self::Setup => Self::Live,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_pages_lead_once_round_and_the_previous_ones_back() {
        let mut page = Page::Live;
        for place in 0..Review::COUNT {
            let before = page;
            page = page.next();
            assert_eq!(page, Page::Review(Review::at(place)));
            assert_eq!(page.previous(), before);
        }
        assert_eq!((page.next(), Page::Setup.next()), (Page::Live, Page::Live));
        assert_eq!(Page::Live.previous(), page);
        let odd = Page::Review(Review::View(200));
        assert_eq!(odd.next(), Page::Live);
    }

    #[test]
    fn brightness_has_ends() {
        let mut level = Brightness::Day;
        assert_eq!(level.brighter(), level);
        for expected in [Brightness::Dim, Brightness::Night, Brightness::Night] {
            level = level.darker();
            assert_eq!(level, expected);
        }
        assert_eq!(level.brighter(), Brightness::Dim);
    }
}
