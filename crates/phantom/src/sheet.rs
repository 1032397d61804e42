//! A contact sheet for the eye: views, cases and other parts side by side, each with its name.

use anatomy::{Rect, View};
use embedded_graphics::{
    mono_font::{MonoTextStyle, ascii},
    pixelcolor::Gray8,
    prelude::*,
    text::{Alignment, Text},
};

use crate::{Case, Config, ConfigError, Part, Phantom, Subject, fast::mix};

/// Side of a cell's picture and height of the line with its name, pixels.
const CELL_PX: usize = 200;
const NAME_PX: usize = 16;

/// Gap between cells, pixels.
const GAP_PX: usize = 4;

/// Most columns of a sheet.
const COLUMNS_MAX: usize = 24;

/// A grey picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Pixels.
    pub width: usize,
    /// Pixels.
    pub height: usize,
    /// Grey values, full range, row by row.
    pub luma: Vec<u8>,
}

/// One picture to draw: what, of which seed, at which view.
struct Cell {
    subject: Subject,
    view: View,
    seed: u64,
    name: String,
}

/// Draws the six views of normal fetuses, a row each and a seed a column; then every other case at
/// the view that tells most about it; then the other parts. `columns` is brought to 1 to 24.
///
/// # Errors
/// None in practice: the pictures' sizes are within a phantom's limits.
pub fn contact_sheet(seed: u64, columns: usize) -> Result<Sheet, ConfigError> {
    let columns = columns.clamp(1, COLUMNS_MAX);
    let rows = rows(seed, columns);
    let step = [CELL_PX + GAP_PX, CELL_PX + NAME_PX + GAP_PX];
    let mut sheet = Sheet {
        width: columns * step[0] + GAP_PX,
        height: rows.len() * step[1] + GAP_PX,
        luma: Vec::new(),
    };
    sheet.luma.resize(sheet.width * sheet.height, 24);
    for (r, row) in rows.iter().enumerate() {
        for (c, cell) in row.iter().enumerate() {
            let corner = [GAP_PX + c * step[0], GAP_PX + r * step[1]];
            sheet.picture(cell, corner)?;
            sheet.name(&cell.name, corner);
        }
    }
    Ok(sheet)
}

fn rows(seed: u64, columns: usize) -> Vec<Vec<Cell>> {
    let seed_of = |k: usize| seed.wrapping_add(k as u64);
    let mut rows: Vec<Vec<Cell>> = View::SWEEP
        .into_iter()
        .map(|view| {
            let cell = |k| Cell {
                subject: Subject::Heart(Case::Normal),
                view,
                seed: seed_of(k),
                name: format!("{} {}", view.name(), seed_of(k)),
            };
            (0..columns).map(cell).collect()
        })
        .collect();
    let others = Case::ALL.into_iter().filter(|case| *case != Case::Normal);
    let cases: Vec<Subject> = others.map(Subject::Heart).collect();
    let parts: Vec<Subject> = Part::ALL.into_iter().map(Subject::Other).collect();
    for group in [cases, parts] {
        for (k, some) in group.chunks(columns).enumerate() {
            let cell = |(i, subject): (usize, &Subject)| Cell {
                subject: *subject,
                view: telling_view(*subject),
                seed: seed_of(k * columns + i),
                name: subject.name().replace('_', " "),
            };
            rows.push(some.iter().enumerate().map(cell).collect());
        }
    }
    rows
}

/// The view at which a subject differs most from a normal heart.
fn telling_view(subject: Subject) -> View {
    let Some(case) = subject.case() else {
        return View::None;
    };
    match case {
        Case::SitusInversus => View::Abdomen,
        Case::TetralogyOfFallot | Case::DoubleOutletRightVentricle => View::Lvot,
        Case::Transposition | Case::PulmonaryAtresia => View::Rvot,
        Case::PersistentLeftSvc => View::ThreeVessel,
        Case::ArchHypoplasia | Case::RightAorticArch | Case::DoubleAorticArch => {
            View::ThreeVesselTrachea
        }
        _ => View::FourChamber,
    }
}

/// The frame amid the longest stand in a view; one amid the sweep where there is none.
fn telling_frame(phantom: &Phantom, view: View) -> u64 {
    let frames = phantom.frames();
    let fps = phantom.config.fps;
    let (mut best, mut begun) = ((0, frames / 2), None);
    for number in 0..=frames {
        let stands = number < frames && phantom.sweep.pose(number as f64 / fps).view() == view;
        match (stands, begun) {
            (true, None) => begun = Some(number),
            (false, Some(first)) => {
                if number - first > best.0 {
                    best = (number - first, first + (number - first) / 2);
                }
                begun = None;
            }
            _ => {}
        }
    }
    best.1
}

impl Sheet {
    fn picture(&mut self, cell: &Cell, corner: [usize; 2]) -> Result<(), ConfigError> {
        let mut phantom = Phantom::new(Config {
            seed: cell.seed,
            subject: cell.subject,
            width: 480,
            height: 360,
            fps: 10.0,
            seconds: 12.0,
            ..Config::default()
        })?;
        let mut luma = Vec::new();
        let number = telling_frame(&phantom, cell.view);
        let truth = phantom.frame(number, &mut luma);
        blank_outside(&phantom, truth.sector, &mut luma);
        self.place(&luma, phantom.config().width, truth.sector, corner);
        Ok(())
    }

    /// Scales the part `rect` of a picture into a cell, keeping its proportions.
    fn place(&mut self, luma: &[u8], width: usize, rect: Rect, corner: [usize; 2]) {
        let scale = rect.w.max(rect.h).max(1.0) / CELL_PX as f32;
        let fitting = |side: f32| ((side / scale) as usize).min(CELL_PX);
        let (w, h) = (fitting(rect.w), fitting(rect.h));
        let (dx, dy) = ((CELL_PX - w) / 2, (CELL_PX - h) / 2);
        for y in 0..h {
            for x in 0..w {
                let from = [
                    rect.x + (x as f32 + 0.5) * scale - 0.5,
                    rect.y + (y as f32 + 0.5) * scale - 0.5,
                ];
                let at = (corner[1] + dy + y) * self.width + corner[0] + dx + x;
                self.luma[at] = between_pixels(luma, width, from);
            }
        }
    }

    fn name(&mut self, name: &str, corner: [usize; 2]) {
        let style = MonoTextStyle::new(&ascii::FONT_6X13, Gray8::new(210));
        let at = Point::new(
            (corner[0] + CELL_PX / 2) as i32,
            (corner[1] + CELL_PX + 11) as i32,
        );
        let Ok(_) = Text::with_alignment(name, at, style, Alignment::Center).draw(self);
    }
}

/// Blackens what the screen shows beside the sector.
fn blank_outside(phantom: &Phantom, sector: Rect, luma: &mut [u8]) {
    let rows = luma.chunks_exact_mut(phantom.config().width);
    for (row, (first, end)) in rows.skip(sector.y as usize).zip(phantom.sector_spans()) {
        let (first, end) = (usize::from(*first), usize::from(*end));
        row[..first].fill(0);
        row[end..].fill(0);
    }
}

/// The grey value at a place between pixels, linear.
fn between_pixels(luma: &[u8], width: usize, [x, y]: [f32; 2]) -> u8 {
    let height = luma.len() / width;
    let (x, y) = (
        x.clamp(0.0, (width - 2) as f32),
        y.clamp(0.0, (height - 2) as f32),
    );
    let (c, r) = (x as usize, y as usize);
    let (fx, fy) = (x - c as f32, y - r as f32);
    let at = |dx: usize, dy: usize| f32::from(luma[(r + dy) * width + c + dx]);
    let row = |dy: usize| mix(at(0, dy), at(1, dy), fx);
    (mix(row(0), row(1), fy) + 0.5) as u8
}

impl OriginDimensions for Sheet {
    fn size(&self) -> Size {
        Size::new(self.width as u32, self.height as u32)
    }
}

impl DrawTarget for Sheet {
    type Color = Gray8;
    type Error = core::convert::Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<Gray8>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Self::Error> {
        for Pixel(at, colour) in pixels {
            let (Ok(x), Ok(y)) = (usize::try_from(at.x), usize::try_from(at.y)) else {
                continue;
            };
            if x < self.width && y < self.height {
                self.luma[y * self.width + x] = colour.luma();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_a_row_a_view_and_is_the_same_each_time() {
        let sheet = contact_sheet(3, 1).unwrap();
        let cells = View::SWEEP.len() + Case::ALL.len() - 1 + Part::ALL.len();
        assert_eq!(sheet.height, cells * (CELL_PX + NAME_PX + GAP_PX) + GAP_PX);
        assert_eq!(sheet.luma.len(), sheet.width * sheet.height);
        assert!(sheet.luma.iter().any(|luma| *luma > 128));
        assert_eq!(sheet, contact_sheet(3, 1).unwrap());
    }

    #[test]
    fn names_stand_under_pictures() {
        let mut sheet = Sheet {
            width: CELL_PX,
            height: CELL_PX + NAME_PX,
            luma: vec![0; CELL_PX * (CELL_PX + NAME_PX)],
        };
        sheet.name("lvot", [0, 0]);
        let (picture, name) = sheet.luma.split_at(CELL_PX * CELL_PX);
        assert!(picture.iter().all(|luma| *luma == 0));
        assert!(name.iter().any(|luma| *luma > 0));
    }
}
