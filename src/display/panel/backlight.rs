//! The light behind a panel, as the kernel has it below `/sys/class/backlight`.

use std::{fs, io, path::PathBuf};

use crate::input::Step;

const CLASS: &str = "/sys/class/backlight";

/// The levels, percent of the brightest; none is dark, as a dark panel looks like one that failed.
const LEVELS: [u64; 7] = [3, 6, 12, 25, 45, 70, 100];

/// A panel's light.
#[derive(Debug)]
pub struct Backlight {
    file: PathBuf,
    /// What the kernel calls the brightest.
    max: u64,
    /// Place among [`LEVELS`].
    level: usize,
}

impl Backlight {
    /// Takes the light of that name, at the level next to the one that it has.
    ///
    /// # Errors
    /// Where there is none, or the system does not let it be changed.
    pub fn open(name: &str) -> io::Result<Self> {
        Self::below(&PathBuf::from(CLASS), name)
    }

    fn below(class: &std::path::Path, name: &str) -> io::Result<Self> {
        let folder = class.join(name);
        let number = |file: &str| {
            let text = fs::read_to_string(folder.join(file))?;
            text.trim().parse::<u64>().map_err(io::Error::other)
        };
        let (max, now) = (number("max_brightness")?, number("brightness")?);
        if max == 0 {
            return Err(io::Error::other("its brightest is 0"));
        }
        let percent = now.saturating_mul(100) / max;
        let level = LEVELS.iter().rposition(|level| *level <= percent);
        let file = folder.join("brightness");
        // Tried once, so that a light that cannot be changed is told at the start.
        fs::write(&file, now.to_string())?;
        Ok(Self {
            file,
            max,
            level: level.unwrap_or(0),
        })
    }

    /// Goes a level up or down; the last ones stay.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn step(&mut self, step: Step) -> io::Result<()> {
        let level = match step {
            Step::Up => (self.level + 1).min(LEVELS.len() - 1),
            Step::Down => self.level.saturating_sub(1),
        };
        let value = (self.max * LEVELS[level]).div_ceil(100).max(1);
        fs::write(&self.file, value.to_string())?;
        self.level = level;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_light_goes_up_and_down_and_never_out() {
        let class = tempfile::tempdir().unwrap();
        let folder = class.path().join("panel");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("max_brightness"), "31\n").unwrap();
        fs::write(folder.join("brightness"), "16\n").unwrap();
        let mut light = Backlight::below(class.path(), "panel").unwrap();
        let now = || fs::read_to_string(folder.join("brightness")).unwrap();
        assert_eq!(now(), "16");
        let mut seen = Vec::new();
        for step in [Step::Up, Step::Up, Step::Up]
            .into_iter()
            .chain([Step::Down; 8])
        {
            light.step(step).unwrap();
            seen.push(now().parse::<u32>().unwrap());
        }
        assert_eq!(seen, [22, 31, 31, 22, 14, 8, 4, 2, 1, 1, 1]);
        fs::remove_dir_all(&folder).unwrap();
        assert!(light.step(Step::Up).is_err());
        assert!(Backlight::below(class.path(), "none").is_err());
    }
}
