//! A picture file that always holds the latest screen, whole: written beside and renamed.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use embedded_graphics::primitives::Rectangle;

use super::{super::canvas::Canvas, Panel, PanelError};

/// The file.
pub(super) struct PngFile {
    file: PathBuf,
    beside: PathBuf,
    size: (u32, u32),
    bytes: Vec<u8>,
}

impl PngFile {
    /// A file for screens of that size; it is written with the first one.
    pub fn new(file: &Path, size: (u32, u32)) -> Self {
        let mut beside = file.as_os_str().to_owned();
        beside.push(".new");
        Self {
            file: file.to_owned(),
            beside: beside.into(),
            size,
            bytes: Vec::new(),
        }
    }

    fn write(&mut self, canvas: &Canvas) -> io::Result<()> {
        self.bytes.clear();
        canvas
            .write_png(&mut self.bytes)
            .map_err(io::Error::other)?;
        fs::write(&self.beside, &self.bytes)?;
        fs::rename(&self.beside, &self.file)
    }
}

impl Panel for PngFile {
    fn size(&self) -> (u32, u32) {
        self.size
    }

    fn show(&mut self, canvas: &Canvas, changed: &[Rectangle]) -> Result<(), PanelError> {
        if changed.is_empty() {
            return Ok(());
        }
        let written = self.write(canvas);
        written.map_err(|source| PanelError::io(&self.file.display().to_string(), source))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::lines::whole, *};

    #[test]
    fn the_file_is_the_latest_screen_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("screen.png");
        let mut panel = PngFile::new(&file, (4, 3));
        let mut canvas = Canvas::new(4, 3);
        panel.show(&canvas, &[whole((4, 3))]).unwrap();
        canvas.set_greys(1, 1, &[9, 8], 255);
        panel.show(&canvas, &[whole((4, 3))]).unwrap();
        let back = image::open(&file).unwrap().into_rgb8();
        assert_eq!(back.as_raw(), canvas.as_bytes());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_file(&file).unwrap();
        panel.show(&canvas, &[]).unwrap();
        assert!(!file.exists(), "nothing has changed");
    }

    #[test]
    fn a_folder_that_is_not_there_is_said() {
        let mut panel = PngFile::new(Path::new("/nowhere/screen.png"), (4, 3));
        let error = panel
            .show(&Canvas::new(4, 3), &[whole((4, 3))])
            .unwrap_err();
        assert!(error.to_string().starts_with("panel /nowhere/screen.png: "));
    }
}
