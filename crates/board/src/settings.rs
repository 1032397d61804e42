use std::{
    net::{IpAddr, Ipv4Addr},
    path::PathBuf,
};

use super::{
    Begin, Board, CpuPart, DisplayPart, EdidName, InputPart, Kind, LinkPart, Reveal, SectorPart,
    Size, SourceName, StoragePart, ThermalPart, WatchdogPart,
};

/// A board with nothing left open.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Where pictures come from.
    pub source: SourceName,
    /// Frames a second that the phantom makes or the device is asked for; `None`: its default.
    pub source_fps: Option<f64>,
    /// Picture size that the phantom makes or the device is asked for; `None`: its default.
    pub source_size: Option<Size>,
    /// Pixel formats that the device is asked for, the best first; empty: any.
    pub source_formats: Vec<[u8; 4]>,
    /// What the device tells the scanner; `None`: the program's default.
    pub source_edid: Option<EdidName>,
    /// Seed of the phantom.
    pub seed: u64,
    /// Name of an installed model pack, or the folder of one; `None`: the program's default.
    pub pack: Option<String>,
    /// Whether a pack is loaded that nobody who is trusted has signed.
    pub allow_unsigned: bool,
    /// Folder with the public keys that are trusted; `None`: the program's default.
    pub keys: Option<PathBuf>,
    /// Folder of installed packs; `None`: the program's default.
    pub store: Option<PathBuf>,
    /// Threads that run the model's integer layers, 1 to 4.
    pub threads: usize,
    /// Name of a built-in checklist profile, or the file of another; `None`: the program's default.
    pub profile: Option<PathBuf>,
    /// Whether there are findings.
    pub findings: bool,
    /// When an exam begins.
    pub begin: Begin,
    /// When results are shown.
    pub reveal: Reveal,
    /// Whether an exam ends by itself where nothing of a sweep was shown for long.
    pub end_by_itself: bool,
    /// Address that the page listens on.
    pub page_address: IpAddr,
    /// Port of the page; 0 lets the system choose.
    pub page_port: u16,
    /// The file with what is asked of who opens the page.
    pub page_token_file: Option<PathBuf>,
    /// What a person acts with.
    pub input: InputPart,
    /// Screens drawn a second at most.
    pub display_fps_max: f64,
    /// The panel, with all that is said of it.
    pub display: DisplayPart,
    /// The vendor links; empty: none.
    pub links: Vec<LinkPart>,
    /// Where on the scanner's screens the picture lies; empty: it is sought all over them.
    pub sectors: Vec<SectorPart>,
    /// Where threads run.
    pub cpu: CpuPart,
    /// How warm the board may become.
    pub thermal: ThermalPart,
    /// Where exams are written to.
    pub storage: StoragePart,
    /// What resets a board that hangs.
    pub watchdog: WatchdogPart,
    /// The clinic's name.
    pub site: Option<String>,
    /// The clinic's time zone.
    pub time_zone: Option<String>,
    /// The scanner's make and model.
    pub scanner: Option<String>,
}

impl From<Board> for Settings {
    fn from(board: Board) -> Self {
        Self {
            source: SourceName {
                kind: board.source.kind.unwrap_or(Kind::Phantom),
                path: board.source.path,
            },
            source_fps: board.source.fps.map(|f| f.0),
            source_size: board.source.size,
            source_formats: board
                .source
                .format
                .unwrap_or_default()
                .iter()
                .map(|name| name.0)
                .collect(),
            source_edid: board.source.edid,
            seed: board.source.seed.unwrap_or(1),
            pack: board.model.pack,
            allow_unsigned: board.model.allow_unsigned.unwrap_or(false),
            keys: board.model.keys,
            store: board.model.store,
            threads: board.model.threads.map_or(1, |threads| threads.0.into()),
            profile: board.profile.file.or(board.profile.name.map(PathBuf::from)),
            findings: board.exam.findings.unwrap_or(true),
            begin: board.exam.begin.unwrap_or_default(),
            reveal: board.exam.reveal.unwrap_or_default(),
            end_by_itself: board.exam.end_by_itself.unwrap_or(false),
            page_address: board
                .page
                .address
                .unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            page_port: board.page.port.unwrap_or(8710),
            page_token_file: board.page.token_file,
            input: board.input,
            display_fps_max: board.display.fps_max.map_or(60.0, |f| f.0),
            display: board.display,
            links: board.link,
            sectors: board.sector,
            cpu: board.cpu,
            thermal: board.thermal,
            storage: board.storage,
            watchdog: board.watchdog,
            site: board.site.name,
            time_zone: board.site.time_zone.map(|zone| zone.0),
            scanner: board.scanner.name,
        }
    }
}
