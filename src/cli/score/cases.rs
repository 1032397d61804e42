//! Tables of cases.

use std::collections::HashMap;

use second_reader::{
    anatomy::Profile,
    evaluate::area_under_roc,
    exam::score::{self, Evidence, Plane},
    record::TableCase,
};
use serde::Serialize;

use super::report::{NOTE, PlaneReport, StructureReport, rounded};
use crate::cli::problem::Problem;

/// By how much more the structures of one plane are found, for a table to be taken for it.
const CLEARLY: f64 = 0.1;
/// The label with which the others are compared.
const NORMAL: &str = "normal";

const PAIRING: &str = "Cases of the same number and label are taken for the same fetus. The tables do not say \
     so: it is an assumption.";

/// What is told of one or two tables.
#[derive(Serialize)]
pub struct CasesReport {
    kind: &'static str,
    /// The tables.
    pub tables: Vec<TableReport>,
    /// What is assumed of two tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumption: Option<&'static str>,
    /// The cases in the order of the first table.
    pub cases: Vec<CaseReport>,
    /// Where some cases are labelled normal and the others are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_under_roc: Option<Areas>,
    note: &'static str,
}

/// A table.
#[derive(Serialize)]
pub struct TableReport {
    /// Its name.
    pub file: String,
    /// What it shows.
    pub views: &'static str,
    /// Why it is taken for that.
    pub because: String,
}

/// A case.
#[derive(Serialize)]
pub struct CaseReport {
    /// Its name.
    pub case: String,
    /// What it is said to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its planes, in the order of [`Plane::ALL`].
    pub planes: Vec<PlaneReport>,
    /// Of all its planes, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub shortfall: f64,
    /// What that exceeds, and what follows from it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub findings: Option<Findings>,
}

/// What a site can switch off.
#[derive(Serialize)]
pub struct Findings {
    /// The shortfall exceeds that of this share of the reference's normal hearts: 0, 50, 75 or 90.
    pub above_percent_of_normal: u8,
    /// The structures to look at again.
    pub look_again: Vec<StructureReport>,
}

/// Areas under the ROC curve: how often a case with another label scores higher than a normal one.
#[derive(Serialize)]
pub struct Areas {
    /// How many cases are labelled normal.
    pub normal: usize,
    /// How many are labelled otherwise.
    pub others: usize,
    /// Published score and shortfall of each plane.
    pub planes: Vec<PlaneArea>,
    /// Of the shortfall of all planes.
    #[serde(serialize_with = "rounded")]
    pub shortfall: f64,
}

/// Those of a plane.
#[derive(Serialize)]
pub struct PlaneArea {
    /// The plane.
    pub plane: &'static str,
    /// Of the published score.
    #[serde(serialize_with = "rounded")]
    pub published: f64,
    /// Of the shortfall.
    #[serde(serialize_with = "rounded")]
    pub shortfall: f64,
}

/// The cases of a table and what they show.
struct Set {
    table: TableReport,
    plane: Plane,
    cases: Vec<(TableCase, Evidence)>,
}

/// Scores one or two tables of cases; `plane` is what a single one shows.
pub fn report(
    sets: Vec<(String, Vec<TableCase>)>,
    plane: Option<Plane>,
    profile: &Profile,
    findings: bool,
) -> Result<CasesReport, Problem> {
    if let ([(first, _), ..], Some(_), true) = (&sets[..], plane, sets.len() > 1) {
        return Err(Problem::bad_input(
            format_args!("--views is of a single table, and there is another beside {first}"),
            Some("leave --views out: of two tables one shows the heart, the other the vessels"),
        ));
    }
    let sets = sets
        .into_iter()
        .map(|(file, cases)| Set::new(file, cases, plane));
    let mut sets = sets.collect::<Result<Vec<_>, _>>()?;
    if let [one, other] = &sets[..] {
        if one.plane == other.plane {
            return Err(Problem::bad_input(
                format_args!(
                    "both tables are taken for the same views: {}",
                    one.plane.name()
                ),
                Some("give the table of the heart views and that of the vessel views"),
            ));
        }
        check_pairs(one, other)?;
        check_pairs(other, one)?;
    }
    sets.sort_by_key(|set| set.plane == Plane::Vessels);
    let cases: Vec<_> = cases(&sets, profile, findings);
    Ok(CasesReport {
        kind: "cases",
        assumption: (sets.len() > 1).then_some(PAIRING),
        tables: sets.into_iter().map(|set| set.table).collect(),
        area_under_roc: areas(&cases),
        cases,
        note: NOTE,
    })
}

impl Set {
    fn new(file: String, cases: Vec<TableCase>, plane: Option<Plane>) -> Result<Self, Problem> {
        let mut all = Evidence::default();
        let cases = cases.into_iter().map(|case| {
            let mut evidence = Evidence::default();
            for row in &case.rows {
                evidence.add(&row.confidence);
                all.add(&row.confidence);
            }
            (case, evidence)
        });
        let cases: Vec<_> = cases.collect();
        let [heart, vessels] = Plane::ALL.map(|p| 1.0 - score::published(p, &all).unwrap_or(1.0));
        let found = format!(
            "structures of the heart are found in {:.0} % of its frames, of the vessels in {:.0} %",
            100.0 * heart,
            100.0 * vessels
        );
        let (plane, because) = match plane {
            Some(plane) => (plane, "--views says so".to_owned()),
            None if heart - vessels >= CLEARLY => (Plane::Heart, found),
            None if vessels - heart >= CLEARLY => (Plane::Vessels, found),
            None => {
                return Err(Problem::bad_input(
                    format_args!("{file}: heart views or vessel views? {found}"),
                    Some("say which with --views heart or --views vessels"),
                ));
            }
        };
        let views = plane.name();
        let table = TableReport {
            file,
            views,
            because,
        };
        Ok(Self {
            table,
            plane,
            cases,
        })
    }
}

/// Name and label of a case.
fn key(case: &TableCase) -> (&str, Option<&str>) {
    (&case.case, case.label.as_deref())
}

/// Each case of `one` is in `other`.
fn check_pairs(one: &Set, other: &Set) -> Result<(), Problem> {
    let known: std::collections::HashSet<_> = other.cases.iter().map(|(c, _)| key(c)).collect();
    let lone = one
        .cases
        .iter()
        .find(|(case, _)| !known.contains(&key(case)));
    lone.map_or(Ok(()), |(case, _)| {
        let (file, line) = (&one.table.file, case.line);
        let label = case
            .label
            .as_ref()
            .map_or(String::new(), |l| format!(" ({l})"));
        let message = format!("case {}{label} is not in {}", case.case, other.table.file);
        Err(Problem::bad_input(
            format_args!("{file}:{line}: {message}"),
            Some("two tables hold the same cases, with the same labels; or score them one by one"),
        ))
    })
}

/// The cases of all sets, which hold the same ones.
fn cases(sets: &[Set], profile: &Profile, findings: bool) -> Vec<CaseReport> {
    let by_key = |set: &Set| -> HashMap<_, _> {
        let at = set.cases.iter().enumerate();
        at.map(|(at, (c, _))| ((c.case.clone(), c.label.clone()), at))
            .collect()
    };
    let places: Vec<_> = sets.iter().map(by_key).collect();
    let first = sets.iter().take(1).flat_map(|set| &set.cases);
    let case = |(case, _): &(TableCase, Evidence)| {
        let key = (case.case.clone(), case.label.clone());
        let (mut planes, mut all) = (Vec::new(), Vec::new());
        for (set, places) in sets.iter().zip(&places) {
            let (of, evidence) = &set.cases[*places.get(&key)?];
            let frames = [of.rows.first()?.frame, of.rows.last()?.frame];
            planes.push(PlaneReport::new(set.plane, frames, evidence, profile)?);
            all.push((set.plane, evidence));
        }
        let shortfall = score::shortfall_of_all(&all)?;
        let look_again = score::look_again(&all);
        Some(CaseReport {
            case: key.0,
            label: key.1,
            planes,
            shortfall,
            findings: findings.then(|| Findings {
                above_percent_of_normal: score::above(&all, shortfall),
                look_again: look_again
                    .iter()
                    .map(|shown| StructureReport::new(shown, profile))
                    .collect(),
            }),
        })
    };
    first.filter_map(case).collect()
}

fn areas(cases: &[CaseReport]) -> Option<Areas> {
    if cases.iter().any(|case| case.label.is_none()) {
        return None;
    }
    let (normal, others): (Vec<_>, Vec<_>) = cases
        .iter()
        .partition(|case| case.label.as_deref() == Some(NORMAL));
    let area = |of: &dyn Fn(&CaseReport) -> f64| {
        let scores = |cases: &[&CaseReport]| cases.iter().map(|case| of(case)).collect::<Vec<_>>();
        area_under_roc(&scores(&others), &scores(&normal))
    };
    let names = cases.first()?.planes.iter().map(|plane| plane.plane.name());
    let planes = names.enumerate().map(|(at, plane)| {
        Some(PlaneArea {
            plane,
            published: area(&|case| case.planes[at].published)?,
            shortfall: area(&|case| case.planes[at].shortfall)?,
        })
    });
    Some(Areas {
        normal: normal.len(),
        others: others.len(),
        planes: planes.collect::<Option<_>>()?,
        shortfall: area(&|case| case.shortfall)?,
    })
}
