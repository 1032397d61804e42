//! The files that make an image that of one board at one site.

use std::{fs, path::Path};

use ::flash::SiteFile;

use super::super::{boards, problem::Problem};

/// What goes onto the card: `board.toml`, which the service there reads; a board that is a file as `base.toml`, which
/// it extends; and what the site lays over it. They are checked first, as the service would.
pub fn files(board: Option<&str>, site: Option<&Path>) -> Result<Vec<SiteFile>, Problem> {
    let Some(board) = board else {
        return Ok(Vec::new());
    };
    let choice = boards::Choice {
        board: Some(board.to_owned()),
        site: site.map(|path| path.to_string_lossy().into_owned()),
        scanner: None,
    };
    choice.resolved()?;
    let mut files = Vec::new();
    let extends = if is_path(board) {
        let base = file("base.toml", Path::new(board))?;
        stands_alone(&base, board)?;
        files.push(base);
        "./base.toml"
    } else {
        board
    };
    let mut text = format!("extends = {}\n", toml::Value::from(extends));
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

fn is_path(board: &str) -> bool {
    board.contains('/') || board.ends_with(".toml")
}

fn file(name: &str, path: &Path) -> Result<SiteFile, Problem> {
    Ok(SiteFile {
        name: name.to_owned(),
        content: fs::read(path).map_err(|e| Problem::file(path, &e))?,
    })
}

/// Refuses a board that extends a file, which would not be on the card.
fn stands_alone(base: &SiteFile, board: &str) -> Result<(), Problem> {
    let text = String::from_utf8_lossy(&base.content);
    let table: toml::Table = text.parse().unwrap_or_default();
    let links = ["extends", "with_site", "with_scanner"];
    let link = links.iter().find_map(|key| {
        let value = table.get(*key)?.as_str()?;
        is_path(value).then_some((key, value))
    });
    match link {
        None => Ok(()),
        Some((key, value)) => Err(Problem::bad_input(
            format_args!("{board}: {key} = {value:?} is a file that does not go onto the card"),
            Some("name an installed board there, or give the site's file with --site"),
        )),
    }
}
