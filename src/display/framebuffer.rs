//! A panel behind a Linux framebuffer (`/dev/fbN`): the canvas put into its pixels.
//!
//! Written with plain writes, not through a mapping: drivers that send changed lines over a wire
//! (SPI, virtio) learn of a write at once, and a panel that goes away is an error, not a signal.

use std::{
    fs::{File, OpenOptions},
    io,
    os::{fd::AsRawFd, unix::fs::FileExt},
    path::Path,
};

use super::canvas::Canvas;

/// `FBIOGET_VSCREENINFO` and `FBIOGET_FSCREENINFO` of linux/fb.h.
const GET_VARIABLE: u32 = 0x4600;
const GET_FIXED: u32 = 0x4602;
/// `FB_TYPE_PACKED_PIXELS` and `FB_VISUAL_TRUECOLOR`, `FB_VISUAL_DIRECTCOLOR` of linux/fb.h.
const PACKED_PIXELS: u32 = 0;
const COLOUR_VISUALS: [u32; 2] = [2, 4];

/// Why a panel cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PanelError {
    /// The system refuses the device.
    #[error("panel {device}: {source}")]
    Io {
        /// The device node.
        device: String,
        /// What the system said.
        source: io::Error,
    },
    /// The device's pixels are none that can be drawn.
    #[error("panel {device}: {what}")]
    Unusable {
        /// The device node.
        device: String,
        /// What they are.
        what: String,
    },
}

impl PanelError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::Io { .. } => {
                "`framebuffer` names the panel's device, such as /dev/fb0; the service's user has to \
                 be in the group `video`"
            }
            Self::Unusable { .. } => {
                "set the panel to a mode of at least 1280x800 with 16, 24 or 32 bits a pixel, on the \
                 kernel's command line for instance: video=1280x800-32"
            }
        })
    }
}

/// `struct fb_bitfield`: where a colour lies in a pixel, bits.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bits {
    offset: u32,
    length: u32,
    most_significant_right: u32,
}

/// `struct fb_var_screeninfo`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
struct Variable {
    width: u32,
    height: u32,
    virtual_size: [u32; 2],
    x_offset: u32,
    y_offset: u32,
    bits: u32,
    greyscale: u32,
    red: Bits,
    green: Bits,
    blue: Bits,
    transparency: Bits,
    rest: [u32; 20],
}

/// `struct fb_fix_screeninfo`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
struct Fixed {
    name: [u8; 16],
    start: libc::c_ulong,
    bytes: u32,
    kind: u32,
    kind_aux: u32,
    visual: u32,
    steps: [u16; 3],
    line_bytes: u32,
    mapped: libc::c_ulong,
    mapped_bytes: u32,
    accelerator: u32,
    capabilities: u16,
    reserved: [u16; 2],
}

/// How a panel's pixels lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Layout {
    width: u32,
    height: u32,
    /// Bytes from line to line.
    stride: usize,
    /// Bytes of a pixel: 2, 3 or 4.
    pixel_bytes: usize,
    /// Red, green, blue.
    colours: [Bits; 3],
    /// What is visible begins here, bytes.
    start: u64,
}

impl Layout {
    /// What is wrong is said in words.
    fn of(variable: &Variable, fixed: &Fixed, canvas: (u32, u32)) -> Result<Self, String> {
        let Variable {
            width,
            height,
            bits,
            red,
            green,
            blue,
            ..
        } = *variable;
        if fixed.kind != PACKED_PIXELS || !COLOUR_VISUALS.contains(&fixed.visual) {
            return Err("its pixels do not hold red, green and blue".to_owned());
        }
        let colours = [red, green, blue];
        let sound = |c: &Bits| c.length > 0 && c.length <= 8 && c.offset + c.length <= bits;
        if ![16, 24, 32].contains(&bits) || !colours.iter().all(sound) {
            return Err(format!("pixels of {bits} bits are not known"));
        }
        if width < canvas.0 || height < canvas.1 {
            let (w, h) = canvas;
            return Err(format!(
                "{width}x{height} pixels, and the screen takes {w}x{h}"
            ));
        }
        let (stride, pixel_bytes) = (fixed.line_bytes as usize, bits as usize / 8);
        if stride < width as usize * pixel_bytes {
            return Err(format!("lines of {stride} bytes for {width} pixels"));
        }
        let start = u64::from(variable.y_offset) * stride as u64
            + u64::from(variable.x_offset) * pixel_bytes as u64;
        Ok(Self {
            width,
            height,
            stride,
            pixel_bytes,
            colours,
            start,
        })
    }

    /// The canvas amid the panel, as the bytes of its lines; black around it. `lines` keeps its
    /// buffer, and what lies around the canvas in it.
    fn fill(&self, canvas: &Canvas, lines: &mut Vec<u8>) {
        lines.resize(self.stride * self.height as usize, 0);
        let left = ((self.width - canvas.width()) / 2) as usize * self.pixel_bytes;
        let top = ((self.height - canvas.height()) / 2) as usize;
        let row_bytes = canvas.width() as usize * 3;
        let rows = canvas.as_bytes().chunks_exact(row_bytes);
        for (line, row) in lines.chunks_exact_mut(self.stride).skip(top).zip(rows) {
            let pixels = line[left..].chunks_exact_mut(self.pixel_bytes);
            for (pixel, rgb) in pixels.zip(row.as_chunks::<3>().0) {
                let value = self.value(*rgb).to_le_bytes();
                pixel.copy_from_slice(&value[..pixel.len()]);
            }
        }
    }

    /// A pixel's value.
    fn value(&self, rgb: [u8; 3]) -> u32 {
        let mut value = 0;
        for (colour, bits) in rgb.into_iter().zip(self.colours) {
            value |= (u32::from(colour) >> (8 - bits.length)) << bits.offset;
        }
        value
    }
}

/// An open panel.
#[derive(Debug)]
pub struct Panel {
    device: String,
    file: File,
    layout: Layout,
    lines: Vec<u8>,
}

impl Panel {
    /// Opens the framebuffer at `path` for screens of that size, pixels.
    ///
    /// # Errors
    /// Where the system refuses it, or its pixels cannot be drawn: fewer than the screen's, or not
    /// 16, 24 or 32 bits of red, green and blue.
    pub fn open(path: &Path, size: (u32, u32)) -> Result<Self, PanelError> {
        let device = path.display().to_string();
        let io = |source| PanelError::Io {
            device: device.clone(),
            source,
        };
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(io)?;
        let (mut variable, mut fixed) = (Variable::default(), Fixed::default());
        ask(&file, GET_VARIABLE, &mut variable).map_err(io)?;
        ask(&file, GET_FIXED, &mut fixed).map_err(io)?;
        match Layout::of(&variable, &fixed, size) {
            Ok(layout) => Ok(Self {
                device,
                file,
                layout,
                lines: Vec::new(),
            }),
            Err(what) => Err(PanelError::Unusable { device, what }),
        }
    }

    /// Shows a canvas of the size that the panel was opened for.
    ///
    /// # Errors
    /// Where the system refuses the write: the panel went away.
    pub fn show(&mut self, canvas: &Canvas) -> Result<(), PanelError> {
        self.layout.fill(canvas, &mut self.lines);
        self.file
            .write_all_at(&self.lines, self.layout.start)
            .map_err(|source| PanelError::Io {
                device: self.device.clone(),
                source,
            })
    }
}

fn ask<T>(file: &File, request: u32, answer: &mut T) -> io::Result<()> {
    // SAFETY: the kernel fills the structure that belongs to the request, which `T` is.
    match unsafe { libc::ioctl(file.as_raw_fd(), request as _, &raw mut *answer) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

#[cfg(test)]
mod tests {
    use embedded_graphics::{Pixel, draw_target::DrawTarget, geometry::Point, pixelcolor::Rgb888};

    use super::*;

    const fn bits(offset: u32, length: u32) -> Bits {
        Bits {
            offset,
            length,
            most_significant_right: 0,
        }
    }

    fn variable(depth: u32, colours: [Bits; 3]) -> Variable {
        let [red, green, blue] = colours;
        Variable {
            width: 4,
            height: 3,
            bits: depth,
            red,
            green,
            blue,
            ..Variable::default()
        }
    }

    fn fixed(line_bytes: u32) -> Fixed {
        Fixed {
            visual: COLOUR_VISUALS[0],
            line_bytes,
            ..Fixed::default()
        }
    }

    const XRGB: [Bits; 3] = [bits(16, 8), bits(8, 8), bits(0, 8)];
    const RGB565: [Bits; 3] = [bits(11, 5), bits(5, 6), bits(0, 5)];

    fn shown(variable: &Variable, line_bytes: u32) -> Vec<u8> {
        let mut canvas = Canvas::new(2, 1);
        let pixel = Pixel(Point::new(1, 0), Rgb888::new(255, 130, 9));
        canvas.draw_iter([pixel]).unwrap();
        let layout = Layout::of(variable, &fixed(line_bytes), (2, 1)).unwrap();
        let mut lines = Vec::new();
        layout.fill(&canvas, &mut lines);
        lines
    }

    #[test]
    fn structures_have_the_kernels_sizes() {
        assert_eq!(size_of::<Variable>(), 160);
        assert_eq!(size_of::<Fixed>(), 48 + 4 * size_of::<libc::c_ulong>());
    }

    #[test]
    fn the_canvas_stands_amid_the_panel_in_its_own_pixels() {
        let lines = shown(&variable(32, XRGB), 20);
        let mut wanted = vec![0; 60];
        wanted[20 + 8..20 + 11].copy_from_slice(&[9, 130, 255]);
        assert_eq!(lines, wanted);
        let lines = shown(&variable(16, RGB565), 8);
        let value = (0b11111 << 11) | ((130 >> 2) << 5) | 1_u16;
        assert_eq!(lines[8 + 4..8 + 6], value.to_le_bytes());
        assert_eq!(lines.iter().filter(|b| **b > 0).count(), 2);
    }

    #[test]
    fn what_cannot_be_drawn_is_said() {
        let refuse = |variable: &Variable, fixed: &Fixed, size| {
            Layout::of(variable, fixed, size).unwrap_err()
        };
        let sound = variable(32, XRGB);
        let small = refuse(&sound, &fixed(16), (1280, 800));
        assert_eq!(small, "4x3 pixels, and the screen takes 1280x800");
        assert!(refuse(&sound, &fixed(15), (2, 1)).contains("15 bytes"));
        assert!(refuse(&variable(8, XRGB), &fixed(16), (2, 1)).contains("8 bits"));
        let beyond = [bits(30, 8), bits(8, 8), bits(0, 8)];
        assert!(refuse(&variable(32, beyond), &fixed(16), (2, 1)).contains("not known"));
        let grey = Fixed {
            visual: 1,
            ..fixed(16)
        };
        assert!(refuse(&sound, &grey, (2, 1)).contains("red, green and blue"));
    }

    #[test]
    fn a_file_is_no_panel_and_stays_as_it_was() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "kept").unwrap();
        let error = Panel::open(file.path(), (2, 1)).unwrap_err();
        assert!(matches!(error, PanelError::Io { .. }), "{error}");
        assert!(error.hint().unwrap().contains("/dev/fb0"));
        assert_eq!(std::fs::read(file.path()).unwrap(), b"kept");
    }
}
