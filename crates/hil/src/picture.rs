//! Pictures of the side display.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter},
    path::Path,
};

use anyhow::{Context as _, bail};

/// An RGB picture, 8 bits a channel, row by row without padding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// `3 * width * height` bytes.
    pub rgb: Vec<u8>,
}

impl Picture {
    /// A white picture.
    pub fn white((width, height): (u32, u32)) -> Self {
        let rgb = vec![255; 3 * width as usize * height as usize];
        Self { width, height, rgb }
    }

    /// Reads a binary PPM of 8 bits a channel, as QEMU writes it: without comments.
    pub fn load_ppm(file: &Path) -> anyhow::Result<Self> {
        let bytes = fs::read(file).with_context(|| format!("{}", file.display()))?;
        Self::of_ppm(&bytes).with_context(|| format!("{}: no whole PPM", file.display()))
    }

    fn of_ppm(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"P6")?;
        let mut numbers = [0; 3];
        for number in &mut numbers {
            rest = rest.trim_ascii_start();
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (word, behind) = rest.split_at(digits);
            *number = std::str::from_utf8(word).ok()?.parse().ok()?;
            rest = behind;
        }
        let [width, height, most] = numbers;
        let (_, pixels) = rest.split_first()?;
        let whole = most == 255 && pixels.len() as u64 == 3 * u64::from(width) * u64::from(height);
        whole.then(|| Self {
            width,
            height,
            rgb: pixels.to_vec(),
        })
    }

    /// Writes a PNG.
    pub fn save(&self, file: &Path) -> anyhow::Result<()> {
        let what = || format!("{}", file.display());
        let output = BufWriter::new(File::create(file).with_context(what)?);
        let mut encoder = png::Encoder::new(output, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().with_context(what)?;
        writer.write_image_data(&self.rgb).with_context(what)
    }

    /// A part of the picture: left, top, width, height. `None` where it does not lie in it.
    pub fn part(&self, [left, top, width, height]: [u32; 4]) -> Option<Self> {
        let inside = left + width <= self.width && top + height <= self.height;
        let rows = top..top + height;
        let row = |y: u32| {
            let from = 3 * (y as usize * self.width as usize + left as usize);
            self.rgb.get(from..from + 3 * width as usize)
        };
        let rgb = rows.map(row).collect::<Option<Vec<_>>>()?.concat();
        inside.then_some(Self { width, height, rgb })
    }

    /// Reads a PNG of 8 bits a channel, with or without alpha, which is left out.
    pub fn load(file: &Path) -> anyhow::Result<Self> {
        let open = || -> anyhow::Result<Self> {
            let mut decoder = png::Decoder::new(BufReader::new(File::open(file)?));
            decoder.set_transformations(png::Transformations::normalize_to_color8());
            let mut reader = decoder.read_info()?;
            let bytes = reader.output_buffer_size().context("picture too large")?;
            let mut rgb = vec![0; bytes];
            let about = reader.next_frame(&mut rgb)?;
            rgb.truncate(about.buffer_size());
            let rgb = match about.color_type {
                png::ColorType::Rgb => rgb,
                png::ColorType::Rgba => {
                    let (pixels, _) = rgb.as_chunks::<4>();
                    pixels.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect()
                }
                other => bail!("a picture of {other:?}"),
            };
            let (width, height) = (about.width, about.height);
            Ok(Self { width, height, rgb })
        };
        open().with_context(|| format!("{}", file.display()))
    }

    /// The same picture, black where a mask of its size is.
    pub fn where_white(mut self, mask: &Self) -> Self {
        for (own, mask) in self.rgb.iter_mut().zip(&mask.rgb) {
            *own &= *mask;
        }
        self
    }

    /// The same picture upside down.
    pub fn turned(mut self) -> Self {
        self.rgb.as_chunks_mut::<3>().0.reverse();
        self
    }

    /// The same picture with parts of it black: left, top, width, height, pixels.
    pub fn without(mut self, parts: &[[u32; 4]]) -> Self {
        for [left, top, width, height] in parts {
            for y in *top..(top + height).min(self.height) {
                let row = (y * self.width) as usize * 3;
                let end = (left + width).min(self.width) as usize * 3;
                self.rgb[row + *left as usize * 3..row + end].fill(0);
            }
        }
        self
    }

    /// How many pixels differ in any channel by more than `tolerance`; all of them where the sizes
    /// differ.
    pub fn differing(&self, other: &Self, tolerance: u8) -> usize {
        if (self.width, self.height) != (other.width, other.height) {
            return (self.width * self.height).max(other.width * other.height) as usize;
        }
        let (ours, _) = self.rgb.as_chunks::<3>();
        let (theirs, _) = other.rgb.as_chunks::<3>();
        let far = |(a, b): (&u8, &u8)| a.abs_diff(*b) > tolerance;
        let pairs = ours.iter().zip(theirs);
        pairs
            .filter(|(a, b)| a.iter().zip(b.iter()).any(far))
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::Picture;

    #[test]
    fn differences_are_counted_by_pixel() {
        let black = Picture {
            width: 2,
            height: 1,
            rgb: vec![0; 6],
        };
        let mut other = black.clone();
        other.rgb[4] = 3;
        assert_eq!(black.differing(&black, 0), 0);
        assert_eq!(black.differing(&other, 2), 1);
        assert_eq!(black.differing(&other, 3), 0);
        let wide = Picture {
            width: 3,
            height: 1,
            rgb: vec![0; 9],
        };
        assert_eq!(black.differing(&wide, 255), 3);
        assert_eq!(other.without(&[[1, 0, 9, 9]]).differing(&black, 0), 0);
    }

    #[test]
    fn a_part_of_a_ppm_is_cut_out() {
        let bytes = b"P6\n2 2\n255\n\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c";
        let picture = Picture::of_ppm(bytes).unwrap();
        assert_eq!((picture.width, picture.height), (2, 2));
        assert_eq!(picture.part([1, 1, 1, 1]).unwrap().rgb, [10, 11, 12]);
        assert!(picture.part([1, 1, 2, 1]).is_none());
        assert!(Picture::of_ppm(&bytes[..bytes.len() - 1]).is_none());
        assert!(Picture::of_ppm(b"P6").is_none());
    }
}
