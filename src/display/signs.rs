//! The four signs of the checklist, drawn as vectors on 13 by 13 pixels.

use embedded_graphics::{
    Drawable,
    draw_target::DrawTarget,
    geometry::{Point, Size},
    pixelcolor::PixelColor,
    primitives::{Circle, Line, Primitive, PrimitiveStyle, Rectangle},
};

use crate::exam::ItemState;

/// Width and height of a sign, pixels.
pub const SIDE: i32 = 13;

/// A sign, told from the others by its shape alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Seen.
    Tick,
    /// Not seen yet.
    Ring,
    /// Cannot be assessed.
    Dash,
    /// To be looked at again.
    Alert,
}

impl Sign {
    /// The sign of a state.
    pub const fn of(state: ItemState) -> Self {
        match state {
            ItemState::Seen | ItemState::Meets => Self::Tick,
            ItemState::NotSeen => Self::Ring,
            ItemState::CannotAssess => Self::Dash,
            ItemState::Outside => Self::Alert,
        }
    }

    /// Draws the sign with its top left pixel at `at`.
    pub fn draw<D>(self, target: &mut D, at: Point, colour: D::Color) -> Result<(), D::Error>
    where
        D: DrawTarget<Color: PixelColor>,
    {
        let stroke = |width| PrimitiveStyle::with_stroke(colour, width);
        let fill = PrimitiveStyle::with_fill(colour);
        let p = |x, y| at + Point::new(x, y);
        match self {
            Self::Tick => {
                Line::new(p(1, 7), p(4, 10))
                    .into_styled(stroke(3))
                    .draw(target)?;
                Line::new(p(4, 10), p(11, 3))
                    .into_styled(stroke(3))
                    .draw(target)
            }
            Self::Ring => Circle::new(p(1, 1), 11).into_styled(stroke(2)).draw(target),
            Self::Dash => Rectangle::new(p(1, 5), Size::new(11, 3))
                .into_styled(fill)
                .draw(target),
            Self::Alert => {
                Line::new(p(6, 0), p(0, 12))
                    .into_styled(stroke(1))
                    .draw(target)?;
                Line::new(p(6, 0), p(12, 12))
                    .into_styled(stroke(1))
                    .draw(target)?;
                Rectangle::new(p(0, 11), Size::new(13, 2))
                    .into_styled(fill)
                    .draw(target)?;
                Rectangle::new(p(6, 4), Size::new(1, 4))
                    .into_styled(fill)
                    .draw(target)?;
                Rectangle::new(p(6, 9), Size::new(1, 1))
                    .into_styled(fill)
                    .draw(target)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use embedded_graphics::{mock_display::MockDisplay, pixelcolor::BinaryColor};

    use super::*;

    fn drawn(sign: Sign) -> MockDisplay<BinaryColor> {
        let mut display = MockDisplay::new();
        display.set_allow_overdraw(true);
        sign.draw(&mut display, Point::zero(), BinaryColor::On)
            .unwrap();
        display
    }

    #[test]
    fn signs_have_their_shapes() {
        drawn(Sign::Tick).assert_pattern(&[
            "             ",
            "             ",
            "          #  ",
            "         ### ",
            "        #### ",
            "       ####  ",
            "  #   ####   ",
            " ### ####    ",
            " #######     ",
            "  #####      ",
            "   ###       ",
        ]);
        drawn(Sign::Ring).assert_pattern(&[
            "    #####    ",
            "  #########  ",
            " ###     ### ",
            " ##       ## ",
            "##         ##",
            "##         ##",
            "##         ##",
            "##         ##",
            "##         ##",
            " ##       ## ",
            " ###     ### ",
            "  #########  ",
            "    #####    ",
        ]);
        drawn(Sign::Dash).assert_pattern(&[
            "             ",
            "             ",
            "             ",
            "             ",
            "             ",
            " ########### ",
            " ########### ",
            " ########### ",
        ]);
        drawn(Sign::Alert).assert_pattern(&[
            "      #      ",
            "      #      ",
            "     # #     ",
            "     # #     ",
            "    # # #    ",
            "    # # #    ",
            "   #  #  #   ",
            "   #  #  #   ",
            "  #       #  ",
            "  #   #   #  ",
            " #         # ",
            "#############",
            "#############",
        ]);
    }
}
