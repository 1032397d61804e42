//! The light behind a panel, as the kernel has it below `/sys/class/backlight`.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::input::Step;

const CLASS: &str = "/sys/class/backlight";

/// The levels, percent of the brightest; none is dark, as a dark panel looks like one that failed.
const LEVELS: [u64; 7] = [3, 6, 12, 25, 45, 70, 100];

/// A panel's light. The kernel keeps its level, so that several may change it.
#[derive(Clone, Debug)]
pub struct Backlight {
    file: PathBuf,
    /// What the kernel calls the brightest.
    max: u64,
}

impl Backlight {
    /// Takes the light of that name; it stays as bright as it is.
    ///
    /// # Errors
    /// Where there is none, or the system does not let it be changed.
    pub fn open(name: &str) -> io::Result<Self> {
        Self::below(&PathBuf::from(CLASS), name)
    }

    fn below(class: &Path, name: &str) -> io::Result<Self> {
        let folder = class.join(name);
        let max = number(&folder.join("max_brightness"))?;
        if max == 0 {
            return Err(io::Error::other("its brightest is 0"));
        }
        let file = folder.join("brightness");
        // Tried once, so that a light that cannot be changed is told at the start.
        fs::write(&file, number(&file)?.to_string())?;
        Ok(Self { file, max })
    }

    /// Goes a level up or down, from the one next to what it has; the last ones stay.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn step(&self, step: Step) -> io::Result<()> {
        let percent = number(&self.file)?.saturating_mul(100) / self.max;
        let level = LEVELS.iter().rposition(|level| *level <= percent);
        let level = match (step, level.unwrap_or(0)) {
            (Step::Up, level) => (level + 1).min(LEVELS.len() - 1),
            (Step::Down, level) => level.saturating_sub(1),
        };
        self.set(LEVELS[level]).map(drop)
    }

    /// Sets it, percent of the brightest, and says what that has become: never darker than the lowest level.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn set(&self, percent: u64) -> io::Result<u64> {
        let percent = percent.clamp(LEVELS[0], 100);
        fs::write(&self.file, (self.max * percent).div_ceil(100).to_string())?;
        Ok(percent)
    }
}

fn number(file: &Path) -> io::Result<u64> {
    let text = fs::read_to_string(file)?;
    text.trim().parse().map_err(io::Error::other)
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
        let light = Backlight::below(class.path(), "panel").unwrap();
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
        for (asked, given) in [(0, 3), (40, 40), (250, 100)] {
            assert_eq!(light.set(asked).unwrap(), given);
            assert_eq!(now(), (31 * given).div_ceil(100).to_string());
        }
        fs::remove_dir_all(&folder).unwrap();
        assert!(light.step(Step::Up).is_err());
        assert!(Backlight::below(class.path(), "none").is_err());
    }
}
