//! The scanner's screen around and over the picture.

use crate::{
    colour::GreyMap,
    individual::Individual,
    layout::Layout,
    overlay,
    probe::Probe,
    random::Random,
    style::{Header, Side, Typeface},
    surface::{Align, Canvas, Overlay, Pen, Surface},
    truth::Shown,
};

/// The names of patients that screens may bear: invented, and never to be found in anything that is
/// made of a screen.
pub const PATIENTS: [&str; 12] = [
    "TEST^ANNA",
    "MUSTER, ERIKA",
    "YAMADA HANAKO",
    "DOE, JANE",
    "NOVAKOVA JANA",
    "PEREZ, PRUEBA",
    "SPECIMEN^IDA",
    "ROSSI MARIA",
    "DUPONT, MODELE",
    "JANSEN-PROEF, M",
    "KIM SAETBYEOL",
    "NILSSON, EXEMPEL",
];

/// What the numbers of those patients begin with.
pub const PATIENT_NUMBER_PREFIX: &str = "XQ";

/// Who the screen says is examined.
pub struct Patient {
    pub name: &'static str,
    pub number: String,
}

/// The screen without its picture, and the marks that lie over it.
pub struct Screen {
    base: Canvas,
    live: Overlay,
    frozen: Overlay,
    flow: Overlay,
    clock: Clock,
    patient: Patient,
}

struct Clock {
    at: [f32; 2],
    align: Align,
    pen: Pen,
    /// Seconds of the day at which the clip begins.
    start: u32,
}

impl Screen {
    pub fn new(
        random: &mut Random,
        layout: &Layout,
        probe: &Probe,
        individual: &Individual,
        map: &GreyMap,
        flow: impl Fn(f32) -> [u8; 3],
    ) -> Self {
        let (width, height) = (layout.width, layout.height);
        let mut base = Canvas {
            luma: vec![0; width * height],
            chroma: vec![[0; 2]; width * height],
        };
        let patient = Patient {
            name: PATIENTS[random.below(PATIENTS.len())],
            number: format!("{PATIENT_NUMBER_PREFIX}{}", 100_000 + random.below(900_000)),
        };
        let mut surface = Surface::canvas(width, height, &mut base);
        let clock = furniture(&mut surface, layout, probe, individual, &patient, random);
        overlay::grey_bar(&mut surface, layout, |grey| {
            let luma = map.luma(grey);
            map.rgb(crate::colour::Tone {
                luma,
                chroma: map.chroma(luma),
            })
        });
        let mut live = Overlay::new();
        let mut surface = Surface::overlay(width, height, &mut live);
        overlay::scale(&mut surface, layout, probe, random);
        if random.chance(0.2) {
            overlay::gain_curve(&mut surface, layout, random);
        }
        if random.chance(0.3) {
            overlay::body_mark(&mut surface, layout, random);
        }
        if random.chance(0.1) {
            overlay::calipers(&mut surface, layout, probe, random);
        }
        let mut frozen = live.clone();
        let mut surface = Surface::overlay(width, height, &mut frozen);
        overlay::cine_bar(&mut surface, layout, random);
        if random.chance(0.5) {
            overlay::calipers(&mut surface, layout, probe, random);
        }
        let mut with_bar = live.clone();
        let mut surface = Surface::overlay(width, height, &mut with_bar);
        overlay::flow_bar(&mut surface, layout, flow);
        Self {
            base,
            live,
            frozen,
            flow: with_bar,
            clock,
            patient,
        }
    }

    pub const fn patient(&self) -> &Patient {
        &self.patient
    }

    /// True where any letter or mark has a colour; `freezes`: whether the marks of a frozen picture
    /// are ever shown.
    pub fn in_colour(&self, freezes: bool) -> bool {
        let coloured = |marks: &Overlay| marks.iter().any(|(_, tone)| tone.chroma != [0; 2]);
        self.base.chroma.iter().any(|chroma| *chroma != [0; 2])
            || coloured(&self.live)
            || freezes && coloured(&self.frozen)
    }

    /// Starts a canvas: what lies around the picture, and the clock. Its chroma is left empty where
    /// no colour is wanted.
    pub fn start(&self, canvas: &mut Canvas, layout: &Layout, time_s: f64, colour: bool) {
        canvas.luma.clear();
        canvas.luma.extend_from_slice(&self.base.luma);
        canvas.chroma.clear();
        if colour {
            canvas.chroma.extend_from_slice(&self.base.chroma);
        }
        let second = (self.clock.start + time_s as u32) % 86_400;
        let text = format!(
            "{:02}:{:02}:{:02}",
            second / 3600,
            second / 60 % 60,
            second % 60
        );
        let mut surface = Surface::canvas(layout.width, layout.height, canvas);
        surface.text(&text, self.clock.at, self.clock.align, &self.clock.pen);
    }

    /// Lays the marks over the picture.
    pub fn finish(&self, canvas: &mut Canvas, shown: Shown) {
        let marks = match shown {
            Shown::Live => &self.live,
            Shown::Frozen => &self.frozen,
            Shown::ColourDoppler => &self.flow,
            Shown::Dual => return,
        };
        for (index, tone) in marks {
            canvas.put(*index as usize, *tone);
        }
    }
}

/// All that stands still around the picture; says where the clock goes.
fn furniture(
    surface: &mut Surface,
    layout: &Layout,
    probe: &Probe,
    individual: &Individual,
    patient: &Patient,
    random: &mut Random,
) -> Clock {
    let style = layout.style;
    let (w, h) = (layout.width as f32, layout.height as f32);
    let ground = style.ground.map(|part| part + random.below(4) as u8);
    surface.block([0.0, 0.0], [w, h], ground);
    let [left, top, right, bottom] = layout.panel;
    if style.touch {
        surface.block([left, top], [right - left, bottom - top], [0; 3]);
        overlay::touch_bar(surface, layout, random);
    }
    if style.thumbnails {
        overlay::thumbnails(surface, layout, random);
    }
    let clock = header(surface, layout, probe, individual, patient, random);
    settings(surface, layout, random);
    if style.footer {
        let pen = layout.pen(1.0, style.ink);
        let words = ["OB / Fetal Heart", "FETAL ECHO", "OB 2-3 TRIM"];
        let y = if style.touch { 0.905 } else { 0.99 };
        let text = words[random.below(words.len())];
        surface.text(text, layout.at(0.015, y), Align::Left, &pen);
    }
    clock
}

/// What the header says of the examination.
struct Words {
    age: String,
    power: String,
    view: String,
    date: String,
}

impl Words {
    fn draw(random: &mut Random, layout: &Layout, probe: &Probe, individual: &Individual) -> Self {
        let days = (individual.age_weeks * 7.0) as u32;
        Self {
            age: format!("GA {}w{}d", days / 7, days % 7),
            power: format!(
                "MI {:.1}  TIs 0.{}",
                random.between(0.6, 1.3),
                random.below(4) + 1
            ),
            view: format!(
                "{}  {:.1}cm/{}Hz",
                layout.probe.name,
                probe.depth_mm / 10.0,
                30 + random.below(70)
            ),
            date: format!(
                "{:02}.{:02}.20{}",
                1 + random.below(28),
                1 + random.below(12),
                15 + random.below(11)
            ),
        }
    }
}

fn header(
    surface: &mut Surface,
    layout: &Layout,
    probe: &Probe,
    individual: &Individual,
    patient: &Patient,
    random: &mut Random,
) -> Clock {
    let style = layout.style;
    let (w, line) = (layout.width as f32, layout.line_px);
    let pen = layout.pen(1.0, style.ink);
    let bright = pen.coloured(style.accent);
    let words = Words::draw(random, layout, probe, individual);
    let rows = [1.25 * line, 2.55 * line];
    let clock = Clock {
        at: [0.988 * w, rows[1]],
        align: Align::Right,
        pen: layout.pen(1.0, style.ink),
        start: 28_800 + random.below(36_000) as u32,
    };
    if style.header == Header::Corners {
        corners(surface, layout, &words, patient);
        return clock;
    }
    strip(surface, layout);
    // Letters of a fixed pitch are broad: the longest name must end before the middle column.
    let (name_x, middle_x) = if style.typeface == Typeface::Terminal {
        (0.235 * w, 0.625 * w)
    } else {
        (0.18 * w, 0.56 * w)
    };
    surface.text(style.maker, [0.012 * w, rows[0]], Align::Left, &bright);
    surface.text(&words.age, [0.012 * w, rows[1]], Align::Left, &pen);
    surface.text(patient.name, [name_x, rows[0]], Align::Left, &pen);
    surface.text(&patient.number, [name_x, rows[1]], Align::Left, &pen);
    surface.text(&words.power, [middle_x, rows[0]], Align::Centre, &pen);
    surface.text(&words.view, [middle_x, rows[1]], Align::Centre, &pen);
    surface.text(&words.date, [0.988 * w, rows[0]], Align::Right, &pen);
    clock
}

/// What lies under the header's words.
fn strip(surface: &mut Surface, layout: &Layout) {
    let (w, line, colour) = (layout.width as f32, layout.line_px, layout.style.strip);
    match layout.style.header {
        Header::Band => surface.block([0.0, 0.0], [w, 3.0 * line], colour),
        Header::Line => surface.block([0.0, 3.1 * line], [w, layout.thin_px as f32], colour),
        Header::Boxes => {
            surface.block([0.16 * w, 1.6 * line], [0.84 * w, 1.4 * line], colour);
            surface.block([0.42 * w, 0.2 * line], [0.26 * w, 1.3 * line], colour);
            surface.block([0.0, 0.2 * line], [0.15 * w, 2.8 * line], colour);
        }
        Header::Bare | Header::Corners => {}
    }
}

/// Short lines on either side of the picture; the clock has the second one on the right.
fn corners(surface: &mut Surface, layout: &Layout, words: &Words, patient: &Patient) {
    let (w, line) = (layout.width as f32, layout.line_px);
    let pen = layout.pen(1.0, layout.style.ink);
    let left = [patient.name, &patient.number, &words.age];
    for (k, text) in left.into_iter().enumerate() {
        let y = line * (2.6 + 1.3 * k as f32);
        surface.text(text, [0.012 * w, y], Align::Left, &pen);
    }
    let bright = pen.coloured(layout.style.accent);
    let at = [0.012 * w, 1.25 * line];
    surface.text(layout.style.maker, at, Align::Left, &bright);
    let right = [&words.date, &words.power, &words.view];
    for (k, text) in right.into_iter().enumerate() {
        let y = line * (1.25 + 1.3 * (k + usize::from(k > 0)) as f32);
        surface.text(text, [0.988 * w, y], Align::Right, &pen);
    }
}

fn settings(surface: &mut Surface, layout: &Layout, random: &mut Random) {
    let style = layout.style;
    let pen = layout.pen(1.0, style.ink);
    let harmonics = ["Har-low", "Har-mid", "Har-high", "Pen", "Res"];
    let lines = [
        harmonics[random.below(harmonics.len())].to_owned(),
        format!("Gn {}", random.below(12)),
        format!("DR {}", 40 + random.below(12) * 3),
        format!("Pwr {}%", 80 + random.below(21)),
        format!("C{} / M{}", 3 + random.below(7), 3 + random.below(7)),
    ];
    let last = format!("SR {}", 1 + random.below(5));
    let accent = pen.coloured(style.accent);
    let [left, top, _, bottom] = layout.panel;
    if style.settings == Side::Bottom {
        let x = if style.header == Header::Corners {
            layout.width as f32 * 0.25
        } else {
            left
        };
        let y = bottom + 1.3 * layout.line_px;
        let text = format!("{}   {last}", lines.join("   "));
        surface.text(&text, [x, y], Align::Left, &pen);
        return;
    }
    let (x, align) = match style.settings {
        Side::Left => (layout.width as f32 * 0.01, Align::Left),
        _ => (layout.width as f32 * 0.988, Align::Right),
    };
    let step = 1.2 * layout.line_px;
    let first = top.max(3.3 * layout.line_px) + step;
    for (k, line) in lines.iter().enumerate() {
        surface.text(line, [x, first + step * k as f32], align, &pen);
    }
    let below = first + step * lines.len() as f32;
    surface.text(&last, [x, below], align, &accent);
}
