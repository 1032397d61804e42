use std::io;

/// Why a board file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BoardError {
    /// It cannot be read.
    #[error("{file}: {source}")]
    Io {
        /// The board file.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// It is too large to be a board file.
    #[error("{file}: {bytes} bytes are too many for a board file (at most {bytes_max})")]
    TooLarge {
        /// The board file.
        file: String,
        /// Its size.
        bytes: u64,
        /// The limit.
        bytes_max: u64,
    },
    /// It is no TOML, or has a key or value that boards do not have.
    #[error("{file}:{line}: {message}")]
    Syntax {
        /// The board file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A source of this kind needs a path.
    #[error("{file}:{line}: a source of this kind needs a path")]
    PathMissing {
        /// The board file.
        file: String,
        /// Line, from 1.
        line: usize,
    },
    /// Two profiles are named.
    #[error("{file}:{line}: `name` and `file` are two profiles")]
    TwoProfiles {
        /// The board file.
        file: String,
        /// Line, from 1.
        line: usize,
    },
    /// The key says something that a source of this kind has no use for.
    #[error("{file}:{line}: `{key}` is for another kind of source")]
    Misplaced {
        /// The board file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The key.
        key: &'static str,
    },
    /// Other machines can reach the page, and nothing is asked of them.
    #[error(
        "{file}:{line}: {address} can be reached from other machines, and the page asks for no token"
    )]
    TokenMissing {
        /// The board file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The page's address.
        address: std::net::IpAddr,
    },
    /// The key says something that a panel of this kind has no use for.
    #[error("{file}:{line}: `{key}` is for another kind of panel")]
    OtherPanel {
        /// The board file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The key.
        key: &'static str,
    },
    /// A panel of this kind needs the key.
    #[error("{file}:{line}: a panel of this kind needs `{key}`")]
    PanelNeeds {
        /// The board file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The key.
        key: &'static str,
    },
}

impl BoardError {
    pub(super) fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..at]
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            + 1;
        let message = error
            .message()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Self::Syntax {
            file: file.to_owned(),
            line,
            message,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Io { .. } | Self::TooLarge { .. } => {
                "name a board file such as those in board-configs/".to_owned()
            }
            Self::Syntax { .. } => {
                "board-configs/demo.toml shows every section and key with its meaning".to_owned()
            }
            Self::TwoProfiles { .. } => {
                "leave out `name`, or `file`, which is for a profile of your own".to_owned()
            }
            Self::Misplaced { key, .. } => match *key {
                "seed" => "leave the line out: it is for the phantom",
                "format" | "edid" => "leave the line out: it is for a v4l2 device",
                _ => "leave the line out: a file brings its own",
            }
            .to_owned(),
            Self::TokenMissing { .. } => "listen on 127.0.0.1, or add a line such as `head -c 24 /dev/urandom | \
                                          base64 | tr +/ -_` makes: token = \"...\""
                .to_owned(),
            Self::OtherPanel { key, .. } => match *key {
                "device" | "rotation" => "say which kind of panel it is: panel = \"drm\", \"framebuffer\", \"spi\" or \"png\"",
                "connector" | "mode" => "leave the line out: it is for panel = \"drm\"",
                _ => "leave the line out: it is for panel = \"spi\"",
            }
            .to_owned(),
            Self::PanelNeeds { key, .. } => match *key {
                "controller" => "add a line such as: controller = \"ili9341\"",
                "data_line" => "add a line such as: data_line = \"gpiochip0:25\"",
                _ => "add a line such as: device = \"/dev/spidev0.0\", or the file of a png",
            }
            .to_owned(),
            Self::PathMissing { .. } => "add a line such as: path = \"/dev/video0\"".to_owned(),
        })
    }
}
