//! Interlaced pictures: which lines of a buffer make a picture, and what lies between them.
//!
//! Each field by itself becomes a picture of the full height ("bob"): its lines stand where they
//! belong and the others are the mean of their neighbours. Two fields were taken at two moments,
//! and a beating heart woven of both has combs for edges. Of a buffer that holds both, the newer
//! one alone is read: the older one would be out of date at once.

/// Which lines of the picture a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parity {
    /// The first line and every other one from there.
    Top,
    /// The second line and every other one from there.
    Bottom,
}

/// How fields lie in a buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fields {
    /// There are none: a buffer is a whole picture.
    #[default]
    Progressive,
    /// Both in one buffer, line by line in turn.
    Woven {
        /// The one taken later.
        newer: Parity,
    },
    /// Both in one buffer, one behind the other.
    Sequential {
        /// The one taken later, which lies behind the other.
        newer: Parity,
    },
    /// One in each buffer, which says which one; the height is that of a field.
    Alternate,
    /// One in each buffer, always the same; the height is that of a field.
    Single(Parity),
}

/// Lines of a buffer that are read, and where they belong in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// Height of the picture.
    pub height: usize,
    /// First line in the buffer, and how many to the next.
    from: (usize, usize),
    /// First line in the picture, and how many to the next.
    to: (usize, usize),
    pub count: usize,
}

impl Lines {
    /// The lines of a buffer of `height` lines.
    pub fn of(fields: Fields, height: usize, parity: Parity) -> Self {
        let offset = |parity| usize::from(parity == Parity::Bottom);
        let own = |parity| match parity {
            Parity::Top => height.div_ceil(2),
            Parity::Bottom => height / 2,
        };
        match fields {
            Fields::Progressive => Self {
                height,
                from: (0, 1),
                to: (0, 1),
                count: height,
            },
            Fields::Woven { newer } => Self {
                height,
                from: (offset(newer), 2),
                to: (offset(newer), 2),
                count: own(newer),
            },
            Fields::Sequential { newer } => Self {
                height,
                from: (height - own(newer), 1),
                to: (offset(newer), 2),
                count: own(newer),
            },
            Fields::Alternate | Fields::Single(_) => Self {
                height: height.saturating_mul(2),
                from: (0, 1),
                to: (offset(parity), 2),
                count: height,
            },
        }
    }

    /// Line in the buffer and line in the picture of the field's line `n`, which is below `count`.
    pub fn pair(&self, n: usize) -> (usize, usize) {
        (self.from.0 + n * self.from.1, self.to.0 + n * self.to.1)
    }

    /// The buffer's line that is nearest to line `y` of the picture, where there is any.
    pub fn nearest(&self, y: usize) -> usize {
        let n = y.saturating_sub(self.to.0) / self.to.1;
        self.pair(n.min(self.count.saturating_sub(1))).0
    }

    /// Fills the lines between those that were read.
    pub fn fill_between(&self, width: usize, picture: &mut [u8]) {
        if self.to.1 == 1 || width == 0 || self.count == 0 {
            return;
        }
        let missing = 1 - self.to.0;
        for y in (missing..self.height).step_by(2) {
            let (above, rest) = picture.split_at_mut(y * width);
            let (line, below) = rest.split_at_mut(width);
            let above = above.len().checked_sub(width).map(|start| &above[start..]);
            match (above, below.get(..width)) {
                (Some(above), Some(below)) => {
                    for ((to, a), b) in line.iter_mut().zip(above).zip(below) {
                        *to = a.midpoint(*b);
                    }
                }
                (Some(other), None) => line.copy_from_slice(other),
                (None, Some(other)) => line.copy_from_slice(other),
                (None, None) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The picture of a buffer of one column, whose lines hold their own numbers times ten.
    fn picture(fields: Fields, height: usize, parity: Parity) -> Vec<u8> {
        let lines = Lines::of(fields, height, parity);
        let mut picture = vec![255; lines.height];
        for n in 0..lines.count {
            let (from, to) = lines.pair(n);
            picture[to] = u8::try_from(from * 10).unwrap();
        }
        lines.fill_between(1, &mut picture);
        picture
    }

    #[test]
    fn a_field_becomes_a_picture_of_full_height() {
        use Parity::{Bottom, Top};
        let cases: [(Fields, usize, Parity, &[u8]); 8] = [
            (Fields::Progressive, 3, Top, &[0, 10, 20]),
            (Fields::Woven { newer: Top }, 4, Bottom, &[0, 10, 20, 20]),
            (Fields::Woven { newer: Bottom }, 4, Top, &[10, 10, 20, 30]),
            (
                Fields::Woven { newer: Bottom },
                5,
                Top,
                &[10, 10, 20, 30, 30],
            ),
            (
                Fields::Sequential { newer: Bottom },
                4,
                Top,
                &[20, 20, 25, 30],
            ),
            (Fields::Sequential { newer: Top }, 4, Top, &[20, 25, 30, 30]),
            (Fields::Alternate, 2, Bottom, &[0, 0, 5, 10]),
            (Fields::Single(Top), 2, Top, &[0, 5, 10, 10]),
        ];
        for (fields, height, parity, expected) in cases {
            assert_eq!(picture(fields, height, parity), expected, "{fields:?}");
        }
        assert_eq!(picture(Fields::Woven { newer: Bottom }, 1, Top), [255]);
        assert_eq!(picture(Fields::Alternate, 0, Top), [0; 0]);
    }

    #[test]
    fn the_nearest_line_is_one_of_the_field() {
        let lines = Lines::of(
            Fields::Sequential {
                newer: Parity::Bottom,
            },
            6,
            Parity::Top,
        );
        assert_eq!([0, 1, 2, 3, 5].map(|y| lines.nearest(y)), [3, 3, 3, 4, 5]);
        let none = Lines::of(
            Fields::Woven {
                newer: Parity::Bottom,
            },
            1,
            Parity::Top,
        );
        assert_eq!(none.count, 0);
    }
}
