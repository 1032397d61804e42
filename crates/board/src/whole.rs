//! What a board says as a whole: values that need each other, or exclude each other.

use flaw::Flaw;

use super::{
    Board, Kind,
    display::DisplayFault,
    layers::{Holding, Read},
};

/// What is wrong with the whole, each at the value that makes it so.
pub(crate) fn flaws(board: &Board, holding: &Holding, reads: &[Read]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut note = |key: &str, message: String, hint: &str| {
        if let Some(held) = holding.get(key) {
            flaws.push(reads[held.read].flaw(&held.at, message, hint));
        }
    };
    if board.profile.name.is_some() && board.profile.file.is_some() {
        let hint = "leave out `name`, or `file`, which is for a profile of your own";
        note(
            "profile.file",
            "`name` and `file` are two profiles".to_owned(),
            hint,
        );
    }
    let (source, kind) = (&board.source, board.source.kind);
    if kind.is_some_and(|kind| kind != Kind::Phantom) && source.path.is_none() {
        let message = "a source of this kind needs a path".to_owned();
        note(
            "source.kind",
            message,
            "add a line such as: path = \"/dev/video0\"",
        );
    }
    let is = |kinds: &[Kind]| kind.is_none_or(|kind| kinds.contains(&kind));
    for (key, given, fits, hint) in [
        (
            "fps",
            source.fps.is_some(),
            is(&[Kind::Phantom, Kind::V4l2]),
            "leave the line out: a file brings its own",
        ),
        (
            "size",
            source.size.is_some(),
            is(&[Kind::Phantom, Kind::V4l2]),
            "leave the line out: a file brings its own",
        ),
        (
            "seed",
            source.seed.is_some(),
            is(&[Kind::Phantom]),
            "leave the line out: it is for the phantom",
        ),
        (
            "format",
            source.format.is_some(),
            is(&[Kind::V4l2]),
            "leave the line out: it is for a v4l2 device",
        ),
        (
            "edid",
            source.edid.is_some(),
            is(&[Kind::V4l2]),
            "leave the line out: it is for a v4l2 device",
        ),
    ] {
        if given && !fits {
            note(
                &format!("source.{key}"),
                format!("`{key}` is for another kind of source"),
                hint,
            );
        }
    }
    if let Some(address) = board.page.address.filter(|address| !address.is_loopback())
        && board.page.token_file.is_none()
    {
        let message =
            format!("{address} can be reached from other machines, and the page asks for no token");
        let hint = "listen on 127.0.0.1, or name the file of a token, which `head -c 24 /dev/urandom | base64 | tr +/ -_` \
                    makes: token_file = \"/etc/second-reader/page-token\"";
        note("page.address", message, hint);
    }
    for (n, part) in board.sector.iter().enumerate() {
        let [left, top, width, height] = part.area.0.map(usize::from);
        let screen = part.screen;
        if left + width > screen.width || top + height > screen.height {
            let message = format!(
                "the area of `[[sector]]` {} reaches beyond a screen of {screen}",
                n + 1
            );
            note(
                "sector",
                message,
                "an area is left, top, width and height, pixels",
            );
        }
        if board.sector[..n].iter().any(|other| other.screen == screen) {
            let message = format!("two areas for a screen of {screen}");
            note("sector", message, "leave one of them out");
        }
    }
    if let (Some(warn), Some(max)) = (board.thermal.warn_celsius, board.thermal.max_celsius)
        && warn.0 >= max.0
    {
        let message = format!(
            "a warning at {} degrees comes no earlier than the limit, {}",
            warn.0, max.0
        );
        note(
            "thermal.warn_celsius",
            message,
            "warn some degrees below max_celsius",
        );
    }
    match board.display.fault() {
        None => {}
        Some(DisplayFault::Misplaced(key)) => {
            let hint = match key {
                "device" | "rotation" => {
                    "say which kind of panel it is: panel = \"drm\", \"framebuffer\", \"spi\" or \"png\""
                }
                "connector" | "mode" => "leave the line out: it is for panel = \"drm\"",
                _ => "leave the line out: it is for panel = \"spi\"",
            };
            note(
                &format!("display.{key}"),
                format!("`{key}` is for another kind of panel"),
                hint,
            );
        }
        Some(DisplayFault::Missing(key)) => {
            let hint = match key {
                "controller" => "add a line such as: controller = \"ili9341\"",
                "data_line" => "add a line such as: data_line = \"gpiochip0:25\"",
                _ => "add a line such as: device = \"/dev/spidev0.0\", or the file of a png",
            };
            note(
                "display.panel",
                format!("a panel of this kind needs `{key}`"),
                hint,
            );
        }
    }
    flaws
}
