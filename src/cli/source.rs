//! Opens the source that the settings name, at the pace of real time.

use std::{
    fs,
    path::{Path, PathBuf},
};

use second_reader::{
    board::{EdidName, Kind, SectorPart, Settings},
    capture::{
        Edid, LivePhantom, OpenOptions, Paced, ScreenArea, Source, V4l2Source, Wishes, Within,
        open_until,
    },
    service::stop::Stop,
};

use super::problem::Problem;

/// A sweep of the live phantom takes this long, seconds, and then begins anew.
const SWEEP_S: f64 = 15.0;

/// Opens the source. A run that is shorter than the phantom's sweep gets a shorter sweep, so that
/// it sees all of it.
pub fn live(
    settings: &Settings,
    seconds: Option<f64>,
    stop: &Stop,
) -> Result<Box<dyn Source>, Problem> {
    let path = settings.source.path.clone().unwrap_or_default();
    let paced = |source| Box::new(Paced::new(source, stop.flag())) as Box<dyn Source>;
    let source: Box<dyn Source> = match settings.source.kind {
        Kind::Phantom => {
            let mut config = phantom::Config {
                seed: settings.seed,
                seconds: seconds.map_or(SWEEP_S, |s| s.clamp(1.0, SWEEP_S)),
                fps: settings.source_fps.unwrap_or(25.0),
                ..phantom::Config::default()
            };
            if let Some(size) = settings.source_size {
                (config.width, config.height) = (size.width, size.height);
            }
            Box::new(LivePhantom::new(config, stop.flag())?)
        }
        Kind::File => {
            let paths = [PathBuf::from(path)];
            paced(open_until(&paths, OpenOptions::default(), stop.flag())?)
        }
        Kind::V4l2 => Box::new(V4l2Source::new(
            Path::new(&path),
            wishes(settings)?,
            stop.flag(),
        )),
    };
    if settings.sectors.is_empty() {
        return Ok(source);
    }
    let area = |part: &SectorPart| ScreenArea {
        screen: (part.screen.width, part.screen.height),
        area: part.area.0.map(usize::from),
    };
    let areas = settings.sectors.iter().map(area).collect();
    Ok(Box::new(Within::new(source, areas)))
}

/// What the board asks a capture device for.
pub fn wishes(settings: &Settings) -> Result<Wishes, Problem> {
    // Sides of board files are at most 8192.
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    Ok(Wishes {
        formats: settings.source_formats.clone(),
        size: settings
            .source_size
            .map(|size| (side(size.width), side(size.height))),
        fps: settings.source_fps,
        edid: match &settings.source_edid {
            None => Edid::Absent,
            Some(EdidName::FullHd) => Edid::FullHd,
            Some(EdidName::Keep) => Edid::Keep,
            Some(EdidName::File(file)) => edid(file)?,
        },
    })
}

/// The EDID of a file.
fn edid(file: &Path) -> Result<Edid, Problem> {
    let bytes = fs::read(file).map_err(|e| Problem::file(file, &e))?;
    Edid::of_bytes(bytes).map_err(|message| {
        Problem::bad_input(
            format_args!("{}: {message}", file.display()),
            Some("an EDID is what `v4l2-ctl --get-edid=file=NAME,format=raw` writes, or edid = \"1080p60\""),
        )
    })
}
