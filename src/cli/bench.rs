use std::path::{Path, PathBuf};

use phantom::{Config, Phantom};
use second_reader::{
    capture::{Frame, Source, Y4mWriter},
    display::{Canvas, Screen, ScreenModel, Standing},
    service::{About, Pipeline, Snapshot, State, stats::Meter, stop::Stop},
};

use super::{
    bench_capture, bench_live,
    bench_report::{Redraw, Report, Stage},
    packs,
    problem::Problem,
    progress,
    staged::{self, Staged},
    stop_on_signals, summary,
};

/// The clip: the size and rate that the product promises, long enough to be no loop of one beat.
const WIDTH: usize = 1280;
const HEIGHT: usize = 960;
const FPS: u32 = 30;
const CLIP_S: f64 = 5.0;
/// Frames until every buffer has its size and every letter was drawn once: the clip, once.
const WARM_UP_FRAMES: usize = 150;
/// Frames that are measured.
const FRAMES: usize = 300;

/// Measure what a frame costs, and whether the live service keeps up.
///
/// Draws a phantom clip of 1280x960 at 30 frames a second, reads it stage by stage, then replays it
/// in real time through the live service. Between them: from a device's buffer to the crop, for each
/// pixel format at 1920x1080.
#[derive(clap::Args)]
pub struct Arguments {
    /// How long the live service runs, seconds.
    #[arg(long, value_name = "S", default_value_t = 60.0)]
    seconds: f64,
    /// So many viewers of the live page that take nothing of what they ask for, beside the one that does.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(..=7))]
    stalled_viewers: u8,
    /// Model pack: the name of an installed one or its folder.
    #[arg(long, value_name = "PACK", default_value = packs::DEFAULT_PACK)]
    model: String,
    /// Write the figures to this file too; `-` prints them as JSON instead of a table.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

pub fn bench(arguments: &Arguments) -> Result<(), Problem> {
    if !(0.1..=86_400.0).contains(&arguments.seconds) {
        return Err(Problem::bad_input(
            "--seconds is out of range",
            Some("0.1 to 86400"),
        ));
    }
    let stop = stop_on_signals()?;
    let mut pipeline = packs::pipeline(Some(&arguments.model), None)?;
    let scratch = tempfile::tempdir().map_err(|e| Problem::failure(e, None::<String>))?;
    let clip = scratch.path().join("clip.y4m");
    draw_clip(&clip, &stop)?;
    let costs = bench_capture::costs(&stop)?;
    let (stages, redraw) = stages(&mut pipeline, &clip, &stop)?;
    drop(pipeline);
    let pipeline = packs::pipeline(Some(&arguments.model), None)?;
    let pack = pipeline.pack().clone();
    let live = bench_live::live(
        pipeline,
        &clip,
        arguments.seconds,
        arguments.stalled_viewers,
        &stop,
    )?;
    let measured_s = live.seconds;
    let report = Report::new(&pack, (WIDTH, HEIGHT, FPS), stages, redraw, costs, live);
    let json =
        serde_json::to_vec_pretty(&report).map_err(|e| Problem::failure(e, None::<String>))?;
    match &arguments.json {
        Some(file) if file.as_os_str() == "-" => summary::say(String::from_utf8_lossy(&json))?,
        Some(file) => {
            staged::write(file, &json)?;
            summary::say(&report)?;
        }
        None => summary::say(&report)?,
    }
    if measured_s < arguments.seconds {
        let message = format!("interrupted: the figures are those of {measured_s:.1} s");
        return Err(Problem::cut_short(message));
    }
    Ok(())
}

fn draw_clip(place: &Path, stop: &Stop) -> Result<(), Problem> {
    let config = Config {
        width: WIDTH,
        height: HEIGHT,
        fps: f64::from(FPS),
        seconds: CLIP_S,
        ..Config::default()
    };
    let mut phantom = Phantom::new(config)?;
    let clip = Staged::create(place)?;
    let mut video =
        Y4mWriter::new(clip.writer(), WIDTH, HEIGHT, f64::from(FPS)).map_err(|e| clip.fault(&e))?;
    let bar = progress::frames("drawing the clip", Some(phantom.frames()));
    let mut luma = Vec::new();
    for number in 0..phantom.frames() {
        if stop.is_set() {
            return Err(Problem::interrupted());
        }
        phantom.frame(number, &mut luma);
        video.write(&luma).map_err(|e| clip.fault(&e))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    video.finish().map_err(|e| clip.fault(&e))?;
    clip.keep()
}

/// Reads the clip again and again on this thread alone, and measures each stage.
fn stages(
    pipeline: &mut Pipeline,
    clip: &Path,
    stop: &Stop,
) -> Result<(Vec<Stage>, Redraw), Problem> {
    let about = About::new("bench", pipeline);
    let mut source = bench_live::Looped::open(clip)?;
    let (mut screen, mut canvas) = (Screen::default(), Screen::canvas());
    let (mut frame, mut snapshot) = (Frame::default(), Snapshot::default());
    let (mut capture, mut hand_over, mut draw) =
        (Meter::default(), Meter::default(), Meter::default());
    let mut large = LargeScreen::default();
    let bar = progress::frames("reading", Some((WARM_UP_FRAMES + FRAMES) as u64));
    for number in 0..WARM_UP_FRAMES + FRAMES {
        if stop.is_set() {
            return Err(Problem::interrupted());
        }
        if number == WARM_UP_FRAMES {
            (capture, hand_over, draw) = (Meter::default(), Meter::default(), Meter::default());
            (large.update, large.whole) = (Meter::default(), Meter::default());
            pipeline.reset_meters();
        }
        if source.prepare()? {
            source.next(&mut frame)?;
        } else {
            capture.measure(|| source.next(&mut frame))?;
        }
        let reading = pipeline.step(&frame)?;
        hand_over.measure(|| {
            snapshot.state = State::of_picture(reading.observation.picture);
            snapshot.take_frame(&frame, reading, pipeline.sector());
            snapshot.take_exam(pipeline);
        });
        draw.measure(|| {
            screen
                .draw(&mut canvas, &snapshot.model(&about, None))
                .len()
        });
        large.draw(&snapshot.model(&about, None));
        bar.inc(1);
    }
    bar.finish_and_clear();
    let meters = pipeline.meters();
    let redraw = Redraw::new(&large.whole, &large.update);
    let stages = vec![
        Stage::new("capture", &capture),
        Stage::new("sector", &meters.sector),
        Stage::new("resize", &meters.letterbox),
        Stage::new("model", &meters.detect),
        Stage::new("exam", &meters.exam),
        Stage::new("hand-over", &hand_over),
        Stage::new("draw", &draw),
    ];
    Ok((stages, redraw))
}

/// A screen of 1920x1080: what a live update of it costs, and all of it.
struct LargeScreen {
    screen: Screen,
    canvas: Canvas,
    update: Meter,
    whole: Meter,
}

impl Default for LargeScreen {
    fn default() -> Self {
        Self {
            screen: Screen::default(),
            canvas: Canvas::new(1920, 1080),
            update: Meter::default(),
            whole: Meter::default(),
        }
    }
}

impl LargeScreen {
    /// Draws it twice where it has a live picture; a banner costs next to nothing and is no measure of one.
    fn draw(&mut self, model: &ScreenModel) {
        if model.standing() != Standing::Analysing {
            return;
        }
        let Self {
            screen,
            canvas,
            update,
            whole,
        } = self;
        update.measure(|| screen.draw(canvas, model).len());
        screen.forget();
        whole.measure(|| screen.draw(canvas, model).len());
    }
}
