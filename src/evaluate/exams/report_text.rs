//! The figures of exams as tables for a terminal of 100 columns.

use std::fmt::{self, Display, Formatter};

use super::ExamsReport;
use crate::evaluate::report_text::{Goals, Share};

impl Display for ExamsReport {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let setting = &self.setting;
        let [normal, defects] = self.sweeps;
        let seeds = setting.seeds.as_deref().unwrap_or("of the readings kept");
        writeln!(
            f,
            "{} {}, checklist {}, seeds {seeds}",
            setting.model.name, setting.model.version, setting.profile
        )?;
        writeln!(
            f,
            "phantom sweeps of {} s at {} frames a second: {normal} of normal hearts, {defects} of hearts \
             with a defect\n\n{}",
            setting.seconds,
            setting.fps,
            Goals(&self.goals)
        )?;
        self.write_areas(f)?;
        self.write_items(f)?;
        self.write_measures(f)?;
        self.write_special(f)?;
        writeln!(
            f,
            "\n[in brackets: 95 % intervals from resampling the sweeps; too narrow where sweeps are few]"
        )
    }
}

impl ExamsReport {
    fn write_areas(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:32} {:>6}  area against normal hearts",
            "defect", "sweeps"
        )?;
        for score in &self.areas {
            writeln!(f, "{:32} {:>6}  {}", score.case, score.sweeps, score.area)?;
        }
        if self.without_score > 0 {
            writeln!(f, "{} sweeps have no score", self.without_score)?;
        }
        Ok(())
    }

    fn write_items(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:4} {:34} {:>6} {:>6} {:>9} {:>6}  right share",
            "item", "", "sweeps", "right", "undecided", "wrong"
        )?;
        for item in &self.items {
            let settled = if item.settled {
                ""
            } else {
                "  nothing settles it"
            };
            writeln!(
                f,
                "{:4} {:34} {:>6} {:>6} {:>9} {:>6}  {}{settled}",
                item.id,
                item.label,
                item.sweeps,
                item.right,
                item.undecided,
                item.wrong,
                Share(item.accuracy)
            )?;
        }
        writeln!(
            f,
            "[sweeps: where the truth can say; undecided: \"cannot assess\", or only \"seen\"; items that \
             nothing settles\nare left out of the figure over all]"
        )
    }

    fn write_measures(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{:26} {:>6}  {:22}  {:22}  withheld",
            "error of", "sweeps", "median", "95th centile"
        )?;
        for score in &self.measures {
            writeln!(
                f,
                "{:26} {:>6}  {:22}  {:22}  {}",
                score.measure,
                score.sweeps,
                score.median,
                score.centile_95,
                Share(score.withheld)
            )?;
            for count in &score.reasons {
                writeln!(f, "{:>33}  withheld: {}", count.sweeps, count.reason)?;
            }
        }
        Ok(())
    }

    fn write_special(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.special.is_empty() {
            return Ok(());
        }
        writeln!(
            f,
            "\n{:12} {:>6} {:>13} {:>6} {:>9} {:>6}  right share",
            "sweeps", "", "without wrong", "right", "undecided", "wrong"
        )?;
        for score in &self.special {
            writeln!(
                f,
                "{:12} {:>6} {:>13} {:>6} {:>9} {:>6}  {}",
                score.kind.name(),
                score.sweeps,
                score.without_wrong,
                score.right,
                score.undecided,
                score.wrong,
                score.accuracy
            )?;
            if score.frozen_frames > 0 {
                writeln!(
                    f,
                    "{:12} {} of {} frozen frames were read as live after the first second",
                    "", score.frozen_read_as_live, score.frozen_frames
                )?;
            }
        }
        Ok(())
    }
}
