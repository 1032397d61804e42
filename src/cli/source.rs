//! Opens the source that the settings name, at the pace of real time.

use std::path::{Path, PathBuf};

use second_reader::{
    board::{EdidName, Kind, Settings},
    capture::{Edid, LivePhantom, OpenOptions, Paced, Source, V4l2Source, Wishes, open_until},
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
    Ok(match settings.source.kind {
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
            wishes(settings),
            stop.flag(),
        )),
    })
}

/// What the board asks a capture device for.
pub fn wishes(settings: &Settings) -> Wishes {
    // Sides of board files are at most 8192.
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    Wishes {
        formats: settings.source_formats.clone(),
        size: settings
            .source_size
            .map(|size| (side(size.width), side(size.height))),
        fps: settings.source_fps,
        edid: match settings.source_edid {
            None => Edid::Absent,
            Some(EdidName::FullHd) => Edid::FullHd,
            Some(EdidName::Keep) => Edid::Keep,
        },
    }
}
