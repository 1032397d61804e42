use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use second_reader::{
    anatomy::{Profile, Structure, StructureMap},
    display::{BarcodePicture, Canvas, Language},
    exam::Timeline,
    record::{BarcodeRow, BarcodeWriter, read_frames, read_sweep},
    sector::Picture,
};

use super::{language, paths, problem::Problem, staged::Staged, summary, sweep};

/// Whose items the exam behind a table keeps; the barcode shows none of them.
const PROFILE: &str = "isuog-2023";

/// Draw the barcode of an exam: which structure was found when, and how surely.
///
/// 23 rows, one a structure; time runs to the right, above the rows stands the view. The shade is the confidence,
/// hatched is what was not analysed. One frame is seen at any width. `read` and `run --out` write the same
/// picture and table.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("outputs").required(true).multiple(true).args(["out", "csv"]))]
pub struct Arguments {
    /// frames.jsonl of an exam, labels of the phantom, or a table of a sweep (FILE.csv).
    #[arg(value_name = "FRAMES")]
    input: PathBuf,
    /// Write the picture here.
    #[arg(long, value_name = "FILE.png")]
    out: Option<PathBuf>,
    /// Width of the picture, pixels.
    #[arg(long, default_value_t = BarcodePicture::WIDTH_DEFAULT, value_parser = width(), value_name = "N")]
    width: u32,
    /// Write a table here: frame, time, picture, view and the confidence of each structure.
    #[arg(long, value_name = "FILE.csv")]
    csv: Option<PathBuf>,
    /// What stands over the picture [default: the name of FRAMES].
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    #[command(flatten)]
    language: language::Choice,
    /// Frames a second of a table that has no times.
    #[arg(long, default_value_t = sweep::FPS, value_parser = sweep::fps, value_name = "N")]
    fps: f64,
}

fn width() -> clap::builder::RangedI64ValueParser<u32> {
    let (min, max) = (BarcodePicture::WIDTH_MIN, BarcodePicture::WIDTH_MAX);
    clap::value_parser!(u32).range(i64::from(min)..=i64::from(max))
}

pub fn barcode(arguments: &Arguments) -> Result<(), Problem> {
    let outputs: Vec<_> = [&arguments.out, &arguments.csv]
        .into_iter()
        .flatten()
        .map(PathBuf::as_path)
        .collect();
    paths::apart(&outputs, std::slice::from_ref(&arguments.input))?;
    let language = arguments.language.load()?;
    let (rows, known) = rows(arguments)?;
    let mut drawing = Drawing::new(known);
    rows.iter().for_each(|row| drawing.add(row));
    let mut done = Vec::new();
    if let Some(place) = &arguments.out {
        let title = arguments.title.clone();
        let title = title.unwrap_or_else(|| name(&arguments.input));
        let staged = Staged::create(place)?;
        drawing
            .canvas(&title, None, arguments.width, &language)
            .write_png(staged.writer())?;
        done.push(staged);
    }
    if let Some(place) = &arguments.csv {
        let staged = Staged::create(place)?;
        write(&rows, known, staged.writer()).map_err(|e| staged.fault(&e))?;
        done.push(staged);
    }
    done.into_iter().try_for_each(Staged::keep)?;
    let names: Vec<_> = outputs.iter().map(|p| p.display().to_string()).collect();
    summary::say(format_args!("{} in {}", drawing.extent(), names.join(", ")))
}

/// Name of a file without its folders, which may be named after people.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Which structures somebody looked for.
type Known = StructureMap<bool>;

fn rows(arguments: &Arguments) -> Result<(Vec<BarcodeRow>, Known), Problem> {
    let input = &arguments.input;
    if input
        .extension()
        .is_none_or(|e| !e.eq_ignore_ascii_case("csv"))
    {
        let records = read_frames(input)?;
        let rows = records.iter().map(BarcodeRow::of_record).collect();
        return Ok((rows, StructureMap([true; Structure::COUNT])));
    }
    let table = read_sweep(input)?;
    let reading = sweep::read(&table, &Profile::builtin(PROFILE)?, arguments.fps);
    let rows = table.rows.iter().zip(reading.rows);
    let of =
        rows.map(|(row, (time, told))| BarcodeRow::of_table(row, time, row.view.unwrap_or(told)));
    Ok((of.collect(), table.known))
}

fn write(rows: &[BarcodeRow], known: Known, out: impl Write) -> io::Result<()> {
    let mut writer = BarcodeWriter::new(out, known)?;
    for row in rows {
        writer.write(row)?;
    }
    writer.finish().map(drop)
}

/// What a picture is drawn from, gathered frame by frame; at most 16384 columns.
pub struct Drawing {
    timeline: Timeline,
    known: Known,
    frames: u64,
    analysed: u64,
    last: Duration,
}

impl Drawing {
    /// Of nothing yet.
    pub fn new(known: Known) -> Self {
        Self {
            timeline: Timeline::default(),
            known,
            frames: 0,
            analysed: 0,
            last: Duration::ZERO,
        }
    }

    /// Takes a frame in. Allocates nothing.
    pub fn add(&mut self, row: &BarcodeRow) {
        self.frames += 1;
        self.analysed += u64::from(matches!(row.picture, Picture::Live | Picture::Repeated));
        self.last = self.last.max(row.time);
        if let Some(column) = row.column() {
            self.timeline.push(column);
        }
    }

    /// Draws it; the program is named below it, and the model where there is one.
    pub fn canvas(
        &self,
        title: &str,
        model: Option<&str>,
        width: u32,
        language: &Language,
    ) -> Canvas {
        let program = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        let made_by = model.map(|model| format!("{program}, {model}"));
        let picture = BarcodePicture {
            title,
            detail: &self.extent(),
            made_by: made_by.as_deref().unwrap_or(program),
            known: &self.known,
            language,
        };
        picture.draw(&self.timeline, width)
    }

    /// How much it shows, for people.
    fn extent(&self) -> String {
        let seconds = self.last.as_secs_f64();
        let (frames, analysed) = (self.frames, self.analysed);
        match frames - analysed {
            0 => format!("{frames} frames to {seconds:.1} s"),
            not => format!("{frames} frames to {seconds:.1} s, {not} not analysed"),
        }
    }
}
