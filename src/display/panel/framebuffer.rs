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

use embedded_graphics::primitives::Rectangle;

use crate::board::Rotation;

use super::{
    super::canvas::Canvas,
    Panel, PanelError,
    lines::{Lines, whole},
};

/// `FBIOGET_VSCREENINFO` and `FBIOGET_FSCREENINFO` of linux/fb.h.
const GET_VARIABLE: u32 = 0x4600;
const GET_FIXED: u32 = 0x4602;
/// `FB_TYPE_PACKED_PIXELS` and `FB_VISUAL_TRUECOLOR`, `FB_VISUAL_DIRECTCOLOR` of linux/fb.h.
const PACKED_PIXELS: u32 = 0;
const COLOUR_VISUALS: [u32; 2] = [2, 4];

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
    fn of(variable: &Variable, fixed: &Fixed) -> Result<Self, String> {
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

    /// A pixel's value.
    fn value(&self, rgb: [u8; 3]) -> u32 {
        let mut value = 0;
        for (colour, bits) in rgb.into_iter().zip(self.colours) {
            value |= (u32::from(colour) >> (8 - bits.length)) << bits.offset;
        }
        value
    }
}

/// An open framebuffer.
#[derive(Debug)]
pub(super) struct FramebufferPanel {
    device: String,
    file: File,
    layout: Layout,
    rotation: Rotation,
    /// What was written, line by line.
    memory: Vec<u8>,
    /// The size of the canvas that was shown last.
    shown: Option<(u32, u32)>,
}

impl FramebufferPanel {
    /// Opens the framebuffer at `path`.
    ///
    /// # Errors
    /// Where the system refuses it, or its pixels cannot be drawn: not 16, 24 or 32 bits of red,
    /// green and blue.
    pub fn open(path: &Path, rotation: Rotation) -> Result<Self, PanelError> {
        let device = path.display().to_string();
        let io = |source| PanelError::io(&device, source);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .open(path)
            .map_err(io)?;
        let (mut variable, mut fixed) = (Variable::default(), Fixed::default());
        ask(&file, GET_VARIABLE, &mut variable).map_err(io)?;
        ask(&file, GET_FIXED, &mut fixed).map_err(io)?;
        match Layout::of(&variable, &fixed) {
            Ok(layout) => Ok(Self {
                memory: vec![0; layout.stride * layout.height as usize],
                device,
                file,
                layout,
                rotation,
                shown: None,
            }),
            Err(what) => Err(PanelError::Unusable { device, what }),
        }
    }
}

impl Panel for FramebufferPanel {
    fn size(&self) -> (u32, u32) {
        let Layout { width, height, .. } = self.layout;
        self.rotation.turned((width, height))
    }

    fn show(&mut self, canvas: &Canvas, changed: &[Rectangle]) -> Result<(), PanelError> {
        let (layout, size) = (self.layout, (canvas.width(), canvas.height()));
        let panel = (layout.width, layout.height);
        let pixels = (layout.stride, layout.pixel_bytes);
        let Some(lines) = Lines::amid(panel, pixels, size, self.rotation) else {
            return Err(PanelError::too_small(&self.device, self.size(), size));
        };
        let anew = self.shown.replace(size) != Some(size);
        if anew {
            self.memory.fill(0);
        }
        let whole = [whole(size)];
        for area in if anew { &whole[..] } else { changed } {
            lines.draw(canvas, area, &mut self.memory, |rgb| layout.value(rgb));
            let (first, end) = if anew {
                (0, layout.height as usize)
            } else {
                lines.of(area)
            };
            let bytes = &self.memory[first * layout.stride..end * layout.stride];
            let start = layout.start + (first * layout.stride) as u64;
            self.file
                .write_all_at(bytes, start)
                .map_err(|source| PanelError::io(&self.device, source))?;
        }
        Ok(())
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
        let file = tempfile::tempfile().unwrap();
        let layout = Layout::of(variable, &fixed(line_bytes)).unwrap();
        let mut panel = FramebufferPanel {
            device: "fb".to_owned(),
            file: file.try_clone().unwrap(),
            memory: vec![0xee; layout.stride * layout.height as usize],
            layout,
            rotation: Rotation::None,
            shown: None,
        };
        panel.show(&canvas, &[]).unwrap();
        let mut first = vec![0; panel.memory.len()];
        file.read_exact_at(&mut first, layout.start).unwrap();
        // Of what has changed the lines alone are written.
        canvas.set_greys(0, 0, &[255], 255);
        file.write_all_at(&[7; 2], 0).unwrap();
        panel.show(&canvas, &[whole((1, 1))]).unwrap();
        let mut second = vec![0; first.len()];
        file.read_exact_at(&mut second, 0).unwrap();
        let line = line_bytes as usize;
        assert_eq!(
            (&second[..2], &second[2..line]),
            (&[7; 2][..], &first[2..line])
        );
        assert_ne!(second[line..], first[line..]);
        first
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
        let refuse = |variable: &Variable, fixed: &Fixed| Layout::of(variable, fixed).unwrap_err();
        let sound = variable(32, XRGB);
        assert!(refuse(&sound, &fixed(15)).contains("15 bytes"));
        assert!(refuse(&variable(8, XRGB), &fixed(16)).contains("8 bits"));
        let beyond = [bits(30, 8), bits(8, 8), bits(0, 8)];
        assert!(refuse(&variable(32, beyond), &fixed(16)).contains("not known"));
        let grey = Fixed {
            visual: 1,
            ..fixed(16)
        };
        assert!(refuse(&sound, &grey).contains("red, green and blue"));
        let small = PanelError::too_small("/dev/fb0", (4, 3), (1280, 800));
        let text = small.to_string();
        assert_eq!(
            text,
            "panel /dev/fb0: 4x3 pixels, and the screen takes 1280x800"
        );
    }

    #[test]
    fn a_file_is_no_panel_and_stays_as_it_was() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "kept").unwrap();
        let error = FramebufferPanel::open(file.path(), Rotation::None).unwrap_err();
        assert!(error.is_setting(), "{error}");
        assert!(error.hint().unwrap().contains("/dev/fb0"));
        assert_eq!(std::fs::read(file.path()).unwrap(), b"kept");
    }
}
