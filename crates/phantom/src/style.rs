//! The table of looks: where things lie, in which letters and colours, with which probe.

use u8g2_fonts::{FontRenderer, fonts};

use crate::look::Look;

/// An edge of the picture's panel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
    Bottom,
}

/// The strip above the picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// Text on the bare screen.
    Bare,
    /// Text over a thin line.
    Line,
    /// A filled band.
    Band,
    /// Text in boxes.
    Boxes,
    /// Short lines in the upper corners, beside the picture.
    Corners,
}

/// Letters of a screen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Typeface {
    Bold,
    Plain,
    Serif,
    /// A fixed pitch in large pixels.
    Terminal,
}

/// A kind of probe: what its fan looks like.
#[derive(Clone, Copy, PartialEq)]
pub struct ProbeKind {
    pub name: &'static str,
    /// Distance from the fan's apex to the probe's face, millimetres: least, most.
    pub face_mm: [f32; 2],
    /// Half of the opening angle, radians: least, most.
    pub half_angle: [f32; 2],
}

const CONVEX: ProbeKind = ProbeKind {
    name: "C1-6",
    face_mm: [38.0, 60.0],
    half_angle: [0.46, 0.64],
};
const VOLUME: ProbeKind = ProbeKind {
    name: "V4-8",
    face_mm: [36.0, 46.0],
    half_angle: [0.38, 0.60],
};
const SECTOR: ProbeKind = ProbeKind {
    name: "S2-5",
    face_mm: [4.0, 12.0],
    half_angle: [0.48, 0.64],
};
const MICROCONVEX: ProbeKind = ProbeKind {
    name: "MC3",
    face_mm: [15.0, 24.0],
    half_angle: [0.68, 0.80],
};

/// One row of the table. Places are shares of the screen's width and height.
pub struct Style {
    /// An invented maker.
    pub maker: &'static str,
    /// The picture's panel: left, top, right, bottom.
    pub panel: [f32; 4],
    /// How far the seed moves the panel's edges.
    pub spread: f32,
    /// Where the settings stand, the depth scale, the grey bar.
    pub settings: Side,
    pub scale: Side,
    pub bar: Side,
    pub header: Header,
    /// A line of text under the picture; a row of touch fields; a strip of small pictures.
    pub footer: bool,
    pub touch: bool,
    pub thumbnails: bool,
    pub typeface: Typeface,
    /// Height of a line of text.
    pub line: f32,
    pub ink: [u8; 3],
    pub accent: [u8; 3],
    pub ground: [u8; 3],
    pub strip: [u8; 3],
    /// Chroma of middle grey (blue, red), and the bend of the grey map.
    pub tint: [f32; 2],
    pub bend: f32,
    /// Usual probe, and the other one.
    pub probes: [ProbeKind; 2],
}

const CLASSIC: Style = Style {
    maker: "BASKORA 40",
    panel: [0.07, 0.10, 0.87, 0.98],
    spread: 0.03,
    settings: Side::Right,
    scale: Side::Left,
    bar: Side::Right,
    header: Header::Bare,
    footer: false,
    touch: false,
    thumbnails: false,
    typeface: Typeface::Bold,
    line: 0.021,
    ink: [225, 225, 225],
    accent: [225, 225, 225],
    ground: [2, 2, 2],
    strip: [40, 40, 40],
    tint: [0.0, 0.0],
    bend: 0.0,
    probes: [CONVEX, SECTOR],
};

const SLATE: Style = Style {
    maker: "Vexalon V8",
    panel: [0.05, 0.10, 0.90, 1.0],
    spread: 0.03,
    settings: Side::Right,
    scale: Side::Left,
    bar: Side::Left,
    header: Header::Boxes,
    footer: false,
    touch: false,
    thumbnails: false,
    typeface: Typeface::Bold,
    line: 0.022,
    ink: [190, 190, 190],
    accent: [120, 120, 250],
    ground: [0, 0, 0],
    strip: [38, 42, 48],
    tint: [13.0, -2.0],
    bend: 0.15,
    probes: [VOLUME, CONVEX],
};

const SEPIA: Style = Style {
    maker: "Orrinto",
    panel: [0.16, 0.08, 0.94, 0.97],
    spread: 0.025,
    settings: Side::Left,
    scale: Side::Right,
    bar: Side::Left,
    header: Header::Line,
    footer: true,
    touch: false,
    thumbnails: false,
    typeface: Typeface::Plain,
    line: 0.021,
    ink: [222, 210, 180],
    accent: [235, 180, 70],
    ground: [6, 5, 3],
    strip: [70, 60, 45],
    tint: [-14.0, 7.0],
    bend: -0.1,
    probes: [CONVEX, VOLUME],
};

const VINTAGE: Style = Style {
    maker: "TIRVANE 500",
    panel: [0.08, 0.13, 0.86, 0.91],
    spread: 0.03,
    settings: Side::Bottom,
    scale: Side::Right,
    bar: Side::Right,
    header: Header::Bare,
    footer: true,
    touch: false,
    thumbnails: false,
    typeface: Typeface::Terminal,
    line: 0.03,
    ink: [205, 205, 205],
    accent: [205, 205, 205],
    ground: [10, 10, 10],
    strip: [10, 10, 10],
    tint: [0.0, 0.0],
    bend: 0.35,
    probes: [CONVEX, SECTOR],
};

const WIDE: Style = Style {
    maker: "Quillumed Q",
    panel: [0.10, 0.08, 0.84, 0.89],
    spread: 0.02,
    settings: Side::Left,
    scale: Side::Right,
    bar: Side::Right,
    header: Header::Band,
    footer: false,
    touch: true,
    thumbnails: true,
    typeface: Typeface::Plain,
    line: 0.019,
    ink: [215, 220, 230],
    accent: [70, 190, 230],
    ground: [8, 9, 12],
    strip: [44, 74, 86],
    tint: [6.0, -4.0],
    bend: 0.05,
    probes: [CONVEX, VOLUME],
};

const PORTABLE: Style = Style {
    maker: "pocketo",
    panel: [0.20, 0.03, 0.80, 0.86],
    spread: 0.02,
    settings: Side::Bottom,
    scale: Side::Left,
    bar: Side::Left,
    header: Header::Corners,
    footer: true,
    touch: true,
    thumbnails: false,
    typeface: Typeface::Serif,
    line: 0.026,
    ink: [240, 244, 240],
    accent: [60, 220, 140],
    ground: [18, 24, 22],
    strip: [30, 44, 40],
    tint: [-3.0, -9.0],
    bend: -0.45,
    probes: [MICROCONVEX, MICROCONVEX],
};

impl Look {
    pub(crate) const fn style(self) -> &'static Style {
        match self {
            Self::Classic => &CLASSIC,
            Self::Slate => &SLATE,
            Self::Sepia => &SEPIA,
            Self::Vintage => &VINTAGE,
            Self::Wide => &WIDE,
            Self::Portable => &PORTABLE,
        }
    }
}

impl Typeface {
    /// The font nearest to lines of that many pixels, and how often its pixels are repeated.
    pub fn font(self, line_px: f32) -> (FontRenderer, usize) {
        let zoom = match self {
            Self::Terminal => (line_px / 13.0 + 0.3) as usize,
            _ => (line_px / 26.0) as usize,
        }
        .max(1);
        let size = match line_px / zoom as f32 {
            ..11.0 => 0,
            ..14.0 => 1,
            ..16.5 => 2,
            ..20.0 => 3,
            ..25.0 => 4,
            _ => 5,
        };
        let fonts = match self {
            Self::Bold => &BOLD,
            Self::Plain => &PLAIN,
            Self::Serif => &SERIF,
            Self::Terminal => &TERMINAL,
        };
        (fonts[size].clone(), zoom)
    }
}

const fn font<F: u8g2_fonts::Font>() -> FontRenderer {
    FontRenderer::new::<F>().with_ignore_unknown_chars(true)
}

// All of Adobe's bitmap fonts of the X11 distribution, free to use with their notice, as packed by
// U8g2.
static BOLD: [FontRenderer; 6] = [
    font::<fonts::u8g2_font_helvB08_tr>(),
    font::<fonts::u8g2_font_helvB10_tr>(),
    font::<fonts::u8g2_font_helvB12_tr>(),
    font::<fonts::u8g2_font_helvB14_tr>(),
    font::<fonts::u8g2_font_helvB18_tr>(),
    font::<fonts::u8g2_font_helvB24_tr>(),
];
static PLAIN: [FontRenderer; 6] = [
    font::<fonts::u8g2_font_helvR08_tr>(),
    font::<fonts::u8g2_font_helvR10_tr>(),
    font::<fonts::u8g2_font_helvR12_tr>(),
    font::<fonts::u8g2_font_helvR14_tr>(),
    font::<fonts::u8g2_font_helvR18_tr>(),
    font::<fonts::u8g2_font_helvR24_tr>(),
];
static SERIF: [FontRenderer; 6] = [
    font::<fonts::u8g2_font_timR08_tr>(),
    font::<fonts::u8g2_font_timR10_tr>(),
    font::<fonts::u8g2_font_timR12_tr>(),
    font::<fonts::u8g2_font_timR14_tr>(),
    font::<fonts::u8g2_font_timR18_tr>(),
    font::<fonts::u8g2_font_timR24_tr>(),
];
static TERMINAL: [FontRenderer; 6] = [
    font::<fonts::u8g2_font_courB08_tr>(),
    font::<fonts::u8g2_font_courB10_tr>(),
    font::<fonts::u8g2_font_courB12_tr>(),
    font::<fonts::u8g2_font_courB14_tr>(),
    font::<fonts::u8g2_font_courB18_tr>(),
    font::<fonts::u8g2_font_courB24_tr>(),
];
