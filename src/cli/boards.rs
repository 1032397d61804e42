//! Finds the board that a person names, and what of it is in files of its own.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use second_reader::board::{Board, Resolved, Settings, Token, Wanted};

use super::problem::Problem;

/// Names a folder with boards.
const FOLDER_VARIABLE: &str = "SECOND_READER_BOARDS";
/// Where packages install boards.
const SYSTEM_FOLDER: &str = "/usr/share/second-reader/board-configs";
/// Where the boards of this machine are written.
const MACHINE_FOLDER: &str = "/etc/second-reader";
/// The most of a token's file that is read, bytes.
const TOKEN_BYTES_MAX: u64 = 1024;

/// Which board, and what lies over it.
#[derive(clap::Args, Clone, Default)]
pub struct Choice {
    /// Board: a file, or the name of an installed one.
    #[arg(long, value_name = "BOARD")]
    pub board: Option<String>,
    /// What the site lays over it: a file, or a name.
    #[arg(long, value_name = "SITE", requires = "board")]
    pub site: Option<String>,
    /// What the scanner lays over it: a file, or a name.
    #[arg(long, value_name = "SCANNER", requires = "board")]
    pub scanner: Option<String>,
}

impl Choice {
    /// The board; an empty one where none is named.
    pub fn load(&self) -> Result<Board, Problem> {
        Ok(self
            .resolved()?
            .map_or_else(Board::default, |resolved| resolved.board))
    }

    /// The board with where all of it comes from; `None` where none is named.
    pub fn resolved(&self) -> Result<Option<Resolved>, Problem> {
        let Some(board) = &self.board else {
            return Ok(None);
        };
        let wanted = Wanted {
            board,
            site: self.site.as_deref(),
            scanner: self.scanner.as_deref(),
            folders: &folders(),
        };
        Ok(Some(Resolved::load(&wanted)?))
    }

    /// Name of the board, without its folders.
    pub fn name(&self) -> String {
        let name = self
            .board
            .as_deref()
            .map(Path::new)
            .and_then(Path::file_name);
        name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

/// The board of that name or path.
pub fn resolved(board: &str) -> Result<Resolved, Problem> {
    let folders = folders();
    let wanted = Wanted {
        board,
        folders: &folders,
        ..Wanted::default()
    };
    Ok(Resolved::load(&wanted)?)
}

/// Where boards are looked for by name, in this order.
pub fn folders() -> Vec<PathBuf> {
    let mut folders = libraries();
    // The machine's own come before those that packages install.
    folders.insert(folders.len() - 1, PathBuf::from(MACHINE_FOLDER));
    folders
}

/// Where boards lie that are not this machine's own alone, in this order.
pub fn libraries() -> Vec<PathBuf> {
    let beside = env::current_exe()
        .ok()
        .and_then(|exe| Some(exe.parent()?.join("board-configs")));
    let named = env::var_os(FOLDER_VARIABLE).map(PathBuf::from).into_iter();
    named
        .chain([PathBuf::from("board-configs")])
        .chain(beside)
        .chain([PathBuf::from(SYSTEM_FOLDER)])
        .collect()
}

/// What the live page asks of who opens it.
pub fn page_token(settings: &Settings) -> Result<Option<Token>, Problem> {
    let Some(file) = &settings.page_token_file else {
        return Ok(None);
    };
    let about = fs::metadata(file).map_err(|e| Problem::file(file, &e))?;
    let refuse = |what: &str, hint: &str| {
        Problem::bad_input(format_args!("{}: {what}", file.display()), Some(hint))
    };
    if !about.is_file() || about.len() > TOKEN_BYTES_MAX {
        return Err(refuse(
            "this is no file of a token",
            "name a file with the token alone",
        ));
    }
    if about.permissions().mode() & 0o007 != 0 {
        let hint = format!("chmod 640 {}", file.display());
        return Err(refuse(
            "every user of this machine can read the token",
            &hint,
        ));
    }
    let text = fs::read_to_string(file).map_err(|e| Problem::file(file, &e))?;
    let token = Token::try_from(text.trim().to_owned());
    let make = "head -c 24 /dev/urandom | base64 | tr +/ -_ makes one";
    token.map(Some).map_err(|message| refuse(message, make))
}
