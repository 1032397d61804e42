//! `flash`: makes the card of a board. What it does, and what it never does, stands in the crate `flash`.

mod site;

use std::{
    env,
    io::{self, BufRead, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use ::flash::{
    Allow, Disk, Fault, FlashError, Flasher, Image, Lang, Measured, Note, SITE_FOLDER, SITE_LABEL,
    SiteFile, Stage, System, gigabytes,
};
use indicatif::ProgressBar;
use second_reader::service::stop::Stop;
use trust::Standing;

use super::{packs, problem::Problem, progress, stop_on_signals, summary};

/// Write a signed image onto a card or stick, read it back, and lay in the files of board and site.
///
/// All that is on the card is lost. Disks that this machine uses are refused whatever is said; so is an image that was
/// changed after it was signed. Images may be plain or compressed (.zst). docs/flash.md has each step.
#[derive(clap::Args)]
pub struct Arguments {
    /// The image, with its signature IMAGE.minisig beside it.
    #[arg(value_name = "IMAGE")]
    image: PathBuf,
    /// The disk: /dev/sdX or /dev/mmcblkN.
    #[arg(long, value_name = "DISK")]
    device: PathBuf,
    /// The board that the card is for: a name or a file.
    #[arg(long, value_name = "BOARD")]
    board: Option<String>,
    /// File of what the site lays over the board.
    #[arg(long, value_name = "FILE", requires = "board")]
    site: Option<PathBuf>,
    /// Check everything and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Do not ask.
    #[arg(long)]
    yes: bool,
    /// The disk may be one that is built in.
    #[arg(long)]
    fixed: bool,
    /// The disk may have more than 256 GiB.
    #[arg(long)]
    large: bool,
    /// Language: en or ja [default: that of LC_ALL, LC_MESSAGES or LANG].
    #[arg(long, value_name = "en|ja", value_parser = lang)]
    lang: Option<Lang>,
    #[command(flatten)]
    packs: packs::Trusted,
    /// A folder with made-up dev, proc and sys; disks in it are files.
    #[arg(long, value_name = "DIR", hide = true)]
    root: Option<PathBuf>,
}

fn lang(name: &str) -> Result<Lang, String> {
    Lang::named(name).ok_or_else(|| "en or ja".to_owned())
}

/// The language of this user.
fn locale() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| env::var(name).ok());
    Lang::of_locale(&set.into_iter().find(|v| !v.is_empty()).unwrap_or_default())
}

pub fn flash(arguments: &Arguments) -> Result<(), Problem> {
    let lang = arguments.lang.unwrap_or_else(locale);
    let told = |error: FlashError| problem(&error, lang);
    let files = site::files(arguments.board.as_deref(), arguments.site.as_deref())?;
    let stop = stop_on_signals()?;
    let system = arguments
        .root
        .as_deref()
        .map_or_else(System::here, System::made_up);
    let allow = Allow {
        fixed: arguments.fixed,
        large: arguments.large,
    };
    let disk = system.disk(&arguments.device, allow).map_err(told)?;
    let mut image = checked(arguments, lang, &stop)?;
    image.fits(&disk).map_err(told)?;
    if !files.is_empty() {
        image.needs_site_place().map_err(told)?;
    }
    summary::say(plan(&arguments.image, &image, &disk, &files, lang))?;
    if arguments.dry_run {
        return summary::say(Note::DryRun.say(lang, &[]));
    }
    if !arguments.yes {
        confirm(&disk, lang)?;
    }
    // Looked at again: whoever was asked may have taken his time.
    let disk = system.disk(&arguments.device, allow).map_err(told)?;
    let flag = stop.flag();
    let flasher = Flasher::new(&disk, &flag).map_err(told)?;
    let bars = [Note::Writing, Note::Comparing, Note::Finishing]
        .map(|note| progress::bytes(note.say(lang, &[]), image.bytes));
    let result = flasher.flash(&mut image, &files, |stage, done| {
        let [writing, comparing, finishing] = &bars;
        let bar = match stage {
            Stage::Writing => writing,
            Stage::Comparing => comparing,
            Stage::Finishing => finishing,
        };
        bar.set_position(done);
    });
    bars.iter().for_each(ProgressBar::finish_and_clear);
    result.map_err(told)?;
    let (bytes, names) = (gigabytes(image.bytes), names(&files));
    let device = disk.device.display();
    summary::say(Note::Done.say(
        lang,
        &[("device", &device), ("bytes", &bytes), ("files", &names)],
    ))
}

/// The image, once somebody vouches for it and it was unpacked to see what it is.
fn checked(arguments: &Arguments, lang: Lang, stop: &Stop) -> Result<Measured, Problem> {
    let trust = arguments.packs.trust()?;
    let image = Image::open(&arguments.image).map_err(|e| problem(&e, lang))?;
    let verifying = progress::bytes(Note::Verifying.say(lang, &[]), image.packed_bytes());
    let measuring = progress::bytes(Note::Measuring.say(lang, &[]), image.packed_bytes());
    let measured = image.check(
        &trust.keys,
        trust.allow_unsigned,
        &stop.flag(),
        |unpacking, bytes| match unpacking {
            false => verifying.set_position(bytes),
            true => {
                measuring.set_length(measuring.length().unwrap_or_default().max(bytes));
                measuring.set_position(bytes);
            }
        },
    );
    verifying.finish_and_clear();
    measuring.finish_and_clear();
    measured.map_err(|e| problem(&e, lang))
}

/// What is about to be done.
fn plan(path: &Path, image: &Measured, disk: &Disk, files: &[SiteFile], lang: Lang) -> String {
    let (file, bytes) = (path.display(), gigabytes(image.bytes));
    let mut lines = vec![match &image.standing {
        Standing::Signed { key_id, .. } => {
            Note::Image.say(lang, &[("file", &file), ("bytes", &bytes), ("key", key_id)])
        }
        other => Note::Unverified.say(
            lang,
            &[("file", &file), ("bytes", &bytes), ("standing", other)],
        ),
    }];
    let (device, bytes) = (disk.device.display(), gigabytes(disk.bytes));
    lines.push(Note::Disk.say(
        lang,
        &[
            ("device", &device),
            ("bytes", &bytes),
            ("model", &disk.model),
        ],
    ));
    if !disk.parts.is_empty() {
        lines.push(Note::Holds.say(lang, &[("parts", &disk.parts.join(" "))]));
    }
    if !files.is_empty() {
        let (files, folder, label) = (names(files), SITE_FOLDER, SITE_LABEL);
        lines.push(Note::Site.say(
            lang,
            &[("files", &files), ("folder", &folder), ("label", &label)],
        ));
    }
    lines.join("\n")
}

fn names(files: &[SiteFile]) -> String {
    let names: Vec<_> = files.iter().map(|file| &file.name[..]).collect();
    match names.is_empty() {
        true => "-".to_owned(),
        false => names.join(" "),
    }
}

/// Lets a person type the name of the disk.
fn confirm(disk: &Disk, lang: Lang) -> Result<(), Problem> {
    let unconfirmed = || problem(&FlashError::of(Fault::Unconfirmed), lang);
    if !io::stdin().is_terminal() {
        return Err(unconfirmed());
    }
    let (device, bytes) = (disk.device.display(), gigabytes(disk.bytes));
    let question = Note::Confirm.say(
        lang,
        &[
            ("device", &device),
            ("model", &disk.model),
            ("bytes", &bytes),
            ("name", &disk.name),
        ],
    );
    let fault = |e| Problem::failure(e, None::<String>);
    let mut stderr = io::stderr();
    write!(stderr, "{question}")
        .and_then(|()| stderr.flush())
        .map_err(fault)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(fault)?;
    match answer.trim() == disk.name {
        true => Ok(()),
        false => Err(unconfirmed()),
    }
}

/// What is wrong, for people.
fn problem(error: &FlashError, lang: Lang) -> Problem {
    let (message, hint) = (error.in_language(lang), error.hint(lang));
    match error.fault {
        Fault::Stopped | Fault::Interrupted => Problem::cut_short(message).with_hint(hint),
        _ if error.left_half_written() => Problem::failure(message, Some(hint)),
        _ => Problem::bad_input(message, Some(hint)),
    }
}
