//! The files that make an image that of one board at one site.

use std::{fs, path::Path};

use ::flash::SiteFile;

use super::super::problem::Problem;

/// Files of boards are a screenful.
const BYTES_MAX: u64 = 64 * 1024;

/// What goes onto the card: `board.toml`, which the service there reads; a board that is a file as `base.toml`, which
/// it extends; and what the site lays over it.
pub fn files(board: Option<&str>, site: Option<&Path>) -> Result<Vec<SiteFile>, Problem> {
    let Some(board) = board else {
        return Ok(Vec::new());
    };
    let mut files = Vec::new();
    let extends = if board.contains('/') || board.ends_with(".toml") {
        files.push(file("base.toml", Path::new(board))?);
        "./base.toml".to_owned()
    } else {
        board.to_owned()
    };
    let mut text = format!("extends = {}\n", toml::Value::String(extends));
    if let Some(site) = site {
        files.push(file("site.toml", site)?);
        text.push_str("with_site = \"./site.toml\"\n");
    }
    files.push(SiteFile {
        name: "board.toml".to_owned(),
        content: text.into_bytes(),
    });
    files.reverse();
    Ok(files)
}

/// A file that holds TOML.
fn file(name: &str, path: &Path) -> Result<SiteFile, Problem> {
    let fault = |e| Problem::file(path, &e);
    let bytes = fs::metadata(path).map_err(fault)?.len();
    let bad = |why: String| {
        Problem::bad_input(
            format_args!("{}: {why}", path.display()),
            Some("name a file such as those in board-configs/"),
        )
    };
    if bytes > BYTES_MAX {
        return Err(bad(format!("{bytes} bytes are too many for a board file")));
    }
    let text = fs::read_to_string(path).map_err(fault)?;
    match text.parse::<toml::Table>() {
        Ok(_) => Ok(SiteFile {
            name: name.to_owned(),
            content: text.into_bytes(),
        }),
        Err(e) => {
            let why: Vec<_> = e.message().split_whitespace().collect();
            Err(bad(why.join(" ")))
        }
    }
}
